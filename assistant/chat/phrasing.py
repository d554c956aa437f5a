"""An extractive draft in, the same answer in a chat model's words out: sentence by sentence, each through the gate.

Whether the sources answer was decided before; the model only phrases. What limits or disputes a sentence it cites
follows at once, in the source's own words. What the gate refuses goes back once with the reasons. What answers and no
sentence of the model says is added in the source's words, so that a model can leave nothing out.
"""

import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from assistant import prompts, quantities, sentences
from assistant.chat.calls import Allowance, Chat
from assistant.chat.provider import Piece
from assistant.chat.written import Reading, Unreadable, Written
from assistant.errors import ChatFailed
from assistant.prompts import Message
from assistant.question import Question
from assistant.types import Claim, Draft, Hit, Rejection, Source, Statement
from assistant.verdict_words import states_verdict
from assistant.verify import Gate
from assistant.words import is_stop_word, words

ONLY_THE_CHECKER = "only the criteria checker says whether a patient meets criteria"
LAST_WORDS = 1.0  # seconds to wait, once all is written, for the count of tokens
MOST_QUOTED_BACK = 8_000  # characters of its own answer that the model sees again
_LINK = re.compile(r"\w://|\bwww\.|\]\(|<\s*a\b", re.IGNORECASE)
ONE_SOURCE = "no single sentence of those it cites says all of it"
MISSHAPEN = "it was not of the form asked for"
LEAST_SAID = 0.5  # of the words of a claim that carry meaning, for it to count as said
OWN_SENTENCES = "these are the sources' own sentences."


class _Refused(NamedTuple):
    cites: str
    rejection: Rejection


class Phrasing:
    """One answer being phrased. Afterwards `draft` and `rejected` are what the reply is made of."""

    def __init__(self, draft: Draft, new_gate: Callable[[], Gate], chat: Chat, allowance: Allowance) -> None:
        self.gate, self._new_gate = new_gate(), new_gate
        self._draft, self._chat, self._allowance = draft, chat, allowance
        self._handed = 0  # claims handed to the gate
        self._place: dict[int, int] = {}  # of a claim of the draft: the number by which the gate knows it
        self._shown: list[Claim] = []
        self._refused: dict[str, _Refused] = {}
        self._refusals = 0
        self._is_unreadable = self._has_case = False
        self._unread = 0  # times that something could not be read
        self._failure: ChatFailed | None = None
        self.has_words = False  # whether a sentence of the model passed
        self.wants_checker = False  # whether it called the checker, or said what only the checker may say of a case

    def statements(
        self, question: Question, hits: Iterable[Hit], most: int, has_case: bool = False
    ) -> Iterator[Statement]:
        """Each statement as it passes; none where no sentence of the model does. Raises Stopped.

        With a case in the conversation the model may call the checker.
        """
        self._has_case = has_case
        asked = _asked(question, self._draft, {hit.passage.passage_id: hit.source for hit in hits}, most)
        try:
            answer = yield from self._turn(asked, most)
            if (self._refused or self._is_unreadable) and not self.wants_checker:
                said: Message = ("ai", answer[:MOST_QUOTED_BACK] or "(nothing)")
                yield from self._turn([*asked, said, self._repair()], most)
        except ChatFailed as failure:
            self._failure = failure
        if self.has_words and not self.wants_checker:
            yield from self._completed()

    @property
    def draft(self) -> Draft:
        """The draft, with whose words are shown and why not all of them are the model's."""
        return Draft(
            claims=self._draft.claims,
            composer=self._chat.name if self.has_words else self._draft.composer,
            premise=self._draft.premise,
            missing=self._draft.missing,
            notice=self._notice(),
        )

    @property
    def rejected(self) -> list[Rejection]:
        """The model's sentences that could not be shown, and why."""
        return [refused.rejection for refused in self._refused.values()]

    def _turn(self, messages: Sequence[Message], most: int) -> Generator[Statement, None, str]:
        """What passes of one answer of the model, and the answer as written."""
        reading, self._is_unreadable = Reading(), False
        read = 0
        pieces = self._chat.pieces(messages, self._allowance, offer_checker=self._has_case)
        with closing(pieces):
            try:
                for place, written in enumerate(reading.entries(self._texts(pieces)), 1):
                    if written is None:
                        self._refuse_unread(place)
                        continue
                    read += 1
                    yield from self._sentence(written)
                    if self.wants_checker or read == most:
                        break
                else:
                    _wait_for_the_count(pieces)
            except Unreadable:
                self._is_unreadable = True
                self._unread += 1
        return reading.text

    def _texts(self, pieces: Iterable[Piece]) -> Iterator[str]:
        for piece in pieces:
            if piece.calls_checker and self._has_case:
                self.wants_checker = True
                return
            yield piece.text

    def _repair(self) -> Message:
        """The request to write what was refused again, with the gate's own reasons."""
        rows = [
            {"label": label, "text": refused.rejection.text, "cites": refused.cites, "why": refused.rejection.why}
            for label, refused in self._refused.items()
        ]
        if self._is_unreadable:
            rows.append({"why": "from here on your answer was not the JSON asked for"})
        return prompts.messages("repair", refused=prompts.rows(rows))[1]

    # Sentences of the model

    def _sentence(self, written: Written) -> Iterator[Statement]:
        numbers = [self._number(label) for label in written.cites]
        known = list(dict.fromkeys(number for number in numbers if number is not None))
        if None in numbers:
            unknown = written.cites[numbers.index(None)]
            self._refuse(written, written.text, f"it cites {unknown}, which was not among the sentences given")
        elif states_verdict(written.text) and not self._is_copied(written.text, known):
            self.wants_checker = self._has_case
            self._refuse(written, written.text, ONLY_THE_CHECKER)
        elif _LINK.search(written.text):
            self._refuse(written, written.text, "it holds a link")
        else:
            for part in sentences.split(written.text, 0, len(written.text)):
                if all(part.text != claim.text for claim in self._shown):
                    yield from self._admitted(written, part.text, known)

    def _is_copied(self, text: str, numbers: Iterable[int]) -> bool:
        """Whether it is one of the cited sentences, word for word: what a source says classifies nobody here."""
        return any(text.split() == self._draft.claims[number].text.split() for number in numbers)

    def _admitted(self, written: Written, text: str, numbers: Sequence[int]) -> Iterator[Statement]:
        cited = self._needed(text, numbers)
        answering = [number for number in cited if self._draft.claims[number].role == "answer"]
        if cited and not answering:  # what limits or disputes is shown in its own words, after what it bears on
            return
        if len(cited) > 1:
            self._refuse(written, text, ONE_SOURCE)
            return
        looked_at = self._admit(self._claim(text, cited), answering)
        if isinstance(looked_at, Rejection):
            self.gate.rejected.remove(looked_at)  # counted here: it may still be put right
            self._refuse(written, text, looked_at.why)
            return
        self._refused.pop(written.replaces, None)
        self.has_words = True
        yield looked_at
        for number in answering:
            yield from self._what_bears_on(number)

    def _needed(self, text: str, numbers: Sequence[int]) -> Sequence[int]:
        """The one of several citations that supports the sentence by itself, or all of them where none does.

        What is cited beside it would be shown as its source, and is not.
        """
        if len(numbers) < 2:
            return numbers
        alone = ([number] for number in sorted(numbers, key=lambda one: self._draft.claims[one].role != "answer"))
        passes = (one for one in alone if isinstance(self._new_gate().admit(self._claim(text, one)), Statement))
        return next(passes, numbers)

    def _claim(self, text: str, numbers: Sequence[int]) -> Claim:
        cited = [self._draft.claims[number] for number in numbers]
        return Claim(
            text=text,
            role="answer",
            spans=tuple(dict.fromkeys(span for one in cited for span in one.spans)),
            mark=next((one.mark for one in cited if one.mark and one.mark in text), ""),
        )

    def _refuse(self, written: Written, text: str, why: str) -> None:
        if written.replaces in self._refused or any(text == one.rejection.text for one in self._refused.values()):
            return  # the second try failed as well: the first stays refused
        self._refusals += 1
        refused = _Refused(" ".join(written.cites), Rejection(text=text, why=why))
        self._refused[f"r{self._refusals}"] = refused

    def _refuse_unread(self, place: int) -> None:
        """An entry of its answer that is no sentence with labels; those after it count."""
        self._unread += 1
        text = f"(entry {place} of its answer)"
        if all(text != one.rejection.text for one in self._refused.values()):
            self._refusals += 1
            self._refused[f"r{self._refusals}"] = _Refused("", Rejection(text=text, why=MISSHAPEN))

    # Sentences of the sources

    def _completed(self) -> Iterator[Statement]:
        """All that answers and was not said, in its own words, each with what limits or disputes it."""
        for number, claim in enumerate(self._draft.claims):
            if claim.role == "answer":
                if self._is_left_out(claim):
                    yield from self._in_own_words(number)
                yield from self._what_bears_on(number)

    def _is_left_out(self, claim: Claim) -> bool:
        if self._corrects(claim) and not any(map(self._corrects, self._shown)):
            return True
        return not self._is_said(claim)

    def _corrects(self, claim: Claim) -> bool:
        """Whether it holds the words that correct what the question takes for granted."""
        return self._draft.premise is not None and self._draft.premise.found in claim.text

    def _is_said(self, claim: Claim) -> bool:
        """Whether what is shown on the word of this claim alone holds what answers in it, or else most of it.

        One that is cited for a trifle, and whose finding no sentence tells, is not said.
        """
        said = " ".join(shown.text for shown in self._shown if set(shown.spans) == set(claim.spans))
        figures, found = quantities.read(claim.mark), quantities.read(said)
        if claim.mark:
            has_figures = all(any(quantities.supports(one, figure) for one in found) for figure in figures)
            return claim.mark in said or (bool(figures) and has_figures)
        own, told = _meaning(claim.text), _meaning(said)
        return bool(said) and len(own & told) >= LEAST_SAID * len(own)

    def _in_own_words(self, number: int) -> Iterator[Statement]:
        looked_at = self._admit(self._draft.claims[number], [number])
        if isinstance(looked_at, Statement):
            yield looked_at

    def _what_bears_on(self, number: int) -> Iterator[Statement]:
        """What limits or disputes a claim that is shown, and what bears on that; each once."""
        for other, claim in enumerate(self._draft.claims):
            if claim.bears_on is None or other in self._place or self._root(other) != number:
                continue
            if claim.bears_on in self._place:
                bearing = Claim(
                    text=claim.text,
                    role=claim.role,
                    spans=claim.spans,
                    mark=claim.mark,
                    bears_on=self._place[claim.bears_on],
                )
                looked_at = self._admit(bearing, [other])
                if isinstance(looked_at, Statement):
                    yield looked_at

    def _admit(self, claim: Claim, stands_for: Sequence[int]) -> Statement | Rejection:
        """The gate's word on a claim, which then stands for these claims of the draft."""
        looked_at = self.gate.admit(claim)
        if isinstance(looked_at, Statement):
            self._shown.append(claim)
            for number in stands_for:
                self._place.setdefault(number, self._handed)
        self._handed += 1
        return looked_at

    def _root(self, number: int) -> int:
        """The answering claim that a claim of the draft belongs to."""
        while (bears_on := self._draft.claims[number].bears_on) is not None:
            number = bears_on
        return number

    def _number(self, label: str) -> int | None:
        """The claim of the draft that a label names."""
        number = int(label[1:]) - 1 if label.startswith("s") and label[1:].isdecimal() else -1
        return number if 0 <= number < len(self._draft.claims) else None

    def _notice(self) -> str:
        failure = self._failure.what if self._failure else ""
        is_judged = any(refused.rejection.why != MISSHAPEN for refused in self._refused.values())
        if not failure and (self._is_unreadable or (self._unread and not self.has_words and not is_judged)):
            failure = "The chat model's answer could not be read"
        if not self.has_words:
            refused = "None of the chat model's sentences passed the check" if is_judged else ""
            return f"{failure or refused or 'The chat model wrote nothing'}; {OWN_SENTENCES}"
        return f"{failure}; what it had not written is in the sources' own sentences." if failure else ""


def _meaning(text: str) -> set[str]:
    """The stems of the words that carry meaning."""
    return {word.stem for word in words(text) if not is_stop_word(word.surface)}


def _asked(question: Question, draft: Draft, sources: Mapping[str, Source], most: int) -> list[Message]:
    """The request: the question, and the sentences of the draft with their labels, all of it as data."""
    rows = []
    for number, claim in enumerate(draft.claims, 1):
        source = sources[claim.spans[0][0]]
        row = {"label": f"s{number}", "source": source.title, "year": source.when, "text": claim.text}
        if claim.bears_on is not None:
            row["limits" if claim.role == "caveat" else "differs_from"] = f"s{claim.bears_on + 1}"
        rows.append(row)
    asked, given = prompts.fenced(question.understood), prompts.rows(rows)
    return [*prompts.messages("compose", question=asked, sentences=given, most=str(most))]


def _wait_for_the_count(pieces: Iterable[Piece]) -> None:
    """Let the model say how many tokens it took, which comes last."""
    until = time.monotonic() + LAST_WORDS
    for _ in pieces:
        if time.monotonic() > until:
            return

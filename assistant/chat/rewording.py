"""The items of a quiz in; the same items out, their questions in a chat model's words where these ask the same.

The gate decides, in both directions: what the new question says the old one says, and the other way round. Key, options
and sources never change. Only a question that stands by itself is shown to the model, without its answer; a sentence
with a gap, a statement to be judged and a made-up case stay as they are.
"""

import re
from collections.abc import Iterator, Sequence

from pydantic import Field

from assistant import prompts
from assistant.chat.calls import Allowance, Chat
from assistant.chat.written import Label, as_noun
from assistant.demands import demands_of
from assistant.errors import BadInput, ChatFailed
from assistant.lexicon import Lexicon
from assistant.quiz.lint import lint_item
from assistant.quiz.same_question import difference
from assistant.quiz.types import Quiz, QuizItem, Reworded
from assistant.types import Noun

AT_ONCE = 20  # questions in one call
LONGEST = 400  # characters of one
_QUESTION = re.compile(r"(?P<asks>[^“”?_]+\?)(?P<how>(?: \(.*\))?)", re.DOTALL)  # then how to type the answer
_ASKING = re.compile(
    r"\b(?:how (?:many|much|long|often|soon|far|high|low|large|old)|how|what|which|whom?|whose|when|where|why)\b"
)


class _Asks(Noun):
    label: Label
    question: str = Field(min_length=1, max_length=LONGEST)


class _Written(Noun):
    questions: tuple[_Asks, ...] = Field(max_length=AT_ONCE)


class Rewording:
    """Words the questions of quizzes anew; `seconds` are for each call of the chat model."""

    def __init__(self, chat: Chat | None, lexicon: Lexicon, seconds: float) -> None:
        self._chat, self._lexicon, self._seconds = chat, lexicon, seconds

    def __call__(self, quiz: Quiz) -> Quiz:
        """The quiz, and what became of its questions in its notice. Raises BadInput where no chat model is set."""
        if self._chat is None:
            what = "No chat model is set that could word the questions."
            raise BadInput(what, to="reworded", do="Set one (TRS_CHAT_MODEL), or leave this out.")
        items = tuple(self._reworded(quiz.items, self._chat))
        count, by = sum(item.reworded is not None for item in items), self._chat.name
        notice = f"{count} of {len(items)} questions are in the words of {by}; the others are as they were."
        return quiz.model_copy(update={"items": items, "notice": notice})

    def _reworded(self, items: Sequence[QuizItem], chat: Chat) -> Iterator[QuizItem]:
        """The items, each with the model's question where that asks the same."""
        asked = [item for item in items if item.vignette is None and _QUESTION.fullmatch(item.stem)]
        written = dict[str, str]()
        for at in range(0, len(asked), AT_ONCE):
            written |= _written(asked[at : at + AT_ONCE], chat, Allowance(self._seconds, lambda: False))
        for item in items:
            new = _with(item, written[item.item_id], chat.name) if item.item_id in written else item
            yield item if new is item or why_not(item, new, self._lexicon) else new


def _with(item: QuizItem, question: str, by: str) -> QuizItem:
    found = _QUESTION.fullmatch(item.stem)
    how = found["how"] if found else ""
    named = Reworded(by=by, prompt=prompts.named("quiz_stem"), before=item.stem)
    return item.model_copy(update={"stem": f"{question}{how}", "reworded": named})


def why_not(item: QuizItem, new: QuizItem, lexicon: Lexicon) -> str | None:
    """Why the new question may not stand in place of an item's own; None where it may."""
    found, made = _QUESTION.fullmatch(item.stem), _QUESTION.fullmatch(new.stem)
    if found is None or made is None or made["how"] != found["how"] or not new.stem.isprintable():
        return "it is not one question"
    before, after = found["asks"], made["asks"]
    if demands_of(before) != demands_of(after) or _asking(before) != _asking(after):
        return "it asks for something else"
    if why := difference(after, before, lexicon):
        return why
    known = {fault.rule for fault in lint_item(item)}
    return next((fault.rule for fault in lint_item(new) if fault.rule not in known), None)


def _asking(question: str) -> frozenset[str]:
    """What is asked for: "how many" is not "how long"; "what" and "which" ask the same, and so do "who" and "whom"."""
    alike = {"what": "which", "whom": "who"}
    return frozenset(alike.get(found, found) for found in _ASKING.findall(question.lower()))


def _written(items: Sequence[QuizItem], chat: Chat, allowance: Allowance) -> dict[str, str]:
    """What the model makes of these questions, by item; nothing where it cannot be had or read."""
    labelled = {f"q{number}": item for number, item in enumerate(items, 1)}
    rows = [{"label": label, "question": _asks(item)} for label, item in labelled.items()]
    asked = prompts.messages("quiz_stem", questions=prompts.rows(rows))
    try:
        answered = as_noun((piece.text for piece in chat.pieces(asked, allowance)), _Written).questions
    except ChatFailed:
        return {}
    said = {one.label: " ".join(one.question.split()) for one in answered}
    return {
        item.item_id: said[label] for label, item in labelled.items() if said.get(label, "") not in ("", _asks(item))
    }


def _asks(item: QuizItem) -> str:
    found = _QUESTION.fullmatch(item.stem)
    return found["asks"] if found else item.stem

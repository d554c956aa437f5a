"""The gate: a Draft in, an Answer or an Abstention out. The only place where an Answer is made.

Each check looks at one proposed sentence beside the words it cites and returns why it must not be shown, or None.
Cheapest first; a check that raises is a rejection.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from assistant import quantities
from assistant.errors import FalseCitation
from assistant.lexicon import Lexicon
from assistant.quantities import Quantity
from assistant.question import NAMED_KINDS, Question
from assistant.sentences import reading
from assistant.types import (
    Abstention,
    Answer,
    Citation,
    Claim,
    Draft,
    Hit,
    Premise,
    Provenance,
    Rejection,
    Statement,
)
from assistant.words import is_asking_word, is_stop_word, words

LEAST_SUPPORT = 0.6  # share of a sentence's meaningful words that the cited words must hold
_NEGATION = re.compile(
    r"\b(?:no|not|nor|never|neither|none|without|lacks?|lacking|lacked|fail(?:s|ed)?|cannot|\w+n['’]t|nonsignificant\w*|"
    r"insufficient|unable|absence|ineffective|unchanged)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|can|perhaps|possibly|possible|probably|likely|suggests?|suggested|appears?|seems?|some|"
    r"promising|inconclusive|hypothesi[sz]ed|in (?:only )?(?:1|one) (?:study|trial)|up to|as (?:many|much|high) as|"
    r"most|generally)\b",
    re.IGNORECASE,
)
DIRECTIONS = tuple(
    (re.compile(rf"\b(?:{up})\b", re.IGNORECASE), re.compile(rf"\b(?:{down})\b", re.IGNORECASE))
    for up, down in (
        (
            r"increas\w+|rais\w+|rise\w*|rose|elevat\w+|higher",
            r"decreas\w+|reduc\w+|lower\w*|fall\w*|fell|drop\w*|declin\w+",
        ),
        (r"more", r"less|fewer"),
        (r"better|superior", r"worse|inferior"),
        (r"above|over|exceed\w*", r"below|under"),
        (r"before", r"after"),
        (r"start\w*|initiat\w+", r"stop\w*|discontinu\w+|interrupt\w*"),
    )
)


class Cited(NamedTuple):
    """The words a claim cites, as they read, and where they come from."""

    hits: tuple[Hit, ...]
    text: str

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities in the cited words."""
        return quantities.read(self.text)

    @property
    def stems(self) -> frozenset[str]:
        """The words that carry meaning in the cited words."""
        return _meaningful(self.text)


Check = Callable[[Claim, Cited, Lexicon], str | None]


class Gate:
    """The gate, one sentence at a time: what passed may be shown at once, and `reply` makes the Answer of all of it.

    `text_of` gives a document's whole text by slug. A caveat or disagreement whose claim fell goes with it.
    """

    def __init__(self, hits: Iterable[Hit], text_of: Callable[[str], str], lexicon: Lexicon) -> None:
        self._supplied = {hit.passage.passage_id: hit for hit in hits}
        self._text_of, self._lexicon = text_of, lexicon
        self._place: dict[int, int] = {}  # of each claim that passed, its place among the statements
        self._claims = 0
        self.statements: list[Statement] = []
        self.rejected: list[Rejection] = []

    def admit(self, claim: Claim) -> Statement | Rejection:
        """One claim's statement, or why it is refused. `bears_on` counts the claims handed in, from 0."""
        number, self._claims = self._claims, self._claims + 1
        looked_at = self._looked_at(claim)
        if isinstance(looked_at, Rejection):
            self.rejected.append(looked_at)
        else:
            self._place[number] = len(self.statements)
            self.statements.append(looked_at)
        return looked_at

    def reply(self, question: Question, draft: Draft, provenance: Provenance) -> Answer | Abstention:
        """The Answer of what passed; where nothing that answers did, an Abstention. The draft's claims are not read."""
        if not any(statement.role == "answer" for statement in self.statements):
            return Abstention(
                question=question.text,
                understood=question.understood,
                reason="not_verified",
                message="Sentences were found, but none could be shown to say what its source says, so none is shown.",
                rejected=tuple(self.rejected),
                provenance=provenance,
            )
        return Answer(
            question=question.text,
            understood=question.understood,
            statements=tuple(self.statements),
            premise=_checked_premise(draft.premise, self.statements),
            missing=draft.missing,
            rejected=tuple(self.rejected),
            notice=draft.notice,
            composer=draft.composer,
            provenance=provenance,
        )

    def _looked_at(self, claim: Claim) -> Statement | Rejection:
        why = _reason_to_refuse(claim, self._supplied, self._lexicon)
        if why is None and claim.bears_on is not None and claim.bears_on not in self._place:
            why = "the sentence it bears on was refused"
        if why is not None:
            return Rejection(text=claim.text, why=why)
        try:
            spans = ((self._supplied[passage], start, end) for passage, start, end in claim.spans)
            citations = tuple(cite(hit, start, end, self._text_of) for hit, start, end in spans)
        except FalseCitation as error:
            return Rejection(text=claim.text, why=error.what)
        return Statement(
            text=claim.text,
            role=claim.role,
            citations=citations,
            mark=claim.mark if claim.mark and claim.mark in claim.text else "",
            bears_on=None if claim.bears_on is None else self._place[claim.bears_on],
        )


def verify(
    question: Question,
    draft: Draft,
    hits: Iterable[Hit],
    text_of: Callable[[str], str],
    lexicon: Lexicon,
    provenance: Provenance,
) -> Answer | Abstention:
    """Keep what the cited words support; an answer that lost every answering sentence is an abstention."""
    gate = Gate(hits, text_of, lexicon)
    for claim in draft.claims:
        gate.admit(claim)
    return gate.reply(question, draft, provenance)


def _reason_to_refuse(claim: Claim, supplied: Mapping[str, Hit], lexicon: Lexicon) -> str | None:
    if not claim.spans:
        return "it cites nothing"
    unknown = [passage for passage, _, _ in claim.spans if passage not in supplied]
    if unknown:
        return f"it cites {unknown[0]}, which was not among the passages found"
    try:
        cited = _cited(claim, supplied)
        if claim.text == cited.text:
            return None  # word for word what its source says: there is nothing left to compare
        return next((why for check in CHECKS if (why := check(claim, cited, lexicon))), None)
    except Exception as error:  # noqa: BLE001  the gate fails closed: whatever goes wrong, the sentence is not shown
        return f"a check could not be made ({type(error).__name__})"


def quote_is_there(claim: Claim, cited: Cited, lexicon: Lexicon) -> str | None:
    """The cited spans lie inside the passages supplied and hold words."""
    return None if cited.text.strip() else "the cited span is empty or outside its passage"


def numbers_agree(claim: Claim, cited: Cited, lexicon: Lexicon) -> str | None:
    """Every quantity, with unit, range ends and comparator, is in the cited words."""
    found_there = cited.quantities
    for stated in quantities.read(claim.text):
        if not any(quantities.supports(found, stated) for found in found_there):
            return f"'{stated.text}' is not in the cited words"
    return None


def names_agree(claim: Claim, cited: Cited, lexicon: Lexicon) -> str | None:
    """Every drug, trial, guideline, population or effect named is in the cited words."""
    found = {mention.entity.id for mention in lexicon.mentions(cited.text)}
    for mention in lexicon.mentions(claim.text):
        if mention.entity.kind in NAMED_KINDS and mention.entity.id not in found:
            return f"'{mention.surface}' is not in the cited words"
    return None


def negation_agrees(claim: Claim, cited: Cited, lexicon: Lexicon) -> str | None:
    """A negation is neither dropped nor added."""
    stated, found = bool(_NEGATION.search(claim.text)), bool(_NEGATION.search(cited.text))
    if stated and not found:
        return "it denies what the cited words do not deny"
    if found and not stated:
        return "it drops the negation of the cited words"
    return None


def direction_agrees(claim: Claim, cited: Cited, lexicon: Lexicon) -> str | None:
    """What rises in the source does not fall in the sentence."""
    for up, down in DIRECTIONS:
        for said, other in ((up, down), (down, up)):
            stated = said.search(claim.text)
            if stated and not said.search(cited.text) and other.search(cited.text):
                return f"'{stated.group()}' reverses the cited words"
    return None


def hedge_is_kept(claim: Claim, cited: Cited, lexicon: Lexicon) -> str | None:
    """A "may" or an "in 1 study" of the source is not dropped."""
    if _HEDGE.search(cited.text) and not _HEDGE.search(claim.text):
        return f"it drops '{_HEDGE.findall(cited.text)[0]}' of the cited words"
    return None


def enough_is_supported(claim: Claim, cited: Cited, lexicon: Lexicon) -> str | None:
    """Most of the sentence's meaningful words are in the cited words."""
    stems = _meaningful(claim.text)
    if stems and len(stems & cited.stems) / len(stems) < LEAST_SUPPORT:
        return "too little of it is in the cited words"
    return None


CHECKS: tuple[Check, ...] = (
    quote_is_there,
    numbers_agree,
    names_agree,
    negation_agrees,
    direction_agrees,
    hedge_is_kept,
    enough_is_supported,
)


def _cited(claim: Claim, supplied: Mapping[str, Hit]) -> Cited:
    hits = tuple(supplied[passage] for passage, _, _ in claim.spans)
    spans = zip(hits, claim.spans, strict=True)
    inside = (
        (hit.passage, start, end)
        for hit, (_, start, end) in spans
        if hit.passage.start <= start < end <= hit.passage.end
    )
    text = " ".join(
        reading(passage.text[start - passage.start : end - passage.start])[0] for passage, start, end in inside
    )
    return Cited(hits, text)


def cite(hit: Hit, start: int, end: int, text_of: Callable[[str], str]) -> Citation:
    """The citation of document_text[start:end]. Raises FalseCitation where the passage is not the document's text."""
    document_text = text_of(hit.source.slug)
    passage = hit.passage
    return Citation.model_validate(
        {
            "document_text": document_text,
            "source_slug": hit.source.slug,
            "source_title": hit.source.title,
            "year": hit.source.when,
            "passage_id": passage.passage_id,
            "quote": passage.text[start - passage.start : end - passage.start],
            "start": start,
            "end": end,
            "section": passage.section,
            "statement_id": passage.statement_id,
            "reference": passage.reference,
            "grade": passage.grade,
            "checked": passage.checked,
        }
    )


def _checked_premise(premise: Premise | None, statements: Iterable[Statement]) -> Premise | None:
    """A correction stands only while the words it holds up are shown."""
    if premise and any(premise.found in statement.text for statement in statements):
        return premise
    return None


def _meaningful(text: str) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in words(text)
        if not is_stop_word(word.surface) and not is_asking_word(word.surface) and not word.surface.isdigit()
    )

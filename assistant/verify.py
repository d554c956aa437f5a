"""The gate: a Draft in, an Answer or an Abstention out. The only place where an Answer is made.

Each check looks at one proposed sentence beside the words it cites and returns why it must not be shown, or None.
Cheapest first; a check that raises is a rejection.
"""

from collections.abc import Callable, Iterable, Sequence

from assistant.checks import CHECKS, Check, Told, cited_words
from assistant.errors import AssistantError
from assistant.lexicon import Lexicon
from assistant.question import Question
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


class Gate:
    """The gate, one sentence at a time: what passed may be shown at once, and `reply` makes the Answer of all of it.

    `text_of` gives a document's whole text by slug. A caveat or disagreement whose claim fell goes with it. `further`
    are checks made after the gate's own, such as an entailment model's.
    """

    def __init__(
        self,
        hits: Iterable[Hit],
        text_of: Callable[[str], str],
        lexicon: Lexicon,
        further: Sequence[Check] = (),
    ) -> None:
        self._further = tuple(further)
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
        why = self._reason_to_refuse(claim)
        if why is None and claim.bears_on is not None and claim.bears_on not in self._place:
            why = "the sentence it bears on was refused"
        if why is not None:
            return Rejection(text=claim.text, why=why)
        try:
            spans = ((self._supplied[passage], start, end) for passage, start, end in claim.spans)
            citations = tuple(cite(hit, start, end, self._text_of) for hit, start, end in spans)
        except AssistantError as error:  # a false citation, or a document deleted meanwhile
            return Rejection(text=claim.text, why=error.what)
        return Statement(
            text=claim.text,
            role=claim.role,
            citations=citations,
            mark=claim.mark if claim.mark and claim.mark in claim.text else "",
            bears_on=None if claim.bears_on is None else self._place[claim.bears_on],
        )

    def _reason_to_refuse(self, claim: Claim) -> str | None:
        if not claim.spans:
            return "it cites nothing"
        unknown = [passage for passage, _, _ in claim.spans if passage not in self._supplied]
        if unknown:
            return f"it cites {unknown[0]}, which was not among the passages found"
        try:
            cited = cited_words(claim, self._supplied, self._lexicon)
            if claim.text == cited.text:
                return None  # word for word what its source says: there is nothing left to compare
            told = Told(claim.text, self._lexicon)
            return next((why for check in (*CHECKS, *self._further) if (why := check(told, cited))), None)
        except Exception as error:  # noqa: BLE001  the gate fails closed: whatever goes wrong, the sentence is not shown
            return f"a check could not be made ({type(error).__name__})"


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

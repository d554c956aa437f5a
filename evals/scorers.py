"""One question and one reply in, one Score out. A reply that cannot be had is `unscored`, which is not wrong."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from assistant.criteria.types import CaseReport
from assistant.errors import AssistantError
from assistant.types import Abstention, Answer, Statement
from evals.patterns import found, matches, normalise
from evals.questions import ANSWERABLE, UNANSWERABLE, Behaviour, Half, Question

AnyReply = Answer | Abstention | CaseReport
Outcome = Literal["right", "wrong", "no_answer", "unscored"]
DocumentText = Callable[[str], str]
SHORT = 220


class Score(BaseModel):
    """What became of one question. `faults` says, in words, what was expected and is not there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    suite: str
    half: Half
    behaviour: Behaviour
    question: str
    outcome: Outcome
    kind: Literal["answer", "abstention", "case_report", ""] = ""
    reason: str = ""
    allowed_reason: bool = False
    facts_expected: int = 0
    facts_found: int = 0
    leads: bool = False  # the first sentence states one of the expected facts
    premise_named: bool = False  # the reply says which words of the question are wrong
    words_uncovered: int = 0
    words_named: int = 0
    statements: int = 0
    words: int = 0
    exact_statements: int = 0
    recalled: int = 0
    expected: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    reply: str = ""


def score(question: Question, reply: AnyReply, document_text: DocumentText) -> Score:
    """Judge one reply. `document_text` gives the whole text of a document by its slug."""
    statements = () if isinstance(reply, CaseReport) else reply.statements
    sentences = tuple(statement.text for statement in statements)
    missing = tuple(fact.fact for fact in question.facts if not found(fact.any, sentences))
    faults = [
        *_wrong_kind(question, reply),
        *(f"not said: {fact}" for fact in missing),
        *_other_faults(question, reply, sentences),
    ]
    return Score(
        **_named(question),
        outcome=_outcome(question, reply, faults),
        kind=reply.kind,
        reason=reply.reason if isinstance(reply, Abstention) else "",
        allowed_reason=_allowed(question, reply),
        facts_expected=len(question.facts),
        facts_found=len(question.facts) - len(missing),
        leads=any(found(fact.any, sentences[:1]) for fact in question.facts),
        premise_named=isinstance(reply, Answer) and reply.premise is not None,
        words_uncovered=len(question.missing),
        words_named=len(question.missing) - len(_unnamed(question, reply)),
        statements=len(sentences),
        words=sum(len(sentence.split()) for sentence in sentences),
        exact_statements=sum(is_exact(statement, document_text) for statement in statements),
        recalled=sum(cited.checked == "recalled" for statement in statements for cited in statement.citations),
        faults=tuple(faults),
        reply=short(reply),
    )


def _allowed(question: Question, reply: AnyReply) -> bool:
    """Whether an unanswerable question was turned down for a reason that fits; a case goes to the checker."""
    if isinstance(reply, CaseReport):
        return question.behaviour == "order"
    return isinstance(reply, Abstention) and reply.reason in question.reason


def unscored(question: Question, why: str) -> Score:
    """A question whose reply could not be had: neither right nor wrong."""
    return Score(
        **_named(question), outcome="unscored", facts_expected=len(question.facts), faults=(f"not scored: {why}",)
    )


def is_exact(statement: Statement, document_text: DocumentText) -> bool:
    """Whether every quote of a statement is the document's own characters at its offsets."""
    for citation in statement.citations:
        try:
            text = document_text(citation.source_slug)
        except (AssistantError, KeyError):
            return False
        if text[citation.start : citation.end] != citation.quote:
            return False
    return True


def short(reply: AnyReply) -> str:
    """The reply in a few lines, for the explanation of a failure."""
    if isinstance(reply, CaseReport):
        return f"case report: {_cut(reply.headline)}"
    lines = [f"[{s.citations[0].source_slug}] {s.role}: {_cut(s.text)}" for s in reply.statements]
    if isinstance(reply, Abstention):
        lines.insert(0, f"abstained ({reply.reason}): {_cut(reply.message)}")
    if reply.missing:
        lines.append(f"missing: {', '.join(reply.missing)}")
    return "\n".join(lines)


def _named(question: Question) -> dict[str, Any]:
    named = question.model_dump(include={"id", "suite", "behaviour", "question"})
    return named | {"half": question.half, "expected": tuple(_expected(question))}


def _expected(question: Question) -> Iterator[str]:
    """What a right reply is, in words."""
    kind = "answered" if question.behaviour in ANSWERABLE else "refused"
    if question.behaviour == "partial":
        kind = "answered in part, or refused"
    yield f"{kind} ({' or '.join(question.reason)})" if question.reason else kind
    yield from (f"says: {fact.fact}" for fact in question.facts)
    yield from (f"names as missing: {word}" for word in question.missing)
    yield from (f"does not say: {pattern}" for pattern in question.never)
    if question.source:
        yield f"cites {' or '.join(question.source)}"


def _wrong_kind(question: Question, reply: AnyReply) -> tuple[str, ...]:
    """An unanswerable question wants an abstention with an allowed reason; partial takes either; the rest an answer."""
    if isinstance(reply, CaseReport):  # the checker's: right where a patient was to be judged, a miss elsewhere
        return () if question.behaviour == "order" else ("judged a patient; none was asked about",)
    if question.behaviour == "partial":
        return ()
    if question.behaviour not in UNANSWERABLE:
        return () if isinstance(reply, Answer) else (f"abstained ({reply.reason}) on a question the corpus answers",)
    if isinstance(reply, Answer):
        return (f"answered; should have abstained ({' or '.join(question.reason)})",)
    if reply.reason not in question.reason:
        return (f"abstained for the wrong reason ({reply.reason}; right: {' or '.join(question.reason)})",)
    return ()


def _other_faults(question: Question, reply: AnyReply, sentences: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(reply, CaseReport):
        return ()
    unnamed = _unnamed(question, reply) if question.behaviour == "partial" else ()
    agreed = [pattern for pattern in question.never if found((pattern,), sentences)]
    cited = {citation.source_slug for statement in reply.statements for citation in statement.citations}
    uncited = question.source and not cited & set(question.source)
    return (
        *(f"does not name as missing: {word}" for word in unnamed),
        *(f"agrees with the false premise: {pattern}" for pattern in agreed),
        *((f"cites none of {', '.join(question.source)}",) if uncited else ()),
    )


def _unnamed(question: Question, reply: AnyReply) -> tuple[str, ...]:
    named = "" if isinstance(reply, CaseReport) else normalise(" ; ".join(reply.missing))
    return tuple(part for part in question.missing if not any(matches(word, named) for word in part.split(" | ")))


def _outcome(question: Question, reply: AnyReply, faults: list[str]) -> Outcome:
    if not faults:
        return "right"
    abstained = isinstance(reply, Abstention | CaseReport) and question.behaviour not in UNANSWERABLE
    return "no_answer" if abstained else "wrong"


def _cut(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"

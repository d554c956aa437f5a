"""Refusals that help: fixed, sober words for each reason, with the rule or the nearest passages beside them."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from assistant import patients
from assistant.errors import FalseCitation
from assistant.evidence import ACCOUNTS
from assistant.follow_ups import means_the_patient
from assistant.instructions import instructs_a_program
from assistant.question import Question
from assistant.types import Abstention, AbstentionReason, Hit, Nearest, Provenance, Statement
from assistant.verify import cite

NEAREST_SHOWN = 3
Refused = Literal["emergency", "out_of_scope", "order"]  # the ways that end without an answer

EMERGENCY = (
    "This sounds like an emergency. Call your local emergency number now (for example 112, 999 or 911), or the crisis"
    " team on call, and do not leave the person alone. For an overdose also call your poison centre. This assistant"
    " answers questions about published evidence; it cannot help in an emergency."
)
OUT_OF_SCOPE = (
    "This is outside what the assistant is for. It answers questions about treatment-resistant schizophrenia from its"
    " indexed sources, and nothing else: not law, prices, other subjects, or instructions to itself."
)
ORDER = (
    "The assistant does not diagnose, and it does not decide, order or prescribe for a patient; that is for the"
    " treating team. What its sources say about the rule is below, where they say anything."
)
NO_CASE = (
    "This speaks of one patient, and for that a case of this patient is needed: write what is known, the drugs with"
    " their doses and weeks, scores, plasma levels, neutrophil counts, and the criteria are checked. What the sources"
    " say in general can be asked without the patient. The assistant does not decide for a patient."
)
UNCOVERED = "No indexed source covers {words} here, so there is no answer. The nearest passages are below."
OF_ANOTHER = (
    "No indexed statement of {accounts} covers {words} here, so there is no answer. The nearest passages are below;"
    " they may be of others."
)
UNCHECKED = (
    "What the sources hold on {words} has not been checked in any text yet, so it is not shown. The nearest passages"
    " are below; they are not an answer."
)
UNANSWERED = "The indexed sources do not answer this. The nearest passages are below; they are not an answer."
EMPTY = "There is no question to answer. Ask about treatment-resistant schizophrenia in a sentence or a few words."


class Nothing(NamedTuple):
    """Why a way that is neither a question nor a case ends without an answer."""

    reason: AbstentionReason
    message: str


WAYS: dict[Refused, Nothing] = {
    "emergency": Nothing("emergency", EMERGENCY),
    "out_of_scope": Nothing("out_of_scope", OUT_OF_SCOPE),
    "order": Nothing("patient_order", ORDER),
}


def refuse(
    question: Question,
    way: Refused,
    statements: tuple[Statement, ...],
    provenance: Provenance,
    nearest: tuple[Nearest, ...] = (),
) -> Abstention:
    """The refusal of a request that is no question; `statements` are the verified rule behind an order, if any.

    Where no rule was found, `nearest` are the passages to look at.
    """
    nothing = WAYS[way]
    if is_of_no_case(question):
        nothing = nothing._replace(message=NO_CASE)
    return Abstention(
        question=question.text,
        understood=question.understood,
        reason=nothing.reason,
        message=nothing.message,
        statements=statements,
        nearest=nearest,
        provenance=provenance,
    )


def unsearched(question: Question) -> Refused | None:
    """As what a request is refused before anything is searched; None where it is searched for."""
    if is_of_no_case(question):
        return "order"
    return question.way if question.way in ("emergency", "out_of_scope") else None


def is_of_no_case(question: Question) -> bool:
    """Whether a request only names a patient, or a figure of one, and no case says who that is."""
    return question.way == "order" and (means_the_patient(question.text) or patients.is_told_of(question.text))


def no_evidence(
    question: Question,
    missing: Sequence[str],
    near: Sequence[tuple[Hit, int]],
    text_of: Callable[[str], str],
    provenance: Provenance,
    unchecked: Sequence[str] = (),
) -> Abstention:
    """Nothing in the corpus answers: which words no source covers, and what lies nearest.

    `near` are passages found, best first, each with the ordinal of its sentence to show; `unchecked` are words that
    only a statement speaks of which nobody has checked.
    """
    return Abstention(
        question=question.text,
        understood=question.understood,
        reason="no_evidence",
        message=_why(question, missing, unchecked),
        searched_for=tuple(dict.fromkeys(unit.surface for unit in question.units)),
        missing=tuple(missing),
        nearest=_nearest(near, text_of),
        provenance=provenance,
    )


def _why(question: Question, missing: Sequence[str], unchecked: Sequence[str]) -> str:
    """Why there is no answer: nobody checked it, another says it, no source does, or nothing more is known."""
    if unchecked:
        return UNCHECKED.format(words=_quoted(unchecked))
    if not missing:
        return UNANSWERED
    known = {unit.surface for unit in question.units if unit.known and unit.entity and unit.entity.kind in ACCOUNTS}
    accounts, others = ([word for word in missing if (word in known) is told] for told in (True, False))
    if accounts and others:
        return OF_ANOTHER.format(accounts=_quoted(accounts), words=_quoted(others))
    return UNCOVERED.format(words=_quoted(missing))


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _nearest(near: Sequence[tuple[Hit, int]], text_of: Callable[[str], str]) -> tuple[Nearest, ...]:
    found: list[Nearest] = []
    for hit, ordinal in near:
        if len(found) == NEAREST_SHOWN:
            break
        said = hit.passage.sentences[ordinal]
        if hit.passage.checked == "recalled" or instructs_a_program(said.text):
            continue
        try:
            found.append(Nearest(text=said.text, citation=cite(hit, said.start, said.end, text_of)))
        except FalseCitation:
            continue
    return tuple(found)

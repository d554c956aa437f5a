"""A report on a note in, the same report out, beside it what a chat model reads in the note and the rules did not.

Nothing of it is counted: case, verdicts and findings stay those of the rules. A value is pointed out where the report
asks for it and the note holds its very words, told of this patient; the reader confirms it by writing it down.
"""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import Field

from assistant import prompts
from assistant.chat.calls import Allowance, Chat
from assistant.chat.written import as_noun
from assistant.criteria import check_case
from assistant.criteria.parse.proposals import Proposal, accepted
from assistant.criteria.parse.voices import blanked, not_told_of_patient
from assistant.criteria.types import Ask, CaseDraft, CaseReport, Refusal, Span
from assistant.errors import ChatFailed
from assistant.types import Noun

MOST_PROPOSED = 12


class _Proposals(Noun):
    values: tuple[Proposal, ...] = Field(max_length=MOST_PROPOSED)


def with_what_a_model_reads(report: CaseReport, chat: Chat, allowance: Allowance) -> CaseReport:
    """The report, with what the model points out among what was not taken over. Raises Stopped."""
    draft = report.draft
    if draft is None or not report.questions:
        return report
    unknown = [{"path": ask.datum, "asks": ask.question} for ask in report.questions]
    asked = prompts.messages("extract_case", note=prompts.fenced(draft.text), unknown=prompts.rows(unknown))
    try:
        proposed = as_noun((piece.text for piece in chat.pieces(asked, allowance)), _Proposals).values
    except ChatFailed:
        return report
    pointed_out = tuple(_pointed_out(draft, report.questions, proposed, chat.name))
    if not pointed_out:
        return report
    return check_case(report.case, draft.model_copy(update={"refused": (*draft.refused, *pointed_out)}), report.asked)


def _pointed_out(
    draft: CaseDraft, questions: Sequence[Ask], proposed: Iterable[Proposal], name: str
) -> Iterator[Refusal]:
    """The proposals that hold and answer what the report asks, each by its words in the note, once."""
    told = blanked(draft.text, not_told_of_patient(draft.text))
    seen = set[str]()
    for one in proposed:
        asked, start = _asked(questions, one.path), told.find(one.quote)
        if asked and start >= 0 and one.quote not in seen and accepted(draft, [one]).case != draft.case:
            seen.add(one.quote)
            yield Refusal(
                words=f"“{one.quote}”",
                why=f"{name} reads this as an answer to “{asked}” It was not counted; write it plainly if it is so.",
                span=Span(start=start, end=start + len(one.quote), quote=one.quote),
            )


def _asked(questions: Sequence[Ask], path: str) -> str:
    """The question of the report that a value at this path would answer; empty where none asks for it."""
    same = [ask.question for ask in questions if ask.datum == path]
    kin = [ask.question for ask in questions if ask.datum.split(".")[0] == path.split(".", maxsplit=1)[0] != "trials"]
    return next(iter([*same, *kin]), "")

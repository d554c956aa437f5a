"""A quiz in, the words out that every format tells of it: how an item is answered, why, what limits it, who says so.

No format leaves one of them out; each only writes them in its own way.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from assistant.quiz.exports.characters import held
from assistant.quiz.types import TYPED, Numeric, Option, Quiz, QuizItem, Reworded
from assistant.render import CHECKED
from assistant.types import Citation, Statement

PURPOSE = "For education, not for the care of a patient."


class Told(NamedTuple):
    """One remark and what it is."""

    label: str
    text: str


def feedback(item: QuizItem, quiz: Quiz) -> tuple[Told, ...]:
    """What is told once an item is answered; the wrong options are answered by `rebuttal`."""
    return (*_answers(item), *_grounds(item), *_sources(item), *about(item, quiz))


def rebuttal(option: Option) -> str:
    """Why an option is right or wrong, in whose words.

    >>> rebuttal(Option(text="4 mg", why="That is the dose of another."))
    'Wrong. That is the dose of another.'
    """
    told = ["Right." if option.is_key else "Wrong.", option.why]
    return " ".join(part for part in (*told, *(f"[{cited(one, option.why)}]" for one in option.citations)) if part)


def cited(citation: Citation, told: str) -> str:
    """Where a citation's words stand, and how far to trust them; the words as well where `told` does not hold them."""
    parts = [f"{citation.source_title} ({citation.year})"]
    parts += [citation.section] if citation.section else []
    parts += [f"statement {citation.statement_id}"] if citation.statement_id else []
    parts += [f"characters {citation.start}–{citation.end}"]
    said = [", ".join(parts)]
    said += [] if _letters(citation.quote) in _letters(told) else [f"“{citation.quote}”"]
    said += _trust(citation.grade, citation.reference, citation.checked or "")
    return ". ".join(said) + "."


def with_sources(statement: Statement) -> str:
    """A statement, and where each of its citations stands."""
    return " ".join((statement.text, *(f"[{cited(one, statement.text)}]" for one in statement.citations)))


def about(item: QuizItem, quiz: Quiz) -> Iterator[Told]:
    """What kind of item it is, and of which quiz, corpus and version: items travel alone in a question bank."""
    kind = item.kind.replace("_", " ")
    told = [f"topic {item.topic}", f"level {item.level}", f"difficulty {item.difficulty}"]
    told += [f"jurisdiction {item.jurisdiction}", f"year {item.year}", f"item {item.item_id}", kind]
    yield Told("About", " · ".join(told))
    if item.reworded:
        yield Told("Worded by", worded_by(item.reworded))
    yield Told("Review", reviewed(item))
    yield Told("Note", f"{PURPOSE} {made_by(quiz)}")


def reviewed(item: QuizItem) -> str:
    """Who answers for the item: a reviewer, by name and date, or nobody yet."""
    stood = item.standing
    by = f"{stood.reviewer} on {stood.at[:10]}"
    changed = " ".join(stood.stale)
    if stood.status == "rejected":
        return f"Rejected by {by}."
    if stood.status == "accepted":
        if stood.edited_by == stood.reviewer:
            return f"Edited and accepted by {by}."
        return f"Accepted by {by}" + (f", as edited by {stood.edited_by}." if stood.edited_by else ".")
    if stood.reviewer:
        return f"A draft again: {by} accepted it, but its sources changed. {changed}"
    return f"A draft: no reviewer has accepted it yet. {changed}".strip()


def notice(quiz: Quiz) -> str:
    """What the quiz is for, and how many of its items somebody answers for."""
    return f"{PURPOSE} {_accepted(quiz)}"


def worded_by(reworded: Reworded) -> str:
    """Which chat model worded a question, and how it read before."""
    return f"{reworded.by} ({reworded.prompt}); before: {reworded.before}"


def made_by(quiz: Quiz) -> str:
    """What the quiz can be made again from, in one line."""
    made = quiz.provenance
    parts = [f"Quiz {quiz.quiz_id}", f"trs-assistant {made.version}", f"corpus {made.corpus}"]
    parts += [f"rules {quiz.ruleset_hash}"] if quiz.ruleset_hash else []
    return " · ".join(parts)


def opening(quiz: Quiz) -> tuple[str, ...]:
    """What stands above the questions: what it is for, what it is made from, and why it is shorter than asked for."""
    short = quiz.shortfall
    why = (f"{short.made} of the {short.asked} questions asked for. {short.why}",) if short else ()
    told = (quiz.notice,) if quiz.notice else ()
    return (notice(quiz), made_by(quiz), *why, *told)


def tags(item: QuizItem) -> tuple[str, ...]:
    """Short labels to sort a question bank by; what they say is also in the feedback, in full."""
    told = (item.topic, item.kind, item.level, item.difficulty, item.jurisdiction, item.year, item.checked, item.grade,
            item.standing.status)  # fmt: skip
    return tuple(dict.fromkeys(tag for tag in map(_tag, told) if tag))


def typed(item: QuizItem) -> tuple[str, ...]:
    """Every answer that counts as right where one is typed, the key first; a typed line has no line breaks."""
    lines = (" ".join(held(text).split()) for text in (item.key, *item.accepted))
    return tuple(dict.fromkeys(line for line in lines if line))


def untypable(item: QuizItem) -> str:
    """Why an answer cannot be typed; nothing where it can, or where none is typed."""
    is_words = item.kind in TYPED and not item.numeric
    return "Its answer has no visible character that could be typed." if is_words and not typed(item) else ""


def rights(item: QuizItem) -> tuple[str, ...]:
    """The right sides of a matching item, each once, in an order that tells nothing."""
    return tuple(sorted({*(pair.right for pair in item.pairs), *item.spare}, key=lambda text: (text.casefold(), text)))


def letter(place: int) -> str:
    """The letter of an option, by its place from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def middle(number: Numeric) -> tuple[str, str]:
    """A range as its middle and half its width, both exact.

    >>> middle(Numeric(low="0.35", high="0.6"))
    ('0.475', '0.125')
    """
    with localcontext(prec=100):
        low, high = Decimal(number.low), Decimal(number.high)
        return f"{(low + high) / 2:f}", f"{(high - low) / 2:f}"


def shortened(text: str, most: int) -> str:
    """A label of one line; an ellipsis shows where it was longer. Never for what is asked or told.

    >>> shortened("one two three", 8)
    'one two…'
    """
    line = " ".join(held(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def parted(quiz: Quiz, refusal: Callable[[QuizItem], str]) -> tuple[tuple[QuizItem, ...], tuple[str, ...]]:
    """The items that a format can hold, and a line on each other one: which it is, and why."""
    kept = tuple(item for item in quiz.items if not refusal(item))
    left_out = (f"{item.item_id} “{shortened(item.stem, 80)}”: {why}" for item in quiz.items if (why := refusal(item)))
    return kept, tuple(left_out)


def _accepted(quiz: Quiz) -> str:
    accepted = [item for item in quiz.items if item.standing.status == "accepted"]
    if not accepted:
        return "All of it is a draft: no reviewer has accepted an item yet."
    names = ", ".join(dict.fromkeys(item.standing.reviewer for item in accepted))
    if len(accepted) == len(quiz.items):
        return f"Every item was accepted by a reviewer: {names}."
    return f"{len(accepted)} of {len(quiz.items)} items were accepted by a reviewer ({names}); the others are drafts."


def _answers(item: QuizItem) -> Iterator[Told]:
    for pair in item.pairs:
        proofs = " ".join(f"[{cited(one, item.explanation)}]" for one in pair.citations)
        yield Told("Answer", f"{pair.left} → {pair.right} {proofs}")
    if not item.pairs:
        yield Told("Answer", item.key)
    if item.numeric:
        low, high, unit = item.numeric.low, item.numeric.high, item.numeric.unit
        yield Told("Counts as right", f"{low} to {high} {unit}".strip() if low != high else f"{low} {unit}".strip())
    if also := typed(item)[1:] if item.accepted else ():
        yield Told("Also counts as right", "; ".join(also))
    yield Told("Why", item.explanation)


def _grounds(item: QuizItem) -> Iterator[Told]:
    for statement in item.grounds:
        if statement.role == "caveat":
            yield Told("Limits", with_sources(statement))
        elif statement.role == "disagreement":
            by = statement.citations[0]
            yield Told("Other sources say", f"{by.reference or by.source_title} ({by.year}): {with_sources(statement)}")


def _sources(item: QuizItem) -> Iterator[Told]:
    in_pairs = {one for pair in item.pairs for one in pair.citations}
    answers = [one for statement in item.grounds if statement.role == "answer" for one in statement.citations]
    for one in dict.fromkeys(answers):
        if one not in in_pairs:
            yield Told("Source", cited(one, item.explanation))
    if not answers:
        trust = _trust(item.grade, item.reference, item.checked)
        yield Told("Source", ". ".join([f"{item.source_title} ({item.year})", *trust]) + ".")
    if case := item.vignette:
        verdict = case.verdict.replace("_", " ")
        told = f"{case.definition}: {verdict} · rules {case.ruleset_hash} · report {case.report_hash}"
        yield Told("Computed by the criteria checker", told)


def _trust(grade: str, reference: str, checked: str) -> Sequence[str]:
    said = [f"Grade: {grade.rstrip('.')}"] if grade else []
    said += [f"Rests on: {reference.rstrip('.')}"] if reference else []
    return said + ([CHECKED.get(checked, checked)] if checked else [])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _tag(text: str) -> str:
    """Letters and digits of any script, joined by hyphens: a tag may hold no space, comma, colon or quote."""
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return "-".join(words)

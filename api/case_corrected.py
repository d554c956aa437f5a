"""A draft in, the same with a corrected case out: words of the note no longer stand behind a value that was changed."""

import re
from collections.abc import Mapping, Sequence

from api.case_fields import label
from assistant.criteria.types import CaseDraft, PatientCase, Refusal, Span

BY_HAND = "Corrected by hand"


def corrected(draft: CaseDraft, case: PatientCase, changed: Mapping[str, str], moved: Mapping[str, str]) -> CaseDraft:
    """The draft of a corrected case. `changed` holds what was typed; `moved` says where each row stands now."""
    evidence: dict[str, tuple[Span, ...]] = {}
    refused: list[Refusal] = []
    for row in (row for row, now in moved.items() if not now and not row.startswith("ratings")):
        under = [span for path, found in draft.evidence.items() if path.startswith(row + ".") for span in found]
        refused += _refusal(under, f"{label(row)} of the note is left out")
    for path, spans in draft.evidence.items():
        row = _row(path)
        if moved.get(row) == "" and not row.startswith("ratings"):
            continue
        lost = _lost(path, spans, changed, draft)
        refused += _refusal(lost, _now(path, lost, changed))
        if kept := tuple(span for span in spans if span not in lost):
            evidence[(moved.get(row) or row) + path.removeprefix(row)] = kept
    return draft.model_copy(
        update={
            "case": case,
            "evidence": evidence,
            "refused": (*draft.refused, *dict.fromkeys(refused)),
            "questions": tuple(one for one in draft.questions if not _settled(one.datum, changed, moved)),
            "contradictions": tuple(one for one in draft.contradictions if not _settled(one.datum, changed, moved)),
        }
    )


def by_hand(draft: CaseDraft) -> tuple[Refusal, ...]:
    """What of the note was corrected."""
    return tuple(one for one in draft.refused if one.why.startswith(BY_HAND))


def _row(path: str) -> str:
    """The row a path lies in: "trials.0" of "trials.0.dose_mg"; the path itself where it is in none."""
    found = re.match(r"[a-z]+\.\d+", path)
    return found[0] if found else path


def _lost(path: str, spans: Sequence[Span], changed: Mapping[str, str], draft: CaseDraft) -> list[Span]:
    """The words that say what was changed since."""
    if path.endswith(".PANSS"):
        items = "|".join(re.escape(one.removeprefix("panss.")) for one in changed if one.startswith("panss."))
        return [span for span in spans if items and re.search(rf"\b(?:{items})\b", span.quote)]
    same = [other for other, found in draft.evidence.items() if found == spans and _row(other) == _row(path)]
    is_lost = any(other in changed for other in same) or (path.endswith(".SOFAS") and "sofas" in changed)
    return [*spans] if is_lost else []


def _now(path: str, lost: Sequence[Span], changed: Mapping[str, str]) -> str:
    """What stands in the place of what the note says."""
    at = "sofas" if path.endswith(".SOFAS") else path
    said = " ".join(span.quote for span in lost)
    items = [one for one in changed if one.startswith("panss.") and re.search(rf"\b{one[6:]}\b", said)]
    names = items if path.endswith(".PANSS") else [at] if at in changed else [path]
    return ", ".join(f"{label(one)}: now {changed.get(one) or 'not known'}" for one in names)


def _refusal(spans: Sequence[Span], what: str) -> list[Refusal]:
    if not spans:
        return []
    ordered = sorted(spans, key=lambda span: span.start)
    words = " … ".join(dict.fromkeys(span.quote.strip() for span in ordered))
    return [Refusal(words=words, why=f"{BY_HAND}: {what}.", span=ordered[0])]


def _settled(datum: str, changed: Mapping[str, str], moved: Mapping[str, str]) -> bool:
    return datum in changed or moved.get(_row(datum)) == ""

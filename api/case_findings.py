"""A report's findings in, groups to scan out: each criterion by a short name, trial by trial; and its sources."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assistant.criteria.ranges import Status
from assistant.criteria.types import CaseReport, Checked, Finding, Verdict

SHORT_NAMES: Mapping[str, str] = {
    "S1": "rating scale", "S3": "severity", "S4": "duration", "F1": "functioning",
    "T2": "weeks", "T3": "dose", "T5": "failed", "T4": "two drugs failed",
    "A1": "doses taken", "A2": "level measured",
    "T4L": "depot trial", "A2O": "two levels without warning", "P1": "prospective trial",
    "C1d": "weeks", "C1l": "levels", "C1f": "failed",
}  # fmt: skip
ABOUT: Mapping[str, tuple[str, ...]] = {
    "Symptoms and functioning": ("S1", "S3", "S4", "F1"),
    "": ("T2", "T3", "T5"),  # named by the drug
    "Different drugs": ("T4",),
    "Adherence": ("A1",),
    "Plasma level": ("A2",),
    "Optimum criteria": ("T4L", "A2O", "P1"),
    "Clozapine": ("C1d", "C1l", "C1f"),
}
_BEYOND = ("Optimum criteria", "Clozapine")  # not needed for the minimum criteria


class Group(NamedTuple):
    """Findings that belong together. `is_open` where something in it is left to look at."""

    title: str
    findings: tuple[Finding, ...]
    is_open: bool = False

    def name(self, finding: Finding) -> str:
        """A finding's short name; with its trial where the group is not that trial's."""
        short = SHORT_NAMES.get(finding.id, finding.criterion)
        return (
            f"{finding.subject}: {short}"
            if finding.subject and finding.subject.lower() != self.title.lower()
            else short
        )

    @property
    def status(self) -> Status:
        """The worst in it: what fails before what is open."""
        found = {one.status for one in self.findings}
        return "not_met" if "not_met" in found else "unknown" if "unknown" in found else "met"


class Source(NamedTuple):
    """A publication and how far what is used of it was checked; one number stands for both."""

    reference: str
    checked: Checked


def groups(report: CaseReport) -> tuple[Group, ...]:
    """The findings in the order of the rules, trial by trial; what no group knows stands last."""
    left = list(report.findings)
    made: list[Group] = []
    for title, ids in ABOUT.items():
        held = [one for one in left if one.id in ids]
        left = [one for one in left if one.id not in ids]
        subjects = [title] if title else list(dict.fromkeys(one.subject for one in held))
        for subject in subjects:
            of = held if title else [one for one in held if one.subject == subject]
            made += [_group(subject, of, report)] if of else []
    return (*made, *([_group("Other criteria", left, report)] if left else []))


def sources(report: CaseReport, verdicts: Iterable[Verdict]) -> dict[Source, int]:
    """What the findings and these verdicts rest on, numbered in the order of mention."""
    told: Sequence[Finding | Verdict] = [*report.findings, *verdicts]
    once = dict.fromkeys(Source(one.reference, one.checked) for one in told if one.reference)
    return {one: number for number, one in enumerate(once, 1)}


def _group(title: str, found: Sequence[Finding], report: CaseReport) -> Group:
    """Met ones fold; so do the criteria beyond the minimum until that is met, or they are asked for."""
    beyond = title in _BEYOND and report.verdicts.get("trrip_minimum") != "met"
    asked = title == "Clozapine" and "clozapine_resistance" in report.asked
    group = Group(title, tuple(found))
    return group._replace(is_open=group.status != "met" and (asked or not beyond))

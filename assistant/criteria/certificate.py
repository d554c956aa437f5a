"""What proves a report: hashes of the rules, the case and the report, and the words of the note beside each finding.

A report is replayed by checking its case again: with the same rules and code version it must come out the same.
"""

import hashlib
import json
import re
from dataclasses import replace
from typing import Any, NamedTuple

from assistant.criteria import drugs
from assistant.criteria.ruleset import trrip
from assistant.criteria.types import CaseReport, Certificate, Finding, Span

_UNCERTIFIED = {"certificate", "meant", "nothing_read", "whose"}
VERSION = "6"  # of the checker's code: raised whenever the same case and rules may give another report


class Replay(NamedTuple):
    """What came of checking a report's case again."""

    proven: bool
    words: str


def with_evidence(report: CaseReport) -> CaseReport:
    """The report with the words of the note beside each finding, where it was read from one."""
    if report.draft is None:
        return report
    return report.model_copy(update={"findings": tuple(_shown(one, report) for one in report.findings)})


def certified(report: CaseReport) -> CaseReport:
    """The report with its certificate."""
    rules = trrip()
    made = Certificate(
        ruleset=rules.id,
        ruleset_hash=rules.hash,
        case_hash=_hash(report.case.model_dump(mode="json")),
        report_hash=_hash(report.model_dump(mode="json", exclude=_UNCERTIFIED)),
        version=VERSION,
    )
    return report.model_copy(update={"certificate": made})


def replayed(kept: CaseReport, again: CaseReport) -> Replay:
    """Whether a kept report comes out the same when its case is checked again."""
    if kept.certificate is None or again.certificate is None:
        return Replay(False, "The report has no certificate.")
    old, new = kept.certificate, again.certificate
    if old.report_hash != _hash(kept.model_dump(mode="json", exclude=_UNCERTIFIED)):
        return Replay(False, "The report was altered after it was made: its content does not match its own hash.")
    if (old.ruleset_hash, old.version) != (new.ruleset_hash, new.version):
        return Replay(False, f"Made by rules {old.ruleset_hash}, version {old.version}; here are rules"
                             f" {new.ruleset_hash}, version {new.version}: it cannot be proven here.")  # fmt: skip
    if old.report_hash != new.report_hash:
        return Replay(False, "The same case gives another report here.")
    return Replay(True, f"Proven: the same case, rules {new.ruleset_hash} and version {new.version} give this report.")


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


_OF_TRIAL = {"T2": "drug|days|titrat", "C1d": "drug|days|titrat", "T3": "drug|dose|interval|formulation|prn",
             "T5": "drug|response|stopped|changes", "C1f": "drug|response|stopped|changes"}  # fmt: skip
_READ_FROM = {
    "S1": r"^ratings\.\d+\.(PANSS|BPRS|SANS|SAPS)|changes", "S3": r"^ratings\.\d+\.PANSS", "S4": r"^symptom_days",
    "F1": r"^ratings\.\d+\.(SOFAS|GAF|PSP|FACT)",
    "A1": r"^(adherence|trials\.\d+\.adherence)", "A2": r"^levels", "A2O": r"^levels", "C1l": r"^levels",
    "D2": r"^years",
}  # fmt: skip


def _shown(finding: Finding, report: CaseReport) -> Finding:
    """The finding with the spans that its data were read from."""
    assert report.draft is not None
    trial = next((n for n, one in enumerate(report.case.trials) if _is_about(finding, one.drug, n)), None)
    pattern = _READ_FROM.get(finding.id, r"^$")
    if trial is not None and finding.subject:
        pattern = rf"^trials\.{trial}\.({_OF_TRIAL.get(finding.id, '')})"
    spans: dict[Span, None] = {}
    for path, read in report.draft.evidence.items():
        if re.search(pattern, path):
            spans |= dict.fromkeys(read)
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    return replace(finding, evidence=tuple(ordered))


def _is_about(finding: Finding, drug: str, place: int) -> bool:
    found = drugs.find(drug)
    name = found.generic if found else drug.strip().lower()
    numbered = re.search(r"trial (\d+)\)$", finding.subject)
    return finding.subject.startswith(name) and (numbered is None or int(numbered.group(1)) == place + 1)

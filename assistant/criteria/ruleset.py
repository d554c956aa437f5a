"""The rule set as data: YAML in, frozen rows out. Functions elsewhere hold the logic, these rows every number."""

import hashlib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assistant.criteria.ranges import Status, exact
from assistant.criteria.types import Ask, Checked, Finding

TABLES = Path(__file__).parent / "tables"


class Rule(NamedTuple):
    """One criterion in words, with its limits and where they were read."""

    id: str
    criterion: str
    required: str
    limits: dict[str, Fraction]
    reference: str
    checked: Checked
    check_note: str

    def ask(self, datum: str, question: str, reason: str = "") -> Ask:
        """A question about a datum that this rule needs."""
        why = reason or f"It decides whether this holds: {self.criterion.rstrip('.')} ({self.required})."
        return Ask(datum=datum, question=question, reason=why, reference=self.reference)

    def found(  # noqa: PLR0913
        self,
        status: Status,
        observed: str,
        *,
        subject: str = "",
        working: str = "",
        missing: tuple[Ask, ...] = (),
        boundary: bool = False,
        flags: tuple[str, ...] = (),
    ) -> Finding:
        """A finding of this rule."""
        return Finding(
            id=self.id,
            criterion=self.criterion,
            status=status,
            required=self.required,
            observed=observed,
            subject=subject,
            working=working,
            reference=self.reference,
            checked=self.checked,
            check_note=self.check_note,
            boundary=boundary,
            flags=flags,
            missing=missing if status == "unknown" else (),
        )


class Options(NamedTuple):
    """How conflicting sources are read; the defaults are the documented ones (`readings` of the rule set)."""

    table: str = "gardner-2010"
    level_gap_days: int = 14
    strict_350: bool = False
    sofas_inclusive: bool = False
    midpoint: bool = False
    twenty_percent_in_minimum: bool = False
    level_is_source: bool = False
    summed_weeks: bool = False
    families_apart: bool = False
    together_apart: bool = False
    clozapine_by_dose: bool = False
    clozapine_days: int = 90


class OtherReading(NamedTuple):
    """Another documented reading: one option changed."""

    id: str
    words: str
    option: str
    value: Any
    checked: Checked


class Ruleset(NamedTuple):
    """A rule set, and the hash of all tables that decide a verdict."""

    id: str
    title: str
    rules: dict[str, Rule]
    readings: tuple[OtherReading, ...]
    pseudo_resistance: dict[str, str]
    pseudo_reference: str
    hash: str


@cache
def trrip() -> Ruleset:
    """The TRRIP rule set."""
    data = load("trrip_2017.yaml")
    sources = data["sources"]
    rules = {
        name: Rule(
            name,
            row["criterion"],
            row["required"],
            {key: exact(limit) for key, limit in row.get("limits", {}).items()},
            sources[row["reference"]],
            row["checked"],
            row.get("check_note", ""),
        )
        for name, row in data["rules"].items()
    }
    pseudo = data["pseudo_resistance"]
    return Ruleset(
        data["id"],
        data["title"],
        rules,
        tuple(OtherReading(**reading) for reading in data["readings"]),
        pseudo["causes"] | pseudo["recalled"],
        sources[pseudo["reference"]],
        tables_hash(),
    )


def load(name: str) -> Any:
    """One of the tables, parsed."""
    return yaml.load((TABLES / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def tables_hash() -> str:
    """The hash of every table, by name and content: one changed number makes another rule set."""
    digest = hashlib.sha256()
    for path in sorted(TABLES.glob("*.*")):
        if path.suffix in (".yaml", ".csv"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]

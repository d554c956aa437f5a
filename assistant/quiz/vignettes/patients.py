"""Chance in, the data of a made-up patient out: one who clearly meets what is asked, to be moved to a limit later.

Data are as `PatientCase` takes them. Limits come from the checker's tables; other figures only have to be plausible.
"""

import random
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from assistant.criteria import drugs
from assistant.criteria.doses import tables
from assistant.criteria.levels import generic, measured_as, reference_range

Given = dict[str, Any]
Make = Callable[[random.Random], Given]
SITES = ("in the community clinic", "on an inpatient ward", "in a rehabilitation unit", "in the day hospital",
         "by the early intervention team", "in the outpatient department",
         "by the assertive outreach team")  # fmt: skip
# Oral drugs of the default dose table: a usual step of dose in mg, and whether a step above its limit is in use.
STEPS: Mapping[str, tuple[int, bool]] = {
    "olanzapine": (5, False), "risperidone": (1, True), "haloperidol": (2, True), "quetiapine": (50, True),
    "aripiprazole": (5, False), "amisulpride": (100, True), "paliperidone": (3, True), "ziprasidone": (40, False),
    "perphenazine": (6, True), "chlorpromazine": (100, True), "sulpiride": (200, True),
}  # fmt: skip
SOURCES = ("pill_count", "carer_report", "dispensing_record", "administration_record", "staff_notes")
BARE = {"drug": "clozapine"}  # that it is taken, and nothing more
POSITIVE = ("P1", "P2", "P3", "P5", "P6")


class Person(NamedTuple):
    """All that is told of who it is: nothing identifies anyone."""

    age: int
    sex: str  # "man" or "woman"
    site: str

    @property
    def words(self) -> str:
        """How the note opens."""
        return f"A {self.age}-year-old {self.sex}, seen {self.site}."

    @property
    def pronoun(self) -> str:
        """How the note goes on."""
        return "he" if self.sex == "man" else "she"


def person(chance: random.Random) -> Person:
    """An adult of working age, by lot."""
    return Person(chance.randint(19, 64), chance.choice(("man", "woman")), chance.choice(SITES))


def dose_at(drug: str, cpz_mg: int) -> int:
    """The oral dose in mg/day that equals so much chlorpromazine by the default table, in whole mg."""
    row = next(row for row in tables()[0].rows if (row.drug, row.formulation) == (drug, "oral"))
    return int(row.dose_mg * cpz_mg / row.equals_cpz_mg)


def oral(drug: str, chance: random.Random, cpz_mg: int = 600) -> Given:
    """A trial that failed, at the dose that the limit asks for and longer than it asks for."""
    days = 7 * chance.choice((8, 9, 10, 12, 14))
    return {"drug": drug, "dose_mg": dose_at(drug, cpz_mg), "days_at_dose": days, "response": "none"}


def resistant(chance: random.Random) -> Given:
    """A patient who meets the minimum criteria of TRRIP."""
    measured = chance.choice([name for name in STEPS if _is_measured(name)])
    other = chance.choice([name for name in STEPS if _family(name) != _family(measured)])
    pair = chance.sample((measured, other), 2)
    return {
        "trials": [oral(drug, chance) for drug in pair],
        "ratings": [
            {"scale": "PANSS", "items": dict.fromkeys(sorted(chance.sample(POSITIVE, 2)), 5)},
            {"scale": "SOFAS", "score": chance.randint(32, 52)},
        ],
        "symptom_days": 7 * chance.choice((20, 26, 30, 36, 40)),
        "adherence": {"percent": chance.choice((85, 90, 95)), "sources": chance.sample(SOURCES, 2)},
        "levels": [{"drug": measured, "value": _usual(measured), "unit": "ng/mL"}],
    }


def optimally_shown(chance: random.Random) -> Given:
    """A patient who meets the optimum criteria of TRRIP as well: a depot, two levels, a trial followed on a scale."""
    given = resistant(chance)
    drug = given["levels"][0]["drug"]
    depot = {"drug": "haloperidol decanoate", "formulation": "lai", "dose_mg": 150, "interval_days": 28,
             "days_at_dose": 7 * chance.choice((20, 24, 28)), "response": "none"}  # fmt: skip
    before = chance.randint(88, 104)
    followed = oral(drug, chance) | {
        "prospective": True,
        "response": None,  # the scores say it
        "changes": [{"before": before, "after": before - chance.randint(2, 6)}],
    }
    sample = given["levels"][0] | {"trough": True, "unannounced": True}
    second = sample | {"value": sample["value"] + 4, "days_since_previous": 7 * chance.choice((3, 4, 5))}
    return given | {"trials": [followed, depot], "levels": [sample, second]}


def resistant_to_clozapine(chance: random.Random) -> Given:
    """A patient who meets the minimum criteria of TRRIP and whose clozapine trial failed at two high levels."""
    given = resistant(chance)
    trial = {"drug": "clozapine", "dose_mg": chance.choice((350, 400, 450)), "days_at_dose": 7 * chance.choice(
        (16, 18, 20, 26)), "response": "none"}  # fmt: skip
    first: Given = {
        "drug": "clozapine",
        "value": chance.randint(400, 520),
        "unit": "ng/mL",
        "trough": True,
        "steady": True,
    }
    second = first | {"value": first["value"] + chance.randint(5, 40), "days_since_previous": 14}
    return given | {"trials": [*given["trials"], trial], "levels": [*given["levels"], first, second]}


def by_suzuki(chance: random.Random) -> Given:
    """A patient who meets Suzuki 2012: severity and functioning on its own scales."""
    return resistant(chance) | {
        "ratings": [{"scale": "CGI-S", "score": 6}, {"scale": "GAF", "score": chance.randint(30, 44)}]
    }


def by_kane(chance: random.Random) -> Given:
    """Three trials at 1,000 mg/day of chlorpromazine equivalents, haloperidol the last and prospective."""
    names = chance.sample(("chlorpromazine", "perphenazine", "sulpiride"), 2)
    trials = [oral(name, chance, 1200) for name in names]
    trials.append(oral("haloperidol", chance, 1200) | {"prospective": True})
    return {"trials": trials, "ratings": [{"scale": "CGI-S", "score": 6}, {"scale": "BPRS", "score": 56}]}


def one_trial(chance: random.Random) -> Given:
    """One trial, and how much of it was taken."""
    given = resistant(chance)
    return {"trials": given["trials"][:1], "adherence": given["adherence"]}


def with_level(chance: random.Random) -> Given:
    """A clozapine level that can be judged."""
    return {
        "levels": [
            {
                "drug": "clozapine",
                "value": chance.randint(380, 560),
                "unit": "ng/mL",
                "hours_after_dose": 12,
                "steady": True,
                "days_on_dose": chance.choice((10, 14, 21)),
            }
        ]
    }


def with_count(jurisdiction: str, *, has_ben: bool, on_clozapine: bool) -> Make:
    """A neutrophil count under the rules of one jurisdiction."""

    def made(chance: random.Random) -> Given:
        given: Given = {
            "neutrophils": [{"value": 100 * chance.randint(32, 55), "unit": "/uL"}],
            "jurisdiction": jurisdiction,
            "benign_ethnic_neutropenia": has_ben,
            "on_clozapine": on_clozapine,
        }
        if on_clozapine:
            given["trials"] = [BARE]
        if jurisdiction == "uk":
            given["neutrophils"][0]["white_cells"] = 100 * chance.randint(60, 90)
        return given

    return made


def rated_twice(*, refractory: bool) -> Make:
    """A PANSS total before and after."""

    def made(chance: random.Random) -> Given:
        before = 30 + 20 * chance.randint(2, 4)
        return {"changes": [{"before": before, "after": 30 + (before - 30) // 5}], "refractory": refractory}

    return made


def remitted(chance: random.Random) -> Given:
    """The eight items of remission at 3 or less, for long enough."""
    items = {name: chance.randint(1, 2) for name in ("P1", "P2", "P3", "N1", "N4", "N6", "G5", "G9")}
    return {"ratings": [{"scale": "PANSS", "items": items}], "days_in_remission": 30 * chance.choice((8, 9, 10))}


def _is_measured(name: str) -> bool:
    return reference_range(name) is not None and measured_as(name) == generic(name)


def _usual(drug: str) -> int:
    """A level well within the reference range, in ng/mL."""
    known = reference_range(drug)
    assert known is not None and known[2] is not None
    return int((known[0] + known[1]) / 2)


def _family(name: str) -> str:
    drug = drugs.find(name)
    return drug.family if drug else name

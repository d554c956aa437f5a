"""What vignettes ask about: one row a definition or classification of the checker, with its patients and its limits.

Limits are read from the checker's tables. A row more here is a definition more.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from assistant.criteria.definitions import definitions
from assistant.criteria.ruleset import load, trrip
from assistant.criteria.types import Topic
from assistant.quiz.vignettes import boundaries as b
from assistant.quiz.vignettes import patients as p
from assistant.quiz.vignettes.boundaries import Boundary
from assistant.quiz.vignettes.patients import Make

INTERNATIONAL, UK = "International", "United Kingdom"  # as sources are marked


class Asked(NamedTuple):
    """One verdict of the checker, asked about. `words` is the pattern of topics that want it."""

    verdict: str
    topic: str
    words: str
    question: str
    make: Make
    boundaries: tuple[Boundary, ...]
    topics: tuple[Topic, ...] = ("trrip",)
    jurisdiction: str = INTERNATIONAL
    year: str = ""
    by_class: bool = False  # the answer is one of the checker's classes, not met or not met

    def wanted(self, topic: str, jurisdiction: str) -> bool:
        """Whether a request in words is about it; any request is that names no topic but cases."""
        place = jurisdiction.strip().casefold()
        bare = re.sub(r"(?i)\b(?:case|patient|clinical)?\s*(?:vignettes?|cases?)\b", "", topic).strip()
        about = not bare or re.search(self.words, bare, re.I)
        return bool(about) and place in ("", self.jurisdiction.casefold())


_ANY_DEFINITION = r"|\bdefin|\bcriteri|treatment.resist|\btrs\b|schizophrenia$"
MINIMUM = ("S1", "S3", "S4", "F1", "T2", "T3", "T4", "T5", "A1", "A2")


@cache
def asked() -> tuple[Asked, ...]:
    """All that can be asked about."""
    return (*_trrip(), *_other_definitions(), *_levels(), *_counts(), *_scales())


def _trrip() -> tuple[Asked, ...]:
    rules, year = trrip().rules, str(load("trrip_2017.yaml")["year"])
    long, dosed = rules["T2"].limits["days_at_dose"], int(rules["T3"].limits["cpz_mg"])
    trial = (b.weeks(long, "T2"), b.dose(dosed, "T3"), b.taken(rules["A1"].limits["percent"], "A1"),
             b.sources(rules["A1"].limits["sources"], "A1"))  # fmt: skip
    moderate = {name: int(row["value"]) for name, row in load("scales.yaml")["moderate"].items()}
    minimum = (
        *trial, b.stopped(long, "T5"), b.responded("T5"), b.drug_count(rules["T4"].limits["drugs"], "T4"),
        b.one_molecule("T4"), b.score("SOFAS", rules["F1"].limits["sofas"], "F1"),
        b.items(moderate["item"], moderate["single"], "S3"),
        b.field("symptom_days", rules["S4"].limits["symptom_days"], "S4", steps=(1, 7)), b.exposed("A2"),
    )  # fmt: skip
    gaps = rules["A2O"].limits
    optimum = (
        b.weeks(rules["T4L"].limits["days_at_dose"], "T4L", of="decanoate"), b.unmarked("unannounced", "A2O"),
        b.unmarked("trough", "A2O"),  # between the two limits of the gap sources differ: nothing is asked there
        b.of_level("days_since_previous", gaps["gap_days"], "A2O", drug="").only("at", "above", "missing"),
        b.of_level("days_since_previous", gaps["least_gap_days"], "A2O", drug="").only("below"),
        b.reduced(rules["P1"].limits["reduction_percent"], "P1", "T5"),
    )  # fmt: skip
    high = rules["C1l"].limits
    clozapine = (
        b.weeks(rules["C1d"].limits["days_at_dose"], "C1d", of="clozapine"), b.responded("C1f", of="clozapine"),
        b.of_level("value", high["level_ng_ml"], "C1l", place=-2, step=5),
        b.of_level("days_since_previous", high["gap_days"], "C1l"), b.unmarked("trough", "C1l"),
    )  # fmt: skip
    words = r"trrip|consensus" + _ANY_DEFINITION
    return (
        Asked("trrip_minimum", "criteria: TRRIP minimum", words + r"|minimum", f"Does this patient meet the minimum "
              f"criteria of TRRIP ({year}) for treatment-resistant schizophrenia?", p.resistant, minimum, year=year),
        Asked("trrip_optimum", "criteria: TRRIP optimum", words + r"|optimum", f"Does this patient meet the optimum "
              f"criteria of TRRIP ({year}) for treatment-resistant schizophrenia?", p.optimally_shown, optimum,
              year=year),
        Asked("clozapine_resistance", "criteria: clozapine resistance", r"clozapine.resist|resist\w+ to clozapine|trrip"
              r"|\bcriteri|\bdefin", f"Does this patient have clozapine-resistant schizophrenia by TRRIP ({year})?",
              p.resistant_to_clozapine, clozapine, ("clozapine_resistance",), year=year),
        Asked("trial_adequate", "criteria: adequate trial", r"adequate|\btrials?\b|titration|adherence|trrip",
              f"Was this an adequate antipsychotic trial by TRRIP ({year})?", p.one_trial, trial, ("trial_adequate",),
              year=year),
    )  # fmt: skip


def _other_definitions() -> tuple[Asked, ...]:
    found = []
    for row in definitions():
        limits: list[Boundary] = [b.weeks(row.days, "weeks")] if row.days else []
        limits += [b.dose(row.cpz_mg, "dose")] if row.cpz_mg and row.drugs == 2 else []
        limits += [b.first_generation("atypical")] if row.second_generation else []
        limits += [b.score("CGI-S", row.cgi_s, "CGI-S")] if row.cgi_s else []
        limits += [b.score("GAF", row.gaf, "GAF").only("below", "at")] if row.gaf else []
        limits += [b.score("BPRS", row.bprs, "BPRS")] if row.bprs else []
        limits += [b.drug_count(row.drugs, "drugs"), b.responded("T5")]
        if row.chemical_classes:  # which no source here holds: only what refutes the rest is plain
            limits = [one.only("below") for one in limits]
        make = p.by_suzuki if row.gaf else p.by_kane if row.run_in else p.resistant
        year = next(iter(re.findall(r"\b(?:19|20)\d\d\b", f"{row.title} {row.reference}")), "")
        named = row.title if not year or year in row.title else f"{row.title} ({year})"
        question = f"Does this patient have treatment-resistant schizophrenia as {named} defines it?"
        first = row.title.split()[0]
        found.append(Asked(row.name, f"criteria: {row.title}", rf"\b{first}\b" + _ANY_DEFINITION, question, make,
                           tuple(limits), ("definition",), UK if first == "NICE" else INTERNATIONAL, year))  # fmt: skip
    return tuple(found)


def _levels() -> tuple[Asked, ...]:
    rules = load("clozapine_levels.yaml")["rules"]
    of = {name: row.get("limits", {}) for name, row in rules.items()}
    limits = (
        b.of_level("value", of["L1"]["threshold"], "L1", step=5), b.of_level("days_on_dose", of["L3"]["days"], "L3"),
        b.of_level("hours_after_dose", of["L2"]["from_hours"], "L2", step=4),
        b.of_level("hours_after_dose", of["L2"]["to_hours"], "L2", step=4),
    )  # fmt: skip
    question = f"Does this level show that clozapine reaches its response threshold ({rules['L1']['required']})?"
    return (Asked("clozapine_level", "criteria: clozapine level", r"\blevels?\b|plasma|drug monitoring|threshold",
                  question, p.with_level, limits, ("clozapine_level",)),)  # fmt: skip


def _counts() -> tuple[Asked, ...]:
    table = load("neutrophils.yaml")["jurisdictions"]
    words = r"neutrop|\banc\b|blood count|agranulocyt|benign ethnic|duffy"
    found = []
    for name in ("us", "eu", "uk"):
        row = table[name]
        for has_ben in (False, True) if name != "uk" else (False,):
            rule = "N-eu-start" if name == "eu" else f"N-{name}"
            limits = [b.count(limit, rule) for limit in _thresholds(row, has_ben=has_ben)]
            if name == "uk":
                limits += [b.count(one["white_from"], rule, name="white_cells") for one in row["general"][1:]]
            which = "the starting threshold" if name == "eu" else "the rules"
            question = f"How is this neutrophil count classed by {which} of the {row['title']}?"
            make = p.with_count(name, has_ben=has_ben, on_clozapine=name != "eu")
            found.append(Asked("neutropenia", "criteria: neutrophil count", words, question, make, tuple(limits),
                               ("anc",), row["title"], by_class=True))  # fmt: skip
    return tuple(found)


def _thresholds(row: dict[str, Any], *, has_ben: bool) -> list[int]:
    kind = "ben" if has_ben else "general"
    return [one["from"] for one in row[kind][1:]] if kind in row else [row["start"][kind]]


def _scales() -> tuple[Asked, ...]:
    table = load("scales.yaml")
    found = []
    for name, refractory in (("leucht_refractory", True), ("leucht_not_refractory", False)):
        row = table["cut_offs"][name]
        question = f"Does this change reach the cut-off of {row['criterion'].split(' of ', 1)[1].rstrip('.')}?"
        limits = (b.reduced(row["limits"]["percent"], name),)
        found.append(Asked("response", "criteria: response", r"respon[sd]|percent|reduction", question,
                           p.rated_twice(refractory=refractory), limits, ("response",)))  # fmt: skip
    row = table["remission"]
    item = int(row["scores"]["limits"]["item"])
    days = row["duration"]["limits"]["days"]
    remission = (b.worst_item(item, "items"), b.field("days_in_remission", days, "duration", steps=(1, 7)))
    found.append(Asked("remission", "criteria: remission", "remi(?:ssion|tted)", "Is this patient in remission as "
                       "Andreasen 2005 defines it?", p.remitted, remission, ("remission",), year="2005"))  # fmt: skip
    return tuple(found)

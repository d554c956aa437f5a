"""A case in, a clinical note out: a sentence a datum, its wording by lot, units and figures exact.

The words are written from the case alone. Whether they say it is not believed here: `proofs` reads them again.
"""

import random
from collections.abc import Iterator

from assistant.criteria.ranges import Range
from assistant.criteria.types import Change, Level, NeutrophilCount, PatientCase, Rating, Trial
from assistant.quiz.vignettes.patients import Person

PLACES = {"us": "United States", "eu": "European Union", "uk": "United Kingdom"}
UNITS = {"/uL": "/µL", "10^9/L": " × 10⁹/L"}
SOURCES = {
    "carer_report": "a carer", "staff_notes": "staff notes", "pill_count": "pill counts",
    "dispensing_record": "dispensing records", "administration_record": "administration records",
}  # fmt: skip
_STOPPED = {
    "intolerance": "and was stopped because of side effects",
    "no_response": "and was stopped for lack of effect",
    "nonadherence": "until the patient stopped taking it",
    "other": "and was then stopped",
}
_RESPONSES = {"none": "without response", "partial": "with a partial response", "good": "with a good response"}


def written(case: PatientCase, of: Person, chance: random.Random) -> str:
    """The note on a case."""
    return " ".join([of.words, *_sentences(case, of, chance)])


def _sentences(case: PatientCase, of: Person, chance: random.Random) -> Iterator[str]:
    yield from (_trial(one, chance) for one in case.trials if one.days or one.days_at_dose or one.dose_mg)
    if case.on_clozapine is not None:
        he = of.pronoun.capitalize()
        yield f"{he} is on clozapine." if case.on_clozapine else f"{he} is to start clozapine."
    yield from (_rating(one, chance) for one in case.ratings)
    yield from (_change(one, chance) for one in case.changes)
    if case.symptom_days:
        yield _choose(chance, "The present symptoms have lasted {}.", "These symptoms have persisted for {}.").format(
            length(case.symptom_days)
        )
    if case.days_in_remission:
        yield f"The remission items have been at these scores for {length(case.days_in_remission)}."
    if case.refractory is not None:
        yield f"The illness is {'' if case.refractory else 'not '}refractory."
    yield from _adherence(case, of)
    yield from _levels(case)
    yield from (_count(one, chance) for one in case.neutrophils)
    if case.benign_ethnic_neutropenia is not None:
        yield f"{of.pronoun.capitalize()} has {'documented' if case.benign_ethnic_neutropenia else 'no'} benign " \
              "ethnic neutropenia."  # fmt: skip
    if case.jurisdiction:
        yield f"{of.pronoun.capitalize()} is treated in the {PLACES[case.jurisdiction]}."


def length(days: Range) -> str:
    """Days in words: weeks where they are whole."""
    assert days.low is not None
    weeks = days.low / 7
    if weeks.denominator == 1 and weeks > 1:
        return f"{weeks.numerator} weeks"
    return f"{days.words()} days" if days.low != 1 else "1 day"


def _choose(chance: random.Random, *wordings: str) -> str:
    return chance.choice(wordings)


def _trial(trial: Trial, chance: random.Random) -> str:
    dose = f" {trial.dose_mg.words()} mg" if trial.dose_mg else ""
    dose += f" every {trial.interval_days.words()} days" if trial.interval_days else "/day" if dose else ""
    lasted = f" {_lasted(trial, chance)}" if trial.days_at_dose or trial.days else ""
    ended = _STOPPED[trial.stopped_for] if trial.stopped_for else _RESPONSES.get(trial.response or "", "")
    name = f"{trial.drug[0].upper()}{trial.drug[1:]}"
    followed = " in a prospective trial" if trial.prospective else ""
    scored = "".join(f"; PANSS total fell from {one.before.words()} to {one.after.words()}" for one in trial.changes
                     if one.before and one.after)  # fmt: skip
    verb = _choose(chance, "was given", "was taken", "was prescribed")
    return f"{name}{dose} {verb}{followed}{lasted} {ended}".rstrip() + f"{scored}."


def _lasted(trial: Trial, chance: random.Random) -> str:
    if trial.days_at_dose:
        return f"for {length(trial.days_at_dose)} {_choose(chance, 'at full dose', 'at this dose')}"
    assert trial.days
    if trial.titration_days:
        return f"for {length(trial.days)}, of which {length(trial.titration_days)} were titration,"
    return f"for a total of {length(trial.days)} including the titration"


def _rating(rating: Rating, chance: random.Random) -> str:
    if rating.others_at_most:
        return f"No other PANSS item is above {rating.others_at_most}."
    if not rating.items:
        score = rating.score.words() if rating.score else ""
        return _choose(chance, f"{rating.scale} is {score}.", f"The {rating.scale} score is {score}.",
                       f"{rating.scale} now: {score}.")  # fmt: skip
    items = ", ".join(f"{name} {score}" for name, score in rating.items.items())
    return _choose(chance, f"PANSS items now: {items}.", f"On the PANSS: {items}.")


def _change(change: Change, chance: random.Random) -> str:
    assert change.before and change.after
    return _choose(chance, "PANSS total fell from {} to {}.", "The PANSS total was {} before treatment and is {} now."
                   ).format(change.before.words(), change.after.words())  # fmt: skip


def _adherence(case: PatientCase, of: Person) -> Iterator[str]:
    if not case.adherence:
        return
    *most, last = [SOURCES[source] for source in case.adherence.sources] or [""]
    known = f"{', '.join(most)} and {last}" if most else last
    said = f", according to {known}" if known else ""
    if case.adherence.percent:
        yield f"{of.pronoun.capitalize()} took {case.adherence.percent.words()}% of the prescribed doses{said}."
    elif known:
        yield f"Adherence was followed by {known}."


def _levels(case: PatientCase) -> Iterator[str]:
    """Each level; one that follows another of its drug after so many days is the second."""
    for level in case.levels:
        value = f"{level.value.words()} {level.unit or ''}".strip() if level.value else "not reported"
        kind = f"{'unannounced ' if level.unannounced else ''}{level.drug} {'trough ' if level.trough else ''}level"
        steady = " at steady state" if level.steady and not level.days_on_dose else ""
        if level.days_since_previous:
            yield f"A second {kind}{steady}, {length(level.days_since_previous)} later, was {value}."
        else:
            article = "An" if kind[0] in "aeiou" else "A"
            yield f"{article} {kind}{steady}{_timing(level)} was {value}."


def _timing(level: Level) -> str:
    said = [f"taken {level.hours_after_dose.words()} hours after the last dose"] if level.hours_after_dose else []
    said += [f"after {level.days_on_dose.words()} days on an unchanged dose"] if level.days_on_dose else []
    return f", {' and '.join(said)}," if said else ""


def _count(count: NeutrophilCount, chance: random.Random) -> str:
    assert count.value
    unit = UNITS.get(count.unit or "", "")
    said = _choose(chance, "The absolute neutrophil count is", "The neutrophil count today is")
    white = f" and the white cell count {_cells(count.white_cells)}{unit}" if count.white_cells else ""
    return f"{said} {_cells(count.value)}{unit}{white}."


def _cells(count: Range) -> str:
    """As a laboratory prints it: 1,500 or 2.0."""
    assert count.low is not None
    return count.words() if count.low >= 100 else f"{float(count.low):.1f}"

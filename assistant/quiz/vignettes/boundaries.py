"""A patient in, the same patient with one datum moved to a limit of the rules: below it, on it, above it, or missing.

Every limit is handed in from the checker's tables; nothing here knows a number of its own that decides a verdict.
"""

import random
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Literal, NamedTuple

from assistant.criteria.levels import reference_range
from assistant.quiz.vignettes.patients import SOURCES, STEPS, Given, dose_at

Where = Literal["below", "at", "above", "missing"]
AROUND: tuple[Where, ...] = ("below", "at", "above", "missing")
Move = Callable[[Given, Where, random.Random], bool]  # changes the patient; False where that cannot be


class Boundary(NamedTuple):
    """One datum and its limit. `datum` is its path in the case, as the checker's questions name it (a pattern)."""

    name: str
    rules: tuple[str, ...]  # ids of the findings that judge it
    datum: str
    move: Move
    sides: tuple[Where, ...] = AROUND

    def moved(self, given: Given, where: Where, chance: random.Random) -> Given | None:
        """The patient with this datum moved; None where no such patient is plausible."""
        patient = deepcopy(given)
        return patient if self.move(patient, where, chance) else None

    def only(self, *sides: Where) -> "Boundary":
        """The same with fewer sides: where the other ones decide nothing, or sources differ there."""
        return self._replace(sides=sides)


def near(limit: Any, where: Where, step: int = 1) -> int | None:
    """The value on one side of a limit; None for a missing one."""
    return {"below": int(limit) - step, "at": int(limit), "above": int(limit) + step, "missing": None}[where]


def put(record: Given, name: str, value: Any) -> bool:
    """Writes a datum, or takes it out where it is None."""
    record.pop(name, None)
    if value is not None:
        record[name] = value
    return True


def weeks(limit: Any, *rules: str, of: str = "") -> Boundary:
    """Days at dose of one trial, now and then told as a whole of which some were titration."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        trial = chance.choice([one for one in given["trials"] if of in one["drug"] and (of or _is_oral(one))])
        trial.pop("days_at_dose", None)
        slow = trial.get("formulation") != "lai" and not trial.get("prospective")  # raised to its dose by and by
        titration = 7 * chance.choice((1, 2)) if slow and chance.random() < 0.5 else 0
        days = near(limit, where, chance.choice((1, 7)))
        if days is None and titration:  # the whole course is told, and not how much of it was titration
            return put(trial, "days", int(limit) + titration) and put(trial, "titrated", True)
        if titration:
            return put(trial, "days", (days or 0) + titration) and put(trial, "titration_days", titration) and put(
                trial, "titrated", True)  # fmt: skip
        return put(trial, "days_at_dose", days)

    return Boundary("weeks", rules, r"trials\.\d+\.days_at_dose", move)


def stopped(limit: Any, *rules: str) -> Boundary:
    """A trial that ended early for side effects: no failure, however little it did."""

    def move(given: Given, _where: Where, chance: random.Random) -> bool:
        trial = chance.choice([one for one in given["trials"] if _is_oral(one) and "changes" not in one])
        trial.pop("response", None)
        return put(trial, "days_at_dose", int(limit) - 7 * chance.choice((1, 2, 3))) and put(
            trial, "stopped_for", "intolerance"
        )

    return Boundary("stopping", rules, r"trials\.\d+\.response", move, ("below",))


def responded(*rules: str, of: str = "") -> Boundary:
    """A trial that helped, or of which nobody says whether it did."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        trial = chance.choice([one for one in given["trials"] if of in one["drug"] and "changes" not in one])
        return put(trial, "response", "good" if where == "below" else None)

    return Boundary("response", rules, r"trials\.\d+\.(response|changes)", move, ("below", "missing"))


def dose(cpz_mg: int, *rules: str) -> Boundary:
    """The dose of one oral trial, one usual step around the limit."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        trial = chance.choice([one for one in given["trials"] if _is_oral(one)])
        step, goes_higher = STEPS[trial["drug"]]
        if where == "above" and not goes_higher:
            return False
        return put(trial, "dose_mg", near(dose_at(trial["drug"], cpz_mg), where, step))

    return Boundary("dose", rules, r"trials\.\d+\.dose_mg", move)


def drug_count(needed: Any, *rules: str) -> Boundary:
    """How many different drugs were tried."""

    def move(given: Given, where: Where, _chance: random.Random) -> bool:
        if where == "below":
            del given["trials"][int(needed) - 1 :]
            taken = {trial["drug"] for trial in given["trials"]}
            given["levels"] = [one for one in given.get("levels", ()) if one["drug"] in taken]
        return len(given["trials"]) >= int(needed) - 1

    return Boundary("drugs", rules, "trials", move, ("below", "at"))


def one_molecule(*rules: str) -> Boundary:
    """Two drugs of one family."""

    def move(given: Given, _where: Where, _chance: random.Random) -> bool:
        for trial, drug in zip(given["trials"], ("risperidone", "paliperidone"), strict=True):
            trial |= {"drug": drug, "dose_mg": dose_at(drug, 600)}
        for level in given.get("levels", ()):
            level |= {"drug": "paliperidone", "value": 40}
        return True

    return Boundary("one molecule", rules, "trials", move, ("below",))


def first_generation(*rules: str) -> Boundary:
    """No second-generation drug among those tried."""

    def move(given: Given, _where: Where, chance: random.Random) -> bool:
        for trial, drug in zip(given["trials"], chance.sample(("haloperidol", "chlorpromazine", "perphenazine"), 2),
                               strict=True):  # fmt: skip
            trial |= {"drug": drug, "dose_mg": dose_at(drug, 600)}
        return put(given, "levels", None)

    return Boundary("generation", rules, "trials", move, ("below",))


def score(scale: str, limit: Any, *rules: str) -> Boundary:
    """The score on a scale with one limit."""

    def move(given: Given, where: Where, _chance: random.Random) -> bool:
        value = near(limit, where)
        rest = [one for one in given["ratings"] if one["scale"] != scale]
        given["ratings"] = rest if value is None else [*rest, {"scale": scale, "score": value}]
        return True

    return Boundary(scale, rules, rf"ratings\.{re.escape(scale)}\.score", move)


def items(needed: int, alone: int, *rules: str) -> Boundary:
    """PANSS items: a pair that counts, one below it, in two domains, or one that suffices alone."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        one, two = sorted(chance.sample(("P1", "P2", "P3", "P6"), 2))
        short = [{one: needed, two: needed - 1}, {one: alone - 1}, {one: needed, chance.choice(("N1", "N2")): needed}]
        scores = {
            "below": chance.choice(short),
            "at": {one: needed, two: needed},
            "above": chance.choice([{one: needed, two: needed + 1}, {one: alone}]),
            "missing": None,
        }[where]
        rest = [rating for rating in given["ratings"] if rating["scale"] != "PANSS"]
        rated = [{"scale": "PANSS", "items": scores}, {"scale": "PANSS", "others_at_most": needed - 1}]
        given["ratings"] = [*(rated if scores else ()), *rest]
        return True

    return Boundary("PANSS items", rules, r"ratings\.PANSS\.items|ratings", move)


def field(name: str, limit: Any, *rules: str, steps: tuple[int, ...] = (1,)) -> Boundary:
    """A number of the patient's own: how long symptoms or remission have lasted."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        return put(given, name, near(limit, where, chance.choice(steps)))

    return Boundary(name.replace("_", " "), rules, name, move)


def taken(limit: Any, *rules: str) -> Boundary:
    """The share of doses taken."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        return put(given["adherence"], "percent", near(limit, where, chance.choice((1, 5))))

    return Boundary("adherence", rules, r"adherence\.percent", move)


def sources(limit: Any, *rules: str) -> Boundary:
    """From how many sources that share is known."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        return put(given["adherence"], "sources", chance.sample(SOURCES, near(limit, where) or 0))

    return Boundary("sources", rules, r"adherence\.sources", move)


def exposed(*rules: str) -> Boundary:
    """The level of an antipsychotic other than clozapine, on the lower end of its reference range or above it.

    That one below the range does not count is the checker's caution and no published rule: no key may rest on it.
    """

    def move(given: Given, where: Where, _chance: random.Random) -> bool:
        level = given["levels"][0]
        known = reference_range(level["drug"])
        if known is None:
            return False
        if where == "missing":
            return put(given, "levels", given["levels"][1:])
        return put(level, "value", near(known[0], where, max(1, int(known[0]) // 10)))

    return Boundary("level", rules, "levels", move, ("at", "above", "missing"))


def of_level(name: str, limit: Any, *rules: str, drug: str = "clozapine", place: int = -1, step: int = 1) -> Boundary:
    """One datum of one plasma level: its value, hours after the dose, days on the dose, days since the one before."""

    def move(given: Given, where: Where, _chance: random.Random) -> bool:
        level = [one for one in given["levels"] if drug in one["drug"]][place]
        if name == "days_on_dose":  # the reader of notes takes an unchanged dose for a word of steady state
            put(level, "steady", where != "missing" or None)
        return put(level, name, near(limit, where, step))

    datum = {"hours_after_dose": "trough", "days_on_dose": "steady"}.get(name, name)
    sides = AROUND[:3] if name == "value" else AROUND
    return Boundary(f"level {name.replace('_', ' ')}", rules, rf"levels\.\d+\.{datum}", move, sides)


def unmarked(name: str, *rules: str) -> Boundary:
    """What is not said of a plasma level: its unit, that it was a trough, that nobody was forewarned."""

    def move(given: Given, _where: Where, _chance: random.Random) -> bool:
        for level in given["levels"]:
            level.pop(name, None)
        return True

    return Boundary(f"level {name}", rules, rf"levels\.\d+\.{name}", move, ("missing",))


def count(limit: Any, *rules: str, name: str = "value") -> Boundary:
    """A neutrophil or white cell count, told per µL or in 10⁹/L."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        found = given["neutrophils"][0]
        put(found, name, near(limit, where, 100))
        if name == "white_cells" and name in found:  # of which the neutrophils are a part
            found["value"] = min(found["value"], found[name] * 7 // 1000 * 100)
        if chance.random() < 0.5:
            for of in ("value", "white_cells"):
                if of in found:
                    found[of] = f"{found[of] // 1000}.{found[of] % 1000 // 100}"
            found["unit"] = "10^9/L"
        return True

    sides = AROUND[:3] if name == "value" else AROUND
    return Boundary(f"count {name}", rules, rf"neutrophils\.0\.{name}", move, sides)


def reduced(limit: Any, *rules: str) -> Boundary:
    """Two PANSS totals of which the second is so many percent lower, the lowest score of 30 subtracted."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        changes = given.get("changes") or next(one["changes"] for one in given["trials"] if "changes" in one)
        before = 30 + 20 * chance.randint(2, 4)
        after = before - (before - 30) * int(limit) // 100
        changes[0] |= {"before": before, "after": after - (near(0, where) or 0)}
        return True

    return Boundary("reduction", rules, r"(trials\.\d+\.)?changes.*", move, AROUND[:3])


def _is_oral(trial: Given) -> bool:
    return trial["drug"] in STEPS


def worst_item(limit: int, *rules: str) -> Boundary:
    """One of the items that all have to be low, or one of them not rated."""

    def move(given: Given, where: Where, chance: random.Random) -> bool:
        scores = given["ratings"][0]["items"]
        return put(scores, chance.choice(list(scores)), near(limit, where))

    return Boundary("worst item", rules, r"ratings\.PANSS\.items|ratings", move)

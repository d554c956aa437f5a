"""What was read from a note, and what a clinician typed over it, in; the corrected case and what is wrong with it out.

Only a field whose text was changed replaces what was read. All else of the case stays as it is, shown or not.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from api.case_corrected import corrected
from api.case_fields import CASE, LEVEL, PANSS, PERCENT, SOFAS, SOURCES, TRIAL, Field, label
from assistant.criteria.types import (
    LONGEST_LIST,
    SCORES,
    Adherence,
    CaseDraft,
    Level,
    PatientCase,
    Rating,
    Record,
    Trial,
)

Fields = Mapping[str, Sequence[str]]  # address -> the texts typed there
Row = TypeVar("Row", Trial, Level)
NOTHING: Mapping[str, Any] = MappingProxyType({})
MOST_ROWS = 200  # places of rows that are looked at


class Problem(NamedTuple):
    """What is wrong with a field: `field` is its address, empty where no single one is to blame."""

    field: str
    what: str
    do: str


class Filled(NamedTuple):
    """The form as understood. `draft` holds the corrected case; with problems it is the one the form began with."""

    draft: CaseDraft
    problems: tuple[Problem, ...]
    places: Mapping[str, str] = NOTHING  # row of the corrected case ("trials.0") -> where it stands in the form


class Laid(NamedTuple):
    """A case laid out in the form: the texts that stand there, and where each of its rows stands."""

    fields: Fields = NOTHING
    places: Mapping[str, str] = NOTHING

    def at(self, path: str) -> str:
        """The address of a value of the case."""
        row = re.match(r"[a-z]+\.\d+", path)
        return self.places.get(row[0], row[0]) + path.removeprefix(row[0]) if row else path

    def blank(self, name: str) -> str:
        """The address of the first field of the first empty row of a table."""
        first = next(place for place in rows_shown(name, self.fields) if not self.holds(f"{name}.{place}"))
        return f"{name}.{first}.drug"

    def holds(self, row: str) -> bool:
        """Whether something stands in a row."""
        return any(any(texts) for address, texts in self.fields.items() if address.startswith(f"{row}."))


def shown(case: PatientCase) -> dict[str, list[str]]:
    """What the form shows of a case, by address."""
    made = {field.name: [field.shown(getattr(case, field.name))] for field in CASE}
    for name, rows, fields in (("trials", case.trials, TRIAL), ("levels", case.levels, LEVEL)):
        for place, row in enumerate(rows):
            made |= {f"{name}.{place}.{one.name}": [one.shown(getattr(row, one.name))] for one in fields}
    known = case.adherence or Adherence()
    made |= {"adherence.percent": [PERCENT.shown(known.percent)], "adherence.sources": list(known.sources)}
    items: dict[str, int] = {}
    for rating in case.ratings:
        items |= rating.items if rating.scale == "PANSS" else {}
    made |= {f"panss.{item}": [str(items.get(item, ""))] for item, _ in PANSS}
    scores = [rating.score for rating in case.ratings if rating.scale == "SOFAS"]
    return made | {"sofas": [SOFAS.shown(scores[-1] if scores else None)]}


def filled(draft: CaseDraft, typed: Fields) -> Filled:
    """The draft with the fields that were changed laid over it."""
    form = _Form(draft.case, typed)
    values: dict[str, Any] = {field.name: form.over(field.name, field, draft.case) for field in CASE}
    for name, value in values.items():
        form.check(name, PatientCase, {name: value})
    values["trials"], trials_at = form.rows("trials", draft.case.trials, Trial, TRIAL)
    values["levels"], levels_at = form.rows("levels", draft.case.levels, Level, LEVEL)
    values["adherence"] = form.adherence()
    values["ratings"], ratings_at = form.ratings()
    if not form.problems:
        try:
            case = PatientCase(**(dict(draft.case) | values))
        except ValidationError as error:
            long = error.errors()[0]["type"] == "too_long"
            most = f"At most {LONGEST_LIST} trials, ratings or levels can be checked: leave some rows out."
            form.refuse("", "The case", ValueError(most) if long else error)
    if form.problems:
        return Filled(draft, tuple(form.problems))
    return Filled(corrected(draft, case, form.changed, trials_at | levels_at | ratings_at), (), form.places)


class _Form:
    """A form being read: what it showed, what was typed, which addresses differ, and what is wrong."""

    def __init__(self, case: PatientCase, typed: Fields) -> None:
        self.case, self.typed, self.was = case, typed, shown(case)
        self.changed: dict[str, str] = {}  # what was typed instead, by address
        self.problems: list[Problem] = []
        self.places: dict[str, str] = {}  # row of the case made -> where it stands in the form

    def text(self, address: str) -> str:
        """What was typed; what was shown where nothing was sent."""
        sent = self.typed.get(address, self.was.get(address, ()))
        return sent[-1].strip() if sent else ""

    def is_changed(self, address: str) -> bool:
        """Whether another text stands there now."""
        return self.text(address) != next(iter(self.was.get(address, ())), "")

    def refuse(self, address: str, name: str, error: ValueError) -> None:
        """Notes what is wrong in the words of the record that refuses the value."""
        said = str(error.errors()[0]["msg"]) if isinstance(error, ValidationError) else str(error)
        words = said.removeprefix("Value error, ")
        _, split, advice = words.partition(" is not possible: ")
        advice = advice if split else words
        typed = self.text(address) if address else ""
        what = f"{name}: {typed} is not possible." if typed else f"{name} cannot be used as typed."
        self.problems.append(Problem(address, what, advice[:1].upper() + advice[1:]))

    def over(self, address: str, field: Field, base: Record | None) -> Any:
        """The value of a field: as read where its text is unchanged, else as typed."""
        old = getattr(base, field.name) if base else None
        if not self.is_changed(address):
            return old
        self.changed[address] = self.text(address)
        try:
            return field.typed(self.text(address))
        except ValueError as error:
            self.refuse(address, label(address), error)
            return old

    def rows(
        self, name: str, known: Sequence[Row], record: type[Row], fields: Sequence[Field]
    ) -> tuple[tuple[Row, ...], dict[str, str]]:
        """The rows of a table that are kept, and where each row that was read stands now ("" where it was left out)."""
        made: list[Row] = []
        moved: dict[str, str] = {}
        for place in self._places(name, len(known)):
            base, at = (known[place] if place < len(known) else None), f"{name}.{place}"
            row = None if self.typed.get(f"{at}.left_out") else self._row(at, base, record, fields)
            if row is not None and moved.get(f"{name}.{place - 1}") == "":
                row = self._follows_none(at, row)
            if base is not None:
                moved[at] = f"{name}.{len(made)}" if row else ""
            if row is not None:
                self.places[f"{name}.{len(made)}"] = at
                made.append(row)
        return tuple(made), moved

    def _places(self, name: str, known: int) -> list[int]:
        typed = (re.fullmatch(rf"{name}\.(\d{{1,3}})\.\w+", address) for address in self.typed)
        return sorted({*range(known), *(place for m in typed if m and (place := int(m[1])) < MOST_ROWS)})

    def _row(self, at: str, base: Row | None, record: type[Row], fields: Sequence[Field]) -> Row | None:
        if not any(self.text(f"{at}.{field.name}") for field in fields):
            return None
        values = {field.name: self.over(f"{at}.{field.name}", field, base) for field in fields}
        if not values["drug"]:
            do = "Name the drug, or leave the row out."
            self.problems.append(Problem(f"{at}.drug", f"{label(at)} names no drug.", do))
            return base
        for field in fields:
            self.check(f"{at}.{field.name}", record, {"drug": "x", field.name: values[field.name]})
        values |= self._implied(at, values) if record is Trial else {}
        try:
            return record(**((dict(base) if base else {}) | values))
        except ValidationError as error:
            if not any(problem.field.startswith(at + ".") for problem in self.problems):
                self.refuse(f"{at}.drug", label(at), error)
            return base

    def _implied(self, at: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """What a changed field says of one that is not shown."""
        weeks = values["titration_days"]
        if f"{at}.titration_days" not in self.changed:
            return {}
        return {"titrated": None if weeks is None else weeks.high is None or weeks.high > 0}

    def _follows_none(self, at: str, row: Row) -> Row:
        """A row whose row before was left out: what it says of that one holds no more."""
        if isinstance(row, Trial):
            return row.model_copy(update={"continues": False})
        kept = f"{at}.days_since_previous" in self.changed
        return row if kept else row.model_copy(update={"days_since_previous": None})

    def check(self, address: str, record: type[Record], values: dict[str, Any]) -> None:
        """Notes what is wrong with the value of a field that was changed."""
        if address not in self.changed:
            return
        try:
            record(**values)
        except ValidationError as error:
            self.refuse(address, label(address), error)

    def adherence(self) -> Adherence | None:
        """Adherence of the whole case."""
        old = self.case.adherence or Adherence()
        percent = self.over("adherence.percent", PERCENT, old)
        sources = old.sources
        if "adherence.sources" in self.typed:
            wanted = set(self.typed["adherence.sources"])
            if wanted - {""} != set(old.sources):
                self.changed["adherence.sources"] = ", ".join(words for name, words in SOURCES if name in wanted)
                sources = tuple(name for name, _ in SOURCES if name in wanted)  # type: ignore[misc]
        self.check("adherence.percent", Adherence, {"percent": percent})
        if any(problem.field.startswith("adherence") for problem in self.problems):
            return self.case.adherence
        return Adherence(percent=percent, sources=sources) if percent or sources else None

    def ratings(self) -> tuple[tuple[Rating, ...], dict[str, str]]:
        """The ratings with the PANSS items and the SOFAS score as typed, and where each that was read stands now."""
        scored = [*self.case.ratings]
        items = {item: self.text(f"panss.{item}") for item, _ in PANSS if self.is_changed(f"panss.{item}")}
        if items:
            self._panss(scored, items)
        if self.is_changed("sofas"):
            self._sofas(scored)
        kept = [n for n, one in enumerate(scored) if one.items or one.score or one.others_at_most is not None]
        moved = {f"ratings.{n}": f"ratings.{kept.index(n)}" if n in kept else "" for n in range(len(self.case.ratings))}
        return tuple(scored[n] for n in kept), moved

    def _panss(self, scored: list[Rating], items: Mapping[str, str]) -> None:
        self.changed |= {f"panss.{item}": text for item, text in items.items()}
        given: dict[str, int] = {}
        for item, text in items.items():
            if text and re.fullmatch(r"[1-7]", text):
                given[item] = int(text)
            elif text:
                what = f"PANSS {item}: {text} is not possible."
                self.problems.append(Problem(f"panss.{item}", what, "Items run from 1 to 7, without halves."))
        panss = [n for n, one in enumerate(scored) if one.scale == "PANSS"]
        into = next((n for n in panss if scored[n].items), None)
        for n in panss:
            left = {item: score for item, score in scored[n].items.items() if item not in items}
            scored[n] = Rating(**(dict(scored[n]) | {"items": left | (given if n == into else {})}))
        if into is None and given:
            scored.append(Rating(scale="PANSS", items=given))

    def _sofas(self, scored: list[Rating]) -> None:
        score = self.over("sofas", SOFAS, None)
        places = [n for n, one in enumerate(scored) if one.scale == "SOFAS"]
        lowest, highest = SCORES["SOFAS", "total"]
        if score and any(bound is not None and not lowest <= bound <= highest for bound in (score.low, score.high)):
            self.refuse("sofas", "SOFAS", ValueError(f"Give {lowest} to {highest}, or leave it out."))
        if any(problem.field == "sofas" for problem in self.problems):
            return
        for n in places if score is None else places[-1:]:
            scored[n] = Rating(**(dict(scored[n]) | {"score": score}))
        if score is not None and not places:
            scored.append(Rating(scale="SOFAS", score=score))


def rows_shown(name: str, typed: Fields) -> list[int]:
    """The places of the rows to show: those that hold something, then an empty one or two."""
    held = {int(m[1]) for key in typed if (m := re.fullmatch(rf"{name}\.(\d{{1,3}})\.\w+", key)) and any(typed[key])}
    places = sorted(place for place in held if place < MOST_ROWS)
    last = places[-1] + 1 if places else 0
    return [*places, *range(last, last + max(1, 2 - len(places) if name == "trials" else 1))]

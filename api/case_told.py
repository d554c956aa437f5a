"""A case in, its values in words out, by path: what is printed, kept beside the form, and said of words in the note."""

from collections.abc import Iterator
from typing import Any

from api.case_fields import LEVEL, PANSS, SOURCES, TRIAL, Field, label
from api.case_form import shown
from assistant.criteria.ranges import Range
from assistant.criteria.types import PatientCase, Rating, Record

_FORM_ITEMS = {item for item, _ in PANSS}
_OWN_WORDS = {"adherence.sources": dict(SOURCES)}
_TITLES = {"days_at_dose": "at dose", "titration_days": "titration", "interval_days": "every",
           "days_since_previous": "since the last level"}  # fmt: skip
_UNITS = {"dose_mg": " mg", "percent": "%", "hours_after_dose": " hours"}


def words_of(value: Any, name: str = "") -> str:
    """A value for a reader; `name` is its field's, which may say the unit."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Range):
        days = name == "days" or name.startswith("days_") or name.endswith("_days")
        unit = " days" if days else " years" if name.startswith("years") else _UNITS.get(name, "")
        return value.words() + unit
    if isinstance(value, Record):
        return ", ".join(f"{key.replace('_', ' ')} {words}" for key, words in _flat(value, ""))
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items())
    if isinstance(value, tuple):
        return ", ".join(words_of(one, name) for one in value)
    return str(value).replace("_", " ")


def at(case: PatientCase, path: str) -> str:
    """The words of the value at a path; empty where there is none (a rating's path ends in its scale's name)."""
    value: Any = case
    for part in path.split("."):
        if isinstance(value, Rating) and part == value.scale:
            break
        if isinstance(value, tuple):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            value = getattr(value, part, None)
    if isinstance(value, Rating):
        return rating(value)
    return "" if value is None else words_of(value, path.rpartition(".")[2])


def rating(one: Rating, items: bool = True) -> str:
    """A rating: "PANSS 92; P1 5, P2 4". Without `items` only those that the form has no field for."""
    parts = [f"{one.scale}{'' if one.part == 'total' else ' ' + one.part} {one.score.words() if one.score else ''}"]
    held = {item: score for item, score in one.items.items() if items or item not in _FORM_ITEMS}
    parts += [words_of(held)] if held else []
    parts += [f"other items at most {one.others_at_most}"] if one.others_at_most is not None else []
    parts += ["rated as treatment went on"] if one.prospective else []
    return "; ".join(part.strip() for part in parts)


def kept(case: PatientCase) -> list[tuple[str, str]]:
    """What the form has no field for: it was read, counts, and survives every correction."""
    fields = shown(case)
    others = [(path, words) for path, words in _flat(case, "") if path not in fields]
    found = [(label(path), words) for path, words in others if not path.startswith(("ratings", "adherence"))]
    for one in case.ratings:
        words = rating(one, items=False)
        if one.scale not in ("SOFAS", words):
            found.append(("Rating", words))
    return found


def told(case: PatientCase) -> list[tuple[str, str]]:
    """Everything known of a case, a line each."""
    lines = [(f"Trial {n}", _row(one, TRIAL)) for n, one in enumerate(case.trials, 1)]
    lines += [("Rating", rating(one)) for one in case.ratings]
    lines += [(f"Level {n}", _row(one, LEVEL)) for n, one in enumerate(case.levels, 1)]
    if case.adherence and case.adherence.sources:
        known = "; known from " + ", ".join(_OWN_WORDS["adherence.sources"][one] for one in case.adherence.sources)
    else:
        known = ""
    if case.adherence:
        share = f"{case.adherence.percent.words()}% of doses" if case.adherence.percent else "share not known"
        lines.append(("Adherence", share + known))
    apart = ("trials", "ratings", "levels", "adherence")
    return lines + [(label(path), words) for path, words in _flat(case, "") if not path.startswith(apart)]


def _row(record: Record, fields: tuple[Field, ...]) -> str:
    names = {field.name: field for field in fields}
    parts = []
    for name, value in record:
        if (value in (None, (), False) and name not in names) or value is None or _is_default(record, name):
            continue
        field = names.get(name)
        words = dict(field.options).get(str(value), words_of(value, name)) if field else words_of(value, name)
        title = _TITLES.get(name) or (field.label if field else name.replace("_", " ")).partition(",")[0]
        parts.append(words if name == "drug" else f"{title[:1].lower() + title[1:]} {words}")
    return "; ".join(parts)


def _is_default(record: Record, name: str) -> bool:
    return bool(getattr(record, name) == type(record).model_fields[name].get_default(call_default_factory=True))


def _flat(record: Record, before: str) -> Iterator[tuple[str, str]]:
    """Path and words of each value that was given."""
    for name, value in record:
        path = f"{before}{name}"
        if _is_default(record, name):
            continue
        if isinstance(value, Record):
            yield from _flat(value, f"{path}.")
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            for place, one in enumerate(value):
                yield from _flat(one, f"{path}.{place}.")
        else:
            yield path, words_of(value, name)

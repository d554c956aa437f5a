"""A trial's dose in chlorpromazine (CPZ) equivalents: a trial and a table go in, mg per day with its working come out.

Each published table stands alone: a drug that a table does not list has no equivalent there, and none is borrowed.
Arithmetic is exact. What cannot be computed is None, and the working says why.
"""

import csv
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, cast

import yaml

from assistant.criteria import drugs
from assistant.criteria.drugs import TABLES, Drug, Product
from assistant.criteria.ranges import Range, exactly, shown
from assistant.criteria.types import Checked, Formulation, Trial

Role = Literal["default", "sensitivity", "comparison", "off"]
PALMITATE_MG = tuple(Fraction(n) for n in (39, 78, 117, 156, 234, 1092, 1560))  # US strengths
PALIPERIDONE_MG_EQ = tuple(Fraction(n) for n in (25, 50, 75, 100, 150))  # EU strengths
PALMITATE_PER_PALIPERIDONE = Fraction(39, 25)
EU_BRANDS = ("xeplion", "trevicta", "byannli")  # labelled in mg equivalents, whatever the strength
LAUROXIL = (Fraction(441), Fraction(300))  # mg lauroxil, mg aripiprazole
LURASIDONE_BASE_MG = tuple(Fraction(n) for n in ("18.5", "37", "74", "111", "148"))  # UK strengths
LURASIDONE_PER_BASE = Fraction(40, 37)
FORMS = {"oral": "an oral form", "lai": "a long-acting injection", "short_acting_im": "a short-acting injection"}
SHORTEST_LAI_INTERVAL = 7  # days; a dose given more often is taken by mouth


class Row(NamedTuple):
    """One row of a table: this dose each interval equals that much CPZ per day."""

    name: str  # as the table has it: Gardner 2010 lists methotrimeprazine beside levomepromazine
    drug: str
    formulation: Formulation
    dose_mg: Fraction
    interval_days: Fraction | None  # None: a single short-acting injection
    equals_cpz_mg: Fraction
    note: str

    @property
    def preparation(self) -> str:
        """The preparation the row is about, in the table's words, or ""."""
        words = ("decanoate", "enanthate", "palmitate", "pamoate", "microspheres", "acetate", "lactate")
        return " or ".join(word for word in words if word in self.note.replace("apart from decanoate", ""))


class Table(NamedTuple):
    """One published table."""

    id: str
    citation: str
    checked: Checked
    caveat: str
    role: Role
    basis: str
    rows: tuple[Row, ...]

    @property
    def is_default(self) -> bool:
        """Whether it is the table that is named first."""
        return self.role == "default"

    @property
    def is_on(self) -> bool:
        """Whether it is used without being asked for."""
        return self.role != "off"


class Equivalent(NamedTuple):
    """A dose by one table; `mg` is CPZ mg/day, None where there is no equivalent, and then `working` says why."""

    table: str
    mg: Range | None
    working: str
    notes: tuple[str, ...] = ()


class Midpoint(NamedTuple):
    """A dose beside the midpoint of its licensed range, both per day. An unknown dose is None."""

    daily_mg: Range | None
    limit_mg: Fraction
    working: str
    checked: Checked = "secondary"


class _Unknown(Exception):
    """No equivalent can be computed; its words say why."""


class _Dose(NamedTuple):
    """What is given, as the tables count it."""

    drug: Drug
    preparation: str
    formulation: Formulation
    mg: Range
    interval: Range
    notes: tuple[str, ...]


def _row(fields: dict[str, str]) -> Row:
    drug = drugs.find(fields["drug"])
    assert drug is not None, fields["drug"]
    interval = Fraction(fields["interval_days"]) if fields["interval_days"] else None
    return Row(
        fields["drug"], drug.generic, cast(Formulation, fields["formulation"]), Fraction(fields["dose_mg"]), interval,
        Fraction(fields["equals_cpz_mg"]), fields["note"],
    )  # fmt: skip


@cache
def _settings() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((TABLES / "tables.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def all_known() -> dict[str, Table]:
    """Every table by its id, those that are off included; read once."""
    found = {}
    for entry in _settings()["tables"]:
        with (TABLES / entry["file"]).open(encoding="utf-8", newline="") as file:
            rows = tuple(_row(fields) for fields in csv.DictReader(file))
        found[entry["id"]] = Table(
            entry["id"], entry["citation"], entry["checked"], entry["caveat"], entry["role"], entry["basis"], rows
        )
    return found


def tables() -> tuple[Table, ...]:
    """The tables that are used without being asked for, the default first."""
    return tuple(table for table in all_known().values() if table.is_on)


def per_day(mg: Range, interval: Range) -> Range:
    """A dose each interval, per day. A bound that is not known stays unknown.

    >>> per_day(exactly(150), exactly(28)).words(), per_day(exactly(56), Range(low=14, high=28)).words()
    ('≈5.4', '2 to 4')
    """
    low = None if mg.low is None or interval.high is None else mg.low / interval.high
    high = None if mg.high is None or interval.low is None else mg.high / interval.low
    if low is None and high is None:
        raise _Unknown("the dose and its interval are not known closely enough")
    low_open, high_open = mg.low_open or interval.high_open, mg.high_open or interval.low_open
    return Range(low=low, high=high, low_open=low_open, high_open=high_open)


def _identified(trial: Trial) -> tuple[Drug, Product | None]:
    drug = drugs.find(trial.drug)
    if drug:
        return drug, drugs.product(trial.drug)
    if other := drugs.other_agent(trial.drug):
        raise _Unknown(f"{other} is not an antipsychotic")
    near = drugs.near(trial.drug)
    raise _Unknown(f"no antipsychotic called {trial.drug!r} is known" + (f"; near: {', '.join(near)}" if near else ""))


def formulation_of(trial: Trial) -> Formulation | None:
    """Oral, LAI or short-acting, as given or as the name and the interval tell; None where they do not.

    >>> formulation_of(Trial(drug="Xeplion")), formulation_of(Trial(drug="Clopixol")), formulation_of(Trial(drug="OLZ"))
    ('lai', None, 'oral')
    """
    known = drugs.product(trial.drug)
    if trial.formulation or (known and known.formulation):
        return trial.formulation or (known.formulation if known else None)
    if trial.dose_unit == "mg_eq":
        return "lai"
    interval = trial.interval_days
    if interval is None:
        return None if known else "oral"
    if interval.high is not None and interval.high < SHORTEST_LAI_INTERVAL:
        return "oral"
    if interval.low is None or interval.low < SHORTEST_LAI_INTERVAL:
        return None
    drug = drugs.find(trial.drug)
    has_lai = drug and any(product.formulation == "lai" for product in drugs.products(drug.generic))
    return "lai" if has_lai else "oral"  # penfluridol is a weekly tablet


def _formulation(trial: Trial, known: Product | None) -> Formulation:
    """The formulation, if a table can count it."""
    if trial.prn:
        raise _Unknown("given as needed: never for the 600 mg rule")
    if known and known.preparation in ("inhaled", "patch", "lauroxil nanocrystal"):
        raise _Unknown(f"{known.name}: {known.note}")
    formulation = formulation_of(trial)
    if formulation is None:
        raise _Unknown(f"{trial.drug} could be oral or long-acting: say which, and how often it is given")
    if formulation == "short_acting_im":
        raise _Unknown("a short-acting injection: never for the 600 mg rule")
    if known and known.formulation and known.formulation != formulation:
        raise _Unknown(f"{known.name} is {FORMS[known.formulation]}, not {FORMS[formulation]}")
    return formulation


def _all_in(mg: Range, strengths: Sequence[Fraction]) -> bool:
    return not (mg.low_open or mg.high_open) and mg.low in strengths and mg.high in strengths


def _paliperidone(trial: Trial, mg: Range) -> tuple[Range, str]:
    """Paliperidone palmitate in mg equivalents of paliperidone, which is what tables count."""
    if trial.dose_unit == "mg_eq":
        return mg, f"{mg.words()} mg eq is counted as paliperidone"
    if _all_in(mg, PALMITATE_MG):
        converted = mg.mapped(lambda bound: bound / PALMITATE_PER_PALIPERIDONE)
        return converted, f"{mg.words()} mg palmitate ÷ 1.56 = {converted.words()} mg eq paliperidone (a US strength)"
    if _all_in(mg, PALIPERIDONE_MG_EQ):
        return mg, f"{mg.words()} mg is read as mg eq paliperidone (an EU strength)"
    if trial.drug.strip().lower() in EU_BRANDS:
        return mg, f"{mg.words()} mg is read as mg eq paliperidone (the EU label's unit)"
    raise _Unknown(f"{mg.words()} mg could be mg paliperidone palmitate or mg eq paliperidone: say which")


def _converted(trial: Trial, drug: Drug, preparation: str, formulation: Formulation) -> tuple[Range, str]:
    """The dose in the salt or molecule that tables count, and a note where that is not the one given."""
    mg = trial.dose_mg
    if mg is None:
        raise _Unknown("the dose is not known")
    if drug.generic == "paliperidone" and formulation == "lai":
        return _paliperidone(trial, mg)
    if drug.generic == "lurasidone" and (trial.dose_unit == "mg_base" or _all_in(mg, LURASIDONE_BASE_MG)):
        salt = mg.mapped(lambda bound: bound * LURASIDONE_PER_BASE)
        why = "" if trial.dose_unit == "mg_base" else ", a UK strength"
        return salt, f"{mg.words()} mg base{why} × 40/37 = {salt.words()} mg lurasidone hydrochloride (recalled)"
    if trial.dose_unit != "mg":
        raise _Unknown(f"{trial.dose_unit.replace('_', ' ')} is no unit of {formulation} {drug.generic}")
    depot = drug.generic == "aripiprazole" and formulation == "lai"
    if preparation == "lauroxil" or (depot and not preparation and mg == exactly(LAUROXIL[0])):
        if mg != exactly(LAUROXIL[0]):
            raise _Unknown("of aripiprazole lauroxil only 441 mg = 300 mg aripiprazole is known")
        return exactly(LAUROXIL[1]), "441 mg aripiprazole lauroxil = 300 mg aripiprazole"
    return mg, "read as aripiprazole monohydrate, not lauroxil" if depot and not preparation else ""


def _counted(trial: Trial) -> _Dose:
    drug, known = _identified(trial)
    formulation = _formulation(trial, known)
    preparation = known.preparation if known else ""
    mg, note = _converted(trial, drug, preparation, formulation)
    interval = trial.interval_days or (exactly(1) if formulation == "oral" else None)
    if interval is None:
        raise _Unknown("a long-acting injection needs its interval in days")
    return _Dose(drug, preparation, formulation, mg, interval, (note,) if note else ())


def _rows(table: Table, dose: _Dose) -> list[Row]:
    """The rows of a table that are about this drug in this form."""
    rows = [row for row in table.rows if row.drug == dose.drug.generic and row.formulation == dose.formulation]
    if not rows:
        raise _Unknown("no equivalent in this table")
    fitting = [row for row in rows if not (dose.preparation and row.preparation) or dose.preparation in row.preparation]
    if not fitting:
        listed = " or ".join(row.preparation for row in rows)
        raise _Unknown(f"no equivalent in this table: it lists {dose.drug.generic} {listed}, not {dose.preparation}")
    return fitting


def _amount(mg: str, interval: Range | Fraction) -> str:
    days = shown(interval) if isinstance(interval, Fraction) else interval.words()
    return f"{mg} mg/day" if days == "1" else f"{mg} mg/{days} days"


def _by_row(dose: _Dose, row: Row) -> tuple[Range, str]:
    """The equivalent by one row, with its working."""
    assert row.interval_days is not None
    factor = row.equals_cpz_mg * row.interval_days / row.dose_mg
    mg = per_day(dose.mg, dose.interval).mapped(lambda bound: bound * factor)
    amount, divisor = _amount(dose.mg.words(), dose.interval), shown(row.dose_mg)
    if dose.interval != exactly(1) or row.interval_days != 1:
        amount, divisor = f"({amount})", f"({_amount(divisor, row.interval_days)})"
    else:
        divisor += " mg"
    return mg, f"{amount} ÷ {divisor} × {shown(row.equals_cpz_mg)} mg = {mg.words()} mg/day"


def _together(results: Sequence[Range]) -> Range:
    """The range that holds the results of all rows of a table that disagrees with itself."""
    if all(result == results[0] for result in results):
        return results[0]
    lows, highs = [result.low for result in results], [result.high for result in results]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return Range(low=low, high=high, low_open=results[0].low_open, high_open=results[0].high_open)


def _notes(dose: _Dose, rows: Sequence[Row], results: Sequence[Range]) -> tuple[str, ...]:
    notes = [*dose.notes, *(row.note for row in rows if row.note and len(results) == 1)]
    if dose.formulation == "lai" and not dose.preparation and any(row.preparation for row in rows):
        notes.append("which preparation is not said: taken as the table's, " + " or ".join(r.preparation for r in rows))
    if any(result != results[0] for result in results):
        listed = " and ".join(f"{row.name} at {shown(row.dose_mg)} mg" for row in rows)
        notes.append(f"the table disagrees with itself: it lists {listed}, which are one drug")
    return tuple(notes)


def to_chlorpromazine(trial: Trial, table: str) -> Equivalent:
    """The dose of a trial by one table. Raises KeyError for a table that there is not.

    >>> to_chlorpromazine(Trial(drug="Zyprexa", dose_mg=20), "gardner-2010").working
    '20 mg/day ÷ 20 mg × 600 mg = 600 mg/day'
    """
    return _by_table(table, *(getattr(trial, name) for name in _OF_A_DOSE))


_OF_A_DOSE = ("drug", "formulation", "dose_mg", "dose_unit", "interval_days", "prn")


@lru_cache(maxsize=2048)  # a check asks for the same conversion once for each reading it tries
def _by_table(table: str, *of_a_dose: Any) -> Equivalent:
    trial = Trial.model_construct(**dict(zip(_OF_A_DOSE, of_a_dose, strict=True)))
    chosen = all_known()[table]
    try:
        dose = _counted(trial)
        rows = _rows(chosen, dose)
        results = [_by_row(dose, row) for row in rows]
    except _Unknown as unknown:
        return Equivalent(table, None, str(unknown))
    mg = _together([result for result, _ in results])
    working = "; ".join([*dose.notes, "; or ".join(dict.fromkeys(words for _, words in results))])
    return Equivalent(table, mg, working, _notes(dose, rows, [result for result, _ in results]))


def all_tables(trial: Trial) -> tuple[Equivalent, ...]:
    """The dose of a trial by every table that is on, the default first."""
    return tuple(to_chlorpromazine(trial, table.id) for table in tables())


def _midpoint_entry(drug: Drug, formulation: Formulation, preparation: str) -> dict[str, Any] | None:
    for entry in _settings()["licensed_midpoints"]:
        same_form = entry["formulation"] == formulation and preparation in ("", entry.get("preparation", ""))
        if entry["drug"] == drug.generic and same_form:
            return cast(dict[str, Any], entry)
    return None


def licensed_midpoint(trial: Trial) -> Midpoint | None:
    """The dose and the midpoint of the licensed range: a route of its own beside the 600 mg rule (T3').

    None where no midpoint is carried for the drug in that form, or the trial has no form that could have one.

    >>> licensed_midpoint(Trial(drug="olanzapine", dose_mg=15)).working
    '15 mg/day; licensed range 10 to 15 mg/day, midpoint 12.5 mg/day'
    """
    try:
        drug, known = _identified(trial)
        formulation = _formulation(trial, known)
    except _Unknown:
        return None
    entry = _midpoint_entry(drug, formulation, known.preparation if known else "")
    if entry is None:
        return None
    days, limit = Fraction(entry["interval_days"]), Fraction(str(entry["midpoint"]))
    of_range = f"{entry['low']} to {_amount(str(entry['high']), days)}, midpoint {_amount(shown(limit, 2), days)}"
    checked: Checked = _settings()["licensed_midpoints_checked"]
    try:
        dose = _counted(trial)
        daily = per_day(dose.mg, dose.interval)
    except _Unknown as unknown:
        return Midpoint(None, limit / days, f"{unknown}; licensed range {of_range}", checked)
    given = _amount(dose.mg.words(), dose.interval)
    return Midpoint(daily, limit / days, f"{given}; licensed range {of_range}", checked)

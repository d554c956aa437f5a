"""What holds of every case and note: less information never turns a verdict, and nothing is read that is not there.

What is no loss of information is not taken away here, since the case's own definition gives its absence a meaning:
trials and `other_trials` (the trials given are all there were), `prn`, `continues`, units, the form and the interval of
an oral drug, a trial's own adherence (else the case's counts), one of two clozapine levels (one level is not two), what
disturbs a level (not told is taken as none), "no other item is higher" before the items it spares, why a trial was
stopped, the scores of a trial beside one called prospective, and whether the illness is refractory (TRRIP's 20% else).
"""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.criteria import check_case
from assistant.criteria.ranges import Status
from assistant.criteria.types import CaseReport, PatientCase

Given = dict[str, Any]
FEW = settings(max_examples=40)
maybe = st.sampled_from((True, False, None))


def spans(*numbers: int) -> st.SearchStrategy[Any]:
    """A number near a limit, bounds around it, or one bound; whole numbers only."""
    exact = st.sampled_from(numbers)
    pairs = st.tuples(exact, exact).map(lambda pair: {"low": min(pair), "high": max(pair)})
    one = st.builds(lambda n, side: {side: n}, exact, st.sampled_from(("low", "high")))
    return exact | exact | pairs | one


def record(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Given]:
    return st.fixed_dictionaries(required, optional=optional)


changes = record(
    {"scale": st.just("PANSS")},
    {"before": st.sampled_from((90, 80)), "after": st.sampled_from((60, 78, 79, 95)), "percent": st.just(10)},
)
adherences = record(
    {"sources": st.lists(st.sampled_from(("pill_count", "carer_report", "staff_notes", "plasma_level")), max_size=3)},
    {"percent": spans(40, 79, 80, 95)},
)
oral_trials = record(
    {"drug": st.sampled_from(("olanzapine", "haloperidol", "risperidone", "paliperidone", "clozapine", "xyzzyapin"))},
    {
        "dose_mg": spans(2, 6, 10, 20, 450),
        "days_at_dose": spans(20, 41, 42, 90, 130),
        "response": st.sampled_from(("none", "partial", "good")),
        "stopped_for": st.sampled_from(("no_response", "nonadherence", "other")),
        "prospective": maybe,
        "concurrent": maybe,
        "adherence": adherences,
        "prn": st.sampled_from((False, False, False, True)),
    },
).map(lambda one: one | {"stopped_for": "other"} if one.get("response") == "good" else one)
titrated_trials = record(
    {"drug": st.sampled_from(("olanzapine", "haloperidol")), "dose_mg": st.just(20), "response": st.just("none")},
    {"days": spans(41, 42, 56, 90), "titration_days": spans(0, 14), "titrated": maybe},
)
depots = record(
    {"drug": st.sampled_from(("haloperidol decanoate", "Xeplion")), "interval_days": spans(14, 28)},
    {"dose_mg": spans(50, 75, 150), "days_at_dose": spans(42, 119, 120), "response": st.sampled_from(("none", "good"))},
)
ratings = st.tuples(
    record(
        {"scale": st.just("PANSS"), "items": st.dictionaries(st.sampled_from(("P1", "P3", "N1", "N2", "G9")),
         st.integers(1, 7), max_size=4)},
        {"others_at_most": st.integers(1, 7)},
    ),
    record({"scale": st.just("SOFAS")}, {"score": spans(40, 59, 60, 70)}),
    record({"scale": st.just("CGI-S")}, {"score": spans(3, 4, 6)}),
    record({"scale": st.just("GAF")}, {"score": spans(40, 50, 51)}),
)  # fmt: skip
levels = record(
    {"drug": st.sampled_from(("olanzapine", "haloperidol", "risperidone", "clozapine")),
     "unit": st.sampled_from(("ng/mL", "nmol/L", "mg/L"))},
    {"value": spans(0, 1, 19, 20, 349, 350, 500), "trough": maybe, "steady": maybe, "unannounced": maybe,
     "days_since_previous": spans(5, 7, 13, 14), "days_on_dose": spans(3, 5, 9), "norclozapine": spans(100, 300)},
)  # fmt: skip
cases = record(
    {"trials": st.lists(oral_trials | titrated_trials | depots, max_size=4), "ratings": ratings.map(list),
     "levels": st.lists(levels, max_size=3)},
    {"other_trials": maybe, "clozapine_tried": st.sampled_from((False, None)), "symptom_days": spans(60, 83, 84, 200),
     "adherence": adherences, "domains": st.lists(st.sampled_from(("positive", "negative", "cognitive")), max_size=2),
     "severity": st.sampled_from(("mild", "severe")), "years_since_treatment_start": spans(0, 1, 5, 9),
     "changes": st.lists(changes, max_size=1), "days_in_remission": spans(100, 180),
     "jurisdiction": st.sampled_from(("us", "eu", "uk")), "on_clozapine": maybe,
     "neutrophils": st.lists(st.fixed_dictionaries({"value": spans(400, 999, 1200, 1500, 1999, 2500),
     "unit": st.just("/uL")}, optional={"white_cells": spans(2500, 3000, 4000)}), max_size=1)},
)  # fmt: skip


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a case."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*at, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*at, key))


KEPT = {"drug", "scale", "unit", "prn", "other_trials", "interval_days", "items", "part", "trials", "ratings",
        "neutrophils", "levels", "changes", "before", "after", "percent_change", "low", "high"}  # fmt: skip


def is_a_loss(case: Given, path: tuple[Any, ...]) -> bool:  # noqa: PLR0911
    """Whether taking away what stands at a path only takes away information."""
    name, where = path[-1], path[0]
    if path in {("changes", 0), ("neutrophils", 0)} or (where == "neutrophils" and name == "value"):
        return True
    if where == "levels" and len(path) == 2:
        return name == len(case["levels"]) - 1 and case["levels"][name]["drug"] != "clozapine"
    if where == "levels" and name == "value":  # the last level with a value is the one that is judged
        return case["levels"][path[1]]["drug"] != "clozapine" or len(case["levels"]) == 1
    if where == "trials" and name == "adherence":
        return "adherence" not in case
    if "items" in path and len(path) == 4:
        return "others_at_most" not in case["ratings"][path[1]]
    if isinstance(name, int):
        return "sources" in path
    return name not in KEPT or (name in ("before", "after", "low", "high") and "changes" in path)


def without(case: Given, path: tuple[Any, ...]) -> Given:
    """The case without what stands at a path."""
    copy: Any = _copied(case)
    place = copy
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return copy  # type: ignore[no-any-return]


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def bounds_widened(case: Given, path: tuple[Any, ...], by: int) -> Given:
    """The case with the number at a path known less closely."""
    copy: Any = _copied(case)
    place = copy
    for key in path[:-1]:
        place = place[key]
    number = place[path[-1]]
    place[path[-1]] = {"low": max(0, number - by), "high": number + by}
    return copy  # type: ignore[no-any-return]


def checked(case: Given) -> CaseReport:
    return check_case(PatientCase.model_validate(case))


def statuses(report: CaseReport) -> dict[tuple[str, str], Status]:
    """Every verdict, and every finding that stands alone under its rule and subject."""
    found: dict[tuple[str, str], Status] = {(name, "verdict"): one for name, one in report.verdicts.items()}
    seen: list[tuple[str, str]] = [(one.id, one.subject) for one in report.findings]
    found |= {(f.id, f.subject): f.status for f in report.findings if seen.count((f.id, f.subject)) == 1}
    return found


def turned(more: CaseReport, less: CaseReport) -> dict[tuple[str, str], tuple[Status, Status]]:
    """What is decided the other way with less information than with more."""
    one, other = statuses(more), statuses(less)
    return {key: (one[key], other[key]) for key in one if key in other and {one[key], other[key]} == {"met", "not_met"}}


WORDS_AND_SCORES = ("response", "changes", "stopped_for", "severity", "domains", "items", "others_at_most", "trough",
                    "steady", "before", "after", "percent")  # fmt: skip
# Trials that are not said to have run together are taken one after the other.
TAKEN_FOR_GRANTED = ("concurrent",)


def newly_decided(more: CaseReport, less: CaseReport) -> dict[tuple[str, str], Status]:
    one, other = statuses(more), statuses(less)
    return {key: other[key] for key in one if key in other and one[key] == "unknown" != other[key]}


@given(cases, st.data())
@settings(max_examples=150)
def test_less_information_never_turns_a_verdict_or_a_finding(case: Given, data: st.DataObject) -> None:
    more = checked(case)
    lost: list[tuple[Any, ...]] = []
    for _ in range(data.draw(st.integers(1, 3))):
        places = [path for path in paths(case) if is_a_loss(case, path)]
        assume(places)
        lost.append(data.draw(st.sampled_from(places)))
        case = without(case, lost[-1])
    less = checked(case)
    assert not turned(more, less), lost
    unusable = any(path[0] == "levels" and path[-1] == "days_on_dose" for path in lost)  # has a test of its own
    if not unusable and not any(
        path[-1] in WORDS_AND_SCORES + TAKEN_FOR_GRANTED or "items" in path or "changes" in path for path in lost
    ):
        assert not newly_decided(more, less), lost  # only what contradicts itself can be decided by less


@given(cases, st.data())
@settings(max_examples=80)
def test_a_number_known_less_closely_never_turns_a_verdict_or_a_finding(case: Given, data: st.DataObject) -> None:
    names = {"dose_mg", "days_at_dose", "days", "titration_days", "score", "symptom_days", "days_since_previous",
             "days_in_remission", "years_since_treatment_start", "days_on_dose", "interval_days"}  # fmt: skip
    places = [path for path in paths(case) if path[-1] in names and isinstance(_at(case, path), int)]
    assume(places)
    path = data.draw(st.sampled_from(places))
    by = 1 if path[-1] in ("score", "interval_days") else 5
    more, less = checked(case), checked(bounds_widened(case, path, by))
    assert not turned(more, less), path
    assert not newly_decided(more, less), path


def _at(case: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        case = case[key]
    return case


@pytest.mark.parametrize(
    ("steps", "lost"),
    [
        pytest.param(
            [{"dose_mg": 5, "days_at_dose": 60}, {"dose_mg": 10, "days_at_dose": 20, "continues": True}],
            ("trials", 1, "dose_mg"),
            id="the dose of a second step",
        ),
        pytest.param(
            [{"dose_mg": 20, "response": "none"}, {"dose_mg": 25, "response": "good", "continues": True}],
            ("trials", 1, "response"),
            id="the response to a second step",
        ),
        pytest.param(
            [{"dose_mg": 20, "days_at_dose": 20, "response": "none", "stopped_for": "intolerance"}],
            ("trials", 0, "days_at_dose"),
            id="the days of a trial stopped for side effects",
        ),
    ],
)
def test_less_information_on_a_course_never_turns_a_finding(steps: list[Given], lost: tuple[Any, ...]) -> None:
    case = {"trials": [{"drug": "olanzapine", **step} for step in steps]}
    more, less = checked(case), checked(without(case, lost))
    assert not turned(more, less)


@pytest.mark.parametrize("lost", ["days_on_dose", "steady", "trough"])
def test_a_sample_of_which_less_is_known_decides_no_more_than_one_that_cannot_be_used(lost: str) -> None:
    good = {"drug": "clozapine", "unit": "ng/mL", "trough": True, "steady": True, "value": 400}
    state = {"days_on_dose": {"days_on_dose": 3}, "steady": {"steady": False}, "trough": {"trough": False}}[lost]
    sample = {key: one for key, one in good.items() if key not in ("steady",)} | {"value": 300} | state
    case = {"levels": [good, sample | {"days_since_previous": 14}]}
    assert not newly_decided(checked(case), checked(without(case, ("levels", 1, lost))))


@given(cases, st.randoms(use_true_random=False))
@FEW
def test_the_order_of_the_trials_does_not_matter(case: Given, chance: Any) -> None:
    mixed = list(case["trials"])
    chance.shuffle(mixed)
    one, other = checked(case), checked(case | {"trials": mixed})
    last = ("response",)  # is about the last change told
    assert {k: v for k, v in one.verdicts.items() if k not in last and ":" not in k} == {
        k: v for k, v in other.verdicts.items() if k not in last and ":" not in k
    }
    assert one.tables == other.tables


@given(cases)
@FEW
def test_every_case_is_checked_and_its_report_is_the_same_after_json(case: Given) -> None:
    report = checked(case)
    kept = report.model_dump_json()
    assert CaseReport.model_validate_json(kept).model_dump_json() == kept
    assert PatientCase.model_validate_json(report.case.model_dump_json()) == report.case
    assert checked(case).model_dump_json() == kept


@given(cases)
@FEW
def test_every_answer_is_consistent_with_itself(case: Given) -> None:
    report = checked(case)
    verdicts = report.verdicts
    default = next(one for one in report.tables if one.is_default)
    assert (default.trrip_minimum, default.trrip_optimum) == (verdicts["trrip_minimum"], verdicts["trrip_optimum"])
    for stricter in ("trrip_optimum", "clozapine_resistance"):
        if verdicts[stricter] == "met":
            assert verdicts["trrip_minimum"] == "met"
        if verdicts["trrip_minimum"] == "not_met":
            assert verdicts[stricter] == "not_met"
    for one in report.details:
        assert one.name == "neutropenia" or all(reading.status != one.status for reading in one.readings)


free = st.fixed_dictionaries(
    {
        "drug": st.text(min_size=1, max_size=12)
        | st.sampled_from(("Depixol", "Acuphase", "lithium", "norclozapine", " "))
    },
    optional={
        "formulation": st.sampled_from(("oral", "lai", "short_acting_im")),
        "dose_unit": st.sampled_from(("mg", "mg_eq", "mg_base")),
        "dose_mg": spans(0, 1, 5000),
        "interval_days": spans(1, 6, 7, 200),
        "days": spans(0, 36500),
        "titration_days": spans(0, 36500),
        "continues": st.booleans(),
        "stopped_for": st.just("intolerance"),
        "changes": st.lists(
            record(
                {"scale": st.sampled_from(("BPRS", "PANSS", "GAF", "SANS"))},
                {
                    "before": spans(0, 30, 210),
                    "after": spans(0, 30, 210),
                    "items": st.integers(1, 60),
                    "lowest": st.sampled_from((0, 1)),
                    "part": st.sampled_from(("positive", "general")),
                },
            ),
            max_size=2,
        ),
    },
)


@given(st.lists(free, max_size=4), st.lists(st.text(min_size=1, max_size=8), max_size=3))
@FEW
def test_odd_but_valid_cases_are_checked_too(trials: list[Given], compared: list[str]) -> None:
    topics = ("trrip", "drugs_different", "response", "remission", "anc", "clozapine_level", "trial_adequate")
    case = PatientCase.model_validate({"trials": trials, "compared_drugs": compared})
    kept = check_case(case, asked=topics).model_dump_json()
    assert CaseReport.model_validate_json(kept).model_dump_json() == kept


# --- notes ---

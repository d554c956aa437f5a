"""The picture of the trials: what is known is drawn sure, what is possible open, and limits are those of the rules."""

import pytest

from api.timeline import Bar, Part, Row, timeline
from assistant.criteria import check_case
from assistant.criteria.ruleset import trrip
from assistant.criteria.types import PatientCase

TITRATED = {"drug": "olanzapine", "dose_mg": 20, "days_at_dose": 56, "titration_days": 14, "response": "none"}


def rows(*trials: dict[str, object], **case: object) -> tuple[Row, ...]:
    return timeline(check_case(PatientCase.model_validate({"trials": trials, **case}))).rows


def weeks(*trials: dict[str, object]) -> Bar:
    bar = rows(*trials)[0].weeks
    assert bar
    return bar


def kinds(bar: Bar | None) -> list[str]:
    assert bar
    return [part.kind for part in bar.parts]


def test_a_case_without_trials_has_no_picture() -> None:
    assert rows() == ()


def test_a_bar_is_as_long_as_the_trial_beside_the_limit_of_the_rules() -> None:
    bar = weeks({"drug": "olanzapine", "dose_mg": 20, "days_at_dose": 56})
    limit = float(trrip().rules["T2"].limits["days_at_dose"])
    (part,), (line,) = bar.parts, bar.limits
    assert part.kind == "sure"
    assert part.width / line.at == pytest.approx(56 / limit, abs=0.01)
    assert (bar.words, bar.status, line.words) == ("8 weeks", "met", "6 weeks")


def test_titration_stands_before_the_dose_and_is_not_counted() -> None:
    bar = weeks(TITRATED)
    before, counted = bar.parts
    assert (before.kind, counted.kind) == ("titration", "sure")
    assert before.start + before.width == pytest.approx(bar.zero) == pytest.approx(counted.start)
    assert counted.width / before.width == pytest.approx(4, abs=0.01)
    assert bar.note == "after 14 days of titration"


def test_titration_of_a_length_that_nobody_gave_is_open_before_the_dose() -> None:
    bar = weeks({"drug": "olanzapine", "dose_mg": 20, "days_at_dose": 56, "titrated": True})
    before, counted = bar.parts
    assert (before.kind, before.start, counted.kind) == ("open", 0.0, "sure")
    assert before.width == bar.zero == counted.start > 0


def test_a_length_that_is_not_known_is_open_as_far_as_the_axis_goes_and_never_zero() -> None:
    bar = weeks({"drug": "olanzapine", "dose_mg": 20})
    assert bar.parts == (Part(0.0, 100.0, "open"),)
    assert bar.status == "unknown"


@pytest.mark.parametrize(
    ("days", "drawn", "status"),
    [
        ({"low": 42, "high": 56}, ["sure", "open"], "met"),
        ({"low": 28, "high": 56}, ["sure", "open"], "unknown"),
        ({"low": 42}, ["sure", "open"], "met"),
        ({"high": 42, "high_open": True}, ["open"], "not_met"),
        (0, [], "not_met"),
    ],
)
def test_a_range_is_sure_up_to_its_low_bound_and_open_beyond(days: object, drawn: list[str], status: str) -> None:
    bar = weeks({"drug": "olanzapine", "dose_mg": 20, "days_at_dose": days})
    assert (kinds(bar), bar.status) == (drawn, status)


def test_a_trial_of_years_is_drawn_cut_off_and_the_limit_stays_visible() -> None:
    long, short = rows(
        {"drug": "olanzapine", "dose_mg": 20, "days_at_dose": 1400},
        {"drug": "risperidone", "dose_mg": 6, "days_at_dose": 42},
    )
    assert long.weeks and short.weeks
    assert long.weeks.is_cut and not short.weeks.is_cut
    assert long.weeks.parts == (Part(0.0, 100.0, "sure"),)
    assert short.weeks.parts[0].width == short.weeks.limits[0].at == 25.0


def test_a_dose_is_drawn_in_chlorpromazine_equivalents_beside_600() -> None:
    (row,) = rows({"drug": "quetiapine", "dose_mg": 600, "days_at_dose": 56})
    (bar,) = row.amounts
    assert (bar.words, bar.status, bar.limits[0].words) == ("480 mg/day", "not_met", "600 mg")
    assert bar.parts[0].width / bar.limits[0].at == pytest.approx(480 / 600, abs=0.01)


def test_a_dose_without_an_equivalent_is_open_and_says_why() -> None:
    (row,) = rows({"drug": "examplazine", "dose_mg": 10, "days_at_dose": 56})
    (bar,) = row.amounts
    assert kinds(bar) == ["open"]
    assert (bar.words, bar.status) == ("no equivalent", "unknown")
    assert "examplazine" in bar.note
    assert "drug not known" in row.remarks


def test_a_depot_shows_both_its_limits_and_its_interval() -> None:
    (row,) = rows({"drug": "haloperidol decanoate", "dose_mg": 150, "interval_days": 28, "days_at_dose": 150})
    assert row.weeks
    assert [line.words for line in row.weeks.limits] == ["6 weeks", "120 days (optimum)"]
    assert row.dose == "150 mg every 28 days"
    assert row.remarks == ("long-acting injection",)


def test_steps_of_one_drug_are_one_row_and_a_step_too_low_is_not_counted() -> None:
    (row,) = rows(
        {"drug": "risperidone", "dose_mg": 2, "days_at_dose": 28},
        {"drug": "risperidone", "dose_mg": 6, "days_at_dose": 56, "continues": True},
    )
    assert row.weeks and kinds(row.weeks) == ["short", "sure"]
    low, counted = row.weeks.parts
    assert low.start + low.width == row.weeks.zero == counted.start  # the limit is measured from the dose that counts
    assert row.weeks.note == "after 2 mg/day: too low"
    assert [bar.status for bar in row.amounts] == ["not_met", "met"]
    assert row.dose == "2 mg/day, then 6 mg/day"


def test_clozapine_has_its_own_limits_and_its_levels_instead_of_a_dose() -> None:
    level = {"drug": "clozapine", "value": 0.31, "unit": "mg/L", "trough": True, "steady": True}
    (row,) = rows({"drug": "clozapine", "dose_mg": 400, "days_at_dose": 45}, levels=[level])
    assert row.weeks and row.weeks.limits[0].words == "90 days"
    assert row.weeks.status == "not_met"
    assert [(bar.title, bar.words, bar.limits[0].words) for bar in row.amounts] == [
        ("Clozapine level", "310 ng/mL", "350 ng/mL")
    ]
    assert row.levels == "not_met"


def test_clozapine_without_a_level_is_not_judged_by_its_dose() -> None:
    (row,) = rows({"drug": "clozapine", "dose_mg": 400, "days_at_dose": 100})
    assert (row.amounts[0].status, row.amounts[0].limits, row.levels) == (None, (), "unknown")


def test_what_was_taken_is_the_trials_own_where_it_is_known() -> None:
    own = {"percent": 50, "sources": ["pill_count", "carer_report"]}
    first, second = rows(
        {**TITRATED, "adherence": own},
        {"drug": "risperidone", "dose_mg": 6, "days_at_dose": 56},
        adherence={"percent": {"low": 82, "high": 88}, "sources": ["pill_count"]},
    )
    assert first.taken and second.taken
    assert (first.taken.words, first.taken.status) == ("50%", "not_met")
    assert (second.taken.words, second.taken.status, kinds(second.taken)) == ("82 to 88%", "unknown", ["sure", "open"])
    assert second.taken.note == "pill count"


def test_what_is_taken_as_needed_is_named_and_not_drawn() -> None:
    as_needed, trial = rows({"drug": "haloperidol", "dose_mg": 5, "prn": True}, TITRATED)
    assert (as_needed.weeks, as_needed.amounts, as_needed.remarks) == (None, (), ("as needed: never a trial",))
    assert trial.name == "olanzapine"


def test_many_trials_stay_in_the_order_told_and_share_one_axis() -> None:
    told = [{"drug": drug, "dose_mg": 6, "days_at_dose": 42} for drug in ("risperidone", "olanzapine", "asenapine") * 4]
    drawn = rows(*told)
    assert [row.name.split()[0] for row in drawn] == [trial["drug"] for trial in told]
    assert len({row.weeks.limits[0].at for row in drawn if row.weeks}) == 1


def test_all_is_drawn_inside_its_axis() -> None:
    extremes: tuple[object, ...] = (
        0,
        1,
        41,
        42,
        43,
        36500,
        {"low": 1},
        {"high": 36500},
        {"low": 0, "high": 36500},
        None,
    )
    for days in extremes:
        for titration in (None, 0, 400, {"low": 1}):
            bar = weeks({"drug": "olanzapine", "dose_mg": 20, "days_at_dose": days, "titration_days": titration})
            assert all(part.start >= 0 and part.start + part.width <= 100.01 for part in bar.parts)
            assert all(0 <= line.at <= 100 for line in bar.limits)

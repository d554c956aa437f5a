"""The illness in a note: how long, since when, remission, words for severity, domains, causes; and their denials."""

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.ranges import exactly


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Present symptoms for 14 months", 420),
        ("symptoms have lasted 12 weeks", 84),
        ("voices for 3 months", 90),
        ("continuously psychotic for 2 years", 730),
        ("current episode has lasted 20 weeks", 140),
    ],
)
def test_how_long_symptoms_have_lasted(text: str, days: int) -> None:
    assert read_case(text).case.symptom_days == exactly(days)


@pytest.mark.parametrize(
    "text",
    [
        "no symptoms for 14 months",
        "symptom-free for 14 months",
        "free of symptoms for 14 months",
        "symptoms have not lasted 12 weeks",
        "symptoms have lasted less than 12 weeks",
        "history of schizophrenia for 10 years",
        "olanzapine 20 mg for 14 months",
        "voices stopped 14 months ago",
        "no symptoms in the past 14 months",
    ],
)
def test_what_is_no_lasting_of_symptoms(text: str) -> None:
    (found,) = [one for one in check_case(read_case(text).case).findings if one.id == "S4"]
    assert found.status != "met"


def test_years_of_treatment_and_of_illness_are_told_apart() -> None:
    case = read_case("Ill for 10 years, on antipsychotics for 6 years.").case
    assert (case.years_since_onset, case.years_since_treatment_start) == (exactly(10), exactly(6))
    assert read_case("Diagnosed 10 years ago").case.years_since_treatment_start is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In remission for 7 months, all eight items 3 or less", 210),
        ("Remission has been maintained for 26 weeks", 182),
    ],
)
def test_remission(text: str, days: int) -> None:
    draft = read_case(text)
    assert draft.case.days_in_remission == exactly(days)
    assert draft.asked == ("remission",)


@pytest.mark.parametrize("text", ["no remission for 7 months", "never in remission for 7 months", "not in remission"])
def test_denied_remission(text: str) -> None:
    assert read_case(text).case.days_in_remission is None


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("moderate symptoms", "moderate"),
        ("severely ill", "severe"),
        ("marked positive symptoms", "severe"),
        ("symptoms", None),
    ],
)
def test_severity_in_words(text: str, severity: str | None) -> None:
    assert read_case(text).case.severity == severity


def test_domains() -> None:
    assert read_case("severe positive symptoms, no negative symptoms").case.domains == ("positive",)
    assert read_case("cognitive deficits, blunted affect").case.domains == ("negative", "cognitive")
    assert read_case("denies voices").case.domains == ()


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("Smokes cannabis daily", ("substances",)),
        ("no cannabis", ()),
        ("denies alcohol use", ()),
        ("? bipolar", ("diagnosis",)),
        ("on carbamazepine", ("interactions",)),
        ("NMDA-R encephalitis queried", ("physical_illness",)),
    ],
)
def test_causes_of_pseudo_resistance(text: str, causes: tuple[str, ...]) -> None:
    assert read_case(text).case.pseudo_resistance == causes

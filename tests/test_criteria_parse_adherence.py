"""Adherence in a note: the share of doses, the sources, and what speaks against either."""

from typing import Any

import pytest

from assistant.criteria import check_case, read_case


def read(text: str) -> dict[str, Any]:
    found = read_case(text).case.adherence
    return found.model_dump(mode="json", exclude_defaults=True) if found else {}


def sources(text: str) -> set[str]:
    return set(read(text).get("sources", ()))


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("adherence 95%", 95),
        ("took 95% of doses", 95),
        ("compliance was 60 %", 60),
        ("adherence 80-90%", {"low": 80, "high": 90}),
        ("adherence over 80%", {"low": 80, "low_open": True}),
        ("adherence at least 80%", {"low": 80}),
        ("adherence about 85%", {"low": 82, "high": 88}),
        ("missed 30% of doses", 70),
        ("missed less than 10% of doses", {"low": 90, "low_open": True}),
        ("Adherence: no missed doses", 100),
        ("Misses about one dose a month by pill count", {"low": "675/7", "high": 100}),
        ("Took them about 9 out of 10 by pill count", {"low": 87, "high": 93}),
        ("Never below 90% by pill count", {"low": 90, "high": 100}),
        ("Adherence is not in doubt: 95% by pill count", 95),
        ("Blister packs came back 94% empty", 94),
        ("Not one dose missed by pill count", 100),
    ],
)
def test_the_share_of_doses_taken(text: str, percent: object) -> None:
    assert read(text)["percent"] == percent


@pytest.mark.parametrize(
    "text",
    [
        "adherence good",
        "adherence unknown",
        "PANSS fell 30%",
        "95% of beds are full",
        "Takes 9 out of 10 breaths calmly by pill count",
        "Misses more than one dose a week by pill count",
        "Misses one depot injection a month by pill count",
    ],
)
def test_words_and_other_percentages_are_no_share(text: str) -> None:
    assert "percent" not in read(text)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("by patient report", "patient_report"),
        ("he says", "patient_report"),
        ("his mother confirms", "carer_report"),
        ("per ward staff", "staff_notes"),
        ("by pill count", "pill_count"),
        ("pharmacy refill records", "dispensing_record"),
        ("by MAR", "administration_record"),
        ("depot clinic records", "depot_record"),
        ("MEMS cap", "electronic_monitor"),
        ("by the health worker", "staff_notes"),
        ("from the home manager", "staff_notes"),
        ("by weekly tray checks", "pill_count"),
        ("from the strips", "pill_count"),
        ("by fill history", "dispensing_record"),
        ("MAR. Family agree to clozapine", "administration_record"),
        ("MAR. Pharmacy confirmed the delivery address", "administration_record"),
        ("by mother, who was told so by the pharmacy", "carer_report"),
    ],
)
def test_sources(words: str, source: str) -> None:
    assert sources(f"Adherence 95%, {words}.") == {source}


def test_two_sources_are_two_and_one_said_twice_is_one() -> None:
    assert sources("Adherence 95% by pill count and his mother") == {"pill_count", "carer_report"}
    assert sources("Adherence 95% by pill count. Pill count 95% in May.") == {"pill_count"}


@pytest.mark.parametrize(
    "text",
    [
        "adherence 90% by patient report, no pill count",
        "adherence 90% by patient report; pill count not done",
        "adherence 90% by patient report without a pill count",
        "pharmacy records unavailable, adherence 90% by patient report",
        "adherence 90% by patient report, staff notes not available",
        "adherence 90% by patient report, carer could not confirm",
        "adherence 90% by patient report; his mother could not be reached",
    ],
)
def test_a_source_that_is_denied_is_none(text: str) -> None:
    assert sources(text) == {"patient_report"}


def test_a_relative_who_is_only_mentioned_is_no_source() -> None:
    assert sources("Adherence 95% by pill count; lives with his mother.") == {"pill_count"}


@pytest.mark.parametrize("text", ["Adherence 120 %", "took 150% of doses"])
def test_more_than_all_doses_is_refused(text: str) -> None:
    draft = read_case(text)
    assert draft.case.adherence is None or draft.case.adherence.percent is None
    assert "is not possible: give 0 to 100 %" in draft.refused[0].why


def test_shares_on_both_sides_of_eighty_are_a_contradiction() -> None:
    draft = read_case("Adherence 95% by pill count. Adherence 60% by carer.")
    assert "percent" not in read("Adherence 95% by pill count. Adherence 60% by carer.")
    assert [ask.datum for ask in draft.questions] == ["adherence.percent"]
    assert {span.quote for one in draft.contradictions for span in one.spans} == {"95%", "60%"}


def test_shares_on_one_side_of_eighty_are_the_lower_one() -> None:
    assert read("Adherence 95% by pill count. Adherence 85% by carer.")["percent"] == 85


@pytest.mark.parametrize(
    "words", ["Compliance erratic", "poor adherence", "often missed doses", "tablets found under bed"]
)
def test_poor_adherence_in_words_is_a_cause_and_contradicts_a_high_share(words: str) -> None:
    draft = read_case(f"{words}. Adherence 95% by pill count.")
    assert draft.case.pseudo_resistance == ("nonadherence",)
    assert draft.case.adherence is not None
    assert draft.case.adherence.percent is None
    assert draft.contradictions


def test_a_denied_problem_is_no_problem() -> None:
    assert read_case("No poor adherence. Adherence 95%.").case.pseudo_resistance == ()


def test_the_adherence_of_a_relative_is_not_the_patients() -> None:
    assert "nonadherence" not in read_case("There is a family history of poor compliance.").case.pseudo_resistance


def test_one_source_leaves_adherence_open() -> None:
    report = check_case(read_case("Adherence 95% by patient report, carer could not confirm.").case)
    (found,) = [one for one in report.findings if one.id == "A1"]
    assert found.status == "unknown"

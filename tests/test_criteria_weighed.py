"""Remarks that take something back in words no pattern knows: asked about, settled by one word, and only those."""

import pytest

from assistant import cases
from evals.edits import DATA

BASE = (DATA / "base-1.txt").read_text(encoding="utf-8")
US = "US patient, no benign ethnic neutropenia. On clozapine. "


def verdict(note: str, held: tuple[str, ...] = ()) -> str:
    return cases.report(note, held=held).verdicts["trrip_minimum"]


def after(number: int, text: str) -> str:
    lines = BASE.splitlines()
    lines.insert(number, text)
    return "\n".join(lines)


def test_the_note_itself_is_met() -> None:
    assert verdict(BASE) == "met"


@pytest.mark.parametrize(
    ("number", "remark"),
    [
        (7, "The mother's figure was a guess made to please the clinic."),
        (6, "I have mixed up the two charts here."),
        (2, "Typed from memory, the form is lost."),
        (8, "The tube turned out to be the neighbour's."),
    ],
)
def test_what_takes_a_datum_back_is_asked_about_and_settled_by_its_words(number: int, remark: str) -> None:
    report = cases.report(after(number, remark))
    assert report.verdicts["trrip_minimum"] == "unknown"
    asked = [ask.remark.quote for ask in report.questions if ask.remark]
    assert remark in asked
    assert verdict(after(number, remark), held=(remark,)) == "met"


@pytest.mark.parametrize(
    "remark",
    [
        "Lives with her sister and two cats.",
        "Her mother hands her each tablet and watches it go down.",
        pytest.param(
            "Her mother hands her each tablet and waits until it is gone.",
            marks=pytest.mark.xfail(strict=True, reason="asked about as a remark on the level told before it"),
        ),
        "No other antipsychotic was tried.",
        "Gained 14 lb, stayed on the full dose to the end anyway.",
    ],
)
def test_what_takes_nothing_back_leaves_the_verdict(remark: str) -> None:
    assert verdict(after(7, remark)) == "met"


def test_a_remark_that_weighs_against_what_is_against_already_changes_nothing() -> None:
    low = BASE.replace("Adherence 90 %", "Adherence 60 %")
    assert verdict(low) == "not_met"
    assert verdict(f"{low}\nGirlfriend agrees she skips a lot.") == "not_met"


@pytest.mark.parametrize(
    "first",
    [
        "34-year-old woman, EUPD versus schizophrenia, known since 2014.",
        "34-year-old woman. Dx: ?schizophrenia.",
        "34-year-old woman with schizophrenia, though the diagnosis of schizophrenia was never confirmed.",
        "34-year-old woman, the schizophrenia label is probably wrong.",
        "34-year-old woman with bipolar disorder since 2014.",
        "34F, known bipolar.",
        "Bipolar disorder.",
        "Bipolar man of 40.",
        "Drug-induced psychosis.",
        "Organic psychosis after head injury.",
        "40M, F31.2.",
        "34-year-old woman. Dx: drug-induced psychosis.",
        "34-year-old woman diagnosed with schizoaffective disorder in 2014.",
        "34-year-old woman with delusional disorder. Is this treatment-resistant schizophrenia?",
    ],
)
def test_a_doubtful_diagnosis_or_another_in_its_place_is_asked_about(first: str) -> None:
    note = BASE.replace("34-year-old woman with schizophrenia since 2014.", first)
    report = cases.report(note)
    assert report.verdicts["trrip_minimum"] == "unknown"
    ask = next(one for one in report.questions if one.datum == "diagnosis")
    assert ask.remark is not None and verdict(note, held=(ask.remark.quote,)) == "met"


@pytest.mark.parametrize(
    "first",
    [
        "34-year-old woman.",
        "34-year-old woman with schizophrenia and EUPD.",
        "34-year-old woman, schizophrenia since 2014, diagnosed as bipolar before that.",
        "34-year-old woman whose mother has bipolar disorder.",
        "34-year-old woman. No bipolar disorder.",
        "34-year-old woman. Bipolar disorder was ruled out.",
        "34-year-old woman. Comorbidities: epilepsy, asthma.",
        "34-year-old woman, F20.0.",
    ],
)
def test_another_illness_beside_it_or_of_the_family_is_not(first: str) -> None:
    assert verdict(BASE.replace("34-year-old woman with schizophrenia since 2014.", first)) == "met"


@pytest.mark.parametrize(
    ("adherence", "expected"),
    [
        ("We will aim for adherence of 95% by MAR chart and 94% by pill count for both trials.", "unknown"),
        ("Plan: adherence 95% by MAR chart and 94% by pill count for both trials.", "unknown"),
        ("Plan: clozapine. Adherence 95% by MAR chart and 94% by pill count for both trials.", "met"),
    ],
)
def test_an_adherence_that_is_aimed_at_was_not_measured(adherence: str, expected: str) -> None:
    lines = [line for line in BASE.splitlines() if "Adherence" not in line]
    assert len(lines) < len(BASE.splitlines())
    assert verdict("\n".join([*lines, adherence])) == expected


@pytest.mark.parametrize("asked", ["?treatment-resistant schizophrenia", "Is this treatment-resistant schizophrenia?"])
def test_asking_whether_it_is_resistant_doubts_no_diagnosis(asked: str) -> None:
    assert verdict(f"{BASE}\n{asked}") == "met"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Labs today: glucose 104, ANC 2,850, QTc 431.", "not_met"),
        ("Rechallenge failed: ANC 780 today, week 5.", "met"),
        ("Today's ANC 4.2 comes off a redraw.", "not_met"),
        ("Today 0.9 thousand neutrophils per mm3, down from 1.9.", "met"),
        ("80 neutrophils per microlitre this morning.", "met"),
        ("ANC down from 3.1 x10^9/L.", "unknown"),
        ("ANC 3.9 x10^9/L. Scrub that, I had the screen of another man open.", "unknown"),
        ("ANC 3,550, yet the alert popped: severe, stop clozapine.", "unknown"),
        ("ANC 4.1 x10^9/L today, no fever, feels well.", "not_met"),
        ("ANC 4.1 x10^9/L today, next one in four weeks.", "not_met"),
    ],
)
def test_a_count_counts_where_nothing_takes_it_back(told: str, expected: str) -> None:
    assert cases.report(US + told).verdicts["neutropenia"] == expected

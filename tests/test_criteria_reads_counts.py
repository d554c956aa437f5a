"""Neutrophil counts read in ordinary wordings, and near wordings that are none."""

import pytest

from assistant import cases
from assistant.criteria.parse.note import read_case


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("neutrophile Granulozyten absolut 4,1 G/L", "4.1", "10^9/L"),
        ("polynucléaires neutrophiles 1,8 G/L", "1.8", "10^9/L"),
        ("neutrófilos 1,4 x 10^9/L", "1.4", "10^9/L"),
        ("neutrofielen 3,2 /nl", "3.2", "10^9/L"),
        ("neutrofili 1.900/mm3", "1,900", "/uL"),
        ("PMN 2300/mm3", "2,300", "/uL"),
        ("segs + bands 1.9 x10^9/L", "1.9", "10^9/L"),
        ("Neuts # 1.3 x 10*9/L", "1.3", "10^9/L"),
        ("neut abs 1.9 K/uL", "1.9", "10^9/L"),
        ("ANC 1450 cells per cubic millimetre", "1,450", "/uL"),
        ("ANC 1450/cu mm", "1,450", "/uL"),
        ("Neutrophils (x10^9/L): 2.1", "2.1", "10^9/L"),
        ("Neutrophils 2.1 (ref 2.0-7.5) x10^9/L", "2.1", "10^9/L"),
        ("ANC 3,300", "3,300", None),
    ],
)
def test_a_neutrophil_count_is_read_in_many_tongues_and_units(words: str, value: str, unit: str | None) -> None:
    (count,) = read_case(f"On clozapine. {words}, Thrombozyten 255 G/L, eosinophils 0.3, Hb 141.").case.neutrophils
    assert count.value is not None and (count.value.words(), count.unit) == (value, unit)


@pytest.mark.parametrize(
    "words",
    [
        "WCC 3.4 x10^9/L, the differential failed",
        "Leukozyten 6,9 G/L, Lymphozyten 1,2 G/L",
        "TLC 7,200",
        "granulocytes were seen, lymphocytes 1.2 x10^9/L",
        "polymorphs 68%",
        "he took the lymphocytes for the neutrophils, 1.2 x10^9/L",
        "neutrophils 1.2 x10^9/L, but that was the lymphocytes",
    ],
)
def test_other_cells_are_no_neutrophils(words: str) -> None:
    assert read_case(f"On clozapine. {words}.").case.neutrophils == ()


def test_lymphocytes_mistaken_for_neutrophils_leave_the_count_alone() -> None:
    note = "WCC 7.8, neutrophils 4.6 x 10^9/L, eosinophils 0.3. He'd read the lymphocytes (1.2) as the neutrophils."
    (count,) = read_case(note).case.neutrophils
    assert count.value is not None and count.white_cells is not None
    assert (count.value.words(), count.white_cells.words()) == ("4.6", "7.8")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("No BEN.", False),
        ("She isn't BEN registered.", False),
        ("BEN documented.", True),
        ("?BEN", None),
        ("Dr Ben saw him.", None),
    ],
)
def test_benign_ethnic_neutropenia_is_read_only_where_it_is_said(words: str, value: bool | None) -> None:
    assert read_case(f"ANC 1.7 x10^9/L on clozapine. {words}").case.benign_ethnic_neutropenia is value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ANC 3 400/µL", "3,400"),
        ("ANC 3'400/µL", "3,400"),
        ("Neutrophils 1\u202f900/µl", "1,900"),
        ("PMN 1 900/mm3", "1,900"),
        ("ANC 1.850/µl", "1,850"),
        ("week 4 900/µL neutrophils: ANC 900/µL", "900"),
    ],
)
def test_thousands_of_a_count_are_read_whole(words: str, value: str) -> None:
    count = read_case(f"On clozapine. {words}.").case.neutrophils[-1]
    assert count.value is not None and count.value.words() == value


@pytest.mark.parametrize(
    "words",
    [
        "Diff was not run, so no ANC. Baseline ANC in Dec was 4,000.",
        "Last ANC 2.9 x10^9/L in May 2024; FBC not done since.",
        "ANC: not done. Last year's ANC 3.1 x10^9/L.",
    ],
)
def test_a_count_of_the_past_is_not_the_present_one_where_there_is_none(words: str) -> None:
    assert read_case(f"On clozapine. {words}").case.neutrophils == ()


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("ANC 2.9 x10^9/L today. No ANC below 1.5 ever", "2.9", "10^9/L"),
        ("Neutrophils | 1.2 | x10^9/L", "1.2", "10^9/L"),
        ("ANC today 1.2 (x10^9/L); last week 2.4", "1.2", "10^9/L"),
        ("neutrophil count of 1.2 thousand", "1.2", "10^9/L"),
        ("neutrophils two point nine times ten to the nine per litre", "2.9", "10^9/L"),
        ("ANC threshold 1 500/µL; his is 2 300/µL", "2,300", "/uL"),
    ],
)
def test_a_present_count_is_read_over_columns_and_in_words(words: str, value: str, unit: str) -> None:
    count = read_case(f"On clozapine. {words}.").case.neutrophils[-1]
    assert count.value is not None and (count.value.words(), count.unit) == (value, unit)


@pytest.mark.parametrize(
    ("words", "white"),
    [
        ("ANC 2.3 x 10^9/L, WBC 4.4 x 10^9/L. Her lowest ever was 1.6, in 2019", "4.4"),
        ("WBC: 4.4 K/uL\nANC: 2.3 K/uL", "4.4"),
        ("ANC 2.3 x 10^9/L. White plastic chair in the clinic, 4.4 m from the door", None),
    ],
)
def test_the_white_count_beside_a_neutrophil_count_is_read(words: str, white: str | None) -> None:
    count = read_case(f"On clozapine. {words}.").case.neutrophils[-1]
    assert (count.white_cells.words() if count.white_cells else None) == white


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Benign ethnic neutropenia: none.", False),
        ("Benign ethnic neutropenia: yes.", True),
        ("Haematology asked about BEN.", None),
        ("Nobody has looked for BEN.", None),
    ],
)
def test_an_answer_on_benign_ethnic_neutropenia_is_read_and_a_question_is_not(words: str, value: bool | None) -> None:
    assert read_case(f"ANC 1.7 x10^9/L on clozapine. {words}").case.benign_ethnic_neutropenia is value


@pytest.mark.parametrize(
    "words",
    """He has possible benign ethnic neutropenia. | Patient with likely BEN. | Known possible BEN. | Self-reported BEN.
    Undocumented BEN. | He thinks he has BEN. | Seen with an application for BEN status. | ? BEN. | BEN: unconfirmed.
    BEN to be confirmed. | BEN, awaiting genotype. | Working diagnosis BEN. | Differential: BEN, drug-induced.
    Impression: BEN or early clozapine neutropenia. | Referred with BEN; haematology disagrees.
    BEN registration refused. | BEN ticked on the form by mistake. | Registered with REMS as BEN, since corrected.
    BEN documented nowhere. | He has BEN. BEN was never confirmed. | He has BEN. The BEN label has been removed.
    Looks like BEN to me. | He has BEN. A BEN work-up is in progress. | Diagnosed with BEN in error.
    Low counts attributed to BEN.""".replace("\n", "|").split("|"),
)
def test_benign_ethnic_neutropenia_that_is_not_plainly_asserted_is_none(words: str) -> None:
    assert read_case(f"US. On clozapine. {words.strip()} ANC 1100/uL.").case.benign_ethnic_neutropenia is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Duffy-null genotype negative.", False),
        ("Duffy null phenotype not found.", False),
        ("Registered with REMS as BEN.", True),
        ("Man with documented BEN, next ANC awaited.", True),
        ("Benign ethnic neutropenia (BEN) is documented.", True),
        ("Duffy-null genotype confirmed.", True),
        ("Known to have BEN.", True),
        ("Is this neutropenia? BEN documented.", True),
    ],
)
def test_benign_ethnic_neutropenia_that_is_plainly_told_is_read(words: str, value: bool) -> None:
    assert read_case(f"US. On clozapine. {words} ANC 1100/uL.").case.benign_ethnic_neutropenia is value


def test_what_is_said_later_of_benign_ethnic_neutropenia_settles_a_doubt() -> None:
    earlier = "US. On clozapine. He has possible BEN. ANC 1100/uL.\n\n"
    draft = read_case(f"{earlier}BEN is documented.", len(earlier))
    assert draft.case.benign_ethnic_neutropenia is True
    assert "benign_ethnic_neutropenia" in [ask.datum for ask in read_case(earlier).questions]


LATER = """Three days later 800/uL. | Friday 900/uL. | On 3 May 900/uL. | 12 May: 900/uL. | 800/uL on Friday.
    Sunday 0.7. | A fortnight on, 700/uL. | Went to 700. | Since then 700/uL.
    Confirmed at 700/uL on a second tube. | Today neutropenic. | Subsequently 1100/uL.
    At discharge 1100/uL. | 1100 the following week. | The afternoon one 1100/uL.
    Differential by hand 1100/uL. | He is febrile and neutropenic. | Feels well. Friday 900/uL.
    The lab rang with 850. | Platelets 210. Three days later 800/uL. | After the flu 900/uL.
    Tuesday's: 1.2. | It halved to 800."""


@pytest.mark.parametrize("words", LATER.replace("\n", "|").split("|"))
def test_a_later_figure_that_may_be_a_lower_count_opens_the_question_whatever_leads_to_it(words: str) -> None:
    draft = read_case(f"US. On clozapine. ANC 1600/uL. {words.strip()}")
    assert cases.report(draft.text).verdicts["neutropenia"] != "not_met"
    assert draft.case.neutrophils or [ask for ask in draft.questions if ask.datum == "neutrophils"]


OF_ELSE = """Clozapine level 420 ng/mL. | PANSS total 88. | Weight 80 kg, pulse 90. | Last month 2.9.
    Temperature 37.2, HR 110. | He is 35 years old. | Creatinine 0.9, ALT 22. | On 300 mg since 2019.
    Dose increased to 350. | BP 120/80. | INR 1.1. | Platelets 210, lymphocytes 1.2, eosinophils 0.3.
    Seen on 3 May 2024 at 1430. | Lowest ever 1.2 in 2019. | CRP 0.5 on Friday. | Not neutropenic.
    No fever. Is he neutropenic? | Reference range 1.5-7.5. | The stop limit is 1.0. | Smokes 20 a day.
    Troponin 0.02, CK 150. | SOFAS 45, BMI 31. | HbA1c 5.6, glucose 5.1 today.
    Weekly checks until week 18. | Baseline 1.4. | He walked 1200 steps today. | QTc 410.
    Vitamin D 1.1. | Hb 130, WBC 6.1, monocytes 0.4 x10^9/L."""


@pytest.mark.parametrize("words", OF_ELSE.replace("\n", "|").split("|"))
def test_a_figure_of_something_else_after_a_count_leaves_it_alone(words: str) -> None:
    assert cases.report(f"US. On clozapine. ANC 1600/uL. {words.strip()}").verdicts["neutropenia"] == "not_met"


def test_a_later_figure_that_is_said_to_be_no_count_leaves_the_count_alone() -> None:
    note = "US. On clozapine. ANC 1600/uL. Friday 900."
    assert read_case(note).case.neutrophils == ()
    assert len(read_case(note, held=["Friday 900."]).case.neutrophils) == 1


def test_a_count_on_an_old_sample_is_no_present_one() -> None:
    assert read_case("US. On clozapine. ANC 1600/uL on an old sample.").case.neutrophils == ()


@pytest.mark.parametrize(
    "words", ["WCC repeat 2.8.", "WCC on Friday 2.8.", "Friday 2.8.", "White cells have since dropped to 2.8."]
)
def test_later_white_cells_of_another_class_leave_those_of_the_count_open(words: str) -> None:
    draft = read_case(f"UK. On clozapine. Neutrophils 2.1, WCC 4.0 today. {words}")
    assert [count.white_cells for count in draft.case.neutrophils if count.white_cells] == []


@pytest.mark.parametrize(
    "told",
    [
        ["my patient's ANC was 2.6 last week, UK, WBC 5.1", "1.2 today"],
        ["my patient's ANC was 2.6 last week, UK, WBC 5.1", "he is well", "900"],
        ["UK patient, WBC 5.1, ANC 2.6", "1.2"],
        ["ANC was 2.6 last week, UK", "1.2 now", "WBC 4.8"],
        ["ANC was 2.6 last week, UK", "WBC 4.8 today"],
        ["UK. On clozapine. WBC 5.1", "ANC 2.6"],
    ],
)
def test_counts_of_different_notes_of_a_conversation_are_not_one_sample(told: list[str]) -> None:
    assert cases.report(told[-1], told[:-1]).verdicts["neutropenia"] == "unknown"


@pytest.mark.parametrize(
    "further", ["WBC 4.8", "PANSS 80, SOFAS 45", "clozapine 350 for 8 weeks", "he is 35 and takes 300 mg"]
)
def test_what_else_is_told_in_a_conversation_leaves_a_count_decided(further: str) -> None:
    told = "UK. On clozapine. ANC 2.6" + ("" if "WBC" in further else ", WBC 5.1")
    assert cases.report(further, [told]).verdicts["neutropenia"] == "not_met"


def test_the_later_of_two_counts_in_the_united_states_is_told_by_dates_with_the_month_first() -> None:
    note = "US. On clozapine. ANC 1600/uL on 3/5/24 and 900/uL on 10/4/24."
    assert cases.report(note).verdicts["neutropenia"] == "met"

"""Adherence, length of symptoms and scores in ordinary wordings, each beside a near one."""

from typing import Any

import pytest

from assistant.criteria import read_case


def case(text: str) -> dict[str, Any]:
    return read_case(text).case.model_dump(mode="json", exclude_defaults=True)


def asked(text: str) -> set[str]:
    return {question.datum for question in read_case(text).questions}


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Adherence was eighty five per cent by pill count.", 85),
        ("He misses almost nothing: 94 % of doses by the pharmacy.", 94),
        ("She misses hardly any, 93% by her wife's tally.", 93),
        ("She hardly ever misses a tablet: 95% by dosette count.", 95),
        ("Misses 6 % of doses by pill count.", 94),
        ("He took ninety per cent, the pharmacy says.", 90),
        ("Adherence for the 2020 and 2022 courses 93%, by PBS fills.", 93),
        ("Missed doses: 8% by pill count.", 92),
        ("15 % of the doses were missed by pill count.", 85),
        ("Doses refused: 4% (MAR).", 96),
        ("Adherence 92%, omissions 8% on the MAR.", 92),
        ("Took 57 of 60 tablets by pill count.", 95),
        ("He missed 3 of 60 doses (MAR).", 95),
        ("He missed at most one in twenty, his mother says.", {"low": 95, "high": 100}),
        ("Forgets perhaps one tablet in twenty, by strip counts.", {"low": 92, "high": 98}),
        ("MPR 0.94 by the pharmacy.", 94),
        ("Adherence rate of 0.9 by claims.", 90),
        ("He took 90 percent of the takes.", 90),
        ("94% of what he was supposed to take was taken.", 94),
        ("I have counted the observance: 92 %.", 92),
        ("Intake 95 %.", 95),
        ("Adherence (%): 92", 92),
        ("Percentage of doses taken = 91", 91),
        ("Adherence\n  92 %\n  pill count", 92),
        ("He takes his tablets 95% of the time.", 95),
        ("With 95 % regularity he took both drugs.", 95),
        ("All doses bar 4% given per MAR.", 96),
        ("All but 5% of the doses were missed by count.", 5),
        ("Compliance 18/20 doses.", 90),
        ("He never missed more than one tablet in ten.", {"low": 90, "high": 100}),
    ],
)
def test_the_share_taken_is_told_from_the_share_missed(text: str, percent: object) -> None:
    assert case(text)["adherence"]["percent"] == percent


@pytest.mark.parametrize(
    "text",
    [
        "He does not miss 10% of doses, says the pharmacy.",
        "She has missed a few: 88% by count.",
        "Adherence by pill count; a decrease of 26.8 % in PANSS.",
        "Adherence good by his wife, weight gain of 9 %.",
        "Oxygen saturation was 97% on the ward chart.",
        "HbA1c 6.0 %, takes all his tablets.",
        "He missed 10% of appointments; the pharmacy came.",
        "He takes one of two tablets at night.",
        "Adherence for metformin 93% by pill count.",
        "Fluid intake 95 %.",
        "He knows 90% of what he is supposed to take.",
        "He never took 9 of 10 doses.",
    ],
)
def test_what_is_no_share_of_doses_for_certain_gives_none(text: str) -> None:
    assert "percent" not in case(text).get("adherence", {})


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ("the hostel's supervised-medication record and blister-pack count", {"administration_record", "pill_count"}),
        ("supported-living records and PBS fills", {"staff_notes", "dispensing_record"}),
        ("depot clinic book and pharmacy deliveries", {"depot_record", "dispensing_record"}),
        ("MAR + RN", {"administration_record", "staff_notes"}),
        ("PharmaNet fills and wife", {"dispensing_record", "carer_report"}),
        ("the FACT team register and Baxter rolls", {"staff_notes", "dispensing_record"}),
        ("mother's sheet; strip counts in clinic", {"carer_report", "pill_count"}),
        ("dosette counts and the key worker's daily log", {"pill_count", "staff_notes"}),
        ("chemist fills and aunty", {"dispensing_record", "carer_report"}),
        ("the nurse who passes at home and from the pillbox", {"staff_notes", "pill_count"}),
        ("injection register and blister returns", {"depot_record", "pill_count"}),
        ("dose-dispensing rolls and the caretaker", {"dispensing_record", "carer_report"}),
        ("BCMA scan log; nurse mouth-check sheet", {"administration_record", "staff_notes"}),
        ("ward lists, then the district nurse", {"administration_record", "staff_notes"}),
        ("the empty strips and the Medisafe app", {"pill_count", "electronic_monitor"}),
        ("the medication administration record and residence staff", {"administration_record", "staff_notes"}),
    ],
)
def test_two_sources_are_two(words: str, sources: set[str]) -> None:
    assert set(case(f"Adherence 92% by {words}.")["adherence"]["sources"]) == sources


@pytest.mark.parametrize(
    "words",
    [
        "her mother's pill count",
        "the nursing home's administration record",
        "a pharmacist tablet count",
        "pill counts by the nurse",
        "the pharmacy dispensing log",
        "the patient's report and case notes that repeat the patient's report",
        "his wife; the pharmacy has no records",
    ],
)
def test_one_source_told_in_two_words_or_twice_is_one(words: str) -> None:
    assert len(case(f"Adherence 92% by {words}.")["adherence"]["sources"]) == 1


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Adherence 92%\n- chemist fills and his aunty's account.", {"dispensing_record", "carer_report"}),
        ("Adherence 92%. This comes from the pharmacy and from his mother.", {"dispensing_record", "carer_report"}),
        ("Adherence 92% (pill count; his wife).", {"pill_count", "carer_report"}),
        ("Adherence 92% by the nurse; cross-checked with the chemist.", {"staff_notes", "dispensing_record"}),
        ("Adherence 92% from the\ndepot book and from his sister.", {"depot_record", "carer_report"}),
        ("How known: chemist's computer, wife. Taken 92%.", {"dispensing_record", "carer_report"}),
        ("Adherence 92% by pharmacy; wife visits daily.", {"dispensing_record"}),
        ("Adherence 92% by pharmacy.\n- mother has diabetes\n- nurse to call", {"dispensing_record"}),
        ("- Adherence 92% pharmacy\n- mother\n- SOFAS 40", {"dispensing_record"}),
        ("Adherence 92% by pharmacy. Based on this, the nurse recommends a depot.", {"dispensing_record"}),
        ("Adherence 92% by his mother (she lives with him; the nurse calls weekly).", {"carer_report"}),
    ],
)
def test_a_line_that_goes_on_names_sources_and_another_one_does_not(text: str, sources: set[str]) -> None:
    assert set(case(text)["adherence"]["sources"]) == sources


def test_a_relative_who_writes_is_the_carer() -> None:
    seen = "I see her take it morning and night and the chemist says the same, that she takes 92%."
    assert set(case(f"Our daughter is ill. {seen}")["adherence"]["sources"]) == {"carer_report", "dispensing_record"}
    assert "carer_report" not in case(seen)["adherence"]["sources"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He has been this way for seven months without a let up.", 210),
        ("Mostly negative sx, been like this > 3 yrs nonstop.", {"low": 1095, "low_open": True}),
        ("The whispering has gone on for eight months now.", 240),
        ("Persecutory delusions for 2 years and 3 months despite treatment.", 820),
        ("Symptoms unremitting over the last eleven months.", 330),
        ("The symptoms are there since three years without pause.", 1095),
        ("Never free of symptoms these ten years.", 3650),
        ("Sx continuous 13/12.", 390),
        ("Hearing voices from last 8 months.", 240),
        ("She has not had a day without voices for 18 months.", 540),
        ("Talking back to unseen people for two years now.", 730),
        ("He has thought the forestry men are after his land, daily, for three years.", 1095),
        ("He has believed for the past two years, on every single day, that the parish is filming him.", 730),
        ("The delusions have not left him in two years.", 730),
        ("C/O persistent AH + reference x 3 yrs, never free of sx.", 1095),
        ("Crook for 3 years straight.", 1095),
        ("He has not been well a single day for 2 years.", 730),
        ("No symptom-free interval in the last 18 months.", 540),
        ("Illness unremitted for the last 20 weeks.", 140),
        ("Hearing voices since before Christmas 2021. Seen on 3 March 2023.", {"low": 427}),
        ("Hearing voices since 3 January 2021. Seen on 1 February 2021.", {"low": 29}),
        ("Never symptom free since 2019.", {"low": 84}),
        ("No period of remission in 6 years.", 2190),
        ("PANSS P1 5, P3 5. 2yrs of this now.", 730),
    ],
)
def test_how_long_the_symptoms_have_lasted(text: str, days: object) -> None:
    assert case(text)["symptom_days"] == days


@pytest.mark.parametrize(
    "text",
    [
        "He hears the neighbours talk, never a week's rest.",
        "Hearing voices since before Christmas.",
        "Hearing voices since before Christmas 2021.",
        "Ill since 2015.",
        "Symptoms: 2 years? To be clarified.",
        "Symptoms for 2 years were denied.",
        "Olanzapine 20 mg, no response. Going on 4 years now.",
        "Voices since January 2022, resolved in March 2022. Seen 5 May 2023.",
        "Voices since 2019 on and off. Seen 5 May 2023.",
        "Her cough has gone on for eight months now.",
        "His sleep has been like this for seven months.",
        "He was free of voices for two years.",
        "The whispering went on for 2 hours.",
        "She has thought about stopping for 3 months.",
        "He has been convinced that the medication helps for 3 years.",
        "The delusions left him 2 years ago.",
    ],
)
def test_what_is_no_length_of_the_symptoms_gives_none(text: str) -> None:
    assert "symptom_days" not in case(text)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("SOFAS is 38 (it was 66 at the time of her college diploma in 2018).", 38),
        ("The SOFAS that she did on the same day was 37.", 37),
        ("SOFAS, scored by our OT, is 41.", 41),
        ("SOFAS (rated by the OT) 41.", 41),
        ("SOFAS 45, up from 30 in 2020.", 45),
        ("SOFAS 45 vs 70 two years ago.", 45),
        ("SOFAS was 66 in 2018 and is 38 now.", 38),
        ("SOFAS today is thirty seven.", 37),
        ("The aim is a SOFAS above 60 by winter. SOFAS 36.", 36),
        ("SOFAS 38 in January, was 66 in June.", {"low": 38, "high": 66}),
        ("SOFAS 41 (42 by the other rater).", {"low": 41, "high": 42}),
        ("SOFAS 39 (TRRIP asks < 60).", 39),
        ("SOFAS 45, below 60.", 45),
        ("SOFAS 61 (just above 60).", 61),
        ("SOFAS 40 / 100 (rated 12 May).", 40),
        ("SOFAS (12/05/2023): 40", 40),
        ("SOFAS score (0-100): 52", 52),
        ("SOFAS dropped from 65 to 42.", 42),
        ("SOFAS rose from 40 to 65.", 65),
        ("SOFAS fell to 40 from 65.", 40),
        ("He scored 39 on SOFAS.", 39),
        ("Her key worker and I agreed on 40 for the SOFAS.", 40),
        ("Social and Occupational Functioning Assessment Scale 44.", 44),
    ],
)
def test_the_present_sofas_is_told_from_an_earlier_one(text: str, score: object) -> None:
    assert [one["score"] for one in case(text)["ratings"] if one["scale"] == "SOFAS"] == [score]


@pytest.mark.parametrize(
    "text", ["Goal SOFAS 65.", "Her target is 70 on the SOFAS.", "He was 34 on the SOFAS day.", "SOFAS not 39."]
)
def test_what_is_no_sofas_of_the_patient_gives_none(text: str) -> None:
    assert [one for one in case(text).get("ratings", ()) if "score" in one] == []


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("PANSS P1-P3 | 3, 2, 6", {"P1": 3, "P2": 2, "P3": 6}),
        ("PANSS\nItem   P1 P2 P3\nscore   2  2  3", {"P1": 2, "P2": 2, "P3": 3}),
        ("PANSS P1, P3: 5, 6", {"P1": 5, "P3": 6}),
        ("PANSS P1 and P3 both 5", {"P1": 5, "P3": 5}),
        ("PANSS P1/5 P3/6", {"P1": 5, "P3": 6}),
        ("P1 5/7, P3 6/7 (PANSS)", {"P1": 5, "P3": 6}),
        ("On PANSS he scored 5 for delusions and 6 for hallucinations.", {"P1": 5, "P3": 6}),
        ("PANSS 5 on both P1 and P3.", {"P1": 5, "P3": 5}),
        ("Two PANSS items are at 5: P1 and P3.", {"P1": 5, "P3": 5}),
        ("PANSS: 5 (P1), 5 (P3), 4 (P6)", {"P1": 5, "P3": 5, "P6": 4}),
        ("On the PANSS, delusions are 5 and hallucinations 6.", {"P1": 5, "P3": 6}),
        ("PANSS P1 remains 5, P3 stays at 5", {"P1": 5, "P3": 5}),
        ("PANSS P1 4, P3 4. In 2022 P1 was 6 and P3 5.", {"P1": 4, "P3": 4}),
        ("On admission his P1 was seven but on todays PANSS P1 is five and P3 is four.", {"P1": 5, "P3": 4}),
        ("On the PANSS P one five, P three six.", {"P1": 5, "P3": 6}),
        ("PANSS delusions five, hallucinations six.", {"P1": 5, "P3": 6}),
        ("PANSS P1 5 (last year 7), P3 5.", {"P1": 5, "P3": 5}),
        ("PANSS P1 5, P3 5. He says he feels very well now.", {"P1": 5, "P3": 5}),
        ("PANSS N1 5 N2 5 N4 4, positive all 2s n 3s", {"N1": 5, "N2": 5, "N4": 4}),
    ],
)
def test_items_of_the_present_state(text: str, items: dict[str, int]) -> None:
    assert case(text)["ratings"][0]["items"] == items


@pytest.mark.parametrize(
    "text",
    [
        "PANSS P1-P3: 5, 6",
        "PANSS P1, P3 5-6",
        "PANSS P1-P7 all 5 or less",
        "PANSS: not a 5 on P1",
        "PANSS criterion: 4 on P1 and 4 on P3",
        "PANSS: 5 for P1 in 2016",
        "At intake two years ago P1 was 6 and P3 5 on the PANSS.",
    ],
)
def test_items_that_are_not_clear_or_not_of_now_are_left_out(text: str) -> None:
    assert [one["items"] for one in case(text).get("ratings", ()) if "items" in one] == []


def test_that_the_voices_are_gone_takes_high_items_back() -> None:
    assert "ratings" not in case("PANSS P1 5, P3 5. The voices have gone now.")


@pytest.mark.parametrize(
    ("words", "part", "most"),
    [
        ("positive all 2s n 3s", "positive", 3),
        ("negatives all 4s and 5s", "negative", 5),
        ("rest 1s, 2s and 3s", "total", 3),
        ("none of the items above 3", "total", 3),
        ("N-items all 3 or less", "negative", 3),
        ("none of N1 to N7 above 3", "negative", 3),
        ("positives no higher than 3", "positive", 3),
        ("no N item exceeds 3", "negative", 3),
    ],
)
def test_the_highest_score_of_a_list_bounds_the_others(words: str, part: str, most: int) -> None:
    bounds = [one for one in case(f"PANSS P1 2, {words}.")["ratings"] if "others_at_most" in one]
    assert [(one.get("part", "total"), one["others_at_most"]) for one in bounds] == [(part, most)]


@pytest.mark.parametrize("text", ["The PANSS of 85 in the old referral is from 2019.", "PANSS of 5 November."])
def test_an_old_total_and_a_day_are_no_present_score(text: str) -> None:
    assert "ratings" not in case(text)

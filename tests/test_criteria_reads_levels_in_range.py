"""A level in range in plain words, beside two trials and all else that is needed; near wordings that stay open."""

import pytest

from assistant.criteria import check_case, read_case

CASE = """34 year old man with schizophrenia. PANSS interview 3 May: P1 5, P3 5. SOFAS 40. Psychotic symptoms \
daily for 3 years. Olanzapine 20 mg for 10 weeks at that dose, no response. Risperidone 6 mg for 9 weeks at that dose, \
no response. Adherence 95% by MAR chart and 94% by pill count for both trials.
{level}
"""


def minimum(level: str) -> str:
    return check_case(read_case(CASE.format(level=level)).case).verdicts["trrip_minimum"]


@pytest.mark.parametrize(
    "words",
    [
        "we got an olanzapine level off him in aug, 38, lab says therapeutic.",
        "The olanzapine concentration on 6 May was 38 micrograms per litre, which the laboratory reports as "
        "within the therapeutic range. Neither fact alters my opinion.",
        "Level ................... olanzapine 38 mcg/L - in range\nSmoker .................. vapes",
        "Olanzapine concentration of 38 micrograms per litre, comfortably in range.",
        "Olanzapine level at the time 46 ng/mL, therapeutic; that makes seven months.",
        "Risp + 9OH level on 30 June came 38 ng/ml (lab says 20-60).",
        "Serum olanzapine was 24 ng/mL (20-80).",
        "Olanzapine assay, 12 hours post dose: 33 ng/mL, reported as therapeutic.",
        "Zyprexa level from Chong Hua 39 ng/mL, normal range.",
        "Serum risperidone with its metabolite was 29 ng/mL, which the laboratory calls therapeutic.",
        "Olanzapine 45 ng/mL, Oct 2024, within the reference band.\nNot parkinsonian (SAS 1). CDSS 1. TSH "
        "2.2. Cigarettes 10/day.",
        "Olanzapine measured 44 ng/mL (20-80). It is now 20 July.",
        "Olanzapine blood level 40 µg/L, lab remark: within the target area 20-80.",
        "Level of risperidone plus nine-hydroxy thirty-four nanograms per millilitre, laboratory writes therapeutic.",
        "The olanzapine level was 38 ng/mL, the reference of the laboratory is 20 to 80.",
        'Olanzapine in serum inside the reference area, 110 nmol/L, commented "therapeutic" by the lab.',
        "Olanzapine level 0.041 mg/L, reported as therapeutic.\nZopiclone 7.5 if awake past 1. No nicotine "
        "patch, he's vaping.",
        "Dosage rispé + 9-OH 51 ng/mL (20-60).\nTabac 1 pq/j.",
        "Hal level was not done but olz level 44 ng/mL, sits in the therapeutic band. On the pill, iron low.",
        "S-olanz 36 µg/l therapeutic\nHabits: snus, does not smoke. Coffee as everybody.",
        "The olanzapine dosage in blood, 47 ng/mL, in the range.",
        "Olanzapine level thirty-three micrograms per litre, therapeutic",
        "The concentration of olanzapine made in Kraków: 39 ng/ml, therapeutic.",
        "Olanzapine serum level 55 ng/ml in the therapeutic window. He smokes like always 20 per day.",
        "Olanzapine plasma concentration was 30 ng/mL and was judged as therapeutic.",
        "Olanzapine plasma level 31 micrograms/L (range 20-80).",
        "Plasma level: olanzapine, 36 mcg/L, within the lab's limits.",
        "TDM: OLZ 42 ng/mL (therapeutic)",
        "Olanzapine level done 3 April came out at 39 nanogram per ml, which falls in the reference interval.",
        "Risperidone active moiety 41 ng/mL (20-60) in week 7.",
        "Blood for olanzapine: 33 ug/L. Normal.",
        "Serum level of olanzapine at week five, 0.04 mg/L, comfortably in range.",
        "Olanzapine concentration of thirty-eight nanograms per mL, in range according to the lab.",
        "olz lvl 40 ng/mL ok",
        "Level (olanzapine): 45 µg/l, ref 20-80 µg/l.",
        "The olanzapine assay came back at 37 ng/mL, well within range.",
        "S-olanzapine 120 nmol/L, within the reference area.",
        "Olanzapine level was satisfactory.",
        "Drug level: Olanzapine - 36.2 ng/mL - Therapeutic.",
        "Risperidone plus 9-hydroxyrisperidone: 32 micrograms per litre, i.e. inside the therapeutic window.",
        "Olanzapine trough (12h) 41 ng/mL, lab range 20 to 80.",
        "Olanzapine levels on two occasions were 35 and 38 ng/mL.",
        "Olanzapine level 39 ng/mL, reported by the Bangalore lab as normal.",
        "Olanzapine level in April, 42, which the lab reported as therapeutic.",
        "Blood level of olanzapine was checked and lab called it normal.",
        "Olanzapine 39 ng/mL (therapeutic range 20-80).",
        "Serum olanzapine: 41.0 ng/mL, lab comment: within therapeutic range.",
        "One plasma level, olanzapine, 35 micrograms per litre, fine.",
        "A random olanzapine level was 44 ng/mL, inside the expected range.",
        "The level of olanzapine was within normal limits.",
        "TDM (olanzapine) in range per lab.",
        "Olanzapine level was fine.",
        "Olanzapine level checked in March: comfortably in range.",
        "Olanzapine level taken, lab comment 'therapeutic'.",
        "An olanzapine level was reported by the lab as therapeutic.",
        "Olanzapine level in March came back ok per lab.",
        "Lab says olanzapine level ok.",
        "Olz level 35 ng/ml = in range per path",
        "Olanzapine 33 ng/mL (ref 20-80) on 3 March.",
        "Plasma olanzapine in week six: 41 ng/mL.",
        "Olanzapine plasma level sat squarely in the therapeutic window.",
        "The lab called the olanzapine level therapeutic.",
        "TDM olanzapine: 34 microg/L (normal).",
        "Olanzapine serum concentration, 0.036 mg/L, laboratory comment: therapeutic.",
        "A plasma olanzapine taken in week 5 lay within the reference limits.",
        "Olanzapine level 36, lab flagged it as within range.",
        "Olanzapine level (Aug) 38, in range.",
        "Level done: olanzapine 36 nanograms/ml, mid range.",
        "Risperidone + 9-OH-risperidone 34 ng/mL; reported within the laboratory's range.",
        "Level ........ olanzapine 34 mcg/L - in range",
        "Level result: olanzapine 34.1 ug/L (reference 20 - 80)",
        "Blood level - Zyprexa - 44 ng/ml - in range",
        "The concentration of olanzapine in plasma was measured on one occasion; at 37 micrograms per litre "
        "it lay well inside the laboratory's quoted range.",
        "Serum olanzapine (Thyrocare) 38.2 ng/ml, normal range.",
        "Olanzapine level 128 nmol/L, which is in the therapeutic range.",
        "His olanzapine blood test was in the green zone (41 ng/mL).",
        "Olanzapine level was done at Lagos lab: 45 ng/ml. They said it is normal.",
        "Spiegel Olanzapin 38 ng/ml, im Referenzbereich.",
    ],
)
def test_a_level_in_range_is_read(words: str) -> None:
    assert minimum(words) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "Olanzapine level 9 ng/mL (20-80).",
        "Olanzapine level sent, not back.",
        "No levels were done.",
        "Clonazepam level 38 ng/mL, in range.",
        "Olanzapine level: target 20-80 ng/mL.",
        "Her sister's risperidone level was 30 ng/mL, in range.",
        "Olanzapine level 38 ng/mL was from another patient.",
        "Olanzapine level would probably be fine.",
        "Please take an olanzapine level, aim for therapeutic range.",
        "Lab says the olanzapine tube was not labelled.",
        "Valproate level reported as therapeutic.",
        "The reference range of olanzapine is 20 to 80 ng/mL according to the lab.",
        "Olanzapine level 42 in a previous admission on another dose was not this trial's; none taken now.",
        "The lab reported that the olanzapine level could not be measured.",
        "Olanzapine level pending; last prolactin in range.",
        "Olanzapine level 10, lab reported as low.",
        "Level of risk was in range of moderate.",
        "Ammonia level normal, lithium level in range.",
        "Olanzapine level 12 ng/mL, below range.",
        "Olanzapine level requested; result awaited.",
        "Olanzapine level should be in range before we go on.",
        "Olanzapine level 8, lab says low.",
        "Lithium level fine. No olanzapine level taken.",
        "We will do an olanzapine level; therapeutic range is 20-80 ng/mL.",
        "Therapeutic range for olanzapine is 20 to 80 ng/mL.",
        "His brother's olanzapine level was 40 ng/mL, in range.",
        "Olanzapine level: lab says sample haemolysed, not reported.",
        "Olanzapine level undetectable.",
        "Prolactin in range, TSH normal, bloods fine.",
        "Olanzapine level 38 ng/mL but the tube was another patient's.",
        "Aim for an olanzapine level within range, 20-80 ng/mL.",
        "Olanzapine level was fine in 2015 when he was on 5 mg.",
        "Is his olanzapine level therapeutic?",
        "Olanzapine level 5 ng/mL, lab says subtherapeutic.",
        "Olanzapine level not in range.",
        "Olanzapine 38 mg?",
        "Olanzapine level expected to be in range.",
        "The olanzapine level needs to lie within the reference range, 20 ng/mL or more.",
    ],
)
def test_a_level_that_is_none_or_not_in_range_stays_open(words: str) -> None:
    assert minimum(words) != "met"


def test_a_level_three_hours_after_the_dose_is_no_trough() -> None:
    note = (
        "Clozapine 200 mg morning and 200 mg evening. "
        "Blood taken at 11 h, three hours after the morning intake; result 520 ng/mL."
    )
    assert check_case(read_case(note).case).verdicts["clozapine_level"] != "met"


@pytest.mark.parametrize(("remark", "is_asked"), [("He had a fever that week.", True), ("He has hay fever.", False)])
def test_an_infection_beside_a_level_is_asked_about_and_hay_fever_is_none(remark: str, is_asked: bool) -> None:
    draft = read_case(CASE.format(level=f"Olanzapine level 38 ng/mL, in range. {remark}"))
    asked = [ask.remark.quote for ask in check_case(draft.case, draft).questions if ask.remark]
    assert (remark in asked) is is_asked

"""Shares told of each of two trials, with the sources of each; near wordings that stay open."""

import pytest

from assistant.criteria import check_case, read_case

CASE = """34 year old man with schizophrenia. PANSS interview 3 May: P1 5, P3 5. SOFAS 40. Psychotic symptoms \
daily for 3 years. Olanzapine 20 mg for 10 weeks at that dose, no response. Risperidone 6 mg for 9 weeks at that dose, \
no response. {taken}
Olanzapine level 38 ng/mL, within range.
"""


def minimum(taken: str) -> str:
    return check_case(read_case(CASE.format(taken=taken)).case).verdicts["trrip_minimum"]


@pytest.mark.parametrize(
    "words",
    [
        "With both drugs his father watched him swallow the tablets and puts it at nineteen doses in twenty; "
        "Boots' dosette returns independently came to 94% for the olanzapine and 91% for the risperidone.",
        "The administration record shows 98 per cent of olanzapine doses and 96 per cent of risperidone "
        "doses taken; the pharmacy's count of the remaining blister strips, done separately for each course, "
        "gives 97 and 95.",
        "Adherence? Priya - refills at Lloyds on time for both, works out 90% and 88%. Flatmate, who hands "
        "them over with breakfast, thinks nine days out of ten, same for the two drugs.",
        "Mum supervised all tabs, both drugs, 95 pc. Pharmacy pick-ups match, 93 pc olanzapine, 90 pc risperidone.",
        "His wife, a former ward sister, gave him every tablet and reckons on ninety-eight percent of them "
        "for each drug. The community pharmacist counted what was left in the trays after both courses and "
        "got ninety-six percent and ninety-seven percent.",
        "Intake: nurses' administration chart 96% of olanzapine doses, 94% of risperidone doses. She also "
        "kept, unprompted, a notebook of each tablet she swallowed: 95% and 95%.",
        "The husband kept the key to the cupboard and estimates 95% of olanzapine and 90% of risperidone. "
        "Her repeat dispensing, which I had from the pharmacy without telling him, yields 93% and 91%.",
        "She lives in extra-care housing. The carers' MAR sheet there has 96% of the olanzapine and 97% of "
        "the risperidone ticked. Her granddaughter, who counts whatever is left in the packs on Saturdays, "
        "made it 95% and 96%.",
        "His mother supervised both (96% and 94% of doses) and the weekly pharmacy returns agreed (95%, 93%).",
        "Wife keeps the strips, counted 92% of olanz n 90% of risp used, and the govt pharmacy refill card "
        "matches for both.",
        'For both: MAR/day-hospital sign-off showed 96% and 90%, mom independently says he skipped "maybe '
        'one in fifteen" of the one and one in ten of the other.',
        "Compliance. Risperidone: brother 90%, leftover tablet count 88%. Olanzapine: inpatient, nursing "
        "chart 100%, wife stays with him and says every dose went in.",
        'Adherence: smart pill-box download 94 % and 90 %; wife\'s estimate 95 % and "same" for Risperidone.',
        "Adherence: mother fills and checks the seven-day pillbox and notes ninety per cent in both; "
        "withdrawals in the electronic prescription, ninety-six per cent for risperidone and eighty-eight "
        "for olanzapine.",
        "About taking: the grandmother has a calendar with an X for each dose, 96% of days marked with "
        "olanzapine, 94% with risperidone. The municipal pharmacy handed out and registered the weekly "
        "packs, 100% for olanzapine and 91% for risperidone.",
        "adherance: webster packs retruned to chemist 95% risp, 92% olanz. mum watched him every nite, says "
        "at least 9/10 on both",
        "We charted 98% of olanzapine and 96% of risperidone as given and mouth-checked; his aunty kept her "
        "own diary on leave and at home, hers comes out at 90% for each.",
        "FMK shows that the packs are fetched on time, coverage 97 % (olanzapine) and 93 % (risperidone). "
        "Bostøtte counts the dosing box: 94 % and 90 %.",
        "Intake. According to the electronic administration record 99 % of olanzapine doses and 97 % of "
        "risperidone doses were taken under sight. During the day-clinic part the partner kept a list, which "
        "shows 92 % and 93 %.",
        "The father gives the tablets and says that in the two cures he lost maybe one dose on twenty. In "
        "ward and day hospital the nurses' sheet has 97% for olanzapine and 93% for risperidone.",
        "Regularity I checked by two ways. The wife, poor woman, gave him each capsule and estimates 95 % "
        "for olanzapine and 90 % for risperidone. Independently in the system of e-prescriptions the "
        "purchased packages cover 98 % and 96 % of days.",
        "Drug compliance was followed strictly. Sister kept the box, counted weekly: 93 percent olanzapine, "
        "96 percent risperidone. From Medula pharmacy records the drug collection was 95 percent for both.",
        "According to her mother, who hands the medicine, the taking rate was 95 % in olanzapine and 95 % in "
        "risperidone. According to the prescription notebook and remaining drug check by the pharmacist, it "
        "was 93 % and 90 %.",
        "Nan gives the meds: about 95% on both counts. Pharmacy blister returns: 90% on the olanzapine, 92% "
        "on the risp.",
        "Home staff's signed med charts 97% and 96%. Pharmacy pack returns 95% and 93%.",
        "Adherence in 1 was 98 % by administration chart and 95 % by the brother's own tally; in 2 it was 96 "
        "% by administration chart and 92 % by the brother's tally.",
        "olanzapine -- nurse list 95 %, Kela purchases 93 %\n  risperidone -- nurse list 97 %, Kela purchases 94 %",
        "Her partner gave the doses and has 95% for olanzapine and 95% for risperidone; dispensing data from "
        "the Health Board 93% and 96%.",
        "sister counts the tablets out of the box every sun & says he missed maybe 1 in 20 with each of "
        "them, and the chemist's collection record (every week, both drugs) backs that up at 92% and 95%.",
        "partner gives meds, est. 90% on (1), 95% on (2); dispensing hx 92% & 94% resp.",
        "her father, who puts the pills in her hand, says nineteen out of twenty were swallowed, in both "
        "periods. The pharmacy's Baxter rolls came back with 93% used the first time and 94% the second.",
        "Concordance: community pharmacist's collection log 92% for olanzapine and 90% for risperidone; his "
        "mother, who lays the tablets out, reckons 95% of both.",
        "Compliance ~95% with each drug per his wife; chemist's records show 93% and 96%.",
        "Doses taken: olanzapine 94% (MAR), 96% (carer). Risperidone 92% (MAR), 95% (carer).",
        "The ward drug chart records 97% of olanzapine and 98% of risperidone doses as given. Blister counts "
        "by the pharmacist agreed at 95% and 96%.",
        "Adherence was established from two directions. The support worker observed 96% of doses with both "
        "drugs. The pharmacy dispensed every prescription on time, giving 98%.",
        "Tabs counted weekly by CPN: 93% olanzapine, 95% risperidone. Sister says the same.",
        "Took 19 of every 20 tablets on both, going by his sister's diary. Pharmacy refill record 94%.",
        "Out of 140 doses of olanzapine 135 were signed for, and of 126 of risperidone 121. Pill counts tallied.",
        "Mother supervises all doses at home, says 9 out of 10 taken for each drug; refill hx at CVS 92% both.",
        "Adherence olz 95/risp 93 % by blister check, wife confirms 95% for both.",
        "Family member (elder brother) administered the medicines and reports 95% intake during both trials. "
        "Empty strip count 92%.",
        "His aunt gave the tablets morning and night and said he missed only about one in twenty, both "
        "times. The hospital pharmacy card showed 95% collected.",
        "Adherence: MAR 96%/94%; dispensing 95%/93% (olanzapine/risperidone respectively).",
        "Medication adherence for trial 1 was 95% (nurse administration) and 93% (pill count); for trial 2 "
        "it was 94% (nurse administration) and 92% (pill count).",
        "By electronic monitoring cap 91% of olanzapine and 90% of risperidone openings were on time, and "
        "the husband independently vouches for 95% of each.",
        "I asked the pharmacist to audit the returned trays: 96 per cent of olanzapine and 95 per cent of "
        "risperidone had been used. His landlady, who hands him the tablets, puts it at 95 per cent "
        "throughout.",
        "Hostel staff watched him take 97% of doses of both; dosette returns 95% and 96%.",
        "Intake, by the home nurse's list: 98 % of olanzapine, 96 % of risperidone. By the pharmacy's "
        "blistering: 97 % and 95 %.",
        "As for compliance, the mother controlled it and tells 95% in the two treatments; the pharmacy "
        "withdrawals agree with 93% and 92%.",
        "Adherence (MAR): olanzapine 96%, risperidone 97%. Adherence (pharmacy): olanzapine 94%, risperidone 95%.",
        "There is no doubt he took them: depot clinic nurse's home visits with tablet counts gave 94% and "
        "95%, his father 95%.",
        "Daughter fills the pill organiser & reports 95% on olanzapine and 92% on risperidone; insurance "
        "claims show 96% and 94% days covered.",
        "He was adherent: 95% of doses by staff observation, 93% by count, in both trials.",
        "She swallowed 93% of olanzapine and 91% of risperidone going by the strips her husband brought to "
        "OPD, and he himself says no more than one or two tablets a month were missed.",
        "Pharm: PDC 0.95 olanzapine, 0.93 risperidone. Mum: 95% both.",
        "Nursing home eMAR: 99% olanzapine, 98% risperidone. Daughter visiting nightly says at least 95% of "
        "each went down.",
        "The warden of the hostel locks the tablets away and hands them out: 95% for each course. Pharmacy "
        "deliveries 100% for both.",
        "Adherence to both antipsychotics 94% (weekly dosette checks, CPN) and 95% (partner's account).",
        'brother: "95, 96 percent of it, both of them". blister packs back 94% used.',
        "Compliance with olanzapine was 95% by tablet count and 97% by the mother; compliance with "
        "risperidone 93% by tablet count and 94% by the mother.",
        "Dispensed on time x10 (olanz) and x9 (risp), 95% cover each; wife gives meds, same figure.",
        "Adherence on olanzapine: ward chart, 98%; also mouth checks. On risperidone: hostel chart 95%. In "
        "both his sister, visiting daily, says he took more than nine in ten.",
        "Both drugs: key worker's signing sheet 96%, pharmacy returns 94%.",
        "He was observed by the day nurses who recorded 96 of 98 doses of olanzapine and 60 of 63 of "
        "risperidone; his mother independently says 95% of each.",
        "Pill counts at each visit averaged 94% (olanzapine) and 92% (risperidone); spouse concurs.",
        "Adherence estimates: wife 95% & 95%; pharmacist (dispensing) 92% & 94%, olanzapine and risperidone "
        "in that order.",
        "Compliance by attender 95% for both, by strip count 92% for T. olanzapine and 90% for T. risperidone.",
        "He takes the tablets in front of his wife: 96% of olanzapine and 95% of risperidone by her "
        "calendar. The pharmacy collected 94% and 93% of the blisters back empty.",
        "Adherence source 1 (MAR): 97% both. Adherence source 2 (relative): 95% both.",
        "We have MAR sheets for both admissions, 98% and 97%, and his brother, who visited daily, puts the "
        "figure at 95%.",
        "Staff at the hostel watched each dose (95% for olanzapine, 94% for risperidone). The chemist's returns agree.",
        "95% adherent to olanzapine and 93% to risperidone according to both the pill counts and his father.",
        "Adherence (carer / count): olanzapine 95% / 93%; risperidone 94% / 91%.",
        "Took at least 90% of each as witnessed by his keyworker and confirmed by dosette checks.",
        "Of the olanzapine 95% and of the risperidone 93% was swallowed, judging from the strips; his aunt "
        "tells the same.",
        "On both drugs the home treatment team saw him take 96% of doses, and the pharmacy log has 94%.",
        "Nurse-administered throughout, 99% per eMAR for each; pharmacist's stock reconciliation 98% for each.",
    ],
)
def test_a_share_of_each_trial_from_two_sources_is_read(words: str) -> None:
    assert minimum(words) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "Adherence 95% for olanzapine by MAR and mother; no information for risperidone.",
        "His mother says 95% for both. The pharmacist could not be reached.",
        "MAR 95% for olanzapine and 94% for risperidone.",
        "Pharmacy record 95% for both, but his wife says that he took perhaps half.",
        "Olanzapine: 95% by chart, 93% by count. Risperidone: 72% by chart, 70% by count.",
        "Doses taken: olanzapine 94% (MAR), 96% (carer). Risperidone: unknown.",
        "Adherence to metformin 95% by pill count and 94% by his mother.",
        "Mother estimates 95%; pill count 94%, both for the present drug only.",
        "By carer 95% and by pill count 93% since March, when he was already off both.",
        "Took 10 of 20 tablets by count; mother says 95%.",
        "Adherence was good on both by all accounts.",
        "Supervised by ward staff for the first two weeks, 95%, then at home, unknown.",
        "Wife says 95%. She has that from him.",
        "Pill count 95% and refill 96% for olanzapine; for risperidone only his own word, 95%.",
        "Chart 95% for both. The chart was kept by his mother, who also says 95%.",
        "Trial 1: 95% by MAR and count. Trial 2: not recorded.",
        "Sister thinks 95% on olanzapine, pharmacist 94% on risperidone.",
        "Adherence target 90% for both; MAR and pharmacy to be checked.",
        "He would need 80% by two sources.",
        "Mother says 95% for each drug; count to be done.",
        "The MAR says 96% and 95%, but ticks were entered in advance.",
        "Carer 95%, pharmacist 93% for olanzapine; carer 95% for risperidone; pharmacist closed.",
        "Pill counts averaged 94% (olanzapine) and 55% (risperidone); spouse says 95% of both.",
        "Wife 95% & 95%; dispensing data not available.",
        "The trays handed back were 95% full in both periods; his partner puts it at 95%.",
        "Dispensing ratio 0.96 for olanzapine; sister says he missed one tablet in twenty of it. Risperidone "
        "from a private clinic, no records.",
        "Missed doses: olanzapine 45%, risperidone 6% by MAR; mother's diary gives the same.",
        "Adherence (carer / count): olanzapine 95% / 93%; risperidone 94% / not done.",
        "Adherence source 1 (MAR): 97% olanzapine. Adherence source 2 (relative): 95% risperidone.",
        "Her husband missed giving her half the tablets in each trial; refills were on time, 96% and 95%.",
        "Staff at the hostel watched each dose of the olanzapine, 95%. The chemist's returns agree. "
        "Risperidone he took alone.",
        "Count 95% for olanzapine and 94% for risperidone, done by his wife, who says the same.",
        "95% adherent to olanzapine according to pill counts and to risperidone according to his father.",
        "He says 95% of both and his notes, which record what he says, have 95% too.",
        "Mum: about 19 in 20 on each. Chemist has no data.",
        "Mum: about 9 in 20 on each. Chemist: 94% collected on each.",
        "Home staff's signed med charts 97% and 96%.",
        "The house staff watched and signed the MAR: 97% and 96%.",
        "His mother keeps a chart: 95% for both.",
        "MAR 96% for olanzapine; for risperidone no record was kept. Mother says 95% for both.",
        "Olanzapine: MAR 95%, mother 95%. Risperidone: mother 90%.",
        "Mother puts it at 95% for both, the pharmacy record at 60% for risperidone.",
        "Pharmacy refills 92% for both. He himself is sure it was less.",
        "Nurses' chart 96% of olanzapine doses and 62% of risperidone doses. Mother 95% and 94%.",
        "Chart 96% for olanzapine and sixty for risperidone; mother says 95% for both.",
        "MAR 96% for olanzapine and 60 for risperidone; mother says 95% for both.",
        "His father watched him swallow and puts it at nineteen doses in twenty with olanzapine; dosette "
        "returns came to 94% for the olanzapine.",
        "95% by MAR and 93% by pill count for olanzapine. Risperidone he took when he felt like it.",
        "Mum thinks 95% for each. Pharmacy pick-ups match for olanzapine only.",
        "Chemist's collection record says 92% and 95%. Sister does not know.",
        "Refills at Lloyds on time, 90% and 88%, but half the boxes were found unopened. Flatmate thinks "
        "nine days out of ten.",
        "Partner gives meds, est. 90% on (1), 95% on (2). Dispensing hx requested.",
        "MAR 95% for risperidone. His mother says 95% for risperidone as well.",
        "Adherence 96% on the ward, unknown after discharge; pharmacy says the same.",
        "Nurse list 95%, Kela purchases 55%.",
        "She kept a notebook of each tablet: 95% and 95%.",
        "He says 95% for both and keeps a diary which shows 95%.",
        "She told her husband 95%, and he told me 95%, for both.",
        "Brother counts the tablets and makes it 95% for olanzapine, 70% for risperidone; refills 92% and 94%.",
        "In 3 of 10 weeks he missed everything. MAR 95% for both otherwise, count 95%.",
        "His wife says he missed one in three of each; the pharmacy record is 95%.",
        "Nine days out of ten he was at home. Chart 95%.",
        "He attended 95% of visits and his mother came to 93% of them.",
    ],
)
def test_a_share_of_one_trial_or_from_one_source_stays_open(words: str) -> None:
    assert minimum(words) != "met"


STATE = (
    "PANSS interview 3 May: P1 5, P3 5. SOFAS 40. Psychotic symptoms daily for 3 years. "
    "Olanzapine level 38 ng/mL, in range.\n"
)
ONE = "Olanzapine 20 mg, 10 weeks at that dose, no response"
TWO = "Risperidone 6 mg, 9 weeks at that dose, no response."


@pytest.mark.parametrize(
    "history",
    [
        f"Trial 1: {ONE}, adherence 95% by MAR chart, 92% by pill count.\nTrial 2: {TWO}",
        f"{ONE}, adherence 95% by MAR chart, 92% by pill count.\n{TWO}",
        f"{ONE}. MAR 95%, mother agrees 95%.\n{TWO}",
        f"{ONE}.\n{TWO} Olanzapine: MAR 95%, mother agrees 95%.",
        f"{ONE}. Risperidone 2 mg, 9 weeks at that dose, no response. Amisulpride 800 mg, 9 weeks at that dose, no "
        "response. Adherence 95% for olanzapine and 94% for risperidone by MAR and mother.",
    ],
)
def test_a_share_in_the_row_of_one_trial_is_not_that_of_the_other(history: str) -> None:
    draft = read_case(STATE + history)
    assert check_case(draft.case, draft).verdicts["trrip_minimum"] == "unknown"
    assert any("adherence.percent" in ask.datum for ask in check_case(draft.case, draft).questions)


def test_trials_without_a_share_do_not_count_beside_two_with_their_own() -> None:
    third = "Amisulpride 800 mg, 9 weeks at that dose, no response."
    draft = read_case(f"{STATE}{ONE}. {TWO} {third} MAR and mother: 95% for olanzapine, 94% for risperidone.")
    assert check_case(draft.case, draft).verdicts["trrip_minimum"] == "met"
    assert [trial.adherence is not None for trial in draft.case.trials] == [True, True, False]
    assert draft.case.adherence is None


def test_a_drug_given_shortly_needs_no_share() -> None:
    taken = "Adherence 95% for olanzapine and 93% for risperidone by MAR and mother."
    history = f"{ONE}. {TWO} Lurasidone 37 mg for four days. {taken}"
    assert check_case(read_case(STATE + history).case).verdicts["trrip_minimum"] == "met"


TOLD = CASE.format(taken="Adherence 90% by pill count and carer.") + "\n"


def later(words: str) -> tuple[str, list[str]]:
    draft = read_case(TOLD + words, newest_from=len(TOLD))
    trials = draft.case.trials
    own = [one.adherence.percent.words() if one.adherence and one.adherence.percent else "" for one in trials]
    known = draft.case.adherence
    return known.percent.words() if known and known.percent else "", own


@pytest.mark.parametrize(
    "words",
    [
        "Adherence to olanzapine was 60%.",
        "only took 60% of the olanzapine",
        "olanzapine adherence was 60%",
        "adherence was only 60% for olanzapine",
        "he missed 40% of his olanzapine",
        "for olanzapine compliance was 60%",
    ],
)
def test_a_low_share_that_a_later_note_tells_of_one_drug_is_that_drugs(words: str) -> None:
    assert later(words) == ("90", ["60", ""])
    report = check_case(read_case(TOLD + words, newest_from=len(TOLD)).case)
    assert report.verdicts["trial_adequate:olanzapine"] == "not_met"
    assert report.verdicts["trial_adequate:risperidone"] == "met"
    assert report.verdicts["trrip_minimum"] == "not_met"


@pytest.mark.parametrize(
    "words",
    [
        "adherence was 60%",
        "adherence to olanzapine and risperidone was 60%",
        "adherence to olanzapine was 60%, same for the other one",
        "adherence to both was 60%",
        "he took 60% of all his meds, olanzapine included",
        "adherence 60%, olanzapine was stopped",
    ],
)
def test_a_low_share_that_may_be_of_all_is_read_of_all(words: str) -> None:
    assert later(words) == ("60", ["", ""])


def test_a_later_share_of_all_replaces_one_of_a_drug_alone() -> None:
    notes = [TOLD, "Adherence to olanzapine was 60%.\n\n"]
    starts = (len(notes[0]), len("".join(notes)))
    draft = read_case("".join(notes) + "Adherence was 95% throughout.", newest_from=starts)
    assert [one.adherence for one in draft.case.trials] == [None, None]


def test_a_later_share_of_the_same_drug_corrects_the_low_one() -> None:
    notes = [TOLD, "Adherence to olanzapine was 60%.\n\n"]
    starts = (len(notes[0]), len("".join(notes)))
    draft = read_case("".join(notes) + "Adherence to olanzapine was 85%.", newest_from=starts)
    own = draft.case.trials[0].adherence
    assert own and own.percent and own.percent.words() == "85" and draft.case.trials[1].adherence is None
    assert draft.case.adherence and draft.case.adherence.percent and draft.case.adherence.percent.words() == "90"

"""What a note tells of other people, plans, denies or sets aside is not the patient's; what they tell of him is."""

import pytest

from assistant.criteria import read_case
from assistant.criteria.parse.clauses import joined
from assistant.criteria.parse.voices import blanked, not_told_of_patient
from assistant.criteria.ranges import exactly

PATIENT = "He failed olanzapine 20 mg for 8 weeks. He has heard voices for 2 years. "


def left_of(words: str) -> str:
    """What stays readable of a line beside a patient's note."""
    text = joined(f"{PATIENT}{words}\nSOFAS 45.")
    return " ".join(blanked(text, not_told_of_patient(text))[len(PATIENT) :].replace("SOFAS 45.", "").split())


def asked(text: str) -> set[str]:
    return set(read_case(text).asked)


def drugs_of(text: str) -> list[str]:
    return [trial.drug for trial in read_case(text).case.trials]


@pytest.mark.parametrize(
    "words",
    [
        "My brother Dan, God rest him, was the same and got Largactil 300 mg and Modecate in the county home.",
        "Her cousin, who goes to your clinic, I gather, is on 15 mg of olanzapine.",
        "The brother, whom I have also met, takes olanzapine 10 mg and misses half of it.",
        "Brother did 12/52 of aripip no worries.",
        "Cousin brother on Zyprexa Relprevv 300 two-weekly.",
        "Cousin taken off clozapine in 2011 with neutrophils 0.8.",
        "Aunt on same drug took a year.",
        "Now my sister Bernie had three different ones, Stelazine and the Modecate needle, and they all failed on her.",
        "FAMILY: an uncle did brilliantly on 300 mg clozapine.",
        "Family > half-brother on Invega Trinza, stable",
        "Brother - clozapine 300 mg, good response.",
        "His late wife had Parkinson's disease and was given clozapine 25 mg.",
        "The senior brother failed three drugs in 2015.",
        "And his roommate at the residence is on clozapine 300.",
        "His pal in the next room was 349 last month.",
        "A friend of hers at church had Stelazine 5 mg first and then the Modecate.",
        "Wife's theophylline level 12 also on file.",
        "His aunt's two were risperidone and paliperidone.",
        "Her dad's olanzapine is 5.",
        "His co-wife takes her antihypertensives at 100 %.",
        "He says that his brother takes clozapine 300 mg.",
        "Two of his uncles were on chlorpromazine 600 mg.",
        "His mother has schizophrenia. She failed haloperidol 10 mg for 8 weeks. It did nothing for her.",
        "The man in bed 6 had 1.1.",
        "His cousin's count fell to 0.4.",
        "The neighbour's son got Clozaril 300 mg and is cured.",
        "Another patient on the ward had an ANC of 1.1 the same day.",
        "Answer of another patient of the same day (dr. Russo): 600 ng/mL clozapine alone.",
    ],
)
def test_what_others_take_is_set_aside(words: str) -> None:
    assert left_of(words) in ("", "Now", "And", "FAMILY:", "Family >", "He says that")


@pytest.mark.parametrize(
    "words",
    [
        "His mother says he takes 95 %.",
        "wife: 90% by blister packs",
        "Wife counts the tablets and puts it at 90 %.",
        "Sister 90%, PharmaNet 93%.",
        "His mother found half of the tablets under the bed.",
        "mother insisted to change so changed to nothing",
        "Mom: he stopped the tablets in May.",
        "His wife has counted the blister packs: 92 %.",
        "He believes that his neighbours are poisoning him, for 3 years now.",
        "His father is his carer and fills the dosette, 95%.",
        "Mother gave olanzapine 20 mg every night for 8 weeks.",
        "According to his brother he took olanzapine 20 mg for 8 weeks.",
        "Lives with his mother, had olanzapine 10 mg for 8 weeks.",
        "Full time in his uncle's bakery, SOFAS 68.",
        "His mother had stopped his olanzapine after 3 weeks.",
        "His wife had thrown the boxes away.",
    ],
)
def test_what_others_tell_of_him_stays(words: str) -> None:
    assert left_of(words) == words


def test_the_patient_comes_back_within_a_sentence() -> None:
    assert left_of("His uncle had olanzapine 10 mg, the patient had haloperidol 5 mg.").endswith("haloperidol 5 mg.")


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("Dear Doctor, my son had olanzapine 20 mg for 8 weeks. My brother had Largactil 300 mg.", ["olanzapine"]),
        ("My sister had olanzapine 20 mg for 8 weeks. She then had haloperidol 10 mg for 8 weeks.",
         ["olanzapine", "haloperidol"]),
        ("He had olanzapine 20 mg for 8 weeks. My son Tom had haloperidol 10 mg for 8 weeks.", ["olanzapine"]),
    ],
)  # fmt: skip
def test_a_relatives_letter_is_about_the_first_it_names(text: str, drugs: list[str]) -> None:
    assert drugs_of(text) == drugs


@pytest.mark.parametrize(
    ("words", "patients"),
    [
        ("No smoking (that is the other pt, room 214).", 1),
        ("The colleague asks, because his other patient had 1.1 the week before.", 1),
        ("His other patient: haloperidol 10 mg for 8 weeks.", 2),
        ("My other patient had haloperidol 10 mg for 8 weeks. He takes 95 %.", 2),
        ("Does my other patient qualify?", 2),
        ("He has two brothers, both well.", 1),
        ("I saw the two O'Shea brothers together.", 2),
    ],
)
def test_an_aside_on_another_patient_makes_no_second_case(words: str, patients: int) -> None:
    assert read_case(PATIENT + words).patients == patients


@pytest.mark.parametrize(
    "words",
    [
        "He has never had haloperidol, risperidone or any injection.",
        "Has not had clozapine, ECT or haloperidol.",
        "Haloperidol suggested by locum, NOT given.",
        "Haloperidol wafers offered in ED, spat out.",
        "Haloperidol, quetiapine and lurasidone are all just on the list of ideas.",
        "Haloperidol and risperidone have never been tried.",
        "Fluphenazine decanoate was out of stock, so never given.",
        "Aripiprazole 10 augmentation is planned, not begun.",
        "Not tried: haloperidol, risperidone, quetiapine.",
        "Options: haloperidol, lurasidone, amisulpride.",
        "We discussed haloperidol, quetiapine and amisulpride.",
        "Haloperidol was proposed by the family but never prescribed.",
    ],
)
def test_drugs_denied_or_planned_are_no_trials(words: str) -> None:
    assert drugs_of("Olanzapine 20 mg for 8 weeks, no response. " + words) == ["olanzapine"]


@pytest.mark.parametrize(
    ("words", "drugs"),
    [
        ("He has never had clozapine, haloperidol 10 mg for 8 weeks failed.", ["haloperidol"]),
        ("He has never had clozapine, and haloperidol failed.", ["haloperidol"]),
        ("Clozapine was considered but haloperidol 10 mg was given for 8 weeks.", ["haloperidol"]),
        ("Haloperidol 10 mg advised by the clinic, taken for 9 weeks.", ["haloperidol"]),
        ("Neither haloperidol 10 mg for 8 weeks nor risperidone 6 mg for 8 weeks helped.",
         ["haloperidol", "risperidone"]),
    ],
)  # fmt: skip
def test_drugs_taken_beside_a_denied_one_are_trials(words: str, drugs: list[str]) -> None:
    assert drugs_of(words) == drugs


@pytest.mark.parametrize(
    ("words", "tried"),
    [
        ("Clozapine not tried.", False),
        ("Clozapine: offered 5/2024, declined. Never started.", False),
        ("Clozapine is advised for him, though it has not been begun.", False),
        ("Dr Keane spoke of clozapine as the next step, but it has not been given.", False),
        ("Clozapine has yet to be started.", False),
        ("Clozapine 400 mg for 8 weeks, no response.", None),
        ("His brother never had clozapine.", None),
    ],
)
def test_a_denied_clozapine_was_not_tried(words: str, tried: bool | None) -> None:
    assert read_case("Olanzapine 20 mg for 8 weeks. " + words).case.clozapine_tried is tried


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("2015 quetiapine 50 mg, 4 weeks - too low, disregard\n2020 olanzapine 20 mg, 9 weeks", ["olanzapine"]),
        ("Quetiapine 50 mg for 8 weeks, which I do not count. Olanzapine 20 mg for 8 weeks.", ["olanzapine"]),
        ("Olanzapine 20 mg for 8 weeks (ignore the 15 mg in the GP letter).", ["olanzapine"]),
        ("Olanzapine 20 mg for 8 weeks. He tries to ignore the voices.", ["olanzapine"]),
        ("Please disregard my earlier message. Olanzapine 20 mg for 8 weeks.", []),
        ("Olanzapine 20 mg for 8 weeks. Ignore this note.", []),
        ("Disregard. Olanzapine 20 mg for 8 weeks.", []),
    ],
)
def test_what_is_disregarded_is_a_line_or_the_note(text: str, drugs: list[str]) -> None:
    assert drugs_of(text) == drugs


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Dictated he is well full stop new paragraph SOFAS 45", "Dictated he is well. SOFAS 45"),
        ("Dictated he is well\nfull stop SOFAS colon 45", "Dictated he is well. SOFAS: 45"),
        ("he took it period no effect period none period", "he took it. no effect. none."),
        ("Dictated over a period of six weeks full stop", "Dictated over a period of six weeks."),
        ("The trial period was 8 weeks.", "The trial period was 8 weeks."),
        ("Dictated after the washout period comma colon cancer", "Dictated after the washout period, colon cancer"),
    ],
)
def test_spoken_marks_are_marks(text: str, marked: str) -> None:
    assert " ".join(joined(text).split()) == marked
    assert len(joined(text)) == len(text)


@pytest.mark.parametrize(
    "words",
    [
        "Bloke in bed 11 is the one who got stiff on 5 of haldol.",
        "The neighbouring farmer gets his Depixol at 100 mg fortnightly.",
        "Her flatmate, on the same clinic list, runs at 0.62 mg/L.",
        "A chap he knows from the day centre had 12 weeks of risperidone 6 mg.",
        "Mum's on quetiapine 300 mg.",
        "Elder brother K/C/O schizophrenia on Inj. Fluphenazine 25 mg fortnightly.",
        "His twin (not the patient) takes aripiprazole 30 mg.",
        "The case in the journal got haloperidol 10 mg for 8 weeks.",
        "Patients received haloperidol 10 mg for 6 weeks.",
        "Somebody else's chart was filed here: haloperidol 10 mg, 8 weeks, no response.",
        "A colleague's patient with the same name got haloperidol 10 mg for 8 weeks.",
        "The guy he shares a room with takes haloperidol 10 mg.",
        "Next door neighbour: clozapine 350 mg.",
        "Both parents are on quetiapine 300 mg.",
        "The old boy two beds down is on haloperidol 10 mg.",
        "The neighbour's lad has been on haloperidol 10 mg for 8 weeks.",
        "Kid brother: haloperidol 10 mg, 8 weeks, no luck.",
        "Nan was on haloperidol 1 mg in the nursing home.",
    ],
)
def test_strangers_and_kin_in_other_words_are_set_aside(words: str) -> None:
    assert left_of(words) in ("", "Bloke in")


@pytest.mark.parametrize(
    "words",
    [
        "His flatmate confirms he took haloperidol 10 mg for 8 weeks.",
        "The lady in bed 4 (this referral) had haloperidol 10 mg for 8 weeks.",
        "Our man had haloperidol 10 mg for 8 weeks.",
        "At another hospital haloperidol 10 mg for 8 weeks.",
        "His former consultant gave haloperidol 10 mg for 8 weeks.",
        "The same man had haloperidol 10 mg for 8 weeks in 2019.",
        "He lives next door to his mum and had haloperidol 10 mg for 8 weeks.",
    ],
)
def test_the_patient_in_other_words_stays(words: str) -> None:
    assert left_of(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "Clozapine: mother against, patient for; not begun.",
        "Clozapine talk booked; nothing started yet.",
        "Clozapine not yet discussed with him.",
        "Adv: CBC, ECG, ?clozapine. RTC 2/52",
        "Clozapine proposed by GP, not commenced.",
        "Clozapine N/A",
        "Clozapine would be next.",
        "Clozapine leaflet given.",
        "Clozapine held in reserve.",
        "Nobody has tried clozapine.",
        "Haloperidol prescribed by the GP; script never filled.",
        "Haloperidol 10 mg written up but he refused every dose.",
        "Allergies: haloperidol (dystonia).",
        "Next: haloperidol 10 mg.",
        "Haloperidol samples were handed out, pt threw them away, zero doses.",
        "Pipamperon 40 mg at night only for sleep, three nights.",
        "Tercian 25 mg was given two evenings, for anxiety only, forget it.",
        "PRN: haloperidol 5 mg, lorazepam 1 mg, used 6x.",
        "A single dose of haloperidol 10 mg in A&E.",
        "Rapid tranq with haloperidol 5 mg + lorazepam on two occasions.",
        "Quetiapine 25 mg was for sleep only.",
        "Two doses of haloperidol 5 mg IM.",
        "Haloperidol 10 mg for 8 weeks - NOT THIS PATIENT.",
        "The haloperidol 10 mg for 8 weeks on the discharge summary is a mistake.",
        "Struck out: haloperidol 10 mg 8 weeks.",
        "Haloperidol 10 mg for 8 weeks, forget it.",
        "(Example for trainees: haloperidol 10 mg for 8 weeks, no response.)",
        "PANSS total 98, then 94 (drop 4 of 68).",
        "Nexium listed as if a third.",
    ],
)
def test_drugs_not_taken_or_used_for_a_night_open_no_trial(words: str) -> None:
    assert drugs_of(f"Olanzapine 20 mg for 8 weeks, no response. {words}") == ["olanzapine"]


@pytest.mark.parametrize(
    ("words", "drug"),
    [
        ("Haloperidol 10 mg for 8 weeks, with PRN lorazepam.", "haloperidol"),
        ("Haloperidol 10 mg once a day x 8 weeks.", "haloperidol"),
        ("Haloperidol 10 mg for 8 weeks. Zopiclone for sleep.", "haloperidol"),
        ("Started in the ED: haloperidol 10 mg for 8 weeks.", "haloperidol"),
        ("He declined clozapine at first, then took it at 400 mg for 20 weeks.", "clozapine"),
        ("Clozapine 350 mg, level not done.", "clozapine"),
        ("Clozapine no good.", "clozapine"),
        ("Haloperidol was first. It was given at 10 mg for 8 weeks.", "haloperidol"),
        ("T. Oleanz 20 mg for 8 weeks, T. Sizodon 6 mg for 8 weeks.", "risperidone"),
    ],
)
def test_drugs_taken_beside_such_words_are_trials(words: str, drug: str) -> None:
    assert drug in [one.drug for one in read_case(words).case.trials if not one.prn]


@pytest.mark.parametrize(
    "words",
    [
        "(TRRIP asks < 60)",
        "Boss says trrip needs 6 wks n 600 cpz equiv each, so I ask.",
        "The form requires SOFAS under 60.",
        "TRRIP wants 6 weeks at 600 mg CPZ.",
        "(>= 6 wks needed)",
        "One needs at least 6 weeks per drug.",
        "Requirement: SOFAS below 60.",
    ],
)
def test_rules_quoted_leave_the_patients_data(words: str) -> None:
    case = read_case(f"Olanzapine 20 mg for 8 weeks, no response. {words} SOFAS 45.").case
    (trial,) = case.trials
    assert (trial.dose_mg, trial.days_at_dose) == (exactly(20), exactly(56))
    assert [rating.score and rating.score.high for rating in case.ratings] == [45]


FAILED = "Olanzapine 20 mg for 8 weeks, no response. Haloperidol 10 mg for 8 weeks, no response. SOFAS 45. "
SCORED = "Olanzapine 20 mg. PANSS total (1-7) 100 at baseline, 66 after 8 weeks. "
CLOZAPINE_LEVEL = "Clozapine 400 mg unchanged for 4 weeks. Level 12 h after the dose 420 ng/mL. "


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (FAILED + "Different drugs for TRRIP? And is the TRRIP minimum met?", {"drugs_different", "trrip"}),
        (FAILED + "Kindly opine whether criteria of treatment resistance is fulfilled.", {"trrip"}),
        (FAILED + "Ask: Do we have a therapy resistance after TRRIP minimum?", {"trrip"}),
        (FAILED + "Was the dose and length enough to count?", {"trial_adequate"}),
        (FAILED + "Has he failed clozapine properly?", {"clozapine_resistance"}),
        (FAILED + "Kane criteria: yes or no?", {"definition"}),
        (SCORED + "I should like the present trial classified.", {"response"}),
        (SCORED + "Did our patient respond?", {"response"}),
        (SCORED + "Is that a response in the ordinary sense, with the scale minimum taken off?", {"response"}),
        (SCORED + "Please tell me whether he responded.", {"response"}),
        (CLOZAPINE_LEVEL + "Is his clozapine level valid and sufficient?", {"clozapine_level"}),
        ("Risperidone 6 mg, then paliperidone 9 mg. Is this one drug or two?", {"drugs_different"}),
        ("UK. Clozapine 200 mg. ANC 1.3 today. Can we call this neutropenia?", {"anc"}),
        (FAILED, {"trrip"}),
    ],
)  # fmt: skip
def test_what_is_asked(text: str, topics: set[str]) -> None:
    assert asked(text) == topics


@pytest.mark.parametrize(
    ("words", "patients"),
    [
        ("Also Mr B: haloperidol 10 mg for 8 weeks.", 2),
        ("Second one, a woman of 40: haloperidol 10 mg for 8 weeks.", 2),
        ("He shares a room with two patients.", 1),
        ("He is my second patient with this.", 1),
    ],
)
def test_two_cases_in_one_note(words: str, patients: int) -> None:
    assert read_case(PATIENT + words).patients == patients


def test_a_second_drug_without_a_name_is_another_trial() -> None:
    note = "Haloperidol 10 mg for 12 weeks, no response, and one further antipsychotic, of which the name is lost."
    assert read_case(note).case.other_trials is True

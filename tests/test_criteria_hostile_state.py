"""Notes in which one statement of the state is denied, of another time or another thing: no verdict rests on it.

Each sentence replaces the one of its kind in a note that is rightly met, or follows that note; each kind has plain
counterparts that still are met, so that a reader that reads nothing fails too.
"""

import pytest

from assistant.criteria import check_case, read_case

NOTE = {
    "who": "34-year-old man with schizophrenia.",
    "first": "Olanzapine 20 mg daily for 8 weeks, no response.",
    "second": "Then risperidone 6 mg daily for 8 weeks, no response.",
    "panss": "PANSS today: P1 5, P3 5, N1 4.",
    "sofas": "SOFAS 45.",
    "lasted": "Current symptoms for 9 months.",
    "taken": "Adherence 95% by pill count and dispensing records.",
    "level": "Plasma olanzapine level 45 ng/mL.",
}


def minimum(after: str = "", **replaced: str) -> str:
    text = " ".join((NOTE | replaced).values())
    return check_case(read_case(text + after).case).verdicts["trrip_minimum"]


def followed(new: str) -> str:
    earlier = " ".join(NOTE.values())
    draft = read_case(f"{earlier}\n{new}", newest_from=len(earlier) + 1)
    return check_case(draft.case).verdicts["trrip_minimum"]


def verdict(name: str, text: str) -> str:
    draft = read_case(text)
    return check_case(draft.case, draft).verdicts.get(name, "not asked")


def test_the_whole_note_is_met() -> None:
    assert minimum() == "met"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("sofas", "SOFAS 45 today."),
        ("sofas", "SOFAS 45/100 (rated by two nurses)."),
        ("sofas", "SOFAS 70 in 2015, 45 now."),
        ("sofas", "SOFAS 72 in 2019, now down to 45."),
        ("sofas", "SOFAS at review 45."),
        ("panss", "PANSS P1 5 (was 6), P3 5."),
        ("panss", "PANSS P1 2 -> 5, P3 2 -> 5."),
        ("panss", "On admission all PANSS items 2; now PANSS P1 5, P3 5."),
        ("panss", "PANSS: P1 5, P3 5, no other item above 3."),
        ("panss", "PANSS positive 40 now; PANSS positive 10 in 2018."),
        ("panss", "P1 5, P3 5."),
        ("lasted", "Symptoms not controlled for 9 months."),
        ("lasted", "Never symptom-free for 9 months, constant voices."),
        ("lasted", "Voices and low mood for 9 months."),
        ("lasted", "Symptoms have gone on for 9 months."),
        ("taken", "95% by pill count, confirmed by dispensing records."),
        ("taken", "Adherence 95% by self-report and his mother, who counts the tablets."),
        ("taken", "Adherence 95% by pill count and dispensing records, no missed doses."),
        ("taken", "Adherence never below 95% by pill count and dispensing records. Adherence 95%."),
        ("taken", "Adherence to antipsychotic medication 95% by pill count and dispensing records."),
        ("taken", "5% of doses not taken by pill count and dispensing records."),
        ("taken", "Adherence 95% for olanzapine and for risperidone by pill count and dispensing records."),
        ("taken", "Lives with his mother. Adherence 95% by pill count and dispensing records."),
    ],
)
def test_plain_statements_are_met(kind: str, words: str) -> None:
    assert minimum(**{kind: words}) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "SOFAS 45 on admission, now improved to 70.",
        "SOFAS was 45 in 2019, 72 today.",
        "SOFAS 45 (now 72).",
        "SOFAS 45. Now 72.",
        "SOFAS 45 at baseline; has since improved to 72.",
        "SOFAS 45 -> 72.",
        "SOFAS 45 last year.",
        "Previous SOFAS 45.",
        "SOFAS 45 two years ago.",
        "SOFAS: 2015 45, 2024 72.",
        "SOFAS goal: 50.",
        "TRRIP needs SOFAS < 60; not yet rated.",
        "SOFAS 45 expected; it was never rated.",
        "SOFAS 6\u00a05.",
        "SOFAS 6\u200b5.",
        "SOFAS 6 5.",
        "SOFAS 6,5.",
        "SOFAS 45/72.",
        "SOFAS 45. SOFAS 72.",
        "SOFAS at entry 45, at exit 72.",
        "SOFAS 45 before, 72 after.",
        "SOFAS 45 or 65.",
        "SOFAS 45 (2016).",
        "SOFAS improved by 45 points.",
        "SOFAS 45? not certain.",
        "SOFAS 45. SOFAS was never rated.",
    ],
)
def test_functioning_that_is_not_shown_to_be_low_now(words: str) -> None:
    assert minimum(sofas=words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "On admission PANSS P1 5, P3 5; now all items 2.",
        "PANSS P1 5, P3 5. All items 2.",
        "PANSS P1 5, P3 5; every item 2 or less today.",
        "PANSS P1 5 -> 2, P3 5 -> 2.",
        "PANSS P1 5 (now 2), P3 5 (now 2).",
        "PANSS P1 and P3 were 5, now 2.",
        "PANSS P1 5 or 2, P3 5 or 2.",
        "PANSS P1 2-5, P3 2-5.",
        "PANSS P1 5 and P3 5 in 2018.",
        "PANSS positive 10 now; PANSS positive 30 in 2018.",
        "PANSS positive 30. PANSS positive 10.",
        "PANSS not done. P1 5 and P3 5 would be needed.",
        "PANSS pending. P1 5, P3 5.",
        "No PANSS. BPRS P1 5 P3 5.",
        "N1 6 mm pupils. PANSS not done.",
        "N1 6.",
        "PANSS P1 6 days ago: 2.",
        "PANSS P1-P7 = 7 to 49 range; total 62.",
        "PANSS P1 5 before, 2 now; P3 5 before, 2 now.",
        "Worst-ever PANSS P1 5, P3 5.",
        "PANSS P1 5? P3 5?",
        "PANSS P1 5, P3 5 before ECT. After ECT all 1.",
        "PANSS P1 5, P3 5, but this was the previous admission.",
    ],
)
def test_symptoms_that_are_not_shown_to_be_moderate_now(words: str) -> None:
    assert minimum(panss=words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Symptom-free for 9 months.",
        "Symptoms: none for 9 months.",
        "Symptoms well controlled for 9 months.",
        "Voices gone for 9 months.",
        "Psychosis in remission for 9 months.",
        "Asymptomatic for 9 months.",
        "Depressive symptoms for 9 months.",
        "Urinary symptoms for 9 months.",
        "Side effects: symptoms for 9 months.",
        "Constant headaches for 9 months.",
        "Persistent cough for 9 months.",
        "Ongoing court case for 9 months.",
        "Hearing loss for 9 months.",
        "Symptoms for 9 months in 2015.",
        "Symptoms for 9 months. Symptoms for only 4 weeks.",
        "Her mother had symptoms for 9 months.",
        "Not psychotic for 9 months.",
        "No relapse for 9 months.",
        "Back pain, persistent for 9 months.",
        "Symptom diary kept for 9 months.",
        "Symptoms for 9 months, now resolved.",
    ],
)
def test_a_length_that_is_not_that_of_the_present_psychosis(words: str) -> None:
    assert minimum(lasted=words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Adherence 95% by pill count, dispensing records unavailable.",
        "Adherence 95% by pill count; dispensing records disagree.",
        "Adherence 95% by pill count; dispensing records were never obtained.",
        "Adherence 95% by pill count; dispensing records missing.",
        "Adherence 95% by pill count, dispensing records to follow.",
        "Adherence 95% by pill count; the pharmacy has not answered.",
        "Adherence 95% by pill count; dispensing records show gaps.",
        "Adherence 95% by pill count, awaiting dispensing records.",
        "Adherence 95% by pill count and dispensing records. Dispensing records lost.",
        "Adherence 95% by self-report, lives with mother.",
        "Adherence 95% by self-report; visited by his sister.",
        "95% of doses not taken by pill count and dispensing records.",
        "95% of doses refused by pill count and dispensing records.",
        "Adherence never reached 95% by pill count and dispensing records.",
        "Adherence was not 95% by pill count and dispensing records.",
        "Half the doses missed. Adherence 95% by pill count and dispensing records.",
        "Misses most doses. Adherence 95% by pill count and dispensing records.",
        "Adherence 95% by pill count and dispensing records. Adherence really unknown.",
        "Adherence 95% for metformin by pill count and dispensing records.",
        "Adherence to lithium 95% by pill count and dispensing records.",
        "95% of insulin doses taken by pill count and dispensing records.",
        "Statin adherence 95% by pill count and dispensing records.",
        "Adherence 95% (target) by pill count and dispensing records.",
        "He hides tablets. Adherence 95% by pill count and dispensing records.",
        "Adherence 95% by pill count and dispensing records cannot be believed.",
    ],
)
def test_adherence_that_is_not_shown(words: str) -> None:
    assert minimum(taken=words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Review today: much better, all PANSS items 2 or less, back at work.",
        "Update today: symptoms have resolved.",
        "He has now recovered.",
        "Now in full remission.",
        "No longer hears voices.",
    ],
)
def test_a_later_recovery_contradicts_the_scores(words: str) -> None:
    assert minimum(after=f"\n\n{words}") != "met"
    assert read_case(" ".join(NOTE.values()) + f"\n\n{words}").questions


@pytest.mark.parametrize(
    "words", ["Review today: no better.", "Symptoms have not resolved.", "In 2015 symptoms had resolved."]
)
def test_no_recovery_contradicts_nothing(words: str) -> None:
    assert minimum(after=f"\n\n{words}") == "met"


@pytest.mark.parametrize(
    "words",
    [
        "PANSS items are all 2 now",
        "all items 2",
        "P1 and P3 are 2",
        "symptoms have resolved",
        "symptoms only 4 weeks",
        "SOFAS is actually 72",
        "Correction: adherence unknown, no pill count was done",
        "adherence was never checked",
        "dispensing records were not obtained after all",
        "adherence is 60%",
        "voices gone",
        "he recovered",
        "the SOFAS was not rated",
        "PANSS was not done",
        "adherence was only by self-report",
        "duration of symptoms unknown",
        "symptoms not 9 months but 9 weeks",
    ],
)
def test_a_follow_up_takes_back_what_was_said(words: str) -> None:
    assert followed(words) != "met"


@pytest.mark.parametrize("words", ["PANSS P1 is 6", "SOFAS is actually 40", "symptoms for 10 months", "adherence 90%"])
def test_a_follow_up_that_changes_no_side_leaves_it_met(words: str) -> None:
    assert followed(words) == "met"


@pytest.mark.parametrize(
    "text",
    [
        "All remission items 3 or less for 8 months.",
        "In remission for 8 months. All remission items 3 or less.",
        "All eight Andreasen items have been 3 or less for 8 months. Remission?",
        "PANSS P1 2, P2 2, P3 2, N1 2, N4 2, N6 2, G5 1, G9 1 for the last 8 months. In remission?",
    ],
)
def test_remission(text: str) -> None:
    assert verdict("remission", text) == "met"


@pytest.mark.parametrize(
    "text",
    [
        "Not in remission for 8 months. All remission items 3 or less.",
        "All remission items 3 or less. No remission for 8 months.",
        "All remission items 3 or less but for P3, for 8 months.",
        "All remission items 3 or less apart from hallucinations, for 8 months.",
        "All but one item 3 or less for 8 months; remission?",
        "Nearly all items 3 or less for 8 months; remission?",
        "Not every item is 3 or less for 8 months; remission?",
        "All items 3 or less for 8 months? No, only for 4. Remission?",
        "All P and N items 3 or less for 8 months. Remission?",
        "All remission items 3 or less; stable job for 8 months.",
        "All remission items 3 or less today, in hospital for 8 months.",
        "All remission items 3 or less. Seen every 8 months.",
        "All remission items 3 or less for 8 months but relapsed last week.",
        "All remission items 3 or less for 8 months; P3 now 5.",
        "All remission items 3 or less most of the time for 8 months.",
        "All items 3 or more for 8 months; remission?",
        "Diabetes in remission for 8 months. All PANSS items 3 or less today.",
        "Remission requires all eight items 3 or less for 6 months.",
        "PANSS P1 3-4, P2 2, P3 2, N1 2, N4 2, N6 2, G5 1, G9 1 for 8 months. Remission?",
    ],
)
def test_what_is_no_remission(text: str) -> None:
    assert verdict("remission", text) != "met"


def test_the_latest_change_is_the_one_asked_about() -> None:
    assert verdict("response", "PANSS 90 to 60. Response?") == "met"
    assert verdict("response", "PANSS 95 to 93 in 2010, 90 to 60 now. Response?") == "met"
    assert verdict("response", "PANSS 90 to 60 in 2010, 95 to 93 now. Response?") != "met"
    assert verdict("response", "PANSS 95 to 93 now, 90 to 60 in 2010. Response?") != "met"
    assert verdict("response", "PANSS 90 to 60. PANSS 95 to 93. Response?") != "met"


def test_the_drugs_compared_are_those_of_the_question() -> None:
    asked = "count as two different drugs for TRRIP?"
    assert verdict("drugs_different", f"Do risperidone and olanzapine {asked}") == "met"
    assert verdict("drugs_different", f"Do risperidone and paliperidone {asked} He also had olanzapine.") == "not_met"
    assert verdict("drugs_different", "He had risperidone and olanzapine. Are they two different drugs?") == "met"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("panss", "PANSS at intake: P1 5, P3 5, P6 4."),
        ("panss", "PANSS (baseline, 2021): total 95; P1: 5; P3: 5; P6: 5."),
        ("panss", "PANSS P1 5, P3 5 before the present treatment."),
        ("panss", "PANSS P1 5, P3 5. These have since normalised."),
        ("panss", "PANSS P1=5>2, P3=5>1."),
        ("panss", "PANSS P1 5, P3 5 under the old regime."),
        ("panss", "PANSS P1 5, P3 5, rated from the old case notes."),
        ("panss", "PANSS P1 5, P3 5, rated when he had taken LSD."),
        ("panss", "PANSS P1 5, P3 5, as an example of how to fill in the form."),
        ("sofas", "SOFAS 45 at its lowest."),
        ("sofas", "SOFAS on admission 45."),
        ("sofas", "SOFAS 45. That was before he found work."),
        ("sofas", "SOFAS 45; it has climbed to the seventies."),
        ("sofas", "SOFAS 45 (for comparison: the mean of the clinic)."),
        ("sofas", "SOFAS 45, a guess."),
        ("lasted", "Symptoms came back a week ago after 2 years of peace."),
        ("lasted", "We will watch his symptoms for 2 years."),
        ("lasted", "He has believed that his wife is good for 12 years."),
        ("lasted", "Duration of prodromal symptoms: 14 months."),
        ("taken", "Adherence 95% in the last week by pill count and his mother."),
        ("taken", "Adherence 95% since discharge, by pill count and his mother."),
        ("taken", "Adherence 95% in the new flat, by pill count and his mother."),
        ("taken", "Adherence 95% with olanzapine by pill count and his mother. Risperidone: no data."),
        ("taken", "Adherence 95% by his own account; the dispensing record tells of three collections in a year."),
        ("taken", "Adherence 95% by his own account. Pill counts begin next week."),
        ("taken", "Adherence 95% by pill count and his mother is the standard we set ourselves."),
        ("taken", "Adherence 95% by pill count and his mother if one believes them; I do not."),
    ],
)
def test_what_is_of_another_occasion_or_no_fact_is_left_out(kind: str, words: str) -> None:
    assert minimum(**{kind: words}) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Forty tablets turned up in a sock.",
        "He admits he flushed most of it.",
        "He now says he has never swallowed an antipsychotic in his life.",
        "His sister found a carrier bag full of tablets.",
        "Both drugs were undetectable on two occasions.",
        "The adherence figure is not to be believed.",
    ],
)
def test_words_that_belie_adherence_leave_it_open(words: str) -> None:
    assert minimum(f" {words}") != "met"


@pytest.mark.parametrize(
    "words",
    [
        "No tablets were found in his room.",
        "He admits to hearing voices.",
        "He does not believe that he is ill.",
        "He believes that tablets control his mind.",
        "He has taken no alcohol.",
        "His mother found him talking to himself.",
    ],
)
def test_words_that_belie_nothing_leave_it_met(words: str) -> None:
    assert minimum(f" {words}") == "met"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("panss", "PANSS: P1 5, P3 5 (unchanged since admission)."),
        ("panss", "PANSS P1 5, P3 5 at today's appointment."),
        ("panss", "PANSS last week: P1 5, P3 5."),
        ("sofas", "SOFAS is 45; it was 38 last year."),
        ("sofas", "SOFAS 45, no change since last year."),
        ("lasted", "He has believed that he is being followed for 2 years."),
        ("lasted", "The voices have not stopped for 2 years."),
        ("taken", "Adherence at home was 95% by pill counts and his mother in both trials."),
        ("taken", "Adherence with olanzapine 95%, with risperidone 92%, by pill counts and his mother."),
        ("taken", "Adherence 95% by his own account; the dispensing record agrees."),
    ],
)
def test_the_present_and_whole_datum_is_met(kind: str, words: str) -> None:
    assert minimum(**{kind: words}) == "met"

"""What a note takes back, doubts or gives to another is left out and asked about; what only sounds like it stays."""

import pytest

from assistant.criteria import check_case, read_case

NOTE = {
    "head": "38-year-old man with schizophrenia since 2015.",
    "panss": "PANSS today 98: P1 5, P2 4, P3 5, P6 4; N1 4, N2 4.",
    "symptoms": "Symptoms continuous for 2 years.",
    "sofas": "SOFAS 42.",
    "first": "Olanzapine 20 mg daily for 10 weeks: no response.",
    "second": "Risperidone 8 mg daily for 12 weeks: no response.",
    "adherence": "Adherence 95 % by pill counts and carer report.",
    "level": "Olanzapine plasma level 45 ng/mL (range 20-80).",
}


def minimum(more: str = "", **replaced: str) -> str:
    draft = read_case("\n".join((*(NOTE | replaced).values(), more)))
    return check_case(draft.case, draft).verdicts["trrip_minimum"]


def followed(more: str) -> str:
    earlier = "\n".join(NOTE.values()) + "\n\n"
    draft = read_case(earlier + more, newest_from=len(earlier))
    return check_case(draft.case, draft).verdicts["trrip_minimum"]


@pytest.mark.parametrize(
    "words",
    [
        "Correction: the olanzapine was 5 mg.",
        "Erratum: for 12 weeks read 12 days.",
        "On second thoughts the risperidone was the brother's.",
        "It turns out that he never had risperidone.",
        "I mixed up the two drugs' durations.",
        "Strike that last trial.",
        "Typing error above: 8 mg ought to read 0.8 mg.",
        "The chart review shows that much of the above is wrong.",
        "Please ignore the figure for adherence, we have no idea.",
        "The rating sheet has another name on it.",
        "Plan: a first adequate trial.",
        "Plan: restart risperidone, to which he had responded so well.",
        "Neither drug has been given a fair chance.",
        "He relapsed when risperidone was stopped.",
        "Impression: pseudo-resistance.",
    ],
)
def test_a_later_word_that_takes_a_datum_back_leaves_it_out(words: str) -> None:
    assert minimum() == "met"
    assert minimum(words) != "met"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("second", "Olanzapine and ?risperidone 8 mg daily for 12 weeks: no response."),
        ("second", "Allegedly risperidone 8 mg daily for 12 weeks: no response."),
        ("second", "Risperidone 8 mg daily for 12 weeks on paper: no response."),
        ("second", "Risperidone 8 mg daily for 12 weeks for his delirium: no response."),
        ("second", "In the film the hero takes risperidone 8 mg daily for 12 weeks: no response."),
        ("second", "Risperidone 8 mg daily for 12 weeks: no response. This refers to his older brother."),
        ("second", "His brother Tom is ill. Tom took risperidone 8 mg daily for 12 weeks: no response."),
        ("second", "Risperidone 8 mg daily for 12 weeks was put to him; no response."),
        ("panss", "PANSS 98: P1 5, P2 4, P3 5, P6 4; N1 4, N2 4 (his twin)."),
        ("sofas", "SOFAS 42 (for comparison: the mean of the clinic)."),
        ("adherence", "Adherence 95 % by pill counts and carer report is the standard we set ourselves."),
        ("level", "Olanzapine plasma level 45 ng/mL is what we hope for."),
    ],
)
def test_what_is_doubted_unreal_or_of_another_in_its_own_sentence_is_left_out(kind: str, words: str) -> None:
    assert minimum(**{kind: words}) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "The risperidone dose was 2.",
        "8 mg should be 0.8.",
        "Adherence: only 50.",
        "The SOFAS was a GAF.",
        "Both for a month only.",
        "That was all about another patient.",
        "No, he only had olanzapine.",
        "He stopped risperidone after a week.",
    ],
)
def test_a_follow_up_that_corrects_the_first_note_is_heeded(words: str) -> None:
    assert followed(words) != "met"


@pytest.mark.parametrize(
    "words",
    [
        "Plan: clozapine, as two trials have failed.",
        "Correction to the address: he now lives in Cork.",
        "Sorry for the delay in writing.",
        "He remains on risperidone while he waits.",
        "He has no insight and says that there is nothing wrong with him.",
        "In summary, treatment-resistant schizophrenia after two adequate trials.",
        "Neither drug was helpful and he is distressed.",
        "His sister is well and works as a teacher.",
    ],
)
def test_what_only_sounds_like_a_correction_changes_nothing(words: str) -> None:
    assert minimum(words) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "Thanks. Does he meet the minimum criteria?",
        "He is still unwell.",
        "Both trials were at full dose throughout.",
        "SOFAS rated again today: 40.",
    ],
)
def test_a_follow_up_that_takes_nothing_back_leaves_it_met(words: str) -> None:
    assert followed(words) == "met"


def test_what_is_said_to_be_wrong_is_what_the_sentence_before_told() -> None:
    """Where "that's wrong" speaks of nothing that was read itself."""
    wrong = (
        "Symptoms daily for 2 years. Sorry, that's wrong - family clear that he was well till the wedding, 26 days ago."
    )
    assert minimum() == "met"
    assert minimum(symptoms=wrong) != "met"

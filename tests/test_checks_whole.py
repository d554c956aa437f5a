"""What a sentence must be as a whole: it tells enough, keeps its conditions, and speaks to nobody and of no patient."""

import pytest

from assistant.checks import Check, Cited, Told
from assistant.checks.address import gives_no_orders, speaks_of_no_patient, stands_by_itself, tells_something
from assistant.checks.completeness import enough_is_told
from assistant.checks.conditions import conditions_are_kept
from assistant.checks.fitting import figures_fit_their_names
from assistant.checks.kept import at_least_is_kept, or_stays_or, the_drug_is_kept
from assistant.lexicon import Lexicon

LEXICON = Lexicon.load()
DROPOUTS = (
    "There were no differences in dropouts between the ECT group and those receiving clozapine monotherapy and no "
    "significant difference in neurocognitive or negative symptom response."
)
LEVEL = "The mean clozapine dosage was 525 mg/d and the mean plasma level 854 ng/mL."
LABEL = "The US label allows clozapine to resume once the ANC is at least 1,000/µL, unless the patient has a fever."


def asked(check: Check, claim: str, source: str) -> str | None:
    return check(Told(claim, LEXICON), Cited((), source, LEXICON, {}))


@pytest.mark.parametrize("claim", ["Yes.", "No: ECT did not harm cognition.", "Yes, it did.", "Was ECT effective?"])
def test_no_source_says_yes_or_no_or_asks(claim: str) -> None:
    assert asked(tells_something, claim, DROPOUTS)


def test_a_sentence_that_begins_with_no_is_no_answer_by_itself() -> None:
    assert asked(tells_something, "No differences in dropouts were found between the ECT groups.", DROPOUTS) is None


def test_what_hangs_on_a_sentence_before_it_does_not_stand() -> None:
    assert asked(stands_by_itself, "At that level, clozapine continues.", LABEL)
    assert asked(stands_by_itself, "It was well tolerated.", LABEL)
    assert asked(stands_by_itself, "In the US, clozapine may resume.", LABEL) is None
    assert asked(stands_by_itself, "These results need support.", "These results were not supported.") is None


@pytest.mark.parametrize(
    "claim",
    ["Her dose of valproate is 800 mg.", "Your patient needs 350 ng/mL.", "You may need more.", "I would add it."],
)
def test_no_source_speaks_of_the_readers_patient(claim: str) -> None:
    assert asked(speaks_of_no_patient, claim, LEVEL)


def test_the_source_may_speak_of_a_patient() -> None:
    assert asked(speaks_of_no_patient, "Clozapine resumes unless the patient has a fever.", LABEL) is None
    assert asked(speaks_of_no_patient, "Patients need a trough, i.e. 12 hours after a dose.", LEVEL) is None


def test_what_is_reported_is_no_order_and_what_is_advised_may_be() -> None:
    assert asked(gives_no_orders, "Give valproate 800 mg.", "Valproate 800 mg was effective.")
    assert asked(gives_no_orders, "Start low.", "The label recommends to start at a low dose.") is None


def test_what_is_torn_from_its_sentence_says_too_little() -> None:
    assert asked(enough_is_told, "There were no differences between the ECT group and clozapine monotherapy.", DROPOUTS)
    assert asked(enough_is_told, DROPOUTS, DROPOUTS) is None


def test_what_stands_in_brackets_may_go() -> None:
    source = "In a 2016 review (Lally and colleagues; 71 patients), adverse events followed 14% of ECT treatments."
    claim = "Adverse events followed 14% of ECT treatments in a 2016 review."
    assert asked(enough_is_told, claim, source) is None


def test_of_two_sentences_one_told_whole_is_enough() -> None:
    assert asked(enough_is_told, LEVEL, f"{LEVEL} {DROPOUTS}") is None


def test_a_condition_is_not_left_out() -> None:
    claim = "The US label allows clozapine to resume once the ANC is at least 1,000/µL."
    why = asked(conditions_are_kept, claim, LABEL)
    assert why and "unless the patient has a fever" in why
    assert asked(conditions_are_kept, claim.replace(".", ", unless there is a fever."), LABEL) is None


def test_a_condition_of_what_is_not_spoken_of_may_be_left_out() -> None:
    source = "Topiramate was effective for negative symptoms; lithium may be stopped unless levels are low."
    assert asked(conditions_are_kept, "Topiramate helped negative symptoms.", source) is None


def test_no_dose_is_called_a_level() -> None:
    assert asked(figures_fit_their_names, "The dosage was 854 ng/mL and the plasma level 525 mg/d.", LEVEL)
    assert asked(figures_fit_their_names, "The plasma level was 854 ng/mL at a dosage of 525 mg/d.", LEVEL) is None
    source = "The dose is raised to at least 350 ng/mL."
    assert asked(figures_fit_their_names, "The dose is raised to 350 ng/mL or more.", source) is None


def test_a_figure_of_a_drug_is_not_told_without_it() -> None:
    source = "In the AGNP consensus, the reference range of olanzapine is 20 to 80 ng/mL."
    assert asked(the_drug_is_kept, "In the AGNP consensus, the reference range is 20 to 80 ng/mL.", source)
    assert asked(the_drug_is_kept, "The AGNP reference range of Zyprexa is 20 to 80 ng/mL.", source) is None


def test_alternatives_stay_alternatives() -> None:
    source = "The consensus supports an antidepressant or ECT."
    assert asked(or_stays_or, "The consensus supports an antidepressant and ECT.", source)
    assert asked(or_stays_or, "Either an antidepressant or ECT has the consensus's support.", source) is None
    assert asked(or_stays_or, "It supports lithium or ECT.", "It supports lithium and ECT.")
    assert asked(or_stays_or, "Two or more trials are asked for.", "At least two trials are asked for.") is None


def test_a_least_degree_is_not_the_degree() -> None:
    source = "The consensus asks for at least moderate impairment."
    assert asked(at_least_is_kept, "The consensus asks for moderate impairment.", source)
    assert asked(at_least_is_kept, "Impairment must be moderate or worse by the consensus.", source) is None
    assert asked(at_least_is_kept, "Two drugs are asked for.", "At least two drugs are asked for.") is None

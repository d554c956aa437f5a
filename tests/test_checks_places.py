"""Who does what to whom: the same words are refused where two things, or one and another, have changed places."""

import pytest

from assistant.checks import Check, Cited, Told
from assistant.checks.exchange import nothing_changes_places
from assistant.checks.limits import designations_agree, exceptions_are_not_taken_in, ordinals_agree
from assistant.checks.roles import (
    alone_is_of_the_same,
    lists_keep_their_order,
    no_harm_becomes_a_treatment,
    what_came_first_comes_first,
    what_is_added_stays_added,
)
from assistant.lexicon import Lexicon

LEXICON = Lexicon.load()
CAFFEINE = "Caffeine inhibits CYP1A2 and can raise clozapine levels, so that its intake should be kept stable."
BLINDING = "Risk of bias was high for blinding in 19 of 22 trials and unclear for allocation concealment in 11."
RASH = "A patient with mononucleosis who was treated with cephalexin later showed a rash."
TESTS = (
    "Prick tests with a series of dilutions of carboplatin and cisplatin were performed on three patients who had "
    "exhibited severe hypersensitivity reactions to carboplatin."
)
REGAINED = (
    "Metformin reduced weight by about 3 kg compared with placebo in patients on clozapine, but weight returned "
    "when metformin was stopped."
)

REFUSED = [
    (nothing_changes_places, CAFFEINE, "Clozapine inhibits CYP1A2 and can raise caffeine levels."),
    (nothing_changes_places, BLINDING, "Risk was high for concealment in 19 of 22 trials, unclear for blinding in 11."),
    (nothing_changes_places, RASH, "A patient with a rash who was treated with cephalexin later showed mononucleosis."),
]  # fmt: skip
PASSES = [
    (CAFFEINE, "Clozapine levels can be raised by caffeine, which inhibits CYP1A2: keep its intake stable."),
    (BLINDING, "Blinding was at high risk of bias in 19 of 22 trials; allocation concealment was unclear in 11."),
    (RASH, "A rash was later shown by a patient with mononucleosis after cephalexin treatment."),
    (
        TESTS,
        "Three patients with severe hypersensitivity to carboplatin had prick tests with cisplatin and carboplatin.",
    ),
    (REGAINED, "On clozapine, weight was reduced by metformin by about 3 kg, but returned when metformin was stopped."),
]


def asked(check: Check, claim: str, source: str) -> str | None:
    return check(Told(claim, LEXICON), Cited((), source, LEXICON, {}))


@pytest.mark.parametrize(("check", "source", "claim"), REFUSED)
def test_what_has_changed_places_is_refused(check: Check, source: str, claim: str) -> None:
    assert asked(check, claim, source)


@pytest.mark.parametrize(("source", "claim"), PASSES)
@pytest.mark.parametrize("check", [nothing_changes_places])
def test_what_is_told_in_another_order_passes(check: Check, source: str, claim: str) -> None:
    assert asked(check, claim, source) is None


ADDED = "When fluvoxamine is added to clozapine, its dose should be reduced."
ALONE = "Risk was lowest on clozapine with aripiprazole, 14% lower than on clozapine alone."
AFTER = "We describe a patient who developed granulocytopenia after taking dipyrone."
HARM = "Two cases of fixed drug eruption induced by methylphenidate are described."
LISTS = "Surgery and diet groups lost 20.7% and 1.7% of weight, respectively."
ORDERED = "It is a second-line drug in chronic hepatitis C."
UNLESS = "It can be started at home, unless there are cardiovascular risk factors."

ROLES = [  # what is wrong, and a telling of the same that is not
    (what_is_added_stays_added, ADDED, "When clozapine is added to fluvoxamine, its dose should be reduced.",
     "Augmenting clozapine with fluvoxamine calls for a lower dose."),
    (alone_is_of_the_same, ALONE, "On clozapine with aripiprazole risk was 14% lower than on aripiprazole alone.",
     "Clozapine alone had a higher risk than clozapine with aripiprazole."),
    (what_came_first_comes_first, AFTER, "A patient with granulocytopenia was then given dipyrone.",
     "After taking dipyrone, a patient developed granulocytopenia."),
    (no_harm_becomes_a_treatment, HARM, "Two cases of fixed drug eruption treated with methylphenidate are described.",
     "Methylphenidate induced a fixed drug eruption in two cases."),
    (lists_keep_their_order, LISTS, "Diet and surgery groups lost 20.7% and 1.7% of weight, respectively.",
     "Of their weight surgery and diet groups lost 20.7% and 1.7%, respectively."),
    (ordinals_agree, ORDERED, "It is a first-line drug in chronic hepatitis C.",
     "In chronic hepatitis C it is a drug of second line."),
    (designations_agree, ORDERED, "It is a second-line drug in chronic hepatitis B.", "It treats hepatitis C."),
    (exceptions_are_not_taken_in, UNLESS, "It can be started at home, even when there are cardiovascular risk factors.",
     "Unless there are cardiovascular risk factors, it can be started at home."),
]  # fmt: skip


@pytest.mark.parametrize(("check", "source", "wrong", "right"), ROLES)
def test_roles_are_the_sources(check: Check, source: str, wrong: str, right: str) -> None:
    assert asked(check, wrong, source)
    assert asked(check, right, source) is None

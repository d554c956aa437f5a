"""Who does what to whom: the same words are refused where two things, or one and another, have changed places."""

import pytest

from assistant.checks import Check, Cited, Told
from assistant.checks.exchange import nothing_changes_places, nothing_takes_anothers_place
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
    (nothing_takes_anothers_place, TESTS,
     "Prick tests with carboplatin and cisplatin were performed on three patients who had exhibited severe "
     "hypersensitivity reactions to cisplatin."),
    (nothing_takes_anothers_place, REGAINED,
     "Metformin reduced weight by about 3 kg compared with placebo in patients on clozapine, but weight returned "
     "when clozapine was stopped."),
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
@pytest.mark.parametrize("check", [nothing_changes_places, nothing_takes_anothers_place])
def test_what_is_told_in_another_order_passes(check: Check, source: str, claim: str) -> None:
    assert asked(check, claim, source) is None

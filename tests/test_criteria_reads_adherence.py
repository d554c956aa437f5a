"""Who gives, sees and counts the tablets, and how many were missed, beside two trials that stand as told."""

import pytest

from assistant import cases
from assistant.criteria import read_case
from assistant.criteria.ranges import Range

CASE = """Thank you for referring this man of 34 with schizophrenia. He has heard voices daily without a break for \
two years. PANSS interview on 3 March 2026: P1 5, P3 5, P6 4. SOFAS 42.

He took risperidone 6 mg daily for 12 weeks with no response and then olanzapine 20 mg daily for 14 weeks with no \
response, both at full dose. {words}

Olanzapine level 41 ng/mL.
"""


def verdict(words: str) -> str:
    return cases.report(CASE.replace("{words}", words), []).verdicts["trrip_minimum"]


def share(words: str) -> Range | None:
    found = read_case(f"He took risperidone and then olanzapine. {words}").case.adherence
    return found.percent if found else None


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("Only four doses missed altogether in the whole period, says his mother", 92),
        ("Two blanks on the chart in ten months", 99),
        ("His parents marked eleven doses as missed over the two trials", 80),
        ("Three doses missed a month at most by pill count", 89),
        ("She recalls two missed doses in six months", 98),
        ("In 26 weeks he refused seven doses by chart", 96),
        ("At most one tablet a fortnight is missed, says his wife", 92),
        ("All but five of the doses were taken, per chart", 91),
        ("Bar three missed doses, everything was taken, as the MAR shows", 94),
        ("Of 420 signatures 9 are lacking on the chart", 97),
        ("Out of 168 doses, 163 signed by the staff", 97),
        ("The nurse counted 3 tablets over in 84", 96),
        ("No doses missed at all by the chart", 100),
    ],
)
def test_a_share_told_by_what_was_missed(words: str, least: int) -> None:
    found = share(words)
    assert found is not None
    assert found.low is not None
    assert int(found.low) == least


@pytest.mark.parametrize(
    "words",
    [
        "Only four doses were taken in the whole period by the chart",
        "Missed three doses by the chart",
        "All but five doses were refused, per chart",
        "Every dose was missed except four, by chart",
        "He refused four meals in six months",
        "Three depot injections missed in all",
    ],
)
def test_a_count_that_gives_no_share(words: str) -> None:
    assert share(words) is None


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("Twenty-eight blanks on the chart in eight weeks", 50),
        ("The pharmacist counted 60 tablets left of 84", 29),
        ("Eleven doses missed in a fortnight by pill count", 22),
    ],
)
def test_many_missed_give_a_low_share(words: str, most: int) -> None:
    found = share(words)
    assert found is not None
    assert found.low is not None
    assert found.low <= most


@pytest.mark.parametrize(
    "words",
    [
        "The daughter puts the tablets out and watches. Nurse's counts: 97% for risperidone, 94% for olanzapine.",
        "Mother puts it in his hand and checks the mouth. Brother counts the strips, 58 of 60 tablets per month.",
        "Her case manager did daily med drops for the lot, the Webster-paks came back empty, I make it 97% taken.",
        "Staff give and sign (two blanks in ten months); pharmacy counts the returned cassettes, nothing left over.",
        "The charts are signed for 98% of doses and the pharmacist's stock cards for the named-patient supply agree.",
        "This admission by chart 100%; previous by Webster-pak audit 92% and partner's account which matched.",
        "Hostel charts show 97% and his daughter, who came daily, saw him take them.",
        "The key worker watched him swallow every tablet and the pharmacy had nothing back in the trays. Taken: 98%.",
        "Staff give and sign; the sheets are 97% complete; the monthly stock count by the manager agrees.",
        "DOT by ACT team M-F, mom on weekends; 97% documented; refills match.",
        "Trial 1, MAR 98% and stock right; trial 2, MAR 97% and stock right.",
        "Five doses refused over both trials according to the ward chart; the pharmacist's stock ledger balances.",
        "We are sure of 95%: his mother gives and the nurse counts.",
        "Mum says he missed three in four months, the chemist's trays show four missed in four months.",
        "Adherence = 0.94 (PDC); carer agrees.",
        "No refill gaps on either drug, caregiver estimates 95%.",
        "The aunt stands by until he has swallowed. Count by the clinic nurse 95%.",
        "His brother stands over him and the nurse counted the tablets weekly, three missed a month at most.",
    ],
)  # fmt: skip
def test_who_gives_and_who_counts_leave_the_trials_as_told(words: str) -> None:
    assert verdict(words) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "From next week his father will give every tablet and the pharmacy will keep a card; we are aiming for 96%.",
        "The hostel staff are to supervise and sign, and the pharmacy to count returns, so as to reach 95%.",
        "His wife says 95%, but the pharmacist counted 60 tablets left of 84.",
        "The nurse watched on Mondays and Thursdays, 96% on those days by chart and mother.",
        "Chart 97% and count 96% during the inpatient weeks; at home nothing was checked.",
        "First trial: chart 98% and stock agrees. Second trial: own account only.",
        "Staff sign (two blanks in ten months) but the returned cassettes had tablets left in most pockets.",
        "Webster-paks came back full and his case manager says 97% taken.",
        "The trays came back 96% full, counted by pharmacist and the support worker.",
        "95% of the tablets were still in the packs, which the mother and the nurse counted.",
        "The 95% in the CPN's notes is what he told her; no other source.",
        "Mother says 95% because he tells her so. Pharmacy dispensed on time.",
        "Pill count 97% was of his flatmate's blister. Mother says good.",
        "His brother's tablets are counted by the nurse and given by the mother, 95%.",
        "The clinic as a whole has 96% refill adherence and family reports agree.",
        "Adherence since starting clozapine 97% by MAR and pill count.",
        "Father gives every tablet; whether he swallows it the father does not know. Refill card 96%.",
        "Mother puts the tablets out and leaves for work, returns to an empty saucer. Strips counted 97%.",
        "Mother and count: 95%. Of seven boxes of each one he has picked up three.",
        "Wife and nurse's counts 93%. He is home Fridays, and what she takes he has on her word only.",
        "All but five doses were refused, per chart and stock.",
        "Hostel staff give and sign. Pharmacy counts.",
        "The app was opened on 95% of days by his mother, who has the phone. Pharmacy aware.",
        "The dosette is filled by the pharmacy at 97% accuracy and delivered by the carer.",
        "Sister ticks a chart for every dose, 97%; whether they are swallowed she cannot say. Chemist's returns nil.",
        "On the MAR his brother is at 97%, and a pill count by the visiting nurse at 95%.",
        "Mother administers since the second trial ended; 94% by mother and nurse's count.",
        "All intakes seen by staff (98%) except that he was at home for most of both trials; blisters counted.",
        "MAR 96% since he moved there last month and our own spot counts agree.",
        "She missed seven doses in the week I looked at, by husband's chart and by the chemist's returns.",
        "His father supervised neither trial. The 95% is from the blister returns and his father's impression.",
        "His aunt counts hers out, the clinic nurse counts what is left of hers: 95% taken.",
        "Med pass by group home staff on the days he slept there, MAR 97%, pill count matches.",
        "Staff were told 95% would look good. MAR 95%, count 95%.",
        "Compliance 95%, sister and refill record, in the years before these two trials.",
        "Mother gives the tablets. Family agree to clozapine. 95% by mother.",
    ],
)
def test_what_is_said_against_a_source_leaves_adherence_open(words: str) -> None:
    assert verdict(words) != "met"

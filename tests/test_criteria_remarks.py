"""Remarks that bear on nothing raise no doubt, and remarks contrary to what was told leave it open."""

import pytest

from assistant.criteria import check_case, read_case

NOTE = (
    "Man of 34 with schizophrenia. Risperidone 6 mg daily for 10 weeks, no response.{trial} "
    "Olanzapine 20 mg daily for 12 weeks, no response. "
    "Adherence 95 % by pill count and his mother's report.{taking} Olanzapine level 45 ng/mL.{level} "
    "PANSS by interview: P1 5, P3 6, P6 5.{panss} SOFAS 40.{sofas} Symptoms continuous for 3 years.{end}"
)
PLACES = ("trial", "taking", "level", "panss", "sofas", "end")


def _verdict(place: str, remark: str) -> str:
    text = NOTE.format(**{**dict.fromkeys(PLACES, ""), place: f" {remark}"})
    draft = read_case(text)
    return check_case(draft.case, draft).verdicts["trrip_minimum"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "remark",
    [
        "Many thanks for your help with this gentleman.",
        "The tribunal has asked for this in writing.",
        "Lives with his parents and a younger brother.",
        "Detained under section 3.",
        "Ferritin low, started on iron.",
        "Sertraline 100 mg for low mood.",
        "Will review in four weeks.",
        "Voices tell him he is worthless.",
        "He has a parakeet.",
        "Malaria parasite negative, PCV 41 %.",
        "Cataract surgery is due on the right eye in April.",
        "Flu jab given in October.",
        "No substances, UDS neg x 4.",
        "Drinks two cups of tea a day.",
        "The social service takes care of the pension.",
        "The sister studies law in Porto Alegre.",
    ],
)
def test_harmless(place: str, remark: str) -> None:
    assert _verdict(place, remark) == "met"


@pytest.mark.parametrize(
    ("place", "remark"),
    [
        ("trial", "The risperidone was never started."),
        ("end", "Risperidone was stopped after 3 weeks because of a rash."),
        ("end", "She refused the olanzapine from week 2."),
        ("end", "The olanzapine is helping now."),
        ("end", "Neither trial lasted that long."),
        ("taking", "The figure was for his blood pressure tablets."),
        ("taking", "The ward staff say otherwise."),
        ("taking", "This is disputed by his mother."),
        ("taking", "This was only since the admission."),
        ("level", "That is the target, not the result."),
        ("panss", "The scores are what we expect."),
        ("sofas", "That was in 2016."),
        ("end", "Voices stopped last month."),
        ("trial", "Most of the risperidone went straight into the bin."),
        ("end", "The 20 mg was his citalopram."),
        ("end", "This was in fact aripiprazole, the chart had been misread."),
        ("end", "It was a placebo, the study team have unblinded him."),
        ("end", "He says the first one was a life saver."),
        ("end", "The outcomes above are from a template."),
        ("end", "Not so: he never reached these doses."),
        ("taking", "The MAR belongs to another resident."),
        ("taking", "The counts were of the metformin."),
        ("taking", "The mother gets it from him."),
        ("taking", "The neighbour saw him pour them into the canal."),
        ("taking", "Home team found three months of unopened packs."),
        ("taking", "He admits to leaving out every other one."),
        ("level", "Measured after both trials had ended."),
        ("level", "The report carries a different date of birth."),
        ("level", "The level was of carbamazepine."),
        ("level", "The real one is still awaited."),
        ("panss", "It was a rehearsal with an actor."),
        ("end", "He has been well since Easter."),
        ("end", "Until ten days ago he was right as rain."),
        ("end", "The second drug never left the cupboard."),
        ("end", "He was on half of that for all but the last week."),
        ("taking", "Half the packs were found behind the wardrobe."),
        ("taking", "He palms them, the staff say."),
        ("taking", "The mother admits that she signed in advance."),
        ("level", "That is from his cousin's file."),
        ("level", "The tube had someone else's sticker on it."),
        ("level", "Drawn before the first tablet."),
        ("sofas", "He has since scored 2 on each of these."),
        ("sofas", "It was 40 last year. Now 70."),
        ("trial", "The file says risperidone 8 mg was the neighbour's."),
        ("end", "He believes that tablets were swapped by the ward."),
        ("taking", "He admits to hearing voices that forbid the tablets, and he hid them."),
        ("panss", "I do not have the other items, these were guessed."),
    ],
)
def test_contrary(place: str, remark: str) -> None:
    assert _verdict(place, remark) != "met"


@pytest.mark.parametrize(
    "beside",
    [
        "(NIMHANS lab)",
        "(our own lab)",
        ", sent to the private laboratory in Lagos",
        ", in range",
        "(trough)",
        "in week 8",
    ],
)
def test_where_a_level_was_measured_leaves_nothing_open(beside: str) -> None:
    assert not [one for one in read_case(f"Olanzapine level 45 ng/mL {beside}.").questions if "count?" in one.question]


@pytest.mark.parametrize("beside", ["(target)", "(planned)", "(before he was on it)"])
def test_a_word_in_a_bracket_takes_a_level_back(beside: str) -> None:
    text = NOTE.format(**dict.fromkeys(PLACES, "")).replace("45 ng/mL", f"45 ng/mL {beside}")
    draft = read_case(text)
    assert check_case(draft.case, draft).verdicts["trrip_minimum"] != "met"


def test_a_remark_is_listed_and_quoted_as_written() -> None:
    draft = read_case(NOTE.format(**{**dict.fromkeys(PLACES, ""), "end": " Lives with his parents."}))
    assert "Lives with his parents." in [span.quote for span in draft.not_understood]

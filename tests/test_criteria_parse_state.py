"""The illness in a note: how long, since when, remission, words for severity, domains, causes; and their denials."""

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.ranges import exactly


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Present symptoms for 14 months", 420),
        ("symptoms have lasted 12 weeks", 84),
        ("voices for 3 months", 90),
        ("continuously psychotic for 2 years", 730),
        ("current episode has lasted 20 weeks", 140),
    ],
)
def test_how_long_symptoms_have_lasted(text: str, days: int) -> None:
    assert read_case(text).case.symptom_days == exactly(days)


SEEN = "Seen on 3 March 2026. He hears voices and believes that he is followed. "


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("There is no day he was free of it in the last fourteen months.", 420),
        ("In the ten months that I have been seeing him he has at no point been free of the voices.", 300),
        ("In the past nine months he has never once been without voices.", 270),
        ("At no visit in the past 12 months was he free of delusions.", 360),
        ("His keyworker, who has known him for five years, has never known him without voices.", 1825),
        ("For as long as I have known him, three years, the voices have been there daily.", 1095),
        ("At least moderate throughout the last 7 months.", 210),
        ("Persistence: 40 weeks at this level", 280),
        ("Duration at current severity: 8 months", 240),
        ("Severity at least moderate for two years.", 730),
        ("Sxs daily x 5 yrs.", 1825),
        ("This has been every day for the past fifteen months.", 450),
        ("He has been in this state for a whole year.", 365),
        ("In the past year he has had symptoms every day.", 365),
        ("Voices for 15 months, nil remission.", 450),
        ("The voices have not stopped once in nine months.", 270),
        ("He relapsed 18 months ago and has been ill ever since.", 540),
        ("The voices came back three weeks ago.", 21),
        ("The symptoms recurred six weeks ago.", 42),
    ],
)
def test_how_long_symptoms_have_gone_on_without_a_break(text: str, days: int) -> None:
    assert read_case(SEEN + text).case.symptom_days == exactly(days)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He was well until five weeks ago; then the voices came back.", 35),
        ("Until six weeks ago he was entirely free of symptoms, then the voices came.", 42),
        ("He was right as rain till the wedding, 26 days ago, and then the voices began.", 26),
        ("He had been in full remission until he relapsed eight weeks ago. The voices are back.", 56),
    ],
)
def test_the_time_since_a_patient_was_well(text: str, days: int) -> None:
    assert read_case(text).case.symptom_days == exactly(days)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("This has gone on without a break since at least the spring of last year.", 90),
        ("This has gone on without a break since at least January of last year.", 390),
        ("Since 2023, without a gap.", 790),
        ("His keyworker, who has known him since 2020, has never known him without voices.", 1880),
        ("Admitted in May 2024. The voices have been present at every rating since admission.", 640),
        ("He has never been free of symptoms since he came to us in 2023.", 790),
        ("The voices set in in September 2024 and have not let up since.", 500),
    ],
)
def test_since_when_symptoms_have_gone_on_without_a_break(text: str, least: int) -> None:
    found = read_case(SEEN + text).case.symptom_days
    assert found is not None
    assert found.low is not None
    assert least <= found.low <= least + 40


@pytest.mark.parametrize(
    "text",
    [
        "There is no day he was free of pain in the last fourteen months.",
        "At no time in the past nine months has he missed an appointment.",
        "Not a day has passed without alcohol these two years.",
        "I have known him for five years and he hears voices.",
        "He has been in hospital continuously for two years.",
        "He has never been free of debt since he came to us in 2023.",
        "Possibly continuous for two years.",
        "It is not clear whether the voices were continuous over the two years.",
        "The voices may or may not have been constant for two years.",
        "He is said to have had voices daily for two years.",
        "The father doubts that the voices were there for two years.",
        "Symptoms wax and wane, 2 years, sometimes gone for weeks.",
        "Voices for two years, but none last autumn.",
        "Voices continuous for two years up to 2022.",
        "Voices daily from November 2024 to March 2025.",
        "The voices were constant for two years and then left him.",
        "He had voices daily for two years before remitting.",
        "He had been hearing voices daily for two years when he was 20.",
        "The voices have rarely troubled him for two years.",
        "The voices have been there at some contacts since 2023.",
        "Symptoms since Jan 2024: none.",
        "Voices since 2024, with long free intervals.",
        "Dosage at this level for 30 weeks.",
        "Duration of follow-up 2 years.",
        "Duration at current address: 8 months",
        "Length of stay | 8 months",
        "Present at each clinic appointment for two years.",
        "The drug's effect has persisted for two years.",
        "At least moderate side effects for 7 months.",
        "Twice in the last year he heard voices all day.",
        "The symptoms have continued to be absent since January of last year.",
        "For thirteen months there has been no day free from rain.",
        "He was fine until five weeks ago when he broke his leg and had pain.",
    ],
)
def test_what_has_lasted_is_not_the_present_symptoms(text: str) -> None:
    found = read_case(SEEN + text).case.symptom_days
    assert found is None


def test_a_score_out_of_seven_is_no_length() -> None:
    case = read_case("Voices for 14 months. PANSS interview: delusions 5/7, hallucinatory behaviour 5/7.").case
    assert case.symptom_days == exactly(420)


@pytest.mark.parametrize(
    "text",
    [
        "no symptoms for 14 months",
        "symptom-free for 14 months",
        "free of symptoms for 14 months",
        "symptoms have not lasted 12 weeks",
        "symptoms have lasted less than 12 weeks",
        "history of schizophrenia for 10 years",
        "olanzapine 20 mg for 14 months",
        "voices stopped 14 months ago",
        "no symptoms in the past 14 months",
    ],
)
def test_what_is_no_lasting_of_symptoms(text: str) -> None:
    (found,) = [one for one in check_case(read_case(text).case).findings if one.id == "S4"]
    assert found.status != "met"


def test_years_of_treatment_and_of_illness_are_told_apart() -> None:
    case = read_case("Ill for 10 years, on antipsychotics for 6 years.").case
    assert (case.years_since_onset, case.years_since_treatment_start) == (exactly(10), exactly(6))
    assert read_case("Diagnosed 10 years ago").case.years_since_treatment_start is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In remission for 7 months, all eight items 3 or less", 210),
        ("Remission has been maintained for 26 weeks", 182),
    ],
)
def test_remission(text: str, days: int) -> None:
    draft = read_case(text)
    assert draft.case.days_in_remission == exactly(days)
    assert draft.asked == ("remission",)


@pytest.mark.parametrize("text", ["no remission for 7 months", "never in remission for 7 months", "not in remission"])
def test_denied_remission(text: str) -> None:
    assert read_case(text).case.days_in_remission is None


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("moderate symptoms", "moderate"),
        ("severely ill", "severe"),
        ("marked positive symptoms", "severe"),
        ("symptoms", None),
    ],
)
def test_severity_in_words(text: str, severity: str | None) -> None:
    assert read_case(text).case.severity == severity


def test_domains() -> None:
    assert read_case("severe positive symptoms, no negative symptoms").case.domains == ("positive",)
    assert read_case("cognitive deficits, blunted affect").case.domains == ("negative", "cognitive")
    assert read_case("denies voices").case.domains == ()


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("Smokes cannabis daily", ("substances",)),
        ("no cannabis", ()),
        ("denies alcohol use", ()),
        ("? bipolar", ("diagnosis",)),
        ("on carbamazepine", ("interactions",)),
        ("NMDA-R encephalitis queried", ("physical_illness",)),
    ],
)
def test_causes_of_pseudo_resistance(text: str, causes: tuple[str, ...]) -> None:
    assert read_case(text).case.pseudo_resistance == causes

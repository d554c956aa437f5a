"""How long symptoms have lasted, in the words of letters, tables, chats and dictation, each beside a near one."""

import pytest

from assistant.criteria import read_case
from assistant.criteria.parse.lasting import is_of_illness

LIMIT = 84
RATED = "\n\nPANSS interview on 12 May 2025: P1 5, P3 5. SOFAS 42.\n"


@pytest.mark.parametrize(
    "text",
    [
        (
            "He believes that the Thames Barrier is operated through his teeth. He has held that belief, on his "
            "own account and on that of his wife, for upwards of four years."
        ),
        "He is troubled by voices. It has been going on for the best part of a year.",
        "She has had these experiences without a gap since she was in Boston, over two years.",
        "Illness active since at least Feb (9 months).",
        "Symptoms present ........ 5 years",
        "Voices daily. 7 months straight.",
        "WHAT KEEPS GOING WRONG: he is convinced staff are replaced at shift change. Ten-plus years.",
        (
            "This is the schizophrenia she has had since 1984, and the present bout of it dates back to the "
            "winter before last."
        ),
        "Q4 Since when? Jan 2024 (now Aug 2025), never symptom free",
        "Mar 2023 - first hears the imam's voice through the boiler. Has heard it daily since.",
        "Continuous illness 8 yrs.",
        "Resistance lasting 30 months; symptoms continuous all that time.",
        (
            "The voices ordering him out of the house have gone on without a break since his brother's burial in "
            "January 2024."
        ),
        'Course: neighbours\' commentary heard daily. "Not one day free" since Diwali 2023. Date today 22/9/24.',
        (
            'S: "They\'re still in the ceiling, doctor." Mom says no better since before Easter last year, so '
            "well over a year now."
        ),
        "The hallucinations have been there 5 years with no break.",
        "psychotic symptoms every day for the past 20 months.",
        "Persecutory ideas + running commentary since Ramadan 2024 (now Muharram/July 2025, never remitted).",
        (
            "He talks back to the radio, is sure the county government has put a chip in his tooth; the aunt "
            "dates this from the 2022 elections and says it has not let up once."
        ),
        'C/O voices (2), "jinn in wall". Daily x 11/12.',
        (
            "Her difficulty is a fixed conviction that the church choir inserts thoughts into her, together with "
            "derogatory voices; eighteen months now, uninterrupted."
        ),
        "- SW: granny reports suspicions about the neighbour's muthi for 3 yrs, no let-up.",
        "Illness: nine years. Current exacerbation never cleared, 10 months. He hears commandments.",
        'S: "neighbours send current through the floor". Same story since 8 months and more acc. to wife. Sleeps 5 h.',
        "Still answering back to the voices, worse after 9 pm. Whanau say it hasn't let up for about two years.",
        (
            "The patient himself has had schizophrenia since he was 30 and during the last six years he has not "
            "had one week free from the belief that the mining company steals his thoughts."
        ),
        'Frau K. came voluntarily because since at least seven months a "transmission" is made into her head.',
        "3 Since when? Summer 2021",
        "Evolution            22 months, persistent",
        (
            "The present bad period began in November 2022 and has lasted uninterruptedly up to today. He is "
            "sure that the colleagues from the work replaced his wife with an actress."
        ),
        (
            'Complaint of sister: "He laughs alone, he locks the door, he says our food is poison." These '
            "complaints are present since 2020, in waxing and waning fashion but never disappeared."
        ),
        "The voices have been there every day since the spring of 2023.",
        "He hears voices, getting on for 2 yrs.",
        "The persecutory ideas have not shifted since 2021 and remain daily. Seen 12 May 2025.",
        "Duration of current symptoms: 14 months",
        "Sx ongoing > 2 yrs, no remission.",
        (
            "He is certain that his landlord pumps gas into the flat. This has been so for three years without a "
            "day's respite."
        ),
        'Mother: "he talks to the wall all day". Going on three years.',
        "She tells me the voices started in June 2022 and have never stopped. Reviewed 3 May 2025.",
        "Chronic auditory hallucinations x 6 years, continuous.",
        "Pt hearing voices since last 2 years, continuously.",
        "Illness unremitting, 4 years.",
        "The voices have kept her company, unwelcome company, for close on five years.",
        "Psychotic symptoms present continuously for 30 months",
        "Symptom duration | 3 years",
        "Symptoms since ........... 2019",
        "How long unwell? 18 months, no gaps",
        "Time with symptoms: 2 y",
        "By his sister's account the voices have not been silent for a single day in two years.",
        "The belief that he is being poisoned has been fixed for at least 18 months.",
        "Paranoid delusions, constant for the past 26 weeks.",
        "Current episode: 11 months and counting.",
        "Present episode since February 2024, unbroken; today is 10 March 2025.",
        "He has been hallucinating on a daily basis these last nine months.",
        "Hearing voices every day for 1 yr 4 mo.",
        "AH + persecutory delusions x 14/12, nil remission.",
        (
            "She is convinced that her neighbours film her. Her brother dates it to 2020, and it has not eased "
            "since. Seen on 4 June 2024."
        ),
        "The patient's father says the muttering to himself has been there for almost three years.",
        "The symptoms persist since more than four years.",
        "Since two years she hears the voices daily.",
        "He suffers from voices since 5 years without interruption.",
        "Delusional ideas present for 3 yrs now; at no point free of them.",
        "Onset of present symptoms: March 2023 (assessed Sept 2024)",
        "Since when? 2 years",
        "Persistence: 20 months at moderate severity or above",
        "Voices: daily, 2 1/2 years.",
        "It is now three and a half years that the voices torment him.",
        "Negative symptoms unchanged for about six years.",
        "She has been avolitional and flat in affect for seven years, with no better spell.",
        "Not a quiet day from the voices since January 2023. Today 6/6/2024.",
        "The current psychotic episode has now lasted 16 months.",
        "Active symptoms: 40 weeks",
        "In the eighteen months I have known him he has never been without the voices.",
        "His delusions have been with him, day in day out, for a decade.",
        "Ongoing positive symptoms for the past year and a half.",
        "His family report continuous psychosis of 3 years.",
        "Has been responding to unseen others for upward of 20 months.",
        "The voices have plagued her for well over a year.",
        "Symptomatic throughout the last 15 months",
        "Length of current illness episode - 13 months",
        "Duration: symptoms at this level 2 yrs",
        "Continuous hallucinations, > 3 y.",
        "She has believed for six years that the bishop reads her mind; nothing has moved it.",
        "He has been floridly psychotic for nine months.",
        "The whispering has plagued him these past two winters, twenty months in all.",
        "Psychosis present since the start of 2023 and never in remission (now November 2024).",
        "The voices have been unremitting for most of two years.",
        "Positive symptoms have been present at every review for 22 months.",
        "Voices every day, now in their third year: thirty months by my count.",
        "He insists the parish priest controls his legs. This has not wavered in five years.",
        "Psychotic throughout the last two and a half years.",
        "HPC: AH x 20/12, constant. No sx-free interval.",
        "Sx: persistent, approx 3 yrs",
        "Hears them day and night. Has done so for two years, his mother says.",
        "[14:02] Nurse Tan: voices still there\n[14:03] Nurse Tan: 3 yrs nonstop",
        "Unremitting psychosis since his release from prison in March 2023. Date of report: 2 June 2025.",
        "She has not been free of the voices for as long as a day since 2022.",
        "Course: chronic and continuous, five years.",
        "Negative symptoms, present without change for 4 years, dominate.",
        "Duration of the present psychotic symptoms ____ 26 months",
        "Ill this time for 14 months, without remission.",
        "Mum dates the voices to Christmas 2022; they have been daily since then. Seen 4 March 2024.",
        "The hallucinations never stop; so it has been for seventeen months.",
    ],
)
def test_symptoms_that_have_lasted_are_read(text: str) -> None:
    days = read_case(text + RATED).case.symptom_days
    assert days is not None and days.low is not None and days.low >= LIMIT


@pytest.mark.parametrize(
    "text",
    [
        "He hears voices. He has lived with his mother for 5 years without a break.",
        "She believes the nurses poison her. She has been here for 5 years.",
        "He hears voices. Unemployed for 6 years.",
        "He hears voices. On clozapine for 2 years continuously.",
        "The voices stopped two years ago. Nothing has come back since.",
        "He was convinced that staff were replaced. 3 years later he laughed at it.",
        "Symptoms lasted 3 years and then remitted; well until 3 weeks ago.",
        "Duration of marriage: 12 years.",
        "He is certain that he will be well. He has held that view for four years.",
        "She hears voices. She has held the same job for four years.",
        "Voices present for 5 weeks.",
        "Since when? 6 weeks",
        "Symptoms since: 2 May 2025",
        "Current episode: 9 weeks and counting.",
        "No symptoms for three years.",
        "He has been free of voices since 2021 without a break.",
        "Free of voices since his marriage in January 2022.",
        "He believes in God. His pain has not let up for two years.",
        "Headaches every day for three years, no let-up.",
        "Voices come and go; for two years on and off.",
        "His brother has heard voices for ten years.",
        "The voices resolved in 2022 after a bout of three years.",
        "She has been depressed for 3 years without respite.",
        "If the voices have lasted for 3 months we will restart.",
        "The voices had been there for two years when he was first admitted in 2009.",
        "He hears voices. He has been abstinent from cannabis for three years.",
        "Schizophrenia for 12 years.",
        "Ill since 2012.",
        "Sleep has been poor for two years, unbroken only by naps.",
        "He is sure his tablets work. He has been on them for two years, daily.",
        "Voices better since his move in January 2023. Seen on 4 May 2025.",
        "Hearing voices possibly for 2 years?",
        "He thinks about the voices he had for two years as a boy.",
        "He was symptom free for two years, then relapsed 4 weeks ago.",
        "PANSS P1 5. He has been with us for three years.",
        "Onset of present symptoms: 20 April 2025 (assessed 12 May 2025)",
        "She is convinced that her neighbours film her. Her brother dates it to last month.",
        "Voices daily. 5 weeks straight.",
        "Allergic rhinitis since 2019, daily.",
        "Depot daily diary: 2 years.",
        "He hears voices. He has kept a diary for three years without a gap.",
        "Voices present. His mother has cared for him for ten years, every day.",
        "She believes that her food is poisoned. Vegetarian for six years.",
        "She believes that her food is poisoned. 6 years at the same school.",
        "He hears voices at night. 3 weeks.",
        "Symptoms present ........ 5 weeks",
        "Symptoms present ........ resolved 5 years ago",
        "Since when? Last month",
        "How long unwell? Unknown, perhaps 2 years",
        "He was sure of being followed. Ten years ago that was.",
        "Illness: fifteen years, episodic. Present exacerbation: 6 weeks.",
        "He is deluded about his teeth. The dental pain has not let up since 2021. Seen 5 May 2025.",
        "The voices have gone. Nothing has been heard since October 2022. Date 3 May 2025.",
        "Voices began in January 2022 and ended in March 2022. Date 3 May 2025.",
        "The present bout dates back to last week.",
        "Psychosis since his discharge in 2021 has been quiet. Date 3 May 2025.",
        "Has taken lithium every day since the winter before last.",
        "Voices stopped in 2022. Has been well ever since. Date 3 May 2025.",
        "The anxiety has been constant for two years; voices for five weeks.",
    ],
)
def test_what_lasts_besides_or_has_ended_is_no_length_of_the_symptoms(text: str) -> None:
    days = read_case(text + RATED).case.symptom_days
    assert days is None or days.low is None or days.low < LIMIT


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("He is sure the staff are replaced by actors.", True),
        ("“They send current through the floor.”", True),
        ("He is sure of his place at college.", False),
        ("He believed that he was followed, and the belief has gone: no delusions.", False),
    ],
)
def test_a_delusion_is_told_by_what_is_believed(words: str, is_one: bool) -> None:
    assert is_of_illness(words) is is_one

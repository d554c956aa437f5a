"""Made-up notes to try the page with: an id in, a note out. Each shows another way that a check can end."""

from typing import NamedTuple


class Example(NamedTuple):
    """An invented patient; `title` says what the note is an example of."""

    id: str
    title: str
    note: str


EXAMPLES = (
    Example(
        "met",
        "All minimum criteria met",
        "34-year-old man with schizophrenia, on treatment for 9 years. Olanzapine 20 mg daily for 10 weeks at that "
        "dose after 2 weeks of titration: no response. Then risperidone 8 mg/day for 12 weeks: no response. Adherence "
        "90 % by pill count and dispensing records. Olanzapine level 45 ng/mL, trough. PANSS: P1 5, P2 4, P3 6, N2 4. "
        "SOFAS 42. Present symptoms for 7 months.",
    ),
    Example(
        "open",
        "Cannot tell yet: a referral letter with gaps",
        "Thank you for seeing this 41-year-old woman. She was given a good dose of amisulpride for months without "
        "benefit, then aripiprazole 30 mg for 8 weeks with no response. She still hears voices daily; PANSS P1 5, "
        "P3 5. SOFAS 48. Her mother says she takes her tablets. Is she treatment-resistant?",
    ),
    Example(
        "not_met",
        "Not met: one trial too short",
        "28M, first treated 2 years ago. Haloperidol 10 mg for 8 weeks, no response. Quetiapine 600 mg stopped after "
        "3 weeks for sedation. No other antipsychotics were tried. Adherence 95 % by pill count and carer. Haloperidol "
        "level 6 ng/mL. PANSS P1 5, P3 5. SOFAS 50. Symptoms have lasted for 5 months.",
    ),
    Example(
        "clozapine",
        "On clozapine: is the level high enough?",
        "45-year-old woman, 15 years of treatment. Olanzapine 20 mg for 12 weeks, no response. Risperidone 6 mg for 10 "
        "weeks, no response, risperidone level 40 ng/mL. Clozapine 350 mg daily for 5 months, partial response. "
        "Clozapine level 290 ng/mL, trough, steady state; repeated 3 weeks later 310 ng/mL, trough, steady state. "
        "Smokes as before. Adherence 90 % by pill count and staff notes. PANSS P1 5, P3 5. SOFAS 40. Symptoms for 3 "
        "years. Is this clozapine resistance?",
    ),
)


def example(wanted: str) -> str:
    """The note of an example; empty where there is none of that id."""
    return next((one.note for one in EXAMPLES if one.id == wanted), "")

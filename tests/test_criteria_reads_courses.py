"""How long and at what dose a drug was taken, in the ways that notes tell it; beside each what must not be read so."""

import pytest

from assistant.criteria import check_case, read_case

LASTED = [
    ("Olanzapine 20 mg going on three months, no response.", "olanzapine"),
    ("Olanzapine 20 mg for the best part of four months, no response.", "olanzapine"),
    ("Olanzapine 20 mg from 2019 to 2022, no response.", "olanzapine"),
    ("Olanzapine 20 mg, weeks 3 to 13 of the admission, no response.", "olanzapine"),
    ("Olanzapine for 12 weeks, 10 of them at 20 mg. No response.", "olanzapine"),
    ("Olanzapine twelve weeks including two of titration, so ten at 20 mg. No response.", "olanzapine"),
    ("Risperidone 6 mg was reached on day 9 and given for another 15 weeks, no response.", "risperidone"),
    ("Olanzapine 20 mg x 10 weeks (titration not included), no response.", "olanzapine"),
    ("Both aripiprazole (30 mg) and olanzapine (20 mg) were tried for 10 weeks with no response.", "aripiprazole"),
    ("Aripiprazole and olanzapine, 30 mg and 20 mg, ten weeks each, no response.", "aripiprazole"),
    (
        "Aripiprazole 30 mg, olanzapine 20 mg, the former 10 weeks and the latter for 2. No response to either.",
        "aripiprazole",
    ),
    ("Olanzapine (20 mg) and risperidone (6 mg), for 10 and 3 weeks. No response to either.", "olanzapine"),
    ("Drug: Haloperidol. Dose: 15 mg/day. Duration: 9 weeks. Outcome: no response.", "haloperidol"),
    ("Olanzapine 4 tablets of 5 mg at night for 10 weeks, no response.", "olanzapine"),
    ("Haloperidol 5-5-5 mg for 9 weeks, no response.", "haloperidol"),
    ("Olanzapine 20 mg for 10 weeks plus lorazepam 1 mg prn, no response.", "olanzapine"),
    ("Olanzapine 20 mg for 10 weeks, dose not altered after that, no response.", "olanzapine"),
    ("Olanzapine 20 mg for 10 weeks, then tapered over 2 weeks and stopped, no response.", "olanzapine"),
    ("Olanzapine 20 mg for 10 weeks before we gave up on it. No response.", "olanzapine"),
    ("Olanzapine 20 mg for 10 weeks, did not miss any, no response.", "olanzapine"),
    ("Olanzapine 20 mg daily between March and September 2023, no response.", "olanzapine"),
    ("Olanzapine 20 mg, wk 1-12 at dose, no response.", "olanzapine"),
    (
        "Olanzapine 20 mg nocte. Reached 20 mg on 10/10/25 and stayed on it to 9/1/26 = 13 weeks. No response.",
        "olanzapine",
    ),
    (
        "Olanzapine was raised to 20 mg on 2 January 2025 and kept at 20 mg until 30 May 2025. No response.",
        "olanzapine",
    ),
    ("Olanzapine 20 mg started on 3 March 2025 and stopped on 30 June 2025, no response.", "olanzapine"),
    ("Olanzapine 20 mg/day, inpatient, 10 May to 2 August 2019, no response.", "olanzapine"),
    ("Olanzapine 20 mg (minimum 20, mean 20, SD 0), 14 weeks at dose, no response.", "olanzapine"),
    ("He was no better after fourteen weeks on olanzapine 20 mg.", "olanzapine"),
    ("Four months of tab olanzapine 20 mg daily produced no improvement.", "olanzapine"),
    ("She was maintained on olanzapine 20 mg daily for a total of twelve weeks without improvement.", "olanzapine"),
    ("Olanzapine 20 mg x 14 wks, risperidone 6 mg x 12 wks, no response. Both counted from full dose.", "olanzapine"),
    ("Olanzapine 20 mg for 14 weeks, no effect. Those are weeks at full dose, I took the titration off.", "olanzapine"),
    (
        "Olanzapine 20 mg, 1 April to 1 July 2025, no change. Started low for the first ten days, the dates are from "
        "when the full dose was reached.",
        "olanzapine",
    ),
    ("Trial | Finding\nTrial A | Olanzapine 20 mg/d, 9 weeks, no response\nHow long | all of 7 months", "olanzapine"),
    (
        "Olanzapine was built up, and he took the full 20 mg nightly from 4 March to 20 May 2024; no response.",
        "olanzapine",
    ),
    ("Risperidone was reached at 3 mg bd on 12 May n stayed on 6 till 14 July 2024, no response.", "risperidone"),
    ("First risperidone. Got to 6 mg by 5 Feb and it was not altered until 16 April. No response.", "risperidone"),
    (
        "Aripiprazole: 10 mg, 20 mg, then 30 mg on 20 December, where it remained until 7 March 2025. No response.",
        "aripip",
    ),
    ("Olanzapine 20 mg/d 1.07-30.09.2024, dose stable the whole time, no response.", "olanzapine"),
    ("Olanzapine. From 03.06. to 05.08.2024 she remained on 20 mg. No response.", "olanzapine"),
    ("Olanzapine 20 mg, 2023/04/10 - 2023/07/31, no response.", "olanzapine"),
    (
        "Olanzapine twenty milligrams between the first of September and the thirtieth of November 2024, nil.",
        "olanzapine",
    ),
    ("Haloperidol 15 mg/day. 3 Nov to 12 Jan, all at 15. No response.", "haloperidol"),
    ("08.01.2024 start olanzapine, 22.01.2024 20 mg, unchanged to 22.04.2024. No response.", "olanzapine"),
    ("Olanzapine 20 mg (target dose since 05.02.2024, ended 22.04.2024). No response.", "olanzapine"),
    ("9 Oct 2023 - olanzapine 20 mg.\n18 Dec 2023 - olanzapine stopped, no response.", "olanzapine"),
    ("Olanzapine 20 mg, nine weeks at that dose, February to April 2024; no response.", "olanzapine"),
    ("Risperidone 6 mg, 7 wks after reaching it. No response.", "risperidone"),
    ("Olanzapine 20 mg was given eleven weeks after she was up in dose, no response.", "olanzapine"),
    (
        "Olanzapine twenty milligrams over a further eight weeks, again not counting the run up, no response.",
        "olanzapine",
    ),
    (
        "Olanzapine 20 mg, nine weeks, the increase having been got out of the way beforehand, no response.",
        "olanzapine",
    ),
    ("Olanzapine 20 mg for 8 weeks; the two weeks of 10 are separate. No response.", "olanzapine"),
    ("Olanzapine 20 mg: this spring, 17 weeks, of which I discard the opening three. No response.", "olanzapine"),
    (
        "Olanzapine in July: 12 weeks, 20 mg from the third week on, so ten at the full amount. No response.",
        "olanzapine",
    ),
    ("8 wks olanz at 20, I didnt count the going-up. No response.", "olanzapine"),
    ("2. risperidone -> 6 mg, held 6/52+4 days @ 6. No response.", "risperidone"),
    ("Haloperidol 5 mg 1+0+2 = 15 mg/d for 9 weeks. No response.", "haloperidol"),
    ("Drug ..... Olanzapine 20 mg\nWeeks at this dose ...... 9\nOutcome ..... no response", "olanzapine"),
    ("Q5 Trial? olanzapine 20 mg\nQ6 Weeks on that, build-up excluded? 8\nQ7 Result? no response", "olanzapine"),
    (
        "| Drug | Max dose | Time AT max (titration excluded) | Outcome |\n"
        "| Olanzapine | 20 mg/day | 10 wk | no response |",
        "olanzapine",
    ),
    (
        "Olanzapine 20 mg/d, 29/01/2024 to 22/04/2024 at 20 mg. No response. Now olanzapine 5, losartan 50.",
        "olanzapine",
    ),
    ("Ziprasidone one hundred and sixty milligrams, nine weeks at that dose, no response.", "ziprasidone"),
    ("Zyprexa went up to twenty milligrams and there it stayed for ten and a half weeks. No response.", "olanzapine"),
    ("Olanzapine 20 mg, from January 8 to April 2, 2024. No response.", "olanzapine"),
    ("No response to olanzapine after 10 weeks at 20 mg.", "olanzapine"),
]
NOT_SO_LONG = [
    "Risperidone 6 mg for 10 weeks since titration began: no response.",
    "Risperidone 6 mg, ten weeks once titration had begun: no response.",
    "Risperidone 6 mg for 10 weeks from when titration started: no response.",
    "Risperidone 6 mg for 10 weeks since the build-up began: no response.",
    "Risperidone reached 6 mg on 10 May 2024, started 3 March 2024, stopped 2 June 2024: no response.",
    "Risperidone - 6 weeks all in, first two were going up, so four at 6 mg. No response.",
    "Risperidone: total seven weeks but only three at 6 mg. No response.",
    "Risperidone for 10 weeks, 6 mg for the last three. No response.",
    "Risperidone 6 mg for 10 weeks? Notes unclear. No response.",
    "Risperidone was not at 6 mg for 10 weeks. No response.",
    "Risperidone 6 mg? or 3 mg? for ten weeks, no response.",
    "Risperidone 6 mg total over the week for ten weeks, no response.",
    "Risperidone 10 weeks, no response, 6 mg diazepam daily alongside.",
    "Risperidone 6 mg and olanzapine 20 mg, ten weeks together in total, no response.",
    "Risperidone 6 mg and olanzapine 20 mg, one for ten weeks and the other for three. No response.",
    "Risperidone 6 mg for 10 weeks, stopped and started. No response.",
    "Risperidone depot 50 mg every 2 weeks for 10 weeks, missed two injections. No response.",
    "Risperidone 6 mg for 10 weeks, reduced and stopped in week 3. No response.",
    "Risperidone 6 mg for 2019 to 2020, no response.",
    "Risperidone 6 mg, wk 9-12 at dose, no response.",
    "Risperidone 6 mg, reached on 3 March 2025 and kept there until 20 March 2025. No response.",
    "Risperidone 6 mg between 3 and 30 March 2025, no response.",
    "Risperidone 6 mg (minimum 2, mean 3.5, SD 1.2), 14 weeks, no response.",
    "Risperidone 6 mg for 12 weeks, no response. These weeks were not all at full dose.",
    "Risperidone 6 mg 12 weeks, no response. The times are from first tablet to last.",
    "Risperidone 6 mg for 12 weeks, no response. The full dose was reached late.",
    "Both counted up to the full dose: risperidone 6 mg for 12 weeks, olanzapine 20 mg for 9 weeks, no response.",
    "With neither drug did we get as far as the full dose: risperidone 6 mg 12 weeks, no response.",
    "Risperidone 6 mg 12 weeks, no response. He was at the full dose for only the last month.",
    "Risperidone 12 weeks, 6 mg at the end, no response.",
    "Risperidone 6 mg twice in 14 weeks, no response.",
    "Risperidone 6 mg started last week, for 14 weeks; no response so far.",
    "Risperidone from February to June 2025, 6 mg in June, no response.",
    "Between January and May 2025 he was on risperidone, 6 mg between 3 and 20 April. No response.",
    "Risperidone 6 mg for 14 weeks, no response. Those are weeks to the full dose.",
    "Risperidone 6 mg for 14 weeks, no response. Those are weeks from the start of titration to the end.",
    "Risperidone 6 mg for 14 weeks, no response. Both drugs were only at full dose in the last week.",
    "Risperidone 6 mg for 14 weeks, no response. Are those weeks at full dose?",
    "On neither occasion was he given it: risperidone 6 mg, 12 weeks, no response.",
    "Risperidone was built up to 6 mg from 4 March to 20 May 2024; no response.",
    "Risperidone 6 mg, five weeks at that dose (eight weeks in all). No response.",
    "Risperidone, 4 mg until 1 April and 6 mg until 29 April 2024. No response.",
    "Risperidone reached 6 mg on 4 March and was not held there; stopped 20 May 2024. No response.",
    "Risperidone 6 mg from 4 March to 20 May 2024, unchanged until April. No response.",
    "Risperidone 6 mg on 4 March, 3 mg kept until 20 May 2024. No response.",
    "Risperidone 6 mg was withheld from 4 March until 20 May 2024. No response.",
    "Risperidone 6 mg from 3 Nov to 1 Dec, no response.",
    "Risperidone 6 mg 1.11-30.11.2024, no response.",
    "Risperidone 6 mg for four weeks after reaching it. No response.",
    "Risperidone: ten weeks until reaching 6 mg. No response.",
    "Risperidone 6 mg, ten weeks before reaching it. No response.",
    "Risperidone 6 mg, 8 weeks (three in March, five in June). No response.",
    "Risperidone for 10 weeks, of which I discard the first five because the dose was climbing to 6 mg. No response.",
    "9 Oct 2023 - risperidone started, 6 mg.\n10 Nov 2023 - risperidone stopped, no response.",
    "Risperidone 6 mg.\nWeeks planned at this dose: 10\nNo response.",
    "Drug | Max dose | Weeks | Effect\nRisperidone | 6 mg | 10 | no response",
    "Risperidone 6 mg from 4 March to 20 May 2024 except for April. No response.",
    "Risperidone 6 mg for 10 weeks; dose stable the whole time except June. No response.",
    "Risperidone 6 mg for 10 weeks. The titration is counted in. No response.",
    "Risperidone 6 mg after ten weeks at 2 mg. No response.",
    "1 March 2024 - risperidone 6 mg.\n20 May 2024 - risperidone not stopped.\nNo response.",
    "Risperidone titrated to 6 mg, started on 1 March and continued until 30 April 2024. No response.",
]


def _statuses(note: str, drug: str) -> list[str]:
    draft = read_case(note)
    found = check_case(draft.case, draft).findings
    return [one.status for one in found if one.id in ("T2", "T3", "T5") and one.subject.startswith(drug)]


@pytest.mark.parametrize(("note", "drug"), LASTED)
def test_a_course_is_read(note: str, drug: str) -> None:
    """Dose, length and outcome are all known and suffice."""
    assert _statuses(note, drug) == ["met", "met", "met"]


@pytest.mark.parametrize("note", NOT_SO_LONG)
def test_a_course_is_not_read_where_it_was_less(note: str) -> None:
    """What the words leave open, or cut short, is no adequate trial."""
    assert _statuses(note, "risperidone") != ["met", "met", "met"]

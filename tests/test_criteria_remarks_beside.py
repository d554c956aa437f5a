"""Words beside a course, a count or a sample: ordinary ones raise no doubt, look-alikes leave the datum open."""

import pytest

from assistant.criteria import check_case, read_case

FIRST, SECOND = "Olanzapine 20 mg daily for 10 weeks: no response.", "Risperidone 6 mg daily for 12 weeks: no response."
NOTE = (
    "Woman of 52, schizophrenia since 2014.\nPANSS interview today: total 92, P1 5, P2 4, P3 5, P6 5.{rating}\n"
    f"Symptoms continuous for 2 years.\nSOFAS 42.{{sofas}}\n{FIRST}{{first}}\n{SECOND}{{second}}\n"
    "Adherence 95 % by pill counts and carer report.{taking}\nOlanzapine plasma level 45 ng/mL (range 20-80).{level}"
    "\n{end}"
)
PLACES = ("rating", "sofas", "first", "second", "taking", "level", "end")


def _verdict(place: str, remark: str) -> str:
    text = NOTE.format(**{**dict.fromkeys(PLACES, ""), place: f" {remark}"})
    draft = read_case(text)
    return check_case(draft.case, draft).verdicts["trrip_minimum"]


def _instead(course: str, words: str) -> str:
    draft = read_case(NOTE.format(**dict.fromkeys(PLACES, "")).replace(course, words))
    return check_case(draft.case, draft).verdicts["trrip_minimum"]


@pytest.mark.parametrize(
    "words",
    [
        "Olanzapine 20 mg daily for 10 weeks (I mean full dose weeks, I didn't count the going-up): no response.",
        "Olanzapine 20 mg daily for 10 weeks, the run-up left out: no response.",
        "Olanzapine 20 mg daily for 10 weeks after reaching it: no response.",
        "Olanzapine 20 mg daily for 10 weeks, then withdrawn: no response.",
        "Olanzapine 20 mg daily for 10 weeks: no response, the delusion about the satellite stayed put.",
        "Olanzapine 20 mg daily for 10 weeks: no response, she still taped up the letterbox.",
        "Olanzapine 20 mg daily for 10 weeks: no response; voices go on about the priest.",
        "Olanzapine 20 mg daily for 10 weeks: no response, mother in tears at the review.",
        'Olanzapine 20 mg daily for 10 weeks: no response. Husband: "no different, still shouts at the kettle".',
        "Olanzapine 20 mg daily for 10 weeks: no response, and galactorrhea appeared.",
        "Olanzapine 20 mg daily for 10 weeks: no response, OT says the same.",
    ],
)
def test_what_is_ordinary_beside_a_course(words: str) -> None:
    assert _instead(FIRST, words) == "met"


@pytest.mark.parametrize(
    "words",
    [
        "Risperidone 6 mg daily for 12 weeks counting the run-up: no response.",
        "Risperidone 6 mg, 12 weeks reaching it: no response.",
        "Risperidone 6 mg daily for 12 weeks, build-up included: no response.",
        "Risperidone 6 mg daily for 12 weeks (never altered until week 2): no response.",
        "Risperidone 6 mg daily for 12 weeks: no response, the delusion about the satellite gone by Easter.",
        "Risperidone 6 mg daily for 12 weeks: no response, voices about the priest fell silent.",
        "Risperidone 6 mg daily for 12 weeks: no response; she still flushed most of it.",
        "Risperidone 6 mg daily for 12 weeks, her sister crying that she spat it out: no response.",
        "Risperidone 6 mg daily for 12 weeks: no response, his mother felt; the ward team saw the voices almost go.",
        "Risperidone 6 mg daily for 12 weeks, the bottle was still full: no response.",
        "Risperidone 6 mg daily for 12 weeks: no response, she still had all of them in May.",
        'Risperidone 6 mg daily for 12 weeks: no response. Husband: "she never took them".',
        'Risperidone 6 mg daily for 12 weeks: no response. Mother: "nothing wrong with her any more".',
        "Risperidone 6 mg daily for 12 weeks, which she divided with her flatmate: no response.",
    ],
)
def test_look_alikes_beside_a_course(words: str) -> None:
    assert _instead(SECOND, words) != "met"


@pytest.mark.parametrize(
    ("place", "remark"),
    [
        ("second", "The weeks I quote are weeks at the full dose."),
        ("second", "I looked up both sets of dates myself in the pharmacy ledger."),
        ("second", "She complained of dribbling on the latter."),
        ("second", "Her periods were irregular on it."),
        ("second", "Both drugs were chosen with her and her husband."),
        ("second", "There were no interruptions in either."),
        ("second", "Nobody saw a difference with either."),
        ("second", "Biperiden 2 mg was suspended in May."),
        ("second", "After risperidone the door was still locked and she still laughed alone."),
        ("second", "The counts of strips were done separately for each course."),
        ("end", "Nothing was left out of either course."),
        ("end", "Neither fact alters my opinion."),
        ("end", "Rated before and after, PANSS total 104 -> 99 (corrected reduction 6.8%), P subscale 31 -> 30."),
        ("taking", "By drug it was 96 % for olanzapine and 93 % for risperidone."),
        (
            "taking",
            "Kerrie dishes out the tablets and keeps a tally, 94% for olanzapine and 91% for risperidone.",
        ),
        ("taking", "From Medula pharmacy records the drug collection was 95 percent for both."),
        ("taking", "Her husband locks the tablets away and hands them out."),
        ("taking", "No tablets found hidden at home."),
        ("taking", "Back in 2016 she did skip doses, long before these trials."),
        ("level", 'The lab comments "therapeutic".'),
        ("level", "The lab's own range is printed as 20 to 80."),
        ("level", "Which the laboratory considers therapeutic."),
        ("sofas", "It has hovered there for years."),
        ("rating", "I trained on the PANSS in 2019."),
    ],
)
def test_what_is_ordinary_after_a_datum(place: str, remark: str) -> None:
    assert _verdict(place, remark) == "met"


@pytest.mark.parametrize(
    ("place", "remark"),
    [
        ("second", "The weeks I quote are the ones planned."),
        ("second", "I looked up the dates and they are of her brother."),
        ("second", "Six was the ceiling; she lived on three."),
        ("second", "She went back to the bakery that autumn."),
        ("second", "Her husband has his wife back."),
        ("second", "Both drugs were chosen by her, neither was begun."),
        ("second", "The last six of the twelve weeks she was on clozapine already."),
        ("second", "The dose was split with her sister."),
        ("second", "Sertraline was started; the trial was then suspended."),
        ("second", "Procyclidine was added and risperidone paused for a month."),
        ("first", "She was a different woman by the summer."),
        ("first", "The blister came back whole."),
        ("end", "She ran out at Easter and nobody noticed until June."),
        ("end", "The first drug was prescribed for nausea."),
        ("end", "The second of these was prescribed, I do not know if she took it."),
        ("end", "Her aunt had the risperidone, she had nothing."),
        ("end", "I muddled her with the patient seen at ten o'clock."),
        ("end", "All the above is her twin, who attends the same surgery."),
        ("end", "The dates do not add up, treat with caution."),
        ("end", "Some of this is from memory and may be off."),
        ("end", "None of this is certain."),
        ("end", "I attach the printouts, which say otherwise."),
        ("end", "Since Easter there have been no voices at all."),
        ("end", "We re-rated on Friday: nothing above three."),
        ("taking", "96 % for olanzapine and 35 % for risperidone."),
        ("taking", "Of the olanzapine 90 % was thrown to the hens."),
        ("taking", "95% for the olanzapine is what Mrs Boateng next door gets."),
        ("taking", "She misses one in three."),
        ("taking", "So her mother hopes."),
        ("taking", "The carer moved in only last week."),
        ("taking", "That is the figure for this month; in the trials it was poor."),
        ("taking", "Her daughter now says she just wrote 95 because the form asked for something."),
        ("level", 'The lab comments "not this patient".'),
        ("level", "Level was close to nil in the repeat."),
        ("level", "They rang back: it reads less than 2."),
        ("level", "She had swallowed three that morning to please us."),
        ("rating", "Copied from the referral of two years ago."),
        ("rating", "By phone with her mother, she would not come."),
        ("rating", "She had taken spice that morning."),
        ("sofas", "A year back; she now runs a stall."),
    ],
)
def test_what_leaves_a_datum_open(place: str, remark: str) -> None:
    assert _verdict(place, remark) != "met"


def test_a_year_before_dated_courses_is_of_another_time() -> None:
    dated = (
        NOTE.replace("10 weeks:", "10 weeks from March 2022:")
        .replace("12 weeks:", "12 weeks from July 2023:")
        .format(**{**dict.fromkeys(PLACES, ""), "end": "There was a period in 2019 when she declined all medication."})
    )
    draft = read_case(dated)
    later = read_case(dated.replace("in 2019", "in 2023"))
    assert check_case(draft.case, draft).verdicts["trrip_minimum"] == "met"
    assert check_case(later.case, later).verdicts["trrip_minimum"] != "met"


@pytest.mark.parametrize("place", ["first", "second"])
@pytest.mark.parametrize(
    "remark",
    [
        "Six of the weeks were the build-up.",
        "That counts the run-up.",
        "He had it in the last week.",
        "The target was hit in the last fortnight.",
        "The full dose came late.",
        "On paper.",
        "As an illustration.",
        "That was to be the trial.",
        "Supposing he had taken it.",
        "Ordered, awaiting delivery.",
        "20 was the ceiling, not what he had.",
    ],
)
def test_a_sentence_that_says_a_course_was_none_or_came_late_leaves_it_open(place: str, remark: str) -> None:
    assert _verdict(place, remark) != "met"


@pytest.mark.parametrize("place", ["first", "second"])
@pytest.mark.parametrize(
    "remark",
    ["ECT was offered.", "He would like to work again.", "He tolerated it well."],
)
def test_a_plan_or_a_wish_beside_a_course_takes_nothing_back(place: str, remark: str) -> None:
    assert _verdict(place, remark) == "met"


@pytest.mark.parametrize(
    "remark",
    [
        "Calculated, not measured.",
        "A made-up figure for teaching.",
        "The study arm's mean.",
        "That is our aim.",
        "We assume so.",
    ],
)
def test_a_sentence_that_says_a_level_is_no_result_leaves_it_open(remark: str) -> None:
    note = f"Clozapine 400 mg daily, unchanged for 4 weeks. Trough level 12 h after the dose: 420 ng/mL. {remark}"
    draft = read_case(note)
    assert check_case(draft.case, draft).verdicts["clozapine_level"] != "met"

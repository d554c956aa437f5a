"""Amounts in clinical text: what is read, as what, with which characters, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria.parse.amounts import Mark, amounts
from assistant.criteria.ranges import plain


def shown(mark: Mark, text: str) -> str:
    """A mark on one line: "dose 10..20 mg [10-20 mg] (note)"; "(6" is a lower bound that is itself excluded."""
    value = ""
    if mark.value is not None:
        low = "" if mark.value.low is None else str(plain(mark.value.low))
        high = "" if mark.value.high is None else str(plain(mark.value.high))
        is_range = low != high or mark.value.low_open or mark.value.high_open
        value = f"{'(' * mark.value.low_open}{low}..{high}{')' * mark.value.high_open}" if is_range else low
    note = f"({mark.note})" if mark.note else ""
    return " ".join(part for part in (mark.kind, value, mark.unit, f"[{text[mark.start : mark.end]}]", note) if part)


def read(text: str) -> list[str]:
    return [shown(mark, text) for mark in amounts(text)]


DOSES = {
    "20mg": "dose 20 mg [20mg]",
    "400 MG": "dose 400 mg [400 MG]",
    "0.5g": "dose 500 g [0.5g]",
    "1.2 g": "dose 1200 g [1.2 g]",
    "1,000 mg": "dose 1000 mg [1,000 mg]",
    "one hundred and sixty milligrams": "dose 160 mg [one hundred and sixty milligrams]",
    "seven hundred fifty mg": "dose 750 mg [seven hundred fifty mg]",
    "twelve hundred mg": "dose 1200 mg [twelve hundred mg]",
    "one thousand two hundred mg": "dose 1200 mg [one thousand two hundred mg]",
    "a thousand milligrams": "dose 1000 mg [a thousand milligrams]",
    "one sixty mg": "dose 160 mg [one sixty mg]",
    "1000mg/d": "dose 1000 mg/day [1000mg/d]",
    "20 mg per day": "dose 20 mg/day [20 mg per day]",
    "15 mg/week": "dose 15 mg/week [15 mg/week]",
    "150 mg eq": "dose 150 mg_eq [150 mg eq]",
    "50 mcg": "dose 0.05 ug [50 mcg]",
    "50 µg": "dose 0.05 ug [50 µg]",
    "5 mg/kg/day": "dose 5 mg/kg/day [5 mg/kg/day]",
    "80 mg/m(2)": "dose 80 mg/m2 [80 mg/m(2)]",
    "28 units/day": "dose 28 units/day [28 units/day]",
    "two 5": "number 2 [two]|number 5 [5]",
    "10-20 mg": "dose 10..20 mg [10-20 mg]",
    "10–20\u00a0mg": "dose 10..20 mg [10–20\u00a0mg]",
    "10 to 20mg": "dose 10..20 mg [10 to 20mg]",
    "5 mg to 10 mg": "dose 5..10 mg [5 mg to 10 mg]",
    "20 ± 5 mg": "dose 15..25 mg [20 ± 5 mg] (approximate)",
    "up to 20 mg": "dose ..20 mg [up to 20 mg] (up to)",
    "max 20mg": "dose ..20 mg [max 20mg] (up to)",
    "at least 600 mg": "dose 600.. mg [at least 600 mg]",
    "> 600 mg": "dose (600.. mg [> 600 mg]",
    "≥600 mg": "dose 600.. mg [≥600 mg]",
    "over 600 mg": "dose (600.. mg [over 600 mg]",
    "600 mg/day or more": "dose 600.. mg/day [600 mg/day or more]",
    "3mg + 4 mg": "dose 3 mg [3mg]|dose 4 mg [4 mg]",
}
STEPS = {  # a change of dose is not a range, and what is reached is not only a limit
    "increased from 10 to 20 mg": "dose 10 mg [10] (from)|dose 20 mg [20 mg]",
    "increased from 10 mg to 20 mg": "dose 10 mg [10 mg]|dose 20 mg [20 mg]",
    "increased to 10-20 mg": "dose 10..20 mg [10-20 mg]",
    "5mg->10mg": "dose 5 mg [5mg]|dose 10 mg [10mg]",
    "titrated up to 20 mg": "dose 20 mg [20 mg]",
}
DOSED = {
    "3 mg bd": "dose 3 mg [3 mg]|frequency 2 [bd]",
    "400 MG BD": "dose 400 mg [400 MG]|frequency 2 [BD]",
    "20 mg po od.": "dose 20 mg [20 mg]|frequency 1 [od]",
    "20 mg on.": "dose 20 mg [20 mg]|frequency 1 [on]",
    "20 mg daily": "dose 20 mg [20 mg]|frequency 1 [daily]",
    "2 mg mane 4 mg nocte": "dose 6 mg/day [2 mg mane 4 mg nocte] (parts)",
    "1 mg prn": "dose 1 mg [1 mg]|frequency [prn] (prn)",
    "500 mg/8 h": "dose 500 mg [500 mg]|frequency 3 [/8 h]",
    "100mg q4w": "dose 100 mg [100mg]|interval 28 [q4w]",
    "234 mg every 28 days": "dose 234 mg [234 mg]|interval 28 [every 28 days]",
    "50 mg 2-weekly": "dose 50 mg [50 mg]|interval 14 [2-weekly]",
    "50mg fortnightly": "dose 50 mg [50mg]|interval 14 [fortnightly]",
    "risperidone 3 bd": "dose 3 mg [3] (unit assumed)|frequency 2 [bd]",
    "olz 10-20 nocte": "dose 10..20 mg [10-20] (unit assumed)|frequency 1 [nocte]",
    "paliperidone 100 monthly": "dose 100 mg [100] (unit assumed)|interval 30 [monthly]",
}
FREQUENCIES = {
    "daily qd nocte noct mane qhs nightly": 1,
    "once daily": 1,
    "at night": 1,
    "in the morning": 1,
    "bd b.d. bid BID b.i.d.": 2,
    "tds tid t.i.d.": 3,
    "qds qid": 4,
    "twice daily": 2,
    "twice a day": 2,
    "three times daily": 3,
    "3 times a day": 3,
    "3x/day": 3,
    "x2 daily": 2,
    "q12h": 2,
    "q8h": 3,
    "every 12 hours": 2,
    "every other day": 0.5,
    "alternate days": 0.5,
    "twice a week": "2/7",
}
INTERVALS = {
    "weekly": 7,
    "every week": 7,
    "2-weekly": 14,
    "two-weekly": 14,
    "every two weeks": 14,
    "fortnightly": 14,
    "q2w": 14,
    "q 4 weeks": 28,
    "q28d": 28,
    "every 2/52": 14,
    "4-weekly": 28,
    "every 28 days": 28,
    "monthly": 30,
    "every month": 30,
    "once a month": 30,
    "3-monthly": 90,
    "every 3 months": 90,
    "six-monthly": 180,
}
DURATIONS = {
    "8 weeks": 56,
    "8 wks": 56,
    "8wk": 56,
    "8w": 56,
    "8/52": 56,
    "3/12": 90,
    "5/7": 5,
    "56 days": 56,
    "six weeks": 42,
    "twenty-six weeks": 182,
    "a month": 30,
    "half a year": 182.5,
    "six and a half weeks": 45.5,
    "a year and a half": 547.5,
    "3.5 months": 105,
    "1½ years": 547.5,
    "2 1/2 months": 75,
    "6-week": 42,
    "12-month": 360,
    "1 year and 3 months": 455,
    "5 consecutive days": 5,
}
BOUNDED = {
    "6-8 weeks": "duration 42..56 [6-8 weeks]",
    "8-10/52": "duration 56..70 [8-10/52]",
    "two to three months": "duration 60..90 [two to three months]",
    "between 6 and 8 weeks": "duration 42..56 [between 6 and 8 weeks]",
    "at least 6 weeks": "duration 42.. [at least 6 weeks]",
    "8+ weeks": "duration 56.. [8+ weeks]",
    "over 8 weeks": "duration 56 [8 weeks] (over)",
    "for over 8 weeks": "duration (56.. [for over 8 weeks]",
    "more than 6 weeks": "duration (42.. [more than 6 weeks]",
    "no more than 6 weeks": "duration ..42 [no more than 6 weeks] (up to)",
    "less than 4 weeks": "duration ..28) [less than 4 weeks]",
    "under a month": "duration ..30) [under a month]",
    "nearly 6 weeks": "duration 37.8..42) [nearly 6 weeks] (approximate)",
    "about 6 weeks": "duration 37.8..46.2 [about 6 weeks] (approximate)",
    "~6 weeks": "duration 37.8..46.2 [~6 weeks] (approximate)",
    "a couple of weeks": "duration 7..21 [a couple of weeks] (vague)",
    "several weeks": "duration 21..70 [several weeks] (vague)",
    "a few months": "duration 60..180 [a few months] (vague)",
    "for years": "duration [years] (vague)",
    "for 6 weeks": "duration 42 [6 weeks]",
    "x 56 days": "duration 56 [56 days]",
    "x56 days": "duration 56 [56 days]",
    "for the past 3 weeks and continuing": "duration 21 [3 weeks] (ongoing)",
    "6 weeks to date": "duration 42 [6 weeks] (ongoing)",
    "6 weeks after": "duration 42 [6 weeks] (point)",
    "for 6 weeks before stopping": "duration 42 [6 weeks]",
    "since March": "duration [since March] (since)",
    "since 12/03/2024": "duration [since 12/03/2024] (since)",
    "since 2019": "duration [since 2019] (since)",
    "since last summer": "duration [since last summer] (since)",
    "from Jan": "duration [from Jan] (since)",
    "from March to May 2021": "duration [from March to May 2021] (period)",
    "from 2 Feb 2021 to 30 April 2021": "duration [from 2 Feb 2021 to 30 April 2021] (period)",
    "biweekly": "interval 3.5..14 [biweekly] (ambiguous)",
}
PERCENTS = {
    "90%": "percent 90 [90%]",
    "90 %": "percent 90 [90 %]",
    "90 per cent": "percent 90 [90 per cent]",
    "80-90%": "percent 80..90 [80-90%]",
    ">80%": "percent (80.. [>80%]",
    "about 90 %": "percent 81..99 [about 90 %] (approximate)",
    "less than 50%": "percent ..50) [less than 50%]",
}
WORDS = {
    "high-dose": "dose_word",
    "low dose": "dose_word",
    "single dose": "dose_word",
    "two doses": "dose_word",
    "long-term": "duration_word",
    "chronic use": "duration_word",
    "prolonged treatment": "duration_word",
    "three courses": "duration_word",
}
NOT_AMOUNTS = [
    "tel 01234 567890", "07700 900123", "NHS 943 476 5919", "34M", "34 yo", "aged 34", "34-year-old",
    "a man of 34 years", "sixty-year-old", "12/05/2024", "2024-05-12",
    "March 2023", "3 March 2023", "PANSS 102 -> 95", "PANSS 90", "PANSS total 98 to 82",
    "P1 5/7", "CGI-S 5", "SOFAS 45", "350 ng/mL", "350-420 ng/mL", "420 µg/L", "60 mL/min", "BP 120/80", "24/7",
    "took an OD", "BD", "chronic schizophrenia", "at 10:30", "from now on",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*(DOSES | STEPS | DOSED | BOUNDED | PERCENTS).items()])
def test_an_amount_is_read_with_its_value_unit_and_characters(text: str, expected: str) -> None:
    assert "|".join(read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), [*(DOSES | STEPS | DOSED | BOUNDED | PERCENTS).items()])
def test_it_is_read_the_same_within_a_sentence(text: str, expected: str) -> None:
    before, after = "He was then ", "; she agreed."
    within = [shown(mark, before + text + after) for mark in amounts(before + text + after)]
    assert "|".join(within) == expected


@pytest.mark.parametrize(("text", "times"), [*FREQUENCIES.items()])
def test_a_frequency_is_times_a_day(text: str, times: object) -> None:
    marks = amounts(text)
    assert {mark.kind for mark in marks} == {"frequency"}
    assert {plain(mark.value.low) for mark in marks if mark.value and mark.value.low} == {times}
    assert " ".join(text[mark.start : mark.end] for mark in marks) == text


@pytest.mark.parametrize(("text", "days"), [*INTERVALS.items()])
def test_an_interval_is_days_between(text: str, days: int) -> None:
    assert read(text) == [f"interval {days} [{text}]"]


@pytest.mark.parametrize(("text", "days"), [*DURATIONS.items()])
def test_a_duration_is_days(text: str, days: float) -> None:
    assert read(text) == [f"duration {days} [{text}]"]


@pytest.mark.parametrize(("text", "kind"), [*WORDS.items()])
def test_words_without_a_number_carry_no_value(text: str, kind: str) -> None:
    (mark,) = amounts(text)
    assert (mark.kind, mark.value) == (kind, None)


@pytest.mark.parametrize("text", NOT_AMOUNTS)
def test_what_only_looks_like_an_amount_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_as_required_has_no_frequency() -> None:
    assert read("lorazepam 1 mg as required") == ["dose 1 mg [1 mg]", "frequency [as required] (prn)"]


def test_on_is_a_frequency_only_at_the_end_of_a_dose() -> None:
    assert read("20 mg on Monday") == ["dose 20 mg [20 mg]"]


def test_a_score_does_not_swallow_the_amount_after_it() -> None:
    text = "PANSS 90, 20 mg nocte for 6-8 weeks, PANSS 82 at 6 weeks"
    assert [mark.kind for mark in amounts(text)] == ["dose", "frequency", "duration", "duration"]


def test_a_whole_course_is_read_in_order() -> None:
    text = "34M. Olz titrated to 20 mg nocte over 2/52, 8 weeks at 20mg, ~90% adherent; level 35 ng/mL on 12/05/2024."
    assert read(text) == [
        "dose 20 mg [20 mg]",
        "frequency 1 [nocte]",
        "duration 14 [2/52] (over)",
        "duration 56 [8 weeks]",
        "dose 20 mg [20mg]",
        "percent 81..99 [~90%] (approximate)",
    ]


ODD = ["\n", "-", "to", "and", "1/2", "½", "0", "/52", "ſ", "K", "İ", "mıcrog", "per", "x", "(", "9" * 30]
READ = [*(DOSES | STEPS | DOSED | BOUNDED | PERCENTS), *FREQUENCIES, *INTERVALS, *DURATIONS, *WORDS]
PIECES = st.sampled_from([*READ, *NOT_AMOUNTS, *ODD])
SOUP = st.lists(PIECES | st.text(max_size=4), max_size=12)


@given(st.text() | SOUP.map(" ".join) | SOUP.map("".join))
def test_marks_of_any_text_are_in_order_apart_and_not_empty(text: str) -> None:
    end = 0
    for mark in amounts(text):
        assert end <= mark.start < mark.end <= len(text)
        assert text[mark.start : mark.end].strip()
        end = mark.end

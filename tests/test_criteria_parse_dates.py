"""Dates in a note: day first unless that cannot be, a month alone as a span of days, years lent by the next date."""

import pytest

from assistant.criteria.parse.dates import dates, days_between
from assistant.criteria.ranges import between, exactly


def read(text: str) -> list[str]:
    return [
        one.first.isoformat() + ("" if one.first == one.last else f"..{one.last.isoformat()}") for one in dates(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 Feb 2023", ["2023-02-01"]),
        ("1st of February 2023", ["2023-02-01"]),
        ("March 3, 2023", ["2023-03-03"]),
        ("2023-02-01", ["2023-02-01"]),
        ("01/02/2023", ["2023-02-01"]),
        ("01.02.23", ["2023-02-01"]),
        ("04/20/21", ["2021-04-20"]),
        ("04/05/21 and 04/20/21", ["2021-04-05", "2021-04-20"]),
        ("May 2023", ["2023-05-01..2023-05-31"]),
        ("Feb 2024", ["2024-02-01..2024-02-29"]),
        ("12/03/98", ["1998-03-12"]),
        ("6 Jan to 3 March 2023", ["2023-01-06", "2023-03-03"]),
        ("1.07-30.09.2024", ["2024-07-01", "2024-09-30"]),
        ("03.06. to 05.08.2024", ["2024-06-03", "2024-08-05"]),
        ("2023/04/10 - 2023/07/31", ["2023-04-10", "2023-07-31"]),
        ("the first of September and the thirty-first of October 2024", ["2024-09-01", "2024-10-31"]),
        ("twentieth of December until 10 March 2025", ["2024-12-20", "2025-03-10"]),
        ("1.5-3.0 mg", []),
        ("31/02/2023", []),
        ("8/52", []),
        ("10/12/8", []),
        ("in may he was well", []),
        ("BP 120/80/60", []),
        ("Sept 14", []),
    ],
)
def test_dates(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US. On 3/5/24 and 10/4/24.", ["2024-03-05", "2024-10-04"]),
        ("Seen 01/03/2024. US.", ["2024-01-03"]),
        ("US patient, 01/03/2024", ["2024-01-03"]),
        ("REMS, 01/03/2024", ["2024-01-03"]),
        ("US. On 3/5/24 and 20/4/24.", ["2024-05-03", "2024-04-20"]),
        ("US. 01.03.2024", ["2024-03-01"]),
        ("US or UK rules? 01/03/2024", ["2024-03-01"]),
        ("Liver US normal 01/03/2024", ["2024-03-01"]),
        ("UK. 01/03/2024", ["2024-03-01"]),
    ],
)
def test_a_note_from_the_united_states_writes_the_month_first_where_nothing_shows_the_order(
    text: str, found: list[str]
) -> None:
    assert read(text) == found


def test_days_between_are_bounds_where_a_day_is_not_known() -> None:
    assert days_between(*dates("1 March 2023 to 12 April 2023")) == exactly(42)
    assert days_between(*dates("1 March 2023 to April 2023")) == between(31, 60)
    assert days_between(*dates("March 2023 to April 2023")) == between(1, 60)


def test_quotations_are_exact() -> None:
    text = "Seen 1 Feb 2023, then May 2023."
    assert [text[one.start : one.end] for one in dates(text)] == ["1 Feb 2023", "May 2023"]

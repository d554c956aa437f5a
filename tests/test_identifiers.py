"""What identifies a person is found with its exact words; what only looks like it is left alone."""

import re
from itertools import pairwise
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.identifiers import births, contacts, identifiers, name_signs, numbers, told, without, words
from assistant.identifiers.numbers import has_nhs_check_digit
from evals.identifiers import in_corpus, in_questions, load, look


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr John Smith on 350 mg", [("name", "John Smith")]),
        ("pt. Maria Lopez, 34F", [("name", "Maria Lopez")]),
        ("Smith, John: TRS?", [("name", "Smith, John")]),
        ("J. Smith hears voices", [("name", "J. Smith")]),
        ("my patient Anna", [("name", "Anna")]),
        ("Anna's level is 0.3", [("name", "Anna")]),
        ("john smith 34m on cloz 400", [("name", "john smith")]),
        ("JOHN SMITH 34M ON CLOZ 400", [("name", "JOHN SMITH")]),
        ("Mrs O'Brien and Ms al-Sayed", [("name", "O'Brien"), ("name", "al-Sayed")]),
        ("Nguyen Van An, 41M", [("name", "Nguyen Van An")]),
        ("patient 李伟, 34F", [("name", "李伟")]),
        ("Saw Kowalczyk today. Kowalczyk takes 300 mg.", [("name", "Kowalczyk"), ("name", "Kowalczyk")]),
        ("DOB 12/03/1985, on clozapine since 12/03/2020", [("date_of_birth", "12/03/1985")]),
        ("born 12 March 1985", [("date_of_birth", "12 March 1985")]),
        ("MRN 4471023 and 350 mg", [("record_number", "4471023")]),
        ("NHS no: 943 476 5919", [("record_number", "943 476 5919")]),
        ("SSN 123-45-6789", [("record_number", "123-45-6789")]),
        ("call 07700 900123 or a.b@example.com", [("contact", "07700 900123"), ("contact", "a.b@example.com")]),
        ("lives at 12 Elm Road, Leeds LS6 2AB", [("address", "12 Elm Road, Leeds LS6 2AB")]),
        ("93 y/o woman", [("age", "93")]),
    ],
)
def test_what_identifies_a_person_is_found_with_its_exact_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "clozapine 350 mg, level 0.35 mg/L, ANC 1.5, 12/8 mg, 600-800",
        "Started 12/03/2024, PANSS 92, 34M",
        "Kane et al. 1988, the Siskind meta-analysis, Suzuki criteria, Andreasen remission, Bush-Francis",
        "John Kane's 1988 trial and the review by Oliver Howes",
        "Clozaril, Denzapine and Zaponex; Parkinson's and Tourette syndrome",
        "Will May be warm? Mark the levels, and hope for April.",
        "NICE recommendation 1.5.7.2; PMID 30269868; NCT01234567; 10.1176/appi.ajp.2016.16050503",
        "Dr Patel and Nurse Jones want a level",
        "aged 90 and over; patients aged 92; 93 % adherence",
        "PATIENT ON CLOZAPINE 400MG NOCTE, CONTINUE",
        "",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_sign_that_cannot_be_seen_hides_no_name() -> None:
    text = "Mr Jo\u200bhn Smi\u00adth"
    assert found(text) == [("name", "Jo\u200bhn Smi\u00adth")]


def test_accents_in_two_signs_are_one_letter() -> None:
    text = "Mme Lefe\u0300vre"
    assert found(text) == [("name", "Lefe\u0300vre")]


def test_the_last_digit_of_an_nhs_number_is_checked() -> None:
    assert found("943 476 5919") == [("record_number", "943 476 5919")]
    assert found("943 476 5918") == []
    assert not has_nhs_check_digit("1111111111")


def test_taking_it_out_leaves_nothing_to_find_and_all_else_as_it_was() -> None:
    text = "Mr John Smith, DOB 12/03/1985, MRN 4471023, 350 mg"
    rest = without(text, identifiers(text))
    assert rest == "Mr [name], DOB [date of birth], MRN [record number], 350 mg"
    assert found(rest) == []


def test_what_is_told_names_each_kind_once_with_its_words() -> None:
    said = told("Anna and Ruth Cole, DOB 1/2/1980; Anna again")
    assert said is not None
    assert said.called == "names and a date of birth"
    assert [kind.words for kind in said.kinds] == [("Anna", "Ruth Cole"), ("1/2/1980",)]
    assert told("clozapine 350 mg") is None


@given(some.text(max_size=300))
def test_places_are_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    places = [(one.start, one.end) for one in identifiers(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


INNER = (constants.SUBPATTERN, constants.ASSERT, constants.ASSERT_NOT)
HOSTILE = (
    "a", "A", "1", "1-", "1.", "(", "@", "a@a.", "John ", "John, ", "Aa ", "A. ", "van ", "O'", "李", "e\u0301", "\n",
    "a\u200b", "12 Elm ", "tel 0", "+44 ", "mrn ", "his mother ", "patient is called ", "12/03/1985 ", "AB12 ",
    "943 476 5919 ",
)  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_texts_come_to_an_end(part: str) -> None:
    text = (part * 100_000)[:100_000]
    assert all(one.end <= len(text) for one in identifiers(text))


def test_no_pattern_repeats_without_bound_within_a_repetition() -> None:
    """So that none takes more than linear time. `WORD` may: what it repeats begins with a sign of its own."""
    modules = (births, contacts, name_signs, numbers, words)
    patterns = {
        f"{module.__name__}.{name}": pattern
        for module in modules
        for name, value in vars(module).items()
        for pattern in (value if isinstance(value, tuple) else (value,))
        if isinstance(pattern, re.Pattern)
    }
    assert len(patterns) > 30
    bad = [name for name, pattern in patterns.items() if runs_away(parser.parse(pattern.pattern, pattern.flags), False)]
    assert bad == ["assistant.identifiers.words.WORD"]


def runs_away(parsed: Any, repeated: bool) -> bool:
    """Whether an unbounded repetition stands inside another repetition."""
    for op, value in parsed:
        if op in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            _, most, inner = value
            if (most == constants.MAXREPEAT and repeated) or runs_away(inner, repeated or most > 1):
                return True
        inners = value[1] if op is constants.BRANCH else [value[-1]] if op in INNER else []
        if any(runs_away(inner, repeated) for inner in inners):
            return True
    return False


def test_every_tuned_text_is_seen_as_its_author_sees_it() -> None:
    seen = [look(text, "tune") for text in load("tune")]
    assert len([one for one in seen if one.text.holds]) >= 200
    assert len([one for one in seen if not one.text.holds]) >= 300
    assert [one.text.text for one in seen if one.alarms or not all(held.found for held in one.found)] == []


def test_the_corpus_and_the_evals_own_questions_raise_no_alarm() -> None:
    assert (in_corpus(), in_questions()) == ((), ())

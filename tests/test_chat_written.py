"""Reading what a chat model writes: each sentence as soon as it is whole, nothing repaired, nothing after a fault."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.written import MOST_OPEN, Reading, Unreadable, Written

ONE = '{"text": "Valproate was given.", "cites": ["s1"]}'
TWO = '{"text": "Levels rose.", "cites": ["s2", "s3"]}'


def read(*pieces: str) -> tuple[list[Written | None], bool]:
    """The entries, and whether reading ended well."""
    reading, seen = Reading(), list[Written | None]()
    try:
        for entry in reading.entries(pieces):
            seen.append(entry)
    except Unreadable:
        assert not reading.whole
        return seen, False
    return seen, reading.whole


def texts(*pieces: str) -> list[str]:
    return [sentence.text for sentence in read(*pieces)[0] if sentence is not None]


def test_a_sentence_is_given_before_the_next_piece_is_taken() -> None:
    def pieces() -> list[str]:
        yield '{"sentences": [' + ONE  # type: ignore[misc]
        pytest.fail("the next piece was taken first")

    first = next(Reading().entries(pieces()))
    assert first is not None and first.text == "Valproate was given."


@pytest.mark.parametrize(
    "answer",
    [
        f'{{"sentences": [{ONE}, {TWO}]}}',
        f' \n {{ "sentences" :\n [ {ONE} ,\n {TWO} ] }} \n',
        f'```json\n{{"sentences": [{ONE}, {TWO}]}}\n```',
        f'```\n{{"sentences": [{ONE}, {TWO}]}}\n```',
    ],
)
def test_the_shape_asked_for_is_read_with_blanks_and_in_a_fence(answer: str) -> None:
    assert read(answer) == read(*answer)
    assert texts(answer) == ["Valproate was given.", "Levels rose."]
    assert read(answer)[1]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)), st.integers(1, 30))
def test_however_it_is_cut_the_same_is_read(said: list[str], size: int) -> None:
    answer = json.dumps({"sentences": [{"text": text, "cites": ["s1"]} for text in said]})
    assert texts(*(answer[at : at + size] for at in range(0, len(answer), size))) == said


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Valproate was given.",
        f"Here is the answer: {ONE}",
        f"[{ONE}]",
        '{"sentences": {}}',
        '{"sentences": [Valproate was given.]}',
        '{"sentences": [{"text": "a" "cites": ["s1"]}]}',
        "{'sentences': [{'text': 'a', 'cites': ['s1']}]}",
        '{"sentences": [' + '{"text": ' * 500,
        '{"sentences": [{"text": "' + "a" * (MOST_OPEN + 1),
    ],
)
def test_anything_else_is_not_read(answer: str) -> None:
    assert read(answer) == read(*answer) == ([], False)


@pytest.mark.parametrize(
    "entry",
    [
        "null",
        "5",
        '"Valproate, as {s1} says."',
        '["Valproate was given.", "s1"]',
        "{}",
        '{"text": "", "cites": ["s1"]}',
        '{"text": "a"}',
        '{"text": "a", "cites": "s1"}',
        '{"text": "a", "cites": ["S1; drop"]}',
        '{"text": "a", "cites": ["s1"], "verdict": "met"}',
        '{"text": "a\u202eb", "cites": ["s1"]}',
        '{"text": "a\ufffdb", "cites": ["s1"]}',
        '{"text": "' + "a" * 1_300 + '", "cites": ["s1"]}',
    ],
)
def test_an_entry_of_another_shape_is_passed_over_and_the_next_is_read(entry: str) -> None:
    answer = f'{{"sentences": [{entry}, {ONE}]}}'
    assert read(answer) == read(*answer)
    [passed_over, sentence], is_whole = read(answer)
    assert passed_over is None and sentence is not None and is_whole
    assert sentence.text == "Valproate was given."


@pytest.mark.parametrize("rest", ["", ", ", ', {"text": "Half', " and so on", "?]}"])
def test_what_came_before_a_fault_counts(rest: str) -> None:
    seen, is_whole = read(f'{{"sentences": [{ONE}{rest}')
    assert ([entry.text for entry in seen if entry], is_whole) == (["Valproate was given."], False)


def test_what_follows_the_end_is_not_looked_at() -> None:
    assert read(f'{{"sentences": [{ONE}]', ', "patient": "meets criteria"} Also, give 5 g.')[1]


def test_lines_inside_a_sentence_are_joined() -> None:
    assert texts('{"sentences": [{"text": " Valproate\\n  was\\tgiven. ", "cites": ["s1"]}]}') == [
        "Valproate was given."
    ]

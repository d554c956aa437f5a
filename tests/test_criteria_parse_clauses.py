"""A note cut into sentences and clauses: nothing lost, nothing moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria.parse.clauses import clauses, joined, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Olanzapine 20mg. Nil effect; stopped", ["Olanzapine 20mg.", "Nil effect", "stopped"]),
        ("Olanzapine 2.5 mg. Then 5 mg.", ["Olanzapine 2.5 mg.", "Then 5 mg."]),
        ("Given tab. olanzapine 20 mg. Better.", ["Given tab. olanzapine 20 mg.", "Better."]),
        ("Seen by Dr. Smith. Unwell.", ["Seen by Dr. Smith.", "Unwell."]),
        ("PANSS done.Then not.", ["PANSS done.", "Then not."]),
        ("Line one\nLine two\n\nLine three", ["Line one", "Line two", "Line three"]),
        ("Did it help? No! Not at all.", ["Did it help?", "No!", "Not at all."]),
        ("", []),
        (" \n ; \n", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_clauses_end_at_commas_brackets_and_words_of_contrast() -> None:
    text = "Olanzapine 1,000 mg, 8 weeks (no effect) but risperidone helped while he smoked"
    (sentence,) = sentences(text)
    assert [text[s:e] for s, e in clauses(text, sentence)] == [
        "Olanzapine 1,000 mg", "8 weeks", "no effect", "risperidone helped", "he smoked"
    ]  # fmt: skip


def test_wrapped_prose_is_joined_and_a_list_is_not() -> None:
    prose = "The patient has been treated with olanzapine 20 mg daily for\neight weeks without any response at all."
    assert "\n" not in joined(prose)
    assert len(cut(joined(prose))) == 1
    listed = "Olanzapine 20 mg\nRisperidone 6 mg"
    assert joined(listed) == listed
    numbered = "Treated with olanzapine 20 mg daily for a full eight weeks then\n2) risperidone"
    assert "\n" in joined(numbered)


@given(st.text(alphabet="abA. ,;|\n\t()5\u00a0é𝔸", max_size=120))
def test_every_offset_stays_that_of_the_note(text: str) -> None:
    same = joined(text)
    assert len(same) == len(text)
    assert all(
        a == b or (a, b) in (("\n", " "), ("|", " "), ("\t", " "), ("\u00a0", " "))
        for a, b in zip(text, same, strict=True)
    )


@given(st.text(alphabet="abA. ,;\n()5é𝔸?!", max_size=120))
def test_sentences_and_their_clauses_lie_in_order_and_hold_every_letter(text: str) -> None:
    found = sentences(text)
    at = 0
    for part in found:
        assert at <= part.start < part.end
        at = part.end
        inner = clauses(text, part)
        assert all(part.start <= one.start < one.end <= part.end for one in inner)
    kept = "".join(text[s:e] for s, e in found)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]

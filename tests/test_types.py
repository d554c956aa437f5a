"""The nouns: a citation that is not its document's text cannot be made, and what is frozen stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.errors import FalseCitation
from assistant.types import Citation, Claim, Source, Statement

TEXT = "Alphazine was given to 40 people.\nMost of them slept — well."


def cited(text: str = TEXT, **fields: object) -> Citation:
    """A citation of the first sentence of `text`, but for the fields given."""
    about = {"source_slug": "alpha", "source_title": "Alpha", "year": "2020", "passage_id": "a#0"}
    return Citation.model_validate(
        {"document_text": text, "quote": text[0:33], "start": 0, "end": 33, **about, **fields}
    )


def test_a_true_citation_keeps_its_quote_and_not_the_document() -> None:
    citation = cited()
    assert (citation.quote, citation.start, citation.end) == ("Alphazine was given to 40 people.", 0, 33)
    assert "document_text" not in citation.model_dump()


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": "Alphazine was given to 41 people."},
        {"quote": "alphazine was given to 40 people."},
        {"start": 1},
        {"end": 32},
        {"start": 33, "end": 0},
        {"quote": "", "end": 0},
        {"quote": "", "start": 200, "end": 300},
        {"quote": TEXT[-5:-1], "start": -6, "end": -2},
        {"document_text": None},
        {"document_text": ""},
        {"document_text": "Another document, which says something else."},
    ],
)
def test_a_false_citation_cannot_be_made(fields: dict[str, object]) -> None:
    with pytest.raises(FalseCitation, match="does not match its document"):
        cited(**fields)


@pytest.mark.xfail(strict=True, reason="offsets counted from the end, or beyond it, are taken where the text agrees")
@pytest.mark.parametrize(
    "fields",
    [
        {"quote": TEXT[-5:-1], "start": -5, "end": -1},
        {"quote": TEXT[34:], "start": 34, "end": len(TEXT) + 1000},
    ],
)
def test_offsets_are_those_of_the_document_and_not_pythons(fields: dict[str, object]) -> None:
    with pytest.raises(FalseCitation):
        cited(**fields)


@given(st.text(min_size=1), st.data())
def test_any_span_of_any_document_can_be_cited_and_no_other_words_in_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    true = cited(text, quote=text[start:end], start=start, end=end)
    assert text[true.start : true.end] == true.quote
    other = data.draw(st.text().filter(lambda words: words != text[start:end]))
    with pytest.raises(FalseCitation):
        cited(text, quote=other, start=start, end=end)


@given(st.text(min_size=1), st.text(min_size=1), st.integers(0, 20), st.integers(1, 40))
def test_a_citation_holds_only_where_the_documents_text_equals_its_quote(
    text: str, quote: str, start: int, length: int
) -> None:
    end = start + length
    if text[start:end] == quote and end <= len(text):
        assert cited(text, quote=quote, start=start, end=end).quote == quote
    elif text[start:end] != quote:
        with pytest.raises(FalseCitation):
            cited(text, quote=quote, start=start, end=end)


def test_a_citation_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        cited().quote = "Betazine cures."  # type: ignore[misc]


def test_a_statement_without_a_citation_cannot_be_made() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        Statement(text="Alphazine was given.", role="answer", citations=())
    with pytest.raises(FalseCitation):
        Statement.model_validate({"text": "x", "role": "answer", "citations": [{"quote": "x", "start": 0, "end": 1}]})


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Claim.model_validate({"text": "x", "role": "answer", "spans": (), "certainty": 1})


@pytest.mark.parametrize(
    ("year", "dated", "when"),
    [(2020, "", "2020"), (2020, "not before 2017", "not before 2017"), (None, "", "year not known")],
)
def test_a_sources_date_is_said_as_exactly_as_it_is_known(year: int | None, dated: str, when: str) -> None:
    source = Source(source_id="a", slug="a", title="A", kind="label", year=year, dated=dated)
    assert source.when == when

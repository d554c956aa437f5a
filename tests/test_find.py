"""Search words in, sentences out: any name of a thing, slips of spelling, half a word; help where nothing is."""

from collections.abc import Sequence

import pytest

from assistant.errors import BadInput
from assistant.find import MOST_CHARS, Finder, LookedUp
from assistant.question import Vocabulary
from tests.fakes import document
from tests.small_corpus import SmallCorpus

ACT = "With clozapine, examplazine at 350 ng/mL was measured in\ntreatment."


@pytest.fixture
def library(corpus: SmallCorpus) -> SmallCorpus:
    corpus.add(
        document(
            "first", "Valproate was added at 1,071 nmol/L. Nothing more was found.", "Lithium was not added to it."
        ),
        document("second", "A seizure on clozapine is treated with valproate.", "Haemoglobin was measured."),
        document("third", ACT),
    )
    return corpus


def look_up(small: SmallCorpus, text: str, within: Sequence[str] | None = None) -> LookedUp:
    vocabulary = Vocabulary(small.index.vocabulary(), small.index.count(), small.embedder.strangeness)
    finder = Finder(small.lexicon, vocabulary, small.index, lambda text: ((), small.embedder.embed([text])[0]))
    return finder.look_up(text, within)


def found(looked: LookedUp) -> list[str]:
    """Each sentence found, the words found in brackets."""
    return [
        "".join(f"[{run.text}]" if run.found else run.text for run in one.runs)
        for document in looked.documents
        for one in document.sentences
    ]


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("Depakote fits on clozapine", ["A [seizure] on [clozapine] is treated with [valproate]."]),
        ("lithum", ["[Lithium] was not added to it."]),
        ("hemoglobin", ["[Haemoglobin] was measured."]),
        ("1,071 nmol/L", ["Valproate was added at [1,071] [nmol/L]."]),
        ("350 NG/ML", ["With clozapine, examplazine at [350] [ng/mL] was measured in treatment."]),
        ("exampla", ["With clozapine, [examplazine] at 350 ng/mL was measured in treatment."]),
        ("the of and", []),
        ("\u200b\u202e ", []),
    ],
)
def test_words_are_found_by_any_name_and_any_spelling(library: SmallCorpus, typed: str, sentences: list[str]) -> None:
    assert found(look_up(library, typed))[: len(sentences) or None] == sentences


def test_every_span_found_is_the_documents_own_text(library: SmallCorpus) -> None:
    looked = look_up(library, "treatment measured")
    quotes = [(one.quote, document.source.slug, one) for document in looked.documents for one in document.sentences]
    assert ACT in [quote for quote, _, _ in quotes]
    for quote, slug, one in quotes:
        text = library.index.text(slug)
        assert text[one.start : one.end] == quote
        assert all(one.start <= start < end <= one.end for start, end in one.places)


def test_what_holds_all_the_words_comes_first_and_what_none_holds_is_named(library: SmallCorpus) -> None:
    looked = look_up(library, "valproate lithium quuxil")
    assert (looked.whole, looked.absent) == (0, ("quuxil",))
    assert found(look_up(library, "valproate seizure"))[0] == "A [seizure] on clozapine is treated with [valproate]."
    assert look_up(library, "valproate seizure").whole == 1


def test_a_name_is_told_by_what_it_stands_for(library: SmallCorpus) -> None:
    assert [(term.surface, term.meaning) for term in look_up(library, "Depakote").terms] == [("Depakote", "valproate")]
    assert look_up(library, "lithum").corrections == (("lithum", "lithium"),)


def test_within_a_document_nothing_of_another_is_found(library: SmallCorpus) -> None:
    assert found(look_up(library, "valproate", ["first"])) == ["[Valproate] was added at 1,071 nmol/L."]
    assert look_up(library, "seizure", ["first"]).found == 0
    assert look_up(library, "valproate", []).found == 0


def test_nothing_is_found_of_what_no_document_has(library: SmallCorpus) -> None:
    looked = look_up(library, "zorblax")
    assert (looked.found, looked.documents, looked.absent) == (0, (), ("zorblax",))


def test_a_search_has_a_longest_length(library: SmallCorpus) -> None:
    assert look_up(library, "x" * MOST_CHARS).found == 0
    with pytest.raises(BadInput, match="at most 400"):
        look_up(library, "x" * (MOST_CHARS + 1))


@pytest.mark.parametrize(
    "typed", ['"', "a OR b", "NEAR(x y)", "*", "col:x", "-", "'; DROP TABLE passages; --", "😀", "مرحبا"]
)
def test_no_sign_of_the_search_language_means_anything(library: SmallCorpus, typed: str) -> None:
    assert look_up(library, typed).text == typed

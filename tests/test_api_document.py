"""A document opened at a span: no word is lost, the marked words are the quote, and paragraphs are whole."""

from hypothesis import example, given
from hypothesis import strategies as st

from api.document import MOST_CHARS, Opened, open_at, passage_at
from assistant.types import Passage
from tests.fake_index import ARTICLE, CORPUS, DIGEST, read_digest, read_passages

TEXT = (CORPUS / "trs-brief-overview.txt").read_text("utf-8")
PASSAGES = read_passages(ARTICLE, TEXT)
WORDS = st.text(alphabet=st.sampled_from("aB.,:1 \t\n\f\r-#*|>•\u202e\u200bé"), max_size=120)


def joined(opened: Opened, *, cited: bool | None = None) -> str:
    return "".join(
        piece.text for block in opened.blocks for piece in block.pieces if cited is None or piece.cited == cited
    )


@given(WORDS, st.integers(0, 130), st.integers(0, 130))
@example("One.\n\nTwo.", 0, 10)
def test_no_word_is_lost_and_the_marked_words_are_the_span(text: str, start: int, end: int) -> None:
    opened = open_at(text, (), start, end)
    assert joined(opened).split() == text.split()
    assert joined(opened, cited=True) == text[start:end]


def test_every_sentence_of_the_article_can_be_marked_exactly() -> None:
    for sentence in (sentence for passage in PASSAGES for sentence in passage.sentences):
        opened = open_at(TEXT, PASSAGES, sentence.start, sentence.end)
        assert joined(opened, cited=True) == TEXT[sentence.start : sentence.end]


def test_a_blank_line_that_a_page_break_left_in_a_sentence_ends_no_paragraph() -> None:
    halves = "clozapine has been \n\nestablished as the gold standard"
    assert halves in TEXT
    assert [block.kind for block in open_at(TEXT, PASSAGES).blocks if halves in block.pieces[0].text] == ["prose"]


def test_the_articles_headings_are_headings() -> None:
    opened = open_at(TEXT, PASSAGES)
    headings = [block.pieces[0].text.strip() for block in opened.blocks if block.kind == "heading"]
    assert headings[:4] == [passage.section for passage in PASSAGES if passage.section][:4]


def test_each_statement_of_a_digest_is_a_block_that_says_what_it_rests_on() -> None:
    text, passages = read_digest(CORPUS / "digests" / "augmentation-evidence.yaml", DIGEST)
    told = [(block.pieces[0].text, block.statement) for block in open_at(text, passages).blocks if block.statement]
    assert told == [(passage.text, passage) for passage in passages]


def test_of_a_very_long_document_whole_lines_around_the_span_are_shown() -> None:
    line = "A sentence of a long document stands here.\n"
    text = line * 20_000
    start = len(line) * 10_000
    opened = open_at(text, (), start, start + 10)
    shown = joined(opened)
    assert (opened.cut_before, opened.cut_after) == (True, True)
    assert joined(opened, cited=True) == "A sentence"
    assert set(shown.splitlines()) == {line.strip()}
    assert MOST_CHARS - 100 < len(shown) < MOST_CHARS + 200


def test_a_long_document_without_a_span_begins_at_its_beginning() -> None:
    opened = open_at("words " * 50_000, ())
    assert (opened.cut_before, joined(opened)[:11]) == (False, "words words")


def test_a_span_outside_the_text_marks_nothing() -> None:
    assert joined(open_at("Short.", (), 900, 950), cited=True) == ""


def test_the_passage_of_an_offset_is_the_one_that_holds_it() -> None:
    assert passage_at(PASSAGES, PASSAGES[2].start) == PASSAGES[2]
    assert passage_at(PASSAGES, len(TEXT)) is None
    none: tuple[Passage, ...] = ()
    assert passage_at(none, 0) is None

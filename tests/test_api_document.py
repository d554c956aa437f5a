"""A document opened at a span: no word is lost, the marked words are the quote, and paragraphs are whole."""

from hypothesis import example, given
from hypothesis import strategies as st

from api.document import MOST_CHARS, Opened, contents, open_at, passage_at
from assistant.types import Passage, Sentence
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


def test_of_a_long_line_without_end_a_part_is_shown() -> None:
    opened = open_at("W" * 1_000_000, (), 500_000, 500_010)
    assert MOST_CHARS <= len(joined(opened)) <= MOST_CHARS + 20
    assert joined(opened, cited=True) == "W" * 10


def test_reading_goes_on_where_it_was_asked_to_and_marks_nothing() -> None:
    text = "A sentence of a long document stands here.\n" * 20_000
    opened = open_at(text, (), 430_003, 430_003)
    [piece] = [piece for block in opened.blocks for piece in block.pieces if piece.here]
    assert text[430_003:].startswith(piece.text[:100])
    assert joined(opened, cited=True) == ""


def test_a_sentence_that_limits_another_says_which() -> None:
    text = "It helped. It was small. It was short. It was Monday."
    starts = (0, 11, 25, 39)
    bound = (None, 0, 0, None)
    sentences = tuple(
        Sentence(start=start, end=end - 1, text=text[start : end - 1], caveat_of=of)
        for start, end, of in zip(starts, (*starts[1:], len(text) + 1), bound, strict=True)
    )
    passage = Passage(
        passage_id="a#0", source_slug="a", ordinal=0, start=0, end=len(text), text=text, sentences=sentences
    )
    [block] = open_at(text, [passage], 14, 30).blocks
    told = [(piece.text, piece.cited, piece.limits, piece.opens) for piece in block.pieces]
    assert [one for one in told if one[0].strip()] == [
        ("It helped. ", False, "", False),
        ("It ", False, "before", True),
        ("was small.", True, "before", False),
        ("It wa", True, "earlier", True),
        ("s short.", False, "earlier", False),
        (" It was Monday.", False, "", False),
    ]


def test_what_was_looked_for_is_told_apart() -> None:
    pieces = [piece for block in open_at("Some dose of it.", (), found=[(5, 9)]).blocks for piece in block.pieces]
    assert [(piece.text, piece.found) for piece in pieces] == [("Some ", False), ("dose", True), (" of it.", False)]


def test_each_section_begins_at_its_heading_once() -> None:
    opened = open_at(TEXT, PASSAGES)
    begun = {block.section: block.pieces[0].text.strip() for block in opened.blocks if block.section is not None}
    assert begun == dict(contents(PASSAGES))


def test_the_title_at_the_head_of_a_text_is_a_block_of_its_own() -> None:
    blocks = open_at("A title\nOur own digest of it.\n", (), title="A title").blocks
    assert [(block.pieces[0].text.strip(), block.is_title) for block in blocks] == [
        ("A title", True),
        ("Our own digest of it.", False),
    ]
    assert not open_at("A title\nOf it.", (), 0, 7, title="A title").blocks[0].is_title


def test_a_span_outside_the_text_marks_nothing() -> None:
    assert joined(open_at("Short.", (), 900, 950), cited=True) == ""


def test_the_passage_of_an_offset_is_the_one_that_holds_it() -> None:
    assert passage_at(PASSAGES, PASSAGES[2].start) == PASSAGES[2]
    assert passage_at(PASSAGES, len(TEXT)) is None
    none: tuple[Passage, ...] = ()
    assert passage_at(none, 0) is None

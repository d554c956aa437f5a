"""A document's characters in HTML: what a browser would change or what misleads the eye stands apart."""

from hypothesis import given
from hypothesis import strategies as st

from api.characters import Part, characters


@given(st.text(alphabet=st.sampled_from("a-\r\n\0\u202e\u200b\u200d\U000e0067\U0001f3f4é"), max_size=30))
def test_the_parts_are_the_text(text: str) -> None:
    assert "".join(part.text for part in characters(text)) == text.replace("\0", "␀")


def test_what_turns_direction_or_cannot_be_seen_has_its_name() -> None:
    assert list(characters("a\u202eb\u200b\x07")) == [
        Part("a"), Part("\u202e", "RLO"), Part("b"), Part("\u200b", "ZWSP"), Part("\x07", "U+0007"),
    ]  # fmt: skip


def test_what_scripts_and_pictures_need_is_left_alone() -> None:
    for text in ("👩\u200d⚕️", "می\u200cخواهم", "a\u200e b", "\U0001f3f4\U000e0067\U000e0062\U000e007f", "e\u0301"):
        assert list(characters(text)) == [Part(text)]


def test_a_word_broken_at_a_lines_end_keeps_its_line_end_unseen() -> None:
    assert list(characters("a-\r\nb\r\n-\nc")) == [
        Part("a-"), Part("\r\n", "line end"), Part("b"), Part("\r", "return"), Part("\n-"), Part("\n", "line end"),
        Part("c"),
    ]  # fmt: skip

"""A conversation as a file: every question and reply in it, hostile words still words, and names that tell nothing."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.errors import NotFound
from assistant.paragraphs import clean
from assistant.records import Conversation, Turn
from assistant.render import to_markdown
from assistant.store import Store
from assistant.transcript import EXPORTS, Transcript, as_json, as_markdown, file_name, read, titled
from tests.replies import ANSWER, CASE, NO_EVIDENCE, NOTE, ORDER, SOURCES

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = st.text(alphabet=st.sampled_from("ab 1.)-+=*_`~<>[]()!#|\\&;$\n\t\x1b\u202e“é:/'\""), max_size=30)


def clock() -> Callable[[], str]:
    seconds = iter(range(60))
    return lambda: f"2026-01-02T03:04:{next(seconds):02}.000000+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path}/store.db", now=clock())
    yield opened
    opened.close()


def kept(title: str = "Doses", *turns: tuple[str, object]) -> Transcript:
    """A conversation of these questions and replies, with ids that stay the same."""
    told = [
        {"reply_id": f"{ordinal:032}", "conversation_id": "c" * 32, "ordinal": ordinal, "question": question,
         "reply": reply, "created_at": f"2026-01-02T03:{ordinal:02}:00.000000+00:00"}
        for ordinal, (question, reply) in enumerate(turns, 1)
    ]  # fmt: skip
    times = {"created_at": "2026-01-02T03:01:00.000000+00:00", "updated_at": "2026-01-03T00:00:00.000000+00:00"}
    one = Conversation(conversation_id="c" * 32, title=title, turns=len(turns), **times)
    return Transcript(program="trs-assistant 0.1.0", conversation=one, turns=tuple(Turn(**turn) for turn in told))


def test_a_conversation_as_markdown_is_this_file() -> None:
    written = as_markdown(kept("Doses & <b>dogs</b>", (ANSWER.question, ANSWER), (ORDER.question, ORDER)), SOURCES)
    assert written == (GOLDEN / "conversation.md").read_text("utf-8")


def test_each_reply_stands_in_it_as_it_is_exported_alone() -> None:
    written = as_markdown(kept("x", ("a?", ANSWER), ("b?", NO_EVIDENCE)), SOURCES)
    for reply in (ANSWER, NO_EVIDENCE):
        assert to_markdown(reply, SOURCES, level=3) in written


def test_a_case_stands_in_it_with_the_note_line_by_line() -> None:
    written = as_markdown(kept("x", (NOTE, CASE)), SOURCES)
    assert "\n\nPANSS 95, SOFAS 45. Adherence 90% by pill count" in written
    assert to_markdown(CASE, SOURCES, level=2) in written


def test_as_json_it_is_complete_and_says_its_version(store: Store) -> None:
    conversation, _ = store.append(None, ANSWER.question, ANSWER, 1.0)
    store.append(conversation, NOTE, CASE, 1.0)
    made = json.loads(as_json(read(store, conversation), SOURCES))
    assert (made["schema_version"], made["program"]) == (1, "trs-assistant 0.1.0")
    assert made["conversation"] == store.conversation(conversation).model_dump()
    assert made["turns"] == [turn.model_dump(mode="json") for turn in store.turns(conversation)]
    assert "hash_key" not in json.dumps(made)


def test_a_conversation_that_is_not_there_cannot_be_read(store: Store) -> None:
    with pytest.raises(NotFound):
        read(store, "nowhere")


@pytest.mark.parametrize(("file_format", "suffix"), [("markdown", ".md"), ("json", ".json")])
def test_the_name_of_the_file_tells_nothing_of_the_question(file_format: str, suffix: str) -> None:
    assert set(EXPORTS) == {"markdown", "json"}
    made = file_name(kept("../../etc/passwd\r\nX: 1"), file_format)  # type: ignore[arg-type]
    assert made == f"trs-conversation-2026-01-02-cccccccc{suffix}"


@pytest.mark.parametrize("title", ["\u200b", "\u202e \u2066", "\u00a0", "\u0301"])
def test_a_title_without_a_visible_sign_is_untitled(title: str) -> None:
    assert titled(kept(title).conversation) == "Untitled"


@given(HOSTILE, HOSTILE)
def test_hostile_words_add_nothing_to_the_file(title: str, question: str) -> None:
    said = {"question": f"{question} x", "understood": f"{question} y"}
    written = as_markdown(kept(f"{title} x", (question, ORDER.model_copy(update=said)), (question, CASE)), SOURCES)
    plain = as_markdown(
        kept("x", ("x", ORDER.model_copy(update={"question": "x", "understood": "y"})), ("x", CASE)), {}
    )
    assert headings(written)[1:2] == headings(plain)[1:2]
    assert [tag for tag, _ in headings(written)] == [tag for tag, _ in headings(plain)]
    assert headings(written)[0][1] == clean(f"{title} x")
    tokens = MarkdownIt("commonmark", {"html": True}).parse(written)
    assert "html_block" not in {token.type for token in tokens}
    assert "html_inline" not in {child.type for token in tokens for child in token.children or ()}


def headings(markdown: str) -> list[tuple[str, str]]:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(markdown)
    return [
        (token.tag, clean("".join(child.content for child in tokens[place + 1].children or ())))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]

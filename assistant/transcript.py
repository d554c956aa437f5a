"""A kept conversation in, a file of it out: Markdown to read and print, JSON with all that was asked and replied.

What readers and sources wrote stays text in either. The audit records are not part of it.
"""

import unicodedata
from calendar import month_abbr
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from assistant import __version__
from assistant.paragraphs import Line, Words, clean, markdown
from assistant.records import Conversation, Turn
from assistant.render import Sources, to_markdown
from assistant.types import Noun

Format = Literal["markdown", "json"]


class Kept(Protocol):
    """The store of conversations. Unknown ids raise NotFound."""

    def conversation(self, conversation_id: str) -> Conversation: ...
    def turns(self, conversation_id: str) -> Sequence[Turn]: ...


class Transcript(Noun):
    """A whole conversation as exported. `schema_version` grows when a field changes its meaning."""

    schema_version: Literal[1] = 1
    program: str = f"trs-assistant {__version__}"
    conversation: Conversation
    turns: tuple[Turn, ...]


def read(store: Kept, conversation_id: str) -> Transcript:
    """The conversation as it stands now. Raises NotFound."""
    return Transcript(conversation=store.conversation(conversation_id), turns=tuple(store.turns(conversation_id)))


def titled(one: Conversation) -> str:
    """A conversation's title for a reader: never without a visible sign.

    >>> titled(Conversation(conversation_id="", title="\u200b", created_at="", updated_at="", turns=1))
    'Untitled'
    """
    title = clean(one.title)
    return title if any(unicodedata.category(sign)[0] not in "CZM" for sign in title) else "Untitled"


def shown_time(stored: str) -> str:
    """A stored time for a reader.

    >>> shown_time("2026-01-02T03:04:05.678901+00:00")
    '2026-01-02 03:04 UTC'
    """
    return f"{stored[:10]} {stored[11:16]} UTC"


def shown_day(stored: str) -> str:
    """The day of a stored time, in few characters.

    >>> shown_day("2026-01-02T03:04:05.678901+00:00")
    '2 Jan 2026'
    """
    day = date.fromisoformat(stored[:10])
    return f"{day.day} {month_abbr[day.month]} {day.year}"


def file_name(kept: Transcript, file_format: Format) -> str:
    """A name that is safe on every system and tells nothing of what was asked: the title may."""
    one = kept.conversation
    return f"trs-conversation-{one.created_at[:10]}-{one.conversation_id[:8]}{EXPORTS[file_format].suffix}"


def as_markdown(kept: Transcript, sources: Sources) -> str:
    """The conversation as CommonMark: each question, then its reply with limits, dissent and every cited span."""
    turns = [_turn(turn, sources) for turn in kept.turns]
    return "\n".join((markdown(_opening(kept)), *turns))


def as_json(kept: Transcript, _sources: Sources) -> str:
    """The conversation as data."""
    return kept.model_dump_json(indent=2) + "\n"


class Export(NamedTuple):
    """One format."""

    suffix: str
    media_type: str
    write: Callable[[Transcript, Sources], str]


EXPORTS: Mapping[Format, Export] = MappingProxyType(
    {
        "markdown": Export(".md", "text/markdown; charset=utf-8", as_markdown),
        "json": Export(".json", "application/json", as_json),
    }
)


def _opening(kept: Transcript) -> Iterator[Line]:
    one = kept.conversation
    yield Line("title", (Words(titled(one)),))
    said = f"{shown_time(one.created_at)} to {shown_time(one.updated_at)} · {kept.program} · {one.conversation_id}"
    yield Line("paragraph", (Words(said, "label"),))


def note_of(turn: Turn) -> list[Line]:
    """The note of a case, line by line: its report does not repeat it. Any other reply says its question itself."""
    if turn.reply.kind != "case_report":
        return []
    return [Line("paragraph", (Words(line),)) for line in turn.question.splitlines() if line.strip()]


def _turn(turn: Turn, sources: Sources) -> str:
    """One question under a heading of its own."""
    heading = Line("title", (Words(f"Question {turn.ordinal}, {shown_time(turn.created_at)}"),))
    level = 2 if turn.reply.kind == "case_report" else 3
    return markdown([heading, *note_of(turn)], level=2) + "\n" + to_markdown(turn.reply, sources, level=level)

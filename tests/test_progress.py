"""The progress bar: silent without work, plain lines in a pipe, drawn in a terminal."""

import io

from assistant.indexing import Progress
from assistant.progress import Bar


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


STEPS = [
    Progress(done=1, total=4, title="One [bold]\x1b[2J"),
    Progress(done=2, total=4, title="One [bold]\x1b[2J"),
    Progress(done=3, total=4, title="Two"),
    Progress(done=4, total=4, title="Two"),
]


def shown(stream: io.StringIO, steps: list[Progress]) -> str:
    with Bar(stream) as bar:
        for step in steps:
            bar(step)
    return stream.getvalue()


def test_without_work_nothing_is_shown() -> None:
    assert shown(io.StringIO(), []) + shown(Terminal(), []) == ""


def test_in_a_pipe_each_document_is_a_line_and_the_end_is_another() -> None:
    assert shown(io.StringIO(), STEPS) == (
        "indexed 1 of 4 passages: One [bold][2J\nindexed 3 of 4 passages: Two\nindexed 4 of 4 passages: Two\n"
    )


def test_in_a_terminal_a_bar_is_drawn_and_a_title_stays_text() -> None:
    drawn = shown(Terminal(), STEPS[:2])
    assert "One [bold][2J" in drawn
    assert "2/4" in drawn

"""What a person gives a command, in words or as a file, out as text: `-` is standard input.

Bytes that are not UTF-8 are an error in a file, and a replacement sign in words typed in the terminal.
"""

import os
import sys
from pathlib import Path

from assistant.errors import BadInput

MOST_BYTES = 1_000_000  # far more than any question or note has


def words(given: str) -> str:
    """A question as typed."""
    if given != "-":
        return os.fsencode(given).decode("utf-8", "replace")
    return _decoded(sys.stdin.buffer.read(MOST_BYTES), "The question on standard input", "standard input")


def file(given: str) -> str:
    """What a file holds."""
    if given == "-":
        return _decoded(sys.stdin.buffer.read(MOST_BYTES), "The case on standard input", "standard input")
    try:
        with Path(given).open("rb") as opened:
            held = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        do = "Give a text file, or - for standard input."
        raise BadInput(f"The file cannot be read: {why}.", to=given, do=do) from error
    if len(held) > MOST_BYTES:
        raise BadInput(f"The file has over {MOST_BYTES:,} bytes.", to=given, do="Give one patient's note or case.")
    return _decoded(held, "The file", given)


def _decoded(held: bytes, what: str, to: str) -> str:
    try:
        return held.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise BadInput(f"{what} is not UTF-8.", to=to, do="Save it as UTF-8.") from error

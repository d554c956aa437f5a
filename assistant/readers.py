"""Readers: a file in, its text and blocks out, or an UnreadableFile that says what is wrong with it.

One reader a suffix, in `READERS`. The text of a .txt or .md file is the file decoded as UTF-8, nothing changed but a
byte-order mark dropped, so its offsets are those of the file; a digest's text is made from its statements.
"""

import codecs
import errno
import re
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.blocks import Block, ReadFile, blocks
from assistant.digests import About, read_about, read_digest, yaml_tree
from assistant.errors import UnreadableFile
from assistant.layout import Run, runs
from assistant.reading import reading

__all__ = ["READERS", "SUFFIXES", "Block", "ReadFile", "read"]

LARGEST = 20 * 1024 * 1024  # bytes
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<head>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")


def read(path: Path) -> ReadFile:
    """The file as text, blocks and what it says of itself. Raises UnreadableFile."""
    reader = READERS.get(path.suffix.lower())
    if not reader:
        usual = sorted({reader: suffix for suffix, reader in reversed(READERS.items())}.values())
        raise _unreadable(path, f"I read {', '.join(usual)}", "Save it as one of these and try again.")
    text = _decoded(path, _bytes(path))
    try:
        found = reader(text)
    except UnreadableFile as wrong:
        raise _unreadable(path, wrong.what, wrong.do) from wrong
    if not found.blocks:
        raise _unreadable(path, "it holds no sentence", "Put the text of the document into it, or leave it out.")
    return found.model_copy(update={"about": {**found.about, **_named_after(path, found)}})


def _read_text(text: str) -> ReadFile:
    return _read_prose(text, 0, {})


def _read_markdown(text: str) -> ReadFile:
    front = _FRONT_MATTER.match(text)
    head = yaml_tree("\n" + front["head"]) if front else None
    if not front or not isinstance(head, dict):
        return _read_prose(text, 0, {})
    return _read_prose(text, front.end(), read_about(head))


def _read_prose(text: str, start: int, about: About) -> ReadFile:
    found = runs(text, start, len(text))
    title = _title(text, found)
    said = {**read_about({}), "title": title or None, **{key: value for key, value in about.items() if value}}
    return ReadFile(text=text, blocks=tuple(blocks(text, found, title)), about=said)


READERS: dict[str, Callable[[str], ReadFile]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".yaml": read_digest,
    ".yml": read_digest,
}
SUFFIXES = frozenset(READERS)


def _title(text: str, found: Sequence[Run]) -> str:
    """A heading before all else is the title where it stands above the other headings."""
    headings = [run for run in found if run.kind == "heading"]
    if not headings or found[0] is not headings[0]:
        return ""
    alone_on_top = headings[0].level == 1 and all(run.level != 1 for run in headings[1:])
    heads_a_heading = len(found) > 1 and found[1].kind == "heading"
    return reading(text[found[0].start : found[0].end])[0] if alone_on_top or heads_a_heading else ""


def _named_after(path: Path, found: ReadFile) -> About:
    """Slug and title, from the file's name where the file does not say."""
    stem = path.name[: -len(path.suffix)]
    slug = _NOT_A_SLUG.sub("-", stem.lower()).strip("-") or "document"
    title = re.sub(r"[-_\s]+", " ", stem).strip()
    return {"slug": found.about["slug"] or slug, "title": found.about["title"] or title[:1].upper() + title[1:] or slug}


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise _unreadable(path, "it is a folder", "Name the files in it, or give the folder to `trs ingest`.")
        if not stat.S_ISREG(about.st_mode):
            raise _unreadable(path, "it is a device or a pipe", "Save its content in a file and try again.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise _unreadable(path, "there is no such file", "Check the name and try again.") from error
    except PermissionError as error:
        raise _unreadable(path, "reading it is not permitted", "Give yourself the right to read it.") from error
    except OSError as error:
        is_loop = error.errno == errno.ELOOP
        why = "its link leads back to itself" if is_loop else f"the system says: {error.strerror or error}"
        raise _unreadable(path, why, "Put the file itself there and try again.") from error
    except ValueError as error:
        raise _unreadable(path, "its name holds a character that no file name can have", "Check the name.") from error
    if len(data) > LARGEST:
        raise _unreadable(path, f"it is larger than {LARGEST // 1024 // 1024} MB", "Split it and try again.")
    return data


def _decoded(path: Path, data: bytes) -> str:
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise _unreadable(path, "it is empty", "Put the text of the document into it, or leave it out.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _unreadable(path, "its text is UTF-16", "Save it as UTF-8 and try again.")
    if b"\0" in data:
        raise _unreadable(path, f"it is not text (a NUL at byte {data.index(0)})", "Save it as plain text in UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise _unreadable(path, f"it is not UTF-8 at byte {at}", "Save it as UTF-8 and try again.") from error


def _unreadable(path: Path, why: str, do: str) -> UnreadableFile:
    return UnreadableFile(f"Cannot read '{path.name}': {why}.", to=str(path), do=do)

"""Paths in, files to ingest out: folders are searched, and a folder's manifest.yaml says what its files are."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import Field, ValidationError

from assistant.errors import UnreadableFile
from assistant.types import Noun, SourceKind

NAME = "manifest.yaml"


class Described(Noun):
    """A manifest's entry. What it states overrides what the file says of itself."""

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    file: str = Field(min_length=1)
    title: str = ""
    year: int | None = None
    dated: str = ""
    kind: SourceKind = "upload"
    jurisdiction: str = ""
    url: str = ""
    licence: str = ""
    owner: str = ""
    sha256: str = ""
    asked: str = ""  # a file of questions that the document is known to answer

    def about(self) -> dict[str, Any]:
        """The fields of a Source that the entry states."""
        return self.model_dump(include=self.model_fields_set - {"slug", "file", "sha256", "asked"})


class Entry(NamedTuple):
    """A file to ingest, and what a manifest says of it (None where none does)."""

    path: Path
    described: Described | None = None
    asked: Path | None = None  # the file of known questions that the manifest names

    @property
    def slug(self) -> str:
        """The manifest's slug, else one made from the file's name."""
        return self.described.slug if self.described else slug_of(self.path.name)

    def mark(self) -> str:
        """Changes when what is said about the file changes."""
        about = json.dumps(self.described.about(), sort_keys=True) if self.described else ""
        asked = self.asked.read_bytes() if self.asked and self.asked.is_file() else b""
        return hashlib.sha256(about.encode() + asked).hexdigest()[:12]


class Survey(NamedTuple):
    """The files found, what cannot be used, and whether all folders and manifests could be read."""

    entries: tuple[Entry, ...]
    skipped: tuple[UnreadableFile, ...]
    complete: bool


def survey(paths: Sequence[Path]) -> Survey:
    """Every file of these files and folders, in order; a file met twice counts once."""
    entries: dict[Path, Entry] = {}
    skipped: list[UnreadableFile] = []
    complete = True
    for path in paths:
        found: list[Entry] = []
        try:
            if not path.is_dir():
                found = [_file(path)]
            elif (path / NAME).exists():
                found, problems = _listed_and_others(path)
                skipped += problems
            else:
                found = [Entry(file) for file in _files(path)]
        except UnreadableFile as problem:
            skipped.append(problem)
            complete = False
        for entry in found:
            entries.setdefault(entry.path.resolve(), entry)
    return Survey(tuple(entries.values()), tuple(skipped), complete)


def slug_of(name: str) -> str:
    """A file's name as a slug.

    >>> slug_of("Élan – Clozapine (2024).md")
    'elan-clozapine-2024'
    """
    plain = unicodedata.normalize("NFKD", Path(name).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or hashlib.sha256(name.encode()).hexdigest()[:12]


def write_hashes(folder: Path) -> list[str]:
    """Set each `sha256` in the folder's manifest to that of its file, and leave every other character.

    The files whose hash changed. Raises UnreadableFile.
    """
    manifest = folder / NAME
    items, written = _items(manifest), manifest.read_text("utf-8")
    changed = []
    for item in items:
        described = _described(item, manifest)
        found = hashlib.sha256(read_bytes(folder / described.file)).hexdigest()
        if described.sha256 and described.sha256 != found:
            written = written.replace(described.sha256, found, 1)
            changed.append(described.file)
    if changed:
        manifest.write_text(written, "utf-8")
    return changed


QUIZ = "quiz"  # folder of a described corpus that holds questions for quizzes, no documents


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises UnreadableFile."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"Cannot read {path.name!r}: {error.strerror}.", to=str(path), do="Check the file and its permissions."
        ) from error


def _file(path: Path) -> Entry:
    if not path.exists():
        raise UnreadableFile(f"There is no {path.name!r}.", to=str(path), do="Check the name.")
    return Entry(path)


def _files(folder: Path) -> Iterator[Path]:
    """The folder's files, without hidden ones."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _listed_and_others(folder: Path) -> tuple[list[Entry], list[UnreadableFile]]:
    """The manifest's files in its order, then those it does not list; a README is about the folder."""
    manifest, problems = folder / NAME, []
    items = _items(manifest)
    listed: dict[str, Entry] = {}
    for item in items:
        try:
            described = _described(item, manifest)
            _check(described, folder, [entry.slug for entry in listed.values()])
            asked = folder / described.asked if described.asked else None
            listed[described.file] = Entry(folder / described.file, described, asked)
        except UnreadableFile as problem:
            problems.append(problem)
    # A file whose entry is wrong is left out: as an unlisted one it would pass for an upload.
    named = (item.get(field) for item in items if isinstance(item, dict) for field in ("file", "asked"))
    claimed = {(folder / str(name)).resolve() for name in named if name}
    others = [
        Entry(path)
        for path in _files(folder)
        if path.resolve() not in claimed
        and path.name != NAME
        and not path.name.upper().startswith("README")
        and not (items and path.relative_to(folder).parts[0] == QUIZ)
    ]
    return [*listed.values(), *others], problems


def _items(manifest: Path) -> list[Any]:
    try:
        items = yaml.safe_load(read_bytes(manifest))
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f" near line {line + 1}"
        raise _bad(manifest, f"it is not valid YAML{where}") from error
    if not isinstance(items, list):
        raise _bad(manifest, "it is not a list of documents")
    return items


def _described(item: object, manifest: Path) -> Described:
    try:
        return Described.model_validate(item)
    except ValidationError as error:
        first = error.errors()[0]
        name = item.get("slug", item.get("file", "?")) if isinstance(item, dict) else "?"
        field = ".".join(str(part) for part in first["loc"]) or "entry"
        raise _bad(manifest, f"entry {name!r}, {field}: {first['msg']}") from error


def _check(described: Described, folder: Path, slugs: Sequence[str]) -> None:
    path = folder / described.file
    if described.slug in slugs:
        raise _bad(folder / NAME, f"two entries have the slug {described.slug!r}")
    for name in (described.file, described.asked):
        if not (folder / name).resolve().is_relative_to(folder.resolve()):
            raise _bad(folder / NAME, f"{name!r} is outside the folder")
    if not path.is_file():
        raise UnreadableFile(
            f"The manifest lists {described.file!r}, which is not there.",
            to=str(path),
            do="Restore the file, or take its entry out of the manifest.",
        )


def _bad(manifest: Path, why: str) -> UnreadableFile:
    return UnreadableFile(f"The manifest cannot be used: {why}.", to=str(manifest), do="Correct it and try again.")

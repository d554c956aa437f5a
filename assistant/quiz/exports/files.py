"""Bytes in, a named file out: names that are safe on every system, archives that are the same bytes each time."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence

from assistant.quiz.types import ExportedFile, Quiz

LONGEST_SLUG = 60
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name


def exported(quiz: Quiz, extension: str, media_type: str, content: bytes, left_out: Sequence[str] = ()) -> ExportedFile:
    """The quiz as a file of that kind."""
    name = f"{slug(quiz.title) or 'quiz'}-{slug(quiz.quiz_id) or 'quiz'}.{extension}"
    return ExportedFile(name=name, media_type=media_type, content=content, left_out=tuple(left_out))


def slug(text: str) -> str:
    """A part of a file name: small letters of English, digits and hyphens.

    >>> slug("Clozapin: Spiegel über 350 ng/mL?")
    'clozapin-spiegel-uber-350-ng-ml'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """An archive of these files in this order, with no time of now and no rights of this machine."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


def zipped_again(archive: bytes) -> bytes:
    """An archive that another library wrote, without the time at which it did."""
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        return zipped({entry.filename: read.read(entry) for entry in read.infolist()})

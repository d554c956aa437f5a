"""Files that a reader adds: kept in the data folder, so that a rebuilt index finds them, and gone when deleted."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.errors import BadInput, IndexUnavailable
from assistant.index import Index
from assistant.ingest import IngestReport
from assistant.settings import Settings

Take = Callable[[Sequence[Path]], IngestReport]  # indexes files


def uploads_of(settings: Settings) -> Path:
    """Where uploaded files are kept."""
    return settings.data_dir / "uploads"


def add(name: str, data: bytes, folder: Path, take: Take) -> IngestReport:
    """Keep one file given by name and content, and index it; what cannot be read is not kept."""
    path = folder / Path(name).name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise IndexUnavailable(
            f"The upload cannot be kept ({error.strerror}).",
            to=name,
            do="Free space or choose another TRS_DATA_DIR.",
        ) from error
    report = take([path])
    if report.skipped:
        path.unlink(missing_ok=True)
    return report


def remove(source_id: str, folder: Path, index: Index) -> None:
    """Take an upload out of the index for good, with the file it was kept as. Raises NotFound, BadInput."""
    slugs = {source.source_id: source.slug for source in index.sources()}
    kept = index.kept().get(slugs.get(source_id, ""))
    if kept is not None and kept.origin == "corpus":
        raise BadInput(
            "This document belongs to the corpus and would come back.",
            to=source_id,
            do="Take it out of the corpus folder and its manifest, then start again.",
        )
    index.delete(source_id)
    for path in folder.glob("*"):
        if hashlib.sha256(path.read_bytes()).hexdigest().startswith(source_id):
            path.unlink()

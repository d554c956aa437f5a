"""A file, and what its manifest says of it, in; a Document ready to embed and index out."""

from assistant.errors import UnreadableFile
from assistant.manifest import Entry
from assistant.readers import ReadFile, read
from assistant.types import Document, Passage, Source


def document_of(entry: Entry, source_id: str, slug: str, owner: str = "") -> Document:
    """The file as a document. The manifest's word goes before the file's own. Raises UnreadableFile.

    A file that no manifest lists is an upload, of `owner`, whatever it says of itself.
    """
    found = read(entry.path)
    passages = passages_of(found, source_id, slug)
    if not passages:
        raise UnreadableFile(
            f"{entry.path.name!r} holds no sentence.", to=str(entry.path), do="Check that it is the file you meant."
        )
    about = {name: value for name, value in found.about.items() if value is not None}
    if entry.described:
        about |= entry.described.about()
    else:
        about |= {"kind": "upload"} | ({"owner": owner} if owner else {})
    source = Source.model_validate(about | {"source_id": source_id, "slug": slug})
    return Document(source=source, text=found.text, passages=passages)


def passages_of(found: ReadFile, source_id: str, slug: str) -> tuple[Passage, ...]:
    """One passage for each block that holds a sentence."""
    blocks = [block for block in found.blocks if block.sentences]
    return tuple(
        Passage(
            passage_id=f"{source_id}#{ordinal}",
            source_slug=slug,
            ordinal=ordinal,
            text=found.text[block.start : block.end],
            **dict(block),
        )
        for ordinal, block in enumerate(blocks)
    )

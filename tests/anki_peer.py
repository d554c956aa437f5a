"""A program of its own, because Anki's licence asks for it: imports packages into a new collection, one after another.

Called with the collection's path and, for each import, the condition under which notes are updated and the package's
path. Prints as JSON, for each import, its notes with fields, tags, deck and the number of their cards.
"""

import json
import sys
from types import SimpleNamespace
from typing import Any

sys.modules["markdown"] = SimpleNamespace(markdown=str)  # an old one, for help texts, that may not import

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest  # noqa: E402
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition as Condition  # noqa: E402


def notes(collection: Collection) -> list[dict[str, Any]]:
    """All notes, by guid."""
    found = [collection.get_note(one) for one in collection.find_notes("")]
    return [
        {
            "guid": note.guid,
            "fields": dict(note.items()),
            "tags": note.tags,
            "cards": len(note.cards()),
            "deck": collection.decks.name(note.cards()[0].did),
            "front": note.cards()[0].question(),
            "back": note.cards()[0].answer(),
        }
        for note in sorted(found, key=lambda note: note.guid)
    ]


def main(path: str, *imports: str) -> None:
    """Does what the module says."""
    collection = Collection(path)
    states = []
    for when, package in zip(imports[::2], imports[1::2], strict=True):
        condition = Condition.Value(f"IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_{when}")
        options = ImportAnkiPackageOptions(update_notes=condition, update_notetypes=condition)
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
        states.append(notes(collection))
    collection.close()
    sys.stdout.write(json.dumps(states))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The corpus and the tuned questions and notes in, `assistant/identifiers/vocabulary.txt` out: words that name nobody.

`python -m evals.fit_identifiers` writes it. A word that is written small somewhere is an ordinary one; one that the
documents write only with a capital is a study's author, a brand or a place. Notes are invented and may name people,
so that only their small words count.
"""

import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from assistant.identifiers.lists import FOLDER, GIVEN, SURNAMES
from assistant.identifiers.readable import folded, readable
from assistant.lexicon import Lexicon
from evals import cases, conversations, questions

ROOT = Path(__file__).parent.parent
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_HEAD = """\
# Words that name nobody, as `python -m evals.fit_identifiers` finds them: first those written small, then, after the
# line of its own, those that documents write with a capital only: authors, brands, places.
"""


def main() -> int:
    """Writes the file."""
    small, capital = _words([*_documents(), *_names_of_things()])
    typed, _ = _words([*_questions(), *_notes()])
    ordinary = (small | typed - SURNAMES) - GIVEN
    lines = [textwrap.fill(" ".join(sorted(words)), 118) for words in (ordinary, capital - ordinary - GIVEN)]
    (FOLDER / "vocabulary.txt").write_text(_HEAD + lines[0] + "\n--\n" + lines[1] + "\n", encoding="utf-8")
    return 0


def _words(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    small: set[str] = set()
    capital: set[str] = set()
    for text in texts:
        for found in _WORD.finditer(readable(text).text):
            word = re.sub(r"'s?$", "", found[0])
            if len(word) > 1:
                (small if word.islower() else capital).add(folded(word))
    return small, capital


def _documents() -> Iterator[str]:
    for path in sorted((ROOT / "corpus").rglob("*")):
        if path.suffix in (".txt", ".yaml", ".md"):
            yield path.read_text(encoding="utf-8")


def _names_of_things() -> Iterator[str]:
    """Studies go by their authors, who share their names with patients; everything else names no person."""
    for one in Lexicon.load().entities.values():
        yield from one.forms if one.kind == "trial" else [form.lower() for form in one.forms]


def _questions() -> Iterator[str]:
    for suite in questions.SUITES:
        yield from (one.question for one in questions.load(suite) if one.half == "tune")
    for conversation in conversations.load("tune"):
        yield from (turn.ask for turn in conversation.turns)
    for path in sorted((questions.DATA / "requests").glob("*.tsv")):
        yield from (line.partition("\t")[2] for line in path.read_text(encoding="utf-8").splitlines())


def _notes() -> Iterator[str]:
    yield from (one.note for one in cases.load() if one.half == "tune")
    tuned = yaml.safe_load((questions.DATA / "twists" / "tuned.yaml").read_text(encoding="utf-8"))
    yield from (note for row in tuned for note in row["notes"])


if __name__ == "__main__":
    sys.exit(main())

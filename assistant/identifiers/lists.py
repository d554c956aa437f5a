"""The lists beside this file in, sets of words out: given names, surnames, and words that name nobody.

The names were written by hand for this project. `vocabulary.txt` is fitted: see `evals/fit_identifiers.py`.
"""

from pathlib import Path

FOLDER = Path(__file__).parent


def _read(name: str) -> list[str]:
    path = FOLDER / name
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


_VOCABULARY = _read("vocabulary.txt")
_LINE = _VOCABULARY.index("--") if "--" in _VOCABULARY else 0

PLACES = frozenset(_read("places.txt"))
GIVEN = frozenset(_read("given.txt")) - PLACES
GIVEN_OR_WORDS = frozenset(_read("given_or_words.txt")) | (
    frozenset(_read("given.txt")) & PLACES
)  # of which each is a word, a place or another's name as well
SURNAMES = frozenset(_read("surnames.txt"))
ORDINARY = frozenset(_VOCABULARY[:_LINE])
OF_DOCUMENTS = frozenset(_VOCABULARY[_LINE + 1 :]) | PLACES  # authors of studies, brands, places

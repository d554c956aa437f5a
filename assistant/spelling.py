"""Slips of spelling mended: a text in, the text with each unknown word replaced by the one near word that is known.

A word that two things could have been meant by stays as it is written: choosing one could name the wrong drug.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from rapidfuzz.distance import OSA

from assistant.lexicon import Lexicon
from assistant.shorthand import in_full
from assistant.words import Word, is_asking_word, is_stop_word, stem, words

# Words that people misspell in questions and that no document need use.
_FREQUENT = (
    "their",
    "should",
    "would",
    "could",
    "which",
    "because",
    "before",
    "treatment",
    "medication",
    "really",
    "recommend",
    "recommended",
    "receive",
    "believe",
    "separate",
    "definitely",
    "patients",
    "equivalent",
)

SHORTEST_SLIP, SHORTEST_CLIPPED = 5, 4  # letters of a word misspelt, and of the beginning of one
MOST_SLIPS = 2  # letters by which a name that the lexicon knows is another way to write the drug's own


class Known(Protocol):
    """The words that are known: by their stems, how strange any other is, and as people write them."""

    @property
    def stems(self) -> Mapping[str, int]: ...

    @property
    def strangeness(self) -> Callable[[str], float]: ...

    @property
    def spelt(self) -> frozenset[str]: ...


def mend_spelling(text: str, lexicon: Lexicon, vocabulary: Known) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with unknown words replaced by the one near word that the corpus or the lexicon knows."""
    mended, corrections, at = [], [], 0
    for word in words(text):
        better = in_full(word.surface)
        if not better and _is_no_word(word.surface.lower(), lexicon, vocabulary):
            better = _clipped_word(word, lexicon, vocabulary) or _near_word(word, lexicon, vocabulary) or ""
        if better:
            mended += [text[at : word.start], better]
            corrections.append((word.surface, better))
            at = word.end
    return "".join([*mended, text[at:]]), tuple(corrections)


def _is_no_word(lowered: str, lexicon: Lexicon, vocabulary: Known) -> bool:
    return (
        lowered.isalpha()
        and not is_stop_word(lowered)
        and not is_asking_word(lowered)
        and lowered not in lexicon.all_words
        and vocabulary.strangeness(lowered) >= 1
    )


def _near_word(word: Word, lexicon: Lexicon, vocabulary: Known) -> str | None:
    lowered = word.surface.lower()
    if len(lowered) < SHORTEST_SLIP or word.stem in vocabulary.stems:
        return None
    allowed = 1 if len(lowered) < 8 else 2
    near: dict[str, int] = {}
    for candidate in _candidates(lexicon, vocabulary):
        if abs(len(candidate) - len(lowered)) <= allowed:
            distance = OSA.distance(lowered, candidate, score_cutoff=allowed)
            if distance == 1 or (distance == allowed and _is_meant(lowered, candidate, lexicon)):
                near[candidate] = distance
    nearest = sorted(candidate for candidate, distance in near.items() if distance == min(near.values()))
    nearest = [candidate for candidate in nearest if candidate in _FREQUENT] or nearest
    if not any(_is_drug(candidate, lexicon) for candidate in nearest):  # else "lozapine" would be loxapine
        nearest = [candidate for candidate in nearest if candidate[0] == lowered[0]] or nearest
    # Two things equally near: choosing one could name the wrong drug, so the word stays as written.
    return nearest[0] if len({lexicon.meaning(candidate) or stem(candidate) for candidate in nearest}) == 1 else None


def _clipped_word(word: Word, lexicon: Lexicon, vocabulary: Known) -> str | None:
    """The one drug that begins so, else the one word: "olanz", "hypersal"; capitals are an abbreviation.

    What a source or a known question writes just so is clipped only of a drug.
    """
    begun = word.surface.lower()
    if len(begun) < SHORTEST_CLIPPED or word.surface.isupper():
        return None
    known = {*lexicon.single_words, *vocabulary.spelt}
    whole = sorted((one for one in known if one.startswith(begun) and len(one) > len(begun) + 1), key=_shortest_first)
    whole = [one for one in whole if not _is_misspelt(one, begun, lexicon)]
    drugs = [one for one in whole if _is_drug(one, lexicon)]
    if word.stem in vocabulary.stems and not drugs:
        return None
    meant = {lexicon.meaning(one) or stem(one) for one in drugs or whole}
    return next((one for one in whole if one in meant), (drugs or whole)[0]) if len(meant) == 1 else None


def _is_misspelt(whole: str, begun: str, lexicon: Lexicon) -> bool:
    """Whether a drug begins so only as it is misspelt: "resp" is the beginning of no "resperidone"."""
    meant = lexicon.meaning(whole) if _is_drug(whole, lexicon) else ""
    return bool(meant) and not meant.startswith(begun) and OSA.distance(whole, meant) <= MOST_SLIPS


def _shortest_first(word: str) -> tuple[int, str]:
    return len(word), word


def _is_meant(written: str, candidate: str, lexicon: Lexicon) -> bool:
    """Whether two slips can be forgiven: not in the first letter, and of a drug only in vowels or doubled letters.

    Names of drugs are alike: a drug that the lexicon lacks must not become one that it has.
    """
    if written[0] != candidate[0]:
        return False
    return not _is_drug(candidate, lexicon) or _consonants(written) == _consonants(candidate)


def _is_drug(candidate: str, lexicon: Lexicon) -> bool:
    meant = lexicon.entities.get(lexicon.meaning(candidate))
    return meant is not None and meant.kind == "drug"


def _consonants(word: str) -> str:
    return re.sub(r"[aeiouy]|(.)(?=\1)", "", word)


def _candidates(lexicon: Lexicon, vocabulary: Known) -> Iterator[str]:
    yield from lexicon.single_words
    yield from _FREQUENT
    yield from (entry for entry in vocabulary.stems if len(entry) > 4)
    yield from vocabulary.spelt

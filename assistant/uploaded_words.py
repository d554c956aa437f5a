"""What uploads bring in: their documents and the words of the corpus in, the words that only they use and what each is
about out.

A name that only an upload holds ("pelzidone", "Stellwood") is a thing like the drugs and guidelines of the lexicon:
what is said of another is no answer about it. And what the whole corpus is about anyway (clozapine), an upload need not
be.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from assistant.lexicon import Lexicon
from assistant.types import Passage, Source
from assistant.words import is_stop_word, words

DOMINANT = 0.5  # share of a document's passages that name the drug it is about, where its title names none
LONGEST_HEADING = 250  # characters of the line that a document opens with
SHORTEST_NAME = 3  # letters of a title's word that can name the document


class UploadedWords(NamedTuple):
    """The stems that uploads alone use: all of them, and those of their titles."""

    every: frozenset[str] = frozenset()
    of_titles: frozenset[str] = frozenset()


NONE_UPLOADED = UploadedWords()


def uploaded_words(
    indexed: Iterable[str], headings: Iterable[str], held: Mapping[str, int], known: Mapping[str, int]
) -> UploadedWords:
    """`indexed`: the search text of each passage of an upload; `headings`: what names the documents; `held`: how many
    passages of all hold each stem; `known`: the stems of the known questions."""
    here = Counter(stem for text in indexed for stem in set(text.split()))
    every = frozenset(stem for stem, count in here.items() if held.get(stem) == count and stem not in known)
    named = {word.stem for heading in headings for word in words(heading) if _may_name(word.surface)}
    return UploadedWords(every, every & named)


def names_of(source: Source, passages: Sequence[Passage]) -> str:
    """What names an upload: its title and the heading that it opens with."""
    return f"{source.title}. {_opening(passages)}"


def _may_name(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST_NAME and not is_stop_word(word)


def said_throughout(source: Source, passages: Sequence[Passage], lexicon: Lexicon) -> str:
    """What a reader of an upload knows in each of its sentences, beside its title: the words of the heading that it
    opens with, and the drugs that half of its passages name.

    The latter only where title and heading name no drug: what they name is what an unsaid subject is taken to be.
    """
    heading = _opening(passages)
    if any(one.entity.kind == "drug" for one in lexicon.mentions(f"{source.title}. {heading}")):
        return heading
    named = [
        {one.entity.id for one in lexicon.mentions(f"{passage.section}. {passage.text}") if one.entity.kind == "drug"}
        for passage in passages
    ]
    counted = Counter(drug for drugs in named for drug in drugs)
    subjects = sorted(drug for drug, count in counted.items() if count >= DOMINANT * len(named))
    return ". ".join([heading, *(lexicon.entities[drug].names[0] for drug in subjects)])


def _opening(passages: Sequence[Passage]) -> str:
    """The heading that a document opens with, without figures; empty where it opens with a sentence."""
    first = next((passage.sentences[0].text for passage in passages if passage.sentences), "")
    is_heading = len(first) <= LONGEST_HEADING and not first.rstrip().endswith((".", "?", "!", ":"))
    return " ".join(word.surface for word in words(first) if word.surface.isalpha()) if is_heading else ""

"""What kind of request a text is: a question, a patient's case, an order, an emergency, or out of scope.

No rule is written by hand: a linear model, fitted by `python -m evals.fit_route` to labelled requests of several
authors, weighs the words of a request, alone and in twos and threes, and its meaning (the embedding). Names of drugs,
effects and sources are one word each for it, and so are relatives and numbers. It is deterministic.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np

from assistant.embed import FloatArray
from assistant.lexicon import Lexicon

Way = Literal["case", "emergency", "order", "out_of_scope", "question"]
WAYS: tuple[Way, ...] = get_args(Way)
FILE = Path(__file__).with_name("route.npz")
WORDS_SCALE, MEANING_SCALE = 4.0, 5.0  # lengths of the two parts of a request; cross-validation chose them
LONGEST = 3  # words weighed together
# By so much (log odds) a request is at least out of scope where what answers nothing is called so, and where nothing
# found can change that. Of 387 requests out of scope, by several authors, 2 are answered, with words of a source.
FAINT, DOUBTFUL = 1.0, 4.0
SURE = 0.7  # how likely what is found must be to answer a request that may be out of scope

# Kinds of entity of which any one stands for all.
_ALIKE = frozenset(
    "drug drug-class treatment adverse-effect condition organisation guideline trial scale jurisdiction".split()
)
_RELATIVES = frozenset(
    """
    aunt boyfriend brother child cousin dad daughter fiance fiancee father flatmate friend girlfriend gran grandad
    granddad granddaughter grandfather grandma grandmother grandpa grandson husband kid mom mother mum nephew niece
    partner sister son stepdaughter stepson twin uncle wife
    """.split()
)
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+(?:['’][a-z]+)?|[?!]|###|[<\[]/?")


class Weights(NamedTuple):
    """A fitted model. `meaning` counts only for vectors of the embedding model named; else `words_alone` decide."""

    kinds: tuple[str, ...]  # what it tells apart: the ways of a request here
    places: dict[str, int]  # of each n-gram, its row
    words: FloatArray  # shape (n-grams, kinds)
    meaning: FloatArray  # shape (dimensions, kinds)
    bias: FloatArray  # shape (kinds,)
    words_alone: FloatArray
    bias_alone: FloatArray
    embedder: str


@cache
def weights(file: Path = FILE) -> Weights:
    """A model as fitted."""
    with np.load(file) as kept:
        kinds = tuple(str(kept["kinds"]).split())
        places = {ngram: place for place, ngram in enumerate(str(kept["ngrams"]).split("\n"))}
        parts = {name: kept[name] for name in ("words", "meaning", "bias", "words_alone", "bias_alone")}
        return Weights(kinds, places, embedder=str(kept["embedder"]), **parts)


class Routed(NamedTuple):
    """The likeliest way of a request, and by how much likelier than a question it is, as log odds."""

    way: Way
    lead: float

    def is_out_of_scope(self, certainty: float, *, among_others: bool = False) -> bool:
        """Whether it stays out of scope where what is found is that likely to answer it, 0 to 1.

        The router reads a request without the sources: what it only thinks strange is a question if they answer it.
        `among_others`: there are documents that it was not fitted to, so nothing is foreign that they answer.
        """
        if self.way != "out_of_scope":
            return False
        if not certainty:  # nothing answers it: said so, it is a kinder refusal than to call it foreign
            return self.lead >= (DOUBTFUL if among_others else FAINT)
        return certainty < SURE or (self.lead >= DOUBTFUL and not among_others)


def route(text: str, lexicon: Lexicon, vector: FloatArray, embedder: str) -> Routed:
    """The way of one request; `vector` is its unit vector, shape (dimensions,), by the model named `embedder`."""
    scores = weigh(ngrams(text, lexicon), vector, embedder, weights())
    likeliest = int(np.argmax(scores))
    return Routed(WAYS[likeliest], float(scores[likeliest] - scores[WAYS.index("question")]))


def weigh(found: Iterable[str], vector: FloatArray, embedder: str, known: Weights) -> FloatArray:
    """How likely a text of these n-grams is each of the kinds that a model tells apart: log odds, shape (kinds,)."""
    rows = sorted({known.places[ngram] for ngram in found if ngram in known.places})
    scale = WORDS_SCALE / max(1.0, len(rows) ** 0.5)
    if embedder == known.embedder:
        scores = known.bias + scale * known.words[rows].sum(axis=0) + MEANING_SCALE * (vector @ known.meaning)
    else:
        scores = known.bias_alone + scale * known.words_alone[rows].sum(axis=0)
    return np.asarray(scores, dtype=np.float32)


def is_foreign(
    readings: Mapping[str, FloatArray], lexicon: Lexicon, embedder: str, certainty: float, *, among_others: bool = False
) -> bool:
    """Whether a request stays out of scope however it is read (text: its unit vector), with so likely an answer."""
    return all(
        route(text, lexicon, vector, embedder).is_out_of_scope(certainty, among_others=among_others)
        for text, vector in readings.items()
    )


def ngrams(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The words of a request in ones, twos and threes, with its start and its end.

    >>> from assistant.lexicon import Lexicon
    >>> list(ngrams("Stop?", Lexicon([])))
    ['^', 'stop', '?', '$', '^ stop', 'stop ?', '? $', '^ stop ?', 'stop ? $']
    """
    named = {
        place: mention.entity.kind
        for mention in lexicon.mentions(text)
        if mention.entity.kind in _ALIKE
        for place in range(mention.start, mention.end)
    }
    tokens = ["^", *(_alike(found, named) for found in _TOKEN.finditer(text.lower())), "$"]
    for length in range(1, LONGEST + 1):
        yield from (" ".join(tokens[at : at + length]) for at in range(len(tokens) - length + 1))


def _alike(found: re.Match[str], named: dict[int, str]) -> str:
    word = found.group()
    if word[0].isdigit():
        return "#"
    if found.start() in named:
        return f"<{named[found.start()]}>"
    return "<relative>" if word in _RELATIVES else word

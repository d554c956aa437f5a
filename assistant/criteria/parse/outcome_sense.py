"""What came of a course, where no pattern tells it: by weights of its words, fitted to sentences of several authors.

What can be said of a drug that did nothing has no end ("the voices did not budge", "she went on taping the sockets").
The weights are whole numbers, so that a sum is the same on every machine. They count only where a sentence is very
likely to say that nothing came of the course and no other sentence on it may say that something did; what they read
carries its words, as any value. `python -m evals.fit_outcome` fits them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from assistant.criteria import drugs
from assistant.criteria.parse import comparisons, outcome_words
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.outcome_classes import kinds

FILE = Path(__file__).with_name("outcome_sense.json")
SCALE = 1000  # a weight of 1, as written in the file
NOTHING, SOMETHING = 3.0, 0.0  # log odds: nothing came of it, for one in twenty not; something may have, for one in two
LIKELY = -1.0  # nothing may have come of it, for one in four: asked about
_PATTERNS = {
    "@unknown": outcome_words.OUTCOME_UNKNOWN,
    "@lack": outcome_words.LACK_OF_EFFECT,
    "@intolerance": outcome_words.INTOLERANCE,
    "@stopped": outcome_words.SELF_STOPPED,
    "@partial": outcome_words.PARTIAL,
    "@none": outcome_words.NO_RESPONSE,
    "@no better": comparisons.NO_BETTER,
    "@good": outcome_words.GOOD,
}
_TOKEN = re.compile(r"[a-zø]+(?:'[a-z]+)?|0|%|->|[=:?+]|[,.;]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_STOPS = frozenset(",.;")
_DENIES = frozenset("not no never nothing nobody none neither nor without hardly nil zero cannot barely".split())
_ENDINGS = ("ingly", "edly", "ness", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e")
_SHORTEST = 3  # letters of a stem
# What is hoped, planned, asked, disputed or told of another time, and "Complaints: none", whatever the words weigh.
_OPEN = Caseless(
    r"\?|\b(?:if|unless|whether|until|yet|so\s+far|unclear|unknown|await\w*|pending|plan\w*|hop(?:e|es|ed|ing)|expect\w*|will|shall|may|might|perhaps|possibly|probably|allegedly|apparently|reportedly|supposedly|initially|at\s+first|early|first|briefly|disput\w*|disagree\w*|contradict\w*|deni\w*|alternat\w*|sometimes|would\s+(?:like|value|welcome)|please|kindly|recorded|documented|rated|assess\w*|before\s+(?:it|this|that|these|then|the\s+\w+)\W*\Z)\b"
    r"|\b(?:neither|not|never|n['’]t)\s+(?:\w+\s+)?fail|\A\W*(?!(?:response|effect|benefit|results?|outcome|change|improvement|gain|use)\b)(?:[a-z]+\s)?[a-z]{3,14}\s?:\s*(?:none|nil|no|nothing|normal|nr|n/?k|n/?a|nad)\b"
    # of another thing than the illness: "no change in dose", "no response to our letters", "an unchanged prescription"
    r"|\b(?:chang\w+|alter\w+|effect|affect\w*|differen\w+|respon\w+|improv\w+|benefit|better|worse|same|gain|reduction)\s+(?:(?:was|were|seen|noted|made|is|has|been)\s+){0,3}(?:in|on|of|to|for|with|by|from)\s+(?:(?:the|his|her|our|my|any|their|that|either)\s+){0,2}(?:\w+\s+)?(?:dos\w+|weight|sleep\w*|prolactin|QTc?|appetite|energy|moods?|libido|BP|bloods?|ECG|lipids|glucose|letters?|calls?|housing|accommodation|job|medic\w+|prescri\w+|plan|regimen|side[\s-]effects?|tremor|stiffness|akathisia|memory|cognition|anxiety|OCD|brands?|generics?|questions?|care\s+plan|levels?)\b"
    r"|\b(?:unchanged|unaltered|same|no\s+change\s+of|stable)\s+(?:\w+\s+)?(?:dos\w+|prescri\w+|plan|housing|address|regimen|medic\w+|brand|weight|bloods?|job|team|doctor|ward)\b"
    # of an early time, of somebody else, of other complaints, of failing organs, of what nobody can tell
    r"|\b(?:days?\s+(?:\d|ten|one|two|three|four|five|seven)|(?:week|month)\s+(?:one|two|three|[1-3])|[1-3]\s?/\s?52\s+in(?:to)?|half-?way)\b"
    r"|\b(?:cousin|twin|brother|sister|neighbour|room-?mate|friend|mother|father|aunt|uncle)\b(?:\s+in\s+\w+|,[^,]{0,40},)?\s+(?:stayed|remain(?:s|ed)|was|is|got|has|had)\b(?!\s+(?:noticed|seen|sure|certain|clear|adamant|asked|of\s+the))"
    r"|\b(?:OCD|rituals?|tics?|needles?|phobia|mood|depress\w+|tremor|weight|sleep|appetite|pain|anxiety|tardive|movements?)\b[^.;,]{0,24}\b(?:unchanged|same|persist\w*|no\s+better|as\s+(?:before|ever))\b"
    r"|\b(?:heart|renal|kidney|liver|hepatic|respiratory|cardiac|thyroid|organ|power|treatment\s+of)\s+failure|\bfailure\s+to\s+(?:attend|take|swallow|collect)"
    r"|\b(?:can(?:not|['’]t)|could\s+not|couldn['’]t)\s+(?:now\s+)?(?:tell|say|distinguish|recall|remember|judge)\b(?!\s+(?:any|a|the)\s+differ)|=\s?[<≤]|\bbefore\s+(?:we|I|calling)\b|\b(?:nobody|no\s?one|not|never)\s+(?:\w+\s+)?(?:wrote|written|kn[oe]ws?|knew|asked)\b|\bhas\s+not\s+been\s+(?:shown|proven|proved|established)\b"
)


class Sense(NamedTuple):
    """The log odds that words say that nothing came of a course, and that something did."""

    nothing: float
    something: float


def sense(words: str) -> Sense:
    """What words that follow a course say of it.

    >>> sense("Nothing came of it.").nothing > NOTHING > sense("He lives with his sister.").nothing
    True
    """
    sums = list(_weights()["@bias"])
    for gram in grams(words):
        for place, weight in enumerate(_weights().get(gram, ())):
            sums[place] += weight
    return Sense(sums[0] / SCALE, sums[1] / SCALE)


def is_open(words: str) -> bool:
    """Whether words leave open what came of it, or tell of something else than their end.

    >>> is_open("no change at first"), is_open("no change")
    (True, False)
    """
    return _OPEN.search(words) is not None


def grams(words: str) -> frozenset[str]:
    """The n-grams of words, stems and kinds, what is denied, how it begins and ends, and the patterns that it holds.

    >>> sorted(grams("did not help"))[:4]
    ['!help', '#did not', '#not help$', '#~0']
    """
    tokens = _tokens(words)
    plain = [token for token in tokens if token not in _STOPS]
    stems = [_stem(token) for token in plain]
    found = {name for name, pattern in _PATTERNS.items() if pattern.search(words)}
    found.update(" ".join(run) for many in (1, 2, 3) for run in _runs(plain, many))
    found.update("=" + " ".join(run) for many in (1, 2) for run in _runs(stems, many))
    found.update(kinds(plain, words))
    found.update("!" + token for token in _denied(tokens))
    found.update(("#" + " ".join(plain[:2]), "#" + " ".join(plain[-2:]) + "$", f"#~{min(len(plain) // 4, 5)}"))
    return frozenset(found)


def _tokens(words: str) -> list[str]:
    """Small letters, drugs and figures without their names and values."""
    named, at = list[str](), 0
    for mention in sorted(drugs.mentions(words), key=lambda one: one.start):
        if mention.start >= at:
            named += [words[at : mention.start], " drug "]
            at = mention.end
    text = _NUMBER.sub(" 0 ", ("".join(named) + words[at:]).lower().replace("’", "'"))
    return _TOKEN.findall(text.replace("n't ", " not ").replace("cannot", "can not"))


def _runs(tokens: Sequence[str], many: int) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[start:] for start in range(many)), strict=False)


def _stem(token: str) -> str:
    for ending in _ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) >= _SHORTEST:
            return token.removesuffix(ending)
    return token


def _denied(tokens: Sequence[str]) -> Iterator[str]:
    """What stands behind a word of denial in the same clause."""
    denies = False
    for token in tokens:
        if token in _STOPS:
            denies = False
        elif denies:
            yield token
        denies = denies or token in _DENIES


@cache
def _weights() -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found

"""A question in, the same question written otherwise out: by a slip, in capitals, under a brand name, in more words.

Each way is one function in PERTURBATIONS. What it does is drawn by the question's id, so that a run can be repeated and
adding a question changes no other. A way that does not apply gives None (a question without a drug has no brand).
"""

import random
import re
from collections.abc import Callable
from string import ascii_lowercase

from assistant.lexicon import Lexicon, Mention
from assistant.words import Word, is_asking_word, is_stop_word, words
from evals.questions import Question

LONG = 5  # letters of a word in which a slip is made
_LEAD = re.compile(r"(?:in|for|with|after|before|under|during|on|at|by|per|according to)\b[^,:;?]{3,60}", re.IGNORECASE)
_TEMPLATES = (
    "Please tell me: {}",
    "I was wondering, {}",
    "quick q - {}",
    "Hello, I have a question. {}",
    "{} Thank you.",
    "Can you help? {}",
    "For a seminar: {}",
)

Perturb = Callable[[str, random.Random, Lexicon], str | None]


def perturbed(question: Question, name: str, lexicon: Lexicon) -> str | None:
    """The question changed in one way, the same each time; None where the way does not apply or changes nothing."""
    changed = PERTURBATIONS[name](question.question, random.Random(f"{question.id} {name}"), lexicon)
    return None if changed == question.question else changed


def typo(text: str, chance: random.Random, _: Lexicon) -> str | None:
    """One slip in one word that carries meaning: a letter left out, doubled, another, or two in the wrong order."""
    candidates = [word for word in words(text) if _carries_meaning(word)]
    if not candidates:
        return None
    word = chance.choice(candidates)
    at = chance.randrange(len(word.surface))
    return text[: word.start] + _slip(word.surface, at, chance) + text[word.end :]


def _carries_meaning(word: Word) -> bool:
    surface = word.surface.lower()
    return len(surface) >= LONG and surface.isalpha() and not is_stop_word(surface) and not is_asking_word(surface)


def _slip(word: str, at: int, chance: random.Random) -> str:
    before, letter, after = word[:at], word[at], word[at + 1 :]
    kind = chance.choice(["left out", "doubled", "another", "in the wrong order"])
    if kind == "left out":
        return before + after
    if kind == "doubled":
        return before + letter * 2 + after
    if kind == "another":
        return before + chance.choice([one for one in ascii_lowercase if one != letter.lower()]) + after
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def upper(text: str, _: random.Random, __: Lexicon) -> str:
    """All capitals."""
    return text.upper()


def lower(text: str, _: random.Random, __: Lexicon) -> str:
    """No capitals."""
    return text.lower()


def brand(text: str, chance: random.Random, lexicon: Lexicon) -> str | None:
    """A brand name for a drug's name, or the other way round."""
    mentions = [one for one in lexicon.mentions(text) if one.entity.kind == "drug" and one.entity.brands]
    if not mentions:
        return None
    mention = chance.choice(mentions)
    others = mention.entity.names[:1] if mention.surface in mention.entity.brands else mention.entity.brands
    changed = [text[: mention.start] + other + text[mention.end :] for other in others]
    sound = [one for one in changed if _named(lexicon.mentions(one)) == _named(lexicon.mentions(text))]
    return chance.choice(sound) if sound else None


def _named(mentions: tuple[Mention, ...]) -> list[str]:
    return [one.entity.id for one in mentions]


def spacing(text: str, chance: random.Random, _: Lexicon) -> str:
    """No question mark, and a space too many here and there."""
    parts = text.rstrip("?! ").split(" ")
    return " ".join(f"{one} " if chance.random() < 0.3 else one for one in parts)


def wording(text: str, chance: random.Random, _: Lexicon) -> str:
    """Polite or idle words around it."""
    return chance.choice(_TEMPLATES).format(text)


def order(text: str, _: random.Random, __: Lexicon) -> str | None:
    """What stands before a comma put last, where it only says when, where or for whom."""
    bare = text.rstrip("?. ")
    first, comma, rest = bare.partition(", ")
    if comma and "," not in rest and len(rest.split()) > 2 and _LEAD.fullmatch(first):
        return f"{rest[0].upper()}{rest[1:]} {first[0].lower()}{first[1:]}?"
    return None


PERTURBATIONS: dict[str, Perturb] = {
    "a slip": typo,
    "capitals": upper,
    "no capitals": lower,
    "brand name": brand,
    "spacing": spacing,
    "more words": wording,
    "word order": order,
}

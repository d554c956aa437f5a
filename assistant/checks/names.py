"""Names: every drug, trial, guideline or population is in the cited words, and says what it says there of the same."""

import re
from itertools import combinations

from assistant.checks.cited import Cited
from assistant.checks.meanings import stems_of
from assistant.checks.nearness import CROSSED, UNCROSSED, agreement
from assistant.checks.support import is_supported_word
from assistant.checks.told import Told
from assistant.lexicon import Mention
from assistant.question import NAMED_KINDS
from assistant.words import Word

_RESISTS = re.compile(r"\b(?:resist|refractor|not respond|unresponsive)\w*\W+(?:\w+\W+){0,2}\Z", re.IGNORECASE)
DRUGS = ("drug", "drug-class", "treatment")
_LISTS = re.compile(r"[\s,(:]*(?:(?:such as|like|including|namely|e\.?g\.?|and|or)\b[\s,(:]*)*", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![.!?:“\"(]\s)(?<!^)\b[A-Z][\w’'-]*")


def names_agree(claim: Told, cited: Cited) -> str | None:
    """Whatever the lexicon names is in the cited words, or in what is known of their source."""
    found = {mention.entity.id for mention in cited.told.mentions}
    about = {
        mention.entity.id for mention in cited.about.mentions if mention.entity.kind in ("organisation", "guideline")
    }
    for mention in claim.mentions:
        if mention.entity.kind not in NAMED_KINDS or mention.entity.id in found | about:
            continue
        is_given = mention.entity.kind in DRUGS and not _RESISTS.search(claim.text[: mention.start])
        elsewhere = _outside_conditions(cited.told) if is_given else cited.told
        if not all(is_supported_word(word.stem, elsewhere) for word in _words(mention, claim)):
            return f"'{mention.surface}' is not in the cited words"
    return None


def _outside_conditions(told: Told) -> Told:
    """The text without the names of conditions: "clozapine-resistant schizophrenia" does not speak of clozapine given.

    Unless it is told with other words ("resistant to clozapine"), the drug is named in its own right.
    """
    text = told.text
    for mention in told.mentions:
        if mention.entity.kind == "condition":
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return Told(text, told.lexicon)


def members_stay_in_their_class(claim: Told, cited: Cited) -> str | None:
    """ "Analogues such as A, inhibitors like B": no member is told of the other class."""
    theirs = _classes(cited.told)
    for member, group in _classes(claim).items():
        if member in theirs and theirs[member] != group and group in theirs.values():
            return f"'{member}' is of another class in the cited words"
    return None


def _classes(told: Told) -> dict[str, str]:
    """Each drug or treatment named right after a class, and the class."""
    found: dict[str, str] = {}
    group, end = "", -1
    for mention in told.mentions:
        if mention.entity.kind == "drug-class":
            group, end = _singular(mention.surface), mention.end
        elif group and _LISTS.fullmatch(told.text[end : mention.start]):
            found[mention.entity.id], end = group, mention.end
        else:
            group = ""
    return found


def salts_keep_their_places(claim: Told, cited: Cited) -> str | None:
    """Of two names of one drug ("sodium valproate", "magnesium valproate"), each stands by what it stands by there."""
    ours, theirs = _by_name(claim), _by_name(cited.told)
    for one, other in combinations([name for name in ours if name in theirs], 2):
        if ours[one][0].entity != ours[other][0].entity or _are_names_of_one(
            theirs[one][0], theirs[other][0], cited.text
        ):
            continue
        here = ours[one][0].start, ours[other][0].start
        there = [mention.start for mention in theirs[one]], [mention.start for mention in theirs[other]]
        is_in_order = (here[0] < here[1]) == (there[0][0] < there[1][0])
        if agreement(here, claim, there, cited.told) < (CROSSED if is_in_order else UNCROSSED):
            return f"'{ours[one][0].surface}' and '{ours[other][0].surface}' have changed places"
    return None


def _are_names_of_one(one: Mention, other: Mention, text: str) -> bool:
    """Whether one is given as the other's name: "xanomeline-trospium (Cobenfy)"."""
    first, second = sorted((one, other), key=lambda mention: mention.start)
    return text[first.end : second.start] == " (" and text[second.end : second.end + 1] == ")"


def _by_name(told: Told) -> dict[str, list[Mention]]:
    """The drugs named, by what they are called there."""
    found: dict[str, list[Mention]] = {}
    for mention in told.mentions:
        if mention.entity.kind == "drug":
            found.setdefault(_singular(mention.surface), []).append(mention)
    return found


def _singular(surface: str) -> str:
    return " ".join(stems_of(surface))


def capitals_agree(claim: Told, cited: Cited) -> str | None:
    """A capitalised name that the lexicon does not know is in the cited words or known of their source."""
    known = {word.stem for told in (cited.told, cited.about) for word in told.words}
    mentioned = [(one.start, one.end) for one in claim.mentions] + [(one.start, one.end) for one in claim.quantities]
    for found in _CAPITAL.finditer(claim.text):
        inside = any(start <= found.start() < end for start, end in mentioned)
        parts = Told(found[0], claim.lexicon).words
        if not inside and not all(part.stem in known or is_supported_word(part.stem, cited.told) for part in parts):
            return f"'{found[0]}' is not in the cited words"
    return None


def _words(mention: Mention, told: Told) -> list[Word]:
    return [word for word in told.words if mention.start <= word.start < mention.end]

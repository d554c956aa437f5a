"""Denied or asserted, and which way: what the cited words deny is not asserted, nor turned about, and the reverse.

A negation reaches over the terms of its clause; its head is the first of them that is more than an adverb. Each term
of the claim is compared with the places of the source that speak of the same or of its opposite. Where these disagree
among themselves, the place whose surroundings are likest decides.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from assistant.checks.cited import Cited
from assistant.checks.meanings import table_of_meanings
from assistant.checks.nearness import likeness
from assistant.checks.told import Term, Told

_CUE = re.compile(  # denies what follows
    r"\b(?:no(?![:,.])|not|nor|never|neither|without|other than|free of|"
    r"off(?= (?:all|any|\w*antipsychotic|clozapine|treatment|medication))|lacks?|lacking|lacked|"
    r"fail(?:s|ed|ing|ure)? to|fail(?:s|ed)?|cannot|\w+n['’]t|insufficient|unable to|absence of|rather than|instead of|"
    r"too (?:little|few)|hardly|far from|nothing|nobody|no longer|yet to|never managed to|"
    r"(?:refus|declin)\w* (?:offers )?to|"
    r"turn(?:s|ed) down|(?:advis|warn|caution|recommend|argu|decid|spok)\w* against|"
    r"against (?=\w+ing\b|the need\b))\b|\bnon-",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(r"\b(?:absent|lacking|missing|lost(?! to)|denied|ruled out)\b", re.IGNORECASE)  # what precedes
_END = re.compile(r"[.;:()]|,(?! (?:or|nor)\b)|\b(?:but|although|though|while|whereas|however|yet|because|and)\b")
_NO_WAS_NOT = re.compile(
    r"\bno (?:(?!but|although|though|while|whereas|that|which|who)[^.,;:() ]+ )+?(?:was|were|is|are) not\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]{0,80}\)")
_ELLIPSIS = re.compile(r"\b(?:not|n['’]t)(?=\s*(?:[.,;)]|$))", re.IGNORECASE)
_AFFIRMED = re.compile(  # says of another what is said before
    r"\b(?:but|while|whereas|though|although)\b[^.;]{3,80}\b(?:did|does|do|was|were|is|are|has|have)\s*(?:[.;]|$)|"
    r"\b(?:do|does|did) (?:so )?(?:too|as well)\b|\bso (?:do|does|did)\b"
)
_CONTRAST = re.compile(r"\b(?:but|while|whereas|though|although|however|than|compared)\b")
_FORBIDS = re.compile(r"\b(?:should|must|may|can|is|are) ?not be\b", re.IGNORECASE)
_BINDS = re.compile(r"\b(?:should|must|may|can|recommend\w*|advis\w*|allow\w*|permit\w*)\b", re.IGNORECASE)
_AVOIDS = re.compile(r"\b(?:avoid\w*|contraindicat\w*|against|rul(?:es?|ed) out|only|unless)\b", re.IGNORECASE)
_MODIFIES = frozenset(
    (
        "signific",
        "clinic",
        "statist",
        "suffici",
        "substanti",
        "routin",
        "effect",
        "great",
        "longer",
        "particular",
        "uniform",
        "singl",
        "like",
        "clear",
        "specif",
        "overal",
        "relev",
    )
)
_OF_SEVERAL = ("neither", "nor")  # denies each of what follows, whatever it is
_OF_A_VERB = re.compile(r"not|never|n['’]t$|fail|neither|nor|cannot|unable", re.IGNORECASE)
LEAST_REACH, MOST_TOLD = 2, 0.6  # terms that a negation reaches, and the share of them that a claim speaks of
_NEGATIVE = re.compile(
    r"\b(?:un|in|im|non|dis)\w{4,}|\b(?:zero|only|rare\w*|little|few|avoid\w*|against|negative)\b", re.IGNORECASE
)
LONG = 4  # letters of a stem beyond which "un" before it denies it
CLEARER = 1.1  # how many times likelier the place that disagrees must be


class Denial(NamedTuple):
    """A negation: its words, the terms it reaches, and its head, the first of them that says something."""

    words: str
    start: int
    end: int
    head: tuple[Term, ...]
    reach: tuple[Term, ...]


@lru_cache(maxsize=64)  # of a claim and what it cites, which every check asks for
def denials(told: Told) -> tuple[Denial, ...]:
    """The negations of a text."""
    return tuple(_denials(told))


def is_denied(term: Term, told: Told) -> bool:
    """Whether a negation reaches the term."""
    return any(term in denial.reach for denial in denials(told))


def turns_out_denied(term: Term, told: Told) -> bool:
    """Whether what a verb or "higher" says is denied: "no" before a noun further off does not reach it."""
    for denial in denials(told):
        if term in denial.head or (term in denial.reach and _OF_A_VERB.search(denial.words) is not None):
            return True
    return False


def said_otherwise(term: Term, claim: Told, cited: Told) -> bool:
    """Whether the cited words say the same by way of the opposite: "not different" for "alike"."""
    if denials(cited):
        complements = table_of_meanings().complementary(term.meanings)
        if any(is_denied(o, cited) != is_denied(term, claim) for o in cited.terms if o.meanings & complements):
            return True
    opposed = table_of_meanings().opposed(term.meanings)
    return is_denied(term, claim) and any(parts_of(o) & opposed and not is_denied(o, cited) for o in cited.terms)


def denials_agree(claim: Told, cited: Cited) -> str | None:
    """Nothing is denied where the source denies nothing, nor more often than there."""
    ours, theirs = denials(claim), denials(cited.told)
    ways_round = [_is_said_otherwise(denial, claim, cited.told) for denial in ours]
    for denial, otherwise in zip(ours, ways_round, strict=True):
        if not theirs and not otherwise and not _is_quantified(denial, claim):
            return f"'{denial.words}' denies what the cited words do not deny"
    if len(ours) - sum(ways_round) > len(theirs) + sum(place.words[0].stem == "not" for place in cited.told.terms):
        return f"'{ours[-1].words}' denies more than the cited words do"
    twice = _denies_twice(claim, ours) and not _denies_twice(cited.told, theirs)
    return "it denies what it denies" if twice else None


def denials_are_kept(claim: Told, cited: Cited) -> str | None:
    """What the source forbids or denies is not asserted where the claim speaks of most of it."""
    if denials(claim):
        return None
    forbids = _FORBIDS.search(cited.text)
    if forbids and _BINDS.search(claim.text) and not _AVOIDS.search(claim.text):
        return f"it drops '{forbids.group()}' of the cited words"
    dropped = next((one for one in denials(cited.told) if _is_asserted(one, claim, cited.told)), None)
    return f"it drops '{dropped.words}' of the cited words" if dropped else None


def nothing_is_left_open(claim: Told, cited: Cited) -> str | None:
    """ "Those who were not", "and so did the others": what is denied or asserted has to be said."""
    elliptic = _ELLIPSIS.search(claim.text)
    if elliptic and not _ELLIPSIS.search(cited.text):
        return f"what '{elliptic.group()}' denies is left open"
    if denials(cited.told) and _AFFIRMED.search(claim.text) and not _CONTRAST.search(cited.text):
        return "it asserts what the cited words deny"
    return None


def senses_agree(claim: Told, cited: Cited) -> str | None:
    """What is denied, rises, starts or comes first in the source does so in the claim."""
    phrases = [place for place in cited.told.terms if place.words[0].stem in ("not", "no") and len(place.words) > 1]
    for term in claim.terms:
        denied = any(_denies_by_itself(place, term) for place in phrases) and not _stands_alone(term, cited.told)
        if not (denied or _has_sense(term)) or _is_of_number(term, claim) or _only_modifies(term, claim):
            continue
        agree, disagree = _places(term, claim, cited.told)
        if not disagree:
            continue
        best = max((likeness(term.start, claim, place.start, cited.told) for place in agree), default=-1.0)
        against = max(disagree, key=lambda place: likeness(term.start, claim, place.start, cited.told))
        if best < 0 or likeness(term.start, claim, against.start, cited.told) > CLEARER * best:
            return f"'{term.surface}' reverses '{_in_words(against, cited.told)}' of the cited words"
    return None


def prefixes_agree(claim: Told, cited: Cited) -> str | None:
    """ "Untreated" does not become "treated", nor the reverse."""
    ours, theirs = ({word.stem: word.surface for word in told.words} for told in (claim, cited.told))
    for stem, surface in ours.items():
        for prefix in ("un", "in", "im", "non", "dis", "mis", "ir"):
            for other in (prefix + stem, stem.removeprefix(prefix)):
                if stem in theirs or other == stem or other not in theirs or len(other) <= LONG:
                    continue
                if not _is_word_denied(stem, claim) and not _is_word_denied(other, cited.told):
                    return f"'{surface}' reverses '{theirs[other]}' of the cited words"
    return None


def _is_word_denied(stem: str, told: Told) -> bool:
    reached = [term for denial in denials(told) for term in denial.reach]
    phrases = [term for term in told.terms if len(term.words) > 1 and term.words[0].stem in ("not", "no")]
    return any(stem == word.stem for term in (*reached, *phrases) for word in term.words)


def _is_asserted(denial: Denial, claim: Told, cited: Told) -> bool:
    """Whether a claim without a negation speaks of most that this one reaches, and says no opposite instead."""
    told = [term for term in denial.reach if any(term.meanings & other.meanings for other in claim.terms)]
    if len(denial.reach) < LEAST_REACH or len(told) < MOST_TOLD * len(denial.reach):
        return False
    turned = any(said_otherwise(term, claim, cited) for term in claim.terms)
    negative = (found.group().lower() for found in _NEGATIVE.finditer(claim.text))
    return not turned and all(word in cited.text.lower() for word in negative)


def _is_said_otherwise(denial: Denial, claim: Told, cited: Told) -> bool:
    """Whether what is denied, or all that is denied in one breath ("neither"), is said there by its opposite."""
    if denial.head:
        return any(said_otherwise(term, claim, cited) for term in denial.head)
    return bool(denial.reach) and all(said_otherwise(term, claim, cited) for term in denial.reach)


def _denies_twice(told: Told, found: tuple[Denial, ...]) -> bool:
    """Whether a "not" stands within the reach of a "no", or denies what it is the subject of."""
    within = any(
        one.start < other.start < one.end
        and one.words.lower() == "no"
        and other.words.lower() in ("not", "no", "never")
        for one in found
        for other in found
    )
    return within or _NO_WAS_NOT.search(told.text) is not None


def _has_sense(term: Term) -> bool:
    if term.says_something or (term.entity is None and term.words[0].stem in _FREE_BUT_DIRECTED):
        return True
    return term.is_telling and not term.is_free and bool(table_of_meanings().opposed(term.meanings))


_FREE_BUT_DIRECTED = frozenset(("more", "less", "befor", "after", "most", "against", "until"))


def _places(term: Term, claim: Told, cited: Told) -> tuple[list[Term], list[Term]]:
    """The terms of the source that say the same as this one, and those that say the reverse."""
    table = table_of_meanings()
    opposed = table.opposed(term.meanings)
    complements = table.complementary(term.meanings)
    ours = _denied(term, claim)
    agree: list[Term] = []
    disagree: list[Term] = []
    for place in cited.terms:
        if not _has_sense(place) or _is_of_number(place, cited) or _only_modifies(place, cited):
            continue
        theirs = _denied(place, cited)
        said = parts_of(place) if theirs else place.meanings
        if _denies_by_itself(place, term) and ours is False and term.is_telling and not _stands_alone(term, cited):
            disagree.append(place)
            continue
        if said & (parts_of(term) if theirs else _turning(term)):
            reverses = None not in (ours, theirs) and ours != theirs
        elif place.meanings & opposed:
            if ours is None or theirs is None:
                continue
            reverses = ours == theirs or (theirs and not ours and not place.meanings & complements)
        else:
            continue
        (disagree if reverses else agree).append(place)
    if any(_same_words(place, term) for place in disagree):  # the same word decides before others for it
        agree = [place for place in agree if _same_words(place, term)]
    return agree, disagree


def _only_modifies(term: Term, told: Told) -> bool:
    """Whether it is an adverb before what is denied: in "not significantly higher", "higher" is what is compared."""
    return term.words[0].stem in _MODIFIES and any(term in denial.head[:-1] for denial in denials(told))


def _same_words(one: Term, other: Term) -> bool:
    return [word.stem for word in one.words] == [word.stem for word in other.words]


def _turning(term: Term) -> frozenset[str]:
    """What it may mean; of a word that has an opposite, only what has one, and the word itself."""
    opposites = table_of_meanings().opposites
    turning = frozenset(meaning for meaning in term.meanings if meaning in opposites)
    return turning | {" ".join(word.stem for word in term.words)} if turning else term.meanings


def parts_of(term: Term) -> frozenset[str]:
    """What it may mean, and what each of its words may: "refractory schizophrenia" is refractory."""
    table = table_of_meanings()
    if term.entity is None:
        return term.meanings
    return term.meanings.union(*(table.meant((word.stem,)) | {word.stem} for word in term.words))


def _denied(term: Term, told: Told) -> bool | None:
    """Whether it is denied; None where it only stands within the reach of a negation."""
    if any(term in denial.head for denial in denials(told)):
        return True
    return None if is_denied(term, told) else False


def _denies_by_itself(place: Term, term: Term) -> bool:
    """Whether the place is a phrase that denies the term: "not recorded"."""
    rest = tuple(word.stem for word in place.words[1:])
    return bool(rest) and place.words[0].stem in ("not", "no") and rest == tuple(word.stem for word in term.words)


def _is_of_number(term: Term, told: Told) -> bool:
    """Whether it is part of a number ("at least 2") and not of when ("12 hours after")."""
    return told.is_in_quantity(term) and not term.meanings & {"before", "after"}


def _stands_alone(term: Term, told: Told) -> bool:
    """Whether the text also has the term outside such a phrase."""
    stems = [word.stem for word in term.words]
    return any([word.stem for word in place.words] == stems for place in told.terms)


def _is_quantified(denial: Denial, claim: Told) -> bool:
    """ "No more than", "not only": no negation of what follows."""
    return bool(re.match(r"no (?:more|less|fewer|later|earlier) than|not only|not just", claim.text[denial.start :]))


def _in_words(term: Term, told: Told) -> str:
    denial = next((one for one in denials(told) if term in one.head), None)
    return f"{denial.words} {term.surface}" if denial else term.surface


def _denials(told: Told) -> Iterator[Denial]:
    for cue in _CUE.finditer(told.text):
        if any(term.start <= cue.start() and cue.end() < term.end and len(term.words) > 1 for term in told.terms):
            continue  # "no different", "not recorded": the phrase has a meaning of its own
        after = _END.search(_ASIDE.sub(lambda found: " " * len(found[0]), told.text), cue.end())
        end = after.start() if after else len(told.text)
        reach = [term for term in told.terms if cue.end() < term.end and term.start < end and _has_sense(term)]
        if cue.group().lower() == "neither":  # "improved neither": the verb before it is denied as well
            reach += [term for term in told.terms if term.end == cue.start() - 1 and _has_sense(term)]
        head = () if cue.group().lower() in _OF_SEVERAL else _head(reach, cue.end())
        yield Denial(cue.group(), cue.start(), end, head, tuple(reach))
    for cue in _CUE_AFTER.finditer(told.text):
        start = max((found.end() for found in _END.finditer(told.text, 0, cue.start())), default=0)
        reach = [term for term in told.terms if start <= term.start < cue.start() and _has_sense(term)]
        yield Denial(cue.group(), cue.start(), cue.end(), (), tuple(reach))


def _head(reach: list[Term], after: int) -> tuple[Term, ...]:
    """The first term that is more than an adverb, with what stands before it."""
    head, table = [], table_of_meanings()
    following = [term for term in reach if term.end > after]
    for term, then in zip_longest(following, following[1:]):
        head.append(term)
        if then is not None and "enough" in then.meanings:
            return (then,)  # "not responded adequately": responded, but not that
        is_light = term.words[0].stem in table.light | table.telling and not table.complementary(term.meanings)
        if not is_light and term.words[0].stem not in _MODIFIES:
            break
    return tuple(head)

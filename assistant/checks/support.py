"""Nothing added: every word of the claim that says something has its like in the cited words."""

from assistant.checks.cited import Cited
from assistant.checks.hedges import BINDING, HEDGE
from assistant.checks.meanings import table_of_meanings
from assistant.checks.polarity import said_otherwise
from assistant.checks.scope import KINDS
from assistant.checks.told import Term, Told
from assistant.quantities.numerals import NUMBER_WORDS
from assistant.words import Word, is_stop_word

MOST_UNSUPPORTED = 0
GATHERED = frozenset(("concept", "condition", "measure", "adverse-effect"))  # kinds of such names
ONE_AND_THE_SAME = frozenset(  # entities whose every name says the same
    """augmentation rct meta-analysis titration rechallenge optimisation side-effects adherence non-adherence
    monotherapy nma switching polypharmacy""".split()
)
_NONE = frozenset(("none", "nil", "nobodi"))  # what else is said of 0%
KIN = 5  # letters that two words of one family share at least ...
KINSHIP = 0.65  # ... and the share of the longer one's stem that these make


def nothing_is_added(claim: Told, cited: Cited) -> str | None:
    """Words that say something are in the cited words, or stand for one that is."""
    added = next((term for term in claim.terms if _is_added(term, claim, cited.told)), None)
    return f"'{added.surface}' has no support in the cited words" if added else None


def _is_added(term: Term, claim: Told, cited: Told) -> bool:
    if term.words[0].stem in _NONE and any(one.low == one.high == 0 for one in cited.quantities):
        return False
    if not term.says_something or _is_looked_at_elsewhere(term, claim) or _is_there(term, cited):
        return False
    is_found = has_kin if term.entity is not None else is_supported_word
    if all(is_found(word.stem, cited) for word in _weighty(term)):
        return False
    return not (_stands_for_a_name(term, cited) or _is_more_general(term, cited) or said_otherwise(term, claim, cited))


def _weighty(term: Term) -> list[Word]:
    """The words of a phrase that add something; all of them where it is a name or may be turned about as one."""
    table = table_of_meanings()
    if term.entity is not None or table.opposed(term.meanings):
        return list(term.words)
    free = table.light | table.telling
    return [word for word in term.words if not is_stop_word(word.surface) and word.stem not in free] or list(term.words)


def _is_there(term: Term, cited: Told) -> bool:
    """Whether the cited words have its like. Under one name the lexicon may gather several things of a sort."""
    shared = term.meanings & cited.meanings
    if (
        term.entity is None
        or term.entity.kind not in GATHERED
        or term.entity.id in ONE_AND_THE_SAME
        or shared - {f"={term.entity.id}"}
    ):
        return bool(shared)
    stems = {word.stem for word in term.words} - table_of_meanings().telling
    return any(
        one.entity == term.entity
        and (one.surface.isupper() or term.surface.isupper() or stems & {w.stem for w in one.words})
        for one in cited.terms
    )


def _stands_for_a_name(term: Term, cited: Told) -> bool:
    """Whether it calls something the cited words name by its kind: "the drug", "these scales"."""
    stems, generic = tuple(word.stem for word in term.words), table_of_meanings().generic
    return any(stems in generic.get(mention.entity.kind, ()) for mention in cited.mentions)


def _is_more_general(term: Term, cited: Told) -> bool:
    """Whether it may be said for something more special in the cited words: "analysis" for "meta-analysis"."""
    table = table_of_meanings()
    special = table.narrower.get(table.plain(word.stem for word in term.words), ())
    stems = table.plain(word.stem for word in cited.words) if special else ()
    return any(run == stems[at : at + len(run)] for run in special for at in range(len(stems)))


def has_kin(stem: str, cited: Told) -> bool:
    return any(word.stem == stem or _are_kin(stem, word.stem) for word in cited.words)


def is_supported_word(stem: str, cited: Told) -> bool:
    """Whether a word by itself, or one of its family, is in the cited words."""
    of = table_of_meanings().meant((stem,)) | {stem}
    return bool(of & cited.meanings) or any(_are_kin(stem, word.stem) for word in cited.words)


def _are_kin(one: str, other: str) -> bool:
    shared = 0
    for letter, like in zip(one, other, strict=False):
        if letter != like:
            break
        shared += 1
    return shared >= KIN and shared >= KINSHIP * max(len(one), len(other))


def _is_looked_at_elsewhere(term: Term, claim: Told) -> bool:
    """Numbers, words of scope and of certainty have checks of their own, and light words add nothing."""
    if term.surface[0].isdigit() or term.surface.lower() in NUMBER_WORDS or claim.is_of_quantity(term):
        return True
    if term.entity is None and all(word.stem in table_of_meanings().light for word in term.words):
        return True
    if term.surface.lower() == "after" and any(0 < one.start - term.end <= 2 for one in claim.quantities):
        return True  # "after 9 months" for "at 9 months"; "before" for "after" is looked at with what else turns
    patterns = (*(pattern for _, pattern in KINDS), *(pattern for _, pattern in BINDING), HEDGE)
    return any(pattern.fullmatch(term.surface) for pattern in patterns)

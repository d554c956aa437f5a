"""What is joined is of one sentence: of several cited, no subject of one with a predicate of another."""

from itertools import pairwise

from assistant.checks.cited import Cited
from assistant.checks.told import Term, Told, kind_of


def clauses_are_of_one_sentence(claim: Told, cited: Cited) -> str | None:
    """A name and the words beside it stand in one cited sentence, unless only one sentence names such a thing."""
    told = cited.told
    if not told.ends:
        return None
    terms = [term for term in claim.terms if term.says_something]
    for one, other in pairwise(terms):
        if any(one.end <= place < other.start for place in claim.breaks):
            continue
        ours, theirs = _sentences(one, told), _sentences(other, told)
        if ours and theirs and not ours & theirs and (_has_rival(one, theirs, told) or _has_rival(other, ours, told)):
            return f"'{one.surface}' and '{other.surface}' are of different sentences"
    return None


def _sentences(term: Term, told: Told) -> set[int]:
    """The sentences that have the term: by the same words where any has them, else by others for them."""
    same = {told.sentence(other.start) for other in told.terms if _stems(other) == _stems(term)}
    return same or {told.sentence(other.start) for other in told.terms if other.meanings & term.meanings}


def _stems(term: Term) -> tuple[str, ...]:
    return tuple(word.stem for word in term.words)


def _has_rival(term: Term, sentences: set[int], told: Told) -> bool:
    """Whether these sentences name another thing of the term's kind."""
    return term.entity is not None and any(
        other.entity is not None
        and kind_of(other.entity) == kind_of(term.entity)
        and other.entity != term.entity
        and told.sentence(other.start) in sentences
        for other in told.terms
    )

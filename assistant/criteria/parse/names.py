"""Words beside a dose that say whose it is: a name that is not known here, or equivalents of chlorpromazine."""

import re

from assistant.criteria import drugs
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.reading import Reading
from assistant.criteria.spelling import distance

_WORD = re.compile(r"([A-Za-z]{4,40})\W{0,3}\Z")
# How names of drugs end; a participle or an adverb ("reached", "only") ends otherwise.
_LIKE_A_DRUG = Caseless(
    r"(?:[aeiou]zz?|zz|pine|zine|pride|done|dole?|zole|oxane|ridol|xene|thixol|ine|ide|ate|one|il|am|um|in|en|an|ol|id|ax|xo)\Z"
)
_PLAIN = frozenset(
    """then than again often taken given been when even upon within remain remains certain plan mean main gain begin open
    total oral nasal final initial original normal usual actual annual general equal level most same dose doses daily
    maximum minimum date rate late state moderate separate approximate adequate immediate line mine time times nine
    fine combine decline baseline combined morning evening some one done none gone alone this his hers is was
    also into prior major minor doctor or for more over under after before around about medicine medication
    routine online regime outside beside side provide divide decide until till still will all trial trials
    him them from problem form confirm team program exam april human woman women children season reason
    person common option action reaction admission addition division version session decision station
    administration duration titration formulation preparation injection interval arrival maintenance""".split()
)


def unread_name(before: str) -> bool:
    """Whether the last word looks like a drug's name that was not read.

    >>> unread_name("and olanzz "), unread_name("but tolerated "), unread_name("was only ")
    (True, False, False)
    """
    word = _WORD.search(before)
    return word is not None and word.group(1).lower() not in _PLAIN and _LIKE_A_DRUG.search(word.group(1)) is not None


_CPZ = Caseless(
    r"\s{0,2}(?:of\s+|\(|in\s+)?(?:CPZE?|chlorpromazine)?[\s-]{0,2}(?:eq\b|eqs\b|equiv\w*)|\s{0,2}\(?(?:CPZE?|chlorpromazine)\b[\s-]{0,2}(?:eq|equiv|units?)"
)


def is_equivalent(reading: Reading, mark: Mark) -> bool:
    """Whether a dose is given in equivalents of chlorpromazine: it is no dose of the drug named."""
    return mark.unit != "mg_eq" and _CPZ.match(reading.text, mark.end) is not None


def spelling(word: str, mention: drugs.Mention) -> tuple[str, bool]:
    """A name as written where its spelling had to be guessed, and whether another drug is nearly as near to it."""
    own = mention.drug.generic if mention.drug else ""
    first = re.match(r"[a-z]+", word.lower())
    if not mention.spelt or not own or first is None or own.startswith(first.group()):
        return "", False
    edits = distance(first.group(), own, 3)
    others = [one.generic for one in drugs.drugs() if one.generic != own]
    return first.group().capitalize(), edits > 1 and any(distance(first.group(), name, 3) <= 3 for name in others)

"""Words of a text: where they stand, their stems, and which of them carry meaning. One spelling for all English."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# British to American, so that "randomised" meets "randomized" and "haematology" meets "hematology".
_SPELLING = (
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})lys(?=(?:e|ed|es|ing)$)"), "lyz"),
    (re.compile(r"haem"), "hem"),
    (re.compile(r"(?<=rrh)oe"), "e"),
    (re.compile(r"^oe(?=[sd])"), "e"),
    (re.compile(r"^(an)?aes(?=th)"), r"\1es"),
    (re.compile(r"^paed"), "ped"),
    (re.compile(r"^aeti"), "eti"),
    (re.compile(r"^(behavi|tum|fav|col|lab|hum|rum|hon)our"), r"\1or"),
    (re.compile(r"(?<=[a-z]{3})ll(?=(?:ed|ing|er)$)"), "l"),
    (re.compile(r"programmes?$"), "program"),
)

_STOP = frozenset(
    """
    a about above after again against all also although am an and any are arent as at be because been before being
    below between both but by can cant could couldnt did didnt do does doesnt doing done dont down during each
    either else ever few for from further get gets got had hadnt has hasnt have havent having he her here hers him
    his how however hows i if im in into is isnt it its itself ive just let like may me might more most much must my
    neither no nor not now of off often on once one only or other others our out over own per please rather same
    shall she should shouldnt since so some still such than that thats the their them then there theres these they
    this those though through to too under until up upon us very via was wasnt we were werent what whats when where
    whether which while who whom whose why will with within without wont would wouldnt yes yet you your yours
    """.split()
)
# Words that shape a question but name nothing a source would have to cover.
_ASKING = frozenset(
    """
    according actually advice advise aim answer anyone anything article articles ask asked asking author authors
    briefly called case cases clear clinician clinicians come consider considered count counts current currently dob
    daily day days decide describe described detail details doctor does doing else evidence exactly example explain
    fact find finding findings found general generally give given gives giving go going good got gram grams guidance
    happen happened happening happens help helpful helps hold idea important include included including indicate
    info information issue itself keep kg kilo kilos kind know known least less list long look looking lot main make mrn
    makes many maximum mcg mean means mention mentioned mentions mg minimum ml month monthly months name named need
    needed needs new number numbers order overview paper part particular patient patients people percent person
    persons point possible presented put question quick quickly rather real really recent recently regarding
    relevant report reported reports result results right roughly rule rules said say saying says see seem shall
    show showed shown shows simple simply situation someone something sort source sources specific stand stands
    state stated states stuff sure table take taken takes taking talk tell text thing things think told true try
    trying type typical typically understand use used useful uses using usual usually want way ways week weekly
    weeks well whats wonder wondering work worked working works worth write written year years
    """.split()
)


class Word(NamedTuple):
    """A word as it stands at `start` to `end` of a text; `stem` is what is compared."""

    start: int
    end: int
    surface: str
    stem: str


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order; hyphens and slashes part words, apostrophes do not.

    >>> [word.stem for word in words("Randomised trials, meta-analysis")]
    ['random', 'trial', 'meta', 'analysi']
    """
    for found in _WORD.finditer(text):
        yield Word(found.start(), found.end(), found.group(), stem(found.group()))


def whole_word(name: str, text: str) -> str:
    """The name with what a hyphen ties to it in the text: what is shown of a question is not clipped.

    >>> whole_word("acetylcysteine", "N-acetylcysteine with clozapine?")
    'N-acetylcysteine'
    """
    found = re.search(rf"(?:[^\W_]+[-‐‑])*\b{re.escape(name)}\b(?:[-‐‑][^\W_]+)*", text) if name else None
    return found.group() if found else name


def spelt(text: str) -> set[str]:
    """The words of `text`, each once, in small letters: much quicker than `words` where their places do not matter.

    >>> sorted(spelt("Dose? A dose."))
    ['a', 'dose']
    """
    return set(_WORD.findall(text.lower()))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word, in one spelling.

    >>> stem("Haematological") == stem("hematologic")
    True
    """
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
        word = word[:-1]  # "FBCs": the stemmer takes no plural off what holds no vowel
    plain = word.lower().replace("’", "'").removesuffix("'s")
    for pattern, american in _SPELLING:
        plain = pattern.sub(american, plain)
    return str(_stemmer().stemWord(plain))


def is_stop_word(word: str) -> bool:
    """Whether the word only ties a sentence together ("the", "of", "what")."""
    return word.lower().replace("’", "").replace("'", "") in _STOP


def is_asking_word(word: str) -> bool:
    """Whether the word shapes a question without naming a thing ("tell", "patient", "mentioned")."""
    return word.lower() in _ASKING


@lru_cache(maxsize=1)
def _stemmer() -> "Stemmer.Stemmer":
    return Stemmer.Stemmer("english")

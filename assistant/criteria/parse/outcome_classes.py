"""Words of like meaning, by which what came of a course is told: a weight learnt of one word then holds for its kind.

Authors seldom use each other's words, but the same few kinds in the same order: "not one of the voices shifted" and "no
belief budged" are denial, symptom, change.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_KINDS = {
    "symptom": """ah ais apathy avolition belief beliefs blunting certainty commentary conspiracy conviction convictions
        deluded delusion delusional delusions disorder disorganised disorganized halls hallucinated hallucinating
        hallucination hallucinations ideas implant misbelief mutism neighbors neighbours paranoia paranoid perplexity
        persecution persecutory poison poisoned psych psychosis psychotic radio rays ris rtis suspicion suspicious
        suspiciousness sx sxs symptom symptomatology symptoms television telly thought thoughts tv voice voices
        whispering whispers withdrawal""",
    "same": """before constant contd continue continued continues continuing ditto equally exactly idem identical
        identically indistinguishable intact likewise ongoing persist persisted persistent persisting persists precisely
        previously remain remained remaining remains same static stationary stayed staying stays steadfast still
        unabated unaltered unchanged undiminished undimmed undisturbed unimproved unmodified unmoved""",
    "change": """alter altered alters budge budged change changed changes changing dent dented gave give loosen loosened
        move moved moves shift shifted soften softened stir stirred touch touched waver wavered weaken weakened yield
        yielded""",
    "better": """benefit benefited benefits benefitted better ease eased effect effective efficacy gain gained good help
        helped helpful helps improve improved improvement improves improving progress recover recovered relief relieved
        remission remitted respond responded response success successful use useful work worked works""",
    "none": """absence absent barely bugger devoid diddly hardly jack lack lacking lacks nae naff naught neither never
        nil no nobody none nor not nothing nought nowt scarcely sod squat without zero zilch zip zippo""",
    "failed": """disappointing disappointment fail failed fails failure fruitless futile ineffective inefficacy
        nonresponder nonresponse pointless poor refractory resistant unresponsive unsuccessful useless waste wasted""",
    "somebody": """attendants attenders brother carer carers cpn dad daughter doctor family father he husband i keyworker
        mother mum neighbour nurse nurses patient psychiatrist pt relatives she sister son staff team they ward we wife""",
    "time": """admission after arrival baseline beginning day days departure discharge end entry exit finish first intake
        last leaving month months outset start week weeks""",
    "less": """calmer cleared decrease decreased diminished disappeared dropped fainter fell fewer gone less lessened
        lifted lighter lost quieter reduced reduction resolved settled softer subsided vanished""",
}  # fmt: skip
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_UNDONE = re.compile(
    r"un(?!der|til|less|ited|fortunate|clear|known|ion|iversity)\w{4,}|(?!un|never|none|regard|rest)\w{3,}less"
)
_SCORE = re.compile(
    r"(?<![\d.])(\d{1,3})(?:\.\d)?(?![\d.]*\d)"
    r"(?!\s?(?:weeks?|wks?|/52|/7|/12|months?|days?|years?|mg|am|pm|th|st|nd|rd))"
)
_FLAT, _FALL = 8, 20  # percent between two scores: no change up to the one, a response beyond the other


def kinds(tokens: Sequence[str], words: str) -> Iterator[str]:
    """Which kinds of words follow each other, what comes first and last, and how two scores differ.

    >>> sorted(kinds(["no", "belief", "budged"], ""))[-1]
    '%symptom change'
    """
    found = [kind for kind in map(_kind, tokens) if kind]
    for many in (1, 2, 3):
        yield from ("%" + " ".join(run) for run in zip(*(found[start:] for start in range(many)), strict=False))
    if found:
        yield from ("%^" + found[0], f"%{found[-1]}$")
    scores = [int(one) for one in _SCORE.findall(words)]
    for before, after in list(pairwise(scores))[-1:]:
        yield "%scores " + _course(before, after)


def _kind(token: str) -> str:
    return _KIND.get(token) or ("undone" if _UNDONE.fullmatch(token) else "")


def _course(before: int, after: int) -> str:
    if abs(before - after) * 100 <= _FLAT * before:
        return "flat"
    if after > before:
        return "rise"
    return "fall" if (before - after) * 100 > _FALL * before else "dip"

"""Which of two scores of a note was the first: "70 today, was 100 at baseline", "90 from 100"; the last of a list by weeks."""

import re

from assistant.criteria.parse.caseless import Caseless

TURNED = Caseless(r"\b(?:to|at|now|of)\s$")  # "decreased to 90 from 100"
FROM = Caseless(r"\s?,?\(?\s?(?:down\s|up\s|was\s)?from\s(?:an?\s)?(?:initial\s|baseline\s|total\s|score\s|of\s){0,4}")
# "70 today, was 100 at baseline": the present score stands first.
_NOW = Caseless(
    r"\b(?:now|today|currently|at\s(?:present|review|follow[\s-]?up|discharge)|this\s(?:week|month|time))\b"
)
_PRESENT = Caseless(r"\b(?:now|today|currently|at\spresent|this\s(?:week|month|time))\b")
_WAS = Caseless(
    r"\b(?:was|were|had\sbeen|used\sto\sbe|against|compared\s(?:with|to)|vs|versus|down\sfrom|up\sfrom|previously|(?:from\s)?(?:a\s)?baseline(?:\sof)?|before)\s(?:an?\s|at\s|of\s|only\s|as\shigh\sas\s)?$"
)
_START = Caseless(
    r"\b(?:baseline|before|prior\sto|pre|star\w{0,4}|outset|admission|entry|intake|beginning|previous\w{0,2}|initial\w{0,2}|last\s(?:year|month|summer|winter|spring|autumn))\b"
)
_IN_WEEK = Caseless(r"\b(?:weeks?|wks?|days?|months?|visit)\s?#{1,3}[\s:=-]{0,4}$")
_NEXT_WEEK = Caseless(
    r"\s?(?:[,;]|\band\b)\s(?:and\s)?(?:at\s)?(?:week|wk|w|month|mth|day|visit)\s?#{1,3}[\s:=-]{1,4}(?P<two>\d{1,3})(?!\d|[.,/]\d|\s?(?:%|mg|#))"
)
_MOST_WEEKS = 12


def is_turned(lead: str, gap: str, tail: str) -> bool:
    """Whether the first of two scores is the present one: "90 from 100", "70 today, was 100 at baseline"."""
    if TURNED.search(lead) and FROM.fullmatch(gap):
        return True
    if _IN_WEEK.search(lead) and _START.match(gap.lstrip(" ,;(/")):
        return True
    if _PRESENT.match(gap.lstrip(" ,(")) and _WAS.search(gap) and not _PRESENT.search(tail):
        return True  # "80 now, was 100 at discharge"
    now = _NOW.search(lead) or _NOW.match(gap.lstrip(" ,("))
    return bool(now and (_WAS.search(gap) or _START.search(gap)) and not _NOW.search(tail))


def last_of_weeks(text: str, m: re.Match[str]) -> tuple[int, int]:
    """The last score of a list by weeks ("wk 0: 100, wk 6: 88, wk 12: 70"), and where it ends."""
    score, end = int(m["two"]), m.end("two")
    for _ in range(_MOST_WEEKS):
        again = _NEXT_WEEK.match(text, end)
        if again is None:
            break
        score, end = int(again["two"]), again.end()
    return score, end

"""Rating scales: a case or a change in; the percentage change, response, remission and PANSS severity out.

All numbers are in `tables/scales.yaml`. A percentage change subtracts the lowest score of the scale. What is known of
PANSS items is kept as bounds, so that a subscale score or "no other item above 3" says all it can and no more.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import ceil, floor
from typing import Any, Literal, NamedTuple

from assistant.criteria.ranges import Range, Status, at_least, exact, exactly, shown
from assistant.criteria.ruleset import Rule, load
from assistant.criteria.types import (
    PANSS_ITEMS,
    Ask,
    Change,
    Domain,
    Finding,
    Part,
    PatientCase,
    Rating,
    Reading,
    Verdict,
)  # fmt: skip

TABLE = "scales.yaml"
Bounds = dict[str, tuple[int, int]]  # item -> its lowest and highest possible score
DOMAINS: tuple[Literal["positive", "negative"], ...] = ("positive", "negative")
LETTERS: dict[Part, str] = {"positive": "P", "negative": "N", "general": "G"}


def percent_change(change: Change, path: str = "changes.0") -> tuple[Range | None, str, tuple[Ask, ...]]:
    """The reduction in percent, 100 × (B − F) / (B − min), exact; a rise is negative. With working and questions.

    None where scores or the version of the scale are not known, where B is the minimum, and for impossible scores.

    >>> percent_change(Change(before=Range(low=90, high=90), after=Range(low=76, high=76)))[1]
    '100 × (90 − 76) / (90 − 30) = ≈23.3%; the raw ≈15.6% does not subtract the minimum and is not valid'
    """
    if change.before is None or change.after is None:
        given = "only a percentage is given; " if change.percent else ""
        return None, f"{given}the scores before and after are needed", _score_asks(change, path)
    limits, why, asks = _limits(change, path)
    if limits is None:
        return None, why, asks
    lowest, highest = limits
    for value in (change.before, change.after):
        if any(bound is not None and not lowest <= bound <= highest for bound in (value.low, value.high)):
            words = f"{change.scale} {value.words()} is outside {lowest} to {highest} for this version of the scale"
            return None, words, (_version_ask(change, path, "lowest"),)
    percent = _reduction(change.before, change.after, lowest, highest)
    if percent is None:
        return None, f"undefined: the score before is the lowest possible ({lowest})", ()
    return percent, _working(change.before, change.after, lowest, percent), ()


def response_verdict(case: PatientCase, change: Change | None, resistant: Status | None = None) -> Verdict:
    """A change against each published cut-off. Refractory illness: 25%; not refractory: 50%; not known: TRRIP's 20%.

    `resistant`: what the trials of two drugs or more say, where the case does not. Where they leave it open and the
    cut-offs disagree, it is asked.
    """
    change = change or Change()
    percent, working, asks = percent_change(change, _path(case, change))
    deciding = {True: "leucht_refractory", False: "leucht_not_refractory", None: "trrip"}[
        case.refractory if case.refractory is not None or resistant != "met" else True
    ]
    names = sorted(_table()["cut_offs"], key=lambda name: name != deciding)
    findings = tuple(_cut_off(name, change, percent, working, asks) for name in names)
    if case.refractory is None and resistant == "unknown" and len({found.status for found in findings}) > 1:
        findings = (_open(findings[0]), *findings[1:])
    first = findings[0]
    readings = tuple(
        Reading(id=name, words=f"{found.criterion} ({found.required})", status=found.status, checked=found.checked)
        for name, found in zip(names[1:], findings[1:], strict=True)
        if found.status != first.status
    )
    seen = f"The reduction is {percent.words()}%" if percent else f"The reduction is not known: {working}"
    return Verdict(
        name="response", title="Response by percentage change", status=first.status,
        label=f"reduction of {percent.words()}%" if percent else "", because=f"{seen}; needed: {first.required}.",
        findings=findings, readings=readings, reference=first.reference, checked=first.checked,
    )  # fmt: skip


def _open(found: Finding) -> Finding:
    """The cut-off that would decide, with what is to be known before one of them can."""
    ask = _ask(
        "refractory", "Is the illness treatment-resistant, by two failed adequate trials?", "It sets the cut-off."
    )
    return replace(found, status="unknown", missing=(ask,), boundary=False)


def remission_verdict(case: PatientCase) -> Verdict:
    """Remission by Andreasen 2005: eight PANSS items at 3 or less for at least 6 months."""
    findings = (_remission_scores(case), _remission_days(case))
    statuses = [finding.status for finding in findings]
    status: Status = "not_met" if "not_met" in statuses else "unknown" if "unknown" in statuses else "met"
    because = "; ".join(f"{found.observed} ({found.required})" for found in findings if found.status == status)
    return Verdict(
        name="remission", title="Remission (Andreasen 2005)", status=status, because=f"{because}.", findings=findings,
        reference=findings[0].reference, checked="recalled",
    )  # fmt: skip


def moderate_panss(ratings: Iterable[Rating]) -> tuple[Status, str, str, tuple[Domain, ...]]:
    """Whether symptoms are at least moderate: two items at 4 or one at 6, within P1-P7 or within N1-N7.

    With what was seen, the working, and the domains in which it is certain.

    >>> moderate_panss([Rating(scale="PANSS", items={"P1": 4, "P3": 4})])[::3]
    ('met', ('positive',))
    """
    ratings = tuple(ratings)
    panss = _panss(ratings)
    found = {domain: None if total_contradicts(ratings) else _moderate(panss, domain) for domain in DOMAINS}
    certain = tuple(domain for domain in DOMAINS if found[domain] == "met")
    settled = set(found.values()) == {"not_met"}
    words = {"met": "at least moderate", "not_met": "below moderate", "unknown": "could be either"}
    working = [f"{domain}: {'contradictory' if s is None else words[s]}" for domain, s in found.items()]
    tops = [name for name, (low, _) in panss.items.items() if low >= _moderate_limits()[0] and name[0] in "PN"]
    if len({name[0] for name in tops}) == 2 and not certain:
        working.append(f"{' and '.join(sorted(tops))} are in two domains and do not add up")
    return ("met" if certain else "not_met" if settled else "unknown"), panss.words, "; ".join(working), certain


class _Panss(NamedTuple):
    """What all PANSS ratings of a case say together: bounds of items, and of sums."""

    items: Bounds
    sums: dict[Part, tuple[int, int]]
    words: str


@cache
def _table() -> Any:
    return load(TABLE)


def _rule(name: str, row: dict[str, Any]) -> Rule:
    return Rule(**(row | {"id": name, "limits": {key: exact(limit) for key, limit in row["limits"].items()}}))


def _moderate_limits() -> tuple[int, int, int]:
    """The score that counts, how many items must have it, and the score that suffices alone."""
    item, count, single = (int(_table()["moderate"][name]["value"]) for name in ("item", "count", "single"))
    return item, count, single


def _path(case: PatientCase, change: Change) -> str:
    """Where a change stands in the case."""
    places = [(f"changes.{n}", one) for n, one in enumerate(case.changes)]
    for i, trial in enumerate(case.trials):
        places += [(f"trials.{i}.changes.{n}", one) for n, one in enumerate(trial.changes)]
    return next((path for path, one in places if one is change), "changes.0")


def _score_asks(change: Change, path: str) -> tuple[Ask, ...]:
    reason = "A percentage cannot be checked for the subtraction of the scale's minimum."
    missing = {name: when for name, when in (("before", "before"), ("after", "now")) if getattr(change, name) is None}
    return tuple(_ask(f"{path}.{n}", f"What was the raw {change.scale} score {w}?", reason) for n, w in missing.items())


def _ask(datum: str, question: str, reason: str) -> Ask:
    return Ask(datum=datum, question=question, reason=reason, reference=_table()["minimum"]["reference"])


def _version_ask(change: Change, path: str, name: str) -> Ask:
    words = {"lowest": "Are the items scored from 1 or from 0", "items": "How many items are there"}[name]
    return _ask(f"{path}.{name}", f"{words} in this version of the {change.scale}?", "It sets the lowest score.")


def _limits(change: Change, path: str) -> tuple[tuple[int, int] | None, str, tuple[Ask, ...]]:
    """The lowest and highest possible score of this part and version; None, with why and what to ask, if not known."""
    row = _table()["scales"].get(change.scale)
    if row is None:
        return None, f"no percentage rule for {change.scale} is in my sources", ()
    lowest = row["lowest"] if change.lowest is None else change.lowest
    items = change.items or row["items"].get(change.part)
    if lowest == 0 and items is None:
        return (0, 210), "", ()
    if lowest is None or items is None:
        asks = [_version_ask(change, path, name) for name in ("lowest",) * (lowest is None) + ("items",) * (not items)]
        return None, f"the lowest possible {change.scale} score depends on its version", tuple(asks)
    return (items * lowest, items * (lowest + row["span"])), "", ()


def _reduction(before: Range, after: Range, lowest: int, highest: int) -> Range | None:
    """100 × (B − F) / (B − min) over both ranges: it rises with B and falls with F, so the corners bound it."""
    ends = [(before.low, lowest), (before.high, highest), (after.low, lowest), (after.high, highest)]
    b_low, b_high, f_low, f_high = (Fraction(end) if bound is None else bound for bound, end in ends)
    if b_high == lowest:
        return None
    high = 100 * (b_high - f_low) / (b_high - lowest)
    low = None if b_low == lowest else 100 * (b_low - f_high) / (b_low - lowest)
    if low == high:
        return exactly(high)
    low_open = after.high_open or (before.low_open and f_high > lowest)
    high_open = after.low_open or (before.high_open and f_low > lowest)
    return Range(low=low, high=high, low_open=low_open, high_open=high_open)


def _working(before: Range, after: Range, lowest: int, percent: Range) -> str:
    """The calculation in figures, and the raw percentage, which is wrong wherever the minimum is not 0."""
    words = f"100 × ({before.words()} − {after.words()}) / ({before.words()} − {lowest}) = {percent.words()}%"
    if not lowest or not (before.is_exact and after.is_exact) or not before.low or after.low is None:
        return words
    raw = shown(100 * (before.low - after.low) / before.low)
    return f"{words}; the raw {raw}% does not subtract the minimum and is not valid"


def _cut_off(name: str, change: Change, percent: Range | None, working: str, asks: tuple[Ask, ...]) -> Finding:
    """One published cut-off: whether the reduction reaches it."""
    rule = _rule(name, _table()["cut_offs"][name])
    limit = rule.limits["percent"]
    flags = ("The cut-off is for the total score, this is a subscale.",) * (change.part != "total")
    flags += ("The Kane trial used the BPRS.",) * (name == "kane" and change.scale != "BPRS")
    observed, on_it = (f"{percent.words()}%" if percent else "not known"), percent == exactly(limit)
    return rule.found(at_least(percent, limit), observed, working=working, missing=asks, boundary=on_it, flags=flags)


def _panss(ratings: Iterable[Rating]) -> _Panss:
    """All PANSS ratings together; a later score replaces an earlier one, and "no other item" spares every named one."""
    panss = [rating for rating in ratings if rating.scale == "PANSS"]
    named = {name: score for rating in panss for name, score in rating.items.items()}
    items: Bounds = {name: (score, score) for name, score in named.items()}
    sums: dict[Part, tuple[int, int]] = {}
    seen = {name: f"{name} {score}" for name, score in named.items()}
    for rating in panss:
        letter = LETTERS.get(rating.part, "")
        if rating.others_at_most is not None:
            cap = max(1, rating.others_at_most)
            others = [n for n in PANSS_ITEMS if n not in named and n.startswith(letter)]
            items |= {n: (1, min(cap, items.get(n, (1, 7))[1])) for n in others}
            seen[f"others {letter}"] = f"no other {letter}{' ' if letter else ''}item above {cap}"
        if rating.score is not None:
            seen[f"score {rating.part}"] = f"{rating.part} {rating.score.words()}"
            sums[rating.part] = _whole(rating.score)
    return _Panss(items, sums, "PANSS " + ", ".join(seen.values()) if seen else "no PANSS items or subscale scores")


def _whole(score: Range) -> tuple[int, int]:
    """The whole numbers within a range of scores."""
    low = 0 if score.low is None else floor(score.low) + 1 if score.low_open else ceil(score.low)
    high = 210 if score.high is None else ceil(score.high) - 1 if score.high_open else floor(score.high)
    return low, high


def _boxes(panss: _Panss, part: Part) -> tuple[Bounds, tuple[int, int]]:
    """The bounds of every item of a part, and of their sum."""
    names = [name for name in PANSS_ITEMS if name.startswith(LETTERS[part])]
    return {name: panss.items.get(name, (1, 7)) for name in names}, panss.sums.get(part, (0, 210))


def _possible(boxes: Iterable[tuple[int, int]], total: tuple[int, int]) -> bool:
    """Whether whole scores within the bounds can have such a sum: they reach every one between their extremes."""
    pairs = list(boxes)
    lows, highs = sum(low for low, _ in pairs), sum(high for _, high in pairs)
    return total[0] <= total[1] and all(a <= b for a, b in pairs) and lows <= total[1] and highs >= total[0]


def total_contradicts(ratings: Iterable[Rating]) -> bool:
    """Whether the items and subscales known cannot add up to the PANSS total, be they of one rating or of several.

    >>> total_contradicts([Rating(scale="PANSS", items={"P1": 7, "P2": 7, "P3": 7}), Rating(scale="PANSS", score=40)])
    True
    """
    panss = _panss(ratings)
    total = panss.sums.get("total")
    if total is None:
        return False
    least = most = 0
    for part in LETTERS:
        boxes, (low, high) = _boxes(panss, part)
        least += max(low, sum(a for a, _ in boxes.values()))
        most += min(high, sum(b for _, b in boxes.values()))
    return not (least <= total[1] and total[0] <= most)


def _moderate(panss: _Panss, domain: Literal["positive", "negative"]) -> Status | None:
    """Whether a domain is certainly, certainly not, or perhaps at least moderate; None where its figures contradict.

    Both are searched in full: a set of scores that is moderate, and one that is not.
    """
    item, count, single = _moderate_limits()
    boxes, total = _boxes(panss, domain)
    raised = [dict.fromkeys(some, item) for some in combinations(boxes, count)] + [{name: single} for name in boxes]
    spared = combinations(boxes, count - 1)
    may_be = any(_possible(((max(a, up.get(n, a)), b) for n, (a, b) in boxes.items()), total) for up in raised)
    may_not_be = any(
        _possible(((a, min(b, single - 1 if n in free else item - 1)) for n, (a, b) in boxes.items()), total)
        for free in spared
    )
    certain: Status | None = "met" if may_be else "not_met" if may_not_be else None
    return "unknown" if may_be and may_not_be else certain


def _tightened(panss: _Panss) -> Bounds:
    """The bounds of every item, given the sums of its part: what the others leave it."""
    found: Bounds = {}
    for part in LETTERS:
        boxes, (least, most) = _boxes(panss, part)
        lows, highs = sum(a for a, _ in boxes.values()), sum(b for _, b in boxes.values())
        found |= {n: (max(a, least - (highs - b)), min(b, most - (lows - a))) for n, (a, b) in boxes.items()}
    return found


def _remission_scores(case: PatientCase) -> Finding:
    """Every one of the eight items at 3 or less; one above refutes it."""
    rule = _rule("items", _table()["remission"]["scores"])
    limit, panss = rule.limits["item"], _panss(case.ratings)
    bounds = {name: _tightened(panss)[name] for name in _table()["remission"]["items"]}
    contradictory = any(low > high for low, high in bounds.values())
    over = [name for name, (low, _) in bounds.items() if low > limit]
    missing = [name for name, (_, high) in bounds.items() if high > limit]
    status: Status = "unknown" if contradictory else "not_met" if over else "unknown" if missing else "met"
    asked = "the items and the subscale scores, which contradict each other" if contradictory else ", ".join(missing)
    ask = rule.ask("ratings.PANSS.items", f"What are the PANSS scores of {asked}?")
    observed = f"{', '.join(over)} above 3" if over else f"{asked} not known" if status == "unknown" else panss.words
    return rule.found(status, observed, working=panss.words, missing=(ask,))


def _remission_days(case: PatientCase) -> Finding:
    """At least 6 months, counted as 180 days."""
    rule = _rule("duration", _table()["remission"]["duration"])
    days, limit = case.days_in_remission, rule.limits["days"]
    ask = rule.ask("days_in_remission", "For how long have these items been at 3 or less: 6 months or more?")
    observed = f"{days.words()} days" if days else "duration not given"
    return rule.found(at_least(days, limit), observed, missing=(ask,), boundary=days == exactly(limit))

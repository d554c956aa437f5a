"""A share of doses that a later note tells of one drug alone: "adherence to amisulpride was 60%", after the trials.

It is that drug's; what was told of all before goes on to hold of the others. Only a share that is too low is taken so,
and only where the later note speaks of nothing else: what may hold of the others as well is read of them too.
"""

import re
from collections.abc import Sequence
from typing import Any

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.coverage import generic
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.types import Adherence

_ADHERENT = 80  # % of doses
_TOOK = r"(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3}|intake)"
_PERCENT = r"\d\s?(?:%|per\s?cent\b)"
_OF_THE_DRUG = Caseless(
    rf"(?:\b{_TOOK}|{_PERCENT})\s(?:to|with|of|for|on|during)\s(?:(?:the|his|her|their|doses|of)\s){{0,3}}$"
)
_DRUG_FIRST = Caseless(rf"(?:['’]s)?[\s:,-]{{1,3}}(?:{_TOOK}\b|(?:was\s)?(?:only\s)?taken\b|\d?{_PERCENT})")
_OF_MORE = Caseless(
    r"\b(?:same|also|too|as\s+well|likewise|other\w*|rest|all|both|every\w*|throughout|overall|general\w*|always|never"
    r"|neither|either|each|whole|med(?:s|ic\w+)|tablets|pills|drugs|trials|courses|and|nor|or|not|but)\b"
)


def of_no_drug(reading: Reading, shares: Sequence[Said]) -> list[Said]:
    """The shares without those that a later note tells of one drug alone; these are kept until the trials are known."""
    left = list[Said]()
    for share in sorted(shares, key=lambda one: one.spans[0]):
        drug = _only_drug(reading, share)
        is_low = share.value.high is not None and share.value.high < _ADHERENT
        if drug is not None and (is_low or drug in reading.of_drug):  # or it corrects one that was too low
            reading.of_drug[drug] = share
        else:
            left.append(share)
    return left


def give_to_trials(reading: Reading, values: dict[str, Any]) -> None:
    """Give each such share to the trials of its drug, unless a later note tells one of all; a drug without a trial has
    none to give it to, and its share is read of all."""
    general = reading.evidence.get("adherence.percent", ())
    for drug, share in reading.of_drug.items():
        start = share.spans[0][0]
        places = [place for place, trial in enumerate(values["trials"]) if generic(trial.drug) == drug]
        if any(reading.replaces(start, one.start) for one in general):
            continue
        known: Adherence = values.get("adherence") or Adherence()
        own = known.model_copy(update={"percent": share.value})
        if not places:
            values["adherence"] = own
            reading.put("adherence.percent", share.spans)
        trials = list(values["trials"])
        for place in places:
            trials[place] = trials[place].model_copy(update={"adherence": own})
            reading.put(f"trials.{place}.adherence.percent", share.spans)
        values["trials"] = tuple(trials)


def _only_drug(reading: Reading, share: Said) -> str | None:
    """The drug of which alone a later note tells a share."""
    start, end = share.spans[0]
    if not reading.follows_up(start):
        return None
    first = max(at for at in reading.follow_ups if at <= start)
    note = reading.original[first : reading.next_note(start)]
    named = [one for one in reading.named(first, reading.next_note(start)) if one.drug]
    if len(named) != 1 or _OF_MORE.search(note) or len(re.findall(r"\d+", note)) != 1:
        return None
    before, after = (
        reading.text[max(first, named[0].start - 40) : named[0].start],
        reading.text[named[0].end : end + 12],
    )
    joined = _OF_THE_DRUG.search(before) or _DRUG_FIRST.match(after)
    return named[0].drug.generic if joined and named[0].drug else None

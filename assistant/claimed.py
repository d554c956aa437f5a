"""What a question claims of an outcome, an agent's effect or a year, and the sentence shown says otherwise.

"Quetiapine beat olanzapine, by how much?" is not answered as if it had. A clause and a sentence in, the words of the
sentence that say otherwise out, or none.
"""

import re
from collections.abc import Iterator

from assistant.evidence import ACCOUNTS, Evidence
from assistant.question import Clause, Unit
from assistant.sides import counted, faring
from assistant.words import words

_TREATMENTS = frozenset({"drug", "drug-class", "treatment"})
_ARMS = ("placebo", "sham")
_WORKED = re.compile(
    r"\b(?:success\w*|positive|prove[ds]?|proven|beat|won|wins?|works|worked|improve[sd]?|effective|efficacy|benefit\w*"
    r"|superior\w*|significant(?:ly)?|cures?|cured|equals?|equivalen\w+|as good as|raise[sd]?)\b",
    re.IGNORECASE,
)
_DID_NOT = re.compile(
    r"\b(?:did not (?:significantly |clearly )?(?:reach|meet|improve|raise|separate|show|differ)|missed (?:its|their)"
    r"|(?:found|made|showed|had) no (?:\w+ )?(?:benefit|difference|superiority|advantage|effect|improvement)"
    r"|not significant|(?:was|were) (?:also )?negative|insufficient|failed (?:to|in)|not (?:better|superior)"
    r"|no (?:benefit|superiority|difference))\b[^,;()]*",
    re.IGNORECASE,
)
_UP = r"rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|elevat(?:e|es|ed|ing)|boost(?:s|ed)?|push(?:es|ed)? up"
_DOWN = r"lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|cut(?:s|ting)?|drop(?:s|ped)?"
_ACTS = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s+(?P<on>(?:[\w-]+\s*){{1,3}})", re.IGNORECASE)
LEFT_OFF = re.compile(
    r"\b(?:stop\w*|quit\w*|cessation|ceas\w+|giv\w+ up|without|off|withdraw\w*|discontinu\w+|no longer)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:no|not|never|fail\w*)\b|n['’]t\b", re.IGNORECASE)
_FORBIDDEN = re.compile(r"\b(?:bans?|banned|outlaw\w*|prohibit\w*|withdr[ae]wn?)\b", re.IGNORECASE)
_ALLOWED = re.compile(r"\b(?:is|was|were|(?:FDA|EMA|agency)) approved\b", re.IGNORECASE)
_HAPPENED = (
    r"(?:came out|c[ao]me into force|publish\w*|releas\w+|issu\w+|appear\w+|ended|stopped|remov\w+|approv\w+|dated"
    r"|launched|started|began)"
)
_TELLS_WHEN = re.compile(
    r"\b(?:publish|releas|issu|remov|approv|dated|launch|announc|replac|ended|end of)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d.,])(?:19[5-9]\d|20[0-3]\d)(?![\d.,]*\d|\s*(?:mg|ng|µg|patients|people))")
_NOT = re.compile(r"(?:\b(?:no|not|never)|n['’]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
HEAVY = 0.35  # weight of what a sentence must speak of to say otherwise
NEAR = 12  # characters between a study's name and its year


def otherwise(clause: Clause, evidence: Evidence) -> str:
    """The words of the sentence that deny who did better, that it worked, or what it does; empty where none do."""
    if not _speaks_of_all(clause, evidence):
        return ""
    text = evidence.sentence.text
    if _fared(clause, evidence) < 0 or (_FORBIDDEN.search(clause.text) and _ALLOWED.search(text)):
        return text
    if _WORKED.search(clause.text) and not _DENIES.search(clause.text) and (found := _DID_NOT.search(text)):
        return found.group().strip(" .")
    return _acts_otherwise(clause.text, text)


def _speaks_of_all(clause: Clause, evidence: Evidence) -> bool:
    """Whether the sentence speaks of all the things that the clause names."""
    return all(
        evidence.covers(unit) for unit in clause.units if unit.entity and unit.weight > HEAVY and _is_thing(unit)
    )


def _is_thing(unit: Unit) -> bool:
    return unit.is_named or (
        unit.entity is not None and unit.entity.kind in ("concept", "scale") and unit.weight >= 0.6
    )


def agrees(clause: Clause, evidence: Evidence) -> bool:
    """Whether the sentence says so too: who did better, or what raises what."""
    if LEFT_OFF.search(clause.text):
        return _fared(clause, evidence) > 0
    told = [(way, on) for way, on, _ in _acts(evidence.sentence.text)]
    acts = any(way is up and on & object_ for up, object_, _ in _acts(clause.text) for way, on in told)
    return _speaks_of_all(clause, evidence) and (acts or _fared(clause, evidence) > 0)


def _fared(clause: Clause, evidence: Evidence) -> int:
    """1 where of two things that the clause compares, the one said to have done better did, -1 where it did worse."""
    named = [unit.entity.forms for unit in clause.units if unit.entity and unit.entity.kind in _TREATMENTS]
    named += [(arm,) for arm in _ARMS if re.search(rf"\b{arm}\b", clause.text, re.IGNORECASE)]
    text, figures = evidence.sentence.text, evidence.own.quantities
    for place, ours in enumerate(named):
        for theirs in named[place + 1 :]:
            claimed = faring(clause.text, (), ours, theirs)
            if claimed and (told := faring(text, figures, ours, theirs)):
                return claimed * told
    return 0


def counted_otherwise(clause: Clause, evidence: Evidence, ours: Unit) -> int:
    """1 where by the sentence's figures those on one thing have more of what is counted than those on another."""
    if ours.entity is None:
        return 0
    for other in clause.units:
        if other is not ours and other.entity and other.entity.kind in _TREATMENTS:
            way = counted(evidence.sentence.text, evidence.own.quantities, ours.entity.forms, other.entity.forms)
            if way:
                return way
    return 0


def _acts_otherwise(question: str, text: str) -> str:
    """The words by which a sentence says that something is lowered which the question says is raised, or reversed."""
    if LEFT_OFF.search(question):
        return ""  # what stopping does is the opposite of what the thing itself does
    said, told = list(_acts(question)), list(_acts(text))
    for up, on, _ in said:
        alike = [(way, place) for way, object_, place in told if on & object_]
        if alike and all(way is not up for way, _ in alike):
            return re.split(r"[,;]", text[alike[0][1] :], maxsplit=1)[0].strip(" .")
    return ""


def _acts(text: str) -> Iterator[tuple[bool, frozenset[str], int]]:
    for found in _ACTS.finditer(text):
        if _NOT.search(text, 0, found.start()):
            continue
        yield (
            bool(found["up"]),
            frozenset(word.stem for word in words(found["on"])) - {"clozapin", "the"},
            found.start(),
        )


def other_year(clause: Clause, evidence: Evidence) -> tuple[str, str] | None:
    """The year that the clause gives a study or document, with the one that the sentence gives it; None where none."""
    stated = _YEAR.findall(evidence.sentence.text)
    for unit in clause.units:
        if unit.entity is None or unit.entity.kind not in ACCOUNTS or unit.entity.id not in evidence.own.widened:
            continue
        dated = _TELLS_WHEN.search(evidence.sentence.text)
        for said in [*_years_of(clause.text, unit.surface), *(_happened(clause.text, unit.surface) if dated else ())]:
            if len(set(stated)) == 1 and said not in stated:
                return said, stated[0]
    return None


def _years_of(text: str, name: str) -> Iterator[str]:
    """The years that stand right beside a name: "the 2010 Kane trial", "Kane (2010)"."""
    at = text.find(name)
    for found in _YEAR.finditer(text):
        between = text[found.end() : at] if found.end() <= at else text[at + len(name) : found.start()]
        if at >= 0 and len(between) <= NEAR and not re.search(r"[,;:]|\b(?:since|in|after|before|until)\b", between):
            yield found.group()


def _happened(text: str, name: str) -> Iterator[str]:
    """The year in which something is said to have happened to what is named: "REMS ended in 2020"."""
    for found in re.finditer(
        rf"{re.escape(name)}\W+(?:\w+\W+){{0,2}}?{_HAPPENED}\W+(?:\w+\W+){{0,3}}?in\W+(?P<year>{_YEAR.pattern})",
        text,
        re.IGNORECASE,
    ):
        yield found["year"]

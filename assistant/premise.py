"""What a question takes for granted and the cited sources do not say: another figure, or a denial.

A question is not agreed with by answering past it. Where it asserts a figure ("why a 3-fold higher mortality?") and the
sentences found give another one of the same kind, or where it asserts what they deny ("why does it recommend ...?"),
the correction is shown above the answer, in the sources' own words.
"""

import re
from collections.abc import Sequence

from assistant import quantities
from assistant.claimed import LEFT_OFF, agrees, counted_otherwise, other_year, otherwise
from assistant.evidence import Evidence
from assistant.quantities import Quantity
from assistant.question import Clause, Unit
from assistant.sides import LESS, MORE, SPARED, leaning
from assistant.types import Premise
from assistant.words import is_asking_word, is_stop_word, words

_ASKS = re.compile(r"\b(?:what|which|how|who|whom|whose|when|where)\b", re.IGNORECASE)
_OPENS_A_QUESTION = re.compile(
    r"^\W*(?:(?:and|so|but|then|also|ok|hi|hello)\W+)*(?:what|which|how|who|whom|whose|when|where|is|are|was|were|do|does|did|"
    r"can|could|may|might|should|shall|will|would|has|have|had|any|tell|explain|list|give)\b",
    re.IGNORECASE,
)
_TAKES_FOR_GRANTED = re.compile(
    r"\b(?:why|since|given that|because|now that|seeing that|even though|success(?:es|ful)?|in favou?r of|"
    r"i (?:believe|think|gather|understand|thought)|"
    r"(?:prove|show|find|demonstrate|state|say|claim|call|recommend|propose|want|require)(?:s|d|n|ed)? (?:that|it)\b|"
    r"as the (?:article|guideline|label|overview)|how (?:much|strongly|far|greatly|many more) (?:did|does|do)|"
    r"by how much|"
    r"how (?:much|far) (?:bigger|higher|lower|more|less|better|worse|greater|larger|smaller|longer|shorter))\b"
    r"|\b(?:isn|aren|wasn|weren|doesn|don|didn|hasn|haven|won|can|shouldn)['’]?t (?:it|they|he|she|that|this|there)\b"
    r"|,\s*(?:right|correct|yes|no)\W*$",
    re.IGNORECASE,
)
_DECLARES = re.compile(
    r"\b(?:is|was|are|were|asks|wants|needs|says|must|showed|fails?|failed|satisf(?:y|ies)|recommends|proposes|requires|"
    r"calls|gives|names?|backs|supports?|supported|advises|allows?|lets|wants?|wanted|reserves|sets|puts|holds|found|shows|"
    r"proved|causes?|kills?|beats?|works?|worked|helps?|helped|has|have|had)\b",
    re.IGNORECASE,
)
# What is claimed before something is asked of it: "X beat Y in Z, by how much?"
_CLAIMS = re.compile(
    r"\b(?:beat|beats|won|wins|outperform\w*|prevented|raise[sd]|lower(?:s|ed)|reduce[sd]|increase[sd]|improve[sd]|"
    r"worsen(?:s|ed)|prove[sd]|proven|showed|shows|demonstrated|requires|required|recommends|recommended|allows|allowed|"
    r"banned|works|worked|helped|is (?:superior|inferior|better|worse)|was (?:superior|inferior|better|worse))\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"\b(?:before|after|when|until|once|if|while|unless)\b.*", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:end(?:s|ed)?|remov\w+|stop\w*|abolish\w*|withdr[ae]w\w*|drop(?:ped)?|gone)\b", re.IGNORECASE)
_OF_A_PATIENT = re.compile(
    r"\b(?:patient|pt|she|he|her|his|him|my|level is|level of|anc is|anc of|today)\b", re.IGNORECASE
)
_TAG = re.compile(r"n['’]t (?:it|they|he|she|that|this|there)\W*$", re.IGNORECASE)
_DIRECTIONS = tuple(
    (re.compile(rf"\b(?:{up})\b", re.IGNORECASE), re.compile(rf"\b(?:{down})\b", re.IGNORECASE))
    for up, down in (
        (
            r"increas\w+|rais\w+|rise\w*|rose|elevat\w+|higher",
            r"decreas\w+|reduc\w+|lower\w*|fall\w*|fell|drop\w*|declin\w+",
        ),
        (MORE, LESS),
        (r"better|superior", r"worse|inferior"),
        (r"above|over|exceed\w*", r"below|under"),
        (r"before", r"after"),
        (r"start\w*|initiat\w+", r"stop\w*|discontinu\w+|interrupt\w*"),
    )
)
AMOUNTS = 2  # of these are of more and less
MORE_OR_LESS = re.compile(rf"\b(?:{MORE}|{LESS})\b", re.IGNORECASE)
_GIVEN = frozenset({"drug", "drug-class", "treatment"})
_DENIAL = re.compile(
    r"(?:\b(?:no|not|never|without|none|failed to|did not|does not|do not|no longer|insufficient|missed (?:its|their)|"
    r"negative (?=results?\b|findings?\b|trials?\b|\w+ results?\b)|only (?:1|one|\d+) (?:of|in))\b|n['’]t\b)[^,;:()]*",
    re.IGNORECASE,
)
_SPEAKS_OF_FAILURE = re.compile(r"\bfail(?:s|ed)? to\b", re.IGNORECASE)
_LIKE = {"mass": "dose", "proportion": "percentage"}
_NOT_FIGURES = frozenset({"year", "date", "number", "interval", "timepoint"})
_HOW_FAR = re.compile(r"\bhow (?:far|much|quickly|fast) (?:[\w-]+ ){0,2}?(?:do|does|did|will)\b", re.IGNORECASE)
_ASKED_FOR = re.compile(r"\W*(?:what|which|where|who)\b(?P<thing>(?:\s+[\w-]+){1,3})", re.IGNORECASE)
ON_TOPIC = 0.55  # least share of what the clause names, by weight, in a sentence that may correct it
CLOSE = 0.55  # and in one that may correct a figure
COMPARED = 3  # sentences, best first, in which an asserted figure is looked for
ON_ITS_OWN = 0.6  # weight of what a further sentence may deny where the best one does not speak of it
ALIKE = 0.7  # cosine from which a question is like a known one that is corrected
NAMED_BY_WORD = 0.35  # weight of a word that says what a denial is about


def premise_of(clause: Clause, shown: Sequence[Evidence]) -> Premise | None:
    """The first thing the clause takes for granted that the sentences shown, best first, do not say."""
    shares = [(evidence, _share_covered(clause, evidence)) for evidence in shown]
    on_topic = [evidence for evidence, share in shares if share >= ON_TOPIC]
    close = [evidence for evidence, share in shares if share >= CLOSE]
    false = _wrong_figure(clause, close[:COMPARED]) or _wrong_year(clause, on_topic[:1])
    if false or (shown and (agrees(clause, shown[0]) or lean(clause, shown[0]) > 0)):
        return false
    return (
        _denied(clause, on_topic)
        or _claimed(clause, on_topic[:COMPARED])
        or _reversed(clause, on_topic)
        or _known_to_be_wrong(clause, shown[:COMPARED])
    )


def _share_covered(clause: Clause, evidence: Evidence) -> float:
    """How much of what the clause names the sentence speaks of: one about something else corrects nothing."""
    total = sum(unit.weight for unit in clause.units)
    return sum(unit.weight * evidence.covers(unit) for unit in clause.units) / total if total else 0.0


def asserts(text: str) -> bool:
    """Whether a clause takes something for granted rather than asking whether it is so.

    What stands before a colon says what is talked about.

    >>> asserts("Why is the ceiling at 1,200 ng/mL"), asserts("Clozapine: is the ceiling at 1,200 ng/mL")
    (True, False)
    """
    if _TAKES_FOR_GRANTED.search(text):
        return True
    is_question = any(map(_OPENS_A_QUESTION.match, (text, text.rpartition(": ")[2]))) or _ASKS.search(text)
    declares = _DECLARES.search(_SUBORDINATE.sub("", text))
    return bool(not is_question and declares and not _OF_A_PATIENT.search(text))


def claims(text: str) -> bool:
    """Whether a clause takes something for granted, also where it claims it first and then asks.

    >>> claims("Clozapine beat it, by what size"), asserts("Clozapine beat it, by what size")
    (True, False)
    """
    first = text.split(", ", maxsplit=1)[0]
    asks = _ASKS.search(first) or _OPENS_A_QUESTION.match(first) or _SUBORDINATE.search(first)
    claimed = first != text and _CLAIMS.search(first) and not asks and not _OF_A_PATIENT.search(first)
    return bool(claimed) or asserts(text)


def _wrong_figure(clause: Clause, shown: Sequence[Evidence]) -> Premise | None:
    if not claims(clause.text) or _OF_A_PATIENT.search(clause.text):
        return None
    stated = [quantity for evidence in shown for quantity in evidence.own.quantities]
    for said in clause.quantities:
        if said.kind in _NOT_FIGURES:
            continue
        like = [found for found in stated if _kind(found) == _kind(said)]
        if like and not any(_same(found, said) for found in stated):
            return Premise(said=said.text, found=like[0].text)
    return None


def _wrong_year(clause: Clause, shown: Sequence[Evidence]) -> Premise | None:
    years = next((found for evidence in shown if (found := other_year(clause, evidence))), None)
    return Premise(said=years[0], found=years[1]) if years else None


def _claimed(clause: Clause, shown: Sequence[Evidence]) -> Premise | None:
    """The clause claims who did better, that something worked or what it raises, and the sources say otherwise."""
    if not (claims(clause.text) or _HOW_FAR.search(clause.text)):
        return None
    said = next((found for evidence in shown if (found := otherwise(clause, evidence))), "")
    return Premise(said=clause.text, found=said) if said else None


def _kind(quantity: Quantity) -> tuple[str, str]:
    """Quantities of one kind can be compared: "500 mg" with "800 mg/d", a half with 40 %."""
    kind = _LIKE.get(quantity.kind, quantity.kind)
    unit = {"dose": quantity.unit.split("/")[0], "percentage": "%"}.get(kind, quantity.unit)
    return kind, unit


def _same(found: Quantity, said: Quantity) -> bool:
    """Whether the source gives the figure; "500 mg" may stand for 500 mg a day, 380 for a value of 350 to 420."""
    is_range = found.low is not None and found.high is not None
    if quantities.same(found, said) or (is_range and quantities.contains(found, said)):
        return True
    return _kind(found) == _kind(said) and found.low == said.low and found.high in (said.high, None)


def _denied(clause: Clause, shown: Sequence[Evidence]) -> Premise | None:
    if not shown or _DENIAL.search(_TAG.sub("", clause.text)) or _SPEAKS_OF_FAILURE.search(clause.text):
        return None  # it denies something itself
    taken, asked_for, ends = claims(clause.text), _asked_for(clause.text), _ENDS.search(clause.text)
    named = [unit for unit in clause.units if unit.weight > NAMED_BY_WORD]
    for place, evidence in enumerate(shown):
        left = [unit for unit in named if place == 0 or (unit.weight >= ON_ITS_OWN and not shown[0].covers(unit))]
        for denial in _DENIAL.finditer(evidence.sentence.text):
            if ends and denial.group().lower().startswith(("without", "no longer")):
                continue  # it says so itself
            said = _meaningful(denial.group())
            about = [unit for unit in left if _names(unit, said)]
            if (taken and about) or any(unit.stems[0] in asked_for for unit in about if unit.stems[0] == said[0]):
                return Premise(said=clause.text, found=denial.group().strip(" ."))
    return None


def _reversed(clause: Clause, shown: Sequence[Evidence]) -> Premise | None:
    """The clause takes a fall for granted where the best sentence speaks of a rise, or the other way round."""
    if not shown or not (claims(clause.text) or _HOW_FAR.search(clause.text)):
        return None
    text = shown[0].sentence.text
    for evidence in shown[:COMPARED]:
        if way := lean(clause, evidence):
            told = evidence.sentence.text
            found = MORE_OR_LESS.search(told)
            if way > 0:
                return None
            return Premise(said=clause.text, found=_from(told, found.start()) if found else told)
    left_off = LEFT_OFF.search(clause.text) and not LEFT_OFF.search(text)  # what stopping does is the opposite
    for up, down in _DIRECTIONS[AMOUNTS:] if left_off else _DIRECTIONS:
        for said, other in ((up, down), (down, up)):
            found = other.search(text)
            if found and said.search(clause.text) and not other.search(clause.text) and not said.search(text):
                return Premise(said=clause.text, found=_from(text, found.start()))
    return None


def _from(text: str, start: int) -> str:
    return text[start:].split(",", maxsplit=1)[0].strip(" .")


def lean(clause: Clause, evidence: Evidence) -> int:
    """1 where clause and sentence compare the same way round, -1 where the sides are reversed, 0 where not compared."""
    if not all(
        evidence.covers(unit)
        for unit in clause.units
        if unit.weight > NAMED_BY_WORD
        and not MORE_OR_LESS.fullmatch(unit.surface)
        and not SPARED.fullmatch(unit.surface)
    ):
        return 0
    for unit in clause.units:
        if unit.entity and unit.entity.kind in _GIVEN:
            ours, theirs = (leaning(text, unit.entity.forms) for text in (clause.text, evidence.sentence.text))
            theirs = theirs or counted_otherwise(clause, evidence, unit)
            if ours and theirs:
                return ours * theirs
    return 0


def _known_to_be_wrong(clause: Clause, shown: Sequence[Evidence]) -> Premise | None:
    """The clause is like a known question that takes for granted what the sentence corrects."""
    if not claims(clause.text):
        return None
    for evidence in shown:
        is_alike = evidence.alike.best >= ALIKE and evidence.alike.corrected > 0
        stated = any(_same(found, said) for found in evidence.own.quantities for said in clause.quantities)
        if is_alike and not stated:
            return Premise(said=clause.text, found=evidence.sentence.text)
    return None


def _asked_for(text: str) -> list[str]:
    """What an open question asks for ("which pathognomonic symptom ...?") and so takes to exist: its stems."""
    found = _ASKED_FOR.match(text)
    return _meaningful(found["thing"]) if found else []


def _names(unit: Unit, said: Sequence[str]) -> bool:
    return bool(unit.stems) and all(stem in said for stem in unit.stems)  # an age group has none: "15 year old"


def _meaningful(text: str) -> list[str]:
    return [word.stem for word in words(text) if not (is_stop_word(word.surface) or is_asking_word(word.surface))]

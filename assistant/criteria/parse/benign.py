"""Benign ethnic neutropenia in a note: whether the patient is said to have it, said not to have it, or neither."""

import re

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.reading import Reading, Said

_BEN = Caseless(
    r"(?-i:\bBEN\b)|\bbenign\s{1,3}ethnic\s{1,3}neutrop\w{1,6}|\bduffy[\s-]{1,2}null\b|\bethnic\s{1,3}neutropenia\b|(?-i:\bDANC\b)"
)
_DENIED_BEFORE = Caseless(
    r"\b(?:no|not|without|non|nor|never|neither|denies|absence\s+of|excluded|exclude[sd]?|rules?\s+out|ruled\s+out|negative\s+for|isn't|hasn't|doesn't|n't)[\s-]+(?:\w{1,14}\s+){0,4}$"
)
_DENIED_AFTER = Caseless(
    r"(?:\s{1,2}neutropenia)?[\s,:(-]{0,3}(?:was\s+|is\s+|has\s+been\s+|been\s+)?(?:ruled\s+out|excluded|negative|absent|no\b|none\b|nil\b|never\b|not\s+present)(?!\s*\?)"
)
_DOUBT_BEFORE = Caseless(
    r"(?:\?\s?|\b(?:ask(?:s|ed|ing)?|quer(?:y|ies|ied)|question\w{0,3}|discuss\w{0,3}|look\w{0,3}\s+for|nobody|possibl[ey]|probabl[ey]|likely|suspect\w{0,3}|suspicion\s+of|query|consider\w{0,3}|could|might|may|whether|if|tests?|tested|testing|screen\w{0,3}|await\w{0,3}|rule\s+out|r/o|assess\w{0,4}|investigat\w{0,4}|unclear|unknown|unless|would|assum\w{1,4}|presum\w{1,6}|check\w{0,3}|think|thought|wonder\w{0,3}|confirmation\s+of|evidence\s+(?:of|for)|thresholds?|label|rules?|criteria|limits?|ranges?|guid\w{1,8}|table|class\w{0,7})\b[^.;,\n]{0,40})$"
)
_DOUBT_AFTER = Caseless(
    r"(?:\s{1,2}neutropenia)?\s{0,2}(?:\?|(?:(?:was|is|has|had|been|status|test\w{0,3}|screen\w{0,3}|result\w?)\s+){0,3}(?:not|never|un(?:confirmed|known|clear|likely|certain)|possible|probable|suspected|pending|awaited|doubtful|questionable|considered|quer(?:y|ied)|thresholds?|label|rules?|criteria|limits?|range|algorithm|guid\w{1,8}|test\w{0,3}))\b"
)
_NEGATIVE = Caseless(r"[^.;\n?]{0,24}\b(?:negative|excluded|ruled\s+out)\b(?!\s*\?)")
_NAME = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Nurse|Sister|Uncle|Brother)\.?\s{1,2}(?:[A-Z]\w{1,14}\s)?$")
_OTHERS = Caseless(
    r"\b(?:brothers?|sisters?|mother|father|mum|mom|dad|sons?|daughters?|family|relatives?|uncles?|aunts?|cousins?|nephew|niece|twin|siblings?|parents?|grand\w{1,8}|wife|husband|friend|another|patients\s+with|people\s+with|those\s+with|persons?\s+with)\b[^.;\n]{0,60}$"
)
_SURE = Caseless(
    r"\b(?:documented|confirmed|known|established|proven|diagnosed|has|with|haematology[\s-]documented)\s+(?:\w{1,14}\s+){0,2}$"
)
_TESTED = Caseless(r"\btest\w{0,3}\s+for\s+(?:\w{1,10}\s+){0,2}$")
_UNSETTLED = Caseless(r"\b(?:not|n't)\b[^.;]{0,20}\b(?:confirm|exclu|rul|test|know|sure|clear|document)\w{0,8}")
_UNSURE = Caseless(r"\b(?:not|look\w{0,3}|ask\w{0,3}|nobody|if|whether|could|would)\b")
_MOST = 200


def benign_ethnic(reading: Reading) -> Said | None:
    """Whether the note says that the patient has benign ethnic neutropenia, or has not; both is a contradiction."""
    found: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for m in list(_BEN.finditer(reading.text))[:_MOST]:
        told = _told(reading, m)
        if told is not None:
            found[told].append(m.span())
    if found[True] and found[False]:
        words = "The note says of benign ethnic neutropenia both that there is one and that there is none."
        reading.contradict("benign_ethnic_neutropenia", words, [*found[True], *found[False]])
        reading.ask(
            "benign_ethnic_neutropenia", "Is benign ethnic neutropenia documented?", "The note contradicts itself."
        )
        return None
    return next((Said(value, tuple(spans[:1])) for value, spans in found.items() if spans), None)


def _told(reading: Reading, m: re.Match[str]) -> bool | None:
    """What one mention says; None where it is a question, a doubt, a name, a rule or another person's."""
    text, sentence = reading.text, reading.sentence_of(m.start())
    before = text[max(sentence.start, m.start() - 80) : m.start()]
    asked = text[m.end() : sentence.end].rstrip(' )"”').endswith("?")
    if _is_elsewhere(text, m, before) or _DOUBT_AFTER.match(text, m.end()):
        return None
    if _DENIED_AFTER.match(text, m.end(), min(len(text), m.end() + 60)):
        return None if asked and sentence.end - m.end() < 30 else False
    if _TESTED.search(before) and _NEGATIVE.match(text, m.end()):
        return False
    if _DENIED_BEFORE.search(before):
        return None if _UNSETTLED.search(before) or "?" in text[m.end() : m.end() + 3] else False
    sure = _SURE.search(before) and not _UNSURE.search(before[-40:])
    return True if sure or not (asked or _DOUBT_BEFORE.search(before)) else None


def _is_elsewhere(text: str, m: re.Match[str], before: str) -> bool:
    """Whether the words are a person's name, or told of somebody else."""
    named = re.match(r"\s[A-Z][a-z]+(?<!Neutropenia)\b(?!\s*[:=])", text[m.end() : m.end() + 20])
    return bool(named or _NAME.search(before) or _OTHERS.search(before))

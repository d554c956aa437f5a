"""Stretches of a note that are not told of this patient as fact: other people's data (`people`), what the note sets
aside itself (`disregards`), requirements, conditionals.

They are blanked, every offset kept, before any reader looks at the note, so that no reader can take a number from
them; they are listed among what was not understood.
"""

import re
from collections.abc import Iterator

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part, sentences
from assistant.criteria.parse.disregards import set_aside
from assistant.criteria.parse.people import told_of_others

_RULE_SAYS = Caseless(
    r"\b(?:(?P<book>TRRIP|criteri(?:a|on)|consensus|guidelines?|guidance|definitions?|NICE|APA|CANMAT|WFSBP|Howes|SmPC|protocol|policy)|the\s(?:form|sheet|poster|(?:text|rule)?book|rules?|cut-?off|threshold|paper|article)|label|checklist|remission|resistance|response|optimum|minimum)\b"
    r"(?:(?:(?!\b(?:he|she|his|her|pt|patient|mother|father|wife|nurse)\b)[^.;:\n?]){0,40}?\b(?:needs|requires?|asks\s+for|demands?|specif\w+|stipulates?|recommends?|defines?|calls\s+for|means|counts\s+as|is\s+defined|(?(book)(?:asks?|states?|wants?|says|sets|expects|insists)|states?))\b|(?(book)\s?[:=]\s?[^.;\n?]{0,30}?[<>≥≤]|(?!))|\s(?:(?:minimum|optimum|threshold|cut-?off|limit)\s)?is\s(?:at\sleast\s)?[<>≥≤]?\s?\d+\s?(?:weeks|wks|months|mg|%))"
)
# What one needs, or a heading or a bracket says is needed.
_NEEDED = Caseless(
    r"\b(?:you|one|we|each)\sneeds?\s(?:at\sleast\s|an?\s|[<>≥]|\d)[^.;\n]{0,80}|(?:\A|(?<=[.;\n(])|(?<=[.;]\s))\s{0,3}(?:requirements?|required|minimum\srequired|prerequisites?)\s?[:=][^.;\n]{0,80}|\([^()\n]{0,40}\b(?:needed|required|wanted|is\sthe\s(?:limit|cut-?off|minimum))\)|\((?:TRRIP|criteria|rule|limit|cut-?off)\s?[:=][^()\n]{0,60}\)|\bfor\s(?:TRRIP|TRS|the\scriteria)\b[^.;?\n]{0,20}\bneeds?\b[^.;?\n]{0,60}"
)
_MODAL = Caseless(
    r"\b(?:must|should|ought\s+to|shall|has\s+to|have\s+to|needs?\s+to)\s+(?:not\s+)?(?:be(?!\s+(?:very\s+|most\s+)?(?:grateful|glad|pleased|obliged|happy|delighted|interested|classif\w+|regarded|called|judged|counted)\b)|have|reach|exceed|stay|remain|show|score|last|rise|fall|come)\b"
)
_REQUIRED = Caseless(r"\b(?:is|are|be)\s+(?:required|needed|necessary|mandatory|recommended|desirable|expected)\b")
_LINK = Caseless(r",|\b(?:so|hence|therefore|thus|but|and\s+so)\b|[—–(]")

_IF = Caseless(
    r"(?<!as )(?<!even )(?<!ask )(?<!asked )(?<!asks )(?<!asking )(?<!know )(?<!unclear )(?<!unsure )(?<!see )(?<!check )(?<!wonder )(?<!wondering )"
    r"\b(?:(?:what\s+)?if|unless|supposing|suppose|assuming|imagine|hypothetically|in\s+case|were\s+(?:he|she|they)\s+to|had\s+(?:he|she|they)\s+(?:had|taken|been)|should\s+(?:he|she|they|this|that|it)\s+(?:not\s+)?(?:fail|need|relapse|have))\b"
    r"(?!\s+(?:any|anything|so|not|needed|required|known|necessary|(?:very\s+)?(?:agitated|anxious|distressed|unsettled|restless|sleepless))\b)"
)
_PUT_AS_CASE = Caseless(
    r"\bif\s+(?:an?|the|this|my|our|one|someone|somebody|you)\b|\bsuppose\b|\bimagine\b|\bassuming\b"
)
_SHAM = Caseless(r"\b(?:placebo|sham|dummy)\b[^.;\n]{0,80}")
_RULES_HEAD = Caseless(
    r"(?:^|(?<=\n))[^\n:?]{0,80}\b(?:criteria|definitions?|consensus|guidelines?|guidance|checklist|requirements?)\b[^\n:?]{0,60}:"
)
_RULE_WORDS = Caseless(
    r"\bat\s+least\b|≥|>=|\be\.?g\.|\bsuch\s+as\b|\bminimum\b|\bor\s+more\b|\bmust\b|\bshould\b|\brequired\b|\b(?:two|2)\s+(?:or\s+more|past|previous|adequate|different)\b"
)
_A_PERSON = Caseless(
    r"\b(?:he|she|his|her|him|pt|patient'?s?|man|woman|male|female|today|currently|mr|mrs|ms|\d{2}\s?(?:[MF]\b|-?\s?y(?:ear|r|o)))\b"
)


def not_told_of_patient(text: str) -> tuple[Part, ...]:
    """The stretches that are not told of this patient, in order and apart.

    >>> text = "SOFAS must be below 60. SOFAS 45."
    >>> [text[s:e] for s, e in not_told_of_patient(text)]
    ['SOFAS must be below 60.']
    """
    parts = sentences(text)
    found = sorted(
        [
            *_pasted_rules(text),
            *told_of_others(text, parts),
            *set_aside(text, parts),
            *(part for one in parts for part in _of_sentence(text, one)),
        ]
    )
    apart: list[Part] = []
    for part in found:
        if apart and part.start <= apart[-1].end:
            apart[-1] = Part(apart[-1].start, max(apart[-1].end, part.end))
        else:
            apart.append(part)
    return tuple(apart)


def blanked(text: str, parts: tuple[Part, ...]) -> str:
    """The text with stretches blanked, line ends and every offset kept.

    >>> blanked("A. B. C.", (Part(3, 5),))
    'A.    C.'
    """
    for start, end in parts:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _of_sentence(text: str, sentence: Part) -> Iterator[Part]:
    start, end = sentence
    words = text[start:end]
    asks = words.endswith("?")
    low = words.lower()
    if any(word in low for word in _SHAMS):
        for sham in _SHAM.finditer(text, start, end):
            yield Part(*sham.span())
    supposed = _IF.search(text, start, end) if any(word in low for word in _IFS) else None
    if supposed and not (asks and _PUT_AS_CASE.match(text, supposed.start(), end)) and not (asks and start == 0):
        yield Part(supposed.start(), end)
    if rule := _RULE_SAYS.search(text, start, end):
        yield from _rule(text, sentence, rule, asks)
    if asks:
        return
    if any(
        word in low
        for word in ("need", "requir", "wanted", "limit", "cut", "minimum", "prereq", "(trrip", "(criteria", "(rule")
    ):
        for needed in _NEEDED.finditer(text, start, end):
            yield Part(*needed.span())
    for pattern in (_MODAL, _REQUIRED):
        if modal := pattern.search(text, start, end):  # the first reaches furthest back
            yield Part(_clause_start(text, start, modal.start(), whole=pattern is _REQUIRED), end)


_SHAMS = ("placebo", "sham", "dummy")
_IFS = ("if", "unless", "suppos", "assum", "imagin", "hypoth", "case", "were ", "had ", "should ")
_BOUND = Caseless(r"[<>≥≤]|\b(?:at\s+least|under|below|over|above|minimum|or\s+more|must|should)\b")
_AS_RULED = Caseless(r"\W*(?:as|which|that|per|like|what)\b")
_RULE_ENDS = Caseless(
    r",?\s(?:so|but|and)\s(?:i|he|she|we|our|his|her|the\s(?:pt|patient))\b|[)]|,\s(?:so|but|i|he|she|we|our)\b"
)


def _rule(text: str, sentence: Part, rule: re.Match[str], asks: bool) -> Iterator[Part]:
    """The clause that says what a rule asks, from after what is told before it; the sentence where it cannot be told
    where the rule begins. Of a question only what stands apart from what is asked."""
    begin = _clause_start(text, sentence.start, rule.start(), whole=False)
    if _BOUND.search(text, sentence.start, begin) or _AS_RULED.match(text, begin, sentence.end):
        begin = sentence.start
    stop = _RULE_ENDS.search(text, rule.end(), sentence.end)
    end = stop.start() if stop else sentence.end
    if not asks or (stop and re.search(r"\d", text[rule.end() : end])):
        yield Part(begin, end)


def _clause_start(text: str, start: int, place: int, whole: bool) -> int:
    """Where the subject of a modal begins: after the last link before it; a comma of a list ("A, 1 week apart, are
    required") is none."""
    links = [m for m in _LINK.finditer(text, start, place) if not (whole and not m.group().strip(",—–(").strip())]
    return links[-1].end() if links else start


def _pasted_rules(text: str) -> Iterator[Part]:
    """Paragraphs that list criteria and speak of no person."""
    start = 0
    for paragraph in text.split("\n\n"):
        head = _RULES_HEAD.search(paragraph)
        if (
            head
            and len(_RULE_WORDS.findall(paragraph, head.start())) > 1
            and not _A_PERSON.search(paragraph, head.start())
        ):
            yield Part(start + head.start(), start + len(paragraph))
        start += len(paragraph) + 2

"""What a note sets aside itself: one line or value ("5 mg for 4 weeks, disregard"), or the whole of it."""

import re
from collections.abc import Iterator, Sequence

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part

# "Disregard" and its like behind a statement take back that statement only.
_BEHIND = Caseless(
    r"(?:[,;(\[:–—/]|\s--?|->|→|=|\b(?:so|and|please|hence|therefore|to\sbe|can\sbe|should\sbe|is|are|was|were|has\sbeen|i|we|was\sentered|on\sthe\s(?:list|chart|sheet|summary)|here|but)\s)\s{0,3}(?:please\s|to\sbe\s|best\s|rightly\s|then\s|hence\s|therefore\s|so\s){0,2}"
    r"(?:disregard(?:ed)?|ignored?|discount(?:ed)?|set\saside|leave\s(?:it\s)?out|left\sout|not\s(?:to\sbe\s)?(?:counted|included|relevant\shere)|(?:does|do|did)\s(?:not|n['’]t)\scount(?:\s(?:it|this|that|these|them))?|(?:doesn|don|didn)['’]t\scount(?:\s(?:it|this|that|these|them))?|excluded|invalid|void|struck\s(?:out|off)|strike\s(?:out|off|that|it|this)|forget\s(?:it|this|that|them|about\sit)|super[sc]eded|obsolete|out\sof\sdate|out-?dated|no\slonger\s(?:valid|true|applicable|applies|the\s(?:situation|case|position))|scrap(?:ped)?(?:\s(?:it|this|that))?|delete[d]?|deleted|(?:a|an)\s(?:\w+\s)?(?:mistake|typo|error|misprint|slip)|error(?=\s?[\])])|incorrect|not\s(?:correct|right|true|so)|untrue|false|inaccurate|(?:that|this|it)\s(?:was|is)\s(?:his|her|their)\s(?:\w+\s)?(?:brother|sister|mother|father|cousin|uncle|aunt|son|daughter|wife|husband|twin)|(?:entered|recorded|charted|written|listed|put|typed|copied|filed)\s(?:here\s)?(?:in\serror|by\smistake|wrongly)|(?:in|by)\s(?:error|mistake)|typo|mistake(?=\s?(?:[.)\]\n]|\Z))|wrong|(?:that\s(?:was|is)\s)?(?:the\s)?wrong\s(?:pt|patient|chart|notes?|record|file|person|man|lady|woman)|crossed\sout|not\s(?:his|hers|him|her|this\s(?:pt|patient|man|lady|woman|one|chap)|our\s(?:pt|patient|man|lady|woman)|the\spatient['’]?s?)|(?:that\s(?:was|is)\s)?(?:some(?:one|body)|another\spatient|a\sdifferent\s(?:patient|pt|man|woman))(?:\selse)?(?:['’]s)?|against\sthe\swrong\s\w+|never\shappened|did\snot\shappen|belongs?\sto\s(?:another|a\sdifferent|someone|somebody|the)[^.;)\n]{0,30})"
    r"(?=\s{0,2}(?:[.;:)\n\]]|\Z|,|\sin\sthe\b|\sfrom\b|\bas\b|\bbecause\b|\bsince\b|\bfor\sthis\b|\bhere\b|\bplease\b|\bof\scourse\b))"
)
# "Ignore the 15 mg in the referral" takes back its object.
_OBJECT = Caseless(
    r"(?:\A|(?<=[.;:,(\n–—!?])|(?<=[.;:,!?\n]\s)|\b(?:please|so|and|but|can|should|you|we|i|to))\s{0,3}(?:please\s)?(?:disregard(?:ing)?|ignor(?:e|ing)|discount(?:ing)?|leav(?:e|ing)\saside|setting\saside|do\snot\scount|don['’]t\scount|forget(?:\sabout)?|scrap|strike(?:\s(?:out|off))?|delete|cross\sout|rub\sout|skip|leave\sout|take\sout|remove|withdraw|retract|pay\sno\s(?:heed|attention)\sto|take\sno\s(?:notice|account)\sof)\s(?P<what>[^.;)\n]{3,160})"
)
# A statement that is headed as none: "Struck out: ...", "Example: ...", "Wrong patient: ...".
_LABELLED = Caseless(
    r"[(\[]?\s?(?:disregard|ignore|not\s(?:his|hers|theirs|this\s(?:pt|patient))|struck\s(?:out|off)|crossed\sout|error|(?:\w+\s)?in\serror|deleted|scratch\sthat|correction\sto\sbe\smade|wrong\s(?:pt|patient|chart|notes?)|mis-?filed\b|(?:for\s)?(?:template|example|e\.g\.,?\sfor|specimen|sample|teaching\scase|mock|demo)\b|cop(?:ied|y)[\s-]?(?:and-pasted\s|-?pasted\s|-?forward(?:ed)?\s|from\s)[^:\n]{0,40}\b(?:wrong|error|mistake|another|other|previous|not\shis|not\shers)|some(?:body|one)\selse['’]s|another\spatient['’]s)\b[^:\n]{0,50}[:;]"
)
_WHOLE = Caseless(
    r"\A(?:please\s)?(?:(?:this|that|these|it|them|all|everything|the\s(?:above|below|whole|rest|following|foregoing|preceding)|what\s(?:i|we)\s(?:wrote|said)(?!\s(?:of|about|on))|(?:nothing|something)\b)\b|(?:(?:the|my|our|that|this|all|any)\s)?(?:(?:last|first|previous|earlier|entire|whole|above|old|other|attached|original|draft)\s)*(?:e-?mail|message|note|letter|entry|entries|text|report|referral|record|summary|page|paragraph|section|sheet|document|form|notes)\b)"
)
_DISREGARD = Caseless(r"\b(?:disregard(?:ed)?|please\signore|ignore)\b")
_FIGURE = Caseless(
    r"\d|\b(?:\w+(?:apine|idone|idol|azole|pride|azine|thixol)|clozaril|zyprexa|dose|level|trial|score)s?\b"
)


def set_aside(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The statements that the note takes back one by one.

    >>> from assistant.criteria.parse.clauses import sentences
    >>> text = "Olanzapine 5 mg, 4 weeks - too low, disregard. Haloperidol 10 mg, 8 weeks."
    >>> [text[s:e] for s, e in set_aside(text, sentences(text))]
    ['Olanzapine 5 mg, 4 weeks - too low, disregard.']
    """
    for part in parts:
        low = text[part.start : part.end].lower()
        if not any(word in low for word in _CHEAP):
            continue
        behind = _BEHIND.search(text, part.start, part.end)
        if behind and _FIGURE.search(text, part.start, behind.start()):
            yield _bracketed(text, _own(text, part, behind), behind.start())
            continue
        headed = _LABELLED.search(text, part.start, part.end)
        if headed and (headed.start() == part.start or headed.group()[0] in "([") and _FIGURE.search(text, *part):
            closed = text.find(")", headed.end(), part.end)
            yield Part(headed.start(), closed + 1 if headed.group()[0] == "(" and closed >= 0 else part.end)
            continue
        taken = _OBJECT.search(text, part.start, part.end)
        if (
            taken
            and _FIGURE.search(taken["what"])
            and not _WHOLE.match(taken["what"])
            and not _TRYING.search(text[max(part.start, taken.start() - 12) : taken.end("what")])
        ):
            yield Part(taken.start(), _turn(text, taken.start("what"), taken.end("what")))


_TRYING = Caseless(
    r"\b(?:tr(?:y|ies|ied|ying)|able|learn\w*|manage[sd]?|cannot|can['’]?t|unable|hard)\s(?:\w+\s)?to\b|\b(?:voices|symptoms|commands)\b"
)


_CHEAP = (
    "disregard", "ignor", "count", "aside", "leav", "left out", "relevant", "include", "exclud", "valid", "void", "str", "forget", "superse",
    "supercede", "obsolete", "date", "no longer", "scrap", "delet", "mistake", "typo", "error", "misprint", "slip", "wrong", "cross", "correct", "true", "false", "accurate", "that was", "this was", "that is", "it was",
    "not ", "some", "another", "different", "belong", "happen", "skip", "remove", "withdraw", "retract", "take ", "rub ", "pay no",
    "template", "example", "specimen", "sample", "teaching", "mock", "demo", "cop", "scratch", "filed", "e.g", "correction",
)  # fmt: skip
_HOLDS_NOW = Caseless(
    r"[\s,;–-]{0,4}(?:but\s)?(?:it\sis\s)?(?:now|today|currently|present|new|latest|correct|actual)\b[^.;\n]{0,60}\d"
)
_OWN_CLAUSE = Caseless(r",\s(?:and\s|but\s)?(?:the|that|this|his|her|my|our|an?)\s")


def _own(text: str, part: Part, behind: re.Match[str]) -> Part:
    """The part of a sentence that is taken back: not the clauses before one that has a figure of its own, nor what the
    words after it say instead ("50, superseded, now 42")."""
    clauses = [found.start() + 1 for found in _OWN_CLAUSE.finditer(text, part.start, behind.start())]
    start = clauses[-1] if clauses and _FIGURE.search(text, clauses[-1], behind.start()) else part.start
    end = behind.end() if _HOLDS_NOW.match(text, behind.end(), part.end) else part.end
    return Part(start, end)


def dismisses(text: str) -> re.Match[str] | None:
    """Where words take the whole note back, in a text whose statements set aside one by one are blanked."""
    for found in _DISREGARD.finditer(text):
        what = text[found.end() : found.end() + 80].lstrip(" ,")
        lead = text[max(0, found.start() - 14) : found.start()]
        alone = not what or what[0] in ".!;)\n" or re.match(r"please\b", what, re.I)
        if _TRYING.search(lead):
            continue
        if _WHOLE.match(what) or (alone and not found.group().lower().startswith("ignore")):
            return found
    return None


def _bracketed(text: str, part: Part, place: int) -> Part:
    """The bracket that a place stands in, else the sentence."""
    opened = text.rfind("(", part.start, place)
    if opened >= 0 and text.rfind(")", opened, place) < 0 and opened > part.start:
        inner = text[opened + 1 : place]
        closed = text.find(")", place, part.end)
        if _FIGURE.search(inner):
            return Part(opened, closed + 1 if closed >= 0 else part.end)
    return part


def _turn(text: str, start: int, end: int) -> int:
    """Where the object of "ignore" ends: at a turn of the sentence."""
    turn = re.search(
        r",\s(?:and|but|so|which|he|she|it|they|the)\b|\s(?:and|but)\s(?:use|take|count|note|the|he|she)\b|[—–]",
        text[start:end],
    )
    return start + turn.start() if turn else end

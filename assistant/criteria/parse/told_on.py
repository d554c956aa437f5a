"""Sentences that go on with what the one before them told: rows under a label, an open bracket, "This comes from ...\"."""

import re

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.sources import stands_by_source, without_sources

_CUT_SHORT = Caseless(
    r"(?:\b(?:and|by|from|the|plus|with|of|per|via|or|both|a|his|her|their|our|using|through|to|as)|[,&+(/-])\Z"
)
_POINTS_BACK = Caseless(
    r"\W{0,3}(?:(?:this|that|it|both|these|those|(?:the|this|that)\s{1,3}(?:figure|number|share|percentage|rate|count|information|estimate))\b[^.;\n\d]{0,24}\b(?:from|by|on|per|agree\w{0,3})\b"
    r"|(?:(?:as\s{1,3}|cross-?|double-?)?(?:checked|confirmed|known|verified|told|counted|judged|established|supported|corroborated|agreed|witnessed|watched)\s{1,3}(?:by|from|with|against|to|through)|based\s{1,3}on(?!\s{1,3}(?:this|that|these|which|it)\b)|according\s{1,3}to|(?:his|her|their)\s{1,3}sources?|how\s{1,3}known|informants?|evidence)\b)"
)
# What may stand beside the names of sources in a mere list of them
_IN_LIST = Caseless(
    r"(?:[\s\W_]|\b(?:[a-d]|\d|the|his|her|their|our|my|an?|and|or|plus|of|by|from|in|on|at|per|with|for|own|two|both|each|daily|weekly|monthly|nightly|regular|local|observed|witnessed|doses?|accounts?|reports?|reported|records?|sheets?|logs?|books?|diar(?:y|ies)|notes?|charts?|lists?|counts?|counted|returns?|returned|fills?|histor(?:y|ies)|data|claims?|calendars?|empty|packs?|scans?|checks?|register|print-?outs?|audits?|rolls?|collections?|statements?|word|tall(?:y|ies)|clinic|ward|community|district|hospital|visiting|home|s)\b)*"
)
_AGAINST = Caseless(
    r"\b(?:disput\w{2,3}|disagre\w{1,3}|den(?:y|ies|ied)|doubt\w{0,3}|unlike\w{0,2}|not|never|n't|contradict\w{0,3}|question\w{0,3}|but|unknown|unclear|plan\w{0,4}|will|would|should|recommend\w{0,2})\b"
)
# "Mouth checks done.", "Fill history matches.": a sentence of a source that bears out what was told
_AGREES = Caseless(
    r"\b(?:(?:checks?|counts?|checking|counting|audits?)\s{1,3}(?:(?:were|was|all|both|also|have|has|been)\s{1,3}){0,3}(?:done|carried\s{1,3}out|performed|negative|clear|fine|in\s{1,3}order|normal|unremarkable)|match(?:es|ed)?|tall(?:y|ies|ied)|fits?\s{1,3}(?:with|in)|concurs?|concurred|bears?\s{1,3}(?:it|this|that|her|him|them)?\s{0,2}out|bore\s{1,3}(?:it|this|that)?\s{0,2}out|back(?:s|ed)?\s{1,3}(?:it|this|that|her|him|them)?\s{0,2}up|in\s{1,3}(?:line|keeping|agreement)|consistent\s{1,3}with\s{1,3}(?:this|that|it)|says?\s{1,3}(?:so\s{1,3}too|likewise)|the\s{1,3}same(?=\W{0,3}$)|(?:observ|watch|witness)\w{1,3}\s{1,3}(?:(?:him|her|them|every|each|all|the|of)\s{1,3}){0,3}(?:swallow\w{0,3}|tak\w{1,3}|doses?|tablets?|intake|medication|administration)|ditto)\b"
)
# "97% taken.", "It was 94%.", "I make it 95% over both trials."
_MERE_SHARE = Caseless(
    r"\W{0,3}(?:(?:it|this|that|adherence|compliance|taken|swallowed|given|in|all|both|trials|courses|doses|so|about|around|roughly|some|the|total|share|overall|was|is|were|comes?|came|to|i|we|make|made|put|puts|it|at|of|tablets|on|average|figure|percentage|result|est\.?|have|has|say|says|give|gives|agree|agreed|they|over|or|more|better|least|estimate[sd]?)[\s:,]{1,3}){0,8}(?:[~≈>≥]\s?)?\d{1,3}(?:\s?(?:-|–|to)\s?\d{1,3})?\s?(?:%|per\s?cent)(?:\s{1,3}(?:so|taken|swallowed|given|documented|recorded|signed|logged|observed|witnessed|ticked|in|all|both|trials|courses|adheren\w{1,3}|complian\w{1,3}|overall|or|more|of|the|it|doses|tablets|over|across|for|each)){0,6}\W{0,3}"
)
SHORT = 60  # characters of such a sentence
LONGEST = 110  # characters of a line that only lists sources


def follows(reading: Reading, told: Part, sentence: Part) -> bool:
    """Whether a sentence stands right after what was told of adherence, in the same paragraph."""
    between = reading.text[told.end : sentence.start]
    return not between.strip(" ;\n") and "\n\n" not in between


def goes_on(reading: Reading, told: Part, sentence: Part) -> bool:
    """Whether a sentence goes on with what was told of adherence in the one right before it."""
    between = reading.text[told.end : sentence.start]
    if between.strip(" ;\n"):
        return False
    words, more = reading.words(told), reading.words(sentence)
    if reading.named(sentence.start, sentence.end) or _AGAINST.search(more):
        return False
    cut = between.count("\n") == 1 and (_CUT_SHORT.search(words) or _is_value(words, more))
    if cut or ("\n\n" not in between and _MERE_SHARE.fullmatch(more)):
        return True
    open_bracket = words.rfind("(") > words.rfind(")")
    row = "\n" in between and not re.search(r"[.!?]\Z", words)
    if (row or ";" in between or open_bracket) and len(more) <= LONGEST:
        if between.count("\n") < 2 and (_is_list(words, more) or _POINTS_BACK.match(more) is not None):
            return True
        return ";" in between and _bears_out(more)
    return "\n\n" not in between and (_POINTS_BACK.match(more) is not None or _bears_out(more))


def _bears_out(words: str) -> bool:
    """Whether a short sentence has a source agree with what was told."""
    return len(words) <= SHORT and stands_by_source(words) and _AGREES.search(words) is not None


def _is_value(words: str, more: str) -> bool:
    """Whether a line is a bare percentage under its label."""
    return len(words) < 40 and "%" not in words and re.match(r"\d{1,3}\s?%", more) is not None


def _is_list(words: str, more: str) -> bool:
    """Whether a line names sources and says nothing else; not one of several bullets, of which the first is told."""
    bullet = re.match(r"\s{0,3}[-•*–]", more)
    if bullet and re.match(r"\s{0,3}[-•*–]", words) and not _only_lists(words):
        return False
    return _only_lists(more)


def _only_lists(words: str) -> bool:
    """Whether words name sources and say nothing else."""
    rest = without_sources(words)
    return rest != words and _IN_LIST.fullmatch(rest) is not None

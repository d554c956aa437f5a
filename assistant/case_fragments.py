"""Words after a report that say too little by themselves, in full: the fragment and the conversation in, the text out.

"85%" may answer what the report asked; "and 85%?" after "what if adherence were 70%?" supposes another share; "sorry, 8
weeks" corrects what was told. The text in full is read like any other, and tells the reader how it was understood.
"""

import re
from collections.abc import Sequence

from assistant import alike, case_answers, case_corrections
from assistant.case_history import of_the_meant, stands_alone, told_in
from assistant.case_levels import SENTENCE, as_corrected, names_level
from assistant.criteria import drugs, read_case
from assistant.criteria.types import CaseReport
from assistant.records import Turn

LONGEST = 60  # characters of a fragment
ONE_BREATH = 160  # characters of what tells and asks at once
_GOES_ON = re.compile(
    r"^\W*(?:(?:and|or|but|so|ok(?:ay)?|then|now|hm+|again|say|(?:what|how) (?:about|of)|(?:and )?what if|if"
    r"|suppos(?:e|ing)|assuming|same (?:for|with|at))\b\W*)+",
    re.I,
)
_IT = re.compile(
    r"^(?:(?:it|that|this|they|s?he)(?: (?:was|were|is|had(?: been)?|got|took|would be)|['’]?s)\s+)?"
    r"(?:(?:only|just|rather|more like)\s+)*",
    re.I,
)
_PLACE = re.compile(
    r"(?:(?:in|under|by|for|with) )?(?:the )?(?P<place>[\w.]{2,14}(?: (?!rules|label)[a-z]+)?)(?: rules| label)?", re.I
)
_TRAILS = re.compile(r"(?:[\s,]+(?:then|instead|though|rather))?\W*$", re.I)


def in_full(text: str, turns: Sequence[Turn]) -> str:
    """What a text stands for in a conversation of which the last reply is a report; mostly the text itself."""
    last = turns[-1].reply
    if not isinstance(last, CaseReport):
        return text
    own = of_the_meant(text, told_in(turns))
    notes = as_corrected([note for note, one in own if one.meant in ("told", "another")])
    supposed = _goes_on(text, turns[-1].question, last)
    if supposed:
        return supposed
    answer = case_answers.in_full(text, last.case, last.questions)
    return answer if answer != text else case_corrections.in_plain(text, notes)


def _goes_on(text: str, before: str, last: CaseReport) -> str:
    """What was supposed last, or asked by rule of nobody, with a figure in the place of its like; or nothing.

    "And 85%?" after "what if adherence were 70%?", "and 20 mg?" after "is olanzapine 10 mg for 6 weeks enough?".
    """
    opened = _GOES_ON.match(text)
    if len(text) > LONGEST or not (opened or text.rstrip().endswith("?")):
        return ""
    fragment = _TRAILS.sub("", _IT.sub("", text[opened.end() :] if opened else text.strip()))
    if where := _by_other_rules(fragment, last):
        return where
    asked = before.rstrip(" ?.!")
    if last.meant == "supposed" or stands_alone(before):
        placed = alike.figure_or_opposite(asked, fragment) or _drug_and_dose(asked, fragment)
    else:
        supposes = opened and (before.rstrip().endswith("?") or re.search(r"\bif\b", opened.group(), re.I))
        placed = _as_supposed(asked, fragment, last) if supposes else ""
    return f"{placed}?" if placed else ""


def _by_other_rules(fragment: str, last: CaseReport) -> str:
    """The last count, judged by the rules of another place: "and in the US?"."""
    found, counts = _PLACE.fullmatch(fragment), last.case.neutrophils
    if found is None or not counts or counts[-1].value is None:
        return ""
    unit = f" {counts[-1].unit}" if counts[-1].unit else ""
    supposed = f"the ANC was {counts[-1].value.words()}{unit} under {found['place']} rules"
    return f"what if {supposed}?" if read_case(f"{supposed}.").case.jurisdiction else ""


def _as_supposed(asked: str, fragment: str, last: CaseReport) -> str:
    """What was told of a patient and asked about in one breath, with another figure: it is supposed."""
    if last.meant not in ("told", "another") or len(asked) > ONE_BREATH:
        return ""
    if len(last.case.levels) == 1 and names_level(fragment):
        return f"what if the level was {fragment}"
    told = [one for one in SENTENCE.split(asked) if any(map(str.isdigit, one))]
    found = [one for one in (alike.figure_or_opposite(sentence, fragment) for sentence in told) if one]
    return f"what if {found[0].rstrip(' .;')}" if len(found) == 1 else ""


def _drug_and_dose(asked: str, fragment: str) -> str:
    """The question with another drug and its dose: "and olanzapine 10 mg?" for "risperidone 4 mg"."""
    old, new = drugs.mentions(asked), drugs.mentions(fragment)
    if len(old) != 1 or len(new) != 1 or new[0].start != 0:
        return ""
    dosed = alike.figure_or_opposite(asked, fragment[new[0].end :].strip())
    name = asked[old[0].start : old[0].end]
    return dosed.replace(name, fragment[: new[0].end], 1) if dosed else ""

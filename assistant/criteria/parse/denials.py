"""Whether a drug that a note names was given to the patient: not planned, denied, offered, advised, or a level's.

What holds for one drug of a list ("never had haloperidol, risperidone or a depot") holds for the whole list.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from assistant.criteria import drugs
from assistant.criteria.parse import cues
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading

Standing = Literal["given", "apart", "denied", "level"]

_FORM = r"(?:\s+(?:depots?|LAIs?|injections?|tablets?|wafers?|orally|oral|decanoate|IM|PO))?"
_ELSE = r"(?:(?:any\s+)?(?:ECT|TMS|lithium|valproate|depots?|LAIs?|injections?|mood\s+stabili[sz]ers?)\s*(?:,\s*(?:or|nor|and)?|\bor|\bnor|\band)\s*)?"
_LINK = Caseless(
    rf"{_FORM}\s*(?:\([^)\n]{{0,30}}\)\s*)?(?:,\s*(?:or\b|nor\b|and\b|not\b)?|/|&|\+|\b(?:or|nor|and)\b)\s*{_ELSE}(?:(?:any|no|an?|oral|depot|the|even|ever|indeed|other|T\.|tab\.?)\s+){{0,3}}"
)
_OR = Caseless(r"\b(?:or|nor)\b")
# A list that goes on with a predicate or an amount is a clause of its own: "never had haloperidol, olanzapine failed".
_PREDICATE = Caseless(rf"{_FORM}\s*(?:\(?\d|(?!or\b|nor\b|and\b|but\b|at\b|in\b|for\b|ever\b|yet\b|as\b)[a-z])")
_LAST_OR = Caseless(rf"{_FORM}\s*,?\s*(?:or|nor)\b")
_PLURAL = Caseless(r"\s*(?:(?:were|are|have|had|both|all|each|neither|none|only|just|as)\b|[:(–—-])")
_HEADING = Caseless(
    r"\W{0,4}(?:not\s+(?:yet\s+)?(?:tried|used|given|had)|never\s+(?:had|tried|used|given|received)|untried|(?:remaining\s+|other\s+|further\s+|treatment\s+)?options?|(?:list\s+of\s+)?ideas|to\s+(?:try|consider|discuss)|declined|refused|considered|planned|proposed|suggest(?:ed|ions?)|offered|for\s+discussion|next\s+steps?|future)\b[^:\n.]{0,24}:"
)
_AIMED = (
    r"(?:offered|suggested|proposed|considered(?!\s+(?:to\s+be|as|an?\s|adequate|in|un|fail|suffic|treat))|discussed|recommended(?!\s+dose)|advised|mentioned|mooted|floated|planned|pencilled\s+in|raised(?!\s+(?:to\s+\d|by|from|in\s+steps|gradually|slowly|stepwise|over|quickly|in\s+stages))|ordered|requested|listed|intended|contemplated|under\s+(?:consideration|discussion)"
    r"|on\s+(?:the|our|my)\s+(?:\w+\s+)?(?:list|cards|table)|(?:an?|the)\s+(?:\w+\s+)?(?:option|idea|possibility|thought|suggestion|alternative)|(?:the\s+)?next\s+(?:step|option|choice|line)|refused|declined|rejected|turned\s+down|vetoed|deferred|postponed|withheld|contraindicated|out\s+of\s+stock|unavailable|not\s+available|pending)"
)
_AIMED_AFTER = Caseless(
    rf"[\s:,–(-]*(?:(?:wafers?|tablets?|depots?|injections?|LAIs?|trial|rechallenge|augmentation|therapy|treatment|(?:of\s+)?\d{{1,3}}(?:\s?mg)?)\s+){{0,3}}"
    rf"(?:(?:was|were|is|are|has|have|had|been|being|as|only|just|also|all|both|now|then|once|briefly|repeatedly|twice|again|merely|still|currently|simply)\s+){{0,4}}{_AIMED}\b"
)
_DENIED = Caseless(
    r"\b(?:not|never|nor|no|n['’]t|without|cannot|before|if|until|unless)\s+(?:(?:yet|been|was|actually|ever|be|to|being|\w+ly)\s+){0,3}(?:given|started|commenced|begun|tried|taken|took|accepted|received|used|initiated|prescribed|administered|agreed|start\w*|tak\w+)\b"
)
_WAS_TAKEN = Caseless(
    r"\b(?:accepted|agreed|consented|given|started|commenced|begun|began|taken|takes|took|tried|received|initiated|titrated|reached|built\s+up|failed|respon(?:ded|se)|effect|benefit|improve\w+|remains?\s+on|ran\s+for|continued)\b"
    r"|\b(?:for|x|×)\s?\d+\s?(?:weeks?|wks?|/|months?|days?)|\d\s?(?:weeks|wks|/52|months|/12)\b"
)
_REFUSED = Caseless(r"\b(?:refus|declin|reject|turned\s+down|contraindic)")
# Nothing came of it: told to the end of the statement, or in the one that follows.
_NEVER_BEGUN = Caseless(
    r"[^.;\n]{0,70}?[,;(:–-]?\s{0,2}\b(?:and|but|so|yet|it|script|prescription|till\snow|to\sdate)?\s{0,2}(?:(?:was|is|were|has|have|had|been|it|he|she|they|patient|pt)\s){0,3}(?:not|never|nothing|n['’]t|none|yet\sto\sbe|still\sto\sbe|un)[\s-]{0,1}(?:(?:yet|been|was|is|ever|actually|got|it)\s){0,2}(?:begun|started|commenced|given|initiated|filled|collected|dispensed|picked\sup|opened|taken|tried|trialled|swallowed|cashed|followed\sthrough)\b(?:\s(?:yet|so\sfar|to\sdate|in\sthe\send|up|any|a\ssingle\s\w+))?\s{0,2}(?=[.;,)\n]|\Z)"
    r"|[^.;\n]{0,60}\b(?:refused|declined|spat\sout|spits\sout)\s(?:every|each|all|the\sfirst|it|them)\b(?:\s(?:single\s)?(?:doses?|tablets?|injections?))?\s{0,2}(?=[.;,)\n]|\Z)"
    r"|[^.;\n]{0,70}\b(?:zero|no|0|not\sa\ssingle|never\sa(?:\ssingle)?)\s(?:doses?|tablets?)\b(?!\s(?:were\s|was\s)?(?:missed|changes?|increase|reduction|response|related))|[^.;\n]{0,60}\b(?:(?:threw|gave|sent|handed)\s(?:it|them|the\s\w+)\s(?:away|out|back|down)|(?:binned|flushed|returned)\s(?:it|them|the\s\w+))\b(?!\s(?:after|when|in\sweek))"
    r"|[^.;\n]{0,70}\bbefore\s(?:starting|beginning|taking|(?:the\s|a\s|his\s|her\s)?(?:first|single)\s(?:dose|tablet|injection)|it\s(?:was|could\sbe)\s(?:started|given|begun)|(?:he|she)\s(?:started|began|took))\b"
)
_NO_COURSE_AFTER = Caseless(
    r"[\s:,–(-]*(?:\d{1,4}\s?mg\s(?:\w+\s)?)?(?:(?:was|were|is|are|has|have|had|been|being|would|will|could|might|may|only|just|also|(?:appears?|stands?|listed)\s(?:on|in)\s(?:the|his|her|our)\s(?:drug|medication|med)\s(?:chart|list|sheet)|(?:on|in)\s(?:the|his|her|our))\s){0,4}(?:n/?a\b|untried|unopened|(?:be\s)?(?:the\s)?next\b(?!\s(?:week|month)?\s?(?:for|at))|in\sthe\soffing|thought\s(?:of|about)|talked\s(?:of|about)|spoken\s(?:of|about)|the\s(?:plan|aim|idea)\b|(?P<about>explained\sto|on\s(?:our|my|his|her)\s(?:minds?|radar)|(?:on|at)\sthe\s(?:point|brink|verge)\sof|leaflets?\b|work-?up|talks?\b|discussions?|counselling|education|consent|information|pathway|referral|pre-?assessment|baseline|eligib\w+)|never\s(?:got|went|came|made|on\sthe\s(?:table|cards|list))|ruled\sout|on\s(?:standby|hold)|(?:he|she|pt|patient|family|mother|father|parents?|wife|husband)\s(?:always\s)?(?:says?|said)\sno\b|excluded|held\s(?:back|in\s(?:reserve|hand))|kept\s(?:back|in\sreserve)|saved\sfor|cancelled|in\serror|by\smistake|a\s(?:mistake|typo|transcription)|not\s(?:on\sthe\s(?:formulary|list)|keen|wanted|for\s(?:him|her|now)|agreed|an\soption|a\s(?:goer|possibility|candidate)|licensed|stocked|yet|pursued|favoured|acceptable|felt|feasible|possible)|(?:patient|pt|family|mother|he|she)\s(?:is\s|was\s)?(?:not\skeen|against|unsure|undecided|unwilling|reluctant)|(?:drawer|cupboard|box)\s(?:still\s)?unopened)"
)
_LASTED = Caseless(r"\d\s?(?:weeks?|wks?|/52|months?|/12)\b")
_NO_COURSE_BEFORE = Caseless(
    r"(?:(?:^|[\s(,])\?\s?|\b(?:allerg\w+|NKDA|intolerances?|sensitivit\w+)\b[^.;\n]{0,20}[\s:]|\b(?:might|may|could|would|will|shall)\s(?:now\s|then\s|next\s)?(?:go\sfor|go\swith|try|use|opt\sfor|move\sto|have|give)\s(?:\w+\s){0,2}|(?:^|[.;:\n]\s*)(?:next(?:\sup)?|to\sfollow|step\s\d|plans?)\s?[:–-]\s?|\b(?:avoid\w*|spared|(?:scared|afraid|frightened|terrified|wary|heard|hears|knows|dreams)\s(?:of|about)|no\sto|prior\sto|against|(?:yet|still)\sto\s(?:have|try|get|start|receive)|(?:nobody|no\sone|none\sof\sus)\s(?:has\s|had\s|ever\s|yet\s)*(?:tried|given|used|started|offered)|(?:adverse\s|bad\s|severe\s|allergic\s)?reactions?\sto|reserve|hold|withhold|rather\snot\s(?:have|take|try)|(?:would|could|might|may)\s(?:also\s)?(?:be|mean))\s(?:the\s|any\s|oral\s)?|\b(?:in\serror|by\smistake|wrongly|erroneously)\s?[:,]?\s?)\Z"
)
_NOT_UNTIL = Caseless(r"[^.;\n]{0,40}\b(?:not|never)\b[^.;\n]{0,30}\b(?:until|till|before)\s(?:\w+\s)?\d")
_CAME_ROUND = Caseless(
    r"\b(?:then|later|eventually|finally|until|since|subsequently|afterwards|after\sall|in\sthe\send|but|before)\b[^.;\n]{0,40}\b(?:took|accepted|agreed|consented|started|began|begun|tried|had|given|received|restarted|titrated|on\sit)\b"
)
# As needed, for a night or two, or in an emergency: no treatment of the illness.
_BRIEF_BEFORE = Caseless(
    r"(?:\b(?:stat|single|one[\s-]off|emergency|(?:one|a|1|two|2|three|3|a\sfew|a\scouple\sof)\s(?:single\s|stat\s|IM\s)?(?:dose|shot|jab|injection|tablet)s?\sof|rapid\stranq\w*|tranquill?i[sz]ation|B52|SOS|P\.?R\.?N\.?s?\s?:)(?:\b|(?<=:))[^.;\n]{0,20})\Z"
)
_BRIEF_AFTER = Caseless(
    r"(?:[^.;\n]|\.(?=\d|[a-z]|\s[a-z])){0,70}?(?:(?-i:\b(?:SOS|STAT)\b)|\bstat\b|\bonce\b(?!\s(?:daily|a|every|per|weekly|nightly|in\sthe|at|an?\b|each|fort\w+|month\w+|he|she|the|it|they|stable|on)\b)|\btwice\b(?=\s?(?:[.;,)\n]|\Z|only|on|in\s(?:the|ED|A)))|\bx\s?[123]\b(?=\s?(?:[.;,)\n]|\Z|only|in|on|at|during|doses?))|\bone[\s-]off\b|\b(?:one|two|(?:an?\s)?single|[12])\sdoses?\b(?!\s(?:daily|per|a\s|each|of\s\d))|\b(?:one|two|three|four|five|a\sfew|a\scouple\sof|several|some|\d)\s(?:nights?|evenings?|occasions?)\b"
    r"|\b(?:only|just|purely|mainly|solely|merely)?\s?for\s(?:the\s)?(?:sleep\w*|insomnia|acute\sagitation|agitation|anxiety|sedation|nausea|vomiting|hiccups?|delirium|restraint|night\b)|\bas\s(?:an?\s)?(?:sleeping\s\w+|hypnotic|sedative|rapid\stranq\w*|rescue)|\b(?:as\sa|to)\s(?:help\s)?(?:hypnotic|sedative|sleep\b|sedate|calm)|\bhelp\s(?:him|her|with)\s(?:sleep|settle)|\b(?:bei|b\.)\s(?:bedarf|unruhe)\b|\bb\.?\s?o\.?\sagitation|\bb/o\b|\bsi\s(?:besoin|agit\w+)|\bif\s(?:very\s)?(?:anxious|agitated|needed|required|distressed|restless|unsettled|sleepless)\b|\bzo\snodig\b|\bon\sdemand\b|(?-i:\bb\.\s?B\.))"
)
_IN_EMERGENCY = Caseless(
    r"[^.;\n]{0,30}\b(?:i\.?m\.?|injection|shot|jab|given|one|single|mg)\b[^.;\n]{0,12}\b(?:in|at)\s(?:the\s)?(?:ED|ER|A\s?&\s?E|casualty|emergency|ambulance|police|cells?|custody)\b"
)
_LONGER = Caseless(
    r"\b(?:weeks?|wks?|months?|mths?|years?|yrs?|since|until|till|trial|failed|ineffective|daily|regular(?:ly)?|respon\w+|decanoate|depot|LAI|started|commenced|continued|increased|titrated)\b|/(?:52|12)\b|\d\s?(?:w|m|/7)\b"
)
_VALUE = Caseless(r"^[^.;\n]{0,55}?\d+(?:\.\d+)?\s?(?:ng|µg|μg|ug|mcg|mg|nmol|[uµμ]mol)\s?/\s?m?l\b")
_DOSED = Caseless(r"\d\s?m?g(?!\s?/\s?m?l)|\d\s?(?:weeks|wks|/52|months)")
_LEVEL_OF = Caseless(r"\b(?:levels?|conc\w*|troughs?|TDM|assays?)\s+(?:of|for)\s+(?:\w+\s+(?:plus|and|\+)\s+)?$")
_NEITHER = Caseless(r"\bneither\b[^.;\n]{0,60}$")
_GIVEN = Caseless(r"\b(?:taken|given|tried|used|started|dispensed|prescribed)\b")
_TOLD_WITH = re.compile(r"^\W*(?:\w+\W+){0,2}\d")  # "needed olanzapine 20 mg" was given
_ASKED = Caseless(r"\b(?:need|request|discuss)")


def standings(reading: Reading, sentence: Part) -> Iterator[tuple[drugs.Mention, Standing]]:
    """Each antipsychotic that a sentence names, and whether it was given."""
    named = reading.named(*sentence)
    if not named:
        return
    text = reading.text
    headed = _HEADING.match(text, sentence.start, sentence.end)
    afters = _afters(text, sentence, named)
    befores = [text[max(sentence.start, one.start - 90) : one.start] for one in named]
    led: list[Standing] = []  # as the words before a drug, or before its list, say
    for place, one in enumerate(named):
        said = _by_lead(befores[place], afters[place])
        if said == "given" and (_is_brief(text, sentence, named, place) or _is_only_spoken_of(reading, sentence, one)):
            said = "apart"
        if said == "given" and place and led[-1] in ("apart", "denied") and _goes_on(text, named, place, sentence.end):
            said = led[-1]
        if said == "given" and headed and one.start >= headed.end() and not _was_taken(afters[place]):
            said = "denied" if _HEADED_DENIED.match(headed.group()) else "apart"
        led.append(said)
    followed: Standing = "given"  # as the words after a drug, or after its list, say
    plural = False
    for place in range(len(named) - 1, -1, -1):
        own = _by_what_follows(afters[place])
        if own == "given" and (place + 1 == len(named)) and _never_begun(text, sentence, one=named[place]):
            own = "denied"
        listed = place + 1 < len(named) and _LINK.fullmatch(text, named[place].end, named[place + 1].start)
        if own != "given" or not (listed and plural):
            followed, plural = own, own != "given" and _PLURAL.match(afters[place]) is not None
        if led[place] == "given" or (led[place] == "apart" and followed == "denied"):
            led[place] = followed
    for place, one in enumerate(named):
        if one.drug is not None:
            yield one, "level" if _is_level(befores[place], afters[place]) else led[place]


_HEADED_DENIED = Caseless(r"\W{0,4}(?:not|never|untried|declined|refused)\b")


def _afters(text: str, sentence: Part, named: Sequence[drugs.Mention]) -> list[str]:
    """What follows each drug: to the next one that is not of its list, or to the end of the sentence."""
    stops = [one.start for one in named[1:]] + [sentence.end]
    return [text[one.end : max(stop, min(sentence.end, one.end + 70))] for one, stop in zip(named, stops, strict=True)]


def _goes_on(text: str, named: Sequence[drugs.Mention], place: int, end: int) -> bool:
    """Whether a drug goes on with the list that the one before it is of."""
    link = _LINK.fullmatch(text, named[place - 1].end, named[place].start)
    if link is None:
        return False
    if _OR.search(link.group()) or _LAST_OR.match(text, named[place].end, end):
        return True
    last = place
    while last + 1 < len(named) and (link := _LINK.fullmatch(text, named[last].end, named[last + 1].start)):
        last += 1
        if _OR.search(link.group()):
            return True
    return _PREDICATE.match(text, named[last].end, end) is None


def _is_brief(text: str, sentence: Part, named: Sequence[drugs.Mention], place: int) -> bool:
    """Whether a drug was used as needed, for a few nights or in an emergency, and nothing says that it was a course."""
    one = named[place]
    begin = max(sentence.start, named[place - 1].end if place else sentence.start, one.start - 40)
    end = named[place + 1].start if place + 1 < len(named) else sentence.end
    if one.product and one.product.formulation == "lai":
        return False
    around = text[max(begin, one.start - 30) : min(end, one.end + 90)]
    if _LONGER.search(around):
        return False
    if one.product and one.product.formulation == "short_acting_im":
        return True
    return bool(
        _BRIEF_BEFORE.search(text[begin : one.start])
        or _BRIEF_AFTER.match(text, one.end, end)
        or _IN_EMERGENCY.match(text, one.end, end)
    )


_TOLD_OF_IT = Caseless(
    r"\d\s?m?c?g\b|\d\s?(?:weeks?|wks?|days?|months?|years?|yrs?|/\d)|\b(?:on|took|takes?|taking|taken|had|has\s(?:been|had)|have|having|given|gave|gives?|giving|received?|receives|getting|gets|got|tried|trials?|trialled|failed|fails|failure|respon\w+|help\w*|work\w*|benefi\w+|effect\w*|ineffective|improv\w+|stopp\w+|ceased|discontinu\w+|tolerat\w*|intoleran\w*|side|current\w*|now|present\w*|started|commenced|began|begun|continu\w+|remains?\son|maintained|since|from|until|till|during|daily|nocte|mane|night\w*|morning|bd|tds|od|qd|qhs|hs|bid|tid|dose\w*|depot|inject\w+|weekly|monthly|fortnight\w*|made|makes|turned|caused?|causing|left|levels?|plasma|titrat\w+|increas\w+|rais\w+|reduc\w+|switch\w*|chang\w+|added|augment\w*|plus|with|then|first|second|third|another|again|after|before|later|previous\w*|past|history|hx|failed|nil|no|none|worse|better|good|poor|partial|well|nothing|useless|zilch|null|stiff\w*|weight|sedat\w*|drows\w*|neutro\w*|agranulo\w*|myocard\w*|akathisia|dystoni\w*|EPSE?|prolactin|rash|QTc?|adheren\w*|complian\w*|prescribed|oral|tablets?|liquid)\b|[=→>+%]"
)
_WORDS_FOLLOW = Caseless(r"[\s:,–(-]{0,4}[a-z]{2}")


def _is_only_spoken_of(reading: Reading, sentence: Part, one: drugs.Mention) -> bool:
    """Whether a sentence that opens with a drug says nothing of its being taken, and what follows gives it no amount."""
    text = reading.text
    if text[sentence.start : one.start].strip(" -•*(") or not _WORDS_FOLLOW.match(text, one.end, sentence.end):
        return False
    if len(reading.named(*sentence)) > 1 or _TOLD_OF_IT.search(text, one.end, sentence.end):
        return False
    if any(mark.kind in ("dose", "duration") for mark in reading.marked(one.end, sentence.end)):
        return False
    following = next(iter(reading.named(sentence.end, sentence.end + 200)), None)
    stop = following.start if following else min(len(text), sentence.end + 200)
    return _AMOUNT.search(text, sentence.end, stop) is None


_AMOUNT = Caseless(r"\d\s?m?c?g\b(?!\s?/)|\d\s?(?:weeks?|wks?|/52)|\b(?:it|dose)\b")


def _never_begun(text: str, sentence: Part, one: drugs.Mention) -> bool:
    """Whether nothing came of a drug, told without a length of time, or in the few words that follow a semicolon."""
    end = sentence.end
    if text[end : end + 1] == ";":
        stop = re.search(r"[.;\n]", text[end + 1 : end + 60])
        end += 1 + (stop.start() if stop else 0)
    told = _NEVER_BEGUN.match(text, one.end, end)
    return told is not None and not _LASTED.search(told.group()) and not _CAME_ROUND.search(text, told.end(), end)


def _by_lead(before: str, after: str) -> Standing:
    """Whether the words before a drug plan, order or deny it."""
    near = before.rsplit(",", 1)[-1]
    if any(pattern.search(before) for pattern in (cues.ORDERED, cues.ELSEWHERE, _NO_COURSE_BEFORE)) or (
        cues.EQUIVALENT_TO.search(near)
    ):
        return "apart"
    if _NEITHER.search(before):
        return "denied" if _GIVEN.search(after) else "given"  # "neither A nor B helped"
    if cues.NOT_GIVEN.search(near):
        return "given" if _CAME_ROUND.search(after) else "denied"
    denied = cues.NEGATED.search(near)
    if denied and not cues.OF_OUTCOME.search(denied.group()):
        return "apart"
    planned = cues.PLANNED.search(near)
    if planned and not (_TOLD_WITH.match(after) and _ASKED.search(near)):
        return "apart"
    return "given"


def _by_what_follows(after: str) -> Standing:
    """Whether the words after a drug deny it, or tell only that it was offered, advised or thought of."""
    if cues.NOT_GIVEN_AFTER.match(after):
        return "given" if _NOT_UNTIL.match(after) else "denied"
    no_course = _NO_COURSE_AFTER.match(after)
    if no_course and (no_course["about"] or not _was_taken(after)):
        return "apart"
    aimed = _AIMED_AFTER.match(after)
    if aimed and not _was_taken(after[aimed.end() :]):
        return "denied" if _DENIED.search(after) or _REFUSED.search(after) else "apart"
    return "given"


def _was_taken(words: str) -> bool:
    """Whether words tell that a drug was taken after all."""
    return _WAS_TAKEN.search(_DENIED.sub("", words)) is not None


def _is_level(before: str, after: str) -> bool:
    """Whether a drug is named as that of a level: "olanzapine level", "olanzapine 34 ng/mL"."""
    value = _VALUE.match(after)
    dosed = value and _DOSED.search(value.group())
    return bool((value and not dosed) or _LEVEL_OF.search(before) or cues.NOT_A_COURSE_AFTER.match(after))

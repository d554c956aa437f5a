"""Whether words such as "no response", "no change" or "failed" speak of the drug's effect on the illness at all."""

import re

from assistant.criteria import drugs
from assistant.criteria.parse import tables
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.outcome_families import HELP as _HELP
from assistant.criteria.parse.plain_remarks import EXCEPT_UNWANTED
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.unmoved import is_mere_state

# What an effect may be on: the illness, its signs and its scores.
_ILLNESS = Caseless(
    r"\b(?:symptom|psychos|psychot|voice|halluc|delus|paranoi|thought|positive|negative|mental|state|PANSS|BPRS|CGI|scor|total|presentation|picture|condition|illness|disease|schizo|sxs?\b|[AV]Hs?\b|AVH|psychopath|idea|belief|disorgani|clinical|MSE\b|interview|persecut|experienc|percept|referen|suspici|him|her\b(?!\s+\w)|them|anything|severity|distress|residual|core|scale|rating|mania|catatoni|behaviou?r|hearing|he\b|she\b|they\b|patient|pt\b|overall|main|target)"
)
# What a response may be to: the treatment itself, or nothing but a time.
_TREATMENT = Caseless(
    r"\b(?:it|this|that|these|those|them|which|either|both|each|any|all|neither|trial|drug|medic\w*|meds|treat\w*|therap\w*|tablet|dos(?:e|es|age)|antipsychotic\w*|neuroleptic\w*|course|depot|LAI|inject\w*|agent|first|second|third|former|latter|other|one|\d+|two|date|full|adequate|max\w*|high\w*|week|month|day|end)\b"
)
# "No ... response": what may stand between, and what may follow; anything else makes it another thing's.
_BETWEEN = frozenset(
    """clinical clinically sig signif significant significantly real useful meaningful good satisfactory great appreciable sustained
    further adequate obvious discernible observable any definite noticeable therapeutic symptomatic lasting particular
    major marked much apparent such documented objective detectable substantial worthwhile tangible measurable positive
    overall or sign signs of clear consistent proper whatever whatsoever sufficient psychiatric mental state symptom
    symptoms at all evident visible if remission a an single one flicker trace hint shred scrap glimmer iota ounce jot whit modicum spark degree no little any very minimal discernable tangible extra added such recorded demonstrable perceptible important true enduring durable antipsychotic net
    effect benefit response improvement help use and in the satisfying big large ever even slightest discernable
    convincing notable favourable favorable reported noted relevant considerable functional material marked's more""".split()
)
_FOLLOWS = frozenset(
    """under per to in on of from with for about regarding as at after by over during despite since when while before until and or
    but yet so then either too again also whatsoever whatever at overall noted seen observed reported documented
    recorded apparent evident is was we he she they it this that which rated because even though although either
    clinically subjectively objectively either still now ever here there through throughout per within without nor both
    really achieved detected found shown obtained produced elicited occurred emerged thereafter afterwards yet anyway out came either
    however till til upto thus far beyond besides therefore hence thus stopped switched discontinued ceased changed level levels depot else if""".split()
)
_NOUN = Caseless(
    rf"(?:no|nil|zero|0(?:\s?%)?|without(?:\s+any|\s+the\s+(?:least|slightest))?|w/o|little|minimal|negligible|hardly\s+any|scant|not\s+much|lack\s+of|want\s+of|insufficient|inadequate|unsatisfactory|disappointing|poor|limited|devoid\s+of|absence\s+of|scarcely\s+any|barely\s+any|not\s+(?:any|the\s+(?:least|slightest)))\s+(?P<between>.*?)(?:responded|{_HELP})\Z",
    re.S,
)
_OBJECT = Caseless(
    r"\s+\(?(?P<prep>to|in|on|of|from|with|for|about|regarding|as\s+to)\s+(?:(?:t|tabs?|inj|caps?)\.\s?)?(?P<what>[^.;,:()\n]{1,60})"
)
_LETTER = Caseless(
    r"\b(?:letters?|e-?mails?|fax(?:es)?|quer(?:y|ies)|questions?|requests?|calls?|messages?|referrals?|enquir(?:y|ies)|inquir(?:y|ies)|reminders?|invitations?|texts?|appointments?|bleeps?|pages?|stimuli|greetings?)\b"
)
_SENDER = Caseless(
    r"\b(?:GPs?|surgery|clinics?|pharmac\w+|chemist|hospitals?|teams?|wards?|council|court|records|office|dr|doctors?|consultant|family|mother|father|prison|services?|lab\w*)\b"
)
_DIRECT = Caseless(r"\s+(?P<what>(?:the|his|their|her|my|any)\s+[^.;,:()\n]{1,40})")
_CHANGE = Caseless(r"(?:chang|differen|alter|adjust)\w*\Z")
_SUBJECT = Caseless(
    r"\b(?:relatives?|family|famil\w+|parents?|mother|father|wife|husband|GP|staff|nurses?|team|carers?|services?|council|police|school|housing|job|landlord|neighbours?|insurer|application|appeal|tribunal|surgery|operation)\s+(?:(?:was|were|is|are|has|have|had|did|been|very|also|really)\s+){0,2}\Z"
)
_NOT_SO = Caseless(
    r"(?:\b(?:not|never|neither|none|nor|nobody|cannot|rather\s+than|instead\s+of|far\s+from|denie[sd]|no\s+(?:evidence|sign|suggestion)\s+(?:of|that))|n['’]t|\b(?:did|does|do|was|were|is|has|had|have|would|could)nt)\s+(?:[a-z]+\s+){0,2}\Z"
)
_IF = Caseless(
    r"\b(?:if|unless|until|in\s+(?:case|the\s+event)\s+of|should|when|whether|risk\s+of|prevent\w*|avoid\w*)\s+(?:there\s+)?(?:(?:is|are|was|be|he|she|they|it|has|have|still|of)\s+){0,3}\Z"
)
# Expected, feared or planned for, not told.
_FORESEEN = Caseless(
    r"\b(?:plan(?:s|ned)?|aim(?:s|ed)?|accept\w*|expect\w*|anticipat\w*|predict\w*|fear(?:s|ed)?|worri\w+|likely|hop(?:es?|ed|ing)|will|shall|would|(?<!\d\s)(?<!in\s)(?<!from\s)(?<!to\s)(?<!until\s)(?<!since\s)(?<!of\s)(?<!end\s)may(?!\s(?:19|20)\d\d)|might|(?:said|believed|thought|reported|reputed)\s+to\s+have|alleg\w+|supposed\w*)\b[^.;\n]{0,30}\Z"
)
_FAILED_TO = Caseless(
    r"\s+to\s+(?!(?:\w+ly\s+)?(?:respond|improv|benefi|help|achiev|settl|work|reduc|touch|control|shift|remit|produc|resolv|reliev|reach\s+(?:response|remission)|two|both|all|multiple|several|\d|it\b|this|that|adequate))\w+"
)
_BEFORE_FAILURE = frozenset(
    """treatment treatments therapeutic drug drugs trial trials clinical a an the as to of total complete response past
    prior previous two three both antipsychotic antipsychotics medication one first second another documented
    weeks week months month mg daily mane nocte bd od and or were clear full lack for due after despite depot is was multiple
    dose adequate oral also outright recorded confirmed""".split()
)
_BARE = Caseless(r"(?:none|nil|nothing|useless|zero|zilch|zip|nada|nowt|nr)")
_LABEL = re.compile(r"(?P<label>(?<![A-Za-z])[A-Za-z][A-Za-z/'’ -]{0,40})[:=–]?\s*\Z")
_EFFECTS = Caseless(
    r"\b(?:response|responses|benefit|effect|effects|efficacy|outcome|result|results|improvement|change|gain|helped|helping|did|does|do|had|has|got|gained|achieved|with|was|were|gave|brought|made|produced|then|but|also|of|and|still|for|which|it|this|that|he|she|they|weeks?|months?|days?|wks?|mg|daily|nocte|mane|bd|od|tds|dose|depot|injections?|monthly|weekly|orally|oral|again|remain\w*|is|are|continued|though|absolutely|completely|really|clinically|picture|state|condition|presentation|both|all|each|equally|totally|utterly|entirely|quite|pretty|largely|as|to|be|been|proved|proven|judged|deemed|considered|declared|found|either|so\s+far|too|precisely|exactly|basically|essentially|effectively|practically|virtually|almost|literally|sadly|unfortunately|frankly|showed|shown|saw|see|yielded|offered|provided|them|him|her|us|me)\Z"
)
_ADVERSE = Caseless(
    r"(?:side[\s-]?effects?|s/e'?s?|adverse\s+\w+|effects\s+adverse|EPS\w*|EPSEs?|toler\w+|weight|allerg\w+|metabolic|job|work|benefits?\s+\(social\)|akathisia|tremor|stiffness|prolactin|sleep|mood|anxiety|QTc?|appetite|sedation|smoking|\bgain|salivation|hypersalivation|drooling)\s*(?:was|were|is|are|got|no|stayed|remained)?\W*\Z"
)
_DOSE = Caseless(
    r"(?:(?<!full\s)(?<!that\s)(?<!this\s)(?<!target\s)(?<!same\s)(?<!max\s)(?<!at\s)\b(?:dose|dosage)|\b(?:medication|treatment)|\b(?:dose|dosage)\s*(?:was|were|is|are))\W*\Z"
)
_CORRESPONDENT = Caseless(
    r"\b(?:GP|letters?|e-?mails?|phone\w*|calls?|texts?|referrals?|council|housing|solicitor|police|home\s+office|school|employer|insur\w+|lab|pharmacist|tribunal|wrote|messages?|voicemail|door|appointment)\b[^.;\n]{0,24}\Z"
)


# One says so, and another does not.
_DISPUTED = Caseless(
    r"\s*,?\s*(?:but\s+|though\s+|although\s+|whereas\s+)?(?:i|we|others|he|she|they|staff|the\s+\w+|his\s+\w+|her\s+\w+)\s+(?:do(?:es)?\s*n[o'’]t|do(?:es)?\s+not|did\s+not|disagree\w*|am\s+not|are\s+not|is\s+not|doubts?|disput\w+)\b(?!\s+(?:either|improv|respon|help|work|benef|get|feel|change|settle|show))"
)
# Of which drug it is said is not told.
_ONE_OF = Caseless(
    r"\b(?:one|either|some|half|any)\s+of\s+(?:the\s+)?(?:two|three|four|them|these|those|both)\s+(?:\w+\s+){0,2}\Z"
)
# One who writes and calls, where he tells what came of it.
_TELLS = Caseless(
    r"\b(?:says?|said|saying|reckon(?:s|ed)?|thinks?|thought|feels?|felt|reports?|reported|not(?:es|ed)|states?|stated|saw|sees|finds?|found|agrees?|agreed|told|tells|sure|certain|clear|documents?|documented|records?|recorded|confirms?|confirmed|(?:view|opinion)\s+(?:is|was)|according\s+to|call(?:s|ed)?|describes?|described|considers?|considered|believes?|believed)\b"
)
_ANSWERED = Caseless(
    r"\b(?:outcomes?|results?|responses?|resp|effects?|efficacy|benefits?|improvement|progress|change)(?:\s+(?:[A-D]|[1-9]|one|two|was|is|were|again|overall|clinically|very|rather|judged|rated|as|deemed|considered|to\s+\w+)){0,4}\s*[:=>(–-]{0,3}\s*\Z"
    r"|(?:\b(?:weeks?|wks?|months?|mths?|days?|mg|daily|nocte|mane|bd|bid|od|tds|dose|monthly|fortnightly|\d{4})|/52|/12)\s*\)?\s*(?:[:=>(,–-]\s*){1,2}\Z"
)
_ADJECTIVE = Caseless(r"(?:insufficient|inadequate|unsatisfactory|disappointing|poor|negligible|minimal|negative)")
_AFTER_LENGTH = Caseless(
    r"(?:\d\s?w|weeks?|wks?|months?|mths?|days?|/52|/12)\b(?:\W{1,2}(?:(?:at|on|in|@)\W)?(?:(?:this|that|the|full|target|max|same)\s){0,2}dose)?\W{0,6}\Z"
)
_LEGEND = re.compile(r"\bNR\b\W{1,4}not\s")
_MARKED = Caseless(r"(?:weeks?|wks?|months?|days?|/52|/12)\s*\)?\s*(?:[:=>]|->)\s*\Z")
_LAB = Caseless(
    r"\b(?:lab(?:oratory)?|levels?|bloods?|samples?|assays?|tests?|screen|swab|cultures?|scan|ECG|EEG|MRI|CT|urine|UDS|haemolysed|hemoly[sz]ed)\b"
)


def is_of_illness(reading: Reading, sentence: Part, found: re.Match[str]) -> bool:  # noqa: PLR0911 - one answer a line
    """Whether words found that mean no response are said of the drug's effect, and not denied or supposed."""
    text = reading.text
    before = text[max(sentence.start, found.start() - 60) : found.start()]
    after = text[found.end() : min(sentence.end, found.end() + 70)]
    words = found.group().lower()
    clause = re.split(r"[,;()]", before)[-1]
    if (
        re.match(r"\s?\?", after)
        or _ONE_OF.search(clause)
        or _DISPUTED.match(after)
        or _SELF_DENIED.search(words)
        or _of_other(reading, sentence, found, before)
        or _IF.search(clause)
        or _FORESEEN.search(clause)
        or _denied(words, clause)
        or (_CORRESPONDENT.search(clause) and not _TELLS.search(clause))
        or _SUBJECT.search(clause)
    ):
        return False
    of_another = words.startswith("cgi") and not _of_drug(reading, sentence, found, after)
    if of_another or _is_of_test(words, clause, after) or is_mere_state(reading, sentence, found):
        return False
    bare = _BARE.fullmatch(words) is not None
    if not tables.may_be_outcome(reading.original, found.start(), bare=bare):
        return False
    if words.startswith("fail") and " to " not in words:
        return _is_failing(words, clause, after)
    if words == "refractory":
        return _stands_for_effect(before, headed=False) and bool(reading.named(sentence.start, found.start()))
    if words.startswith(("refractory", "resistant")):
        return any(m.drug for m in reading.named(found.end(), found.end() + 30))
    headed = tables.is_outcome(reading.original, found.start())
    if words == "nr":  # under "outcome" it may as well be "not recorded"
        return (
            not headed
            and _AFTER_LENGTH.search(text[max(0, found.start() - 40) : found.start()]) is not None
            and _LEGEND.search(text) is None
        )
    if words == "unchanged":  # "20 mg, unchanged" is the dose
        return headed or _MARKED.search(before) is not None
    if _ADJECTIVE.fullmatch(words):
        return headed or _ANSWERED.search(before) is not None
    if (bare and _GOES_ON.match(after)) or (_ENDS_BARE.search(words) and _UNRECORDED.match(after)):
        return False
    if (bare or re.fullmatch(r"remain(?:s|ed)\s+unchanged", words)) and not _stands_for_effect(before, headed):
        return False
    if _ADVERSE.search(clause) or (_DOSE.search(clause) and _CHANGE.search(words)):
        return False
    return _object_fits(words, after)


_SCORED_THEN = Caseless(r"\W{0,3}(?:at|in|by|after|on|then|later|now|before|but)\b|[^.;\n]{0,30}\b(?:later|then|now)\b")


def _of_drug(reading: Reading, sentence: Part, found: re.Match[str], after: str) -> bool:
    """Whether a score of the improvement is told beside a drug, or right after its sentence, and of no other time."""
    beside = found.start() - sentence.start < 3 or any(m.drug for m in reading.named(*sentence))
    return beside and _SCORED_THEN.match(after) is None


_HOPED = Caseless(
    r"(?:\b(?:not|never|no|without|hardly|neither|nor|cannot|would|could|should|might|may|will|hope\w*|hoping|expect\w*|until|unless|if|whether|before|less|than)|n['’]t)\s+(?:[a-z]+\s+){0,3}\Z"
)


def is_hoped_for(reading: Reading, sentence: Part, found: re.Match[str]) -> bool:
    """Whether words that mean a good response are denied, hoped for or asked."""
    clause = re.split(r"[,;()]", reading.text[max(sentence.start, found.start() - 50) : found.start()])[-1]
    longer = found.group().lower().startswith("no ")
    return (not longer and _HOPED.search(clause) is not None) or reading.words(sentence).rstrip(' )"”').endswith("?")


_UNRECORDED = Caseless(
    r"\s(?:(?:was|were|is|has\sbeen)\s)?(?:that|record\w*|document\w*|not(?:ed|es)\b|stated|entered|charted|available|given|known|found|on\s(?:file|record)|in\sthe\s(?:file|notes?|records?)|written|mentioned|report\w*|information|data\b|legib\w*|detail\w*|listed|obtain\w*)"
)
_ENDS_BARE = re.compile(r"\b(?:none|nil|nothing|zero|insufficient|inadequate|poor|negative|nothing)\Z")
# "Nothing" and a word that makes it the beginning of something else.
_GOES_ON = Caseless(
    r"\s(?!(?:in|to|from|with|by|at|after|despite|and|so|then|again|on|for|over|but|yet|whatsoever|whatever|at\s+all|either|too|as\s+well|there|really|either)\b)[a-z]"
)


def _is_of_test(words: str, clause: str, after: str) -> bool:
    """Whether "no result" is that of a test, or "effects: none" are the side effects."""
    if "result" in words and (_LAB.search(clause) or _LAB.search(after[:30])):
        return True
    return (
        words.startswith("effect")
        and re.search(r"\b(?:side|adverse|unwanted|ill|after|untoward)[\s-]*\Z", clause) is not None
    )


_SELF_DENIED = Caseless(
    r"\b(?:not|n['’]?t|never|no\s+longer)\s+(?:\w+\s+)?persist|\b(?:no|without|not?\s+a)\s+(?:lack|insufficien|inadequa|poor)"
)
_OTHER_TREATMENT = Caseless(
    r"\b(?:CBTp?|ECT|rTMS|TMS|psychotherap\w*|psycholog\w*|(?:family|talking|art|occupational|group|behavioural|cognitive)\s+\w*therap\w*|talking|counsell?ing|letters?|physio\w*|rehab\w*|exercise|diet|job|vitamin\w*|herbal\w*|antidepressants?|mood\s+stabili[sz]ers?|benzodiazepines?)\b"
)


_ADDED = Caseless(r"(?:\b(?:with|plus|and|alongside|added|adding|by|on|or|of|despite|for)|[+&/(])\s*(?:\w+\s+){0,2}\Z")


def _of_other(reading: Reading, sentence: Part, found: re.Match[str], before: str) -> bool:
    """Whether another treatment is spoken of: no antipsychotic was named before, or another begins a clause of its own."""
    named = reading.named(sentence.start, found.end())
    own = [m for m in named if m.drug is not None]
    if not own:
        other = _OTHER_TREATMENT.search(before)
        written = other is not None and other.group().lower().startswith("letter") and _TELLS.search(before)
        return bool(named) or (other is not None and not written)
    if any(found.end() <= m.start for m in reading.named(found.end(), min(sentence.end, found.end() + 30)) if m.drug):
        return False
    stretch = reading.text[own[-1].end : found.start()]
    starts = [m.start - own[-1].end for m in named if m.drug is None and m.start > own[-1].end]
    starts += [m.start() for m in _OTHER_TREATMENT.finditer(stretch)]
    return any(
        re.search(r"[,;:.]\s*(?:then\s+|and\s+|but\s+)?\Z", stretch[:start])
        and not _ADDED.search(stretch[:start].rstrip(", "))
        for start in starts[-1:]
    )


def _denied(words: str, clause: str) -> bool:
    """Whether a negation stands before words that are no negation themselves: "did not fail"."""
    if words.startswith(("without", "w/o", "no ")) and re.search(r"\bnot\s+\Z", clause, re.I):
        return True
    plain = re.match(
        r"fail|ineffect|unsuccess|non|unrespons|useless|unhelp|persist|symptoms|voices|remain|still|was|were|is\b|are\b|been|prov|found|judged|deemed|considered|declared|rated|regarded|felt|thought|seen|dismissed|documented|recorded|reported|described|label|class|noted|counted|called|pronounced|written|given|abandoned|stopped|ceased|discontinued|withdrawn|turned|continue|kept|stayed|did|does|done|doing|achiev|chang|improv|mov|refractory|resistant",
        words,
    )
    neither = words.startswith(("fail", "lack", "ineffect", "useless", "unhelp", "unsuccess"))
    return (plain is not None and _NOT_SO.search(clause) is not None) or (
        neither and re.search(r"\b(?:neither|none|nor)(?:\s+[a-z]+){0,6}\s*\Z", clause, re.I) is not None
    )


def _is_failing(words: str, clause: str, after: str) -> bool:
    if _FAILED_TO.match(after):
        return False
    last = re.search(r"([A-Za-z-]+)\s+\Z", clause)
    if words.startswith("failure") and last is not None:
        word = last.group(1).lower()
        return word in _BEFORE_FAILURE or drugs.find(word) is not None
    own = re.match(r"\s+(?P<what>(?:his|her|their|my|its)\s+[^.;,:()\n]{1,40})", after, re.I)
    if own is not None and not (_TREATMENT.search(own["what"]) or any(m.drug for m in drugs.mentions(own["what"]))):
        return False
    return (
        re.match(
            r"\s+(?:exams?|school|university|college|marriage|asylum|driving|interview|probation|(?:an?\s+)?(?:drug|urine|breath|driving|eye|hearing)\s+|urine)",
            after,
            re.I,
        )
        is None
    )


def _stands_for_effect(before: str, headed: bool) -> bool:
    """Whether "none" or "nil" answers for the effect: after a label of it, an amount, or a mark of punctuation."""
    if headed:
        return True
    label = _LABEL.search(before)
    if label is None or not label["label"].strip():
        return True
    said = label["label"].strip(" -")
    if _ADVERSE.search(said + " "):
        return False
    return bool(_EFFECTS.search(said)) or drugs.find(said.split()[-1]) is not None


# "No change was made" is of the dose, "no response yet received" of a letter.
_MADE = Caseless(
    r"\s+(?:(?:was|were|is|are|has\s+been|had\s+been|yet|so\s+far|as\s+yet|ever)\s+)*(?:made|needed|required|necessary|requested|permitted|allowed|indicated|received|awaited|come\b|came\b)"
)
_AT_ALL = Caseless(r"\A\s+(?:in\s+the\s+(?:slightest|least)|at\s+all|one\s+(?:bit|iota|jot)|so\s+far|as\s+yet)\b")
_EXCEPTS = Caseless(r"\s*,?\s?\(?(?:apart\sfrom|aside\sfrom|other\sthan|except\b|save\b|besides|bar\s)")
_EXCEPTED = Caseless(rf"\s*,?\s?\(?{EXCEPT_UNWANTED}")


def _object_fits(words: str, after: str) -> bool:
    """Whether what the effect is on or the response is to is the illness or the treatment."""
    if _EXCEPTS.match(after):
        return _EXCEPTED.match(after) is not None
    made = _MADE.match(after) is not None and re.search(r"chang|alter|adjust|respon", words) is not None
    return not made and _is_on_illness(words, _AT_ALL.sub("", after))


def _is_on_illness(words: str, after: str) -> bool:
    after = re.sub(
        r"\A\s+than\s+(?=(?:before|when|at|ever|previously|he|she|they|it\s+w|prior|baseline))", " when ", after
    )
    noun = _NOUN.fullmatch(words)
    if noun is not None:
        follows = re.match(r"\s+([a-z]+)", after, re.I)
        named = follows is None or follows.group(1).lower() in _FOLLOWS or drugs.find(follows.group(1)) is not None
        between = re.findall(r"[a-z]+", noun["between"])
        odd = [word for word in between if word not in _BETWEEN]
        if not named or (odd and not (odd == ["evidence"] and words.startswith("without"))):
            return False
    made = re.match(rf"\s+(?:[a-z]+\s+)?(?:{_HELP})\b", after, re.I) if words.endswith("made no") else None
    if made is not None:
        after = after[made.end() :]
    object_ = _OBJECT.match(after) or (_DIRECT.match(after) if re.search(r"n['o]t\b|never", words) else None)
    if object_ is None:
        return True
    what, prep = object_["what"], (object_.groupdict().get("prep") or "").lower()
    on = re.search(r"\b(?:either|both|it|any|each|them|this|these|drug)\s+(?:on|to)\s+(.+)", what, re.I)
    of_other = on is not None and not _ILLNESS.search(on[1])  # "no effect of either on weight"
    if of_other or _LETTER.search(what) or (prep == "from" and _SENDER.search(what)):
        return False
    if _ILLNESS.search(what):
        return True
    if prep in ("in", "of", "to") and _CHANGE.search(words):
        return prep == "to" and any(m.drug for m in drugs.mentions(what))
    return _TREATMENT.search(what) is not None or any(m.drug for m in drugs.mentions(what))

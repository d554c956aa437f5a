"""What a note says against a score or a length right beside it: of another time, no valid rating, or changed since."""

import re
from collections.abc import Iterable

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import AS_REASON, UNLESS_IT_HOLDS, Reading
from assistant.criteria.parse.reservations import NO_DATUM, Place, following, with_blanked
from assistant.criteria.parse.rows import end_of_row
from assistant.criteria.parse.versions import version

# What takes a rating back, or moves it: how it was made, or that the state has changed since
_INVALID = Caseless(
    r"\b(?:self[\s-]?(?:rated|rating|scored|completed|report\w{0,3}|assess\w{2,4})|(?:rated|filled\s{1,3}in|completed|scored|given|done|estimated?)\s{1,3}by\s{1,3}(?:the\s{1,3})?(?:patient|himself|herself|themselves|mother|father|wife|husband|family|carer|relative)|(?:rated|scored|filled\s{1,3}in)\s{1,3}(?:himself|herself)|by\s{1,3}(?:the\s{1,3}patient|himself|herself)|(?:his|her|the\s{1,3}patient['’]s|mother['’]s)\s{1,3}own\s{1,3}(?:estimate|rating|score|view|guess)"
    r"|(?:without|no|not\s{1,3}(?:on|at|from|by))\s{1,3}(?:an?\s{1,3}|any\s{1,3}|the\s{1,3})?(?:\w{2,10}\s{1,3})?(?:interview\w{0,3}|examin\w{2,6}|seeing|contact)|(?:had|has|was|have)\s{0,2}(?:not|never|n['’]t)\s{1,3}(?:been\s{1,3})?(?:seen|met|interviewed|examined|spoken)|without\s{1,3}(?:seeing|meeting|speaking|interview)|unseen|(?:from|off|out\s{1,3}of|based\s{1,3}on|taken\s{1,3}from|using)\s{1,3}(?:the\s{1,3}|his\s{1,3}|her\s{1,3}|our\s{1,3})?(?:\w{2,10}\s{1,3})?(?:(?:case\s?notes?|notes|charts?|files?|records?)(?!\s?:[^.;\n]{0,30}\binterview)|memory|letters?|recordings?|hearsay|descriptions?)\b|(?:over|by|on)\s{1,3}(?:the\s{1,3}|a\s{1,3})?(?:tele)?phone|phone\s{1,3}call|retrospect\w{0,5}|in\s{1,3}hindsight|from\s{1,3}memory"
    r"|guess\w{0,4}|guesstimate|intoxicat\w{0,4}|drunk|inebriat\w{2}|stoned|LSD|ketamine|high\s{1,3}on|under\s{1,3}the\s{1,3}influence|withdrawing\s{1,3}from|(?:alcohol|opiate|benzodiazepine)\s{1,3}withdrawal|hung\s?over|tripping|(?:on|after|had\s{1,3}(?:just\s{1,3})?(?:taken|used|smoked))\s{1,3}(?:amphetamines?|cannabis|cocaine|spice|speed|crack|meth|mushrooms|drugs|alcohol)|deliri\w{2,3}|encephalit\w{1,2}|febrile|fever|sepsis|septic|urinary\s{1,3}infection|post-?ictal|heavily\s{1,3}sedated|over-?sedated|mute\s{1,3}and|in\s{1,3}plaster|broken\s{1,3}(?:leg|arm|hip)|concuss\w{2,3}|hypoglyc\w{4}"
    r"|invalid\w{0,4}|not\s{1,3}valid|void\b|unusable|not\s{1,3}usable|wrong\b|misprint|mis-?typed|typo\b|mis-?scored|mis-?rated|incorrect\w{0,2}|erroneous\w{0,2}|mix-?up|mixed\s{1,3}up|not\s{1,3}(?:his|hers|theirs)\b|someone\s{1,3}else['’]?s|another\s{1,3}patient\w{0,3}|trainee['’]?s|untrained|unqualified|provisional\w{0,2}|to\s{1,3}be\s{1,3}(?:confirmed|checked|repeated|verified|reviewed|discussed)|(?:not|un)\s{0,2}(?:yet\s{1,3})?(?:reliable|checked|verified|confirmed)|dictated\s{1,3}by|transcripts?|(?<!with )(?<!with an )(?<!with the )(?<!with a )(?<!via )(?<!via an )(?<!through an )(?<!through )(?<!using an )(?<!and )interpreter|retract\w{2,3}|not\s{1,3}(?:been\s{1,3})?(?:repeated|redone)\b|(?:do|did|does|can)(?:\s?not|n['’]t)\s{1,3}(?:accept|trust|believe)|doubts?|top\s{1,3}of\s{1,3}(?:my|his|her)\s{1,3}head|papers\b|copied|carried\s{1,3}over|taken\s{1,3}over|unsure|uncertain|approximat\w{1,5}|placeholder|inter-?rater|(?:by|over|on|via)\s{1,3}video(?![\s-]{0,3}(?:link\s|call\s)?(?:interview|consult\w*|assess\w*|examin\w*))|without\s{1,3}talking|(?:mother|father|wife|husband|sister|brother|cousin|twin|carer)(?:['’]?s\s{1,3}(?:figure|number|estimate|score)|\s{1,3}(?:scored|scores|gave|got|has(?=\s{1,3}(?:\w{1,8}\s){0,3}(?:\d|twenty|thirty|forty|fifty|sixty|seventy))))|own\s{1,3}reckoning|to\s{1,3}be\s{1,3}(?:put|set|rated|scored|done)|more\s{1,3}like|crystal\s{1,3}meth|had\s{1,3}(?:\w{2,6}\s{1,3})?(?:smoked|taken|drunk|injected|snorted)|rated\s{1,3}from|scored\s{1,3}from\s{1,3}(?!0|1)|inexperienced|for\s{1,3}practi[cs](?:e|ing)\b|practi[cs]e\s{1,3}(?:rating|run|case)|medical\s{1,3}student|(?:is|was|in\s{1,3}fact|really|actually|meant)\s{1,3}(?:in\s{1,3}fact\s{1,3}|really\s{1,3}|actually\s{1,3}|only\s{1,3})?(?:the|an?|his|her)\s{1,3}(?:GAF|PSP|BPRS|CGI|WHODAS|SAPS|SANS|HoNOS|PHQ\S{0,3}|SOFAS)\b|(?:in\s{1,3}fact|it\s{1,3}is|this\s{1,3}is|really|actually)\s{1,3}(?:the\s{1,3})?(?:GAF|PSP)|(?:if|had)\s{1,3}(?:I|we|one|he|she)\s{1,3}(?:had\s{1,3})?(?:done|rated|one|been)|(?<!\bI )(?<!\bwe )would\s{1,3}(?:score|rate)|would\s{1,3}(?:have|be|guess)|(?<!\bI )(?<!\bwe )would\s{1,3}(?:give|get|estimate)|could\s{1,3}have|might\s{1,3}(?:have|be)|nobody\s{1,3}(?:rated|scored|saw)|no\s{1,3}one\s{1,3}(?:rated|scored|saw)|mean\s{1,3}of|(?:benefit|insurance|housing|court)\s{1,3}(?:office|claim|form))\b"
)
_CHANGED = Caseless(
    r"\b(?:normali[sz]\w{2,3}|resolv\w{1,3}|remit(?:ted|s)|settled|eased|abated|reced\w{1,3}|vanish\w{0,3}|disappear\w{0,3}|cleared(?:\s{1,3}up)?|subsid\w{1,3}|(?:has|have|is|are|all|now)\s{1,3}gone|absent|(?:now|both|all|is|are|to|became|become)\s{1,3}(?:\w{2,9}\s{1,3})?(?:mild|minimal|normal|low|ones|twos)|in\s{1,3}the\s{1,3}(?:normal|mild|low(?!\s{1,3}(?:to\s{1,3}mid\s{1,3})?(?:[2-5]0s|twenties|thirties|forties|fifties))|seventies|eighties|nineties)|(?:fell|fallen|dropped|declined|climbed|risen|rose|came\s{1,3}down|gone\s{1,3}(?:up|down)|went\s{1,3}(?:up|down)|went|gone|down|up|improv\w{2,3}|halved|come\s{1,3}down)\s{1,3}(?:\w{2,9}\s{1,3}){0,2}(?:to|by|into|since|markedly|considerably)\b|halved|improved|recovered|reached\b(?!\s{1,3}(?:only\s{1,3})?[4-7]\b)|seventies|eighties|nineties|three\s{1,3}score|ones\s{1,3}and\s{1,3}twos|twos\s{1,3}and|all\s{1,3}(?:items\s{1,3})?(?:<=|≤|<|below|under|low|normal|mild|[123]\b)|both\s{1,3}(?:(?:are|at|is|were|scored|rated|now|only|down)\s{1,3}){1,3}[123]\b|re-?rat\w{2,3}|re-?scor\w{2,3}|re-?assess\w{2,4}|re-?test\w{0,3}|on\s{1,3}repeat|repeat(?:ed)?\s{1,3}(?:in|on|at|PANSS|SOFAS|rating|today|after|now|by)|second\s{1,3}(?:rating|rater|assess\w{2,4})|at\s{1,3}(?:exit|discharge|the\s{1,3}end(?!\s{1,3}of)|endpoint|follow[\s-]?up)|d/c\b|symptom[\s-]free|asymptomatic|(?:quite|very|now|is|looks?|looked|remarkably|perfectly|completely|feels?|felt|seems?|seemed)\s{1,3}well(?!\s{1,3}(?:kempt|dressed|known|oriented|supported|as))|much\s{1,3}better|full[\s-]time|back\s{1,3}(?:at|to|in)\s{1,3}(?:work|uni\w{0,8}|college|school|his\s{1,3}job|her\s{1,3}job)|(?:now\s{1,3}|currently\s{1,3})(?:works|working|employed|studies|studying)|works\s{1,3}(?:\w{2,6}\s{1,3}days|full|as\b|again)|found\s{1,3}work|no\s{1,3}longer(?!\s{1,3}(?:works?\b|working|goes|going\s{1,3}out|leaves?|leaving|studies|studying|attends?|washes|cooks?|drives?|able|manages?|copes?|cares?\s{1,3}for|looks?\s{1,3}after|sees\s{1,3}(?:friends|any(?:one|body)|family|people)|employed|lives?\s{1,3}alone|has\s{1,3}(?:any\s{1,3}|a\s{1,3})?(?:friends?|job|contacts?|work)|in\s{1,3}(?:work|touch|contact|employment)))|leaps\s{1,3}and|different\s{1,3}(?:man|woman|person)|transformed|his\s{1,3}own\s{1,3}business|(?<!wife )(?<!husband )(?<!mother )(?<!father )(?<!mum )(?<!sister )(?<!brother )(?<!family )(?<!partner )(?<!son )(?<!who )runs\s{1,3}|come\s{1,3}on\b|(?:days?|weeks?|months?|years?|fortnight)\s{1,3}later|since\s{0,2}[.;])"
)
_OWN_TIME = Caseless(
    r"\s{0,2}[(]?(?:at|on)\s{1,3}(?:the\s{1,3})?(?:end|endpoint|exit|discharge|follow[\s-]?up)\b(?!\s{1,3}(?:[a-z]{2,9}\s{1,3}){0,3}\d)(?=\W{0,2}(?:$|[.,;\n]))"
)
_NOT_CHANGED = Caseless(
    r"\b(?:no|not|never|n['’]t|nothing|none|neither|nor|without|hardly|barely|scarcely|little|un|yet\s{1,3}to|if|unless|until|before|cannot|unable|fail\w{0,3}|hope[sd]?|aim\w{0,3}|far\s{1,3}from|than|sleep|appetite|weight|mood|anxiety|says?|said|feels?|felt|claims?|believes?|thinks?|insists?)\b[^.;\n]{0,30}$"
)
# "P1=5>2", and "pre/post: P1 5 2"
_TWO_SCORES = re.compile(
    r"(?:\s{0,2}(?:>|»|›|/(?!7\b)|\|)\s{0,2}|\s{1,2})[1-7](?![\d/:=(]|[.,]\d|\s{0,2}(?:items?|weeks?|wks?|months?|days?|mg|%|years?|or\b|and\b))"
)
_OF_THE_REST = Caseless(
    r"\b(?:[PN]1\s?(?:-|–|to)\s?[PN]?7|items?|negatives?|positives?|rest|others?|remaining|remainder)\b[^.;\n]{0,30}$"
)
# "That was before he found work." in the sentence after a score
_WAS_THEN = Caseless(
    r"\W{0,3}(?:that|this|it|these|those|they|both|all|the\s{1,3}(?:scores?|ratings?|figures?|numbers?|items?))\s{1,3}(?:(?:was|were|is|are|had\s{1,3}been)\s{1,3}(?:[a-z]{2,9}\s{1,3}){0,2}(?:before|when|then|until|long|years|months|from|in\s{1,3}(?:19|20)|last|old|prior|during|while|pre|at\s{1,3}(?:the\s{1,3}(?:time|start|beginning)|first|admission|his|her|baseline|intake))|dates?\b|stems?\b|goes\s{1,3}back|go\s{1,3}back|refers?\s{1,3}to)"
)
_REFERS_BACK = Caseless(
    r"\W{0,3}(?:(?:this|that|these|those|they|it|both|all|since|then|now|today|later|after\w{0,5}|at|on|by|d/c|repeat\w{0,2}|re-?\w{3,9}|the|i|we|he|she|nobody|no\s{1,3}one|his|her|second|a)\b)"
)
_OF_RATING = Caseless(
    r"\b(?:PANSS|SOFAS|BPRS|scores?|scored|items?|rat(?:ed|ing|ings|er)|scale|interview|form|figures?|numbers?|the\s{1,3}\d{2,3}|that\s{1,3}day|on\s{1,3}the\s{1,3}day|at\s{1,3}the\s{1,3}time)\b"
)
FAR = 160  # characters of a rating's comment that are looked at


_OTHER_FORM = re.compile(r"\b0\s?(?:-|to)\s?6\b")
_ITEM_NEXT = Caseless(r"\W{0,4}(?:and\s)?[PNG]\s?\d")


def rating_reserved(reading: Reading, start: int, end: int) -> Place | None:
    """Where the sentence of a score, or the one after it, says that it is no valid rating of the present state, unless
    somebody said that this changes nothing."""
    found = _reserved(reading, start, end)
    return None if found is None or reading.is_settled(reading.remark_around(*found)) else found


def ask_rated(reading: Reading, scores: Iterable[Place], datum: str, question: str, reason: str) -> None:
    """Ask for a rating of now, for the sake of the words that take one of the scores back, where there are such words."""
    found = next((place for score in scores if (place := rating_reserved(reading, *score))), None)
    if found is None:
        reading.ask(datum, question, reason)
    else:
        reading.ask_for(reading.remark_around(*found), datum, question, f"{reason} {AS_REASON} {UNLESS_IT_HOLDS}")


def _reserved(reading: Reading, start: int, end: int) -> Place | None:
    text = reading.original
    first = reading.sentence_of(start)
    row = end_of_row(reading, end)
    last = with_blanked(reading, reading.sentence_of(row - 1))
    sentence = Part(first.start, max(first.end, last.end))
    if other := _OTHER_FORM.search(text, row, min(sentence.end, row + FAR)):
        return other.span()
    if version(text, "PANSS", start)[1] == 0:
        return first.start, end
    for place in (end, row):
        two = _TWO_SCORES.match(text, place, sentence.end)
        if two and not _ITEM_NEXT.match(text, place):
            return two.span()
    here = Part(max(sentence.start, start - FAR), min(sentence.end, row + FAR))
    after = [one for one in following(reading, sentence) if not reading.named(*one)]
    return (
        _no_rating(reading, here, after)
        or _adjunct(reading, row)
        or _moved_on(reading, [Part(row, here.end), *(one for one in after if _REFERS_BACK.match(reading.words(one)))])
    )


# "under the old regime", "from his teens", "in the acute phase": right after a score, and not known to be of the present
_ADJUNCT = Caseless(
    r"[\s,;:(–-]{1,4}(?:(?:but|though|all|both|as|was|were|this|which|is|are|only|just|rated|scored|taken|done|given|made|obtained|recorded|assessed|dated|based|measured|established|found|seen|noted)\s{1,3}){0,3}(?:in|on|at|during|under|while|when|from|by|before|after|prior\s{1,3}to|until|till|up\s{1,3}to|within|through|according\s{1,3}to|as(?!\s{1,3}(?:he|she|they)\s{1,3}(?!was|were|had\b))|over|via|throughout|upon|following)\s{1,3}"
    r"(?:(?:the|his|her|their|our|my|an?|its|very|of)\s{1,3}){0,3}(?P<head>[a-z0-9#][a-z0-9'’/#-]{0,20})"
)
_OF_NOW = Caseless(
    r"(?:interview|PANSS|SOFAS|GAF|CGI|BPRS|scale|rating|rater|assess|today|now|this|review|present|current|clinic|team|Dr|doctor|consult|psychiatr|psycholog|nurse|trained|independent|two\b|three\b|both|me\b|us\b|myself|formal|structured|semi|same|latest|most|recent|last\b|day\b|date|item|domain|least|each|all\b|total|P\d|N\d|G\d|\d|#|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|exam|mental|MSE|ward|outpatient|appointment|visit|least|more|well|positive|negative|general|moderate|severe|which|what|whom|OT\b|occupational|registrar|SpR|trainee\b|resident|colleague|despite|spite|olanz|risp|amis|arip|quet|halop|clozap|treat|medic|full|dose|one\b|key|social|staff|end|trial|expect|usual|before\b|always|every|average|part|account|because|about|around|under|below|week|morning|afternoon|noon|home|person|front|order|addition|fact|keeping|line|TRRIP|study|screening|separate|different|another|self|himself|herself|baseline|admission|much|bad|high|low)"
)


def _adjunct(reading: Reading, row: int) -> Place | None:
    m = _ADJUNCT.match(reading.original, row)
    return None if m is None or _OF_NOW.match(m["head"]) else m.span()


def change_reserved(reading: Reading, start: int, end: int) -> Place | None:
    """Where the sentence of two scores, or the one after it, says that they are no ratings of the patient at the time."""
    sentence = with_blanked(reading, reading.sentence_of(start))
    return _no_rating(
        reading,
        Part(max(sentence.start, start - FAR), min(sentence.end, end + FAR)),
        list(following(reading, sentence)),
    )


# "neither works nor washes unless told": no condition of the rating. "SOFAS? 37": a form that asks for the score
_NO_CONDITION = Caseless(
    r"unless\s{1,3}(?:he\s{1,3}is\s{1,3}|she\s{1,3}is\s{1,3})?(?:told|prompted|reminded|asked|pushed|nagged|made|supervised|helped|accompanied|someone|mum|his|her)\b|(?<=SOFAS)\s{0,2}\?\s{0,3}\d"
)


def _no_rating(reading: Reading, here: Part, after: list[Part]) -> Place | None:
    """Where a part, or one after it that speaks of the rating, says that it was none."""
    text = reading.original
    for pattern in (_INVALID, NO_DATUM):
        for m in pattern.finditer(text, *here):
            if not _NO_CONDITION.match(text, m.start()):
                return m.span()
    for part in after:
        found = _INVALID.search(text, *part) if _OF_RATING.search(text, *part) else None
        if found := (_WAS_THEN.match(text, *part) or found):
            return found.span()
    return None


def _moved_on(reading: Reading, parts: list[Part]) -> Place | None:
    """Where parts say that the state has changed since the rating."""
    text = reading.original
    for part in parts:
        for m in _CHANGED.finditer(text, *part):
            lead = text[max(part.start, m.start() - 40) : m.start()]
            if part.start + 3 >= m.start() and _OWN_TIME.match(text, part.start, part.end):
                continue  # "P1 6, P3 5 at the end": when these were rated
            of_rest = m.group().lower().startswith(("all", "ones", "twos")) and _OF_THE_REST.search(lead)
            if not _NOT_CHANGED.search(lead) and not of_rest:
                return m.span()
    return None


# What makes a length of time none of the present symptoms: they had gone, are of another time, or it is yet to come
_CAME_BACK = Caseless(
    r"\b(?:(?:came|come|comes|coming|crept|crept|were|are|is|now|voices|symptoms|sx)\s{1,3}(?:\w{2,9}\s{1,3})?back\b(?!\s{1,3}(?:to|at)\b)|back\s{1,3}(?:for|x\b|since|again|last|on|within|now|a\b)|return(?:ed|ing)\b(?!\s{1,3}(?:empty|used|blister|pack|tablet|strip|pill|\d))|(?:symptoms?|voices|they|it|illness|psychosis)\s{1,3}returns?\b|recur\w{0,6}|(?<!time and )(?<!now and )(?<!again and )again\b|relaps(?:ed|es|ing)|re-?emerg\w{1,4}|re-?appear\w{0,3}|re-?start\w{0,3}|broke\s{1,3}(?:out|through)|flar(?:ed|es)|fell\s{1,3}ill|new\s{1,3}(?:episode|onset|symptoms)|fresh\s{1,3}(?:episode|symptoms))"
)
_SINCE_BACK = Caseless(
    r"\b(?:back|again|return(?:ed|s)|recurred|relapsed|re-?emerged|re-?appeared|flared|broke\s{1,3}out|fell\s{1,3}ill)\s{1,3}(?:(?:and|have|has|been|now|continuously|constantly|unremitting|present|for|over|x|these|the|last|past|about|at|least|more|than|since|with|no|break|persisted|remained|stayed|lasted|lasting|up|again)\s{0,3}){0,7}$"
)
_OF_ANOTHER_TIME = Caseless(
    r"\b(?:youth|childhood|adolescen\w{2}|teens|teenage\w?|(?:in|during)\s{1,3}(?:his|her|their)\s{1,3}(?:early\s{1,3}|late\s{1,3}|mid\s{1,3})?(?:twenties|thirties|forties|20s|30s|teens)|as\s{1,3}a\s{1,3}(?:boy|girl|child|student|teen\w{0,5}|young\s{1,3}\w{3,5})|at\s{1,3}(?:school|university|college)|when\s{1,3}(?:he|she|they)\s{1,3}(?:was|were)\s{1,3}(?:\d|young|still|in\b|an?\b|at\b|much)|(?:nobody|no\s{1,3}one|not|cannot|can['’]t|never)\b[^.;\n]{0,24}\b(?:vouch|verif(?:y|ied)|corroborate\w?|confirm(?:ed)?)|(?:first|last|previous|earlier|prior|former|index|initial|second|other|that)\s{1,3}(?:psychotic\s{1,3})?(?:episode|illness|relapse|psychosis|breakdown|bout|spell|attack|admission)\b(?!\s{1,3}(?:is\s{1,3}still|continues|has\s{1,3}(?:continued|never|not)))|prodrom\w{1,5}|premorbid\w{0,2}|attenuated|at[\s-]risk\s{1,3}(?:state|mental)|interval\b|between\s{1,3}(?:the\s{1,3})?(?:episodes|relapses|admissions)|until\s{1,3}(?!now|today|this|the\s{1,3}present)|till\s{1,3}(?!now|today)|ceased|stopped\b|came\s{1,3}and\s{1,3}went|come\s{1,3}and\s{1,3}go|comes\s{1,3}and\s{1,3}goes|on\s{1,3}and\s{1,3}off|off\s{1,3}and\s{1,3}on|wax\w{0,3}\s{1,3}and\s{1,3}wan\w{1,3}(?![^.;\n]{0,30}\bnever\s)|(?:sometimes|at\s{1,3}times)\s{1,3}(?:gone|absent)|(?:gone|absent)\s{1,3}for\s{1,3}(?:days|weeks|months)|but\s{1,3}(?:none|not\s{1,3}(?:last|in|during|this|over|always|all|every|through\w{0,3}))\b|up\s{1,3}to\s{1,3}(?:19|20)\d\d|(?:none|nothing|not|well)\s{1,3}since\b|intermittent\w{0,2}|now\s{1,3}and\s{1,3}then|attitude|temperament|personality|character\b|demeanou?r|outlook|mistrust|shyness|peace\b|calm\b|well\b(?!\s{1,3}(?:over|above|more|beyond|in\s{1,3}excess|known|docu|after|before|as))|good\s{1,3}health|good\s{1,3}spell|quiet\b|free\b|symptomless|recovery|recovered)"
)
_TO_COME = Caseless(
    r"\b(?:will|shall|we['’]ll|expect\w{0,3}|plan(?:ned|s|ning)?|intend\w{0,3}|going\s{1,3}to|next\s{1,3}\w{1,8}\s{0,3}(?:weeks?|months?|years?)|to\s{1,3}be\s{1,3}(?:watched|observed|monitored|followed)|hope[sd]?|predict\w{0,3}|likely\s{1,3}to|may\s{1,3}last|might\s{1,3}last|could\s{1,3}last|unless|would\b|should\s{1,3}last|typical(?:ly)?|usual(?:ly)?|on\s{1,3}average|requires?|required|needed|criteri\w{2}|rule\b)"
)
_NONE_BEFORE = Caseless(
    r"\b(?:no|not|never|n['’]t|without|nor|hardly|barely|rarely|un|free\s{1,3}of|lack\w{0,3})\b[^.;\n]{0,64}$|\b(?:un|not-)$"
)


_SAYS_SHORT = Caseless(
    r"\b(?:says?|said|reports?|reported|thinks?|puts|gives?|gave|notes?|records?|rather|actually|in\s{1,3}fact|more\s{1,3}like|only|just|nearer)\b[^.;\n\d]{0,30}(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|few|couple\s{1,3}of)\s{1,3}(?:days?|weeks?|fortnight|month\b)(?!\s{1,3}(?:ago|of\s{1,3}treat|trial))"
)
_ONLY_LATELY = Caseless(r"\bonly\s{1,3}since\s{1,3}(?:last|this|a\s{1,3}few|about|yesterday|the\s{1,3}weekend)\b")


def length_reserved(reading: Reading, start: int, end: int) -> Place | None:
    """Where the sentence of a length of symptoms says that it is not that of the present ones."""
    sentence = with_blanked(reading, reading.sentence_of(start))
    text = reading.original
    here = Part(max(sentence.start, start - FAR), min(sentence.end, end + FAR))
    lead = text[here.start : start]
    for one in following(reading, sentence):
        if not reading.named(*one) and (m := _SAYS_SHORT.search(text, *one)):
            return m.span()
    for part in (here, *(one for one in following(reading, sentence) if not reading.named(*one))):
        for pattern in (_CAME_BACK, _OF_ANOTHER_TIME, _TO_COME, _ONLY_LATELY):
            if part is not here and pattern not in (_CAME_BACK, _ONLY_LATELY):
                continue
            for m in pattern.finditer(text, *part):
                if pattern is _CAME_BACK and part is here and _SINCE_BACK.search(lead):
                    continue
                reach = 70 if m.group().lower() == "free" else 40  # "at no visit in the past year was he free of them"
                if not _NONE_BEFORE.search(text[max(part.start, m.start() - reach) : m.start()]):
                    return m.span()
    return None


# "Symptoms: 2 years? To be clarified": a length with a question mark of its own, and one that is denied after it
_DENIED_AFTER = Caseless(
    r"\s{1,3}(?:(?:was|were|is|are|has|have|been|but|since|later|now)\s{1,3}){1,3}(?:denied|disputed|doubted|doubtful|questioned|excluded|ruled\s{1,3}out|retracted|withdrawn|wrong|untrue|unconfirmed|not\s{1,3}(?:confirmed|true|so|correct|established))\b"
)


_UNCERTAIN = Caseless(
    r"\b(?:possibly|perhaps|maybe|probably|presumably|conceivably|(?:may|might|could)\s{1,3}(?:or\s{1,3}may\s{1,3}not\s{1,3})?have|(?:is|are|was|were)\s{1,3}(?:said|supposed|alleged|rumou?red|thought)\s{1,3}to|unclear|(?:not|n['’]t)\s{1,3}(?:clear|sure|certain|known|know)|uncertain|unsure|unknown|whether|(?<!no )(?<!without )doubt\w{0,3}|guess\w{0,3})\b[^.,;:\n]{0,80}$"
)


def length_asked(reading: Reading, start: int, end: int) -> bool:
    """Whether a length is asked after, or denied by what follows it."""
    after = reading.text[end : end + 50]
    sentence = reading.sentence_of(start)
    own = start - sentence.start < OWN and re.match(r"\s?\(?\?", after)
    return bool(own or _DENIED_AFTER.match(after) or _UNCERTAIN.search(reading.text, sentence.start, start))


OWN = 25  # characters before a question mark that make it the length's own, and not that of a longer question

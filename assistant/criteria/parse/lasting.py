"""How long something has gone on, told in a sentence that says no more: "He has held that belief, on his own account, for
upwards of four years." What it is, the sentence before tells."""

import re

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.symptom_words import DELUSIONAL, GONE, ILL, NOT_ALWAYS

# Who tells it: "Mum says that", "[09:08] Aoife:", "- SW: granny reports", "on her husband's evidence", "acc. to wife"
_HEAD = re.compile(
    r"^(?:[\W\d]*(?:(?<=\d\])|(?<=\d:\d\d)|(?<=\d))\s[A-Z][\w .(/)’'-]{1,30}:(?=\s)|[\W\d]*(?:[A-Z]{1,4}|[A-Z]/[A-Z]|Q\d{1,2}|(?i:course|symptoms?|sx|how\slong(?:\s\w{2,10})?|persistence|chronicity|present(?:ing)?\s(?:complaints?|problems?)|complaints?))\s?[:?](?=\s))?[\s\"“”'‘>*–-]*"
)
_SAYS = r"(?:says?|said|reports?|reported|tells?|told|states?|stated|confirms?|confirmed|insists?|insisted|agrees?|adds?|puts?|gives?|dates?|dated|traces?|reckons?|thinks?|estimates?|describes?|recalls?|remembers?|is\s(?:clear|sure|certain|positive)(?:\sabout\sthat)?)"
_TELLER = Caseless(
    rf"^(?:(?!\b(?:he|she|they|it|pt|patient)\b)[\w’'.-]{{1,16}}\s{{1,2}}){{1,4}}{_SAYS}\s{{1,2}}(?:(?:that|how|us|me|it\sas)\s{{1,2}})?"
    rf"|^(?:the\s|his\s|her\s)?(?:family|wh[aā]nau|parents|relatives|staff|neighbours)\s{{1,2}}{_SAYS}\s{{1,2}}(?:that\s{{1,2}})?"
)
_ACCOUNT = r"(?:account|evidence|report|word|telling|reckoning|testimony|history|information|version|view|mother|father|wife|husband|partner|sister|brother|son|daughter|family|mum|mom|dad|parents|carers?|nurses?|staff|keyworker|notes|file|informants?)"
_ACCORDING = Caseless(
    rf"(?:^|,\s?|\(|\s(?=acc\b|according|as\sper))\s{{0,2}}(?:on|by|from|in|acc\.?\sto|according\sto|as\sper|per|as\stold\sby)\s{{1,2}}(?:[\w’'-]{{1,14}}\s{{1,2}}){{0,9}}?{_ACCOUNT}(?:\s(?:too|also|alike|as\swell|and\s(?:of|on|by|that|his|her|the|\w{{2,9}}[’']s?)(?:\s[\w’'-]{{2,10}}){{0,5}}?))?(?=\s{{0,2}}(?:[,).;]|$|nothing\b|it\b|this\b|they\b|these\b|the\b|he\b|she\b))[,)]?"
)
_REFLEXIVE = r"(?:let(?:s|ting)?[\s-]?up|stop(?:s|ped|ping)?|ceas(?:e|es|ed)|clear(?:s|ed)?(?:\sup)?|go(?:ne|es)?\s(?:away|quiet)|went\s(?:away|quiet)|left\s(?:him|her|them)|leaves?\s(?:him|her|them)|remit(?:s|ted)?|abated?|eased?(?:\soff)?|budged?|shift(?:s|ed)?|chang(?:e|es|ed)|relent(?:s|ed)?|settled?|lift(?:s|ed)?|vanish(?:es|ed)?|disappear(?:s|ed)?|faded?|resolved?|subsided?|quieten(?:s|ed)?|paus(?:e|es|ed)|broken?|moved?|wavered?|weakened|improved?|recovered?|varied|absent|away|better|different|free|well)"
_ADDED = Caseless(rf",\s(?:[\w’'-]{{1,14}}\s){{1,3}}{_SAYS}(?=\W{{0,3}}$)")  # "for two years, his mother says"
# What says that it did not end: "has not let up once", "nothing has let up", "without a break", "every single day"
_LASTS = Caseless(
    rf"\b(?:not|never|nothing|none|hardly|barely|scarcely|rarely|n['’]t|(?:has|have|had|does|do|did|was|is)n['’]t)(?:\s(?:has|have|had|been|once|yet|really|ever|even|quite|fully|completely|entirely|truly|at\sall|it|they|of\s(?:it|this|that|them)|got|any|for\sa\s(?:day|week|moment|single\sday)|(?:a|one|a\ssingle)\s(?:day|night|week|month|hour))){{0,5}}\s{_REFLEXIVE}(?:\s(?:once|for\sa\s(?:day|week|moment)|at\sall|ever|completely|entirely|on\sany\sday))?\b"
    r"|\b(?:no|without|with\s(?:no|not)|not)\s(?:(?:a|an|any|one|single|real|sign|clear|true|full|so\smuch\sas)\s(?:of\s|a\s)?){0,4}(?:break|breaks|let[\s-]?up|gaps?|pause|respite|remissions?|interruptions?|relief|change|improvement|intermission|interval|end|better|different|day\soff|day['’]s\s(?:rest|peace|break|respite)|night\soff|rest|peace)\b"
    r"|\b(?:straight|solid(?:ly)?|running|non-?\s?stop|uninterrupted(?:ly)?|unbroken|unremitting(?:ly)?|unabated|unrelenting(?:ly)?|relentless(?:ly)?|incessant(?:ly)?|continuous(?:ly)?|continual(?:ly)?|constant(?:ly)?|persistent(?:ly)?|persist(?:s|ed|ing)|unchanged|unaltered|daily|(?:every|each)\s(?:(?:single|waking|blessed)\s)?(?:day|night|week|hour)|all\sday(?:\severy\sday)?|day\s(?:in,?\sday\sout|and\snight|after\sday)|throughout|always|all\salong|ever\ssince|all\s(?:of\s)?(?:that|this|the)\s(?:time|while)|the\swhole\s(?:time|of\sthat\stime)|on\sthe\strot|on\send|in\sa\srow|going\son|gone\son|went\son|carry(?:ing)?\son|carried\son|ongoing|been\s(?:there|present|like|this|so|going|the\ssame)|(?:the\s)?same\s(?:story|picture|thing|state|way|complaints?)|of\s(?:this|it)|like\s(?:this|that)|this\sway|so\sit\s(?:has|had)\s(?:been|gone\son)|(?:has|have)\sdone\s(?:so|this)|(?:has|have|had|['’]s)\s(?:held|had|kept|lasted|continued|endured|maintained|nursed|harboured)|at\sleast\smoderate|at\sthis\slevel|lasting|still\sthere|dates?\s(?:back|from)|going\sback)\b"
)
# The words that such a sentence may have besides, none of which brings in another matter
_WORDS = frozenset(
    """and it its this these those that they them he she his her their him the a an all any as at by for from in into of
    on to up with or so but what which who has have had having is are was were be been being now then there here like
    about nearly almost over just roughly around approximately approx circa some maybe past last least most more than
    getting coming close good best part whole full entire long longer length period duration time span total altogether
    still always already such since ever within during until today present date unbroken yet only well-nigh
    held holds holding kept keep keeps going gone on carrying lasted lasts lasting continued continues stayed remained
    belief beliefs conviction convictions idea ideas voices symptoms symptom complaint complaints problem problems
    experience experiences story picture state condition episode exacerbation bout spell bad current difficulty trouble
    troubles presentation phenomena thing things situation pattern theme same way one every each single day days night
    nights week weeks month months year years daily hourly moment once again_ x psychosis psychotic delusion delusions
    hallucinations positive negative active acute illness ill unwell symptomatic very much too even firmly fixedly
    i.e ie that's it's he's she's they've i've we've equally
    says say said reports done do does silent quiet makes make making amounts comes running counting estimated
    dates dated date back traced goes
    christmas easter diwali spring summer autumn winter fall january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec before after end beginning start early
    late mid eid ramadan""".split()
)
_MOST_WORDS = 18
# Where somebody is, or what he takes, and no symptom: "she has been there for 5 years", "on it for 2 years"
_OF_PLACE = Caseless(
    r"\b(?:he|she|they|i|we)(?:\s(?:has|have|had|was|is|were|been|now|still|also)|['’](?:s|ve))+\s(?:there|here)\b|\b(?:on|off|with|at|in)\s(?:it|them|him|her|this|these|that|those)\b(?!\s(?:way|state|condition|same|level|picture|time|form|all|spell|bout|illness|period))"
)
# "Ten-plus years.", "About two years now."
_BARE = Caseless(
    r"\W{0,3}(?:(?:for|now|about|over|at|least|some|well|so|by|and|counting|or|more|these|the|past|last|x)\b\W{0,3}){0,5}"
)
_FREE_WELL = Caseless(r"\b(?:well|better|fine|free)\b(?!\s(?:over|above|more|beyond|in\sexcess|past))")
_QUOTED = re.compile(r"[\"“‘][^\"”’\n]{4,160}[\"”’]")
# "is convinced that", "believes", "the belief that": a delusion only by what is believed
_BELIEF = Caseless(
    r"\b(?:(?:is|are|remains?|stays?|been)\s(?:(?:quite|absolutely|utterly|firmly|wholly|still|fully|totally|completely|entirely|also|now)\s)?(?:convinced|certain|sure|adamant|persuaded|positive)|belie(?:ves?|ving|fs?)|convictions?|thinks|insists|maintains|claims|swears|fears?|afraid|accus\w{2,4}|says)\b"
)


def is_of_illness(words: str) -> bool:
    """Whether words tell of symptoms that are there: by their names, or by what somebody believes or says of the world.

    >>> is_of_illness("He is convinced that staff are replaced."), is_of_illness("He is convinced of its use.")
    (True, False)
    """
    if GONE.search(words) or NOT_ALWAYS.search(words):
        return False
    told = _BELIEF.search(words) or _QUOTED.search(words)
    return ILL.search(words) is not None or bool(told and DELUSIONAL.search(words))


def is_quoted_belief(words: str) -> bool:
    """Whether words hold what somebody says of the world, in quotation marks."""
    return _QUOTED.search(words) is not None and DELUSIONAL.search(words) is not None


def says_no_more(reading: Reading, sentence: Part, start: int, end: int) -> bool:
    """Whether a sentence says of a time in it no more than that something has lasted so long."""
    lead, rest = reading.text[sentence.start : start], reading.text[end : sentence.end]
    lead = _TELLER.sub("", _HEAD.sub("", lead))
    lead = _TELLER.sub("", _ACCORDING.sub(" ", lead).strip(" ,"))
    rest = _ADDED.sub(" ", _ACCORDING.sub(" ", rest))
    words = f"{lead} {rest}"
    if _OF_PLACE.search(words) or not (_LASTS.search(words) or _BARE.fullmatch(words)):
        return False
    if _FREE_WELL.search(_LASTS.sub(" ", words)):
        return False
    left = re.findall(r"[^\W_][\w.’'-]*", _LASTS.sub(" ", words).lower().replace("’", "'"))
    return len(left) <= _MOST_WORDS and all(word.strip(".'-") in _WORDS or word.isdigit() for word in left)

"""The patterns of amounts: numerals, units, phrases such as "bd", bounds, and what only looks like an amount.

Data for `amounts`, which reads with them. Every repetition is bounded: the time grows with the length of the text.
"""

from fractions import Fraction

from assistant.criteria.parse.caseless import Caseless

# --- numbers and units ---

# One spelling for each, character for character; the last four are letters that re takes for s, k and i.
ALIKE = str.maketrans("\u00a0\u2010\u2011\u2012\u2013\u2014\u2212×µ\u017f\u212a\u0131\u0130", " ------xμ????")
ONES = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: n for n, word in enumerate([*ONES, *TEENS], 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
FRACTIONS = {"half": Fraction(1, 2), "½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}

ONE = "|".join(ONES)
DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}(?![0-9])|[0-9]{1,7}(?![0-9])|(?=\.[0-9]))(?:\.[0-9]{1,4}(?![0-9]))?"
    r"(?:\s?[½¼¾]|[\s-][13]/[24](?![0-9/]))?"
)
_BELOW_100 = rf"(?:(?:{'|'.join(TENS)})(?:[\s-](?:{ONE}))?|{'|'.join(TEENS)}|{ONE})"
_HUNDREDS = rf"(?:(?:{ONE}|{'|'.join(TEENS)}|a)[\s-])?hundred(?:[\s-](?:and\s)?{_BELOW_100})?"
SPELT = (
    rf"(?:(?:(?:{ONE}|a)[\s-])?thousand(?:[\s-](?:and\s)?(?:{_HUNDREDS}|{_BELOW_100}))?|{_HUNDREDS}"
    rf"|(?:{ONE})[\s-](?:{'|'.join(TENS)})(?=[\s-](?:mgs?|milli))|{_BELOW_100})"  # "one sixty mg"
    r"(?:\sand\sa\shalf)?(?![a-z])"
)
A = r"half[\s-]an?(?![a-z])|half(?=[\s-]year)|an?(?=\s(?:(?:full|whole|good|solid|entire)\s)?(?:hour|week|fortnight|month|year|decade))"
N = rf"(?:(?=[0-9.]){DIGITS}|[½¼¾]|(?=[aefhnost])(?:{SPELT}|{A}))"  # the look ahead is for speed
UNSURE = r"(?:was\sit|were\sit|is\sit|maybe|perhaps|possibly|conceivably|even)"
TO = rf"\s?(?:-|to|or(?:\s{UNSURE})?|up\sto|,\s?{UNSURE})\s?"
R = rf"{N}(?:{TO}{N})?"
TIME = (
    r"(?:(?:hours?|hrs?|h|days?|d(?!/)|weeks?|wks?|w(?!/)|fortnights?|sem(?:aines?|anas?)?|wochen|months?|mths?|mos?|mois|meses|years?|yrs?|y(?![/.]?o|/)|decades?)(?!\w)"
    r"|/(?:52|12|7)(?![0-9/]))"
)
LENGTHS = {"d": 1, "n": 1, "e": 1, "w": 7, "f": 14, "m": 30, "q": 90, "y": 365}  # by first letter, but for these:
NAMED_LENGTHS = {
    "sem": 7,
    "semaines": 7,
    "semaine": 7,
    "semanas": 7,
    "semana": 7,
    "52": 7,
    "12": 30,
    "7": 1,
    "od": 1,
    "decade": 3650,
    "decades": 3650,
    "morning": 1,
}
UNITS = {  # as it is named -> how it is written
    "mg_eq": r"mg[\s.-]?(?:eq(?:uiv(?:alents?)?)?\.?)", "mg": r"mgs?|milligram(?:me)?s?",
    "ug": r"mcgs?|[uμ]g|microg(?:ram(?:me)?s?)?", "ng": r"ng|nanograms?", "g": r"gm?s?|gram(?:me)?s?",
    "mL": r"mls?|millilit(?:re|er)s?", "units": r"units?|i\.?u|ui|u", "mmol": "mmol", "tablets": r"tab(?:let)?s?",
    "capsules": r"cap(?:sule)?s?", "drops": "drops?", "puffs": "puffs?",
}  # fmt: skip
IN_MG = {"g": Fraction(1000), "ug": Fraction(1, 1000), "ng": Fraction(1, 10**6)}
UNIT = Caseless(
    rf"(?P<plus>\+|[\s-](?:plus|odd)(?=[\s-](?:days|weeks|wks|months|years|yrs)))?(?:(?P<percent>\s?%|\sper\s?cent(?![a-z])|\s?pct?(?!\w))"
    rf"|(?:[\s-](?:consecutive|continuous|full|whole|complete|more|further|additional|unbroken|uninterrupted|solid|straight|steady|clear|successive|long|calendar|entire|good)){{0,2}}[\s-]{{0,2}}(?P<time>{TIME})"
    r"(?P<half>\sand\sa\shalf(?![a-z]))?"
    r"|[\s-]{0,2}(?:" + "|".join(f"(?P<{name}>{how})" for name, how in UNITS.items()) + ")"
    r"(?P<size>\s?/\s?(?:kg|m2|m\(2\)|m²)|\sper\s(?:kg|m2|square\smet(?:re|er)))?"
    r"(?P<per>\s?/\s?(?:d(?:ay|ie|ia|ía)?|j(?:our)?|tag|24\s?h(?:ou)?r?s?|w(?:ee)?k|month|h(?:ou)?r?)|\s(?:per|a)\s(?:day|week|month|hour)|\s(?:in\s)?total\s(?:over|across|in|for|per|spread\sover)\s(?:the|a|each|one)\s(?:whole\s)?week(?!\w)|\sper\s24\s?h(?:ou)?rs?)?(?!(?!x[0-9])\w)"
    r"|\s(?P<dose_word>doses)(?!\w)|\s(?P<duration_word>courses?|cycles?)(?!\w))"
)
COUNT = Caseless(
    rf"(?:(?<!\w)|(?<=\bx))(?<![0-9][.,:/])(?P<low>{N})"
    rf"(?:(?P<mid>[\s-]?[a-zμ%]{{1,8}})?(?P<to>{TO}|\sand\s|\s?(?:\+/-|±)\s?)(?P<high>{N}))?"
)

# --- what is no amount ---

NUM = r"[0-9]{1,7}(?:[.,][0-9]{1,4}){0,2}(?![0-9]|\.[0-9])"
MONTH = (
    r"(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])"
)
YEAR = r"(?:19|20)[0-9]{2}(?![0-9%/]|[.,][0-9]|\s?(?:m?g|mcg|ml|units)(?!\w))"
NTH = r"[0-3]?[0-9](?:st|nd|rd|th)?"
DATE = (
    r"(?:[0-9]{1,2}(?:/[0-9]{1,2}/|-[0-9]{1,2}-|\.[0-9]{1,2}\.)(?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])"
    rf"|(?:{NTH}\s(?:of\s)?)?{MONTH}(?:\s{NTH},?(?=\s{YEAR}))?(?:\s{YEAR})?)"
)
SINCE = Caseless(
    rf"(?<!\w)(?:from\s(?:{DATE}|{YEAR})|since\s(?:(?:early|mid|late|about|around|the|his|her|last|this)[\s-]){{0,2}}"
    rf"(?:{DATE}|{YEAR}|spring|summer|autumn|fall|winter|christmas|easter|week|month|year|[a-z]{{2,6}}day|then"
    r"|childhood|adolescence|birth|admission|discharge|age\s(?:of\s)?[0-9]{1,2}))(?!\w)"
    rf"(?P<to>\s?(?:to|until|till|-)\s?(?:{DATE}|{YEAR}|now|present))?"
)
SCALES = (
    r"(?:(?-i:PANSS|BPRS|SANS|SAPS|CGI(?:-?[A-Z])?|SOFAS|GAF|PSP|FACT-Sz|HAM-?D|HDRS|MADRS|YMRS|CDSS|AIMS|BARS|SAS|MMSE"
    r"|MoCA|HoNOS|BMI|QTcF?|BP|HR|IQ|eGFR|[PNG][0-9]{1,2})|scor(?:e[sd]?|ing)|rat(?:ed|ings?)|subscales?)(?!\w)"
)
AMOUNT_AFTER = rf"(?!(?:\s?(?:-|to)\s?{NUM})?[\s-]{{0,2}}(?:{TIME}|%|per\s?cent|(?:m?g|mcg|μg|ml|units)(?!\w)))"
SCORES = (
    rf"{SCALES}(?:[\s:=(,/>→-]{{0,4}}(?:total|positive|negative|general|severity|item|scores?|scale|of|was|were|is|at|from"
    r"|baseline|to|and|then|now|fell|fallen|dropped|rose|improved|decreased|reduced|increased"
    rf"|[1-7]/7(?![0-9])|{NUM}{AMOUNT_AFTER}(?:/[0-9]{{1,3}}(?![0-9]))?)(?!\w)){{1,12}}"
)
LEVELS = (
    rf"{NUM}(?:\s?(?:-|to)\s?{NUM})?\s?(?:[npμumk]?g|mcg|(?:nano|micro|milli)?g(?:rams?)?|(?:micro|[npμum])?mol|[mi]?u"
    r"|meq|ml)\s?(?:/|per\s)\s?(?:[0-9]{1,3}\s?)?(?:[mdμu]?l|(?:milli|deci)?lit(?:re|er)s?|mm3|mol|min)(?![a-z])"
)
# "Two hours a week", "60 cigarettes a day": how often something is done is no length of time.
_RATE = "|".join(
    rf"(?<={noun}\s)"
    for noun in """hour hours evening evenings morning mornings afternoon afternoons session sessions visit visits shift shifts
    cigarettes cans pints joints bottles glasses pounds meetings classes lessons calls showers coffees""".split()
)
NO_AMOUNT = Caseless(
    rf"(?<!\w)(?:{SCORES}|{DATE}|{LEVELS}|24/7"
    rf"|(?:(?:wo)?m[ae]n|(?:fe)?males?|patients?|boys?|girls?|lady|gentleman|child(?:ren)?)\sof\s{R}"
    rf"|age[ds]?(?:\s(?:of|at|was|is))?[\s:]{{1,2}}{R}(?:[\s-](?:years?|yrs?|months?)(?!\w))?"
    rf"|{R}[\s-]{{0,2}}(?:(?:days?|weeks?|months?|years?|yrs?)[\s-](?:olds?|of\sage)|y/?o|y\.o\.?|(?-i:[MF]))(?!\w)"
    r"|[0-9]{2,3}/[0-9]{2,3}\s?mmHg|[0-9]{1,2}:[0-9]{2}(?:\s?[ap]m)?|[0-9]{1,2}\s?[ap]m(?!\w)"
    r"|\(?0[0-9]{2,5}\)?[\s-]?[0-9]{3,4}[\s-]?[0-9]{3,4}(?![0-9])|[0-9]{3}[\s-][0-9]{3}[\s-][0-9]{4}(?![0-9])"
    r"|[0-9]{8,40}|(?:tele)?(?:phone|tel|ext|fax|bleep)[.:]?\s?[0-9]{3,7}(?![\s-]?[0-9]))"
    r"|\+[0-9]{1,3}(?:[\s-]?[0-9]{2,5}){2,4}(?![0-9])"
    rf"|(?:{_RATE})(?:an?|per|each|every)\s(?:day|week|month|year|fortnight)(?!\w)"
)

# --- phrases ---


def latin(words: str) -> str:
    """Abbreviations with and without their points; the point after "bd" is that of the sentence."""
    return "|".join(f"{word}|" + r"\.".join(word) + r"\.?" for word in words.split())


SMALL = rf"(?:1[0-3]|[1-9]|ten|eleven|twelve|{ONE})"  # "100 monthly" is a dose and an interval
NO_COUNT = r"(?!\s(?:courses|cycles|doses|injections|infusions|sessions|appointments))"
DEGREE = (
    "very|relatively|single|multiple|high(?:er|est)?|low(?:er|est)?|moderate|medium|intermediate|standard|usual|regular"
    "|normal|conventional|(?:sub-?)?therapeutic|prophylactic|stable|small(?:er)?|large(?:r)?|massive|total|cumulative"
    "|maxim(?:um|al)|minim(?:um|al)|fixed|adequate|full|maintenance|initial|loading"
)
PHRASES = {
    "tied": rf"{latin('od om hs')}|on(?=\s{{0,2}}(?:[.,;:)+]|\Z|and\b(?!\soff)|for\b|x\s?[0-9]|prn\b))|(?-i:BD)",
    "prn": rf"{latin('prn')}|(?:as|when|if)\s(?:required|needed|necessary)",
    "four": latin("qds qid"),
    "three": latin("tds tid"),
    "two": latin("bd bid"),
    "one": rf"daily|nightly|{latin('qd qhs qam qpm')}|nocte?|mane|at\s(?:night|bed\s?time)"
    r"|in\sthe\s(?:morning|evening)",
    "times": rf"(?:once|twice|thrice|{R}\s?(?:x|times))(?:\s?/\s?|\s(?:per|an?|each|every|in\sa)\s|\s|-)"
    r"(?:daily|day|d|nightly|night|weekly|week|wk|fortnight|monthly|month|yearly|year)"
    rf"|{R}\sdays\s(?:per|an?|each)\sweek|x\s?{N}\s?(?:daily|weekly|/\s?d(?:ay)?|(?:a|per)\s(?:day|week))",
    "every": rf"(?<!not )(?<!never )(?<!stopped )(?<!gone )once\s(?:in|per)\s(?:every\s)?{R}[\s-]?{TIME}|(?:once\s)?(?:every|each)\s(?:(?:{R}|other|second|alternate|third|fourth|[0-9]{{1,2}}(?:st|nd|rd|th))[\s-]?)?(?:{TIME}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|night|morning|evening)"
    rf"|q\.?\s?(?:{R}\s?)?{TIME}|{R}[\s-]hourly|(?:on\s)?alternate\s(?:days?|nights?|weeks?)|[qe]\.?o\.?d",
    "ly": rf"{SMALL}(?:\s?-\s?{SMALL})?[\s-]?(?:weekly|wkly|monthly){NO_COUNT}|weekly|monthly|fortnightly|quarterly|(?:7|10|14|21|28)[\s-]daily",
    "twofold": r"bi-?weekly|bi-?monthly",
    "vague": r"(?:an?\s)?(?:couple(?:\sof)?|few|several|many|number\sof)\s(?:more\s)?(?:day|week|month|year|decade)s",
    "plural": r"(?<=for\s)(?:day|week|month|year|decade)s",
    "dose_word": rf"(?:(?:{DEGREE}),?[\s-]){{1,3}}(?:doses?|dosages?|dosed|dosing)|(?:large|small)\samounts?",
    "duration_word": r"(?:long|short)[\s-]term(?!\s(?:care|follow|stud|outcome|memory|effect))|chronically"
    r"|(?:prolonged|chronic)(?=(?:\s[\w-]{1,24}){0,2}\s(?:treatment|therapy|use|administration|ingestion|exposure|dosing"
    r"|medication|maintenance|courses?|trials?)(?!\w))"
    r"|(?:first|second|third|fourth|fifth|sixth|[0-9]{1,2}(?:st|nd|rd|th))\s(?:course|cycle)",
}
_FIRST = {  # how each can begin; the look ahead is for speed
    "tied": "obh", "prn": "pawi", "four": "q", "three": "t", "two": "b", "one": "dnqmai", "times": "0-9.½¼¾aefhnostx",
    "every": "0-9.½¼¾aefhnostq", "ly": "0-9otefsnwmq", "twofold": "b", "vague": "acfsmn", "plural": "dwmy",
}  # fmt: skip
PHRASE = Caseless(
    r"(?:(?<!\w)(?:"
    + "|".join(f"(?P<{name}>(?=[{_FIRST.get(name, ' -~½¼¾')}])(?:{how}))" for name, how in PHRASES.items())
    + r")|(?P<slash>/\s?[0-9]{1,2}\s?h(?:(?:ou)?rs?)?))(?!\w)"
)
PER_DAY = {"one": 1, "two": 2, "three": 3, "four": 4, "tied": 1}
TIED = Caseless(PHRASES["tied"])  # words that mean a frequency only directly after a dose
ROUTE = Caseless(
    r"[\s,(]{0,2}(?:(?:p\.?o\.?|i\.?m\.?|i\.?v\.?|s\.?c\.?|oral(?:ly)?|by\smouth|tab(?:let)?s?|cap(?:sule)?s?|depot|lai"
    r"|injections?)[\s,)]{1,2}){0,2}"
)
NOT_DOSED = Caseless(
    r"(?<!\w)(?:days?|weeks?|months?|visit|phase|group|grade|type|stage|level|bed|ward|room|cycle|item|in|into|times|x)"
    r"\s\Z"
)
VAGUE = {"couple": (1, 3), "few": (2, 6), "several": (3, 10), "number": (2, None), "many": (3, None)}

# --- bounds ---

BOUNDS = {
    "near": r"nearly|almost|(?:just\s|slightly\s|a\s(?:little|bit|shade|touch)\s)(?:under|short\sof|shy\sof|less\sthan)|close\s(?:to|on|upon)|approaching"
    r"|(?:going|getting|coming|pushing|knocking)\son(?:\s(?:for|to))?|coming\sup\s(?:to|for)|(?:the\s)?(?:best|better)\spart\sof|(?:well\s)?nigh(?:\son)?",
    "just": r"(?:just|slightly|a\s(?:little|bit|shade|touch))\s(?:over|above)|(?:slightly|a\s(?:little|bit|shade|touch))\s(?:more|longer)\sthan",
    "low": r"at\s(?:least|minimum)|(?:no|not)\s(?:less|fewer|shorter|under)(?:\sthan)?|min(?:imum)?(?:\sof|\.)?"
    r"|>\s?=|≥",
    "high": r"(?:never|not)\s(?:(?:once|taken|given|been|got|gone|went|put|raised|increased|titrated|dosed|ever)\s){0,3}(?:up\s)?(?:above|over|beyond|past|higher\sthan|more\sthan|exceed(?:ed|ing))"
    r"|up\sto|max(?:imum)?(?:\sof|\.)?|at\smost|(?:no|not)\s(?:more|greater|longer|higher|over)(?:\sthan)?"
    r"|not\sexceeding|<\s?=|=<|≤",
    "more": r"(?:for|well)\sover|upwards?\sof|(?:more|greater|longer|higher)\sthan|above|exceed(?:s|ed|ing)|in\sexcess\sof|(?<!-)>",
    "less": r"(?:less|fewer|shorter|lower)\sthan|under|below|<",
    "about": r"barely|scarcely|hardly|about|around|approx(?:imately|\.)?|circa|ca?\.|roughly|some|~|≈",
    "over": "over",
    "past": "past|last",
    "within": "within",
    "between": "between",
}
ALL, LESS, MORE = Fraction(1), Fraction(9, 10), Fraction(11, 10)
SHAPES = {  # factor of the lower and of the upper bound, whether each is excluded, the note
    "low": (ALL, None, False, False, ""),
    "more": (ALL, None, True, False, ""),
    "high": (None, ALL, False, False, "up to"),
    "less": (None, ALL, False, True, ""),
    "near": (LESS, ALL, False, True, "approximate"),
    "just": (ALL, MORE, True, False, "approximate"),
    "about": (LESS, MORE, False, False, "approximate"),
}
BEFORE = Caseless(
    r"(?:(?<!\w)(?=\w)|(?=[<>≤≥=~≈]))(?:"
    + "|".join(f"(?P<{name}>{how})" for name, how in BOUNDS.items())
    + r")(?:\s(?:the|of|a\stotal\sof)){0,2}\s?\Z"
)
AFTER = Caseless(
    r"\s?(?:(?P<low>(?:or|and)\s(?:more|longer|above|over|greater)|minimum)|(?P<high>or\s(?:less|fewer|under|below)"
    r"|maximum|at\smost))(?!\w|\s(?:of\s)?[0-9])"
)
ONGOING = Caseless(
    r",?\s?(?:and\s|but\s)?(?:(?:is\s|still\s){0,2}(?:continuing|continues|ongoing|counting)|to\sdate|so\sfar"
    r"|(?:up\s(?:to|until)|until)\snow|now(?=\s?[.;)]|\s?\Z))(?!\w)"
)
POINT = Caseless(
    r"\s(?:after(?!\s(?:which|that))|later|ago|before|earlier|prior|previously|post-?[a-z]{1,20}|following)(?!\w)"
)
STEP = Caseless(
    r"(?<!\w)(?:up-?)?(?:increas|rais|titrat|buil[dt]|push|stepp|dosed|work|brought|reduc|decreas|lower|chang|taper|escalat|went|gone|going)[a-z]{0,5}"
    r"(?:\s[a-z]{1,12}){0,3}\s\Z"
)
HELD = Caseless(
    r"(?:\s(?:a\sday|daily|per\sday|od|nocte|bd))?[\s,;(–-]{1,3}(?:(?:and|where|which|at|on|then|he|she|it|we|was|were|has|had|been|dose|the)\s){0,5}(?:(?:held|kept|stayed|maintained|remained|continued|sustained|left)\s(?:him\s|her\s)?(?:there|at\s(?:that|this|it)|on\s(?:that|this|it)|for\s)|there\sfor\s|(?:in|at|on)\s(?:this|that|the\ssame)\sdose\b|the\ssame\s(?:dose\s)?(?:was\s)?(?:continued|maintained|kept)\s)"
)
# "Five weeks, could be seven": a second number for the same.
ELSE = Caseless(
    rf"(?:[\"”')]|\s)?\s?[,(-]?\s?(?:(?:or|and)\s)?(?:{UNSURE}|(?:could|might|may)\s(?:well\s|also\s|even\s)?(?:be|have\sbeen)|more\slike|if\snot|\?\s?(?:or)?)\s?(?:as\s(?:many|much|few|little)\sas\s|about\s|nearer\s)?"
    rf"(?P<low>{N})(?:[\s-]?(?:(?P<time>{TIME})|(?P<mg>mg)(?!\w)))?(?=\??[\s\"”’')]{{0,3}}(?:[,.;:)\n(-]|\Z|for\b|of\b|at\b|with\b|without\b|and\b|but\b|no\b))"
)
REST = Caseless(rf"\s?(?:\s(?:and|plus)\s|[+&]\s?|\s)(?P<low>{N})[\s-]?(?P<time>{TIME})")
# "Wk 1-12 at dose": the weeks of a course that were spent at the dose.
WEEKS_AT_DOSE = Caseless(
    r"(?<!\w)(?:wks?|weeks?)\s?(?P<first>[0-9]{1,2})\s?(?:-|to)\s?(?P<last>[0-9]{1,2})(?=,?\s?\(?\s?(?:all\s)?(?:at|on|@)\s?(?:(?:the|this|that|full|target|max)\s){0,2}(?:dose|[0-9][0-9.,]{0,5}\s?mg))"
)

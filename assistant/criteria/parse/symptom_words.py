"""The words of symptoms in a note: of the illness, of its lasting, of its being gone, of another complaint."""

import re

from assistant.criteria.parse.caseless import Caseless

PSYCHOTIC = (
    r"PANSS(?!\s{1,3}(?:train|course|rater))|ill\b|(?<!side )symptoms?(?!\s{1,3}(?:diar|checklist|relief|scale|reduction|management|expected|rating|score))|sxs?|symptomatic|voices|hears\b(?! from)|heard\b(?! from)|hearing\b(?! (?:loss|aid|impair|from))|hallucinat\w*|delusion\w*|paranoi\w*|psychotic|psychosis|unwell"
    r"|suspicions?\b|exacerbations?|(?:this|the|his|her|present|current)\s{1,3}(?:(?:present|current|latest|bad|ill|psychotic|acute)\s{1,3}){0,2}(?:bout|spell|phase|breakdown|crisis|(?<=bad\s)period|(?<=ill\s)period|(?<=psychotic\s)period)(?!\s{1,3}of\s{1,3}(?!it|this|illness|psychosis))|(?:these|such|those|the\s{1,3}(?:same|strange|odd|abnormal|psychotic))\s{1,3}(?:experiences|complaints|beliefs|ideas|phenomena)|(?:active|continuous|unremitting|unbroken|uninterrupted|florid)\s{1,3}illness|illness\s{1,3}(?:(?:is|has|was|been|remains?|still)\s{1,3}){0,3}(?:active|continuous|unremitting|uninterrupted|ongoing|florid)|voice\s{1,3}(?:(?:that|which|who|still|also|now)\s{1,3}){0,2}(?:tell|order|command|say|comment|call|speak|talk|insult|threat|swear|shout|curs|mock)\w{1,4}|(?:hear|hears|heard|hearing)\s{1,3}(?:an?|the|his|her|one|[\w’'-]{2,12}['’]s)\s{1,3}(?:[\w’'-]{2,12}\s{1,3}){0,3}voice|deficit\s{1,3}state|negative\s{1,3}(?:picture|state)|this\s{1,3}episode|current\s{1,3}episode|relapse\w*|thought\s{1,3}disorder|withdrawn|never\s{1,3}less|picture"
    r"|whisper\w*|mutter\w*|commentary|persecut\w*|grandios\w*|delud\w*|suspicious\w*|(?<!food )poison\w*|conspir\w*|catatoni\w*|avolition\w*|apath\w*|blunt\w*|flat\s{1,3}(?:in\s{1,3}|of\s{1,3})?affect|visions|internal\s{1,3}stimul\w+|respond\w{0,3}\s{1,3}(?:back\s{1,3})?to\s{1,3}(?:unseen|invisible|non-?existent|imaginary)|passivity|thought\s{1,3}(?:broadcast\w*|insertion|withdrawal|echo)"
    r"|ideas\s{1,3}of\s{1,3}reference|referential|disorgani[sz]ed|(?:talk|laugh|argu|speak|shout|smil|giggl)\w{1,4}\s{1,3}(?:back\s{1,3})?(?:to|at|with)\s{1,3}(?:himself|herself|themselves|unseen|nobody|no\s{1,3}one|people\s{1,3}(?:who|that)|someone\s{1,3}(?:who|that))"
    r"|(?-i:A?VH|AH|PSx)|crook\b|mentally\s{1,3}(?:sick|ill|unwell)|(?:being|is|are|was|gets?)\s{1,3}(?:watch(?:ed|ing)|follow(?:ed|ing)|film(?:ed|ing)|spied|spying|bugg(?:ed|ing)|record(?:ed|ing)\s{1,3}(?:him|her)|targeted|monitored|stalk\w{2,3}|hunted|tracked|(?:out\s{1,3}to\s{1,3}get|after)\s{1,3}(?:him|her|his|their))"
    r"|(?:has|have|had)\s{1,3}(?:(?:long|always|firmly|now|also|not\s{1,3}stopped)\s{1,3})?(?:thought|believed|maintained|insisted|been\s{1,3}(?:convinced|certain|sure|adamant|insisting|saying|claiming|complaining))\b(?=\s{1,3}(?:that|for|these|over|since|the|his|her|they|people|someone|somebody|he|she|it)\b)(?!\s{1,3}(?:that\s{1,3})?(?:the|his|her|he|she)\s{1,3}(?:drug|medic|tablet|treatment|doctor|is\s{1,3}(?:well|better|ill)|was\s{1,3}(?:well|better)))"
)
# A time that is told as one without rest is no length: "never a week's rest", "not one clear day in two years"
_OF_THEM = r"(?!\s{1,3}(?:from\b|of\b)?\s{0,3}(?!(?:the\s|his\s|her\s|this\s|that\s|these\s|any\s|from\s|of\s|hearing\s){0,2}(?:symptom|voice|psycho|delusi|halluc|belief|convict|idea|fear|thought|torment|commentar|whisper|persecut|it\b|them\b|this\b|these\b|(?:in|for|over|since|at|these|and|the|during)\b))[a-z])"
REST = rf"(?:rest|peace|break|respite|relief|remission|quiet|let[\s-]?up|pause|freedom|grace|off|clear|(?:free|without){_OF_THEM}|when)"
OF_REST = Caseless(rf"(?:['’]s?)?\s{{1,3}}(?:of\s{{1,3}})?(?:good\s{{1,3}}|real\s{{1,3}}|proper\s{{1,3}})?{REST}\b")
NO_REST = Caseless(
    r"\b(?:never|not|no|nor|without|hardly|barely|scarcely|rarely|n't)\s{1,3}(?:(?:had|has|have|been|given|known|a|an|one|single|so|much|as|even|more|than|for|any|good|clear|full|whole|the|least|he|she|they|once|got)\s{1,3}){0,7}$"
)
# What stands between a denial and what is denied: "no day on which he was free of it", "has never known him without"
_BETWEEN = r"(?:had|has|have|been|given|known|seen|found|met|gone|was|is|were|a|an|one|single|so|much|as|even|more|than|for|any|the|least|he|she|they|it|we|i|recall|remember|name|passed|passes|went|goes|by|voices|symptoms|psychosis|illness|delusions|hallucinations|assessment|rating|contact|appointment|there|him|her|them|once|got|full|whole|day|days|night|moment|hour|time|point|stage|occasion|week|month|visit|review|when|where|that|which|on|at|in|to|be|either|ever|yet|entirely|completely|fully|truly|really|wholly|quite)"
_IT = r"(?:it|this|them|these|that|those)"
NEVER_FREE = Caseless(
    rf"\b(?:never|not|no|nor|none|nil|without|hardly|barely|scarcely|rarely|n't|cannot|can['’]t)\s{{1,3}}(?:{_BETWEEN}\s{{1,3}}){{0,9}}"
    rf"(?:well\b(?!\s{{1,3}}(?:dressed|kempt|groomed|known|nourished|supported|organi[sz]ed|engaged|off|behaved|enough|liked|paid|fed))(?:\s{{1,3}}(?:for|on|even)\s{{1,3}})?|(?:silent|quiet|absent|away|gone)\b(?!\s{1, 3}(?:to|on|and)\b)(?:\s{1, 3}(?:for|even)\s{1, 3})?|(?:symptom|voice|delusion)s?[\s-]free\b|(?:free\s{{1,3}}(?:of|from)|without)\s{{1,3}}(?:(?:his|her|their|the|these|any|such|psychotic|positive|negative)\s{{1,3}}){{0,2}}(?:symptoms?|voices?|psychosis|hallucinat\w{{3,5}}|delusions?|{_IT})\b|(?:(?:real|full|complete|clear|true|proper|lasting|periods?|spells?|times?|signs?|intervals?|days?|weeks?|months?|in)\s{{1,3}}(?:of\s{{1,3}})?){{0,3}}(?:remission|respite|let[\s-]?up|relief|recovery|remitted)\b|(?:good|better|clear|decent|quiet|normal|well|calm|(?:symptom|voice)?[\s-]?free)\s{{1,3}}(?:interval|day|week|night|hour|moment|month|spell|period|time)s?\b|(?:day|week|night|hour|moment|month|minute)s?(?:['’]s?)?\s{{1,3}}(?:goes\s{{1,3}}by\s{{1,3}}|passes\s{{1,3}})?{REST}\b|(?:left|leaves?)\s{{1,3}}(?:him|her|them)\s{{1,3}}(?:for|in|alone\b))"
)
FREE_OF_IT = Caseless(
    rf"(?:free\s{{1,3}}(?:of|from)|without)\s{{1,3}}{_IT}$|(?:left|leaves?)\s{{1,3}}(?:him|her|them)\s{{1,3}}\w{{2,5}}$"
)
ALWAYS = Caseless(
    rf"{NEVER_FREE.pattern}|\b(?:always|constant(?:ly)?|continuous(?:ly)?|throughout|unchanged|daily|(?:every|each|all|any)\s{{1,3}}(?:\w{{2,10}}\s{{1,3}})?(?:days?|visits?|time|reviews?|ratings?|months?|weeks?|appointments?|occasions?|contacts?)|never|not\s{{1,3}}once|without\s{{1,3}}(?:a\s{{1,3}})?(?:break|gap|pause|remission)|unremitting|unbroken|all\s{{1,3}}along)\b"
)
# Words of lasting, which say of what only together with a word of illness or with a preposition.
ADVERBS = r"unremitted|unabated|unrelenting|relentless(?:ly)?|incessant(?:ly)?|non-?stop|continuous(?:ly)?|constant(?:ly)?|uninterrupted|persist\w*|unremitting|ongoing|unbroken|no\s{1,3}(?:break|gap|let[\s-]?up)"
# How severe they were all the time, where nothing else is named: "at least moderate throughout", "40 weeks at this level"
_GRADE = r"(?:moderate(?:ly\s{1,3}(?:severe|ill))?(?:\s{1,3}(?:or|and)\s{1,3}(?:more|worse|above|higher|greater|severe))?(?=\s{0,3}(?:$|[.,;:)\d]|throughout|for\b|since|over\b|during|at\b|all\b|in\b|the\b|last\b|past\b))|severity(?=\s{1,3}(?:(?:is|was|has|been|being|always)\s{1,3}){0,3}(?:unchanged|stable|constant|at\s{1,3}least|the\s{1,3}same))|at\s{1,3}(?:this|that|the\s{1,3}same|the\s{1,3}present|the\s{1,3}current)\s{1,3}(?:level|severity|intensity|degree|pitch)(?!\s{1,3}of\b))"
SYMPTOM = Caseless(
    rf"\b(?:{PSYCHOTIC}|(?:{ADVERBS})(?=\W{{0,3}}(?:$|\d|for\b|since\b|over\b|throughout\b|and\b|the\b|all\b|course\b|(?:{PSYCHOTIC})))|like\s{{1,3}}(?:this|that\s{{1,3}}(?:for|since))|this\s{{1,3}}way|in\s{{1,3}}this\s{{1,3}}(?:state|condition)|present\s{{1,3}}(?:for\b|since|at\s{{1,3}}(?:each|every|all)\s{{1,3}}(?:[\w-]{{2,12}}\s{{1,3}})?(?:ratings?|assessments?|PANSS|interviews?)\b|state|episode|symptoms|continuous)|{_GRADE})\b"
)
ILL = Caseless(rf"\b(?:{PSYCHOTIC})\b")
# What one believes is an illness only by what it is: "has believed that his wife is good" is none
BELIEVED = Caseless(r"(?:has|have|had)\s")
DELUSIONAL = Caseless(
    r"\b(?:watch|follow|spy|spie|track|plot|poison|kill|harm|control|persecut|conspir|against|target|monitor|record|film|bug|hack|implant|chip|radio|tv|televis|thought|mind|god|devil|jesus|satan|demon|angel|chosen|special|famous|royal|queen|king|prophet|messiah|alien|police|cia|mi5|fbi|secret|government|agent|mafia|neighbo|gang|dead|replac|double|impost|curse|witch|spirit|possess|laser|wave|voice|out\s{1,3}to|after\s{1,3}h|laugh|talk|broadcast|steal|messag|sent|rays?\b|teeth|tooth|molar|skull|brain|(?:through|in|into|inside)\s(?:his|her|their|my)\s(?:head|ears?|stomach|body)|transmi|signal|camera|microphone|antenna|satellite|loudspeaker|(?:through|in|behind|under)\s(?:the|my|his|her)\s(?:wall|floor|ceiling|roof|attic|pipe|radiator|boiler)|actress|actor|imposter|gas|infest|pregnan|rot|cheat|unfaith)"
)
# Complaints of another kind: their length is not that of the psychosis.
OTHER_ILLNESS = Caseless(
    r"\b(?:depress\w*|anxi\w*|manic|mania|mood|affective|panic|obsessi\w*|PTSD|OCD|physical|somatic|medical|urinary|bowel|gastr\w*|respirat\w*|cardiac|chest|withdrawal\s{1,3}symptoms?"
    r"|extrapyramidal|EPSE?|motor|menopaus\w*|flu|cold|viral|covid|allerg\w*|skin|prostat\w*|reflux|IBS|asthma|thyroid|headaches?|migraines?|pains?|cough\w*|nausea|insomnia|sleep\w*|tremors?"
    r"|constipation|diarrh\w*|vomiting|fatigue|tinnitus|dizz\w*|itch\w*|rash|eczema|seizures?|side\s{1,3}effects?|akathisia|parkinson\w*|dystoni\w*|stiffness|incontinen\w*|weight)\b"
)
# What may be constant besides an illness, where none is named
OTHER_STATE = Caseless(
    r"\b(?:hospital\w{0,8}|in[\s-]?patient|care\b|custody|prison|detained|employ\w{2,4}|job|work(?:s|ed|ing)?|contact|follow(?:ed|[\s-]?up)|abstinen\w{2}|abstain\w{0,3}|sober|clean|effects?|benefits?|respon\w{2,4}|improvement|remission|relationship|married|marriage|living|lived|school|college|housing|therapy|attend\w{0,5}|support\w{0,3}|supervis\w{2,4}|smok\w{2,3}|drink\w{0,3}|using|use|clozapine|medication)\b"
)
ONSET = Caseless(
    r"\b(?:h/?x|history|diagnos\w+|dx|schizophrenia|scz|(?<!active )(?<!continuous )(?<!unremitting )(?<!uninterrupted )illness(?!\s{1,3}(?:(?:is|has|been|remains?|still)\s{1,3}){0,3}(?:active|continuous|unremitting|uninterrupted|ongoing|florid))|onset|untreated|first\s{1,3}(?:episode|ill|unwell|psychotic|became)|known\s{1,3}(?:to|case)|ill\s{1,3}for|dup)\b"
)
NOT_ALWAYS = Caseless(
    r"\b(?:wax\w{0,3}\s{1,3}and\s{1,3}wan\w{1,3}(?![^.;\n]{0,30}\bnever\s)|with\s{1,3}(?:\w{2,10}\s{1,3}){0,2}(?:gaps|breaks|interruptions|intervals)|at\s{1,3}(?:some|several|most|a\s{1,3}few|two|three)\b|(?:some|several|most)\s{1,3}(?:contacts|visits|reviews|ratings|days|weeks)|on\s{1,3}and\s{1,3}off|off\s{1,3}and\s{1,3}on|intermittent\w{0,2}|episod\w{2,6}|now\s{1,3}and\s{1,3}then|relapsing|from\s{1,3}time\s{1,3}to\s{1,3}time|(?<!without )(?<!no )(?<!never in )remissions?|until|till|recover\w{1,3}|between|when(?:ever)?\s{1,3}(?:he|she|drunk|high|stress\w{0,3}|intoxicated|using|alone|tired|off|not)|only\s{1,3}(?:when|if|at))\b"
)
ONSET_ALONE = Caseless(r"\b(?:diagnos\w{1,5}|dx|onset|untreated|dup)\b[^.;,\n]{0,30}$")
PRESENT = Caseless(
    r"\b(?:symptom|sx|current|present|episode|continuous|constant|persist|unremit|unabated|unbroken|uninterrupted|voices|hallucinat|delusion)\w*\b"
)
FREE = (
    r"(?:no|not|never|without|free\s{1,3}of|resolved|remitted|denies|nil|zero)\s{1,3}(?:(?!only\b|stop|ceas|without\b|free\b|improv|respon|just\b|change)\w{1,14}\s{1,3}){0,2}(?:symptom(?!s?[\s-]free)|sx\b|voices|psychotic|psychosis|hallucinat|delusion|paranoi|unwell|ill\b|relaps)"
    r"|(?:symptom|psychosis|voice|delusion|hallucination|relapse)s?[\s-]{1,2}free\b|asymptomatic"
    r"|(?:symptoms?|sx|voices|psychosis|hallucinations|delusions|paranoia)\W{1,4}(?:(?:are|is|were|was|have|has|had|been|being|continued?|to|be|remain(?:s|ed)?|all|now|very|quite|fully|completely|largely|mostly|entirely|reasonably|pretty|currently|under)\s{1,3}){0,4}"
    r"(?:none|nil|absent|gone(?!\s{1,3}on)|(?:well\s{1,3}|better\s{1,3}|under\s{1,3}(?:good\s{1,3})?)?control\w{0,4}|in\s{1,3}(?:full\s{1,3}|partial\s{1,3})?remission|settled|resolved|remitted|quiescent|stopped|ceased|disappeared|subsided|abated|cleared|minimal|quiet|dormant|(?:well\s{1,3})?managed|better|improv\w{1,4}|suppressed|silent|in\s{1,3}abeyance|zero|not\b(?!\s{1,3}(?:\w{1,12}\s{1,3})?(?:resolv|remit|improv|settl|control|chang|gone|abat|better|respond|clear|stop|ceas|let|go|left|leave|lift|eas|budg|shift|mov|lessen|diminish|subsid|quiet|relent|disappear|vanish|brok|break|paus|drop|fade|wan|dim|been\s{1,3}(?:better|free|absent|controlled|well))))"
)
GONE = Caseless(rf"(?<!never )(?<!not )(?<!never been )(?<!not been )(?<!rarely )\b(?:{FREE})")
ENDED = Caseless(
    r"[\s,;]{0,3}(?:(?:now|since|then|all|fully|have|has|but|which|and|in|total|are|is|before)\s{1,3}){0,4}(?:resolved|remitted|gone|settled|subsided|cleared|better|recovered|remitt(?:ed|ing)|left\s{1,3}(?:him|her|them)|went\s{1,3}away|(?:none|nil|absent)(?!\s{1,3}(?!since|now|last)\w)|well|remission|until|till|ended|stopped)\b"
)


def is_other(words: str) -> bool:
    """Whether words speak of another complaint than psychosis."""
    other = OTHER_ILLNESS.search(words)
    if other is None:
        return False
    plain = re.sub(r"\b(?:symptoms?|sx|symptomatic|ill|unwell|picture|withdrawn|relapse\w*)\b", " ", words, flags=re.I)
    return not ILL.search(plain)

"""The words that tell when and how a sample was taken, as patterns for `timing`, which reads with them."""

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.caseless import Caseless

TROUGH = Caseless(
    r"\btroughs?\b|\bpre[\s-]?dose\b|\bbefore\s+(?:he|she|they)\s+(?:had\s+)?(?:taken|took|had)\s+(?:anything|any\b|(?:his|her|their|the)\s+(?:\w+\s+)?(?:dose|tablets?|med\w*|clozapine))"
    r"|\b(?:before|prior\s+to|ahead\s+of)\s+(?:(?:the|his|her|their|next|that|morning|am|a\.m\.|first|usual|following)\s+){0,4}(?<!before\s)dose\b(?!\s+(?:was|is|were|had|has|went|chang|increas|rais|reduc|adjust|titrat|lower|could|being|escalat|of\s+\d))"
    r"|\b(?:before|prior\s+to|ahead\s+of)\s+(?:(?:the|his|her|their|that)\s+)?(?:morning|next|am|a\.m\.|first|day['’]s)\s+(?:tablets?|medications?|meds|medicines?|pills?|clozapine)\b"
    r"|\b(?:morning|am|a\.m\.|next|day['’]s|usual)\s+(?:dose|tablets?|meds|medication)\s+(?:(?:was|were|being|is|had|been|only)\s+){0,3}(?:held|withheld|omitted|delayed|postponed|skipped|kept|not\s+(?:yet\s+)?(?:given|taken)|given\s+after|taken\s+after)\b[^.;\n]{0,30}\b(?:samples?|bloods?|levels?|tests?|draws?|drawn|bled|phlebotom\w{1,4}|venepuncture)\b"
)
NOT_TROUGH = Caseless(
    r"\b(?:not?|non|n't|isn't|wasn't)[\s-]+(?:a\s+|been\s+(?:a\s+)?)?(?:true\s+)?trough|\bpeak\b|\brandom\b|\bpost[\s-]?dose\s+peak|\(post[\s-]?dose\)"
)
HOURLY = Caseless(r"hour|hr|[\d½\s-]h\b|/24|°")  # hours are told only where it is found; this is for speed
HOURS_KEYED = Caseless(
    r"\b(?:hours?|hrs?|h)(?:\s?(?:post|after|since)[\s-]?(?:the\s|last\s)?(?:dose|intake|tablets?))?\s?[:=]\s?(?P<n>\d{1,2}(?:\.\d{1,2})?)(?P<to>(?!))?(?![\d:]|\s?(?:mg|am|pm))"
)
HOURS = Caseless(
    rf"(?P<two>\bbetween\s)?(?<![\d./])(?P<n>\d{{1,3}}(?:\.\d{{1,2}})?(?:\s?½)?|{'|'.join(WORDS)}|half\s+an|\ban)(?:\s?(?:-|–|to|(?(two)and|(?!)))\s?(?P<to>\d{{1,2}}(?:\.\d{{1,2}})?|{'|'.join(WORDS)}))?(?:[\s-]{{0,2}}(?:h\b|hrs?\b|hours?\b|hourly)|/24(?=\s?(?:post|after|since|trough))|\s?°(?=\s?post))(?:\s*(?:post|after|since|following|from|trough|sample|later|level|apart))?"
)
STEADY = Caseless(
    r"\bstate\s?[:=-]\s?steady\b|\bdos(?:e|age)\b[^.;\n]{0,24}\bidentical\s+(?:for|since|over|on|throughout|both)\b|\bsteady[\s-]?state\b|\bat\s+steady\b|\b(?:stable|static|steady|same|unchanged|unaltered|constant|fixed)\s+(?:clozapine\s+|daily\s+)?dos(?:e|age|ing)\b"
    r"|\bdos(?:e|age)\s+(?:(?:has|had|been|was|is|being|kept|held|remained|stayed|quite|all|along)\s+){0,4}(?:stable|static|unchanged|unaltered|not\s+(?:been\s+)?(?:changed|altered|touched|adjusted|moved|budged)|the\s+same|constant|steady|fixed)\b"
    r"|\bkept\s+(?:the\s+)?same\b|\b(?:no|without(?:\s+any)?)\s+dose\s+(?:or\s+smoking\s+)?(?:changes?|adjustments?|alterations?)\b|\b(?:no|without(?:\s+any)?)\s+(?:recent\s+)?(?:dose\s+changes?|(?:changes?|alterations?|adjustments?)\s+(?:of|in|to)\s+(?:the\s+|his\s+|her\s+)?dos(?:e|age|ing))\b"
    r"|(?:\d\s?mg(?:\s?/\s?d(?:ay)?)?|nocte|daily|bd|day|qhs|hs|od|night)\s*,?\s*(?:unchanged|stable|constant)\b|\bunchanged\s+\d+\s?mg"
    r"|\bunchanged\s+(?:since|for|on|over|x)\b(?=[^.;]{0,24}(?:\d|weeks?|months?|years?|days?|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december))"
    r"|(?:\d\s?mg\b|\bdos(?:e|age)\b)[^.;\n]{0,50}?\bno\s+changes?\s+(?:x|for|since|over|in\s+(?:the\s+)?(?:last|past|\d))(?=[^.;]{0,24}(?:\d|weeks?|months?|years?|days?))"
    r"|(?:\d\s?mg\b|\bdos(?:e|age)\b)[^.;\n]{0,50}?\b(?:not|never)\s+(?:(?:been|since|then)\s+){0,2}(?:altered|adjusted|changed)(?!\w|\s+(?:the|his|her|until|till|anything|much|since\s+he))"
    r"|\bdos(?:e|age)(?:\s+(?:of\s+\w+|at\s+\d+\s?mg))?\s+(?:same|constant|static|unaltered)\b"
    r"|\b(?:stable|steady|constant|fixed|unchanged|same)\s+(?:clozapine\s+)?\d{1,4}\s?mg\b"
    r"|(?:\d\s?mg\b|\bdos(?:e|age)\b)[^.;\n]{0,50}?\bsince\s+\d{1,3}\s+(?:days|weeks|wks|months)\s+(?:no\s+change|unchanged|without\s+change|the\s+same|stable|same)"
)
# What "unchanged" is said of, where it is not the dose.
NOT_OF_DOSE = Caseless(
    r"\b(?:symptoms?|voices?|delusions?|hallucinations?|PANSS|BPRS|SOFAS|mental\s+state|picture|psychosis|illness|weight|smok\w{0,4}|cigarettes?|tobacco|condition|presentation|beliefs?|items?|scores?|function\w{0,5})\b[^.;\n]{0,30}$"
)
NOT_STEADY = Caseless(
    r"\b(?:chang|increas|rais|reduc|alter|lower|adjust)\w{0,4}\b[^.;\n]{0,20}\b(?:the\s+(?:day|night|evening)\s+before|yesterday|the\s+previous\s+day|last\s+night)\b|\bnot\s+(?:yet\s+)?(?:at\s+)?steady|\bbefore\s+steady|\bpre[\s-]?steady|\bstill\s+titrat|\bduring\s+titration|\bmid[\s-]titration"
)
CHANGED = Caseless(
    r"\b(?:dose\s+(?:was\s+|had\s+been\s+|has\s+been\s+)?(?:just\s+)?(?:increas\w+|changed|raised|put\s+up|went\s+up|reduced|lowered|adjusted)|increased|raised|upped|(?:went|moved|stepped|gone|going)\s+(?:up|down)\s+(?:from|to)|changed\s+dose|put\s+up|(?<!no )dose\s+change|last\s+changed|since\s+(?:the\s+)?(?:dose\s+)?(?:increase|change))\b"
)
_SMOKED = r"(?:(?:the|his|her|their|all)\s+)?(?:smok\w+|cigarettes?|cigs?|ciggies|fags?|tobacco|nicotine|beed[iy]s?|bidis?|cigars)"
SMOKING = Caseless(
    rf"\b(?:(?:stopp|stop\b|quit|gave\s+up|given\s+up|giving\s+up|ceas|began\b|begun|start|re-?start|resum|chang|pack(?:ed|s|ing)?\s+in|kick(?:ed|s)|dropped|came\s+off|cut\s+(?:out|down)|took\s+up|taken\s+up|back\s+(?:on|to)|went\s+back\s+to)\w*\s+(?:up\s+|on\s+)?{_SMOKED}\b|(?:packed|gave|given|giving)\s+{_SMOKED}\s+(?:in|up)\b|(?:quit|stopp(?:ed|ing)|gave\s+up|given\s+up|went)\s+(?:\w+\s+)?cold\s+turkey|(?:start|began|took\s+to|taken\s+to)\w{{0,3}}\s+vap\w+|vap(?:es|ing)\s+(?:instead|now)|instead\s+of\s+(?:smoking|cigarettes)|smok(?:ed|ing|es)\s+(?:much\s+)?(?:less|more|half)\b|became\s+a\s+(?:non[\s-]?|ex[\s-]?)?smoker|(?:was|were)\s+still\s+(?:a\s+smoker|smoking|(?:at|on)\s+(?:\w+\s+)?(?:packs?|\d{{1,2}}\s+(?:a\s+day|cig\w*|smokes)))|smoking\s+(?:cessation|status\s+changed|changed|stopped)|quit\s+smok\w+|switched\s+to\s+(?:vap\w+|e-?cig\w*|nicotine|patches|NRT|snus)|stopped\s+smoking|no\s+longer\s+smok\w+|(?:cigarettes?|fags?)[^.;]{{0,30}}\b(?:gave|given)\s+(?:them\s+)?up|cigarettes?[^.;]{{0,30}}\b(?:stopped|quit)|quit\s+(?:last|on|in|\d)|smoke[\s-]?free\s+\w+\s+(?:for\s+the\s+second|since|between|then))"
)
LONG_AGO = Caseless(
    r"[^.;,\n]{0,20}\b(?:(?:many|several|some|\d{1,2}|two|three|four|five|six|ten|twenty)\s+(?:years|yrs)\s+(?:ago|before|earlier)|years\s+ago|in\s+(?:19\d\d|200\d|201\d))\b"
)
SAME_SMOKING = Caseless(
    r"\b(?:non[\s-]?smok\w+|(?:never|not)\s+(?:been\s+)?(?:a\s+)?smok\w+|(?:has\s+)?(?:not|never)\s+smoked|(?:no|nil)\s+(?:smoking|tobacco|cigarettes?)(?!\s+(?:for|since|now|any))|smoking(?:\s+(?:habits?|status))?\s+(?:\w+\s+)?(?:unchanged|stable|the\s+same|not\s+changed)"
    r"|(?:smoking(?:\s+status)?|smokes|smoker|tobacco|cigarettes)\s{0,2}[:=-]\s{0,2}(?:none|never|no|nil|non)\b|(?:tobacco|cigarettes)\s+never|(?:no|without(?:\s+any)?)\s+changes?\s+(?:in|of|to)\s+(?:his\s+|her\s+|their\s+|the\s+)?(?:amount\s+of\s+)?smok\w+|no\s+dose\s+or\s+smoking\s+changes?"
    r"|(?:smok\w+|beed[iy]s?|bidis?|cigarettes)\s+[^.;\n]{0,30}?\b(?:as\s+(?:always|before|ever)|same\s+as\s+(?:ever|before|always)|as\s+(?:he|she|they)\s+(?:has|have|had|always)|no\s+change|unchanged|not\s+changed|the\s+same)|(?:does|did|do)(?:\s+not|n['’]?t)\s+(?:smoke|use\s+tobacco)|smokes\s+(?:the\s+same|as\s+before))"
)
DISTURBED = Caseless(
    r"\b(?:pneumonia|infection|(?:uro)?sepsis|septic|pleurisy|empyema|meningitis|otitis|diverticulitis|cholecystitis|endocarditis|osteomyelitis|pneumonitis|[LU]RTI|covid|fever\w*|febrile|influenza|flu|bronchitis|cellulitis|abscess|pyelonephritis|tonsillitis|gastroenteritis|appendicitis|inflammation|fluvoxamine|phenytoin|rifamp\w{2,6}|erythromycin|clarithromycin|oral\s+contracepti\w{1,4}|ciprofloxacin|cipro\b|carbamazepine|chest\s+infection|UTI|CRP\s+(?:raised|high|of))\b"
)
NOT_DISTURBED = Caseless(r"\b(?:no|without|denies)\s+(?:\w+\s+){0,3}(?:infection|fever|interacting|interaction)")
_RANGE = r"(?:(?:the|its|our|their|this|a|all)\s+)?(?:(?:lab(?:oratory)?(?:['’]?s)?|reference|ref\.?|recommended|therapeutic|normal|expected|usual|quoted|printed|published|stated|target|desired|optimal|local|assay|hospital(?:['’]s)?|own|AGNP)\s+){0,3}(?:ranges?|limits|window|band|interval|reference(?!\s)|bounds|zone|area)"
_LEVEL_IS = r"\b(?:levels?|conc(?:entration)?s?|TDM|therapeutic\s+drug\s+monitoring|spiegels?|assays?|troughs?|samples?)(?:\s\([^()\n]{1,24}\)|,?\s(?:of|for|on)\s(?:the\s)?[a-z]{6,16}\b,?)?(?:[\s:,=–-]|\b(?:was|were|is|are|has|have|been|came|come|back|checked|measured|taken|done|drawn|reported|found|as|both|all|and|to|be|said|also|always|on|of|then|in|it|\d\d?|weeks?|at|quite|perfectly|the|time|today|once|twice|result|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}))(?:[\s:,=–-]|\b(?:was|were|is|are|has|have|been|came|come|back|checked|measured|taken|done|drawn|reported|found|as|both|all|and|to|be|said|also|always|on|of|then|in|it|\d\d?|weeks?|at|quite|perfectly|the|time|today|once|twice|result|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\b){0,20}"
# "the laboratory calls it therapeutic", "lab comment: 'normal'", "reported as therapeutic"
_SAID_IN_RANGE = (
    r"\b(?:lab(?:oratory|s)?|path(?:ology)?|biochem\w{0,6}|printout|report)\s{0,2}(?:says?|said|calls?|called|writes?|wrote|reports?|reported|comment(?:s|ed)?|remark(?:s|ed)?|flag(?:s|ged)?|mark(?:s|ed)?|gives?|gave|reads?|judge[sd]?|note[sd]?|deem(?:s|ed)?|states?|passed)"
    r"(?:[\s:,=\"'“‘-]|\b(?:it|this|that|them|is|was|were|the|result|level|as|to\s{1,2}be)\b){1,8}"
    r"(?:therapeutic|normal|ok|okay|fine|satisfactory|adequate|acceptable)(?![\w-]|\s(?:range|dose|level|if|when|from|above|is)\b)"
    r"|(?<!not )(?<!never )(?<!be )\b(?:reported|commented|judged|flagged|described|classed|graded|marked|interpreted|deemed|called|considered)(?:\s(?:by|back\sby)\s(?:the\s)?\w{3,10})?(?:\s(?:as|to\sbe))?\s{1,2}[\"'“‘]?(?:therapeutic|normal|fine|satisfactory|adequate|acceptable)(?![\w-]|\s(?:range|dose|level|if|when|from|above|is)\b)"
)
IN_RANGE = Caseless(
    rf"\b(?:with)?in(?:side)?\s+(?:the\s+(?:middle|centre|center|(?:lower|upper|low|high)\s+(?:end|part|half))\s+of\s+)?{_RANGE}(?!\w)|\b(?:mid|high|low|upper|lower)[\s-]{{1,2}}(?:normal|therapeutic)(?:\s+range)?(?!\w)|\bmid[\s-]{{0,2}}range\b|\b(?:in-range|WNL)\b|\bwithin\s+(?:the\s+)?(?:normal|therapeutic|reference)\b|\btherapeutic\s+(?:(?:plasma|serum|blood|trough|drug)\s+)?(?:levels?|conc\w{{0,12}})(?!\s*[:=]?\s*(?:is|are|of)?\s*\d)"
    rf"|{_LEVEL_IS}(?:therapeutic|adequate|satisfactory|acceptable|sufficient|normal|fine|okay|ok|alright|all\s+right|unremarkable|reassuring)(?!\s+(?:range|dose|trial|for\s+age|limit|drug|level|threshold|if|when|would))\b"
    rf"|{_SAID_IN_RANGE}"
)
BELOW_RANGE = Caseless(
    rf"\b(?:below|under|beneath|short\s+of|outside(?:\s+of)?|out\s+of|not\s+(?:with)?in|above|over)\s+{_RANGE}(?!\w)|\bsub-?therapeutic\b|\b(?:not|never|in)\s?-?(?:therapeutic|adequate)\b|\binsufficient\b|{_LEVEL_IS}(?:too\s+|very\s+|rather\s+)?low\b"
)
# Words of a level that name none: said of a drug ("olanzapine in blood was within limits").
IN_BLOOD = Caseless(
    r"\b(?:(?:in|from)\s+(?:the\s+|his\s+|her\s+)?(?:blood|serum|plasma)|(?:blood|plasma|serum|drug)\s+(?:tests?|checks?|samples?|monitoring)\s+(?:for|of)\s|(?:serum|plasma)\s)"
)
UNANNOUNCED = Caseless(
    r"\b(?:unannounced|without\s+(?:(?:any|prior|advance|previous|our|us|his|her|their|the|patient(?:['’]s)?|him|them)\s+){0,3}(?:warning|notice|forewarning|announc\w+|being\s+told|knowing|knowledge|telling\s+(?:him|her|them|the\s+patient))|not\s+(?:pre-?)?announced|not\s+(?:fore)?warned|not\s+(?:been\s+)?(?:told|informed|notified|aware|expecting)(?:\s+(?:beforehand|in\s+advance))?"
    r"|(?:announced|(?:fore)?warned|told|aware|informed|notified)(?:\s+(?:beforehand|in\s+advance|patient))?\s?[:=]\s?(?:no|never)\b|(?:drawn|taken|bled|done|sampled|collected|checked|obtained|came|tested|measured)\s+(?:\w+\s+){0,2}(?:by|as\s+a)\s+surprise|no[\s-]notice|(?:by\s+|as\s+an?\s+)?surprise(?=\s+(?:\w+\s+){0,2}(?:levels?|samples?|troughs?|bloods?|checks?|tests?|visits?|assays?)|\s*[,.;)]|$)|(?:unexpected|unscheduled|unplanned|impromptu)(?=\s+(?:\w+\s+){0,2}(?:levels?|samples?|troughs?|bloods?|checks?|tests?|visits?|assays?))|unaware|unbeknown(?:st)?\s+to"
    r"|neither\s+(?:(?:one|sample|level|trough|was|were|being)\s+){0,3}announced|(?:neither|nor|no|never)\s+(?:(?:occasion|time|visit|once|on|either)\s+){0,2}(?:did|was|were|had|has)\s+(?:he|she|they|the\s+patient)\s+(?:been\s+)?(?:know|aware|told|warned|informed|expect\w*|forewarned)|(?:told|warned|informed|notified)\s+(?:about|of|before)\s+(?:neither|none)"
    r"|(?:did|does)\s*(?:not|n['’]t)\s+(?:know|expect)(?=\s+(?:that|it|we|they|of\s+(?:it|the|them|either)|about|when\s+(?:the|we|it|they)|beforehand|in\s+advance|(?:was|a|the)\s+(?:level|sample|test|blood))\b|\s*[.,;)]|\s*$)|no\s+idea\s+(?:that|we|they)|spot\s+(?:checks?|levels?|samples?|tests?|bloods?|troughs?)|no\s+(?:(?:prior|advance)\s+)?(?:warning|notice|forewarning)|un-?(?:fore)?warned|not\s+forewarned)(?!\w)"
)
FOREWARNED = Caseless(
    r"\b(?:fore)?warned\b(?<!not\swarned)(?<!not\sforewarned)|\bannounced\b(?<!unannounced)(?<!not announced)(?<!neither announced)|(?<!never\s)(?<!neither\s)(?<!nor\s)\bknew\s+(?:about|of|it|they|that)|(?<!not\s)(?<!n't\s)(?<!been\s)\btold\s+(?:beforehand|in\s+advance|the\s+day\s+before)|\bplanned\s+(?:level|sample)|\bappointment\s+letter"
    r"|\b(?:arranged|agreed|planned|scheduled|booked|fixed|discussed|announced)\s+(?:\w+\s+){0,2}?(?:with|to)\s+(?:him|her|them|the\s+patient)\b|\b(?:tipp?(?:ed|ing)?\s+(?:(?:him|her|them|the\s+patient|off)\s+){0,2}off|tipp?ed\s+off|tip-?off|given\s+(?:a\s+)?(?:warning|notice))\b|\bby\s+appointment\b"
)
# Parts of words of which one must stand in a stretch before it is searched; this is for speed.
HINTS = {
    "trough": ("trough", "before", "dose", "morning", "tablet", "medic", "meds", "pill", "clozapine", "peak", "random"),
    "steady": (
        "steady",
        "dos",
        "unchanged",
        "same",
        "mg",
        "stable",
        "constant",
        "titrat",
        "chang",
        "static",
        "increas",
        "reduc",
        "alter",
        "lower",
        "adjust",
        "rais",
    ),
    "smoking_changed": ("smok", "cig", "tobacco", "beed", "bidi", "vap", "quit", "fag", "nicotine", "turkey", "pack"),
    "within_range": (
        "range",
        "window",
        "limit",
        "therapeutic",
        "adequa",
        "wnl",
        "band",
        "low",
        "interval",
        "reference",
        "bounds",
        "zone",
        "sufficient",
        "satisf",
        "accept",
        "normal",
        "fine",
        "ok",
        "all right",
        "alright",
        "unremark",
        "reassur",
    ),
    "unannounced": (
        "announc",
        "unsched",
        "unplan",
        "impromptu",
        "warn",
        "told",
        "tell",
        "know",
        "knew",
        "notice",
        "surprise",
        "expect",
        "aware",
        "inform",
        "idea",
        "notif",
        "planned",
        "arrang",
        "agreed",
        "book",
        "sched",
        "fixed",
        "discuss",
        "appoint",
        "tip",
        "spot",
        "letter",
    ),
}

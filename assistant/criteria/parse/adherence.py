"""Adherence in a note: the share of doses taken, and the sources named for it. Words such as "good" give no number."""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.bearing_patterns import OF_OTHERS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.coverage import shortened
from assistant.criteria.parse.intake import tells_intake
from assistant.criteria.parse.lapses import lapses
from assistant.criteria.parse.own_shares import of_no_drug
from assistant.criteria.parse.reading import UNLESS_IT_HOLDS, Reading, Said, settled
from assistant.criteria.parse.reservations import unreserved
from assistant.criteria.parse.so_many import ABOUT, bare_shares, counted, rest
from assistant.criteria.parse.sources import SOURCES, named_sources, stands_by_source
from assistant.criteria.parse.told_on import follows, goes_on
from assistant.criteria.ranges import Range, between, exact, exactly
from assistant.criteria.types import Refusal

_ADHERENCE = Caseless(
    r"\b(?:(?:non[\s-]?)?adheren\w*|(?:non[\s-]?)?complian\w*|(?:non[\s-]?)?concordan\w*|compl\b|observance|regularit\w{1,3}|(?<!fluid )(?<!food )(?<!calorie )(?<!caloric )(?<!dietary )(?<!water )(?<!protein )(?<!alcohol )(?<!energy )(?<!salt )intakes?|(?:tablet|medication|medicine|drug|pill)[\s-]taking|how\s{1,3}known|(?:supposed|meant|due|prescribed|expected)\s{1,3}to\s{1,3}(?:be\s{1,3})?(?:take|taken|have|swallow|get)|of\s{1,3}(?:the\s{1,3}|all\s{1,3})?(?:takes|intakes|time|days)|(?:pill|strip|packs?)[\s-]counts?|counts?\s{1,3}(?:her|his|the|their)\s{1,3}(?:\w+\s{1,3})?(?:dosette|packs?|tablets|pills)|tablet\s{1,3}counts?|(?:dosette|blister(?:[\s-]?packs?)?|compliance\s{1,3}aid|nomad|webster)(?:\s{1,3}\w+){0,2}\s{1,3}(?:check\w*|count\w*|return\w*|empt\w*)|dosette|missed\s{1,3}(?:\w+\s{1,3}){0,2}(?:doses|tablets)|doses\s{1,3}(?:were\s{1,3})?(?:taken|missed|given|dispensed|administered)|(?:taken|takes|taking|took|swallow\w+)\s{1,3}(?:(?:about|around|roughly|at|least|over|only|nearly|all|most|on|them|it|both|his|her|their|the|tablets|medication|medicines?|meds|pills|doses)\s{1,3}|:\s{1,3}){0,4}(?:\d{1,3}|(?:[a-z]{3,9}[\s-]){1,2}per\s?cent|of\s{1,3}(?:his|her|their|the)|all(?!\s{1,3}(?:areas|aspects|domains|things|parts))|most)|refill\w*|(?:tablets?|pills?|tabs|strips?|packs?|packets?|box(?:es)?|blisters?)\s{1,3}(?:(?:were|are|was|being)\s{1,3}){0,2}counted|%\s{1,3}(?:(?:was|were|of\s{1,3}it|being)\s{1,3})?(?:taken|swallowed|administered|adheren\w{1,3}|complian\w{1,3})|repeat\s{1,3}prescriptions?|pharmacy\s{1,3}fills?|fills?\s{1,3}\d|dispens\w*|supervis\w+(?!\s{1,3}(?:(?:his|her|their|the|an?)\s{1,3})?(?:homework|contact|visits?|access|leave|child\w{0,4}|cooking|money|bathing|accommodation|living|housing|hygiene|meals|smoking|trainee|registrar))|MEMS|medication\s{1,3}event|depots?\s{1,3}(?:were\s{1,3})?(?:all\s{1,3})?given|MAR\b|kardex|drug\s{1,3}charts?|administration\s{1,3}records?|tabs\s{1,3}\d{1,3}|prescriptions?\s{1,3}collected|miss(?:es|ed)(?!\s{1,3}(?:\w{1,10}\s{1,3}){0,3}?(?:appoint|visit|review|clinic|work|class|school|session|meeting|meal|train|bus|her\b|him\b|me\b|us\b|home|mum|mother|father|dad))|(?:nine|nineteen|eight|seven|\d{1,3})\s{1,3}(?:\w{4,8}\s{1,3})?(?:out\s{1,3}of|in)\s{1,3}(?:every\s{1,3})?(?:ten|twenty|\d\d)|PDC|MPR|possession\s{1,3}ratio|days\s{1,3}covered|sources?|(?:skips?|skipped|forgets?|forgot|omits?|omitted)\s{1,3}(?:\w+\s{1,3}){0,4}(?:doses?|tablets?|pills?|days?)\b|of\s{1,3}(?:(?:the|his|her|their|all|planned|due|scheduled|ordered|oral|daily)\s{1,3}){0,3}(?:prescribed|doses|tablets|pills|medication|medicines?|meds|capsules|administrations))\b"
)
_POOR = Caseless(
    r"\b(?:(?:poor|patchy|erratic|variable|doubtful|questionable|partial|intermittent|unreliable|inconsistent|irregular|limited|uncertain|unclear|dubious|low)\s{1,3}(?:\w+\s{1,3})?(?:adheren\w+|complian\w+|concordan\w+)|non[\s-]?(?:adheren\w+|complian\w+|concordan\w+)|(?:adheren\w+|complian\w+|concordan\w+)\s{1,3}(?:was\s{1,3}|is\s{1,3}|has\s{1,3}been\s{1,3}|were\s{1,3})?(?:poor|patchy|erratic|variable|doubtful|questionable|uncertain|unclear|intermittent|unreliable|inconsistent)|(?:often|frequently|regularly|repeatedly|sometimes)\s{1,3}(?:missed|misses|missing|skip\w*|forg\w+)|skip(?:s|ped|ping)\s{1,3}(?:his\s{1,3}|her\s{1,3}|their\s{1,3})?(?:doses|tablets|medication|meds)|missed\s{1,3}(?:many|several|most|lots\s{1,3}of|doses)|(?:meds?|tablets?|pills?|medication)\s{1,3}(?:were\s{1,3})?found\s{1,3}(?:in|under|hidden)|spitting\s{1,3}out|cheek(?:s|ed|ing)\b|covert(?:ly)?\s{1,3}non|hoard\w+|(?:hid|hide|hides|hiding|hidden|throws?|threw|thrown|throwing|flush\w{0,3}|binn?\w{0,3}|spat|spits|spitting|discard\w{0,3}|dump\w{0,3}|vomit\w{0,3})\s{1,3}(?:(?:out|up|away|his|her|their|the|all|some)\s{1,3}){0,3}(?:tablets|pills|medication|meds|doses|them)|never\s{1,3}(?:took|taken|swallowed)\s{1,3}(?:them|any|(?:his|her|the|their)\s{1,3}(?:tablets|medication|meds|pills|doses))\b|(?:took|takes|taking)\s{1,3}(?:no|none|hardly\s{1,3}any|few)\b(?:\s{1,3}of)?(?:\s{1,3}(?:the|his|her|their))?(?:\s{1,3}(?:tablets|pills|medication|meds|doses))|(?:half|a\s{1,3}third|two[\s-]thirds|a\s{1,3}quarter|most|many|several|lots|plenty|the\s{1,3}majority|one\s{1,3}in\s{1,3}(?:two|three|four|five))(?:\s{1,3}of)?\s{1,3}(?:(?:the|his|her|their|all)\s{1,3}){0,2}(?:prescribed\s{1,3})?(?:doses|tablets|pills|medication|depots|injections)\s{1,3}(?:(?:are|were|was|is|had|been|have|has|being|got)\s{1,3}){0,3}(?:missed|skipped|omitted|refused|forgotten|left|not\s{1,3}taken|untaken|unused|returned)|(?:miss(?:es|ed|ing)|skip(?:s|ped|ping)|forg(?:ets|ot)|omit(?:s|ted)|refus(?:es|ed))\s{1,3}(?:about\s{1,3}|nearly\s{1,3}|at\s{1,3}least\s{1,3}|up\s{1,3}to\s{1,3}){0,2}(?:half|a\s{1,3}third|a\s{1,3}quarter|most|many|several|(?:two|three)(?!\s{1,3}(?:at\s{1,3}(?:the\s{1,3})?most|in\s{1,3}all|altogether|(?:in|over)\s{1,3}\w{1,9}\s{1,3}(?:weeks|months))\b)(?!\s{1,3}(?:doses?|tablets?|pills?)\s{1,3}(?:in|over|during|throughout|altogether|of|out|(?:an?|per|each|every)\s{1,3}(?:week|fortnight|month))\b))\b|only\s{1,3}(?:takes|took|taking)\s{1,3}(?:it|them|half|some|his|her)|(?:takes|took|taking)\s{1,3}(?:it|them|his|her|only)\s{1,3}(?:\w{1,10}\s{1,3})?(?:occasionally|sporadically|intermittently|irregularly|half)|stopped\s{1,3}taking\s{1,3}(?:his|her|their|the|all)|not\s{1,3}(?:been\s{1,3})?(?:fully\s{1,3}|really\s{1,3}|at\s{1,3}all\s{1,3})?(?:adherent|compliant|concordant)|not\s{1,3}(?:been\s{1,3})?taking\s{1,3}(?:his|her|their|the|it|them|meds|medication|tablets))"
)
_UNKNOWN = Caseless(
    r"\b(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3})\s{0,3}[:=]?\s{0,3}(?:(?:is|was|has|remains|been|still|really|currently|actually)\s{1,3}){0,3}(?:unknown|uncertain|unclear|unverified|undocumented|unrecorded|(?:not|never)\s{1,3}(?:\w{1,10}\s{1,3})?(?:known|clear|verified|documented|recorded|checked|assessed|established|measured|confirmed))"
    r"|\b(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3})\b[^.\n]{0,90}?\b(?:(?:unknown|poor|uncertain|unclear)\s{1,3}since|now\s{1,3}(?:poor|unknown|uncertain|bad|patchy|erratic|low|refus\w{1,3}|non))"
    r"|\b(?:correct|right|true|real|actual)\s{1,3}(?:figure|share|percentage|number|rate)\s{1,3}(?:(?:is|was|remains|being)\s{1,3}){0,2}(?:unknown|unclear|uncertain|not\s{1,3}(?:known|clear))\b"
    r"|\b(?:cannot|can't|not\s{1,3}to|could\s{1,3}not)\s{1,3}be\s{1,3}(?:believed|trusted|right|true|relied|verified)|\b(?:unknown|uncertain|unclear|unverified)\s{1,3}(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3})"
)
_NEVER_MISSED = Caseless(
    r"\bnot\s{1,3}(?:one|an?|a\s{1,3}single)\s{1,3}(?:single\s{1,3})?(?:dose|tablet|pill)\s{1,3}(?:(?:was|is|has|been)\s{1,3}){0,2}(?:missed|skipped|omitted|refused|forgotten)\b|\bnever\s{1,3}(?:missed|misses|skipped)\b(?!\s{1,3}(?:an?\s{1,3}|any\s{1,3}|one\s{1,3}|his\s{1,3}|her\s{1,3})?(?:appoint|visit|review|clinic|work|class|shift|session|meeting|school|bus|train|day\s{1,3}(?:of|at)))|\b(?:every|each)\s{1,3}(?:(?:single|last|one|of|the|his|her|their)\s{1,3}){0,3}(?:dose|tablet|pill)\s{1,3}(?:(?:was|is|has|been|being|directly|all)\s{1,3}){0,3}(?:signed|taken|swallowed|given|administered|witnessed|observed|watched|supervised|ticked|accounted)\b(?!\s{1,3}(?:by|to|from)\s{1,3}(?:mouth|himself|herself))|\b(?:didn['’]?t|hasn['’]?t|has\s{1,3}not|did\s{1,3}not|without)\s{1,3}(?:ever\s{1,3})?miss(?:ed|ing)?\s{1,3}(?:a|any|one|a\s{1,3}single)\s{1,3}(?:dose|tablet|pill|day)\b|\bnot\s{1,3}(?:missed|a\s{1,3}single)\s{1,3}(?:a\s{1,3}|any\s{1,3})?dose|\bno\s{1,3}missed\s{1,3}doses\b|\b(?:nil|none|nothing|no\s{1,3}(?:single\s{1,3})?(?:doses?|tablets?|pills?))\s{1,3}(?:(?:was|were|is|has|have|been|ever|being)\s{1,3}){0,3}(?:missed|omitted|refused|skipped|forgotten)\b(?!\s{1,3}(?:except|but|bar|apart|save|since|this|last|in\s{1,3}the\s{1,3}(?:last|past)))|\ball\s{1,3}(?:doses|depots|injections)\s{1,3}(?:were\s{1,3})?(?:given|taken|received|administered)|\bevery\s{1,3}(?:dose|depot|injection)\s{1,3}(?:was\s{1,3})?(?:given|taken|received|witnessed|administered)"
)
_MISSED = Caseless(
    r"\bmiss(?:ed|es|ing)?\b|\bomitted\b|\bskipp?ed\b|\b(?:not|never)\s{1,3}(?:being\s{1,3}|been\s{1,3})?(?:taken|swallowed|given|dispensed|collected)\b|\bunused\b|\buntaken\b|\brefused\b|\bforgotten\b|\breturned\b|\bleft\s{1,3}over\b"
)
# "Missed doses: 8 %" and "missed doses were few" call nothing poor; the figure tells.
_FIGURE_FOLLOWS = Caseless(
    r"(?<!many)(?:\s{1,3}(?:rate|by|pill|count|tablet|were|was|are|is|in|total|about|only)){0,3}\s{0,2}(?:[:=(]\s{0,2}(?:about\s{1,3}|<\s?|~\s?)?\d|(?:under|below|less\s{1,3}than|at\s{1,3}most|up\s{1,3}to|no\s{1,3}more\s{1,3}than|not\s{1,3}above|<|≤|<=)\s{0,3}\d{1,2}\s?(?:%|per\s?cent)|(?:\d{1,2}\s?(?:%|per\s?cent))|\(?(?:few|rare|nil|none|minimal|negligible|very\s{1,3}few)\b)"
)
_RARELY_MISSED = Caseless(
    r"\b(?:miss|skip|forg|omit|refus|los)\w{0,6}\s{1,3}(?:out\s{1,3})?(?:(?:almost|practically|virtually|nearly|next\s{1,3}to|hardly|barely|scarcely|absolutely|very)\s{1,3}){0,2}(?:nothing|none|no|any\w{0,6}|ever|few|little|a\s{1,3}(?:dose|tablet|thing))\b(?:\s{1,3}(?:of\s{1,3})?(?:(?:the|his|her|their)\s{1,3})?(?:doses?|tablets?|pills?))?"
    r"|\b(?:hardly|barely|scarcely|rarely|seldom|never|almost\s{1,3}never|not|without|no)\s{1,3}(?:ever\s{1,3})?(?:miss|skip|forg|omit|refus)\w{0,6}(?:\s{1,3}(?:a|any|one|single|his|her|their|the)){0,2}(?:\s{1,3}(?:doses?|tablets?|pills?))?"
)
_HEDGE = r"(?:(?:about|around|roughly|approximately|at|most|least|up|to|perhaps|maybe|only|some|nearly|almost|no|more|less|fewer|better|than|over|under|an|a|estimated|average|of|just|was|were|is|are|has|have|been|rate|share|proportion|percentage|by|count|likely|probably|they|he|she|it|:|=|~)\s{0,3}){0,6}"
_DOSES = r"(?:doses?|tablets?|pills?|capsules?|tabs|meds|medication|medicines?|injections?|depots?|prescriptions?|refills?|them|it)"
# "missed about 6 %", "missed doses: 8 %", "non-adherence 10 %"
_MISSED_BEFORE = Caseless(
    rf"\b(?:miss(?:ed|es|ing)?|skip(?:s|ped|ping)|omit(?:s|ted|ting)|forg(?:ot|ets|otten|etting)|refus(?:es|ed|ing)|left\s{{1,3}}out|omissions?|untaken|unused|non[\s-]?(?:adheren|complian|concordan)\w{{2,3}})\s{{0,3}}(?:(?:{_DOSES}|the|his|her|their|all|of)\s{{0,3}}){{0,3}}[(:=]?\s{{0,3}}{_HEDGE}$"
)
# "Missed doses: olanzapine 5%, risperidone 6%"
_MISSED_HEAD = Caseless(
    r"\W{0,3}(?:\w{3,12}\s{1,3})?(?:missed|omitted|doses\s{1,3}(?:missed|omitted))(?:\s{1,3}doses?)?\s{0,2}[:=]"
)
# "All doses bar 4 %"
_ALL_BUT = Caseless(
    rf"\b(?:all|every)\b[^.;%\d\n]{{0,28}}\b(?:bar|but|except(?:ing)?|save|apart\s{{1,3}}from)\s{{1,3}}(?:for\s{{1,3}})?{_HEDGE}$"
)
# "15 % of the doses were missed", "8 % omitted"
_MISSED_AFTER = Caseless(
    rf"\s{{0,2}}(?:of\s{{1,3}})?(?:(?:the|his|her|their|all|its|prescribed|daily|total|oral|evening|morning|night)\s{{1,3}}){{0,3}}(?:{_DOSES}\s{{1,3}})?(?:(?:was|were|had|have|has|been|being|are|is|got|went|go|go|by|count|reported|recorded|as|to|be)\s{{1,3}}){{0,4}}(?:miss(?:ed|ing)|skipped|omitted|forgotten|refused|(?:not|never)\s{{1,3}}(?:being\s{{1,3}}|been\s{{1,3}})?(?:taken|swallowed|given|dispensed|collected)|untaken|unused|unaccounted|returned|left(?:\s{{1,3}}over)?|full(?!\s{{1,3}}(?:adher|compl|conc|dose))|still\s{{1,3}}(?:in|there|left|full)|(?:in|inside)\s{{1,3}}the\s{{1,3}}(?:packs?|blisters?|trays?|box(?:es)?)|non[\s-]?(?:adheren|complian))"
)
_RATIO = Caseless(
    r"\b(?:PDC|MPR|possession\s{1,3}ratio|days\s{1,3}covered|(?:adherence|compliance)(?:\s{1,3}(?:rate|ratio|index))?)\)?(?:\s{1,3}\((?:PDC|MPR)\))?\s{0,3}(?:(?:of|was|is|at|=|:)\s{0,3}){0,2}(?P<ratio>[01][.,]\d{1,3})(?![\d%])"
)
# "blister packs came back 94 % empty"
_EMPTY = Caseless(
    r"\s{0,2}(?:of\s{1,3}(?:the\s{1,3})?(?:blisters|packs|pockets|compartments|slots)\s{1,3})?(?:were\s{1,3}|was\s{1,3})?(?:empty|emptied|used\s{1,3}up|gone|popped)\b"
)
# "Adherence (%): 92", "Adherence in percent: 92", "% doses taken 91"
_UNDOUBTED = Caseless(
    r"\b(?:not|never|nor|n['’]t)\s{1,3}(?:really\s{1,3}|seriously\s{1,3})?(?:in\s{1,3}(?:any\s{1,3})?(?:doubt|question|dispute)|(?:a|an|the)\s{1,3}(?:problem|issue|concern)|the\s{1,3}(?:problem|issue))\b"
)
# "never below 90 %", "not under 85 %"
_NEVER_LESS = Caseless(
    r"\b(?:never|not|at\s{1,3}no\s{1,3}(?:time|point)|nowhere|nor)\s{1,3}(?:(?:been|was|is|fell|fallen|went|dropp?\w{0,3}|ever|once)\s{1,3}){0,3}(?:below|under|less\s{1,3}than|lower\s{1,3}than|beneath)\s{1,3}(?P<least>\d{1,3})\s{0,2}(?:%|per\s?cent)$"
)
_IN_PERCENT = Caseless(
    r"(?:\b(?:adherence|compliance|concordance|(?:doses|tablets)\s{1,3}taken)\s{0,3}(?:rate\s{0,3})?(?:\(\s?(?:in\s)?%\s?\)|%|in\s{1,3}(?:%|per\s?cent)|percentage)|%\s{0,2}(?:of\s{1,3})?(?:doses|tablets)\s{1,3}taken|%\s{0,2}(?:adherence|compliance|adherent)|\bpercent(?:age)?\s{1,3}(?:of\s{1,3})?(?:prescribed\s{1,3})?(?:doses|tablets)\s{1,3}taken)"
    r"\s{0,3}(?:(?:is|was|=|:|of)\s{0,3}){0,2}(?P<share>\d{1,3})(?![\d%]|[.,/-]\d|\s{0,2}(?:%|mg|weeks?|months?|of\b|to\b))"
)
_WHICH_SHARE = "What share of the prescribed antipsychotic doses was taken?"
_THING = r"(?:SOFAS|GAF|decreas|fall\b|fell|fallen|drop|reduc|declin|rise\b|rising|rose|increas|gain|loss\b|lost\b|improv|chang|respon|better|worse|risk|chance|probab|satur|sats\b|SpO2|SaO2|O2\b|oxygen|HbA1c|A1c|h(?:a)?ematocrit|ejection|EF\b|cut[\s-]?off|threshold|criteri|rule\b|disab|BMI|weight|body|fat\b|alcohol|bioavail|attendan|occupan|occupied|PANSS|BPRS|scores?\b|scale\b|sensitiv|specific|accura|know(?:s|n)?\b|knew|remember|recogni|understand|quote)"
_OF_ELSE_BEFORE = Caseless(rf"\b{_THING}\w{{0,10}}[^.;,%\d()\n]{{0,22}}$")
_OF_ELSE_AFTER = Caseless(
    r"\s{0,2}(?:(?:of\s{1,3})(?:(?:his|her|the|their|total)\s{1,3}){0,2}(?:appoint|session|visit|review|class|beds|items|deliver|reminders|residents|households|staff|patients|people|cases|meals|baseline|body|weight|PANSS|BPRS|score|symptom|improv|normal|predicted)|(?:(?:PANSS|BPRS|symptom|absolute|relative|overall|further)\s{1,3}){0,2}(?:"
    + _THING[3:]
    + r"|on\s{1,3}(?:room\s{1,3})?air\b)"
)
_TAKEN = Caseless(r"(?<!not )(?<!never )(?<!not been )(?<!not being )\btaken\b|\btook\b|\badher")
# A percentage that is denied, or is another thing's, is no share of doses taken.
_NOT_REACHED = Caseless(
    r"\b(?:never|not|n't|nor|hardly|barely|cannot|fail(?:ed|s)?\s{1,3}to|so\s{1,3}as\s{1,3}to|in\s{1,3}order\s{1,3}to|far\s{1,3}from|short\s{1,3}of|instead\s{1,3}of|rather\s{1,3}than|until|aim\w{0,4}|goal|target|hop\w{1,4}|expected|supposed|ought|promis\w{1,4}|agreed\s{1,3}to)\b(?!\s{1,3}(?:only|just|missed|miss))[^.;\n]{0,26}$"
)
_NO_FACT = Caseless(
    r"^\W{0,3}(?:is\s|was\s|as\s|the\s|our\s|a\s){0,3}(?:target|goal|aim\w{0,3}|expected|improbable|unlikely|impossible|implausible|untrue|wrong|doubtful|hoped|wanted|required|not\b|never\b|cannot\b)"
)
# "We will aim for adherence of 95% by MAR chart and 94% by pill count": nothing of it was measured.
_AIMED = Caseless(
    r"\A\W*(?:(?:the|our|my|treatment)\s)?(?:plan|aim|goal|target|objective|to[\s-]?do|next(?:\ssteps?)?)s?\s?(?:is|are|:|-|–|=)[^.;,\d]{0,30}\b(?:adheren|complian|concordan|doses|intake)"
    r"|\b(?:aim(?:s|ing|ed)?\s(?:for|at|to)|hop(?:e|es|ed|ing)\s(?:for|to|that)|striv\w+\s(?:for|to)|work(?:s|ing)?\stowards?)\b[^.;\d]{0,30}\d{2,3}\s?(?:%|per\s?cent)"
)
_LED_BY_OTHER = Caseless(
    r"\b(?:\w{2,14}(?:statin|pril|sartan|olol|formin|gliptin|azole|cillin|mycin|oxetine|alopram|zepam|zolam|thyroxine|parin|floxacin|dipine|prazole|traline)|statins?|lithium|valpro\w{1,6}|insulin|inhalers?|contracepti\w{2,5}|anti(?!psychot)\w{5,12}|mood\s{1,3}stabili[sz]ers?"
    r"|(?:mother|father|mum|dad|wife|husband|partner|sister|brother|son|daughter|aunt|uncle)['’]s(?:\s{1,3}own)?|CPAP|diet\w{0,4}|vitamins?|appointments?|attendance|bloods?|blood\s{1,3}tests?|monitoring|therapy|CBT|exercise|physio\w{0,7}|dialysis)\s{0,2}(?::|-|–)?\s{0,2}(?:adheren|complian|concordan)"
)
_PLAIN_OBJECT = (
    r"(?:(?:his|her|their|the|its|a|an|all|both|each|every|either|any|these|those|this|that|whole|entire|full|current|past|last|previous|prior|first|second|third|two|three|four|five|six|\d{1,4}|and|or|&|oral|daily|prescribed|most|of|more|over|at|least|about|trial|long|same)\W{1,3}){0,6}"
    r"(?:anti\s?-?psychotic\w{0,2}|neuroleptic\w{0,2}|psychotropic\w{0,2}|medic\w{0,8}|meds?|tablets?|pills?|doses?|dosing|treatments?|depots?|injections?|LAIs?|drugs?|regimens?|prescri\w{0,7}|courses?|trials?|periods?|duration|takes|intakes?|occasions|nights|mornings|evenings|what\w{0,4}|everything|administrations|capsules|packs?|strips|openings?|pockets|slots|compartments|entries|signatures|ticks|boxes|blisters|refills?|scripts|scheduled|planned|due|supposed|count\w{0,3}|extent|tune|level|degree|agents?|therapy|them|it|both|each|all|time|days?|weeks?|months?|years?|wks?|\d{1,3}|him|her|me|us|which|one|either|oral|two|pair|couple|lot|admission|episode|stay|instructions?|plan)"
)
_OF_OTHER_DRUG = Caseless(
    r"(?:\b(?:adheren\w{1,3}|complian\w{1,3}|concordan\w{1,3})|\d\s?(?:%|per\s?cent)|\bdoses|\btablets)\s{1,3}(?:of\s{1,3}doses\s{1,3}|of\s{1,3}tablets\s{1,3}|taken\s{1,3}|adheren\w{1,3}\s{1,3}|complian\w{1,3}\s{1,3}){0,2}(?:for|to|with|of)\s{1,3}(?!"
    + _PLAIN_OBJECT
    + r"\b)(?P<other>(?:(?:his|her|their|the|oral)\s{1,3}){0,2}[a-z][a-z-]{2,24})"
)


def adherence(reading: Reading) -> tuple[Said | None, Said | None]:
    """The share of doses taken, and the sources named for it. Words such as "good" give no number."""
    shares: list[Said] = []
    told: list[Part] = []
    for sentence in reading.sentences:
        if OF_OTHERS.search(reading.text, sentence.start, sentence.end):  # `bearing` asks what it says of this patient
            continue
        if _AIMED.search(reading.words(sentence)):
            continue
        if (
            _ADHERENCE.search(reading.text, sentence.start, sentence.end)
            or _sourced_share(reading, sentence)
            or tells_intake(reading, sentence)
            or any(_of_doses(reading, sentence, said) for said in _few_missed(reading, sentence))
            or (told and follows(reading, told[-1], sentence) and _tells_counts(reading, sentence))
            or (told and goes_on(reading, told[-1], sentence))
        ):
            told.append(sentence)
            found = _shares(reading, sentence)
            shares += found
            _keep(reading, sentence, found)
    sources = named_sources(reading, told)
    share = unreserved(reading, _unless_poor(reading, _one_share(reading, of_no_drug(reading, shares))), told)
    named = tuple(dict.fromkeys(name for name, _ in SOURCES if name in sources))  # however they are ordered in the note
    spans = tuple(span for places in sources.values() for span in places)
    return share, Said(named, spans) if named else None


def _keep(reading: Reading, sentence: Part, found: list[Said]) -> None:
    """Know a sentence that tells shares and no dose, and take the times of its counts: they are no trial's."""
    if found and not any(mark.kind == "dose" for mark in reading.marked(*sentence)):
        reading.of_adherence.add(sentence.start)
    for start, end in (span for said in found for span in said.spans):
        reading.claim(*(mark for mark in reading.free(sentence, "duration") if start <= mark.start < end))


_DOSED = Caseless(r"doses?|tablets?|pills?|capsules?|(?:un)?signed|refusals?|blanks?|omissions?")


def _few_missed(reading: Reading, sentence: Part) -> Iterator[Said]:
    """Shares told by doses missed, or by so many of so many of them."""
    yield from lapses(reading, sentence)
    yield from counted(reading, sentence)


def _tells_counts(reading: Reading, sentence: Part) -> bool:
    """Whether a sentence tells a share without a sign of percent: "57 of 60", "the pharmacy's count gives 97 and 95"."""
    return any((*counted(reading, sentence), *bare_shares(reading, sentence)))


def _of_doses(reading: Reading, sentence: Part, said: Said) -> bool:
    """Whether what was missed are doses by their name, or by a source named beside them."""
    return bool(_DOSED.search(reading.text, *said.spans[0])) or stands_by_source(reading.words(sentence))


def _unless_poor(reading: Reading, share: Said | None) -> Said | None:
    """A share of doses, unless the note calls adherence poor or unknown and no follow-up corrects that."""
    poor = _poor(reading.text)
    for one in (*poor, *_UNKNOWN.finditer(reading.text)):
        reading.used.append(one.span())
        remark = reading.sentence_of(one.start())
        if share is None or reading.is_settled(remark):
            continue
        corrected = reading.replaces(one.start(), share.spans[0][0])
        if (one in poor and (share.value.low or 0) < 80) or corrected:
            continue
        words = f"The note gives {share.value.words()}% of doses, and “{one.group()}”."
        reading.contradict("adherence.percent", words, [*share.spans, one.span()])
        question = "What share of the prescribed doses was really taken?"
        reading.ask_for(remark, "adherence.percent", question, f"{words} {UNLESS_IT_HOLDS}")
        share = None
    return share


_POOR_OF_DRUG = Caseless(
    r"\b(?:adheren|complian|concordan)\w{1,3}\s{1,3}(?:to|with)\s{1,3}(?:\w+\s{1,3}){1,3}(?:(?:was|is|has|had|been|remained|stayed|only|very|rather|quite|always|often)\s{1,3}){1,3}(?:poor|patchy|erratic|variable|doubtful|questionable|uncertain|unclear|unknown|intermittent|unreliable|inconsistent|irregular|partial|limited|low|bad|minimal)\b"
)


def poor_remarks(reading: Reading) -> Iterator[Part]:
    """The sentences that call adherence poor, unless somebody said that they change nothing or a follow-up tells a share."""
    shares = reading.evidence.get("adherence.percent", ())
    for m in (*_poor(reading.text), *_POOR_OF_DRUG.finditer(reading.text)):
        sentence = reading.sentence_of(m.start())
        corrected = any(reading.replaces(m.start(), one.start) for one in shares)
        if not corrected and not reading.is_settled(sentence):
            yield sentence


_FEW = Caseless(
    rf"(?<![\w./,-])(?:[1-9]|1[0-2]|{'|'.join(list(WORDS)[:12])}|a\s{{1,3}}(?:couple|handful)(?:\s{{1,3}}of)?|few|odd)\s{{1,3}}$"
)


@lru_cache(maxsize=4)
def _poor(text: str) -> tuple[re.Match[str], ...]:
    found = []
    for m in _POOR.finditer(text):
        few = m.group().lower() == "missed doses" and _FEW.search(text, max(0, m.start() - 24), m.start())
        if not few and not _negated(text, m.start()) and not _FIGURE_FOLLOWS.match(text[m.end() : m.end() + 40]):
            found.append(m)
    return tuple(found)


def tells_share(reading: Reading, sentence: Part) -> bool:
    """Whether a sentence tells a share of doses by counts, by how often one was missed, or who saw them taken: not how
    long a trial lasted."""
    if sentence.start in reading.of_adherence:
        return True
    return any((*counted(reading, sentence), *lapses(reading, sentence))) or tells_intake(reading, sentence)


_OF_ELSE_TOLD = Caseless(
    r"\b(?:PANSS|BPRS|SOFAS|GAF|CGI|reduc\w+|improv\w+|respon\w+|fell|score\w*|symptom\w*|levels?|conc\w*|ng|mcg|nmol|trough|weeks\s{1,3}at|appointments?|visits?|sessions?|attend\w*)\b|\d\s?mg\b"
)
# "95% of olanzapine", "97% (olanzapine)", "olanzapine 95%"
_DRUG_BESIDE = 24  # characters between a share and the drug it is of


def _sourced_share(reading: Reading, sentence: Part) -> bool:
    """Whether percentages are shares of doses by a source or a drug named in their sentence: "95% by chart", "sister has
    90% for olanzapine"; of a sentence on other things, only by a source right beside them."""
    marks = reading.free(sentence, "percent")
    if not marks or any(_is_of_else(reading, sentence, mark.start, mark.end) for mark in marks):
        return False
    if not _OF_ELSE_TOLD.search(reading.text, *sentence):
        own = [m for m in reading.named(*sentence) if m.drug is not None]
        by_drug = own and all(
            any(m.start - mark.end < _DRUG_BESIDE and mark.start - m.end < _DRUG_BESIDE for m in own) for mark in marks
        )
        return bool(by_drug) or stands_by_source(reading.words(sentence))
    near = (reading.text[max(sentence.start, mark.start - 40) : min(sentence.end, mark.end + 28)] for mark in marks)
    return any(stands_by_source(words) and not _OF_SCORES.search(words) for words in near)


_OF_SCORES = Caseless(r"\b(?:PANSS|BPRS|reduc\w+|improv\w+|response|fell|score\w*|symptom\w*)\b")


def called_poor(reading: Reading) -> tuple[int, int] | None:
    """Where the note calls adherence poor in words."""
    poor = _poor(reading.text)
    return poor[0].span() if poor else None


_FOR_A_TIME = Caseless(
    r"\b(?:(?:for|in|over|during)\s{1,3}(?:only\s{1,3})?(?:the\s{1,3})?(?:first|initial|early)|at\s{1,3}first|initially|until|till"
    r"|(?:then|later|thereafter|but)\s{1,3}(?:\w+\s{1,3}){0,2}?(?:stopp|ceas|refus|nothing|none|zero|poor|fell|dropp|declin|lapsed|erratic|worse))"
)


def _shares(reading: Reading, sentence: Part) -> list[Said]:
    found = []
    for mark in reading.free(sentence, "percent"):
        near = reading.text[max(sentence.start, mark.start - 60) : min(sentence.end, mark.end + 40)]
        if re.search(r"\b(?:PANSS|BPRS|reduc\w+|improve\w*|fell|response)\b", near, re.I) and not _ADHERENCE.search(
            near
        ):
            continue
        if mark.value is None or _is_of_else(reading, sentence, mark.start, mark.end):
            continue
        share = _share(reading, sentence, mark, mark.value)
        if share is not None:
            found.append(Said(share, ((mark.start, mark.end),)))
        reading.claim(mark)
    found += list(bare_shares(reading, sentence))
    found = (
        found
        or list(counted(reading, sentence))
        or list(lapses(reading, sentence))
        or list(_covered(reading, sentence))
    )
    found += [one for one in lapses(reading, sentence) if one not in found and (one.value.low or 0) < 80]
    whole = _NEVER_MISSED.search(reading.text, sentence.start, sentence.end)
    if whole and not found and not re.search(r"\bdepots?|injections?", whole.group(), re.I):
        found.append(Said(exactly(100), (whole.span(),)))
    return found


def _share(reading: Reading, sentence: Part, mark: Mark, value: Range) -> Range | None:
    """The share of doses taken that a percentage gives; None, and asked, where it gives none for certain."""
    before = reading.text[max(sentence.start, mark.start - 60) : mark.start]
    after = reading.text[mark.end : min(sentence.end, mark.end + 60)]
    plain = _RARELY_MISSED.sub(" ", before[-50:])
    rarely = list(_RARELY_MISSED.finditer(before))
    plain = plain if not rarely or before[rarely[-1].end() :].strip() else "not "  # "does not miss 10 %"
    plain = _UNDOUBTED.sub(" ", plain)
    if floor := _NEVER_LESS.search(plain + reading.text[mark.start : mark.end]):
        plain, value = "", between(exact(floor["least"]), 100)
    denied = _NOT_REACHED.search(plain) or _NO_FACT.match(after[:30])
    if denied or _FOR_A_TIME.search(after) or _is_of_other(reading, sentence, mark.start, mark.end):
        why = "The percentage in the note is denied, or is of another medicine, or of a part of the time."
        reading.ask("adherence.percent", _WHICH_SHARE, why)
        return None
    if mark.note == "approximate" and value.low is not None and value.high is not None:
        middle = round((value.low + value.high) / 2)
        value = between(middle - ABOUT, min(100, middle + ABOUT))
    if any(bound is not None and not 0 <= bound <= 100 for bound in (value.low, value.high)):
        words = reading.text[mark.start : mark.end]
        why = f"Adherence of {words} is not possible: give 0 to 100 %."
        reading.refused.append(Refusal(words=words, why=why, span=reading.span(mark.start, mark.end)))
        return None
    plain = _RARELY_MISSED.sub(" ", before)
    headed = _MISSED_HEAD.match(reading.text, sentence.start, mark.start) is not None
    missed = bool(headed or _MISSED_BEFORE.search(plain) or _MISSED_AFTER.match(after))
    if _ALL_BUT.search(before):
        return value if missed else rest(value)
    if missed:
        return rest(value)
    taken = _EMPTY.match(after) or _TAKEN.search(before[-26:] + "%" + after[:26])
    if not taken and _MISSED.search(plain[-26:] + "%" + after[:26]):
        reading.ask("adherence.percent", _WHICH_SHARE, "It is not clear whether the percentage was taken or missed.")
        return None
    return value


def _covered(reading: Reading, sentence: Part) -> Iterator[Said]:
    """The share told as a ratio, or under a label that holds the percent sign: "MPR 0.94", "Adherence (%): 92"."""
    for m in _RATIO.finditer(reading.text, sentence.start, sentence.end):
        yield Said(exactly(100 * exact(m["ratio"].replace(",", "."))), (m.span(),))
    for m in _IN_PERCENT.finditer(reading.text, sentence.start, sentence.end):
        if int(m["share"]) <= 100:
            yield Said(exactly(int(m["share"])), (m.span(),))


def _is_of_else(reading: Reading, sentence: Part, start: int, end: int) -> bool:
    """Whether a percentage is by its own words of another thing: "a decrease of 6.8 %", "a 12 % fall"."""
    before = _OF_ELSE_BEFORE.search(reading.text[max(sentence.start, start - 48) : start])
    if before is not None and not _ADHERENCE.search(before.group()):
        return True
    return _OF_ELSE_AFTER.match(reading.text[end : min(sentence.end, end + 48)]) is not None


def _one_share(reading: Reading, shares: list[Said]) -> Said | None:
    """Several shares that agree on which side of 80% they lie are one, the lower; else a contradiction."""
    shares = reading.newest(shares)
    if not shares:
        return None
    sides = {
        (one.value.low is not None and one.value.low >= 80, one.value.high is not None and one.value.high < 80)
        for one in shares
    }
    if len(sides) == 1:
        lowest = min(shares, key=lambda one: one.value.low if one.value.low is not None else one.value.high)
        return Said(lowest.value, tuple(span for one in shares for span in one.spans))
    return settled(reading, "adherence.percent", "the share of doses taken", shares)


def _is_of_other(reading: Reading, sentence: Part, start: int, end: int) -> bool:
    """Whether a share is that of another medicine, or of something that is none ("95% for metformin")."""
    left = max(sentence.start, start - 60)
    near = reading.text[left : min(sentence.end, end + 60)]
    named = reading.named(max(left, sentence.start), min(end + 60, sentence.end))
    if _LED_BY_OTHER.search(near) or (named and all(one.drug is None and one.other for one in named)):
        return True
    for m in _OF_OTHER_DRUG.finditer(near):
        place = left + m.start("other")
        own = any(one.drug for one in reading.named(place, left + m.end("other") + 12))
        own = own or any(shortened(reading, word) for word in m["other"].split())
        if not own:
            return True
    return False


def _negated(text: str, place: int) -> bool:
    return bool(
        re.search(
            r"\b(?:no|not|never|denies|without|rather\s{1,3}than)\s{1,3}(?:\w+\s{1,3}){0,2}$",
            text[max(0, place - 24) : place],
            re.I,
        )
    )

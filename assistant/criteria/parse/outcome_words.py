"""The words that tell what came of a drug: no response, a part of one, a good one, not tolerated, stopped by the patient."""

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.outcome_families import (
    CAME_TO_LITTLE,
    DID_NOT,
    FAILED_TO,
    FEW_PER_CENT,
    HELP,
    JUDGED,
    NEITHER,
    NOT,
    SIGNS,
    STILL_ILL,
    UNMOVED,
)

_ADVERSE = (
    r"dystoni\w*|akathisi\w*|e\.?p\.?s\.?(?:e|is)?\b|extrapyramidal|parkinsonism|stiffness|tremor|weight(?:\s+gain)?|sedat\w*|drows\w*"
    r"|prolactin\w*|prl\b|galactorrh\w*|amenorrh\w*|qtc?\b|ANC\b|neutrophil\w*|neutropeni\w*|agranulocyt\w*|myocarditis|side[\s-]effects?|s/e'?s?\b|adverse"
    r"|rash|nms\b|diabetes|metabolic|hypotens\w*|syncope|seizures?|intoleran\w*|intolerable|vomiting|nausea|jaundice|lfts?\b"
    r"|tardive|constipation|ileus|dizz\w*|oculogyric|sialorrh\w*|hypersalivation|priapism"
)
_STOPPED = r"(?:stopped|discontinued|d/?c'?e?d|ceased|withdrawn|halted|abandoned|given\s+up|came\s+off|taken\s+off|switched|changed(?=\s+(?:to|over|because|due|for|owing|on\s+account|after|as|from|d/t)\b)|not\s+continued|stop)"

# What an illness is said to be where nothing has changed.
_AS_BAD = (
    r"as\s+(?:bad|loud|ill|unwell|psychotic|intense|strong|frequent|severe|marked|florid\w*|frighten\w*|paranoid|suspicious"
    r"|deluded|distress\w*|torment\w*|troubled|bothered|convinced|prominent|vivid|insistent|sick|disturbed|preoccupied"
    r"|scared|terrified|afraid|fearful|guarded|thought[\s-]disordered|disorgani[sz]ed|symptomatic|hallucinat\w*)\b(?!\s+(?:of|by|about)\s+(?:the\s+)?(?:needles?|injections?|blood|side|weight|hospital|dark|dogs))[^.;,\n]{0,40}?"
    r"\bas\s+(?:ever|before|always|at|when|he|she|they|on|the|in|it)\b"
)
_SAME = (
    r"(?:(?:exactly|just|much|very|still|all|precisely|more\s+or\s+less|pretty|essentially|quite|basically|about|entirely|largely)\s+){0,2}"
    r"(?:the\s+same(?!\s+(?:dos|drug|week|day|time|team|ward|tablet|as\s+(?:his|her|my)\b))|what\s+(?:they|it)\s+(?:were|was|had\s+been|always)"
    r"|(?:as|where)\s+(?:they|it|he|she|we)\s+(?:were|was|had\s+been|started|began)|as\s+(?:before|ever)\b|unchanged|unaltered|undiminished|unabated"
    r"|unmoved|untouched|unaffected|no\s+(?:different|quieter|milder|less\s+\w+)|not\s+(?:any\s+)?(?:different|quieter|less\s+\w+))"
)
_GOT = (
    r"(?:make|made|present|have|had|bring|brought|give|gave|given|show|showed|shown|see|seen|saw|produced?|yield(?:ed)?|achieved?|derived?"
    r"|obtain(?:ed)?|gain(?:ed)?|lead\s+to|led\s+to|result(?:ed)?\s+in|noticed?|find|found|get|got|do|did|done)"
)
_POOR = r"(?:poor|nil|none|negligible|minimal|insufficient|inadequate|unsatisfactory|disappointing|absent|lacking|zero|non[\s-]?existent|no(?=\s*(?:[.;,)\n]|$))|nothing)(?!\s+(?:too|but|short|less|other|the\s+less|of\s+the)\b)"
# The improvement by the global impression: 1 and 2 are much improved, 3 minimally, 4 no change, 5 to 7 worse.
CGI = r"CGI[\s-]?(?:I|C|improvement)\s*(?:score\s*)?(?:(?:of|was|is|at|=|:)\s*)?"
NO_RESPONSE = Caseless(
    rf"\b(?:{CAME_TO_LITTLE}|{DID_NOT}|{JUDGED}|{UNMOVED}|{STILL_ILL}|{FEW_PER_CENT}|{FAILED_TO}|(?:no|nil|zero|ø|(?<![\d.,/-])0(?:\s?%)?|without(?:\s+any|\s+the\s+(?:least|slightest))?|w/o|little|minimal|negligible|hardly\s+any|scarcely\s+any|barely\s+any|scant|not\s+much|lack\s+of|want\s+of|insufficient|inadequate|unsatisfactory|disappointing|poor|limited|devoid\s+of|absence\s+of|not\s+(?:any|the\s+(?:least|slightest)))"
    rf"(?:\s+(?!side\b|adverse\b|ill\b|other\b|further\s+antipsych)[a-z]+(?:\s+or)?){{0,3}}?\s+(?:{HELP}|responded)\b|non[\s-]?respon\w+|unrespons\w+|(?:refractory|resistant)\s+to\b|refractory(?=\s*(?:[.;,)\n]|$))"
    rf"|{NOT}\s+(?:\w+ly\s+|at\s+all\s+|really\s+|ever\s+|once\s+|much\s+|even\s+)?(?:respond\w*|help\w*|work\w*|improv\w*|benefit\w*|touch\w*|shift\w*|budge\w*|reduc\w*|chang\w*|settl\w*|lessen\w*|subsid\w*|abat\w*|diminish\w*|let\s+up|relent\w*|go\s+away|alter\w*|lift(?:ed)?|eas(?:e|ed)|quiet\w*|dent\w*|dampen\w*|make\s+any|made\s+any|(?:do|done)\s+(?:anything|much|a\s+thing|the\s+trick)|(?:get|got|gotten|feel|felt|become)\s+(?:any\s+|much\s+)?better|get\s+(?:him\s+|her\s+|them\s+|us\s+)?anywhere"
    rf"|{_GOT}\s+(?:(?:him|her|them|us|it|any|an?|the|much|enough|sufficient|adequate|slightest|least|desired|expected|real|of|bit|scrap|jot|blind|useful|significant|good|satisfactory|sort|kind|single|lasting|major)\s+){{1,5}}(?:{HELP})\b)"
    rf"|nothing\s+(?:much\s+|whatever\s+|at\s+all\s+|really\s+|ever\s+)?(?:has\s+|had\s+)?(?:chang|happen|shift|improv|help|work|mov|came\s+of|to\s+show\s+for)\w*|(?:result(?:ed|s)?\s+in|came\s+to|amount\w*\s+to|led\s+to)\s+nothing"
    r"|not\s+(?:a|one|so\s+much\s+as\s+a)\s+(?:(?:single|solitary)\s+)?(?:flicker|jot|whit|iota|glimmer|sausage|dent|scrap|shred|ounce)(?=\s*(?:[.;,)\n]|$))"
    rf"|not\s+(?:a|one|the\s+(?:least|slightest))\s+(?:\w+\s+)?(?:bit|scrap|jot|whit|iota|sign|hint|trace|flicker|shred|ounce)\s+(?:of\s+(?:an?\s+|any\s+)?(?:{HELP})|better|different|quieter)\b"
    rf"|{SIGNS}\s+(?:(?:\w+\s+){{0,2}}(?:unchanged|unaltered|undiminished|unabated)|(?:was|were|is|are|stayed|stood|remain(?:s|ed)?|ha[sd]\s+been|have\s+been|continued|persisted|went\s+on|carried\s+on)\s+{_SAME})"
    r"|(?:with|but|despite\s+this|[:=–-])\s+(?:still\s+)?(?:persist\w+|unabated|undiminished|unchanged|unaltered)\s+(?:\w+\s+){0,2}(?:symptoms?|voices|hallucinations|delusions|psychosis|paranoia|beliefs)\b"
    rf"|(?:(?:he|she|they)\s+(?:was|were|is|are|stayed|remain(?:s|ed)?|ended\s+up|ended)\s+)(?:still\s+|exactly\s+|just\s+|much\s+){{0,2}}(?:the\s+same(?!\s+(?:dos|drug|week|day|time|team|ward|tablet|age|as\s+(?:his|her|my)\b))|unchanged|(?:as|where)\s+(?:he|she|they)\s+(?:was|were|started|began))"
    rf"|(?:every\s+bit|just|exactly|quite|still|equally|fully|every\s+inch)\s+{_AS_BAD}|{_AS_BAD}|same\s+as\s+ever|no\s+(?:quieter|calmer|less\s+(?:loud|psychotic|paranoid|suspicious|deluded|frightened|distressed|frequent|intense)|nearer\s+well)"
    rf"|(?:respon(?:se|ses)|resp|improvement|effect|efficacy|benefit|outcome|result)(?:\s+(?:[A-D]|[1-9]|documented|recorded|noted|seen|observed|clinically|to\s+(?:each|both|either|all|it|this|them|treatment)|was|is|were|has|had|been|very|rather|quite|clearly|judged|deemed|considered|rated|as|described|again|remained|overall|in\s+(?:each|both|either)(?:\s+(?:case|instance|trial|of\s+them))?))*?\s*[:=>–-]{{0,2}}\s*{_POOR}(?:\s?(?:to|/|or|-)\s?{_POOR})?\b"
    rf"|left\s+(?:the\s+|his\s+|her\s+|their\s+)?{SIGNS}\s+(?:\w+\s+){{0,2}}(?:untouched|unchanged|unaffected|undiminished|intact|as\s+(?:it|they)\s+w)\w*|{SIGNS}\s+(?:(?:simply|just|always|all|still)\s+)?(?:kept\s+(?:going|on|up)\b(?!\s+(?:down|away|off|quieter|less|improving|getting))|never\s+(?:stopped|left|let\s+up|went|ceased|eased|faded|quietened)|(?:carried|went)\s+on\b|{NOT}\s+(?:stop|cease|leave|fade|go|reduce|lessen)\b(?:\s+(?:or|nor|and)\s+(?:even\s+)?(?:stop|cease|fade|reduce|lessen|ease|improve|go\s+away)\b)?)"
    rf"|{NOT}\s+(?:able\s+to\s+)?(?:bring|get|keep|hold|control|contain)\s+(?:(?:the|his|her|their)\s+)?{SIGNS}(?:\s+(?:under\s+control|in\s+check|at\s+bay|down))?\b"
    r"|not\s+(?:very\s+|at\s+all\s+|really\s+|sufficiently\s+|particularly\s+|clinically\s+)?(?:respond\w*|help\w*|work\w*|improv\w*|better|benefit\w*|effective|efficacious|successful|satisfactory)|fail(?:ed|ures?|s|ing)?\b|ineffective|ineffectual|inefficac\w+|unsuccessful\w*|remain(?:s|ed)\s+unchanged|unhelpful|(?:gained|got|brought|gave|did|had|achieved|produced|made|does)\s+(?:him\s+|her\s+|them\s+|us\s+)?(?:absolutely\s+|precisely\s+|exactly\s+)?(?:nothing(?!\s+but\s+(?:good|benefit|improve|praise))|nil|zero|nowt|sod\s+all|damn\s+all|bugger\s+all)|no\s+(?:good|different|further\s+forward)|none\s+the\s+better"
    rf"|no\s+(?:\w+\s+){{0,2}}(?:reduction|lessening|decrease|diminution|easing|abatement)\s+(?:in|of)\s+(?:(?:the|his|her|their|any|positive|psychotic|overall|(?:intensity|frequency|severity|strength|loudness|force)(?:\s+(?:or|and)\s+\w+)?\s+of)\s+){{0,4}}{SIGNS}\b|still\s+(?:hears?|heard|believe[sd]?|deluded|delusional|paranoid)\b(?!(?:\s+\w+){{0,4}}\s+(?:occasional\w*|sometimes|less|fewer|quieter|but|though|now\s+and|once)\b)"
    r"|(?:helped|improved|benefit\w*|touched|relieved)\s+(?:by|from|on|with)\s+(?:neither|none)\b"
    rf"|{CGI}[4-7](?![\d.])(?!\s*(?:->|→|to\b|-))"
    r"|as\s+(?:if|though)\s+(?:(?:he|she|they)\s+(?:was|were|had\s+been|had)\s+)?(?:taking|given|on|having|swallowing|taken|had)\s+(?:nothing|water|sweets|sugar|smarties)"
    r"|(?:waste\s+of\s+(?:time|effort)|got\s+(?:him\s+|her\s+|us\s+|them\s+)?nowhere|in\s+vain|fruitless\w*|futile|drew\s+a\s+blank|dead\s+loss|(?:was|proved|proven)\s+a\s+failure|not\s+a\s+success|without\s+(?:any\s+)?(?:success|result)|might\s+as\s+well\s+have\s+(?:been|taken|had|given)\s+(?:\w+\s+){0,2}(?:water|sweets|smarties|sugar|nothing))"
    r"|(?:if\s+anything,?\s+(?:he\s+|she\s+|they\s+)?(?:\w+\s+)?worse|worse,?\s+if\s+anything|(?:worsened|deteriorated|got\s+worse)\s+(?:on|despite|during)\s+(?:it|this|that|them|treatment|the\s+(?:drug|course|trial)))"
    rf"|neither\b(?:(?!\b(?:without|no|not|fail|lack|little)\w*\b)[^.;\n]){{0,40}}?\b(?:response|benefit|effect|improvement|difference)\b|neither\b[^.;\n]{{0,90}}\bnor\b[^.;\n]{{0,60}}?\b(?:help\w*|work\w*|touch\w*|made|did|had\s+any|gave|produced|brought|achieved|led\s+to|yielded|changed|shifted|improved|moved|dented|budged|provided|offered)\b(?:\s+(?:an?\s+|any\s+|much\s+|the\s+)?(?:\w+\s+)?(?:response|benefit|effect|improvement|difference|relief|change|thing|good|anything))?|(?:had|has|with)\s+none\b(?!\s+of)|there\s+was\s+(?:again\s+)?none\s+(?:either|again|too|this\s+time)\b|{NEITHER}|no\s+better|to\s+no\s+avail"
    r"|(?:symptoms|sx|AVH|voices|delusions?|hallucinations|psychosis|paranoia|beliefs|ideas)\b[^.;\n]{0,24}\bpersist\w*|persist\w*\s+(?:after|despite|on|through)\b|symptoms\s+(?:continued|the\s+same)|still\s+(?:very\s+|just\s+as\s+|floridly\s+)?(?:psychotic|symptomatic|hallucinating|hearing|ill\b|unwell)|remain(?:s|ed)\s+(?:very\s+|floridly\s+|just\s+as\s+|quite\s+|clearly\s+|actively\s+)?(?:psychotic|symptomatic|unwell|ill\b|deluded|delusional|hallucinat\w+|paranoid|thought[\s-]disordered|in\s+the\s+same\s+(?:state|condition))|nil\b(?!\s+(?:else|other|known|of\s+note|regular|allerg))|useless|zilch\b|zip\b(?!\s*code)|nada\b|nowt\b|(?-i:NR)\b(?!\s*[=:]?\s*\(?not\b)|made\s+no|nothing\s+doing\b|nothing\b(?!\s+(?:else|above|more|over|higher|further|by\s+mouth|but|short\s+of|less\s+than))|none\b(?=\s{0,20}(?:$|[.;,\n])|\s{2}|\s+(?:to|on|with|from|in)\s+the\s+(?:latter|former|second|first|other)\b)|zero(?:\s+change|(?=\s*(?:[.;,)\n]|$)))"
    r"|(?:insufficient|inadequate|unsatisfactory|disappointing|poor|negligible|minimal|negative|unchanged)(?=\s{0,3}(?:$|[.;,()\n]|\s(?:again|too|either|also|as\s+well)\b)))"
)
PARTIAL = Caseless(
    rf"\b(?:{CGI}3(?![\d.])|partial\w*(?:\s+(?:respon\w+|{HELP}))?|(?:some|modest|slight|mild|moderate|a\s+bit\s+of|a\s+little|incomplete|equivocal|suboptimal)\s+(?:\w+\s+)?(?:respon\w+|{HELP})|slightly\s+better|somewhat\s+better|a\s+(?:bit|little)\s+better|took\s+the\s+edge\s+off|helped\s+(?:a\s+(?:bit|little)|somewhat|partly|partially))"
)
_GONE = r"(?:gone|stopped|ceased|disappeared|vanished|cleared|resolved|remitted|melted\s+away|silent|fallen\s+silent)"
GOOD = Caseless(
    rf"\b(?:{CGI}[12](?![\d.])|(?:good|excellent|full|complete|marked|great|clear|very\s+good|robust|dramatic|brilliant|substantial|adequate|strong|sustained)\s+(?:clinical\s+)?(?:respon\w+|{HELP})|responded\b(?!\s+(?:partial|poorly|little|minimally|in(?:adequately)?))|work(?:ed|s)\s+(?:well|very|wonders|brilliantly|a\s+treat|for\s+(?:him|her|them|me|us|a\s+(?:while|time)))|much\s+better|(?:full|complete|symptomatic)\s+remission|did\s+(?:very\s+|really\s+)?(?:well|brilliantly)|doing\s+(?:very\s+)?well|well\s+controlled|settled\s+on|(?:settled|improved|recovered|responded|helped|benefited|stabili[sz]ed)\s+(?:nicely|well|beautifully|a\s+(?:lot|great\s+deal)|greatly|enormously|hugely|tremendously|markedly|considerably|significantly|dramatically|substantially|completely|fully|very\s+well|no\s+end)|(?:much|greatly|markedly|vastly|hugely|considerably|significantly|dramatically|very\s+much)\s+improved|(?:(?<=[:–-]\s)|(?<=weeks,\s)|(?<=/52,\s)|(?<=wks,\s)|(?<=months,\s))(?:it\s+)?(?:worked|helped)(?=\s*(?:[.;,)\n]|$))|symptom[\s-]free|in\s+remission"
    rf"|(?:voices|symptoms|delusions|hallucinations|psychosis|paranoia|beliefs)\s+(?:(?:have|has|had|are|were|was|is|all|now|finally|completely|fully|entirely|since|altogether)\s+){{0,3}}{_GONE}\b|no\s+longer\s+(?:hear\w*|psychotic|deluded|paranoid|hallucinat\w*|symptomatic)|free\s+(?:of|from)\s+(?:the\s+|all\s+|his\s+|her\s+)?(?:symptoms|voices|psychosis|delusions)|no\s+voices\s+(?:now|since|any\s+more|anymore|th(?:is|ese)|for)|(?:full|complete|good|excellent)\s+recovery|recovered\s+(?:fully|completely|well)|(?:very|highly|extremely)\s+effective)"
)
INTOLERANCE = Caseless(
    rf"\b(?:{_STOPPED}[^.;\n]{{0,60}}?(?:{_ADVERSE})|(?:{_ADVERSE})[^.;\n]{{0,40}}?\b{_STOPPED}|(?:not|could\s*n['o]t|could\s+not|un(?:able\s+to)?)\s*toler\w+|intoleran\w+|intolerable|poorly\s+tolerated|did\s+not\s+tolerate|didn't\s+tolerate)"
)
_INEFFECTIVE = r"(?:lack\s+of\s+(?:\w+\s+)?(?:effect|efficacy|response|benefit|improvement)|inefficacy|ineffectiveness|non[\s-]?response|no\s+(?:response|effect|benefit|improvement))"
LACK_OF_EFFECT = Caseless(
    rf"\breasons?\s+(?:for\s+)?(?:stopping|stopped|discontinu\w+|switch\w*|chang\w+|cessation|withdrawal|leaving)(?:\s+(?:it|was|given|documented|recorded))*\W{{1,3}}{_INEFFECTIVE}"
    rf"|\b{_STOPPED}\s+(?:due\s+to|because\s+of|for|d/t|owing\s+to|given|on\s+account\s+of)\s+{_INEFFECTIVE}"
)
SELF_STOPPED = Caseless(
    r"\b(?:self[\s-]discontinued|stopped\s+taking|stopped\s+(?:it|them)\s+(?:him|her|them)sel\w+|refus(?:ed|es|ing)\s+(?:to\s+take|all|medication|it|further)|defaulted|disengaged)"
)
# What came of the drug before came of this one.
SO_WAS = Caseless(
    r"\b(?:(?:as|so|nor|neither)\s+(?:was|were|did|had|has|is)|(?:the\s+)?same\s+(?:with|for|on|goes\s+for|was\s+true\s+(?:of|for)|story\s+with|result\s+(?:with|on|for))|likewise(?:\s+(?:with|for|on))?|ditto(?:\s+(?:with|for|on))?|similarly(?:\s+(?:with|for|on))?|as\s+(?:with|for)|like)\s*[,:]?\s+(?:the\s+|then\s+|his\s+|her\s+)?\Z"
)
DITTO = Caseless(
    r"[,:;–-]\s?(?:much\s+|exactly\s+|the\s+|just\s+)?same(?=\s?(?:[.;,)\n]|\s(?:again|here|there|too)\b|$))|[,:;–(-]\s?(?:and\s+)?(?:likewise|similarly|as\s+above|similar|idem|too|equally\s+so|-?do-?|do\.)(?=\s?(?:[.;,)\n]|$))|\b(?:second|latter|other)\s+(?:one\s+)?(?:likewise|similarly|too|also|the\s+same|ditto|equally\s+so)(?=\s?(?:[.;,)\n]|$))|\bstopped\s+(?:for|on)\s+the\s+same\s+(?:reason|grounds)|\b(?:ditto|idem|(?:the\s+)?same\s+(?:result|outcome|(?:lack|absence)\s+of\s+\w+|(?:non-?\s?)?response|story|again|thing|picture|lack\s+of\s+(?:effect|response|benefit)|disappointing\s+\w+|with|for|fate))\b|\b(?:similar|identical|equivalent)\s+(?:result|outcome|(?:non-?\s?)?response|lack\s+of\s+\w+|story|picture)s?\b"
)
# "A helped, B did not": what the words before say of the other is denied, or told again, of this one.
DID_NOT_EITHER = Caseless(
    r"\s*(?:did|has|had|was|does)(?:\s*n['’]t|\s+not)(?:\s+(?:either|though|at\s+all))?(?=\s*(?:[.;,)\n]|$))|[\s,]{1,2}(?P<too>too|also|as\s+well|equally|again)(?=\s*(?:[.;,)\n]|$))"
)
OUTCOME_UNKNOWN = Caseless(
    r"\b(?:outcome|response|effect|result)\s+(?:is\s+|was\s+)?(?:not\s+(?:documented|recorded|known|clear|given|stated)|unknown|unclear|unrecorded)|no\s+record\s+of\s+(?:the\s+)?(?:outcome|response|effect)"
)

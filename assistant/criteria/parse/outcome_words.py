"""The words that tell what came of a drug: no response, a part of one, a good one, not tolerated, stopped by the patient."""

import re

_HELP = (
    "response|effect|benefits?|improvements?|change|difference|help|good|better|use|joy|avail|result|progress|efficacy"
)
_ADVERSE = (
    r"dystoni\w*|akathisi\w*|e\.?p\.?s\.?(?:e|is)?\b|extrapyramidal|parkinsonism|stiffness|tremor|weight(?:\s+gain)?|sedat\w*|drows\w*"
    r"|prolactin\w*|prl\b|galactorrh\w*|amenorrh\w*|qtc?\b|ANC\b|neutrophil\w*|neutropeni\w*|agranulocyt\w*|myocarditis|side[\s-]effects?|s/e'?s?\b|adverse"
    r"|rash|nms\b|diabetes|metabolic|hypotens\w*|syncope|seizures?|intoleran\w*|intolerable|vomiting|nausea|jaundice|lfts?\b"
    r"|tardive|constipation|ileus|dizz\w*|oculogyric|sialorrh\w*|hypersalivation|priapism"
)
_STOPPED = r"(?:stopped|discontinued|d/?c'?e?d|ceased|withdrawn|halted|abandoned|given\s+up|came\s+off|taken\s+off|switched|changed|not\s+continued|stop)"

NO_RESPONSE = re.compile(
    rf"\b(?:(?:no|nil|zero|without(?:\s+any)?|w/o|little|minimal|negligible|hardly\s+any|scant|not\s+much|lack\s+of|insufficient|inadequate|poor|limited)"
    rf"(?:\s+(?!side\b|adverse\b|ill\b|other\b|further\s+antipsych)[a-z]+(?:\s+or)?){{0,3}}?\s+(?:{_HELP}|responded)\b|non[\s-]?respon\w+|unrespons\w+"
    r"|(?:did\s*n['o]t|did\s+not|does\s*n['o]t|does\s+not|has\s+not|hasn't|had\s+not|hadn't|have\s+not|never)\s+(?:\w+ly\s+|at\s+all\s+|really\s+)?(?:respond\w*|help\w*|work\w*|improv\w*|benefit\w*|touch\w*|shift\w*|budge\w*|reduc\w*|chang\w*|settl\w*|lessen\w*|subsid\w*|abat\w*|diminish\w*|go\s+away|alter\w*|make\s+any|made\s+any|do\s+anything|done\s+anything|do\s+much|done\s+much)"
    r"|not\s+(?:respond\w*|help\w*|work\w*|improv\w*|better|benefit\w*|effective)|fail(?:ed|ure|s|ing)?\b|ineffective|unsuccessful\w*|(?:symptoms?|picture|state|clinically|condition|psychosis|PANSS|presentation|voices|delusions|hallucinations|paranoia)\s+(?:\w+\s+){0,2}unchanged|remain(?:s|ed)\s+unchanged|unhelpful|(?:gained|got|brought|gave|did|had|achieved|produced|made)\s+(?:him\s+|her\s+|them\s+)?(?:nothing|nil|zero)|no\s+(?:good|different|further\s+forward)"
    r"|neither\b[^.;\n]{0,40}?\b(?:response|benefit|effect|improvement|difference)\b|neither\b[^.;\n]{0,90}\bnor\b[^.;\n]{0,60}?\b(?:help\w*|work\w*|touch\w*|made|did|had\s+any|gave)\b|(?:had|has|with)\s+none\b(?!\s+of)|neither\s+(?:of\s+(?:them|these|which)\s+)?(?:\w+\s+)?(?:help\w*|work\w*|did|made|was|touch\w*|had\s+any|gave)|none\s+(?:of\s+(?:them|these|which)\s+)?(?:help\w*|work\w*|did|made)|no\s+better|to\s+no\s+avail"
    r"|(?:symptoms|voices|delusions|hallucinations|psychosis|paranoia)\b[^.;\n]{0,24}\bpersist\w*|persist\w*\s+(?:after|despite|on|through)\b|symptoms\s+(?:continued|the\s+same)|still\s+(?:very\s+|just\s+as\s+|floridly\s+)?(?:psychotic|symptomatic|hallucinating|hearing|ill\b|unwell)|remain(?:s|ed)\s+(?:very\s+|floridly\s+|just\s+as\s+)?(?:psychotic|symptomatic|unwell|ill\b)|nil\b(?!\s+(?:else|other|known|of\s+note|regular|allerg))|useless|made\s+no|nothing\b(?!\s+(?:else|above|more|over|higher|further|by\s+mouth))|none\b(?=\s{0,20}(?:$|[.;,\n])|\s{2})|zero\s+change)",
    re.I,
)
PARTIAL = re.compile(
    rf"\b(?:partial\w*(?:\s+(?:respon\w+|{_HELP}))?|(?:some|modest|slight|mild|moderate|a\s+bit\s+of|a\s+little|incomplete|equivocal|suboptimal)\s+(?:\w+\s+)?(?:respon\w+|{_HELP})|slightly\s+better|somewhat\s+better|a\s+(?:bit|little)\s+better|took\s+the\s+edge\s+off|helped\s+(?:a\s+(?:bit|little)|somewhat|partly|partially))",
    re.I,
)
GOOD = re.compile(
    rf"\b(?:(?:good|excellent|full|complete|marked|great|clear|very\s+good|robust|dramatic|brilliant|substantial|adequate|strong|sustained)\s+(?:clinical\s+)?(?:respon\w+|{_HELP})|responded\b(?!\s+(?:partial|poorly|little|minimally|in(?:adequately)?))|work(?:ed|s)\s+(?:well|very|for)|much\s+better|(?:full|complete|symptomatic)\s+remission|voices\s+(?:gone|stopped|ceased)|did\s+well|doing\s+well|well\s+controlled|settled\s+on|symptom[\s-]free|in\s+remission)",
    re.I,
)
INTOLERANCE = re.compile(
    rf"\b(?:{_STOPPED}[^.;\n]{{0,60}}?(?:{_ADVERSE})|(?:{_ADVERSE})[^.;\n]{{0,40}}?\b{_STOPPED}|(?:not|could\s*n['o]t|could\s+not|un(?:able\s+to)?)\s*toler\w+|intoleran\w+|intolerable|poorly\s+tolerated|did\s+not\s+tolerate|didn't\s+tolerate)",
    re.I,
)
LACK_OF_EFFECT = re.compile(
    rf"\b{_STOPPED}\s+(?:due\s+to|because\s+of|for|d/t|owing\s+to)\s+(?:lack\s+of\s+(?:effect|efficacy|response|benefit)|inefficacy|ineffectiveness|non[\s-]?response)",
    re.I,
)
SELF_STOPPED = re.compile(
    r"\b(?:self[\s-]discontinued|stopped\s+taking|stopped\s+(?:it|them)\s+(?:him|her|them)sel\w+|refus(?:ed|es|ing)\s+(?:to\s+take|all|medication|it|further)|defaulted|disengaged)",
    re.I,
)
OUTCOME_UNKNOWN = re.compile(
    r"\b(?:outcome|response|effect|result)\s+(?:is\s+|was\s+)?(?:not\s+(?:documented|recorded|known|clear|given|stated)|unknown|unclear|unrecorded)|no\s+record\s+of\s+(?:the\s+)?(?:outcome|response|effect)",
    re.I,
)

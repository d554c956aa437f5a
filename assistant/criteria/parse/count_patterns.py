"""The words and units of blood counts, and what tells a count from a limit, as patterns for `counts`."""

import re

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.concentrations import SPELT
from assistant.criteria.parse.figures import FIGURE

NAME = Caseless(
    r"\b(?:ANCs?|A\.N\.C\.|(?-i:N(?=[\s:=]{1,2}\d{1,2}[.,]\d))|(?:absolute\s{1,3})?(?:neutrophil(?:e[ns]?|s|ic)?|neuts?|neutros?|n['’]phils?|neutr[oó]f(?:[iy]|ie)l\w{0,4}|PMNs?|PNN|polymorphs?|polys|segs\s{0,2}(?:\+|and|&|plus)\s{0,2}bands|polynucl[ée]aires(?:\s{1,3}neutrophiles)?)(?:\s{1,3}granulo[zc]y\w{1,5})?(?:\s{1,3}counts?)?)(?!\w)(?:\s{1,3}absolut\w{0,3}|\s{1,3}abs\b\.?)?(?:\s{0,2}\((?:ANC|abs\w{0,6}|PMNs?|#)\)|\s?#)?"
)
WHITE = Caseless(
    r"\b(?:WBCs?|WCC|TLC|TWC|white\s{1,3}(?:blood\s{1,3})?cells?(?:\s{1,3}count)?|white\s{1,3}count|(?:total\s{1,3})?leu[ck]o[cz]\w{2,6}(?:\s{1,3}count)?|globules\s{1,3}blancs)\b"
)
OTHER = Caseless(
    rf"{WHITE.pattern}|\b(?:l[iy](?:m|n)(?:ph|f)o?\w{{0,8}}|mono[cz]?y?t?\w{{0,5}}|eos(?:in\w{{1,8}})?|baso\w{{0,7}}|bands|platelets?|plts?|thrombo\w{{1,6}}|plaquettes|RBC|RCC|MCV|h[äæ]moglobin|h(?:a?emoglobin|b|gb)|haematocrit|CRP|ESR|temp(?:erature)?|pulse|BP|HR|weight|BMI|PANSS|BPRS|SOFAS|levels?\s+of|(?:clozapine|plasma|serum|trough)\s+levels?|trough|troponin|trop|CK|ferritin|prolactin|glucose|creat(?:inine)?|sodium|potassium|lithium|QTc?|TSH|(?:Hb)?A1c|eGFR|AL[TP]|AST|GGT|urea|lipids|cholesterol|LDL|valproate|vitamin\s\w{1, 3})\b"
)
UNIT = (
    r"(?:(?:x|×|\*|times)?\s?10\s?(?:\^|\*\*?|E)?\s?(?:9|⁹|\(9\))\s?(?:cells\s?)?(?:/|per)\s?(?:l\b|lit(?:re|er)s?\b)|(?:x|×|\*)?\s?10\s?(?:\^|\*\*?)?\s?(?:3|³)\s?(?:/|per)\s?(?:(?:u|µ|μ|mc)L\b|mm\s?(?:3|³|\^3)|cu\.?\s?mm\b)|(?:x|×|\*)\s?10e[93](?:\s?/\s?[uµμ]?l\b)?"
    r"|/\s?mm\s?(?:3|³|\^3)|/\s?c(?:u\.?|\.)?\s?mm\b|/\s?(?:µ|μ|u|mc|micro)l\b|/\s?nl\b|per\s+(?:microlit(?:re|er)|µl|μl|ul|mm3|mm³|cmm|cumm|cu\.?\s?mm|cubic\s+(?:mm|millimet(?:re|er)))"
    r"|cells(?:\s?/\s?(?:µl|μl|ul|mm3|mcl|mm³|c(?:u\.?)?\s?mm|microlit(?:re|er))|\s+per\s+\w{1,12})?|(?:G(?:pt|iga)?|Giga)\s?/\s?L\b|K\s?/\s?(?:u|µ|μ|mc)L|(?:Tsd\.?|thou(?:sand)?)\s?/\s?(?:(?:u|µ|μ|mc)L|mm3|cmm)|thousand\b|k\b)"
)
COUNT = Caseless(
    rf"(?P<between>\bbetween\s)?(?<![\w^*])(?<![x×*]\s)(?<!\d:){FIGURE.format('n')}(?:\s?(?P<dash>-|–|to|(?(between)and|(?!)))\s?{FIGURE.format('to')})?(?:\s{{0,6}}[(\[]?(?P<unit>{UNIT}))?"
)
UNIT_BEFORE = Caseless(rf"[\s,]{{0,2}}[(\[]\s?(?:in\s)?(?P<unit>{UNIT})\s?[)\]][\s:=]{{0,6}}$")
UNIT_OF_ALL = Caseless(rf"\b(?:both|all|each|units?:?)\s{{1,2}}(?:in\s)?(?P<unit>{UNIT})")
UNIT_AFTER = Caseless(rf"\s?[(\[][^()\[\]]{{1,30}}[)\]]\s{{0,2}}(?P<unit>{UNIT})")
SIGN = Caseless(
    r"(?P<no>\b(?:not|never|n't|no)\s+)?(?P<sign><|(?<![-=])>|≤|≥|\b(?:below|under|less\s+than|lower\s+than|above|over|more\s+than|greater\s+than|higher\s+than|at\s+least))\s?$"
)
LOWER = ("<", "≤", "below", "under", "less", "lower")
PERCENT = Caseless(r"\s{0,2}(?:%|per\s?cent\b)")
TIMED = Caseless(
    r"(?:\s{0,2}|-)(?:days?|d\b|weeks?|wks?|months?|mths?|years?|yrs?|y\b|yo\b|hours?|hrs?|h\b|min|am\b|pm\b|a\.m|p\.m|o'?clock|st\b|nd\b|rd\b|th\b|m?g\b|mcg\b|ml\b|times?\b|degrees|°|[MF]\b)|[/:]\d|\s?x(?!\s?10)"
)
COUNTED = Caseless(
    r"(?:\b(?:week|wk|day|month|mth|year|visit|sample|no|nr|number|cycle|ward|bed|room|aged?|grade|stage|phase|every|clinic|trial|dose)[\s.#:]{0,2}|#|[x×]\s?)$"
)
# What a figure of three digits or with a decimal point may be of besides a count.
OTHER_UNIT = Caseless(
    r"\s?(?:%|[mµμun]?mol|[nµμu]g\b|kg\b|lbs?\b|cm\b|mm\s?hg|bpm\b|m(?:illi)?s(?:ec)?\b|m?IU|U/|g/d?l|mEq|kPa|points?\b|steps\b|calories\b)"
)
YEAR = Caseless(r"\b(?:in|since|until|during|[a-z]{3,9}day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,6}\s$")
# A bare figure of one or two digits followed by another word counts something else: "3 consecutive", "2 samples".
GOES_ON = Caseless(
    r"\s{0,3}(?:$|[^\w\s]|\n|(?:on|today|now|this|last|yesterday|in|at|and|to|but|with|while|whilst|from|before|after|during|since|then|later|current\w{0,2}|previous\w{0,2}|earlier|which|is|are|was|were|when|the|by|despite|taken|drawn|measured|low|high|normal|vs|versus|or|as|for|so|he|she|they|mon|tue|wed|thu|fri|sat|sun|\w{3,6}day|afebrile|feels|no|not|repeat\w{0,2}|off|both|has|had|only|neutropeni\w{1,3}|result\w{0,3}|US|UK|EU|general|documented|benign|BEN|WBC|WCC|neut\w{0,10}|ANC|RBC|MCV|white|lymph\w{0,8}|platelets?|plts?|Hb)\b)"
)
LIMIT = Caseless(
    r"\b(?:if|unless|until|till|once|target|goal|aim\w{0,4}|reference|ref|range|threshold|cut[\s-]?off|limit|minimum|requir\w{1,6}|wait\w{0,3}|below\s+what|trigger\w{0,2}|flag\w{0,4}|alerts?|(?:re-?start\w{0,3}|rechalleng\w{1,3}|resum\w{1,4})(?!\s(?:failed|went|in|under|was)\b)|as\s+soon\s+as|provided)\b[^.,;\n(]{0,50}$"
)
INDIRECT = Caseless(
    r"\b(?:tell|say|know|ask\w{0,3}|see|wonder\w{0,3}|sure|advise|clarify|unclear)\s+(?:me\s+|us\s+)?if\b"
)
NORMAL = Caseless(
    r"(?:\b(?:normal|usual)\s+(?:for\s+)?$|[(\[]\s?(?:lab\s+)?(?:normal|ref\w{0,7}|range|NR|N)\b[^)\]]{0,24}$)"
)
WHEN = Caseless(r"\bwhen(?:ever)?\b[^.,;\n]{0,40}$")
HAPPENED = Caseless(r"\b(?:was|were|had|fell|dropped|came|went|hit|reached|read|found)\b")
ORDER = Caseless(r"^\W{0,3}(?:stop|hold|withhold|re-?start|resume|interrupt|continue|start|aim|wait)\b[^.,;:\n]{0,60}$")
WITHIN = Caseless(
    r"\b(?:must|should|needs?|ha(?:s|ve)\s+to|ought|to\s+be|required|target|goal|range|reference|threshold|limit|cut[\s-]?off|minimum|if|until|would|could|might|may|expected|reaches|recovers|hoped)\b"
)
LIMIT_AFTER = Caseless(
    r"[\s)]{0,3}(?:or\s+(?:more|above|higher|over|greater|less|lower|below|under)\b|(?:is|are|being)\s+(?:the\s+|our\s+|a\s+|an\s+)?(?:lower\s+|upper\s+)?(?:limit|threshold|cut|minimum|required|needed|target|goal|aim)|required\b|needed\b|to\s+(?:re-?start|continue|resume|stop)\b|threshold|cut[\s-]?off|limit\b|minimum|target)"
)
DENIED = Caseless(r"\b(?:not|never|no\s+longer|rather\s+than|instead\s+of)\s+$")
FROM = Caseless(r"\bfrom\s+(?:\w{1,12}\s+){0,2}$")
ARROW = re.compile(r"\s{0,2}(?:-{1,2}>|→|=>)")
FELL_TO = Caseless(
    r"(?:-{1,2}>|→|=>|\b(?:fell|dropped|down|fallen|rose|risen|up|gone|went|sank|decreased|increased)\s+(?:\w{1,10}\s+)?(?:from\s+\S{1,12}\s+)?to)\s{0,2}(?:\w{1,9}\s)?$"
)
CONTINUES = Caseless(
    r"\W{0,3}(?:then|today|now|but|repeat\w{0,2}|re-?check\w{0,2}|current\w{0,2}|latest|this\s|yesterday|last\s|previous\w{0,2}|earlier|baseline|on\s+\w{3,6}day|it\s|fell|dropped|down|up|was|is|next|second|(?:his|hers|her\s+own|theirs|the\s+patient['’]s)\s+(?:is|was|own|count)|a\s+(?:repeat|week|month|day)|one\s|(?:the\s|his\s|her\s|their\s|its\s|with\s|and\s){0,2}(?:nadir|low(?:est)?\b(?!\sever)|minimum|trough|bottom\w{0,3}|they\s)(?![^.;\n]{0,40}\b(?:19|20)\d\d\b)|th(?:ey|ese)\s(?:\w{2,8}\s)?(?:fell|sank|dropped|went|reached|hit|came|rose|were|are|stood|bottomed)\b)"
)
PENDING = Caseless(
    r"\b(?:ANC|neut\w{0,8}(?:\s+counts?)?|FBC|CBC)\s+(?:is\s+|are\s+)?(?:still\s+)?(?:pending|awaited|outstanding|not\s+(?:yet\s+)?back)\b"
)
# There is no present count: "the diff was not run, so no ANC", "no FBC since".
ABSENT = Caseless(
    r"\b(?:no|without(?:\s+an?)?|lacking|missing)\s+(?:(?:current|recent|new|fresh|present|absolute|differential|valid|later|further|other|up[\s-]to[\s-]date)\s+){0,2}(?:ANC|neut\w{0,8}(?:\s+counts?)?|diff(?:erential)?(?:\s+count)?|FBC|CBC|(?:full\s+)?blood\s+counts?|bloods|counts?)(?=\s{0,2}(?:[.,;:)\n]|$|now\b|today|since|this|yet|available|is\b|was\b|has\b|could|on\s+(?:file|record|it)|in\s+(?:hand|it)|results?\b|reported|at\s+present|current|from\s+today|for\s+(?:today|this)))"
    r"|\b(?:ANC|neut\w{0,8}(?:\s+counts?)?|diff(?:erential)?|FBC|CBC|today['’]s)[\s:]{1,3}(?:(?:was|is)\s+)?(?:unavailable|missing|lost|clotted|ha?emolysed)\b|\b(?:ANC|neut\w{0,8}(?:\s+counts?)?|diff(?:erential)?|FBC|CBC|today['’]s)[\s:]+(?:(?:was|is|were|has|could|yet|still|of|today|been)\s+){0,3}(?:not|never|wasn['’]t|hasn['’]t|un)\s{0,1}(?:\w+\s+){0,2}(?:run|done|reported|available|taken|processed|possible|obtained|counted|measured|sent|requested|performed)\b"
)
SPELT_AFTER = Caseless(
    rf"(?:[\s:,=]|\b(?:is|was|were|are|of|at|came|back|today|now|count|only|just|a|about)\b){{1,14}}(?P<n>{SPELT.pattern})(?:\s{{1,3}}(?P<unit>(?:times|by|x)\s+ten\s+to\s+the\s+(?:power\s+(?:of\s+)?)?nine(?:th)?(?:\s+(?:per|a)\s+lit(?:re|er))?|{UNIT}))?"
)
# Another cell read for the neutrophils: "he took the lymphocytes (1.2) for the neutrophils", "1.2, but that was the lymphocytes".
MISTAKEN = Caseless(
    r"\b(?:read|took|taken|mistook|mistaken|misread|confus\w{1,3}|entered|copied|swapp\w{1,3})\b[^.;\n]{0,50}\b(?:as|for|with|instead\s+of)\s+(?:the\s+|his\s+|her\s+)?$"
)
OF_OTHERS = Caseless(
    r"[\s,()–-]{0,4}(?:but\s+|and\s+|which\s+|that\s+|it\s+|this\s+){1,2}(?:was|is|were|are|turned\s+out\s+to\s+be)\s+(?:(?:really|actually|in\s+fact|only|his|her|the|a)\s+){0,3}(?:lymph|platelet|white|WBC|WCC|monocyt|eosinoph|percent)"
)
# "0.9 thousand neutrophils per mm3", "80 neutrophils per microlitre": the figure first.
BEFORE_NAME = Caseless(
    rf"{FIGURE.format('n')}(?P<thousand>\s(?:thousand|k)\b)?\s(?:\w{{4,10}}\s)?(?:neutrophils?|neuts?|granulocytes|PMNs?|polymorphs?|segs)\s?(?P<unit>(?:/|per\s)\s?(?:m?µ?μ?u?c?l|micro\s?lit(?:re|er)|mm\s?(?:3|³|\^3)|c(?:u\.?)?\s?mm|cubic\s(?:mm|millimet(?:re|er))))\b"
)

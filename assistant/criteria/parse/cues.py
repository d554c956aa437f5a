"""The words that say what an amount belongs to: outcomes, titration, groups, plans, negation. Tables of patterns only."""

import re

from assistant.criteria.parse import outcome_words
from assistant.criteria.parse.caseless import Caseless

NO_RESPONSE = outcome_words.NO_RESPONSE

GROUP = Caseless(
    r"\b(?:any(?:\s+of\s+(?:the(?:m|se)?|those|which)(?:\s+(?:two|three|four|five|six|drugs|trials))?)?(?=\s*(?:[.;,)\n]|$))|not\s+(?:one|either|any)\s+of\b|the\s+(?:two|three)\s+(?:of\s+them|drugs|trials|courses|antipsychotics|medicines|together)|the\s+pair\s+of\s+them|they\s+(?:did\s*n[o'’]t|did\s+not|both|all|never|had\s*n[o'’]t|have\s*n[o'’]t)\s+(?:really\s+|seem\s+to\s+)?(?:work|help|fail|do\s+(?:anything|much)|touch)|the\s+(?:whole\s+)?lot(?=\s*(?:[.;,)\n]|of\s+them|was|were|$))|all(?=\s+(?:(?:equally|totally|utterly|completely|quite|sadly|similarly|proved|proving|judged|deemed|to\s+no|of\s+no|given)\s+)*(?:useless|unhelpful|unsuccessful|effect|avail|use|help|fruitless|failures))|both|neither|either|each|all\s+(?:three|four|five|six|\d|of\s+(?:them|these|which)|failed|without|with\s+no|at\s+full|for\s+\d|no\s+response|ineffective|had\s+no|were)|none(?!\s+of\s+the\s+items)|every\s+one|the\s+first\s+(?:or|nor|and)\s+the\s+second|one\s+or\s+the\s+other)\b"
)
AMOUNT_GROUP = Caseless(
    r"\b(?:both|each|apiece|all\s+(?:three|four|five|six|\d|of\s+(?:them|these|which)|at\s+full|for\s+\d))\b"
)
TITRATION = Caseless(
    r"\b(?:up[\s-]?)?titrat\w*|\bbuil[dt]\s*-?up\b|\bbuilt\s+up\b|\bgradual(?:ly)?\s+(?:increas\w+|rais\w+)|\bslowly\s+(?:increas\w+|rais\w+|built)|\b(?:dose\s+)?escalat\w+"
)
WHOLE = Caseless(
    r"\b(?:in\s+total|total(?:ling)?|altogether|overall|in\s+all|all\s+told|including|incl\.?|(?<!neither\s)(?<!none\s)(?<!both\s)(?<!each\s)of\s+which|inclusive|whole\s+course)\b"
)
AT_DOSE = Caseless(
    r"\b(?:at|on)\s+(?:that|this|the\s+(?:full|target|top|final|max\w*|same)|full|target|goal|steady|stable|final|max\w*|the\s+therapeutic|therapeutic)\s*(?:dose|dosage)?\b|\bat\s+(?:\d+|dose)\b|\bthereafter\b|\bmaintained\b|\bheld\s+at\b|\bstayed\s+(?:at|on|there)\b|\bon\s+which\b|\bafter\s+(?:that|(?:the\s+|a\s+)?titration)\b|\bfrom\s+day\s+(?:1|one)\b"
)
STEP = Caseless(
    r"\b(?:then|increas\w+(?:\s+to)?|rais\w+\s+to|put\s+up\s+to|went\s+up\s+to|up\s+to|reduc\w+\s+to|lower\w+\s+to|followed\s+by|before|subsequently|later|finally|eventually|ultimately|from)\b|->|→|=>|➔"
)
AGAIN = Caseless(
    r"\b(?:again|re-?start\w*|re-?tri\w+|second\s+(?:trial|time|course|block)|re-?challeng\w+|back\s+on|re-?introduc\w+|another\b|out\s+of\s+stock|without\s+(?:any\s+)?(?:medication|treatment)|unmedicated|gap|break|off\s+everything|went\s+off|AWOL|stopped\s+for)\b"
)
PROSPECTIVE = Caseless(r"\bprospective(?:ly)?\b")
NOT_PROSPECTIVE = Caseless(
    r"\b(?:no|not|never|without|n['’]?t|will|would|should|could|might|may|shall|must|to\s+be|unclear|whether|if)\s+(?:[\w-]+\s+){0,4}prospective(?:ly)?\b|\bprospective(?:ly)?\b[^.;\n]{0,30}\b(?:planned|not\s+done|never|impossible|unknown|not\s+(?:known|recorded))\b|\bnon[\s-]?prospective\w*|\b(?:nobody|no\s+one|none|nothing|neither)\b[^.;\n]{0,40}\bprospective(?:ly)?\b|\bretrospective(?:ly)?\s+only\b|\ball\s+retrospective\b"
)
PLANNED = Caseless(
    r"\b(?:plan(?:s|ning|ned(?!\s+(?:prospective|trial)))?\b(?:\s*:|\s+(?:is|to|for))?|aim(?:ing)?(?:\s+(?:is|for|to))?|consider\w*|would\s+like|going\s+to|thinking\s+(?:of|about)|recommend\w*|propos\w*|suitab\w+|eligib\w+|qualif\w+|candidate|next\s+step|to\s+start|should\s+(?:we|i|she|he|they)|shall\s+we|want(?:s|ing)?\s+to|hoping\s+to|offer(?:ed|ing)?|refus(?:ed|es)|declin(?:ed|es|ing)|discuss\w*|for\s+consideration|wish\w*|(?:was|were|is|are|been)\s+(?:meant|supposed|due|scheduled|intended|expected|booked)|ready\s+for|referr(?:al|ed)\s+for|before\s+starting|prior\s+to\s+starting|if\s+we\s+start|can\s+(?:we|i)\s+(?:start|use)|may\s+need|might\s+need|needs?|move\s+(?:on\s+)?to|keen\s+on|request\w*|to\s+commence|about\s+to|(?:spoke|speaks?|spoken|talk(?:s|ed|ing)?|thought|thinks?)\s+(?:of|about)|ask(?:s|ed|ing)?\s+(?:for|about|after)|pencilled\s+in|(?:list|idea|option|possibility)s?\s+of|instead\s+of|rather\s+than|suggest(?:s|ed|ing|ion)?|advis(?:e|es|ed|ing)|mention(?:s|ed|ing))\s*(?:(?!(?:but|instead|however|then)\b)\w+[\s/-]+){0,4}$"
)
NOT_GIVEN = Caseless(
    r"\b(?:never|no|not|without|nor(?!\s+(?:to|from|did|on)\b)|hasn't|has\s+not|haven't|had\s+not|hadn't|wasn't|denies|naive|naïve|declined|refused)\s+(?:(?:had|been|treated|with|tried|taken|received|given|on|any|a|an|the|previous|prior|past|course|trial|trials|of|exposure|to|oral|yet|ever|at|all|exposed|exposure|history|hx|record|evidence|prescribed|use|started|depots?|LAIs?|injections?|or|and|nor)[\s:]+){0,6}$"
)
NOT_GIVEN_AFTER = Caseless(
    r"^[\s:=(–-]*(?:[✗✘❌]|naive|naïve|(?:bisher|noch|bislang)\s(?:nicht|nie|keine?s?)\b|(?:pas\sencore|jamais|nunca|nooit|nog\sniet|aldrig|nie)\b|never\s(?:been\s)?(?:prescribed|had|on\s(?:it|the))\b|no\s(?:trial|exposure|course)s?\b(?=\s?(?:[.;,)\n]|$|yet|so\sfar|to\sdate))|(?:nil|none|never|no)\s(?:so\sfar|to\sdate|as\syet|until\snow)\b|(?:(?:was|were|is|are|has|have|had)\s+(?:been\s+|both\s+|all\s+)?)?(?:never|not(?:\s+yet)?|n['’]t)\s+(?:yet\s+|ever\s+|actually\s+)?(?:been\s+)?(?:tried|trial+ed|given|used|started|prescribed|taken|offered|available|among|considered|an\s+option|begun|commenced|initiated|featured|had\b|received|introduced|dispensed)|(?:(?:has|have|is|are)\s+)?(?:yet|still)\s+to\s+be\s+\w+|(?:is|was)\s+not\s+something|(?:no|none|never|nil)\s*(?:[.;,)\n]|$|h/?x\b|ever\b|yet\b|at\s+all)|(?:has\s+)?not\s+(?:been\s+)?(?:tried|used|given|started)|not\s+yet\b|to\s+be\s+(?:discussed|considered|started|offered)|included\b|either\b\W*$)"
)
# An order or advice, not yet followed: "Try olanzapine", "please start olanzapine".
ORDERED = Caseless(
    r"(?:^|[.;:\n]\s*|\b(?:please|let['’]?s|let\s+us|then|and|advice|suggest|we\s+(?:will|would|could|should|might)|i\s+(?:will|would|could|should|might))\s+)\W{0,3}(?:please\s+|to\s+|now\s+){0,2}(?:try|start|give|add|switch|commence|begin|use|prescribe|initiate|restart|introduce|administer|swap|change|suggest(?:ed)?|advised?|consider(?:ed)?|recommend(?:ed)?|offer(?:ed)?|propos(?:e|ed)|i\s+(?:suggest|advise|propose|recommend|would))\s+(?:(?:him|her|them|on|to|with|of|a|an|the|trial|course|oral|over|back|for)\s+){0,5}$"
)
# Told of someone else or by a book: "a previous patient had", "in the CATIE trial", "the guideline says".
ELSEWHERE = re.compile(
    r"\b(?:(?:another|previous|other|different|former|last|my\s+\w+)\s+(?:patient|pt|client|resident|case)|the\s+[A-Z][A-Za-z-]{3,20}\s+(?:trial|study)|stud(?:y|ies)|RCTs?|CATIE|CUtLASS|EUFEST|OPTiMiSE|literature|(?:the|this|a)\s+paper|article|guidelines?|guidance|textbook|BNF|Maudsley|SmPC|leaflet)\b[^.;:\n]{0,60}$"
)
EQUIVALENT_TO = Caseless(
    r"\bequiv\w*\W+(?:(?:to|of|with)\s+)?(?:(?:about|around|approximately)\s+)?(?:\d[\d.,]{0,6}\s?mg\s+)?(?:of\s+)?$"
)
NEGATED = Caseless(
    r"\b(?:not|never|nor(?!\s+(?:to|from|did|on|with|by|for)\b)|(?:did|was|has|had|is|were|have|does)n['’]?t)\s+(?:[a-z]+\s+){0,6}$"
)
OF_OUTCOME = Caseless(
    r"respon|improv|help|benefi|effect|toler|bear\b|stand\b|stomach|abide|cop|fail|work|chang|better|touch|shift|settl|reduc|budge|made|make|much|any\s+good|until|only|just|before|prevent|adher|compl|miss|stopp|forg|enough|cope|manag|clear|known|sure|record|document|relaps|differ|long|due|because|control|remit|get\b|got\b|well\b|recover"
)
NOT_A_COURSE_AFTER = Caseless(
    r"^(?:\s*(?:plus|\+|and|&|total|\(total\)|plasma|serum|blood|drug|9|OH|/|-|hydroxy\w*|9-hydroxy\w*|9-?OH\w*|dehydro\w*|nor\w*|12|h\b|hour)){0,6}\s*\b(?:levels?|conc\w*|assay|trough|TDM|resistan\w+|refractor\w+|eligib\w+|clinic|register\w*|monitoring|plasma|serum|bloods?|respons\w+\?|non-?responders?|equivalents?)\b|^[\s-]*(?:resist|refract|elig)"
)

AGO = Caseless(r"^\s*(?:ago|previously|earlier|back\b|before\s+(?:that|admission|this)|prior\b|old\b|from\s+now)")
APART = Caseless(r"^\s*(?:apart|between|interval|later|after\s+(?:the\s+first|that)|separated)")
PRN = Caseless(
    r"\b(?:(?:prn|p\.r\.n\.?)(?!\s(?!for\b|only|if\b|use|dose|basis|agit|anx|sleep|insom|distress|sedat|max|given|with|when|and\b|medic|up\b|was\b|as\b|since|alone|night|noct|oral|i\.?m)[a-z]{4})|as\s+(?:required|needed)|when\s+needed|rescue|occasional(?:ly)?)\b"
)
LAI = Caseless(
    r"\b(?:depots?|LAIs?|long[\s-]acting|decanoate|dec\b(?!\s*(?:(?:19|20)\d\d|and\s(?:jan|feb)|to\s(?:jan|feb|mar|apr|may|jun)|until|[-–/]\s?(?:jan|feb|mar|apr))\w*)(?<!\d dec)(?<!\dth dec)(?<!nov dec)(?<!and dec)(?<!nov-dec)(?<!to dec)(?<!in dec)(?<!since dec)(?<!from dec)(?<!until dec)(?<!mid dec)(?<!late dec)|injections?|injectable|inj\b|i\.?m\.?i?\b|palmitate|enanthate|pamoate|consta|microspheres)"
)
# How often tablets were handed out or the patient seen is no frequency of a dose.
OF_SUPPLY = Caseless(
    r"\b(?:dispens|collect|suppl|issu|deliver|pick(?:ed|s)\sup|review|seen|visit|blister|dosette|parole|attend|count|check|rated|weigh|monitor|meet|leave|therap|bloods|refill|packed|drove|phoned|supervis|observ|watch|urine|screen)\w*\s(?:(?:by|from|at|the|a|his|her|chemist|pharmacy|clinic|up|in|him|nurse)\s){0,4}\Z"
)
REVIEW = Caseless(
    r"\s(?:reviews?|visits?|appointments?|checks?|contacts?|supervision|meetings?|bloods|CPN|dispens|collect)"
)

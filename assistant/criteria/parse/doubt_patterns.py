"""Words by which a note takes its own trial back: not taken, planned, interrupted, few given, stopped, better. Tables."""

from assistant.criteria.parse.caseless import Caseless

TAKEN = r"(?:tak(?:e|en|ing)|took|start(?:ed|ing)?|beg[iu]n|swallow\w*|dispens\w*|suppl\w*|collect\w*|fill\w*|administ\w*|given|receiv\w*|accept\w*|commenc\w*|initiat\w*|ingest\w*|pick\w*\s+up|used?|tried|had|have)"
NEVER = Caseless(
    rf"(?<!we do )(?<!i do )\b(?:never|not|nor|no\s+longer|\w{{2,6}}n['’]?t)\s+(?:(?:been|actually|ever|really|even|in\s+fact|yet|be|was|were)\s+){{0,3}}{TAKEN}"
    r"(?=\s*(?:[.,;:)\n]|$|\b(?:it|this|that|them|these|either|any(?=\s*(?:[.,;:)\n]|$|\b(?:of|at|doses?|tablets?|pills?|medic\w+|capsules?|injections?|because|and|as|so|until|due)\b))|the\s+(?:tablets?|drug|medic\w+|doses?|prescription|course)|his\s+(?:tablets?|medic\w+)|her\s+(?:tablets?|medic\w+)|by|because|due|at\s+all|as(?!\s+(?:many|much|often|few|long|good|bad|well)\b)|and|so|until|although)\b))"
)
NOT_TAKEN = Caseless(
    r"\b(?:refus\w*|declin\w*|reject\w*|cancel\w*)(?=\s*(?:[.,;:)\n]|$|\b(?:it|this|them|by|because|due|and|so|from|after|outright|by)\b))"
    r"|\b(?:cheek(?:ed|ing)|spat|spitting|hoard\w*|flush(?:ed|ing)|thr(?:ew|own|owing)\s+(?:\w+\s+){0,3}away|binn(?:ed|ing)|dispos\w+|vomit(?:ed|ing)\s+(?:it|them|up|the)|spit(?:s|ting)?\s+out|hid(?:den|ing)?\s+(?:it|them|the|his|her)|not\s+(?:sent|delivered|supplied)|discard\w*(?!\s(?:the\s)?(?:first|opening|initial|early|titrat|build|run))|untaken|unopened|undispensed|unfilled|in\s+error|by\s+mistake)\b"
    r"|\bnone\s+(?:of\s+(?:it|them|which)\s+)?(?:was\s+|were\s+)?(?:taken|swallowed|given|dispensed|collected)\b"
)
GIVE = r"(?:tried|trialled|started|given|commenced|begun|used|prescribed|introduced|taken|restarted|offered|considered|initiated|try|start|give|have|take|receive|commence|begin|use|consider)"
PLANNED = Caseless(
    rf"\b(?:will|would|should|shall|may|might|must|can|could|to)\s+(?:(?:now|then|soon|next|also|later|not)\s+){{0,2}}be\s+(?:being\s+)?{GIVE}\b"
    r"|\b(?:is|are|was|were|being|been)\s+(?:only\s+|now\s+)?(?:planned|proposed|suggested|recommended|advised|intended|considered|discussed|offered|due|pending|awaited|contemplated|scheduled)\b"
    r"|(?<!as )\b(?:planned|proposed|suggested|recommended|intended|pending|awaited|scheduled)(?=\s*(?:[.,;)\n]|$))"
    r"|\b(?:is|was|as|be)\s+(?:the\s+|our\s+|a\s+|his\s+|her\s+)?(?:next\s+(?:step|option|choice|line|plan)|plan|proposal|option|suggestion|recommendation)\b|\b(?:will|would|should|could|may|might)\s+(?:come|follow|happen|go)\s+(?:next|later|then)\b"
)
BROKEN = Caseless(
    r"\b(?:interrupt\w*|intermittent\w*|on\s+and\s+off|off\s+and\s+on|on[\s-]off|sporadic\w*|irregular\w*|erratic\w*|in\s+and\s+out|(?:stopped|started)\s+and\s+(?:re-?)?(?:started|stopped)|stop[\s-]start|start[\s-]stop|cumulative\w*|non[\s-]?consecutive|non[\s-]?continuous"
    r"|discontinuous\w*|piecemeal|patchy|spasmodic\w*|spread\s+(?:over|across|out)|scattered|(?:drug|medication|treatment)\s+holidays?|holiday\s+from|lapse\w*|out\s+of\s+stock|in\s+(?:\w+\s+)?(?:blocks|bursts|spells|pieces|chunks|instalments)|gaps?|breaks?|paus\w*|suspend\w*|skipp\w*|part\s+of\s+the\s+time|half\s+the\s+time|(?:at|on)\s+weekends?|weekends?\s+only|only\s+on|some\s+(?:nights|mornings)|some\s+days|most\s+days|alternate\s+days|every\s+other\s+day|now\s+and\s+then|from\s+time\s+to\s+time"
    r"|when(?:ever)?\s+(?:he|she|they)\s+remember\w*|AWOL|absconded|ran\s+out|not\s+(?:continuous|consecutive|regular|daily|every\s+day)\w*|missed\s+(?!at\s+most|hardly|almost|scarcely|barely)(?:\w+\s+){0,5}(?:days|weeks?|months?|doses|injections|depots|half|most|many|some|several))\b"
)
NEGATED = Caseless(
    r"\b(?:no|not|without|never|nor|zero|nil|denies|denied|denying|un|\w{2,6}n['’]?t)\s+(?:(?:a|an|any|single|been|significant|obvious|ever|other|gaps|or)\s+){0,3}$|\bun$"
)
AS_NEEDED = Caseless(
    r"\b(?:prn|p\.r\.n|as\s+(?:required|needed)|when\s+(?:needed|required)|only\s+if\s+needed|rescue\s+(?:medication|only|use))\b"
    r"|\b(?:if|when(?:ever)?)\s+(?:(?:he|she|they|was|were|is|felt|feeling|very|acutely|the|voices|got)\s+){0,4}(?:agitat\w*|distress\w*|anxious|unsettled|aggress\w*|upset|bad|worse|restless|sleepless|stress\w*|disturbed|violent|needed)\b"
)
FEW_GIVEN = Caseless(
    r"\b(?:once|twice|(?:three|four|five|six|\d{1,2})\s+times)\s+(?:in|over|during)\s+(?:(?:the|all|those|these|about|some)\s+)*(?:\d|\w+\s+(?:weeks|months))|\b(?:(?:only|just|merely|barely|perhaps|all\s+but)\s+(?:\w+\s+){0,2}|(?P<bare>))(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|a\s+few|a\s+couple\s+of|several|some|half\s+the|half\s+of\s+the)\s+(?:of\s+(?:the\s+)?\w+\s+)?(?:doses?|injections?|shots?|depots?|tablets?|administrations?|packs?)\b(?(bare)\s+(?:were\s+|was\s+)?(?:only|given|taken|received|administered|supplied|dispensed|in\s+total|missed|omitted|refused))"
)
CUTS_SHORT = Caseless(
    r"\b(?:only|just|merely|barely|actually|in\s+fact|really|correction|suppl\w*|dispens\w*|collect\w*|issued|picked|swallowed|received|missed|omitted|miss(?:es|ing)|without|stopped|ceased|ended|interrupted|lapsed|last|final|remaining|reduced|lowered|dropped|halved|changed)\b"
)
ENDS = Caseless(
    r"\b(?:stop\w*|ceas\w*|(?<!the\s)end(?:ed|s)?|discontinu\w*|withdr\w*|halt\w*|finish\w*|abandon\w*|gave\s+up|came\s+off|last\s+(?:dose|taken|dispensed|supplied|collected))\s+(?:\w+\s+){0,2}$"
)
BETTER = Caseless(
    r"\b(?:recover(?:ed|y|ing|s)|improv(?:ed|ement|ing|es)|better|remission|remitted|respond(?:ed|s|ing)?|responder|responsive|settled|resolved|symptom[\s-]free|asymptomatic|fewer|quieter|calmer|gone|lessened|helped|helpful|worked|effective|benefi(?:ted|t|cial)|cured|back\s+to\s+(?:work|normal|baseline|him|her)\w*"
    r"|(?:is|was|now|got|became|become|are|very|quite|remains?|kept|stayed|did|doing|does|completely|entirely|fully)\s+well(?!\s+(?:toler|known|docu|adher|over|above|below|supported|kempt|monitor|under))|(?:good|full|complete|excellent|marked|great)\s+(?:effect|result|outcome|recovery))\b"
)
UNBETTERED = Caseless(
    r"\b(?:no|not|never|nor|neither|nothing|without|little|less|minimal\w*|hardly|barely|scarcely|fail\w*|lack(?:ed|ing)?|poor|any|none|insufficient\w*|inadequate\w*|limited|zero|nil|partial\w*|some|slight\w*|somewhat|modest\w*|a\s+(?:bit|little)|before|until|cannot|\w{2,6}n['’]?t|if|would|should|could|whether|to|side|ECT|clozapine)\b"
)

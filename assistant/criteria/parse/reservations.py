"""What a note says against a datum right beside it: that it is of another time, thing or person, a wish, a norm, a guess, or
not to be believed. A datum with such words is left out and asked, for they cannot be weighed by code."""

import re
from collections.abc import Iterator, Sequence

from assistant.criteria.parse.amount_patterns import WORDS
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.intake import AND_WEEKENDS, NONE_LEFT
from assistant.criteria.parse.lapses import lapses
from assistant.criteria.parse.reading import UNLESS_IT_HOLDS, Reading, Said
from assistant.criteria.parse.so_many import counted
from assistant.criteria.parse.sources import stands_by_source

Place = tuple[int, int]

# No datum of the patient at all: a norm, a wish, an example, a group
NO_DATUM = Caseless(
    r"\b(?:(?<!below )(?<!under )(?<!than )(?:the|our|my|a|as|this|that)\s{1,3}(?:\w{1,12}\s{1,3})?(?:standard|target|goal|benchmark|norm|requirement|ideal|cut-?off|minimum)\b|standard\s{1,3}we|(?:in|of|for|from|by)\s{1,3}(?:the|this|our|a|that|their)\s{1,3}(?:\w{2,12}\s{1,3})?(?:study|trial\s{1,3}(?:population|sample)|cohort|survey|literature|textbook|paper|article|protocol|template|example|manual|course\s{1,3}material)"
    r"|(?:mean|(?<!on )average|median|typical|usual|normal|expected)\b(?!\s{1,3}dose)|(?:most|many|other|some|such|all|our|similar|typical)\s{1,3}(?:patients|people|men|women|clients|cases|users|residents)|(?:model|sample|mock|fictitious|invented|imaginary|hypothetical|teaching|training|demonstration|specimen|template|example|vignette|practice)\s{1,3}(?:case|patient|report|video|form|rating|letter|score|record|session|interview)"
    r"|example\b|exemplary|e\.g\.|illustrat\w{1,5}|comparison|template|inclusion|exclusion|entry\s{1,3}criteri\w{2}|eligib\w{1,5}|protocol(?!\s{1,3}(?:shows?|showed|gives?|gave|says?|records?|recorded))|(?:clinic|ward|hostel|service|unit|house|home)\s{1,3}as\s{1,3}a\s{1,3}whole|required\b|(?:is|are)\s{1,3}needed|needed\s{1,3}for|needs\s{1,3}(?:PANSS|SOFAS|a\s{1,3}(?:score|rating))|requires\s{1,3}(?!\w{0,12}\s{0,3}(?:help|support|care|supervis|assist|prompt))|textbook|vignette"
    r"|unless|assum\w{2,5}|suppos(?:e|ing)\b|provided\s{1,3}that|should\s{1,3}(?:the\s{1,3}|his\s{1,3}|her\s{1,3})?(?:adheren\w{1,3}|complian\w{1,3}|it|this|\w{2,8}\s{1,3}(?:turn|prove|be\b))|(?:was|were|been)\s{1,3}told\s{1,3}(?:that\s{1,3})?\d|would\s{1,3}(?:be\b|look\b|have\b|come|give|reach|estimate|guess|say|expect|like)|hope[ds]?\b|hoping|hopefully|wish\w{0,4}|(?:perhaps|maybe)\b(?!\s{1,3}(?:one|two|three|an?|at|\d{1,2}\s{1,3}(?:in|of|tab|dos)))|might\b|possibly|presumably|conceivably|allegedly|supposedly|rumou?r\w{0,3}|dream\w{0,4}|pretend\w{0,3}|what\s{1,3}(?:the|our|his)\s{1,3}\w{2,10}(?:\s{1,3}\w{2,10})?\s{1,3}(?:wants?|requires?|asks?|needs?|expects?|demands?))\b|\?\s{0,2}\d"
)
# Disbelief, in a sentence that speaks of the taking of medicines or of what was told of it
_DISBELIEF = Caseless(
    r"\b(?:(?:do|did|does|can|could|would|should|may|must|is|are|was|were|be)\s{0,2}(?:not|n['’]t|never|hardly|scarcely|barely)\b|cannot|never|nobody|no\s{1,3}(?:one|reason|way)|hard\b|difficult|impossible|unable|unsafe|unwise|reluctant|naive)\b[^.;\n]{0,40}\b(?:believ\w{1,4}|trust\w{0,3}|rel(?:y|ied|iable|iance)|credible|credit|credence|accept\w{0,3}|convinced|buy\b|vouch\w{0,3}|verif\w{1,4}|confirm\w{0,3}|corroborat\w{0,3}|substantiat\w{0,3}|true\b|correct\b|guarantee\w{0,2}|swear|tally|add\s{1,3}up|hold\s{1,3}up|stand\s{1,3}up)\b"
    r"|\b(?:I|we|team|ward|staff|mother|father|wife|nurse|pharmacist|he|she)\s{1,3}(?:\w{2,10}\s{1,3})?doubts?\b|\b(?:serious|grave|real|strong|considerable|great|some|my|have|has|had|with|is|in|open\s{1,3}to)\s{1,3}(?:\w{2,10}\s{1,3})?doubts?\b|\b(?:sceptic\w{2,4}|skeptic\w{2,4}|implausib\w{2}|unconvinc\w{2,3}|disbelie\w{2,4}|dubious|suspicio(?:ns?)\b|wishful|fiction\w{0,3}|fairy\s?tale|nonsense|rubbish|laughable|worthless|meaningless|useless|unreliable|untrustworthy|mislead\w{0,3}|inflated|exaggerat\w{2,4}|overstat\w{2,4}|overestimat\w{1,3}|optimistic|flattering|too\s{1,3}good|pinch\s{1,3}of\s{1,3}salt|grain\s{1,3}of\s{1,3}salt|far\s{1,3}from\s{1,3}(?:the\s{1,3})?(?:true|truth|reality)|lied\b|lying\s{1,3}(?:about|to)|pulled\s{1,3}the\s{1,3}wool|told\s{1,3}to\s{1,3}say|coached|hoodwink\w{0,3}|lies\s{1,3}(?:about|to)|a\s{1,3}lie|deceiv\w{1,3}|decei[tv]\w{0,3}|faked?|faking|fabricat\w{1,3}|falsif\w{1,4}|forged?|made\s{1,3}up|invented|doctored|manipulat\w{1,3}|tamper\w{0,3}|cheat\w{0,3}|fooled|duped|pretend\w{0,3}|retract\w{0,3}|withdrawn\s{1,3}(?:this|that|it|her|his|the)|withdrew\s{1,3}(?:this|that|it|her|his|the)|tak(?:en?|ing)\s{1,3}(?:this|that|it|her|his|the)?\s{0,3}(?:\w{2,9}\s{1,3})?back\b|took\s{1,3}(?:this|that|it|her|his|the)?\s{0,3}(?:\w{2,9}\s{1,3})?back\b|recant\w{0,3}|(?:no\s{1,3}longer|not)\s{1,3}stands?\s{1,3}by|revok\w{2,3}|rescind\w{0,3}|contradict\w{0,3}|disput\w{1,3}|disagree\w{0,3}|in\s{1,3}(?:truth|reality|fact|actual)|the\s{1,3}truth|the\s{1,3}reality|really\s{1,3}(?:were|was|are|is|took|takes|happen\w{0,3})|not\s{1,3}so|turn(?:s|ed)\s{1,3}out|(?:is|was|being)\s{1,3}(?:only\s{1,3}|just\s{1,3})?what\s{1,3}(?:he|she)\s{1,3}(?:tells|told)|(?:because|since|for)\s{1,3}(?:he|she)\s{1,3}(?:tells|told|says|said)|(?:is|was)\s{1,3}(?:only\s{1,3}|just\s{1,3})?what\s{1,3}(?:he|she|the\s{1,3}patient)\s{1,3}(?:told|tells|said|says|reported)|another\s{1,3}story|different\s{1,3}story)\b"
)
_OF_TAKING = Caseless(
    r"\b(?:adheren|complian|concordan|tablets?|pills?|capsules?|medic|meds\b|doses?\b|antipsychotic|neuroleptic|percent|figure|counts?\b|counted|shares?\b|takes\b|taken\b|taking\b|took\b|swallow|carer|statement|account|dispens|pharmac|record|chart)|%"
)
# Tablets in the wrong place, or gone the wrong way
_TABLETS = r"(?:tablets?|trays?|cassettes?|(?:webster|bubble)[\s-]?pa[ck]k?s?|pills?|capsules?|tabs|meds|medications?|medicines?|olanzapine|risperidone|antipsychotics?|doses|blisters?|(?:blister|medicine|pill)[\s-]packs?|packets?|boxes|strips|bottles|dosette|drugs)"
_WRONG = (
    r"(?:(?:was|were|been|are|is|being)\s{1,3}(?:\w{2,10}\s{1,3})?(?:found|discovered|recovered|seized)(?!\s{1,3}(?:to\s{1,3}be|correct|empty|taken))|found\s{1,3}(?:in|under|behind|hidden|at|all|by|on|inside|everywhere|untouched|unopened|intact)|discovered|recovered\s{1,3}from|turn(?:s|ed)\s{1,3}up|came\s{1,3}to\s{1,3}light|went\s{1,3}into|(?:came|come|comes|coming|sent|handed|given)\s{1,3}(?:back|in)\s{1,3}(?:full|unused|unopened|untouched)|lay\b(?!\s{1,3}(?:\w{2,11}\s{1,3})?(?:in|inside|within|at|between)\s{1,3}(?:the\s{1,3})?(?:\w+\s{1,3}){0,2}(?:range|limits|band|window|interval|area|\d))|lying|keep\s{1,3}(?:on\s{1,3})?(?:appear|turn)\w{0,3}|yield\w{0,3}|all\s{1,3}full|still\s{1,3}(?:full|sealed)|sealed|refilled|not\s{1,3}opened|never\s{1,3}opened|hid\b|hidden|hides|hiding|buried|concealed|stash\w{0,3}|stockpil\w{1,3}|hoard\w{0,3}|squirrel\w{0,4}|saved\s{1,3}up|accumulat\w{1,3}|piled?\b|pil(?:es|ing)\s{1,3}up|unopened|untouched|intact|unswallowed|untaken|unused|uneaten|left\s{1,3}over(?!\s{1,3}(?:tablet|pill|capsule|medicine|drug)s?\s{1,3}(?:count|check))|left\s{1,3}in\s{1,3}(?:most|many|several|half|some)|leftover(?!\s{1,3}(?:(?:tablet|pill|capsule|medicine|drug)s?\s{1,3})?(?:count|check))|everywhere"
    r"|under\s{1,3}(?:the|his|her|a)\s{1,3}(?:bed|mattress|pillow|tongue|carpet|sofa|cushion)|behind\s{1,3}(?:the|his|her)|(?<!key )(?:in|into|to|out\s{1,3}of)\s{1,3}(?:the|his|her|a|an)\s{1,3}(?:\w{2,10}\s{1,3})?(?:socks?|drawers?|bin|toilet|sink|drain|pockets?|shoes?|bags?|plants?|flower\s?pots?|wardrobe|rubbish|trash|garbage|dog|cat|loo|lavatory|basin|garden|canal|river|window|neighbou?rs?|friends?|cupboard|fridge|car|locker|loft|attic|cistern|stove|fire|aquarium)|down\s{1,3}the\s{1,3}(?:toilet|sink|drain|loo|lavatory|basin|plughole|pan|bog)|flush\w{0,3}|tipp(?:ed|ing)|pour(?:ed|ing)|dump\w{0,3}|bin(?:s|ned|ning)|threw|thrown|throw(?:s|ing)|discard\w{0,3}|dispos\w{2,3}|spat|spit(?:s|ting)?|cheek(?:s|ed|ing)|vomit\w{0,3}|burn(?:ed|t|s)|bury|sold|sell(?:s|ing)?|traded|gave\s{1,3}(?:\w{2,9}\s{1,3}){0,3}(?:to|away)|given\s{1,3}away|giv(?:es|ing)\s{1,3}(?:\w{2,9}\s{1,3}){0,3}(?:to|away)|fed\b|feed(?:s|ing)?|crushed|palmed|pocketed|regurgitat\w{1,3}|smuggl\w{1,3}|end(?:s|ed)?\s{1,3}up)"
)
_BELIED = Caseless(
    rf"\b{_TABLETS}\b[^.;\n]{{0,50}}?\b{_WRONG}\b|\b(?:{_WRONG}|found(?![^.;\n]{{0,30}}\bempty\b)(?!\s{{1,3}}(?:the\s{{1,3}}same|no\b|nothing|it\b|that\b|empty|them\s{{1,3}}empty))|finds|finding|yielded|throw|dump|seized|discovers?|came\s{{1,3}}across|stumbled\s{{1,3}}\w+|sweets|candy|empties|emptied)\b[^.;\n]{{0,40}}?\b{_TABLETS}\b(?!\s{{1,3}}(?:control|are\s{{1,3}}poison))"
    r"|\b(?:cheek(?:s|ed|ing)\b(?!\s?bones?)|sp(?:its?|at|itting)\s{1,3}(?:in|out|after)|deceiv\w{1,3}\s{1,3}(?:us|every|me|the)|lied\s{1,3}for|palming|pretend\w{0,3}\s{1,3}to\s{1,3}(?:take|swallow|have)|stash\b|hoard(?:s|ed|ing)?\b|sp(?:at|its?|itting)\s{1,3}(?:(?:them|it|his|her|the|some|most)\s{1,3}){0,2}out)"
    r"|\b(?:confess\w{0,3}|let\s{1,3}on|admits|admit|admitted\s{1,3}(?:that|he|she|having|not|missing|skipping|stopping|taking|throwing|to\s{1,3}(?:me|us|him|her|his|having|not|\w{3,14}ing))|own(?:s|ed)\s{1,3}up|disclos\w{1,3}|reveal(?:s|ed)\s{1,3}that|came\s{1,3}clean|let\s{1,3}(?:it\s{1,3})?slip|conced\w{2,3}|acknowledg\w{1,3})\b[^.;\n]{0,70}\b(?:tablets?|pills?|medic\w{2,8}|meds|doses?|antipsychotics?|took|skips?|takes|taken|taking|swallow\w{0,3}|skipp\w{2,3}|flush\w{0,3}|missing|missed|stopped|stopping|most\s{1,3}of\s{1,3}it|adheren\w{2}|complian\w{2})\b"
    r"|\b(?:never|not|n['’]t|hardly|barely|scarcely|rarely|seldom|without|no\s{1,3}longer)\s{1,3}(?:(?:really|actually|once|ever|even|been|in\s{1,3}fact|he|she|him|her|having)\s{1,3}){0,2}(?:swallow(?:ed|ing)?|ingest(?:ed|ing)?|touch(?:ed|ing)?\s{1,3}(?:them|it|one|an?|any|his|her|the)\s{0,3}(?:tablet|pill|medic|drug|antips)?)\b(?!\s{1,3}(?:food|solid|liquid|difficult))"
    r"|\b(?:never|not|n['’]t|hardly|barely|scarcely|rarely|seldom|no\s{1,3}longer|without)\s{1,3}(?:(?:really|actually|once|ever|even|been|in\s{1,3}fact|had|having)\s{1,3}){0,2}(?:tak(?:ing|en?|es)|took|given|seen|saw|watched|observed)\s{1,3}(?:(?:him|her)\s{1,3}(?:tak(?:e|ing)|swallow\w{0,3})\s{1,3})?(?:anything|much|them|(?:an?|any|one|his|her|the|their|more\s{1,3}than|half|most|a\s{1,3}single)\s{1,3}(?:(?!other|more|further|second|new|depot|clozapine)\w{2,9}\s{1,3}){0,2}(?:antipsychotics?|neuroleptics?|tablets?|pills?|medication|medicines?|meds|doses?|drugs?(?=\s{0,2}(?:[.,;\n)]|$|prescribed))))"
    r"|\b(?:signed|ticked|initialled|filled\s{1,3}in)\b[^.;\n]{0,30}\b(?:without|in\s{1,3}advance|regardless|whether|blindly|beforehand|routinely|anyway)\b|\bdoses\s{1,3}(?:(?:being|having|were|been|not|never)\s{1,3}){1,3}(?:not|never)?\s{0,3}given\b(?<!were given)"
)
_UNDETECTABLE = Caseless(
    r"\b(?:undetect\w{3,6}|unmeasurabl\w|immeasurabl\w|un-?detected|not\s{1,3}detect\w{2,4}|non-?detect\w{0,4}|(?:below|under|beneath)\s{1,3}(?:the\s{1,3})?(?:limits?\s{1,3}of\s{1,3})?(?:detect\w{2,4}|quantif\w{3,8})|not\s{1,3}present\s{1,3}in|(?:came\s{1,3}back|were|was|returned|reported)\s{1,3}(?:as\s{1,3})?(?:nil|zero|negative|nought)|absent\s{1,3}from|no\s{1,3}(?:trace|drug|olanzapine|risperidone)\s{1,3}(?:\w{1,9}\s{1,3}){0,3}(?:found|detected|in\s{1,3}(?:the\s{1,3}|his\s{1,3}|her\s{1,3})?(?:blood|plasma|serum|sample)))\b"
)
_NOT_OF_DRUG = Caseless(
    r"\b(?:viral|virus|troponin|alcohol|ethanol|hcg|hiv|hepatitis|cannab\w{2,6}|thc|cocaine|amphetam\w{2,4}|opia\w{2}|benzodiaz\w{2,6}|antibod\w{1,3}|norclozapine|urine|tsh|crp|covid|illicit)\b"
)
_SMALL = Caseless(
    r"\b(?:no|none|nor|never|not|without|neither|nothing|odd|occasional(?:ly)?|once|single|believes?|thinks?|fears?|delu\w{2,5}|convinced|says\s{1,3}(?:the|his)\s{1,3}tablets)\b"
)
# A part of the time, of the places, or of the medicines
_SPELL = r"(?:days?|nights?|weeks?|wks?|wk|fortnights?|month|few\s{1,3}months|(?:\d{1,2}|two|three|four)\s{0,2}(?:months|days|weeks|wks|/52)|\d{1,2}/(?:7|52)|while|quarter|spring|summer|autumn|winter|visit|visits|review|appointment|admission|stay|prescription|pack)"
_NARROW = Caseless(
    rf"\b(?:last|past|previous|latest|current|this|these|preceding|first|final|initial|present|most\s{{1,3}}recent)\s{{1,3}}(?:(?:few|two|three|four|\d{{1,2}}|couple\s{{1,3}}of|inpatient|hospital)\s{{0,3}})?{_SPELL}\b(?!\s{{1,3}}(?:and\s{{1,3}}(?:before|earlier)))"
    r"|\b(?:lately|recently|currently|nowadays|these\s{1,3}days|of\s{1,3}late|at\s{1,3}present|at\s{1,3}the\s{1,3}moment|for\s{1,3}now|right\s{1,3}now|today|yesterday|since\s{1,3}(?!(?:the\s{1,3})?(?:start(?!ing\s{1,3}(?:on\s{1,3})?cloz)|beginning|onset|outset|first|then\b|diagnos|\d{4}|he\s{1,3}(?:began|started)|she\s{1,3}(?:began|started)|treatment|illness|commenc))\w{1,14}|(?<!and )(?<!& )before\b(?!\s{1,3}(?:and|bed|meals?|breakfast|staff|witness\w*|me\b|us\b|(?:the|his|her|a|our)\s{1,3}(?:nurs|mother|father|staff|wife|husband|carer|parent|sister|brother)))|beforehand|prior\s{1,3}to|previously|after\s{1,3}(?:the|both|his|her|these|all)\s{1,3}(?:\w{2,9}\s{1,3})?(?:trials?|courses?|discharge|admission)|afterwards|until|till|as\s{1,3}long\s{1,3}as|while\b(?!\s{1,3}(?:on\s{1,3}(?:both|each|either|the\s{1,3}(?:drug|treatment)|drug|treatment|medication|antips)|treated|prescribed|taking))|whilst|when(?:ever)?\b(?!\s{1,3}(?:supplied|available|prescribed|given))|once\b(?!\s{1,3}(?:a|daily|or))|only\s{1,3}(?:since|in|for|during|while|when|on|at|with|after)|at\s{1,3}(?:best|times|first|most\s{1,3}times)|(?:on|in)\s{1,3}(?:an?\s{1,3}|his\s{1,3}|her\s{1,3})?(?:good|better|best)\s{1,3}\w{2,7}|good\s{1,3}(?:days?|weeks?|months?)|in\s{1,3}(?:early\s{1,3}|late\s{1,3})?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s{0,2}(?:19|20))|(?:run|lead)-?in|washout|for\s{1,3}(?:the\s{1,3})(?:\w{2,6}\s{1,3})?(?:days|weeks|nights|fortnight)|now\b|as\s{1,3}a\s{1,3}(?:child|teenager|boy|girl|student|day\s{1,3}patient)|at\s{1,3}school|(?:weekdays|weekends|mornings|evenings|nights|school\s{1,3}days)\s{1,3}only|only\s{1,3}(?:weekdays|weekends))\b"
)
_PLACED = Caseless(
    r"\b(?:in\s{1,3}(?:the\s{1,3})?(?:hospital|prison|custody|unit|hostel|rehab\w{0,10}|day\s{1,3}hospital|care\s{1,3}home)|on\s{1,3}(?:the|our|this|his|her|an?)\s{1,3}(?:\w{2,12}\s{1,3})?(?:ward|unit|section)(?!\s{1,3}(?:chart|record|MAR|note|sheet|staff|round|kardex|medic\w{4,6}\s{1,3}(?:admin|chart|record|sheet)|drug\s{1,3}chart|admin))|(?:as\s{1,3}an?\s{1,3}|for\s{1,3}(?:the\s{1,3})?|his\s{1,3}|the\s{1,3})?in-?patients?\s{0,3}(?:stay|days?|spells?|period|phase|treatment)?(?!\s{0,3}(?:MAR|chart|record|note))|under\s{1,3}(?!(?:direct|nurs|staff|family|parental)\w{0,5}\s)(?:\w{2,9}\s{1,3})?(?:supervision|observation|section)|detained|at\s{1,3}(?:his|her|the|their)\s{1,3}(?:parents|mother|sister|grandmother)\W{0,2}s?\s{1,3}(?:house|home|place))\b"
)
_OF_TRIALS = Caseless(
    r"\b(?:both|each|all|two|either)\s{1,3}(?:of\s{1,3}the\s{1,3})?(?:trials?|courses?|drugs?|antipsychotics?|periods?)\b|\bthroughout\b"
)
_OF_WHOLE = Caseless(
    r"\b(?:both|throughout|all\s{1,3}(?:the\s{1,3})?(?:trials?|courses?|along|drugs|antipsychotics|periods|times?)|each|every\s{1,3}(?:trial|course)|entire|whole|across|either|those|these\s{1,3}(?:two|trials|drugs|courses)|every\s{1,3}(?:depot|injection)|depots?\s{1,3}(?:all\s{1,3})?given|two\s{1,3}(?:trials|courses|drugs))\b"
)
_OTHER_THING = Caseless(
    r"\b(?:appointments?|attendance|vitamins?|supplements?|blood\s{1,3}pressure|antihypertensives?|statins?|diabet\w{2,4}|insulin|metformin|lithium|valproate|antidepressants?|contracepti\w{2,5}|inhalers?|thyroxine|laxatives?|antibiotics?|physical\s{1,3}health|diet|exercise(?!\s{1,3}books?)|therapy\s{1,3}sessions?|groups?\s{1,3}sessions?|clinic\s{1,3}visits?|blood\s{1,3}tests?|(?<!electronic )monitoring(?!\s{1,3}(?:caps?|devices?|systems?))|(?:his|her)\s{1,3}(?:brother|sister|twin|cousin|mother|father|wife|husband|son|daughter|friend)\s{1,3}(?:is|was|has|had)\s{1,3}(?:at\s{1,3}|on\s{1,3})?\d{1,3}(?=\s?(?:%|per\s?cent))|hers\b(?!\s{1,3}(?:comes?|came|gives?|gave|shows?|showed|puts?|makes?|made|says?|has|works)\b)|app\s{1,3}(?:was\s{1,3})?opened|reminders?\s{1,3}(?:were\s{1,3})?answered|(?:(?:flat|room|house|cell)[\s-]?mate|brother|sister|mother|father|wife|husband|son|daughter|cousin|aunt|uncle|friend|neighbour)['’]s\s{1,3}(?:own\s{1,3})?(?:tablets|pills|medication|medicines|meds|doses|blister)\b(?!\s{1,3}(?:counts?|diary|chart|log|record|tally|list|check|return|pack))|(?:counts?|log|chart|MAR|records?|sheets?|doses|tablets)\s{1,3}for\s{1,3}(?:his|her|the|a)\s{1,3}(?:\w{2,8}\s{1,3})?(?:(?:flat|room|house|cell)[\s-]?mate|brother|sister|mother|father|wife|husband|son|daughter|cousin|aunt|uncle|friend|neighbour)\b(?!['’])|(?:other|another|next)\s{1,3}(?:resident|patient|man|woman)['’]s)\b"
)
_SOME_DAYS = Caseless(
    r"\b(?:for|of|on)\s{1,3}(?:the|his|her)\s{1,3}(?:present|current|new|latest)\s{1,3}\w{4,14}\s{1,3}only\b|\b(?:only|just)\s{1,3}(?:for|of|on)\s{1,3}(?:the|his|her)\s{1,3}(?:present|current|new|latest)\b|\boff\s{1,3}(?:both|them|each|all\s{1,3}antipsychotics)\b|\bon\s{1,3}(?:the\s{1,3}|such\s{1,3})?(?:days|nights|weeks|visits|occasions|mornings|evenings)\s{1,3}(?:when\s{1,3}|that\s{1,3}|on\s{1,3}which\s{1,3})?(?:he|she|they|we|I)\b|(?<!left )(?<!trays )(?<!packs )(?<!strips )(?<!boxes )(?<!blisters )(?<!bottles )(?<!count )(?<!counted )(?<!over )(?<!tablets )\b(?:before|after)\s{1,3}(?:(?:the|these|those|his|her|both|either|two)\s{1,3}){1,3}(?:trials?|courses?|antipsychotics|drugs)\b|\bexcept\s{1,3}(?:that|when|while|at|during|for\s{1,3}the\s{1,3}(?:weeks|months|time))\b|\b(?:for|during)\s{1,3}(?:most|half|much|part|a\s{1,3}lot)\s{1,3}of\s{1,3}(?:both|the|each|his|her)\s{1,3}(?:trials?|courses?|time|period|weeks)\b|\bon\s{1,3}(?:those|these|such)\s{1,3}(?:days|nights|weeks|visits|occasions)\b|\b(?:on|each|every)\s{1,3}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\s{1,3}(?:and|or|to)\s{1,3}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b(?![^.;\n]{0,60}\bweekends?)"
)
_LAX = Caseless(
    r"\bno\s{1,3}(?:other|second|further)\s{1,3}sources?\b|\bon\s{1,3}(?:his|her)\s{1,3}(?:own\s{1,3})?word\b|\bonly\s{1,3}(?:at|on|over)\s{1,3}(?:the\s{1,3})?(?:weekends?|weekdays|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b|\b(?:away|absent|abroad|gone)\s{1,3}(?:from\s{1,3}|on\s{1,3}|during\s{1,3}|in\s{1,3})?(?:the\s{1,3})?(?:week\b|weekdays|weekends?|Mon)|\bno\s{1,3}(?:answer|reply)\b|\b(?:supervis|watch|see|saw|seen|gave|giv|check|count|observ)\w{0,4}\s{1,3}neither\b|\b(?:his|her|their|own)\s{1,3}(?:own\s{1,3})?(?:impression|guess|hunch)\b|\bwhether\s{1,3}(?:or\s{1,3}not\s{1,3})?(?:he|she|they|it|these|those|any)\s{1,3}(?:\w{2,9}\s{1,3}){0,3}(?:swallow|tak|go\b|goes\b|went\b)\w{0,4}|\b(?:since|after)\s{1,3}(?:the\s{1,3}|both\s{1,3}|these\s{1,3})?(?:\w{2,9}\s{1,3}){0,2}(?:trials?|courses?)\s{1,3}(?:(?:were|was|had|are|is)\s{1,3})?(?:ended|finished|over|stopped)\b|\b(?:nobody|no\s{1,3}one)\s{1,3}(?:\w{2,9}\s{1,3}){0,2}(?:watch\w{0,3}|kn[oe]ws?|saw|sees|check\w{0,3}|count\w{0,3}|look\w{0,3}|supervis\w{0,3})|(?:we|I)\s{1,3}(?:know|knew|have)\s{1,3}(?:nothing|little|no\s{1,3}idea)|haphazard\w{0,2}|hit[\s-](?:and|or)[\s-]miss|as\s{1,3}(?:he|she|they)\s{1,3}(?:pleases?|likes?|liked|pleased|saw\s{1,3}fit|wish\w{0,2}|fancies|fancied)|what\s{1,3}(?:he|she|they)\s{1,3}(?:likes?|liked|wanted|pleases?|pleased|felt)|when\s{1,3}(?:he|she|they)\s{1,3}(?:likes?|liked|wants?|wanted|remember\w{0,2}|feels?|felt)|now\s{1,3}and\s{1,3}(?:then|again)|on\s{1,3}and\s{1,3}off|off\s{1,3}and\s{1,3}on|at\s{1,3}will|at\s{1,3}random|chaotic\w{0,4}|unsupervised|unwatched|unobserved|unmonitored|untaken|unswallowed|(?:mostly|largely|often|usually|always)\s{1,3}(?:left|skipp\w{2,3}|miss\w{0,3}|forg\w{2,6}|omit\w{0,4}|unused)|(?:he|she|they)\s{1,3}(?:often\s{1,3}|usually\s{1,3}|mostly\s{1,3})?(?:forgets?|forgot|skips?|skipped)\b(?!\s{1,3}(?:(?:about|maybe|at\s{1,3}most|only|perhaps|around|roughly)\s{1,3}){0,2}(?:one|an?|1|once)\s{1,3}(?:(?:dose|tablet|pill)\s{1,3})?(?:once\s{1,3})?(?:an?|per|every|each)\s{1,3}(?:week|fortnight|month))|every\s{1,3}other\s{1,3}(?:day|dose|tablet|night|week)|alternate\s{1,3}days|(?<!misses )(?<!missed )(?<!miss )(?<!skips )(?:hardly\s{1,3}any(?!thing\s{1,3}miss)|next\s{1,3}to\s{1,3}nothing|almost\s{1,3}(?:none|nothing))|whole\s{1,3}(?:weeks|days|months)|days\s{1,3}on\s{1,3}end|irregular\w{0,2}|erratic\w{0,4}|patchy|sporadic\w{0,4}|occasional\w{0,2}|(?<!\bno )(?<!\bno refill )(?<!\bwithout )(?<!\bwithout any )gaps\b(?!\s{0,2}[:=]?\s{0,2}(?:none|nil|0\b|zero))|\?\s?(?:pill|carer|mother|mum|wife|chart|pharmac|dispens|tablet)|(?:trial|course|drug)\s{1,3}(?:1|2|one|two|I{1,2})\s{0,2}:\s{0,2}[0-7]?\d\s?%|\bfrom\s{1,3}h(?:er|im)(?=\s{0,2}(?:[.,;)]|$))|before\s{0,2}[?:]|(?:actual|real|true)\s{1,3}(?:\w{2,10}\s{1,3})?(?:not|un|lower|less|poor|much)\w{0,10}"
)
# A share in words below the one that is given: "his wife says half", "the pharmacist gives 55"
_LESS = Caseless(
    r"\b(?:half(?!\s{1,3}(?:an?\s{1,3})?(?:hour|year|way|brother|sister|life|past|\d))|(?:a|one)\s{1,3}(?:third|quarter|fifth|fraction|handful|tenth)(?!\s{1,3}(?:sources?\b|party|person|trial|drug|inform|time|opinion|\w{1,9}\s{1,3}source))|(?:two|three)[\s-](?:thirds|quarters|fifths)|(?:one|two|three|four|five|six)\s{1,3}(?:\w{2,9}\s{1,3})?(?:collections?|scripts|prescriptions|refills|fills|pick-?ups)|(?<!in )(?<!of )(?<!every )(?:forty|fifty|sixty|seventy|thirty|twenty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?(?!\s{1,3}(?:per|mg|milli|weeks?|years?|days?|months?|of|out|five\s{1,3}mg|tablets\s{1,3}of)|-)"
    r"|(?:gives?|gave|shows?|showed|says?|said|suggests?|suggested|comes?\s{1,3}to|came\s{1,3}to|puts?\s{1,3}it\s{1,3}at|is|was|found|only|just|rather|more\s{1,3}like|nearer|closer\s{1,3}to|under|below)\s{1,3}(?:(?:only|just|about|it|to|at|rather)\s{1,3}){0,2}[1-7]?\d(?![\d.,/%:]|\s{0,2}(?:%|per|mg|weeks?|wks?|years?|yrs?|days?|months?|of|out|in|tablets|hours?|ng|nmol|µ|ug|mcg|micro|pmol|st|nd|rd|th)))\b"
)


ENOUGH = 80  # % of doses: less is nothing to doubt
LEAST_OF = 10  # doses of which a fraction is told: fewer are sources or trials


def unreserved(reading: Reading, share: Said | None, told: Sequence[Part]) -> Said | None:
    """A share of doses, unless the note says that it is not that of the trials, is no fact, or is belied."""
    if share is None or (share.value.high is not None and share.value.high < ENOUGH):
        return share
    found = next(
        (one for one in _against_share(reading, share, told) if not reading.is_settled(_sentence(reading, one))), None
    )
    if found is None or reading.replaces(found[0], share.spans[0][0]):
        return share
    words = f"The note gives {share.value.words()}% of doses, and “{reading.original[slice(*found)]}”."
    reading.contradict("adherence.percent", words, [*share.spans, found])
    question = "What share of the prescribed doses was really taken during the trials?"
    reading.ask_for(_sentence(reading, found), "adherence.percent", question, f"{words} {UNLESS_IT_HOLDS}")
    return None


def _sentence(reading: Reading, place: Place) -> Part:
    found = reading.sentence_of(place[0])
    return found if found.start < found.end else Part(*place)


def _against_share(reading: Reading, share: Said, told: Sequence[Part]) -> Iterator[Place]:
    own = [with_blanked(reading, reading.sentence_of(start)) for start, _ in share.spans]
    own = list(dict.fromkeys(own))
    if one_trial := _of_one_trial(reading, own):
        yield one_trial
    after = [part for one in own for part in (*following(reading, one), *_joined_before(reading, one))]
    for part in own:
        found = _of_part(reading, part) or _in_part(reading, part, share)
        if found:
            yield found
    for part in dict.fromkeys([*own, *after, *told]):
        if part not in own and _OF_RELATIVE.search(reading.text, *part):
            continue
        for pattern in (_LAX, _LESS):
            m = pattern.search(reading.original if part in own else reading.text, *part)
            if m and _is_counted(reading, part, m.span()):
                continue
            if m and (pattern is _LAX or _OF_TAKING.search(reading.text, *part)):
                yield m.span()
    for part in told:
        yield from _few_of_many(reading, part)
    yield from _few_collected(reading)
    yield from _belied(reading, [*own, *after, *told])


def _is_counted(reading: Reading, part: Part, place: Place) -> bool:
    """Whether words are those of a count that gives the share: "four of 180 doses untaken", "skipped one in fifteen"."""
    few = [said for said in counted(reading, part) if said.value.low is not None and said.value.low >= ENOUGH]
    return any(
        start < place[1] and place[0] < end for said in (*lapses(reading, part), *few) for start, end in said.spans
    )


def _joined_before(reading: Reading, part: Part) -> Iterator[Part]:
    """The sentence before one, where a semicolon joins them."""
    before = next((one for one in reversed(reading.sentences) if one.end <= part.start), None)
    joined = before is not None and reading.text[before.end : part.start].strip() == ";"
    if before is not None and joined and not reading.named(*before):  # not the trial itself
        yield before


def _nothing_left(reading: Reading, part: Part, place: Place) -> bool:
    """Whether words are of what was not left: "the returned cassettes, nothing left over"."""
    return any(
        m.start() < place[1] and place[0] < m.end() for m in NONE_LEFT.finditer(reading.text, *part) if " " in m.group()
    )


_OF_RELATIVE = Caseless(
    r"\b(?:brother|sister|mother|father|wife|husband|cousin|aunt|uncle|son|daughter)\b[^.;]{0,60}\b(?:takes|took|misses|missed|is\s{1,3}on|was\s{1,3}on|gets)\b(?!\s{1,3}(?:him|her)\b)"
)


def with_blanked(reading: Reading, part: Part) -> Part:
    """A sentence with the words right after it that were blanked: "if one believes them"."""
    rest = reading.text[part.end : part.end + 200]
    blank = len(rest) - len(rest.lstrip())
    shown = reading.original[part.end : part.end + blank].split("\n\n")[0]
    return Part(part.start, part.end + len(shown)) if shown.strip() and not _OF_RELATIVE.search(shown) else part


_SO_MANY = Caseless(
    r"(?<![\d./])(\d{1,3})\s{0,2}(?:/|of|out\s{1,2}of)\s{0,2}(?:the\s{1,2})?(\d{1,3})(?![\d/.%]|\s{0,2}(?:mg|%))"
)


def _few_of_many(reading: Reading, part: Part) -> Iterator[Place]:
    """So many of so many doses, which are less than four in five: "14 of 28 taken", "two of six" in figures."""
    for m in _SO_MANY.finditer(reading.text, part.start, part.end):
        if int(m[2]) > LEAST_OF and 5 * int(m[1]) < 4 * int(m[2]) and 3 * int(m[1]) > int(m[2]):
            yield m.span()


_ONES = "|".join(WORDS)
_SUPPLIES = r"(?:box(?:es)?|packs?|packets?|scripts?|prescriptions?|refills?|fills|suppl(?:y|ies)|bottles?|trays?|issues|collections|pick-?ups)"
_FETCHED = r"(?:picked\s{1,3}up|pick\s{1,3}up|collected|filled|dispensed|cashed|fetched|redeemed|issued|bought)"
_COLLECTED = Caseless(
    rf"\b(?:of|from)\s{{1,3}}(?:the\s{{1,3}}|his\s{{1,3}}|her\s{{1,3}})?(?P<all>\d{{1,2}}|{_ONES})\s{{1,3}}(?:\w{{4,9}}\s{{1,3}})?{_SUPPLIES}\b[^.;\n]{{0,40}}?\b{_FETCHED}\s{{1,3}}(?:only\s{{1,3}})?(?P<some>\d{{1,2}}|{_ONES})\b"
    rf"|\b(?P<some2>\d{{1,2}}|{_ONES})\s{{1,3}}(?:out\s{{1,3}})?of\s{{1,3}}(?:the\s{{1,3}}|his\s{{1,3}}|her\s{{1,3}})?(?P<all2>\d{{1,2}}|{_ONES})\s{{1,3}}(?:\w{{4,9}}\s{{1,3}})?{_SUPPLIES}\s{{1,3}}(?:(?:was|were|have|had|been|ever|actually)\s{{1,3}}){{0,3}}{_FETCHED}\b"
)


def _few_collected(reading: Reading) -> Iterator[Place]:
    """Fewer than four in five supplies collected: "of seven boxes he has picked up three"."""
    for m in _COLLECTED.finditer(reading.text):
        some, of_all = (
            int(n) if n.isdigit() else WORDS[n.lower()] for n in (m["some"] or m["some2"], m["all"] or m["all2"])
        )
        if some <= of_all and 5 * some < 4 * of_all:
            yield m.span()


# "in the new flat", "under the crisis team", "over the summer": a time, place or company that is not known to be the whole
_ADJUNCT = Caseless(
    r"\b(?P<prep>in|on|at|during|over|under|with|for|as\s{1,3}of|outside|inside|within|through)\s{1,3}(?:(?:the|his|her|their|our|this|that|these|those|an?|my|its|new|old|present|recent|first|second|last|past|previous|next|home|own|local|later|early|earlier|late)\s{1,3}){0,4}(?P<head>[a-z][a-z'’-]{1,20}|\d{1,4}\b)"
)
_KNOWN_HEADS = Caseless(
    r"(?:pill|tablet|capsule|blister|dosette|pack|strip|count|chart|record|MAR|e-?MAR|note|dispens|pharma|refill|fill|claim|prescri|carer|staff|nurs|famil|mother|father|mum|mam|dad|wife|husband|partner|sister|brother|aunt|uncle|parent|son\b|daughter|relative|friend|report|account|history|collateral|inform|source|interview|trial|course|drug|agent|antips|neurolep|medic|meds|treatment|therapy|dose|dosing|time|day|month|year|period|whole|average|total|all|both|each|every|either|them|it|which|what|him|her|me|us|order|addition|agreement|accord|line|keeping|question|view|opinion|fact|general|full|part|spite|case|course|percent|per\b|average|balance|basis|least|most|best|strength|estimat|evidence|file|paper|review|check|inspection|log|book|register|card|system|data|base|monitor|MEMS|cap|app|level|plasma|assay|depot|injection|LAI|oral|two\b|three\b|\d|olz|risp|amisulp|quet|halop|arip|paliper|zuclo|fluph|flupen|chlorp|zipras|trifluo|sertind|schizo|illness|symptom|supervis|observ|ward|hospital|clinic|community|CPN|GP|doctor|team|worker|keyworker|hostel|home|house|support|regard|respect|compliance|adher|concord|regular|duration|entire|throughout|NOMAD|webster|take|taking|number|so\b|that\b|this\b|no\b|any|some|more|over|under|about|around|certain|sure|example|instance|being|having|good|the\b|and\b|PharmaNet|PBS|Medi|insur|state|health|national|electronic|regional|online|digital|weekly|daily|monthly|nightly|district|visit|administration|one\b|four|five|six|seven|eight|nine|ten\b|eleven|twel|thirt|fourt|fift|sixt|twent|row\b|recommend|exact|lock|wk|read|clos|girl|boy|was\b|is\b|were\b|has\b|had\b|by\b|of\b|start|end\b|begin|unit|Fri|Mon|Tue|Wed|Thu|Sat|Sun|folder|letter|word|sheet|spreadsheet|list|tally|calendar|diary|audit|tray|box|doubt|lot\b|direct|stock|surplus|presence|front\b|documentation|water|juice|food|breakfast|supper|practice|surgery|office|pack|strip|hand\b|mouth|named|good\s|bottle|cassette|sheet|slip|all\b|an?\b|sight\b|cure|wife|sun\b|leave\b|counter|cupboard|key\b|table\b|kitchen|palm|meal|lunch|dinner|bedtime)"
)


def _in_part(reading: Reading, part: Part, share: Said) -> Place | None:
    """A time, place or company of which a share is said, that is not known to be that of the whole treatment."""
    if _OF_TRIALS.search(reading.original, *part) or _in_halves(reading, part):
        return None
    for m in _ADJUNCT.finditer(reading.original, *part):
        beside = re.split(r",|\bby\b|\bper\b", reading.original[m.end("prep") : m.end("head") + 20])[0]
        shop = reading.original[m.start("head")].isupper() and stands_by_source(
            reading.original[max(part.start, m.start() - 20) : m.start()]
        )
        if (
            shop
            or _is_counted(reading, part, m.span())
            or stands_by_source(beside)
            or _of_other_matter(reading, m.span(), share)
        ):
            continue
        near = any(abs(m.start() - end) < 70 or abs(m.end() - start) < 70 for start, end in share.spans)
        if near and not _KNOWN_HEADS.match(m["head"]) and not reading.named(m.start("head"), m.end()):
            return m.span()
    return None


def _of_other_matter(reading: Reading, place: Place, share: Said) -> bool:
    """Whether a dose or a score stands between a place and a share: the words are of the trial or the rating then."""
    start, end = share.spans[0]
    between = reading.original[place[1] : start] if place[1] <= start else reading.original[end : place[0]]
    lead = reading.original[max(0, place[0] - 40) : place[0]]
    return bool(_OTHER_MATTER.search(between) or _OTHER_MATTER.search(lead))


_OTHER_MATTER = Caseless(r"\d\s?mg\b|milligram|PANSS|SOFAS|respon[sd]|\blevels?\b|ng/|failed|\bweeks\b|CGI")


def _of_part(reading: Reading, part: Part) -> Place | None:
    """Words by which a share is no fact, or is of a part of the time or of the medicines only."""
    text = reading.original
    patterns = [NO_DATUM, _OTHER_THING, _SOME_DAYS]
    whole = _OF_WHOLE.search(text, *part) or _in_halves(reading, part)
    if not whole:
        patterns += [_NARROW] if re.search(r"\bhome\b", text[part.start : part.end], re.I) else [_NARROW, _PLACED]
    for pattern in patterns:
        m = pattern.search(text, part.start, part.end)
        if m and not (pattern is _PLACED and _heads_its_trial(reading, part, m.start())):
            return m.span()
    return None


def _heads_its_trial(reading: Reading, part: Part, place: int) -> bool:
    """Whether a place is that of the trial whose name stands right before it: "Olanzapine: inpatient, chart 100%"."""
    lead = reading.text[part.start : place].rstrip()
    return lead.endswith((":", ",", "(")) and any(
        m.end >= part.start + len(lead) - 1 for m in reading.named(part.start, place)
    )


_NTH = r"(?:trial|course|drug|antipsychotic|agent|medicine|medication)"
_NTH_TRIAL = Caseless(
    rf"\b(?:(?P<one>(?:first|1st|former)\s{{1,3}}{_NTH}|{_NTH}\s{{0,2}}#?(?:1|one|I)(?![\w.])|T1\b)|(?P<two>(?:second|2nd|latter)\s{{1,3}}{_NTH}|{_NTH}\s{{0,2}}#?(?:2|two|II)(?![\w.])|T2\b))"
)


def _of_one_trial(reading: Reading, own: Sequence[Part]) -> Place | None:
    """A share told of the first trial, or of the second, and of the other nowhere."""
    found = [m for part in own for m in _NTH_TRIAL.finditer(reading.original, *part)]
    if len({m.lastgroup for m in found}) != 1 or any(_OF_WHOLE.search(reading.original, *part) for part in own):
        return None
    if any(_in_halves(reading, part) for part in own) or any(reading.named(*part) for part in own):
        return None
    return found[0].span()


# Two parts that make the whole: "this admission by chart 100%; previously by blister audit 92%"
_HALVES = (
    (
        Caseless(r"\b(?:(?:this|current|present|index)\s{1,3}admission|in-?patients?|(?:in|as)\s{1,3}hospital|ward)\b"),
        Caseless(r"\b(?:previous(?:ly)?|earlier|before|prior|community|(?:at|since)\s{1,3}home|out-?patients?)\b"),
    ),
    (
        Caseless(r"\b(?:first|1st|trial\s{1,3}(?:1|A|one)|former)\b"),
        Caseless(r"\b(?:second|2nd|trial\s{1,3}(?:2|B|two)|latter)\b"),
    ),
)
_WEEK = (
    Caseless(r"\b(?:week\s?days?|Mon(?:days?)?\s{0,2}(?:-|–|to)\s{0,2}Fri(?:days?)?|M-F)\b"),
    Caseless(r"\bweekends?\b"),
)


_PIECE = re.compile(r"[^,;.]+(?:\.\d[^,;.]*)*")
_OWN = Caseless(r"\b(?:self|own|unknown|only|says|nothing)\b")


def _in_halves(reading: Reading, part: Part) -> bool:
    """Whether a share is told of each of two parts that make the whole, or who saw it on weekdays and at weekends."""
    if all(half.search(reading.original, *part) for half in _WEEK) or AND_WEEKENDS.search(reading.original, *part):
        return True
    number = next((n for n, one in enumerate(reading.sentences) if one.holds(part.start)), 0)
    pieces = [
        piece.group()
        for one in reading.sentences[max(0, number - 1) : number + 2]
        for piece in _PIECE.finditer(reading.original, *one)
        if re.search(r"\d\s?(?:%|per\s?cent)", piece.group()) and not _OWN.search(piece.group())
    ]
    return any(
        any(one.search(piece) for piece in pieces) and any(two.search(piece) for piece in pieces)
        for one, two in _HALVES
    )


def following(reading: Reading, part: Part) -> Iterator[Part]:
    """The sentence after one, where it is of the same paragraph."""
    after = next((one for one in reading.sentences if one.start >= part.end), None)
    if after is not None and "\n\n" not in reading.text[part.end : after.start]:
        yield after


def _belied(reading: Reading, near: Sequence[Part]) -> Iterator[Place]:
    """Where the note tells of tablets not swallowed, of disclosures, of disbelief, or of levels that were nil."""
    text = reading.text
    for m in _BELIED.finditer(text):
        sentence = reading.sentence_of(m.start())
        if _is_counted(reading, sentence, m.span()) or _nothing_left(reading, sentence, m.span()):
            continue
        if not _SMALL.search(text, max(sentence.start, m.start() - 24), m.start()) and not re.search(
            r"\b(?:odd|occasional|single)\b", m.group(), re.I
        ):
            yield m.span()
    if undetected := _UNDETECTABLE.search(text):
        sentence = reading.sentence_of(undetected.start())
        if not _NOT_OF_DRUG.search(text, *sentence):
            yield undetected.span()
    for m in _DISBELIEF.finditer(reading.original):
        sentence = reading.sentence_of(m.start())
        if _UNDOUBTED.search(reading.original[max(0, m.start() - 24) : m.end()]):
            continue
        if any(part.holds(m.start()) for part in near) or re.search(
            r"\b(?:adheren|complian|concordan|(?:pill|tablet)\s{1,3}counts?|tablets|carer|MAR\b|figure|per\s?cent)|\d\s?%",
            text[slice(*sentence)],
            re.I,
        ):
            yield m.span()


# "is not in doubt", "no reason to doubt it", "we have no doubts"
_UNDOUBTED = Caseless(
    r"\b(?:not|never|nor|n['’]t|beyond|without)\s{1,3}(?:(?:really|seriously|any|a|all)\s{1,3}){0,2}(?:in\s{1,3})?(?:doubts?|dispute|question)$|\bno\s{1,3}(?:(?:real|serious|great|particular|reasonable)\s{1,3})?doubts?$"
)

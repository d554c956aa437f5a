"""What is said in everyday words against what was told before: doses not swallowed, ratings of another time, voices that
come only with a drug. Tables of patterns only; `against_patterns` says what each of them is about.
"""

from assistant.criteria.parse.caseless import Caseless

_KIN = r"(?:mother|father|mum|mom|dad|brother|sister|son|daughter|twin|cousin|uncle|aunt\w*|wife|husband|partner)"
_OFTEN = r"(?:most|many|half|usually|often|frequently|mostly|repeatedly|regularly|routinely|generally|every\sother|every\ssecond|the\s(?:majority|bulk)|a\s(?:third|quarter|lot)|lots|much|nearly\sall|almost\sall|two\sthirds|more\soften\sthan\snot|as\soften\sas\snot)"
_LEFT = r"(?:forg[eo]t\w*|refus(?:ed|es|ing)|declin(?:ed|es|ing)|skipp(?:ed|ing)|skips|miss(?:ed|es|ing)|omitted|omits|unswallowed|untaken|spat(?:\sout)?|spits|not\s(?:taken|swallowed)|thrown|threw|bin(?:ned|s)|flushed)"
_DOSES = r"(?:nights?|mornings?|evenings?|weekends?|doses?|tablets?|tabs|pills?|capsules?|meds|medication|medicines?|them|it|half|one)"
_BOX = r"(?:dosette\w*|blister\w*|webster\w*|tray|compliance\s(?:aid|box)|pill\s?box(?:es)?|(?:tablet|medication|weekly)\sbox(?:es)?|packs?|bottles?|compartments?)"
_NOT_OF_TABLETS = r"(?!.*\b(?:meals?|food|lunch|breakfast|dinner|group\w*|therapy|appointments?|school|college|work|bloods?|wash\w*|shower\w*|visits?|baths?|voices)\b)(?!.*\b(?:never|hardly|rarely|seldom|not\soften|n['’]t|no\s(?:doses?|tablets?))\b)"
NOT_SWALLOWED = Caseless(
    rf"\A{_NOT_OF_TABLETS}.*?(?:\b{_OFTEN}\s(?:of\s)?(?:(?:the|his|her|their|those|these|all)\s)?(?:\w+\s)?{_DOSES}\b[^.;\n]{{0,30}}\b{_LEFT}\b"
    rf"|\b(?:(?:he|she|they|patient|pt)\s{_OFTEN}|{_OFTEN}\s(?:he|she|they))\s(?:\w+\s)?{_LEFT}\b[^.;\n]{{0,30}}(?:\b{_DOSES}\b|\W*\Z)|\b{_DOSES}\s(?:\w+\s)?(?:was|were|is|are)\s{_OFTEN}\s{_LEFT}\b"
    rf"|\b(?:leaves?|left|skips?|skipped|miss(?:es|ed)?|forg[eo]ts?|refuse[sd]?)\s(?:\w+\s){{0,3}}?(?:five|six|seven|eight|nine|[5-9])\s(?:times\s|days\s|nights\s)?(?:out\sof|in)\s(?:ten|seven|10|7)\b|\b(?:took|takes|taken|swallow\w*|had)\s(?:only\s|about\s|perhaps\s|maybe\s|roughly\s|at\smost\s){{0,2}}(?:half|a\sthird|a\squarter|some)\s?(?:of\s(?:it|them|the|his|her)\b|\W*\Z)"
    rf"|\b(?:spat|spits|spitting|threw|throws|flushed|vomited|brought)\s{_OFTEN}\s(?:of\s)?(?:the\s|his\s|her\s)?{_DOSES}\b|\b{_LEFT}\s(?:at\sleast\s|about\s|perhaps\s|maybe\s)?{_OFTEN}\s(?:of\s)?(?:the\s|his\s|her\s)?(?:doses|tablets|tabs|pills|capsules|meds|medication|medicines|them)\b"
    rf"|\b(?:{_OFTEN}\s(?:of\s)?(?:the\s|his\s|her\s|each\s)?)?{_BOX}\s(?:\w+\s){{0,2}}?(?:was|were|came\sback|comes\sback|is|are|remained|lay|stood|looked)\s(?:\w+\s){{0,3}}?(?:(?:half|nearly|almost|still|mostly)[\s-]){{0,2}}(?:full|untouched|unused|unopened|not\sempty|not\sbeen\stouched)\b)"
)

_RATING = r"(?:PANSS|SOFAS|ratings?|scores?|items?|(?:the|that|this)\s(?:interview|scale)|P1|P3|P2|P6)(?:\s(?:scores?|ratings?|items?))?"
_TREATMENT = r"(?:(?:the|his|her|either|both|any|first|second|last|these|those)\s){0,3}(?:\w+\s)?(?:trials?|treatments?|drugs?|antipsychotics?|courses?|(?:olanza|quetia|cloza|asena)pine|risperidone|paliperidone|haloperidol|amisulpride|aripiprazole|medication)"
_TO_DO = r"(?:(?:still|yet|only|as\syet)\s){0,2}(?:to\sbe\s(?:\w+\s)?(?:done|rated|scored|completed|made|repeated|taken|confirmed|filled)|outstanding|pending|awaited|not\s(?:yet\s)?(?:been\s)?(?:done|rated|scored|completed|back))"
COUNT_OF_ELSE = Caseless(
    r"\b(?:pill\s|tablet\s)?counts?\s(?:was|were|is|are)\s(?:\w+\s)?(?:of|for)\s(?:his|her|the|an?|some)?\s?(?:vitamins?|metformin|diabetes|blood\spressure|lithium|statins?|insulin|antidepressants?|inhalers?|painkillers?|other\s\w+|another\s\w+)|\b(?:carer|mother|father|wife|husband|partner|brother|sister|mum|dad)\s(?:has|had|suffers\sfrom|is)\s(?:\w+\s)?(?:dementia|demented|blind|psychotic|unreliable|forgetful|confused|delirious|alzheimer\w*)\b|\b(?:nurses?|staff|ward|carer)\s(?:\w+\s)?(?:wrote|signed|ticked|recorded|charted|marked)\s[^.;\n]{0,30}\bwithout\s(?:seeing|watching|checking|looking|giving)\b|\b(?:bought|took|got|collected)\s(?:them|it|the\stablets)\s(?:only\s)?for\s(?:his|her|an?)\s(?:\w+\s)?(?:cousin|brother|sister|friend|neighbour|mother|father|dog|mate)\b"
)
RATED_ELSEWHEN = Caseless(
    rf"\b{_RATING}\s(?:\d\s)?(?:was|were|is|are)\s(?:\w+\s)?(?:on|of|from)\s(?:an?|his|her)\s(?:\w+\s)?(?:bad|worst|worse|off|unusual|terrible|awful)\s(?:day|week|moment|time|patch)\b|\b(?:PANSS|SOFAS|scores?|ratings?)\sof\s\d{{1,3}}\s(?:is|was|dates?|stems?|comes)\s(?:back\s)?(?:from|of|to)\s(?:19|20)\d\d\b"
    r"|\b(?:scored|rated|interviewed|assessed|examined)\s(?:when|while|whilst|as)\s(?:(?:he|she|they|was|were|still|very|heavily)\s){0,4}(?:drunk|intoxicated|high|stoned|drinking|sedated|asleep|delirious|withdrawing|feverish|post-?ictal|in\swithdrawal)|\b(?:items?|scores?|they)\sadd\sup\sto\s(?:less|more|something|another|a\sdifferent)\b"
    rf"|\b{_RATING}\s(?:is|are|was|were)\s(?:rated|done|taken|scored|made)\sat\s(?:the\s)?(?:start|beginning|outset)\sof\s{_TREATMENT}|\b{_RATING}\s(?:is|are)\s(?:only\s|just\s)?the\s(?:baseline|pre-?treatment|old)\b|\b(?:today|now)\s(?:P[1-7]|N[1-7]|(?:the\s|his\s|her\s)?(?:items?|scores?|PANSS))\s(?:would|might|could|is\slikely\sto)\s|\b(?:the\s)?(?:interviewer|rater|assessor)\s(?:was|is)\s(?:his|her|the|an?)\s(?:\w+\s)?(?:{_KIN}|friend|neighbour|patient|student|trainee|himself|herself|carer)\b"
    rf"|\b{_RATING}\s(?:(?:is|are|was|were|has|have|will)\s(?:\w+\s)?)?{_TO_DO}\b|\b{_RATING}\s(?:is|are|was|were|has)\s(?:still\s|yet\s)?to\s(?:do|follow|come)\b"
    rf"|\b{_RATING}\s(?:is|are|was|were)\s(?:\w+\s)?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|\d{{1,2}})\s(?:years?|months)\s(?:old|ago|back)\b|\b{_RATING}\s(?:is|are|was|were)\s(?:\w+\s)?(?:old\b|out\sof\sdate|outdated|historical|from\s(?:an?|the|his|her)\s(?:old|earlier|previous|first|last|former))"
    rf"|\b{_RATING}\s(?:is|are|was|were|dates?|dated)\s(?:\w+\s){{0,3}}?(?:before|prior\sto|ahead\sof|preceding)\s{_TREATMENT}\b|\b{_RATING}\s(?:was|were)\s(?:done|rated|scored|taken|made|recorded|completed)\s(?:on|at|during|in)\s(?:\w+\s){{0,2}}?(?:admission|intake|referral|presentation|(?:first|last|previous|earlier)\s\w+)\s(?:in|of)\s(?:19|20)\d\d\b"
    r"|\b(?:P[1-7]|N[1-7]|(?:the|these|those|both)\s(?:\w+\s)?(?:items?|scores?|ratings?)|(?:delusions|hallucinations|suspiciousness))\s(?:\w+\s){0,3}?(?:because\sof|due\sto|on\saccount\sof|owing\sto|explained\sby|for\sthe\ssake\sof|reflects?)\s"
    r"|\b(?:P[1-7]|N[1-7])\s(?:(?:has|have|is|both|since|now|today)\s){1,3}(?:come|gone|fallen|dropped|eased|improved|sunk|down)\s(?:down\s)?to\s(?:an?\s)?[1-3]\b(?![\d.])"
)
# What somebody with a SOFAS below 60 hardly does.
DOES_WELL = Caseless(
    r"(?:\A\W*|\b(?:he|she|they|patient|pt)\s|[,;]\s(?:and\s)?)(?:(?:is|has|now|currently|since|still|been|again)\s){0,3}(?:works|working|studies|studying|employed|teaching|teaches|has\s(?:since\s)?(?:returned|gone\sback)\sto\s(?:work|university|college|study|studies|(?:his|her)\s(?:job|studies|career|degree|post)))\b[^.;\n]{0,24}\bfull[\s-]?time\b(?!\s(?:carer|care\b|support))|\b(?:he|she|they|patient|pt)\s(?:(?:now|currently|still)\s)?(?:has|holds|keeps|runs|manages)\s(?:down\s)?(?:an?|his|her)\s(?:own\s)?(?:full[\s-]?time\s(?:job|post|career)|business|company|firm)\b"
)
_STATE = r"(?:symptoms?|sx|voices|psychosis|psychotic\s\w+|delusions?|hallucinations?|paranoia|episodes?|they|it\sall|it|he\s(?:is|gets|becomes)\s(?:psychotic|ill|unwell|paranoid)|she\s(?:is|gets|becomes)\s(?:psychotic|ill|unwell|paranoid))"
_SUBSTANCE = r"(?:drunk|intoxicat\w+|high\b|stoned|drink\w*|using|uses|used|smok\w+|cannabis|weed|skunk|spice|amphetamines?|meth\w*|speed|cocaine|crack|alcohol|ketamine|lsd|khat|stimulants?|street\sdrugs|(?:illicit\s|illegal\s|recreational\s)?drugs|substances?|steroids?|prednisolone|levodopa|withdraw\w+)"
_MOOD = r"(?:depress\w+|manic|mania|elated|low\sin\smood|low\smood|mood\sepisodes?|feverish|seizures?|fits|post-?ictal|menstruat\w+|her\speriods?|delirious)"
_WHEN = r"(?:when|whenever|while|during|after|with|on|under|if|following|once|by)"
# Voices that are there only with a substance, or a mood, are of another illness.
ONLY_WITH = Caseless(
    rf"\b{_STATE}\s(?:\w+\s){{0,3}}?(?:only|solely|exclusively|just|always|invariably|never\sexcept)\s(?:under\sthe\sinfluence|in\swithdrawal)|\b(?:well|fine|himself|herself|normal|symptom-free|sane|voices?\sstop)\s(?:\w+\s)?(?:as\slong\sas|so\slong\sas|whenever|when|while|once|if)\s(?:he|she|they)\s(?:\w+\s){{0,2}}?(?:off|clean|sober|without|abstinent|abstains?|stays?\soff)\b|\b{_STATE}\s(?:\w+\s){{0,3}}?(?:only|solely|exclusively|just|always|invariably|never\sexcept)\s[^.;\n]{{0,30}}\b{_WHEN}\s(?:\w+\s){{0,4}}?(?:{_SUBSTANCE}|{_MOOD})"
    rf"|\b(?:only|solely|exclusively|just)\s(?:ever\s)?(?:{_WHEN}\s)?[^.;\n]{{0,16}}(?:{_SUBSTANCE}|{_MOOD})[^.;\n]{{0,20}}\b(?:psychotic|hear\w*|voices|symptoms|paranoid|deluded|hallucinat\w+)"
    rf"|\b{_STATE}\s(?:\w+\s){{0,3}}?(?:clears?|cleared|goes|go|went|vanish\w*|stops?|settles?|remits?|disappears?|resolves?|ceases?)\s(?:\w+\s){{0,3}}?(?:when|whenever|once|if|as\ssoon\sas|within|each\stime|every\stime)\s[^.;\n]{{0,24}}\b(?:off|stops?|stopped|without|clean|sober|abstinent|abstains?)\b"
)
MIXED_UP = Caseless(
    rf"\b(?:mix(?:ed|ing)|muddl(?:ed|ing)|confus(?:ed|ing)|mistaken?|mistook|swapp(?:ed|ing))\s(?:him|her|them|it|this|these|those|the\s\w+|things|two\s\w+)\s(?:\w+\s)?(?:up\s|over\s)?(?:with|for)\s(?:his|her|an?|the|my|some)\s(?:\w+\s)?(?:{_KIN}|namesake|someone|somebody|patient|one\b|other)"
    r"|\b(?:wrote|written|typed|put|entered|read|noted|printed|copied|misread|meant)\s(?:\w+\s)?(?:mg|milligrams?|micrograms?|mcg|weeks|days|months|years|ng)\s(?:for|instead\sof|in\s(?:the\s)?place\sof|rather\sthan|as|where)\s"
)
OTHER_CASE = Caseless(
    rf"\bI\s(?:was|am|have\sbeen)\s(?:\w+\s)?(?:describing|thinking\sof|writing\s(?:of|about)|talking\s(?:of|about)|referring\sto)\s(?:his|her|the|an?other|my)\s(?:\w+\s)?(?:{_KIN}|patient|man|woman|lady|case)\b"
    r"|\bnot\sthe\s(?:patient|man|woman|person|one|case)\s(?:that\s|whom\s)?(?:i|we)\b|\b(?:the\sabove|these\snotes?|all\s(?:of\s)?this|it\sall|what\sis\swritten|this\snote|this\shistory)\s(?:is|was|are|were|comes?|came)\s(?:all\s|only\s|just\s|purely\s|simply\s)?(?:taken\s|copied\s)?(?:an?\s|the\s)?(?:summary\s|extract\s|quotation\s|copy\s|paraphrase\s|excerpt\s|part\s)?(?:of|from)\s(?:the\s|an?\s|our\s)?(?:guideline|leaflet|paper|article|protocol|textbook|book|template|study|form|exam|lecture)"
    r"|\b(?:this|it|all|everything|that|the\srest|the\shistory|the\saccount)\s(?:is|was|comes|came)\s(?:all\s|only\s|entirely\s|mostly\s|just\s)?from\s(?:\w+\s)?memory\b|\b(?:he|she)\s(?:is|was)\s(?:the|an?|our)\s(?:\w+\s)?(?:control(?:\ssubject|\sperson|\sgroup)?|actor|actress|simulated\spatient|healthy\svolunteer|standardi[sz]ed\spatient)\b"
)
NO_TRIAL = Caseless(
    rf"\b(?:drugs?|trials?|courses?|tablets|treatments?|(?:the|this|that)\s(?:history|treatment\shistory))\s(?:above|listed|told|described|mentioned|here)\s(?:is|are|was|were)\s(?:\w+\s){{0,2}}?(?:to|for|of|by|on|from)?\s?(?:his|her|an?other|the)\s(?:\w+\s)?(?:{_KIN}|patient|man|woman)|\b(?:trials?|courses?|treatment|both|they|these)\s(?:will|are\sdue\sto|are\sto|shall|is\sto|is\sdue\sto)\s(?:begin|start|commence|be\s(?:started|begun|given|tried))|\bnone\sof\s(?:it|this|that|these|them)\s(?:has|have|had)\s(?:\w+\s)?(?:happened|started|begun|been\s(?:given|done|tried|taken))"
    r"|\b(?:he|she|they)\s(?:only\s|just\s)?(?:had|took|got|received|completed|managed|lasted)\s(?:only\s|just\s|about\s)?(?:one|two|three|four|five|[1-5])\s(?:\w+\s)?(?:of|out\sof)\s(?:the|those|these|his|her)\s(?:\w+\s)?(?:weeks|months)|\b(?:drug|course|trial|tablets?|batch)\s(?:was|were)\s(?:recalled|withdrawn|discontinued|unavailable|out\sof\sstock)\b"
    r"|\b(?:first|second|former|latter|other|last)\s(?:\w+\s)?was\s(?:only\s|just\s|really\s|meant\s|given\s){0,2}for\s(?:(?:his|her|the|a|an|some)\s)?(?:\w+\s)?(?:nausea|vomiting|sleep\w*|insomnia|anxiety|depress\w+|tics?|agitat\w+|pain|delirium|mood|bipolar|mania|hiccups?|ocd|migraine|itch\w*)\b|\b(?:week|month)\s\w+\s(?:was|were)\snever\s(?:\w+\s)?(?:completed|reached|finished|seen)\b|\bnever\s(?:completed|finished|reached|saw)\s(?:the\s)?(?:\w+th\sweek|last\s\w+\sweeks?|week\s\w+|end\sof)\b|\bgiven\s(?:as\s)?(?:\w+\s){0,3}on\s(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"
    rf"|\b(?:his|her)\s{_KIN}\s(?:had|took|was\s(?:given|on|prescribed)|has\shad|received)\s[^.;\n]{{1,40}},\s?(?:and\s)?not\s(?:he|she|him|her|they|this|the)\b|\b(?:it|that)\swas\s(?:his|her)\s{_KIN}\s(?:who|that)\s(?:had|took|was|has|got)\b"
    r"|\b(?:weeks?|months?|time|count|figure|total|length|duration)\s(?:\w+\s)?(?:includ(?:es?|ed|ing)|counts?|counted|covers?|covered|takes?\sin|took\sin)\s[^.;\n]{0,40}\b(?:(?:after|since|when|where|during\swhich|in\swhich|while)\s(?:he|she|they|it|the\s\w+)\s(?:\w+\s){0,2}?(?:stopp\w+|off\b|without|not\s(?:taking|on)|ended|quit|given\sup|refus\w+|away|absconded|missing)|after\s(?:stopping|the\send|discharge|it\sended)|wash-?out|tapering|the\staper|weaning|gaps?|breaks?|interruptions?)"
    r"|\b(?:these|those|this|that|they|both|it)\s(?:is|are|was|were)\s(?:\w+\s)?(?:the\s|an?\s|only\s)?(?:\w+\s)?(?:doses?|drugs?|trials?|lengths?|weeks?|courses?|plan|regime[n]?|schedule)\s(?:that\s|which\s)?(?:we|i|they|he|she|the\steam)\s(?:would|should|might|could|will|want\w*|plan\w*|hop\w+|intend\w*|had\splanned|aim\w*|propos\w+|meant)\b"
)
_NO_DRUG = r"(?!.*(?:\w(?:apine|idone|idol|azole|pride|azine|ixol)\b|\b(?:ECT|CBT|lithium|therapy|sleep|appetite|mood|weight|anxiety)\b))"
SOMEWHAT = Caseless(
    rf"\A{_NO_DRUG}.*?(?<!\bno )(?<!\bnot )(?<!\bwithout )(?:\b(?:there\swas|there\swere|he\shad|she\shad|with|showed|made|did\shave|had|was)\s(?:an?\s(?:fair|good|reasonable|moderate|decent|temporary|brief)|some|a\slittle|a\sbit\sof|slight|clear|marked|definite|modest|partial|an?\s(?:initial|early|partial|definite|clear|short|brief)|initial|early)\s(?:\w+\s)?(?:improvement|benefit|response|relief)\b|\b(?:symptoms|voices|delusions|hallucinations)\s(?:were\s|had\s|have\s|was\s)?(?:about\s|nearly\s|more\sthan\s)?halved\b)"
)
IMPROVED = Caseless(
    rf"\A{_NO_DRUG}.*?\b(?:(?:he|she|they)\s(?:has|have)|he['’]s|she['’]s)\s(?:\w+\s)?(?:improved|picked\sup|come\son|brightened)\s(?:(?:ever\s)?so\s|really\s)?(?:a\slot|a\sgreat\sdeal|greatly|markedly|considerably|enormously|very\smuch|hugely|steadily|dramatically)\b"
)
BEGAN_LATELY = Caseless(
    r"\b(?:present|current|this|latest)\s(?:\w+\s)?(?:episode|relapse|exacerbation|bout|psychosis|spell|picture|symptoms)\s(?:only\s)?(?:began|started|set\sin|dates?\s(?:from|back\sto)|goes\sback\sto|is\sonly)\s(?:\w+\s)?(?:last\s(?:week|month)|yesterday|recently|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d)\s(?:weeks?|days?|months?)\s(?:ago|old)\b(?<!months ago))"
    r"|\b(?:the|those|these)\s(?:\w+\s)?(?:years|months)\s(?:\w+\s)?(?:refers?|relates?|appl(?:y|ies)|concerns?|belongs?)\s(?:to\s|only\s){0,2}(?:his|her|an?|the)\s(?!\w*\s?(?:full|trial|drug|dose|treatment|symptoms?|voices|psychosis|illness|same|time))"
)
HELPED = Caseless(
    r"\b(?:gave|given|giving)\s(?:him|her|them|us)\s(?:his|her|their)\s(?:life|son|daughter|mother|father|sanity|self|freedom|sleep|confidence)\s?(?:back|again)?\b|\b(?:switch(?:ed)?|change[d]?|stopp(?:ed|ing))\b[^.;\n]{0,30}\b(?:at\sthe\srequest\sof|for\s(?:cost|financial|administrative|supply|insurance)|because\sof\s(?:cost|supply|the\s(?:cost|price|insurance|shortage))|on\sthe\sinsurance|formulary)\b"
    r"|\b(?:had|has|have)\sbeen\s(?:\w+\s)?(?:working|helping|effective|doing\s(?:the|its|some|a\slot\sof)\s\w+|keeping\s(?:him|her|them|things))\b(?!\s(?:as|in\s(?:a|an|the)|at|for|with|part|full|on)\b)|\b(?:on|under|with|during|while\son|thanks\sto)\s(?:the\s)?(?:\w+(?:apine|idone|idol|azole|pride|azine|ixol)|it|this|that)\b,?\s(?:he|she|they)\s(?:\w+\s)?(?:(?:went|got|came|returned|was)\s(?:back\s)?(?:to|at)\s(?:\w+\s)?(?:work|school|college|university|job|studies|study|home|himself|herself|normal)|resumed|could\s(?:\w+\s)?(?:again|ignore|cope|work)|found\s(?:a|his|her|work)|passed|made\sfriends|slept\sand|was\s(?:calm\w*|much|a\slot|far|brighter|happier|better|well)|managed\sto)\b"
)
LEVEL_OF_ELSEWHEN = Caseless(
    r"\b(?:expect|hope|aim|want|predict|assume|guess)\w*\s(?:for\s)?(?:an?\s)?levels?\s(?:of|to)\b|\blevels?\s(?:was|were)\s\d[^.;\n]{0,40}\bnow\s(?:it\s|they\s)?(?:is|are|at)?\s?(?:0|nil|zero|undetect\w*|nothing)"
    r"|\blevels?\s(?:is|was|were|has|have|are)\s(?:\w+\s){0,2}?(?:been\s)?(?:requested|ordered|asked\sfor|sent\soff|pending|awaited|outstanding|to\sbe\s\w+|to\sfollow|booked|not\sback)\b(?!\s(?:and|because|by|since|after)\b)"
    r"|\blevels?\s(?:is|was|were|are)\s(?:\w+\s){0,2}?(?:taken|drawn|measured|done|from|of)\s(?:\w+\s){0,2}?(?:years?|months?|weeks?)\s(?:after|before|since|later|following|prior\sto)\s(?:the|that|this|his|her|either|both)\s(?:\w+\s)?(?:trial|course|drug|treatment|end|stopp\w+)"
)

"""Words that tell against what was told before them, whatever drug or score they speak of. Tables of patterns only.

Each says in plain words that a note, its tablets, its sample, its rating or its outcome was not what it seemed.
"""

from assistant.criteria.parse import everyday_patterns as everyday
from assistant.criteria.parse.caseless import Caseless

_KIN = r"(?:mother|father|mum|mom|dad|brother|sister|son|daughter|twin|cousin|uncle|aunt\w*|wife|husband|partner)"
_PACK = r"(?:tablets?|packs?|blisters?|box(?:es)?|strips?|bottles?|cassettes?|pots?|prescriptions?)"

OF_NOTE = Caseless(
    r"\b(?:do|does|did)\s?(?:not|n['’]t)\s(?:quite\s|really\s)?add\sup\b|\b(?:treat|take|read)\s(?:\w+\s){0,3}with\s(?:caution|care|a\s(?:pinch|grain|handful)\sof\ssalt)\b|\b(?:some|all|most|much|half|part)\sof\s(?:this|it|these|the\sabove|what\sI\s\w+)\s(?:is|was|are|were|comes)\sfrom\smemory\b|\b(?:may|might|could)\s(?:well\s)?be\s(?:off|wrong|out|inaccurate|mistaken)\b"
    r"|\b(?:muddled|mixed|confused|mistook|confusing|muddling)\s(?:\w+\s){0,3}(?:with|for)\s(?:the|a|an|another|my|our)\s(?:\w+\s)?(?:patient|lady|man|woman|gentleman|case|client|person|girl|boy|chap)\b"
    rf"|\b(?:all\s(?:of\s)?)?(?:the\s)?above\s(?:is|was|concerns|describes|refers\sto|belongs\sto)\s(?:his|her|the|my|an?other|someone)\s(?:{_KIN}|patient|man|woman|lady|else)\b"
    rf"|\b(?:they|these|those|it|this|that|dates|figures|results|numbers|scores|levels?|lists?|charts?|file)\s(?:is|are|was|were)\s(?:all\s|really\s)?(?:of|from|for)?\s?(?:his|her|my)\s(?:\w+\s)?(?:{_KIN}|neighbour|namesake|room-?mate|friend)(?:['’]s)?(?=\s?(?:[.;)]|\Z))"
    r"|\b(?:none|nothing|little)\sof\s(?:this|it|that|the\sabove)\s(?:is|was|can\sbe|has\sbeen)\s(?:\w+\s)?(?:certain|sure|confirmed|verified|documented|proven|reliable|established|checked)\b|\b(?:says?|said|shows?|showed|tells?|told|reads?)\s(?:otherwise|differently|the\sopposite|something\selse)\b|\b(?:is|are|was|were)\swhat\s(?:a|an|the|most)\s(?:typical|average|usual|textbook)\b"
    r"|\b(?:not|n['’]t)\sbelieve\s(?:a\sword|any\sof)\b|\bI\smade\s(?:\w+\s){1,4}up\b|\b(?:his|hers)\sis\sdifferent\b"
)
OF_TRIAL = Caseless(
    r"(?<!between )(?<!since )(?<!then )(?<!before )(?<!between, )\b(?:he|she|they)\s(?:him|her)?(?:self\s)?(?:had|took|got|received)\s(?:nothing|none|neither)(?=\s?(?:[.;,)]|\Z))|\bran\sout\b(?!\sof\s(?:time|options|ideas|steam|patience|things))|\b(?:lived|made\sdo|got\sby|managed)\son\s(?:half|one|two|three|four|five|\d)\b|\b(?:do|does|did)\s?(?:not|n['’]t)\sknow\s(?:if|whether|that)\s(?:he|she|they)\s(?:\w+\s)?(?:took|had|was|ever|swallow\w*|finished)\b"
    r"|\b(?:first|second|former|latter|other|last)\s(?:\w+\s)?(?:was|had\sbeen)\s(?:only\s)?(?:prescribed|given|used|started|meant)\s(?:only\s)?(?:for|as|against)\s(?:(?:his|her|the|a|an|some)\s)?(?:\w+\s)?(?:nausea|vomiting|sleep\w*|insomnia|anxiety|depress\w+|tics?|agitat\w+|pain|delirium|mood|bipolar|mania|hiccups?|ocd|migraine)\b"
    r"|\bplacebo\b|\b(?:cannot|can['’]t|could\s?n['’]t|could\snot|can\snot)\s(?:\w+\s)?have\s(?:had|taken|been|reached|lasted|got|received|swallowed)\b|\bha(?:s|d|ve)\s(?:him|her)\sdown\s(?:for|as)\b|\bno\ssuch\s(?:course|trial|drug|prescription|entry|dose)\b|\b(?:neither|none\sof\sthem)\s(?:was|were|had\sbeen)\s(?:\w+\s)?(?:begun|started|taken|given|swallowed|dispensed|finished|completed|collected|used)\b(?!\s(?:during|while|whilst|within|in|at|on|after|before|with|up)\b)"
    r"|\b(?:kardex|charts?|MAR|GP|pharmacy|records?|sheets?)\s(?:has|have|says?|shows?)\s(?:only\s)?(?:one|two|three|four|five|six)(?=\s?(?:weeks?\b|[.;,)]|\Z))|\b(?:first|last)\s\w+\sof\s(?:the|those|these)\s(?:\w+\s)?(?:weeks|months)\b|\bwould\shave\s(?:gone|given|tried|used)\b|\b(?:split|shared|divided|sharing|splitting)\s(?:\w+\s)?with\s(?:his|her|a|the)\b|(?<!not )(?<!never )\bcut\sshort\b"
    r"|\b(?:waiting|waits)\sfor\s(?:his|her|the)\sfirst\s(?:tablet|dose|injection|prescription|pack)\b"
)
OF_TAKING = Caseless(
    rf"\b{_PACK}\s(?:\w+\s){{0,2}}(?:came|come|comes|brought|sent|handed|returned|given|went|found|still|lay|sat)\s(?:\w+\s){{0,3}}(?:whole|full|intact|unopened|untouched|sealed|unused)\b|(?<!no )(?<!nobody )\bdoubts?\s(?:very\smuch\s)?(?:any|whether|if|he|she|that\s(?:he|she|any|much|it\swas))\b|\b(?:just|simply|merely)\s(?:wrote|put|ticked|entered|filled|gave|said|signed)\b[^.;]{{0,40}}\b(?:because|to\splease|since|so\sthat|out\sof)\b"
    r"|\A\W*so\s(?:(?:his|her|the|my)\s)?(?:\w+\s)?(?:hopes?|thinks?|claims?|assumes?|guess(?:es)?|imagines?|would\slike)\b|\b(?:in|during|for)\s(?:the|both|either|these|those)\s(?:\w+\s)?(?:trials?|courses?)\s(?:it|adherence|that|this|compliance)\s(?:was|is)\s(?:\w+\s)?(?:poor\w*|low\w*|worse|unknown|less|different|patchy|bad|erratic|never)\b"
    r"|\b(?:miss\w*|skip\w*|forg[eo]t\w*|leaves\sout)\s(?:about\s|maybe\s|perhaps\s)?(?:one|1|a)\s(?:\w+\s)?(?:in|out\sof)\s(?:every\s)?(?:two|three|four|[234])\b|\bnever\s(?:gives?|gave|hands?|handed|takes?|took|swallow\w*)(?:\s(?:any|them|it|one|his|hers))?(?=\s?(?:[.;,)]|\Z))"
    r"|\A\W*(?:of\slate|lately|recently|nowadays)\s(?:only\s?)?\W*\Z|\b(?:adherence|compliance)\s(?:to|with)\s(?:the\s|his\s|her\s)?(?:physio\w*|diet|appointments?|CBT|insulin|metformin|exercise|visits)\b"
    r"|\bstill\s(?:had|has|have|held)\s(?:nearly\s|almost\s)?(?:all|most|half|many|lots)\sof\s(?:them|it|the)\b"
    r"|\bcounted\b[^.;]{0,40}\b(?:\d{1,3}|ten|twenty|thirty|forty|fifty|many|several)\s(?:over|too\smany|left\sover)\W*\Z"
)
OF_LEVEL = Caseless(
    r"\b(?:repeat|re-?test|re-?check|second\sone|(?:lab|they|laboratory)\s(?:rang|phoned|called|wrote)\s(?:back|again|later|since))\b[^.;]{0,40}\b(?:none|nil|nothing|undetect\w*|less\sthan|below|under|zero|lower)\b|\bto\splease\s(?:us|me|the\s\w+)\b|\btopped\s(?:him|her|it)?\s?up\b|\bonly\s(?:that\sonce|on\sthat\s(?:day|occasion))\b[^.;]{0,24}\b(?:taken|took|swallow\w*|had)\b"
    r"|\b(?:levels?|results?|samples?)\s(?:was|is|were)\s(?:(?:close|next|practically|almost|virtually|to|as\sgood\sas)\s){0,3}(?:nil|zero|none|nothing|low|undetect\w*|negligible)\b"
    rf"|\b(?:taken|drawn|done)\s(?:\w+\s)?after\s(?:a|an|the|his|her)\s(?:\w+\s)?(?:depot|injection|overdose)\b|\b(?:sample|tube|level|blood|result)\s(?:of|from)\s(?:his|her|an?other)\s(?:{_KIN}|patient)\b|\bdoubled\s(?:up|it|the\sdose)\b"
)
OF_RATING = Caseless(
    r"\A\W*(?:copied|carried\s(?:over|forward)|transcribed|lifted|taken\sover|pasted)\sfrom\b|\b(?:he|she|patient|mother|father|family|carer|wife|husband)\s(?:filled|completed|ticked|scored|rated)\s(?:it|this|them|the\sform)\b|\A\W*(?:done\s|taken\s|made\s)?(?:by|over\sthe)\s(?:phone|telephone|post|letter|proxy)\b|\bwithout\s(?:seeing|meeting|interviewing)\s(?:him|her)\b|\bre-?(?:rated|scored|assessed)\b[^.;]{0,40}\b(?:nothing|none|no\sitems?|all)\b|\b(?:figure|score|rating|number)\s(?:on|at|from)\s(?:admission|intake|referral)\b"
    r"|\b(?:taken|had|smoked|used|sniffed|on)\s(?:\w+\s)?(?:spice|ketamine|cocaine|amphetamines?|speed|crystal|meth\w*|khat|lsd|mdma|acid|heroin|cannabis|weed)\s(?:that|the\ssame|this)\s(?:morning|day|night|afternoon|evening)\b"
    r"|\bwithout\s(?:him|her|them)\s(?:being\s)?(?:there|present|in\sthe\sroom)\b|\b(?:today|now)\s(?:it|they|he|she)\swould\s(?:be|score|rate)\b|\bpost-?ictal\b|\A\W*before\s(?:his|her|the)\s\w+,?\sthat\s(?:is|was)\b|\A\W*(?:a|one|two|three|some|\d{1,2})?\s?(?:years?|months)\s(?:back|ago|earlier)\W*\Z|\bnow\s(?:runs|works|studies|teaches)\b"
)
OF_OUTCOME = Caseless(
    r"\b(?:a\s)?(?:different|new|changed)\s(?:man|woman|person|lad|girl|boy)\s(?:by|on|after|within|in|that|from|since|altogether)\b|\bwent\sback\sto\s(?:work|college|school|university|(?:the|his|her)\s\w+)\s(?:that|in|by|within|after|on|part)\b|\bha(?:s|d|ve)\s(?:got\s)?(?:his|her|my|our|their)\s(?:wife|husband|son|daughter|mother|father|mum|dad|brother|sister|boy|girl)\sback\b|\bfamily\swould\s(?:not\sagree|disagree)\b"
    r"|\bnothing\s(?:\w+\s)?wrong\swith\s(?:him|her)\s(?:any\s?more|any\slonger|now|these\sdays)\b|\b(?:thriv|flourish|blossom)\w+\b"
    r"|\b(?:laughing|smiling|singing|cooking|joking|dancing|chatting|going\sout|reading|working)\b[^.;]{0,20}\bagain\b"
)
OF_SYMPTOMS = Caseless(
    r"\b(?:have|has)\sbeen\sno\s(?:voices|symptoms|delusions|psychosis|hallucinations|psychotic\s\w+)\b|\bno\s(?:voices|symptoms|psychosis)\s(?:at\sall|any\s?more|since|for\s(?:weeks|months|\d))\b"
)
_BEN = r"(?:BEN|(?:benign\s)?ethnic\sneutropenia|Duffy\S*|genotyp\w+|(?:the|that|this)\s(?:BEN\s)?(?:label|diagnosis\sof\sBEN))"
OF_BEN = Caseless(
    rf"\b{_BEN}\b[^.;\n]{{0,40}}?\b(?:(?:never|not|n['’]t)\s(?:\w+\s){{0,2}}?(?:confirmed|tested|documented|verified|proven|proved|established|true|so|null|his|hers|accepted|supported)|unconfirmed|untested|unproven|in\sdoubt|doubt\w*|wrong|mistake\w*|withdrawn|removed|retracted|refuted|disproved|excluded|ruled\sout|assumed|presumed|quer(?:y|ied)|questioned|guess\w*|denied|error)\b"
    rf"|\b(?:never\s(?:confirmed|tested|proven)|no\s(?:evidence|proof|confirmation|record)\s(?:of|for)|doubts?\s(?:about\s)?|not)\s(?:the\s|his\s|her\s|a\s)?(?:case\sof\s)?{_BEN}(?!\w)"
)
AGAINST = (
    (OF_BEN, frozenset({"ben"})),
    (OF_NOTE, frozenset({"all"})),
    (OF_TRIAL, frozenset({"trial"})),
    (OF_TAKING, frozenset({"adherence", "trial"})),
    (OF_LEVEL, frozenset({"level"})),
    (OF_RATING, frozenset({"panss", "sofas", "change"})),
    (OF_SYMPTOMS, frozenset({"panss", "symptoms"})),
    (OF_OUTCOME, frozenset({"response"})),
    (everyday.NOT_SWALLOWED, frozenset({"adherence"})),
    (everyday.COUNT_OF_ELSE, frozenset({"adherence"})),
    (everyday.RATED_ELSEWHEN, frozenset({"panss", "sofas"})),
    (everyday.DOES_WELL, frozenset({"sofas"})),
    (everyday.ONLY_WITH, frozenset({"panss", "symptoms"})),
    (everyday.MIXED_UP, frozenset({"all"})),
    (everyday.OTHER_CASE, frozenset({"all"})),
    (everyday.SOMEWHAT, frozenset({"response"})),
    (everyday.IMPROVED, frozenset({"panss", "symptoms"})),
    (everyday.BEGAN_LATELY, frozenset({"symptoms"})),
    (everyday.NO_TRIAL, frozenset({"trial"})),
    (everyday.HELPED, frozenset({"response"})),
    (everyday.LEVEL_OF_ELSEWHEN, frozenset({"level"})),
)

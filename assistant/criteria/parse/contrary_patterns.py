"""Words of a later remark that are contrary to what a note told: of a trial, adherence, a level, a rating, symptoms.

Tables of patterns only. Each is of plain words, such as no careful note says of a datum that holds.
"""

from assistant.criteria.parse.caseless import Caseless

_KIN = r"(?:mother|father|mum|mom|mam|dad|brother|sister|son|daughter|twin|cousin|uncle|aunt\w*|wife|husband|partner|flatmate|friend|neighbour|room-?mate)"
_NUMBER = r"(?:\d{1,2}|an?|one|two|three|four|five|six|a\sfew|a\scouple\sof)"
_NOT = r"(?:not|never|n['’]t|no\slonger|hardly\sever|rarely|seldom)"
_BE = r"(?:is|was|were|are|has\sbeen|had\sbeen|have\sbeen)"

# Of a trial, in a sentence that names its drug or "the first", "both", "neither".
OF_TRIAL = Caseless(
    rf"\b{_NOT}\s(?:been\s|actually\s|really\s|in\sfact\s|even\s|ever\s|once\s|properly\s|regularly\s){{0,2}}(?:started|begun|taken|took|take|swallowed|dispensed|given|administered|collected|issued|supplied|received|used|filled|finished|completed|prescribed)\b(?!\s(?:with|together|alongside|concurrently|for\slonger|beyond|above|off|any\sother|anything))"
    r"|\b(?:prescribed|ordered|charted|written\sup)\s?(?:,|but|and|-|–)?\s?(?:never|not)\b|\b(?:only|merely)\s(?:prescribed|planned|proposed|discussed|offered|considered|charted|written\sup|suggested)\b"
    rf"|\b{_BE}\s(?:only\s|still\s|just\s)?(?:planned|proposed|declined|refused|cancelled|rejected|withheld)\b(?!\sby\sthe\spanel)|\b(?:he|she|patient|pt)\s(?:then\s|later\s|soon\s)?(?:refused|declined|rejected|would\snot\shave|never\saccepted)\s(?:to\stake\s)?(?:the\s|his\s|her\s|any\s)?(?=\w{{6,14}}\b)"
    r"|\b(?:would|will|could|might|may|should|is\sto|was\sto)\s(?:have\s)?be(?:en)?\s(?:the\s|our\s|his\s|her\s)?(?:next|started|tried|given|begun|planned|second\schoice|an\soption)"
    r"|\b(?:interrupted|paused|suspended|withheld|broken\soff|on\shold|put\son\shold)\b|\bran\sout\sof\b|\b(?:went|was|abroad|away|travelled|gone)\s(?:\w+\s)?without\s(?:his|her|the|any)\b"
    r"|\bno\s(?:record|evidence|proof|trace|sign|entry|mention)\s(?:of|that)\b|\b(?:cannot|can['’]t|could\snot|unable\sto|not\sable\sto|impossible\sto)\s(?:now\s)?(?:confirm|verify|trace|establish|corroborate|substantiate|find|be\ssure)|\bnobody\s(?:knows|can\ssay|remembers|is\ssure)|\b(?:unknown|uncertain|unclear|a\sguess|guesswork|anyone['’]s\sguess|not\s(?:known|certain|clear|documented|recorded))\b(?=\s?[.,;)]|\Z)|\bdates?\s(?:are|is|were)\s(?:uncertain|unclear|unknown|wrong|guesses)"
    r"|\b(?:only|just)\s(?:when(?:ever)?|if|at\sweekends|on\sbad\sdays|twice|once|occasionally|sporadically|now\sand\sthen|half|part)\b|\b(?:twice|once)\sonly\b|\bonly\stwice\b|\bwhen\s(?:he|she)\s(?:felt\slike|remembered|wanted|was\sin\sthe\smood)|\b(?:alternate|every\s(?:other|second|third))\s(?:days?|doses?)|\bon\sand\soff\b|\bas\sneeded\b|\bprn\b"
    rf"|\bat\s\d{{1,2}}\s?(?:%|per\scent)\sof\b|\b(?:at\s)?(?:half|a\s(?:third|quarter|fraction))\s(?:of\s)?(?:that|the|this)\s(?:dose|time|length)|\b(?:was|were)\s(?:in\sfact\s)?(?:his|her|the)\s{_KIN}['’]s\b|\bnot\s\w{{6,14}}\sbut\s(?:an?|the|his|her)\b"
    rf"|\b(?:did|does|do)\s(?:not|n['’]t)\s(?:actually\s|really\s)?last\b|\bneither\s(?:\w+\s)?lasted\b|\b(?:abandoned|given\sup|dropped|cut\sshort|curtailed|broken\soff)\b(?!\s(?:as\suseless|for\slack|because\sof\s(?:no|lack))|\safter\s(?:8|9|1\d|eight|nine|ten|twelve)\b)|\b(?:prematurely|too\s(?:early|soon))\b|\btook\sneither\b|\btook\snone\b|\b(?:neither|none)\b[^.;]{{0,30}}\b(?:taken|swallowed|given|started|dispensed|completed|finished|properly|as\sprescribed|as\stold)\b(?!\s(?:during|while|whilst|within|in|at|on|after|before)\b)"
)
# Of a trial that ended before its weeks were over: the time is compared with what was told.
ENDED = Caseless(
    r"\b(?:stopped|ceased|discontinued|ended|withdrawn|halted|terminated|finished|cut\sshort|curtailed|abandoned|dropped|only|lasted|d/c)\b(?:\sas\s\w+)?(?:\s\w+){0,4}?\s(?:(?:in|after|at|by|within|from|for)\s)?(?:the\s|about\s|just\s|only\s)?(?:(?P<unit>week|wk|day)\s(?P<nth>\d{1,2}|one|two|three|four|five)|(?P<count>\d{1,2}|an?|one|two|three|four|five|ten)\s(?P<units>days?|weeks?|wks?|fortnight|month\b))"
)
# Of a trial that helped after all.
HELPED = Caseless(
    r"\b(?:took|taken|takes)\s(?:the\s|his\s|her\s|all\s)?(?:\w+\s)?(?:voices|symptoms|delusions|paranoia|edge)\b(?:\s\w+){0,2}\s(?:away|off)|\b(?:is|are)\s(?:now\s)?(?:helping|working)\b|\b(?:has|have)\s(?:now\s)?(?:begun|started)\sto\s(?:work|help)|\b(?:did|does|was|is)\s(?:\w+\s)?(?:well|good|fine|better|great)\son\b|\bvoices\s(?:have\s)?(?:gone|stopped)\b"
)
NTH = Caseless(
    r"\b(?:the|his|her|this|that)\s(?:first|second|1st|2nd|third|other|last|former|latter)\b(?!\s(?:episode|admission|time|year|week|month|dose|sample|level|rating|opinion|day|half|part|line|few|two))|\b(?:both|neither|either|none)\b(?=\s?[.,]|\s(?:of\sthem\s)?(?:was|were|drugs?|trials?|courses?|lasted|in\sfact|regularly))|\btook\s(?:neither|none)\b"
)

# Of adherence, right after it or with a word for it.
OF_TAKING = Caseless(
    r"\b(?:adheren\w+|complian\w+|concordan\w+)\b[^.;]{0,40}\b(?:poor|bad|partial|patchy|erratic|low|variable|worse|doubtful|questionable|unknown|unclear|unassessed|(?:never|not)\s(?:been\s|really\s|actually\s)?(?:checked|assessed|measured|known|counted|verified|asked))\b|\b(?:poor|bad|partial|patchy|erratic|non-?)\s?(?:adheren\w+|complian\w+|concordan\w+)\s(?:to|with|in|during)\b"
    r"|\b(?:missed|misses|skipped|skips|forgot|omitted|left\sout)\severy\s(?:second|third)\b"
    r"|\b(?:not|never|n['’]t|stopped)\s(?:been\s)?(?:collect\w*|picked\sup|picking\sup|redeem\w*|cashed|filled|fetched)\b(?!\slate)"
    r"|\b(?:made|making)\s(?:\w+\s){1,3}up\b(?=\s?[.,;)]|\Z)|\b(?:signed|ticked|initialled)\s(?:\w+\s){0,3}without\b|\b(?:belong(?:s|ed)?\sto|is|was)\s(?:an?other|a\sdifferent|some(?:one|body)\selse)"
)
DISPUTED = Caseless(
    r"\b(?:says?|said|states?|tells?|told|thinks?|reports?|believes?|suggests?)\s(?:us\s)?(?:otherwise|differently|the\sopposite|the\scontrary|it\sis\s(?:less|lower|worse))|\b(?:do|does|did)\s(?:not|n['’]t)\s(?:agree|accept|believe|recognise|share)\b|\bdisagree\w*|\bdisput\w+|\bcontradict\w*|\bcontest\w*|\bnobody\s(?:is\ssure|knows|believes|can\sconfirm)|\bdoubts?\s(?:it|this|that)\b|\b(?:not|un)\s?(?:sure|certain)\sof\s(?:that|this|it)\b|\bdifferent\sstory\b|\bwrong\b(?=\s?[.,;)]|\Z)"
)
# What "that", "this" or the name of a datum is said to be, of any.
_IS = rf"\W*(?:that|this|it|these|those|they|all\s(?:of\s)?(?:it|this|that)|(?:the|this|that|these|those|his|her)\s(?:last\s|latest\s|above\s)?(?:figures?|numbers?|counts?|percentage|share|estimate|scores?|ratings?|panss|sofas|levels?|results?|samples?|mar|charts?|records?|sheets?|symptoms|psychosis|illness)|panss|sofas|level|scores?)\s(?:(?:in\sfact|actually|really|also|only|all)\s)?{_BE}\s(?:(?:in\sfact|actually|really|also|all|just|merely|simply|probably|mostly|largely)\s)?"
POINTED = Caseless(
    rf"{_IS}(?:(?:an?other|some(?:one|body)\selse|the\swrong|a\sdifferent)\b|(?:his|her|the|my)\s{_KIN}(?:['’]s)?\b(?!\s(?:report|account|word))|(?:his|her|the)\s(?:\w+\s)?(?:inhaler|metformin|insulin|lithium|statin|blood\spressure)\b|for\s(?:(?:his|her|the)\s)?(?:\w+\s)?(?:metformin|insulin|lithium|inhaler|statins?|sertraline|antidepressant|blood\spressure|diabetes|heart|epilepsy|thyroid|cholesterol)\b|what\s(?:we|he|she|i|one|his|her|the)\b|(?:the|a|our)\s(?:target|aim|goal|hope|plan|reference|range|limit|expect\w+|guess|estimate|minimum)\b|wrong|false|made\sup|invented|incomplete|abandoned|unfinished|unreliable|not\s(?:confirmed|valid|reliable|finished|completed|known|true|right)|never\s(?:sent|taken|done|finished|confirmed|completed)|with\s(?:another|a\sdifferent)\b)"
    r"|\W*(?:the\s)?(?:mar|charts?|records?|sheets?|dosette|boxes|packs|tube|label|sample)\s(?:belongs?|belonged|carries|has|is)\s(?:to\s)?(?:an?other|some(?:one|body)\selse)"
)
# The same, of adherence or a rating, by which it is of another time.
OF_OTHER_TIME = Caseless(
    rf"{_IS}(?:done\s|made\s|taken\s|measured\s|rated\s|scored\s|given\s|recorded\s)?(?:of\s|from\s|at\s|in\s)?(?:(?:the\s)?(?:last|previous)\s(?:year|summer|winter|spring|autumn|admission|episode)|years\sago|(?:19\d\d|200\d|201\d)\b|before\s(?:the\sfirst|any|treatment|all|both|he\sstarted|she\sstarted)|(?:his|her|the)?\s?admission,?\sbefore|(?:the\s)?(?:intake|outset|first\scontact)|school|university)"
)
PARTIAL = Caseless(
    r"\W*(?:this|that|it)\s(?:is|was|covers|concerns|refers\sto|applies\sto)\s(?:only|just)\b|\W*only\s(?:for|since|in|during|from|on)\b|\W*(?:this|that|it)\s(?:was\s|is\s)?(?:measured\s|counted\s|checked\s|recorded\s|taken\s)(?:only\s)?after\s(?:both|the|all)\b"
)

# Alone in a bracket or behind a comma: the figure beside it is none that was found.
BARE = Caseless(
    r"\W*(?:(?:the|our|his|her|a|only|as)\s)*(?:targets?|aim|goal|planned|plan|proposed|intended|hoped(?:\sfor)?|desired|expected|estimated?|guess(?:ed)?|template|example|hypothetical|provisional|invented|from\smemory|before\s(?:he|she|they)\s(?:was|were|had|got|went|started|took)\s[\w\s]{1,24}|before\s(?:treatment|it|either|both))\s?[).,;]*\Z"
)

# Of a level.
OF_LEVEL = Caseless(
    r"\bno\s(?:(?:plasma|blood|serum|drug)\s)?(?:level|assay|result|sample)s?\s(?:was\s|were\s|has\s|ever\s|came|come|is\sback|been)|\b(?:level|sample|blood|assay|tube)s?\s(?:was|were|is)\s(?:never|not)\s(?:sent|taken|drawn|done|confirmed|received|analysed|processed|run)|\b(?:level|result)s?\s(?:is\s|was\s)?not\s(?:yet\s)?confirmed|\bdouble\s(?:dose|the\sdose)|\bextra\s(?:dose|tablets?)\b|\b(?:tak(?:es|en|ing)|took|had)\s(?:\w+\s){0,3}only\s(?:the\s\w+\s|a\s\w+\s|\w+\sdays?\s)?(?:on|before|just\sbefore|for|when)\b[^.;]{0,30}\b(?:blood|sample|level|test)|\bno\strace\b|\bnot\sdetect\w+|\bundetect\w+"
)
# Of the present symptoms, and the state that was rated.
OF_SYMPTOMS = Caseless(
    rf"\b(?:until|till|up\sto)\s(?:\w+\s){{1,5}}(?:he|she)\s(?:was|had\sbeen)\s(?:(?:quite|entirely|completely|perfectly|wholly|as)\s)*(?:well|fine|himself|herself|right\sas\srain|symptom[\s-]free|in\sremission)\b|\b(?:all\sof\s(?:it|this|them)|everything|it\sall)\s(?:lifted|went|stopped|cleared|vanished|settled|faded)\b|\b(?:is|was|were|been|remained|stayed|felt)\s(?:(?:now|quite|entirely|completely|perfectly|fully|totally|really|wholly|as)\s)*(?:well|himself|herself|right\sas\srain|symptom[\s-]free|free\sof\s(?:\w+\s)?(?:voices|symptoms)|in\s(?:full\s)?remission|his\sold\sself|her\sold\sself|back\sto\s(?:himself|herself|normal))\s(?:again\s)?(?:since|for\s(?:\w+\s)?(?:days|weeks|months|years)|from|until|till|between|in\sbetween|throughout|before)\b|\b(?:all\sof\s(?:it|this|them)|everything|the\swhole\sthing|it\sall)\s(?:has|had|have|is|was)\s(?:now\s)?(?:gone|stopped|cleared|vanished|settled|lifted|over)\b|\b(?:was|were|been|remained|stayed)\s(?:\w+\s)?(?:well|fine|free\sof\ssymptoms|symptom-?free|in\sremission|his\sold\sself|her\sold\sself)\s(?:\w+\s){{0,2}}?(?:from\s\w+\sto|for\s(?:an?|one|two|six|several|\d)|in\sbetween|in\s(?:spring|summer|autumn|winter)|until\s(?:last|recently|this|a\sfew|{_NUMBER}\s(?:weeks|days))|(?:last|this)\s(?:year|spring|summer|autumn|winter)|on\sno\b|off\b|without\b)|\b(?:symptoms|voices|delusions|psychosis|hallucinations|paranoia|they)\s(?:(?:all|have|had|has|then|completely|entirely|simply)\s)*(?:went|gone|disappeared|vanished|stopped|ceased|cleared|resolved|remitted|faded)\b(?!\son)|\b(?:symptoms|voices|they|it|illness)\s(?:\w+\s){{0,2}}(?:are|is|began|begun|started|came\sback|only)\s(?:\w+\s)?{_NUMBER}\s(?:days?|weeks?|month)\b(?:\s(?:ago|old))?"
)
LONG_AGO = Caseless(r"\bin\s(?:19|20)\d\d\b")  # "In 2015 symptoms had resolved": they may have come back since
INDUCED = Caseless(
    r"\b(?:drug|substance|cannabis|alcohol|amphetamine|steroid|methamphetamine|cocaine)-?\s?induced|\b(?:due\sto|caused\sby|because\sof|explained\sby|the\sresult\sof|secondary\sto)\s(?:his\s|her\s|the\s)?(?:cannabis|drugs|alcohol|amphetamine\w*|methamphetamine|steroids|cocaine|spice|khat)|\b(?:high|intoxicated|drunk|stoned)\s(?:\w+\s){0,3}(?:whole\stime|throughout|all\s(?:the\stime|along)|at\s(?:the\stime|interview))"
)
DENIED = Caseless(
    r"\b(?:not|never|no|nor|neither|without|n['’]t|nothing|hardly|excluded|ruled\sout|denie[sd]|if|unless|whether|until\stoday)\b[^.;,]{0,30}\Z"
)

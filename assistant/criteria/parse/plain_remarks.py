"""Remarks beside a course that take nothing from it: a steady dose, doses not missed, a taper after the end, who chose it.

The words of an ordinary course are listed in `course_words`, and any other makes the reader doubt. Some remarks are made
of words that doubt elsewhere ("missed", "reduced", "until", "higher") and yet say of the course only that it was held.
"""

from assistant.criteria.parse import cues
from assistant.criteria.parse.at_dose import SINCE_REACHED
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.dose_remarks import dose_remarks
from assistant.criteria.parse.idle_words import idle_words
from assistant.criteria.parse.lead_in import lead_ins
from assistant.criteria.parse.reading import Reading

_WHO = r"(?:(?:the\s)?(?:consultant|team|registrar|doctors?|GP|psychiatrist|family|patient|ward|community\steam|crisis\steam|CMHT)|we|i|he|she|they|dr\s\w+|prof\s\w+|all\sconcerned|everyone)"
_ADVERSE = (
    r"(?:sedat\w+|drows\w+|sleep\w+|tired\w*|tremor|stiff\w*|rigid\w*|akathisia|restless\w*|weight(?:\sgain)?|hypersalivation|drooling"
    r"|constipat\w+|dizz\w+|nausea|appetite|parkinson\w+|EPSEs?|side[\s-]effects?|headaches?|dry\smouth|letharg\w+|fatigue|galactorrh\w+)"
)
_DOSE_HELD = (
    # "dose not altered after that", "nobody reduced it in between", "we did not go higher", "could not be raised further"
    r"(?:the\s|his\s|her\s)?dos(?:e|age)\s(?:(?:was|has\sbeen|had\sbeen|being)\s)?(?:not|never|n['’]t)\s(?:been\s)?(?:altered|changed|touched|adjusted|reduced|lowered|cut|dropped|increased|raised|moved|varied|tinkered\swith|tampered\swith)(?:\s(?:again|further|after\s(?:that|this|then)|afterwards|since|thereafter|in\sbetween|at\sany\s(?:point|time|stage)|once|throughout|in\s(?:all\s)?that\stime)){0,2}"
    r"|(?:and\s)?(?:nobody|no\sone|none\sof\sus|we\snever|i\snever)\s(?:reduced|lowered|changed|altered|touched|cut|dropped|adjusted)\s(?:it|the\sdose)(?:\s(?:in\sbetween|in\sthat\stime|after\sthat|since|throughout|at\sany\s(?:point|time)))?"
    r"|(?:and\s|but\s)?(?:we|i|it|he|she|they|the\sdose)\s(?:did\snot|didn['’]?t|could\snot|couldn['’]?t|was\snot|wasn['’]?t|never|would\snot)\s(?:(?:go|went|gone|push|pushed|take|taken|raise|raised|increase|increased|be|been|have|had|it|that)\s){0,3}(?:any\s)?(?:higher|further|above\s(?:this|that|it)|beyond\s(?:this|that|it))(?:\sthan\s(?:this|that))?"
    r"|(?:not|never|neither)\s(?:been\s)?(?:altered|changed|adjusted|raised|lowered|reduced|cut|touched|increased)\s(?:(?:again|further|since|throughout|once)|(?:in|during|over|at\sany)\s(?:all\s)?(?:of\s)?(?:that|this|the|any)?\s?(?:time|period|point|stage|trial))"
    r"|(?:(?:at|on|with)\s)?(?:the\s)?same\sdose\s(?:all\s)?(?:through(?:out)?|along|the\s(?:whole|entire)\s(?:time|way))(?:\sthrough)?|nothing\s(?:else|more)\s(?:was\s)?(?:changed|added|altered|started|given)"
    r"|(?:not|never)\s(?:been\s)?(?:altered|changed|touched|moved)\s(?:(?:in|for|over)\s(?:the\s|those\s|all\s)?(?:\d{1,2}|\w{3,8})\s(?:weeks|months)|(?=(?:until|till)\s\d))"
    r"|(?:with\s)?(?:no|without(?:\s(?:a|any))?)\s(?:further\s)?(?:alterations?|changes?|adjustments?|variation|movement)\s(?:in|of|to)\s(?:the\s|his\s|her\s)?dos(?:e|age)(?:\s(?:throughout|at\sany\s(?:time|point|stage)|after\sthat|since))?"
    r"|(?:the\s)?dos(?:e|age)\s(?:(?:was|being|stayed|remained|kept)\s)?(?:stable|constant|unchanged|steady|fixed|static|the\ssame)\s(?:(?:all|for|over)\s)?(?:the\s(?:whole|entire|full)\s(?:time|period|course|trial|way)|the\stime|that\stime|throughout|all\salong)"
    r"|at\san?\s(?:unchanging|unchanged|unaltered|constant|steady|stable|fixed|unvarying|static)\s(?:daily\s)?dos(?:e|age)(?:\sthroughout)?"
    r"|no\sfurther\s(?:increases?|dose\s(?:changes?|increases?))|(?:no\sroom|nowhere)\sto\sgo\s(?:up|higher)"
)
_ALL_TAKEN = (
    r"(?:without|never|never\sonce|did\snot|didn['’]?t|has\snot|hasn['’]?t|had\snot|not|nor)\s(?:(?:ever|once|knowingly|been\sknown\sto)\s){0,2}(?:miss(?:ed|ing)?|skip(?:ped|ping)?|refus(?:ed?|ing)|declin(?:ed?|ing)|omit(?:ted|ting)?|vomit(?:ed|ing)?)\s?(?:(?:a|an|any|one|it|even|single|the|of|them|his|her)\s){0,3}(?:(?:dose|tablet|day|night|injection|depot|one|jab|wafer|pill|appointment)s?|any|it)?(?=\s?(?:[.,;:)–-]|\Z|and\b|no\b|but\b|in\b|yet\b|once\b|at\sall))"
    r"|(?:hardly|scarcely|barely|rarely|seldom|practically\snever|almost\snever|next\sto\snever)\s(?:ever\s)?(?:missed|skipped|refused|forgot|missing)(?:\s(?:a|any|one|his|her)\s(?:single\s)?(?:dose|tablet|day|night)s?)?"
    r"|(?:missed|skipped|refused)\s(?:none|no\s(?:doses?|tablets?|injections?)|nothing)"
    r"|(?:took|taken|takes|swallowed)\s(?:it\s|them\s|all\s|each\s|every\s(?:tablet|dose|one)\s)?(?:faithfully|religiously|reliably|diligently|dutifully|conscientiously|scrupulously|punctually|like\sclockwork|to\sthe\sletter|as\s(?:prescribed|directed|told|instructed)|without\s(?:fuss|complaint|prompting|fail|demur)|willingly|happily|every\s(?:day|night|evening|morning))"
    r"|(?:nobody|no\sone|we\sdo\snot|i\sdo\snot|i\shave\sno|there\sis\sno)\s(?:seriously\s)?doubts?\s(?:that\s|about\s)?(?:he|she|they)\s(?:took|was\staking|has\staken|had\staken)\s(?:it|them)(?:\sall)?"
    r"|(?:which\s)?(?:he|she|they)?\s?(?:took|accepted|had|swallowed)\s(?:it\s|them\s|this\s)?without\s(?:a\s)?(?:murmur|fuss|complaint|protest|question|quarrel|struggle|trouble|difficulty)"
    r"|(?:nurses?|staff|mother|mum|wife|husband|carers?|he|she)\s(?:were\s|was\s)?(?:sign(?:ed|ing)|initial(?:led|ling)|tick(?:ed|ing))\s(?:off\s|for\s)?(?:each|every|all|for)(?:\s(?:one|dose|tablet|of\sthem))?"
    r"|never\s(?:liked|enjoyed)\s(?:it|them|either|(?:the|that)\s\w+)|as\syou\s(?:can\s|will\s)?see"
    r"|nothing\s(?:was|has\sbeen|had\sbeen)\sleft\sout(?:\sof\s(?:it|them|either|both|each)(?:\s(?:course|trial|of\sthem))?)?"
    r"|(?:keeps?|locks?|kept|locked)\s(?:the\s(?:tablets|medicines?|pills|drugs)|them|it)\s(?:locked\s)?(?:away|up\b|in\s(?:the|a|her|his)\s(?:\w+\s)?(?:cupboard|safe|cabinet|kitchen|box))"
    r"|(?:no|never\sany)\s(?:hidden\s|hoarded\s|loose\s|spare\s)?(?:tablets|doses|pills|capsules|medication)\s(?:(?:were|was|have\sbeen|has\sbeen|ever)\s)*found(?:\s(?:hidden|spat(?:\sout)?|hoarded|saved|unused|under|in|or|and|at|his|her|the|home|room|mattress|bin|bed|searches|search|on)\b)*|no\s(?:cheeking|hoarding|spitting|diversion)(?:\s(?:or|nor|and)\s(?:cheeking|hoarding|spitting|diversion|hiding))?"
    r"|kept\s(?:it|them)\sdown|no\svomiting"
)
_MANY = r"(?:ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty|fifty|a\shundred|1\d|[2-9]\d|100)"
_FEW_MISSED = (
    rf"(?:(?:admits?\sto|owns?\sup\sto)\s)?(?:skip(?:s|ped|ping)?|miss(?:es|ed|ing)?|forg[eo]t\w*|lost|loses|losing)\s(?:(?:about|maybe|perhaps|roughly|only|at\smost)\s)?[\"“]?(?:maybe\s|about\s)?(?:one|1)\s(?:dose\s|tablet\s|night\s)?(?:in|on|out\sof)\s(?:every\s|the\s)?{_MANY}\b[\"”]?(?:\s(?:of|on|for|with|in)\sthe\s(?:one|other))?"
    r"|(?:nine|9|nineteen|19)\s(?:days|doses|tablets|nights|times)\s?(?:out\sof|in|of)\s(?:ten|10|twenty|20)\b|(?:an?|one)\smissed\s(?:dose|tablet|night)\s(?:a|per|every|each)\s(?:week|fortnight|month)|"
    r"missed\s(?:(?:only|just|maybe|perhaps|at\smost|no\smore\sthan|about|around)\s){0,2}(?:one|two|three|a\scouple(?:\sof)?|[1-3])(?:\s(?:or|to)\s(?:one|two|three|[1-3])|-[23])?(?:\s(?:doses?|tablets?|nights?))?(?:\s(?:only|at\smost|in\s(?:all|total|all\sthat\stime|that\stime|ten\sweeks)|over\sthe\s(?:whole\s)?(?:time|period)|altogether))?(?=\s?(?:[.,;:)–-]|\Z|and\b|no\b))"
    r"|(?:only|just)\s(?:an?|one|two|three|four|five|[1-5])\s(?:doses?|tablets?)\s(?:(?:were|was|had\sbeen|ever)\s)?(?:missed|omitted|skipped|forgotten)(?:\s(?:altogether|in\s(?:all|total)|in\s(?:the|that|this)\s(?:whole|entire)\s(?:period|time|trial)|throughout)){0,2}"
)
_AFTERWARDS = (
    r"(?:(?:and|,)\s)?(?:then|afterwards|thereafter|subsequently|after\s(?:that|which|this))\s(?:(?:was|it|slowly|gradually|quickly|being|he|she|we|weaned|cross)[\s-]){0,3}(?:taper(?:ed)?|wean(?:ed)?|reduc(?:ed|tion)|cut\sdown|phased\sout|withdrawn|tailed\soff|cross-?\s?taper(?:ed)?|cross-?\s?titrat(?:ed|ion))(?:\s(?:it|off|down|out|him|her|slowly|gradually|to\s(?:nil|zero|nothing|stop))){0,2}(?:\sover\s(?:(?:about|the\snext|a\sfurther|some)\s)?(?:\d{1,2}|an?|one|two|three|four|five|six|several|a\sfew)\s?(?:/52|/7|/12|days?|weeks?|wks?|months?|fortnights?))?(?:\sand\s(?:then\s)?(?:stopped|discontinued|ceased|off))?"
    r"|(?:weaned|tapered|tailed)\s(?:him\s|her\s|it\s|and\s)?(?:off|down|stopped|out)(?:\s(?:it|and\sstopped))?\s(?:afterwards|thereafter|after\sthat|over\s(?:\d{1,2}|an?|one|two|three|four)\s?(?:/52|/7|days?|weeks?|wks?|month))"
)
_UNTIL_GIVEN_UP = rf"(?:before|until|till|when|at\swhich\spoint|after\swhich|whereupon|then)\s{_WHO}\s(?:(?:all|finally|eventually|rightly|then|had|both)\s){{0,2}}(?:(?:gave|given)\s(?:it\s)?up(?:\son\s(?:it|that))?|call(?:ed)?\s(?:it\sa\sday|time|a\shalt)(?:\son\sit)?|moved\son|changed\s(?:tack|it|course)|threw\sin\sthe\stowel|conceded(?:\sdefeat)?|abandoned\sit|decided\sto\s(?:stop|change|switch|move\son)(?:\sit)?|stopped\sit|switched(?:\sit)?)"
_JUDGED = (
    r"(?:which\s(?:is|was)|that\s(?:is|was)|and\sthat['’]?s|i\.e\.|being|surely|plainly|so)?\s?(?:an?|the)\s(?:(?:very|more\sthan|perfectly|quite)\s)?(?:fair|proper|full|good|decent|adequate|reasonable|real|sound|honest|serious|thorough|textbook|respectable|generous|complete|sufficient)\s(?:trial|go|run|crack|chance|attempt|course|innings|length|duration|try)(?:\s(?:by\sany\s(?:standard|measure|definition|reckoning)|by\sanyone['’]s\sstandards?|of\sit))?"
    r"|in\s(?:my|our|the\steam['’]s)\s(?:view|opinion|book|judge?ment)"
    r"|which\s(?:is|was)\s(?:longer|more|well\smore)\sthan\s(?:we|i|one|most|the\sguidelines?|NICE|is)\s(?:(?:usually|normally|generally|would|ever|strictly)\s){0,2}(?:waits?|allows?|gives?|asks?|needs?|usual|needed|required|requires?|do|does)(?:\sfor)?"
    r"|(?:above|over|beyond|past|well\s(?:over|above|past)|meeting|meets|exceeds|exceeding|satisfies|satisfying|at)\sthe\s(?:(?:TRRIP|NICE|6[\s-]week|six[\s-]week|required|recommended|usual|600(?:\s?mg)?|CPZ|consensus)\s){0,2}(?:minimum|threshold|requirement|cut-?off|limit|mark|line|bar)"
    r"|(?<!not )(?<!n't )(?<!never )(?<!nor )(?<!hardly )(?<!scarcely )(?<!be )(?<!barely )(?<!if )(?:(?:more\sthan|easily|amply|plenty|quite|certainly|surely|clearly|well)\s)?long\senough(?=\s?(?:[.,;:)–-]|\Z|and\b|no\b|by\b|to\b))"
    r"|(?:and\s)?(?:his\s|her\s|the\s)?(?:family|mother|mum|parents|father|team|he|she|everyone)\s(?:(?:is|was|were|are|all|quite|very|rather|understandably)\s){0,3}(?:disappointed|frustrated|upset|fed\sup|despairing|dejected)|as\s(?:(?:we\s(?:had\s)?|i\s(?:had\s)?)?(?:expected|feared|predicted)|with\sthe\s(?:first|other|previous)(?:\sone)?|before)(?=\s?(?:[.,;:)–-]|\Z))"
    r"|(?:more\sthan\s|quite\s|plenty\s)?(?:long\senough|enough\stime|time\senough|ample(?:\stime)?)\s(?:to\s(?:judge|tell|work|see)|for\s(?:it\sto\swork|a\s(?:fair\s)?trial)|by\sany\s(?:standard|measure))"
    r"|(?:as\sper|per|in\sline\swith|following|according\sto|as\sthe|in\saccord(?:ance)?\swith)\s(?:the\s|our\s|local\s|trust\s)?(?:NICE|BAP|Maudsley|APA|RANZCP|TRRIP|local|national|hospital|trust|usual)?\s?(?:guid(?:elines?|ance)|protocol|policy|pathway|formulary)?(?:\s(?:ask|say|require|recommend|advise)s?)?(?=\s?(?:[.,;:)–-]|\Z|and\b|no\b))"
    r"|(?:(?:which\s(?:is|was)|i\.e\.|that\s(?:is|being)|being)\s)?the\s(?:highest|maximum|max|top|full|ceiling|most|licensed|BNF)\s(?:(?:licensed|recommended|BNF|label(?:led)?|permitted|allowed|adult|daily|oral)\s){0,2}(?:dose\s)?(?:(?:in|by|per|under|on|that)\s(?:the\s)?(?:BNF|book|label|SmPC|formulary|licen[cs]e|PBS|package\sinsert|product\sinformation)|allowed|permitted|licensed|we\s(?:use|go\sto|give))(?:\s(?:allows?|permits?))?"
)
_CLIMB = r"(?:lead-?in|run[\s-]?up|going[\s-]?up|build(?:ing)?[\s-]?up|climb(?:ing)?|increase|(?:up-?)?titrat\w+|dosing[\s-]up|working[\s-]up|dose[\s-](?:raising|escalation))(?:\s(?:period|phase|time|weeks?|days?|up))?"
_COUNTED = (
    r"(?:count(?:ing|ed)|reckon(?:ing|ed)|measured|timed|taken|clock\sstarted|dated)\s(?:only\s)?(?:from|after|since)\s(?:(?:the\s)?(?:day|date|time|moment|point)\s(?:when\s|that\s|on\swhich\s)?|when\s|once\s)?(?:(?:he|she|they|it|the\sdose|the\s(?:full|target)\sdose|\d{1,4}\s?mg)\s(?:was\s|had\sbeen\s|had\s)?(?:reach(?:ed)?|got\sto|hit|was\sat|was\son|attained|in\splace)|reaching|titration\s(?:ended|was\s(?:over|complete[d]?|finished)))(?:\s(?:\d{1,4}(?:\s?mg)?|(?:the\s)?(?:full|target|final|that|this|top|maximum)?\s?(?:dose|it)))?"
    rf"|(?:again\s)?(?:(?:not|n['’]t|never|without)\s(?:count\w*|includ\w*|reckon\w*)|(?<!not\s)excluding|leaving\s(?:out|aside)|minus|discount(?:ing|ed)|(?:which\si\s)?discard(?:ed|ing)?|net\sof|outside)\s(?:(?:the|any|its|their|weeks?|days?|of|that|initial|opening|whole|first|few|two|three)\s){{0,5}}{_CLIMB}"
    rf"|(?:the\s|its\s)?{_CLIMB}\s(?:(?:was|is|were|are|being|having\sbeen|already|all|got|had\sbeen)\s){{0,3}}(?:done|over|out\sof\sthe\sway|complete\w*|finished|left\s(?:out|away|aside|off)|excluded|not\s(?:counted|included|part\sof\s(?:it|this|that|these|those)(?:\s(?:numbers|figures|weeks))?)|deducted|apart)(?:\s(?:with|beforehand|before\s(?:that|then)|already|first)){{0,2}}"
    r"|(?:after|since|from|upon|following)\s(?:reaching|attaining|arriving\sat|getting\sto)\s(?:it|that|this|(?:the\s|its\s|this\s|that\s)?(?:full\s|target\s|final\s|top\s|max\w*\s)?(?:dose|dosage|strength)|\d{1,4}(?:\s?mg)?)"
    r"|not\s(?:counted\s|measured\s)?(?:from|since)\s(?:the\s)?(?:first\s(?:tablet|dose|day|prescription)|day\s(?:1|one)|start|beginning|outset)"
    rf"|{SINCE_REACHED}"
    r"|on\sthe\s(?:trot|bounce)|back\sto\sback|not\sa\s(?:day|week)\s(?:less|more|short(?:er)?|longer)|to\sthe\sday|give\sor\stake\s(?:a\sday(?:\sor\stwo)?|a\sfew\sdays|\w+\sdays?)|(?:by|on)\sthe\scalendar|without\s(?:a\s)?let-?up"
)
_GIVEN_HOW = (
    r"(?:crushed|mixed|dissolved|stirred|put)\s(?:up\s)?(?:in|into|with)\s(?:(?:his|her|some|a\slittle|the)\s)?(?:yoghurt|yogurt|juice|jam|food|water|pudding|custard|milk)(?:\s(?:with|at)\s(?:(?:his|her|full|own|informed)\s)*(?:consent|knowledge|agreement|request))?"
    r"|(?:with|after|before|at)\s(?:his|her|the|each|every)?\s?(?:breakfast|supper|dinner|evening\smeal|tea|lunch)"
    r"|(?:with|alongside|and|plus|besides)\s(?:CBTp?|family\s(?:work|therapy|intervention)|psychology|psychotherapy|OT|art\stherapy|psychoeducation)(?:\sfrom\sweek\s\d{1,2})?(?:\s(?:throughout|alongside|too|as\swell|in\sparallel|on\stop))?"
    r"|(?:i|we)\s(?:had\s)?(?:prescribed|started|gave|chose|supervised|ran|oversaw|saw)\s(?:it|this|him\sthrough\sit|her\sthrough\sit)\s?(?:myself|ourselves|personally)?|(?:prescribed|started|given|chosen|supervised|overseen)\sby\s(?:me|us|myself|my\s(?:colleague|predecessor|consultant|SHO)|dr\s[a-z]{2,14}|prof(?:essor)?\s[a-z]{2,14})"
    r"|(?:GP|pharmacy|chart|mother|family|surgery|notes?|records?)\s(?:surgery\s|printout\s|record\s)?(?:confirms?|confirmed|agrees?\swith|bears?\sout|backs?\sup)\s(?:(?:the|these|both|all|those|start\sand\sstop|his|her)\s)*dates?|dates?\s(?:confirmed|checked|verified|from|taken\sfrom|as\sper|per)\s(?:(?:by|with|against|on|in|from|the|his|her|GP|old|drug|pharmacy)\s){0,5}(?:GP|chart|notes|records?|surgery|pharmacy|summary|letters?|printout)"
    r"|no\s(?:alcohol|drugs|cannabis|illicit\s(?:drugs|substances)|substances?(?:\suse)?|street\sdrugs|drug\suse|illicits)(?:\s(?:or|and|nor)\s(?:alcohol|drugs|cannabis|illicit\sdrugs|substances|other\sdrugs|street\sdrugs))?(?:\s(?:in|during|over|at|throughout|for)\s(?:all\s)?(?:of\s)?(?:that|this|the|any)\s(?:whole\s)?(?:time|period|trial|stage|point))?"
    r"|(?:(?:cannabis|drug|alcohol|substance|THC)[\s-]free|sober|abstinent|teetotal|clean)(?:\s(?:throughout|then|on\s(?:UDS|urine|testing|screening)|at\sthe\stime|all\s(?:that|this)\stime|by\s(?:UDS|urine)|in\sthat\stime|the\swhole\stime))?"
    r"|(?:with\s|seen\s|reviewed\s|and\s)(?:(?:at|in|for|by|the|a|his|her)\s)*(?:weekly|fortnightly|monthly|daily|regular|two-weekly|frequent)\s(?:(?:in|by|clinic|CPN|medical|nurse|phone|home|key\s?worker|team|the)\s){0,3}(?:reviews?|visits?|appointments?|checks?|contacts?|supervision|meetings?|CPN|clinic|nurse|team)"
    r"|(?:ECG|bloods?|LFTs?|FBC|prolactin|HbA1c|lipids|weight|BP|physical\s(?:health|exam(?:ination)?)|MRI|EEG|TFTs?|U&Es?)(?:\s(?:and|or|,)\s?(?:ECG|bloods?|prolactin|weight|lipids|LFTs?))?\s(?:(?:all|was|were|is|are|stayed|remained)\s){0,2}(?:normal|fine|ok|okay|unremarkable|stable|clear|satisfactory|NAD)"
    r"|(?:while\s)?(?:in|at|on)\s(?:prison|custody|remand|hostel|supported\saccommodation|(?:a|the|his|her)\s(?:care\shome|hostel|group\shome|rehab(?:\sunit)?|nursing\shome|prison|day\shospital)|rehab(?:ilitation)?|the\scommunity|university|college|school)"
    r"|in\s(?:his|her|their)\s(?:(?:early|mid|late)[\s-])?(?:teens|twenties|thirties|forties|fifties|sixties)|(?:at\s(?:the\s)?age(?:\sof)?|aged|when\s(?:he|she)\swas)\s\d{2}"
    r"|(?:started|prescribed|given|chosen|initiated|supervised|overseen|begun|monitored|arranged|run)\s(?:by|under|with|through)\s(?:(?:the|a|an|our|his|her|another|previous|last|local|same)\s){0,2}(?:[\w'’-]{2,14}\s){0,2}(?:team|GP|service|consultant|registrar|doctor|ward|clinic|hospital|psychiatrist|CMHT|unit|nurse|SHO)"
    r"|(?:in|at|from)\s(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)(?-i:[A-Z][a-z]{3,14})(?=\s?[).,;]|\Z)"
    r"|under\s(?:my|our|his|her|the|a|an|another)\s(?:\w+\s){0,2}(?:predecessor|colleague|consultant|team|service|locum|psychiatrist|clinic|doctor)|to\s(?:everyone|everybody|my|our|his|her|the\s\w+)(?:['’]s)?\s(?:regret|disappointment|dismay|sorrow|chagrin)|(?:a|what\sa|which\s(?:is|was)\sa)\s(?:pity|shame|disappointment|blow)(?:\s(?:as|since|because)\s(?:he|she)\s(?:\w+\s)?(?:tolerated|liked|accepted)\s(?:it|them)(?:\s\w+)?)?"
    r"|(?:alongside|besides|together\swith)\s(?:bisoprolol|propranolol|ramipril|amlodipine|metformin|insulin|levothyroxine|thyroxine|omeprazole|lansoprazole|statins?|iron|salbutamol|inhalers?|senna|vitamin\s\w+)(?:\s\d{1,4}\s?(?:mg|mcg))?(?:\s(?:od|bd|tds))?(?:\sfor\s(?:(?:his|her|the)\s)?\w+)?"
    r"|(?:during|in|over|throughout|on|at)\s(?:his|her|the|a|an|that|this|one)\s(?:(?:first|second|third|last|previous|long|index|same|whole|entire|initial|earlier|lengthy|current|present)\s){0,2}(?:pregnancy|admission|hospital\sstay|stay|episode|relapse|sentence|placement|detention|section)"
)
_BORNE = (
    rf"(?:(?:with|bar|despite|apart\sfrom|except\sfor|besides|had|got|only|and|but|some|a\s(?:bit|little|lot)\sof|a\stouch\sof|mild|moderate|slight|marked|initial|early|transient|troublesome|much|considerable|a)\s){{1,4}}{_ADVERSE}(?:\s(?:and|or)\s{_ADVERSE})?"
    r"|(?:put|piled|putting)\son\s(?:(?:a|half\sa|about|some|nearly|over|\d{1,2}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|a\slot\sof|much)\s?){1,3}(?:stone|kgs?|kilos?|pounds|lbs?|weight)"
    r"|(?:side[\s-]effects?|nothing|none|EPSEs?|problems?)\s(?:(?:to\sspeak\sof|worth\s(?:the\s)?mention(?:ing)?|of\snote|that\smattered|to\scomplain\sof))"
    rf"|{_ADVERSE}\s(?:and\s{_ADVERSE}\s)?(?:for|in|over|during)\sthe\sfirst\s(?:few\s|couple\sof\s|\d{{1,2}}\s|two\s|three\s|four\s)?(?:days?|weeks?|fortnight|month)(?:\sonly)?"
)
# "... apart from the nine kilos", "other than better sleep": what came of a drug beside its effect.
_UNWANTED = rf"(?:{_ADVERSE}|prolactin(?:aemia|emia)?|kilos?|kg|stone|sleep|sleepy|nights|hunger|lactation|salivation|tiredness|rash|stiff|drowsy|fat|heavier|hungry|dribbling|shak(?:y|ing|es)|dystonia|EPS|QTc?|sedated|tired)"
EXCEPT_UNWANTED = (
    r"(?:(?:but|and)\s)?(?:apart\sfrom|aside\sfrom|other\sthan|except(?:\sfor)?|save(?:\sfor)?|bar|besides|beyond|but\sfor)\s"
    rf"(?:(?:making|made|make|to|raise|raised|raising|increase|increased|cause|caused|causing|bring|give|gave|put|leaving|giving|him|her|them|the|an?|some|his|of|much|slight|mild|marked|more|being|feeling|getting|putting|on|gain|gained|bit|little|lot|better|worse|quieter|his|\d{{1,2}}(?:\.\d)?|two|three|four|five|six|seven|eight|nine|ten|twelve|raised|high|higher)\s?){{0,5}}{_UNWANTED}"
    rf"(?:(?:\s(?:and|or|with)|,)\s(?:(?:the|a|some|more|\d{{1,2}})\s){{0,2}}{_UNWANTED})?(?:\s(?:going|went|gone|getting|rising|rose|being|gain|raised|up|worse|increas\w+|high|rise|in\sweight))*(?=\s?(?:[.;,:()\n]|\Z))"
)
_REMARK = Caseless(
    rf"(?<![\w])(?:{_DOSE_HELD}|{_ALL_TAKEN}|{_AFTERWARDS}|{_UNTIL_GIVEN_UP}|{_JUDGED}|{_COUNTED}|{_GIVEN_HOW}|{_BORNE}|{EXCEPT_UNWANTED})(?!\w)"
)
_MISSED = Caseless(rf"(?<![\w]){_FEW_MISSED}")


def plain_remarks(reading: Reading, part: Part) -> list[tuple[int, int]]:
    """The stretches of a part that are such remarks, looked for once.

    A few doses missed are few of tablets, but many of injections.
    """
    if part not in reading.plain:
        found = [one.span() for one in _REMARK.finditer(reading.text, part.start, part.end)]
        missed = [one.span() for one in _MISSED.finditer(reading.text, part.start, part.end)]
        if missed and cues.LAI.search(reading.text, *reading.sentence_of(part.start)):
            missed = []
        reading.plain[part] = [
            *found,
            *missed,
            *dose_remarks(reading, part),
            *idle_words(reading, part),
            *lead_ins(reading, part),
        ]
    return reading.plain[part]


def is_plain(remarks: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether words lie within one of such remarks."""
    return any(first <= start and end <= last for first, last in remarks)

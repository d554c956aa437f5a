"""Words by which a sentence speaks of something told before it, and those that set it against that. Tables only."""

import re

from assistant.criteria.parse.caseless import Caseless

_THE = r"(?:the|this|that|these|those|his|her|their|both|all|each|neither|either|my|our|whose|such|most|half)(?:\s(?:of|the|his|her|these|those|whole|first|second|last|latter|former|other|above|same|true|real|actual)){0,3}"

# The nouns of a topic, with an article or the like.
NOUNS = {
    "trial": Caseless(
        rf"\b{_THE}\s(?:trials?|courses?|drugs|medicines?|medications?|tablets|tabs|capsules|pills|batch\w*|dos(?:es|ages?)|outcomes?|weeks|titration|(?:drug|treatment|medication)\shistory|history|\d{{1,4}}\s?mg)\b"
        r"|\b(?<!rerun of )(?<!repeat of )(?<!copy of )(?:the|his|her|this|that)\s(?:first|second|1st|2nd|last|former|latter|other)\b(?=\s(?:one|drug(?!\s(?:charts?|card))|antipsychotic|medicine|medication|of\sthem|was|is|had|he|she|did|in\b|only|went|ended|gave|never|early|line)|\s?[.,;])|\b(?:both|neither|either)\b(?=\s?[.,;]|\s(?:of\sthem|was|were|in\b|had|did|only))"
        r"|\bon\s(?:(?:about|only|barely|just|less\sthan)\s)?(?:half|double|twice|a\s(?:half|third|quarter|fraction))\s(?:of\s)?(?:that|this|it)\b"
    ),
    "adherence": Caseless(
        rf"\b{_THE}\s(?:(?:pill|tablet|pharmacy|electronic)\s)?(?:counts?|percentages?|\d{{2,3}}\s?%|signatures?|box(?:es)?|packs?|blisters?|caps?|mar|charts?|sheets?|records?|dosettes?|diary|log|supply|prescriptions?|figures?|numbers?|adherence|compliance|account)(?!\w)|\bcounted\b"
    ),
    "level": Caseless(
        rf"\b{_THE}\s(?:levels?|troughs?|samples?|tubes?|results?|reports?|assays?|lab(?:oratory)?|numbers?|figures?|values?|vein|specimens?|blood\s(?:was|is|came)|(?:real|true|actual)\sone)\b"
    ),
    "panss": Caseless(
        rf"\b{_THE}\s(?:panss|ratings?|raters?|scores?|items?|interview)\b|\bsince\s(?:been\s)?(?:scored|rated)\b"
    ),
    "change": Caseless(
        rf"\b{_THE}\s(?:panss|bprs|ratings?|raters?|scores?|totals?|baseline|figures?|numbers?|values?|pair|interviews?|(?:first|second|last|latter|former|later|earlier)\s(?:one|figure|score|rating|number|value))\b"
        r"|\b(?:the|these|those)\stwo\b(?=\s(?:were|was|are|had|have|do|did|come|came|scores|ratings))"
    ),
    "sofas": Caseless(rf"\b{_THE}\s(?:sofas|scores?)\b"),
    "remission": Caseless(
        rf"\b{_THE}\s(?:(?:\d{{1,2}}|six|seven|eight|nine|ten|twelve)\s)?(?:months|remission|duration|stretch|spell|period)\b"
    ),
    "symptoms": Caseless(
        rf"\b{_THE}\s(?:voices|symptoms|delusions|psychosis|hallucinations)\b|\bwhen\s(?:it|they)\s(?:all\s)?(?:began|started)\b"
    ),
}
PRONOUN = Caseless(
    r"\W{0,3}(?:(?:since|from|after|until|by|in|at|on|as\sof)\s\w+\s(?:\w+\s)?)?(?:(?:that|this|it|these|those|they|all\s(?:of\s)?(?:it|this|that|them))\s(?:(?:is|was|are|were)(?!\s{1,4}(?:why|where|because|how)\b)|has|had|have|may|might|could|should|would|must|will|did|does|do|came|comes|went|belongs?|belonged|refers?|only|never|all|also)\b|(?:measured|taken|drawn|sampled|done|rated|scored|counted|made|sent|collected|recorded)\s)"
)
# What becomes of tablets that are not swallowed, and what is owned up to.
OF_TABLETS = Caseless(
    r"\b(?:them|it|the\slot|tablets?|tabs|pills?|packs?|blisters?|medic\w+|meds|pots?|box(?:es)?|most|half|all)\s(?:\w+\s){0,2}(?:into|down|under|underneath|behind|out\sof|over|to|in|on|for)\s(?:the|his|her|a|an|some)\s(?:\w+\s)?(?:bins?|sinks?|toilets?|loo|drains?|canal|river|pond|sea|gutter|sluice|compost|garden|plants?|flower\w*|beds?|mattress|sofa|couch|pillow\w*|carpet|floorboards|drawers?|cupboard|wardrobe|pockets?|socks?|cheeks?|shoes?|window|fire|stove|dogs?|cats?|birds?|ducks?|hens|chickens|pigs|friends?|neighbours?|neighbors?|mates?|street|letter-?box|money|cash)\b"
    r"|\b(?:palm(?:s|ed|ing)?|cheek(?:s|ed|ing)?|tongue[sd]?|pocket(?:s|ed|ing)?|hid(?:es|ing)?|hoard(?:s|ed|ing)?)\s(?:them|it|his|her|the|most|half)\b"
    r"|\b(?:admit(?:s|ted)?(?!\s(?:to\s(?:the|our|this|a|hospital|ward|icu)|under|informally|via|on\b|for|from|in\b|with|here|again|to\s(?:still\s)?hearing\svoices|to\s(?:voices|hallucinations)))|confess\w*|owned\sup|owns\sup|concede[sd]?|let\sslip|whisper(?:s|ed)\sto\s(?:me|us)|in\sconfidence|came\sclean)\b"
    r"|\b(?:found|find|discovered|turned\sup|came\supon|produced|brought\s(?:in|back))\b[^.;]{0,40}\b(?:unopened|full|untouched|unused|intact|sealed|of\s(?:\w+\s)?(?:tablets|blisters|packs|boxes|pills))\b|\b(?:unopened|untouched|unused|sealed)\s(?:\w+\s)?(?:packs?|blisters?|box(?:es)?|tablets|strips?|cassettes?)\b"
    r"|\b(?:sell(?:s|ing)?|sold|swap(?:s|ped|ping)?|trad(?:es?|ed|ing)|gives?\saway|gave\saway|giving\saway)\s(?:\w+\s)?(?:his|her|the|them|it|most|half|tabs|tablets|pills|medic\w+|meds)\b"
)
# What one who vouches for the tablets saw or did not see.
SEEN = Caseless(
    r"\b(?:not|never|nothing|only|just|hardly|rarely|n['’]t|no\slonger)\b[^.;]{0,24}\b(?:see|sees|saw|seen|watch\w*|know\w*|knew|give|gives|gave|count\w*|check\w*|supervis\w*|witness\w*|there|home|in\sthe\s(?:house|room|home)|live[sd]?|visit\w*|with\shim|with\sher|look\w*|sign\w*)\b|\b(?:saw|sees|knows|knew|counted|checked)\s(?:nothing|little|none)\b|n['’]t\b[^.;]{0,24}\b(?:see|watch|know|give|count|check|live|look)|\b(?:gets?|got|has|had|takes?|heard|hears|knows)\s(?:it|that|this|them)\s(?:\w+\s){0,2}from\b|\bon\s(?:his|her|their)\sword\b|\b(?:was|is|were|been|works?|worked|living|moved|travel\w*)\s(?:\w+\s){0,2}(?:away|abroad|in\s(?:hospital|prison|hostel|another)|overseas|offshore)\b|\b(?:made|making)\s(?:it|that|this)\sup\b|\bmoved\s(?:in|there|back)\s(?:only|just|last|recently|this)\b|\b(?:only|just)\s(?:moved|started|came|joined|arrived|met|took\sover|began)\b|\b(?:would|could)\s?(?:not|n['’]t)\strust|\bn['’]t\ssure|\bnot\s(?:sure|certain|to\sbe\s(?:trusted|believed|relied))\b"
)
ALSO = {
    **dict.fromkeys(("mother", "mum", "mom", "mam", "mother's", "mum's", "mother’s", "mum’s", "mom's"), "mother"),
    **dict.fromkeys(("father", "dad", "father's", "dad's", "father’s", "dad’s"), "father"),
}  # one person by other words
# A sentence on what will be done.
TO_COME = Caseless(
    r"\W{0,3}(?:plan\b|(?:i|we|he|she)\s(?:will|would|shall|plan|propose|suggest|recommend|intend)\b(?!\snot)|to\s(?:continue|start|discuss)\b|continue\b|please\b(?!\sread))"
)
# What a sentence may be about that stands after another datum.
OWN_TOPIC = Caseless(
    r"\b(?:ANC|neutrophils?|PANSS|SOFAS|GAF|BPRS|CGI|adheren\w*|complian\w*|concordan\w*|plasma|serum|levels?|ECT|CBT|ECG|bloods?|lithium|metformin|housing|benefits?|work|job|family\s(?:work|therapy)|admission|admitted|discharge\w*|appointments?|review\w*|smok\w+|weight|MRI|EEG|norclozapine|drug\sscreen|symptoms?|voices)\b|\?"
)
# A sentence that says of the one before it that it is no fact: an example, an aim, a plan, an estimate.
UNREAL = Caseless(
    r"\A\W*(?:(?:so|but|and|well|or)\s)?(?:as\s(?:an?\s|in\s(?:the|an?)\s)?(?:example|illustration|exercise|textbook|guideline|leaflet|trial|study|planned|intended|prescribed|ordered)\b|for\s(?:the\ssake\sof|example|teaching|illustration)\b|suppos(?:e|ing|edly)\b|hypothetical\w*|imagin\w+|on\spaper\b|in\s(?:practice|theory)\b(?!\s?,?\s(?:no|nothing|unchanged|the\ssame))"
    r"|(?:line|entry|box)\s(?:is\s|was\s)?(?:crossed|struck)\b|to\s(?:start|begin|commence|be\s(?:started|begun|given))\b|ordered\b|pencilled\b|(?:was|were|is)\sto\sbe\b|suggested\sby\b|(?:he|she|they)\s(?:was|were|is|are)\sgoing\sto\s?(?:\W|\Z)|(?:he|she|they|we)\s(?:thought|talked|spoke|heard|dreamt|dreamed|read)\s(?:about|of)\s(?:it|that|this)\b|(?:he|she|they)\swould\s(?:have|like)\b|(?:the|that|this|an?)\soffer\b|(?:family|parents|mother|father|wife|husband|team)\s(?:were|was|is|are)\skeen\b"
    r"|(?:that|this|it|which|20|\d{1,4}(?:\s?(?:mg|ng/ml))?)\s(?:is|was|were|would\sbe)\s(?:only\s|just\s|at\sleast\s)?(?:an?\s|the\s|our\s|my\s|his\s|her\s)?(?:written\sup\b|what\s(?:is|was|we|the|i)\b(?!\s(?:got|saw|found|heard|measured))|to\sbe\b|aim\b|target\b(?!\sdose\b)|goal\b|ceiling\b|plan\b|norm\b|example\b|estimate\b|ideal\b|idea\b|wish\b|hope\b|expected\b|assumed\b|predicted\b|calculated\b)"
    r"|(?:(?:the|an?|our|my)\s)?(?:textbook|made[\s-]up|invented|fictitious|mean|average|median|estimate[ds]?|target|aim|goal|wish(?:ful|ed)?|desired|planned|intended|expected|predicted|calculated|computed|assumed|presumed|projected|value\sto\s\w+|study|trial\sarm|model)\b(?!\s(?:dose|level|trough|range|weeks?)\s(?:was|is|were)\b)"
    r"|(?:we|i|they|the\sward|team)\s(?:assume|presume|guess|expect|hope|aim|estimate|would\s(?:like|hope|want))\w*\b|should\s(?:be|have)\b|(?:so|as)\sthe\s(?:model|form|book|plan|leaflet)\b|taken\sfrom\s(?:the|a)\s(?:leaflet|book|guideline|paper|literature|SOP|form)\b|not\s(?:his|hers|theirs|the\spatient['’]s)\b)"
)
# Of a course: that its dose was not reached before its end, or that the way up to it is counted in.
LATE = Caseless(
    r"\b(?:in|on|for|by|at|from)\s(?:only\s)?the\s(?:very\s)?(?:last|final|end\sof)\s(?:day|week|fortnight|month|days|weeks|ten|few|two|three)\b|\bat\sthe\svery\send\b|\A\W*the\s(?:last|final)\s(?:day|week|fortnight|month|two\sweeks|days)\b|\bcame\s(?:late|only)\b|\b(?:took|takes|taking|used|using|ate)\s(?:up\s)?(?:most|much|the\sbulk|half|nearly\sall)\b|\b(?:slow|gradual|stepwise)\s(?:increase|climb|titration|build)\b"
    r"|\b(?:were|was|is|are)\s(?:the\s|all\s)?(?:build[\s-]?up|run[\s-]?up|titration|climb)\b|\b(?:count(?:s|ing)|includ(?:es|ing|ed))\s(?:the\s|its\s)?(?:build[\s-]?up|run[\s-]?up|titration|climb|way\sup|increase)\b|\b(?:build[\s-]?up|run[\s-]?up|titration|climb|increase)\s(?:is|was|being|are)\s(?:included|counted)\b|\bbuilt\sup\s(?:slowly|gradually)\b|\bwas\sreached\s(?:in|on|by|only)\b[^.;]{0,40}\b(?:stopped|ended|ceased|withdrawn)\b"
)
# "This was in fact aripiprazole": whatever else is read there.
IN_FACT = Caseless(
    r"\W{0,3}(?:that|this|it|these|those|they)\s(?:was|were|is|are|had|has|did)\s(?:all\s)?(?:in\sfact|actually|really|in\struth|in\sreality|of\scourse)\b(?!\s(?:adequate|sufficient|taken|given|enough|correct))"
)
# Whose it is said to be.
OF_OTHERS = Caseless(
    r"\b(?:(?:some|any)(?:one|body)\selse|an?other\s(?:mr|mrs|ms|patient|man|woman|lady|gentleman|resident|client)|(?:a\s)?different\s(?:patient|person|man|woman|client|resident)|namesake|next\sdoor|bed\s\d|placebo|sugar\spill|wrong\s(?:patient|person|file|folder|sheet|man|woman)|(?:for|of|on|from)\s(?:the|an?)\s(?:\w+\s)?(?:lady|woman|man|gentleman|resident|client|tenant|girl|boy|chap)\s(?:in|from|at|upstairs|downstairs|opposite|next|across|above|below|with|who))\b"
)
# What opens a list of the present medication.
AT_PRESENT = r"(?:(?:now|currently|presently|at\spresent|today)\b(?!\s(?:he|she|it|they|that|we|i)\b)|(?:(?:current|present|discharge|regular|on)\s)?(?:medications?|meds|medicines|treatment|drugs|TTOs?|TTAs?|rx)\s?(?:(?:at|on)\s(?:discharge|present|the\sday))?\s?:|(?:discharged|goes\shome|went\shome|remains|he\sremains|she\sremains)\son\b)"
# What is advised or allowed of a drug, and not told of its course.
PROPOSED = Caseless(
    r"\b(?:advis\w+|recommend\w*|suggest\w*|consider\w*|propos\w+|restart|maximum|licen[cs]ed|i['’]d\ssay|could\sbe|next|(?:remain\w*|still|continu\w*|currently|now|stays?)\son|continu\w+\swith)\b"
    rf"|\A\W{{0,4}}{AT_PRESENT}"
)
# Phrases that set nothing against anything, passed over before contrasts are looked for.
LIGHT = Caseless(
    r"\b(?:nobody|no\sone)\s(?:saw|sees|noticed|found|reported|felt)\s(?:a|any|much)(?=\s(?:\w+\s)?(?:difference|change|improvement|benefit|effect|shift|gain)\b)|\b(?:no|without|without\sany)\s(?:breaks?|gaps?|interruptions?|pauses?)\b|\b(?:i|we)\s(?:(?:am|was|were|are|both)\s)?(?:trained|certified|accredited)\s(?:on|in|for|to\suse)\sthe\s(?:panss|sofas)(?:\sin\s(?:19|20)\d\d)?|\b(?:the\s)?(?:best|better|greater)\spart\sof\sa\s(?:year|decade)\b|\b(?:counts?|counted|counting)\s(?:whatever|what)\s(?:is|was)\sleft\b|\b(?:not|never|nor|n['’]t|nothing|none|neither)\s(?:\w+\s){0,2}(?:respon\w+|help\w*|work\w*|benefit\w*|improv\w*|chang\w*|better|different)\b(?:\s(?:to|from|with|by)\s(?:it|this|that|them|either))?|\bno\sdoubt\b|\b(?:the|his|her|are|were|as)\s(?:the\s|his\s|her\s)?(?:first\sand\s)?only\s(?:one|two|ones|drugs?|antipsychotics?|trials?|courses?|level|sample|rating|other)\b|\b(?:only|never|not)\s(?:yet\s|been\s)?repeated\b|\bafter\stitration\b|\bbefore\sand\safter\b|\bforward\sto\sit\b|\bnot\sonly\b|\b(?:he|she)\s(?:still\s)?(?:believes|thinks)\sthat(?=\s(?:tablets|tabs|capsules|pills|medicines|drugs)\b)|\A\W*(?:several|some|many|various|(?:a\s)?few)\sother\s(?:antipsychotics|drugs|medicines|medications)\s(?:before|prior\sto)\s(?:that|this|it)\b|\b(?:not|n['’]t)\s(?:have|know)\sthe\s(?:other|remaining)\s(?:item\s)?(?:scores|items)\b|\bno\s(?:further\s|other\s)?details\s(?:are\s|were\s)?(?:available|known|given)\b|\b(?:took|taken|left|leaving)\s(?:the\s)?titration\s(?:off|out)\b|\bno\s(?:titration|washout|overlap)\b|\b(?:not|n['’]t|never)\s(?:told|warned|forewarned|announced|aware|altered|changed|expect\w*)\b|\b(?:switched|changed|moved|swapped)\sto\sanother\s\w+|\b(?:never|not|n['’]t)\s(?:been\s|be\s)?(?:raised|increased|taken|gone|went|go|exceeded|got|titrated|pushed|higher)\s?(?:\w+\s)?(?:above|beyond|over|past|further|higher)\b"
)
CONTRASTS = Caseless(
    r"\b(?:not|never|nobody|no\sone|none|nor|nothing|hardly|rarely|barely|scarcely|seldom|only|just|merely|fewer|less|half|third|quarter|every\sother|in\s(?:fact|truth|reality|the\sevent)|truth|truly|actually|really|instead|another|different|wrong|new\s(?:man|woman|person)|old\sself)\b|n['’]t\b|\d\.\d|\d\s?mg\b"
)
# "SOFAS is 45; it was 38 last year.": after a semicolon, and the next sentence does not go on with it.
LAST_YEAR = Caseless(
    r"\W*(?:it|they)\s(?:was|were)\s\d{1,3}\s(?:last|the\sprevious)\syear\s?\.(?!\s*(?:now|today|since|then|it|that|this|he|she|they)\b)"
)
DOSE = Caseless(r"\b\d{1,4}(?:\.\d{1,2})?\s?mg\b")
# Of a course, or of an hour, they are ordinary.
TIMES = Caseless(r"\b(?:before|after|until|till|when|while|once|by\sthen|last\stime)\b|\d")
TIMES_OF_LEVEL = Caseless(
    r"\b(?:before|after|prior\sto|until)\s(?:(?:the|his|her|any|either|both|all|each|last|first|this|that)\s){0,2}(?:drugs?\b|trials?|courses?|treatment|(?:he|she|it|they|either|both|neither)\s(?:was|were|had\s(?:started|begun|stopped|ended)|started|began|stopped|ended)|start\w*|stopp\w*|first\s(?:tablet|dose|injection)|begin\w*)|\b(?:19|20)\d\d\b|\blast\stime\b|\bfrom\s(?:before|then)\b"
)
# Of a rating, the figure of another time.
OF_OTHER_RATING = Caseless(
    r"\A\W*(?:in|last|previous\w*|at|by)\b[^.;]{0,60}\b(?:was|were)\s\d|\b(?:panss|sofas|total|score)\s(?:of\s)?\d{2,3}\b[^.;]{0,60}\b(?:19|20)\d\d\b|\b(?:above|over|below|under)\s3\b|\bmonths?\sago\b"
)
# How somebody says they are.
FEELS = Caseless(
    r"\A\W*(?:[a-z]+\s){0,4}(?:feel|feels|felt|feeling)\s(?:\w+\s){0,2}(?:well|good|fine|great|ok|okay|better|worse|low)\b"
)
# Of a plasma level: what is said of it is not said of the course, unless it is low.
LEVEL_OF = Caseless(
    r"\b(?:levels?|troughs?|plasma|serum|assay\w*|concentrations?|TDM|ng/ml|nmol/l|[µu]g/l|mcg/l|micrograms?/l)(?!\w)"
)
LOW = Caseless(
    r"\b(?:undetect\w*|not\sdetect\w*|low\w*|below|under|beneath|less|nil|none|zero|trace|absent|never|not|no|nothing|hardly|barely|only|stop\w*|miss\w*|short)\b|[<↓]"
)
# A share of doses that is high, and the words in which such shares are told.
SHARE = Caseless(
    r"(?<![\d.,])(?P<share>\d{1,3})(?:\.\d)?\s?(?:%|per\s?cent\b|percent\b|pc\b)|\b(?:eighty|ninety|(?:one|a)\shundred)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?\sper\s?cent\b"
)
OF_SCORES = Caseless(
    r"\b(?:PANSS|BPRS|SANS|SAPS|CGI|reduc\w*|improv\w*|scor\w*|symptom\w*|drop\w*|fell|fall\w*|change\w*|respon\w*|risk|patients|people|weight|HbA1c|occupancy|receptors?)\b"
)
# Who counts, or where, has a name; that of whom the figure is stands behind another word.
NAME = re.compile(
    r"(?<!\b[Ff]or\s)(?<!\b[Oo]f\s)(?<!\b[Tt]o\s)(?<!\bis\s)(?<!\bas\s)(?<!\bre\s)(?<!\bMr\s)(?<!\bMrs\s)(?<!\bMs\s)(?<!\bMiss\s)\b[A-Z][\w-]{1,14}\b(?!['’]s\b(?!\s(?:notebook|diary|count|tally|calendar|book|list|records?|printout|log)\b))(?:['’]s)?"
)
SHARE_WORDS = frozenset(
    """pc ninety eighty cent rate rates cures cure collection collections coverage fetched fetches purchase purchases estimate estimates estimated cupboard key lock locks
    locked fridge tally tallies withdrawals electronic prescription prescriptions collecting pick-up pick-ups pickups pick-up's match matches matched mouth-checked
    hands medicines capsule capsules collected collects tin calendar diary app electronically cards checked dishes out hand-out system
    dispensation dispensations dispensary poured weekly proportion share shares respectively possession ratio mpr pdc bear bears saturdays sundays granddaughter counted
    entries entry signature signatures sign-off showed showing shows eighty-five ninety ninety-one ninety-two ninety-three ninety-four ninety-five ninety-six ninety-seven ninety-eight ninety-nine""".split()
)
# Words in which scores before and after are commented on in an ordinary way.
CHANGE_WORDS = frozenset(
    """response responder responded partial good fair poor modest minimal small large big clear clinical clinically meaningful
    significant significantly substantial relevant fall drop change reduction improvement increase decrease rise percentage
    percent rated rater raters rating ratings scored scores score total totals done made by dr doctor psychiatrist
    psychologist nurse registrar consultant interview semi-structured structured standard same trained experienced
    certified independent blinded blind both two at in over of weeks months treatment clozapine therapy sustained maintained
    stable confirmed reliable panss bprs point points mostly mainly chiefly positive negative general hallucinations
    delusions voices""".split()
)
# A rating that a sentence opens with is not said of the course before it.
SCALE = Caseless(r"\b(?:PANSS|SOFAS|BPRS|CGI|GAF)\b")

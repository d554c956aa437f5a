"""Words by which a sentence speaks of something told before it, and those that set it against that. Tables only."""

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
    "sofas": Caseless(rf"\b{_THE}\s(?:sofas|scores?)\b"),
    "symptoms": Caseless(rf"\b{_THE}\s(?:voices|symptoms|delusions|psychosis|hallucinations)\b"),
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
    r"\b(?:not|never|nothing|only|just|hardly|rarely|n['’]t|no\slonger)\b[^.;]{0,24}\b(?:see|sees|saw|seen|watch\w*|know\w*|knew|give|gives|gave|count\w*|check\w*|supervis\w*|witness\w*|there|home|in\sthe\s(?:house|room|home)|live[sd]?|visit\w*|with\shim|with\sher|look\w*|sign\w*)\b|\b(?:saw|sees|knows|knew|counted|checked)\s(?:nothing|little|none)\b|n['’]t\b[^.;]{0,24}\b(?:see|watch|know|give|count|check|live|look)|\b(?:gets?|got|has|had|takes?|heard|hears|knows)\s(?:it|that|this|them)\s(?:\w+\s){0,2}from\b|\bon\s(?:his|her|their)\sword\b|\b(?:was|is|were|been|works?|worked|living|moved|travel\w*)\s(?:\w+\s){0,2}(?:away|abroad|in\s(?:hospital|prison|hostel|another)|overseas|offshore)\b|\b(?:made|making)\s(?:it|that|this)\sup\b|\b(?:would|could)\s?(?:not|n['’]t)\strust|\bn['’]t\ssure|\bnot\s(?:sure|certain|to\sbe\s(?:trusted|believed|relied))\b"
)
ALSO = {
    **dict.fromkeys(("mother", "mum", "mom", "mam", "mother's", "mum's", "mother’s", "mum’s", "mom's"), "mother"),
    **dict.fromkeys(("father", "dad", "father's", "dad's", "father’s", "dad’s"), "father"),
}  # one person by other words
# A sentence on what will be done.
TO_COME = Caseless(
    r"\W{0,3}(?:plan\b|(?:i|we|he|she)\s(?:will|would|shall|plan|propose|suggest|recommend|intend)\b(?!\snot)|to\s(?:continue|start|discuss)\b|continue\b|please\b(?!\sread))"
)
# "This was in fact aripiprazole": whatever else is read there.
IN_FACT = Caseless(
    r"\W{0,3}(?:that|this|it|these|those|they)\s(?:was|were|is|are|had|has|did)\s(?:all\s)?(?:in\sfact|actually|really|in\struth|in\sreality|of\scourse)\b(?!\s(?:adequate|sufficient|taken|given|enough|correct))"
)
# Whose it is said to be.
OF_OTHERS = Caseless(
    r"\b(?:(?:some|any)(?:one|body)\selse|an?other\s(?:mr|mrs|ms|patient|man|woman|lady|gentleman|resident|client)|(?:a\s)?different\s(?:patient|person|man|woman|client|resident)|namesake|next\sdoor|bed\s\d|placebo|sugar\spill|wrong\s(?:patient|person|file|folder|sheet|man|woman))\b"
)
# What is advised or allowed of a drug, and not told of its course.
PROPOSED = Caseless(
    r"\b(?:advis\w+|recommend\w*|suggest\w*|consider\w*|propos\w+|restart|maximum|licen[cs]ed|i['’]d\ssay|could\sbe|next|(?:remain\w*|still|continu\w*|currently|now|stays?)\son|continu\w+\swith)\b"
)
# Phrases that set nothing against anything, passed over before contrasts are looked for.
LIGHT = Caseless(
    r"\b(?:not|never|nor|n['’]t|nothing|none|neither)\s(?:\w+\s){0,2}(?:respon\w+|help\w*|work\w*|benefit\w*|improv\w*|chang\w*|better|different)\b(?:\s(?:to|from|with|by)\s(?:it|this|that|them|either))?|\bno\sdoubt\b|\b(?:the|his|her|are|were|as)\s(?:the\s|his\s|her\s)?(?:first\sand\s)?only\s(?:one|two|ones|drugs?|antipsychotics?|trials?|courses?|level|sample|rating|other)\b|\b(?:only|never|not)\s(?:yet\s|been\s)?repeated\b|\bafter\stitration\b|\bbefore\sand\safter\b|\bforward\sto\sit\b|\bnot\sonly\b|\b(?:he|she)\s(?:still\s)?(?:believes|thinks)\sthat(?=\s(?:tablets|tabs|capsules|pills|medicines|drugs)\b)|\A\W*(?:several|some|many|various|(?:a\s)?few)\sother\s(?:antipsychotics|drugs|medicines|medications)\s(?:before|prior\sto)\s(?:that|this|it)\b|\b(?:not|n['’]t)\s(?:have|know)\sthe\s(?:other|remaining)\s(?:item\s)?(?:scores|items)\b|\bno\s(?:further\s|other\s)?details\s(?:are\s|were\s)?(?:available|known|given)\b|\b(?:took|taken|left|leaving)\s(?:the\s)?titration\s(?:off|out)\b|\bno\s(?:titration|washout|overlap)\b|\b(?:not|n['’]t|never)\s(?:told|warned|forewarned|announced|aware|altered|changed|expect\w*)\b|\b(?:switched|changed|moved|swapped)\sto\sanother\s\w+|\b(?:never|not|n['’]t)\s(?:been\s|be\s)?(?:raised|increased|taken|gone|went|go|exceeded|got|titrated|pushed|higher)\s?(?:\w+\s)?(?:above|beyond|over|past|further|higher)\b"
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

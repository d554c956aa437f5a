"""Whether few words tell of a danger, or may: the text in, yes or no out.

The weights know emergencies by what long texts are like. Of a few words they know too little: "he smokes" is to them as
much an emergency as "he collapsed". So where they see one in a short text, a word of danger must stand in it. The words
here are wide, for by themselves they make nothing an emergency. What tells of somebody in danger at this moment is
one whatever the weights say: "pt fitting now" is like no text they know.
"""

import re

SHORT = 6  # words
_BEGIN = """
    abdom abscond agon allerg ambulance anaphyla antifreeze aching arrest asphyx assault attack bleach bleed blood blur
    breath burn choking choked chokes cardiac catatoni clammy coma collaps command confus constipat convuls crash danger
    deliri disorient dizz droop drows drown dying dystoni emergenc epilep faint febrile fever fits fitting floppy
    fractur gasp goodbye gun haemorrh hang harm heart hemorrh hives hopeless hurt ileus infect ingest jerk jump kill
    knife knive labour laryng lifeless locked machete malignant miscarr murder myocard neutropeni agranulocyt numb
    obstruct oculogyric overdos pain palpitat paralys paraly paramedic pneumoni poison pulse pyrexi rigid seiz sepsis
    septic severe shiver shoot slash slur stab stiff strangl stroke sucid suffocat suic sudden swallow sweat swell
    swollen temperature threat torsade toxic trembl unrespons unsafe uncons urgent violen vomit weapon wheez
""".split()
_WHOLE = """
    000 112 911 999 acute asap ache axe belly bit blue bowel bowels bridge chest chills coma crisis critical cut cuts
    cutting dead death die died dies drank ed emerg end ending er fall fallen falling falls fell fire fit flu frozen
    gray grey help hospital hot immediately ledge limp missing mute nms noose od odd ods oded pale qt qtc rash roof
    rolled rope seized serotonin shake shakes shaking shot sleepy sedated sos stopped stuck sui temp throat voices
""".split()
_WORDS = re.compile(rf"\b(?:(?:{'|'.join(_BEGIN)})\w*|(?:{'|'.join(_WHOLE)}))\b", re.I)
_TURNS = re.compile(
    r"\b(?:over dos\w*|o[.’']?d['’]?(?:e?d)|too (?:many|much)|(?:took|taken|take|taking|ate|had|has)\b.*\b(?:all|whole"
    r"|entire|every|bottle|box|strips?|packets?|packs?|lots?|loads|handful|dozens?|bunch|pills?|tab(?:let)?s?"
    r"|capsules?|\d{2,})"
    r"|(?:not|isn['’]?t|aren['’]?t|won['’]?t|no|stopped|cannot|can['’]?t|never|hasn['’]?t|barely|hardly|stop)\b.{0,12}"
    r"\b(?:wak|rous|respon|mov|speak|talk|drink|eat|stand|walk|pee|pass|open|stop|go|cope|live|do|see|think|point|way"
    r"|reason|take)\w*"
    r"|wak(?:e|es|ing) up|pass(?:ed|ing|es)? out|black(?:ed|ing)? ?outs?|(?:throwing|threw) up|a ?& ?e|right now"
    r"|ran (?:off|away)|(?:want|wants|wanna|going|gonna|about|plans?|planning|trying|tried|ready) (?:to )?(?:go|do it)"
    r"|don['’]?t want to|telling (?:me|him|her))\b",
    re.I,
)


_TERSE = 14  # words: what is longer may be a note, with a danger of the past in it
_WHO = (
    r"(?:pt|patient|client|resident|he|she|they|husband|wife|partner|son|daughter|child|mum|mom|mother|dad|father"
    r"|brother|sister|friend|man|woman|lady|lad|girl|boy|guy|bloke|someone|somebody)"
)
_HAPPENS = (
    r"(?:fitting|seizing|convulsing|choking|unresponsive|unrousable|unconscious|comatose|suicidal|collapsed|overdosed"
    r"|hypoxic|cyanosed|having a (?:\w+ )?(?:fit|seizure|heart attack|stroke)|turn(?:ing|ed) blue|going blue"
    r"|(?:not|isn['’]?t|stopped) (?:breathing|responding)|in (?:status|cardiac arrest|respiratory arrest|a coma))"
)
_BETWEEN = r"(?:\W+(?:is|was|has|been|just|now|still|currently|acutely|actively|on \w+|with \w+))"
_NOW = r"(?:\W+on \w+)?(?:\W+(?:now|ongoing|still|again|right now|at the moment|in front of me|today|tonight))?"
_AT_THIS_MOMENT = re.compile(
    rf"(?:\A\W*|\b{_WHO}(?:['’]?s)?{_BETWEEN}{{0,4}}\W+(?:is )?){_HAPPENS}{_NOW}\W*(?:\Z|[,;.!]|\b(?:what|help)\b)"
    rf"|\b{_HAPPENS}\W+(?:on \w+\W+)?(?:right )?now\b"
    r"|\b(?:seizures?|fits?|convulsions?)\b(?: is| are)? (?:ongoing|won['’]?t stop|not stopping|continuing)"
    r"|\b(?:ongoing|in|active) (?:tonic[- ]clonic |generali[sz]ed )?(?:seizure|status epilepticus|convulsion)"
    r"|\blevel\b.{0,16}\d{3,}.{0,24}\b(?:drowsy|unrousable|comatose|fitting|seizing|unconscious)\b"
    r"|\b(?:toddler|infant|baby|child|kid|kids|grand(?:son|daughter|child)|\d{1,2}[- ]?(?:yo|year[- ]old|month[- ]old)"
    r"|(?:my|her|his|our|the) (?:son|daughter|boy|girl|dog|cat))\b.{0,24}\b(?:ate|eaten|eating|swallow(?:ed|s)?|drank"
    r"|got into|got hold of|ingested)\b",
    re.I,
)
_ASKS_IN_GENERAL = re.compile(
    r"^\W*(?:what (?!(?:do|should|can|shall) (?:i|we)\b|to do\b|now\b)|which|how (?:many|much|often|common)|when|why"
    r"|who|does|do|did|is (?!he|she|this)|are|can|could|should|would|if)\b|\b(?:if|evidence|criteri\w+|indicat\w+"
    r"|rates?|risks?|incidence|stud(?:y|ies|ied)|trials?|guideline\w*"
    r"|reported|patients|people|history|previous\w*|past|last (?:week|month|year)|ago|after|prevent\w*|never|no longer"
    r"|not (?:currently |acutely |actively |now )?suicidal|denies|in (?:19|20)\d\d)\b",
    re.I,
)


def is_plain(text: str) -> bool:
    """Whether a short text plainly says that somebody is in danger at this moment, or a child has taken a drug.

    >>> [is_plain(text) for text in ("cloz pt fitting now", "suicidal now", "is it for the suicidal?")]
    [True, True, False]
    """
    is_short = len(text.split()) <= _TERSE
    return is_short and bool(_AT_THIS_MOMENT.search(text)) and not _ASKS_IN_GENERAL.search(text)


def is_possible(text: str) -> bool:
    """Whether a text may tell of an emergency: it is long enough for the weights, or has a word of danger.

    >>> [is_possible(text) for text in ("he smokes", "ok and lithium", "he collapsed", "cant breathe")]
    [False, False, True, True]
    """
    return len(text.split()) > SHORT or bool(_WORDS.search(text) or _TURNS.search(text))

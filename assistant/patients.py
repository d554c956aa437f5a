"""Whether words are about one patient, and whether they ask for a decision on one: the text in, yes or no out.

The router is fitted and can be wrong. What these patterns find is neither answered from the sources as if it were a
question on them, nor sent to a chat model to be rewritten.
"""

import re

LONGEST_REMARK = 12  # words
_RELATIVE = (
    r"mum|mom|mother|dad|father|son|daughter|brother|sister|husband|wife|partner|uncle|aunt|cousin|nephew|niece|friend"
)
_PERSON = r"patient|pt|client|man|woman|lady|gentleman|boy|girl|lad|case"
_ONE = rf"(?:s?he|him|her|(?:my|our|this) (?:[\w-]+ )?(?:{_PERSON})|that (?:{_PERSON})|my (?:{_RELATIVE}))"
_CHANGES = (
    r"(?:give|start|stop|prescribe|increase|raise|reduce|lower|switch|add|restart|titrate|taper|continue|rechallenge|"
    r"withhold|hold|interrupt|change|double|halve|augment|discontinue|wean)"
)
_FIRST = r"^\W*(?:(?:ok(?:ay)?|and|so|then|but|now|please|thanks?)\W+)*"
_SPEAKS_OF_ONE = re.compile(rf"\b(?:{_ONE}|hers|his|mr|mrs|ms|miss)\b|\bmine (?:is|was)\b", re.I)
_BEGINS_WITH_ONE = re.compile(rf"{_FIRST}(?:{_ONE}|hers|his|mine)\b", re.I)
_OF_OTHERS = re.compile(r"\b(?:his|her) (?:colleagues|team|group|study|trial|paper|co-?\w+)\b", re.I)
# The asker's own act, in no circumstance that would make it a question on a rule.
_OWN_ACT = re.compile(
    rf"{_FIRST}(?:should|shall|must|ought|do) (?:i|we)(?: (?:need|have|ought))?(?: to)?(?: now| just)? {_CHANGES}\b"
    r"(?!.*\b(?:in|if|when|after|before|during|below|above|under|between)\b)",
    re.I,
)
_OWN_INTAKE = re.compile(r"\b(?:should|shall|can|could|may|must|would) i (?:take|come off|go on|stop taking)\b", re.I)
# Whether one may, needs or would do well to have it; whether it is for one.
_ONES_TREATMENT = re.compile(
    rf"\b(?:should|shall|can|could|may|might|must|ought|would|will|does|is|need|needs)(?:n['’]?t)? {_ONE}\b"
    rf"|\b(?:for|in|help|suit|benefit|harm|give|giving|put|start|switch|keep|with|to) {_ONE}\b",
    re.I,
)
_IS_ONE = re.compile(rf"{_FIRST}(?:is|does|has|did|was|would|could|can) {_ONE}\b", re.I)
_A_TREATMENT = re.compile(r"\b(?:dos(?:e|es|age)|drugs?|medicines?|medications?|treatments?|options?)\b", re.I)
_ASKS = re.compile(
    rf"{_FIRST}(?:what|which|how|when|is|are|do|does|can|could|should|shall|would|will|may|might|must|ought)\b|\?\W*$",
    re.I,
)
_ASKS_SOURCES = re.compile(
    r"\b(?:stud(?:y|ies|ied)|evidence\w*|guidelines?|guidance|literature|published?|papers?|research|trials?|rcts?|data"
    r"|label|consensus|meta-?analys\w+|information|sources?|known|how (?:common|frequent|often|many|strong))\b",
    re.I,
)
_ASKS_A_RULE = re.compile(
    rf"{_FIRST}(?:when|why|how (?!much)|(?:at|in|on|below|above|from|within|after) (?:what|which|how))\b", re.I
)
_WOMAN = re.compile(r"\b(?:woman|female|lady|girl|mother|sister|daughter|wife|\d{1,3}\s?(?:yo\s?)?f)\b", re.I)
_MAN = re.compile(r"\b(?:man|male|gentleman|boy|father|brother|son|husband|\d{1,3}\s?(?:yo\s?)?m)\b", re.I)
_SHE, _HE = re.compile(r"\b(?:she|hers?)\b", re.I), re.compile(r"\b(?:he|him|his)\b", re.I)


_IN_SHORT = re.compile(  # of one patient, or of one sample
    rf"^\W*(?:(?:a|my|our|the|this|ok(?:ay)?|and|so|hi|hello)\W+)*(?:{_PERSON})\b(?!['’]?s\b)"
    r"|\b(?:1[5-9]|[2-9]\d)[\s-]?(?:y/?o\b|yrs?\b|years?[\s-]old\b|[mf]\b)|\baged \d\d\b"
    r"|\b\d{1,2}(?:\.\d)?\s?(?:h|hrs?|hours?)\s?(?:post|after|since)\b",
    re.I,
)
_HOW_IT_COUNTS = re.compile(
    r"(?:^|[.,;:?…–-]|\b(?:is|are|does|would|so)\b)\W*(?:(?:is|are|does|would|this|that|it|the|level|result|count|so|a|an)\b\W*)*"
    r"(?:ok(?:ay)?|fine|enough|adequate|sufficient|therapeutic|subtherapeutic|valid|usable|normal|high|low|in range"
    r"|what (?:class|colou?r|category|grade|band|zone)|too (?:high|low)|high enough|green|amber|red|neutropeni\w+"
    r"|acceptable|good enough|counts?)\b[^.?]{0,24}\?\W*$",
    re.I,
)


def is_one_in_short(text: str) -> bool:
    """Whether few words are of one patient, or of one sample: "41M", "pt on clozapine", "12 h post dose".

    >>> is_one_in_short("41M, ANC 2.6"), is_one_in_short("300 ng/ml 12h post dose"), is_one_in_short("in patients")
    (True, True, False)
    """
    return bool(_IN_SHORT.search(text))


def asks_how_it_counts(text: str) -> bool:
    """Whether a text asks at its end no more than whether something is enough, or of which class.

    >>> asks_how_it_counts("ANC 1.4, UK. Is it amber?"), asks_how_it_counts("ANC 1.4, what to do?")
    (True, False)
    """
    return bool(_HOW_IT_COUNTS.search(text))


def speaks_of_one(text: str) -> bool:
    """Whether a text speaks of one patient.

    >>> speaks_of_one("and for her?"), speaks_of_one("in smokers?"), speaks_of_one("Kane and his colleagues")
    (True, False, False)
    """
    return bool(_SPEAKS_OF_ONE.search(_OF_OTHERS.sub("", text)))


def is_told_of(text: str) -> bool:
    """Whether a text tells a figure of one patient: "hers is 900".

    >>> is_told_of("hers is 900"), is_told_of("what is 900?")
    (True, False)
    """
    tells = "?" not in text and is_short(text) and any(map(str.isdecimal, text))
    return tells and bool(_BEGINS_WITH_ONE.search(text))


def asks_of_one(text: str) -> bool:
    """Whether it is asked of one patient what is the case: "does she have neutropenia?"."""
    return is_short(text) and bool(_IS_ONE.search(text))


def asks_sources(text: str) -> bool:
    """Whether a text asks what is published, be it with a patient in mind: the router knows these better.

    >>> asks_sources("She is 17. What trials are there?"), asks_sources("should she have clozapine?")
    (True, False)
    """
    return bool(_ASKS_SOURCES.search(text))


def is_short(text: str) -> bool:
    """Whether a text is a remark, and no history."""
    return len(text.split()) <= LONGEST_REMARK


def asks_for_a_decision(text: str, names_treatment: bool) -> bool:
    """Whether a text asks what to do with one patient; `names_treatment`: whether it names a drug or another treatment.

    >>> asks_for_a_decision("should she have clozapine?", True), asks_for_a_decision("shall we stop clozapine?", True)
    (True, True)
    >>> asks_for_a_decision("should clozapine be stopped in neutropenia?", True)
    False
    """
    if asks_sources(text) or _ASKS_A_RULE.search(text):
        return False
    if _OWN_ACT.search(text) or (names_treatment and _OWN_INTAKE.search(text)):
        return True
    treats = names_treatment or bool(_A_TREATMENT.search(text))
    return treats and bool(_ASKS.search(text)) and bool(_ONES_TREATMENT.search(_OF_OTHERS.sub("", text)))


def could_be_one(text: str, told: str) -> bool:
    """Whether who is spoken of may be the one who was told of: a man is not the woman of the notes.

    >>> could_be_one("what about him?", "A 34-year-old woman on clozapine"), could_be_one("and this patient?", "A man")
    (False, True)
    """
    return not {_sex(text), _sex(told)} >= {"f", "m"}


def _sex(text: str) -> str:
    """What a text says of it: by its nouns, or else its pronouns, and nothing where they differ."""
    for woman, man in ((_WOMAN, _MAN), (_SHE, _HE)):
        is_woman, is_man = bool(woman.search(text)), bool(man.search(text))
        if is_woman != is_man:
            return "f" if is_woman else "m"
        if is_woman:
            return ""
    return ""

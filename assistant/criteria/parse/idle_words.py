"""Words inside a sentence on a course that are not of the course: what voices say, how the family bears it, other years.

The content of a delusion can be anything, and so can what a tired relative does. Only such are passed over as say that
nothing became better; a word of tablets, doses or times ends them.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.remark_words import SERIOUS

_STAYED = Caseless(
    r"\s(?:stays?|stayed|remains?|remained|is|was|are|were|persist\w*)(?:\s(?:put|there|unchanged|untouched|fixed|firm|intact|the\ssame|as\s(?:before|ever|firm|strong|fixed|loud)[\w\s]*))?\s?\Z"
)
_KIN = r"(?:mother|father|mum|mom|mam|dad|parents|brother|sister|son|daughter|aunt|uncle|cousin|wife|husband|partner|twin|family|carers?|flatmate|landlady|neighbours?|nurses?|staff|team|OT|key\s?worker|CPN|social\sworker|registrar|everyone|nobody)"
# "delusion about the satellite", "voices go on about the priest": the words after it are of the illness.
_CONTENT = Caseless(
    r"\b(?:(?:delusions?|beliefs?|ideas?|convictions?|convinced|certain|voices|commentary|persecut\w+|fears?|whispers?|theor(?:y|ies)|talk(?:s|ing)?|shouts?|shouting|swear(?:s|ing)?|mutter(?:s|ing)?|speaks?|speaking|argu(?:es|ing)|laugh(?:s|ing)?)"
    r"(?:\s(?:going|go|went|goes|still|kept|keep|keeps))?(?:\s(?:on|with|to|at|about|of|that|from|through|over|against|by|saying|telling|insulting|calling|commanding|ordering)){1,2}"
    r"|(?:he|she|they|patient|pt)(?:\s(?:is|was|were))?\sstill|(?P<subject>(?:the|his|her)\s\w{3,14})\s(?:was|were|is|are)\sstill|(?:hears?|hearing|sees?|seeing|smells?|fears?|watch(?:es|ing)?)(?=\s(?:the|his|her|a|an|god|satan|people|men|women|children)\b))\s(?P<of>[^,;.:()\n“”\"]{1,70})"
)
_ENDS = Caseless(
    r"\b(?:went|gone|goes\saway|left|lift\w*|fad\w+|vanish\w*|disappear\w*|settled|soften\w*|resolv\w*|melt\w*|dissolv\w*|eas(?:e|ed|ing)|quiet\w*|calm\w*|loosen\w*|crumbl\w*|less|little|longer|hold|grip|power|no\b|past|over|died|dropped|slipp?\w*|laugh\w*\soff|let\sgo|gave|packed|more|as\sif|anymore|silent|silence|stayed\saway)\b"
)
# "the father cried in my office", "her mother in despair", 'wife: "still shouts at the kettle"'.
_BORNE = Caseless(
    rf"\b(?:(?:his|her|the|their|my)\s)?{_KIN}(?:['’]s\swords)?(?:\sand\s(?:\w+\s)?{_KIN})?\s?[,:–-]?\s(?:(?:is|was|were|are|has|had|all|both|remains?|remained|now|quite|very|left|in|at|then)\s){{0,3}}"
    r"(?:(?:cried|crying|wept|weeping|tears|upset|despair\w*|exhausted|worried|frightened|afraid|scared|desperate|frustrated|distraught|sad|saddened|angry|hopeless|helpless|fed\sup|tired|worn\sout|burnt\sout|wits?['’]?\send|disappointed|dejected|struggl\w+|resigned|beside\s(?:her|him)self\swith\sworry)\b"
    r"|[“\"](?=[^”\"\n]{0,60}\b(?:still|remain\w*|same|unchanged|as\s(?:before|ever|bad)|no\s(?:different|better|change)|worse|nothing)\b))[^,;.()\n”\"]{0,60}[”\"]?"
)
# "his speech is a salad as before", "restless legs", "sleeps more"
_AS_BEFORE = Caseless(
    r"\b(?:(?:his|her|the)\s)?(?:speech|talk|affect|insight|mood|self-?care|hygiene|thinking|thoughts?|behaviou?r|room|flat|conversation|grimacing|pacing|muttering)\s(?:is|was|were|are|remained|remains|stayed|stays)\s[^,;.()\n]{0,40}?\b(?:as\s(?:before|ever|always|bad|poor|disordered|disjointed)|unchanged|the\ssame|no\s(?:different|better))\b"
    r"|\b(?:slept|sleeps?|sleeping|eats?|ate|eating|weigh(?:s|ed)|gained|snores?|yawn(?:s|ed)|dribbl(?:es|ed))\s(?:(?:a\s(?:bit|lot|little)|much|more|better|longer|too\smuch|well|badly|poorly|only|\d{1,2}(?:\.\d)?\s?(?:kg|kilos)?)\s?){1,3}(?=\s?(?:[,;.)]|\Z|but\b|and\b|otherwise\b|on\s(?:it|this|that)\b))|\brestless\slegs\b|\b(?:her\s)?(?:periods?|menses|menstruat(?:es|ion))\s(?:(?:were|was|are|is|became|has\sbeen|have\sbeen)\s)?(?:irregular(?:ly)?|absent|stopped|ceased|heavy|late|missed)\b"
    r"|(?:\band\s|,\s)?\b(?:galactorrh?(?:o?ea)|akathisia|tremor|stiffness|rigidity|amenorrh?o?ea|weight\sgain|sedation|drooling|dystonia|parkinsonism|somnolence|a\srash|constipation)\s(?:appeared|developed|occurred|emerged|set\sin|followed|came\son)\b|\b(?:had|got|developed|complain(?:ed|s)\sof|with|felt|was|became|more)\s(?:\w+\s)?(?:dribbling|drooling|dry\smouth|groggy|groggin\w+|hungry|hungrier|sleepy|sleepier|stiff|shak[iy]\w*|heavier|fatter|dizzy|restless|constipated|drowsy|galactorrh?o?ea)(?:\s(?:in\sthe\smornings?|all\sday|by\sday|at\snight))?\b|\bma(?:de|ke|king)\s(?:him|her|them)\s(?:\w+\s)?(?:hungry|sleepy|fat|restless|drowsy|stiff|dizzy|dribble|drool|shake|sick)\b"
)
_PATTERNS = (_BORNE, _AS_BEFORE)
_LONG_BEFORE = Caseless(
    r"\b(?:long|well|years|decades|a\sgood\swhile|much\searlier,?|way)\sbefore\s(?:all\s(?:of\s)?(?:this|these|that)|any\sof\s(?:this|these)|(?:these|those|the|both|either|any)\s(?:of\s(?:these|those|the)\s)?(?:two\s)?(?:trials|courses|drugs|antipsychotics))\b|\b(?:in|around|about)\s(?:19|20)\d\d,?\s(?:when\s(?:he|she)\swas\s|as\s)an?\s(?:teen\w*|child|boy|girl|school\w*|student)\b|\bnothing\s(?:\w+\s)?(?:to\sdo\s)?with\s(?:these|either|both|the\stwo|those)\s(?:\w+\s)?(?:trials?|courses?|drugs?)\b"
)


def idle_words(reading: Reading, part: Part) -> Iterator[tuple[int, int]]:
    """The stretches of a part that are of no course."""
    text = reading.text
    for found in _CONTENT.finditer(text, *part):
        said = " ".join((found["subject"] or "", _STAYED.sub("", found["of"])))
        if not (_ENDS.search(said) or SERIOUS.search(said)):
            yield found.span()
    for pattern in _PATTERNS:
        yield from (found.span() for found in pattern.finditer(text, *part))
    if is_of_old(reading, part):
        yield part.start, part.end


_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d\b")


def is_of_old(reading: Reading, part: Part) -> bool:
    """Whether a sentence names no drug and is of a time before the courses: it says so, or its years do."""
    if reading.named(*part):
        return False
    years = [int(year) for year in _YEAR.findall(reading.words(part))] if reading.first_year else []
    earlier = bool(years) and reading.first_year is not None and max(years) < reading.first_year
    return earlier or _LONG_BEFORE.search(reading.text, *part) is not None


def first_year(reading: Reading, courses: Sequence[Sequence[tuple[int, int]]]) -> int | None:
    """The first year of the courses, each given by where it was read, or None where one of them is not dated."""
    firsts = []
    for spans in courses:
        here = [reading.sentence_of(start) for start, _ in spans]
        firsts.append(min((d.first.year for d in reading.dates if any(p.holds(d.start) for p in here)), default=None))
    return None if None in firsts else min(filter(None, firsts), default=None)

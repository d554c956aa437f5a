"""How a typed text leans on what was said before: its words in, what they mark and what they name out.

A follow-up shows itself by what it lacks (a subject, a verb), by words that point elsewhere ("it", "those patients"),
and by what it opens with ("and", "sorry, I meant", "back to"). Patterns are of English, never of a drug or a phrase.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistant import quantities
from assistant.lexicon import Entity, Lexicon
from assistant.quantities import Quantity
from assistant.question import OUTCOMES, STRANGE, UBIQUITOUS, Vocabulary, entity_token, mend_spelling, read_clause
from assistant.route import Way
from assistant.words import Word, is_asking_word, is_stop_word, stem, words

Slot = Literal["intervention", "source", "people", "problem", "outcome", "scale", "measure", "matter", ""]
SLOTS: dict[str, Slot] = {
    **dict.fromkeys(("drug", "drug-class", "treatment"), "intervention"),
    **dict.fromkeys(("organisation", "guideline", "trial", "jurisdiction"), "source"),
    **dict.fromkeys(("adverse-effect", "condition"), "problem"),
    "population": "people",
    "scale": "scale",
    "measure": "measure",
    "concept": "matter",
}
# Concepts and measures that are what something does to a patient.
EFFECTS = OUTCOMES | set("positive-symptoms negative-symptoms general-psychopathology cognition memory functioning".split())
FORM = "lai"  # a depot is a form of a drug, and takes the place of none
Opening = Literal["", "and", "about", "correction", "return"]

_COURTESY = r"(?:(?:many )?thanks?(?: you| a lot| so much)?|thank you|thx|ty|ta|cheers|ok(?:ay)?|great|good|perfect|nice|got it|i see|right|sure|cool|understood|very helpful|helpful|interesting|alright|fine|yes|yep|hi|hello|bye|that's clear|makes sense|lovely|brilliant|excellent|noted|hm+|oh|ah|well|wow)"
_CHAT = re.compile(rf"\W*(?:{_COURTESY}\W*)+(?:that (?:helps?|is clear|makes sense)|for (?:that|this|the help)|then|so far|all)?\W*", re.I)
_POLITE = re.compile(rf"^\W*(?:{_COURTESY}\b[\s,.!:;–-]+)+(?=\w)", re.I)
_MEANT = re.compile(
    r"^\W*(?:(?:no|nope|oops|sorry|apologies|wait|actually|correction|my mistake|pardon|typo|hang on|hmm)\b[\s,.:;–-]*)*"
    r"(?:(?:i|we) (?:really |actually )?(?:meant|mean)(?: to (?:say|ask|type|write)(?: about)?)?|i was (?:asking|talking) about|"
    r"make that|i should have said|should be|read|instead of that)\b[\s,:–-]*",
    re.I,
)
_SORRY = re.compile(
    r"^\W*(?:(?:no|nope|oops|sorry|apologies|wait|actually|correction|my mistake|pardon|typo)\b[\s,.:;–-]+)+", re.I
)
_TRAILING = re.compile(
    r"(?:[\s,–-]+(?:i mean(?:t)?|rather|instead|sorry|i should say)|\s*[,–]\s*(?:and )?not (?P<not>[\w\s-]{2,40}))\W*$", re.I
)
_NOT = re.compile(r"^\W*(?:no[\s,]+)?not (?:the |in (?:the )?|for (?:the )?)?(?P<not>[^,;:–]{2,40}?)[\s]*(?:[,;:–]|\bbut\b|\s-\s)\s*(?:but )?", re.I)
_BACK = re.compile(
    r"^\W*(?:(?:to )?(?:go|going|come|coming|get|getting|return|returning|turn|turning)(?: (?:back|again))? to|back (?:to|on)|"
    r"(?:once|one) more(?: on| about)|again on|earlier you (?:said|mentioned)|as for|regarding)\b\s*",
    re.I,
)
_AND = re.compile(r"^\W*(?:(?:and|or|but|also|plus|so|then|same (?:for|question for|with|in))\b[\s,]*)+", re.I)
_ABOUT = re.compile(r"^\W*(?:(?:what|how) (?:about|of)|(?:and )?the same for)\b\s*", re.I)
_ASKS = re.compile(
    r"^(?:please |pls |can you |could you )?(?:what|whats|which|who|whose|whom|how|hows|when|where|why|is|isnt|are|arent|was|wasnt|were|do|does|"
    r"dont|doesnt|did|didnt|can|could|should|would|will|may|might|must|has|have|had|tell|explain|describe|list|give|name|"
    r"summari[sz]e|compare|define|show)\b|\b(?:what|which|who|how|why|where|when\W*$)\b|[:,]\s*(?:what|which|who|how|when|where|why|is|are|was|were|do|does|did|can|should|has)\b",
    re.I,
)
_ADJUNCT = re.compile(
    r"^(?:only |just |even |specifically )*(?:in|for|with|without|at|after|before|during|under|over|above|below|from|within|per|on|of|among|by|"
    r"between|than|via|if|when|as|against|versus|vs)\b",
    re.I,
)
_IT = r"(?:it|its|it's|they|they're|them|their|theirs)"
_STUDY = (
    r"(?:trials?|stud(?:y|ies)|reviews?|meta[- ]analys[ie]s|papers?|cohorts?|analys[ie]s|surveys?|rcts?|authors?|arms?|"
    r"participants?|patients|subjects|groups?|follow-?up)"
)
_POINTS = re.compile(
    rf"\b{_IT}\b|\b(?:these|those|this)\b(?! (?:article|overview|source|text|document)\b)|\bthe same\b|\b(?:former|latter|ones)\b"
    rf"|\b(?:with|of|for|in|to|by|on|from|about|after|before|than|was|is|does|did|do|are|like|why|how|until|at) that\b(?! (?:are|is|were|was|have|has)\b)"
    rf"|\bthat (?:one|{_STUDY}|drug|dose|level|guideline|scheme|rule|test|article|consensus|treatment|combination|patients?|protocol|group|"
    r"figure|number|case|result|count|time|point|label|threshold|definition|scale|country|list|claim|criterion|effect|risk)\b"
    r"|\bthat\W*$|\bthere\W*$|\bthen\W*$|(?<!\bno )\bone\W*$|\b(?:which|the (?!only)\w+|a \w+|an \w+|second|first|other) one\b|\bboth\W*$|\beach\W*$",
    re.I,
)
_HOLLOW = re.compile(
    r"\b(?:is|was|would|will|isn't|be) it (?:\w+ )?(?:true|possible|known|ok(?:ay)?|safe|worth|necessary|recommended|advisable|"
    r"important|better|right|correct|sensible|reasonable|useful|a good idea|enough)\b(?= (?:to|that|if|for)\b)|\bit (?:is|was) (?:\w+ )?that\b",
    re.I,
)
_BOUNDARY = re.compile(r"[,;:?]|\b(?:and|but|or|if|when|while|because|whether|after|before|since|that|who|which)\b", re.I)
_DEFINES = re.compile(
    r"^(?:what|whats|what's) (?:is|are|was|were|defines|counts as|causes|does .* mean)\b|^(?:define|explain|describe)\b|^how (?:is|are) .*\bdefined\b",
    re.I,
)
_STUDIES = re.compile(rf"\b{_STUDY}\b|\bblind\w*\b|\bfund\w*\b|\brandomi[sz]\w*\b|\brecruit\w*\b|\bran it\b|\bcontrols?\b|\bn\b|\bdropouts?\b", re.I)
_NAMED = re.compile(r"\b(?:by|meant|from|and)\s+(?P<by>[A-Z][a-z]{2,})\b|\b(?P<dated>[A-Z][a-z]{2,})(?: et al\.?)?,? \(?(?:19|20)\d\d\b")
_THE_PATIENT = re.compile(
    rf"\W*(?:(?:and|but|so|then|ok(?:ay)?|{_COURTESY})\W+)*(?:(?:what|how) (?:about|of) |is that true (?:for|of) |does that (?:apply|hold) (?:to|for) |"
    r"(?:for|in|with|of) )?(?:him|her|he|she|them|(?:my|this|our|the|that) (?:patient|pt|case|man|woman|lady|gentleman|boy|girl))(?: then| too)?\W*",
    re.I,
)
_DECIDES = re.compile(
    r"\b(?:s?he|him|hers?|his|(?:my|this|our|the|that) (?:patient|pt|case|man|woman|lady|gentleman|boy|girl))\b|\bshould (?:i|we)\b"
    r"|^\W*(?:(?:ok(?:ay)?|and|so|then|please)\W+)*(?:give|start|stop|prescribe|increase|raise|reduce|lower|switch|add|order|write|titrate|restart)\b",
    re.I,
)
_SURNAME = re.compile(r"\b[A-Z][a-z]{2,}\b(?! (?:and colleagues|et al)|,? \(?(?:19|20)\d\d)")
_HELPING = re.compile(r"(?:(?:do|does|did|is|are|was|were|can|could|would|has|have)\s+)?(?:the\s+)?", re.I)
_CLAUSAL = re.compile(r"^(?:if|when|as)\b", re.I)
_BESIDE = re.compile(r"^(?:not )?(?:on|without|plus)\b|^in (?:patients|people|those|subjects)\b", re.I)
_PEOPLE = re.compile(r"ans$", re.I)
_SHORTHAND = re.compile(r"^n(?= *[=?]| *$)", re.I)


class Thing(NamedTuple):
    """Something a text names, at `start` to `end` of it."""

    id: str
    kind: str
    slot: Slot
    surface: str
    start: int
    end: int
    everywhere: bool  # the whole corpus is about it: it tells no topic from another
    name: str = ""  # what the lexicon calls it
    is_antipsychotic: bool = False
    broader: tuple[str, ...] = ()

    @property
    def token(self) -> str:
        """The word under which it stands in the search text."""
        return entity_token(self.id) if self.name else self.id


class Typed(NamedTuple):
    """A text as typed, spelling mended."""

    text: str  # without words of courtesy
    rest: str  # without what it opens with as well
    opening: Opening
    things: tuple[Thing, ...]  # of `rest`
    not_meant: tuple[Thing, ...]  # what a correction takes back
    content: tuple[str, ...]  # words of `rest` that name or mean something and belong to no thing
    quantities: tuple[Quantity, ...]

    @property
    def asks(self) -> bool:
        """Whether it has the form of a question, not of a fragment."""
        return bool(_ASKS.search(self.rest))

    @property
    def is_adjunct(self) -> bool:
        """Whether it says a circumstance and asks nothing: "in children?"."""
        if self.content and _CLAUSAL.search(self.rest):
            return False
        return bool(_ADJUNCT.search(self.rest)) and not self.asks and not re.search(r"[,:;] ?\w", self.rest)

    @property
    def is_bare(self) -> bool:
        """Whether it is a name with a helping verb at the most: "does lubiprostone?"."""
        return len(self.things) == 1 and bool(_HELPING.fullmatch(self.rest[: self.things[0].start])) and not self.rest[
            self.things[0].end :
        ].strip(" ?.!")

    @property
    def is_wh(self) -> bool:
        """Whether it opens with a question word."""
        return bool(re.match(r"(?:what|which|who|whose|how|when|where|why)\b", self.rest, re.I))

    @property
    def is_beside(self) -> bool:
        """Whether it says with what, or in whom, and nothing more: "in patients not on risperidone?"."""
        return not self.asks and bool(_BESIDE.search(self.rest))

    @property
    def points(self) -> bool:
        """Whether a word of it points to what was said before it: "it", "those patients"."""
        text = _HOLLOW.sub(lambda found: "-" * len(found[0]), self.rest)
        return any(not self._points_inside(found) for found in _POINTS.finditer(text))

    @property
    def speaks_of_studies(self) -> bool:
        """Whether it asks about how something was studied."""
        return bool(_STUDIES.search(self.rest))

    @property
    def defines(self) -> bool:
        """Whether it asks what something is."""
        return bool(_DEFINES.search(self.rest))

    def _points_inside(self, found: re.Match[str]) -> bool:
        before = self.rest[: found.start()]
        named = [thing for thing in self.things if thing.end <= found.start() and thing.slot in ("intervention", "problem", "scale")]
        if found[0].lower() in ("its", "their"):
            return bool(named) or bool(re.search(r"\b(?:patients|people|doctors|psychiatrists|clinicians|users)\b", before, re.I))
        return any(_BOUNDARY.search(self.rest, thing.end, found.start()) for thing in named)


def is_chat(text: str) -> bool:
    """Whether a text is courtesy alone.

    >>> is_chat("ok, thanks!"), is_chat("ok, dose?")
    (True, False)
    """
    return bool(_CHAT.fullmatch(text))


def means_the_patient(text: str) -> bool:
    """Whether a text names a patient who was told of, and nothing else: "what about her?", "and for my patient?".

    >>> means_the_patient("what about her?"), means_the_patient("what is her dose?")
    (True, False)
    """
    return bool(_THE_PATIENT.fullmatch(text))


def is_settled(text: str, way: Way) -> bool:
    """Whether a request is of this kind whatever it follows: an emergency, a case, an order for a patient."""
    return way in ("emergency", "case") or (way == "order" and bool(_DECIDES.search(text)))


def read_typed(text: str, lexicon: Lexicon, vocabulary: Vocabulary) -> Typed:
    """How a text leans on what was said. Never raises."""
    flat, _ = mend_spelling(" ".join(text.split()), lexicon, vocabulary)
    flat = _authors_in_full(_POLITE.sub("", flat) or flat, lexicon)
    opening, rest, taken_back = _opened(flat)
    rest = _SHORTHAND.sub("how many patients", rest)
    things = things_in(rest, lexicon, vocabulary, begins=not opening)
    inside = [(thing.start, thing.end) for thing in things]
    content = tuple(
        word.surface
        for word in words(rest)
        if not is_stop_word(word.surface)
        and not is_asking_word(word.surface)
        and not any(start <= word.start < end for start, end in inside)
    )
    return Typed(flat, rest, opening, things, things_in(taken_back, lexicon, vocabulary), content, quantities.read(rest))


def _opened(text: str) -> tuple[Opening, str, str]:
    """What a text opens with, what is left, and what it takes back."""
    rest, taken_back, corrects = text, "", False
    for pattern in (_MEANT, _SORRY):
        if (found := pattern.search(rest)) and found.end() < len(rest):
            rest, corrects = rest[found.end() :], True
    if (found := _TRAILING.search(rest)) and found.start() > 1:
        rest, corrects, taken_back = rest[: found.start()] + "?", True, found["not"] or ""
    if (found := _NOT.search(rest)) and found.end() < len(rest):
        rest, corrects, taken_back = rest[found.end() :], True, found["not"]
    if corrects:
        return "correction", rest, taken_back
    if (found := _BACK.search(rest)) and found.end() < len(rest):
        return "return", rest[found.end() :], ""
    opening: Opening = ""
    for pattern, name in ((_AND, "and"), (_ABOUT, "about"), (_AND, "and")):
        if (found := pattern.search(rest)) and found.end() < len(rest) and found.end():
            rest, opening = rest[found.end() :], "about" if name == "about" or opening == "about" else "and"
    return opening, rest, ""


def things_in(
    text: str, lexicon: Lexicon, vocabulary: Vocabulary, *, begins: bool = True, guess: bool = True
) -> tuple[Thing, ...]:
    """What a text names, left to right: the lexicon's things, names of authors, and words nobody knows.

    Where it `begins` a sentence its first capital says nothing. Without `guess` only what the lexicon knows counts.
    """
    found = [_thing(m.entity, m.surface, m.start, m.end, vocabulary) for m in lexicon.mentions(text)]
    taken = [(thing.start, thing.end) for thing in found]
    found += [one for thing in found if thing.slot != "intervention" for one in _within(thing, lexicon, vocabulary)]
    for start, end, kind in _other_names(text, lexicon, vocabulary, begins) if guess else ():
        if not any(a < end and start < b for a, b in taken):
            found.append(Thing(stem(text[start:end]), kind, SLOTS[kind], text[start:end], start, end, False))
            taken.append((start, end))
    return tuple(sorted((thing for thing in found if thing.slot), key=lambda thing: thing.start))


def _thing(entity: Entity, surface: str, start: int, end: int, vocabulary: Vocabulary) -> Thing:
    everywhere = vocabulary.rarity(entity_token(entity.id)) <= UBIQUITOUS
    anti = entity.id == "antipsychotic" or "antipsychotic" in entity.broader
    slot: Slot = "outcome" if entity.id in EFFECTS else "matter" if entity.id == FORM else SLOTS.get(entity.kind, "")
    if entity.kind == "jurisdiction" and _PEOPLE.search(surface):
        slot = "people"  # "Europeans"
    return Thing(entity.id, entity.kind, slot, surface, start, end, everywhere, entity.names[0], anti, entity.broader)


def _within(thing: Thing, lexicon: Lexicon, vocabulary: Vocabulary) -> Iterator[Thing]:
    """The drug in a longer name: "clozapine-resistant", "clozapine to norclozapine ratio"."""
    for word in words(thing.surface):
        entity = lexicon.entities.get(lexicon.meaning(word.surface))
        if entity and SLOTS.get(entity.kind) == "intervention" and word.surface.lower() != thing.surface.lower():
            start = thing.start + word.start
            yield _thing(entity, word.surface, start, start + len(word.surface), vocabulary)
            return


def _other_names(text: str, lexicon: Lexicon, vocabulary: Vocabulary, begins: bool) -> Iterator[tuple[int, int, str]]:
    for found in _NAMED.finditer(text):
        group = "by" if found["by"] else "dated"
        yield (*found.span(group), "trial")
    for word in words(text):
        if (word.start or not begins) and word.surface.istitle() and _is_a_name(word, lexicon, vocabulary):
            yield word.start, word.end, "trial"
    for unit in read_clause(text, lexicon, vocabulary).units:
        if unit.is_strange and (place := text.find(unit.surface)) >= 0:
            purpose = re.search(r"\b(?:for|in|during|against) (?:the )?$", text[:place], re.I)
            yield place, place + len(unit.surface), "condition" if purpose else "drug"


def _authors_in_full(text: str, lexicon: Lexicon) -> str:
    """The text with "Yeh" as "Yeh and colleagues" where the lexicon knows the name only so: alone it may be a word."""

    def in_full(found: re.Match[str]) -> str:
        full = f"{found[0]} and colleagues"
        named = lexicon.mentions(full)
        return full if len(named) == 1 and full in named[0].entity.names else found[0]

    return _SURNAME.sub(in_full, text)


def _is_a_name(word: Word, lexicon: Lexicon, vocabulary: Vocabulary) -> bool:
    """Whether a capitalised word is somebody's name that the sources use."""
    lowered = word.surface.lower()
    return (
        len(lowered) > 2
        and not lexicon.meaning(lowered)
        and word.stem in vocabulary.stems
        and not is_stop_word(lowered)
        and vocabulary.strangeness(lowered) >= STRANGE
    )

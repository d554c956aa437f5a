"""An outcome said of so many drugs before they are named: "Two antipsychotics, both failed: ...", "failed two drugs"."""

from assistant.criteria import drugs
from assistant.criteria.parse import outcome_words
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.course import Told
from assistant.criteria.parse.effects import is_of_illness
from assistant.criteria.parse.reading import Reading, Said

_NUMBERS = {"both": 2, "neither": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_SO_MANY = Caseless(
    r"\b(?:(?P<pair>both|neither)|(?P<many>two|three|four|[234])\s+(?:\w+\s+){0,3}(?:antipsychotics?|neuroleptics?|drugs|agents|trials|courses|medications|medicines|APs))\b"
)
_HEARSAY = Caseless(
    r"\?|\b(?:one\s+of|either\s+of|some\s+of|means?|defin\w*|requir\w*|needs?|referr\w*|said\s+to|claim\w*|suppos\w*|alleg\w*|apparent\w*|label\w*|question\w*|whether|if|criteri\w+|must|should|at\s+least|or\s+more|not|never|n['’]t)\b"
)


def place_counted(reading: Reading, told: list[Told]) -> None:
    """Give it to the courses of the note, where they are just so many and nothing else is said of them."""
    courses = [one for one in told if one.mention.drug and not drugs.is_clozapine(one.mention.drug.generic)]
    if not courses:
        return
    first = min(one.said[0][0] for one in courses)
    for sentence in reading.sentences:
        if sentence.start > first:
            return
        said = outcome_words.NO_RESPONSE.search(reading.text, *sentence)
        many = _SO_MANY.search(reading.text, *sentence)
        if said is None or many is None or reading.named(sentence.start, min(sentence.end, first)):
            continue
        if _HEARSAY.search(reading.text, sentence.start, min(sentence.end, first)) or said.start() > first:
            continue
        if _NUMBERS[many["pair"] or many["many"]] != len(courses) or not is_of_illness(reading, sentence, said):
            continue
        for one in courses:
            if not (one.last.has("response") or one.last.has("stopped_for")):
                one.last.values["response"] = Said("none", (said.span(),))
                reading.used.append(said.span())

"""Trials told in a note: which antipsychotics the patient took, and what is said of each.

A sentence is read from left to right. Drugs that are planned, denied, a relative's or a level's are no courses. What
belongs to a course is placed by `placed` (doses and lengths of time) and `outcomes` (what came of it, in what manner).
"""

import re
from collections.abc import Sequence

from assistant.criteria import drugs
from assistant.criteria.parse import cues
from assistant.criteria.parse.bearing_patterns import AT_PRESENT
from assistant.criteria.parse.beside import place_beside
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.counted import place_counted
from assistant.criteria.parse.course import Told
from assistant.criteria.parse.dated_courses import doubt_dated
from assistant.criteria.parse.denials import standings
from assistant.criteria.parse.depots import doubt_injections
from assistant.criteria.parse.dose_remarks import count_at_dose, doubt_lengths
from assistant.criteria.parse.doubts import place_doubts
from assistant.criteria.parse.effects import is_of_illness
from assistant.criteria.parse.late_doses import doubt_late
from assistant.criteria.parse.likely import place_likely
from assistant.criteria.parse.names import spelling
from assistant.criteria.parse.outcomes import place_manner, place_outcomes
from assistant.criteria.parse.placed import place_amounts
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.rows_of_dates import place_between_rows
from assistant.criteria.parse.sensed import place_sensed
from assistant.criteria.ranges import exactly


def courses_told(reading: Reading) -> list[Told]:
    """Every course of an antipsychotic that the note tells, in its order."""
    told: list[Told] = []
    under_failed = False  # below a heading such as "Failed:"
    for number, sentence in enumerate(reading.sentences):
        mentions = [one for one in _given(reading, sentence) if not _is_present(reading, sentence, one, told)]
        here = _opened(reading, number, mentions, told)
        place_amounts(reading, sentence, here, told)
        place_outcomes(reading, sentence, here, told)
        under_failed = _heading(reading, number, here, under_failed)
        place_manner(reading, sentence, here, told)
        place_beside(reading, sentence, here, told)
    told = [one for one in told if _is_course(reading, one)]
    place_counted(reading, told)
    place_between_rows(reading, told)
    count_at_dose(reading, told)
    place_sensed(reading, told)
    place_doubts(reading, told)
    doubt_lengths(reading, told)
    doubt_late(reading, told)
    doubt_dated(reading, told)
    doubt_injections(reading, told)
    place_likely(reading, told)
    return [one for one in told if "never" not in one.doubts]


_PRESENT_LIST = Caseless(rf"\W{{0,4}}{AT_PRESENT}")
_HEADS = re.compile(
    r"^(?:\w+\s+){0,2}(?:failed|failures?|no\s+response\s+to|non[\s-]?response\s+to|tried\s+and\s+failed|unsuccessful\s+trials?|(?:tried|trialled|given)\s+without\s+(?:\w+\s+)?(?:success|benefit|effect|response)|(?:ineffective|unsuccessful|useless|unhelpful)(?:\s+(?:trials?|drugs|antipsychotics|medications?))?|no\s+(?:benefit|effect|improvement)\s+(?:from|with|on)|non[\s-]?responders?\s+to|treatment\s+failures?)\b[^:\n]{0,24}:",
    re.I,
)
_NO_FAILURE = re.compile(
    r"\b(?:never|not|no|nor|cannot|\w+n['’]t|(?:did|do|does|was|were|has|have|had)nt)\s+\w*fail|\bfail\w*\s+to\s+(?!respon|benefit|improv|help|work)",
    re.I,
)
_MARKER = re.compile(r"\W*\w{1,2}[.)]?\W*")  # "2." heads a line of a list


def _heading(reading: Reading, number: int, here: list[Told], under_failed: bool) -> bool:
    """A heading "Failed:" speaks of every drug in its list, which semicolons or lines go on with."""
    sentence = reading.sentences[number]
    if under_failed and _MARKER.fullmatch(reading.words(sentence)):
        return True
    last = number - 1
    while last > 0 and _MARKER.fullmatch(reading.words(reading.sentences[last])):
        last -= 1
    before = reading.text[reading.sentences[last].end : sentence.start] if number else ""
    words = reading.words(sentence)
    heads = _HEADS.match(words) if ":" in words else None
    if heads and _NO_FAILURE.search(heads.group()):
        heads = None
    led = False
    if not here and words.rstrip().endswith(":"):
        said = cues.NO_RESPONSE.search(reading.text, sentence.start, sentence.end)
        led = said is not None and is_of_illness(reading, sentence, said)
    goes_on = under_failed and (";" in before or ("\n" in before and bool(here)))
    if heads or led or goes_on:
        for one in here:
            if not (one.last.has("response") or one.last.has("stopped_for")):
                one.last.values["response"] = Said("none", ((sentence.start, sentence.start + 6),))
        return True
    return False


_USED = Caseless(
    r"\b(?:on|tak(?:es|ing|en)|took|tried|trial(?:s|led)?|had|has|given|giving|received|fail(?:ed|ure)?|prescribed|start(?:ed)?(?:\s+on)?|commenced|treated|with|then|and|plus|to|switched|followed|after|of|including|history|hx|previous|past|current(?:ly)?|now|oral|depot|meds?|both|or|i?\.?e\.?g?)\W*(?:\w+\W+){0,2}$|^\W*$|[:;,+/&)>\d-]\W*$"
)


_FIGURE_FOLLOWS = re.compile(r"\)?\s?:?\s?\d{1,4}\b(?!\s?(?:ng|nmol|[uµμ]g|mcg|%|/\d))")


def _is_course(reading: Reading, one: Told) -> bool:
    """Whether a drug that nothing is told of was at least taken; "your view on clozapine" tells of no course."""
    if any(step.values for step in one.steps):
        return True
    start, end = one.said[0]
    if _FIGURE_FOLLOWS.match(reading.text, end):  # "Amival (amisulpride) 300 -> 600": told, though in no unit
        return True
    before = reading.text[max(reading.sentence_of(start).start, start - 40) : start]
    if re.search(
        r"\b(?:view|opinion|advice|thoughts|panel|clinic|candidate|information|about|regarding|re)\b(?:\W+\w+){0,2}\W*$",
        before,
        re.I,
    ):
        return False
    if re.match(
        r"^\s*(?:panel|clinic|service|register|team|candidate|start|initiation|\?)", reading.text[end : end + 20], re.I
    ):
        return False
    return bool(_USED.search(before))


def _given(reading: Reading, sentence: Part) -> list[drugs.Mention]:
    """The antipsychotics of a sentence that the patient took: not planned, denied, or a level's."""
    found = []
    for mention, standing in standings(reading, sentence):
        if standing == "given":
            found.append(mention)
            continue
        reading.used.append((mention.start, mention.end))
        if standing != "level":
            reading.apart.append((mention.start, mention.end))
        if standing == "denied" and mention.drug and drugs.is_clozapine(mention.drug.generic):
            reading.clozapine_denied = (mention.start, mention.end)
    return found


def _is_present(reading: Reading, sentence: Part, mention: drugs.Mention, told: Sequence[Told]) -> bool:
    """Whether a drug stands in a list of the present medication, after its course was told from one date to another."""
    if not _PRESENT_LIST.match(reading.text, *sentence) or reading.free(sentence, "duration"):
        return False
    same = [
        one for one in told if one.mention.drug and mention.drug and one.mention.drug.generic == mention.drug.generic
    ]
    spans = [said.spans[0] for one in same for step in one.steps if (said := step.values.get("days_at_dose"))]
    if not any(sum(start <= one.start < end for one in reading.dates) == 2 for start, end in spans):
        return False
    reading.used.append((mention.start, mention.end))
    reading.apart.append((mention.start, mention.end))
    return True


def _opened(reading: Reading, number: int, mentions: Sequence[drugs.Mention], told: list[Told]) -> list[Told]:
    """The courses that the mentions of a sentence speak of: new ones, or those already told."""
    here: list[Told] = []
    for mention in mentions:
        assert mention.drug is not None
        same = [one for one in told if one.mention.drug and one.mention.drug.generic == mention.drug.generic]
        known = next((one for one in reversed(same) if _fits(one, mention)), None)
        if known is not None and _told_again(reading, mention, known):
            known = None
        if known is None:
            known = Told(mention, number, separate=bool(same))
            known.guessed, known.is_doubtful = spelling(reading.text[mention.start : mention.end], mention)
            told.append(known)
        elif mention.product and not known.mention.product:
            known.mention = known.mention._replace(product=mention.product)
        counted = re.search(
            r"\b(day|week)\s+(\d{1,3})\s+of\s+(?:treatment\s+with\s+|a\s+trial\s+of\s+)?(?:oral\s+)?$",
            reading.text[max(0, mention.start - 44) : mention.start],
            re.I,
        )
        if counted:
            days = int(counted.group(2)) * (7 if counted.group(1).lower() == "week" else 1)
            at = max(0, mention.start - 44) + counted.start()
            known.last.values.setdefault("days_at_dose", Said(exactly(days), ((at, mention.start),)))
        known.said.append((mention.start, mention.end))
        reading.used.append((mention.start, mention.end))
        if not any(known is one for one in here):  # once, however often a sentence names it
            here.append(known)
    return here


def _fits(told: Told, mention: drugs.Mention) -> bool:
    """Whether a mention may speak of a course: a depot is not its oral drug."""
    one, other = told.mention.product, mention.product
    return one is None or other is None or one.formulation == other.formulation


def _told_again(reading: Reading, mention: drugs.Mention, known: Told) -> bool:
    """Whether a second mention tells a course of its own: it has a dose and a length, and a word for a gap or a depot."""
    sentence = reading.sentence_of(mention.start)
    following = [m for m in reading.free(sentence) if m.start >= mention.end]
    next_drug = next((m.start for m in reading.named(mention.start + 1, len(reading.text))), sentence.end)
    own = {m.kind for m in following if m.start < next_drug}
    lai = cues.LAI.search(reading.text, mention.end, min(next_drug, sentence.end))
    is_depot = bool(mention.product and mention.product.formulation == "lai") or bool(lai)
    was_depot = known.last.has("formulation") and known.last.values["formulation"].value == "lai"
    was_depot = was_depot or bool(known.mention.product and known.mention.product.formulation == "lai")
    if is_depot != was_depot and ({"dose", "duration"} & own):
        return True
    if "duration" not in own:
        return False
    last = known.said[-1][1]
    full = any(step.has("days_at_dose") or step.has("days") for step in known.steps)
    full = full or any(m.kind == "duration" for m in reading.marked(last, mention.start))
    return full and cues.AGAIN.search(reading.text, last, min(mention.end + 40, len(reading.text))) is not None

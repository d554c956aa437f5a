"""A length since the present symptoms began or came back: "well until five weeks ago", "ill ever since he relapsed"."""

from assistant.criteria.parse.amounts import Mark
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.since import EVER_SINCE, LIMIT, told_before
from assistant.criteria.parse.symptom_words import ILL, OTHER_ILLNESS

_WELL = r"(?<!not )(?<!never )(?<!n't )(?<!un)\b(?:well\b|(?:symptom|voice)s?[\s-]free|asymptomatic|free\s{1,3}of\s{1,3}(?:all\s{1,3}|any\s{1,3}|her\s{1,3}|his\s{1,3}|psychotic\s{1,3})?(?:symptoms|voices|psychosis)|(?:in|of)\s{1,3}(?:full\s{1,3}|complete\s{1,3})?remission|no\s{1,3}(?:voices|symptoms|psychotic\s{1,3}symptoms)|without\s{1,3}(?:any\s{1,3})?(?:symptoms|voices)|right\s{1,3}as\s{1,3}rain|(?:all|everything)\s{1,3}(?:was\s{1,3})?(?:fine|well)|(?:quite\s{1,3}|entirely\s{1,3})?(?:himself|herself)\b|recovered)"
_UNTIL = r"\b(?:until|till|['’]?til|up\s{1,3}to|before)\b"
_WELL_UNTIL = Caseless(rf"{_WELL}[^.;\n]{{0,80}}?{_UNTIL}[^.;\n\d]{{0,40}}$")
_UNTIL_THEN = Caseless(rf"{_UNTIL}\s{{1,3}}(?:(?:about|just|only|some|around|roughly)\s{{1,3}}){{0,2}}$")
_WAS_WELL = Caseless(rf"[^.;\n]{{0,50}}?{_WELL}")
_AGO = Caseless(r"\s{1,3}ago\b")
# They came back, or came for the first time, so long ago
_BACK = Caseless(
    r"\b(?:(?:voices|symptoms?|psychosis|delusions|hallucinations|illness|it|they|this|these)\s{1,3}(?:(?:all|has|have|had|only|first|then|suddenly|just)\s{1,3}){0,2}(?:(?:came|come|crept)\s{1,3}back|return(?:ed)?|recurred|re-?appeared|re-?emerged|broke\s{1,3}out(?:\s{1,3}(?:again|afresh))?|flared(?:\s{1,3}up)?|(?<=only\s)(?:began|started)|(?<=just\s)(?:began|started)))\b[^.;\n\d]{0,24}$"
)
_FELL_ILL = Caseless(
    r"\b(?:relapsed|fell\s{1,3}ill|(?:became|got)\s{1,3}(?:ill|unwell|psychotic|symptomatic)|broke\s{1,3}down|relapse\s{1,3}(?:began|started)|episode\s{1,3}(?:began|started))\b[^.;\n\d]{0,24}$"
)


def has_begun(reading: Reading, mark: Mark, sentence: Part) -> bool:
    """Whether a length "ago" is the time since the present symptoms began. One of more than 12 weeks must be said to
    have gone on since."""
    if not _AGO.match(reading.text, mark.end) or OTHER_ILLNESS.search(reading.text, *sentence):
        return False
    lead, rest = reading.text[sentence.start : mark.start], reading.text[mark.end : sentence.end]
    was_well = _WELL_UNTIL.search(lead) or (_UNTIL_THEN.search(lead) and _WAS_WELL.match(rest))
    if not (was_well or _BACK.search(lead) or _FELL_ILL.search(lead)):
        return False
    long = mark.value is None or mark.value.high is None or mark.value.high >= LIMIT
    if long or _FELL_ILL.search(lead):
        return EVER_SINCE.match(rest) is not None or bool(was_well and not long)
    near = (told_before(reading, sentence), sentence, _after(reading, sentence))
    return any(part is not None and ILL.search(reading.text, *part) for part in near)


def _after(reading: Reading, sentence: Part) -> Part | None:
    """The sentence after one."""
    rest = len(reading.text) - len(reading.text[sentence.end :].lstrip(" \n;"))
    return reading.sentence_of(rest) if rest < len(reading.text) else None

"""Sentences on who gives the tablets, sees them swallowed, counts or signs for them: "Mother puts it in his hand", "the
pharmacist's stock cards agree". They name a source of adherence and say nothing against a trial told before them.

What can be said against a source has no end, so that the words of such a sentence are listed, as those of a course are
in `course_words`; one other word, and it is none.
"""

import re

from assistant.criteria import drugs
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.lapses import lapses
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.sources import stands_by_source, without_sources

_GRAMMAR = """
a an the this that these those his her hers their him them he she they it its himself herself themselves who which whom i my
we our us and or both each every all either in into on onto at by per with of from for to as so also too then while when
before after over across during throughout under out up off down is are was were be been being has have had did does do
doing there here between same mine himself myself more than least most about around approx some any what such
one two three four five six seven eight nine ten eleven twelve twice once first second whole entire period periods time times
course courses trial trials drug drugs antipsychotic antipsychotics treatment treatments since start including but s d re ve ll t em me her his according known via whose based going
everything respectively palm square squares squared wall negligible minimal clean nil opd negligibly assistant charted sign-off spreadsheet either how present ones openings rang line gp nurse pharmacist chemist dot m-f mom dad
"""
_WHO = """
nurse nurses nurse's staff carer carers day night shift key keyworker care worker workers manager cpn rn hca gp doctor pharmacist pharmacist's
pharmacist's pharmacy chemist chemist's surgery dispensary dispenser technician home hostel house unit ward hospital clinic office hatch
prison health healthcare residence community district visiting practice team teams service living supported housing
case elder younger elder's own independent independently separate separately by-name local usual lives attends dispensing dispensed
"""
_DOES = """
give gives gave given giving hand hands handed handing put puts putting lay lays laid set sets place places placed serve serves served
take takes took taken taking swallow swallows swallowed swallowing go goes went gone watch watches watched watching see sees saw seen
observe observes observed observing witness witnesses witnessed supervise supervises supervised supervising oversee oversees oversaw
overseen stand stands stood sit sits sat administer administers administered administering ensure ensures ensured control controls
controlled prompt prompts prompted monitor monitors monitored count counts counted counting check checks checked checking tick ticks
ticked ticking sign signs signed signing initial initials initialled mark marks marked record records recorded recording log logs
logged note notes noted write writes written document documents documented register registers registered keep keeps kept hold holds held
lock locks locked store stores stored fill fills filled bring brings brought show shows showed shown collect collects collected deliver
delivers delivered dispense dispenses supply supplies supplied return returns returned come comes came open opened inspect inspected audit
audits audited examine examined review reviewed rang phoned visit visits visited ask asked make makes made find finds found say says
agree agrees agreed tally tallies tallied match matches matched confirm confirms confirmed concur concurs concurred concordant
corroborate corroborates corroborated support supports supported fit fits fitted reconcile reconciles reconciled balance balances
balanced bear bears bore account accounts run runs estimate estimates estimated reckons reckon call calls called used use cross-checked double-checked arranged
said tell tells told verify verifies verified establish established judge judged puts placed account manages managed showing back empty issued dole doles doled cross crosses crossed empties emptied prepares prepared stays stayed secure secured nil handover reconciling
"""
_WHAT = """
tablet tablets pill pills capsule capsules dose doses medicine medicines medication medications meds med drops drop drug oral mouth
mouths hand hands eye eyes presence front notebook diary diaries calendar sheet sheets list lists register registers book books exercise
chart charts card cards box boxes organizer organiser strip strips packet packets pack packs sachet sachets blister blisters
dosette tray trays cassette cassettes pocket pockets slot slots compartment compartments bubble bubble-packs carton cartons bottle
bottles stock stocks ledger balance surplus figure figures number numbers total sum result results signature signatures
entry entries data dates intake administration administrations reconciliation reconciliations tally rota app photo photos record records refill
refills issue issues collection collections repeat repeats share percentage percent cent adherence compliance concordance report reports account accounts
view evidence source sources daily day days week weeks weekly monthly month months nightly fortnight fortnightly night nights morning
mornings evening evenings breakfast supper bedtime lunch dinner meal meals water visit visits round rounds lot quantity quantities proportion slips protocol history
observation supervision informant informants residential occasion occasions dosing counter scheduled prescribed planned-doses word claims due
"""
_HOW = """
directly personally always regularly faithfully carefully strictly regular random unannounced surprise spot old empty emptied complete correct right
accurate exact perfect true line keeping good order full-time twice-daily observed direct direct-observed close tallying consistent throughout
previous both signed used returned likewise exactly precisely correctly properly reliably together side twice-weekly beside good excellent well steady own evident clear certain sure electronic
"""
_WORDS = frozenset(f"{_GRAMMAR} {_WHO} {_DOES} {_WHAT} {_HOW}".split())
# Words that deny, and yet say that nothing was left or missed
NONE_LEFT = Caseless(
    r"\b(?:(?:nothing|none|no\s{1,3}(?:tablets?|pills?|doses?|surplus|excess|left-?overs?|discrepanc(?:y|ies)|gaps?|blanks?|omissions?|stock|late\s{1,3}refills?|refill\s{1,3}gaps?)|nil|not\s{1,3}(?:a|one)\s{1,3}(?:single\s{1,3})?(?:tablet|dose|pill|day))(?:\s{1,3}(?:was|were|has\s{1,3}been|had\s{1,3}been|ever|is))?(?:\s{1,3}(?:left(?:\s{1,3}over)?|over|missed|missing|remaining|returned|back|unused|found|surplus|outstanding|omitted))?"
    r"|without\s{1,3}(?:(?:a|any)\s{1,3})?(?:gaps?|discrepanc(?:y|ies)|blanks?|omissions?|a\s{1,3}break|fail)|never\s{1,3}(?:missed|misses)(?:\s{1,3}(?:a|any|one)\s{1,3}(?:dose|tablet|day|night))?)(?![\w%])"
)
_ACTS = Caseless(
    r"\b(?:giv(?:e|es|en|ing)|gave|hand(?:s|ed)|puts?|l(?:ays?|aid)|serv(?:es|ed)|administ\w{2,8}|tak(?:e|es|en|ing)|took|swallow\w{0,4}|watch\w{0,3}|see[sn]?|saw|observ\w{1,4}|witness\w{0,3}|supervis\w{1,4}|oversee\w{0,2}|oversaw|controls?|controlled|prompts?|ensures?|stands?|count\w{0,3}|check\w{0,3}|tick\w{0,3}|sign\w{0,3}|mark\w{0,3}|record\w{0,3}|log(?:s|ged)?|document\w{1,4}|keeps?|kept|empt\w{1,3}|agree[sd]?|tall(?:y|ies|ied)|match\w{0,2}|confirm\w{0,3}|concur\w{0,3}|concordant|corroborat\w{1,4}|support[sed]{0,2}|fits?|reconcil\w{1,8}|balanc\w{1,3}|bears?|bore|DOT|at\s{1,3}one|squares?|squared|on\s{1,3}time|complete|correct|right|inspected|audited|returned|came)\b"
)
_I = Caseless(r"\b(?:I|we)\b")
# What the patient does with the tablets besides taking them, or a part of the week, is no such sentence
_OF_PATIENT = Caseless(
    r"\bagree[sd]?\s{1,3}(?:to|on|for|that)\b|\b(?:he|she|they|patient|pt)\s{1,3}(?:\w{2,9}\s{1,3})?(?:giv(?:es|ing)|gave|hand(?:s|ed)|puts?|keeps?|kept|holds?|held|stores?|signs?|signed|ticks?|ticked|fills?|filled|counts?|counted|records?|recorded|logs|logged|writes|says|administ\w{2,8}|brings|brought|returns|returned|reckons|estimates)\b|\b(?:self|him|her|them)[\s-]?(?:administ|sign|report|fill)|\b(?:to|for)\s{1,3}(?:his|her|their|a|the|another)\s{1,3}(?!mouth|hand|pharmac|clinic|chemist|surgery|home|hostel|ward|tablet|risper|olanz)"
    r"|\b(?:found|put|kept|seen)\s{1,3}(?:in|under|behind|on)\b(?!\s{1,3}(?:his|her|the|a)\s{1,3}(?:mouth|hand|sheet|chart|list|book|notebook|diary|calendar|office|box|charts?|order))|\b(?:came|come|comes|returned|brought|sent)\s{1,3}(?:back\s{1,3})?(?:with|in)\b|\b(?:what|that|as)\s{1,3}(?:he|she)\s{1,3}(?:says?|said|reports?|told)\b"
)
_UNTIL_DOWN = Caseless(
    r"\b(?:until|till)\s{1,3}(?:he|she|they|it|each|the\s{1,3}\w{4,6})(?:\s{1,3}(?:is|has|have|are|been))?\s{1,3}(?:swallow\w{0,3}|taken|down|gone)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART_DAYS = Caseless(r"\b(?:weekdays?|Mon(?:days?)?\s{0,2}(?:-|–|to)\s{0,2}Fri(?:days?)?|M-F)\b")
# "by the nurse and, at weekends, by his sister", "by a nurse and by his sister on weekends"
AND_WEEKENDS = Caseless(
    r"\band\s{1,3}(?:by\s{1,3})?(?:(?:the|his|her)\s{1,3})?\w{3,12}\s{1,3}(?:on|at)\s{1,3}(?:the\s{1,3})?weekends?\b|\band,?\s{1,3}(?:on|at)\s{1,3}(?:the\s{1,3})?weekends?,?\s{1,3}(?:by\s{1,3})?(?:(?:the|his|her)\s{1,3})?\w{3,12}\b"
)
_WEEKENDS = Caseless(r"\bweekends?\b")
_SUNDAYS = Caseless(r"\b(?:(?:each|every)\s{1,3})(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b")


_GAPLESS = Caseless(r"\bgaps?\s{0,2}[:=]?\s{0,2}(?:none|nil)\b")


def tells_intake(reading: Reading, part: Part) -> bool:
    """Whether a sentence says who gives, sees, counts or signs for the tablets, or that such sources agree, and nothing
    else."""
    text = reading.words(part)
    if (
        len(text) > 320
        or not (_ACTS.search(text) or NONE_LEFT.search(text) or _GAPLESS.search(text))
        or _OF_PATIENT.search(text)
    ):
        return False
    if not (stands_by_source(text) or _I.search(text)) or any(
        m.drug is None or drugs.is_clozapine(m.drug.generic) for m in reading.named(*part)
    ):
        return False
    spans = [span for said in lapses(reading, part) for span in said.spans]
    spans += [(m.start, m.end) for m in reading.marked(*part) if m.kind != "number"]
    spans += [(m.start, m.end) for m in reading.named(*part)]
    for start, end in spans:
        text = text[: start - part.start] + " " * (end - start) + text[end - part.start :]
    words = (word.lower().replace("’", "'") for word in _WORD.findall(_plain(text)))
    return all(word in _WORDS or word.removesuffix("'s") in _WORDS for word in words)


def _plain(text: str) -> str:
    """The words of a sentence without the names of sources, days of the whole week, and what was not left."""
    text = _UNTIL_DOWN.sub(" ", _GAPLESS.sub(" ", NONE_LEFT.sub(" ", text)))
    if AND_WEEKENDS.search(text) or (_PART_DAYS.search(text) and _WEEKENDS.search(text)):
        text = _WEEKENDS.sub(" ", _PART_DAYS.sub(" ", text))
    return without_sources(_SUNDAYS.sub(" ", text))

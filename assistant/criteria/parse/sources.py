"""Who tells how much of a medicine was taken: the sources of adherence that a note names, each counted once."""

import re
from collections.abc import Sequence

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading

_RELATIVES = r"mum|mom|mother|dad|father|wife|husband|partner|girlfriend|boyfriend|gf|bf|spouse|sister|brother|son|daughter|aunt|uncle|parents?|family|relatives?|attend[ae]nts?|attenders?|carers?|mam|mammy|in-laws?|fianc[eé]e?|nieces?|nephews?|next\s{1,3}of\s{1,3}kin|significant\s{1,3}other|step-?(?:mother|father|mum|dad)|foster\s{1,3}\w{4,7}|caregivers?|care\s?givers?|guardian|flatmate|roommate|landlad(?:y|ies)|landlord|grandmother|grandfather|gran|nan|grandma|granny|grandpa|nana|aunt(?:y|ie)|caretaker|kin|collateral|cousins?|(?:house|flat|room)mates|NOK|collaterals?|sisters|brothers|sons|daughters|aunts|uncles|grandparents|god(?:mother|father)|watcher|lola|lolo|nanay|tatay|nan's|oma|opa|bibi|gogo|ouma|oupa|amma|appa|sister-in-law|brother-in-law|mother-in-law"  # fmt: skip
SOURCES: tuple[tuple[str, Caseless], ...] = (
    ("patient_report", Caseless(r"\bself[\s-]?report\w*|\b(?:pt|patient|he|she|they|by\s{1,3}(?:his|her|their)\s{1,3}own)(?:'s)?\s{1,3}(?:own\s{1,3})?(?:says?|said|reports?|reported|states?|stated|claims?|claimed|tells?|told|account|insists?|report|word)\b|\bper\s{1,3}(?:pt|patient|self)\b|\bpatient(?:'s)?\s{1,3}(?:self[\s-]?)?(?:report|account|diary)|\b(?:he|she|they)\s{1,3}(?:(?:also|too|himself|herself|always|faithfully|has|had)\s{1,3}){0,2}(?:keeps?|kept)(?:,\s{1,3}\w{4,12},)?\s{1,3}(?:(?:a|an|the|own|daily|little|his|her|their)\s{1,3}){1,3}(?:notebook|diary|calendar|tally|list|log|record)\b|\b(?:he|she|patient)\s{1,3}(?:himself|herself)\s{1,3}(?:admits|owns|reckons|puts|estimates)\b|\bown\s{1,3}(?:report|account|word)\b|\bown\s{1,3}(?:say[\s-]so|reckoning|estimate|view|counting)|\b(?:pt|patient)\s{1,3}only\b")),
    ("carer_report", Caseless(rf"\b(?:{_RELATIVES})(?:'s)?\b")),
    ("staff_notes", Caseless(r"\b(?:ward\s{1,3}staff|nurs\w+|BHWs?|ASHA\b|(?:village|barangay|lay)\s{1,3}health\s{1,3}\w{4,8}|home\s{1,3}helps?|bost(?:ø|o)tte\w{0,4}|IDE\b|(?:treating|ward)\s{1,3}doctors?|staff|case\s{1,3}notes?|CPN|CMHN|MHN|PHN|key[\s-]?workers?|care\s{1,3}co-?ordinators?|(?:support|health|recovery|peer|outreach|link|community|social|project|residential|youth|refuge|shelter|care|hostel|village|home)\s{1,3}(?:care\s{1,3})?workers?|(?:home|unit|house|hostel|shelter|residence|care|deputy|ward)\s{1,3}managers?|matrons?|prison\s{1,3}officers?|officers|orderl(?:y|ies)|ward\s{1,3}attendants?|nursing\s{1,3}assistants?|carers\s{1,3}on\s{1,3}duty|hostel|housing\s{1,3}(?:staff|worker)|ward\s{1,3}(?:records?|notes?)|clinic\s{1,3}notes?|observed\s{1,3}(?:doses|therapy|intake)|directly\s{1,3}observed|DOT\b|supervised\s{1,3}(?:intake|consumption|administration|dosing|doses|medication)|ACT\s{1,3}(?:staff|nurses?|observ\w{1,4}|supervis\w{1,4}|deliver\w{0,3}|watch\w{0,3}|gave|gives)|(?:community|visiting|outreach)\s{1,3}psychiatric\s{1,3}nurses?|V?NA\s{1,3}(?:nurses?|pre-?pours|visits?)|supervised\s{1,3}by\s{1,3}(?:staff|nurs\w+|pharmac\w+|the\s{1,3}ward|clinic)|case[\s-]?managers?|home\s{1,3}treatment\s{1,3}team|wardens?|RNs?|LPNs?|PSWs?|HCAs?|supported[\s-](?:living|accommodation|housing)|residential\s{1,3}(?:home|care|unit|service)|(?:care|group|nursing|rest|boarding)\s{1,3}homes?|(?:F?ACTT?|CMHT|EIP|crisis|outreach|community|assertive|treatment|clinic|ward|nursing)\s{1,3}teams?|Spitex|boarding\s{1,3}staff|boarding[\s-]house|house\s?manager|residential\s{1,3}teams?|(?:team|staff)\s{1,3}of\s{1,3}the\s{1,3}(?:house|home|residence|hostel|unit)|mouth[\s-]checks?|teams?(?:\x27s)?\s{1,3}(?:register|records?|notes?|log|list|book|diary|tally|sheets?))\b")),
    ("pill_count", Caseless(r"\b(?:tablets?|pills?)\s{1,3}(?:(?:were|are|was|being)\s{1,3}){0,2}counted\b|\b(?:by|from|per)\s{1,3}(?:(?:the|his|her|empty|returned)\s{1,3}){0,2}(?:strips|boxes|packets|packs|bottles)\b|\b(?:pill|tablet|tab|strip|capsule|blister(?:\s{1,3}pack)?|dosette|nomad|pack)[\s-](?:counts?|check\w*|box(?:es)?\s{1,3}(?:checks?|counts?|empt\w+)|returns?|counting)|\bcount(?:s|ed)?\s{1,3}(?:the\s{1,3}|her\s{1,3}|his\s{1,3}|their\s{1,3})?(?:pills|tablets|blisters|packs?|dosette)|\b\w{0,10}dosett?e?\b|\bwebster(?:[\s-]?pa[ck]k?s?)?\b|\bpill\s?box(?:es)?\b|\bblisters?\b|\b(?:empty|returned|left-?over|used|old)\s{1,3}(?:packs?|packets|strips?|boxes|blisters?|cartons?|sachets?|bottles?|trays?|cassettes?|wrappers?)|\bcounts\b|\bI\s{1,3}(?:\w{2,10}\s{1,3})?count(?:ed)?\s{1,3}(?:them|it|what|everything)\b|\bcount(?:ed|ing)?\s{1,3}them\b|(?:(?<=['’]s )|(?<=\bown )|(?<=weekly )|(?<=monthly )|(?<=nightly )|(?<=daily )|(?<=random )|(?<=surprise )|(?<=\bspot )|(?<=\bhome )|(?<=\bper )|(?<=\bby )|(?<=\bplus )|(?<=\band )|(?<=\d% )|(?<=[+&,/] )|(?<=[+&,/]))count\b(?!\s{1,3}(?:of\s{1,3}(?:neut|white|whole)|was\s{1,3}(?:neut|white)|as\b))|\b(?:\w{3,12}\s)?(?:tray|cassette|organi[sz]er|tablet\s{1,3}box|medicine\s{1,3}box|med\s{1,3}box)(?:es|s)?\s{1,3}(?:check\w{0,3}|count\w{0,3}|return\w{0,3}|review\w{0,3}|inspect\w{0,4})|\btrays?\b|\b(?:tablet|medication|stock|pill|medicines)\s{1,3}(?:reconciliations?|balances?|tall(?:y|ies)|audits?)|(?<!in )(?<!out of )(?<!of )\bstocks?\b(?!\s{1,3}(?:phrase|market|answer|ran|was\s{1,3}out))|(?<=\bin the )stock\b|\b(?:strips?|packs?|trays?|cassettes?|blisters?|tablets|sachets|boxes|organi[sz]er|slots|pockets)\s{1,3}(?:(?:were|was|are|is|being|all|also)\s{1,3}){0,2}(?:check\w{0,3}|inspected|audited|examined)\b|\b(?:trays?|cassettes?|packs?|strips|organi[sz]er|slots)\b(?=[^.;\n]{0,24}\bempt\w{1,3}\b)|(?<=\d% )returns?\b|\b(?:tablet|pack|blister)?\s?returns?\b(?=\s{0,2}(?:audit|tally|agree|match|were|say|show|bear|confirm|\d|[.,;)]|$))|(?<=[(/])count(?=s?[)/])|\bpacks?\s{1,3}(?=\d)|\bblister[\s-]?packs?\b|\b(?:strips?|packs?|sachets|trays|tablets)\b[^.;,%\n]{0,40}\bcounted\b|\bcompliance\s{1,3}aids?\b|\b(?:dosing|medicine|medication|tablet)\s{1,3}box(?:es)?\b|\bpill-?boxes\b|\bpilulier\w{0,2}|\b(?:remaining|left-?over)\s{1,3}(?:drugs?|tablets?|medicines?|medication|pills?)\s{1,3}(?:checks?|counts?)|\bcount\w{0,3}\s{1,3}(?:whatever|what)\s{1,3}(?:is|was|were)\s{1,3}left\b|\bcount\w{0,3}\s{1,3}(?:(?:of|out|the|his|her|their|all|remaining|left-?over|empty|returned)\s{1,3}){1,4}(?:box(?:es)?|strips?|blisters?|tablets|pills|capsules|sachets|packets?)|\b(?:box(?:es)?|strips?|sachets?|packets?|pouch(?:es)?)\s{1,3}(?:(?:were|was|are)\s{1,3})?count\w{0,3}|\b(?:pill|medi)[\s-]?(?:box|organi[sz]er)s?\s{1,3}(?:check|count)\w{0,3}")),
    ("dispensing_record", Caseless(r"\b(?:dispens\w+|repeat\s{1,3}prescriptions?|pharma?\w*|pharmacist\w*|chemist|refill\w*|prescriptions?\s{1,3}(?:collect\w+|refill\w*|record\w*)|collection\s{1,3}(?:records?|log)|PBS|drug\s?stores?|apothecary|PharmaNet|(?:fill|filling|pick-?up|collection|supply|purchase|script)\s{1,3}(?:history|hx|records?|data|rates?|dates|log|register)|pick-?ups\b|scripts?\s{1,3}(?:\w{2,7}\s{1,3})?(?:filled|collected|dispensed)|(?:collects?|collected|fills|filled)\s{1,3}(?:(?:all|every|each|his|her|their|the)\s{1,3}){0,2}(?:scripts?|prescriptions?|tablets|medication|meds|packs?)|(?:Rx|script|medication|tablet|Baxter)\s{1,3}(?:fills?|collections?|deliver(?:y|ies)|rolls?)|Baxter|(?:dose|unit)[\s-](?:dispens\w+|rolls?)|(?:prescription|insurance|medication)\s{1,3}claims|claims\s{1,3}data|fills|dispensary|(?:e-|electronic\s{1,3})prescriptions?|d(?:é|e)livrances?|FMK|Medula|Kela|Apo-?dos|purchas(?:es|ed)|(?:packs?|packages?|boxes|tablets|supplies)\s{1,3}(?:(?:are|were|was|is|being)\s{1,3})?(?:fetched|purchased|collected|picked\s{1,3}up)|(?:drug|medicine|medication|tablet)\s{1,3}collections?|prescription\s{1,3}(?:note)?books?|refill|(?:repeat[\s-])?issue\s{1,3}(?:records?|dates?|data|history)|PDC|MPR|possession\s{1,3}ratio|days\s{1,3}covered)\b")),
    ("administration_record", Caseless(r"\bMARs?\b|\blogs?\b|\bBCMA\b|\bscan(?:ning)?\s{1,3}(?:logs?|records?)|\bward\s{1,3}(?:lists?|books?|sheets?)|\b(?:clinic\s{1,3})?(?:medication\s{1,3}|drug\s{1,3}|treatment\s{1,3})?(?:administration|round|signing|giving|signature)\s{1,3}(?:lists?|books?|sheets?|records?)|\bdrug\s{1,3}rounds?\b|\b(?:medication\s{1,3})?administration\s{1,3}(?:records?|charts?)|\bdrug\s{1,3}(?:charts?|cards?|kardex)|\bkardex|\bmed(?:ication|icine)?\s{1,3}charts?|\b(?:treatment|hostel|home|staff)\s{1,3}(?:charts?|cards?|sheets?)|\be-?MAR\b|\bEPMA\b|\bmedi[cs]\w{2,6}\s{1,3}(?:administration\s{1,3})?(?:records?|book|log|sheets?)|\bsigning\s{1,3}sheets?|\bsupervised[\s-](?:dos\w{1,3}|medication|consumption)\s{1,3}(?:records?|charts?|book|log|sheets?)|\b(?:nurse|staff)[\s-]administered|\bprescription\s{1,3}charts?|\bward\s{1,3}charts?|\bcharts?\b|\bsign(?:ed|ing|ature)\s{1,3}sheets?|\bclinic\s{1,3}cards?|\brecords?\s{1,3}of\s{1,3}administration|\b(?:record|medication|medicine|dosing|administration)\s{1,3}sheets?|\bsheets\b|\brecords?\s{1,3}(?=show|\d)|\bMARs?\b")),
    ("depot_record", Caseless(r"\bclinic\s{1,3}depots?\b|\bdepot\s{1,3}(?:\w+\s{1,3})?(?:records?|cards?|charts?|clinic|register|log|book|list|sheet|folder|diary|file)|\binjection\s{1,3}(?:records?|cards?|log|charts?|register|book|clinic)|\bdepots?\s{1,3}(?:were\s{1,3})?(?:all\s{1,3})?given\b|\b(?:every|all)\s{1,3}(?:the\s{1,3})?(?:depots?|injections?)\b")),
    ("electronic_monitor", Caseless(r"\bMEMS\b|\b(?:phone\s{1,3}|reminder\s{1,3}|medication\s{1,3}|\w{3,10}\s{1,3})app\b(?:\s{1,3}(?:logs?|records?|data))?|\bcaps?\s{1,3}openings?|\bmonitoring\s{1,3}(?:caps?|devices?)|\belectronic\s{1,3}(?:monitor\w*|caps?|pill\w*|bottle\w*|record\s{1,3}caps?)|\bsmart\s{1,3}(?:cap|bottle|pill)|\bingestible\s{1,3}sensor")),
    ("plasma_level", Caseless(r"\b(?:plasma|blood|serum|drug)\s{1,3}(?:levels?|conc\w*)\b|\blevels?\s{1,3}(?:confirm\w*|support\w*|consistent)")),
)  # fmt: skip


Found = dict[str, list[tuple[int, int]]]  # each source with the places where it is named

# Of two words for one source the stronger counts: "her mother's pill count" is the mother's report.
_STRONGEST = (
    "patient_report", "carer_report", "electronic_monitor", "depot_record", "dispensing_record", "pill_count",
    "administration_record", "staff_notes", "plasma_level",
)  # fmt: skip
_ONE_PHRASE = Caseless(
    r"(?:['’]s?)?(?:[\s-]{1,3}(?!(?:and|or|plus|with|by|from|via|per|to|as|in|on|of|the|a|an|his|her|their|our|my|then|both|also|who|which|that|is|was|were|are|has|have|did|does|but|nor|confirm\w*|agree\w*|says?|said|report\w*|saw|sees|gives?|gave|tells?|told|show\w*|corroborat\w*|support\w*|match\w*|keeps?|kept)\b)[\w'’]{1,16}){0,2}[\s-]{1,3}"
)
# The author's own watching: a relative's letter, or a nurse's note
_I_SAW = Caseless(
    r"\bwe\s{1,3}(?:charted|signed|recorded|administered|observed|watched|gave|logged)\s{1,3}(?:(?:about|some|all|every|each|him|her|them)\s{1,3}){0,2}(?:\d|doses?|tablets?|swallow)|\bI\s{1,3}(?:(?:always|myself|also|have|do|personally)\s{1,3}){0,2}(?:see|saw|seen|watch|watched|gave|give|given|hand|handed|count|counted|tick|ticked)\s{1,3}(?:out\s{1,3}|off\s{1,3})?(?:(?:him|her|them)\s{1,3}(?:take|taking|swallow|every|each|all|the|his|her|their)|(?:every|each|all|out)\b|to\s{1,3}(?:the|his|her|their|every|all)\s{1,3}(?:mornings?|nights?|evenings?|tablets|doses|medication|meds)\b)"
)
_KIN = Caseless(
    r"\b(?:my|our)\s{1,3}(?:own\s{1,3})?(?:son|daughter|husband|wife|boy|girl|lad|brother|sister|partner|mother|father|mum|mam|dad|child)\b|\b(?:his|her|your|the)\s{1,3}(?:mother|father|mum|mam|dad|wife|husband|sister|brother|son|daughter|parents)\W{0,4}$"
)
_MERE_CHART = Caseless(r"(?:(?:treatment|hostel|home|staff|ward)\s{1,3})?(?:charts?|logs?|cards?|sheets?)")
# "The house staff watched and signed the MAR", "his mother keeps a chart": one source
_KEPT_BY = Caseless(
    r"(?:['’]s?)?\s{1,3}(?:who\s{1,3})?(?:\w{3,12}\s{1,3}(?:and|&)\s{1,3})?(?:keeps?|kept|sign(?:s|ed)?|tick(?:s|ed)?|mark(?:s|ed)?|fill(?:s|ed)?|writes?|wrote|has|have|had|maintain(?:s|ed)?|record(?:s|ed)?|initial(?:s|led)?|enter(?:s|ed)?)\s{1,3}(?:(?:each|every|dose|doses|tablet|tablets|all|it|them|for|off|in|on|up|by|a|an|the|his|her|their|its|own|daily|little|weekly|medication|drug|electronic)\s{1,3}){0,6}"
)
_KEEPERS = ("carer_report", "staff_notes", "patient_report")
_CHART = Caseless(
    r"(?:\w+\s)?(?:MARs?|e-?MAR|charts?|logs?|cards?|sheets?|kardex|lists?|books?|registers?|records?|diary|calendar)(?:\s\w+)?"
)
_COUNT_BY = Caseless(
    r"(?:\s{1,3}(?:done|made|kept|carried\s{1,3}out))?\s{1,3}by\s{1,3}(?:(?:his|her|their|the|a|my|our)\s{1,3})?"
)


def named_sources(reading: Reading, told: Sequence[Part]) -> Found:
    """The sources named in the sentences that tell of adherence. A source told in two words or twice is one."""
    sources: Found = {}
    denied: dict[str, int] = {}
    for sentence in told:
        for name, m in named_in(reading, sentence):
            if _denied(reading, m, sentence):
                denied[name] = m.start()
            elif not _is_plain(name, reading, sentence, m):
                sources.setdefault(name, []).append(m.span())
        if _counted_by_another(reading, sentence, sources):
            sources.setdefault("pill_count", []).append((sentence.start, sentence.end))
        for m in _I_SAW.finditer(reading.text, sentence.start, sentence.end):
            sources.setdefault("carer_report" if _KIN.search(reading.text) else "staff_notes", []).append(m.span())
        _signed_for(reading, sentence, sources)
    _or_none(reading, sources, told)
    for m in _BY_KIN.finditer(reading.text):
        if "carer_report" in sources:
            sources.pop(_BY_KIN_KEPT.get(m["what"].lower()[:4], ""), None)
    for name, place in denied.items():  # a source both named and denied is none, unless a follow-up names it anew
        if name in sources and not reading.replaces(place, sources[name][-1][0]):
            del sources[name]
    only = next((new for new in reversed(reading.follow_ups) if _ONLY.search(reading.text, new)), 0)
    return {name: at for name, at in sources.items() if at[-1][0] >= only}


# "The chart was kept by his mother": no source beside her
_BY_KIN = Caseless(
    rf"\b(?P<what>charts?|MAR|logs?|sheets?|records?|counts?|tally|list)\b[^.;\n]{{0,24}}\b(?:kept|filled\s{{1,3}}in|made|written|signed|done|completed)\s{{1,3}}by\s{{1,3}}(?:his|her|their|the)\s{{1,3}}(?:{_RELATIVES})\b"
)
_BY_KIN_KEPT = {
    **dict.fromkeys(("char", "mar", "log", "logs", "shee", "reco", "list"), "administration_record"),
    **dict.fromkeys(("coun", "tall"), "pill_count"),
}
_SIGNED = Caseless(r"\bdoses?\b[^.;\n]{0,40}\bsigned\b|\bsigned(?:\s{1,3}for)?\s{1,3}(?:in\s{1,3})?\d")


def _signed_for(reading: Reading, sentence: Part, sources: Found) -> None:
    """Doses signed for stand on a record of administration, where nothing else says on whose."""
    here = any(sentence.holds(start) for places in sources.values() for start, _ in places)
    m = None if here else _SIGNED.search(reading.text, *sentence)
    if m is not None:
        sources.setdefault("administration_record", []).append(m.span())


_KIN_COUNTS = Caseless(
    rf"\b(?P<who>{_RELATIVES})\s{{1,3}}(?:\w{{2,9}}\s{{1,3}})?counts?(?:ed)?\s{{1,3}}(?:the|his|her|their|all|empty)\s{{1,3}}(?:\w{{3,9}}\s{{1,3}})?(?:strips|tablets|pills|packs|blisters|boxes|sachets|trays)\b"
)


def _counted_by_another(reading: Reading, sentence: Part, sources: Found) -> bool:
    """Whether a relative counts the tablets that another one gives: "Mother gives. Brother counts the strips"."""
    m = _KIN_COUNTS.search(reading.text, *sentence)
    kin = {reading.text[start:end].lower().removesuffix("'s") for start, end in sources.get("carer_report", ())}
    return m is not None and bool(kin - {m["who"].lower()})


def named_in(reading: Reading, sentence: Part) -> list[tuple[str, re.Match[str]]]:
    """The sources of a sentence in order, one for each phrase."""
    found = [
        (name, m) for name, pattern in SOURCES for m in pattern.finditer(reading.text, sentence.start, sentence.end)
    ]
    found.sort(key=lambda one: (one[1].start(), -one[1].end()))
    kept: list[tuple[str, re.Match[str]]] = []
    for name, m in found:
        if kept and name != kept[-1][0] and _is_one_phrase(reading.text, kept[-1], m):
            if _rank(name, m) < _rank(*kept[-1]):
                kept[-1] = name, m
            continue
        kept.append((name, m))
    return kept


def _rank(name: str, m: re.Match[str]) -> int:
    """How strong a word for a source is; a mere "chart" or "log" is that of whoever keeps it."""
    if name == "administration_record" and _MERE_CHART.fullmatch(m.group()):
        return len(_STRONGEST)
    return _STRONGEST.index(name)


def _is_one_phrase(text: str, one: tuple[str, re.Match[str]], two: re.Match[str]) -> bool:
    """Whether two words for sources are of one source: "the hostel's medication record", "pill counts by the nurse"."""
    name, m = one
    if two.start() < m.end():
        return True
    between = text[m.end() : two.start()]
    kept = name in _KEEPERS and _CHART.fullmatch(two.group()) and _KEPT_BY.fullmatch(between)
    return bool(kept or _ONE_PHRASE.fullmatch(between) or (name == "pill_count" and _COUNT_BY.fullmatch(between)))


def stands_by_source(words: str) -> bool:
    """Whether words name a source of adherence other than a level."""
    return any(pattern.search(words) for name, pattern in SOURCES if name != "plasma_level")


def without_sources(words: str) -> str:
    """The words without those that name a source."""
    for _, pattern in SOURCES:
        words = pattern.sub(" ", words)
    return words


# A follow-up that narrows the sources: "only one source: pill count", "was only by self-report"
_ONLY = Caseless(
    r"\bonly\s{1,3}(?:(?:one|a\s{1,3}single|the|by|from|per|via|known|based|on|his|her)\s{1,3}){0,4}(?:source|self|pill|tablet|patient|own|report|pharmacy|dispens|staff|carer|mother|count)"
)


_TELLS = Caseless(
    r"^\W{0,3}(?:\w{1,12}\s{1,3}){0,3}(?:confirm|agree|says?\b|said|report|supervis|corroborat|count|watch|gives?\b|gave|hands?\b|sees?\b|saw|tall(?:y|ies)|check|keep|kept|record|log\b|administ|told|tells|estimat|account|observ|\d|also)"
)
_ONLY_NAMED = Caseless(
    r"\b(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)?|resid\w{1,4}|cares?\s{1,3}for|looks?\s{1,3}after|accompanied|attend(?:s|ed|ing)?|came|brought|visit\w{0,4}|close\s{1,3}to|marri\w{1,3}|supported|referred|argu\w{1,4}|phon\w{1,3}|next\s{1,3}of\s{1,3}kin|upset)\b[^,.;]{0,24}$"
)


# "She told her husband 95%"
_TOLD_THEM = Caseless(
    r"\b(?:he|she|they|patient|pt)\s{1,3}(?:\w{3,9}\s{1,3})?(?:told|tells|informed|assured)\s{1,3}(?:(?:his|her|their)\s{1,3})?$"
)


def _is_plain(name: str, reading: Reading, sentence: Part, m: re.Match[str]) -> bool:
    """Whether a word is no source here: "family" of a family history, a relative who is only mentioned."""
    if name == "carer_report":
        before = reading.text[max(sentence.start, m.start() - 40) : m.start()]
        after = reading.text[m.end() : min(sentence.end, m.end() + 40)]
        history = re.match(r"\s{1,3}h(?:istory|x)\b", after, re.I) or _TOLD_THEM.search(before)
        return bool(history or (_ONLY_NAMED.search(before) and not _TELLS.match(after)))
    if name == "plasma_level":
        text = reading.words(sentence)[:600]
        return not re.search(r"\bby\b|\bfrom\b|\bper\b|\band\b|\+|confirm|support", text, re.I)
    return False


# A source that only hands on what another one said: "case notes that repeat the patient's report"
_REPEATS = Caseless(
    r"['’\w]{0,3}(?:\s{1,3}(?!and\b|by\b|or\b|with\b|but\b)[\w'’-]{1,14}){0,4}?,?\s{1,3}\(?(?:(?:who|which)\s{1,3}(?:only\s{1,3})?)?(?:repeat|cop(?:y|ies|ied)|quot|echo|relay|restat|pass(?:es|ed)?\s{1,3}on|hand(?:s|ed)?\s{1,3}on|(?:is|are|was|were)\s{1,3}(?:only\s{1,3}|just\s{1,3}|merely\s{1,3})?(?:based|taken|built)|(?:go|goes|went|rely|relies|rest|rests|draw|draws|come|comes|came|stems?)\s{1,3}(?:only\s{1,3})?(?:by|on|from)|(?:only|just|merely|simply)\s{1,3}(?:record|note|writ|say|state))\w{0,4}\s{1,3}"
    r"(?:(?:only|just|merely|down|on|from|by|what|exactly|the|a|same)\s{1,3}){0,4}(?:his|her|their|he|she|they|patient|pt|own|self|wife|husband|mother|father|family|carer|partner)\b"
)
_NO_SOURCE_BEFORE = Caseless(
    r"\bwho\s{1,3}(?:was|were|had|has|got|have)\s{1,3}(?:been\s{1,3})?(?:(?:told|informed|it|heard|this|that|so|the|figure|number)\s{1,3}){1,4}(?:by|from)\s{1,3}(?:(?:the|his|her)\s{1,3})?$|\b(?:no|not|without|never|nor|neither|un|lacking|awaiting|awaited|pending|requested|despite|except|missing|lost|unavailable)\s{1,3}(?:(?:other|second|independent|further|any|available|a|an|corroborat\w{1,5}|confirm\w{1,5}|from|by|or|and|pill|counts?|the|his|her|their|old|electronic|pharmacy|ward|formal|done|been|have|has|of)\s{1,3}){0,5}$"
)
_NOT_AGAINST = Caseless(
    r"\b(?:no|never|not|without)\s{1,3}(?:(?:a|any|single|recorded)\s{1,3}){0,2}(?:miss\w{0,3}|missed\s{1,3}doses?|gaps?|discrepan\w{1,4}|omissions?|doubts?|concerns?|refus\w{0,3}|skip\w{0,4}|only|just)\b|\bfew\s{1,3}miss\w{0,3}|\block\w{0,3}\s{1,3}(?:\w{2,10}\s{1,3}){0,3}(?:away|up)\b"
)
_AGAINST = Caseless(
    r"\b(?:(?:not|never|un|n't|cannot|can't|couldn't)\b|unavail\w{1,6}|unobtain\w{1,6}|unreliab\w{1,4}|unknown|unclear|unread\w{1,4}|unhelpful|unable|disagree\w{0,3}|dispute\w{0,2}|differ\w{0,4}|den(?:y|ies|ied)|doubt\w{0,3}|missing|lost|pending|awaited|awaiting|to\s{1,3}follow|to\s{1,3}come|half\b|only\s{1,3}(?:dispens|half|some|\d|suppl|collect|part|show)|requested|outstanding"
    r"|incomplete|inconsistent|inconclusive|wrong\b|mistaken|incorrect|invented|conflict\w{0,3}|contradict\w{0,3}|lower|refus\w{0,3}|declin\w{0,3}|fail\w{0,3}|illegible|destroyed|closed|overdue|absent|none|nil|(?:has|have|had|keeps?|kept|holds?|got)\s{1,3}no|no\s{1,3}longer|nobody|no\s{1,3}one|n/a|tbc|would|will\s{1,3}be|should|planned|suggest\w{0,3}\s{1,3}(?:less|lower|poor|other)|show\w{0,2}\s{1,3}(?:less|gaps?|only|fewer|otherwise|poor)|less|gaps?|question\w{0,4}|beg[iu]ns?|starts?|next\s{1,3}(?:week|month|visit|time)|o/s|to\s{1,3}be|being\s{1,3}\w{3,10}|chas\w{1,3}|sought|despair\w{0,3}|laugh\w{0,3}|rubbish|nonsense|suspects?|thinks?|cannot|abroad|dead|deceased|away|unwilling|silent|asleep|estranged|(?:some|many|most)\s{1,3}(?:left|missing)|impossible|(?:he|she|they)\s{1,3}says|\?)"
)


# "pill count and dispensing records not requested": what denies the second denies the first
_BOTH_NOT = Caseless(
    r"\s{0,3}(?:and|or|nor|&|/|\+)\s{1,3}(?:[a-z'’-]+\s{1,3}){1,3}?(?:(?:was|were|is|are|have|has|had)\s{1,3}(?:been\s{1,3})?)?(?:(?:not|never|neither)\s{1,3}(?!only\b|miss)\w|un(?:avail|obtain|known)|o/s\b|outstanding|pending|await\w{2,3}|to\s{1,3}(?:be|follow|come)\b|request\w{2}|planned|sought|chas\w{2,3}|next\s{1,3}(?:week|month)|missing|absent|tbc\b)"
)


# "no refill gaps", "refill gaps: none": nothing against the refills
_GAPLESS = Caseless(
    r"\b(?:no|without|any)\s{1,3}(?:\w{3,9}\s{1,3})?(?:refill|dispensing|pharmacy|chart|MAR|collection|stock)\s{1,3}(?:gaps?|delays?|discrepanc\w{1,3}|surplus)\b|\b(?:gaps?|delays?|discrepanc\w{1,3}|surplus)\s{0,2}[:=]?\s{0,2}(?:none|nil)\b"
)


def _denied(reading: Reading, m: re.Match[str], sentence: Part) -> bool:
    """Whether a source is said to be missing, or to say something else."""
    before = reading.text[max(sentence.start, m.start() - 50) : m.start()]
    if _GAPLESS.search(before[-12:] + m.group() + reading.text[m.end() : min(sentence.end, m.end() + 24)]):
        return False
    if _NO_SOURCE_BEFORE.search(before):
        return True
    after = reading.text[m.end() : min(sentence.end, m.end() + 60)]
    if _BOTH_NOT.match(after) or _REPEATS.match(reading.text[m.end() : min(sentence.end, m.end() + 90)]):
        return True
    own = re.split(r"[,(]|\band\b|\bbut\b|\+|&|\d", after, maxsplit=1)[0]
    return bool(_AGAINST.search(_NOT_AGAINST.sub(" ", own)))


# What is confirmed: what was told, or the taking of medicines; not "the delivery address", "agrees to clozapine"
_OF_THAT = Caseless(
    r"[\s:]{0,3}(?:$|[.,;)&+-]|(?:this|that|it|these|both|so|them|him|her|us|independently|too|also|likewise|as\s{1,3}well|from|by|of|on|and\s{1,3}(?:the|his|her)|as\s{1,3}much|at|about|over|\d{1,3}\s?%|the\s{1,3}(?:same\b(?!\s{1,3}[a-z])|figures?|above|share|counts?|records?|charts?|MAR|percentage)|with\s{1,3}(?:this|that|it|each|one|us|(?:the|his|her|our|their)\s{1,3}(?:\w{2,12}\s{1,3})?(?:figures?|counts?|records?|charts?|MAR|report|account|logs?)))\b)"
)
_TAKING = Caseless(
    r"\b(?:adheren|complian|concordan|tablets?|pills?|capsules?|medic|meds\b|doses?\b|dosing|intake|swallow|tak(?:es?|en|ing)\b|took\b|percent|injection|depots?)|%"
)
_TOO = Caseless(r"\W{0,3}(?:$|[.,;)]|thing\b|story\b|figures?\b|numbers?\b|again\b|too\b)")


def _or_none(reading: Reading, sources: Found, told: Sequence[Part]) -> None:
    """ "Confirmed by his sister" may stand in the sentence after the percentage, or before it."""
    near = {one for part in told for one in (part, *_beside(reading, part))}
    for m in re.finditer(
        r"\b(?:confirm\w*|corroborat\w*|agree[sd]?|tall(?:y|ies|ied)|same|supervis\w*|says?\s{1,3}(?:the\s{1,3})?same)\b",
        reading.text,
        re.I,
    ):
        sentence = reading.sentence_of(m.start())
        after = reading.text[m.end() : sentence.end]
        follows = _TOO.match(after) if m.group().lower().endswith("same") else _OF_THAT.match(after)
        of_taking = _TAKING.search(reading.text, *sentence)
        if not ((follows and sentence in near) or (of_taking and (follows or m.group().lower().startswith("superv")))):
            continue
        for name, found in named_in(reading, sentence):
            if abs(found.start() - m.start()) < 50 and not _denied(reading, found, sentence) and sources:
                sources.setdefault(name, []).append(found.span())


def _beside(reading: Reading, part: Part) -> Sequence[Part]:
    """The sentences on either side of one."""
    at = next((n for n, one in enumerate(reading.sentences) if one == part), None)
    return () if at is None else reading.sentences[max(0, at - 1) : at + 2]

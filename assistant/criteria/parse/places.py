"""Whose rules a neutrophil count is judged by: only words of rules, of a registry or of where the patient is treated say it.

An origin, a language, kin or travel says nothing: "Speaks German" or a liver US must not pick the laxer rules.
"""

import re
from collections.abc import Iterator

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.reading import Reading, Said

_SHORT = {"us": r"(?-i:\bUSA?\b|\bU\.S\.(?:A\.)?)", "uk": r"(?-i:\bUK\b|\bU\.K\.)", "eu": r"(?-i:\bEU\b)"}
_COUNTRY = {
    "us": r"\bunited\s+states(?:\s+of\s+america)?\b|\bamerica\b",
    "uk": r"\bunited\s+kingdom\b|\bgreat\s+britain\b|\bengland\b|\bscotland\b|\bwales\b|\bnorthern\s+ireland\b",
    "eu": r"\beurope(?:an\s+union)?\b|\bgermany\b|(?<!northern )\bireland\b|\bfrance\b|\bspain\b|\bitaly\b|\bnetherlands\b",
}
_OF_COUNTRY = {
    "us": r"\bamerican\b",
    "uk": r"\bbritish\b|\benglish\b|\bscottish\b|\bwelsh\b",
    "eu": r"\beuropean\b|\bgerman\b|\birish\b|\bfrench\b|\bspanish\b|\bitalian\b|\bdutch\b",
}
# Names that are those of rules or of a registry by themselves.
_REGISTRY = {
    "us": r"\bFDA\b|\bREMS\b",
    "uk": r"\bMHRA\b|\bNHS\b|\bamber\b|\btraffic[\s-]light|\bCPMS\b|\bZTAS\b|\bDMS\b",
    "eu": r"\bEMA\b",
}
# What is named like a country and is another place, a house or a person.
_OTHER_PLACES = Caseless(
    r"\bnew\s+(?:south\s+wales|england|britain|ireland)\b|\bprinc(?:e|ess)\s+of\s+wales\b|\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+(?-i:[A-Z])[a-z]+"
)
_RULES_AFTER = Caseless(
    r"(?:['’]s)?\s{1,2}(?:(?!(?:normal|patient|man|woman|in|and|lives?|now)\b)\w{1,12}\s{1,2}){0,2}(?:labels?|labell?ing|rules?|criteria|thresholds?|limits?|guid\w{1,8}|monitoring|prescribing|product|licen[cs]e|PI\b|SPC\b|SmPC\b|REMS\b|site\b|cent(?:re|er)\b|clinic\b|hospital\b|law\b|standards?|classes|classification|cut-?offs?|practice|settings?\b)"
)
_PATIENT_AFTER = Caseless(
    r"[\s-](?:based\s+|adult\s+)?(?:patients?|pt|case|man|woman|male|female|lady|gentleman|in-?patient|out-?patient|based)\b"
)
_SETTING = Caseless(
    r"\b(?:in|within|by|under|per|for|following|using|are|is|we['’]re|it['’]s|this\s+is)\s+(?:the\s+)?$"
)
_ORIGIN = Caseless(
    r"\b(?:speaks?|spoken|from|born|grew\s+up|raised|fled|left|moved|mother|father|parents|family|brother|sister|son|daughter|kin|relatives?|lived|studied|worked|trained|visit\w{0,3}|travel\w{0,4}|holiday\w{0,2}|trip|flew|flight|descent|origin\w{0,3}|\w{0,3}migrat\w{1,3}|arrived|came|deported|previous\w{0,2}|former\w{0,2}|once|told|tells?|joined|watch\w{0,3})\b[^.;\n]{0,40}$"
)
_EDGE_BEFORE = re.compile(r"(?:^|[.;:!?\n,(\[/|–-]|(?:\d\s?[MF]?|[uµμ]L|/L|mm3)|\b(?:and|or|vs|versus|clozapine|patient|pt|male|female|man|woman)\b)\s*$", re.I)  # fmt: skip
_EDGE_AFTER = re.compile(r"\s*(?:$|[.,;:)\]\n?!–/]|-\s|\b(?:and|or|vs|versus|on|ANC|neut\w*|WBC|WCC|clozapine|BEN|no|by|with)\b)", re.I)  # fmt: skip
# "US" is an ultrasound or a pronoun in capitals as well.
_SCAN_BEFORE = Caseless(
    r"\b(?:liver|renal|kidneys?|abdom\w{1,5}|abdo|pelvi[cs]|thyroid|doppler|ultrasound|scans?|bladder|breast|carotid|ECG|CT|MRI|CXR|x-?ray|echo)\W{0,4}$"
)
_SCAN_AFTER = Caseless(
    r"\W{0,4}(?:abdom\w{1,5}|abdo\b|liver|renal|kidneys?|pelvi[cs]|thyroid|doppler|scans?\b|KUB|neck|guided|normal|NAD|unremarkable|clear|gall\w*|stones?|cysts?|no\s+(?:abnorm|gall|lesion|focal)\w*|ECG|CT\b|MRI|CXR|echo)"
)
_NEAR = 60  # characters before a name that tell what it is of


def jurisdiction(reading: Reading) -> Said | None:
    """Whose rules the note names; None where it names none, or several. A place that decides nothing is passed over."""
    text = _without_other_places(reading.text)
    ruling: dict[str, tuple[int, int]] = {}
    named: dict[str, tuple[int, int]] = {}
    for name in _SHORT:
        for span, rules in _mentions(text, reading.whole, name):
            (ruling if rules else named).setdefault(name, span)
    decisive = ruling if len(ruling) == 1 else {**named, **ruling}  # "in Dublin; by the US label?"
    return Said(*next((name, (span,)) for name, span in decisive.items())) if len(decisive) == 1 else None


def _without_other_places(text: str) -> str:
    for m in _OTHER_PLACES.finditer(text):
        text = text[: m.start()] + " " * len(m.group()) + text[m.end() :]
    return text


def _mentions(text: str, whole: str, name: str) -> Iterator[tuple[tuple[int, int], bool]]:
    """The places in a note that name rules or a setting, and whether they name rules."""
    for pattern, kind in ((_SHORT, "short"), (_COUNTRY, "country"), (_OF_COUNTRY, "of"), (_REGISTRY, "registry")):
        for m in re.finditer(pattern[name], text, re.I):
            rules = _RULES_AFTER.match(text, m.end()) is not None
            if (
                rules
                or kind == "registry"
                or (
                    kind != "of"
                    and _is_setting(text, m, kind == "short")
                    and not (kind == "short" and _is_scan(whole, m))
                )
            ):
                yield m.span(), rules


def _is_setting(text: str, m: re.Match[str], is_short: bool) -> bool:
    """Whether a country is told as where the patient is treated: in a heading of its own, "in the UK", "US patient"."""
    before, after = text[max(0, m.start() - _NEAR) : m.start()], text[m.end() : m.end() + _NEAR]
    if _ORIGIN.search(before):
        return False
    if _SETTING.search(before):
        return True
    return _EDGE_BEFORE.search(before) is not None and bool(
        _EDGE_AFTER.match(after) or (is_short and _PATIENT_AFTER.match(after))
    )


def _is_scan(whole: str, m: re.Match[str]) -> bool:
    """Whether letters are those of an ultrasound; of the note as written, as a line on a scan may be blanked in part."""
    before, after = whole[max(0, m.start() - _NEAR) : m.start()], whole[m.end() : m.end() + _NEAR]
    return bool(_SCAN_BEFORE.search(before) or _SCAN_AFTER.match(after))

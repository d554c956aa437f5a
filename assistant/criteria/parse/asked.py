"""What a note asks to be classified: the words of its question first, else what its data are about."""

import re
from typing import Any

from assistant.criteria.parse.reading import Reading
from assistant.criteria.types import Topic

_WORDS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    ("drugs_different", re.compile(r"\b(?:count|counted|considered|class(?:ed)?|regarded|treated|different|same|separate|distinct|two)\b[^.?\n]{0,60}\b(?:drugs?|antipsychotics?|agents?|medicines?|trials?|TRRIP)\b|\bcount\s{1,3}as\s{1,3}(?:two|2|one|1|different|separate|the\s{1,3}same)|\bdifferent\s{1,3}enough\b|\bone\s{1,3}drug\s{1,3}or\s{1,3}two\b|\bas\s{1,3}(?:two|2)\b", re.I)),
    ("clozapine_resistance", re.compile(r"\b(?:cloz\w*|clz)[\s-]*(?:treatment[\s-])?(?:resist\w*|refract\w*|non[\s-]?respon\w*|fail\w*)|\b(?:resist\w*|refract\w*)\s{1,3}to\s{1,3}(?:clozapine|clz|cloz)|\bultra[\s-]?(?:TRS|resist\w*|treatment)|\bUTRS\b|\bsuper[\s-]?refractory|\bclozapine\s{1,3}trial\s{1,3}(?:been\s{1,3})?(?:adequate|enough)|\badequate\s{1,3}clozapine\s{1,3}trial", re.I)),
    ("definition", re.compile(r"\b(?:INTEGRATE|Suzuki|Kane(?:'s)?|NICE|TA43|CG178|WFSBP)\b(?:[^.?\n]{0,60})", re.I)),
    ("remission", re.compile(r"\bremission\b|\bremitted\b|\bremitter\b|\bAndreasen\b", re.I)),
    ("response", re.compile(r"\b(?:is|was|does|would|count\w*|qualif\w*|call|classif\w*|meet|as|a|she|he|they)\b[^.?\n]{0,50}\b(?:respon(?:se|der|ded|ders)|non[\s-]?respon\w+)\b[^.?\n]{0,30}\?|\brespon(?:se|der)\s{0,3}\?|\bpercent(?:age)?\s{1,3}(?:change|reduction)|%\s{1,3}(?:change|reduction)\b|\bresponder\b|\bdid\s{1,3}\w+\s{1,3}respond", re.I)),
    ("anc", re.compile(r"\b(?:ANC|neutrophils?|neutropeni\w*|neuts?)\b", re.I)),
    ("trial_adequate", re.compile(r"\badequate(?:ly)?\b[^.?\n]{0,40}\b(?:trial|dose|duration|treat\w*|course)|\b(?:trial|course)s?\b[^.?\n]{0,50}\badequate\b|\badequate\s{0,3}\?|\bproper\s{1,3}trial\b|\bgood\s{1,3}enough\s{1,3}trial|\bcount(?:s|ed)?\s{1,3}as\s{1,3}(?:a|an)\s{1,3}(?:\w+\s{1,3})?(?:trial|failure)|\btrial\s{1,3}(?:long|high)\s{1,3}enough|\bsufficient\s{1,3}trial|\bvalid\s{1,3}trial|\bfair\s{1,3}trial", re.I)),
    ("trrip", re.compile(r"\bTRS\b|\btreatment[\s-]?(?:resist\w*|refract\w*)|\brefractory\b|\bresist(?:ant|ance)\b|\bTRRIP\b|\bqualif\w+\s{1,3}for\s{1,3}clozapine|\beligib\w+\s{1,3}for\s{1,3}clozapine|\bclozapine[\s-]?(?:eligible|candidate)|\bmeets?\s{1,3}(?:the\s{1,3})?criteria", re.I)),
)  # fmt: skip
_LEVEL = re.compile(
    r"\b(?:levels?|conc\w*|troughs?|TDM|plasma|mg/L|ng/mL|nmol/L|[µu]mol/L|[µu]g/L|mcg/L)\b|therapeutic", re.I
)


def asked_topics(reading: Reading, values: dict[str, Any]) -> tuple[Topic, ...]:
    """The classifications asked for; where the words name none, those the data are of."""
    text = reading.text
    asking = " \n".join(
        words for part in reading.sentences if (words := reading.words(part)).rstrip(' )"”').endswith("?")
    )
    found = [topic for topic, pattern in _WORDS if pattern.search(asking)]
    found = found or [topic for topic, pattern in _WORDS if pattern.search(text)]
    trials = values.get("trials") or ()
    if "anc" in found and not values.get("neutrophils") and trials and any(t.days_at_dose for t in trials):
        found.remove("anc")
    if (
        "clozapine_resistance" in found
        and "trrip" in found
        and not re.search(r"\bTRS\b|\btreatment[\s-]?resist", text, re.I)
    ):
        found.remove("trrip")
    if "drugs_different" in found and len({m.drug.generic if m.drug else "" for m in reading.mentions}) < 1:
        found.remove("drugs_different")
    if "drugs_different" in found and any(t.days_at_dose or t.days for t in trials):
        found.remove("drugs_different")
    rated = any(rating.scale in ("PANSS", "BPRS") and rating.score for rating in values.get("ratings") or ())
    if "response" in found and not rated and not values.get("changes") and not any(t.changes for t in trials):
        found.remove("response")
    clozapine_level = any(level.drug == "clozapine" for level in values.get("levels") or ())
    own = [topic for topic in found if topic not in ("trrip", "definition", "clozapine_resistance")]
    if (
        clozapine_level
        and _LEVEL.search(text)
        and not own
        and "trrip" not in found
        and "clozapine_resistance" not in found
    ):
        found.append("clozapine_level")
    topics = _by_priority(found) or _by_data(values, clozapine_level)
    told_only = "?" not in text and len(values.get("trials", ())) > 1 and "trrip" not in topics
    return ("trrip", *topics) if told_only else tuple(topics)  # a history that asks nothing is judged as a whole


def _by_priority(found: list[Topic]) -> list[Topic]:
    """A question about one classification is not also one about TRS, unless it says so."""
    if "drugs_different" in found:
        return ["drugs_different"]
    if "trrip" in found or "definition" in found:
        return [topic for topic in found if topic in ("trrip", "definition", "clozapine_resistance")] or found
    return found


def _by_data(values: dict[str, Any], clozapine_level: bool) -> list[Topic]:
    if values.get("trials"):
        return ["trrip"]
    if clozapine_level:
        return ["clozapine_level"]
    if values.get("neutrophils"):
        return ["anc"]
    if values.get("changes"):
        return ["response"]
    return ["trrip"]


def compared(reading: Reading) -> tuple[str, ...]:
    """The drugs a question compares, each as written: those of the asking sentence, where it names two; else all."""
    names = [(m.start, m.product.name if m.product else m.drug.generic) for m in reading.mentions if m.drug]
    pattern = dict(_WORDS)["drugs_different"]
    for part in reading.sentences:
        words = reading.words(part)
        if not words.rstrip(' )"”').endswith("?") or not pattern.search(words):
            continue
        asked = tuple(dict.fromkeys(name for start, name in names if part.holds(start)))
        if len(asked) > 1:
            return asked[:10]
    return tuple(name for _, name in names[:10]) if len(names) > 1 else ()

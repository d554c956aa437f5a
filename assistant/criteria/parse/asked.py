"""What a note asks to be classified: the words of its question first, else what its data are about."""

from collections.abc import Sequence
from typing import Any

from assistant.criteria import drugs
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.reading import Reading
from assistant.criteria.types import Topic

_WORDS: tuple[tuple[Topic, Caseless], ...] = (
    ("drugs_different", Caseless(r"\bcount\w*\s{1,3}as\s{1,3}(?:two|2|one|1|different|separate|distinct|the\s{1,3}same)\b|\b(?:different|same|separate|distinct|one|two|2)\s{1,3}(?:enough\b|(?:\w+\s{1,3})?(?:drugs?|antipsychotics?|agents?|medicines?|molecules?|famil(?:y|ies))\b)|\bone\s{1,3}drug\s{1,3}or\s{1,3}two\b|\bas\s{1,3}(?:two|2)\b|\bdo\s{1,3}(?:the\s{1,3}|these\s{1,3})?(?:two|2|both)\s{1,3}count\b|\b(?:drugs?|antipsychotics?|agents?)\b[^.?\n]{0,20}\b(?:different|distinct|separate|the\s{1,3}same)\b")),
    ("clozapine_resistance", Caseless(r"\b(?:cloz\w*|clz)[\s-]*(?:treatment[\s-])?(?:resist\w*|refract\w*|non[\s-]?respon\w*|fail\w*)|\b(?:resist\w*|refract\w*)\s{1,3}to\s{1,3}(?:clozapine|clz|cloz)|\bultra[\s-]?(?:TRS|resist\w*|treatment)|\bUTRS\b|\bsuper[\s-]?refractory|\bclozapine\s{1,3}trial\s{1,3}(?:been\s{1,3})?(?:adequate|enough)|\badequate\s{1,3}clozapine\s{1,3}trial|\b(?:has|have|had|did|does)\s{1,3}\w+(?:\s{1,3}\w+)?\s{1,3}fail(?:ed)?\s{1,3}(?:on\s{1,3}|to\s{1,3}respond\s{1,3}to\s{1,3})?(?:clozapine|clz|cloz)\b|\b(?:clozapine|clz|cloz)\s{1,3}has\s{1,3}(?:really\s{1,3}|truly\s{1,3}|properly\s{1,3}|now\s{1,3})?failed\b")),
    ("definition", Caseless(r"\b(?:INTEGRATE|Suzuki|Kane(?:'s)?|NICE|TA43|CG178|WFSBP)\b(?:[^.?\n]{0,60})")),
    ("remission", Caseless(r"\bremission\b|\bremitted\b|\bremitter\b|\bAndreasen\b")),
    ("response", Caseless(r"\b(?:is|was|does|would|count\w*|qualif\w*|call|classif\w*|meet|as|a|she|he|they)\b[^.?\n]{0,50}\b(?:respon(?:se|der|ded|ders)|non[\s-]?respon\w+)\b[^.?\n]{0,80}\?|\brespon(?:se|der)\b[^.?\n]{0,12}\?|\bpercent(?:age)?\s{1,3}(?:change|reduction)|%\s{1,3}(?:change|reduction)\b|\bresponder\b|\bwhether\s{1,3}(?:he|she|they|it|this|(?:the|our|my)\s{1,3}\w+)\b[^.?\n]{0,30}\brespon\w+|\bresponse\s{1,3}(?:categor\w+|status|class\w*|group)\b|\b(?:did|has|have)\s{1,3}(?:\w+\s{1,3}){1,3}respond|\b(?:trial|outcome|change|result)\b[^.?\n]{0,30}\bclassif\w+|\bclassif\w+\b[^.?\n]{0,30}\b(?:trial|outcome|change|result)\b|\b(?:score|grade|rate|judge)\s{1,3}the\s{1,3}(?:change|outcome|response)")),
    ("anc", Caseless(r"\b(?:ANC|neutrophils?|neutropeni\w*|neuts?)\b")),
    ("trial_adequate", Caseless(r"\badequate(?:ly)?\b[^.?\n]{0,40}\b(?:trial|dose|duration|treat\w*|course)|\b(?:trial|course)s?\b[^.?\n]{0,50}\badequate\b|\badequate\s{0,3}\?|\bproper\s{1,3}trial\b|\bgood\s{1,3}enough\s{1,3}trial|\bcount(?:s|ed)?\s{1,3}as\s{1,3}(?:a|an)\s{1,3}(?:\w+\s{1,3})?(?:trial|failure)|\btrial\s{1,3}(?:long|high)\s{1,3}enough|\bsufficient\s{1,3}trial|\b(?:does|did|do|can|will)\b[^.?\n]{0,40}\b(?:trial|course)s?\s{1,3}(?:count|pass|qualify|stand|hold)\b|\b(?:dose|doses|length|duration|weeks|long|trial|course)\b[^.?\n]{0,30}\b(?:enough|sufficient)\b(?:\s{1,3}to\s{1,3}count)?|\bvalid\s{1,3}trial|\bfair\s{1,3}trial")),
    ("trrip", Caseless(r"\bTRS\b|\btreatment[\s-]?(?:resist\w*|refract\w*)|\brefractory\b|\bresist(?:ant|ance)\b|\bTRRIP\b|\bqualif\w+\s{1,3}for\s{1,3}clozapine|\beligib\w+\s{1,3}for\s{1,3}clozapine|\bclozapine[\s-]?(?:eligible|candidate)|\bmeets?\s{1,3}(?:the\s{1,3})?criteria")),
    ("clozapine_level", Caseless(r"\b(?:levels?|results?|samples?|troughs?|conc\w*|TDM)\b[^.?\n]{0,60}\b(?:usable|use|valid|interpret\w*|high|low|above|over|below|under|enough|adequate|therapeutic|range|threshold|cut-?off|line|35\d|0[.,]35|ok|fine|mean)\b|\b(?:usable|valid|therapeutic|at\s{1,3}or\s{1,3}above|above|below|over|under|reach\w*)\b[^.?\n]{0,40}(?:\b(?:levels?|range|threshold|cut-?off|line|350|0[.,]35)\b|\?)")),
)  # fmt: skip
# "TRRIP" alone names by whose rules something else is asked ("an adequate trial under TRRIP?").
_BY_WHOSE_RULES = Caseless(r"\bTRRIP\b|\bmeets?\s{1,3}(?:the\s{1,3})?criteria|\brefractory\b")
_ASKS = Caseless(
    r"\?\W{0,3}$|^\W{0,3}(?:questions?|query|queries|q|ask(?:ed)?|request(?:ed)?|task|asking|wanted|purpose)\b(?:\s(?:from|of|by|for|to)\b[^:\n]{0,40})?\s?[:.-]|\b(?:whether|if)\b[^.?\n]{0,120}$"
    r"|\b(?:kindly|please|grateful|obliged|should\s(?:like|be\s(?:glad|grateful|obliged))|would\s(?:like|appreciate)|like)\b[^.?\n]{0,50}\b(?:opine|say|tell|let\s(?:me|us)\sknow|comment|state|certify|classif\w+|confirm|adjudicate|score|grade|judge|rate|assess|determine)\b"
    r"|\b(?:opinion|advi[cs]e|guidance|view)\b[^.?\n]{0,40}\b(?:on|please|about|re|requested|sought)\b|\b(?:yes|y)\s?/\s?no?\b"
)
_LEVEL = Caseless(r"\b(?:levels?|conc\w*|troughs?|TDM|plasma|mg/L|ng/mL|nmol/L|[µu]mol/L|[µu]g/L|mcg/L)\b|therapeutic")
_TRIAL = Caseless(r"\b(?:trials?|courses?|treatments?|weeks|(?<!post )(?<!post-)(?<!last )dos(?:e|es|age))\b")
_IS_IF = Caseless(r"^\W{0,3}(?:whether|if)\b")
_TRS = Caseless(r"\bTRS\b|\btreatment[\s-]?resist")
_WHETHER = Caseless(
    r"\b(?:asks?|asked|asking|wonder\w*|question|query|querying|know|tell|say|advise|clarify|decide|unsure|unclear|judge|confirm|check|see|opinion|opine|comment|determine|establish|assess|verify|state|inform|indicate|consider|review|clear|sure|certain|certify|adjudicate)\b[^.?\n]{0,60}\b(?:whether|if)\b"
)
_DENIED = Caseless(r"\b(?:no|not|without|never|nor|un\w+)\s{1,3}(?:(?:in|full|any|yet|a)\s{1,3}){0,2}$")
_SPECIFIC: tuple[Topic, ...] = (
    "trial_adequate", "clozapine_level", "anc", "response", "remission", "clozapine_resistance", "definition"
)  # fmt: skip


def asked_topics(reading: Reading, values: dict[str, Any]) -> tuple[Topic, ...]:
    """The classifications asked for: those the note's questions name, else those that it speaks of and has data on."""
    asking = [reading.words(part) for part in reading.sentences if _is_question(reading.words(part))]
    topics = _in_questions(asking, reading, values) or _in_text(reading, values) or _by_data(reading, values)
    told_only = not asking and len(values.get("trials", ())) > 1 and "trrip" not in topics
    return ("trrip", *topics) if told_only else tuple(topics)  # a history that asks nothing is judged as a whole


def _is_question(words: str) -> bool:
    found = _ASKS.search(words.rstrip(' )"”'))
    return found is not None and (
        "?" in found.group() or not _IS_IF.search(found.group()) or bool(_WHETHER.search(words))
    )


def _in_questions(asking: list[str], reading: Reading, values: dict[str, Any]) -> list[Topic]:
    """What the questions name. One classification asked for is not also a question about TRS, unless they say so."""
    said = " \n".join(asking)
    found = [topic for topic, pattern in _WORDS if pattern.search(said)]
    if "drugs_different" in found:
        if _compared(reading) or _has_data("drugs_different", values) or _asks_of_drugs(asking):
            return ["drugs_different", "trrip"] if _asks_both(asking) else ["drugs_different"]
        found.remove("drugs_different")  # "is she resistant to two different drugs?"
    found = _of_level(found, said, reading, values)
    specific: list[Topic] = [topic for topic in _SPECIFIC if topic in found]
    if "trrip" in found and specific:
        rest = _BY_WHOSE_RULES.sub(" ", said)
        if not dict(_WORDS)["trrip"].search(rest):
            found.remove("trrip")
    if "clozapine_resistance" in found and "trrip" in found and not _TRS.search(reading.text):
        found.remove("trrip")
    if "trrip" in found or "definition" in found or "clozapine_resistance" in found:
        return [topic for topic in found if topic in ("trrip", "definition", "clozapine_resistance", "trial_adequate")]
    return found


_BOTH = Caseless(
    r"\bTRRIP\b[^.?\n]{0,30}\b(?:minimum|optimum|met|fulfilled|satisfied)\b|\bmeets?\s{1,3}(?:the\s{1,3})?(?:TRRIP|TRS)\b|\bis\s{1,3}(?:he|she|it|this)\b[^.?\n]{0,20}\b(?:TRS|treatment[\s-]?resistant)\b"
)


def _asks_of_drugs(asking: Sequence[str]) -> bool:
    """Whether a question is about drugs alike and about nothing else ("Different drugs for TRRIP?")."""
    pattern, trrip = dict(_WORDS)["drugs_different"], dict(_WORDS)["trrip"]
    return any(pattern.search(one) and not trrip.search(_BY_WHOSE_RULES.sub(" ", one)) for one in asking)


def _asks_both(asking: Sequence[str]) -> bool:
    """Whether one question is about drugs alike, and another one about TRS ("Different drugs? Is the minimum met?")."""
    pattern = dict(_WORDS)["drugs_different"]
    return any(_BOTH.search(words) and not pattern.search(words) for words in asking)


def _in_text(reading: Reading, values: dict[str, Any]) -> list[Topic]:
    """What a note that asks nothing speaks of, where it also gives the data."""
    found: list[Topic] = []
    for topic, pattern in _WORDS:
        m = pattern.search(reading.text)
        if m and not _DENIED.search(reading.text[max(0, m.start() - 30) : m.start()]) and _has_data(topic, values):
            found.append(topic)
    if len(found) > 1 and "clozapine_level" in found:
        found.remove("clozapine_level")  # a level is told of in many a history
    if "clozapine_resistance" in found and "trrip" in found and not _TRS.search(reading.text):
        found.remove("trrip")
    if "trrip" in found or "definition" in found:
        return [topic for topic in found if topic in ("trrip", "definition", "clozapine_resistance")]
    return found


def _has_data(topic: Topic, values: dict[str, Any]) -> bool:
    trials = values.get("trials") or ()
    rated = any(rating.scale in ("PANSS", "BPRS") and rating.score for rating in values.get("ratings") or ())
    needed = {
        "drugs_different": not any(trial.days_at_dose or trial.days for trial in trials),
        "anc": bool(values.get("neutrophils")) or not any(trial.days_at_dose for trial in trials),
        "response": bool(rated or values.get("changes") or any(trial.changes for trial in trials)),
        "remission": not any(trial.days_at_dose for trial in trials),
        "clozapine_level": any(level.drug == "clozapine" for level in values.get("levels") or ()),
    }
    return needed.get(topic, True)


def _of_level(found: list[Topic], said: str, reading: Reading, values: dict[str, Any]) -> list[Topic]:
    """Whether "is it adequate?", "has it reached the threshold?" is about a level of clozapine, or about something else."""
    told = _tells_a_level(reading)
    if told and "trial_adequate" in found and not _TRIAL.search(said):
        found = [topic for topic in found if topic not in ("trial_adequate", "clozapine_level")] + ["clozapine_level"]
    if not told or ("anc" in found and not _has_data("clozapine_level", values)):
        return [topic for topic in found if topic != "clozapine_level"]
    if "clozapine_level" in found and not values.get("changes"):
        return [topic for topic in found if topic != "response"]  # "above the response threshold?"
    return found


def _tells_a_level(reading: Reading) -> bool:
    """Whether a note speaks of a clozapine level and of no other antipsychotic."""
    named = {mention.drug.generic for mention in reading.mentions if mention.drug}
    return named == {"clozapine"} and _LEVEL.search(reading.text) is not None


def _by_data(reading: Reading, values: dict[str, Any]) -> list[Topic]:
    told = _has_data("clozapine_level", values) or _tells_a_level(reading)
    if told and not values.get("ratings") and not any(trial.response for trial in values.get("trials") or ()):
        return ["clozapine_level"]
    if values.get("trials"):
        return ["trrip"]
    if values.get("neutrophils"):
        return ["anc"]
    if values.get("changes"):
        return ["response"]
    return ["trrip"]


def compared(reading: Reading) -> tuple[str, ...]:
    """The drugs that a question compares, each as written: those of the asking sentence, where it names two; else all."""
    return _compared(reading) or _named(reading, reading.mentions)


def _compared(reading: Reading) -> tuple[str, ...]:
    pattern = dict(_WORDS)["drugs_different"]
    asking = [
        part for part in reading.sentences if _is_question(words := reading.words(part)) and pattern.search(words)
    ]
    return next((names for part in asking if (names := _named(reading, reading.named(*part)))), ())


def _named(reading: Reading, mentions: Sequence[drugs.Mention]) -> tuple[str, ...]:
    """Two or more antipsychotics, each as written, if twice the same; else none."""
    own = [m for m in mentions if m.drug and (m.start, m.end) not in reading.apart]
    names = tuple(m.product.name if m.product else m.drug.generic for m in own if m.drug)
    return names[:10] if len(names) > 1 else ()

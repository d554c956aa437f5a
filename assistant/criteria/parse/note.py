"""A note in free text in, a CaseDraft out: values with the words they were read from, and what was not understood.

Nothing is guessed. What is ambiguous or contradicts itself is left out of the case and becomes a question; what is
impossible is refused with its reason; what no reader used is listed.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from assistant.criteria import drugs
from assistant.criteria.parse import counts, samples, scores, state
from assistant.criteria.parse.adherence import adherence
from assistant.criteria.parse.asked import asked_topics, compared
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.changes import Read, changes
from assistant.criteria.parse.conversions import without_conversion
from assistant.criteria.parse.coverage import adherence_of_all
from assistant.criteria.parse.introductions import introduces
from assistant.criteria.parse.lapses import claim_lapses
from assistant.criteria.parse.likely import symptoms_likely
from assistant.criteria.parse.other_trials import others_told
from assistant.criteria.parse.own_shares import give_to_trials
from assistant.criteria.parse.patients import denies_schizophrenia, doubts_schizophrenia, is_dismissed, patients
from assistant.criteria.parse.places import jurisdiction
from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.parse.refractory import refractory
from assistant.criteria.parse.retractions import withdrawn
from assistant.criteria.parse.symptoms import symptom_days
from assistant.criteria.parse.told import courses_told
from assistant.criteria.parse.trials import trials_of
from assistant.criteria.parse.voices import blanked
from assistant.criteria.parse.withdrawals import leave_out
from assistant.criteria.ranges import between
from assistant.criteria.types import (
    LONGEST_LIST,
    Adherence,
    Ask,
    CaseDraft,
    Level,
    NeutrophilCount,
    PatientCase,
    Rating,
    Record,
    Refusal,
    Span,
    Topic,
    Trial,
)

MOST_LEFT = 200  # places listed as not understood
LONGEST = 50_000  # characters of one note


class NoteTooLong(ValueError):
    """A note of more characters than are read at once."""


def read_case(text: str, newest_from: int | Sequence[int] = 0, held: Collection[str] = ()) -> CaseDraft:
    """What a note says of one patient. Raises NoteTooLong beyond 50,000 characters.

    What stands from offset `newest_from` on was said later and replaces what contradicts it before; where there are
    several such offsets, each of what stands before it, so that a later note leaves a correction as it is. `held`: remarks, as
    the questions on a draft give them (`Ask.remark`), that were said to change nothing of what was told.
    """
    if len(text) > LONGEST:
        raise NoteTooLong(f"The note has {len(text):,} characters; at most {LONGEST:,} are read at once.")
    follow_ups = tuple(filter(None, [newest_from] if isinstance(newest_from, int) else newest_from))
    last = follow_ups[-1] if follow_ups else 0
    to_convert = without_conversion(text[last:])
    if to_convert is not None:
        to_convert = to_convert.replace("?", " ")  # it asks for the conversion, and doubts no dose
    reading = Reading.of(text if to_convert is None else text[:last] + to_convert, follow_ups)
    reading.whole, reading.original, reading.held = text, blanked(text, reading.remarks), _plain(held)
    values: dict[str, Any] = {}
    changed = changes(reading)
    reading.used.extend(span for _, spans in changed for span in spans)
    values["ratings"] = _listed(reading, "ratings", _ratings(reading, changed))
    values["levels"] = _levels(reading)
    values |= _counts(reading)
    remission = state.remission_days(reading)
    values |= _state(reading)
    if remission:
        values["days_in_remission"] = _kept(reading, "days_in_remission", remission)
    claim_lapses(reading)
    told = courses_told(reading)
    values["trials"], placed = trials_of(reading, told, changed)
    values["changes"] = tuple(
        _kept(reading, f"changes.{n}", Said(*one))
        for n, one in enumerate(one for place, one in enumerate(changed) if place not in placed)
    )
    values |= _about_trials(reading, values["trials"])
    if "symptom_days" not in values and not any(ask.datum == "symptom_days" for ask in reading.questions):
        symptoms = symptoms_likely(reading)
        if symptoms is not None:
            values["symptom_days"] = _kept(reading, "symptom_days", symptoms)
    _of_diagnosis(reading, values)
    leave_out(reading, values, withdrawn(reading, values))
    adherence_of_all(reading, values)
    give_to_trials(reading, values)
    converts = to_convert is not None and any(trial.dose_mg for trial in values["trials"])
    topics: tuple[Topic, ...] = ("dose_equivalents",) if converts else asked_topics(reading, values)
    resistance = refractory(reading) if changed else None
    if resistance:
        values["refractory"] = _kept(reading, "refractory", resistance)
    names = compared(reading)
    if names and "drugs_different" in topics:
        values["compared_drugs"] = names
    case = _case(reading, values)
    told_of = patients(reading)
    if told_of != 1 or is_dismissed(reading):
        case = _withheld(reading, told_of)
    return CaseDraft(
        text=text, case=case, asked=topics, evidence=reading.evidence if case != PatientCase() else {},
        questions=tuple(_once(reading.questions)),
        held=tuple(reading.span(*part) for part in sorted(reading.passed)), contradictions=tuple(reading.contradictions),
        refused=tuple(reading.refused), not_understood=_left(reading), patients=told_of,
    )  # fmt: skip


def _plain(held: Collection[str]) -> frozenset[str]:
    """Remarks on one line each, as a form or a terminal may have broken them."""
    return frozenset(" ".join(one.split()) for one in held)


def _case(reading: Reading, values: dict[str, Any]) -> PatientCase:
    """The case, without the values that are impossible: those are refused aloud."""
    given = {name: value for name, value in values.items() if value not in (None, ())}
    try:
        return PatientCase(**given)
    except ValidationError as error:
        for problem in error.errors():
            name = str(problem["loc"][0]) if problem["loc"] else next(iter(given))
            read = reading.evidence.get(name, ())
            why = str(problem["msg"]).removeprefix("Value error, ")
            reading.refused.append(
                Refusal(words=read[0].quote if read else name, why=why, span=read[0] if read else None)
            )
            given.pop(name, None)
        return _case(reading, given)


def _withheld(reading: Reading, told_of: int) -> PatientCase:
    """No case, and the question why: the note speaks of several patients, or takes itself back."""
    if told_of > 1:
        reading.ask("patients", "The note seems to speak of more than one patient: which one is meant?",
                    "A verdict needs one patient's data.")  # fmt: skip
    else:
        reading.ask("patients", "The note says that it is not to be used: which patient is meant, and what holds?",
                    "A verdict needs one patient's data.")  # fmt: skip
    return PatientCase()


def _kept(reading: Reading, path: str, said: Said) -> Any:
    reading.put(path, said.spans)
    return said.value


def _listed(reading: Reading, name: str, items: Sequence[Any]) -> tuple[Any, ...]:
    """At most as many as a case holds; those beyond are refused aloud."""
    if len(items) > LONGEST_LIST:
        why = f"Only the first {LONGEST_LIST} {name} of a note are read."
        reading.refused.append(Refusal(words=f"{len(items)} {name}", why=why))
    return tuple(items[:LONGEST_LIST])


def _made(reading: Reading, record: type[Record], values: dict[str, Any], words: str, span: tuple[int, int]) -> Any:
    """A record, or None with the impossible value refused."""
    try:
        return record(**values)
    except ValidationError as error:
        for problem in error.errors():
            why = str(problem["msg"]).removeprefix("Value error, ")
            reading.refused.append(Refusal(words=words, why=why, span=reading.span(*span)))
        return None


def _ratings(reading: Reading, changed: list[Read]) -> list[Rating]:
    """The ratings, each with its words; of one scale's scores in one note the last, or all between them if they differ
    in what they mean for the SOFAS rule."""
    made: list[Rating] = []
    scored: list[Said] = []
    for rating, spans in scores.ratings(reading, changed):
        reading.put(f"ratings.{len(made)}.{rating.scale}", spans)
        made.append(rating)
        if rating.scale == "SOFAS" and rating.score is not None:
            scored.append(Said(rating.score, spans))
    latest = reading.newest(scored) if scored else []
    bounds = [bound for one in latest for bound in (one.value.low, one.value.high) if bound is not None]
    if len({bound < scores.SOFAS_LIMIT for bound in bounds}) > 1 and len(latest) > 1:
        spans = tuple(span for one in latest for span in one.spans)
        reading.contradict("ratings.SOFAS.score", "The note gives SOFAS scores on both sides of 60.", spans)
        reading.ask("ratings.SOFAS.score", "Which SOFAS score is the present one?", "The note gives several.")
        made.append(Rating(scale="SOFAS", score=between(min(bounds), max(bounds))))
    return made


_NO_LEVEL = Caseless(
    r"\b(?:no|never|not)\b[^.;\n]{0,30}\b(?:levels?|TDM|assays?)\b|\b(?:levels?|TDM|assays?)\b[^.;\n]{0,20}\b(?:never|not|wasn['’]t|weren['’]t)\s+(?:been\s+)?(?:taken|done|measured|checked|sent|drawn)\b"
)


def _levels(reading: Reading) -> tuple[Level, ...]:
    made: list[Level] = []
    for sample in samples.levels(reading):
        later = reading.next_note(sample.start)
        if later < len(reading.text) and _NO_LEVEL.search(reading.text, later):
            continue
        values = {name: said.value for name, said in sample.values.items()}
        level = _made(
            reading,
            Level,
            {"drug": sample.drug, **values},
            reading.text[sample.start : sample.end],
            (sample.start, sample.end),
        )
        if level is None:
            continue
        for name, said in sample.values.items():
            reading.put(f"levels.{len(made)}.{name}", said.spans)
        reading.used.append((sample.start, sample.end))
        made.append(level)
    return _listed(reading, "levels", made)


def _counts(reading: Reading) -> dict[str, Any]:
    made: list[NeutrophilCount] = []
    for row in counts.counts(reading):
        span = row["value"].spans[0]
        count = _made(
            reading, NeutrophilCount, {name: said.value for name, said in row.items()}, reading.text[slice(*span)], span
        )
        if count is not None:
            for name, said in row.items():
                reading.put(f"neutrophils.{len(made)}.{name}", said.spans)
            made.append(count)
    found: dict[str, Any] = {"neutrophils": _listed(reading, "neutrophils", made)}
    ben = counts.benign_ethnic(reading)
    if ben:
        found["benign_ethnic_neutropenia"] = _kept(reading, "benign_ethnic_neutropenia", ben)
    if made:
        found |= _where(reading)
    return found


def _where(reading: Reading) -> dict[str, Any]:
    """The jurisdiction, and whether the count is for starting clozapine."""
    found: dict[str, Any] = {}
    place = jurisdiction(reading)
    if place is not None:
        found["jurisdiction"] = _kept(reading, "jurisdiction", place)
    starting = re.search(
        r"\b(?:before\s+(?:start\w*|commenc\w*|initiat\w*)|(?:to|can\s+(?:we|i|she|he)|could\s+(?:we|i)|ok\s+to|safe\s+to|about\s+to|want\s+to|planning\s+to|eligible\s+to)\s+(?:start|commence|initiate|begin)|starting\s+(?:clozapine|clz)|pre[\s-]?(?:treatment|clozapine)|baseline\s+(?:ANC|neut|count|bloods?)|(?:ANC|neut\w*)\s+(?:at\s+)?baseline|for\s+initiation|clozapine\s+(?:start|initiation)|not\s+(?:yet\s+)?on\s+clozapine|clozapine[\s-]na[iï]ve)\b",
        reading.text,
        re.I,
    )
    on = re.search(
        r"\bon\s+(?:clozapine|clozaril|clz|cloz|\d+\s?mg)|\bclozapine\s+(?:for|since|week|month|\d)|\bweek\s+\d+\s+of\s+clozapine|\btaking\s+clozapine|\bstable\s+on\b|\bmonths?\s+(?:in)?to\s+clozapine",
        reading.text,
        re.I,
    )
    if starting and not on:
        found["on_clozapine"] = _kept(reading, "on_clozapine", Said(False, (starting.span(),)))
    elif on:
        found["on_clozapine"] = _kept(reading, "on_clozapine", Said(True, (on.span(),)))
    return found


def _state(reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {}
    symptoms = symptom_days(reading)
    start, onset = state.years(reading)
    for name, said in (("symptom_days", symptoms), ("years_since_treatment_start", start),
                       ("years_since_onset", onset), *state.words_of_state(reading).items()):  # fmt: skip
        if said is not None:
            found[name] = _kept(reading, name, said)
    percent, sources = adherence(reading)
    if percent or sources:
        values: dict[str, Any] = {}
        if percent:
            values["percent"] = _kept(reading, "adherence.percent", percent)
        if sources:
            values["sources"] = _kept(reading, "adherence.sources", sources)
        found["adherence"] = Adherence(**values)
    return found


def _of_diagnosis(reading: Reading, values: dict[str, Any]) -> None:
    """Resistance is defined for schizophrenia only: where the note denies or doubts it, the trials are left out and it is
    asked."""
    denied = denies_schizophrenia(reading)
    if denied and values["trials"]:
        values["trials"] = ()
        words = "The note says that the patient does not have schizophrenia."
        reading.contradict("diagnosis", words, [denied])
        reading.ask("diagnosis", "Does the patient have schizophrenia?", words)
        return
    doubtful = doubts_schizophrenia(reading) if values["trials"] else None
    if doubtful is not None:
        values["trials"] = ()
        reading.ask_for(doubtful, "diagnosis", "Does the patient have schizophrenia? If so, “it holds”.")


_NO_LAI = Caseless(
    r"\b(?:no|never|not|nil|without|declined)\b[^.;\n]{0,40}\b(?:depots?|LAIs?|long[\s-]acting\s+inject\w+|injectables?)\b|\b(?:depots?|LAIs?)\b[^.;\n]{0,24}\b(?:never|not|declined|refused)\b"
)


def _about_trials(reading: Reading, trials: tuple[Trial, ...]) -> dict[str, Any]:
    """What the note says of trials as a whole: whether there were others, and whether a depot or clozapine was among
    them."""
    found: dict[str, Any] = {}
    no_lai = _NO_LAI.search(reading.text)
    if no_lai and not any(trial.formulation == "lai" for trial in trials):
        found["lai_tried"] = _kept(reading, "lai_tried", Said(False, (no_lai.span(),)))
    if reading.clozapine_denied and not any(drugs.is_clozapine(trial.drug) for trial in trials):
        found["clozapine_tried"] = _kept(reading, "clozapine_tried", Said(False, (reading.clozapine_denied,)))
    others = others_told(reading)
    if others is not None:
        found["other_trials"] = _kept(reading, "other_trials", others)
    return found


def _once(asks: Iterable[Ask]) -> Iterable[Ask]:
    seen: set[str] = set()
    for ask in asks:
        if ask.datum not in seen:
            seen.add(ask.datum)
            yield ask


def _left(reading: Reading) -> tuple[Span, ...]:
    """What nobody used: amounts and drug names, and sentences of which nothing was read."""
    used = bytearray(len(reading.text))
    for start, end in reading.used:
        used[start:end] = b"\1" * (end - start)
    named = [m for m in reading.mentions if m.drug is not None]
    amounts = [m for m in reading.marks if m.kind in ("dose", "duration", "percent", "interval")]
    places = [(m.start, m.end) for m in amounts] + [(m.start, m.end) for m in named]
    left = [place for place in places if not all(used[slice(*place)])] + [*reading.aside, *reading.remarks]
    for start, end in left:
        used[start:end] = b"\1" * (end - start)
    for sentence in reading.sentences:
        asks = reading.words(sentence).rstrip().endswith("?")
        if asks or sentence in reading.passed or introduces(reading.words(sentence)):
            continue
        if not any(used[sentence.start : sentence.end]):
            left.append(sentence)
    return tuple(reading.span(start, end) for start, end in sorted(left))[:MOST_LEFT]

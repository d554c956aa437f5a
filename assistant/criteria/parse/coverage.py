"""Of which trials a share of doses and its sources are told: "94% of the olanzapine", a row of one trial, both of them.

A share holds for the case where it is told of every trial that may count, or of none by name. Where one of them is left
out, the share is asked for; where a trial has one source only, a second one is.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from assistant.criteria import drugs
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.reading import Reading
from assistant.criteria.parse.sources import named_in, named_sources
from assistant.criteria.types import Adherence, Trial

_SHORT = 28  # days: no definition takes a shorter trial
_LONG = 42  # days that a trial has to last by most of them
_MOST = 40  # sentences that name sources
_ADHERENT = 80  # % of doses: less of one drug is too little
_ENOUGH = 2  # trials and sources that are needed
_PART = r"(?:trials?|courses?|drugs?|antipsychotics?|agents?|medicines?|medications?|meds|treatments?|periods?|spells?|cures|blocks|times?|occasions|of\s{1,3}(?:them|these|those|the\s{1,3}(?:two|trials|drugs|courses))|counts|stretches|phases)"
_OF_ALL = Caseless(
    rf"\b(?:both|each|either|all|every|the\s{{1,3}}two|two)\s{{1,3}}(?:(?:the|these|those|his|her|two|of|oral|whole)\s{{1,3}}){{0,2}}{_PART}\b"
    r"|\b(?:for|of|on|in|with|during|to|across|over)\s{1,3}(?:both|each|either)\b(?!\s{1,3}(?:dose|tablet|day|week|month|visit|hand|(?:the\s{1,3}|his\s{1,3}|her\s{1,3})?(?:mother|father|parent|source|chart|MAR|pharmac|carer|staff|nurs|count)))"
    rf"|\b(?:earlier|previous|prior|former)\s{{1,3}}{_PART}\s{{1,3}}(?:and|&|as\s{{1,3}}well)\b"
    r"|\b(?:every|all|each)\s{1,3}(?:the\s{1,3})?(?:depots?|injections?)\b[^.;\n]{0,24}\bgiven\b"
    r"|\bsame\b\W{1,3}(?:for|with|on|in|of)\b"
    r"|\b(?:throughout|overall|across\s{1,3}the\s{1,3}(?:trials|courses|drugs)|in\s{1,3}(?:all|total)|altogether|respectively|resp\b|(?:both|each|either)(?=\s{0,2}(?:[.,;:)]|$)))"
)
_PERCENT = r"\d{1,3}(?:[.,]\d)?(?:\s?(?:%|pc\b|per\s?cent\w{0,3}))"
_TWO_SHARES = Caseless(rf"{_PERCENT}\s{{0,2}}(?:,|/|&|\+|and|und|et|y|n)\s{{0,2}}{_PERCENT}")
_OF_LEVEL = Caseless(
    r"(?:\s{1,3}(?:plasma|serum|blood|trough|drug)){0,2}\s{1,3}(?:levels?|conc\w{0,10}|assays?|troughs?|TDM)\b|[\s:=]{1,3}\d[\d.]{0,5}\s?(?:ng|nmol|µg|ug|mcg|micro|nano)"
)
_LEVEL_OF = Caseless(r"(?:\b(?:plasma|serum|blood|levels?\s(?:of|for)|concentration\sof)\s{1,3}|\bS[-.]\s?)$")
# "Adherence (carer / count): olanzapine 95% / 93%; risperidone 94% / 91%": sources of a whole list
_HEAD = Caseless(r"[^:;.\n]{4,60}:(?=\s{1,3}\w{4,16}\s{0,2}[:=]?\s{1,3}\d)")
_SHORTENED = re.compile(r"(?<![\w-])[A-Za-zé]{3,9}(?![\w-])")
# "Adherence 95 % by ...": of no trial more than of another, unless it stands in the row of one.
_GENERAL = Caseless(r"\W*(?:overall\s)?(?:adheren|complian|concordan)\w*")
_LEAST_LETTERS = 3  # of an abbreviation


def adherence_of_all(reading: Reading, values: dict[str, Any]) -> None:
    """Where a share or its sources are told of some of the trials only, make them those of these trials if they are
    enough of them; else leave them out and ask for those of the others."""
    known: Adherence | None = values.get("adherence")
    needed = _needed(values.get("trials") or ())
    low = known is not None and known.percent is not None and (known.percent.high or 0) < _ADHERENT
    if known is None or low or len(needed) < _ENOUGH:
        return
    of = _Labels(reading, needed)
    shares = [of.label(start) for start in _starts(reading, "adherence.percent")]
    missing = needed - frozenset().union(*(needed if label is None else label for label in shares))
    by_drug = _sources(reading, of, known)
    few = [drug for drug, names in sorted(by_drug.items()) if len(names) < _ENOUGH]
    told = {drug: names for drug, names in by_drug.items() if drug not in missing and len(names) >= _ENOUGH}
    if (missing or few) and known.percent is not None and len(told) >= _ENOUGH:
        _of_trials(reading, values, known, told)
        return
    if known.percent is not None and missing:
        known = known.model_copy(update={"percent": None})
        words = f"The note tells it of other drugs, not of {' or '.join(sorted(missing))}."
        reading.contradict("adherence.percent", words, [(one.start, one.end) for one in reading.evidence["adherence.percent"]])  # fmt: skip
        reading.ask("adherence.percent", _WHICH_SHARE, words)
    if few and len(known.sources) >= _ENOUGH:
        left = tuple(name for name in known.sources if all(name in names for names in by_drug.values()))
        known = known.model_copy(update={"sources": left})
        names = " and ".join(few)
        question = f"Is what was taken of {names} known in the same way: “{{remark}}”? If so “it holds”, else name two sources."
        reading.ask_for(_best_sourced(reading, of), "adherence.sources", question,
                        "The note names the sources for one drug, and not for the other.")  # fmt: skip
    values["adherence"] = known


_WHICH_SHARE = "What share of the prescribed doses was really taken during the trials?"


def _sources(reading: Reading, of: "_Labels", known: Adherence) -> dict[str, set[str]]:
    """The sources told for each drug: all of them, where no sentence tells any of one drug alone."""
    parts = list(of.parts(_starts(reading, "adherence.sources")))[:_MOST]
    if all(label is None for _, label in parts):
        return {drug: set(known.sources) for drug in of.needed}
    found: dict[str, set[str]] = {drug: set() for drug in of.needed}
    for part, told_of in parts:
        label = None if told_of is not None and reading.is_settled(part) else told_of
        every = set(named_sources(reading, [part]))
        headed = _HEAD.match(reading.text, *part)
        listed = headed and set(named_sources(reading, [Part(part.start, headed.end())])) >= set(
            named_sources(reading, [part])
        )
        pairs = {} if label is None or listed else _in_turn(reading, part, of.needed)
        for drug in of.needed if label is None or listed else label & of.needed:
            names = {pairs[drug]} if drug in pairs else every
            found[drug] |= names & set(known.sources)
    return found


def _best_sourced(reading: Reading, of: "_Labels") -> Part:
    """The sentence that names the most sources."""
    parts = [part for part, _ in of.parts(_starts(reading, "adherence.sources"))][:_MOST]
    return max(parts, key=lambda part: len(named_sources(reading, [part])))


def _in_turn(reading: Reading, part: Part, needed: frozenset[str]) -> dict[str, str]:
    """The source of each drug, where a sentence names one for each in turn: "for the one by count, for the other by
    his father"."""
    named = [(m.start, "", m.drug.generic) for m in reading.named(*part) if m.drug and m.drug.generic in needed]
    told = [(m.start(), name, "") for name, m in named_in(reading, part)]
    row = sorted([*named, *told])
    in_turn = all(bool(one[1]) != bool(two[1]) for one, two in pairwise(row))
    if not in_turn or len(named) != len(told) or len({drug for _, _, drug in named}) < _ENOUGH:
        return {}
    return {one[2] or two[2]: one[1] or two[1] for one, two in zip(row[::2], row[1::2], strict=True)}


def _of_trials(reading: Reading, values: dict[str, Any], known: Adherence, told: dict[str, set[str]]) -> None:
    """Make a share and its sources those of the trials they are told of; the other trials have none then."""
    trials = list(values["trials"])
    for place, trial in enumerate(trials):
        names = told.get(generic(trial.drug))
        if names is None:
            continue
        own = Adherence(percent=known.percent, sources=tuple(one for one in known.sources if one in names))
        trials[place] = trial.model_copy(update={"adherence": own})
        for name in ("percent", "sources"):
            spans = reading.evidence.get(f"adherence.{name}", ())
            reading.put(f"trials.{place}.adherence.{name}", [(span.start, span.end) for span in spans])
    values["trials"], values["adherence"] = tuple(trials), None


def _starts(reading: Reading, path: str) -> list[int]:
    return [span.start for span in reading.evidence.get(path, ())]


def generic(name: str) -> str:
    """The generic name of a drug as written."""
    found = drugs.mentions(name)
    return found[0].drug.generic if found and found[0].drug else name


def _needed(trials: Sequence[Trial]) -> frozenset[str]:
    """The drugs whose trials may count: those known as too short do not, nor one without a length beside two complete ones."""
    lengths: dict[str, list[tuple[bool, bool]]] = {}
    for trial in trials:
        days, drug = trial.days_at_dose or trial.days, generic(trial.drug)
        if drugs.is_clozapine(drug) or trial.prn or (days and days.high is not None and days.high < _SHORT):
            continue
        long = days is not None and (days.low or 0) >= _LONG and trial.dose_mg is not None
        lengths.setdefault(drug, []).append((days is not None, long))
    complete = {drug for drug, known in lengths.items() if any(long for _, long in known)}
    return frozenset(
        drug for drug, known in lengths.items() if any(told for told, _ in known) or len(complete) < _ENOUGH
    )


def shortened(reading: Reading, word: str) -> set[str]:
    """The drugs of the note of whose names a word is the beginning: "risp", "hal"."""
    if len(word) < _LEAST_LETTERS:
        return set()
    found = {one for name, one in reading.drug_names if name.startswith(word.lower()) and name != word.lower()}
    return found if len(found) == 1 else set()


class _Labels:
    """Of which drugs the sentences of a note tell a share."""

    def __init__(self, reading: Reading, needed: frozenset[str]) -> None:
        self.reading, self.needed = reading, needed
        self.known: dict[int, frozenset[str] | None] = {}

    def parts(self, starts: Sequence[int]) -> Iterator[tuple[Part, frozenset[str] | None]]:
        """The sentences that hold some places, each once, with what they are told of."""
        for part in dict.fromkeys(self.reading.sentence_of(start) for start in starts):
            yield part, self.label(part.start)

    def label(self, place: int) -> frozenset[str] | None:
        """The drugs of which the sentence at a place tells; None where it tells of all of them."""
        part = self.reading.sentence_of(place)
        if part.start not in self.known:
            self.known[part.start] = self._label(part)
        return self.known[part.start]

    def _label(self, part: Part) -> frozenset[str] | None:
        if _OF_ALL.search(self.reading.original, *part):
            return None
        named = self._named(part)
        if any(mark.kind == "dose" for mark in self.reading.marked(*part)):
            return self._so_far(part)
        if named & self.needed:
            return named
        if named and all(drugs.is_clozapine(drug) for drug in named):
            return frozenset()
        if _TWO_SHARES.search(self.reading.original, *part):
            return None
        return self._before(part)

    def _named(self, part: Part) -> frozenset[str]:
        """The antipsychotics a sentence names, by name or cut short, not those of a level."""
        text = self.reading.text
        named = {
            m.drug.generic
            for m in self.reading.named(*part)
            if m.drug
            and not _OF_LEVEL.match(text, m.end)
            and not _LEVEL_OF.search(text, max(part.start, m.start - 24), m.start)
        }
        for m in _SHORTENED.finditer(text, *part):
            if not _OF_LEVEL.match(text, m.end()):
                named |= shortened(self.reading, m.group())
        return frozenset(named)

    def _before(self, part: Part) -> frozenset[str] | None:
        """What a sentence that names no drug goes on with: the share before a semicolon, or the trials told so far."""
        at = bisect_left(self.reading.sentences, part)
        before = self.reading.sentences[at - 1] if at else None
        joined = before is not None and self.reading.text[before.end : part.start].strip() == ";"
        if before is not None and joined and before.start in self.reading.of_adherence:
            return self.label(before.start)
        general = _GENERAL.match(self.reading.original, *part) is not None
        return None if general and not self._is_row(part) else self._so_far(part)

    def _is_row(self, part: Part) -> bool:
        """Whether the line of a sentence tells of one drug alone."""
        text = self.reading.text
        begin, end = text.rfind("\n", 0, part.start) + 1, text.find("\n", part.end)
        line = self.reading.named(begin, end if end >= 0 else len(text))
        return len({one.drug.generic for one in line if one.drug} & self.needed) == 1

    def _so_far(self, part: Part) -> frozenset[str] | None:
        """The drugs told up to the end of a sentence, where others are told only after it."""
        told = {m.drug.generic for m in self.reading.named(0, part.end) if m.drug} & self.needed
        return frozenset(told) if told and told != self.needed else None

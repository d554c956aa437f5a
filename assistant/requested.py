"""What is requested: the way of a text in its conversation. The weights, and what must not be left to them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant import case_history, case_turns, cases, danger, follow_ups, patients
from assistant.case_history import Told
from assistant.case_remark import remark
from assistant.case_words import of_case
from assistant.criteria.types import CaseReport, Meant
from assistant.embed import FloatArray
from assistant.lexicon import Lexicon
from assistant.paragraphs import plain_text
from assistant.records import Turn
from assistant.route import Routed, Way, route

_BARE_DECISION = re.compile(  # right after a report: "start clozapine?", "raise it or switch"
    r"^\W*(?:(?:and|so|then|ok(?:ay)?|now)\W+)*(?:start|give|stop|switch|add|increase|raise|reduce|lower|continue|try"
    r"|prescribe|augment|taper|restart|rechallenge)\b[^.?!]{0,60}(?:\?\W*$|\bor\b)",
    re.I,
)

_OVERDOSE = re.compile(
    r"\b(?:took|taken|swallow\w*|ate|drank)\b[^.?!]{0,40}"
    r"\b(?:all|whole|bottle|box|strips?|packet|lot|\d{2,} (?:tab|pill|caps)\w*)\b[^.?!]{0,60}"
    r"\b(?:ago|just now|tonight|at once|in one go|this (?:morning|afternoon|evening))\b",
    re.I,
)
_STUDIES = re.compile(
    r"\b(?:stud(?:y|ies)|evidence|meta-?\s?analys[ie]s|literature|article|published|papers?|nnts?|rcts?|incidence"
    r"|prevalence|validated|in general)\b",
    re.I,
)
_OF_SOURCES = frozenset({"adverse-effect", "drug", "drug-class", "treatment", "trial"})  # kinds of things named
_OF_THE_CHECKER = frozenset(  # what every case is judged by, be it in this report or not
    """
    adherence alert-level augmentation dose dose-equivalent functioning mar missed-doses monotherapy non-adherence
    non-response optimisation pill-count plasma-level polypharmacy pseudo-resistance psychosis reference-range relapse
    remission response-rate schizoaffective schizophrenia steady-state switching tdm titration trough trs utrs
    """.split()
)
_WIDE = 10_000  # characters of a line: no name is broken
# Of the report, if it has them. An organisation may be asked about as one that defines resistance.
_OF_EITHER = frozenset({"concept", "condition", "measure", "population"})


class Request(NamedTuple):
    """The way of a text, and of one on a patient how it goes on from the case told before."""

    way: Way
    meant: Meant = "told"


class Requests:
    """Reads requests by the weights for one embedding model."""

    def __init__(self, lexicon: Lexicon, embedder: str, longest: int) -> None:
        """`embedder`: the embedding model's name; `longest`: characters of a question."""
        self._lexicon, self._embedder, self._longest = lexicon, embedder, longest

    def read(
        self, question: str, text: str, vector: FloatArray, turns: Sequence[Turn], *, among_others: bool = False
    ) -> Request:
        """What kind of request `text` is; `question` is the same with its lines, `vector` its unit vector.

        `among_others`: there are documents that the weights were not fitted to.
        """
        if len(text) > self._longest:
            return Request("case")  # nothing else of this length is let through
        if danger.is_plain(text):
            return Request("emergency")
        told = case_history.told_in(turns)
        if follow_ups.means_the_patient(text) and (told or patients.speaks_of_one(text)):
            # "what about her?": of the patient whose case was told, if one was
            could_be = patients.could_be_one(text, "\n".join(note for note, _ in told))
            return Request("case" if told and could_be else "order")
        routed = self._routed(text, vector, among_others)
        if told:
            return self._in_a_case(question, text, vector, turns, routed)
        if routed.way == "emergency":
            return Request("question" if turns and follow_ups.only_names(text, self._lexicon) else "emergency")
        return Request(self._by_itself(question, text, routed.way, goes_on=bool(turns)))

    def _routed(self, text: str, vector: FloatArray, among_others: bool) -> Routed:
        routed = route(text, self._lexicon, vector, self._embedder)
        if routed.way == "emergency" and not danger.is_possible(text):
            return Routed("question", routed.lead)
        if routed.way == "out_of_scope" and not routed.is_out_of_scope(1.0, among_others=among_others):
            return Routed("question", routed.lead)  # until it is known what is found
        return routed

    def _in_a_case(
        self, question: str, text: str, vector: FloatArray, turns: Sequence[Turn], routed: Routed
    ) -> Request:
        """How a text goes on in a conversation in which a case was told."""
        told, after_report = case_history.told_in(turns), isinstance(turns[-1].reply, CaseReport)
        likely = remark(text, self._lexicon, vector, self._embedder, after_report=after_report)
        if not danger.is_possible(text):
            likely = likely.calm()
        by_rule = after_report and case_turns.asks_by_rule(text, told[-1][1])
        if not by_rule and (_OVERDOSE.search(text) or likely.is_urgent(routed)):
            return Request("question" if follow_ups.only_names(text, self._lexicon) else "emergency")
        how = case_turns.meant(question, told, likely, after_report=after_report)
        decides = likely.kind == "order" or bool(after_report and _BARE_DECISION.search(text))
        if how == "asked" and not by_rule:
            decides |= cases.way_of_one(text, self._lexicon) == "order"
            how = None if decides or self._is_of_sources(text, told) else how
        if how:
            return Request("case", how)
        if decides:
            return Request("order")
        foreign = routed.way in ("emergency", "out_of_scope")  # a danger would have been seen above
        way: Way = routed.way if not foreign else "out_of_scope" if likely.kind == "out_of_scope" else "question"
        return Request(self._by_itself(question, text, way, goes_on=True))

    def _is_of_sources(self, text: str, told: Sequence[Told]) -> bool:
        """Whether a question is of studies, or names a drug, trial, treatment or effect that the notes do not; or what
        neither they nor the report hold, where it speaks of no patient."""
        rest = case_turns.DEFINITION.sub(" ", text)
        noted = {one.entity.id for note, _ in told for one in self._lexicon.mentions(note)}
        named = {one.entity.id for one in self._lexicon.mentions(rest) if one.entity.kind in _OF_SOURCES}
        if _STUDIES.search(rest) or named - noted:
            return True
        if cases.names_a_patient(text):
            return False
        others = {one.entity.id for one in self._lexicon.mentions(rest) if one.entity.kind in _OF_EITHER}
        others -= _OF_THE_CHECKER
        shown = plain_text(of_case(told[-1][1]), _WIDE)
        return bool(others - noted - {one.entity.id for one in self._lexicon.mentions(shown)})

    def _by_itself(self, question: str, text: str, way: Way, *, goes_on: bool) -> Way:
        """The way of a text that goes on from no case."""
        return self._of_case(question) if way == "case" else self._of_one(way, text, goes_on)

    def _of_one(self, way: Way, text: str, goes_on: bool) -> Way:
        """The way of what the weights call no case: words about one patient are one, or an order, whatever they say."""
        if cases.tells_a_history(text) or cases.tells_of_one(text):
            return "case"
        of_one = cases.way_of_one(text, self._lexicon)
        is_refused = way == "out_of_scope" and not goes_on and not patients.is_told_of(text)
        return way if is_refused or (way == "order" and "?" in text) else of_one or way

    def _of_case(self, question: str) -> Way:
        """Whether what is like a case is for the checker."""
        if cases.tells_a_history(question) or cases.tells_of_one(question):
            return "case"
        if cases.is_of_no_one(question):
            return "question"
        return "case" if cases.is_for_the_checker(question, self._lexicon) else "order"

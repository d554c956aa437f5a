"""What is requested: the way of a text in its conversation. The router's weights, and what must not be left to them."""

import re
from collections.abc import Sequence

from assistant import case_turns, cases, follow_ups, patients
from assistant.criteria.types import CaseReport
from assistant.embed import FloatArray
from assistant.lexicon import Lexicon
from assistant.records import Turn
from assistant.route import AFTER, Routed, Way, route

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


class Requests:
    """Reads requests by the weights for one embedding model."""

    def __init__(self, lexicon: Lexicon, embedder: str, longest: int) -> None:
        """`embedder`: the embedding model's name; `longest`: characters of a question."""
        self._lexicon, self._embedder, self._longest = lexicon, embedder, longest

    def way(
        self, question: str, text: str, vector: FloatArray, turns: Sequence[Turn], *, among_others: bool = False
    ) -> Way:
        """What kind of request `text` is; `question` is the same with its lines, `vector` its unit vector.

        `among_others`: there are documents that the weights were not fitted to.
        """
        if len(text) > self._longest:
            return "case"  # nothing else of this length is let through
        routed = self._routed(text, vector, among_others)
        told = [(turn.question, turn.reply) for turn in turns if isinstance(turn.reply, CaseReport)]
        if follow_ups.means_the_patient(text) and (told or patients.speaks_of_one(text)):
            # "what about her?": of the patient whose case was told, if one was
            could_be = patients.could_be_one(text, "\n".join(note for note, _ in told))
            return "case" if told and could_be else "order"
        if turns and isinstance(report := turns[-1].reply, CaseReport):
            after = route(text, self._lexicon, vector, self._embedder, AFTER)
            is_urgent = after.way == "emergency" or bool(_OVERDOSE.search(text))
            return self._after(report, question, text, told, is_urgent, routed.way)
        if routed.way == "emergency":
            return "question" if turns and follow_ups.only_names(text, self._lexicon) else "emergency"
        return self._of_case(question) if routed.way == "case" else self._of_one(routed.way, text, bool(turns))

    def _routed(self, text: str, vector: FloatArray, among_others: bool) -> Routed:
        routed = route(text, self._lexicon, vector, self._embedder)
        if routed.way == "out_of_scope" and not routed.is_out_of_scope(1.0, among_others=among_others):
            return Routed("question", routed.lead)  # until it is known what is found
        return routed

    def _after(
        self, report: CaseReport, question: str, text: str, told: Sequence[case_turns.Told], is_urgent: bool, way: Way
    ) -> Way:
        """The way of what is typed right after a report; `is_urgent`: by weights fitted to such remarks."""
        taken = case_turns.taken(question, told, report)
        if is_urgent and taken not in ("of the report", "definition"):
            return "question" if follow_ups.only_names(text, self._lexicon) else "emergency"
        if taken == "more" and "?" in text:
            return "case" if cases.is_for_the_checker(question, self._lexicon) else "order"
        if taken:
            return "case"
        if _BARE_DECISION.search(text):
            return "order"
        return self._of_case(question) if way == "case" else self._of_one(way, text, goes_on=True)

    def _of_one(self, way: Way, text: str, goes_on: bool) -> Way:
        """The way of what the weights call no case: words about one patient are one, or an order, whatever they say."""
        if way == "question" and cases.tells_a_history(text):
            return "case"
        of_one = cases.way_of_one(text, self._lexicon)
        is_refused = way == "out_of_scope" and not goes_on and not patients.is_told_of(text)
        return way if is_refused or (way == "order" and "?" in text) else of_one or way

    def _of_case(self, question: str) -> Way:
        """Whether what is like a case is for the checker."""
        if cases.is_of_no_one(question):
            return "question"
        return "case" if cases.is_for_the_checker(question, self._lexicon) else "order"

"""A fact in, the verified words that an item rests on out: the fact itself, what limits it, and what disputes it."""

from assistant.compose import DISPUTES, MOST_DISPUTES
from assistant.index import Index
from assistant.lexicon import Lexicon
from assistant.quiz.facts import Fact, Facts
from assistant.types import Citation, Claim, Hit, Role, Statement
from assistant.verify import Gate, cite


class Grounds:
    """Cites facts of one index. Every sentence passes the same gate as an answer's; the fact's words are verbatim."""

    def __init__(self, index: Index, facts: Facts, lexicon: Lexicon) -> None:
        self._index, self._lexicon = index, lexicon
        self._by_passage: dict[str, list[Fact]] = {}
        for fact in facts.everything:
            self._by_passage.setdefault(fact.passage.passage_id, []).append(fact)

    def of(self, fact: Fact, mark: str = "") -> tuple[Statement, ...]:
        """The fact with `mark` marked, its caveats, then what other sources hold against it; () where it is refused."""
        others = [
            *((one, "caveat") for one in self._limits(fact)),
            *((one, "disagreement") for one in self._disputes(fact)),
        ]
        told: list[tuple[Fact, Role]] = [(fact, "answer"), *others]  # type: ignore[list-item]
        gate = Gate((_hit(one) for one, _ in told), self._index.text, self._lexicon)
        for one, role in told:
            first = one is fact
            gate.admit(Claim(text=one.text, role=role, spans=(_span(one),), mark=mark if first else "",
                             bears_on=None if first else 0))  # fmt: skip
        return tuple(gate.statements) if gate.statements and gate.statements[0].role == "answer" else ()

    def citation(self, fact: Fact) -> Citation:
        """The fact's own words."""
        _, start, end = _span(fact)
        return cite(_hit(fact), start, end, self._index.text)

    def _limits(self, fact: Fact) -> list[Fact]:
        return [one for one in self._by_passage[fact.passage.passage_id] if one.sentence.caveat_of == fact.ordinal]

    def _disputes(self, fact: Fact) -> list[Fact]:
        found = []
        for one in self._index.relations_of([fact.passage.passage_id]):
            if one.how not in DISPUTES or one.to_passage_id is None or one.to_sentence is None:
                continue
            ends = [(one.from_passage_id, 0), (one.to_passage_id, one.to_sentence)]
            if fact.key in ends:
                other = ends[1 - ends.index(fact.key)]
                found += [each for each in self._by_passage.get(other[0], ()) if each.key == other]
        checked = [one for one in found if one.passage.checked != "recalled"]
        return list({one.key: one for one in checked}.values())[:MOST_DISPUTES]


def _span(fact: Fact) -> tuple[str, int, int]:
    return fact.passage.passage_id, fact.sentence.start, fact.sentence.end


def _hit(fact: Fact) -> Hit:
    return Hit(passage=fact.passage, source=fact.source, score=1.0)

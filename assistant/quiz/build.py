"""A request in, a quiz out: facts of the topic, each asked about once, keys spread over the places, nothing made up.

Deterministic: the same request, corpus and version give the same bytes. Where facts run out the quiz is shorter and
says why.
"""

import hashlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from assistant.criteria.ruleset import tables_hash
from assistant.index import Index
from assistant.lexicon import Lexicon
from assistant.quiz.distractors import Distractors
from assistant.quiz.facts import Fact, Facts, Gap
from assistant.quiz.grounds import Grounds
from assistant.quiz.lint import lint_item
from assistant.quiz.lint.sets import cues, say_the_same
from assistant.quiz.matching import Answerable, matching
from assistant.quiz.stems import Stem, Stems
from assistant.quiz.types import ItemKind, Level, Quiz, QuizItem, QuizRequest, Shortfall
from assistant.quiz.vignettes import vignettes
from assistant.quiz.writing import MOST_OPTIONS, WRITERS, Pen
from assistant.types import Provenance

NO_CRITERION = "No criterion that the checker decides is on this topic, so there is no case to make of it."
NO_MORE_CASES = "Every limit of the criteria on this topic has been asked about in as many cases as differ."
MOST_CASES = 10_000  # made-up patients looked at for one quiz: those that break a rule of writing are left out
TOO_COMMON = 0.25  # what so many facts name is no answer: every item here is about it


class QuizBuilder:
    """Makes quizzes from one index as it is. Build another one when the corpus has changed."""

    def __init__(self, index: Index, lexicon: Lexicon, stems: Iterable[Stem], provenance: Provenance) -> None:
        self.facts = Facts(index, lexicon)
        self.provenance = provenance
        self._lexicon = lexicon
        self._distractors = Distractors(self.facts, lexicon)
        self.grounds = Grounds(index, self.facts, lexicon)
        kept = tuple(stems)
        self._stems = Stems(kept, self.facts.askable)
        self._made_of = (provenance, kept, tables_hash())
        named = Counter(thing for fact in self.facts.askable for thing in fact.entities)
        self._common = {thing for thing, times in named.items() if times > TOO_COMMON * len(self.facts.askable)}

    def build(self, request: QuizRequest, on_topic: Sequence[Fact]) -> Quiz:
        """Items on these facts, as many as asked for or as there are."""
        writing = _Writing(self, request, [one for one in on_topic if _is_from(one, request.jurisdiction)])
        items = tuple(writing.items())
        return Quiz(
            quiz_id=self._quiz_id(request),
            title=request.topic.strip() or "Treatment-resistant schizophrenia",
            request=request,
            items=items,
            shortfall=writing.shortfall(len(items)),
            provenance=self.provenance,
            ruleset_hash=tables_hash() if any(item.vignette for item in items) else "",
        )

    @property
    def unplaced(self) -> tuple[Stem, ...]:
        """The stems kept that no sentence answers any more."""
        return tuple(self._stems.unplaced)

    def pen(self, request: QuizRequest, chance: random.Random, place: int) -> Pen:
        """What a writer needs for the next item."""
        return Pen(self._distractors, self.grounds, self._stems, self._lexicon, request.level, chance, place)

    def gaps(self, fact: Fact, level: Level, kind: ItemKind) -> list[Gap]:
        """The gaps to ask for, best first: those with a question of their own, then figures, then names.

        A student is asked for what guides practice: no sizes of studies, no hazard ratios. Others are asked for these
        last, but for a specialist. An adverse effect after "a" or "the" reads badly with another in its place.
        """
        sentence = kind in ("cloze", "true_false")
        fit = [
            gap for gap in fact.gaps
            if (gap.alone or (not sentence and self._stems.ask(fact, gap)))
            and not (gap.entity and gap.entity.id in self._common)
            and not (level == "student" and _is_of_a_study(gap))
            and (self._stems.ask(fact, gap) or _reads_well(fact, gap))
        ]  # fmt: skip
        return sorted(fit, key=lambda gap: (
            not sentence and not self._stems.ask(fact, gap), level != "specialist" and _is_of_a_study(gap),
            gap.quantity is None, gap.start,
        ))  # fmt: skip

    def has_question(self, fact: Fact) -> bool:
        """Whether a question of its own is kept for one of its gaps: it reads better than a sentence with a gap."""
        return any(self._stems.ask(fact, gap) for gap in fact.gaps)

    def _quiz_id(self, request: QuizRequest) -> str:
        provenance, stems, rules = self._made_of
        said = [
            request.model_dump_json(),
            provenance.model_dump_json(),
            rules,
            *(one.model_dump_json() for one in stems),
        ]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]


class _Writing:
    """One quiz being written: what was asked about already, and where keys have stood."""

    def __init__(self, builder: QuizBuilder, request: QuizRequest, facts: Sequence[Fact]) -> None:
        self._builder, self._request = builder, request
        self._facts = facts
        self._chance = random.Random(f"{request.seed}/{builder.provenance.corpus}")
        self._left = sorted(_spread(facts, self._chance), key=lambda fact: not builder.has_question(fact))
        self._places = Counter[int]()
        self._made: list[QuizItem] = []
        self._refused = set[tuple[str, int, tuple[str, int]]]()  # what gave no item once gives none later
        self._vignettes = vignettes(request, random.Random(f"{request.seed}/vignettes"), MOST_CASES)

    def items(self) -> Iterator[QuizItem]:
        """One item after another, the kinds in turn; a kind for which no fact is left gives way to the others."""
        kinds = list(self._request.kinds)
        made = 0
        while kinds and made < self._request.count:
            kind = kinds[made % len(kinds)]
            item = self._next(kind)
            if item is None:
                kinds.remove(kind)
            else:
                made += 1
                yield item

    def shortfall(self, made: int) -> Shortfall | None:
        """Why there are fewer than asked for."""
        asked = self._request.count
        if made == asked:
            return None
        if self._request.kinds == ("vignette",):
            return Shortfall(asked=asked, made=made, why=NO_MORE_CASES if made else NO_CRITERION)
        kinds = ", ".join(kind.replace("_", " ") for kind in self._request.kinds)
        why = (
            f"{len(self._facts)} sentences on this topic can be asked about; the others of them give no item of the "
            f"kinds asked for ({kinds}): too few wrong answers of the same kind that no source makes right as well."
            if self._facts
            else "No sentence on this topic can be asked about."
        )
        return Shortfall(asked=asked, made=made, why=why)

    def _next(self, kind: ItemKind) -> QuizItem | None:
        if kind == "matching":
            return self._next_matching()
        if kind == "vignette":
            return self._next_vignette()
        writer = WRITERS.get(kind)
        if writer is None:
            return None
        for fact in self._left:
            place = self._place(kind)
            if (kind, kind == "true_false" and place, fact.key) in self._refused:
                continue
            pen = self._builder.pen(self._request, self._chance, place)
            for gap in self._builder.gaps(fact, self._request.level, kind):
                item = writer(fact, gap, pen)
                if item is not None and self._is_sound(item):
                    self._left.remove(fact)
                    self._count(item)
                    return item
            self._refused.add((kind, kind == "true_false" and place, fact.key))
        return None

    def _next_vignette(self) -> QuizItem | None:
        item = next((one for one in self._vignettes if self._is_sound(one)), None)
        if item is not None:
            self._made.append(item)
        return item

    def _next_matching(self) -> QuizItem | None:
        pen = self._builder.pen(self._request, self._chance, 0)
        gaps, level = self._builder.gaps, self._request.level
        places = [Answerable(fact, gap) for fact in self._left for gap in gaps(fact, level, "matching")[:1]]
        for at in range(len(places)):
            if ("matching", 0, places[at].fact.key) in self._refused:
                continue
            item = matching(places[at:], pen)
            if item is not None and self._is_sound(item):
                self._made.append(item)
                used = {(cited.source_slug, cited.start) for pair in item.pairs for cited in pair.citations}
                self._left = [one for one in self._left if (one.source.slug, one.sentence.start) not in used]
                return item
            self._refused.add(("matching", 0, places[at].fact.key))
        return None

    def _place(self, kind: ItemKind) -> int:
        """Where the next key should stand: a place that had fewest keys so far, by lot among equals."""
        places = range(2 if kind == "true_false" else MOST_OPTIONS)
        fewest = min(self._places[_slot(kind, place)] for place in places)
        return self._chance.choice([place for place in places if self._places[_slot(kind, place)] == fewest])

    def _is_sound(self, item: QuizItem) -> bool:
        """Whether no rule is broken, and no item so far asks the same, tells its answer, or is told by it."""
        if any(fault.severity == "error" for fault in lint_item(item)):
            return False
        return not any(say_the_same(one, item) or cues(one, item) or cues(item, one) for one in self._made)

    def _count(self, item: QuizItem) -> None:
        self._made.append(item)
        at = next((n for n, option in enumerate(item.options) if option.is_key), None)
        if at is not None:
            self._places[_slot(item.kind, at)] += 1


def _slot(kind: ItemKind, place: int) -> int:
    """True-or-false keys are counted apart from the others."""
    return place + (100 if kind == "true_false" else 0)


def _is_of_a_study(gap: Gap) -> bool:
    """Whether it tells how large or how sure a study was, rather than what to do or to expect."""
    return gap.quantity is not None and gap.quantity.kind in ("count", "ratio", "proportion")


def _reads_well(fact: Fact, gap: Gap) -> bool:
    """Whether another answer of its kind could stand in the sentence: no effect after an article, for one."""
    if gap.quantity is not None or gap.entity is None or gap.entity.kind != "adverse-effect":
        return True
    return not re.search(r"\b(?:an?|the|this|that)\s+$", fact.text[: gap.start], re.IGNORECASE)


def _is_from(fact: Fact, jurisdiction: str) -> bool:
    return not jurisdiction or fact.source.jurisdiction.casefold() == jurisdiction.strip().casefold()


def _spread(facts: Sequence[Fact], chance: random.Random) -> list[Fact]:
    """The facts so that each subject comes in turn, by lot within it: a quiz covers its topic.

    What the sources say more of is likelier to come early: a subject that the topic only touches seldom leads.
    """
    subjects = defaultdict[tuple[str, str], list[Fact]](list)
    for fact in facts:
        subjects[fact.source.slug, fact.topic].append(fact)
    piles = [chance.sample(pile, len(pile)) for pile in subjects.values()]
    piles.sort(key=lambda pile: -(chance.random() ** (1 / len(pile))))  # drawn by lot, weighted by size
    return [pile[turn] for turn in range(max(map(len, piles), default=0)) for pile in piles if turn < len(pile)]

"""Composing without a model: the sentences that answer, verbatim, with their caveats and what other sources say.

A question and the evidence found for each of its clauses go in; a Draft comes out, or what is missing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.answering_words import mark_of
from assistant.evidence import CONTEXT_COUNTS, Evidence, Reader
from assistant.index import Index
from assistant.instructions import instructs_a_program
from assistant.judge import Judgement, Scored, judge, score_one
from assistant.neighbours import leans_on, same
from assistant.premise import asserts, claims, premise_of
from assistant.question import Clause, Question
from assistant.relations import ResolvedRelation
from assistant.search import Found
from assistant.types import Claim, Draft, Hit, Premise, Role
from assistant.unchecked import only_unchecked
from assistant.words import whole_word

ENOUGH = 0.3  # a further sentence must be this likely to answer, beside the best one
ELABORATES = 0.1  # and one that leans on a sentence shown, this likely
NEIGHBOUR = 0.05  # least of a sentence beside the best one that goes on about the same
STILL_GOOD = 0.1  # least of a sentence added for what no other one covers
MOST_SUBJECTS = 2  # sentences shown because those chosen were written about them
WORTH_COVERING = 0.35  # weight of a word for which a sentence may be added
# Of the score of a limit that holds a claim of its own: below it, the claim it limits is left out. Left out always, a
# premise of the tuning half was no longer corrected.
CLEARLY = 0.7
MOST_DISPUTES = 3  # disagreements shown for the best sentence and the article's; one for each further sentence
SAME_SUBJECT = 0.1  # least of a rule of another country on the same subject
DISPUTES = frozenset({"contradicts", "qualifies"})


Key = tuple[str, int]  # a sentence: its passage's id and its ordinal there


class Composition(NamedTuple):
    """A draft, or None with what the sources lack. `hits` are all the passages that may be cited."""

    draft: Draft | None
    hits: tuple[Hit, ...]
    missing: tuple[str, ...]
    score: float = 0.0  # how likely it answers: of what answers each clause, the mean
    spoken: float = 0.0  # share of what the typed words ask that the sentence which answers speaks of
    near: tuple[tuple[Hit, int], ...] = ()  # the likeliest sentence, by its ordinal, of each passage, best first
    unchecked: tuple[str, ...] = ()  # what only a statement speaks of that nobody has checked

    @property
    def source(self) -> str:
        """The slug of the document that answers first; empty where none does."""
        best = self.draft.claims[0].spans[0][0] if self.draft else ""
        return next((hit.source.slug for hit in self.hits if hit.passage.passage_id == best), "")


Find = Callable[[Clause], Found]  # searches for a part of a clause


def compose_extractive(
    question: Question, founds: Sequence[Found], index: Index, reader: Reader, most: int, find: Find
) -> Composition:
    """Answer each clause from its own evidence; `most` is how many answering sentences are shown at the most."""
    desk = _Desk(index, reader)
    missing: list[str] = []
    unchecked: list[str] = []
    premise: Premise | None = None
    marks: list[tuple[float, float]] = []
    judged: list[Scored] = []
    share = max(1, most // max(1, len(question.clauses)))
    for clause, found in zip(question.clauses, founds, strict=True):
        for part in _judged(clause, found, desk, find):
            marks.append(_marks(part))
            missing += (whole_word(name, part.clause.text) for name in part.judgement.missing)
            unchecked += part.unchecked
            judged += part.judgement.all
            if part.judgement.answers:
                shown = desk.answer(part.clause, part.judgement, part.found, share)
                premise = premise or premise_of(part.clause, shown)
                missing += _left_unsaid(part.clause, shown)
    hits, lacking = tuple(desk.hits.values()), tuple(dict.fromkeys(missing))
    if not desk.picks:
        return Composition(None, hits, lacking, near=_near(judged), unchecked=tuple(dict.fromkeys(unchecked)))
    draft = Draft(claims=desk.claims(), composer="extractive", premise=premise, missing=lacking)
    score, spoken = (sum(of) / len(of) for of in zip(*marks, strict=True))
    return Composition(draft, hits, lacking, score, spoken)


def _left_unsaid(clause: Clause, shown: Sequence[Evidence]) -> list[str]:
    """The things that a clause takes for granted and no sentence shown speaks of."""
    if not claims(clause.text):
        return []
    things = [
        unit for unit in clause.own if unit.entity and unit.entity.kind != "wording" and unit.weight >= WORTH_COVERING
    ]
    return [unit.surface for unit in things if not any(one.covers(unit) for one in shown)]


def _near(judged: Sequence[Scored]) -> tuple[tuple[Hit, int], ...]:
    """The likeliest sentence of each passage, best first: what is shown where nothing answers."""
    found: dict[str, tuple[Hit, int]] = {}
    for one in sorted(judged, key=lambda one: -one.score):
        hit = one.evidence.hit
        found.setdefault(hit.passage.passage_id, (hit, one.evidence.ordinal))
    return tuple(found.values())


def _marks(part: "_Judged") -> tuple[float, float]:
    """How likely a part of the question is answered, and how much of its own words by what answers best."""
    if not part.judgement.answers:
        return 0.0, 0.0
    best = part.judgement.scored[0]
    own = part.clause.own
    total = sum(unit.weight for unit in own) or 1.0
    return best.score, sum(unit.weight for unit in own if best.evidence.covers(unit)) / total


_CONCEDES = re.compile(r"(?:Although|Though|Even though|Despite|In spite of|Notwithstanding)\b")


class _Judged(NamedTuple):
    """A clause, or a part of one, with what was found for it and how that was judged."""

    clause: Clause
    found: Found
    judgement: Judgement
    unchecked: tuple[str, ...] = ()  # words of it that only a statement speaks of which nobody has checked


def _judged(clause: Clause, found: Found, desk: "_Desk", find: Find) -> list[_Judged]:
    """The clause with its judgement; where no sentence speaks of all it names, its parts with theirs.

    What is listed or compared is answered one by one. Where something is taken for granted of two things that no source
    ties together, the question is answered without the one, which is then named as not covered.
    """

    def judged(part: Clause, found: Found) -> _Judged:
        judgement = judge(part, desk.read(found), found.likeness)
        alone = only_unchecked(part, judgement, desk.unchecked(found), found.likeness)
        if alone and judgement.answers:
            judgement = judgement._replace(answers=False, missing=alone)
        return _Judged(part, found, judgement, alone)

    whole = judged(clause, found)
    if whole.judgement.answers:
        return [whole]
    for listed in (clause.alternatives(), clause.halves()):
        parts = [(judged(part, find(part)), name) for part, name in listed]
        if any(part.judgement.answers for part, _ in parts):
            return [part if part.judgement.answers else _lacking(part, name) for part, name in parts]
    if not whole.judgement.scored and asserts(clause.text):
        without = [(judged(part, find(part)), name) for part, name in clause.without_one()]
        answered = [one for one in without if one[0].judgement.answers]
        if answered:
            part, name = max(answered, key=lambda one: one[0].judgement.scored[0].score)
            return [part._replace(judgement=part.judgement._replace(missing=(name,)))]
    return [whole]


def _lacking(part: _Judged, name: str) -> _Judged:
    return part._replace(judgement=part.judgement._replace(missing=part.judgement.missing or (name,)))


class _Pick(NamedTuple):
    evidence: Evidence
    role: Role
    bears_on: Key | None = None  # key of the evidence it limits or disputes
    mark: str = ""


class _Desk:
    """The sentences chosen so far, each once, with the passages they come from."""

    def __init__(self, index: Index, reader: Reader) -> None:
        self._index, self._reader = index, reader
        self.hits: dict[str, Hit] = {}
        self.picks: dict[Key, _Pick] = {}

    def read(self, found: Found) -> list[Evidence]:
        """The evidence of what was found; its passages may be cited from now on."""
        self.hits |= {hit.passage.passage_id: hit for hit in found.hits}
        return [one for one in self._reader.gather(found.hits, found, self._index) if not _instructs(one)]

    def unchecked(self, found: Found) -> list[Evidence]:
        """The sentences found that nobody has checked: none of them is shown."""
        return self._reader.gather(found.hits, found, self._index, unchecked=True)

    def answer(self, clause: Clause, judgement: Judgement, found: Found, most: int) -> list[Evidence]:
        """Choose the sentences that answer one clause, then what limits and what disputes them. Those that answer."""
        chosen = self._chosen(judgement, most)
        chosen += _of_other_countries(clause, chosen, judgement)
        chosen += _for_what_is_left(clause, chosen, judgement)
        relations = self._index.relations_of([one.evidence.hit.passage.passage_id for one in chosen])
        chosen += self._what_they_bear_on(clause, chosen, judgement, relations, found)
        relations += self._index.relations_of([one.evidence.hit.passage.passage_id for one in chosen[-MOST_SUBJECTS:]])
        scores = {one.evidence.key: one.score for one in judgement.all}
        # Where no known question tells the two apart, what speaks of the same and disputes it is shown as a dispute.
        against = _disputes(chosen[0].evidence, relations, scores) if chosen[0].evidence.known is None else []
        chosen = [one for one in chosen if one.evidence.key not in against]
        chosen, alone = _conceding(list({one.evidence.key: one for one in chosen}.values())[:most])
        for one in chosen:
            root = one.evidence if one.evidence.key in alone else self._root(one.evidence, found)
            for evidence in dict.fromkeys((root, one.evidence)):
                mark = mark_of(clause, evidence, is_best=one is chosen[0])
                self._pick(_Pick(evidence, "answer", None, mark))
            self._limit(root, found)
        for place, one in enumerate(chosen):
            disputes = _disputes(one.evidence, relations, scores)
            most_here = MOST_DISPUTES if place == 0 or one.evidence.hit.source.kind == "article" else 1
            self._dispute(one.evidence, disputes[:most_here], found)
        shown = {one.evidence.key: one.evidence for one in chosen}
        return [*shown.values(), *(pick.evidence for pick in self.picks.values() if pick.bears_on in shown)]

    def claims(self) -> tuple[Claim, ...]:
        """The claims in reading order: each answer, then its limits, then what disputes it."""
        ordered = [pick for answer in self.picks.values() if answer.bears_on is None for pick in self._told(answer)]
        place = {pick.evidence.key: number for number, pick in enumerate(ordered)}
        return tuple(
            Claim(
                text=pick.evidence.sentence.text,
                role=pick.role,
                spans=(pick.evidence.span,),
                mark=pick.mark,
                bears_on=None if pick.bears_on is None else place[pick.bears_on],
            )
            for pick in ordered
        )

    def _told(self, pick: _Pick) -> Iterator[_Pick]:
        """A sentence, then all that bears on it, and on that: limits first."""
        yield pick
        bearing = [other for other in self.picks.values() if other.bears_on == pick.evidence.key]
        for other in sorted(bearing, key=lambda other: other.role != "caveat"):
            yield from self._told(other)

    def _chosen(self, judgement: Judgement, most: int) -> list[Scored]:
        best = judgement.scored[0]
        chosen = [best]
        for scored in judgement.scored[1:]:
            if len(chosen) >= most:
                break
            near = any(leans_on(scored.evidence, other.evidence) for other in chosen)
            least = (ELABORATES if near else ENOUGH) * best.score
            if scored.score >= least and not any(same(scored.evidence, other.evidence) for other in chosen):
                chosen.append(scored)
        return chosen + _beside(best, judgement)

    def _what_they_bear_on(
        self,
        clause: Clause,
        chosen: list[Scored],
        judgement: Judgement,
        relations: Sequence[ResolvedRelation],
        found: Found,
    ) -> list[Scored]:
        """The sentences of the article that those chosen were written about, nearest to the question first."""
        ids = {one.evidence.hit.passage.passage_id for one in chosen}
        targets = {
            (one.to_passage_id, one.to_sentence)
            for one in relations
            if one.from_passage_id in ids and one.to_passage_id is not None and one.to_sentence is not None
        }
        known = {one.evidence.key: one for one in judgement.all}
        borne = []
        for target in sorted(targets - {one.evidence.key for one in chosen}):
            hit = self._hit(target[0])
            if hit is not None and hit.source.kind == "article":
                sentence = self._sentence(hit, target[1], found)
                borne.append(known.get(target) or score_one(clause, sentence, judgement.all, found.likeness))
        least = STILL_GOOD * chosen[0].score
        return sorted((one for one in borne if one.score >= least), key=lambda one: -one.score)[:MOST_SUBJECTS]

    def _root(self, evidence: Evidence, found: Found) -> Evidence:
        """The claim that a caveat limits; any other sentence is its own root."""
        caveat_of = evidence.sentence.caveat_of
        return evidence if caveat_of is None else self._sentence(evidence.hit, caveat_of, found)

    def _limit(self, root: Evidence, found: Found) -> None:
        """Every caveat bound to the claim travels with it."""
        for ordinal, sentence in enumerate(root.hit.passage.sentences):
            if sentence.caveat_of == root.ordinal:
                caveat = _Pick(self._sentence(root.hit, ordinal, found), "caveat", root.key)
                self.picks.pop(caveat.evidence.key, None)  # chosen as an answer before its claim was
                self._pick(caveat)

    def _dispute(self, evidence: Evidence, disputes: Sequence[Key], found: Found) -> None:
        """Show what other sources hold against the sentence."""
        for passage_id, ordinal in disputes:
            hit = self._hit(passage_id)
            if hit is not None and hit.passage.checked != "recalled":
                self._pick(_Pick(self._sentence(hit, ordinal, found), "disagreement", evidence.key))

    def _pick(self, pick: _Pick) -> None:
        if not _instructs(pick.evidence):
            self.picks.setdefault(pick.evidence.key, pick)

    def _sentence(self, hit: Hit, ordinal: int, found: Found) -> Evidence:
        return self._reader.sentence(hit, ordinal, found, self._index)

    def _hit(self, passage_id: str) -> Hit | None:
        if passage_id not in self.hits:
            passage = self._index.passages([passage_id]).get(passage_id)
            if passage is None:
                return None
            self.hits[passage_id] = Hit(passage=passage, source=self._index.source(passage.source_slug), score=0.0)
        return self.hits[passage_id]


def _is_whole(evidence: Evidence) -> bool:
    """Whether a sentence that limits another holds a claim of its own with its limit, and can answer before the other.

    "Although the maximum approved dosage is 20 mg/d, there is evidence ..." can; "However, this study ..." cannot.
    """
    sentence = evidence.sentence
    return sentence.caveat_of is not None and not sentence.continues and bool(_CONCEDES.match(sentence.text))


def _conceding(chosen: Sequence[Scored]) -> tuple[list[Scored], frozenset[Key]]:
    """The sentences that answer, and which of them limit a claim and answer clearly better without it.

    The claim is then left out: it never stands without its limit bound to it.
    """
    scores = {one.evidence.key: one.score for one in chosen}
    conceded = {one.evidence.key: _claim_of(one.evidence) for one in chosen if _is_whole(one.evidence)}
    alone = {key: claim for key, claim in conceded.items() if scores.get(claim, 0.0) < CLEARLY * scores[key]}
    return [one for one in chosen if one.evidence.key not in alone.values()], frozenset(alone)


def _claim_of(evidence: Evidence) -> Key:
    """The sentence that this one limits, or itself."""
    ordinal = evidence.sentence.caveat_of
    return evidence.hit.passage.passage_id, evidence.ordinal if ordinal is None else ordinal


def _instructs(evidence: Evidence) -> bool:
    return instructs_a_program(evidence.sentence.text)


def _disputes(evidence: Evidence, relations: Sequence[ResolvedRelation], scores: Mapping[Key, float]) -> list[Key]:
    """The sentences that contradict or qualify this one, or that it does: contradictions first, then the nearest."""
    here, others = evidence.hit.passage.passage_id, []
    for relation in relations:
        if relation.how not in DISPUTES or relation.to_passage_id is None or relation.to_sentence is None:
            continue
        if relation.from_passage_id == here:
            other = (relation.to_passage_id, relation.to_sentence)
        elif (relation.to_passage_id, relation.to_sentence) == evidence.key:
            other = (relation.from_passage_id, 0)
        else:
            continue
        others.append((relation.how != "contradicts", -scores.get(other, 0.0), other))
    return [other for _, _, other in sorted(others)]


def _beside(best: Scored, judgement: Judgement) -> list[Scored]:
    """The neighbours of the best sentence that go on about the same, even where they answer less well."""
    least = NEIGHBOUR * best.score
    return [one for one in judgement.all if one.score >= least and leans_on(one.evidence, best.evidence)]


def _for_what_is_left(clause: Clause, chosen: list[Scored], judgement: Judgement) -> list[Scored]:
    """For each thing the clause asks about that no sentence chosen speaks of: the best sentence that does.

    What was said earlier in the conversation is not asked again.
    """
    added: list[Scored] = []
    for unit in clause.own:
        if unit.weight < WORTH_COVERING or any(one.evidence.covers(unit) > CONTEXT_COUNTS for one in [*chosen, *added]):
            continue
        speaks = (one for one in judgement.scored if one.evidence.covers(unit) > CONTEXT_COUNTS)
        best = next(speaks, None)
        if best and best.score >= STILL_GOOD * chosen[0].score:
            added.append(best)
    return added


def _of_other_countries(clause: Clause, chosen: list[Scored], judgement: Judgement) -> list[Scored]:
    """Where rules differ by country and the question names none: each further country's rule on the same subject."""
    best = chosen[0]
    if not best.evidence.is_national or any(
        unit.entity and unit.entity.kind == "jurisdiction" for unit in clause.units
    ):
        return []
    countries = {scored.evidence.hit.source.jurisdiction for scored in chosen}
    others: dict[str, Scored] = {}
    for scored in judgement.scored:
        country, topic = scored.evidence.hit.source.jurisdiction, scored.evidence.hit.passage.topic
        same_subject = topic and topic == best.evidence.hit.passage.topic and scored.evidence.is_national
        if same_subject and country not in countries and scored.score >= SAME_SUBJECT * best.score:
            others.setdefault(country, scored)
    return list(others.values())

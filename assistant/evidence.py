"""Sentences that may answer, with what is compared of them: words, entities, quantities, nearness to the question."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from assistant import quantities
from assistant.answering import lengths, towards
from assistant.asked import NONE_ALIKE, Alike
from assistant.demands import Demand, demands_of
from assistant.index import Index
from assistant.lexicon import Entity, Lexicon
from assistant.quantities import Quantity
from assistant.question import Unit
from assistant.search import Found
from assistant.tables import FloatArray
from assistant.types import Asked, Hit, Passage, Sentence, Source
from assistant.uploaded_words import said_throughout
from assistant.words import is_stop_word, spelt, stem, words

CONTEXT_COUNTS = 0.8  # a unit covered by the title, the section or the sentence before, not by the sentence itself
# A figure speaks of these in itself: "392 mg/d" is a dose without the word.
FIGURE_OF = {
    "dose": frozenset({"dose", "mass"}),
    "plasma-level": frozenset({"concentration", "concentration_molar"}),
    "share": frozenset({"percentage", "proportion"}),
    "interval": frozenset({"frequency"}),
}
NO_FIGURES = frozenset({"year", "date", "interval"})  # kinds of quantity that are no figure by themselves
LIMITATION = "limitation"  # the lexicon's entity for "caveat", "weakness", "caution"
BROADER_COUNTS = 0.5  # the question says "pneumonia", the sentence speaks of infection
OF_A_KIND = frozenset({"adverse-effect", "condition"})  # what is said of the whole kind holds for one of it
MOST_KEPT = 20_000  # passages whose features are kept in memory
NARROWER_COUNTS = 0.7  # the question says "antipsychotics", the sentence names one
ASKED_COUNTS = 0.7  # a known question that the sentence answers says it, the sentence itself does not
ACCOUNTS = frozenset({"trial", "organisation", "guideline"})  # whose words or findings a sentence gives
# What is said of one of these is not said of another, whatever people ask.
NEVER_BY_ASKING = frozenset({"drug", "drug-class", "population", "jurisdiction"}) | ACCOUNTS
FAMILY, FAMILY_COUNTS = 6, 0.7  # letters that words of one family share: "registration", "registered"


class Features(NamedTuple):
    """What is compared of a text."""

    stems: frozenset[str]
    families: frozenset[str]  # how their longer stems begin
    entities: frozenset[str]  # named in it
    widened: frozenset[str]  # those and what they are kinds of
    quantities: tuple[Quantity, ...]
    kinds: frozenset[str]  # of quantity


class Known:
    """What is compared of the known questions that a sentence answers or corrects; read when first asked for."""

    def __init__(self, questions: Sequence[Asked], lexicon: Lexicon) -> None:
        self._questions, self._lexicon = questions, lexicon

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words they use."""
        return frozenset(map(stem, spelt(" ".join(one.question for one in self._questions))))

    @cached_property
    def entities(self) -> frozenset[str]:
        """The things they name."""
        return frozenset(
            mention.entity.id for one in self._questions for mention in self._lexicon.mentions(one.question)
        )

    @cached_property
    def demands(self) -> frozenset[Demand]:
        """The figures asked for by those that the sentence answers, not by those that it corrects."""
        return frozenset(demand for one in self._questions if not one.corrects for demand in demands_of(one.question))


class Evidence(NamedTuple):
    """One sentence of a passage found. `context` is what the sentence may leave unsaid."""

    hit: Hit
    ordinal: int
    sentence: Sentence
    own: Features
    context: Features
    known: Known | None  # None where no question is known to be answered by it
    similarity: float
    nearness: float  # cosine under the map that brings sentences near to what they answer; see Reader.gather
    alike: Alike  # how like the known questions the one asked is

    @property
    def key(self) -> tuple[str, int]:
        """Names the sentence among all."""
        return self.hit.passage.passage_id, self.ordinal

    @property
    def span(self) -> tuple[str, int, int]:
        """What a claim made of this sentence cites."""
        return self.hit.passage.passage_id, self.sentence.start, self.sentence.end

    @property
    def is_national(self) -> bool:
        """Whether it is a rule of one country or union."""
        return self.hit.source.jurisdiction != "International"

    def covers(self, unit: Unit) -> float:
        """How far this sentence speaks of `unit`: 1 in so many words, 0 not at all."""
        named = self._names(unit.entity) if unit.entity else 0.0
        if named or not unit.stems:
            return named or self._is_asked(unit)
        if all(stem in self.own.stems for stem in unit.stems):
            return 1.0
        if all(stem in self.own.stems or stem in self.context.stems for stem in unit.stems):
            return CONTEXT_COUNTS
        if all(stem in self.own.stems or _family(stem) in self.own.families for stem in unit.stems):
            return FAMILY_COUNTS
        return self._is_asked(unit)

    def gives(self, demand: Demand) -> bool:
        """Whether it holds the figure, or holds one and is known to answer a question that asks for it.

        A dose or a level has a unit and is never taken on a question's word.
        """
        if any(map(demand.is_met_by, self.own.quantities)):
            return True
        is_asked = self.known is not None and any(map(demand.is_like, self.known.demands))
        return is_asked and not demand.has_a_unit and bool(self.own.kinds - NO_FIGURES)

    def _is_asked(self, unit: Unit) -> float:
        """How far the known questions that it answers speak of `unit`."""
        if self.known is None or (unit.entity and unit.entity.kind in NEVER_BY_ASKING):
            return 0.0
        named = unit.entity is not None and unit.entity.id in self.known.entities
        said = unit.stems and all(stem in self.known.stems for stem in unit.stems)
        return ASKED_COUNTS if named or said else 0.0

    def _names(self, entity: Entity) -> float:
        wanted, broader = entity.id, set(entity.broader)
        is_country = entity.kind == "jurisdiction"
        grades = (
            (1.0, wanted in self.own.entities or bool(self.own.kinds & FIGURE_OF.get(wanted, frozenset()))),
            (1.0, is_country and (wanted in self.own.widened or bool(broader & self.own.entities))),
            (CONTEXT_COUNTS, wanted in self.context.entities),
            (CONTEXT_COUNTS, is_country and bool(broader & self.context.entities)),
            (NARROWER_COUNTS, wanted in self.own.widened),
            (BROADER_COUNTS, entity.kind in OF_A_KIND and bool(broader & self.own.entities)),
        )
        return next((grade for grade, holds in grades if holds), 0.0)


Compared = tuple[Features, Features, Known | None]  # of a sentence: its own words, its context, its known questions


class _Kept(NamedTuple):
    """What is kept of a passage."""

    compared: tuple[Compared, ...]
    lengths: FloatArray  # of its sentences' images


class Reader:
    """Turns passages into evidence. What is compared of a passage is kept until the corpus changes.

    Without `use_known` every document is read as one of which no question is known: an upload.
    """

    def __init__(self, lexicon: Lexicon, embedder: str, *, use_known: bool = True) -> None:
        self._lexicon, self._embedder, self._use_known = lexicon, embedder, use_known
        self._corpus, self._kept_features = "", dict[str, _Kept]()
        self._subjects = dict[str, str]()  # of an upload, by its slug

    def gather(self, hits: Iterable[Hit], found: Found, index: Index, *, unchecked: bool = False) -> list[Evidence]:
        """Every sentence of the passages that may be shown, or of those that nobody has checked, which may not.

        How near a sentence of an upload lies to what is asked is the mean of what the map and the adapted model say.
        """
        shown = [hit for hit in hits if (hit.passage.checked == "recalled") is unchecked]
        vectors = index.sentence_vectors([hit.passage.passage_id for hit in shown])
        kept = self._kept(index.corpus_hash())
        asked, answering = towards(found.vector, self._embedder), self._answering(shown, found, index)
        evidence: list[Evidence] = []
        for hit in shown:
            passage = hit.passage
            name, sentences = passage.passage_id, vectors.get(passage.passage_id)
            if name not in kept:
                kept[name] = _Kept(tuple(self._compared(hit, index)), lengths(sentences, self._embedder))
            cosines = near = [hit.similarity] * len(passage.sentences)
            if sentences is not None:
                mapped = sentences @ asked / kept[name].lengths
                cosines = (sentences @ found.vector).tolist()
                near = ((mapped + answering[name]) / 2 if name in answering else mapped).tolist()
            for ordinal, (own, context, known) in enumerate(kept[name].compared):
                alike = found.likeness.sentences.get((name, ordinal), NONE_ALIKE) if known else NONE_ALIKE
                measured = cosines[ordinal], near[ordinal], alike
                evidence.append(Evidence(hit, ordinal, passage.sentences[ordinal], own, context, known, *measured))
        return evidence

    def sentence(self, hit: Hit, ordinal: int, found: Found, index: Index) -> Evidence:
        """One sentence of a passage."""
        return self.gather([hit], found, index)[ordinal]

    def _answering(self, hits: Sequence[Hit], found: Found, index: Index) -> dict[str, FloatArray]:
        """For each passage of an upload, how near its sentences lie to what is asked by the adapted model."""
        if found.answering is None:
            return {}
        vectors = index.answering_vectors([hit.passage.passage_id for hit in hits if hit.source.kind == "upload"])
        return {name: rows @ found.answering for name, rows in vectors.items()}

    def _kept(self, corpus: str) -> dict[str, "_Kept"]:
        """What is known of the corpus as it is; another one is read afresh. A thread keeps the one it began with."""
        if corpus != self._corpus or len(self._kept_features) > MOST_KEPT:
            self._corpus, self._kept_features, self._subjects = corpus, {}, {}
        return self._kept_features

    def _compared(self, hit: Hit, index: Index) -> Iterator[Compared]:
        asked = index.known_questions().by_sentence if self._use_known else {}
        spoken_of: frozenset[str] = frozenset()  # the drug that an upload's sentences have named last
        for ordinal, sentence in enumerate(hit.passage.sentences):
            own = self._features(sentence.text)
            if sentence.caveat_of is not None:  # what limits a claim speaks of limits, in whatever words
                own = own._replace(entities=own.entities | {LIMITATION})
            questions = asked.get((hit.passage.passage_id, ordinal))
            known = Known(questions, self._lexicon) if questions else None
            known_already = _context(hit.passage, hit.source, ordinal) + self._throughout(hit.source, index)
            context = self._features(known_already)
            unsaid = self._accounts(hit) | self._confirmed(hit, ordinal, known, index)
            if hit.source.kind == "upload":
                drugs = frozenset(filter(self._is_drug, own.entities))
                spoken_of = drugs or spoken_of
                is_of_one = len(spoken_of) == 1 and not any(map(self._is_drug, own.entities | context.entities))
                unsaid |= spoken_of if is_of_one else frozenset()  # else it is of the one that title or heading names
            yield own, context._replace(entities=context.entities | unsaid), known

    def _accounts(self, hit: Hit) -> frozenset[str]:
        """Whose account a sentence is though it does not say so: of the document's owner, of the study it cites.

        Only the first one named is: "SMI Adviser (American Psychiatric Association and SAMHSA)".
        """
        owner, cited = (self._of_kind(text, ACCOUNTS)[:1] for text in (hit.source.owner, hit.passage.reference))
        return frozenset((*owner, *cited))

    def _confirmed(self, hit: Hit, ordinal: int, known: Known | None, index: Index) -> frozenset[str]:
        """The studies that a digest says found the same as a sentence of the article, which people ask it about."""
        here = hit.passage.passage_id
        if hit.source.kind != "article" or known is None:
            return frozenset()
        supporting = [
            one.from_passage_id
            for one in index.relations_of([here])
            if one.how == "supports" and (one.to_passage_id, one.to_sentence) == (here, ordinal)
        ]
        texts = [sentence.text for one in index.passages(supporting).values() for sentence in one.sentences]
        return known.entities & frozenset(self._of_kind(". ".join(texts), frozenset({"trial"})))

    def _is_drug(self, entity: str) -> bool:
        return self._lexicon.entities[entity].kind == "drug"

    def _of_kind(self, text: str, kinds: frozenset[str]) -> list[str]:
        """The things of some kinds that a text names, as they come."""
        return [one.entity.id for one in self._lexicon.mentions(text) if one.entity.kind in kinds]

    def _throughout(self, source: Source, index: Index) -> str:
        """What an upload is about, said in each of its sentences or not."""
        if source.kind != "upload":
            return ""
        if source.slug not in self._subjects:
            said = said_throughout(source, index.passages_of(source.slug), self._lexicon)
            self._subjects[source.slug] = f". {said}"
        return self._subjects[source.slug]

    def _features(self, text: str) -> Features:
        tokens = list(words(text))
        entities = frozenset(mention.entity.id for mention in self._lexicon.mentions_in(text, tokens))
        widened = frozenset(wide for entity in entities for wide in self._lexicon.widen(entity))
        stems = frozenset(token.stem for token in tokens if not is_stop_word(token.surface))
        found = quantities.read(text)
        families = frozenset(filter(None, map(_family, stems)))
        return Features(stems, families, entities, widened, found, frozenset(quantity.kind for quantity in found))


def _family(stem: str) -> str:
    """How words of one family begin; empty for a word too short to tell."""
    return stem[:FAMILY] if len(stem) >= FAMILY and stem.isalpha() else ""


def _context(passage: Passage, source: Source, ordinal: int) -> str:
    """What a reader of the sentence knows already: the title, the section, the sentences it leans on."""
    known = [
        source.title,
        str(source.year or ""),
        source.jurisdiction,
        passage.section,
        passage.topic.replace("-", " "),
    ]
    first = ordinal
    while first > 0 and (passage.sentences[first].continues or passage.sentences[first].caveat_of is not None):
        first -= 1
    known += [sentence.text for sentence in passage.sentences[first:ordinal]]
    return re.sub(r"\s+", " ", ". ".join(part for part in known if part))

"""The gate on every sentence of the corpus: as it stands it passes, with one thing changed it does not."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant import quantities
from assistant.documents import document_of
from assistant.lexicon import Lexicon
from assistant.manifest import survey
from assistant.question import Question
from assistant.types import Abstention, Answer, Claim, Draft, Hit, Provenance, Sentence
from assistant.verify import verify

CORPUS = Path(__file__).parent.parent / "corpus"
OTHER = {  # what a name is swapped for: two of each kind, so that one of them is not in the sentence
    "drug": ("ziprasidone", "perphenazine"),
    "trial": ("CUtLASS", "AMICUS"),
    "jurisdiction": ("Japan", "Canada"),
    "population": ("children", "pregnant women"),
}
NEGATION = re.compile(
    r"\b(?:no|not|nor|never|neither|none|without|lack\w*|fail\w*|cannot|unable|absence|insufficient|ineffective|"
    r"unchanged|nonsignificant\w*)\b|n['’]t\b",
    re.IGNORECASE,
)


class Said(NamedTuple):
    """A sentence of the corpus, where it stands, and its document's text."""

    hit: Hit
    sentence: Sentence
    text: str

    def shown(self, words: str, lexicon: Lexicon) -> bool:
        """Whether the gate lets `words` through as what the sentence says."""
        span = (self.hit.passage.passage_id, self.sentence.start, self.sentence.end)
        draft = Draft(claims=(Claim(text=words, role="answer", spans=(span,)),), composer="mutant")
        asked = Question("", "", (), (), "question")
        made_by = Provenance(corpus="", settings="", version="")
        reply = verify(asked, draft, [self.hit], lambda _slug: self.text, lexicon, made_by)
        assert isinstance(reply, Answer | Abstention)
        return reply.kind == "answer"


@cache
def corpus() -> tuple[Said, ...]:
    documents = [document_of(entry, "0" * 12, entry.slug) for entry in survey([CORPUS]).entries]
    return tuple(
        Said(Hit(passage=passage, source=document.source, score=1.0), sentence, document.text)
        for document in documents
        for passage in document.passages
        for sentence in passage.sentences
    )


def test_every_sentence_of_the_corpus_passes_as_it_stands(lexicon: Lexicon) -> None:
    assert len(corpus()) > 500
    assert [said.sentence.text for said in corpus() if not said.shown(said.sentence.text, lexicon)] == []


def test_every_sentence_of_the_corpus_passes_without_its_full_stop(lexicon: Lexicon) -> None:
    """As above, but not word for word: the checks are made."""
    trimmed = [(said, said.sentence.text.rstrip(".")) for said in corpus()]
    assert [words for said, words in trimmed if not said.shown(words, lexicon)] == []


def test_no_quantity_of_the_corpus_can_be_changed_by_one_digit(lexicon: Lexicon) -> None:
    mutants = [(said, words) for said in corpus() for words in other_digits(said.sentence.text)]
    assert len(mutants) > 800
    assert [words for said, words in mutants if said.shown(words, lexicon)] == []


def other_digits(text: str) -> Iterator[str]:
    """The text with the last digit of one quantity changed, where that is still one and the text gives it nowhere."""
    stated = quantities.read(text)
    for quantity in stated:
        digits = [quantity.start + found.start() for found in re.finditer(r"[0-9]", quantity.text)]
        if not digits:
            continue
        at = digits[-1]
        mutant = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
        changed = [found for found in quantities.read(mutant) if found.start <= at < found.end]
        if changed and not any(quantities.supports(true, false) for true in stated for false in changed):
            yield mutant


@pytest.mark.parametrize(
    ("unit", "other", "least"),
    [
        (r"(?<=\d )mg\b", "g", 40),
        (r"(?<=\d )mg\b", "µg", 40),
        (r"\bng/mL\b", "µg/mL", 20),
        (r"\bng/mL\b", "nmol/L", 20),
        (r"/day\b", "/week", 20),
        (r"(?<=\d )weeks\b", "days", 30),
        (r"(?<=\d )months\b", "years", 15),
        (r"/µL\b", "/L", 15),
        (r"\bat least (?=\d)", "at most ", 30),
        (r"\bat least (?=\d)", "", 30),
        (r"\bbelow (?=\d)", "above ", 10),
        (r"\bup to (?=\d)", "at least ", 3),
    ],
)
def test_no_unit_and_no_comparator_of_the_corpus_can_be_swapped(
    lexicon: Lexicon, unit: str, other: str, least: int
) -> None:
    mutants = [
        (said, said.sentence.text[: found.start()] + other + said.sentence.text[found.end() :])
        for said in corpus()
        for found in re.finditer(unit, said.sentence.text)
    ]
    assert len(mutants) >= least
    assert [words for said, words in mutants if said.shown(words, lexicon)] == []


@pytest.mark.parametrize("kind", OTHER)
def test_no_name_in_the_corpus_can_be_swapped_for_one_that_the_sentence_does_not_have(
    lexicon: Lexicon, kind: str
) -> None:
    mutants = [(said, words) for said in corpus() for words in other_names(said.sentence.text, kind, lexicon)]
    assert len(mutants) > 30
    assert [words for said, words in mutants if said.shown(words, lexicon)] == []


def other_names(text: str, kind: str, lexicon: Lexicon) -> Iterator[str]:
    mentions = lexicon.mentions(text)
    named = {mention.entity.id for mention in mentions}
    for mention in mentions:
        for other in OTHER[kind]:
            [of_other] = lexicon.mentions(other)
            if mention.entity.kind == kind and of_other.entity.id not in named:
                yield text[: mention.start] + other + text[mention.end :]
                break


def test_no_single_negation_of_the_corpus_can_be_dropped(lexicon: Lexicon) -> None:
    mutants = []
    for said in corpus():
        negations = list(NEGATION.finditer(said.sentence.text))
        if len(negations) == 1 and negations[0].group().lower() in ("no", "not", "without", "never"):
            before, after = said.sentence.text[: negations[0].start()], said.sentence.text[negations[0].end() :]
            mutants.append((said, before + after.lstrip()))
    assert len(mutants) > 50
    assert [words for said, words in mutants if said.shown(words, lexicon)] == []


def test_no_negation_can_be_added_to_a_sentence_of_the_corpus_that_has_none(lexicon: Lexicon) -> None:
    mutants = [
        (said, re.sub(r"\b(is|was|are|were|can|should)\b", r"\1 not", said.sentence.text, count=1))
        for said in corpus()
        if not NEGATION.search(said.sentence.text)
    ]
    mutants = [(said, words) for said, words in mutants if words != said.sentence.text]
    assert len(mutants) > 100
    assert [words for said, words in mutants if said.shown(words, lexicon)] == []

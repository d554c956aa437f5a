"""Known questions: tied to the sentence they ask for, kept with the document, and likest where the answer is."""

import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from assistant.asked import Alike, KnownQuestions, mapping, read_asked
from assistant.errors import UnreadableFile
from assistant.index import Index
from assistant.ingest import sync
from assistant.types import Asked, Document, Passage
from evals.questions import SUITES, choose
from tests.fakes import HashEmbedder, document
from tests.small_corpus import SmallCorpus

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
STUDY = document("study", "Examplazine was given at 900 mg/d. Most of them slept well.", "It has no odour.")
FIRST, SECOND = (passage.passage_id for passage in STUDY.passages)


def written(folder: Path, text: str) -> Path:
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def known(*asked: Asked, embedder: HashEmbedder | None = None) -> KnownQuestions:
    embedder = embedder or HashEmbedder()
    return KnownQuestions(asked, embedder.embed([one.question for one in asked]), embedder.name)


# Reading


def test_a_question_is_tied_to_the_statement_or_to_the_sentence_whose_words_it_names(tmp_path: Path) -> None:
    passages: list[Passage] = [STUDY.passages[0], STUDY.passages[1].model_copy(update={"statement_id": "S-2"})]
    path = written(
        tmp_path,
        'asked:\n- of: Most of them slept\n  questions: ["Did it help?"]\n  corrects: ["Why did nobody sleep?"]\n'
        '- of: S-2\n  questions: ["Does it smell?"]\ngaps: ["What does it cost?"]\n',
    )
    assert read_asked(path, passages) == (
        Asked(question="Did it help?", passage_id=FIRST, sentence=1),
        Asked(question="Why did nobody sleep?", passage_id=FIRST, sentence=1, corrects=True),
        Asked(question="Does it smell?", passage_id=SECOND, sentence=0),
        Asked(question="What does it cost?"),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("asked: [", "not valid YAML"),
        ("- one\n- two\n", "no list 'asked'"),
        ("asked:\n- of: words that stand nowhere\n  questions: [a]\n", "no sentence is 'words that stand nowhere'"),
        ("asked:\n- questions: [a]\n", "no sentence is None"),
        ("asked:\n- of: Most of them slept\n  questions: one\n", "'questions' are no list of texts"),
        ("gaps: [[a]]\n", "'gaps' are no list of texts"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_name(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UnreadableFile, match=re.escape(why)) as raised:
        read_asked(written(tmp_path, text), STUDY.passages)
    assert "study.yaml" in raised.value.what
    assert raised.value.do


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="nowhere"):
        read_asked(tmp_path / "nowhere.yaml", STUDY.passages)


# Likeness


def test_a_known_question_is_likest_to_the_sentence_that_answers_it() -> None:
    questions = known(
        Asked(question="How much examplazine was given?", passage_id=FIRST, sentence=0),
        Asked(question="Which daily amount did they take?", passage_id=FIRST, sentence=0),
        Asked(question="Does it smell?", passage_id=SECOND, sentence=0),
        Asked(question="What does it cost?"),
    )
    found = questions.likeness(HashEmbedder().embed(["Which daily amount did they take?"])[0])
    assert found.passages(1) == [FIRST]
    assert found.sentences[FIRST, 0].best == pytest.approx(1.0, abs=1e-4)
    assert found.sentences[FIRST, 0].close < 1.0  # the mean of both
    assert found.sentences[FIRST, 0].share > found.sentences[SECOND, 0].share
    assert found.gap < 1.0


def test_shares_of_all_likeness_add_up_to_one() -> None:
    questions = known(*(Asked(question=f"word{n} other{n}", passage_id=f"p{n % 3}") for n in range(9)))
    found = questions.likeness(HashEmbedder().embed(["word4 and more"])[0])
    assert sum(np.exp(alike.share) for alike in found.sentences.values()) == pytest.approx(1.0, abs=1e-3)


def test_a_gap_is_left_out_where_it_is_the_question_itself() -> None:
    questions = known(Asked(question="Does it smell?", passage_id=SECOND), Asked(question="What does it cost?"))
    vector = HashEmbedder().embed(["What does it cost?"])[0]
    assert questions.likeness(vector).gap == pytest.approx(1.0, abs=1e-4)
    assert questions.likeness(vector, besides="What does it cost?").gap == 0.0


def test_a_question_that_is_corrected_is_told_from_one_that_is_answered() -> None:
    questions = known(
        Asked(question="Did they sleep?", passage_id=FIRST, sentence=1),
        Asked(question="Why was everybody awake?", passage_id=FIRST, sentence=1, corrects=True),
    )
    embed = HashEmbedder().embed
    assert questions.likeness(embed(["Why was everybody awake?"])[0]).sentences[FIRST, 1].corrected > 0
    assert questions.likeness(embed(["Did they sleep?"])[0]).sentences[FIRST, 1].corrected < 0


def test_nothing_is_alike_where_no_question_is_known() -> None:
    found = known().likeness(HashEmbedder().embed(["Anything?"])[0])
    assert (found.sentences, found.gap, found.passages(3)) == ({}, 0.0, [])


def test_the_map_is_for_the_embedding_model_it_was_fitted_to() -> None:
    assert mapping("another model") is None
    with np.load(Path(__file__).resolve().parent.parent / "assistant" / "asked.npz") as kept:
        fitted = mapping(str(kept["embedder"]))
    assert fitted is not None and fitted.shape == (384, 384)


# In the index


def folder_with(tmp_path: Path, asked: str) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text("Examplazine was given at 900 mg/d. Most of them slept well.\n", encoding="utf-8")
    (folder / "a-asked.yaml").write_text(asked, encoding="utf-8")
    (folder / "manifest.yaml").write_text(
        "- {slug: a, file: a.txt, title: A, asked: a-asked.yaml, kind: article}\n", encoding="utf-8"
    )
    return folder


ONE = 'asked:\n- of: Most of them slept\n  questions: ["Did it help?"]\n'


def test_questions_come_and_go_with_their_document(tmp_path: Path) -> None:
    folder, embedder = folder_with(tmp_path, ONE), HashEmbedder()
    with Index.open(tmp_path / "index", embedder, use_chroma=False) as index:
        assert sync(folder, index, embedder).added == ("a",)
        assert index.known_questions().texts == ["Did it help?"]
        before, document_ = index.corpus_hash(), index.document("a")
        assert [one.question for one in document_.asked] == ["Did it help?"]
        assert sync(folder, index, embedder).unchanged == ("a",)

        folder_with(tmp_path, ONE.replace("help", "cure"))
        assert sync(folder, index, embedder).replaced == ("a",)
        assert index.known_questions().texts == ["Did it cure?"]
        assert index.corpus_hash() != before

        index.delete("a")
        assert index.known_questions().texts == []


def test_another_embedding_model_embeds_the_questions_again(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, ONE)
    with Index.open(tmp_path / "index", HashEmbedder(), use_chroma=False) as index:
        sync(folder, index, HashEmbedder())
    other = HashEmbedder("other", dimensions=64)
    with Index.open(tmp_path / "index", other, use_chroma=False) as index:
        assert index.known_questions().texts == []
        sync(folder, index, other)
        assert index.known_questions().likeness(other.embed(["Did it help?"])[0]).passages(1)


def test_a_document_whose_questions_cannot_be_read_is_indexed_and_the_file_named(tmp_path: Path) -> None:
    folder, embedder = folder_with(tmp_path, "asked: ["), HashEmbedder()
    with Index.open(tmp_path / "index", embedder, use_chroma=False) as index:
        report = sync(folder, index, embedder)
        assert report.added == ("a",)
        assert ["a-asked.yaml" in problem["what"] for problem in report.skipped] == [True]
        assert index.known_questions().texts == []


# What they bring


def asked_of(source: Document, ordinal: int, *questions: str) -> Document:
    name = source.passages[ordinal].passage_id
    return source.model_copy(update={"asked": tuple(Asked(question=text, passage_id=name) for text in questions)})


def test_a_word_that_people_use_is_covered_where_the_sentence_says_it_otherwise(corpus: SmallCorpus) -> None:
    study = document("study", "Obstipation was common.", "Fever was rare.", title="Harms")
    corpus.add(asked_of(study, 0, "How many were bunged up?"))
    first, second = sorted(corpus.ask("were many bunged up").evidence[0], key=lambda one: one.key)
    [unit] = list(corpus.ask("bunged").question.clauses[0].units)
    assert 0.0 < first.covers(unit) < 1.0
    assert second.covers(unit) == 0.0


def test_what_people_ask_never_makes_one_drug_stand_for_another(corpus: SmallCorpus) -> None:
    corpus.add(asked_of(document("study", "Clozapine was stopped."), 0, "Was olanzapine stopped in Europe?"))
    [only] = corpus.ask("Was olanzapine stopped in Europe?").evidence[0]
    units = {unit.surface: unit for unit in corpus.ask("olanzapine in Europe").question.clauses[0].units}
    assert only.covers(units["olanzapine"]) == only.covers(units["Europe"]) == 0.0


def test_a_document_without_known_questions_has_evidence_all_the_same(corpus: SmallCorpus) -> None:
    corpus.add(asked_of(document("study", "Clozapine was stopped."), 0, "What ended?"), document("other", "It rained."))
    found = {one.sentence.text: one for one in corpus.ask("What ended?").evidence[0]}
    assert found["Clozapine was stopped."].known is not None
    assert (found["It rained."].known, found["It rained."].alike) == (None, Alike(0.0, 0.0, 0.0, -1.0))


# The shipped ones


def test_every_statement_that_may_be_shown_has_known_questions() -> None:
    for path in sorted((CORPUS / "digests").iterdir()):
        statements = yaml.safe_load(path.read_text(encoding="utf-8"))["statements"]
        asked = yaml.safe_load((CORPUS / "asked" / path.name).read_text(encoding="utf-8"))["asked"]
        named = [entry["of"] for entry in asked]
        assert sorted(named) == sorted(one["id"] for one in statements if one["checked"] != "recalled"), path.name


def test_no_known_question_is_one_that_the_evals_ask() -> None:
    asked = {plain(question.question) for question in choose(SUITES, ("tune", "measured"))}
    told = [text for path in sorted((CORPUS / "asked").iterdir()) for text in texts_of(path)]
    assert len(told) > 10_000
    assert [text for text in told if plain(text) in asked] == []


def texts_of(path: Path) -> list[str]:
    page = yaml.safe_load(path.read_text(encoding="utf-8"))
    of = [text for entry in page["asked"] for name in ("questions", "corrects") for text in entry.get(name, [])]
    return [*of, *page["gaps"]]


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()

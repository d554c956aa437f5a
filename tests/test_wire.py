"""Wiring: settings in, an assistant out that holds the corpus folder, and does nothing twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import wire
from assistant.assistant import Assistant
from assistant.errors import ModelUnavailable
from assistant.indexing import Progress
from assistant.settings import Settings
from assistant.wire import build, search_folder

QUESTIONS = ["Does valproate help with clozapine?", "olanzapine", "What level?", "😀"]


@pytest.fixture
def settings(real_data: Path, tmp_path: Path) -> Settings:
    """A small corpus of its own, and the exported model of the session."""
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    corpus.mkdir()
    data.mkdir()
    (data / "models").symlink_to(real_data / "models")
    (corpus / "one.md").write_text("# Valproate\n\nValproate helped clozapine patients in 5 trials.\n")
    (corpus / "two.txt").write_text("Olanzapine was given at 30 mg/d. The level was 80 ng/mL.\n")
    return Settings(data_dir=data, corpus_dir=corpus)


@pytest.fixture
def assistant(settings: Settings) -> Iterator[Assistant]:
    built = build(settings)
    yield built
    built.close()


def test_the_corpus_folder_is_indexed_with_progress(settings: Settings) -> None:
    seen: list[Progress] = []
    assistant = build(settings, seen.append)
    assert assistant.ingested is not None
    assert (assistant.ingested.added, assistant.ingested.skipped) == (("one", "two"), ())
    assert (seen[-1].done, seen[-1].total) == (assistant.index.count(), assistant.index.count())
    assert (assistant.ready(), assistant.index.search_by) == ([], "chroma")
    assistant.close()


def test_a_second_start_embeds_nothing_again(assistant: Assistant, settings: Settings) -> None:
    again = build(settings)
    assert again.ingested is not None
    assert (again.ingested.unchanged, again.ingested.passages) == (("one", "two"), 0)
    assert again.index.corpus_hash() == assistant.index.corpus_hash()
    again.close()


def test_what_changed_in_the_folder_is_followed(assistant: Assistant, settings: Settings) -> None:
    (settings.corpus_dir / "one.md").unlink()
    (settings.corpus_dir / "two.txt").write_text("Olanzapine was given at 40 mg/d.\n")
    (settings.corpus_dir / "bad.md").write_bytes(b"\xff\xfe\x00" * 50)
    again = build(settings)
    assert again.ingested is not None
    assert (again.ingested.removed, again.ingested.replaced) == (("one",), ("two",))
    assert ["bad.md" in problem["what"] for problem in again.ingested.skipped] == [True]
    assert {source.slug for source in again.index.sources()} == {"two"}
    again.close()


def test_without_ingest_the_folder_is_not_looked_at(settings: Settings) -> None:
    assistant = build(settings, ingest=False)
    assert (assistant.ingested, assistant.index.is_empty) == (None, True)
    assert assistant.ready() == ["The index holds no documents yet: run `trs ingest`."]
    assistant.close()


def test_with_and_without_chroma_the_same_is_found_and_said(assistant: Assistant, settings: Settings) -> None:
    other = build(settings, use_chroma=False)
    assert (assistant.index.search_by, other.index.search_by) == ("chroma", "every vector")
    for question in QUESTIONS:
        one, two = (list(built.events(question)) for built in (assistant, other))
        assert one[:-1] == two[:-1]
        assert one[-1].reply == two[-1].reply
    other.close()


def test_with_and_without_chroma_the_real_corpus_gives_the_same_passages(
    real_assistant: Assistant, own_assistant: Assistant
) -> None:
    for question in ("What dose of Depakote was studied with clozapine?", "When may clozapine restart?", "CBT"):
        one, two = (
            [event.hits for event in built.events(question) if event.name == "found"]
            for built in (real_assistant, own_assistant)
        )
        assert one == two


def test_the_words_of_the_index_are_those_that_questions_look_for(assistant: Assistant) -> None:
    assert "entvalproate" in assistant.index.vocabulary()
    assert "help" in assistant.index.vocabulary()
    [hit, *_] = next(event.hits for event in assistant.events("Does Depakote help?") if event.name == "found")
    assert (hit.source.slug, hit.keyword_rank) == ("one", 1)


def test_a_model_that_is_not_there_is_said_before_anything_is_made(settings: Settings, tmp_path: Path) -> None:
    wanted = settings.model_copy(update={"embedding_model": "no-such/model", "data_dir": tmp_path / "fresh"})
    with pytest.raises(ModelUnavailable, match="TRS_EMBEDDING_MODEL"):
        build(wanted)
    assert list((tmp_path / "fresh").rglob("*.sqlite3")) == []


def test_any_folder_can_be_searched_and_stays_as_it_is(settings: Settings) -> None:
    before = sorted(path.name for path in settings.corpus_dir.rglob("*"))
    for _ in range(2):
        hits = search_folder(settings.corpus_dir, "Depakote", settings, limit=1)
        assert [hit.source.slug for hit in hits] == ["one"]
    assert sorted(path.name for path in settings.corpus_dir.rglob("*")) == before
    assert search_folder(settings.corpus_dir, "", settings) is not None


def test_nothing_is_built_by_the_import_alone() -> None:
    assert [name for name, value in vars(wire).items() if isinstance(value, Assistant | Settings)] == []

"""Ingest: files in, and for each what came of it. What did not change is left alone; a bad file stops no other."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnavailable
from assistant.index import Index
from assistant.indexing import sentences_text
from assistant.ingest import IngestReport, Progress, ingest, sync
from assistant.manifest import write_hashes
from assistant.types import Passage, Source
from tests.fakes import HashEmbedder

ARTICLE = "Alphazine at night\n\nAlphazine was given to 40 people. Most of them slept well.\n\nIt has no odour.\n"
DIGEST = """\
title: Sleep digest
notice: Our own words.
year: 2021
kind: guideline
statements:
- id: S-1
  topic: sleep
  statement: Alphazine helps {share} of people to sleep.
  reference: A 2020
  checked: primary
  relations:
  - to: alphazine
    quote: Most of them slept well
    how: supports
- id: S-2
  topic: safety
  statement: Nothing is known of its safety.
  reference: A 2020
  checked: recalled
"""
MANIFEST = """\
# How the folder is described.
- slug: alphazine
  file: article.txt
  title: Alphazine, a trial
  year: 2019
  kind: article
  owner: The authors
  sha256: {article}
- slug: sleep
  file: digests/sleep.yaml
  title: Guideline on sleep
  kind: guideline
  sha256: {digest}
"""


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def write(folder: Path, **files: str) -> Path:
    """Files of these names; "__" stands for a folder and "_" for the dot of the suffix."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    digest = DIGEST.format(share="most")
    manifest = MANIFEST.format(article=sha256(ARTICLE), digest=sha256(digest))
    readme = "How to add a document. Not a document itself."
    return write(
        tmp_path / "corpus",
        article_txt=ARTICLE,
        digests__sleep_yaml=digest,
        manifest_yaml=manifest,
        README_md=readme,
        _hidden_txt="Not to be read.",
    )


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def index(tmp_path: Path, embedder: HashEmbedder) -> Iterator[Index]:
    with Index.open(tmp_path / "data", embedder, use_chroma=False) as opened:
        yield opened


def whats(report: IngestReport) -> list[str]:
    return [problem["what"] for problem in report.skipped]


def test_a_corpus_is_indexed_as_its_manifest_says(corpus: Path, index: Index, embedder: HashEmbedder) -> None:
    seen: list[Progress] = []
    report = sync(corpus, index, embedder, seen.append)
    assert report == IngestReport(added=("alphazine", "sleep"), passages=3)
    assert seen == [Progress(done=3, total=3, title="Guideline on sleep")]
    article, digest = index.sources()
    assert article.model_dump(exclude_defaults=True) == {
        "source_id": sha256(ARTICLE)[:12],
        "slug": "alphazine",
        "title": "Alphazine, a trial",
        "year": 2019,
        "kind": "article",
        "owner": "The authors",
    }
    assert (digest.title, digest.year, digest.kind, digest.is_digest) == ("Guideline on sleep", 2021, "guideline", True)
    assert index.text("alphazine") == ARTICLE
    for source in index.sources():
        text = index.text(source.slug)
        for number, passage in enumerate(index.passages_of(source.slug)):
            assert passage.passage_id == f"{source.source_id}#{number}"
            assert text[passage.start : passage.end] == passage.text
            assert passage.sentences
            assert all(passage.start <= s.start < s.end <= passage.end for s in passage.sentences)
    [supports] = index.relations_of([index.passages_of("sleep")[0].passage_id])
    target = index.passages_of("alphazine")[0]
    assert supports.to_passage_id == target.passage_id
    assert target.sentences[supports.to_sentence or 0].text == "Most of them slept well."


def test_a_second_run_embeds_and_changes_nothing(corpus: Path, index: Index, embedder: HashEmbedder) -> None:
    sync(corpus, index, embedder)
    before, hash_before = embedder.texts, index.corpus_hash()
    assert sync(corpus, index, embedder) == IngestReport(unchanged=("alphazine", "sleep"))
    assert ingest([corpus], index, embedder) == IngestReport(unchanged=("alphazine", "sleep"))
    assert (embedder.texts, index.corpus_hash()) == (before, hash_before)


def test_a_changed_file_replaces_its_document_and_differs_from_the_manifest(
    corpus: Path, index: Index, embedder: HashEmbedder
) -> None:
    sync(corpus, index, embedder)
    write(corpus, digests__sleep_yaml=DIGEST.format(share="some"))
    report = sync(corpus, index, embedder)
    assert report == IngestReport(
        replaced=("sleep",),
        unchanged=("alphazine",),
        warnings=("sleep.yaml changed since the manifest was written.",),
        passages=2,
    )
    first = index.passages_of("sleep")[0].sentences[0]
    assert first.text == "Alphazine helps some of people to sleep."
    assert index.count() == 3
    assert write_hashes(corpus) == ["digests/sleep.yaml"]
    assert (corpus / "manifest.yaml").read_text("utf-8") == MANIFEST.format(
        article=sha256(ARTICLE), digest=sha256(DIGEST.format(share="some"))
    )
    assert sync(corpus, index, embedder) == IngestReport(unchanged=("alphazine", "sleep"))


def test_a_changed_description_is_taken_over_without_embedding(
    corpus: Path, index: Index, embedder: HashEmbedder
) -> None:
    sync(corpus, index, embedder)
    before = embedder.texts
    manifest = (corpus / "manifest.yaml").read_text("utf-8")
    write(corpus, manifest_yaml=manifest.replace("year: 2019", "year: 2018"))
    assert sync(corpus, index, embedder) == IngestReport(described=("alphazine",), unchanged=("sleep",))
    assert (index.source("alphazine").year, embedder.texts) == (2018, before)


def test_what_is_gone_from_the_corpus_goes_and_uploads_stay(
    corpus: Path, index: Index, embedder: HashEmbedder, tmp_path: Path
) -> None:
    sync(corpus, index, embedder)
    ingest([write(tmp_path / "mine", note_md="# My note\n\nI saw 3 people.\n")], index, embedder, owner="Dr A")
    (corpus / "article.txt").unlink()
    report = sync(corpus, index, embedder)
    assert (report.removed, report.unchanged) == (("alphazine",), ("sleep",))
    assert whats(report) == ["The manifest lists 'article.txt', which is not there."]
    assert report.warnings == ("sleep S-1 speaks of alphazine, which is not in the index.",)
    assert {source.slug: (source.kind, source.owner) for source in index.sources()} == {
        "note": ("upload", "Dr A"),
        "sleep": ("guideline", ""),
    }


def test_nothing_goes_when_the_corpus_or_its_manifest_cannot_be_read(
    corpus: Path, index: Index, embedder: HashEmbedder, tmp_path: Path
) -> None:
    sync(corpus, index, embedder)
    before = index.corpus_hash()
    assert whats(sync(tmp_path / "elsewhere", index, embedder)) == ["There is no 'elsewhere'."]
    for broken, why in (("- slug: [", "it is not valid YAML near line 1"), ("a: b", "it is not a list of documents")):
        write(corpus, manifest_yaml=broken)
        assert whats(sync(corpus, index, embedder)) == [f"The manifest cannot be used: {why}."]
    assert index.corpus_hash() == before


def test_a_wrong_entry_is_named_and_its_file_does_not_pass_for_an_upload(
    corpus: Path, index: Index, embedder: HashEmbedder
) -> None:
    wrong = """\
- {slug: alphazine, file: article.txt, kind: articel}
- {slug: sleep, file: digests/sleep.yaml}
- {slug: sleep, file: other.txt}
- {slug: out, file: ../secret.txt}
- {slug: Bad Slug, file: more.txt}
- only words
"""
    write(corpus, manifest_yaml=wrong, other_txt="Other words.", more_txt="More words.")
    write(corpus.parent, secret_txt="Secret words.")
    report = sync(corpus, index, embedder)
    assert [source.slug for source in index.sources()] == ["sleep"]
    told = whats(report)
    assert told[0].startswith("The manifest cannot be used: entry 'alphazine', kind: Input should be 'article', ")
    assert told[1:3] == [
        "The manifest cannot be used: two entries have the slug 'sleep'.",
        "The manifest cannot be used: '../secret.txt' is outside the folder.",
    ]
    assert told[3].startswith("The manifest cannot be used: entry 'Bad Slug', slug: String should match pattern")
    assert told[4].startswith("The manifest cannot be used: entry '?', entry: Input should be")


def test_a_folder_without_a_manifest_is_uploads_named_after_their_files(
    tmp_path: Path, index: Index, embedder: HashEmbedder
) -> None:
    folder = write(
        tmp_path / "mine",
        a__notes_md="# First\n\nFirst words.\n",
        b__notes_md="# Second\n\nSecond words.\n",
        digest_yaml=DIGEST.format(share="most"),
        _git__config_txt="Hidden words.",
    )
    report = ingest([folder, folder / "digest.yaml"], index, embedder)
    assert report.added == ("notes", "notes-upload", "digest")
    assert {source.slug: (source.title, source.kind) for source in index.sources()} == {
        "notes": ("First", "upload"),
        "notes-upload": ("Second", "upload"),
        "digest": ("Sleep digest", "upload"),  # whatever it says of itself
    }
    assert ingest([folder], index, embedder).unchanged == ("notes", "notes-upload", "digest")


def test_a_bad_file_is_named_and_skipped_and_the_rest_is_indexed(
    tmp_path: Path, index: Index, embedder: HashEmbedder
) -> None:
    folder = write(tmp_path / "mine", good_txt="Good words stay.\n", empty_txt="", copy_md="Good words stay.\n")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (folder / "latin.txt").write_bytes("Größe der Dosis".encode("latin-1"))
    (folder / "scan.tiff").write_bytes(b"II*\x00")
    (folder / "digest.yaml").write_text("statements: [")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    report = ingest([folder, tmp_path / "missing.txt"], index, embedder)
    assert report.added == ("copy",)
    assert {Path(problem["to"]).name: problem["what"].split(" at ")[0] for problem in report.skipped} == {
        "binary.txt": "Cannot read 'binary.txt': it is not text (a NUL",
        "digest.yaml": "Cannot read 'digest.yaml': it is not valid YAML",
        "empty.txt": "Cannot read 'empty.txt': it is empty.",
        "good.txt": "'good.txt' has the same content as 'copy': it is indexed once.",
        "latin.txt": "Cannot read 'latin.txt': it is not UTF-8",
        "missing.txt": "There is no 'missing.txt'.",
        "scan.tiff": "Cannot read 'scan.tiff': I read .md, .txt, .yaml.",
    }
    assert all(problem["do"] for problem in report.skipped)


def test_a_file_that_became_unreadable_keeps_its_indexed_version(
    corpus: Path, index: Index, embedder: HashEmbedder
) -> None:
    sync(corpus, index, embedder)
    (corpus / "article.txt").write_bytes(b"\x00\x00")
    report = sync(corpus, index, embedder)
    assert (report.removed, report.unchanged) == ((), ("sleep",))
    assert index.text("alphazine") == ARTICLE


def test_an_upload_never_pushes_out_or_renames_a_document_of_the_corpus(
    corpus: Path, index: Index, embedder: HashEmbedder, tmp_path: Path
) -> None:
    sync(corpus, index, embedder)
    before = index.source("alphazine")
    twin = write(tmp_path / "mine", alphazine_txt="My own words.\n", copy_txt=ARTICLE)
    report = ingest([twin], index, embedder, owner="Dr A")
    assert (report.added, whats(report)) == (
        ("alphazine-upload",),
        ["'copy.txt' has the same content as 'alphazine': it is indexed once."],
    )
    write(twin, alphazine_txt="My own words, improved.\n")
    assert ingest([twin / "alphazine.txt"], index, embedder, owner="Dr A").replaced == ("alphazine-upload",)
    write(twin, alphazine_txt="Words of another.\n")
    assert ingest([twin / "alphazine.txt"], index, embedder, owner="Dr B").added == (
        f"alphazine-{sha256('Words of another.' + chr(10))[:6]}",
    )
    assert ingest([corpus / "article.txt"], index, embedder).skipped != ()
    assert index.source("alphazine") == before
    assert sync(corpus, index, embedder) == IngestReport(unchanged=("alphazine", "sleep"))


def test_a_renamed_corpus_file_is_one_document_under_its_new_name(
    tmp_path: Path, index: Index, embedder: HashEmbedder
) -> None:
    folder = write(tmp_path / "plain", old_txt=ARTICLE)
    sync(folder, index, embedder)
    (folder / "old.txt").rename(folder / "new.txt")
    report = sync(folder, index, embedder)
    assert (report.added, report.removed) == (("new",), ("old",))
    assert [source.slug for source in index.sources()] == ["new"]


def test_after_a_change_of_the_embedding_model_uploads_are_embedded_from_the_index(
    corpus: Path, tmp_path: Path
) -> None:
    mine = write(tmp_path / "mine", note_md="# My note\n\nI saw 3 people.\n")
    with Index.open(tmp_path / "other", HashEmbedder("first"), use_chroma=False) as index:
        sync(corpus, index, HashEmbedder("first"))
        ingest([mine], index, HashEmbedder("first"), owner="Dr A")
        before = index.corpus_hash()
    (mine / "note.md").unlink()
    second = HashEmbedder("second", 64)
    with Index.open(tmp_path / "other", second, use_chroma=False) as index:
        assert index.needs_build
        assert sync(corpus, index, second) == IngestReport(unchanged=("alphazine", "sleep"), passages=4)
        assert (index.needs_build, index.corpus_hash()) == (False, before)
        assert index.source("note").owner == "Dr A"
        assert index.nearest(second.embed(["I saw 3 people."])[0], 1)[0][1] == 1.0


def test_what_is_embedded_of_a_passage_can_be_chosen(corpus: Path, index: Index, embedder: HashEmbedder) -> None:
    def with_title(passage: Passage, source: Source) -> tuple[str, list[tuple[int, int]]]:
        text, spans = sentences_text(passage, source)
        head = f"{source.title}. "
        return head + text, [(start + len(head), end + len(head)) for start, end in spans]

    sync(corpus, index, embedder)
    [passage, *_] = index.passages_of("alphazine")
    name, read = passage.passage_id, " ".join(sentence.text for sentence in passage.sentences)
    sentences = embedder.embed([sentence.text for sentence in passage.sentences])
    assert np.array_equal(index.passage_vectors([name])[name], embedder.embed([read])[0])
    assert np.allclose(index.sentence_vectors([name])[name], sentences, atol=1e-3)
    index.delete("alphazine")
    sync(corpus, index, embedder, embed_text=with_title)
    assert np.array_equal(index.passage_vectors([name])[name], embedder.embed([f"Alphazine, a trial. {read}"])[0])
    assert np.allclose(index.sentence_vectors([name])[name], sentences, atol=1e-3)


def test_what_questions_are_compared_with_is_kept_of_uploads_alone(corpus: Path, tmp_path: Path, index: Index) -> None:
    adapted = HashEmbedder(adapted=True)
    sync(corpus, index, adapted)
    (tmp_path / "leaflet.md").write_text("# Alphazine\n\nIt tires.\n\n## In the morning\n\nIt tires. It is blue.\n")
    ingest([tmp_path / "leaflet.md"], index, adapted)
    bare, headed = (one.passage_id for one in index.passages_of("leaflet"))
    kept = index.answering_vectors([bare, headed, *(one.passage_id for one in index.passages_of("alphazine"))])
    assert list(kept) == [bare, headed]
    expected = adapted.embed(["tires.", "blue."])  # an adapted one compares last words
    assert np.allclose(kept[headed], expected, atol=1e-3)


def test_a_model_that_is_not_adapted_keeps_none(tmp_path: Path, index: Index, embedder: HashEmbedder) -> None:
    (tmp_path / "leaflet.md").write_text("It tires.\n")
    ingest([tmp_path / "leaflet.md"], index, embedder)
    assert index.answering_vectors([one.passage_id for one in index.passages_of("leaflet")]) == {}


def test_long_work_reports_progress_up_to_the_total(tmp_path: Path, index: Index, embedder: HashEmbedder) -> None:
    folder = tmp_path / "many"
    for n in range(150):
        write(folder, **{f"doc{n:03}_txt": f"Study {n} had {n} people.\n"})
    seen: list[Progress] = []
    report = ingest([folder], index, embedder, seen.append)
    assert (len(report.added), report.passages, index.count()) == (150, 150, 150)
    assert [progress.done for progress in seen] == [64, 128, 150]
    assert {progress.total for progress in seen} == {150}


def test_a_full_disk_stops_with_words_and_the_next_run_finishes(
    tmp_path: Path, index: Index, embedder: HashEmbedder
) -> None:
    folder = tmp_path / "many"
    for n in range(200):
        write(folder, **{f"doc{n:03}_txt": f"Study {n} had {n} people.\n"})
    assert index._writer is not None
    index._writer.execute("PRAGMA max_page_count = 120")  # room for some of the batches
    with pytest.raises(IndexUnavailable, match="The disk is full"):
        ingest([folder], index, embedder)
    held = len(index.sources())
    assert held in (64, 128, 192)
    index._writer.execute("PRAGMA max_page_count = 1000000")
    report = ingest([folder], index, embedder)
    assert (len(report.unchanged), len(report.added), index.count()) == (held, 200 - held, 200)

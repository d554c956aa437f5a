"""The doctor: a sound installation is found sound, each fault is named with what to do, and nothing is left behind."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import cli, doctor
from assistant.doctor import Check
from assistant.errors import ModelUnavailable
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import Abstention, Answer
from tests.replies import ANSWER, NO_EVIDENCE, OneReply, TwoDocuments


def building(reply: Answer | Abstention = ANSWER, reasons: tuple[str, ...] = ()) -> Callable[..., Any]:
    """`wire.build` with one reply to every question; `reasons` are why it is not ready."""

    def build(settings: Settings, _on_progress: object = None, **_chosen: Any) -> OneReply:
        made = OneReply(settings, reply)
        made.reasons = [*reasons]
        return made

    return build


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one document and its manifest."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "one.txt").write_text("one")
    digest = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
    (folder / "manifest.yaml").write_text(f"- file: one.txt\n  sha256: {digest}\n")
    return folder


@pytest.fixture
def settings(tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of a sound installation; its model is not looked at, which takes seconds."""
    monkeypatch.setattr(doctor, "CHECKS", {**doctor.CHECKS, "model": lambda *_given: "a model"})
    return Settings(data_dir=tmp_path / "data", corpus_dir=corpus)


def examined(settings: Settings, build: Callable[..., Any] | None = None) -> dict[str, Check]:
    return {check.name: check for check in doctor.examine(settings, build or building())}


def test_a_sound_installation_is_found_sound_and_the_doctors_question_is_kept_nowhere(settings: Settings) -> None:
    checks = examined(settings)
    assert list(checks) == [
        "program",
        "libraries",
        "data folder",
        "store",
        "corpus",
        "model",
        "chat model",
        "index",
        "answer",
    ]
    assert {(check.ok, check.do) for check in checks.values()} == {(True, "")}
    assert checks["corpus"].found == "1 documents, each as the manifest says"
    assert checks["index"].found == (
        "2 documents, newest source from 2023, corpus c0ffee123456, 9 passages, nearest by every vector. "
        "1 vector was put right."
    )
    assert checks["answer"].found == f"4 verified statements to {doctor.KNOWN_QUESTION!r}, extractive"
    assert examined(settings)["store"].found == "opens; no conversation yet"


def test_a_chat_model_is_opened_and_what_became_of_the_question_is_said(settings: Settings) -> None:
    chosen = Settings(**settings.model_dump() | {"chat_model": "ollama:llama3.1"})
    assert examined(chosen)["chat model"].found == "ollama:llama3.1, not asked yet"
    assert examined(settings)["chat model"].found == "none: answers are the sources' own sentences"
    failed = {"notice": "The chat model could not be reached; these are the sources' own sentences."}
    checks = examined(chosen, building(ANSWER.model_copy(update=failed)))
    assert checks["answer"] == Check(
        name="answer",
        ok=False,
        found=failed["notice"],
        do="Check TRS_CHAT_MODEL, TRS_CHAT_BASE_URL and TRS_CHAT_API_KEY.",
    )


def test_a_store_with_conversations_is_said_to_have_some(settings: Settings) -> None:
    store = Store.open(settings.database)
    store.append(None, "q", ANSWER, 1.0)
    store.close()
    assert examined(settings)["store"].found == "opens; conversations are kept"


def test_a_changed_document_is_named(settings: Settings, corpus: Path) -> None:
    (corpus / "one.txt").write_text("changed")
    assert examined(settings)["corpus"] == Check(
        name="corpus",
        ok=False,
        found="Not as the manifest says: one.txt.",
        do="Restore these files, or run `trs ingest --manifest` with this folder if the change is meant.",
    )


@pytest.mark.parametrize("manifest", [None, "not: a list", "- [", "- file: gone.txt\n  sha256: x"])
def test_a_manifest_that_cannot_be_used_is_a_problem(settings: Settings, corpus: Path, manifest: str | None) -> None:
    (corpus / "manifest.yaml").unlink()
    if manifest:
        (corpus / "manifest.yaml").write_text(manifest)
    check = examined(settings)["corpus"]
    assert not check.ok
    assert check.do == "Restore the corpus folder, or set TRS_CORPUS_DIR to one with a manifest."


def test_a_data_folder_that_cannot_be_written_is_a_problem(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    checks = examined(Settings(data_dir=tmp_path / "file", corpus_dir=settings.corpus_dir))
    assert [name for name, check in checks.items() if not check.ok] == ["data folder", "store"]
    assert checks["data folder"].do == "Set TRS_DATA_DIR to a folder that you can write."


def test_a_nearly_full_disk_is_a_problem(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE", 2**80)
    check = examined(settings)["data folder"]
    assert re.fullmatch(rf"{re.escape(str(settings.data_dir))} has \d+ MB left\.", check.found)


def test_a_missing_library_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", ("pydantic", "no-such-library"))
    assert examined(settings)["libraries"] == Check(
        name="libraries", ok=False, found="no-such-library is not installed.", do="Run `make run` again."
    )


def test_an_index_without_documents_is_a_problem(settings: Settings) -> None:
    assert examined(settings, building(reasons=("The index holds no documents yet.",)))["index"] == Check(
        name="index",
        ok=False,
        found="The index holds no documents yet.",
        do="Run `trs ingest` or `trs serve`: either builds it.",
    )


def test_an_unanswered_question_is_a_problem(settings: Settings) -> None:
    check = examined(settings, building(NO_EVIDENCE))["answer"]
    assert (check.ok, check.found) == (False, f"{doctor.KNOWN_QUESTION!r} was not answered.")


def test_a_false_quote_is_a_problem(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TwoDocuments, "text", lambda *_given: "Another edition.")
    assert examined(settings)["answer"].found == "A quote is not in examplazine-review."


def test_a_model_that_cannot_be_opened_is_a_problem_of_every_check_that_needs_it(settings: Settings) -> None:
    def build(*_given: Any, **_chosen: Any) -> OneReply:
        raise ModelUnavailable("The weights are not the published ones.", do="Reinstall the package.")

    checks = examined(settings, build)
    assert [name for name, check in checks.items() if not check.ok] == ["index", "answer"]
    assert checks["index"].do == "Reinstall the package."


def test_weights_that_are_not_the_published_ones_are_a_problem(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant import embed

    class Opened:
        name, dimensions = "model@0123", 384

    monkeypatch.setattr(embed, "open_embedder", lambda *_given: Opened())
    settings = Settings(data_dir=tmp_path, corpus_dir=corpus)
    assert doctor.CHECKS["model"](settings, building()) == "model@0123, 384 dimensions"
    monkeypatch.setattr(embed, "BUNDLED_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelUnavailable, match="are not the published ones"):
        doctor.CHECKS["model"](settings, building())


def test_the_command_prints_a_line_a_check_and_ends_with_1_on_a_problem(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRS_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("TRS_CORPUS_DIR", str(settings.corpus_dir))
    sound = CliRunner().invoke(cli.app, ["doctor"], obj=building())
    assert sound.exit_code == 0
    assert [line.split("  ")[0] for line in sound.stdout.splitlines()] == ["ok"] * 9
    ill = CliRunner().invoke(cli.app, ["doctor"], obj=building(NO_EVIDENCE))
    assert ill.exit_code == 1
    assert ill.stdout.splitlines()[-2:] == [
        f"problem  answer       {doctor.KNOWN_QUESTION!r} was not answered.",
        "                      Expected if your corpus does not cover it; else run `trs ingest` and try again.",
    ]
    as_json = CliRunner().invoke(cli.app, ["doctor", "--json"], obj=building(NO_EVIDENCE))
    assert as_json.exit_code == 1
    assert '"name": "answer",\n    "ok": false' in as_json.stdout

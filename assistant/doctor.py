"""Settings in, one line per part of the installation out: what works, what does not, what to do about it.

A chat model, where one is configured, is asked one question.
Leaves nothing behind: the question it asks is kept in a store of its own, which is thrown away.
"""

import hashlib
import importlib.util
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from assistant import __version__
from assistant.edition import edition
from assistant.errors import AssistantError, FalseCitation, IndexUnavailable, ModelUnavailable, UnreadableFile
from assistant.settings import Settings
from assistant.types import Answer, Noun

if TYPE_CHECKING:
    from assistant.assistant import Assistant

Build = Callable[..., "Assistant"]
LIBRARIES = ("pydantic", "sqlalchemy", "onnxruntime", "tokenizers", "chromadb", "fastapi", "uvicorn")
LEAST_FREE = 300 * 1024 * 1024  # bytes: the exported model and an index of some thousand passages
KNOWN_QUESTION = "How is treatment-resistant schizophrenia defined?"


class Check(Noun):
    """One part of the installation. `do` is empty where all is well."""

    name: str
    ok: bool
    found: str
    do: str = ""


def examine(settings: Settings, build: Build) -> Iterator[Check]:
    """Every check in turn, as it is made. `build` is `wire.build`."""
    for name, look in CHECKS.items():
        try:
            yield Check(name=name, ok=True, found=look(settings, build))
        except AssistantError as error:
            yield Check(name=name, ok=False, found=error.what, do=error.do)


def _program(_settings: Settings, _build: Build) -> str:
    return f"trs-assistant {__version__}, Python {platform.python_version()}"


def _libraries(_settings: Settings, _build: Build) -> str:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError as error:
            raise AssistantError(f"{name} is not installed.", to=name, do="Run `make run` again.") from error
    return ", ".join(found)


def _data_folder(settings: Settings, _build: Build) -> str:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise IndexUnavailable(
            f"{folder} cannot be written: {error.strerror}.",
            to=str(folder),
            do="Set TRS_DATA_DIR to a folder that you can write.",
        ) from error
    if free < LEAST_FREE:
        do = "Free some space, or set TRS_DATA_DIR to a folder on another disk."
        raise IndexUnavailable(f"{folder} has {free // 2**20} MB left.", to=str(folder), do=do)
    return f"{folder}, {free // 2**20} MB free"


def _store(settings: Settings, _build: Build) -> str:
    from assistant.store import Store

    with closing(Store.open(settings.database)) as store:
        kept = len(store.conversations(limit=1))
    return "opens; conversations are kept" if kept else "opens; no conversation yet"


def _corpus(settings: Settings, _build: Build) -> str:
    import yaml

    manifest = settings.corpus_dir / "manifest.yaml"
    try:
        entries = yaml.safe_load(manifest.read_text("utf-8"))
        hashes = {entry["file"]: entry["sha256"] for entry in entries}
        differing = [name for name, digest in hashes.items() if _sha256(settings.corpus_dir / name) != digest]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise UnreadableFile(
            f"{manifest} cannot be used: {type(error).__name__}.",
            to=str(manifest),
            do="Restore the corpus folder, or set TRS_CORPUS_DIR to one with a manifest.",
        ) from error
    if differing:
        raise UnreadableFile(
            f"Not as the manifest says: {', '.join(differing)}.",
            to=str(manifest),
            do="Restore these files, or run `trs ingest --manifest` with this folder if the change is meant.",
        )
    return f"{len(hashes)} documents, each as the manifest says"


def _model(settings: Settings, _build: Build) -> str:
    from assistant import embed

    opened = embed.open_embedder(settings.embedding_model, settings.data_dir / "models")
    if settings.embedding_model == embed.BUNDLED_MODEL:
        spec = importlib.util.find_spec(embed.BUNDLED_MODEL.replace("-", "_"))
        if spec and spec.origin:
            embed.verify_bundled_weights(Path(spec.origin).parent / "model")
    return f"{opened.name}, {opened.dimensions} dimensions"


def _chat_model(settings: Settings, _build: Build) -> str:
    """The chat model is opened, not asked: `answer` does that."""
    from assistant.wire import open_chat

    chat = open_chat(settings)
    return f"{chat.name}, not asked yet" if chat else "none: answers are the sources' own sentences"


def _index(settings: Settings, build: Build) -> str:
    with tempfile.TemporaryDirectory() as folder, closing(_apart(settings, build, folder)) as assistant:
        if reasons := assistant.ready():
            raise IndexUnavailable(reasons[0], do="Run `trs ingest` or `trs serve`: either builds it.")
        index = assistant.index
        notices = "".join(f" {notice}" for notice in index.notices)
        made = edition(__version__, index.corpus_hash(), index.sources(), assistant.chat_model)
        counted = f"{made.of_corpus}, corpus {made.corpus[:12]}, {index.count()} passages"
        return f"{counted}, nearest by {index.search_by}.{notices}"


def _answer(settings: Settings, build: Build) -> str:
    with tempfile.TemporaryDirectory() as folder, closing(_apart(settings, build, folder)) as assistant:
        reply = assistant.ask(KNOWN_QUESTION).reply
        if not isinstance(reply, Answer):
            raise ModelUnavailable(
                f"{KNOWN_QUESTION!r} was not answered.",
                to=KNOWN_QUESTION,
                do="Expected if your corpus does not cover it; else run `trs ingest` and try again.",
            )
        for citation in (citation for statement in reply.statements for citation in statement.citations):
            if assistant.index.text(citation.source_slug)[citation.start : citation.end] != citation.quote:
                raise FalseCitation(
                    f"A quote is not in {citation.source_slug}.", do="Delete the index and start again."
                )
        if reply.notice and reply.composer == "extractive":
            raise ModelUnavailable(
                reply.notice, to=settings.chat_model, do="Check TRS_CHAT_MODEL, TRS_CHAT_BASE_URL and TRS_CHAT_API_KEY."
            )
        return f"{len(reply.statements)} verified statements to {KNOWN_QUESTION!r}, {reply.composer}"


def _apart(settings: Settings, build: Build, folder: str) -> "Assistant":
    """The Assistant on the real index, with a store that is thrown away."""
    fields: dict[str, Any] = settings.model_dump() | {"store_url": f"sqlite:///{folder}/store.db"}
    return build(Settings(**fields), ingest=False)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


CHECKS: Mapping[str, Callable[[Settings, Build], str]] = MappingProxyType(
    {
        "program": _program,
        "libraries": _libraries,
        "data folder": _data_folder,
        "store": _store,
        "corpus": _corpus,
        "model": _model,
        "chat model": _chat_model,
        "index": _index,
        "answer": _answer,
    }
)

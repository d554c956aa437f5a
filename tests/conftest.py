"""The world every test runs in: no network, no settings of the person's own, the same examples every time.

Connections are refused except to this machine (`--allow-hosts` in pyproject.toml); this file closes the other doors.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from assistant.assistant import Assistant
    from assistant.lexicon import Lexicon
    from tests.browser import Reader
    from tests.chatting import Build
    from tests.fake_assistant import FakeAssistant
    from tests.real_server import RealServer
    from tests.small_corpus import SmallCorpus

# Set here, before any library is imported, because they read them at import; child processes inherit them.
os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}
# Where pictures of the pages are kept; else they go with the session. Workers inherit the second name.
PICTURES = os.environ.get("TRS_ARTEFACTS") or os.environ.get("PICTURES_OF_PAGES")
if PICTURES:
    os.environ["PICTURES_OF_PAGES"] = PICTURES
for _name in [name for name in os.environ if name.startswith("TRS_")]:
    del os.environ[_name]

settings.register_profile("dev", derandomize=True, database=None, deadline=None, max_examples=50)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=200)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that names no data folder gets an empty one, never the person's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data-home")))


@pytest.fixture(scope="session")
def lexicon() -> "Lexicon":
    """The project's own table of names."""
    from assistant.lexicon import Lexicon

    return Lexicon.load()


@pytest.fixture
def corpus(tmp_path: Path, lexicon: "Lexicon") -> "Iterator[SmallCorpus]":
    """An empty corpus to put documents in and ask questions of."""
    from tests.small_corpus import SmallCorpus

    small = SmallCorpus(tmp_path / "small-corpus", lexicon)
    yield small
    small.index.close()


@pytest.fixture(scope="session")
def real_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the real model exported and the real corpus indexed: made once (40 s), not changed.

    A test that indexes or deletes something works on a copy. Where tests run on several workers, one of them makes the
    folder and each has a copy of its own, because what is asked is kept in it.
    """
    from assistant.settings import Settings
    from assistant.wire import build

    base, worker = tmp_path_factory.getbasetemp(), os.environ.get("PYTEST_XDIST_WORKER")
    folder = (base.parent if worker else base) / "real"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            build(Settings(data_dir=folder.with_name("real-in-the-making"))).close()
            folder.with_name("real-in-the-making").rename(folder)
    if not worker:
        return folder
    own = base / "real"
    shutil.copytree(folder, own, ignore=shutil.ignore_patterns("models"))
    (own / "models").symlink_to(folder / "models")
    return own


@pytest.fixture(scope="session")
def real_assistant(real_data: Path) -> "Iterator[Assistant]":
    """The assistant as it is shipped, on the real corpus."""
    from assistant.settings import Settings
    from assistant.wire import build

    assistant = build(Settings(data_dir=real_data))
    yield assistant
    assistant.close()


@pytest.fixture
def own_assistant(real_assistant: "Assistant", tmp_path: Path) -> "Iterator[Assistant]":
    """An assistant on a copy of the real index, to be changed."""
    from assistant.assistant import Assistant
    from assistant.settings import Settings
    from assistant.store import Store
    from assistant.wire import open_index

    settings, folder = Settings(data_dir=tmp_path / "own"), real_assistant.settings.data_dir
    shutil.copytree(folder, settings.data_dir, ignore=shutil.ignore_patterns("models", "chroma*", "store*"))
    (settings.data_dir / "models").symlink_to(folder / "models")
    lexicon, embedder = real_assistant.lexicon, real_assistant.embedder
    index = open_index(settings.data_dir, lexicon, embedder, use_chroma=False)
    assistant = Assistant(settings, lexicon, embedder, index, Store.open(settings.database))
    yield assistant
    assistant.close()


@pytest.fixture
def build(real_assistant: "Assistant", tmp_path: Path) -> "Iterator[Build]":
    """Makes the shipped assistant with the chat model of a scripted server."""
    from tests.chatting import building

    with building(real_assistant, tmp_path) as built:
        yield built


@pytest.fixture(scope="session")
def postgres_url() -> "Iterator[str]":
    """A PostgreSQL server of our own."""
    from tests.postgres import postgres

    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def real_server(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[RealServer]":
    """`trs serve` on a copy of the real index, as a process of its own."""
    from tests.real_server import RealServer

    server = RealServer(real_data, tmp_path_factory.mktemp("served"))
    server.starts()
    yield server
    server.dies()


@pytest.fixture(scope="session")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of what readers see are kept: the folder TRS_ARTEFACTS, else the session's own."""
    return Path(PICTURES) if PICTURES else tmp_path_factory.mktemp("album")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's Chromium. Where it is missing the test is skipped, but in CI it fails."""
    if found := shutil.which("chromium"):
        return Path(found)
    missing = "This test needs Chromium: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
def fake(tmp_path: Path) -> "Iterator[FakeAssistant]":
    """A scripted assistant of the test's own."""
    from tests.fake_assistant import FakeAssistant

    assistant = FakeAssistant(tmp_path)
    yield assistant
    assistant.close()


@pytest.fixture
def address(fake: "FakeAssistant") -> Iterator[str]:
    """Where it is served, unless a module serves another."""
    from tests.browser import serving

    with serving(fake) as served:
        yield served


@pytest.fixture(scope="module")
def browser(chromium: Path) -> "Iterator[Browser]":
    """A real browser, for readers at `address`."""
    from tests.browser import started

    with started(chromium) as launched:
        yield launched


@pytest.fixture
def reader(browser: "Browser", address: str) -> "Iterator[Reader]":
    """A reader at a wide window."""
    from tests.browser import reader_at

    yield from reader_at(browser, address)


@pytest.fixture(params=[360, 820, 1440])
def anywhere(request: pytest.FixtureRequest, browser: "Browser", address: str, album: Path) -> "Iterator[Reader]":
    """A reader at each of three widths, whose pictures are kept."""
    from tests.browser import reader_at

    yield from reader_at(browser, address, request.param, album / request.node.originalname.removeprefix("test_"))


@pytest.fixture(params=["light", "dark"])
def by_day_and_night(request: pytest.FixtureRequest, browser: "Browser", address: str) -> "Iterator[Reader]":
    """A reader of light and of dark pages."""
    from tests.browser import reader_at

    yield from reader_at(browser, address, 360, color_scheme=request.param)


@pytest.fixture
def without_scripts(browser: "Browser", address: str) -> "Iterator[Reader]":
    """A reader whose browser runs no scripts."""
    from tests.browser import reader_at

    yield from reader_at(browser, address, java_script_enabled=False)

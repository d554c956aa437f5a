"""The house keeps its own rules: the map is true, the docs are whole, the gate is the only door, the locks hold."""

import ast
import fnmatch
import hashlib
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

import assistant

ROOT = Path(__file__).resolve().parent.parent
IGNORED = (".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split()))
README = (ROOT / "README.md").read_text()
DOCS = README + "".join(page.read_text() for page in sorted((ROOT / "docs").glob("*.md")))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def children(folder: Path) -> list[Path]:
    """What is ours in a folder: all that .gitignore does not name."""
    return [path for path in sorted(folder.iterdir()) if not any(fnmatch.fnmatch(path.name, name) for name in IGNORED)]


def files(folder: Path = ROOT) -> Iterator[Path]:
    for path in children(folder):
        yield from files(path) if path.is_dir() else [path]


def python(*folders: str) -> list[Path]:
    return [path for folder in folders for path in files(ROOT / folder) if path.suffix == ".py"]


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """The name of each thing called in a file, with what it is called on: ("model_copy", "answer")."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, ast.unparse(node.func.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, ""


# The map


def mapped() -> dict[str, set[str]]:
    """The README's file map: each folder that is opened there, with the names listed in it."""
    block = re.search(r"^## File map\n.*?```text\n(.*?)```", README, re.DOTALL | re.MULTILINE)
    assert block, "README.md has no file map"
    listed: dict[str, set[str]] = {"": set()}
    trail: list[str] = []
    for line in block.group(1).splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.split()[0].rstrip("/")
        trail = [*trail[:depth], name]
        listed.setdefault("/".join(trail[:-1]), set()).add(name)
    return listed


def test_the_file_map_of_the_readme_equals_the_tree() -> None:
    unseen = {"__init__.py", ".gitignore", "py.typed"}
    tree = {folder: {path.name for path in children(ROOT / folder)} - unseen for folder in mapped()}
    assert mapped() == tree


# The docs


def test_every_setting_is_in_the_docs_with_the_words_of_the_program() -> None:
    settings = importlib.import_module("assistant.settings")
    rows = {
        f"`{settings.variable(name)}`": field.description.replace("|", "\\|")
        for name, field in settings.Settings.model_fields.items()
    }
    assert {name: text for name, text in rows.items() if name not in DOCS or text not in DOCS} == {}


def test_every_command_is_in_the_docs() -> None:
    program = typer.main.get_command(importlib.import_module("assistant.cli").app)
    commands = getattr(program, "commands", {})
    assert commands
    assert [name for name in commands if f"trs {name}" not in DOCS] == []


def test_every_address_of_the_api_is_in_the_docs() -> None:
    rest = importlib.import_module("api.rest")
    paths = {str(getattr(route, "path", "")) for router in (rest.v1, rest.health) for route in router.routes}
    assert paths
    assert [path for path in sorted(paths) if path not in DOCS] == []


def test_the_changelog_names_the_version() -> None:
    assert f"## {assistant.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_link_between_our_pages_leads_somewhere() -> None:
    broken = []
    for page in (path for path in files() if path.suffix == ".md" and "vendor" not in path.parts):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text()):
            if not (page.parent / target).exists():
                broken.append((where(page), target))
    assert broken == []


# The gate


def test_an_answer_is_made_only_by_the_gate() -> None:
    modules = python("assistant", "api", "evals")
    makers = {where(path) for path in modules if "Answer" in {name for name, _ in calls(path)}}
    assert makers == {"assistant/verify.py"}


def test_nothing_goes_round_the_checks_of_a_reply() -> None:
    """A changed copy is not checked. `records` may, to read back what the gate let through of documents since gone."""
    checked = re.compile(r"\b(?:Answer|Statement|Citation|Reply)\b")
    rounds = {
        (where(path), name, on)
        for path in python("assistant", "api", "evals")
        if checked.search(path.read_text())
        for name, on in calls(path)
        if name in ("model_construct", "model_copy")
    }
    assert rounds == {("assistant/records.py", "model_construct", "Citation")}


# The imports


@pytest.mark.parametrize("module", ["assistant", "assistant.types", "assistant.settings"])
def test_importing_the_library_loads_nothing_heavy(module: str) -> None:
    heavy = ("torch", "chromadb", "langchain", "fastapi", "sentence_transformers", "onnxruntime", "sqlalchemy", "numpy")
    program = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def normal(requirement: str) -> str:
    """The name of a requirement, spelt one way: "Typing_Extensions>=4" is "typing-extensions"."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


PARTS = {"langchain_core": "langchain", "langsmith": "langchain"}  # libraries of which another is made


@pytest.mark.parametrize(
    ("folders", "extras"), [(["assistant", "api"], []), (["evals", "tests"], PROJECT["optional-dependencies"]["dev"])]
)
def test_every_library_we_import_is_one_we_ask_for(folders: list[str], extras: list[str]) -> None:
    asked = {normal(requirement) for requirement in PROJECT["dependencies"] + extras}
    providers = packages_distributions()
    ours = {"assistant", "api", "evals", "tests", *(path.stem for path in python("tests"))}
    names = (
        {PARTS.get(name, name) for path in python(*folders) for name in imported(path)} - sys.stdlib_module_names - ours
    )
    assert {name for name in names if not asked & {normal(provider) for provider in providers.get(name, [])}} == set()


# The sizes


def test_no_file_is_over_400_lines_and_no_function_over_60() -> None:
    suffixes = (".py", ".html", ".css", ".js")
    written = [path for path in files() if path.suffix in suffixes and "vendor" not in path.parts]
    long_files = {where(path): count for path in written if (count := len(path.read_text().splitlines())) > 400}
    long_functions = {
        f"{where(path)}:{node.name}": size
        for path in written
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > 60
    }
    assert (long_files, long_functions) == ({}, {})


def test_every_module_says_what_it_is_for_and_has_a_name_a_clinician_would_know() -> None:
    modules = python("assistant", "api", "evals", "tests")
    assert [where(path) for path in modules if not ast.get_docstring(ast.parse(path.read_text()))] == []
    assert [where(path) for path in modules if path.stem in ("utils", "helpers", "manager", "service", "base")] == []


# What must not be in the tree


def test_no_file_names_a_path_of_one_machine_or_the_host_of_a_registry() -> None:
    paths = r"(?<![\w.}])/(?:" + "|".join(["work", "tmp", "root", "home", "opt"]) + ")/"
    hosts = "|".join(re.escape(".".join(host)) for host in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")])
    tools = r"\.librar" + r"y/|\bfarm" + r"-\w"
    forbidden = re.compile(f"{paths}|{hosts}|{tools}")
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures
        found += [(where(path), match.group()) for match in forbidden.finditer(text)]
    assert found == []


# The corpus


def digests() -> dict[str, dict[str, Any]]:
    return {path.name: yaml.safe_load(path.read_text()) for path in files(ROOT / "corpus" / "digests")}


def test_every_statement_of_a_digest_has_a_reference_and_says_how_it_was_checked() -> None:
    assert digests()
    wanting = [
        (name, row.get("id"))
        for name, page in digests().items()
        for row in page["statements"]
        if not (row.get("id") and row.get("statement") and row.get("reference"))
        or row.get("checked") not in ("primary", "secondary", "recalled")
    ]
    assert wanting == []


def test_no_two_statements_share_an_id() -> None:
    ids = [row["id"] for page in digests().values() for row in page["statements"]]
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_the_manifest_lists_every_document_with_its_hash() -> None:
    folder = ROOT / "corpus"
    manifest = yaml.safe_load((folder / "manifest.yaml").read_text())
    rows = manifest["documents"] if isinstance(manifest, dict) else manifest
    on_disk = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files(folder)
        if path.name not in ("manifest.yaml", "README.md") and path.parent.name not in ("asked", "quiz")
    }
    assert {row["file"]: row["sha256"] for row in rows} == on_disk


# The locks


def locked(name: str) -> dict[str, str]:
    """A lock file: each pin "name==version" with the hashes and the reasons below it."""
    text = re.sub(r"^#.*\n", "", (ROOT / "requirements" / name).read_text(), flags=re.MULTILINE)
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    return {block.split()[0]: block for block in blocks if block.strip()}


@pytest.mark.parametrize("name", ["build.txt", "run.txt", "dev.txt"])
def test_every_version_is_pinned_with_its_hashes(name: str) -> None:
    pins = locked(name)
    assert pins
    assert [pin for pin, block in pins.items() if "==" not in pin or "--hash=sha256:" not in block] == []
    assert [pin for pin in pins if normal(pin).startswith(("nvidia", "torch"))] == []


def test_the_lock_follows_pyproject() -> None:
    """After a change of dependencies: `make lock`."""
    for name, requirements in (
        ("run.txt", PROJECT["dependencies"]),
        ("dev.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ):
        direct = {normal(pin) for pin, block in locked(name).items() if "trs-assistant (pyproject.toml)" in block}
        assert direct | {"torch"} == {normal(requirement) for requirement in requirements}


def test_what_runs_and_what_is_tested_are_the_same_versions() -> None:
    assert set(locked("run.txt")) <= set(locked("dev.txt"))
    assert [line for line in PROJECT["dependencies"] if line.startswith("torch")] == list(locked("torch.txt"))

"""The prompts of chat models: `prompts/*.md` in, messages out; each prompt is named with its hash on every reply.

A prompt has a purpose and its variables in the front matter, and a part for the system and one for the user. Variables
are strict: one too many or too few is an error, in the file and in the call. What was retrieved or typed goes in as
data, in a fence that it cannot close.
"""

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template
from typing import Literal

import yaml
from pydantic import ValidationError

from assistant.errors import UnreadableFile
from assistant.types import Noun

FOLDER = Path(__file__).resolve().parent.parent / "prompts"
REPLIES = ("compose", "condense", "extract_case", "repair")  # those that a reply can be made with
NAMES = (*REPLIES, "quiz_stem")
_PARTS = re.compile(r"\A---\n(?P<front>.*?)\n---\n+# System\n(?P<system>.*?)\n# User\n(?P<user>.*)\Z", re.DOTALL)
_BACKTICKS = re.compile(r"`{3,}")

Message = tuple[Literal["system", "human", "ai"], str]


class Prompt(Noun):
    """One prompt as written; `hash` is of its file."""

    name: str
    purpose: str
    variables: tuple[str, ...]
    system: str
    user: str
    hash: str

    def messages(self, values: Mapping[str, str]) -> tuple[Message, Message]:
        """The prompt with its variables filled in. Exactly those of the front matter, or ValueError."""
        if values.keys() != set(self.variables):
            raise ValueError(f"{self.name}.md has the variables {self.variables}, not {tuple(values)}")
        return ("system", self.system), ("human", Template(self.user).substitute(values))


def messages(name: str, **values: str) -> tuple[Message, Message]:
    """The messages of a prompt by name."""
    return load(name).messages(values)


def in_force() -> str:
    """Every prompt that a reply can be made with, each as name@hash."""
    return ", ".join(map(named, REPLIES))


def named(name: str) -> str:
    """A prompt as name@hash."""
    return f"{name}@{load(name).hash}"


@functools.cache
def load(name: str, folder: Path = FOLDER) -> Prompt:
    """A prompt by name. Raises UnreadableFile where the file is missing or its variables are not those it declares."""
    path = folder / f"{name}.md"
    try:
        raw = path.read_text("utf-8")
        parts = _PARTS.match(raw)
        if parts is None:
            raise ValueError("it lacks its front matter, # System or # User")
        made = Prompt(
            name=name,
            **yaml.safe_load(parts["front"]),
            system=parts["system"].strip(),
            user=parts["user"].strip(),
            hash=hashlib.sha256(raw.encode()).hexdigest()[:12],
        )
        template = Template(made.user)
        if not template.is_valid() or set(template.get_identifiers()) != set(made.variables) or "$" in made.system:
            raise ValueError(f"it declares the variables {made.variables} and uses {template.get_identifiers()}")
    except (OSError, ValueError, TypeError, yaml.YAMLError, ValidationError) as error:
        raise UnreadableFile(
            f"The prompt {path.name} cannot be used: {error}.", to=str(path), do="Restore the prompts folder."
        ) from error
    return made


def fenced(text: str) -> str:
    """Data between fences longer than any run of backticks in it, so that no content can close them.

    >>> print(fenced("a ``` b"))
    ````
    a ``` b
    ````
    """
    fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(text))])
    return f"{fence}\n{text}\n{fence}"


def rows(records: Iterable[Mapping[str, str]]) -> str:
    """Records as fenced lines of JSON, empty values left out: a line break inside a record stays inside it."""
    return fenced("\n".join(json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False) for row in records))

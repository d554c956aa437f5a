"""Chat models by provider: built offline, asked over real HTTP, with no key, option or trace that was not meant."""

import asyncio
import importlib.util
from typing import Any

import pytest

from assistant.chat.provider import PROVIDERS, ChatModel, Piece, opened
from assistant.errors import BadInput, ModelUnavailable
from assistant.settings import Settings
from assistant.wire import open_chat
from tests.chat_server import ChatServer, calls, fails, hangs_after, says, serving

ASKED = [("human", "What dose?")]


def settings(model: str = "openai:scripted", **chosen: Any) -> Settings:
    return Settings(chat_model=model, **chosen)


def written(server: ChatServer, *, offer_checker: bool = False, **chosen: Any) -> list[Piece]:
    """All that a model behind a server writes."""

    async def whole() -> list[Piece]:
        model = ChatModel(settings(chat_base_url=server.url, **chosen))
        return [piece async for piece in model.write(ASKED, offer_checker=offer_checker)]  # type: ignore[arg-type]

    return asyncio.run(whole())


def test_without_a_chat_model_there_is_none() -> None:
    assert open_chat(Settings()) is None


@pytest.mark.parametrize(
    ("model", "kind", "limit"),
    [
        ("openai:gpt-4o", "ChatOpenAI", "max_tokens"),
        ("anthropic:claude-sonnet-4-5", "ChatAnthropic", "max_tokens"),
        ("ollama:llama3.1:8b", "ChatOllama", "num_predict"),
    ],
)
def test_each_provider_is_opened_without_a_call(model: str, kind: str, limit: str) -> None:
    made: Any = opened(settings(model, chat_api_key="k", chat_max_tokens=700))
    assert type(made).__name__ == kind
    name = getattr(made, "model_name", None) or made.model
    assert f"{model.partition(':')[0]}:{name}" == model
    assert (made.temperature, getattr(made, limit)) == (0.0, 700)
    assert getattr(made, "max_retries", 0) == 0


def test_a_server_of_ones_own_never_gets_the_key_of_openai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/elsewhere")
    with serving(says("a")) as server:
        written(server)
        assert [request["key"] for request in server.requests] == ["Bearer none"]


@pytest.mark.parametrize("given", ["gpt-4o", "openai:", "unknown:model", "openai: gpt"])
def test_a_model_that_cannot_be_meant_is_refused_by_name(given: str) -> None:
    with pytest.raises(BadInput) as refused:
        settings(given)
    assert refused.value.to == "TRS_CHAT_MODEL" and "provider:model" in refused.value.do


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ModelUnavailable) as missing:
        open_chat(settings("anthropic:claude"))
    assert missing.value.as_dict() == {
        "what": "The package for anthropic:claude is not installed.",
        "to": "TRS_CHAT_MODEL",
        "do": "Install it: pip install 'trs-assistant[anthropic]'; or unset TRS_CHAT_MODEL.",
    }


def test_a_missing_key_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelUnavailable, match="TRS_CHAT_API_KEY"):
        open_chat(settings("openai:gpt-4o"))


def test_a_key_is_not_shown_with_the_settings() -> None:
    assert "secret" not in repr(settings(chat_api_key="secret"))


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_provider_has_an_extra_of_the_project(name: str) -> None:
    assert PROVIDERS[name].extra == name


def test_what_is_written_comes_while_it_is_written() -> None:
    async def first() -> str:
        model = ChatModel(settings(chat_base_url=server.url))
        pieces = model.write(ASKED)  # type: ignore[arg-type]
        text = ""
        while '"cites"' not in text:
            text += (await anext(pieces)).text
        await pieces.aclose()  # type: ignore[attr-defined]
        return text

    with serving(hangs_after(("Valproate was given.", ["s1"]))) as server:
        assert "Valproate was given." in asyncio.run(first())
        assert server.hung_up.wait(5)


def test_tokens_are_counted_once() -> None:
    with serving(says("Valproate was given.")) as server:
        pieces = written(server)
    assert "".join(piece.text for piece in pieces) == "Valproate was given."
    assert (sum(piece.tokens_in for piece in pieces), sum(piece.tokens_out for piece in pieces)) == (100, 20)


def test_only_the_checker_counts_as_called() -> None:
    with serving(calls("check_criteria")) as server:
        assert any(piece.calls_checker for piece in written(server, offer_checker=True))
    with serving(calls("prescribe")) as server:
        assert not any(piece.calls_checker for piece in written(server, offer_checker=True))


@pytest.mark.parametrize(
    ("refusal", "field"),
    [
        ("'temperature' does not support 0.0 with this model", "temperature"),
        ("unknown field: stream_options", "stream_options"),
        ("max_completion_tokens is too large", "max_completion_tokens"),
        ('"auto" tool choice requires --enable-auto-tool-choice to be set', "tools"),
    ],
)
def test_what_a_server_refuses_is_left_out(refusal: str, field: str) -> None:
    with serving(fails(400, refusal), says("a")) as server:
        assert "".join(piece.text for piece in written(server, offer_checker=True)) == "a"
        assert [field in request for request in server.requests] == [True, False]


def test_a_server_that_refuses_for_ever_is_not_asked_for_ever() -> None:
    with serving(fails(400, "tools, temperature, stream_options, max_tokens: all wrong")) as server:
        with pytest.raises(Exception, match="all wrong"):
            written(server, offer_checker=True)
        assert len(server.requests) == 5


def test_a_variable_of_langsmith_sends_nothing_to_langsmith(monkeypatch: pytest.MonkeyPatch) -> None:
    from langchain_core.tracers.langchain import wait_for_all_tracers
    from langsmith import run_trees
    from langsmith.utils import get_env_var

    with serving(says("a")) as server, serving(says("b")) as langsmith:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "k")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", langsmith.url)
        monkeypatch.setattr(run_trees, "_CLIENT", None)
        get_env_var.cache_clear()
        written(server)
        if (client := run_trees._CLIENT) is not None:  # whoever traces makes one, and one that is made says hello
            client.flush()
        wait_for_all_tracers()
        assert (len(server.requests), langsmith.connections) == (1, 0)
    get_env_var.cache_clear()

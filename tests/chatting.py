"""An assistant with a scripted chat model being asked, as the tests of chat models do it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.sentences import reading
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import Answer, Event, Statement
from assistant.wire import open_chat
from tests.chat_server import ChatServer, Request, row

DEPAKOTE = "What dose of Depakote was studied with clozapine?"
ECT = "What clozapine dose and level did patients have in the ECT trial?"
HARM = "Did ECT harm cognition in the trial?"
NAME = "openai:scripted"
DOSE = "800–1,125 mg/d"
FAITHFUL = (
    "Sodium valproate (800–1,125 mg/d) was effective for general psychopathology and the positive symptoms of "
    "schizophrenia in a meta-analysis of randomized controlled studies of antiepileptic drug augmentation for"
)
NONE_PASSED = "None of the chat model's sentences passed the check; these are the sources' own sentences."

Build = Callable[..., Assistant]


def faithful(request: Request) -> tuple[str, list[str]]:
    """The dose of valproate in another order."""
    return f"{FAITHFUL} clozapine-treated patients with TRS.", [row(request, DOSE)["label"]]


@contextmanager
def building(real: Assistant, folder: Path) -> Iterator[Build]:
    """Makes assistants like `real`, with the chat model of a server and a store of their own."""
    built: list[Assistant] = []

    def build(server: ChatServer | str, of: Assistant = real, **chosen: Any) -> Assistant:
        url = server if isinstance(server, str) else server.url
        told = {"chat_model": NAME, "chat_base_url": url, "chat_timeout": 10.0, "chat_retries": 0} | chosen
        settings = Settings(data_dir=of.settings.data_dir, **told)
        store = Store.open(f"sqlite:///{folder}/chat-{len(built)}.db")
        built.append(Assistant(settings, of.lexicon, of.embedder, of.index, store, open_chat(settings)))
        return built[-1]

    yield build
    for assistant in built:
        assert assistant.chat is not None
        assistant.chat.close()
        assistant.store.close()


def events(assistant: Assistant, question: str, conversation: str | None = None) -> list[Event]:
    """The events of a question. What was streamed is what the reply holds, and it is what the sources say.

    Word for word, that is, but for the one paraphrase that was written as a faithful one.
    """
    seen = list(assistant.events(question, conversation))
    if isinstance(reply := seen[-1].reply, Answer):
        assert tuple(event.statement for event in seen if event.name == "statement") == reply.statements
        for statement in reply.statements:
            cited = " ".join(reading(citation.quote)[0] for citation in statement.citations)
            assert statement.text == cited or statement.text.startswith(FAITHFUL)
    return seen


def answer(assistant: Assistant, question: str = DEPAKOTE) -> Answer:
    """The answer to a question that has one."""
    reply = events(assistant, question)[-1].reply
    assert isinstance(reply, Answer), reply
    return reply


def in_own_words(assistant: Assistant, question: str) -> tuple[Statement, ...]:
    """What is shown without a chat model."""
    return answer(assistant, question).statements


def texts(reply: Answer) -> list[str]:
    """The sentences shown."""
    return [statement.text for statement in reply.statements]

"""An Assistant in, the web application out: REST, pages, their shared guard and their one shape of errors."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api import errors
from api.assets import STATIC, Assets
from api.cases import cases
from api.conversations import conversations
from api.deps import Answering
from api.evals_card import evals_card
from api.feedback import feedback
from api.guard import Guard
from api.identifiers import identifiers
from api.library import library
from api.next_questions import next_questions
from api.pages import pages
from api.previews import previews
from api.quiz_make import quiz_make
from api.quiz_review import quiz_review
from api.quiz_take import quiz_take
from api.quizzes import quizzes
from api.rail import rail
from api.replies import replies
from api.rest import health, v1

ROUTERS = (v1, health, quizzes, pages, library, conversations, rail, cases, identifiers, replies, feedback,
           next_questions, previews, quiz_make, quiz_take, quiz_review, evals_card)  # fmt: skip
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(assistant: Answering, *, allowed_hosts: Iterable[str] = LOOPBACK) -> FastAPI:
    """The application that serves one Assistant. `allowed_hosts` are the names it answers to, without port."""

    @asynccontextmanager
    async def until_stopped(_: FastAPI) -> AsyncIterator[None]:
        yield
        assistant.close()

    app = FastAPI(
        title="TRS Assistant",
        summary="Cited, verified answers about treatment-resistant schizophrenia.",
        version=assistant.version,
        docs_url=None,  # these two load scripts from a CDN; /openapi.json serves every viewer
        redoc_url=None,
        lifespan=until_stopped,
    )
    app.state.assistant = assistant
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", Assets(directory=STATIC), name="static")
    errors.install(app)
    app.add_middleware(Guard, allowed_hosts=allowed_hosts)
    return app


def app_from_settings() -> FastAPI:
    """The application of this machine's settings, its index brought in step with the corpus first: for a server."""
    from assistant.settings import Settings
    from assistant.wire import build

    settings = Settings()
    return create_app(build(settings), allowed_hosts=settings.allowed_hosts)

"""REST: /v1/quizzes and what belongs to them. Each endpoint is one call of the quiz desk."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field, StrictBool, StrictInt

from api.deps import Assistant
from api.rest import ANYWHERE, Responses, problems
from assistant.quiz.exports import FormatName
from assistant.quiz.reviews import Changes, KeptQuiz, ListedQuiz, Review, ReviewVerdict
from assistant.quiz.types import MOST_ITEMS, Fault, Quiz, QuizRequest
from assistant.types import Noun

quizzes = APIRouter(prefix="/v1", tags=["quizzes"], responses=ANYWHERE)
UNKNOWN = problems(404)
FILES = (
    "application/xml", "application/zip", "application/octet-stream", "text/plain", "text/csv", "text/html",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip
EXPORTED: Responses = {
    **UNKNOWN,
    200: {
        "description": "The file, to be downloaded.",
        "content": {"application/json": {}} | {kind: {"schema": {"type": "string"}} for kind in FILES},
    },
}

QuizId = Annotated[str, Path(examples=["0123456789abcdef"])]
ItemId = Annotated[str, Path(examples=["0123456789ab"])]
WantedFormat = Annotated[FormatName, Query(alias="format", description="What it is to be imported into.")]
AcceptedOnly = Annotated[bool, Query(description="Leave out what no reviewer has accepted.")]


class QuizIn(QuizRequest):
    """What is wanted, in words and numbers; all of it may be left out."""

    topic: str = Field("", max_length=300, examples=["clozapine levels"])
    count: StrictInt = Field(10, ge=1, le=MOST_ITEMS, examples=[5])
    seed: StrictInt = Field(0, ge=0, lt=2**63)
    reworded: StrictBool = Field(False, description="Questions in the chat model's words; needs one.")


class KeptQuizOut(Noun):
    """A quiz with its items as they stand now, the rejected ones too. The reviews are read separately.

    `seen` has of each item, by its id, what a review sends back; `faults` are what the rules of writing find.
    """

    quiz: Quiz
    made_at: str
    seen: dict[str, str]
    faults: tuple[Fault, ...]


class TopicOut(Noun):
    """A topic, and how many sentences on it can be asked about."""

    name: str
    facts: int


class ReviewIn(Noun):
    """What a reviewer says of an item as he or she saw it; `changes` go with `edit`."""

    reviewer: str = Field(max_length=10_000, examples=["Dr A. Example"])
    verdict: ReviewVerdict
    seen: str = Field(max_length=100, description="`seen` of the item as it was read.")
    note: str = Field("", max_length=10_000)
    changes: Changes | None = None


@quizzes.get("/quiz-topics")
def topics(assistant: Assistant) -> list[TopicOut]:
    """The topics there are, by name. Other words are understood as well, as a question's are."""
    return [TopicOut(name=one.name, facts=one.facts) for one in assistant.quizzes.topics()]


@quizzes.post("/quizzes", status_code=201)
def make(given: QuizIn, assistant: Assistant) -> KeptQuizOut:
    """Make a quiz and keep it. The same request of the same sources gives the one that was kept, with its reviews."""
    return _out(assistant.quizzes.make(QuizRequest(**dict(given))))


@quizzes.get("/quizzes")
def listed(assistant: Assistant, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> list[ListedQuiz]:
    """The quizzes, newest first."""
    return list(assistant.quizzes.kept(limit))


@quizzes.get("/quizzes/{quiz_id}", responses=UNKNOWN)
def opened(quiz_id: QuizId, assistant: Assistant) -> KeptQuizOut:
    """A quiz as it stands now, items edited or rejected by reviewers among them."""
    return _out(assistant.quizzes.open(quiz_id))


@quizzes.delete("/quizzes/{quiz_id}", status_code=204, responses=UNKNOWN)
def delete(quiz_id: QuizId, assistant: Assistant) -> None:
    """Remove a quiz and its reviews for good."""
    assistant.quizzes.delete(quiz_id)


@quizzes.get("/quizzes/{quiz_id}/export", response_class=Response, responses=EXPORTED)
def export(
    quiz_id: QuizId, assistant: Assistant, wanted: WantedFormat, accepted_only: AcceptedOnly = False
) -> Response:
    """The quiz as a file, without what reviewers rejected. What else is not in it: `.../left-out`."""
    file = assistant.quizzes.export(quiz_id, wanted, accepted_only)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers=headers)


@quizzes.get("/quizzes/{quiz_id}/left-out", responses=UNKNOWN)
def left_out(
    quiz_id: QuizId, assistant: Assistant, wanted: WantedFormat, accepted_only: AcceptedOnly = False
) -> list[str]:
    """The items that the same export leaves out, each with the reason."""
    return list(assistant.quizzes.export(quiz_id, wanted, accepted_only).left_out)


@quizzes.get("/quizzes/{quiz_id}/reviews", responses=UNKNOWN)
def reviews(quiz_id: QuizId, assistant: Assistant) -> list[Review]:
    """All that reviewers said, oldest first."""
    return list(assistant.quizzes.open(quiz_id).history)


@quizzes.post("/quizzes/{quiz_id}/items/{item_id}/reviews", status_code=201, responses=problems(404, 409))
def review(quiz_id: QuizId, item_id: ItemId, given: ReviewIn, assistant: Assistant) -> KeptQuizOut:
    """Accept an item, accept it in other words (`edit`), or reject it. 409: somebody spoke of it meanwhile."""
    said = (given.reviewer, given.verdict, given.seen, given.note, given.changes)
    return _out(assistant.quizzes.review(quiz_id, item_id, *said))


def _out(kept: KeptQuiz) -> KeptQuizOut:
    return KeptQuizOut(
        quiz=kept.quiz,
        made_at=kept.made_at,
        seen={one.item.item_id: one.seen for one in kept.kept},
        faults=tuple(fault for one in kept.kept for fault in one.faults),
    )

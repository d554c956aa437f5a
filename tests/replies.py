"""Replies to test the faces and the store with: every role, refusals, hostile text. The documents are inventions."""

from collections.abc import Iterator

from assistant import cases
from assistant.assistant import Assistant
from assistant.errors import BadInput
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import (
    Abstention,
    Answer,
    Citation,
    Event,
    Hit,
    Nearest,
    Passage,
    Premise,
    Provenance,
    Rejection,
    Reply,
    Source,
    Statement,
)

TEXT = (
    "Doses of examplazine ranged from 10 to 40 mg/d in 3 trials. However, all trials were small and short. "
    "Response was seen after\n6 weeks. Examplazine must not be started by telephone."
)
DIGEST = "Examplazine is not advised above 30 mg/d. Levels are measured at week 4."

ARTICLE = Source(
    source_id="a" * 12,
    slug="examplazine-review",
    title="Examplazine: a review",
    year=2020,
    kind="article",
    url="https://journal.example/review",
)
GUIDELINE = Source(
    source_id="b" * 12,
    slug="example-guideline-2023",
    title="Example guideline",
    year=2023,
    kind="guideline",
    is_digest=True,
)
SOURCES = {source.slug: source for source in (ARTICLE, GUIDELINE)}
PROVENANCE = Provenance(corpus="c0ffee", settings="5e7715", version="0.1.0")


def cite(words: str, source: Source = ARTICLE, text: str = TEXT, **fields: str) -> Citation:
    """The first place of these words in the document."""
    start = text.index(words)
    return Citation.model_validate(
        {
            "source_slug": source.slug,
            "source_title": source.title,
            "year": source.when,
            "passage_id": f"{source.source_id}#0",
            "quote": words,
            "start": start,
            "end": start + len(words),
            "document_text": text,
            **fields,
        }
    )


DOSE = "Doses of examplazine ranged from 10 to 40 mg/d in 3 trials."
LIMIT = "However, all trials were small and short."
OTHER = "Examplazine is not advised above 30 mg/d."
LATER = "Response was seen after\n6 weeks."

STATEMENTS = (
    Statement(text=DOSE, role="answer", citations=(cite(DOSE, section="Augmentation"),), mark="10 to 40 mg/d"),
    Statement(text=LIMIT, role="caveat", citations=(cite(LIMIT, section="Augmentation"),), bears_on=0),
    Statement(
        text=OTHER,
        role="disagreement",
        citations=(
            cite(
                OTHER,
                GUIDELINE,
                DIGEST,
                statement_id="EG-7",
                grade="strong",
                checked="secondary",
                reference="Example Society 2023, section 4",
            ),
        ),
        bears_on=0,
    ),
    Statement(text="Response was seen after 6 weeks.", role="answer", citations=(cite(LATER), cite(DOSE))),
)

ANSWER = Answer(
    question="Is 50 mg of Examplo the dose, and does it work in dogs?",
    understood="Is 50 mg of examplazine the dose, and does it work in dogs?",
    statements=STATEMENTS,
    premise=Premise(said="50 mg", found="10 to 40 mg/d"),
    missing=("dogs",),
    rejected=(Rejection(text="Examplazine cures.", why="no cited span says so"),),
    composer="extractive",
    provenance=PROVENANCE,
)

RULE = "Examplazine must not be started by telephone."
ORDER = Abstention(
    question="Start my patient on examplazine",
    understood="Start my patient on examplazine",
    reason="patient_order",
    message="I can show what the sources say; whether to start it is for the person who treats this patient.",
    statements=(Statement(text=RULE, role="answer", citations=(cite(RULE),)),),
    provenance=PROVENANCE,
)
NO_EVIDENCE = Abstention(
    question="Does examplazine help <b>tinnitus</b>?\n# No",
    understood="Does examplazine help <b>tinnitus</b>? # No",
    reason="no_evidence",
    message="No document mentions tinnitus.",
    searched_for=("examplazine", "tinnitus"),
    missing=("tinnitus",),
    nearest=(
        Nearest(
            text="Levels are measured at week 4.",
            citation=cite("Levels are measured at week 4.", GUIDELINE, DIGEST, statement_id="EG-8"),
        ),
    ),
    provenance=PROVENANCE,
)

NOTE = """34M. Olanzapine 20 mg for 8 weeks, no response. Risperidone 6 mg for 7 weeks, no response.
PANSS 95, SOFAS 45. Adherence 90% by pill count and his mother. He likes <b>football</b>. Is he TRS?"""
CASE = cases.report(NOTE)

HIT = Hit(
    passage=Passage(
        passage_id=f"{ARTICLE.source_id}#0",
        source_slug=ARTICLE.slug,
        ordinal=0,
        section="Augmentation",
        start=0,
        end=len(TEXT),
        text=TEXT,
        sentences=(),
    ),
    source=ARTICLE,
    score=0.0325,
    dense_rank=1,
    keyword_rank=None,
    similarity=0.8125,
)


def events(reply: Reply, conversation_id: str = "", reply_id: str = "") -> tuple[Event, ...]:
    """The events of a reply, as the Assistant gives them."""
    last = Event(name="replied", reply=reply, conversation_id=conversation_id, reply_id=reply_id)
    if reply.kind == "case_report":
        return Event(name="routed", way="case", understood="read from the note: 2 trials"), last
    return (
        Event(name="routed", way="question", understood=reply.understood),
        Event(name="found", hits=(HIT,)),
        *(Event(name="statement", statement=statement) for statement in reply.statements),
        last,
    )


class TwoDocuments:
    """The index of the two documents above."""

    notices = ("1 vector was put right.",)
    search_by = "every vector"

    def sources(self) -> list[Source]:
        return list(SOURCES.values())

    def text(self, slug: str) -> str:
        return DIGEST if slug == GUIDELINE.slug else TEXT

    def count(self) -> int:
        return 9

    def corpus_hash(self) -> str:
        return "c0ffee123456"


class OneReply:
    """An Assistant that gives one reply to every question, with the events and the store of the real one."""

    chat_model = ""

    def __init__(self, settings: Settings, reply: Reply) -> None:
        self.index, self.reply = TwoDocuments(), reply
        self.store = Store.open(settings.database)
        self.closed = False
        self.reasons: list[str] = []

    def events(self, question: str, conversation_id: str | None = None, **_how: object) -> Iterator[Event]:
        if not question.strip():
            raise BadInput("The question is empty.", to=question, do="Type a question and ask again.")
        ids = self.store.append(conversation_id, question, self.reply, 1.0)
        yield from events(self.reply, *ids)

    def ask(self, question: str) -> Event:
        *_, last = self.events(question)
        return last

    def ready(self) -> list[str]:
        return self.reasons

    def close(self) -> None:
        self.store.close()
        self.closed = True


def last(assistant: Assistant, *questions: str) -> Reply:
    """The reply to the last question of a conversation."""
    conversation: str | None = None
    for question in questions:
        event = assistant.ask(question, conversation)
        conversation = event.conversation_id
    assert event.reply is not None
    return event.reply

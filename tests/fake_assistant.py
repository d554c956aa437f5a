"""An Assistant to test the faces with: real article, digest and store; only what it says is scripted."""

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant import cases
from assistant.assistant import never
from assistant.errors import BadInput, IndexUnavailable, NotFound, Stopped, UnreadableFile
from assistant.find import FoundDocument, FoundSentence, LookedUp, Run, Term
from assistant.ingest import IngestReport
from assistant.quiz.desk import QuizDesk
from assistant.store import Store
from assistant.types import (
    Abstention,
    Answer,
    Citation,
    Event,
    Hit,
    Nearest,
    Premise,
    Provenance,
    Rejection,
    Reply,
    Role,
    Source,
    Statement,
)
from assistant.working import Working, work_out
from tests.fake_index import ARTICLE, CORPUS_HASH, DIGEST, HOSTILE, FakeIndex
from tests.fake_quizzes import FakeMaker

PROVENANCE = Provenance(corpus=CORPUS_HASH, settings="5e7715e7715e", version="0.1.0")
MAX_QUESTION_CHARS = 4000

VALPROATE = "What dose of valproate was studied with clozapine?"
PREMISE = "Is 2 g of valproate the dose that was studied with clozapine?"
NOT_COVERED = "Does topiramate with clozapine help tinnitus?"
ORDER = "Should I add valproate for my patient today?"
EMERGENCY = "He has taken all his clozapine and is not breathing well"
OUT_OF_SCOPE = "What is the capital of France?"
FOLLOW_UP = "and topiramate?"
CASE = "34M. Olanzapine 20 mg for 8 weeks, no response.\nRisperidone 6 mg for 7 weeks, no response. Is he TRS?"
HOSTILE_QUESTION = "<script>alert('q')</script> \u202eabc\u200b [x](javascript:alert(3)) " + "Q" * 3000
BREAKS = "Break, please"
NO_INDEX = "Lose the index, please"
BY_MODEL = "What is known of valproate with clozapine?"
MODEL = "openai:gpt-oss"
NOTICE = "The chat model's server does not answer; what it had not written is in the sources' own sentences."
PHRASED = "Sodium valproate (800–1,125 mg/d) was effective for the positive symptoms of schizophrenia."


class FakeNextQuestions:
    """After any answer the same questions; only what was not asked yet."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def after(self, reply_id: str) -> tuple[str, ...]:
        turn = self._store.reply(reply_id)
        if turn.reply.kind == "case_report":
            return ()
        asked = {one.question for one in self._store.turns(turn.conversation_id)}
        return tuple(question for question in (VALPROATE, BY_MODEL, PREMISE, NOT_COVERED) if question not in asked)[:3]


class FakeAssistant:
    """Answers the questions above; of any other it says that no source covers it."""

    version = "0.1.0"
    provenance = PROVENANCE
    chat_model = ""

    def __init__(self, folder: Path) -> None:
        self.index = FakeIndex()
        self.store = Store.open(f"sqlite:///{folder / 'store.db'}")
        self.next_questions = FakeNextQuestions(self.store)
        self.maker = FakeMaker(self.index, PROVENANCE)
        self.quizzes = QuizDesk(self.maker, self.store.quizzes, self.index.text, lambda quiz: quiz)
        self.reasons: list[str] = []
        self.pause = 0.0  # seconds before each statement
        self.asked: list[tuple[str, bool]] = []  # each question, and whether it might follow up
        self.at_work = self.stopped = 0  # answers that are being made, and those given up
        self.paused = False  # whether it takes its time now

    def ready(self) -> list[str]:
        return self.reasons

    def look_up(self, text: str, within: Sequence[str] | None = None) -> LookedUp:
        """The sentences that hold the text as it is typed."""
        documents = []
        for source in self.index.sources():
            held = [
                FoundSentence(passage, one.start, one.end, self.index.text(source.slug)[one.start : one.end], runs)
                for passage in self.index.passages_of(source.slug)
                for one in passage.sentences
                if text in one.text and (runs := (Run(one.text, True),))
            ]
            if held and (within is None or source.slug in within):
                documents.append(FoundDocument(source, tuple(held), 0))
        found = sum(len(one.sentences) for one in documents)
        return LookedUp(text, text, terms=(Term(text, (text,)),), whole=found, found=found, documents=tuple(documents))

    def working(self, reply_id: str) -> Working:
        turn, audit = self.store.reply(reply_id), self.store.audit(reply_id)
        return work_out(turn, audit, self.provenance, lambda turn, _way: [(turn.question, self._hits())])

    def ingest_upload(self, name: str, data: bytes) -> IngestReport:
        if not name.endswith((".txt", ".md")):
            refused = UnreadableFile(f"Cannot read {name!r}: I read .md, .txt.", to=name, do="Save it as one of these.")
            return IngestReport(skipped=(refused.as_dict(),))
        slug = re.sub(r"\W+", "-", name.lower())
        source_id = hashlib.sha256(data).hexdigest()[:12]
        source = Source(source_id=source_id, slug=slug, title=name, kind="upload", owner="upload")
        known = slug in {one.slug for one in self.index.sources()}
        self.index.add(source, data.decode("utf-8", "replace"))
        return IngestReport(replaced=(slug,)) if known else IngestReport(added=(slug,))

    def delete_document(self, source_id: str) -> None:
        for source in self.index.sources():
            if source.source_id == source_id:
                self.index.remove(source.slug)
                return
        raise NotFound("There is no such document.", to=source_id, do="See GET /v1/sources for those there are.")

    def close(self) -> None:
        self.store.close()

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        *,
        follows_up: bool = True,
        stopped: Callable[[], bool] = never,
    ) -> Event:
        *_, last = self.events(question, conversation_id, follows_up=follows_up, stopped=stopped)
        return last

    def events(
        self,
        question: str,
        conversation_id: str | None = None,
        *,
        follows_up: bool = True,
        stopped: Callable[[], bool] = never,
    ) -> Iterator[Event]:
        self.asked.append((question, follows_up))
        self.at_work += 1
        try:
            yield from self._events(question, conversation_id, stopped)
        finally:
            self.at_work -= 1

    def _events(self, question: str, conversation_id: str | None, stopped: Callable[[], bool]) -> Iterator[Event]:
        if not question.strip():
            raise BadInput("The question is empty.", to="question", do="Type a question and ask again.")
        if len(question) > MAX_QUESTION_CHARS:
            raise BadInput(
                f"The question has {len(question)} characters; at most {MAX_QUESTION_CHARS} are read.",
                to="question",
                do="Shorten it and ask again.",
            )
        if conversation_id is not None:
            self.store.turns(conversation_id)
        reply = self.replies_to(question)
        if reply.kind == "case_report":
            yield Event(name="routed", way="case", understood="read from the note: 2 trials")
            ids = self.store.append(conversation_id, question, reply, 1.0, PROVENANCE)
            yield Event(name="replied", reply=reply, conversation_id=ids[0], reply_id=ids[1])
            return
        yield Event(name="routed", way="question", understood=reply.understood)
        if question == NO_INDEX:
            raise IndexUnavailable("The index cannot be read.", to="index", do="Run `trs doctor`.")
        if question == BREAKS:
            raise RuntimeError(f"no way to answer {question!r}")
        yield Event(name="found", hits=self._hits())
        if question == BY_MODEL:
            yield Event(name="composing", composer=MODEL)
        for statement in reply.statements:
            self._wait(stopped)
            yield Event(name="statement", statement=statement)
        conversation_id, reply_id = self.store.append(conversation_id, question, reply, 1.0)
        yield Event(name="replied", reply=reply, conversation_id=conversation_id, reply_id=reply_id)

    def _hits(self) -> tuple[Hit, ...]:
        passage = self.index.passages_of(ARTICLE.slug)[-1]
        return (Hit(passage=passage, source=ARTICLE, score=0.03, dense_rank=1),)

    def _wait(self, stopped: Callable[[], bool]) -> None:
        """Takes its time, as a chat model does, unless nobody waits any longer."""
        until, self.paused = time.monotonic() + self.pause, self.pause > 0
        while time.monotonic() < until:
            if stopped():
                self.stopped += 1
                raise Stopped("The answer was stopped.", do="Ask again when you like; nothing was kept.")
            time.sleep(0.01)

    def replies_to(self, question: str) -> Reply:
        """What it says to a question."""
        return _REPLIES.get(question, _not_covered)(self, question)

    def cite(self, slug: str, words: str) -> Citation:
        """The first place of these words in a document, whatever its line breaks."""
        text = self.index.text(slug)
        found = re.search(r"\s+".join(map(re.escape, words.split())), text)
        assert found, words
        source = self.index.source(slug)
        passage = next(one for one in self.index.passages_of(slug) if one.start <= found.start() < one.end)
        kept = {"section", "statement_id", "reference", "grade", "checked", "passage_id"}
        return Citation.model_validate(
            passage.model_dump(include=kept)
            | {"source_slug": slug, "source_title": source.title, "year": source.when, "quote": found.group()}
            | {"start": found.start(), "end": found.end(), "document_text": text}
        )

    def statement(
        self, slug: str, words: str, role: Role = "answer", mark: str = "", bears_on: int | None = None
    ) -> Statement:
        citation = self.cite(slug, words)
        read = " ".join(citation.quote.split())
        return Statement(text=read, role=role, citations=(citation,), mark=mark, bears_on=bears_on)

    @staticmethod
    def phrased(words: str, like: Statement) -> Statement:
        """Other words for a statement, as a chat model finds them."""
        return Statement(text=words, role=like.role, citations=like.citations, mark=like.mark)


def _valproate_statements(fake: FakeAssistant) -> tuple[Statement, ...]:
    statements = {one.statement_id: one.text for one in fake.index.passages_of(DIGEST.slug)}
    effect = (
        "A meta-analysis of randomized controlled studies of antiepileptic drug augmentation for clozapine-treated "
        "patients with TRS demonstrated that sodium valproate (800–1,125 mg/d) was effective for general "
        "psychopathology and the positive symptoms of schizophrenia."
    )
    trials = (
        "However, this study utilized 5 randomized controlled trials, all conducted in China, with high heterogeneity "
        "(I2 = 91%)."
    )
    levels = (
        "Clozapine levels were tested in only 1 of the 5 trials, and the average Chinese person has a lower clozapine "
        "metabolic capacity compared to the average Westerner."
    )
    return (
        fake.statement(ARTICLE.slug, effect, mark="800–1,125 mg/d"),
        fake.statement(ARTICLE.slug, trials, "caveat", bears_on=0),
        fake.statement(ARTICLE.slug, levels, "caveat", bears_on=0),
        fake.statement(DIGEST.slug, statements["AUG-08"], "disagreement", bears_on=0),
        fake.statement(DIGEST.slug, statements["AUG-27"], "disagreement", bears_on=0),
    )


def _valproate(fake: FakeAssistant, question: str) -> Answer:
    return Answer(
        question=question,
        understood="What dose of sodium valproate was studied with clozapine?",
        statements=_valproate_statements(fake),
        premise=Premise(said="2 g", found="800–1,125 mg/d") if question == PREMISE else None,
        composer="extractive",
        provenance=PROVENANCE,
    )


def _by_model(fake: FakeAssistant, question: str) -> Answer:
    return Answer(
        question=question,
        understood=question,
        statements=(fake.phrased(PHRASED, _valproate_statements(fake)[0]), *_valproate_statements(fake)[1:3]),
        rejected=(Rejection(text="Valproate 600 mg is safe.", why="'600 mg' is not in the cited words"),),
        notice=NOTICE,
        composer=MODEL,
        provenance=PROVENANCE.model_copy(update={"prompt": "compose@0123456789ab"}),
    )


def _topiramate(fake: FakeAssistant, question: str) -> Answer:
    words = (
        "Topiramate was also found to be effective for positive and negative symptoms, as well as general "
        "psychopathology, but is not recommended due to a higher discontinuation rate."
    )
    return Answer(
        question=question,
        understood="Topiramate with clozapine: what dose was studied?",
        statements=(fake.statement(ARTICLE.slug, words, mark="not recommended"),),
        missing=("dose of topiramate",),
        composer="extractive",
        provenance=PROVENANCE,
    )


def _abstention(reason: str, message: str) -> Callable[[FakeAssistant, str], Abstention]:
    def abstain(fake: FakeAssistant, question: str) -> Abstention:
        rule = _valproate_statements(fake)[:2] if reason == "patient_order" else ()
        said = {"reason": reason, "message": message, "statements": rule}
        return Abstention.model_validate(
            {"question": question, "understood": question, "provenance": PROVENANCE, **said}
        )

    return abstain


def _not_covered(fake: FakeAssistant, question: str) -> Abstention:
    near = (
        "With lamotrigine, after removal of 2 outliers, there was no significant difference between lamotrigine "
        "augmentation and clozapine monotherapy.",
        "Electroconvulsive therapy (ECT) has been shown to have synergistic effects with clozapine.",
    )
    return Abstention(
        question=question,
        understood=question,
        reason="no_evidence",
        message="No document here says anything of tinnitus, so there is no answer to give.",
        searched_for=("topiramate", "clozapine", "tinnitus"),
        missing=("tinnitus",),
        nearest=tuple(Nearest(text=words, citation=fake.cite(ARTICLE.slug, words)) for words in near),
        provenance=PROVENANCE,
    )


def _hostile(fake: FakeAssistant, question: str) -> Answer:
    return Answer(
        question=question,
        understood=question,
        statements=(fake.statement(HOSTILE.slug, "<img src=x onerror=alert(1)> [link](javascript:alert(2))"),),
        missing=("<i>nothing</i>",),
        composer="extractive",
        provenance=PROVENANCE,
    )


_REPLIES: dict[str, Callable[[FakeAssistant, str], Reply]] = {
    CASE: lambda _fake, question: cases.report(question),
    VALPROATE: _valproate,
    PREMISE: _valproate,
    FOLLOW_UP: _topiramate,
    HOSTILE_QUESTION: _hostile,
    BY_MODEL: _by_model,
    ORDER: _abstention("patient_order", "I can show what the sources say. Whether to do it is for those who treat."),
    EMERGENCY: _abstention("emergency", "Call your local emergency number now. This program cannot help in time."),
    OUT_OF_SCOPE: _abstention("out_of_scope", "I know only about treatment-resistant schizophrenia."),
}

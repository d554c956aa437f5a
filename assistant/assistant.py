"""The whole program on one page: a question in, events out. `ask` is the last event.

route -> read -> search -> compose -> verify -> store. Only verified sentences leave; every refusal says why.
What classifies a patient goes to the criteria checker instead: route -> cases -> store.
A chat model, where one is configured, phrases what was composed; whether the sources answer is decided without it.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path

from assistant import (
    __version__,
    case_fragments,
    case_history,
    case_turns,
    cases,
    follow_ups,
    memory,
    patients,
    prompts,
    refusals,
    uploads,
)
from assistant.chat.calls import Allowance, Chat
from assistant.chat.condensing import condensed
from assistant.chat.phrasing import Phrasing
from assistant.chat.proposing import with_what_a_model_reads
from assistant.chat.rewording import Rewording
from assistant.compose import Composition, compose_extractive
from assistant.criteria.types import CaseReport, Meant
from assistant.embed import Embedder, FloatArray
from assistant.errors import BadInput
from assistant.evidence import Reader
from assistant.find import Finder, LookedUp
from assistant.index import Index
from assistant.indexing import Progress
from assistant.ingest import IngestReport, ingest
from assistant.judge import is_off_topic
from assistant.lexicon import Lexicon
from assistant.next_questions import NextQuestions
from assistant.question import Clause, Question, Vocabulary, read_clause
from assistant.quiz.desk import QuizDesk
from assistant.quiz.maker import QuizMaker
from assistant.readings import Reading, Sought, meant, read_in
from assistant.records import Taken, Turn
from assistant.requested import Request, Requests
from assistant.route import Way, is_foreign
from assistant.search import Found, search, titled_text
from assistant.settings import Settings
from assistant.store import Store
from assistant.types import Abstention, Answer, Event, Hit, Provenance, Reply, Statement
from assistant.verify import Gate, verify
from assistant.working import Searched, Working, work_out


def never() -> bool:
    """Nobody stops this answer."""
    return False


class Assistant:
    """Answers questions from one index, and keeps what was asked and said in one store. Safe to use from threads."""

    version = __version__

    def __init__(
        self,
        settings: Settings,
        lexicon: Lexicon,
        embedder: Embedder,
        index: Index,
        store: Store,
        chat: Chat | None = None,
    ) -> None:
        self.settings, self.lexicon, self.embedder = settings, lexicon, embedder
        self.index, self.store, self.chat = index, store, chat
        self.ingested: IngestReport | None = None  # what bringing the index in step with the corpus did
        self._reader = Reader(lexicon, embedder.name)
        self._requests = Requests(lexicon, embedder.name, settings.max_question_chars)
        maker = QuizMaker(index, lexicon, embedder, settings.corpus_dir, lambda: self.provenance, self.vocabulary)
        reword = Rewording(chat, lexicon, settings.chat_timeout)
        self.quizzes = QuizDesk(maker, store.quizzes, index.text, reword)
        self.next_questions = NextQuestions(lexicon, index, store, embedder, self._rehearsal)

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        *,
        follows_up: bool = True,
        stopped: Callable[[], bool] = never,
    ) -> Event:
        """The reply to a question, as the last of its events. Raises BadInput for an empty or overlong question."""
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
        """The steps of answering: routed, found, composing, each verified statement, replied. A case skips the middle.

        Without `follows_up` the question is read as it stands, whatever was said before. `stopped` is asked between the
        steps and while a chat model writes: once it is True, or where the events are closed, the model's call is broken
        off and nothing is kept; Stopped is raised.
        """
        started = time.perf_counter()
        allowance = Allowance(self.settings.chat_timeout, stopped)
        text = self._checked(question)
        # NotFound now, not after half an answer
        turns = self.store.turns(conversation_id) if conversation_id is not None else ()
        if turns:
            full = case_fragments.in_full(text, turns)
            if full != text:  # else the lines of what was written count
                question = text = full
        understood = self._stand_alone(text, turns) if follows_up else text
        vectors = dict(zip((text, understood), self.embedder.embed([text, understood]), strict=True))
        request = self._request(question, text, vectors, turns)
        way = request.way
        if follows_up and understood == text and way in ("question", "out_of_scope"):
            understood = self._condensed(text, turns, allowance)
            if understood not in vectors:
                vectors[understood] = self.embedder.embed([understood])[0]
        if way == "emergency" or (way == "order" and cases.way_of_one(text, self.lexicon) == "order"):
            understood = text  # what was talked about before is no part of it
        if understood != text and not follow_ups.is_settled(text, way):
            way = follow_ups.way_of(way, self._request(understood, understood, vectors, turns).way)
        if way == "case":
            text = cases.legible(question)  # its lines count
            reply: Reply = yield from self._case(text, turns, request.meant, allowance)
        else:
            read = self._read(understood, text, way)
            reply = yield from self._answered(read, vectors, turns, allowance, self.chat)
        allowance.still_wanted()
        milliseconds = round((time.perf_counter() - started) * 1000, 3)
        conversation_id, reply_id = self.store.append(
            conversation_id, text, reply, milliseconds, self.provenance, self._taken(allowance)
        )
        yield Event(name="replied", reply=reply, conversation_id=conversation_id, reply_id=reply_id)

    def _stand_alone(self, text: str, turns: Sequence[Turn]) -> str:
        """The question, made to stand alone by what was said before; right after a case it is left as it is."""
        if turns and turns[-1].reply.kind == "case_report":
            return text
        alone = memory.stand_alone(text, turns, self.lexicon, self.vocabulary(), self.index.speaks_of_both)
        return alone if len(alone) <= self.settings.max_question_chars else text

    def _condensed(self, text: str, turns: Sequence[Turn], allowance: Allowance) -> str:
        """The question as a chat model rewrites it, where the rules could not tell what it leans on."""
        if self.chat is None or not turns or turns[-1].reply.kind == "case_report" or patients.speaks_of_one(text):
            return text
        if not memory.needs_help(text, turns, self.lexicon, self.vocabulary(), self.index.speaks_of_both):
            return text
        return condensed(text, turns, self.chat, allowance, self.lexicon) or text

    def _request(self, question: str, text: str, vectors: Mapping[str, FloatArray], turns: Sequence[Turn]) -> Request:
        return self._requests.read(question, text, vectors[text], turns, among_others=bool(self.index.unasked()))

    def _read(self, understood: str, typed: str, way: Way) -> Question:
        return read_in(Reading(understood), typed, way, self.lexicon, self.vocabulary())

    @property
    def provenance(self) -> Provenance:
        """The hashes of what makes a reply."""
        return Provenance(
            corpus=self.index.corpus_hash(),
            settings=self.settings.hash(),
            prompt=prompts.in_force() if self.chat else "",
            version=self.version,
        )

    @property
    def chat_model(self) -> str:
        """The name of the chat model that phrases answers; empty where none does."""
        return self.chat.name if self.chat else ""

    def _taken(self, allowance: Allowance) -> Taken:
        """What a reply took of the chat model, with its cost where the prices are set."""
        if self.chat is None or not allowance.attempts:
            return Taken()
        prices = self.settings.chat_price_in, self.settings.chat_price_out
        tokens = allowance.tokens_in, allowance.tokens_out
        cost = None if None in prices else sum(n * (price or 0) for n, price in zip(tokens, prices, strict=True)) / 1e6
        return Taken(
            chat_model=self.chat.name,
            chat_attempts=allowance.attempts,
            tokens_in=allowance.tokens_in,
            tokens_out=allowance.tokens_out,
            cost=cost,
        )

    def ready(self) -> list[str]:
        """Why it cannot answer yet; empty when it can."""
        return ["The index holds no documents yet: run `trs ingest`."] if self.index.is_empty else []

    def working(self, reply_id: str) -> Working:
        """How a kept reply came about. Raises NotFound."""
        turn, audit = self.store.reply(reply_id), self.store.audit(reply_id)
        return work_out(turn, audit, self.provenance, self._searched)

    def ingest(self, paths: Sequence[Path], on_progress: Callable[[Progress], None] | None = None) -> IngestReport:
        """Index files or folders beside the corpus, as uploads. One that cannot be read is named and skipped."""
        return ingest(paths, self.index, self.embedder, on_progress, embed_text=titled_text)

    def ingest_upload(self, name: str, data: bytes) -> IngestReport:
        """Index one file given by name and content, and keep it."""
        return uploads.add(name, data, uploads.uploads_of(self.settings), self.ingest)

    def delete_document(self, source_id: str) -> None:
        """Take an upload out for good. Raises NotFound, and BadInput for a document of the corpus."""
        uploads.remove(source_id, uploads.uploads_of(self.settings), self.index)

    def close(self) -> None:
        """Let go of index and store."""
        if self.chat is not None:
            self.chat.close()
        self.index.close()
        self.store.close()

    def _checked(self, question: str) -> str:
        """The question without what cannot be read, or BadInput."""
        text = cases.legible(question).replace("\n", " ")
        if not text:
            raise BadInput("The question is empty.", to=question[:40], do="Type a question and ask again.")
        longest = self.settings.max_question_chars
        if len(text) > longest and not cases.is_long_note(question):
            raise BadInput(
                f"The question has {len(text):,} characters; at most {longest:,} are read.",
                to=text[:40] + " ...",
                do="Shorten it, or ask it in parts.",
            )
        return text

    def vocabulary(self, use_known: bool = True) -> Vocabulary:
        """What the corpus and the language know, as it stands now; with the words of the known questions or without."""
        spelt = self.index.known_questions().spelt if use_known else frozenset[str]()
        held, uploaded = self.index.vocabulary(use_known), self.index.uploaded()
        return Vocabulary(held, self.index.count(), self.embedder.strangeness, spelt, uploaded)

    def passages(self, text: str) -> tuple[Hit, ...]:
        """The passages that lie nearest to a text, best first: search alone, without answering."""
        return self._find(read_clause(self._checked(text), self.lexicon, self.vocabulary())).hits

    def look_up(self, text: str, within: Sequence[str] | None = None) -> LookedUp:
        """The sentences that hold the words of a text, in all documents or these. Raises BadInput where it is long."""
        return Finder(self.lexicon, self.vocabulary(), self.index, self._near).look_up(text, within)

    def _near(self, text: str) -> tuple[tuple[Hit, ...], FloatArray]:
        found = self._find(read_clause(text, self.lexicon, self.vocabulary()))
        return found.hits, found.vector

    def _search(self, question: Question, embedded: dict[str, FloatArray]) -> list[Found]:
        """What each clause of the question finds; texts already embedded are not embedded again."""
        texts = [clause.text for clause in question.clauses]
        left = [text for text in dict.fromkeys(texts) if text not in embedded]
        vectors = embedded | dict(zip(left, self.embedder.embed(left), strict=True))
        return [self._find(clause, vectors[clause.text]) for clause in question.clauses]

    def _searched(self, turn: Turn, way: Way) -> Sequence[Searched]:
        """What was searched for to make a reply, done again: its clauses, and the parts of those that needed it."""
        assert turn.reply.kind != "case_report", "a case is not searched for"
        question = self._read(turn.reply.understood, turn.question, way)
        if refusals.is_of_no_case(question):
            return []
        founds = self._search(question, {})
        searched = [(clause.text, found.hits) for clause, found in zip(question.clauses, founds, strict=True)]

        def find(part: Clause) -> Found:
            found = self._find(part)
            searched.append((part.text, found.hits))
            return found

        compose_extractive(question, founds, self.index, self._reader, self.settings.max_statements, find)
        return searched

    def _find(self, clause: Clause, vector: FloatArray | None = None) -> Found:
        """What a part of a question finds by itself, its vector given or not."""
        vector = self.embedder.embed([clause.text])[0] if vector is None else vector
        return search(clause, vector, self.index, self.settings.top_k, self.embedder)

    def _case(
        self, note: str, turns: Sequence[Turn], meant: Meant, allowance: Allowance
    ) -> Generator[Event, None, CaseReport]:
        """The report on a patient: code alone decides, from what the conversation has told of the case so far."""
        report = case_turns.report(note, case_history.told_in(turns), meant)
        yield Event(name="routed", way="case", understood=cases.in_short(report.draft) if report.draft else "")
        if self.chat is not None and self.settings.chat_reads_notes:
            yield Event(name="composing", composer=self.chat.name)
            report = with_what_a_model_reads(report, self.chat, allowance)
        return report

    def _rehearsal(self, question: str, turns: Sequence[Turn]) -> Generator[Event, None, Reply] | None:
        """The steps to the answer that a question would get, read as it stands; None where it is no question.

        Nothing is kept and no chat model is asked: whether the sources answer is decided without it.
        """
        text = self._checked(question)
        vectors = {text: self.embedder.embed([text])[0]}
        if (way := self._request(question, text, vectors, turns).way) != "question":
            return None
        return self._answered(self._read(text, text, way), vectors, turns, Allowance(0.0, never), None)

    def _answered(
        self,
        question: Question,
        embedded: dict[str, FloatArray],
        turns: Sequence[Turn],
        allowance: Allowance,
        chat: Chat | None,
    ) -> Generator[Event, None, Reply]:
        """The answer from the sources, or the refusal."""
        if (unsearched := refusals.unsearched(question)) is not None:
            yield Event(name="routed", way=question.way, understood=question.understood)
            return refusals.refuse(question, unsearched, (), self.provenance)
        first = self._sought(question, embedded)
        typed, seek = question.text, lambda reading: self._sought(reading, embedded)
        question, founds, composed = meant(first, seek, typed, self.lexicon, self.vocabulary())
        yield Event(name="routed", way=question.way, understood=question.understood)
        yield Event(name="found", hits=founds[0].hits)
        if composed is None:
            return refusals.refuse(question, "out_of_scope", (), self.provenance)
        is_ours = any(unit.known and unit.is_study for unit in question.units)  # "Taipale cardiovascular"
        if question.way == "question" and not is_ours and self._is_foreign(embedded, composed):
            return refusals.refuse(question, "out_of_scope", (), self.provenance)
        if composed.draft is not None and question.way == "question" and chat is not None:
            return (yield from self._phrased(question, composed, chat, turns, allowance))
        reply = self._reply(question, composed)
        for statement in reply.statements:
            yield Event(name="statement", statement=statement)
        return reply

    def _is_foreign(self, embedded: Mapping[str, FloatArray], composed: Composition) -> bool:
        """Whether a request is of another subject than the documents, with what was found for it."""
        others = self.index.unasked()
        if composed.near and composed.near[0][0].source.slug in others:
            return False  # an upload comes nearest: it may be of any subject
        certainty = 1.0 if composed.source in others or composed.unchecked else composed.score
        full = [one for one in map(self.lexicon.written_out, embedded) if one not in embedded]
        read = {**embedded, **dict(zip(full, self.embedder.embed(full), strict=True))} if full else embedded
        return is_foreign(read, self.lexicon, self.embedder.name, certainty, among_others=bool(others))

    def _sought(self, question: Question, embedded: dict[str, FloatArray]) -> Sought:
        """What is found for a question as it is read, and composed of it."""
        founds = self._search(question, embedded)
        if question.way == "question" and is_off_topic(question, founds):
            return Sought(question, founds, None)
        most = self.settings.max_statements
        composed = compose_extractive(question, founds, self.index, self._reader, most, self._find)
        return Sought(question, founds, composed)

    def _phrased(
        self, question: Question, composed: Composition, chat: Chat, turns: Sequence[Turn], allowance: Allowance
    ) -> Generator[Event, None, Reply]:
        """The answer in the chat model's words, as far as they pass; the report where it would judge a case told."""
        assert composed.draft is not None, "what the sources do not answer is not phrased"
        yield Event(name="composing", composer=chat.name)
        said = [turn.question for turn in case_history.of_the_last_patient(turns)]
        case = case_turns.of_the_conversation([*said, question.text])

        def new_gate() -> Gate:
            return Gate(composed.hits, self.index.text, self.lexicon, chat.further)

        phrasing = Phrasing(composed.draft, new_gate, chat, allowance)
        statements = phrasing.statements(question, composed.hits, self.settings.max_statements, case is not None)
        if case is not None:
            statements = iter([*statements])  # none leaves before it is known whether the report is the reply
            if phrasing.wants_checker:
                return case
        for statement in statements:
            yield Event(name="statement", statement=statement)
        gate = phrasing.gate
        if not phrasing.has_words:
            gate = new_gate()
            for claim in composed.draft.claims:
                if isinstance(admitted := gate.admit(claim), Statement):
                    yield Event(name="statement", statement=admitted)
        gate.rejected += phrasing.rejected
        return gate.reply(question, phrasing.draft, self.provenance)

    def _reply(self, question: Question, composed: Composition) -> Answer | Abstention:
        """The answer in the sources' own words, or the refusal."""
        provenance, hits = self.provenance, composed.hits
        if composed.draft is None:
            reply: Answer | Abstention = refusals.no_evidence(
                question, composed.missing, composed.near, self.index.text, provenance, composed.unchecked
            )
        else:
            reply = verify(question, composed.draft, hits, self.index.text, self.lexicon, provenance)
        if question.way == "order":
            nearest = reply.nearest if reply.kind == "abstention" else ()
            return refusals.refuse(question, "order", reply.statements, provenance, nearest)
        return reply

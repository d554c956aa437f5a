"""The nouns of the assistant: frozen records that walk from a file to a reply. Behaviour lives in functions."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.criteria.types import CaseReport
from assistant.errors import FalseCitation

SourceKind = Literal["article", "guideline", "label", "safety-notice", "consensus", "evidence-digest", "upload"]
Checked = Literal["primary", "secondary", "recalled"]
Role = Literal["answer", "caveat", "disagreement"]
RelationHow = Literal["supports", "qualifies", "contradicts", "extends"]
AbstentionReason = Literal["no_evidence", "out_of_scope", "patient_order", "emergency", "not_verified"]


class Noun(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Noun):
    """One document. `source_id` is the first 12 hex digits of the SHA-256 of its file."""

    source_id: str
    slug: str
    title: str
    year: int | None = None
    dated: str = ""  # said instead of the year where one year would mislead ("not before 2017", "sources 1988 to 2025")
    kind: SourceKind
    jurisdiction: str = "International"
    url: str = ""
    licence: str = ""
    owner: str = ""
    is_digest: bool = False  # our own words about a publication; the reader is told so
    note: str = ""  # for a digest: what of the primary text was read

    @property
    def when(self) -> str:
        """The date as shown to a reader; `dated` says more than a year where a digest gathers several sources."""
        return self.dated or (str(self.year) if self.year else "year not known")


class Relation(Noun):
    """A digest statement's bearing on another document: `quote` is that document's words."""

    to: str  # slug
    quote: str
    how: RelationHow


class Sentence(Noun):
    """One sentence: `start` and `end` are offsets in the document, `text` is how it reads.

    `text` joins wrapped lines and hyphenated words and leaves reference numbers out; those are kept in `references`.
    """

    start: int
    end: int
    text: str
    references: tuple[str, ...] = ()
    caveat_of: int | None = None  # ordinal, in the same passage, of the sentence that this one limits
    continues: bool = False  # leans on the sentence before it ("These results ...")


class Passage(Noun):
    """A run of sentences of one section; for a digest, one statement. `passage_id` is `{source_id}#{ordinal}`."""

    passage_id: str
    source_slug: str
    ordinal: int
    section: str = ""
    page: int | None = None
    start: int
    end: int
    text: str  # the document's own characters, document_text[start:end]
    sentences: tuple[Sentence, ...]
    statement_id: str = ""
    topic: str = ""
    grade: str = ""
    reference: str = ""
    checked: Checked | None = None
    note: str = ""
    relations: tuple[Relation, ...] = ()


class Asked(Noun):
    """A question known to be answered by a sentence; by nothing in the corpus where `passage_id` is empty."""

    question: str
    passage_id: str = ""
    sentence: int = 0  # ordinal in that passage
    corrects: bool = False  # it takes for granted what the sentence corrects

    @property
    def key(self) -> tuple[str, int]:
        """Names the sentence among all."""
        return self.passage_id, self.sentence


class Document(Noun):
    """A source with its whole text, its passages and the questions known to be answered by them, ready to index."""

    source: Source
    text: str
    passages: tuple[Passage, ...]
    asked: tuple[Asked, ...] = ()


class Hit(Noun):
    """A passage that search found, with its ranks (1 is best; None where that list did not hold it)."""

    passage: Passage
    source: Source
    score: float
    dense_rank: int | None = None
    keyword_rank: int | None = None
    similarity: float = 0.0  # cosine of question and passage


class Citation(Noun):
    """An exact span of a document. It cannot be built unless `document_text[start:end] == quote`.

    Pass `document_text` beside the fields; it is compared and dropped. Raises FalseCitation.
    """

    source_slug: str
    source_title: str
    year: str
    passage_id: str
    quote: str
    start: int
    end: int
    section: str = ""
    statement_id: str = ""
    reference: str = ""
    grade: str = ""
    checked: Checked | None = None

    @model_validator(mode="before")
    @classmethod
    def _quote_is_the_documents_text(cls, fields: Any) -> Any:
        if isinstance(fields, cls):
            return fields
        fields = dict(fields)
        document_text = fields.pop("document_text", None)
        start, end, quote = fields.get("start"), fields.get("end"), fields.get("quote")
        if document_text is None or not quote or document_text[start:end] != quote:
            raise FalseCitation(
                "A citation does not match its document.", to=str(fields.get("passage_id")), do="It is not shown."
            )
        return fields


class Claim(Noun):
    """A sentence a composer proposes, with the spans it rests on: (passage_id, start, end) in the document."""

    text: str
    role: Role
    spans: tuple[tuple[str, int, int], ...]
    mark: str = ""  # the words of `text` that answer (the dose, the level)
    bears_on: int | None = None  # for a caveat or disagreement: the claim it belongs to


class Premise(Noun):
    """What the question takes for granted and the cited source does not say."""

    said: str  # words of the question
    found: str  # words of the cited source


class Draft(Noun):
    """What a composer proposes. Only `verify` turns it into an Answer."""

    claims: tuple[Claim, ...]
    composer: str
    premise: Premise | None = None
    missing: tuple[str, ...] = ()  # what the question names and no shown sentence covers
    notice: str = ""  # why the words of the chat model are not shown, or not all of them


class Statement(Noun):
    """A verified sentence with at least one citation."""

    text: str
    role: Role
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    mark: str = ""
    bears_on: int | None = None  # index, among the answer's statements, of the one it limits or disputes


class Rejection(Noun):
    """A proposed sentence the gate refused, and why."""

    text: str
    why: str


class Provenance(Noun):
    """What made a reply: the same values and the same question give the same bytes."""

    corpus: str
    settings: str
    prompt: str = ""
    version: str


class Answer(Noun):
    """Verified statements, best first, each caveat and disagreement after what it bears on."""

    kind: Literal["answer"] = "answer"
    question: str
    understood: str
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    premise: Premise | None = None
    missing: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    notice: str = ""  # why the words of the chat model are not shown, or not all of them
    composer: str
    provenance: Provenance


class Nearest(Noun):
    """A passage near an unanswered question, offered for reading, not as an answer."""

    text: str
    citation: Citation


class Abstention(Noun):
    """A refusal that helps: why, what was looked for, what no source covers, and what lies nearest."""

    kind: Literal["abstention"] = "abstention"
    question: str
    understood: str
    reason: AbstentionReason
    message: str
    searched_for: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()  # the rule behind an order, or the part that could be answered
    nearest: tuple[Nearest, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    provenance: Provenance


Reply = Annotated[Answer | Abstention | CaseReport, Field(discriminator="kind")]


class Event(Noun):
    """One step of answering, in order: routed, found, composing, statement (verified, one each), replied."""

    name: Literal["routed", "found", "composing", "statement", "replied"]
    way: str = ""  # routed
    understood: str = ""  # routed
    hits: tuple[Hit, ...] = ()  # found
    composer: str = ""  # composing: the chat model that is being asked
    statement: Statement | None = None
    reply: Reply | None = None
    conversation_id: str = ""  # replied
    reply_id: str = ""  # replied

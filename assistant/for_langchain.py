"""For LangChain users: our search as a retriever and our criteria checker as a tool, for an agent of their own.

An Assistant goes in; what comes out speaks LangChain. What limits a claim is in the text of its document, and so is
what other sources hold against it, so that neither can be left behind. Only the checker's report may classify a
patient; what an agent makes of it is the agent's.
"""

from collections.abc import Iterator
from typing import Any

from langchain.tools import BaseTool, ToolException, tool
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, SkipValidation

from assistant import cases
from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.instructions import instructs_a_program
from assistant.render import to_text
from assistant.types import Hit, Passage

DISPUTES = frozenset({"contradicts", "qualifies"})


class SourcesRetriever(BaseRetriever):
    """The passages nearest to a query, best first: a Document each.

    Its text is the passage with the caveats bound to its claims, then a line for each sentence of another source that
    contradicts or qualifies it. Its metadata name the source and the span: `document_text[start:end]` is the passage.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: SkipValidation[Assistant]
    k: int = Field(8, ge=1, le=100, description="Most passages that are returned.")

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  LangChain hands it over by name
    ) -> list[Document]:
        hits = [hit for hit in self.assistant.passages(query) if hit.passage.checked != "recalled"]
        documents = (self._document(hit) for hit in hits)
        return [document for document in documents if document.page_content][: self.k]

    def _document(self, hit: Hit) -> Document:
        passage, source = hit.passage, hit.source
        lines = [_said(passage), *self._held_against(passage)]
        about: dict[str, Any] = {
            "slug": source.slug,
            "title": source.title,
            "year": source.when,
            "kind": source.kind,
            "jurisdiction": source.jurisdiction,
            "url": source.url,
            "section": passage.section,
            "reference": passage.reference,
            "checked": passage.checked or "",
            "start": passage.start,
            "end": passage.end,
            "caveats": [sentence.text for sentence in passage.sentences if sentence.caveat_of is not None],
            "score": hit.score,
        }
        return Document(page_content="\n".join(filter(None, lines)), metadata=about, id=passage.passage_id)

    def _held_against(self, passage: Passage) -> Iterator[str]:
        """The sentences of other sources that a passage disputes or is disputed by, with their caveats, a line each."""
        index = self.assistant.index
        for relation in index.relations_of([passage.passage_id]):
            is_ours = relation.from_passage_id == passage.passage_id
            other = relation.to_passage_id if is_ours else relation.from_passage_id
            if relation.how not in DISPUTES or other is None or not (found := index.passages([other]).get(other)):
                continue
            if found.checked != "recalled":
                source, ordinal = index.source(found.source_slug), (relation.to_sentence or 0) if is_ours else 0
                yield f"Another source differs ({source.title}, {source.when}): {_said(found, ordinal)}"


def _said(passage: Passage, of: int | None = None) -> str:
    """The sentences of a passage, or one of them with its caveats; without those that instruct a program."""
    sentences = enumerate(passage.sentences)
    wanted = [one for ordinal, one in sentences if of is None or of in (ordinal, one.caveat_of)]
    return " ".join(one.text for one in wanted if not instructs_a_program(one.text))


def criteria_tool() -> BaseTool:
    """The criteria checker as a tool: a note goes in, its report comes out in words, and as JSON in the artifact."""

    @tool(response_format="content_and_artifact")
    def check_criteria(note: str) -> tuple[str, dict[str, Any]]:
        """Check a psychiatric patient's history against published criteria for treatment resistance.

        Also for adequate trials, clozapine levels, neutrophil counts, response and remission. Pass the user's own words
        about the patient, unchanged and complete: drugs, doses, weeks, outcomes, scores, levels. The report says of
        each criterion whether it is met, not met or cannot be told yet, and what would decide it. Repeat its verdicts
        as they stand: never classify a patient without it.
        """
        try:
            report = cases.report(note)
        except AssistantError as error:
            raise ToolException(str(error)) from error
        return to_text(report), report.model_dump(mode="json")

    check_criteria.handle_tool_error = True
    return check_criteria

"""A maker of quizzes to test the faces with: one item of each kind, on the real article, and one made-up patient."""

import random
import re
from collections.abc import Container, Mapping
from typing import Any

from assistant.errors import BadInput, IndexUnavailable
from assistant.quiz.topic import Topic
from assistant.quiz.types import Numeric, Option, Pair, Quiz, QuizItem, QuizRequest, Shortfall, new_item_id
from assistant.quiz.vignettes import vignettes
from assistant.types import Citation, Provenance, Statement
from tests.fake_index import ARTICLE, FakeIndex

UNKNOWN, EMPTY = "tinnitus", "nothing is indexed"  # a topic of which no source speaks; no source at all
TOPICS = (Topic("clozapine levels", 40), Topic("valproate", 12))
FACT = (
    "Monitoring steady-state trough serum levels can be helpful, and most evidence indicates that the threshold for "
    "therapeutic response is in the range of 350–420 ng/mL"
)
KEY = "350–420 ng/mL"
ELSEWHERE = "there may be a ceiling effect in the range of 600–838 ng/mL"
STEM = "In which range of clozapine levels does most evidence put the threshold for therapeutic response?"


class FakeMaker:
    """Makes one quiz of each request. To an edit the corpus has nothing to say but for what `right_too` holds."""

    notices: tuple[str, ...] = ()

    def __init__(self, index: FakeIndex, provenance: Provenance) -> None:
        self._index, self._provenance = index, provenance
        self.right_too: dict[str, str] = {}

    def topics(self) -> tuple[Topic, ...]:
        return TOPICS

    def corpus(self) -> str:
        return self._provenance.corpus

    def said_since(self, _item: QuizItem) -> tuple[str, ...]:
        return ()

    def near(self, _topic: str) -> tuple[str, ...]:
        return tuple(one.name for one in TOPICS)

    def names(self, text: str, kinds: Container[str]) -> Mapping[str, str]:
        return {word: word for word in ("clozapine", "olanzapine") if word in text.lower() and "drug" in kinds}

    def difference(self, _one: str, _other: str) -> str:
        return ""

    def also_right(self, _item: QuizItem, text: str) -> str:
        return self.right_too.get(text, "")

    def build(self, request: QuizRequest) -> Quiz:
        if request.topic == UNKNOWN:
            do = f"Topics near it: {'; '.join(self.near(UNKNOWN))}."
            raise BadInput("No sentence that can be asked about is on 'tinnitus'.", to=UNKNOWN, do=do)
        if request.topic == EMPTY:
            raise IndexUnavailable("There is no sentence to ask about yet.", to="the index", do="Run `trs doctor`.")
        items = tuple(item for item in self.items() if item.kind in request.kinds)[: request.count]
        made = Shortfall(asked=request.count, made=len(items), why="There are no more sentences.")
        return Quiz(
            quiz_id=new_item_id("cloze", request.model_dump_json()),
            title=request.topic.strip() or "Treatment-resistant schizophrenia",
            request=request,
            items=items,
            shortfall=None if len(items) == request.count else made,
            provenance=self._provenance,
        )

    def items(self) -> tuple[QuizItem, ...]:
        """One of each kind."""
        fact, other = self._cited(FACT), self._cited(ELSEWHERE)
        options = [Option(text=text, why=f"That is said elsewhere: {ELSEWHERE}.", citations=(other,))
                   for text in ("150–180 ng/mL", "600–838 ng/mL")]  # fmt: skip
        key = Option(text=KEY, is_key=True, why=f"{FACT}.", citations=(fact,))
        said = tuple(
            Option(text=word, is_key=word == "True", why=FACT, citations=(fact,)) for word in ("True", "False")
        )
        whole, gap = f"{FACT}.", f"{FACT}.".replace(KEY, "_____")
        source = f"From “{ARTICLE.title}” ({ARTICLE.when}):"
        pairs = (Pair(left="the threshold", right=KEY, citations=(fact,)),
                 Pair(left="a ceiling effect", right="600–838 ng/mL", citations=(other,)))  # fmt: skip
        number = Numeric(low="350", high="420", unit="ng/mL")
        return (
            self._item("single_best", STEM, options=(options[0], key, options[1])),
            self._item("true_false", f"{source} True or false? “{whole}”", key="True", options=said),
            self._item("cloze", f"{source} Fill the gap: “{gap}”", accepted=(KEY,)),
            self._item("numeric", f"{STEM} (Type a number within the range that the source gives, in ng/mL.)",
                       numeric=number),
            self._item("matching", "Match each with its range.", pairs=pairs),
            self._item("short_answer", STEM, accepted=(KEY, "350-420 ng/mL")),
            next(vignettes(QuizRequest(kinds=("vignette",)), random.Random(1), 1)),
        )  # fmt: skip

    def _item(self, kind: Any, stem: str, key: str = KEY, **fields: object) -> QuizItem:
        ground = Statement(text=f"{FACT}.", role="answer", citations=(self._cited(FACT),), mark=KEY)
        return QuizItem.model_validate({
            "item_id": new_item_id(kind, stem), "kind": kind, "stem": stem, "key": key, "explanation": f"{FACT}.",
            "grounds": (ground,), "level": "resident", "difficulty": "medium", "topic": "clozapine levels",
            "source_slug": ARTICLE.slug, "source_title": ARTICLE.title, "jurisdiction": ARTICLE.jurisdiction,
            "year": ARTICLE.when, **fields,
        })  # fmt: skip

    def _cited(self, words: str) -> Citation:
        text = self._index.text(ARTICLE.slug)
        found = re.search(r"\s+".join(map(re.escape, words.split())), text)
        assert found, words
        start, end = found.span()
        passage = next(one for one in self._index.passages_of(ARTICLE.slug) if one.start <= start < one.end)
        return Citation.model_validate({
            "source_slug": ARTICLE.slug, "source_title": ARTICLE.title, "year": ARTICLE.when,
            "section": passage.section, "passage_id": passage.passage_id, "quote": text[start:end],
            "start": start, "end": end, "document_text": text,
        })  # fmt: skip

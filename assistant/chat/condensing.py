"""A follow-up that the rules could not make stand alone, and its conversation in; a chat model's rewriting of it out.

It counts only where every word that carries meaning, every figure and every named thing in it was said in the
conversation. Turns about a patient are left out: what was told of one does not leave the machine for this.
"""

from collections.abc import Iterator, Sequence

from pydantic import Field

from assistant import prompts, quantities
from assistant.chat.calls import Allowance, Chat
from assistant.chat.written import as_noun
from assistant.errors import ChatFailed
from assistant.lexicon import Lexicon
from assistant.records import Turn
from assistant.types import Noun
from assistant.words import is_asking_word, is_stop_word, words

MOST_TURNS, MOST_CHARS = 6, 600  # that the model sees: the last turns, and of each reply
_TURNING = frozenset({"no", "not", "never", "without", "all", "only", "none"})  # words that turn a question round


class _Rewritten(Noun):
    question: str = Field(min_length=1, max_length=400)


def condensed(question: str, turns: Sequence[Turn], chat: Chat, allowance: Allowance, lexicon: Lexicon) -> str:
    """The question as the model rewrites it; empty where it could not, or where it says what nobody said.

    Raises Stopped.
    """
    earlier = [_told(turn) for turn in turns if turn.reply.kind != "case_report"][-MOST_TURNS:]
    if not earlier:
        return ""
    asked = prompts.messages("condense", earlier=prompts.rows(earlier), question=prompts.fenced(question))
    try:
        pieces = (piece.text for piece in chat.pieces(asked, allowance))
        rewritten = " ".join(as_noun(pieces, _Rewritten).question.split())
    except ChatFailed:
        return ""
    asked_so_far = " ".join([question, *(row["question"] for row in earlier)])
    if not rewritten.isprintable() or _turns(rewritten) - _turns(asked_so_far):
        return ""
    said = " ".join([question, *(text for row in earlier for text in row.values())])
    return "" if any(_unsaid(rewritten, said, lexicon)) else rewritten


def _told(turn: Turn) -> dict[str, str]:
    reply = turn.reply
    if reply.kind == "case_report":
        return {}
    answered = " ".join(statement.text for statement in reply.statements)
    return {"question": reply.understood, "answer": answered[:MOST_CHARS]}


def _turns(text: str) -> set[str]:
    return {word.surface.lower() for word in words(text)} & _TURNING


def _unsaid(rewritten: str, said: str, lexicon: Lexicon) -> Iterator[str]:
    """What a rewriting brings in that was not said."""
    stems = {word.stem for word in words(said)}
    for word in words(rewritten):
        if word.stem not in stems and not is_stop_word(word.surface) and not is_asking_word(word.surface):
            yield word.surface
    named = {mention.entity.id for mention in lexicon.mentions(said)}
    yield from (one.surface for one in lexicon.mentions(rewritten) if one.entity.id not in named)
    figures = quantities.read(said)
    yield from (
        one.text for one in quantities.read(rewritten) if not any(quantities.supports(found, one) for found in figures)
    )

"""A follow-up that the rules could not make stand alone, and its conversation in; a chat model's rewriting of it out.

It counts only where every word that carries meaning, every figure and every named thing in it was said in the
conversation, where it keeps what was typed, and where it speaks of no patient. Follow-ups and turns about a patient,
orders and emergencies are left out: what was told of one does not leave the machine for this.
"""

from collections.abc import Iterator, Sequence

from pydantic import Field

from assistant import prompts, quantities
from assistant.chat.calls import Allowance, Chat
from assistant.chat.written import as_noun
from assistant.errors import ChatFailed
from assistant.lexicon import Lexicon
from assistant.patients import speaks_of_one
from assistant.records import Turn
from assistant.turns_of_phrase import CORRECTS, POLITE
from assistant.types import Noun
from assistant.words import is_asking_word, is_stop_word, words

MOST_TURNS, MOST_CHARS = 6, 600  # that the model sees: the last turns, and of each reply
_TURNING = frozenset({"no", "not", "never", "without", "all", "only", "none"})  # words that turn a question round

_COURTESY = frozenset("tell ask say show give know mean meant explain please thanks thank ok okay sorry hi".split())


class _Rewritten(Noun):
    question: str = Field(min_length=1, max_length=400)


def condensed(question: str, turns: Sequence[Turn], chat: Chat, allowance: Allowance, lexicon: Lexicon) -> str:
    """The question as the model rewrites it; empty where it could not, or where it says what nobody said.

    Raises Stopped.
    """
    earlier = [told for turn in turns if (told := _told(turn))][-MOST_TURNS:]
    if not earlier or speaks_of_one(question):
        return ""
    asked = prompts.messages("condense", earlier=prompts.rows(earlier), question=prompts.fenced(question))
    try:
        pieces = (piece.text for piece in chat.pieces(asked, allowance))
        rewritten = " ".join(as_noun(pieces, _Rewritten).question.split())
    except ChatFailed:
        return ""
    asked_so_far = " ".join([question, *(row["question"] for row in earlier)])
    if not rewritten.isprintable() or _turns(rewritten) - _turns(asked_so_far) or speaks_of_one(rewritten):
        return ""
    if any(_dropped(question, rewritten, lexicon)):
        return ""
    said = " ".join([question, *(text for row in earlier for text in row.values())])
    return "" if any(_unsaid(rewritten, said, lexicon)) else rewritten


def _told(turn: Turn) -> dict[str, str]:
    reply = turn.reply
    if reply.kind == "case_report" or (reply.kind == "abstention" and reply.reason != "no_evidence"):
        return {}
    if speaks_of_one(turn.question) or speaks_of_one(reply.understood):
        return {}
    answered = " ".join(statement.text for statement in reply.statements)
    return {"question": reply.understood, "answer": answered[:MOST_CHARS]}


def _turns(text: str) -> set[str]:
    return {word.surface.lower() for word in words(text)} & _TURNING


def _dropped(typed: str, rewritten: str, lexicon: Lexicon) -> Iterator[str]:
    """What was typed and a rewriting leaves out: words that carry meaning or turn it, but for those of courtesy."""
    rest = POLITE.sub("", typed)
    for pattern in CORRECTS:
        rest = pattern.sub("", rest)
    stems = {word.stem for word in words(rewritten)}
    named = {mention.entity.id for mention in lexicon.mentions(rewritten)}
    kept = [mention for mention in lexicon.mentions(rest) if mention.entity.id in named]
    for word in words(rest):
        small = word.surface.lower()
        carries = small in _TURNING or not (is_stop_word(small) or small in _COURTESY)
        if carries and word.stem not in stems and not any(one.start <= word.start < one.end for one in kept):
            yield word.surface


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

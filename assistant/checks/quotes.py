"""What is quoted is there: in the cited span, not in another passage (misattributed), not nowhere (fabricated)."""

import re

from assistant.checks.cited import Cited
from assistant.checks.told import Told
from assistant.reading import reading

_QUOTED = re.compile(r"[“«]([^“”«»]{2,})[”»]|\"([^\"]*)\"|[‘]([^‘’]{12,})[’]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def span_is_there(claim: Told, cited: Cited) -> str | None:
    """The cited spans lie inside the passages supplied and hold words."""
    return None if cited.text.strip() else "the cited span is empty or outside its passage"


def quotes_are_there(claim: Told, cited: Cited) -> str | None:
    """Words in quotation marks are the cited span's own."""
    for found in _QUOTED.finditer(claim.text):
        quote = found[1] or found[2] or found[3] or ""
        if _letters(quote) not in _letters(cited.text):
            return _where_it_is(quote, cited)
    return None


def is_not_anothers(claim: Told, cited: Cited) -> str | None:
    """A sentence word for word another passage's is not cited from this one."""
    words, here = _letters(claim.text), _letters(cited.text)
    if words in here or len(words) < 20:
        return None
    other = _holder(words, cited)
    return f"misattributed: these are the words of {other}, which it does not cite" if other else None


def _where_it_is(quote: str, cited: Cited) -> str:
    other = _holder(_letters(quote), cited)
    if other:
        return f"misattributed quote: '{quote}' is in {other}, not in the cited words"
    return f"fabricated quote: '{quote}' is in none of the passages found"


def _holder(words: str, cited: Cited) -> str | None:
    """The passage supplied that holds the words, if any."""
    for passage_id, hit in cited.supplied.items():
        if words in _letters(reading(hit.passage.text)[0]):
            return passage_id
    return None


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", text).strip().lower()

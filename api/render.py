"""A template's name and values in, HTML out. Everything is escaped; a missing value is an error, not a blank."""

import hashlib
import re
from functools import cache
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.assets import address
from api.case_show import WORDS, title
from api.characters import characters
from api.quiz_show import KINDS, LEVELS
from api.show import KIND_WORDS, WAYS, standing
from assistant.case_words import meant_words, status_words
from assistant.identifiers import told
from assistant.quiz.exports.told import reviewed
from assistant.quiz.reviews import may_reword
from assistant.render import made_by, phrased_by, removed
from assistant.transcript import shown_day, shown_time, titled
from assistant.types import Citation, Passage


def render(template: str, **values: object) -> str:
    """The HTML of a file of `templates/`."""
    return _environment().get_template(template).render(**values)


def span_url(citation: Citation) -> str:
    """The page of the document, opened at the cited words."""
    return f"{panel_url(citation)}#cited"


def panel_url(citation: Citation) -> str:
    """The same for a script, which scrolls to the words itself."""
    return place_url(citation.source_slug, citation.start, citation.end, citation.quote)


def place_url(slug: str, start: int, end: int, words: str) -> str:
    """The page of a document with these words of it marked."""
    return f"/sources/{quote(slug, safe='')}?{urlencode({'start': start, 'end': end, 'quote': quote_mark(words)})}"


def passage_url(passage: Passage) -> str:
    """The page of a document, opened at one of its passages."""
    return f"{place_url(passage.source_slug, passage.start, passage.end, passage.text)}#cited"


def quote_mark(words: str) -> str:
    """A short hash that goes with a span: a document may have been replaced since the reply that cites it."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def anchor(passage: Passage) -> str:
    """The id on a page of a digest's statement; of one whose id no address can hold, its number."""
    plain = re.fullmatch(r"[\w.-]{1,80}", passage.statement_id, re.ASCII)
    return f"statement-{passage.statement_id if plain else passage.ordinal}"


def web_url(url: str) -> str:
    """The address if a browser may follow it, else nothing: an uploaded document may name a javascript: one.

    >>> web_url("javascript:alert(1)")
    ''
    """
    return url if urlsplit(url).scheme in {"http", "https"} else ""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(kind_words=KIND_WORDS, standing=standing, place_url=place_url, ways=WAYS, **WORDS)
    made.globals.update(quiz_kinds=KINDS, quiz_levels=LEVELS, may_reword=may_reword)
    made.filters.update(identifying=told, reviewed=reviewed)
    made.filters.update(status_words=status_words, verdict_title=title, meant_words=meant_words)
    made.filters.update(made_by=made_by, phrased_by=phrased_by, removed=removed)
    made.filters.update(shown_day=shown_day, shown_time=shown_time, titled=titled, static=address)
    made.filters.update(characters=characters, anchor=anchor)
    made.filters.update(span_url=span_url, panel_url=panel_url, passage_url=passage_url, web_url=web_url)
    return made

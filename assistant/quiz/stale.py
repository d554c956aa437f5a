"""A kept item in, what of its sources changed since out: words that are gone or moved, a verdict no longer computed."""

from collections.abc import Callable, Iterator

from assistant.errors import NotFound
from assistant.quiz.types import QuizItem
from assistant.quiz.vignettes import replay


def changed_since(item: QuizItem, text: Callable[[str], str]) -> tuple[str, ...]:
    """One line for each change; none where every quote stands at its place and the checker says the same."""
    return tuple(dict.fromkeys(_changes(item, text)))


def _changes(item: QuizItem, text: Callable[[str], str]) -> Iterator[str]:
    statements = [one for ground in item.grounds for one in ground.citations]
    options = [one for option in item.options for one in option.citations]
    for cited in dict.fromkeys([*statements, *options, *(one for pair in item.pairs for one in pair.citations)]):
        try:
            document = text(cited.source_slug)
        except NotFound:
            yield f"“{cited.source_title}” is no longer among the sources."
            continue
        if document[cited.start : cited.end] == cited.quote:
            continue
        if cited.quote in document:
            yield f"“{cited.source_title}” was changed: the words cited stand at another place in it."
        else:
            yield f"“{cited.source_title}” was changed: it no longer says the words cited."
    if item.vignette and not replay(item):
        yield "The criteria checker no longer gives this case the verdict that the key states."

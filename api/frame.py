"""What stands round every page: which edition of program and corpus answers, and by whom."""

from typing import TYPE_CHECKING

from assistant.edition import Edition, edition

if TYPE_CHECKING:
    from api.deps import Answering


def edition_of(assistant: "Answering") -> Edition:
    """The edition that this Assistant answers from."""
    index = assistant.index
    return edition(assistant.version, index.corpus_hash(), index.sources(), assistant.chat_model)

"""Which edition answers: the same facts on the page's footer, by the doctor and of the Assistant itself."""

from assistant.edition import edition
from tests.fake_index import ARTICLE, DIGEST, HOSTILE
from tests.replies import SOURCES


def test_it_says_how_many_documents_there_are_and_how_new() -> None:
    mine = HOSTILE.model_copy(update={"year": 2031})
    assert edition("0.1.0", "c0ffee", [ARTICLE, DIGEST, mine], "").of_corpus == "3 documents, newest source from 2025"
    assert edition("0.1.0", "c0ffee", SOURCES.values(), "").of_corpus == "2 documents, newest source from 2023"


def test_where_no_year_is_known_none_is_named() -> None:
    assert edition("0.1.0", "c0ffee", [HOSTILE], "").of_corpus == "1 document"
    assert edition("0.1.0", "c0ffee", [], "").of_corpus == "0 documents"

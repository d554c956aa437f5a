"""The documents taken together: how new they are, how far they were checked, what they say of each other."""

from typing import Any

from assistant.library import corpus_date
from assistant.types import Source


def source(slug: str = "one", **said: Any) -> Source:
    return Source.model_validate({"source_id": slug, "slug": slug, "title": slug, "kind": "article", **said})


def test_the_corpus_is_as_new_as_its_newest_publication() -> None:
    span = source("span", year=2023, dated="sources 1998 to 2026")
    assert corpus_date([source(year=2017), span, source(dated="not before 2017")]) == "newest source from 2026"


def test_an_upload_does_not_make_the_corpus_newer() -> None:
    assert corpus_date([source(year=2020), source("mine", year=2027, kind="upload")]) == "newest source from 2020"


def test_where_no_year_is_known_none_is_made_up() -> None:
    assert corpus_date([source(), source("mine", year=2027, kind="upload")]) == ""
    assert corpus_date([]) == ""

"""The documents taken together: how new they are, how far they were checked, what they say of each other."""

from typing import Any

import pytest

from assistant.library import Bearing, Checks, Choice, bearings, checks_of, corpus_date
from assistant.types import Relation, Source
from tests.fakes import document
from tests.small_corpus import SmallCorpus

TRIAL = "Examplazine was better than placebo. It was given for six weeks."
REVIEW = "Pooled trials found no benefit of examplazine."


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


def test_the_checks_of_a_document_that_is_no_digest_are_none() -> None:
    assert checks_of({None: 13}).statements == 0
    assert checks_of({"recalled": 3}).words == "3 statements: 3 not yet checked"
    assert checks_of({"primary": 1}).words == "1 statement: 1 checked against the primary source"


@pytest.mark.parametrize(
    ("choice", "is_one"),
    [
        (Choice(), True),
        (Choice(kind="article"), True),
        (Choice(kind="label"), False),
        (Choice(jurisdiction="United Kingdom"), False),
        (Choice(since=2020), True),
        (Choice(since=2021), False),
        (Choice(standing="primary"), False),
        (Choice(standing="recalled"), True),
    ],
)
def test_a_document_is_chosen_by_kind_place_year_and_check(choice: Choice, is_one: bool) -> None:
    assert choice.includes(source(year=2020), Checks(primary=3, recalled=1)) == is_one


def test_a_digest_wholly_checked_is_one_with_no_other_statement() -> None:
    assert Choice(standing="primary").includes(source(), Checks(primary=3))
    assert not Choice(standing="primary").includes(source(), Checks())
    assert not Choice(since=1990).includes(source(), Checks(primary=3))


def shown(one: Bearing) -> tuple[str, bool, str, str, str]:
    return one.how, one.is_ours, one.slug, one.words, one.quote


def test_a_relation_is_told_at_both_its_ends(corpus: SmallCorpus) -> None:
    against = Relation(to="trial", quote="better than placebo", how="contradicts")
    corpus.add(document("trial", TRIAL), document("review", REVIEW, relations=[against]))
    index = corpus.index
    [trial], [review] = index.passages_of("trial"), index.passages_of("review")
    [told] = bearings([trial], index)[trial.passage_id]
    [teller] = bearings([review], index)[review.passage_id]
    first = "Examplazine was better than placebo."
    assert shown(told) == ("contradicts", False, "review", REVIEW, REVIEW)
    assert shown(teller) == ("contradicts", True, "trial", first, first)
    assert (told.here, teller.here) == (trial.sentences[0].start, review.start)


def test_a_relation_that_leads_nowhere_says_so(corpus: SmallCorpus) -> None:
    lost = Relation(to="gone", quote="words of another", how="supports")
    corpus.add(document("review", REVIEW, relations=[lost]))
    [review] = corpus.index.passages_of("review")
    [one] = bearings([review], corpus.index)[review.passage_id]
    assert (shown(one), one.passage, one.source) == (("supports", True, "gone", "words of another", ""), None, None)


def test_the_index_counts_how_statements_were_checked(corpus: SmallCorpus) -> None:
    corpus.add(document("trial", TRIAL, REVIEW))
    assert corpus.index.checked() == {"trial": {None: 2}}
    corpus.index.delete("trial")
    assert corpus.index.checked() == {}

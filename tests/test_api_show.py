"""What the page shows of a reply: numbers in order of first mention, the words marked, limits under what they limit."""

import pytest

from api.show import by_source, headings, nearest, nest, number, show, standing
from assistant.errors import NotFound
from assistant.render import citations
from assistant.types import Role, Source, Statement
from tests.replies import ANSWER, ARTICLE, DOSE, GUIDELINE, LIMIT, NO_EVIDENCE, ORDER, SOURCES, cite


def find(slug: str) -> Source:
    return SOURCES[slug]


def lost(slug: str) -> Source:
    raise NotFound("There is no such source.", to=slug)


def statement(role: Role, bears_on: int | None = None, words: str = DOSE, mark: str = "") -> Statement:
    return Statement(text=words, role=role, citations=(cite(words),), bears_on=bears_on, mark=mark)


def test_the_page_and_the_downloads_number_alike() -> None:
    for reply in (ANSWER, ORDER, NO_EVIDENCE):
        numbered = number(citations(reply), find)
        assert [(one.number, one.citation) for one in numbered] == list(enumerate(citations(reply), start=1))


def test_a_statement_keeps_its_number_while_more_are_streamed() -> None:
    whole = show(ANSWER.statements, find)
    for count in range(1, len(whole) + 1):
        assert show(ANSWER.statements[:count], find)[-1] == whole[count - 1]


def test_limits_and_disagreements_stand_under_what_they_bear_on() -> None:
    nested = nest(show(ANSWER.statements, find))
    assert [(one.statement.role, [other.statement.role for other in one.bearing]) for one in nested] == [
        ("answer", ["caveat", "disagreement"]),
        ("answer", []),
    ]


@pytest.mark.parametrize(
    ("bears_on", "roots"),
    [
        ((None, 0, 1), [0, 0, 0]),  # the limit of a disagreement stands with the answer that is disputed
        ((None, None, None), [0, 1, 2]),  # what bears on nothing stands alone
        ((None, 1, 5), [0, 1, 2]),  # what bears on itself, or on nothing that is there, too
    ],
)
def test_each_statement_has_one_place(bears_on: tuple[int | None, ...], roots: list[int]) -> None:
    roles: tuple[Role, ...] = ("answer", "disagreement", "caveat")
    made = [statement(role, on) for role, on in zip(roles, bears_on, strict=True)]
    assert [one.root for one in show(made, find)] == roots


def test_no_statement_is_lost_by_nesting() -> None:
    made = [statement("answer"), statement("disagreement", 0), statement("caveat", 1), statement("caveat")]
    nested = nest(show(made, find))
    assert sorted(one.ordinal for top in nested for one in (top, *top.bearing)) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("mark", "parts"),
    [
        ("10 to 40 mg/d", ("Doses of examplazine ranged from ", "10 to 40 mg/d", " in 3 trials.")),
        ("", (DOSE, "", "")),
        ("not in it", (DOSE, "", "")),
    ],
)
def test_the_answering_words_are_marked_where_they_stand(mark: str, parts: tuple[str, str, str]) -> None:
    (shown,) = show([statement("answer", mark=mark)], find)
    assert (shown.before, shown.marked, shown.after) == parts


def test_the_document_is_named_where_an_answer_turns_to_it() -> None:
    other = Statement(text="Levels.", role="answer", citations=ANSWER.statements[2].citations)
    made = [statement("answer"), statement("caveat", 0, LIMIT), statement("answer", words=LIMIT), other]
    turns = [one.turns_to.citation.source_slug if one.turns_to else "" for one in show(made, find)]
    assert turns == [ARTICLE.slug, "", "", GUIDELINE.slug]


def test_references_of_one_place_share_a_line() -> None:
    grouped = by_source(number(citations(ANSWER), find))
    assert [[[one.number for one in alike] for alike in places] for places in grouped] == [[[1, 2], [4]], [[3]]]


def test_nearest_passages_have_the_numbers_of_their_references() -> None:
    references = number(citations(NO_EVIDENCE), find)
    assert [(text, reference.number) for text, reference in nearest(NO_EVIDENCE, references)] == [
        ("Levels are measured at week 4.", 1)
    ]
    assert nearest(ANSWER, references) == ()


def test_a_reference_says_kind_year_and_whose_words_it_is() -> None:
    article, _, guideline, _ = number(citations(ANSWER), find)
    assert (article.about, article.standing) == ("article, 2020", "The document's own words")
    assert (guideline.about, guideline.standing) == (
        "guideline, 2023",
        "Our digest, checked against a secondary source",
    )


def test_a_reference_to_a_document_that_is_gone_says_so() -> None:
    (gone,) = number([cite(DOSE)], lost)
    assert (gone.about, gone.standing) == ("no longer in the index, 2020", "")


def test_an_upload_is_called_unreviewed() -> None:
    upload = Source(source_id="f" * 12, slug="notes", title="Notes", kind="upload")
    assert standing(upload, None) == "Uploaded here, not reviewed"


def test_an_abstention_has_its_headings_and_an_answer_none() -> None:
    assert headings(ORDER) == ("A decision for this patient is not mine to make", "The general rule in the sources")
    assert headings(NO_EVIDENCE) == ("These sources do not answer this", "What the sources do say")
    assert headings(ANSWER) == ("", "")

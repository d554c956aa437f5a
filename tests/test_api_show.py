"""What the page shows of a reply: numbers in order of first mention, the words marked, limits under what they limit."""

from itertools import product

import pytest

from api.show import Shown, by_source, disputes, headings, nearest, nest, number, show, standing
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


def test_limits_stand_under_what_they_limit_and_dissent_beside_the_answer() -> None:
    shown = show(ANSWER.statements, find)
    assert [(one.ordinal, [limit.ordinal for limit in one.limits], one.is_disputed) for one in nest(shown)] == [
        (0, [1], True),
        (3, [], False),
    ]
    (table,) = disputes(shown)
    assert table.said == nest(shown)[0]  # with its limits: they travel with it
    assert [(one.ordinal, one.references[0].said_by, one.references[0].year) for one in table.others] == [
        (2, "Example Society 2023, section 4", "2023")
    ]


ROLES: dict[str, Role] = {"A": "answer", "C": "caveat", "D": "disagreement"}


def told(said: str) -> list[Statement]:
    """Statements in short: "A C0 D0" is an answer, its caveat, and a disagreement with it."""
    return [statement(ROLES[one[0]], int(one[1:]) if one[1:] else None) for one in said.split()]


def laid(one: Shown) -> list[int]:
    """A statement where it is shown, then its limits."""
    return [one.ordinal, *(limit.ordinal for limit in one.limits)]


@pytest.mark.parametrize(
    ("said", "answer", "tables"),
    [
        ("A C0 D0", [[0, 1]], {0: [[2]]}),
        ("A D0 C1", [[0]], {0: [[1, 2]]}),  # the limit of a dissent stays with it
        ("A C0 C1", [[0, 1, 2]], {}),
        ("A D0 D0", [[0]], {0: [[1], [2]]}),  # two dissent from one
        ("A C0 D1", [[0, 1]], {1: [[2]]}),  # a limit is disputed
        ("A D0 D1", [[0]], {0: [[1], [2]]}),  # a dissent is disputed
        ("A D0 C1 D2", [[0]], {0: [[1, 2]], 2: [[3]]}),  # its limit is
        ("D A C", [[1], [2]], {0: [[0]]}),  # these bear on nothing
        ("A7 C1 D5", [[0], [1]], {2: [[2]]}),  # on itself, or on what is not there
    ],
)
def test_each_statement_has_one_place(said: str, answer: list[list[int]], tables: dict[int, list[list[int]]]) -> None:
    shown = show(told(said), find)
    assert [laid(one) for one in nest(shown)] == answer
    assert {table.ordinal: [laid(one) for one in table.others] for table in disputes(shown)} == tables
    assert all((table.said is None) == (shown[table.ordinal].table is not None) for table in disputes(shown))


def test_no_statement_is_lost_or_shown_twice() -> None:
    words = [f"{role}{on}" for role in ROLES for on in ("", "0", "1", "2")]
    for said in product(words, repeat=3):
        shown = show(told(" ".join(said)), find)
        placed = [*nest(shown), *(one for table in disputes(shown) for one in table.others)]
        assert sorted(number for one in placed for number in laid(one)) == [0, 1, 2], said


def test_a_dissent_from_another_says_from_which() -> None:
    made = [ANSWER.statements[0], ANSWER.statements[2], statement("disagreement", 1)]
    (table,) = disputes(show(made, find))
    assert [one.answers.number if one.answers else None for one in table.others] == [None, 2]


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

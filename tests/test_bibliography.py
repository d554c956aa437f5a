"""What is taken along of a reply: words with numbered references, and records that a reference manager reads."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bibliography import COPIES, as_markdown, as_ris, as_text, year_of
from assistant.records import Turn
from assistant.render import citations
from assistant.types import Reply, Statement
from tests.replies import ANSWER, CASE, NO_EVIDENCE, NOTE, ORDER, SOURCES, cite

RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - [^\r\n]*")


def turn(reply: Reply, question: str = "") -> Turn:
    asked = question or (NOTE if reply.kind == "case_report" else reply.question)
    return Turn(
        reply_id="r" * 32,
        conversation_id="c" * 32,
        ordinal=1,
        question=asked,
        reply=reply,
        created_at="2026-01-02T03:04:05.678901+00:00",
    )


def records(written: str) -> Iterator[list[tuple[str, str]]]:
    """The records of a RIS file, read by its rules: CRLF, a tag of two signs, TY first and ER last."""
    lines = written.split("\r\n")
    assert lines.pop() == ""
    record: list[tuple[str, str]] = []
    for line in lines:
        assert RIS_LINE.fullmatch(line), line
        record.append((line[:2], line[6:]))
        assert (line[:2] == "TY") == (len(record) == 1)
        if line[:2] == "ER":
            yield record
            record = []
    assert record == []


def test_a_record_for_each_publication_with_its_words_and_how_they_were_checked() -> None:
    assert list(records(as_ris(turn(ANSWER), SOURCES))) == [
        [
            ("TY", "JOUR"),
            ("TI", "Examplazine: a review"),
            ("PY", "2020"),
            ("UR", "https://journal.example/review"),
            ("N1", "[1] “Doses of examplazine ranged from 10 to 40 mg/d in 3 trials.”. Augmentation."),
            ("N1", "[2] “However, all trials were small and short.”. Augmentation."),
            ("N1", "[4] “Response was seen after 6 weeks.”."),
            ("ER", ""),
        ],
        [
            ("TY", "RPRT"),
            ("TI", "Example Society 2023, section 4"),
            ("PY", "2023"),
            (
                "N1",
                "[3] “Examplazine is not advised above 30 mg/d.”. Statement EG-7. Grade: strong. "
                "Read in: Example guideline (2023). Our digest, checked against a secondary source.",
            ),
            ("ER", ""),
        ],
    ]


def test_a_publication_is_found_by_the_numbers_in_its_reference() -> None:
    words = ANSWER.statements[0].text
    named = cite(
        words, reference="Doe et al., J Ex 2015;172:52, doi 10.1176/appi.ajp.2014.1307 (PMC6584320, PMID 123456)"
    )
    reply = ANSWER.__class__.model_validate(
        {**dict(ANSWER), "statements": (Statement(text=words, role="answer", citations=(named,)),)}
    )
    (record,) = records(as_ris(turn(reply), SOURCES))
    assert record[0] == ("TY", "JOUR")
    assert record[2:7] == [
        ("PY", "2015"),
        ("DO", "10.1176/appi.ajp.2014.1307"),
        ("UR", "https://doi.org/10.1176/appi.ajp.2014.1307"),
        ("UR", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6584320/"),
        ("UR", "https://pubmed.ncbi.nlm.nih.gov/123456/"),
    ]


@pytest.mark.parametrize(
    ("reference", "year"),
    [
        ("Howes et al. 2017, as tabulated by Nucifora FC Jr et al., Neurobiol Dis 2019;131:104257 (Table 3)", "2017"),
        ("Siskind et al., Aust N Z J Psychiatry 2018 (PMID 29732913)", "2018"),
        ("NICE CG178 1.5.7.3 [2009]", "2009"),
        ("FDA, 15 September 2015", "2015"),
        ("US clozapine prescribing information (Clozaril, revised 6/2025)", "2025"),
        ("Grover et al. 2022/2023, Acta Neuropsychiatr", "2022"),
        ("An author, doi 10.1007/s00213-2012-2922", ""),
        ("NICE CG178", ""),
        ("", ""),
    ],
)
def test_the_year_is_the_first_that_the_reference_names(reference: str, year: str) -> None:
    assert year_of(reference) == year


@given(st.text(alphabet=st.sampled_from("ab 1\r\n\x1b\u202e\u2028\u0085-ERTY"), min_size=1, max_size=40))
def test_no_words_can_end_a_record_or_begin_another(words: str) -> None:
    made = cite(words, text=words, reference=words, section=words, grade=words)
    reply = ORDER.__class__.model_validate(
        {**dict(ORDER), "statements": (Statement(text="x", role="answer", citations=(made,)),)}
    )
    assert len(list(records(as_ris(turn(reply), {})))) == 1


@pytest.mark.parametrize("reply", [ANSWER, ORDER, NO_EVIDENCE, CASE], ids=lambda reply: reply.kind)
def test_all_that_was_said_and_asked_travels(reply: Reply) -> None:
    for write in (as_text, as_markdown):
        plain = re.sub(r"[\\*]", "", write(turn(reply), SOURCES))
        for line in turn(reply).question.splitlines():
            assert line.replace("\\", "").replace("# No", "No") in plain.replace("# No", "No")
        assert "Answered 2026-01-02 03:04 UTC." in plain
        if reply.kind == "case_report":
            assert reply.headline in plain and reply.closing in plain
            continue
        for statement in reply.statements:
            assert statement.text in plain
        for number, citation in enumerate(citations(reply), 1):
            assert f"\n{number}. {citation.source_title} ({citation.year}" in plain
        assert all(word in plain for word in reply.missing)


def test_pasted_text_has_no_line_breaks_of_ours() -> None:
    assert "\n".join(["Doses of examplazine ranged from 10 to 40 mg/d in 3 trials. [1]", ""]) in as_text(
        turn(ANSWER), SOURCES
    )
    assert max(map(len, as_text(turn(ANSWER), SOURCES).splitlines())) > 150


def test_a_case_report_and_a_reply_without_citations_have_no_references() -> None:
    assert as_ris(turn(CASE), SOURCES) == ""


def test_only_a_file_to_keep_has_a_suffix() -> None:
    assert {name: copy.suffix for name, copy in COPIES.items()} == {"text": "", "markdown": "", "ris": ".ris"}

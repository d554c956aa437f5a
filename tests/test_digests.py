"""Digests: statements become a readable text; what is malformed is told with the statement and the field."""

from pathlib import Path

import pytest

from assistant.errors import UnreadableFile
from assistant.readers import read
from assistant.types import Relation

CORPUS = Path(__file__).parents[1] / "corpus"
DIGEST = """\
slug: trial-digest
title: A digest
year: 2017
dated: sources to 2017
kind: consensus
url: https://example.org/a
digest: true
notice: >-
  Our own words. Read: the
  abstract.
statements:
- id: A-01
  topic: anc-frequency
  statement: Blood is counted weekly for 18 weeks. However, the evidence is of low
    quality.
  reference: Lee 2017
  checked: primary
  grade: 1C
- id: A-02
  topic: dosing
  statement: 'The dose is 300 mg/d: more is rare.'
  reference: Hale 2016
  checked: secondary
  note: Read in a summary.
  relations:
  - to: trs-brief-overview
    quote: 392 mg/d
    how: qualifies
- id: A-03
  topic: anc-frequency
  statement: After a year, blood is counted monthly.
  reference: Lee 2017
  checked: recalled
"""


def write(folder: Path, content: str) -> Path:
    path = folder / "d.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_digest_is_rendered_by_topic_with_one_statement_a_line(tmp_path: Path) -> None:
    found = read(write(tmp_path, DIGEST))

    assert found.text == (
        "A digest\n"
        "Our own words. Read: the abstract.\n"
        "\n"
        "ANC frequency\n"
        "Blood is counted weekly for 18 weeks. However, the evidence is of low quality.\n"
        "After a year, blood is counted monthly.\n"
        "\n"
        "Dosing\n"
        "The dose is 300 mg/d: more is rare.\n"
    )
    assert found.about == {
        **{"slug": "trial-digest", "title": "A digest", "year": 2017, "dated": "sources to 2017", "kind": "consensus"},
        **{"url": "https://example.org/a", "note": "Our own words. Read: the abstract.", "is_digest": True},
        **dict.fromkeys(("jurisdiction", "licence", "owner")),
    }


def test_each_statement_is_a_block_with_its_grade_reference_and_relations(tmp_path: Path) -> None:
    found = read(write(tmp_path, DIGEST))
    first, second, third = found.blocks

    assert [found.text[block.start : block.end] for block in found.blocks] == [
        "Blood is counted weekly for 18 weeks. However, the evidence is of low quality.",
        "After a year, blood is counted monthly.",
        "The dose is 300 mg/d: more is rare.",
    ]
    assert [(b.statement_id, b.section, b.topic, b.checked) for b in found.blocks] == [
        ("A-01", "ANC frequency", "anc-frequency", "primary"),
        ("A-03", "ANC frequency", "anc-frequency", "recalled"),
        ("A-02", "Dosing", "dosing", "secondary"),
    ]
    assert (first.grade, first.reference, [s.caveat_of for s in first.sentences]) == ("1C", "Lee 2017", [None, 0])
    assert (second.grade, second.note, second.relations) == ("", "", ())
    assert third.note == "Read in a summary."
    assert third.relations == (Relation(to="trs-brief-overview", quote="392 mg/d", how="qualifies"),)


def test_every_statement_of_the_corpus_reads_as_it_is_written() -> None:
    found = [read(path) for path in sorted((CORPUS / "digests").glob("*.yaml"))]

    assert len(found) > 20
    for digest in found:
        assert digest.about["is_digest"] is True
        for block in digest.blocks:
            written = digest.text[block.start : block.end]
            assert " ".join(sentence.text for sentence in block.sentences) == written
            assert all(sentence.references == () for sentence in block.sentences)


def nested(depth: int) -> str:
    return "title: x\nstatements: " + "[" * depth + "]" * depth


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: t\nstatements: [*b, *b]\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("- just\n- a list\n", "it has no list of 'statements'."),
        ("title: x\n", "it has no list of 'statements'."),
        ("title: x\nstatements: []\n", "it has no list of 'statements'."),
        (DIGEST.replace("title: A digest\n", ""), "it has no 'title'."),
        (DIGEST.replace("  reference: Hale 2016\n", ""), "statement A-02 has no 'reference'."),
        (DIGEST.replace("'The dose is 300 mg/d: more is rare.'", "~"), "statement A-02 has no 'statement'."),
        (DIGEST.replace("id: A-02", "id: ''"), "statement 2 has no 'id'."),
        (DIGEST.replace("id: A-03", "id: A-01"), "two statements have the id 'A-01'."),
        (DIGEST.replace("checked: recalled", "checked: yes"), "statement A-03 has 'checked: yes'."),
        (DIGEST.replace("how: qualifies", "how: doubts"), "a relation of statement A-02 has 'how: doubts'."),
        (DIGEST.replace("    quote: 392 mg/d\n", ""), "a relation of statement A-02 lacks 'to', 'quote' or 'how'."),
        (DIGEST.replace("  note: Read", "  nota: Read"), "statement A-02 has an unknown field 'nota'."),
        (DIGEST.replace("  grade: 1C", "  topic: dosing"), "line 18 says 'topic' a second time."),
        (DIGEST.replace("- id: A-02\n", "- plain words\n- id: A-02\n"), "statement 2 is not a set of fields."),
        (DIGEST.replace("year: 2017", "year: MMXVII"), "its year is 'MMXVII'."),
        (DIGEST.replace("kind: consensus", "kind: rumour"), "its kind is 'rumour'."),
        ("title: [x\nb: 1\n", "it is not valid YAML at line 2, column 2 (did not find expected ',' or ']')."),
        (DIGEST.replace("A digest", "A \x07 digest"), "it is not valid YAML (a character that YAML does not allow)."),
        (BOMB, "line 2 uses a YAML alias."),
        (nested(50), "line 2 is nested too deep."),
        (nested(100_000), "line 2 is nested too deep."),
        ("title: x\nstatements: x" * 100_001, "it has more than 2,000,000 characters."),
    ],
)  # fmt: skip
def test_a_malformed_digest_is_told_with_the_statement_and_the_field(tmp_path: Path, content: str, why: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(write(tmp_path, content))

    assert raised.value.what == f"Cannot read 'd.yaml': {why}"
    assert raised.value.do

"""Sentences with exact offsets, what they say, and what they bear on; the article as a whole."""

import json
import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.readers import ReadFile, read
from assistant.sentences import LONGEST, reading, split
from assistant.types import Sentence

ARTICLE = Path(__file__).parents[1] / "corpus" / "trs-brief-overview.txt"
GOLDEN = Path(__file__).parent / "golden" / "article_sentences.json"
HEADINGS = [
    "Clozapine and TRS",
    "Glutamate Hypothesis of Schizophrenia",
    "Treatment Alternatives for TRS",
    "Augmentation Options for TRS",
    "Conclusion",
]


@pytest.fixture(scope="module")
def article() -> ReadFile:
    return read(ARTICLE)


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text, 0, len(text))]


def sentences_of(found: ReadFile) -> list[Sentence]:
    return [sentence for block in found.blocks for sentence in block.sentences]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Kane et al. compared two drugs.", "Dr. Lee and J. R. Smith did not, e.g. in Fig. 2."],
        [
            "It rose (p < .05).",
            "It fell to 0.35 mg/L (vs. 0.5 mg/L).",
            "It was 10^9/L.",
            "Is that high?",
            "No!",
            "Yes…",
        ],
        ["“Stop it.”", "(The notes were lost.)", "She asked “Why?” and left.", "Then 42 trials were read."],
        ["It grew in the U.S. and in the U.K.", "The trial of 2010.", "42 people took 5 mg, i.e., half."],
        ["It needs vitamin D.", "Patients with hepatitis C. virus.", "See No. 5 and pp. 3–4 of Vol. 2."],
        ["He used mTOR.", "mTOR fell.", "d-Serine rose.", "The pH was 7."],
        ["治療に有効である。", "しかし、検査が必要である。"],
        ["Лечение эффективно.", "Доза 300 мг/сут.", "Ünlü bir ilaç."],
        ["It rises within 24 h.", "The dose is 5 mg.", "Rest for 8 min.", "A cup of tea (max. 2 cups) helps."],
    ],
)
def test_a_paragraph_is_split_where_a_reader_would(sentences: list[str]) -> None:
    glue = "" if sentences[0].endswith("。") else " "

    assert texts(glue.join(sentences)) == sentences


def test_the_slice_is_the_printed_sentence_with_the_reference_number_glued_to_it() -> None:
    text = "  Doses were low.3,4 However, treat-\n ment5 helped. [6]\n"

    first, second = split(text, 0, len(text))

    assert (text[first.start : first.end], first.text, first.references) == (
        "Doses were low.3,4",
        "Doses were low.",
        ("3", "4"),
    )
    assert text[second.start : second.end] == "However, treat-\n ment5 helped. [6]"
    assert (second.text, second.references) == ("However, treatment helped.", ("5", "6"))


def test_offsets_are_those_of_the_document_when_only_a_part_is_split() -> None:
    text = "One sentence. Two sentences. Three of them."

    assert [text[s.start : s.end] for s in split(text, 14, 28)] == ["Two sentences."]


def test_items_rows_and_headings_end_a_sentence_and_markers_are_left_out() -> None:
    text = (
        "Monitoring\n\nCheck before each visit:\n- weight\n- blood\n  pressure. Twice.\n1. Count the cells\n2. Ask\n"
        "\n| Drug | Dose |\n|---|---|\n| Clozapine | 300 mg |\n\n## Next steps\nCall us. Then wait\n"
    )

    assert texts(text) == [
        *("Monitoring", "Check before each visit:", "weight", "blood pressure.", "Twice.", "Count the cells", "Ask"),
        *("Drug | Dose", "Clozapine | 300 mg", "Next steps", "Call us.", "Then wait"),
    ]


def test_a_blank_line_in_the_middle_of_a_sentence_does_not_end_it() -> None:
    assert texts("clozapine has been \n\nestablished as the gold standard.\n\nIt may be given to\n\nTRS patients.") == [
        "clozapine has been established as the gold standard.",
        "It may be given to TRS patients.",
    ]


def test_what_has_no_stop_is_cut_before_it_grows_without_bounds() -> None:
    found = split("word " * 2000, 0, 10_000)

    assert len(found) == 6
    assert all(len(s.text) <= LONGEST for s in found)
    assert " ".join(s.text for s in found) == ("word " * 2000).strip()


SCRAPS = [
    *(
        "Clozapine",
        "treat-\n",
        "ment ",
        "study10 ",
        "TRS.7 ",
        "However, ",
        "This study was small. ",
        ". ",
        "? ",
        "e.g. ",
    ),
    *(
        "J. ",
        "0.35 mg/L ",
        "\n",
        "\n\n",
        "\r\n",
        "\f4\n",
        "\n- ",
        "\n1. ",
        "\n# ",
        "METHODS\n",
        "\n| a | b |\n",
        "[12]",
    ),
    *(
        "¹²",
        "10⁹/L",
        "**",
        "> ",
        "Key: value\n",
        "a,b\n",
        "。",
        "\t",
        "é",
        "日本",
        "😀",
        "\u2028",
        "\xad",
        "of\n\n",
        "```\n",
    ),
]
SCRAP = st.sampled_from(SCRAPS)


@given(st.lists(SCRAP, max_size=40).map("".join) | st.text(max_size=150), st.integers(0, 40), st.integers(0, 40))
def test_sentences_are_ordered_exact_and_leave_no_letter_out(text: str, skip: int, drop: int) -> None:
    start, end = min(skip, len(text)), max(len(text) - drop, 0)
    at = start
    left_out = []
    for i, sentence in enumerate(split(text, start, end)):
        assert at <= sentence.start < sentence.end <= end
        assert reading(text[sentence.start : sentence.end]) == (sentence.text, sentence.references)
        assert sentence.caveat_of is None or 0 <= sentence.caveat_of < i
        left_out.append(text[at : sentence.start])
        at = sentence.end
    if "<" not in text:  # an HTML mark or comment is no text
        assert not any(map(str.isalpha, "".join((*left_out, text[at:end]))))


def test_every_sentence_of_the_article_reads_as_expected(article: ReadFile) -> None:
    found = [
        {
            "section": block.section,
            "text": sentence.text,
            "references": list(sentence.references),
            "limits": None if sentence.caveat_of is None else block.sentences[sentence.caveat_of].text,
            "continues": sentence.continues,
        }
        for block in article.blocks
        for sentence in block.sentences
    ]

    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_word_of_the_article_but_its_headings_stands_in_a_sentence(article: ReadFile) -> None:
    inside = "\n".join(article.text[s.start : s.end] for s in sentences_of(article))
    outside = Counter(re.findall(r"\w+", article.text)) - Counter(re.findall(r"\w+", inside))

    assert outside == Counter(re.findall(r"\w+", " ".join(HEADINGS)))


def test_all_twenty_reference_numbers_of_the_article_come_out(article: ReadFile) -> None:
    assert {number for s in sentences_of(article) for number in s.references} == {str(n) for n in range(1, 21)}


def test_no_other_number_of_the_article_is_lost(article: ReadFile) -> None:
    printed = Counter(re.findall(r"\d+", article.text))
    references = Counter(number for s in sentences_of(article) for number in s.references)
    read_numbers = Counter(re.findall(r"\d+", " ".join(s.text for s in sentences_of(article))))

    assert printed - references == read_numbers


@pytest.mark.parametrize(
    "quantity",
    [
        *(
            "(392 mg/d)",
            "≥ 6 weeks of treatment",
            "≥ 600 mg of chlorpromazine per day",
            "≥ 2 past adequate treatment episodes",
        ),
        *(
            "at least 2 sources",
            "2-fold higher",
            "350–420 ng/mL",
            "500 ng/mL",
            "600–838 ng/mL",
            "30–40 mg/d",
            "20 mg/d",
        ),
        *(
            "40%–70%",
            "42 common augmentation strategies",
            "(800–1,125 mg/d)",
            "5 randomized controlled trials",
            "(I2 = 91%)",
        ),
        *(
            "only 1 of the 5 trials",
            "2 outliers",
            "525 mg/d",
            "854 ng/mL",
            "12 randomized",
            "from 3 months to 2 years",
            "in 1 study",
        ),
    ],
)
def test_a_quantity_of_the_article_is_read_whole(article: ReadFile, quantity: str) -> None:
    assert any(quantity in sentence.text for sentence in sentences_of(article))


@pytest.mark.parametrize("width", [45, 60, 100, 100_000])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_article_set_anew_has_the_same_sentences(
    article: ReadFile, tmp_path: Path, width: int, newline: str
) -> None:
    sections: dict[str, list[str]] = {}
    for block in article.blocks:
        words = " ".join(article.text[block.start : block.end].split())
        sections.setdefault(block.section, []).append(re.sub(r"(?<=meta-|.non-) (?=analysis|dopa)", "", words))
    parts = [part for name, paragraphs in sections.items() for part in ([name] if name else []) + paragraphs]
    wrapped = ["\n".join(textwrap.wrap(part, width, break_on_hyphens=False, break_long_words=False)) for part in parts]
    path = tmp_path / "again.txt"
    path.write_bytes("\n\n".join(wrapped).replace("\n", newline).encode())

    again = read(path)

    assert [(s.text, s.references) for s in sentences_of(again)] == [
        (s.text, s.references) for s in sentences_of(article)
    ]
    assert {block.section for block in again.blocks} == {"", *HEADINGS}

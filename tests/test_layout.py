"""Runs of a text: prose, items, rows and headings, in plain text and Markdown of many habits."""

import pytest

from assistant.layout import runs


def laid_out(text: str) -> list[tuple[str, str]]:
    return [(run.kind, " ".join(text[run.start : run.end].split())) for run in runs(text, 0, len(text))]


def headings(text: str) -> list[str]:
    return [part for kind, part in laid_out(text) if kind == "heading"]


PROSE = "Clozapine is reserved for people whose illness has not responded to two\nantipsychotics.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"METHODS\n{PROSE}", ["METHODS"]),
        (f"Side Effects of Clozapine\n{PROSE}", ["Side Effects of Clozapine"]),
        (f"{PROSE}\nWhat to expect\n\n{PROSE}", ["What to expect"]),
        (f"{PROSE}\nBefore the first dose\n{PROSE}", ["Before the first dose"]),
        (f"1. Introduction\n\n{PROSE}\n2. Checks\na) Weigh.\n", ["1. Introduction", "2. Checks"]),
        (f"{PROSE}\n2.1 Blood counts\n{PROSE}", ["2.1 Blood counts"]),
        (f"Overview\n========\n\n{PROSE}\nDose\n----\n{PROSE}", ["Overview", "Dose"]),
        (f"# Title #\n\n### Deep part\n{PROSE}", ["Title", "Deep part"]),
        (f"**Dosing**\n{PROSE}", ["**Dosing**"]),
        (f"BACKGROUND:\n{PROSE}", ["BACKGROUND:"]),
    ],
)  # fmt: skip
def test_a_heading_is_known(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\nStart with 25 mg daily\n\n{PROSE}",
        f"{PROSE}\nA short paragraph that ends.\n\n{PROSE}",
        "The drug was given to patients with\n\nSchizophrenia and Mania\n\nat a dose of 300 mg.",
        "patients who were given\nClozapine Or Olanzapine\nresponded well in both arms of the trial.",
        "Clozapine\nOlanzapine\nRisperidone\n",
        "The trials were all short and\nClozapine was not compared with\nOlanzapine in any of them, it seems.",
        "1. Stop clozapine\n2. Count the cells\n3. Call the clinic\n",
        "Olanzapine and Risperidone",
        "Dear Colleagues,\n\n" + PROSE,
        "Depakote, Valproate, Epilim\n\n" + PROSE,
    ],
)
def test_a_line_of_text_is_not_taken_for_a_heading(text: str) -> None:
    assert headings(text) == []


def test_in_a_text_of_one_paragraph_a_line_a_short_line_between_two_is_a_heading() -> None:
    long = "Schizophrenia affects about one in a hundred people, and a third of them do not respond well to drugs. "

    assert headings(f"{long * 2}\nWhat you can do\n{long * 2}") == ["What you can do"]


def test_lists_tables_quotes_and_labels_are_told_apart() -> None:
    text = (
        "Check:\r\n•\tweight\r\n• blood\r\n   pressure\r\n\r\n(a) once\r\n(b) twice\r\n\r\n"
        "Drug\tDose\r\nclozapine\t300 mg\r\n\r\nTo: the ward\r\nFrom: Pharmacy\r\n\r\n"
        "> Quoted words\r\n> go on.\r\n\r\n"
        "Sample,Level\r\nA,350\r\n\r\n***\r\n[1] Kane J.\r\n[2] Howes O.\r\n```text\r\nin a fence\r\n```\r\n"
    )

    assert laid_out(text) == [
        ("prose", "Check:"),
        *(("item", item) for item in ("weight", "blood pressure", "(a) once", "(b) twice")),
        *(("row", row) for row in ("Drug Dose", "clozapine 300 mg", "To: the ward", "From: Pharmacy")),
        ("prose", "Quoted words > go on."),
        *(("row", row) for row in ("Sample,Level", "A,350")),
        *(("item", item) for item in ("[1] Kane J.", "[2] Howes O.")),
        ("prose", "in a fence"),
    ]


def test_a_wrapped_line_that_begins_with_a_number_or_a_dash_is_prose() -> None:
    text = "The trial lasted until\n12. The next one, of patients\n- mostly men - was longer.\n"

    assert laid_out(text) == [
        ("prose", "The trial lasted until 12. The next one, of patients - mostly men - was longer.")
    ]


def test_page_numbers_beside_a_form_feed_and_comments_are_left_out() -> None:
    text = "Page one ends.\n\n- 3 -\n\fPage two goes on.\n<!-- a note\nto the editor -->\nThe end.\n"

    assert laid_out(text) == [
        ("prose", "Page one ends."),
        ("prose", "Page two goes on. <!-- a note to the editor --> The end."),
    ]


def test_set_in_first_lines_and_finished_long_lines_begin_paragraphs() -> None:
    long = "A finished line that is longer than any typist would set, so that it must be a paragraph of its own."
    text = f"   First paragraph\nends here.\n   Second one.\n\n{long * 2}\n{long * 2}\n"

    assert [run.opens for run in runs(text, 0, len(text))] == [True, True, True, True]

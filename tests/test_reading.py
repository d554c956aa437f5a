"""How a span of a document reads."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.reading import reading


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("A meta-\nanalysis of meta-\nbolic effects", "A meta-analysis of metabolic effects"),
        ("non-\ndopaminergic and anti-\npsychotic treat-\nment", "non-dopaminergic and antipsychotic treatment"),
        (
            "treatment-\nresistant, clozapine-\ntreated, low-\ndose, follow-\nup",
            "treatment-resistant, clozapine-treated, low-dose, follow-up",
        ),
        ("low-\nered, well-\nness, sec-\nondary, re-\nported", "lowered, wellness, secondary, reported"),
        (
            "a 6-\nweek trial of N-\nmethyl, NMDA-\nreceptor and anti-\nIL-6",
            "a 6-week trial of N-methyl, NMDA-receptor and anti-IL-6",
        ),
        ("short-\nand long-\nterm and one-\nto-one", "short- and long-term and one-to-one"),
        ("30–\n40 mg/\nd of agents—\nour mainstay", "30–40 mg/d of agents—our mainstay"),
        ("the eﬃcacy of so\u00adcalled ben\u00ad\nefit", "the efficacy of socalled benefit"),
        (
            "clozapine has been \r\n\r\n established at 600\u00a0mg\tdaily",
            "clozapine has been established at 600 mg daily",
        ),
        ("clozapine has been\n 3 \n\festablished", "clozapine has been established"),
        ("equivalent to\n> 600 mg", "equivalent to > 600 mg"),
        ("It says\n> that clozapine\n> is > 10 times", "It says that clozapine is > 10 times"),
        (
            "**Bold**, *d*-serine, _n_, `code` and a [link](https://example.org/a_b)",
            "Bold, d-serine, n, code and a link",
        ),
        (
            "CYP2C19*2/*17, 2*3*4, snake_case_name, p < .05*, p < .01**",
            "CYP2C19*2/*17, 2*3*4, snake_case_name, p < .05*, p < .01**",
        ),
        ("1.5 × 10<sup>9</sup>/L, age &ge; 18 &amp; &lt; 65", "1.5 × 10⁹/L, age ≥ 18 & < 65"),
    ],
)
def test_a_span_reads_as_prose(printed: str, read: str) -> None:
    assert reading(printed) == (read, ())


def test_reference_numbers_come_out_once_each_and_in_order() -> None:
    printed = "A meta-\nanalysis6 of **trials**.7 The trials7 had<sup>1,2</sup> flaws.[12]"

    assert reading(printed) == ("A meta-analysis of trials. The trials had flaws.", ("6", "7", "1", "2", "12"))


PIECES = [
    *(
        "meta-\nanalysis6 ",
        "TRS.7 ",
        "et al,3 ",
        "[12]",
        "¹²",
        "10⁹/L",
        "0.35 mg/L ",
        "**",
        "_",
        "`",
        "&amp;lt;",
        "<b>",
    ),
    *("\u00ad\n", "> ", "\n", "\f4\n", "[a](b)", "ﬁ", "4", " "),
]
SCRAPS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=120)


@given(SCRAPS)
@example("&amp;amp;lt;b>")
def test_reading_what_was_read_changes_nothing(printed: str) -> None:
    clean, _ = reading(printed)

    assert reading(clean) == (clean, ())
    assert clean == " ".join(clean.split())

"""The lexicon: a thing is found under every one of its names, the longest first, and never inside another word."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.lexicon import CAPITALS_ONLY, Entity, Lexicon

TABLE = """\
entities:
- {id: alphazine, kind: drug, class: SGA, names: [alphazine], brands: [Zzleep], broader: [sga, antipsychotic]}
- {id: sga, kind: drug-class, names: [second-generation antipsychotic], abbreviations: [SGA], broader: [antipsychotic]}
- {id: antipsychotic, kind: drug-class, names: [antipsychotic], lay: [nerve pills]}
- {id: alpha-trial, kind: trial, names: [alphazine trial]}
- {id: step-trial, kind: trial, names: [sleep trial of enduring people], abbreviations: [STEP]}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    path = tmp_path_factory.mktemp("lexicon") / "lexicon.yaml"
    path.write_text(TABLE)
    return Lexicon.load(path)


def named(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    """What is named in a text, and the words it is named by."""
    mentions = lexicon.mentions(text)
    assert [text[mention.start : mention.end] for mention in mentions] == [mention.surface for mention in mentions]
    return [(mention.entity.id, mention.surface) for mention in mentions]


def test_every_kind_of_name_finds_the_thing(small: Lexicon) -> None:
    assert named(small, "Alphazine, Zzleep; SGA and nerve pills.") == [
        ("alphazine", "Alphazine"),
        ("alphazine", "Zzleep"),
        ("sga", "SGA"),
        ("antipsychotic", "nerve pills"),
    ]


def test_the_longest_name_wins_and_mentions_do_not_overlap(small: Lexicon) -> None:
    assert named(small, "the alphazine trial of second-generation antipsychotics") == [
        ("alpha-trial", "alphazine trial"),
        ("sga", "second-generation antipsychotics"),
    ]


def test_a_name_inside_another_word_is_no_mention(small: Lexicon) -> None:
    assert named(small, "dealphazinated SGAX alphazinetrial") == []


def test_an_abbreviation_that_is_also_a_word_counts_only_in_capitals(small: Lexicon) -> None:
    assert "step" in CAPITALS_ONLY
    assert named(small, "The next step was STEP, step by Step.") == [("step-trial", "STEP")]


def test_plurals_possessives_and_line_ends_are_no_hindrance(small: Lexicon) -> None:
    assert named(small, "alphazine's second\ngeneration\u00a0antipsychotics") == [
        ("alphazine", "alphazine's"),
        ("sga", "second\ngeneration\u00a0antipsychotics"),
    ]


def test_a_thing_widens_to_itself_and_all_it_is_a_kind_of(small: Lexicon) -> None:
    assert small.widen("alphazine") == ("alphazine", "sga", "antipsychotic")
    assert small.widen("antipsychotic") == ("antipsychotic",)
    assert small.widen("unheard-of") == ("unheard-of",)


def test_single_words_are_the_forms_that_a_misspelling_may_have_meant(small: Lexicon) -> None:
    assert small.single_words == {"alphazine", "zzleep", "antipsychotic", "sga", "step"}


def test_the_version_follows_the_content_of_the_table(tmp_path: Path, small: Lexicon) -> None:
    same, other = tmp_path / "same.yaml", tmp_path / "other.yaml"
    same.write_text(TABLE)
    other.write_text(TABLE.replace("Zzleep", "Zzzleep"))
    assert Lexicon.load(same).version == small.version != Lexicon.load(other).version


def test_a_lexicon_of_nothing_finds_nothing() -> None:
    empty = Lexicon([])
    assert (empty.mentions("clozapine"), empty.single_words, empty.widen("x")) == ((), frozenset(), ("x",))


def test_a_form_without_a_letter_is_left_out() -> None:
    odd = Lexicon([Entity(id="odd", kind="drug", names=("—", "odd"))])
    assert named(odd, "— odd —") == [("odd", "odd")]


# The project's own table, by names that clinicians and families use.

OWN = [
    ("Depakote", "valproate"),
    ("divalproex", "valproate"),
    ("sodium valproate", "valproate"),
    ("Epilim", "valproate"),
    ("Clozaril", "clozapine"),
    ("Leponex", "clozapine"),
    ("Zyprexa", "olanzapine"),
    ("Lamictal", "lamotrigine"),
    ("Topamax", "topiramate"),
    ("electroshock", "ect"),
    ("electroconvulsive therapy", "ect"),
    ("ECT", "ect"),
    ("CBT", "cbt"),
    ("TRS", "trs"),
    ("Seroquel", "quetiapine"),
    ("Risperdal", "risperidone"),
    ("Prozac", "fluoxetine"),
]


@pytest.mark.parametrize(("form", "entity"), OWN)
def test_a_brand_a_lay_word_or_an_abbreviation_finds_its_thing(lexicon: Lexicon, form: str, entity: str) -> None:
    assert [found for found, _ in named(lexicon, f"about {form}?")] == [entity]


@pytest.mark.parametrize("text", ["What can it do?", "He had a cat and sat on the mat.", "Focus on the aim.", ""])
def test_everyday_words_name_nothing(lexicon: Lexicon, text: str) -> None:
    assert named(lexicon, text) == []


def test_every_form_of_the_table_finds_the_row_it_is_in(lexicon: Lexicon) -> None:
    lost = [
        (entity.id, form)
        for entity in lexicon.entities.values()
        for form in entity.forms
        if entity.id not in {mention.entity.id for mention in lexicon.mentions(form)}
        and form.lower() not in CAPITALS_ONLY
    ]
    assert lost == [("parkinsonism", "parkinsonism")]  # it has the stem of "Parkinson's": see the head of the table


def test_every_abbreviation_that_counts_only_in_capitals_finds_its_row_in_capitals(lexicon: Lexicon) -> None:
    forms = {form for entity in lexicon.entities.values() for form in entity.forms if form.lower() in CAPITALS_ONLY}
    assert [form for form in sorted(forms) if not lexicon.mentions(form.upper())] == []


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(lexicon: Lexicon, text: str) -> None:
    mentions = lexicon.mentions(text)
    assert [text[mention.start : mention.end] for mention in mentions] == [mention.surface for mention in mentions]
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What did Yeh find?", ["yeh"]),
        ("the Burns meta-analysis of CBT", ["burns-2014", "meta-analysis", "cbt"]),
        ("according to Dong", ["dong-2023"]),
        ("He burns himself. Mr Kelly said so, and Lin agreed.", []),
        ("what does nice say", ["nice"]),
        ("according to nice", ["nice"]),
        ("a nice review, and did it focus?", []),
    ],
)
def test_a_surname_or_a_word_names_an_account_only_where_one_is_asked_for(
    lexicon: Lexicon, text: str, found: list[str]
) -> None:
    assert [mention.entity.id for mention in lexicon.mentions(text)] == found

"""Replies as Markdown and plain text: whole files compared, and hostile text that must stay text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant import cases
from assistant.render import CHECKED, REFUSALS, citations, clean, escape, is_phrased, to_markdown, to_text
from assistant.steps import of_event
from assistant.types import Abstention, Answer, Rejection, Statement
from tests.replies import ANSWER, CASE, DOSE, NO_EVIDENCE, ORDER, SOURCES, cite, events

GOLDEN = Path(__file__).parent / "golden"
REPLIES: dict[str, Answer | Abstention] = {"answer": ANSWER, "order": ORDER, "no_evidence": NO_EVIDENCE}
HOSTILE = st.text(alphabet=st.sampled_from("ab 1.)-+=*_`~<>[]()!#|\\&;$\n\t\x1b\u202e“é:/'\""), max_size=30)


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_as_markdown_is_this_file(name: str) -> None:
    assert to_markdown(REPLIES[name], SOURCES) == (GOLDEN / f"reply_{name}.md").read_text("utf-8")


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_as_text_is_this_file(name: str) -> None:
    assert to_text(REPLIES[name], SOURCES) == (GOLDEN / f"reply_{name}.txt").read_text("utf-8")


def test_the_working_of_an_answer_is_this_file() -> None:
    shown = "".join(of_event(event) + "\n" for event in events(ANSWER))
    assert shown == (GOLDEN / "steps_answer.txt").read_text("utf-8")


@pytest.mark.parametrize("working", [False, True])
def test_a_case_report_says_the_answer_first_and_for_whom_it_is_last(working: bool) -> None:
    shown = to_text(CASE, width=10_000, working=working)
    assert shown.startswith(CASE.headline)
    for verdict in CASE.details:
        assert f"{verdict.title}: " in shown
    for finding in CASE.findings:
        assert f"{finding.criterion} Found: {finding.observed}. Required: {finding.required}." in shown
    for number, ask in enumerate(CASE.questions, 1):
        assert f"{number}. {ask.question}" in shown
    assert CASE.certificate and CASE.certificate.report_hash in shown.splitlines()[-1]
    assert CASE.closing in shown
    for words in ("Working: ", "From the note: ", "Dose by dose table", "still to be settled"):
        assert (words in shown) is working, words


def test_what_was_not_asked_of_a_case_is_left_to_the_working() -> None:
    count = cases.report("ANC 1.2 on clozapine, UK")
    assert "TRRIP" not in to_text(count) and "red" in to_text(count)
    assert "TRRIP" in to_text(count, working=True)


def test_what_was_not_understood_of_a_note_is_listed_and_stays_text() -> None:
    written = to_markdown(CASE, working=True)
    assert "Not understood in the note" in written and "football" in written
    tokens = MarkdownIt("commonmark", {"html": True}).parse(written)
    inline = {child.type for token in tokens for child in token.children or ()}
    assert not inline & {"html_inline", "link_open"} and "html_block" not in {token.type for token in tokens}


def test_a_case_is_two_steps() -> None:
    routed, replied = (of_event(event) for event in events(CASE))
    assert (routed, replied) == (
        "routed     case: read from the note: 2 trials",
        f"replied    case_report: {CASE.headline}",
    )


def test_a_span_cited_twice_has_one_number() -> None:
    assert citations(CASE) == ()
    assert [(cited.source_slug, cited.start) for cited in citations(ANSWER)] == [
        ("examplazine-review", 0),
        ("examplazine-review", 60),
        ("example-guideline-2023", 0),
        ("examplazine-review", 102),
    ]


def test_without_the_sources_at_hand_the_year_still_stands() -> None:
    assert "Other sources say: Example Society 2023, section 4 (2023):" in to_text(ANSWER)


def test_each_check_status_of_a_digest_has_its_words() -> None:
    for checked, words in CHECKED.items():
        statement = Statement(text=DOSE, role="answer", citations=(cite(DOSE, checked=checked),))
        assert words in to_text(ANSWER.model_copy(update={"statements": (statement,)}), SOURCES)


def test_each_reason_of_a_refusal_has_its_words() -> None:
    for reason, words in REFUSALS.items():
        assert words in to_markdown(NO_EVIDENCE.model_copy(update={"reason": reason}), SOURCES)


def test_an_address_that_is_not_a_web_address_is_not_shown() -> None:
    source = SOURCES["examplazine-review"].model_copy(update={"url": "javascript:alert(1)"})
    assert "javascript" not in to_markdown(ANSWER, {**SOURCES, source.slug: source})


def test_an_uploaded_document_is_marked_as_not_reviewed() -> None:
    source = SOURCES["examplazine-review"].model_copy(update={"kind": "upload"})
    assert "Uploaded here, not reviewed." in to_markdown(ANSWER, {**SOURCES, source.slug: source})


@pytest.mark.parametrize(
    ("words", "quote", "phrased"),
    [
        (DOSE, DOSE, False),
        ("Response was seen after 6 weeks.", "Response was seen after\n6 weeks.", False),
        ("Doses of examplazine ranged from 10 to 40 mg/d", DOSE, False),  # a part of the quote, word for word
        ("Examplazine was given at 10 to 40 mg/d in 3 trials.", DOSE, True),
    ],
)
def test_other_words_than_the_cited_ones_are_told_from_them(words: str, quote: str, phrased: bool) -> None:
    said = Statement(text=words, role="answer", citations=(cite(quote),))
    assert is_phrased(said) is phrased
    shown = to_text(ANSWER.model_copy(update={"statements": (said,), "composer": "openai:x"}), SOURCES)
    assert ("Phrased by openai:x; each sentence was checked against the words it cites." in shown) is phrased


@pytest.mark.parametrize(
    ("notice", "whys", "told"),
    [
        ("", ["no cited span says so"], ["1 sentence removed: no cited span says so."]),
        ("", ["a", "b"], ["2 sentences removed: a; b."]),
        (
            "It is down; these are the sources' own sentences.",
            [],
            ["It is down; these are the sources' own sentences."],
        ),
    ],
)
def test_why_sentences_are_missing_is_said_and_the_sentences_are_not(
    notice: str, whys: list[str], told: list[str]
) -> None:
    rejected = tuple(Rejection(text="Examplazine cures.", why=why) for why in whys)
    shown = to_text(ANSWER.model_copy(update={"notice": notice, "rejected": rejected}), SOURCES, width=10_000)
    assert [line for line in shown.splitlines() if "removed" in line or "sources' own" in line] == told
    assert "Examplazine cures." not in shown


def test_lines_of_text_stay_within_the_width() -> None:
    assert max(len(line) for line in to_text(ANSWER, SOURCES, width=60).splitlines()) <= 60


def test_a_mark_that_commonmark_would_not_take_is_left_unmarked() -> None:
    statement = Statement(text=DOSE, role="answer", citations=(cite(DOSE),), mark="0 mg/d in 3 trials.")
    shown = to_markdown(ANSWER.model_copy(update={"statements": (statement,)}))
    assert "4**0 mg/d in 3 trials.** [1]" in shown
    touching = Statement(text="a(b)c", role="answer", citations=(cite(DOSE),), mark="(b)")
    assert "\na(b)c [1]" in to_markdown(ANSWER.model_copy(update={"statements": (touching,)}))


@given(HOSTILE)
def test_escaped_text_reads_as_the_same_words_in_a_line(text: str) -> None:
    assert _words(f"x {escape(text)} x") == clean(f"x {text} x")


@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_words_add_nothing_to_the_document(question: str, sentence: str, mark: str) -> None:
    statement = Statement(text=f"{sentence}{mark}x", role="answer", citations=(cite(DOSE),), mark=mark)
    said = {"question": f"{question} x", "understood": f"{question} x", "missing": (sentence or "x",)}
    reply = ANSWER.model_copy(update={"statements": (statement,), **said})
    tokens = MarkdownIt("commonmark", {"html": True}).parse(to_markdown(reply, SOURCES))
    blocks = [token.tag for token in tokens if token.type.endswith("_open") and token.tag != "p"]
    inline = {child.type for token in tokens for child in token.children or ()}
    assert blocks == ["h1", "h2", "ol", "li"]
    assert inline <= {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close", *LINK}
    assert clean(f"{sentence}{mark}x [1]") in [_shown(token) for token in tokens if token.type == "inline"]


LINK = ("link_open", "link_close")


def _words(markdown: str) -> str:
    (line,) = [token for token in MarkdownIt("commonmark").parse(markdown) if token.type == "inline"]
    return _shown(line)


def _shown(token: object) -> str:
    return clean("".join(child.content for child in token.children))  # type: ignore[attr-defined]

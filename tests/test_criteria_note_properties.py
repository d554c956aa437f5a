"""What holds of every note: nothing is read that is not there, and the order of sentences does not matter."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.criteria import check_case, read_case
from assistant.criteria.ranges import Range
from assistant.criteria.types import CaseDraft, CaseReport, Trial

Given = dict[str, Any]
FEW = settings(max_examples=40)

FRAGMENTS = (
    "Olanzapine 20 mg for 8 weeks",
    "no response",
    "risperidone 6 mg",
    "x 6/52",
    "never had a depot",
    ". ",
    ", ",
    "; ",
    "\n",
    "\n\n",
    "his mother",
    "clozapine level 420 ng/mL",
    "PANSS 90 to 76",
    "P1 5, P3 4",
    "SOFAS 45",
    "| drug | mg |",
    "95% of doses by pill count",
    "since March 2021",
    "from 1 Jan 2020 to 3/4/20",
    "10 mg bd",
    "prn",
    "?",
    "(",
    ")",
    "%",
    "stopped for akathisia",
    "no other item above 3",
    "ANC 1.4",
    "haloperidol decanoate 150 mg every 4 weeks",
    "2 weeks",
    "then 30 mg",
    "titrated over",
    "week 6",
    "both",
    "respectively",
    "day 14",
    "troughs",
    "10 days apart",
    "in remission",
    "Plan: start clozapine",
    "34M",
    "second patient",
    "9",
    "0",
    "1/2",
    "one and a half",
    "years ago",
    "–",
    "µmol/L",
    "²",
)
notes = (
    st.text(max_size=400)
    | st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join)
    | st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=14).map("".join)
)


def everything_shown(draft: CaseDraft) -> Iterator[Any]:
    yield from (span for read in draft.evidence.values() for span in read)
    yield from (span for one in draft.contradictions for span in one.spans)
    yield from (one.span for one in draft.refused if one.span)
    yield from draft.not_understood


@given(notes, st.integers(0, 400))
@settings(max_examples=250)
@example("olanzapine 20 mg|8 weeks\u00a0no response", 0)
def test_every_note_is_read_and_every_quotation_stands_in_it(text: str, newest_from: int) -> None:
    draft = read_case(text, newest_from)
    assert draft.text == text
    for span in everything_shown(draft):
        assert span.quote == text[span.start : span.end]
    kept = check_case(draft.case, draft).model_dump_json()
    assert CaseReport.model_validate_json(kept).model_dump_json() == kept


def said_numbers(text: str) -> set[float]:
    words = {"one": 1, "half": 0.5}
    figures = [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text) if one.strip(",")]
    return {*figures, *(words[one] for one in re.findall(r"[a-z]+", text.lower()) if one in words)}


@given(
    st.lists(
        st.sampled_from(("olanzapine", "risperidone", "Clopixol", "haloperidol decanoate", "quetiapine XR")),
        min_size=1,
        max_size=3,
    ),
    st.lists(
        st.sampled_from(
            (
                "7.5 mg",
                "20 mg",
                "600mg daily",
                "for 8 weeks",
                "6/52",
                "every 4 weeks",
                "no response",
                ",",
                ".",
                "and",
                "then",
                "increased to",
                "PANSS 90",
                "95%",
                "at 34 ng/mL",
            )
        ),
        max_size=9,
    ),
)
@settings(max_examples=100)
def test_every_dose_of_a_trial_stands_in_the_note(names: list[str], rest: list[str]) -> None:
    text = " ".join([names[0], *rest[:4], *names[1:], *rest[4:]])
    for trial in read_case(text).case.trials:
        for bound in (trial.dose_mg.low, trial.dose_mg.high) if trial.dose_mg else ():
            assert bound is None or float(bound) in said_numbers(text), text


# --- wording ---

ONE_TRIAL = (
    "olanzapine 20 mg for 8 weeks",
    "Olanzapine 20mg daily for eight weeks",
    "Zyprexa 20mg od x 8/52",
    "8 weeks of olanzapine 20 mg nocte",
    "olz 10 mg bd 56 days",
    "OLANZAPINE 20MG OD 8/52",
    "olanzapine 20mg 8wks",
    "He took olanzapine 20 mg/day for 8 weeks.",
    "Given olanzapine at 20 mg a day for 56 days",
    "olanzapine 10 mg twice daily for 8 weeks",
    "olanzapine (20 mg, 8 weeks)",
    "Olanzapine: 20 mg, 8 weeks",
    "trial of olanzapine 20 mg nocte for 8 weeks",
    "olanzapine, 20 mg at night, for 8 weeks",
    "olanzapin 20 mg for 8 weeks",
    "olanzapine 10 mg mane and 10 mg nocte for 8 weeks",
    "Olanzapine 20 mg from 1 January 2023 to 26 February 2023",
    "| drug | mg | weeks |\n| olanzapine | 20 | 8 |",
    "olanzapine 0.02 g for 8 weeks",
    "an 8-week trial of olanzapine 20 mg daily",
    "20 mg of olanzapine for 8 weeks",
    "on olanzapine for 8 weeks at 20 mg",
)


@pytest.mark.parametrize("words", ONE_TRIAL)
def test_one_trial_in_many_words(words: str) -> None:
    (trial,) = read_case(words).case.trials
    assert trial.model_dump(exclude={"drug", "formulation"}) == Trial(
        drug="x", dose_mg=Range(low=20, high=20), days_at_dose=Range(low=56, high=56)
    ).model_dump(exclude={"drug", "formulation"})
    assert trial.formulation in (None, "oral")
    assert trial.drug == "olanzapine"


SENTENCES = (
    "Olanzapine 20 mg for 8 weeks without response.",
    "Risperidone 6 mg for 9 weeks without response.",
    "Haloperidol 20 mg for 3 weeks, stopped for akathisia.",
    "PANSS items P1 5 and P3 4.",
    "SOFAS is 45.",
    "Present symptoms have lasted 14 months.",
    "Adherence was 95% by pill count and pharmacy refill records.",
    "Olanzapine level was 34 ng/mL.",
    "Antipsychotic treatment started 6 years ago.",
)


@given(st.permutations(SENTENCES))
@settings(max_examples=30)
def test_the_order_of_sentences_does_not_matter(sentences: list[str]) -> None:
    told, mixed = (read_case(" ".join(some)) for some in (SENTENCES, sentences))
    verdicts = check_case(told.case).verdicts
    assert verdicts["trrip_minimum"] == "met"
    assert check_case(mixed.case).verdicts == verdicts
    assert check_case(mixed.case).time_course == "late"


@given(st.sets(st.sampled_from(range(len(SENTENCES)))))
@settings(max_examples=30)
def test_a_note_with_fewer_sentences_is_never_met_for_what_it_does_not_say(left: set[int]) -> None:
    needed = {0, 1, 3, 4, 5, 6, 7}
    verdict = check_case(read_case(" ".join(SENTENCES[n] for n in sorted(left))).case).verdicts["trrip_minimum"]
    assert (verdict == "met") == (needed <= left)

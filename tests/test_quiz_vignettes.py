"""Vignettes: the note says the case, the checker's verdict is the key, and no wrong answer can be right."""

import random
import re
from collections import Counter
from functools import cache

import pytest

from assistant.criteria import check_case, read_case
from assistant.criteria.types import PatientCase
from assistant.identifiers.find import identifiers
from assistant.quiz.types import Option, QuizItem, QuizRequest
from assistant.quiz.vignettes import one_vignette, replay, vignettes
from assistant.quiz.vignettes.asked import Asked, asked
from assistant.quiz.vignettes.boundaries import Boundary, Where
from assistant.quiz.vignettes.items import MET, SETTLE
from assistant.quiz.vignettes.proofs import read_again

TOPICS = {one.verdict: one.topics for one in asked()}


@cache
def made(count: int = 100, seed: str = "1") -> tuple[QuizItem, ...]:
    return tuple(vignettes(QuizRequest(count=count, kinds=("vignette",)), random.Random(seed), count))


def on(topic: str, jurisdiction: str = "") -> tuple[QuizItem, ...]:
    request = QuizRequest(count=8, topic=topic, kinds=("vignette",), jurisdiction=jurisdiction)
    return tuple(vignettes(request, random.Random("2"), 8))


def case_of(item: QuizItem) -> PatientCase:
    assert item.vignette
    return item.vignette.case


def note_of(item: QuizItem) -> str:
    """The stem up to the question."""
    return re.split(r" \(Take it that| (?=(?:Does|Was|Is|How) (?:this|is)\b)", item.stem)[0]


def claims(item: QuizItem) -> list[tuple[str, str, Option]]:
    """What each option that rests on a criterion says of it: its verdict, and the criterion with what is known."""
    opened = {"Not met, because this is not fulfilled: ": "not_met", "Cannot tell yet, because this is still open: ":
              "unknown"}  # fmt: skip
    return [(status, option.text.removeprefix(start), option) for option in item.options
            for start, status in opened.items() if option.text.startswith(start)]  # fmt: skip


def test_there_are_sixty_and_more_and_no_two_are_of_one_patient() -> None:
    assert len(made()) == 100
    assert len({item.item_id for item in made()}) == 100
    assert len({note_of(item) for item in made()}) == 100


def test_every_definition_and_every_verdict_is_asked_about() -> None:
    seen = Counter((item.vignette.definition, item.vignette.verdict) for item in made() if item.vignette)
    assert {name for name, _ in seen} == {one.verdict for one in asked()}
    assert {status for _, status in seen} == {"met", "not_met", "unknown"}


def test_the_checker_gives_the_same_verdict_and_report_again() -> None:
    for item in made():
        kept = item.vignette
        assert kept
        report = check_case(kept.case, asked=TOPICS[kept.definition])
        assert report.certificate
        assert report.verdicts[kept.definition] == kept.verdict
        assert report.certificate.report_hash == kept.report_hash
        assert replay(item)


def test_the_key_says_the_verdict_of_the_checker() -> None:
    opens = {"met": "Met", "not_met": "Not met", "unknown": "Cannot tell yet"}
    for item in made():
        assert item.vignette
        if item.topic == "criteria: neutrophil count" or SETTLE in item.stem:
            continue
        assert item.key.startswith(opens[item.vignette.verdict])


def test_a_class_that_is_the_key_is_the_one_that_the_checker_gives() -> None:
    for item in made():
        if item.topic == "criteria: neutrophil count" and SETTLE not in item.stem:
            report = check_case(case_of(item), asked=("anc",))
            label = next(one.label for one in report.details if one.name == "neutropenia")
            assert item.key.rstrip(".").casefold() == label.casefold()


def test_a_note_is_read_as_the_case_it_was_written_from() -> None:
    for item in made():
        assert read_again(note_of(item), case_of(item)), item.stem


def test_a_note_that_is_read_otherwise_is_refused() -> None:
    item = next(item for item in made() if case_of(item).trials and case_of(item).trials[0].days_at_dose)
    other = note_of(item).replace("weeks at", "days at", 1)
    assert read_case(other).case != case_of(item)
    assert not read_again(other, case_of(item))
    assert not read_again(f"{note_of(item)} Perhaps all of this is of another patient.", case_of(item))


def test_the_reasons_of_options_are_true_in_the_key_and_false_elsewhere() -> None:
    looked_at = 0
    for item in made():
        assert item.vignette
        report = check_case(case_of(item), asked=TOPICS[item.vignette.definition])
        for status, said, option in claims(item):
            why = option.why
            found = {"This is fulfilled": "met", "This is not fulfilled": "not_met", "This is still open": "unknown"}
            really = next(name for words, name in found.items() if why.startswith(words))
            assert (really == status) == option.is_key, option
            required = said.split(" (here:")[0]
            known = [one for verdict in report.details for one in verdict.findings] + list(report.findings)
            assert any(required.endswith(one.required) for one in known), option
            looked_at += 1
        assert all(option.is_key == (item.vignette.verdict == "met") for option in item.options if option.text == MET)
    assert looked_at > 100


def test_no_answer_stands_twice_and_three_to_five_stand() -> None:
    for item in made():
        texts = [option.text for option in item.options]
        assert len(set(texts)) == len(texts)
        assert 3 <= len(texts) <= 5


def test_the_key_stands_in_every_place_as_often() -> None:
    places = Counter(next(n for n, one in enumerate(item.options) if one.is_key) for item in made()
                     if len(item.options) == 4)  # fmt: skip
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < 1.5 * min(places.values())


def test_what_would_settle_a_case_is_what_the_checker_asks_for() -> None:
    asking = [item for item in made() if SETTLE in item.stem]
    assert asking
    for item in asking:
        assert item.vignette and item.vignette.verdict == "unknown"
        report = check_case(item.vignette.case, asked=TOPICS[item.vignette.definition])
        named = next(one for one in report.details if one.name == item.vignette.definition)
        asks = [*report.questions, *(ask for one in named.findings for ask in one.missing)]
        assert item.key in {ask.question for ask in asks}
        assert not {option.text for option in item.options if not option.is_key} & {
            ask.question for ask in report.questions[:1]
        }


def _limits() -> list[tuple[Asked, Boundary, Where]]:
    return [(about, boundary, side) for about in asked() for boundary in about.boundaries for side in boundary.sides]


@pytest.mark.parametrize("side", ["below", "at", "above", "missing"])
def test_every_limit_gives_a_vignette_on_each_of_its_sides_and_exactly_on_it(side: Where) -> None:
    request = QuizRequest(kinds=("vignette",))
    for about, boundary, where in _limits():
        if where == side:
            tries = (one_vignette(about, boundary, where, str(seed), request, 0) for seed in range(12))
            assert any(tries), (about.verdict, boundary.name, where)


def test_a_verdict_that_another_reading_changes_says_so() -> None:
    seen = 0
    for item in made():
        assert item.vignette
        report = check_case(item.vignette.case, asked=TOPICS[item.vignette.definition])
        named = next(one for one in report.details if one.name == item.vignette.definition)
        for reading in named.readings:
            assert reading.words.rstrip(".") in item.explanation
            seen += 1
        if report.depends_on_table and item.vignette.definition == "trrip_minimum":
            assert "Gardner" in item.stem
            assert "depends on the dose table" in item.explanation
    assert seen


def test_the_same_request_and_seed_give_the_same_items() -> None:
    request = QuizRequest(count=15, kinds=("vignette",))
    first, again = (list(vignettes(request, random.Random("7"), 15)) for _ in range(2))
    assert first == again
    assert first != list(vignettes(request, random.Random("8"), 15))


def test_a_topic_narrows_them_and_one_without_criteria_gives_none() -> None:
    assert {item.topic for item in on("clozapine level vignettes")} == {"criteria: clozapine level"}
    assert {item.topic for item in on("neutrophil counts", "United Kingdom")} == {"criteria: neutrophil count"}
    assert {item.jurisdiction for item in on("neutrophil counts", "United Kingdom")} == {"United Kingdom"}
    assert on("electroconvulsive therapy") == ()
    assert len(on("case vignettes")) == 8


def test_an_item_whose_case_or_rules_changed_is_not_proved() -> None:
    item = made()[0]
    assert item.vignette
    for change in ({"ruleset_hash": "0" * 16}, {"report_hash": "0" * 16}, {"case": PatientCase()}):
        assert not replay(item.model_copy(update={"vignette": item.vignette.model_copy(update=change)}))


def test_an_item_of_another_kind_cannot_be_replayed() -> None:
    with pytest.raises(ValueError, match="no vignette"):
        replay(made()[0].model_copy(update={"vignette": None}))


def test_nothing_in_a_vignette_identifies_anyone() -> None:
    assert [item.stem for item in made()[:60] if identifiers(item.stem)] == []


def test_an_explanation_shows_the_working_and_leaves_the_judgement() -> None:
    for item in made():
        assert "here:" in item.explanation
        assert item.explanation.endswith("For a clinician to judge. This is no diagnosis and no order.")

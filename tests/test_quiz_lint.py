"""The rules of item writing: each finds an item that breaks it, and lets a near miss through."""

from typing import Any

import pytest

from assistant.quiz.lint import RULES, SET_RULES, lint_item, lint_quiz
from assistant.quiz.types import Numeric, Option, Pair, QuizItem
from tests.quizzes import cited, item_of, quiz_of

FACT = "Examplazine is started at 25 mg/day."
DOSE = "At what dose is examplazine started?"


def best(*options: str, key: str | None = None, stem: str = DOSE, fact: str | None = None, **fields: Any) -> QuizItem:
    """A single best answer whose first option is the key unless another one is."""
    key = key or options[0]
    told = tuple(Option(text=text, is_key=text == key, why="It is said so.") for text in options)
    return typed("single_best", key, stem, fact, options=told, **fields)


def typed(kind: str, key: str, stem: str, fact: str | None = None, **fields: Any) -> QuizItem:
    """An item of that kind on a fact that holds the key."""
    fact = fact or f"The source says {key}."
    ground = item_of(kind).grounds[0].model_copy(update={"text": fact, "citations": (cited(fact),)})
    made = {"key": key, "stem": stem, "explanation": fact, "grounds": (ground,), "options": (), "accepted": (key,)}
    return item_of(kind).model_copy(update=made | fields)


def matched(*rights: str, spare: tuple[str, ...] = ()) -> QuizItem:
    """A matching item with these answers."""
    pairs = tuple(Pair(left=f"{right}?", right=right, citations=(cited("x"),)) for right in rights)
    return item_of("matching").model_copy(update={"pairs": pairs, "spare": spare})


def broken(item: QuizItem) -> set[str]:
    """The rules that the item breaks."""
    return {fault.rule for fault in lint_item(item)}


DRUGS = ("quetiapine", "risperidone", "sertindole")
SOUND = best("25 mg/day", "50 mg/day", "100 mg/day", fact=FACT)
BREAKS = {
    "one-key": SOUND.model_copy(update={"options": (*SOUND.options, SOUND.options[0])}),
    "option-count": best("25 mg/day", "50 mg/day"),
    "duplicate-options": best("0.35 mg/L", "350 ng/mL", "500 ng/mL"),
    "of-the-above": best("fever", "rash", "all of the above"),
    "overlap": best("10 to 30 mg/day", "20 to 40 mg/day", "50 to 60 mg/day"),
    "order": best("50 mg/day", "25 mg/day", "100 mg/day"),
    "form": best("25 mg/day", "50 mg", "100 mg/day"),
    "kind": best("PANSS", "Brief Psychiatric Rating Scale", "CGI", stem="Which scale was used?"),
    "long-key": best("risperidone long-acting injection", "quetiapine", "sertindole", stem="Which drug?"),
    "absolutes": best("in some patients", "in all patients", "in most patients", stem="In whom does it work?"),
    "clang": best("severe rash", "mild fever", "slow pulse", stem="Which rash is meant?"),
    "convergence": best("slow pulse with fever", "slow pulse with cough", "quick breath with fever", stem="Which?"),
    "vague": best("often", "at night", "at noon", stem="When?"),
    "in-the-stem": best(*DRUGS, stem="Besides risperidone, which drug was used?"),
    "article": best("anaemia", "rash", "eczema", stem="“It was an _____.” Which effect belongs in the gap?"),
    "number": best("seizures", "fever", "cough", stem="What was seen?"),
    "unsafe-dose": best("25 mg", "50.0 mg", "100 mg", stem=DOSE),
    "feedback": best(*DRUGS, stem="Which drug?").model_copy(
        update={"options": tuple(Option(text=one, is_key=one == DRUGS[0]) for one in DRUGS)}
    ),
    "lead-in": best(*DRUGS, stem="The drug of choice is"),
    "unmarked-negative": best(*DRUGS, stem="Which of the following is not a liquid?"),
    "negative": best(*DRUGS, stem="Which drug is NOT a liquid?"),
    "reading-load": best(*DRUGS, stem=f"{'word ' * 91}?"),
    "stereotype": best(*DRUGS, stem="Which drug do schizophrenics take?"),
    "absolute-statement": typed("true_false", "True", "True or false? “It never fails.”"),
    "one-gap": typed("cloze", "25 mg", "Fill the gap: “From _____ to _____.”"),
    "accepted": typed("short_answer", "25 mg", DOSE, accepted=("30 mg",)),
    "told": typed("short_answer", "25 mg", "How much is 25 mg?"),
    "verbatim": typed("cloze", "26 mg", "Fill the gap: “It is _____.”", FACT),
    "tolerance": typed("numeric", "25 mg/day", DOSE, "From 25 mg/day to 26 mg/day.",
                       numeric=Numeric(low="24", high="26", unit="mg/day")),
    "matching-kind": matched("25 mg", "rash"),
    "matching-once": matched("2 weeks", "3 weeks", spare=("two weeks",)),
}  # fmt: skip
NEAR_MISSES = {
    "one-key": SOUND,
    "option-count": best("10 mg", "25 mg", "50 mg", "75 mg", "100 mg"),
    "duplicate-options": best("20 mg in the morning", "20 mg at night", "above 20 mg"),
    "of-the-above": best("fever", "rash", "all of the scalp"),
    "overlap": best("at least 6 weeks", "at least 12 weeks", "at least 18 weeks"),
    "order": best("100 mg/day", "50 mg/day", "25 mg/day"),
    "form": best("at least 25 mg/day", "at least 50 mg/day", "at least 1,000 mg/day"),
    "kind": best("PANSS", "BPRS", "CGI", stem="Which scale was used?"),
    "long-key": best("severe neutropenia", "agranulocytosis", "anaemia", stem="Which disorder?"),
    "absolutes": best("in all patients", "in all women", "in some", stem="In whom does it work?"),
    "clang": best("severe rash", "mild rash", "slow pulse", stem="Which rash is meant?"),
    "convergence": best("slow pulse", "quick breath", "high fever", stem="Which?"),
    "vague": best("twice a day", "once a day", "once a week", stem="How often?"),
    "in-the-stem": best("5 mg", "25 mg", "50 mg", stem="What follows 125 mg and 0.5 mg?"),
    "article": best("rash", "fever", "cough", stem="“It was a _____.” Which effect belongs in the gap?"),
    "number": best("seizures", "fevers", "cough", stem="What was seen?"),
    "unsafe-dose": best("15.0%", "30.0%", "45.5%", stem="What share?"),
    "feedback": SOUND,
    "lead-in": typed("numeric", "25 mg", f"{DOSE} (Type the number, in mg (milligrams).)",
                     numeric=Numeric(low="25", high="25", unit="mg")),
    "unmarked-negative": best(*DRUGS, stem="Which of the following is NOT a liquid?"),
    "negative": best(*DRUGS, stem="“It did not dissolve in _____.” Which drug belongs in the gap?"),
    "reading-load": best(*DRUGS, stem=f"{'word ' * 80}?"),
    "stereotype": best(*DRUGS, stem="Which drug do people with schizophrenia take?"),
    "absolute-statement": typed("true_false", "True", "True or false? “It fails in one of ten.”"),
    "one-gap": typed("cloze", "25 mg", "Fill the gap: “From _____ on.”"),
    "accepted": typed("short_answer", "25 mg", DOSE, accepted=("25 milligrams", "25 mg")),
    "told": typed("short_answer", "25 mg", "How much is half of 125 mg?"),
    "verbatim": typed("cloze", "25 mg/day", "Fill the gap: “It is _____.”", FACT),
    "tolerance": typed("numeric", "25 mg/day", DOSE, "From 25 mg/day for 26 weeks.",
                       numeric=Numeric(low="24", high="26", unit="mg/day")),
    "matching-kind": matched("25 mg", "50 mg", spare=("75 mg",)),
    "matching-once": matched("2 weeks", "12 weeks", spare=("20 weeks",)),
}  # fmt: skip


@pytest.mark.parametrize("rule", BREAKS)
def test_an_item_that_breaks_a_rule_is_found(rule: str) -> None:
    assert rule in broken(BREAKS[rule])


@pytest.mark.parametrize("rule", NEAR_MISSES)
def test_a_near_miss_is_let_through(rule: str) -> None:
    assert rule not in broken(NEAR_MISSES[rule])


def test_every_rule_is_tried_has_a_source_and_an_id_of_its_own() -> None:
    ids = [rule.id for rule in RULES]
    assert set(BREAKS) == set(NEAR_MISSES) == set(ids)
    assert len({*ids, *(rule.id for rule in SET_RULES)}) == len(RULES) + len(SET_RULES)
    assert all(rule.source and rule.says.endswith(".") for rule in (*RULES, *SET_RULES))


def test_a_sound_item_breaks_no_rule() -> None:
    assert lint_item(SOUND) == ()


def test_a_fault_says_where_what_and_who_says_so() -> None:
    (fault,) = (one for one in lint_item(BREAKS["overlap"]) if one.rule == "overlap")
    assert (fault.item_id, fault.severity) == (BREAKS["overlap"].item_id, "error")
    assert fault.found == "“10 to 30 mg/day” and “20 to 40 mg/day”"
    assert "22" in fault.source


# --- the items of a quiz together


def in_set(*items: QuizItem) -> set[str]:
    """The rules that the items break together."""
    numbered = (item.model_copy(update={"item_id": f"{place:012}"}) for place, item in enumerate(items))
    return {fault.rule for fault in lint_quiz(quiz_of(*numbered)) if not fault.item_id}


def on(place: int, kind: str = "single_best", **fields: Any) -> QuizItem:
    """The item of that number, on a fact of its own."""
    words = f"{chr(97 + place) * 6} {chr(98 + place) * 7} {chr(99 + place) * 8}"
    if kind == "true_false":
        key = fields["key"]
        told = tuple(Option(text=one, is_key=one == key, why="So.") for one in ("True", "False"))
        return typed(kind, key, f"True or false? “{words}.”", words, options=told)
    return best(*fields["options"], key=fields["key"], stem=f"{words}?", fact=f"{words} {fields['key']}")


def test_a_fact_stated_by_two_documents_is_found_when_it_is_asked_about_twice() -> None:
    one = best("25 mg/day", "50 mg/day", "75 mg/day", fact="Examplazine treatment usually starts with 25 mg/day.")
    again = best("25 mg/day", "40 mg/day", "75 mg/day", fact="Treatment with examplazine usually starts at 25 mg/day.")
    other = best("60 mg/day", "70 mg/day", "80 mg/day", fact="Samplazine relapse often follows above 60 mg/day.")
    assert "repeated" in in_set(one, again)
    assert "repeated" not in in_set(one, other)


def test_an_item_that_tells_the_answer_of_another_is_found() -> None:
    one = best("25 mg/day", "50 mg/day", "75 mg/day", stem="At what dose is examplazine treatment started?")
    tells = best("fever", "rash", "cough", stem="What is seen when examplazine treatment is started at 25 mg/day?")
    no_more = best("fever", "rash", "cough", stem="What is seen when samplazine is stopped at 125 mg/day?")
    assert "cueing" in in_set(one, tells)
    assert "cueing" not in in_set(one, no_more)


def test_keys_in_one_place_are_found_and_spread_ones_are_not() -> None:
    options = ("red cell", "big cell", "odd cell", "new cell")
    assert "places" in in_set(*(on(n, options=options, key=options[0]) for n in range(16)))
    assert "places" not in in_set(*(on(n, options=options, key=options[n % 4]) for n in range(16)))


def test_keys_that_are_the_longest_by_habit_are_found() -> None:
    options = ("red cells", "big cell", "odd cell")
    assert "long-keys" in in_set(*(on(n, options=options, key=options[0]) for n in range(16)))
    assert "long-keys" not in in_set(*(on(n, options=options, key=options[n % 3]) for n in range(16)))


def test_statements_that_are_all_true_are_found() -> None:
    assert "true-false" in in_set(*(on(n, "true_false", key="True") for n in range(12)))
    assert "true-false" not in in_set(*(on(n, "true_false", key=("True", "False")[n % 2]) for n in range(12)))


def test_a_quiz_about_one_subject_is_found_where_no_topic_was_asked_for() -> None:
    quiz = quiz_of(*(SOUND.model_copy(update={"item_id": f"{n:012}"}) for n in range(12)))
    anything = quiz.model_copy(update={"request": quiz.request.model_copy(update={"topic": ""})})
    assert "coverage" in {fault.rule for fault in lint_quiz(anything)}
    assert "coverage" not in {fault.rule for fault in lint_quiz(quiz)}

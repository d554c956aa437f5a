"""Three-valued logic: unknown is never taken for not met, and only what can decide a verdict is asked."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria.logic import AllOf, AtLeast, Node, deciding, findings_of, status_of
from assistant.criteria.ranges import Status
from assistant.criteria.types import Ask, Finding

STATUSES: tuple[Status, ...] = ("met", "not_met", "unknown")


def found(status: Status, *data: str) -> Finding:
    asks = tuple(Ask(datum=datum, question=f"{datum}?", reason="") for datum in data)
    return Finding("X", "", status, "", "", missing=asks)


MET, NOT = found("met"), found("not_met")


def open_(*data: str) -> Finding:
    return found("unknown", *data)


def asked(node: Node) -> list[str]:
    return [ask.datum for ask in deciding(node)]


@pytest.mark.parametrize(
    ("one", "two", "both", "either"),
    [
        ("met", "met", "met", "met"),
        ("met", "unknown", "unknown", "met"),
        ("met", "not_met", "not_met", "met"),
        ("unknown", "unknown", "unknown", "unknown"),
        ("unknown", "not_met", "not_met", "unknown"),
        ("not_met", "not_met", "not_met", "not_met"),
    ],
)
def test_all_of_two_and_one_of_two(one: Status, two: Status, both: Status, either: Status) -> None:
    for parts in ((found(one), found(two)), (found(two), found(one))):
        assert status_of(AllOf(parts)) == both
        assert status_of(AtLeast(1, parts)) == either
        assert status_of(AtLeast(2, parts)) == both


@pytest.mark.parametrize("needed", [0, 1, 2, 3, 4])
def test_at_least_so_many_is_what_every_way_of_filling_the_gaps_agrees_on(needed: int) -> None:
    for statuses in product(STATUSES, repeat=3):
        filled = product(*[("met", "not_met") if one == "unknown" else (one,) for one in statuses])
        outcomes = {"met" if way.count("met") >= needed else "not_met" for way in filled}
        expected = outcomes.pop() if len(outcomes) == 1 else "unknown"
        assert status_of(AtLeast(needed, tuple(found(one) for one in statuses))) == expected


def test_all_of_nothing_is_met_and_at_least_one_of_nothing_is_not() -> None:
    assert status_of(AllOf(())) == "met"
    assert status_of(AtLeast(1, ())) == "not_met"


nodes = st.recursive(
    st.builds(
        lambda status, data: found(status, *data),
        st.sampled_from(STATUSES),
        st.lists(st.sampled_from("abcde"), min_size=1, max_size=2, unique=True),
    ),
    lambda inner: (
        st.builds(lambda parts: AllOf(tuple(parts)), st.lists(inner, min_size=1, max_size=3))
        | st.builds(
            lambda n, parts: AtLeast(n, tuple(parts)), st.integers(1, 2), st.lists(inner, min_size=1, max_size=3)
        )
    ),
    max_leaves=7,
)


@given(nodes)
def test_nothing_is_asked_when_the_verdict_is_decided(node: Node) -> None:
    if status_of(node) != "unknown":
        assert deciding(node) == ()
    else:
        assert deciding(node)


@given(nodes)
def test_good_answers_to_what_is_asked_make_the_verdict_met_and_fewer_do_not(node: Node) -> None:
    if status_of(node) != "unknown":
        return
    data = asked(node)
    assert len(data) == len(set(data))
    everything = {ask.datum for one in findings_of(node) for ask in one.missing}
    if status_of(node, dict.fromkeys(everything, "met")) != "met":
        return
    assert status_of(node, dict.fromkeys(data, "met")) == "met"
    for size in range(len(data)):
        for fewer in combinations(sorted(everything), size):
            assert status_of(node, dict.fromkeys(fewer, "met")) != "met"


@given(nodes, st.dictionaries(st.sampled_from("abcde"), st.sampled_from(("met", "not_met"))))
def test_answers_never_turn_a_decided_verdict(node: Node, answers: dict[str, Status]) -> None:
    if status_of(node) != "unknown":
        assert status_of(node, answers) == status_of(node)


def test_the_shorter_of_two_ways_is_asked_for() -> None:
    long_way, short_way = AllOf((open_("a"), open_("b"))), open_("c")
    assert asked(AtLeast(1, (long_way, short_way))) == ["c"]


def test_a_datum_that_serves_two_findings_counts_once() -> None:
    shared = AllOf((open_("a"), open_("a")))
    assert asked(AtLeast(1, (AllOf((open_("b"), open_("c"))), shared))) == ["a"]
    assert asked(AtLeast(2, (open_("x", "y"), open_("a"), open_("a", "z"), open_("b")))) in (["a", "b"], ["a", "z"])


def test_what_more_findings_hang_on_comes_first() -> None:
    assert asked(AllOf((open_("a"), open_("b"), open_("b"), open_("b")))) == ["b", "a"]


def test_a_datum_that_could_refute_alone_comes_before_one_that_could_not() -> None:
    node = AllOf((AtLeast(1, (open_("a"), AllOf((open_("b"), open_("c"))))), open_("d")))
    assert asked(node) == ["d", "a"]


def test_the_order_of_the_rules_decides_between_equals() -> None:
    assert asked(AllOf((open_("b"), open_("a")))) == ["b", "a"]


def test_what_can_no_longer_be_met_is_not_asked_about() -> None:
    refuted = AllOf((open_("lost"), NOT))
    assert asked(AtLeast(1, (refuted, open_("alive")))) == ["alive"]
    assert asked(AllOf((MET, open_("alive")))) == ["alive"]


def test_one_missing_datum_of_two_leaves_a_finding_open() -> None:
    both = open_("a", "b")
    assert status_of(both, {"a": "met"}) == "unknown"
    assert status_of(both, {"a": "met", "b": "met"}) == "met"
    assert status_of(both, {"a": "not_met"}) == "not_met"
    assert status_of(open_(), {"a": "met"}) == "unknown"


def test_a_great_many_ways_are_cut_short_but_still_decide() -> None:
    many = AtLeast(10, tuple(open_(f"d{n}", f"e{n}") for n in range(40)))
    data = asked(many)
    assert status_of(many, dict.fromkeys(data, "met")) == "met"
    assert len(data) == 20


def test_findings_come_in_order() -> None:
    inner = (open_("a"), MET)
    assert list(findings_of(AllOf((inner[0], AtLeast(1, (inner[1],)))))) == list(inner)

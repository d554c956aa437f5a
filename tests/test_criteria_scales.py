"""Rating scales: percentage change, response, remission, and the exact bounds of PANSS severity."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria.ranges import Range
from assistant.criteria.scales import moderate_panss, percent_change, remission_verdict, response_verdict
from assistant.criteria.types import Change, PatientCase, Rating, Verdict

P_ITEMS = [f"P{n}" for n in range(1, 8)]
REMISSION = ["P1", "P2", "P3", "N1", "N4", "N6", "G5", "G9"]
ALL_LOW_N = Rating(scale="PANSS", part="negative", others_at_most=1)


def change(**given: object) -> Change:
    return Change.model_validate(given)


def panss(**given: object) -> Rating:
    return Rating.model_validate({"scale": "PANSS", **given})


@pytest.mark.parametrize(
    ("given", "percent"),
    [
        ({"before": 90, "after": 76}, Fraction(1400, 60)),
        ({"before": 80, "after": 70}, Fraction(20)),
        ({"before": 28, "after": 24, "part": "positive"}, Fraction(400, 21)),
        ({"before": 28, "after": 24, "part": "negative"}, Fraction(400, 21)),
        ({"before": 46, "after": 40, "part": "general"}, Fraction(20)),
        ({"before": 50, "after": 44, "scale": "BPRS", "items": 18, "lowest": 1}, Fraction(600, 32)),
        ({"before": 50, "after": 44, "scale": "BPRS", "lowest": 0}, Fraction(12)),
        ({"before": 60, "after": 54, "scale": "BPRS", "items": 24, "lowest": 1}, Fraction(600, 36)),
        ({"before": 90, "after": 96}, Fraction(-10)),
        ({"before": 60, "after": 46, "lowest": 0}, Fraction(1400, 60)),
        ({"before": 40, "after": 30, "scale": "SANS"}, Fraction(25)),
        ({"before": 40, "after": 30, "scale": "SAPS"}, Fraction(25)),
        ({"before": 90, "after": 30}, Fraction(100)),
    ],
)
def test_worked_examples(given: dict, percent: Fraction) -> None:
    found, _, asks = percent_change(change(**given))
    assert (found.low, found.high, asks) == (percent, percent, ())


def test_the_raw_percentage_is_shown_as_not_valid() -> None:
    working = percent_change(change(before=90, after=76))[1]
    assert "≈23.3%" in working
    assert "raw ≈15.6%" in working
    assert "not valid" in working
    assert "raw" not in percent_change(change(before=60, after=46, lowest=0))[1]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"percent": 25}, ["changes.0.before", "changes.0.after"]),
        ({"before": 90}, ["changes.0.after"]),
        ({"before": 50, "after": 44, "scale": "BPRS"}, ["changes.0.lowest", "changes.0.items"]),
        ({"before": 50, "after": 44, "scale": "BPRS", "items": 18}, ["changes.0.lowest"]),
        ({"before": 50, "after": 44, "scale": "BPRS", "lowest": 1}, ["changes.0.items"]),
        ({"before": 30, "after": 30}, []),
        ({"before": 20, "after": 10}, ["changes.0.lowest"]),
        ({"before": 200, "after": 100, "lowest": 0}, ["changes.0.lowest"]),
        ({"before": 40, "after": 60, "scale": "GAF"}, []),
    ],
)
def test_no_percentage_and_what_is_asked(given: dict, asked: list[str]) -> None:
    found, working, asks = percent_change(change(**given))
    assert found is None
    assert working
    assert [ask.datum for ask in asks] == asked


@given(*[st.integers(31, 100)] * 2, *[st.integers(30, 100)] * 2, st.integers(0, 9), st.integers(0, 9))
def test_bounds_hold_every_pair_of_scores(b1: int, b2: int, f1: int, f2: int, x: int, y: int) -> None:
    b_low, b_high, f_low, f_high = *sorted((b1, b2)), *sorted((f1, f2))
    bounds = percent_change(change(before={"low": b_low, "high": b_high}, after={"low": f_low, "high": f_high}))[0]
    b, f = Fraction(b_low) + Fraction((b_high - b_low) * x, 9), Fraction(f_low) + Fraction((f_high - f_low) * y, 9)
    assert bounds.low <= 100 * (b - f) / (b - 30) <= bounds.high


def test_one_sided_scores() -> None:
    found = percent_change(change(before=90, after={"low": 85}))[0]
    assert found == Range(low=-200, high=Fraction(500, 60))
    found = percent_change(change(before={"low": 90}, after={"high": 60, "high_open": True}))[0]
    assert found == Range(low=50, high=100, low_open=True)
    assert percent_change(change(before={"low": 30, "high": 60}, after=40))[0] == Range(high=Fraction(2000, 30))


def response(refractory: bool | None = None, **given: object) -> Verdict:
    one = change(**given)
    return response_verdict(PatientCase(refractory=refractory, changes=(one,)), one)


@pytest.mark.parametrize(
    ("after", "refractory", "status"),
    [
        (70, None, "met"),
        (71, None, "not_met"),
        ("67.5", True, "met"),
        (68, True, "not_met"),
        (55, False, "met"),
        (56, False, "not_met"),
        ({"low": 69, "high": 72}, None, "unknown"),
        (90, None, "not_met"),
    ],
)
def test_response_by_cut_off(after: object, refractory: bool | None, status: str) -> None:
    found = response(refractory, before=80, after=after)
    assert (found.name, found.status, len(found.findings)) == ("response", status, 5)


def test_exactly_on_a_cut_off_is_a_boundary() -> None:
    found = response(before=80, after=70)
    assert (found.status, found.findings[0].boundary, found.label) == ("met", True, "reduction of 20%")
    assert {one.id: one.status for one in found.readings} == {
        "leucht_refractory": "not_met", "leucht_not_refractory": "not_met",
    }  # fmt: skip


def test_only_a_percentage_is_not_judged() -> None:
    found = response(percent=40)
    assert found.status == "unknown"
    assert [ask.datum for ask in found.findings[0].missing] == ["changes.0.before", "changes.0.after"]
    assert response_verdict(PatientCase(), None).status == "unknown"


def test_a_change_of_a_trial_is_asked_for_in_its_place() -> None:
    case = PatientCase.model_validate({"trials": [{"drug": "olanzapine", "changes": [{"percent": 5}]}]})
    found = response_verdict(case, case.trials[0].changes[0])
    assert found.findings[0].missing[0].datum == "trials.0.changes.0.before"


def test_subscales_and_other_scales_are_flagged() -> None:
    found = {one.id: one for one in response(before=28, after=24, part="positive").findings}
    assert any("subscale" in flag for flag in found["trrip"].flags)
    assert any("BPRS" in flag for flag in found["kane"].flags)


def remission(days: object = None, ratings: tuple[Rating, ...] = (), **items: int) -> Verdict:
    own = (panss(items=items),) if items else ()
    return remission_verdict(PatientCase.model_validate({"ratings": (*own, *ratings), "days_in_remission": days}))


THREES = dict.fromkeys(REMISSION, 3)


@pytest.mark.parametrize(
    ("days", "items", "status", "asked"),
    [
        (180, THREES, "met", []),
        (179, THREES, "not_met", []),
        (None, THREES, "unknown", ["days_in_remission"]),
        ({"low": 150, "high": 200}, THREES, "unknown", ["days_in_remission"]),
        (400, THREES | {"G9": 4}, "not_met", []),
        (None, {"P1": 4}, "not_met", ["days_in_remission"]),
        (400, {"P1": 3, "P2": 2}, "unknown", ["ratings.PANSS.items"]),
        (400, {}, "unknown", ["ratings.PANSS.items"]),
        (179, {}, "not_met", ["ratings.PANSS.items"]),
    ],
)
def test_remission(days: object, items: dict, status: str, asked: list[str]) -> None:
    found = remission(days, **items)
    assert (found.name, found.status, found.checked) == ("remission", status, "recalled")
    assert [ask.datum for one in found.findings for ask in one.missing] == asked


def test_missing_items_are_named() -> None:
    ask = remission(400, **{name: 2 for name in REMISSION if name not in ("G5", "N6")}).findings[0].missing[0]
    assert "N6, G5" in ask.question


@pytest.mark.parametrize(("cap", "status"), [(3, "met"), (4, "unknown"), (0, "met")])
def test_no_other_item_above(cap: int, status: str) -> None:
    assert remission(200, (panss(items={"P1": 3}, others_at_most=cap),)).status == status
    assert remission(200, (panss(items={"P1": 4}, others_at_most=cap),)).status == "not_met"


def test_a_cap_of_one_part_says_nothing_of_another() -> None:
    caps = [panss(part=part, others_at_most=3) for part in ("positive", "negative")]
    assert remission(200, (*caps,)).status == "unknown"
    assert remission(200, (*caps, panss(part="general", others_at_most=3))).status == "met"


def test_subscale_scores_bound_the_items() -> None:
    lowest = tuple(panss(part=part, score=score) for part, score in (("positive", 9), ("negative", 7), ("general", 18)))
    assert remission(200, lowest).status == "met"
    assert remission(200, (panss(part="positive", score=46),)).status == "not_met"
    contradiction = remission(200, (panss(part="positive", score=7, items={"P1": 5}),))
    assert contradiction.findings[0].status == "unknown"


@pytest.mark.parametrize(
    ("items", "status"),
    [
        ({"P1": 4, "P7": 4}, "met"),
        ({"P1": 6}, "met"),
        ({"N2": 4, "N6": 5}, "met"),
        ({"P1": 4, "N1": 4}, "unknown"),
        ({"P1": 5}, "unknown"),
        ({"G1": 7, "G2": 7}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_moderate_by_known_items(items: dict, status: str) -> None:
    assert moderate_panss([panss(items=items)])[0] == status


@pytest.mark.parametrize(
    ("items", "cap", "status"),
    [
        ({"P1": 4, "N1": 4}, 3, "not_met"),
        ({"P1": 5, "N1": 5}, 3, "not_met"),
        ({"P1": 6}, 3, "met"),
        ({"P1": 3, "P2": 3}, 3, "not_met"),
        ({"P1": 4}, 4, "unknown"),
        ({}, 3, "not_met"),
        ({}, 5, "unknown"),
    ],
)
def test_moderate_with_no_other_item_above(items: dict, cap: int, status: str) -> None:
    assert moderate_panss([panss(items=items, others_at_most=cap)])[0] == status


def test_one_item_in_each_domain_is_mentioned() -> None:
    status, observed, working, domains = moderate_panss([panss(items={"P1": 4, "N1": 4}, others_at_most=3)])
    assert (status, domains) == ("not_met", ())
    assert "N1 and P1 are in two domains" in working
    assert "P1 4" in observed


@pytest.mark.parametrize(
    ("score", "status"), [(24, "met"), (23, "unknown"), (12, "unknown"), (11, "not_met"), (7, "not_met")]
)
def test_bounds_from_a_subscale_score(score: int, status: str) -> None:
    assert moderate_panss([panss(part="positive", score=score), ALL_LOW_N])[0] == status


def test_bounds_from_ranges_of_a_score() -> None:
    def of(**score: object) -> str:
        return moderate_panss([panss(part="positive", score=score), ALL_LOW_N])[0]

    assert of(low=23, low_open=True) == "met"
    assert of(low=23) == "unknown"
    assert of(high=12, high_open=True) == "not_met"
    assert of(low=24, high=30) == "met"


def test_ratings_merge_and_the_later_score_of_an_item_counts() -> None:
    assert moderate_panss([panss(items={"P1": 4}), panss(items={"P2": 4})])[0] == "met"
    assert moderate_panss([panss(items={"P1": 6}), panss(items={"P1": 3}, others_at_most=3)])[0] == "not_met"
    assert moderate_panss([panss(items={"P1": 6}), panss(others_at_most=3)])[0] == "met"
    assert moderate_panss([Rating(scale="BPRS", items={"P1": 6})])[0] == "unknown"


def test_both_domains_are_named() -> None:
    assert moderate_panss([panss(items={"P1": 6, "N1": 6})])[3] == ("positive", "negative")


def test_contradictory_figures_decide_nothing() -> None:
    status, _, working, _ = moderate_panss([panss(part="positive", score=7, items={"P1": 6}), ALL_LOW_N])
    assert status == "unknown"
    assert "contradictory" in working


@given(st.dictionaries(st.sampled_from(P_ITEMS), st.integers(1, 7), min_size=4), st.integers(7, 49))
def test_the_bounds_are_those_of_trying_every_set_of_scores(items: dict[str, int], score: int) -> None:
    unknown = [name for name in P_ITEMS if name not in items]
    filled = [(*items.values(), *rest) for rest in product(range(1, 8), repeat=len(unknown))]
    found = {sum(s >= 4 for s in scores) >= 2 or max(scores) >= 6 for scores in filled if sum(scores) == score}
    expected = {frozenset({True}): "met", frozenset({False}): "not_met"}.get(frozenset(found), "unknown")
    assert moderate_panss([panss(part="positive", score=score, items=items), ALL_LOW_N])[0] == expected


@given(st.lists(st.integers(1, 7), min_size=14, max_size=14), st.sets(st.integers(0, 13)), st.integers(0, 13))
def test_a_further_item_never_turns_a_verdict_round(scores: list[int], known: set[int], more: int) -> None:
    names = [*P_ITEMS, *(f"N{n}" for n in range(1, 8))]

    def of(places: set[int]) -> str:
        sums = [panss(part="positive", score=sum(scores[:7])), panss(part="negative", score=sum(scores[7:]))]
        return moderate_panss([panss(items={names[n]: scores[n] for n in places}), *sums])[0]

    before, after = of(known), of(known | {more})
    assert before in ("unknown", after)

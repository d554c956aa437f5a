"""The twisted notes of the evals: they load, halves are apart, and a twist is tried as it was written."""

from evals.metrics import Limit
from evals.result import part
from evals.twists import Tried, Twist, by_mechanism, figures, load, tried

HELPED = Twist(notes=("It helped.",), verdict="trrip_minimum", mechanism="plain", why="it says so")


def test_no_twist_is_in_both_halves() -> None:
    told = {half: {(one.notes, one.answer, one.verdict) for one in load(half)} for half in ("tune", "measured")}
    assert told["tune"] and told["measured"] and not told["tune"] & told["measured"]


def test_a_short_answer_is_tried_after_the_report_it_answers() -> None:
    answered = [one for one in tried("tune") if one.twist.answer]
    assert answered and sum(one.deceived for one in answered) < len(answered) / 2


def test_figures_and_table_count_what_deceives() -> None:
    rows = [Tried(twist=HELPED, half="tune", deceived=deceived) for deceived in (True, False, False, False)]
    (only,) = figures(rows, {"twists: deceived": Limit(at_most=0, floor=0.3)})
    assert (only.value, only.n, only.passed, only.above_floor) == (0.25, 4, False, True)
    assert by_mechanism(rows).rows == (("plain", part(1, 4)),)

"""The bench of the page on the real server: every window is timed, and a refusal has no first sentence to wait for."""

from pathlib import Path

from assistant.settings import Settings
from evals import page

ANSWERED = "What dose of valproate was studied with clozapine?"
REFUSED = "What is the capital of France?"


def test_each_window_is_timed_beside_what_it_cannot_beat(real_data: Path, tmp_path: Path, chromium: Path) -> None:
    questions = [ANSWERED] * page.WARMED + [REFUSED, ANSWERED, ANSWERED]
    settings = Settings(data_dir=real_data, store_url=f"sqlite:///{tmp_path / 'store.db'}")
    times = page.measure(settings, questions, str(chromium))
    assert [len(one) for one in times] == [3, 3, 2, 2]
    assert all(0 < took < page.LONGEST for one in times for took in one)

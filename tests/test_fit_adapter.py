"""The adapter is learnt from documents and questions that nothing else is measured on, and what it learns is kept."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant import adapter
from evals import uploads
from evals.fit_adapter import Lesson, Network, fit, lessons, write

TAUGHT = (
    Lesson(
        ("Clinic: The door opens at nine.", "Clinic: Blood is taken by the nurse.", "Clinic: Results come by post."),
        (("who does the jab for the sample", (1,)), ("when can I come in", (0,)), ("how will I hear", (2,))),
    ),
)


@pytest.fixture
def network() -> Iterator[Network]:
    with torch.random.fork_rng():
        yield Network()


def test_every_question_is_answered_by_a_sentence_of_its_document() -> None:
    for lesson in lessons():
        assert len(lesson.asked) > len(lesson.sentences) / 2
        for question, places in lesson.asked:
            assert question.strip() and places and max(places) < len(lesson.sentences)


def test_no_document_that_uploads_are_measured_on_is_learnt_from() -> None:
    told = {sentence.split(": ", 1)[1].lower() for lesson in lessons() for sentence in lesson.sentences}
    measured = [one for authors in uploads.AUTHORS.values() for author in authors for one in uploads.load(author)]
    assert {sentence.lower() for one in measured for sentence in one.sentences} & told == set()


def test_nothing_is_changed_before_it_is_fitted_and_the_answers_come_nearer_by_it(network: Network) -> None:
    [lesson] = TAUGHT
    questions, sentences = [question for question, _ in lesson.asked], lesson.sentences
    as_it_is = network.settled(sentences)
    fit(network, ())
    assert torch.allclose(network.settled(sentences), as_it_is, atol=1e-6)

    def right() -> float:
        cosines = network.settled(questions) @ network.settled(sentences).T
        return sum(float(cosines[row, at] - cosines[row].mean()) for row, (_, (at,)) in enumerate(lesson.asked))

    before = right()
    fit(network, TAUGHT * 4)
    assert right() > before


def test_what_was_learnt_is_read_again_for_its_own_model_alone(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit(network, TAUGHT)
    write(network, "a model", tmp_path / "adapter.npz")
    monkeypatch.setattr(adapter, "FILE", tmp_path / "adapter.npz")
    assert adapter.changes("another") == {}
    changes, weights = adapter.changes("a model"), Network().model.state_dict()
    assert len(changes) == 36  # six layers in each of six blocks
    assert all(change.shape == weights[name].shape for name, change in changes.items())
    assert any(np.abs(change).max() > 0 for change in changes.values())

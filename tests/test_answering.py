"""A sentence is near to what it answers, under a map that holds only for the vectors it was fitted to."""

from typing import TYPE_CHECKING

import numpy as np

from assistant.answering import lengths, mapping, towards
from assistant.tables import FloatArray

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def cosines(question: FloatArray, sentences: FloatArray, embedder: str) -> FloatArray:
    return np.asarray(sentences @ towards(question, embedder) / lengths(sentences, embedder))


def test_the_parts_make_the_cosine_of_the_two_images(real_assistant: "Assistant") -> None:
    embedder = real_assistant.embedder
    question, *sentences = embedder.embed(["What dose?", "The dose was 5 mg.", "It rained."])
    fitted = mapping(embedder.name)
    assert fitted is not None
    images = [fitted @ vector / np.linalg.norm(fitted @ vector) for vector in (question, *sentences)]
    found = cosines(question, np.stack(sentences), embedder.name)
    assert np.allclose(found, [images[0] @ image for image in images[1:]], atol=1e-5)
    assert found[0] > found[1]


def test_vectors_of_another_model_are_compared_as_they_are() -> None:
    question, sentences = np.array([0.6, 0.8], dtype=np.float32), np.eye(2, dtype=np.float32)
    assert np.allclose(cosines(question, sentences, "another model"), [0.6, 0.8])


def test_what_has_no_direction_is_near_to_nothing(real_assistant: "Assistant") -> None:
    embedder = real_assistant.embedder
    [question] = embedder.embed(["What dose?"])
    assert cosines(question, np.zeros((1, len(question)), dtype=np.float32), embedder.name).tolist() == [0.0]
    assert len(lengths(None, embedder.name)) == 0

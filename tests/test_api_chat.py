"""A chat model behind the faces, over real HTTP on both sides: all say the same; who hangs up breaks off its call."""

from pathlib import Path

import pytest

from tests.browser import serving
from tests.chat_server import Manner, Request, answers, hangs_after, silent
from tests.chat_server import serving as chatting
from tests.chatting import DEPAKOTE, NAME, Build, faithful
from tests.test_api_hung_up import FORM, JSON, posted, until
from tests.test_same_transcript import Faces, assert_same


def invented(request: Request) -> tuple[str, list[str]]:
    """A dose that no source has, with the label of a sentence that has another."""
    return "Valproate 600 mg/d was effective for psychopathology.", faithful(request)[1]


@pytest.mark.parametrize("manner", [silent, hangs_after(faithful)], ids=["silent", "hangs"])
@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/v1/ask", f'{{"question": "{DEPAKOTE}"}}', JSON),
        ("/v1/ask/events", f'{{"question": "{DEPAKOTE}"}}', JSON),
        ("/ask", f"question={DEPAKOTE}", FORM),
        ("/ask/stream", f"question={DEPAKOTE}", FORM),
    ],
)
def test_who_hangs_up_breaks_off_the_call_of_the_model(
    build: Build, path: str, body: str, kind: str, manner: Manner
) -> None:
    with chatting(manner) as model:
        assistant = build(model, chat_timeout=60.0)
        with serving(assistant) as address:  # type: ignore[arg-type]
            with posted(address, path, body, kind):
                until(lambda: bool(model.requests))
            until(model.hung_up.is_set)
        assert assistant.store.conversations() == ()


def test_every_face_says_the_same_of_a_chat_model(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRS_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data" / "models").mkdir(parents=True)
    with chatting(answers(faithful, invented)) as model:
        faces = Faces(build(model))
        assert_same(faces, DEPAKOTE)
        page, printed = faces.page(DEPAKOTE), faces.terminal(DEPAKOTE)
    for shown in (page, printed):
        assert f"Phrased by {NAME}; each sentence was checked against the words it cites." in shown
        assert "1 sentence removed" in shown and "600 mg/d was" not in shown

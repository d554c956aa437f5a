"""Quizzes for Anki, imported by Anki itself: nothing doubles, corrections arrive, no text becomes a tag of Anki's."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from assistant.quiz.exports import export
from assistant.quiz.types import ITEM_KINDS, Quiz
from tests.quizzes import PIECES, PLAIN, item_of, quiz_of, readable, shown, told_of

PEER = Path(__file__).with_name("anki_peer.py")


def imported(folder: Path, *quizzes: Quiz, when: str = "IF_NEWER") -> list[list[dict[str, Any]]]:
    """The notes of one collection after the import of each quiz."""
    arguments = []
    for number, quiz in enumerate(quizzes):
        package = folder / f"{number}.apkg"
        package.write_bytes(export(quiz, "anki").content)
        arguments += [when, str(package)]
    command = [sys.executable, str(PEER), str(folder / "collection.anki2"), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    states: list[list[dict[str, Any]]] = json.loads(ran.stdout)
    return states


def corrected(quiz: Quiz, revision: int = 0, explanation: str = "Explained anew.") -> Quiz:
    first, *others = quiz.items
    changed = first.model_copy(update={"explanation": explanation})
    return quiz.model_copy(update={"items": (changed, *others), "revision": revision})


def test_a_second_import_doubles_nothing(tmp_path: Path) -> None:
    first, second = imported(tmp_path, quiz_of(), quiz_of())
    assert len(first) == len(ITEM_KINDS)
    assert [note["cards"] for note in first] == [1] * len(ITEM_KINDS)
    assert second == first


def test_each_correction_updates_the_note_where_the_quiz_is_newer(tmp_path: Path) -> None:
    texts = [f"Explained {number} times." for number in range(8)]
    states = imported(tmp_path, *(corrected(quiz_of(), number, text) for number, text in enumerate(texts)))
    for text, notes in zip(texts, states, strict=True):
        assert [note["guid"] for note in notes] == [note["guid"] for note in states[0]]
        assert sum(text in note["fields"]["Feedback"] for note in notes) == 1


def test_a_corrected_explanation_updates_the_note_where_the_reader_always_updates(tmp_path: Path) -> None:
    before, after = imported(tmp_path, quiz_of(), corrected(quiz_of()), when="ALWAYS")
    assert len(after) == len(before)
    assert sum("Explained anew." in note["fields"]["Feedback"] for note in after) == 1


def test_an_item_of_two_quizzes_is_one_note(tmp_path: Path) -> None:
    other = quiz_of(item_of("cloze"), item_of("numeric", number=7), title="Another", quiz_id="fedcba9876543210")
    _, after = imported(tmp_path, quiz_of(), other)
    assert len(after) == len(ITEM_KINDS) + 1


def test_the_card_asks_in_front_and_tells_all_behind(tmp_path: Path) -> None:
    [[note]] = imported(tmp_path, quiz_of(item_of("single_best")))
    front, back = note["front"], note["back"]
    assert "(the single_best question)" in front
    assert "B. Examplazine was given at 10 mg/d. (right)" in front
    assert [word for word in ("(explained)", "(why 1)", "(the limit)") if word in front] == []
    assert [word for word in (*told_of(PLAIN), "(why 0)", "(why 1)", "(why 2)") if word not in back] == []
    assert note["deck"] == "TRS Assistant::Examplazine"
    assert sorted(note["tags"]) == sorted(
        ["examplazine-dose", "single-best", "resident", "hard", "exampland", "2020", "primary", "low", "draft"]
    )


def test_the_card_of_a_matching_item_does_not_give_the_pairs_away(tmp_path: Path) -> None:
    [[note]] = imported(tmp_path, quiz_of(item_of("matching")))
    assert "→" not in note["front"]
    assert f"{PLAIN} (left a) → {PLAIN} (right a)" in note["back"]


def test_no_text_becomes_a_sound_a_gap_or_a_script(tmp_path: Path) -> None:
    texts = ["".join(PIECES), *PIECES]
    items = [item_of("single_best", text, number) for number, text in enumerate(texts)]
    [notes] = imported(tmp_path, quiz_of(*items, title='A::B "c" <d>'))
    held = {note["fields"]["Item"]: note for note in notes}
    for item, text in zip(items, texts, strict=True):
        note = held[item.item_id]
        assert shown(note["fields"]["Question"]) == readable(f"{text} (the single_best question)")
        assert readable(f"{text} (the dissent)") in shown(note["fields"]["Feedback"])
        assert not re.search(r"\[sound|\[anki:|<script|\{\{", note["front"] + note["back"])

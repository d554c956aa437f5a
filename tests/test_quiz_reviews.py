"""Reviews: who may say what of an item, when it is a draft again, and what exports tell of it."""

import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.errors import BadInput, Conflict, NotFound
from assistant.quiz.desk import QuizDesk
from assistant.quiz.exports import EXPORTERS
from assistant.quiz.reviews import Changes, KeptItem, KeptQuiz
from assistant.quiz.types import ITEM_KINDS, ExportedFile, ItemKind, QuizRequest
from assistant.store import Store
from tests.fake_assistant import PROVENANCE
from tests.fake_index import ARTICLE, FakeIndex
from tests.fake_quizzes import FACT, FakeMaker

ALL = QuizRequest(count=7, kinds=ITEM_KINDS)
DR_A, DR_B = "Dr Adaeze Ünal", "Dr B"


@pytest.fixture
def index() -> FakeIndex:
    return FakeIndex()


@pytest.fixture
def maker(index: FakeIndex) -> FakeMaker:
    return FakeMaker(index, PROVENANCE)


@pytest.fixture
def desk(tmp_path: Path, maker: FakeMaker, index: FakeIndex) -> Iterator[QuizDesk]:
    store = Store.open(f"sqlite:///{tmp_path}/store.db")
    yield QuizDesk(maker, store.quizzes, index.text, lambda quiz: quiz)
    store.close()


def of(kept: KeptQuiz, kind: ItemKind) -> KeptItem:
    return next(one for one in kept.kept if one.item.kind == kind)


def say(desk: QuizDesk, one: KeptItem, verdict: str, by: str = DR_A, changes: Changes | None = None) -> KeptItem:
    """The item after a review of it, as it was seen."""
    quiz_id = desk.kept()[0].quiz_id
    item_id = one.item.item_id
    return desk.review(quiz_id, item_id, by, verdict, one.seen, f"{verdict} it", changes).of(item_id)


def test_an_item_is_a_draft_until_a_named_reviewer_accepts_it(desk: QuizDesk) -> None:
    kept = desk.make(ALL)
    assert {one.status for one in kept.kept} == {"draft"}
    accepted = say(desk, of(kept, "cloze"), "accept", f"  {DR_A} ")
    assert (accepted.status, accepted.reviewer, accepted.stale) == ("accepted", DR_A, ())
    assert [one.note for one in accepted.history] == ["accept it"]
    again = desk.open(kept.quiz.quiz_id)
    assert again.counted("accepted") == 1
    assert again.counted("draft") == 6
    assert again.quiz.revision == 1


def test_editing_is_accepting_in_other_words_and_the_history_keeps_both(desk: QuizDesk) -> None:
    before = of(desk.make(ALL), "cloze")
    changes = Changes(explanation=f" {FACT}, most evidence says.\r\n")
    edited = say(desk, before, "edit", changes=changes)
    assert edited.item.explanation == f"{FACT}, most evidence says."
    assert edited.item.standing.edited_by == DR_A
    assert edited.status == "accepted"
    [said] = edited.history
    assert (said.before, said.after) == (before.item.content_hash, edited.item.content_hash)
    assert said.before != said.after
    accepted = say(desk, edited, "accept", DR_B)
    assert (accepted.reviewer, accepted.item.standing.edited_by) == (DR_B, DR_A)
    assert accepted.item.explanation == edited.item.explanation


def test_the_last_word_counts_and_every_word_is_kept(desk: QuizDesk) -> None:
    one = of(desk.make(ALL), "single_best")
    for verdict in ("accept", "reject", "accept", "reject"):
        one = say(desk, one, verdict)
    assert one.status == "rejected"
    assert [said.verdict for said in one.history] == ["accept", "reject", "accept", "reject"]
    listed = desk.kept()[0]
    assert (listed.accepted, listed.rejected, listed.count) == (0, 1, 7)


@pytest.mark.parametrize("name", ["", " \t", "x" * 81, "x" * 10_000, "Dr A\nDr B", "Dr\x00", "Dr \u202eB", "a\u2028b"])
def test_what_is_no_name_is_refused(desk: QuizDesk, name: str) -> None:
    one = of(desk.make(ALL), "cloze")
    with pytest.raises(BadInput, match="reviewer"):
        say(desk, one, "accept", name)
    assert desk.open(desk.kept()[0].quiz_id).history == ()


@pytest.mark.parametrize(
    "name", ["<b>Dr</b> & “Co”", "x" * 80, "=cmd()", "علی\u200cرضا", "李医生", "Zoë O’Neill-Smith"]
)
def test_a_name_is_only_text(desk: QuizDesk, name: str) -> None:
    assert say(desk, of(desk.make(ALL), "cloze"), "accept", name).reviewer == name


def test_what_cannot_be_said_is_refused(desk: QuizDesk) -> None:
    kept = desk.make(ALL)
    one, quiz_id = of(kept, "cloze"), kept.quiz.quiz_id
    with pytest.raises(BadInput, match="'approve' is not a verdict"):
        say(desk, one, "approve")
    with pytest.raises(BadInput, match="Only an edit changes words"):
        say(desk, one, "accept", changes=Changes(explanation="x"))
    with pytest.raises(BadInput, match="Nothing is changed"):
        say(desk, one, "edit")
    with pytest.raises(BadInput, match="A note holds 2000 characters; this has 2001"):
        desk.review(quiz_id, one.item.item_id, DR_A, "reject", one.seen, "x" * 2001)
    with pytest.raises(BadInput, match="not the item that is reviewed"):
        desk.review(quiz_id, one.item.item_id, DR_A, "accept", "guessed")
    with pytest.raises(NotFound, match="no such item"):
        desk.review(quiz_id, "000000000000", DR_A, "accept", one.seen)
    desk.delete(quiz_id)
    for missing in (lambda: desk.open(quiz_id), lambda: say_of(desk, quiz_id, one), lambda: desk.delete(quiz_id)):
        with pytest.raises(NotFound, match="no such quiz"):
            missing()


def say_of(desk: QuizDesk, quiz_id: str, one: KeptItem) -> KeptQuiz:
    return desk.review(quiz_id, one.item.item_id, DR_A, "accept", one.seen)


def test_who_looked_before_somebody_else_spoke_is_told_who_did(desk: QuizDesk) -> None:
    one = of(desk.make(ALL), "cloze")
    say(desk, one, "reject", DR_B)
    with pytest.raises(Conflict, match="Dr B rejected this item meanwhile, at "):
        say(desk, one, "accept")


def test_of_many_reviewers_at_once_one_is_first_and_the_others_are_told(desk: QuizDesk) -> None:
    one = of(desk.make(ALL), "cloze")

    def tries(name: str) -> str:
        try:
            return say(desk, one, "accept", name).reviewer
        except Conflict:
            return ""

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(tries, [f"Dr {number}" for number in range(24)]))
    [first] = [name for name in told if name]
    assert [said.reviewer for said in desk.open(desk.kept()[0].quiz_id).history] == [first]


def test_a_source_that_changed_makes_an_accepted_item_a_draft_again(desk: QuizDesk, index: FakeIndex) -> None:
    accepted = say(desk, of(desk.make(ALL), "cloze"), "accept")
    quiz_id, text = desk.kept()[0].quiz_id, index.text(ARTICLE.slug)
    for changed, told in (
        (f"A line more.\n{text}", "stand at another place"),
        (text.replace("350–420", "350–450"), "no longer says the words cited"),
    ):
        index.add(ARTICLE, changed)
        stale = desk.open(quiz_id).of(accepted.item.item_id)
        assert (stale.status, stale.reviewer) == ("draft", DR_A)
        assert [told in line for line in stale.stale] == [True]
        with pytest.raises(BadInput, match="cannot be accepted"):
            say(desk, stale, "accept")
    index.remove(ARTICLE.slug)
    assert "no longer among the sources" in desk.open(quiz_id).of(accepted.item.item_id).stale[0]
    with pytest.raises(BadInput, match="No item of this quiz is accepted"):
        desk.export(quiz_id, "csv", accepted_only=True)
    index.add(ARTICLE, text)
    assert desk.open(quiz_id).of(accepted.item.item_id).status == "accepted"
    assert say(desk, stale.model_copy(update={"item": accepted.item}), "reject").status == "rejected"


def test_a_case_whose_verdict_is_another_now_is_stale(
    desk: QuizDesk, maker: FakeMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = next(item for item in maker.items() if item.vignette)
    assert case.vignette
    other = case.vignette.model_copy(update={"report_hash": "of other rules"})
    monkeypatch.setattr(maker, "items", lambda: (case.model_copy(update={"vignette": other}),))
    [kept] = desk.make(ALL).kept
    assert kept.stale == ("The criteria checker no longer gives this case the verdict that the key states.",)


def words_of(file: ExportedFile) -> str:
    """All that a file says, packed or not."""
    if not file.content.startswith(b"PK"):
        return file.content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_tells_who_answers_for_an_item_and_leaves_out_what_is_rejected(desk: QuizDesk, name: str) -> None:
    kept = desk.make(ALL)
    accepted = say(desk, of(kept, "single_best"), "accept", DR_A)
    rejected = say(desk, of(kept, "true_false"), "reject", DR_B)
    day = accepted.reviewed_at[:10]
    everything = desk.export(kept.quiz.quiz_id, name)
    told = words_of(everything)
    assert f"Accepted by {DR_A} on {day}." in told or name == "json"
    assert DR_A in told
    assert "1 of 6 items were accepted by a reviewer" in told or name == "csv"  # has rows only
    assert rejected.item.item_id not in told
    assert any(f"Rejected by {DR_B} on {day}." in line for line in everything.left_out)
    only = desk.export(kept.quiz.quiz_id, name, accepted_only=True)
    assert [one.item.item_id in words_of(only) for one in kept.kept if one.item.kind == "cloze"] == [False]
    assert sum("A draft: no reviewer has accepted it yet." in line for line in only.left_out) == 5
    assert desk.export(kept.quiz.quiz_id, name).content == everything.content


def test_a_quiz_of_which_nothing_is_left_is_not_exported(desk: QuizDesk) -> None:
    kept = desk.make(QuizRequest(count=1, kinds=("cloze",)))
    with pytest.raises(BadInput, match="No item of this quiz is accepted"):
        desk.export(kept.quiz.quiz_id, "csv", accepted_only=True)
    say(desk, kept.kept[0], "reject")
    with pytest.raises(BadInput, match="Every item of this quiz is rejected"):
        desk.export(kept.quiz.quiz_id, "csv")


def test_a_document_that_makes_a_wrong_answer_right_makes_its_item_a_draft_again(own_assistant: Assistant) -> None:
    desk = own_assistant.quizzes
    kept = desk.make(QuizRequest(topic="clozapine levels", count=3))
    one = kept.kept[0]
    wrong = next(option.text for option in one.item.options if not option.is_key)
    assert say(desk, one, "accept").status == "accepted"
    sentence = one.item.explanation.replace(one.item.key, wrong)
    own_assistant.ingest_upload("notes.md", f"# Notes\n\nNobody checked this. {sentence} That is all.\n".encode())
    now = desk.open(kept.quiz.quiz_id).of(one.item.item_id)
    assert (now.status, now.stale) == ("draft", (f"A source now makes “{wrong}” right as well: “{sentence}”",))
    [upload] = (source for source in own_assistant.index.sources() if source.kind == "upload")
    own_assistant.delete_document(upload.source_id)
    assert desk.open(kept.quiz.quiz_id).of(one.item.item_id).status == "accepted"

"""How a reply came about: the search is done again where it is the same search, and else it is said why not."""

import pytest

from assistant.assistant import Assistant
from assistant.errors import NotFound
from assistant.records import AuditRecord, Turn
from assistant.types import Hit, Provenance, Reply
from assistant.working import CHANGED, NOT_SEARCHED, Searched, way_of, work_out
from tests.replies import ANSWER, ARTICLE, CASE, HIT, NO_EVIDENCE, ORDER, PROVENANCE
from tests.test_bibliography import turn

AUDIT = AuditRecord(
    reply_id="r", conversation_id="c", at="2026-01-02T03:04:05+00:00", corpus="c0ffee", settings="5e7715", prompt="",
    version="0.1.0", kind="answer", reason="", composer="extractive", question_hash="", question_chars=1, reply_hash="",
    milliseconds=1.0, chat_model="", chat_attempts=0, tokens_in=0, tokens_out=0, cost=None, removed=0,
)  # fmt: skip


def found(_turn: Turn, _way: str) -> list[Searched]:
    return [("examplazine", [HIT])]


def never(_turn: Turn, _way: str) -> list[Searched]:
    return pytest.fail("searched")


def test_each_passage_found_has_the_numbers_under_which_it_is_cited() -> None:
    work = work_out(turn(ANSWER), AUDIT, PROVENANCE, found)
    (look,) = work.looked
    assert (look.words, [(one.hit, one.numbers) for one in look.found]) == ("examplazine", [(HIT, (1, 2, 4))])
    assert work.brought == (3,)  # the guideline, which disputes what was found
    assert HIT.passage.source_slug == ARTICLE.slug


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"corpus": "other"}, "corpus"),
        ({"settings": "other"}, "settings"),
        ({"version": "9"}, "program"),
        ({"corpus": "other", "settings": "other"}, "corpus and the settings"),
    ],
)
def test_another_search_is_not_shown_as_its_working(change: dict[str, str], what: str) -> None:
    now = Provenance(**{**PROVENANCE.model_dump(), **change})
    work = work_out(turn(ANSWER), AUDIT, now, never)
    assert (work.looked, work.unsearched) == ((), CHANGED.format(what=what))


@pytest.mark.parametrize(
    ("reply", "way"),
    [(ANSWER, "question"), (NO_EVIDENCE, "question"), (ORDER, "order"), (CASE, "case")],
    ids=lambda one: getattr(one, "kind", one),
)
def test_the_way_is_told_of_a_kept_reply(reply: Reply, way: str) -> None:
    assert way_of(reply) == way


def test_what_was_not_searched_for_says_so() -> None:
    assert work_out(turn(CASE), AUDIT, PROVENANCE, never).unsearched == NOT_SEARCHED["case"]
    assert work_out(turn(ORDER), AUDIT, PROVENANCE, lambda *_: []).unsearched == NOT_SEARCHED["order"]


ASKED = [
    ["What dose of Depakote was studied with clozapine?", "and topiramate?"],
    ["dose of valproate and topiramate with clozapine"],
    ["Does clozapine help tinnitus?"],
    ["Can I start clozapine at 400 mg today?"],
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked[0])
def test_the_search_done_again_finds_what_the_reply_was_made_of(
    own_assistant: Assistant, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = None
    for question in asked:
        events = list(own_assistant.events(question, conversation))
        conversation, hits = events[-1].conversation_id, seen(events)
        work = own_assistant.working(events[-1].reply_id)
        assert work.unsearched == ""
        assert tuple(one.hit for one in work.looked[0].found) == hits
        assert any(one.numbers for look in work.looked for one in look.found)
        assert work.audit.reply_id == events[-1].reply_id
    assert len(own_assistant.store.turns(str(conversation))) == len(asked)  # to look is not to ask


def seen(events: list[object]) -> tuple[Hit, ...]:
    return next(event.hits for event in events if getattr(event, "name", "") == "found")  # type: ignore[attr-defined]


def test_a_reply_that_is_gone_has_no_working(own_assistant: Assistant) -> None:
    with pytest.raises(NotFound):
        own_assistant.working("none")

"""Edit: clearer words are let through; another key, question, case or proof never is."""

import re

import pytest

from assistant.assistant import Assistant
from assistant.errors import BadInput
from assistant.quiz.edits import Edit
from assistant.quiz.reviews import Changes, OptionChange
from assistant.quiz.types import ItemKind, QuizItem, QuizRequest
from assistant.quiz.vignettes import is_the_same_case
from tests.fake_assistant import PROVENANCE
from tests.fake_index import FakeIndex
from tests.fake_quizzes import KEY, FakeMaker


@pytest.fixture(scope="module")
def maker() -> FakeMaker:
    made = FakeMaker(FakeIndex(), PROVENANCE)
    made.right_too = {"right as well": "It is said to be right as well."}
    return made


def reworded(maker: FakeMaker, kind: ItemKind, changes: Changes) -> tuple[QuizItem, QuizItem]:
    """An item of that kind before and after an edit."""
    items = maker.items()
    before = next(item for item in items if item.kind == kind)
    others = [item for item in items if item is not before]
    return before, Edit(before, others, maker).made(changes)


REFUSED: list[tuple[ItemKind, Changes, str]] = [
    ("single_best", Changes(options=(OptionChange(place=1, text="350–425 ng/mL"),)), "the key stays"),
    (
        "single_best",
        Changes(options=(OptionChange(place=0, text=KEY, why="It is not."),)),
        "No two options say the same",
    ),
    ("single_best", Changes(options=(OptionChange(place=0, text="0.6–0.838 mg/L", why="No."),)), "say the same"),
    (
        "single_best",
        Changes(options=(OptionChange(place=0, text="right as well", why="No."),)),
        "makes “right as well”",
    ),
    ("single_best", Changes(options=(OptionChange(place=0, text="900–950 ng/mL"),)), "was said of “150–180 ng/mL”"),
    ("single_best", Changes(options=(OptionChange(place=7, text="900 ng/mL"),)), "no option 7"),
    ("single_best", Changes(options=(OptionChange(place=0, why="It was 999 ng/mL."),)), "“999 ng/mL” stands neither"),
    ("single_best", Changes(explanation="The threshold is 250 ng/mL."), "“250 ng/mL” stands neither"),
    ("single_best", Changes(explanation="The threshold is 150–180 ng/mL."), "“150–180 ng/mL” stands neither"),
    (
        "single_best",
        Changes(options=(OptionChange(place=1, why="It is 150–180 ng/mL."),)),
        "“150–180 ng/mL” stands neither",
    ),
    ("single_best", Changes(explanation="As for olanzapine."), "“olanzapine” stands neither"),
    ("single_best", Changes(explanation=" \r\n "), "no words left"),
    ("single_best", Changes(explanation="Turned \u202eround."), "cannot be seen"),
    ("single_best", Changes(stem="Which level of clozapine is not the threshold?"), "“not” decides what is asked"),
    (
        "single_best",
        Changes(stem=f"Which clozapine level has most evidence: {KEY}?"),
        "No option stands in the stem",
    ),
    (
        "single_best",
        Changes(stem="In which range does most evidence put the threshold?"),
        "no longer names “clozapine”",
    ),
    ("single_best", Changes(stem="In which range of levels does most evidence put the threshold?"), "“clozapine”"),
    (
        "single_best",
        Changes(stem="For how long is most evidence of clozapine levels given?"),
        "asks for something else",
    ),
    ("true_false", Changes(stem="True or false? “The threshold is 350 ng/mL.”"), "has to end as before"),
    ("true_false", Changes(options=(OptionChange(place=1, text="Not true"),)), "could not be proved wrong"),
    ("cloze", Changes(stem="Fill the gap: “The threshold for clozapine is not _____.”"), "keep what it quotes"),
    ("numeric", Changes(stem="Which clozapine level? (Type the number, in nmol/L.)"), "has to end as before"),
    ("vignette", Changes(explanation="He meets the criteria."), "the checker's own working"),
    ("vignette", Changes(options=(OptionChange(place=0, why="Fulfilled."),)), "the checker's own finding"),
    (
        "vignette",
        Changes(options=(OptionChange(place=0, text="Met, surely."),)),
        "key stays|proved wrong",
    ),
]


@pytest.mark.parametrize(("kind", "changes", "why"), REFUSED)
def test_an_edit_that_touches_the_key_or_its_proof_is_refused(
    maker: FakeMaker, kind: ItemKind, changes: Changes, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        reworded(maker, kind, changes)


def test_a_wrong_answer_in_other_words_no_longer_cites_what_does_not_say_it(maker: FakeMaker) -> None:
    changes = Changes(options=(OptionChange(place=0, text="200–250 ng/mL", why="No source says so."),))
    before, now = reworded(maker, "single_best", changes)
    assert (now.options[0].text, now.options[0].citations) == ("200–250 ng/mL", ())
    assert (now.key, now.grounds, now.options[1:]) == (before.key, before.grounds, before.options[1:])


def test_a_case_may_be_told_otherwise_where_the_reader_reads_the_same_case(real_assistant: Assistant) -> None:
    made = real_assistant.quizzes.build(QuizRequest(topic="clozapine level", count=20, kinds=("vignette",)))
    item = next(one for one in made.items if "14 days on an unchanged dose" in one.stem)
    assert is_the_same_case(item, item.stem.replace("14 days", "2 weeks"))
    for wrong in ("13 days", "3 weeks", "14 to 21 days", "some days"):
        assert not is_the_same_case(item, item.stem.replace("14 days", wrong)), wrong
    assert not is_the_same_case(item, f"He takes no tablets at all, says his mother. {item.stem}")
    assert not is_the_same_case(item, item.stem.replace("at least 350", "at least 450"))


SWAPPED = (
    ("US", "UK"), ("clozapine", "olanzapine"), ("2017", "2018"), ("highest", "lowest"), ("before", "after"),
    ("positive", "negative"), ("effective", "ineffective"), ("response", "non-response"), ("mean", "median"),
    ("resistant", "responsive"), ("added to", "used instead of"), ("titration", "taper"), ("older", "younger"),
)  # fmt: skip


def test_a_question_may_be_asked_in_other_words_and_no_other_question(real_assistant: Assistant) -> None:
    desk = real_assistant.quizzes
    kinds: tuple[ItemKind, ...] = ("single_best", "short_answer", "cloze", "numeric", "true_false")
    made = desk.build(QuizRequest(count=100, kinds=kinds, seed=22))
    refused = 0
    for item in made.items:
        one = Edit(item, [other for other in made.items if other is not item], desk.maker)
        stem = f"Choose the best answer. {item.stem}"
        assert one.made(Changes(stem=stem)).stem == stem
        for word, other in SWAPPED:
            if (stem := re.sub(rf"\b{word}\b", other, item.stem)) != item.stem:
                with pytest.raises(BadInput, match="The edit is refused"):
                    one.made(Changes(stem=stem))
                refused += 1
    assert refused >= 100


def test_no_explanation_tells_a_wrong_answer_for_the_right_one(real_assistant: Assistant) -> None:
    desk = real_assistant.quizzes
    for item in desk.build(QuizRequest(count=60, kinds=("single_best",), seed=23)).items:
        for option in item.options:
            told = item.explanation.replace(item.key, option.text)
            if not option.is_key and told != item.explanation:
                with pytest.raises(BadInput, match="The edit is refused"):
                    Edit(item, (), desk.maker).made(Changes(explanation=told))


def test_a_wrong_answer_that_a_source_makes_right_is_found(real_assistant: Assistant) -> None:
    maker = real_assistant.quizzes.maker
    made = real_assistant.quizzes.build(QuizRequest(count=60, kinds=("single_best",), seed=8))
    doubted: list[tuple[str, str]] = []
    for item in made.items:
        assert maker.also_right(item, item.key), item.stem
        wrong = [(one.text, maker.also_right(item, one.text)) for one in item.options if not one.is_key]
        doubted += [told for told in wrong if told[1]]
    assert doubted == []

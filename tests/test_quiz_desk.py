"""Quizzes on the real corpus: on the topic, each fact once, every key the words of its source, the same each time."""

import re
from collections import Counter

import pytest

from assistant.assistant import Assistant
from assistant.errors import BadInput, IndexUnavailable
from assistant.quiz.lint import lint_quiz
from assistant.quiz.maker import QuizMaker
from assistant.quiz.stems import Stems, read_stems
from assistant.quiz.types import ItemKind, Quiz, QuizRequest
from assistant.quiz.vignettes import replay
from tests.small_corpus import SmallCorpus

TYPED: tuple[ItemKind, ...] = ("cloze", "numeric", "short_answer")


@pytest.fixture(scope="module")
def whole(real_assistant: Assistant) -> Quiz:
    return real_assistant.quizzes.build(QuizRequest(count=500, kinds=("single_best",), seed=1))


def test_the_corpus_gives_two_hundred_different_items(whole: Quiz) -> None:
    facts = [fact for item in whole.items for fact in item.facts]
    assert len(whole.items) >= 200
    assert len(set(facts)) == len(facts)
    assert len({item.item_id for item in whole.items}) == len(whole.items)
    assert whole.shortfall is not None
    assert str(whole.shortfall.made) == str(len(whole.items))


def test_every_key_stands_in_the_words_it_cites(real_assistant: Assistant, whole: Quiz) -> None:
    typed = real_assistant.quizzes.build(QuizRequest(count=300, kinds=TYPED, seed=2))
    for item in (*whole.items, *typed.items):
        cited = item.grounds[0].citations[0]
        assert real_assistant.index.text(cited.source_slug)[cited.start : cited.end] == cited.quote
        assert item.key in item.grounds[0].text
        assert item.grounds[0].mark == item.key


def test_the_stem_does_not_tell_the_key(whole: Quiz) -> None:
    for item in whole.items:
        whole = rf"(?<![\w.,]){re.escape(item.key.casefold())}(?!\w)"
        assert not re.search(whole, item.stem.casefold()), item.stem


def test_options_are_three_or_four_of_one_kind_and_all_differ(whole: Quiz) -> None:
    for item in whole.items:
        texts = [option.text for option in item.options]
        assert 3 <= len(texts) <= 4
        assert len({text.casefold() for text in texts}) == len(texts)
        if re.search(r"\d", item.key):
            assert len({re.sub(r"[\d.,]+", "#", text) for text in texts}) == 1, texts


def test_wrong_options_cite_the_sentence_in_which_they_are_said(whole: Quiz) -> None:
    for item in whole.items:
        for option in item.options:
            assert option.citations, item.item_id
            numbers = re.findall(r"\d[\d,.]*\d|\d", option.text)
            if option.is_key:
                assert all(number in option.why for number in numbers)


def test_keys_stand_in_each_place_about_as_often(whole: Quiz) -> None:
    places = Counter(next(n for n, option in enumerate(item.options) if option.is_key) for item in whole.items)
    assert max(places.values()) - min(places[place] for place in range(4)) <= len(whole.items) // 10


def test_the_caveats_of_a_fact_travel_with_its_item(real_assistant: Assistant) -> None:
    made = real_assistant.quizzes.build(QuizRequest(topic="valproate", count=30, kinds=("cloze",)))
    study = [item for item in made.items if "800–1,125 mg/d" in item.grounds[0].text]
    assert study
    assert any("all conducted in China" in ground.text for ground in study[0].grounds if ground.role == "caveat")


def test_the_same_request_gives_the_same_bytes_and_another_seed_another_quiz(real_assistant: Assistant) -> None:
    one = QuizRequest(topic="clozapine levels", count=8, kinds=("single_best", "true_false", "matching"), seed=3)
    first = real_assistant.quizzes.build(one).model_dump_json()
    assert real_assistant.quizzes.build(one).model_dump_json() == first
    assert real_assistant.quizzes.build(one.model_copy(update={"seed": 4})).model_dump_json() != first


@pytest.mark.parametrize(
    ("topic", "word"),
    [
        ("ECT", "ect"),
        ("electroshock", "ect"),
        ("Depakote", "valpro"),
        ("myocarditis", "myocardit"),
        ("clozapin levels", "level"),
    ],
)
def test_a_topic_is_found_by_any_of_its_names(real_assistant: Assistant, topic: str, word: str) -> None:
    made = real_assistant.quizzes.build(QuizRequest(topic=topic, count=5, kinds=("cloze",)))
    assert len(made.items) == 5
    told = [f"{item.grounds[0].text} {item.topic} {item.source_slug}".lower() for item in made.items]
    assert all(word in text for text in told), told


def test_an_unknown_topic_is_told_with_topics_near_it(real_assistant: Assistant) -> None:
    with pytest.raises(BadInput) as told:
        real_assistant.quizzes.build(QuizRequest(topic="tinnitus"))
    assert "tinnitus" in told.value.what
    names = {topic.name for topic in real_assistant.quizzes.topics()}
    assert any(name in told.value.do for name in names)


def test_facts_of_one_country_only(real_assistant: Assistant) -> None:
    made = real_assistant.quizzes.build(QuizRequest(count=10, jurisdiction="united kingdom", kinds=("cloze",)))
    assert {item.jurisdiction for item in made.items} == {"United Kingdom"}


def test_a_shorter_quiz_says_why(real_assistant: Assistant) -> None:
    made = real_assistant.quizzes.build(QuizRequest(topic="smoking", count=100))
    assert made.shortfall is not None
    assert (made.shortfall.asked, made.shortfall.made) == (100, len(made.items))


def test_no_power_of_ten_is_asked_for_as_a_number(real_assistant: Assistant) -> None:
    def keys(kind: ItemKind) -> list[str]:
        quiz = real_assistant.quizzes.build(QuizRequest(topic="anc start", kinds=(kind,), count=100))
        return [item.key for item in quiz.items if "×" in item.key]

    assert keys("cloze") != []
    assert keys("numeric") == []


def test_every_stem_kept_beside_the_corpus_has_its_words(real_assistant: Assistant) -> None:
    stems = read_stems(real_assistant.settings.corpus_dir)
    maker = real_assistant.quizzes.maker
    assert isinstance(maker, QuizMaker)
    facts = maker._read().builder.facts.askable
    assert Stems(stems, facts).unplaced == []


def test_an_empty_corpus_says_what_to_do(corpus: SmallCorpus) -> None:
    from assistant.quiz.facts import Facts
    from assistant.quiz.topic import Topics

    topics = Topics(Facts(corpus.index, corpus.lexicon), corpus.lexicon, pytest.fail, lambda *_: ())
    with pytest.raises(IndexUnavailable) as told:
        topics.on("")
    assert told.value.do


def test_vignettes_break_no_rule_of_writing_and_are_proved_again(real_assistant: Assistant) -> None:
    made = real_assistant.quizzes.build(QuizRequest(count=60, kinds=("vignette",), seed=5))
    assert len({item.item_id for item in made.items}) == 60
    assert [fault for fault in lint_quiz(made) if fault.severity == "error"] == []
    assert all(replay(item) for item in made.items)


def test_a_topic_of_the_criteria_alone_gives_vignettes_and_nothing_else(real_assistant: Assistant) -> None:
    made = real_assistant.quizzes.build(QuizRequest(topic="clozapine level vignettes", count=4, kinds=("vignette",)))
    assert {item.vignette.definition for item in made.items if item.vignette} == {"clozapine_level"}
    with pytest.raises(BadInput):
        real_assistant.quizzes.build(QuizRequest(topic="clozapine level vignettes tinnitus", kinds=("cloze",)))

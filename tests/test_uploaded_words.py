"""What uploads bring in: names that only they use, and what each of them is about."""

from assistant.lexicon import Lexicon
from assistant.question import Clause, Unit, Vocabulary, read_clause
from assistant.types import Passage, Sentence, Source
from assistant.uploaded_words import NONE_UPLOADED, UploadedWords, said_throughout, uploaded_words

LEXICON = Lexicon.load()
STRANGE = {"pelzidone", "zelquora"}


def a_passage(text: str, ordinal: int = 0) -> Passage:
    sentence = Sentence(start=0, end=len(text), text=text)
    return Passage(passage_id=f"u#{ordinal}", source_slug="u", ordinal=ordinal, start=0, end=len(text), text=text,
                   sentences=(sentence,))  # fmt: skip


def a_source(title: str) -> Source:
    return Source(source_id="u", slug="u", title=title, kind="upload")


def asked(text: str, uploaded: UploadedWords) -> Clause:
    held = {"dose": 40, "maximum": 9, "guidelin": 30, "baltic": 2, "pelzidon": 3, "zelquora": 1}
    return read_clause(text, LEXICON, Vocabulary(held, 100, lambda word: float(word in STRANGE), uploaded=uploaded))


def unit(clause: Clause, surface: str) -> Unit:
    return next(one for one in clause.units if one.surface == surface)


def test_words_that_uploads_alone_use_are_told_from_those_of_the_corpus() -> None:
    found = uploaded_words(["baltic guidelin dose", "baltic"], ["Baltic guideline"], {"baltic": 2, "guidelin": 7}, {})
    assert found == UploadedWords(frozenset({"baltic"}), frozenset({"baltic"}))
    assert uploaded_words(["baltic"], ["Baltic"], {"baltic": 1}, {"baltic": 1}) == NONE_UPLOADED


def test_a_name_of_an_upload_is_required_and_any_other_word_is_not() -> None:
    uploaded = UploadedWords(frozenset({"baltic", "pelzidon", "zelquora"}), frozenset({"baltic"}))
    assert unit(asked("maximum dose in the Baltic guideline", uploaded), "Baltic").is_required
    assert unit(asked("maximum dose of pelzidone", uploaded), "pelzidone").is_required
    assert not unit(asked("maximum dose of pelzidone", UploadedWords()), "pelzidone").is_required
    assert not unit(asked("maximum dose of pelzidone", uploaded), "maximum").is_required


def test_what_half_of_an_upload_names_is_said_throughout_unless_its_title_names_a_drug() -> None:
    passages = [a_passage("Clozapine is offered early.", 0), a_passage("ECT is given twice a week.", 1)]
    assert said_throughout(a_source("Network guideline"), passages, LEXICON) == ". clozapine"
    assert said_throughout(a_source("Olanzapine guideline"), passages, LEXICON) == ""


def test_the_heading_that_an_upload_opens_with_is_said_throughout_and_a_sentence_is_not() -> None:
    heading = a_passage("A trial of pelzidone 5 mg added to clozapine")
    assert said_throughout(a_source("abstract"), [heading], LEXICON) == "A trial of pelzidone mg added to clozapine"
    assert "Patients" not in said_throughout(a_source("notes"), [a_passage("Patients sleep.")], LEXICON)

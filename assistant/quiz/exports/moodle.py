"""A quiz in, Moodle XML out: one category, each item with feedback, general feedback, id number and tags.

Written after Moodle's documentation of the format (docs.moodle.org, "Moodle XML format"). A gap to fill is a
`shortanswer`, not a `cloze`: the text of a `cloze` is itself read for answers in braces, and ours may hold braces.
"""

from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

from assistant.quiz.exports.files import exported
from assistant.quiz.exports.markup import html_of, node, paragraph, paragraphs, xml
from assistant.quiz.exports.told import (
    feedback,
    middle,
    opening,
    parted,
    rebuttal,
    rights,
    shortened,
    tags,
    typed,
    untypable,
)
from assistant.quiz.types import CHOSEN, ExportedFile, ItemKind, Option, Quiz, QuizItem

LONGEST_NAME = 250  # of a question, and of a category; the column holds 255
LONGEST_TAG = 50  # a longer one would be cut; what it says is in the feedback as well
LONGEST_MATCH = 255  # the column of a right side
FEWEST_OPTIONS = 2
FEWEST_ANSWERS = 3  # a matching question needs so many right sides
PENALTY = "0.3333333"


def moodle(quiz: Quiz) -> ExportedFile:
    """The quiz for Moodle's question bank."""
    root = ET.Element("quiz")
    _category(root, quiz)
    items, left_out = parted(quiz, refusal)
    for item in items:
        _question(root, item, quiz)
    return exported(quiz, "moodle.xml", "application/xml", xml(root), left_out)


def category(quiz: Quiz) -> str:
    """The path of the quiz's category; a slash of the title is doubled, because one parts categories."""
    name = shortened(quiz.title, LONGEST_NAME) or quiz.quiz_id
    return "$course$/top/" + name.replace("/", "//")


def refusal(item: QuizItem) -> str:
    """Why Moodle cannot hold the item; nothing where it can."""
    if item.kind in CHOSEN and len(item.options) < FEWEST_OPTIONS:
        return f"Moodle asks for {FEWEST_OPTIONS} options."
    if item.kind == "matching":
        if len(rights(item)) < FEWEST_ANSWERS:
            return f"Moodle asks for {FEWEST_ANSWERS} different answers to match."
        if any(len(text) > LONGEST_MATCH for text in rights(item)):
            return f"Moodle holds {LONGEST_MATCH} characters of an answer to match."
    return untypable(item)


def pattern(answer: str) -> str:
    r"""A typed answer as Moodle compares it: an asterisk would stand for anything.

    >>> print(pattern("HLA-B*59"))
    HLA-B\*59
    """
    return answer.replace("*", r"\*")


def _category(root: ET.Element, quiz: Quiz) -> None:
    question = node(root, "question", type="category")
    node(node(question, "category"), "text", category(quiz))
    info = node(question, "info", format="html")
    node(info, "text", "".join(map(paragraph, (quiz.title, *opening(quiz)))))
    node(question, "idnumber", quiz.quiz_id)


def _question(root: ET.Element, item: QuizItem, quiz: Quiz) -> None:
    kind, write = _KINDS[item.kind]
    if item.kind == "true_false" and not _is_true_or_false(item):
        kind, write = _KINDS["single_best"]
    question = node(root, "question", type=kind)
    node(node(question, "name"), "text", shortened(item.stem, LONGEST_NAME))
    _html(question, "questiontext", paragraph(item.stem))
    _html(question, "generalfeedback", paragraphs(feedback(item, quiz)))
    node(question, "defaultgrade", "1.0000000")
    node(question, "penalty", "1.0000000" if kind == "truefalse" else PENALTY)
    node(question, "hidden", "0")
    node(question, "idnumber", item.item_id)
    write(question, item)
    listed = node(question, "tags")
    for tag in tags(item):
        if len(tag) <= LONGEST_TAG:
            node(node(listed, "tag"), "text", tag)


def _multichoice(question: ET.Element, item: QuizItem) -> None:
    node(question, "single", "true")
    node(question, "shuffleanswers", "false")  # figures stand by size, keys are spread over the places
    node(question, "answernumbering", "ABCD")
    node(question, "showstandardinstruction", "0")
    for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(question, tag, "")
    for option in item.options:
        _answer(question, paragraph(option.text), option, "html")


def _truefalse(question: ET.Element, item: QuizItem) -> None:
    for option in item.options:
        _answer(question, option.text.casefold(), option, "moodle_auto_format")


def _shortanswer(question: ET.Element, item: QuizItem) -> None:
    node(question, "usecase", "0")
    for text in typed(item):
        answer = node(question, "answer", fraction="100", format="moodle_auto_format")
        node(answer, "text", pattern(text))
        _html(answer, "feedback", "")


def _numerical(question: ET.Element, item: QuizItem) -> None:
    assert item.numeric
    value, tolerance = middle(item.numeric)
    answer = node(question, "answer", fraction="100", format="moodle_auto_format")
    node(answer, "text", value)
    _html(answer, "feedback", "")
    node(answer, "tolerance", tolerance)
    node(question, "unitgradingtype", "0")
    node(question, "unitpenalty", "0.1000000")
    node(question, "showunits", "3")  # none is typed: the question names it
    node(question, "unitsleft", "0")


def _matching(question: ET.Element, item: QuizItem) -> None:
    node(question, "shuffleanswers", "true")
    for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(question, tag, "")
    node(question, "shownumcorrect")
    for left, right in [
        *((html_of(pair.left), pair.right) for pair in item.pairs),
        *(("", text) for text in item.spare),
    ]:
        asked = node(question, "subquestion", format="html")
        node(asked, "text", left)
        node(node(asked, "answer"), "text", right)


def _answer(question: ET.Element, text: str, option: Option, text_format: str) -> None:
    answer = node(question, "answer", fraction="100" if option.is_key else "0", format=text_format)
    node(answer, "text", text)
    _html(answer, "feedback", paragraph(rebuttal(option)))


def _html(parent: ET.Element, tag: str, fragment: str) -> None:
    node(node(parent, tag, format="html"), "text", fragment)


def _is_true_or_false(item: QuizItem) -> bool:
    return sorted(option.text.casefold() for option in item.options) == ["false", "true"]


_KINDS: Mapping[ItemKind, tuple[str, Callable[[ET.Element, QuizItem], None]]] = {
    "single_best": ("multichoice", _multichoice),
    "vignette": ("multichoice", _multichoice),
    "true_false": ("truefalse", _truefalse),
    "cloze": ("shortanswer", _shortanswer),
    "short_answer": ("shortanswer", _shortanswer),
    "numeric": ("numerical", _numerical),
    "matching": ("matching", _matching),
}

"""A quiz in, a QTI 2.1 package out: a manifest, a test, and a file for each item.

After the IMS QTI 2.1 information model and packaging guide. Each item scores 1 or 0; feedback is modal: one on what was
chosen, one on the whole item.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from xml.etree import ElementTree as ET

from assistant import __version__
from assistant.quiz.exports.files import exported, zipped
from assistant.quiz.exports.markup import flow, html_of, node, paragraph, paragraphs, xml
from assistant.quiz.exports.told import (
    feedback,
    letter,
    middle,
    opening,
    parted,
    rebuttal,
    rights,
    shortened,
    typed,
    untypable,
)
from assistant.quiz.types import ExportedFile, ItemKind, Quiz, QuizItem

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
TEST = "test.xml"
LONGEST_TITLE = 250


def qti(quiz: Quiz) -> ExportedFile:
    """The quiz for any system that reads QTI 2.1."""
    items, left_out = parted(quiz, untypable)
    entries = {"imsmanifest.xml": xml(_manifest(items, quiz)), TEST: xml(_test(items, quiz))}
    entries |= {_file(item): xml(_item(item, quiz)) for item in items}
    return exported(quiz, "qti21.zip", "application/zip", zipped(entries), left_out)


def _name(item: QuizItem) -> str:
    """An identifier of the item: a letter first, then letters, digits, lines."""
    plain = re.fullmatch(r"[\w-]{1,30}", item.item_id, re.ASCII)
    return f"item_{item.item_id if plain else sha256(item.item_id.encode()).hexdigest()[:12]}"


def _file(item: QuizItem) -> str:
    return f"items/{_name(item)}.xml"


def _manifest(items: tuple[QuizItem, ...], quiz: Quiz) -> ET.Element:
    root = ET.Element("manifest", {"xmlns": PACKAGE, "identifier": f"manifest-{quiz.quiz_id}"})
    metadata = node(root, "metadata")
    node(metadata, "schema", "QTIv2.1 Package")
    node(metadata, "schemaversion", "1.0.0")
    node(root, "organizations")
    resources = node(root, "resources")
    test = node(resources, "resource", identifier="test", type="imsqti_test_xmlv2p1", href=TEST)
    node(test, "file", href=TEST)
    for item in items:
        node(test, "dependency", identifierref=f"file_{_name(item)}")
    for item in items:
        kind, name = "imsqti_item_xmlv2p1", f"file_{_name(item)}"  # a name of its own: the item has another
        entry = node(resources, "resource", identifier=name, type=kind, href=_file(item))
        node(entry, "file", href=_file(item))
    return root


def _test(items: tuple[QuizItem, ...], quiz: Quiz) -> ET.Element:
    title = shortened(quiz.title, LONGEST_TITLE)
    root = ET.Element("assessmentTest", {"xmlns": QTI, "identifier": f"quiz-{quiz.quiz_id}"})
    root.attrib |= {"title": title, "toolName": "trs-assistant", "toolVersion": __version__}
    _outcome(root, "SCORE", "float")
    part = node(root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual")
    node(part, "itemSessionControl", showFeedback="true")
    section = node(part, "assessmentSection", identifier="section", title=title, visible="true")
    flow(node(section, "rubricBlock", view="candidate tutor"), "".join(map(paragraph, (quiz.title, *opening(quiz)))))
    for item in items:
        node(section, "assessmentItemRef", identifier=_name(item), href=_file(item))
    total = node(node(root, "outcomeProcessing"), "setOutcomeValue", identifier="SCORE")
    node(node(total, "sum"), "testVariables", variableIdentifier="SCORE")
    return root


def _item(item: QuizItem, quiz: Quiz) -> ET.Element:
    root = ET.Element("assessmentItem", {"xmlns": QTI, "identifier": _name(item)})
    root.attrib |= {"title": shortened(item.stem, LONGEST_TITLE), "adaptive": "false", "timeDependent": "false"}
    root.attrib |= {"toolName": "trs-assistant", "toolVersion": __version__}
    declare, show, judge = _KINDS[item.kind]
    declare(root, item)
    _outcome(root, "SCORE", "float", "0")
    _outcome(root, "FEEDBACK", "identifier")
    _outcome(root, "EXPLANATION", "identifier", "SHOWN")
    body = node(root, "itemBody")
    flow(body, paragraph(item.stem))
    show(body, item)
    judge(node(root, "responseProcessing"), item)
    for place, option in enumerate(item.options):
        _modal(root, "FEEDBACK", letter(place), paragraph(rebuttal(option)))
    _modal(root, "EXPLANATION", "SHOWN", paragraphs(feedback(item, quiz)))
    return root


def _outcome(root: ET.Element, name: str, base_type: str, default: str = "") -> None:
    outcome = node(root, "outcomeDeclaration", identifier=name, cardinality="single", baseType=base_type)
    if default:
        node(node(outcome, "defaultValue"), "value", default)


def _modal(root: ET.Element, outcome: str, name: str, fragment: str) -> None:
    flow(node(root, "modalFeedback", outcomeIdentifier=outcome, identifier=name, showHide="show"), fragment)


def _response(root: ET.Element, base_type: str, *correct: str) -> ET.Element:
    cardinality = "multiple" if base_type == "directedPair" else "single"
    declared = node(root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=base_type)
    values = node(declared, "correctResponse")
    for value in correct:
        node(values, "value", value)
    return declared


# Each kind of question: how the response is declared, what is shown, how it is judged.


def _declare_choice(root: ET.Element, item: QuizItem) -> None:
    _response(root, "identifier", *(letter(place) for place, option in enumerate(item.options) if option.is_key))


def _show_choices(body: ET.Element, item: QuizItem) -> None:
    # Not shuffled: figures stand by size, keys are spread over the places.
    choices = node(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="false", maxChoices="1")
    for place, option in enumerate(item.options):
        flow(node(choices, "simpleChoice", identifier=letter(place)), paragraph(option.text))


def _judge_choice(processing: ET.Element, _item: QuizItem) -> None:
    _score_if(processing, _is_correct)
    node(node(processing, "setOutcomeValue", identifier="FEEDBACK"), "variable", identifier="RESPONSE")


def _declare_words(root: ET.Element, item: QuizItem) -> None:
    answers = typed(item)
    mapping = node(_response(root, "string", answers[0]), "mapping", defaultValue="0")
    for text in answers:
        node(mapping, "mapEntry", mapKey=text, mappedValue="1", caseSensitive="false")


def _show_line(body: ET.Element, item: QuizItem) -> None:
    longest = max(map(len, typed(item)), default=20)
    node(node(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength=str(longest))


def _judge_words(processing: ET.Element, _item: QuizItem) -> None:
    node(node(processing, "setOutcomeValue", identifier="SCORE"), "mapResponse", identifier="RESPONSE")


def _declare_number(root: ET.Element, item: QuizItem) -> None:
    assert item.numeric
    _response(root, "float", middle(item.numeric)[0])


def _judge_number(processing: ET.Element, item: QuizItem) -> None:
    number = item.numeric
    assert number

    def is_between(condition: ET.Element) -> None:
        both = node(condition, "and")
        for operator, bound in (("gte", number.low), ("lte", number.high)):
            compared = node(both, operator)
            node(compared, "variable", identifier="RESPONSE")
            node(compared, "baseValue", bound, baseType="float")

    _score_if(processing, is_between)


def _declare_pairs(root: ET.Element, item: QuizItem) -> None:
    places = {text: place for place, text in enumerate(rights(item), 1)}
    _response(root, "directedPair", *(f"L{n} R{places[pair.right]}" for n, pair in enumerate(item.pairs, 1)))


def _show_pairs(body: ET.Element, item: QuizItem) -> None:
    most = str(len(item.pairs))
    match = node(body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="false", maxAssociations=most)
    times = Counter(pair.right for pair in item.pairs)
    left, right = node(match, "simpleMatchSet"), node(match, "simpleMatchSet")
    for place, pair in enumerate(item.pairs, 1):
        flow(node(left, "simpleAssociableChoice", identifier=f"L{place}", matchMax="1"), paragraph(pair.left))
    for place, text in enumerate(rights(item), 1):
        most = str(max(times[text], 1))
        choice = node(right, "simpleAssociableChoice", identifier=f"R{place}", matchMax=most)
        flow(choice, f"<p>{html_of(text)}</p>")


def _judge_all(processing: ET.Element, _item: QuizItem) -> None:
    _score_if(processing, _is_correct)


def _is_correct(condition: ET.Element) -> None:
    match = node(condition, "match")
    node(match, "variable", identifier="RESPONSE")
    node(match, "correct", identifier="RESPONSE")


def _score_if(processing: ET.Element, condition: Callable[[ET.Element], None]) -> None:
    if_right = node(node(processing, "responseCondition"), "responseIf")
    condition(if_right)
    node(node(if_right, "setOutcomeValue", identifier="SCORE"), "baseValue", "1", baseType="float")


Part = Callable[[ET.Element, QuizItem], None]
_KINDS: Mapping[ItemKind, tuple[Part, Part, Part]] = {
    "single_best": (_declare_choice, _show_choices, _judge_choice),
    "vignette": (_declare_choice, _show_choices, _judge_choice),
    "true_false": (_declare_choice, _show_choices, _judge_choice),
    "cloze": (_declare_words, _show_line, _judge_words),
    "short_answer": (_declare_words, _show_line, _judge_words),
    "numeric": (_declare_number, _show_line, _judge_number),
    "matching": (_declare_pairs, _show_pairs, _judge_all),
}

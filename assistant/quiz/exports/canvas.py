"""A quiz in, a QTI 1.2 package out, in the shape that Canvas imports as a classic quiz.

Shape after text2qti and Canvas's own exports: `imsmanifest.xml`, and a folder with the assessment and its
`assessment_meta.xml`. Right answers score 100; each option has its feedback, each item its general feedback.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from xml.etree import ElementTree as ET

from assistant.quiz.exports.files import exported, zipped
from assistant.quiz.exports.markup import html_of, node, paragraph, paragraphs, xml
from assistant.quiz.exports.told import feedback, opening, parted, rebuttal, rights, shortened, typed, untypable
from assistant.quiz.types import ExportedFile, ItemKind, Quiz, QuizItem

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
GENERAL = "general_fb"
LONGEST_TITLE = 250


def canvas(quiz: Quiz) -> ExportedFile:
    """The quiz for Canvas."""
    items, left_out = parted(quiz, untypable)
    name = f"trs_{quiz.quiz_id}"
    entries = {
        "imsmanifest.xml": xml(_manifest(name)),
        f"{name}/{name}.xml": xml(_assessment(name, items, quiz)),
        f"{name}/assessment_meta.xml": xml(_meta(name, len(items), quiz)),
    }
    return exported(quiz, "canvas.zip", "application/zip", zipped(entries), left_out)


def _manifest(name: str) -> ET.Element:
    root = ET.Element("manifest", {"xmlns": PACKAGE, "identifier": f"{name}_manifest"})
    metadata = node(root, "metadata")
    node(metadata, "schema", "IMS Content")
    node(metadata, "schemaversion", "1.1.3")
    node(root, "organizations")
    resources = node(root, "resources")
    assessment = node(resources, "resource", identifier=name, type="imsqti_xmlv1p2")
    node(assessment, "file", href=f"{name}/{name}.xml")
    node(assessment, "dependency", identifierref=f"{name}_meta")
    meta_file = f"{name}/assessment_meta.xml"
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    meta = node(resources, "resource", identifier=f"{name}_meta", type=kind, href=meta_file)
    node(meta, "file", href=meta_file)
    return root


def _meta(name: str, points: int, quiz: Quiz) -> ET.Element:
    root = ET.Element("quiz", {"xmlns": CANVAS, "identifier": name})
    node(root, "title", shortened(quiz.title, LONGEST_TITLE))
    node(root, "description", "".join(map(paragraph, (quiz.title, *opening(quiz)))))
    node(root, "shuffle_answers", "false")  # figures stand by size, keys are spread over the places
    node(root, "scoring_policy", "keep_highest")
    node(root, "quiz_type", "practice_quiz")  # it counts for no grade until an educator says so
    node(root, "points_possible", f"{points}.0")
    node(root, "show_correct_answers", "true")
    node(root, "allowed_attempts", "-1")
    node(root, "available", "false")
    return root


def _assessment(name: str, items: tuple[QuizItem, ...], quiz: Quiz) -> ET.Element:
    root = ET.Element("questestinterop", {"xmlns": QTI})
    assessment = node(root, "assessment", ident=name, title=shortened(quiz.title, LONGEST_TITLE))
    _metadata(assessment, cc_maxattempts="1")
    section = node(assessment, "section", ident="root_section")
    for item in items:
        _item(section, item, quiz)
    return root


def _metadata(parent: ET.Element, **fields: str) -> None:
    listed = node(parent, "qtimetadata")
    for label, entry in fields.items():
        field = node(listed, "qtimetadatafield")
        node(field, "fieldlabel", label)
        node(field, "fieldentry", entry)


def _item(section: ET.Element, item: QuizItem, quiz: Quiz) -> None:
    kind, present, process = _KINDS[item.kind]
    entry = node(section, "item", ident=item.item_id, title=shortened(item.stem, LONGEST_TITLE))
    answers = ",".join(f"{item.item_id}_{place}" for place in range(len(item.options or item.pairs or typed(item))))
    _metadata(
        node(entry, "itemmetadata"), question_type=kind, points_possible="1", original_answer_ids=answers,
        assessment_question_identifierref=f"{item.item_id}_question",
    )  # fmt: skip
    presentation = node(entry, "presentation")
    _material(presentation, paragraph(item.stem))
    present(presentation, item)
    processing = node(entry, "resprocessing")
    node(node(processing, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    always = node(processing, "respcondition", continue_="Yes")
    node(node(always, "conditionvar"), "other")
    node(always, "displayfeedback", feedbacktype="Response", linkrefid=GENERAL)
    process(processing, item)
    _feedback(entry, GENERAL, paragraphs(feedback(item, quiz)))
    for place, option in enumerate(item.options):
        _feedback(entry, f"{item.item_id}_{place}_fb", paragraph(rebuttal(option)))


def _material(parent: ET.Element, fragment: str) -> None:
    node(node(parent, "material"), "mattext", fragment, texttype="text/html")


def _feedback(entry: ET.Element, name: str, fragment: str) -> None:
    _material(node(node(entry, "itemfeedback", ident=name), "flow_mat"), fragment)


# Each kind of question: what is shown, then how the response is judged.


def _show_choices(presentation: ET.Element, item: QuizItem) -> None:
    response = node(presentation, "response_lid", ident="response1", rcardinality="Single")
    choices = node(response, "render_choice")
    for place, option in enumerate(item.options):
        _material(node(choices, "response_label", ident=f"{item.item_id}_{place}"), html_of(option.text))


def _judge_choices(processing: ET.Element, item: QuizItem) -> None:
    for place in range(len(item.options)):
        chosen = f"{item.item_id}_{place}"
        told = node(processing, "respcondition", continue_="Yes")
        node(node(told, "conditionvar"), "varequal", chosen, respident="response1")
        node(told, "displayfeedback", feedbacktype="Response", linkrefid=f"{chosen}_fb")
    key = next(place for place, option in enumerate(item.options) if option.is_key)
    node(_right(processing), "varequal", f"{item.item_id}_{key}", respident="response1")


def _show_line(presentation: ET.Element, item: QuizItem) -> None:
    response = node(presentation, "response_str", ident="response1", rcardinality="Single")
    line = node(response, "render_fib", **({"fibtype": "Decimal"} if item.numeric else {}))
    node(line, "response_label", ident="answer1", rshuffle="No")


def _judge_words(processing: ET.Element, item: QuizItem) -> None:
    right = _right(processing)
    for text in typed(item):
        node(right, "varequal", text, respident="response1")


def _judge_number(processing: ET.Element, item: QuizItem) -> None:
    assert item.numeric
    right = _right(processing)
    node(right, "vargte", item.numeric.low, respident="response1")
    node(right, "varlte", item.numeric.high, respident="response1")


def _show_pairs(presentation: ET.Element, item: QuizItem) -> None:
    for place, pair in enumerate(item.pairs):
        response = node(presentation, "response_lid", ident=f"response_{item.item_id}_{place}")
        _material(response, html_of(pair.left))
        choices = node(response, "render_choice")
        for number, text in enumerate(rights(item)):
            label = node(choices, "response_label", ident=f"{item.item_id}_right_{number}")
            node(node(label, "material"), "mattext", text, texttype="text/plain")


def _judge_pairs(processing: ET.Element, item: QuizItem) -> None:
    share = f"{float(Fraction(100, len(item.pairs))):.2f}"
    for place, pair in enumerate(item.pairs):
        condition = node(processing, "respcondition")
        right = f"{item.item_id}_right_{rights(item).index(pair.right)}"
        node(node(condition, "conditionvar"), "varequal", right, respident=f"response_{item.item_id}_{place}")
        node(condition, "setvar", share, varname="SCORE", action="Add")


def _right(processing: ET.Element) -> ET.Element:
    """The condition under which the response scores; what goes into it follows."""
    condition = node(processing, "respcondition", continue_="No")
    variables = node(condition, "conditionvar")
    node(condition, "setvar", "100", action="Set", varname="SCORE")
    return variables


Part = Callable[[ET.Element, QuizItem], None]
_KINDS: Mapping[ItemKind, tuple[str, Part, Part]] = {
    "single_best": ("multiple_choice_question", _show_choices, _judge_choices),
    "vignette": ("multiple_choice_question", _show_choices, _judge_choices),
    "true_false": ("true_false_question", _show_choices, _judge_choices),
    "cloze": ("short_answer_question", _show_line, _judge_words),
    "short_answer": ("short_answer_question", _show_line, _judge_words),
    "numeric": ("numerical_question", _show_line, _judge_number),
    "matching": ("matching_question", _show_pairs, _judge_pairs),
}

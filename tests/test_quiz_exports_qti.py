"""Quizzes as QTI 2.1: every file has the elements, in the order, that the information model asks for, and is judged."""

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from lxml import etree

from assistant.quiz.exports import export
from assistant.quiz.types import ITEM_KINDS, Quiz
from tests.quizzes import FIVE_THOUSAND, hostile, item_of, quiz_of, readable, squeezed

NS = "http://www.imsglobal.org/xsd/imsqti_v2p1"
Q = {"q": NS, "p": "http://www.imsglobal.org/xsd/imscp_v1p1"}
IDENTIFIER = "[A-Za-z_][A-Za-z0-9_.-]*"

# The part of the model that we use. Of an element: its attributes (those with ? may be missing), its children in order
# (?, * and + as usual), or "text". Blocks hold p; p holds words, strong and br, and, in an item, the line to write on.
MODEL = {
    "assessmentItem": (
        "identifier title adaptive timeDependent toolName? toolVersion?",
        "responseDeclaration outcomeDeclaration+ itemBody responseProcessing modalFeedback+",
    ),
    "responseDeclaration": ("identifier cardinality baseType", "correctResponse mapping?"),
    "correctResponse": ("", "value+"),
    "value": ("", "text"),
    "mapping": ("defaultValue", "mapEntry+"),
    "mapEntry": ("mapKey mappedValue caseSensitive", ""),
    "outcomeDeclaration": ("identifier cardinality baseType", "defaultValue?"),
    "defaultValue": ("", "value+"),
    "itemBody": ("", "p+ choiceInteraction? matchInteraction?"),
    "choiceInteraction": ("responseIdentifier shuffle maxChoices", "simpleChoice+"),
    "simpleChoice": ("identifier", "p+"),
    "matchInteraction": ("responseIdentifier shuffle maxAssociations", "simpleMatchSet simpleMatchSet"),
    "simpleMatchSet": ("", "simpleAssociableChoice+"),
    "simpleAssociableChoice": ("identifier matchMax", "p+"),
    "textEntryInteraction": ("responseIdentifier expectedLength", ""),
    "responseProcessing": ("", "responseCondition? setOutcomeValue*"),
    "responseCondition": ("", "responseIf"),
    "responseIf": ("", "match? and? setOutcomeValue+"),
    "match": ("", "variable correct"),
    "and": ("", "gte lte"),
    "gte": ("", "variable baseValue"),
    "lte": ("", "variable baseValue"),
    "variable": ("identifier", ""),
    "correct": ("identifier", ""),
    "baseValue": ("baseType", "text"),
    "mapResponse": ("identifier", ""),
    "setOutcomeValue": ("identifier", "sum? variable? mapResponse? baseValue?"),
    "modalFeedback": ("outcomeIdentifier identifier showHide", "p+"),
    "assessmentTest": ("identifier title toolName? toolVersion?", "outcomeDeclaration testPart outcomeProcessing"),
    "testPart": ("identifier navigationMode submissionMode", "itemSessionControl assessmentSection"),
    "itemSessionControl": ("showFeedback", ""),
    "assessmentSection": ("identifier title visible", "rubricBlock assessmentItemRef*"),
    "rubricBlock": ("view", "p+"),
    "assessmentItemRef": ("identifier href", ""),
    "outcomeProcessing": ("", "setOutcomeValue"),
    "sum": ("", "testVariables"),
    "testVariables": ("variableIdentifier", ""),
    "p": ("", "strong|br|textEntryInteraction"),
    "strong": ("", "text"),
    "br": ("", ""),
}


def checked(node: etree._Element) -> None:
    """Fails where the element, or one in it, is not as the model says."""
    name = etree.QName(node)
    assert name.namespace == NS
    attributes, children = MODEL[name.localname]
    needed = {one for one in attributes.split() if not one.endswith("?")}
    assert needed <= set(node.attrib) <= {one.rstrip("?") for one in attributes.split()}
    for attribute in ("identifier", "responseIdentifier", "outcomeIdentifier"):
        if attribute in node.attrib:
            assert re.fullmatch(IDENTIFIER, node.get(attribute)), node.get(attribute)
    names = [etree.QName(child).localname for child in node]
    if "|" in children:
        assert set(names) <= set(children.split("|"))
    else:
        parts = re.findall(r"(\w+)([?*+]?)", children.removesuffix("text"))
        wanted = "".join(f"(?:{part} ){times}" for part, times in parts)
        assert re.fullmatch(wanted, "".join(f"{child} " for child in names)), (name.localname, names)
        if children != "text":
            assert not (node.text or "").strip()
    for child in node:
        checked(child)


def package(quiz: Quiz) -> tuple[etree._Element, list[etree._Element]]:
    """The test and its items in order, checked; the manifest names each file once, and no other is there."""
    with zipfile.ZipFile(io.BytesIO(export(quiz, "qti").content)) as archive:
        parsed = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    manifest = parsed.pop("imsmanifest.xml")
    resources = manifest.findall("p:resources/p:resource", Q)
    assert [one.get("type") for one in resources] == ["imsqti_test_xmlv2p1"] + ["imsqti_item_xmlv2p1"] * len(quiz.items)
    assert sorted(one.get("href") for one in resources) == sorted(parsed)
    assert [one.find("p:file", Q).get("href") for one in resources] == [one.get("href") for one in resources]
    needs = [one.get("identifierref") for one in resources[0].iterfind("p:dependency", Q)]
    assert needs == [one.get("identifier") for one in resources[1:]]
    test = parsed["test.xml"]
    for document in parsed.values():
        checked(document)
    items = [parsed[one.get("href")] for one in test.iterfind(".//q:assessmentItemRef", Q)]
    references = [one.get("identifier") for one in test.iterfind(".//q:assessmentItemRef", Q)]
    assert [item.get("identifier") for item in items] == references
    names = [*references, *needs, resources[0].get("identifier"), manifest.get("identifier"), test.get("identifier")]
    assert len(set(names)) == len(names)
    return test, items


def words(node: etree._Element | None) -> str:
    """The words of blocks, breaks as line breaks."""
    assert node is not None
    for line_break in node.iterfind(".//q:br", Q):
        line_break.text = "\n"
    return "".join(node.itertext())


def judged(item: etree._Element, response: Any) -> tuple[float, str]:
    """The score of a response (a string, or pairs), and the identifier of the feedback on it."""
    correct = [one.text for one in item.iterfind("q:responseDeclaration/q:correctResponse/q:value", Q)]
    score, feedback = 0.0, ""
    for rule in item.find("q:responseProcessing", Q):
        if etree.QName(rule).localname == "responseCondition":
            condition, _ = rule[0]
            if is_true(condition, response, correct):
                score = 1.0
        elif rule.get("identifier") == "SCORE":
            entries = item.iterfind("q:responseDeclaration/q:mapping/q:mapEntry", Q)
            score = float(any(one.get("mapKey").casefold() == response.casefold() for one in entries))
        else:
            feedback = response
    return score, feedback


def is_true(condition: etree._Element, response: Any, correct: list[str | None]) -> bool:
    if etree.QName(condition).localname == "match":
        return sorted(correct, key=str) == sorted([response] if isinstance(response, str) else response)
    low, high = (Decimal(one.text or "") for one in condition.iterfind(".//q:baseValue", Q))
    return low <= Decimal(response) <= high


@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_every_kind_of_item_is_as_the_model_says(kind: str) -> None:
    package(quiz_of(item_of(kind)))


def test_the_test_holds_the_items_in_order_and_says_what_it_is_for() -> None:
    test, items = package(quiz_of())
    assert [item.get("title").rpartition("(")[2] for item in items] == [f"the {kind} question)" for kind in ITEM_KINDS]
    assert "For education, not for the care of a patient" in words(test.find(".//q:rubricBlock", Q))


def test_only_the_key_scores_and_each_choice_is_answered() -> None:
    source = item_of("single_best")
    _, [item] = package(quiz_of(source))
    names = [one.get("identifier") for one in item.iterfind(".//q:simpleChoice", Q)]
    for name, option in zip(names, source.options, strict=True):
        score, feedback = judged(item, name)
        assert score == option.is_key
        told = words(item.find(f"q:modalFeedback[@outcomeIdentifier='FEEDBACK'][@identifier='{feedback}']", Q))
        assert told.strip().startswith(f"{'Right' if option.is_key else 'Wrong'}. {option.why}")


def test_every_accepted_spelling_scores_and_no_other() -> None:
    source = item_of("short_answer")
    _, [item] = package(quiz_of(source))
    assert [judged(item, text)[0] for text in (*source.accepted, source.key.upper(), "else")] == [1, 1, 1, 0]


def test_a_number_scores_within_its_range() -> None:
    _, [item] = package(quiz_of(item_of("numeric")))
    assert [judged(item, typed)[0] for typed in ("0.34", "0.35", "0.6", "0.61")] == [0, 1, 1, 0]


def test_pairs_score_only_all_together() -> None:
    source = item_of("matching")
    _, [item] = package(quiz_of(source))
    idents = {words(one).strip(): one.get("identifier") for one in item.iterfind(".//q:simpleAssociableChoice", Q)}
    right = [f"{idents[pair.left]} {idents[pair.right]}" for pair in source.pairs]
    crossed = [f"{idents[source.pairs[0].left]} {idents[source.pairs[1].right]}", right[1]]
    assert [judged(item, pairs)[0] for pairs in (right, crossed, right[:1])] == [1, 0, 0]


@given(hostile)
@example(FIVE_THOUSAND)
def test_qti_gives_back_every_text(text: str) -> None:
    sources = [item_of(kind, text) for kind in ("single_best", "cloze", "matching")]
    _, items = package(quiz_of(*sources, title=text or "x"))
    for source, item in zip(sources, items, strict=True):
        assert words(item.find("q:itemBody/q:p", Q)) == readable(source.stem)
        told = words(item.find("q:modalFeedback[@outcomeIdentifier='EXPLANATION']", Q))
        assert readable(f"{text} (the dissent)") in told
    assert words(items[0].findall(".//q:simpleChoice/q:p", Q)[1]) == readable(f"{text} (right)")
    assert items[1].find(".//q:mapEntry", Q).get("mapKey") == squeezed(f"{text} (right)")

"""Quizzes for Canvas: the package has the shape that Canvas imports, and its answers are judged as its items say."""

import io
import zipfile
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import example, given
from lxml import etree

from assistant.quiz.exports import export
from assistant.quiz.types import ITEM_KINDS, Numeric, Quiz
from tests.quizzes import FIVE_THOUSAND, hostile, item_of, quiz_of, readable, shown, squeezed

Q = {
    "q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
    "p": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    "c": "http://canvas.instructure.com/xsd/cccv1p0",
}
ONE_VALUE = {"varequal", "vargte", "varlte"}


class Package(NamedTuple):
    """What is in a package, parsed."""

    manifest: etree._Element
    assessment: etree._Element
    meta: etree._Element

    @property
    def items(self) -> list[etree._Element]:
        return self.assessment.findall("q:assessment/q:section/q:item", Q)


def package(quiz: Quiz) -> Package:
    """The files that the manifest leads to; every one that it names is there, and no other."""
    with zipfile.ZipFile(io.BytesIO(export(quiz, "canvas").content)) as archive:
        parsed = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    manifest = parsed["imsmanifest.xml"]
    files = {resource.get("type"): resource.find("p:file", Q).get("href") for resource in
             manifest.iterfind("p:resources/p:resource", Q)}  # fmt: skip
    assert list(files) == ["imsqti_xmlv1p2", "associatedcontent/imscc_xmlv1p1/learning-application-resource"]
    assert {*files.values(), "imsmanifest.xml"} == set(parsed)
    first, second = manifest.iterfind("p:resources/p:resource", Q)
    assert first.find("p:dependency", Q).get("identifierref") == second.get("identifier")
    return Package(manifest, *(parsed[name] for name in files.values()))


def field(item: etree._Element, label: str) -> str:
    for one in item.iterfind("q:itemmetadata/q:qtimetadata/q:qtimetadatafield", Q):
        if one.findtext("q:fieldlabel", namespaces=Q) == label:
            return str(one.findtext("q:fieldentry", namespaces=Q))
    raise AssertionError(f"no {label}")


def holds(condition: etree._Element, given_: dict[str, str]) -> bool:
    """Whether a condition of response processing is true: all its comparisons of numbers, or one of its equalities."""
    comparisons = [(etree.QName(one).localname, one) for one in condition]
    if comparisons[0][0] == "other":
        return True
    assert {name for name, _ in comparisons} <= ONE_VALUE
    results = [compared(name, one.text or "", given_.get(one.get("respident"), "")) for name, one in comparisons]
    return all(results) if comparisons[0][0] != "varequal" else any(results)


def compared(name: str, wanted: str, given_: str) -> bool:
    if name == "varequal":
        return given_.casefold() == wanted.casefold()
    return Decimal(given_) >= Decimal(wanted) if name == "vargte" else Decimal(given_) <= Decimal(wanted)


def judged(item: etree._Element, **given_: str) -> tuple[float, list[str]]:
    """The score of a response and the feedback shown, as QTI 1.2 says: conditions in order, until one ends it."""
    score, told = 0.0, []
    for condition in item.iterfind("q:resprocessing/q:respcondition", Q):
        if not holds(condition.find("q:conditionvar", Q), given_):
            continue
        for change in condition.iterfind("q:setvar", Q):
            amount = float(change.text or "")
            score = amount if change.get("action") == "Set" else score + amount
        for shown_ in condition.iterfind("q:displayfeedback", Q):
            feedback = item.find(f"q:itemfeedback[@ident='{shown_.get('linkrefid')}']", Q)
            told.append(shown(feedback.findtext("q:flow_mat/q:material/q:mattext", namespaces=Q)))
        if condition.get("continue") == "No":
            break
    return score, told


def choices(item: etree._Element) -> dict[str, str]:
    """The ident of each answer that can be chosen, by its words."""
    path = "q:presentation//q:response_label"
    return {
        shown(label.findtext("q:material/q:mattext", namespaces=Q)): label.get("ident")
        for label in item.iterfind(path, Q)
    }


def test_each_kind_of_item_is_a_kind_of_canvas_question() -> None:
    kinds = [field(item, "question_type") for item in package(quiz_of()).items]
    assert dict(zip(ITEM_KINDS, kinds, strict=True)) == {
        "single_best": "multiple_choice_question", "true_false": "true_false_question",
        "cloze": "short_answer_question", "numeric": "numerical_question", "matching": "matching_question",
        "short_answer": "short_answer_question", "vignette": "multiple_choice_question",
    }  # fmt: skip


def test_the_quiz_is_not_published_and_counts_for_no_grade() -> None:
    meta = package(quiz_of()).meta
    assert meta.findtext("c:title", namespaces=Q) == "Examplazine"
    assert meta.findtext("c:quiz_type", namespaces=Q) == "practice_quiz"
    assert meta.findtext("c:available", namespaces=Q) == "false"
    assert meta.findtext("c:points_possible", namespaces=Q) == f"{len(ITEM_KINDS)}.0"
    assert "For education, not for the care of a patient" in shown(meta.findtext("c:description", namespaces=Q))


@pytest.mark.parametrize("kind", ["single_best", "vignette", "true_false"])
def test_only_the_key_scores_and_each_choice_is_answered(kind: str) -> None:
    source = item_of(kind)
    [item] = package(quiz_of(source)).items
    idents = choices(item)
    for option in source.options:
        score, told = judged(item, response1=idents[option.text])
        assert score == (100 if option.is_key else 0)
        assert "(the limit)" in told[0]
        assert [text.split(" [")[0] for text in told[1:]] == [f"{'Right' if option.is_key else 'Wrong'}. {option.why}"]


def test_every_accepted_spelling_scores_and_no_other() -> None:
    source = item_of("cloze")
    [item] = package(quiz_of(source)).items
    assert [judged(item, response1=text)[0] for text in source.accepted] == [100, 100]
    assert judged(item, response1=source.accepted[0].upper())[0] == 100
    assert judged(item, response1="something else")[0] == 0


@pytest.mark.parametrize(("typed", "score"), [("0.34", 0), ("0.35", 100), ("0.5", 100), ("0.60", 100), ("0.61", 0)])
def test_a_number_scores_within_its_range(typed: str, score: int) -> None:
    [item] = package(quiz_of(item_of("numeric"))).items
    assert judged(item, response1=typed)[0] == score


def test_a_range_below_zero_is_kept() -> None:
    source = item_of("numeric").model_copy(update={"numeric": Numeric(low="-2.5", high="-1")})
    [item] = package(quiz_of(source)).items
    assert [judged(item, response1=typed)[0] for typed in ("-3", "-2.5", "-1", "0")] == [0, 100, 100, 0]


def test_pairs_score_together_and_what_is_to_spare_belongs_to_none() -> None:
    source = item_of("matching")
    [item] = package(quiz_of(source)).items
    idents = choices(item)
    asked = [response.get("ident") for response in item.iterfind("q:presentation/q:response_lid", Q)]
    right = dict(zip(asked, (idents[pair.right] for pair in source.pairs), strict=True))
    assert judged(item, **right)[0] == 100
    assert judged(item, **{**right, asked[0]: right[asked[1]]})[0] == 50
    assert judged(item, **dict.fromkeys(asked, idents[source.spare[0]]))[0] == 0


def test_idents_are_stable_and_none_is_used_twice() -> None:
    items = [item_of(kind, number=number) for number, kind in enumerate(ITEM_KINDS)]
    found = package(quiz_of(*items)).items
    assert [item.get("ident") for item in found] == [item.item_id for item in items]
    for item in found:
        feedback = [one.get("ident") for one in item.iterfind("q:itemfeedback", Q)]
        assert len(set(feedback)) == len(feedback)
        linked = {one.get("linkrefid") for one in item.iterfind(".//q:displayfeedback", Q)}
        assert linked == set(feedback)


@given(hostile)
@example(FIVE_THOUSAND)
def test_canvas_gives_back_every_text(text: str) -> None:
    sources = [item_of(kind, text) for kind in ("single_best", "short_answer", "matching")]
    read = package(quiz_of(*sources, title=text or "x"))
    for source, item in zip(sources, read.items, strict=True):
        stem = item.findtext("q:presentation/q:material/q:mattext", namespaces=Q)
        assert shown(stem) == readable(source.stem)
        told = shown(item.findtext("q:itemfeedback[@ident='general_fb']//q:mattext", namespaces=Q))
        assert [word for word in ("(the limit)", "(the dissent)") if readable(f"{text} {word}") not in told] == []
    single, short, matching = read.items
    assert readable(f"{text} (right)") in choices(single)
    answers = [one.text for one in short.iterfind("q:resprocessing//q:varequal", Q)]
    assert answers == [squeezed(f"{text} (right)"), squeezed(f"{text} (right as well)")]
    rights = {one.text for one in matching.iterfind(".//q:response_label/q:material/q:mattext", Q)}
    assert rights == {readable(f"{text} ({side})") for side in ("right a", "right b", "to spare")}

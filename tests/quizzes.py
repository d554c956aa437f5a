"""Quizzes to export and read back: every kind of item, with any text in every place. The documents are inventions."""

import re
from html.parser import HTMLParser

from hypothesis import strategies as st

from assistant.criteria.types import PatientCase
from assistant.quiz.types import ITEM_KINDS, Numeric, Option, Pair, Quiz, QuizItem, QuizRequest, Vignette
from assistant.types import Citation, Provenance, Statement

PLAIN = "Examplazine was given at 10 mg/d."
PIECES = (
    "{", "}", "=", "~", "#", "####", ":", "::", "\\", "\\(x\\)", "]]>", "<script>alert(1)</script>", "<!--", "&amp;",
    "&", "\n0\n", "\n\n", "\r\n", "\r", "//", "->", "%50%", "*", "&&058;", "[sound:x.mp3]", "[html]", "{{c1::x}}",
    "{1:SHORTANSWER:=x}", "@@PLUGINFILE@@/x", "$$x$$", "$CATEGORY: x", "\x00", "\x0b", "\x1b[31m", "\ufffe", "🙂",
    "\u202eabc", "\u2066", "שלום", "\t", "=1+1", "+1", "-1", "@SUM(A1)", "'", '"', "_x0041_", ";", ",", "0", " ",
)  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=8).map("".join)
VIGNETTE = Vignette(
    case=PatientCase(), definition="trrip_minimum", verdict="unknown", ruleset_hash="5a1e", report_hash="7e90"
)
FIVE_THOUSAND = "".join(PIECES) + "x" * 5000


def cited(words: str, **fields: str) -> Citation:
    """The words as the whole of an invented document."""
    told = {
        "source_slug": "examplazine-review", "source_title": "Examplazine: a review", "year": "2020",
        "passage_id": "aaaaaaaaaaaa#0", "section": "Doses", "statement_id": "EX-01", "reference": "Doe et al. 2020",
        "grade": "low", "checked": "primary",
    } | fields  # fmt: skip
    return Citation.model_validate({**told, "quote": words, "start": 0, "end": len(words), "document_text": words})


def item_of(kind: str, text: str = PLAIN, number: int = 0) -> QuizItem:
    """An item of that kind; `text` begins its question, its options, and every word of its feedback."""
    fact = f"{text} (the fact)"
    proof = cited(fact)
    grounds = (
        Statement(text=fact, role="answer", citations=(proof,)),
        Statement(text=f"{text} (the limit)", role="caveat", citations=(cited(f"{text} (the limit)"),), bears_on=0),
        Statement(text=f"{text} (the dissent)", role="disagreement",
                  citations=(cited(f"{text} (the dissent)", source_title="Another review", year="2023"),), bears_on=0),
    )  # fmt: skip
    key = f"{text} (right)"
    options = tuple(
        Option(text=word, is_key=word == key, why=f"{text} (why {place})",
               citations=(cited(f"{text} (why {place})", statement_id=f"WHY-{place}"),))
        for place, word in enumerate((f"{text} (wrong)", key, f"{text} (also wrong)"))
    )  # fmt: skip
    kinds: dict[str, dict[str, object]] = {
        "single_best": {"options": options, "key": key},
        "vignette": {"options": options, "key": key, "vignette": VIGNETTE},
        "true_false": {"key": "False", "options": tuple(
            Option(text=word, is_key=word == "False", why=f"{text} (why {word})", citations=(proof,))
            for word in ("True", "False"))},
        "cloze": {"key": key, "accepted": (key, f"{text} (right as well)")},
        "short_answer": {"key": key, "accepted": (key, f"{text} (right as well)")},
        "numeric": {"key": "0.35 to 0.6 mg/L", "numeric": Numeric(low="0.35", high="0.6", unit="mg/L")},
        "matching": {"key": key, "spare": (f"{text} (to spare)",), "pairs": tuple(
            Pair(left=f"{text} (left {side})", right=f"{text} (right {side})", citations=(proof,)) for side in "ab")},
    }  # fmt: skip
    return QuizItem.model_validate(
        {
            "item_id": f"{kind.encode().hex()[:8]}{number:04}", "kind": kind, "stem": f"{text} (the {kind} question)",
            "explanation": f"{text} (explained)", "grounds": grounds, "level": "resident", "difficulty": "hard",
            "topic": "examplazine dose", "source_slug": "examplazine-review", "source_title": "Examplazine: a review",
            "reference": "Doe et al. 2020", "grade": "low", "checked": "primary", "jurisdiction": "Exampland",
            "year": "2020", **kinds[kind],
        }
    )  # fmt: skip


def quiz_of(*items: QuizItem, title: str = "Examplazine", quiz_id: str = "0123456789abcdef", revision: int = 0) -> Quiz:
    """These items as a quiz; one of every kind where none is given."""
    return Quiz(
        quiz_id=quiz_id,
        title=title,
        request=QuizRequest(topic="examplazine", count=50),
        items=items or tuple(item_of(kind) for kind in ITEM_KINDS),
        provenance=Provenance(corpus="c0ffee", settings="5e7715", version="0.1.0"),
        revision=revision,
        ruleset_hash="5a1e",
    )


def told_of(text: str) -> list[str]:
    """What must be said of an item of `item_of` in every format, for its kind or not."""
    words = ["(the limit)", "(the dissent)", "(explained)"]
    facts = [
        "Limits", "Other sources say", "Examplazine: a review", "Another review", "2020", "2023", "Doe et al. 2020",
        "low", "primary", "Exampland", "examplazine dose", "hard", "resident", "0123456789abcdef", "c0ffee", "0.1.0",
        "For education, not for the care of a patient",
    ]  # fmt: skip
    return [f"{text} {word}" for word in words] + facts


def readable(text: str) -> str:
    """A text as formats can hold it: control characters as visible signs, one kind of line break."""
    for break_ in ("\r\n", "\r"):
        text = text.replace(break_, "\n")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda found: chr(0x2400 + ord(found[0])), text)
    return re.sub(r"[\ufffe\uffff]", "\ufffd", text)


def squeezed(text: str) -> str:
    """For formats in which white space does not count."""
    return " ".join(readable(text).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", set[str]()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.add(tag)
        self.text += "\n" if tag == "br" else ""

    def handle_startendtag(self, tag: str, _attrs: object) -> None:
        self.handle_starttag(tag, _attrs)

    def handle_endtag(self, tag: str) -> None:
        self.text += "\n\n" if tag == "p" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(fragment: str) -> str:
    """The words that a browser shows of a piece of HTML. Fails where there is a tag that we do not write."""
    reader = _Reader()
    reader.feed(fragment)
    reader.close()
    assert reader.tags <= {"p", "br", "strong", "ol", "li", "hr"}, reader.tags
    return reader.text.removesuffix("\n\n")

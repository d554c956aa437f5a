"""Text in, HTML or XML out that reads as the same words, whatever they are: no tag, filter or formula comes of them."""

import html
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from assistant.quiz.exports.characters import held
from assistant.quiz.exports.told import Told

# Signs of Moodle's filters, of MathJax, of Anki's sound tags and of GIFT; as references they are only characters.
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "[{}@$\\"})


def html_of(text: str) -> str:
    """Text as HTML that is also XML.

    >>> html_of("<b> [sound:x.mp3]")
    '&lt;b&gt; &#91;sound:x.mp3]'
    """
    return html.escape(held(text), quote=True).translate(_SIGNS).replace("\n", "<br/>")


def paragraph(text: str) -> str:
    """Text as one paragraph of HTML."""
    return f"<p>{html_of(text)}</p>"


def paragraphs(told: Iterable[Told]) -> str:
    """Remarks as HTML, a paragraph each."""
    return "".join(f"<p><strong>{html_of(one.label)}:</strong> {html_of(one.text)}</p>" for one in told)


def node(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """A new element with that text under the parent. A trailing underscore of an attribute's name is dropped."""
    made = ET.SubElement(parent, tag, {name.rstrip("_"): held(value) for name, value in attributes.items()})
    made.text = held(text)
    return made


def flow(parent: ET.Element, fragment: str) -> None:
    """Puts HTML of ours under the parent, as elements."""
    parent.extend(ET.fromstring(f"<div>{fragment}</div>"))


def xml(root: ET.Element) -> bytes:
    """The document, indented where nothing but elements stand."""
    _indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _indent(parent: ET.Element, depth: int = 1) -> None:
    if len(parent) == 0 or parent.tag == "p":  # white space between the words of a paragraph is part of them
        return
    parent.text = "\n" + "  " * depth
    for child in parent:
        _indent(child, depth + 1)
        child.tail = parent.text
    parent[-1].tail = "\n" + "  " * (depth - 1)

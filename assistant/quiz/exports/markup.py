"""Text in, HTML or XML out that reads as the same words, whatever they are: no tag, filter or formula comes of them.

Characters that XML cannot hold are replaced by a visible sign, never dropped.
"""

import html
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from assistant.quiz.exports.told import Told

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}  # NUL is shown as ␀
_NO_CHARACTERS = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_UNHELD = {**_PICTURES, **_NO_CHARACTERS}
# Signs with which Moodle's filters, MathJax and Anki's sound tags begin; as references they are only characters.
_STARTS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "[{@$\\"})


def held(text: str) -> str:
    r"""Text as XML can hold it, with one kind of line break.

    >>> held("a\x00b\r\nc\ufffe")
    'a␀b\nc\ufffd'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNHELD)


def html_of(text: str) -> str:
    """Text as HTML that is also XML.

    >>> html_of("<b> [sound:x.mp3]")
    '&lt;b&gt; &#91;sound:x.mp3]'
    """
    return html.escape(held(text), quote=True).translate(_STARTS).replace("\n", "<br/>")


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
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"

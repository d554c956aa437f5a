"""Digests: the text of a YAML file of statements in, a readable text with one block per statement out.

That text is the title, the notice, then each topic in order of first appearance as a heading with its statements, one a
line. Every scalar is read as text, so no value turns into a date or a truth value. What is wrong is told with the
statement and the field; `readers` adds the file's name. Aliases are refused: no digest needs them, and they can unfold
without end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import yaml

from assistant.blocks import Block, ReadFile
from assistant.errors import UnreadableFile
from assistant.references import word_set
from assistant.sentences import split
from assistant.types import Checked, Relation, RelationHow, SourceKind

Fields = Mapping[str, Any]
About = dict[str, str | int | bool | None]

DEEPEST = 12
LARGEST = 2_000_000  # characters
_REQUIRED = ("id", "topic", "statement", "reference", "checked")
_OPTIONAL = ("grade", "note", "relations")
_NOTHING = ("", "~", "null")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # written in YAML as "\\0" or "\\ud800"
_ABBREVIATIONS = word_set(
    """anc ben bprs cbt cgi cpz ect eu fda gi lai mhra nice nms panss psp qt rct rems rtms sans saps sofas tms trs uk us
    wfsbp"""
)


def read_digest(text: str) -> ReadFile:
    """The digest's readable text, its blocks and what it says of itself. Raises UnreadableFile."""
    tree = yaml_tree(text)
    statements = tree.get("statements") if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(statements, list) or not statements:
        raise _wrong("it has no list of 'statements'", "A digest is a YAML file with 'title' and 'statements'.")
    about = read_about(tree)
    if not about["title"]:
        raise _wrong("it has no 'title'", "Add a line 'title: ...' at its top and try again.")
    _check(statements)
    whole, blocks = _rendered(tree, statements)
    is_digest = _text(tree, "digest").lower() not in ("false", "no")
    return ReadFile(text=whole, blocks=tuple(blocks), about={**about, "is_digest": is_digest})


def read_about(head: Fields) -> About:
    """What the head of a digest or Markdown file says of its source, None where it is silent. Raises UnreadableFile."""
    kind, year = _text(head, "kind"), _text(head, "year")
    if kind and kind not in get_args(SourceKind):
        raise _wrong(f"its kind is {kind!r}", f"Write one of {', '.join(get_args(SourceKind))} and try again.")
    if year and not (year.isdecimal() and 1000 <= int(year) <= 2999):
        raise _wrong(f"its year is {year!r}", "Write the year as four digits, or leave the line out.")
    plain = {key: _text(head, key) or None for key in ("slug", "title", "dated", "jurisdiction", "licence", "owner")}
    return {
        **plain,
        "year": int(year) if year else None,
        "kind": kind or None,
        "url": _text(head, "url") or _text(head, "url_or_doi") or None,
        "note": _text(head, "read_note") or _text(head, "note") or _text(head, "notice") or None,
        "is_digest": False,
    }


def yaml_tree(text: str) -> Any:
    """YAML as dicts, lists and strings. Raises UnreadableFile for what is no YAML, too deep or says a thing twice."""
    if len(text) > LARGEST:
        raise _wrong(f"it has more than {LARGEST:,} characters", "Split it into several digests.")
    try:
        _refuse_depth_and_aliases(text)
        node = yaml.compose(text, Loader=_loader())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "a character that YAML does not allow"
        raise _wrong(f"it is not valid YAML{where} ({problem})", "Correct it and try again.") from error
    return _value(node) if node else None


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse_depth_and_aliases(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        line = event.start_mark.line + 1 if event.start_mark else 0
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise _wrong(f"line {line} uses a YAML alias", "Write the text out instead and try again.")
        if depth > DEEPEST:
            raise _wrong(f"line {line} is nested too deep", "A digest needs four levels; write it flatter.")


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        if _UNWRITABLE.search(node.value):
            line = node.start_mark.line + 1
            raise _wrong(f"line {line} holds a character that no text can have", "Take it out and try again.")
        return node.value
    found: dict[str, Any] = {}
    for key, item in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _wrong(f"line {line} has a list where a field's name should be", "Put the name in quotes.")
        if key.value in found:
            raise _wrong(f"line {line} says '{key.value}' a second time", "Keep one of the two and try again.")
        found[key.value] = _value(item)
    return found


def _check(statements: Sequence[Any]) -> None:
    seen: set[str] = set()
    known = ", ".join((*_REQUIRED, *_OPTIONAL))
    for i, statement in enumerate(statements, 1):
        if not isinstance(statement, dict):
            raise _wrong(f"statement {i} is not a set of fields", f"Give it the fields {', '.join(_REQUIRED)}.")
        name = f"statement {_text(statement, 'id') or i}"
        for field in _REQUIRED:
            if not _text(statement, field):
                raise _wrong(f"{name} has no '{field}'", f"Add a line '{field}: ...' to it and try again.")
        for field in sorted(statement.keys() - {*_REQUIRED, *_OPTIONAL}):
            raise _wrong(f"{name} has an unknown field '{field}'", f"Its fields can be {known}.")
        _check_choice(statement, "checked", get_args(Checked), name)
        if _text(statement, "id") in seen:
            raise _wrong(f"two statements have the id '{_text(statement, 'id')}'", "Give each an 'id' of its own.")
        seen.add(_text(statement, "id"))


def _check_choice(fields: Fields, field: str, choices: Sequence[str], name: str) -> None:
    if fields[field] not in choices:
        raise _wrong(f"{name} has '{field}: {fields[field]}'", f"Write one of {', '.join(choices)} and try again.")


def _rendered(tree: Fields, statements: Sequence[Fields]) -> tuple[str, list[Block]]:
    topics: dict[str, list[Fields]] = {}
    for statement in statements:
        topics.setdefault(_text(statement, "topic"), []).append(statement)
    lines = [line for line in (_text(tree, "title"), _text(tree, "notice")) if line]
    places: dict[int, Fields] = {}
    for topic, stated in topics.items():
        lines += ["", _heading(topic)]
        places |= dict(enumerate(stated, len(lines)))
        lines += [_text(statement, "statement") for statement in stated]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines) + "\n"
    return text, [_block(text, starts[at], starts[at + 1] - 1, statement) for at, statement in places.items()]


def _block(text: str, start: int, end: int, statement: Fields) -> Block:
    return Block(
        start=start,
        end=end,
        section=_heading(_text(statement, "topic")),
        sentences=split(text, start, end),
        statement_id=_text(statement, "id"),
        topic=_text(statement, "topic"),
        grade=_text(statement, "grade"),
        reference=_text(statement, "reference"),
        checked=statement["checked"],
        note=_text(statement, "note"),
        relations=tuple(_relations(statement)),
    )


def _relations(statement: Fields) -> Iterator[Relation]:
    listed = statement.get("relations") or []
    name = f"a relation of statement {_text(statement, 'id')}"
    if not isinstance(listed, list):
        raise _wrong(f"{name} is not in a list", "Begin each relation with '- to: ...' and try again.")
    for relation in listed:
        if not isinstance(relation, dict) or not all(_text(relation, field) for field in ("to", "quote", "how")):
            raise _wrong(f"{name} lacks 'to', 'quote' or 'how'", "Give it all three and try again.")
        _check_choice(relation, "how", get_args(RelationHow), name)
        yield Relation(to=_text(relation, "to"), quote=_text(relation, "quote"), how=relation["how"])


def _heading(topic: str) -> str:
    """'anc-frequency' as 'ANC frequency'."""
    words = " ".join(word.upper() if word in _ABBREVIATIONS else word for word in topic.replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _text(fields: Fields, name: str) -> str:
    """A field on one line; '' where it is missing, empty or not text."""
    value = fields.get(name, "")
    return " ".join(value.split()) if isinstance(value, str) and value not in _NOTHING else ""


def _wrong(why: str, do: str) -> UnreadableFile:
    return UnreadableFile(why, do=do)

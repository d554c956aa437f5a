"""Neutrophil counts in a note, with their unit and the white cell count beside them; benign ethnic neutropenia."""

import re

from assistant.criteria.parse.reading import Reading, Said
from assistant.criteria.ranges import Range, exact, exactly
from assistant.criteria.types import CountUnit

_COUNT = re.compile(
    r"\b(?:ANC|absolute\s+neutrophil(?:\s+count)?s?|neut(?:rophil)?s?(?:\s+count)?|neuts?)\b\s*(?:\(ANC\)\s*)?(?:=|:|-|of|was|were|is|are|at|today|now|came\s+back|count|fell\s+to|dropped\s+to|down\s+to|has\s+dropped\s+to|only|just|from\s+\S+\s+to|baseline|currently|result|this\s+week|level|has\s+been|\s)*(?P<sign><|>)?\s*(?P<n>\d{1,2},\d{3}|\d+(?:\.\d+)?)\s*(?P<unit>(?:x|×|\*)?\s*10\s?[\^*⁹]*\s?9?\s?/\s?(?:l\b|litre)|×\s?10⁹/L|/\s?mm\s?(?:3|³|\^3)|/\s?(?:µ|μ|u|mc|micro)l\b|per\s+(?:microlit(?:re|er)|µl|μl|ul|mm3|cubic\s+mm)|cells(?:\s?/\s?(?:µl|μl|ul|mm3|mcl|mm³|microlit(?:re|er))|\s+per\s+\w+)?|G/L|K/(?:u|µ|μ|mc)L|k\b|x\s?10e9|x\s?10\^3/\s?(?:u|µ|μ)L)?",
    re.I,
)
_WHITE = re.compile(
    r"\b(?:WBC|WCC|white\s+(?:blood\s+)?cells?(?:\s+count)?|white\s+count|leucocytes|leukocytes)\b\s*(?:=|:|-|of|was|is|at|count|\s)*(?P<n>\d{1,2},\d{3}|\d+(?:\.\d+)?)",
    re.I,
)
_BEN = re.compile(r"\bBEN\b|\bbenign\s+ethnic\s+neutrop\w+|\bduffy[\s-]?null\b|\bethnic\s+neutropenia\b|\bDANC\b", re.I)
_NOT_BEN = re.compile(r"\b(?:no|not|without|non|nor)[\s-]+(?:\w+\s+){0,3}(?:BEN\b|benign\s+ethnic|duffy)", re.I)


def counts(reading: Reading) -> list[dict[str, Said]]:
    """Every neutrophil count, with its unit and the white cell count of its sentence."""
    found: list[dict[str, Said]] = []
    for m in _COUNT.finditer(reading.text):
        sentence = reading.sentence_of(m.start())
        number = exact(m["n"].replace(",", ""))
        value = (
            Range(high=number, high_open=True)
            if m["sign"] == "<"
            else Range(low=number, low_open=True)
            if m["sign"] == ">"
            else exactly(number)
        )
        if re.search(
            r"\b(?:threshold|cut[\s-]?off|if|below\s+what|minimum)\s*$",
            reading.text[max(sentence.start, m.start() - 20) : m.start()],
            re.I,
        ):
            continue
        row = {"value": Said(value, (m.span(),))}
        unit = _count_unit(m["unit"] or "")
        if unit:
            row["unit"] = Said(unit, (m.span(),))
        white = _WHITE.search(reading.text, sentence.start, sentence.end)
        if white:
            row["white_cells"] = Said(exactly(exact(white["n"].replace(",", ""))), (white.span(),))
        found.append(row)
        reading.used.append(m.span())
    return found


def benign_ethnic(reading: Reading) -> Said | None:
    """Whether the note says that the patient has benign ethnic neutropenia, or has not."""
    denied, named = _NOT_BEN.search(reading.text), _BEN.search(reading.text)
    if denied:
        return Said(False, (denied.span(),))
    return Said(True, (named.span(),)) if named else None


def _count_unit(words: str) -> CountUnit | None:
    plain = re.sub(r"\s", "", words.lower())
    if not plain or plain == "cells":
        return None
    if "10^3" in plain or plain.startswith("k"):
        return "10^9/L"
    if (plain.endswith(("/l", "litre")) and "ul" not in plain[-2:]) or plain.startswith("g/l") or "10e9" in plain:
        return "10^9/L"
    return "/uL"

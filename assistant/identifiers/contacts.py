"""A text in, the places of ways to reach a person out: phone, e-mail, pages and handles, IP addresses; and addresses."""

import re
from collections.abc import Iterator

from assistant.identifiers.windows import Span, windows

_DIALLED = re.compile(r"\+?\(?\d(?:\) ?|[ ./-]?\(?)(?:\d[ ./()-]?){5,14}\d")
_ABROAD_WORDS = "straße strasse str. weg platz gasse allee straat laan rue via calle rua ulica ul. box".split()
_FOUR = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_STREET_WORD = re.compile(
    r" (?:(?:S(?:treet|quare|t|q)|R(?:oad|ow|ise|d)|A(?:venue|ve)|L(?:ane|n)|C(?:lose|ourt|rescent|res|t)|D(?:rive|r)|G(?:ardens|rove|reen)|"
    r"W(?:ay|alk)|P(?:lace|arkway|arade|kwy)|Terrace|H(?:ill|ighway|wy)|B(?:oulevard|lvd)|Mews|View)"
    r"|s(?:treet|t)|r(?:oad|d)|av(?:enu)?e|lane|crescent|STREET|ROAD|AVENUE|LANE|CRESCENT|DRIVE|CLOSE|RD|AVE)\b"
)
_ABROAD = re.compile(
    r"stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|straat|laan|\b(?:rue|via|calle|rua|ulica|ul\.|box)\b", re.IGNORECASE
)

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}", re.ASCII)
_PROFILE = re.compile(
    r"\b(?:https?://)?(?:www\.)?(?:facebook|instagram|twitter|x|tiktok|linkedin|snapchat|vk|threads)\.com/"
    r"[\w./@?=-]{2,80}",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"\b(?:insta(?:gram)?|twitter|tiktok|snap(?:chat)?|facebook|telegram|skype|handle|username)\b[^@\n]{0,20}"
    r"(@[\w.]{2,30}\w)",
    re.IGNORECASE,
)
_IP = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)")
_SAID = re.compile(
    r"\b(?:tel(?:ephone)?|phone|ph|mob(?:ile)?|cell|fax|landline|whats ?app|call(?: (?:him|her|them|me|us))?|"
    r"ring(?: (?:him|her|them|me|us))?|text(?: (?:him|her|them|me|us))?|contact|reach(?:ed|able)?|n\.?o\.?k)\b"
    r"(?: ?(?:no|number|nr|is|on|at|to|[:.#-])){0,4} ?(\+?\(?\d(?:(?:\) ?|[ .\-/])?\(?\d){6,14})(?!\d)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.+/-])(?:"
    r"\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}"
    r"|\(0\d{2,4}\)[ -]?\d{3,4}[ -]?\d{3,4}"
    r"|0[1-9]\d{8,9}|0[1-9]\d{1,3}[ -]\d{6,7}"
    r"|0[1-9]\d{1,4}[ -]\d{2,4}[ -]\d{3,4}(?:[ -]\d{2,4})?"
    r"|(?:1[ .-])?\(\d{3}\) ?\d{3}[ .-]\d{4}"
    r"|(?:1[.-])?\d{3}[.-]\d{3}[.-]\d{4}"
    r")(?![\w-]|\.\d)"
)
_PUBLIC = re.compile(r"(?:\+?1[ .-]?)?\(?(?:0?800|0808|888|877|866|855|844)\b")  # help lines that everybody may call

_STREETS = (
    "street|road|avenue|lane|close|drive|court|crescent|gardens|way|place|terrace|grove|hill|square|boulevard|parkway|"
    "highway|walk|mews|row|parade|view|rise|green"
)
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
_AREAS = frozenset(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G
    GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA
    PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR
    WS WV YO ZE JE GY IM
    """.split()
)
_TOWN = rf"(?:,? [A-Z][a-z'-]{{2,20}}){{0,3}}(?:,? [A-Z]{{2}}\b)?(?:,? (?:{_POSTCODE}|\d{{5}}(?:-\d{{4}})?|[A-Z]{{2}} \d{{5}}|\d{{4}})\b)?"
_ADDRESS = (
    re.compile(
        r"(?<![\w.])(?:(?:flat|apt\.?|apartment|unit|suite|house) \w{1,5},? )?\d{1,5}[A-Za-z]?,? (?:[A-Z][\w'.-]{0,20} ){1,3}"
        rf"(?:(?:{_STREETS.title()})|St|Rd|Ave|Ln|Dr|Ct|Cres|Sq|Blvd|Pkwy|Hwy)\b\.?{_TOWN}"
    ),
    re.compile(
        rf"(?<![\w.])\d{{1,5}}[a-z]? [a-z][a-z'-]{{2,20}}(?: [a-z'-]{{3,20}})? (?:street|road|avenue|lane|crescent|st|rd|ave)\b(?:,? {_POSTCODE.lower()})?"
    ),
    re.compile(
        rf"(?<![\w.])\d{{1,5}}[A-Z]? [A-Z][A-Z'-]{{2,20}}(?: [A-Z'-]{{3,20}})? (?:STREET|ROAD|AVENUE|LANE|CRESCENT|DRIVE|CLOSE|RD|AVE)\b(?:,? [A-Z]{{3,20}}\b){{0,2}}(?:,? {_POSTCODE}\b)?"
    ),
    re.compile(
        r"\b[A-ZÄÖÜ][a-zäöüß]{2,20}(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|straat|laan) ?\d{1,4}[a-z]?(?:,? \d{4,5} [A-ZÄÖÜ][a-zäöüß]{2,20})?"
    ),
    re.compile(
        r"\b\d{1,4}(?: bis| ter)?,? (?:[Rr]ue|[Vv]ia|[Cc]alle|[Rr]ua) (?:[a-zé'A-ZÉ][\w']{0,20} ?){1,4}(?:,? \d{5} [A-ZÉ][\w'-]{2,20})?"
    ),
    re.compile(r"\b(?:[Vv]ia|[Cc]alle|[Rr]ua|ulica|ul\.) (?:[A-Z][\w']{1,20} ){1,3},? ?\d{1,4}\b"),
    re.compile(r"\bP\.?O\.? Box \d{1,6}\b", re.IGNORECASE),
)
_SINGLE = re.compile(rf"(?<![\w-]){_POSTCODE}(?![\w-])")
_ZIP = re.compile(
    r"\b(?:zip|post ?code|postal code)(?: code)?(?: is|:)? ([A-Z\d][A-Z\d -]{2,8}[A-Z\d])\b", re.IGNORECASE
)
_LIVES = re.compile(
    r"\b(?:(?:lives|living|resides|residing|stays) at|(?:home )?address(?: is|:)) ([^\n;.]{0,12}\d[^\n;.]{4,60})",
    re.IGNORECASE,
)


def contacts(text: str) -> Iterator[Span]:
    """Phone and fax numbers, e-mail, profiles and handles of social media, IP addresses. Help lines are left out."""
    if "@" in text:
        yield from (found.span() for found in _EMAIL.finditer(text))
        yield from (found.span(1) for found in _HANDLE.finditer(text))
    if ".com/" in text.lower():
        yield from (found.span() for found in _PROFILE.finditer(text))
    for start, end in windows(text, _DIALLED, 40, 8):
        for pattern in (_SAID, _PHONE):
            for found in pattern.finditer(text, start, end):
                span = found.span(found.lastindex or 0)
                words = text[slice(*span)]
                if 7 <= sum(sign.isdigit() for sign in words) <= 15 and not _PUBLIC.match(words):
                    yield span
    if _FOUR.search(text):
        yield from (found.span() for found in _IP.finditer(text) if _is_of_a_machine(found[0]))


def _is_of_a_machine(address: str) -> bool:
    """Whether four numbers are an IP address and not the number of a recommendation, such as 1.5.7.2."""
    parts = [int(part) for part in address.split(".")]
    return max(parts) <= 255 and parts[0] >= 10 and max(parts[1:]) > 30


def addresses(text: str) -> Iterator[Span]:
    """Streets with a number, postcodes, what is said to be an address; not towns alone."""
    streets = list(_streets(text))
    yield from streets
    for found in _SINGLE.finditer(text):
        area = re.match(r"[A-Z]+", found[0])
        if area and area[0] in _AREAS and not found[0].endswith(("BD", "TD", "DS", "HS", "GR", "PR", "PT")):
            yield found.span()
    small = text.lower()
    if "zip" in small or "post" in small:
        yield from (found.span(1) for found in _ZIP.finditer(text) if any(sign.isdigit() for sign in found[1]))
    if not streets and (" at " in small or "address" in small):
        yield from (_trimmed(text, found.span(1)) for found in _LIVES.finditer(text))


def _streets(text: str) -> Iterator[Span]:
    small = text.lower()
    abroad = any(word in small for word in _ABROAD_WORDS)
    for anchor, before, after, patterns in ((_STREET_WORD, 80, 60, _ADDRESS[:3]), (_ABROAD, 30, 80, _ADDRESS[3:])):
        for start, end in windows(text, anchor, before, after) if abroad or anchor is _STREET_WORD else ():
            for pattern in patterns:
                yield from (_trimmed(text, found.span()) for found in pattern.finditer(text, start, end))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    return start, start + len(text[start:end].rstrip(" ,."))

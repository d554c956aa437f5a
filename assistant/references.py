"""Reference numbers: text in, the text without its superscript or bracketed reference numbers and those numbers out.

A number is a reference only where the place it stands in says so: glued to an ordinary word ("study10"), to a stop or
comma after a word ("TRS.7 The", "et al,3 clozapine"), raised ("response¹²") or alone in square brackets ("[3,4]").
Names and quantities ("CYP1A2", "I2 = 91%", "10⁹/L", "Stat3", "age 61 [18-94]") stay: a reference left in is untidy, a
number taken away is wrong, so every doubt keeps the number.
"""

import re
from collections.abc import Iterator


def word_set(listed: str) -> frozenset[str]:
    """A table of words, written with blanks between them."""
    return frozenset(listed.split())


NUMBER = r"[1-9]\d{0,2}"
NUMBERS = rf"{NUMBER}(?:[,–-]{NUMBER})*"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_NUMBER = f"[{_RAISED[1:]}][{_RAISED}]{{0,2}}"
RAISED = rf"{_RAISED_NUMBER}(?:[,˒⁻–-]{_RAISED_NUMBER})*"
_FROM_RAISED = str.maketrans(_RAISED + "˒⁻", "0123456789,-")
CLOSERS = "\"'”’»)]"

# It begins with one class of characters so that the engine can skip ahead to it.
_CANDIDATE = re.compile(
    rf"[\[1-9{_RAISED[1:]}](?:(?P<bracket>(?<=\[)\s?\^?{NUMBER}(?:\s?[,;–-]\s?{NUMBER})*\s?\](?!\())"
    rf"|(?P<raised>(?<![{_RAISED}⁺⁻].)(?<=[{_RAISED}])[{_RAISED}]{{0,2}}(?:[,˒⁻–-]{_RAISED_NUMBER})*(?![{_RAISED}⁺⁻\w/]))"
    rf"|(?P<plain>(?<=[^\W\d].|[.,;!?)\]”’\"'*].)(?<=\d)\d{{0,2}}(?:[,–-]{NUMBER})*(?=[.,;:!?)\]”’\"'*]*(?:\s|\Z|—))))"
)
_LETTERS = re.compile(r"[^\W\d_]+\Z")
_GLUED_WORD = re.compile(r"(?P<before>.*?)(?P<word>[^\W\d_]+)(?:[’']s?)?\Z", re.DOTALL)
_NOT_IN_A_WORD = re.compile(r"[\d._=\\@#&+:]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\Z")
_NEXT_SENTENCE = re.compile(rf"[{re.escape(CLOSERS)}*]*(?:\Z|\s+(?:\Z|[^\s\w]*[^\W\d_a-zß-öø-ÿ]))")
_A_UNIT_FOLLOWS = re.compile(
    r"\s*(?:[=<>≤≥±×°%‰]|(?:[mkµμn]?g|mcg|[mdµμn]?[lL]|[mnµμ]?mol|[mk]?IU|U|weeks?|wks?|days?|d|months?|years?|yrs?"
    r"|hours?|hrs?|h|min(?:utes?)?|mm|cm|Hz|-?fold)\b)"
)
_NUMBER_BEFORE = re.compile(
    r"(?:\A|[\s(=±<>≤≥]|\d[–-])[\d.,]*\d(?P<percent>\s?%)?(?P<unit>\s?[^\W\d_]{1,3}(?:/[^\W\d_]{1,4})?)?\Z"
)
_RANGE_BEFORE = re.compile(
    r"(?:range|scores?|scale|scaled|interval|IQR|CI|SD|median|between|from|limits|outside|within):?\Z"
)

_SHORT_WORDS = word_set(
    """this that these those them they here there both each once alone trial trials study drug drugs dose doses data
    rate rates risk risks role roles care life harm harms loss pain mood sleep death brain blood serum cell cells
    mice men women adult adults child test tests scale scales model models work works paper use used gain onset
    abuse heart gene genes fetus lipid trait lungs years weeks days times sham ward wards stroke needs costs team
    teams"""
)
_WORDS_THAT_END_IN_TWO = word_set("""al it us me so up do go ml mg kg dl""")
_NUMBERED_THINGS = word_set(
    """kappa alpha beta rho
    no nos fig figs figure figures table tables tab vol volume eq equation sec section sect ch chapter part page
    pages pp box panel appendix item items step stage phase type grade group class level week day month year hour
    visit version release edition issue article line question criterion domain cohort cluster factor arm case
    example patient subject participant session cycle block batch experiment scenario condition position residue
    codon chromosome region subtype subunit serotype isoform quartile quintile tertile decile degree option schedule
    channel vitamin vs cf ref refs approx ca jan feb mar apr may jun jul aug sep sept oct nov dec january february
    march april june july august september october november december art nr ver exp number serial model interleukin
    caspase connexin caveolin claudin aquaporin galectin cyclin integrin kinesin neuregulin neurexin neuroligin
    ankyrin syntaxin septin sirtuin complexin annexin cadherin keratin collagen laminin epsilon lambda omicron
    upsilon allele coenzyme histone meter meters metre metres centimeter centimeters centimetre centimetres
    millimeter millimeters millimetre millimetres micrometer micrometers micrometre micrometres pound pounds dollar
    dollars euro euros windows"""
)
_RAISED_UNITS = word_set("""mm cm dm km µm μm nm ft in sec min kg mg ml log""")
_GREEK_ENDING = re.compile(r"(?:alpha|beta|gamma|delta|epsilon|theta|kappa|lambda|sigma|omega)\Z")
_ORDINARY_ENDING = re.compile(
    r"(?:[ts]ions?|ments?|ness|it(?:y|ies)|isms?|ists?|ings|[aeio]ng|ers|ines|[ae]nts|yses|ysis|iews?|als|ates|udy|"
    r"udies|ics|[ae]nces?|apy|apies)\Z"
)


def take_out(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its reference numbers, and the numbers in order.

    >>> take_out("A review5 of antipsychotic treatment,1 which was I2 = 91%.7")
    ('A review of antipsychotic treatment, which was I2 = 91%.', ('5', '1', '7'))
    """
    kept, numbers, at = [], dict[str, None](), 0
    for start, end in spans(text):
        kept.append(text[at:start])
        numbers.update(dict.fromkeys(_listed(text[start:end])))
        at = end
    return "".join((*kept, text[at:])), tuple(numbers)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the reference numbers stand, brackets and the blank before them included."""
    for found in _CANDIDATE.finditer(text):
        start, end = found.span()
        if _SAYS[found.lastgroup or ""](text, start, end):
            yield start - (text[start] == "[" and text[start - 1 : start].isspace()), end


def is_glued(text: str, start: int, end: int) -> bool:
    """Whether the plain number text[start:end] is a reference glued to what stands before it."""
    token = _token_before(text, start).replace("*", "").replace("_", " ").rpartition(" ")[2]
    if not token or token.startswith("www.") or any(mark in token for mark in ("://", "@", "&")):
        return False
    bare = token.rstrip(CLOSERS)
    if bare and bare[-1] in ".,;!?":
        return _stands_after_stop(bare[:-1]) and _goes_on_after_stop(bare[-1], text, end)
    if bare != token:
        return len(_last_letters(bare)) > 3 and _last_letters(bare).islower()
    return _is_ordinary_word(token, text, start) and not _A_UNIT_FOLLOWS.match(text, end)


def _is_raised(text: str, start: int, end: int) -> bool:
    token = _token_before(text, start).rstrip("*_")
    letters = _last_letters(token)
    if letters:
        is_power = letters.lower() in _RAISED_UNITS and text[start:end] in "²³"
        is_name = letters[0].isupper() and (len(letters) == 2 or (len(letters) == 3 and letters.istitle()))
        return len(letters) > 1 and not is_power and not is_name
    closes_a_formula = token.endswith((")", "]")) and len(_last_letters(token[:-1])) < 2
    return bool(token) and token[-1] in ".,;:!?%" + CLOSERS and not closes_a_formula


def _is_bracketed(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 24) : start].rstrip()
    number = _NUMBER_BEFORE.search(before)
    if number and not _YEAR.search(before):
        several = end - start > 5 or bool(re.search(r"[,;–-]", text[start:end]))
        return bool(number["percent"]) and not several
    return not _RANGE_BEFORE.search(before)


_SAYS = {"plain": is_glued, "raised": _is_raised, "bracket": _is_bracketed}


def _token_before(text: str, start: int) -> str:
    before = text[max(0, start - 48) : start]
    return "" if not before or before[-1].isspace() else before.split()[-1]


def _last_letters(token: str) -> str:
    found = _LETTERS.search(token)
    return found[0] if found else ""


def _stands_after_stop(word: str) -> bool:
    if word and word[-1] in CLOSERS + "%":
        return bool(word.strip(CLOSERS + "(["))
    letters = _last_letters(word)
    if not letters:
        return bool(_YEAR.search(word))
    is_unit = word[: -len(letters)].endswith("/")
    long_enough = len(letters) > 2 or is_unit or letters.lower() in _WORDS_THAT_END_IN_TWO
    return long_enough and letters.lower() not in _NUMBERED_THINGS


def _goes_on_after_stop(stop: str, text: str, end: int) -> bool:
    if stop in ".!?":
        return bool(_NEXT_SENTENCE.match(text, end))
    # "Olanzapine,20" at a line's end is a table, and "failure,3 weeks" a missing space.
    return text[end : end + 1].isspace() and bool(text[end:].strip()) and not _A_UNIT_FOLLOWS.match(text, end)


def _is_ordinary_word(token: str, text: str, start: int) -> bool:
    found = _GLUED_WORD.fullmatch(token)
    if not found or _NOT_IN_A_WORD.search(found["before"]):
        return False
    word, lower = found["word"], found["word"].lower()
    if word == "al":
        return text[:start].split()[-2:-1] == ["et"]
    if lower in _NUMBERED_THINGS or _GREEK_ENDING.search(lower):
        return False
    if word.islower():
        return len(word) > 5 or word in _SHORT_WORDS
    if word.istitle():
        return lower in _SHORT_WORDS or bool(len(word) > 5 and _ORDINARY_ENDING.search(word))
    return len(word) > 2 and word[:-1].isupper() and word[-1] == "s"


def _listed(written: str) -> list[str]:
    """'1,13' as 1, 13 and '3–5' as 3, 4, 5."""
    numbers: list[str] = []
    for part in re.split(r"[,;]", written.translate(_FROM_RAISED)):
        first, *rest = (int(n) for n in re.findall(r"\d+", part))
        last = rest[-1] if rest else first
        numbers += [str(n) for n in (range(first, last + 1) if first <= last <= first + 50 else (first, last))]
    return numbers

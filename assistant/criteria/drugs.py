"""Names of antipsychotics: a name or a text goes in, drugs, products and places in the text come out.

The names are in `tables/drugs.yaml`. A name is taken only as it stands there, with or without a salt, ester or form
("olanzapine pamoate"); a misspelling is read in running text only, and marked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from assistant.criteria.spelling import alike, distance
from assistant.criteria.types import Formulation

TABLES = Path(__file__).parent / "tables"


class Drug(NamedTuple):
    """An antipsychotic. Drugs of one `family` count as one molecule, on the authority of `family_checked`."""

    generic: str
    drug_class: str  # FGA, SGA or other
    family: str  # the generic name where it has no family
    note: str = ""
    family_checked: str = ""


class Product(NamedTuple):
    """A form of a drug. `formulation` is None where the name says none: tablets or depot, inhaled, a patch."""

    name: str
    drug: str
    interval_days: int | None  # only where one interval is usual
    formulation: Formulation | None
    note: str = ""
    preparation: str = ""  # decanoate, palmitate, microspheres, inhaled, patch ...


class Mention(NamedTuple):
    """A drug named at text[start:end]. `spelt`: read from a misspelling, or from a short form others share."""

    start: int
    end: int
    drug: Drug | None
    product: Product | None = None
    other: str = ""  # generic name of an agent that is no antipsychotic
    spelt: bool = False


class _Entry(NamedTuple):
    drug: Drug | None
    product: Product | None = None
    other: str = ""
    accept: Literal["always", "capitals", "digit"] = "always"
    guess: bool = False


class _Token(NamedTuple):
    start: int
    end: int
    word: str


class _Index(NamedTuple):
    forms: dict[str, list[tuple[tuple[str, ...], _Entry]]]  # first word -> the forms that start with it, longest first
    products: dict[str, list[tuple[Product, frozenset[str]]]]  # of a drug, with all words of its names
    qualifiers: dict[tuple[str, ...], str]  # words after a name -> salt, oral, lai or product
    spellings: dict[str, list[tuple[str, Drug | None]]]  # first letter -> generic names; None: no antipsychotic
    drugs: dict[str, Drug]
    names: tuple[str, ...]  # as printed, for suggestions


_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s\-‐‑–'’(]{0,3}")
_DIGIT_SOON = re.compile(
    r"[^\n;]{0,11}\d|\s{0,2}\+|\s{1,2}\(?(?:total|plasma|serum|blood|trough|levels?|conc|nil|no\s|failed|tablets|oral|depot)",
    re.I,
)
_EQUIVALENT = re.compile(r"[\s\-‐‑–]{0,3}(?:equiv|eqs?\b)", re.IGNORECASE)  # "CPZ equivalents" names no treatment
_ENDINGS = ("ne", "ol", "de", "le", "in", "on", "id", "en", "an")
# Beginnings of names that are words, or parts of many other names.
_ORDINARY = frozenset(
    """drop carp pipe proper propped peri pali clot cloth halo hallo perp perk meso pero prom prop prot proc pros meth
    levo brom blon acet mope mole sult sere sera quiet melt trif thio amid remo pera mesa lure aspe clop""".split()
)
_SALTS = """hydrochloride hcl dihydrochloride fumarate hemifumarate maleate mesylate mesilate tosylate tosilate
    hydrobromide""".split()
_ORAL = """xr xl er sr pr mr cr odt oral tablet tablets tabs capsule capsules liquid orodispersible oral-solution
    oral-tablets extended-release prolonged-release modified-release""".split()
_LAI = """lai lais depot depots depot-injection long-acting long-acting-injection long-acting-injectable
    long-acting-injections lai-injection""".split()


def _tokens(text: str) -> list[_Token]:
    return [_Token(match.start(), match.end(), match.group().lower()) for match in _TOKEN.finditer(text)]


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.word for token in _tokens(name))


def _product(row: dict[str, Any]) -> Product:
    return Product(
        row["name"], row["drug"], row.get("interval_days"), row.get("formulation"), row.get("note", ""),
        row.get("preparation", ""),
    )  # fmt: skip


def _drug(row: dict[str, Any]) -> Drug:
    generic = row["generic"]
    family, checked = row.get("family", generic), row.get("family_checked", "")
    return Drug(generic, row["class"], family, row.get("note", ""), checked)


def _drug_forms(row: dict[str, Any]) -> Iterable[tuple[str, _Entry]]:
    drug = _drug(row)
    for key in ("synonyms", "variants", "brands", "more"):
        yield from ((name, _Entry(drug)) for name in row.get(key, ()))
    yield drug.generic, _Entry(drug)
    yield from ((name, _Entry(drug, accept="capitals")) for name in row.get("abbreviations", ()))
    yield from ((name, _Entry(drug, accept="digit")) for name in row.get("short", ()))
    yield from ((name, _Entry(drug, accept="digit", guess=True)) for name in row.get("unsure", ()))


def _all_forms(table: dict[str, Any], drugs: dict[str, Drug]) -> Iterable[tuple[str, _Entry]]:
    for row in table["products"]:  # before the drugs: fluspirilene is a drug and its only product
        entry = _Entry(drugs[row["drug"]], _product(row))
        yield from ((name, entry) for name in [row["name"], *row.get("names", ()), *row.get("brands", ())])
    for row in table["antipsychotics"]:
        yield from _drug_forms(row)
    for generic, names in table["other_agents"].items():
        for name in [generic, *names]:
            yield name, _Entry(None, other=generic, accept="capitals" if name.isupper() else "always")


def _qualifiers(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, ...], str]:
    kinds = {"salt": _SALTS, "oral": _ORAL, "lai": _LAI}
    found = {_words(phrase): kind for kind, phrases in kinds.items() for phrase in phrases}
    for row in rows:
        second = [word for brand in row.get("brands", ()) for word in _words(brand)[1:]]
        for word in [*second, *_words(row.get("preparation", ""))]:
            found.setdefault((word,), "product")
    return found


@cache
def _index() -> _Index:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load((TABLES / "drugs.yaml").read_text(encoding="utf-8"), Loader=loader)
    drugs = {row["generic"]: _drug(row) for row in table["antipsychotics"]}
    forms: defaultdict[str, list[tuple[tuple[str, ...], _Entry]]] = defaultdict(list)
    for name, entry in _all_forms(table, drugs):
        forms[_words(name)[0]].append((_words(name), entry))
    for candidates in forms.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))
    products: defaultdict[str, list[tuple[Product, frozenset[str]]]] = defaultdict(list)
    for row in table["products"]:
        names = [row["name"], row.get("preparation", ""), *row.get("names", ()), *row.get("brands", ())]
        products[row["drug"]].append((_product(row), frozenset(_words(" ".join(names)))))
    spellings: defaultdict[str, list[tuple[str, Drug | None]]] = defaultdict(list)
    for row in table["antipsychotics"]:
        for name in [row["generic"], *row.get("synonyms", ())]:
            if len(name) >= 7:
                spellings[name[0]].append((name, drugs[row["generic"]]))
    for name in table["other_agents"]:
        if len(name) >= 7:
            spellings[name[0].lower()].append((name.lower(), None))
    rows = [*table["antipsychotics"], *table["products"]]
    printed = [*drugs, *(name for row in rows for key in ("synonyms", "brands") for name in row.get(key, ()))]
    qualifiers = _qualifiers(table["products"])
    return _Index(dict(forms), dict(products), qualifiers, dict(spellings), drugs, tuple(printed))


def drugs() -> tuple[Drug, ...]:
    """Every antipsychotic there is a name for."""
    return tuple(_index().drugs.values())


def products(generic: str) -> tuple[Product, ...]:
    """The products of a drug that have a name of their own."""
    return tuple(product for product, _ in _index().products.get(generic, ()))


def _joined(text: str, tokens: Sequence[_Token], first: int, last: int) -> bool:
    """Whether the tokens from `first` to before `last` stand close together."""
    return all(_GAP.fullmatch(text, tokens[n].end, tokens[n + 1].start) for n in range(first, last - 1))


def _qualified(text: str, tokens: Sequence[_Token], at: int) -> tuple[int, list[tuple[str, tuple[str, ...]]]]:
    """The salts, esters and forms that follow a name: the place after them, and which they are."""
    found: list[tuple[str, tuple[str, ...]]] = []
    while len(found) < 4:
        for length in (3, 2, 1):
            phrase = tuple(token.word for token in tokens[at : at + length])
            kind = _index().qualifiers.get(phrase) if len(phrase) == length else None
            if not kind or not _joined(text, tokens, max(at - 1, 0), at + length):
                continue
            if text[tokens[at].start : tokens[at].end] != "Mr":
                found.append((kind, phrase))
                at += length
                break
        else:
            return at, found
    return at, found


def _either(drug: Drug, choices: Sequence[Product]) -> Product | None:
    """What is common to the products that a name could mean."""
    if len(choices) < 2:
        return choices[0] if choices else None
    fields = ("interval_days", "formulation", "preparation")
    values = [{getattr(choice, field) for choice in choices} for field in fields]
    interval, formulation, preparation = (value.pop() if len(value) == 1 else None for value in values)
    name = f"{drug.generic} {preparation or 'LAI'}"
    note = "could be " + ", ".join(product.name for product in choices)
    return Product(name, drug.generic, interval, formulation, note, preparation or "")


def _refined(entry: _Entry, qualifiers: list[tuple[str, tuple[str, ...]]]) -> Product | None:
    """The product that a name means together with the words after it."""
    drug, kinds = entry.drug, {kind for kind, _ in qualifiers}
    if drug is None or not kinds - {"salt"}:
        return entry.product
    own = _index().products.get(drug.generic, [])
    words = {word for kind, phrase in qualifiers if kind == "product" for word in phrase}
    if words and (choices := [product for product, names in own if words <= names]):
        return _either(drug, choices)
    if "lai" in kinds and not (entry.product and entry.product.formulation == "lai"):
        choices = [product for product, _ in own if product.formulation == "lai"]
        unnamed = Product(f"{drug.generic} LAI", drug.generic, None, "lai", "no such product is known here")
        return _either(drug, choices) or unnamed
    if "oral" in kinds and not (entry.product and entry.product.formulation):
        return Product(f"{drug.generic} (oral)", drug.generic, 1, "oral")
    return entry.product


def _at(text: str, tokens: Sequence[_Token], at: int, strict: bool) -> tuple[int, _Entry] | None:
    """The longest form at a token with the words that belong to it: the place after them, and what they name."""
    for form, entry in _index().forms.get(tokens[at].word, ()):
        after = at + len(form)
        if tuple(token.word for token in tokens[at:after]) != form or not _joined(text, tokens, at, after):
            continue
        start, end = tokens[at].start, tokens[after - 1].end
        if strict and entry.accept == "capitals" and not text[start:end].isupper():
            continue
        if strict and entry.accept == "digit" and not _DIGIT_SOON.match(text, end):
            continue
        last, qualifiers = _qualified(text, tokens, after) if entry.drug else (after, [])
        return last, entry._replace(product=_refined(entry, qualifiers))
    return None


@lru_cache(maxsize=4096)
def _resolved(name: str) -> _Entry | None:
    tokens = _tokens(name)
    for start in range(min(len(tokens), 4)):
        hit = _at(name, tokens, start, strict=False)
        if hit is None:
            continue
        before, leading = _qualified(name, tokens, 0)
        complete = hit[0] == len(tokens) and before >= start
        entry = hit[1]
        if start and complete:
            entry = entry._replace(product=_refined(entry, leading))
        return entry if complete and not entry.guess else None
    return None


def find(name: str) -> Drug | None:
    """The antipsychotic of a name, brand, synonym, abbreviation or spelling, with or without its salt or form.

    >>> find("Haldol decanoate").generic, find("quetiapine XR").generic, find("OLZ").generic, find("lithium")
    ('haloperidol', 'quetiapine', 'olanzapine', None)
    """
    entry = _resolved(name)
    return entry.drug if entry else None


def product(name: str) -> Product | None:
    """The product of a name; None where the name is of a drug alone, or not known.

    >>> product("risperidone Consta").name, product("Acuphase").formulation, product("olanzapine")
    ('risperidone microspheres', 'short_acting_im', None)
    """
    entry = _resolved(name)
    return entry.product if entry else None


def other_agent(name: str) -> str:
    """The generic name of an agent that is no antipsychotic, or "".

    >>> other_agent("Depakote")
    'valproate'
    """
    entry = _resolved(name)
    return entry.other if entry else ""


def is_other(name: str) -> bool:
    """Whether it is the name of an agent that is no antipsychotic."""
    return other_agent(name) != ""


def is_clozapine(name: str) -> bool:
    """Whether it is a name of clozapine: norclozapine is none."""
    drug = find(name)
    return drug is not None and drug.generic == "clozapine"


def near(name: str) -> tuple[str, ...]:
    """Up to three names that a misspelling may stand for, nearest first.

    >>> near("risperidal")
    ('Risperdal',)
    """
    word = name.strip().lower()[:80]
    limit = 2 if len(word) > 4 else 1
    scored = [(distance(word, known.lower(), limit), known) for known in _index().names]
    nearest = sorted((pair for pair in scored if pair[0] <= limit), key=lambda pair: pair[0])
    return tuple(dict.fromkeys(known for _, known in nearest))[:3]


@lru_cache(maxsize=8192)
def _misspelt(word: str) -> Drug | None:
    """The one drug whose generic name is nearest, if it is near enough and no other agent is as near."""
    best: list[tuple[int, Drug | None]] = []
    for name, drug in _index().spellings.get(word[0], ()):
        limit = 2 if len(name) >= 9 else 1
        if abs(len(name) - len(word)) <= limit and alike(word, name, limit):
            edits = distance(word, name, limit)
            best += [(edits, drug)] if edits <= limit else []
    lowest = min((edits for edits, _ in best), default=0)
    nearest = {drug for edits, drug in best if edits == lowest}
    return nearest.pop() if len(nearest) == 1 else None


def _guessed(text: str, tokens: Sequence[_Token], at: int) -> tuple[int, _Entry] | None:
    drug = _misspelt(tokens[at].word)
    if drug is None:
        return None
    last, qualifiers = _qualified(text, tokens, at + 1)
    entry = _Entry(drug, guess=True)
    return last, entry._replace(product=_refined(entry, qualifiers))


def _cut_short(text: str, tokens: Sequence[_Token], at: int) -> tuple[int, _Entry] | None:
    """A name cut short before a dose ("olanz 20 mg"): the beginning of one antipsychotic's name only."""
    word = tokens[at].word
    if word in _ORDINARY:
        return None
    begins = {drug for name, drug in _index().spellings.get(word[0], ()) if name.startswith(word)}
    if len(begins) != 1 or None in begins:
        return None
    last, qualifiers = _qualified(text, tokens, at + 1)
    entry = _Entry(begins.pop(), guess=True)
    return last, entry._replace(product=_refined(entry, qualifiers))


def mentions(text: str) -> tuple[Mention, ...]:
    """Every drug a text names, in order, not overlapping. "Chlorpromazine equivalents" names none.

    >>> [(m.drug.generic, m.product and m.product.formulation) for m in mentions("olz 20mg, then Haldol depot")]
    [('olanzapine', None), ('haloperidol', 'lai')]
    """
    tokens, forms = _tokens(text), _index().forms
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        word = tokens[at].word
        hit = _at(text, tokens, at, strict=True) if word in forms else None
        if hit is None and 6 <= len(word) <= 20 and word.endswith(_ENDINGS) and word not in forms:
            hit = _guessed(text, tokens, at)
        if hit is None and 4 <= len(word) <= 12 and word not in forms and _DIGIT_SOON.match(text, tokens[at].end):
            hit = _cut_short(text, tokens, at)
        if hit is None:
            at += 1
            continue
        start, (at, entry) = tokens[at].start, hit
        end = tokens[at - 1].end
        end += "(" in text[start:end] and text[end : end + 1] == ")"
        if not (entry.drug and _EQUIVALENT.match(text, end)):
            found.append(Mention(start, end, entry.drug, entry.product, entry.other, entry.guess))
    return tuple(found)

"""Names of antipsychotics: each is found, in a name and in a text, and what is none is left alone."""

import csv

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.criteria import drugs
from assistant.criteria.drugs import TABLES, distance, find, mentions, near, product
from assistant.lexicon import Lexicon

TABLE = yaml.safe_load((TABLES / "drugs.yaml").read_text(encoding="utf-8"))
NAMES = [
    (name, row["generic"])
    for row in TABLE["antipsychotics"]
    for name in [row["generic"], *(n for key in ("synonyms", "variants", "brands", "more") for n in row.get(key, ()))]
]
SHORT = [(n, r["generic"]) for r in TABLE["antipsychotics"] for k in ("abbreviations", "short") for n in r.get(k, ())]
PRODUCTS = [
    (name, row) for row in TABLE["products"] for name in [row["name"], *row.get("names", ()), *row.get("brands", ())]
]


def read(text: str) -> list[str]:
    """The mentions of a text, one line each."""
    found = []
    for mention in mentions(text):
        name = mention.drug.generic if mention.drug else f"not {mention.other}"
        form = f" {mention.product.formulation}" if mention.product else ""
        found.append(f"{text[mention.start : mention.end]} = {name}{form}{'?' if mention.spelt else ''}")
    return found


@pytest.mark.parametrize(("name", "generic"), NAMES + SHORT)
def test_every_name_is_found_in_any_case(name: str, generic: str) -> None:
    for written in (name, name.upper(), name.lower(), f" {name} "):
        drug = find(written)
        assert drug is not None
        assert drug.generic == generic


@pytest.mark.parametrize(("name", "generic"), NAMES)
def test_every_name_is_found_in_a_text(name: str, generic: str) -> None:
    (mention,) = mentions(f"Started {name}.")
    assert mention.drug is not None
    assert (mention.drug.generic, mention.spelt) == (generic, False)


@pytest.mark.parametrize(("name", "row"), PRODUCTS)
def test_every_product_is_found(name: str, row: dict[str, str]) -> None:
    found = product(name)
    assert found is not None
    assert (found.name, found.drug, found.formulation) == (row["name"], row["drug"], row.get("formulation"))
    assert [mention.product for mention in mentions(f"Given {name}, weekly.")] == [found]


def test_the_table_is_in_order() -> None:
    """Rows have known keys and a status; no name is of two drugs."""
    keys = {"antipsychotics": set(), "products": set()}
    owners: dict[str, str] = {}
    for part, found in keys.items():
        for row in TABLE[part]:
            found |= set(row)
            assert row["checked"] in ("primary", "secondary", "recalled")
            generic = row.get("generic") or row["drug"]
            for name in [n for key in ("synonyms", "variants", "brands", "more", "names") for n in row.get(key, ())]:
                assert owners.setdefault(name.lower(), generic) == generic
    shared = {"brands", "checked", "note"}
    lists = {"synonyms", "variants", "more", "abbreviations", "short", "unsure"}
    assert keys["antipsychotics"] <= shared | lists | {"generic", "class", "family", "family_checked"}
    assert keys["products"] <= shared | {"name", "names", "drug", "interval_days", "formulation", "preparation"}
    assert TABLE["other_agents_checked"] == "recalled"
    assert not set(owners) & {name.lower() for names in TABLE["other_agents"].values() for name in names}


def test_the_lexicon_agrees(lexicon: Lexicon) -> None:
    """Every antipsychotic of the assistant's lexicon is here, under each of its names, with its class."""
    for entity in lexicon.entities.values():
        if entity.kind != "drug" or "antipsychotic" not in entity.broader:
            continue
        parents = [parent for parent in entity.broader if find(parent)]
        for name in entity.names + entity.brands + entity.abbreviations:
            drug = find(name)
            if name == "samidorphan":  # a part of Lybalvi, no antipsychotic by itself
                assert drug is None
                continue
            assert drug is not None, name
            assert drug.generic in (entity.id, *parents), name
            assert drug.drug_class == entity.drug_class, name


def test_every_drug_of_a_dose_table_has_a_name() -> None:
    for path in TABLES.glob("cpz_*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert all(find(row["drug"]) for row in csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("olanzapine pamoate", ("olanzapine", "lai", None)),
        ("olanzapine embonate", ("olanzapine", "lai", None)),
        ("haloperidol decanoate", ("haloperidol", "lai", 28)),
        ("Haldol Decanoate", ("haloperidol", "lai", 28)),
        ("quetiapine XR", ("quetiapine", "oral", 1)),
        ("risperidone Consta", ("risperidone", "lai", 14)),
        ("Risperdal Consta", ("risperidone", "lai", 14)),
        ("risperidone LAI", ("risperidone", "lai", None)),
        ("depot haloperidol", ("haloperidol", "lai", 28)),
        ("oral risperidone", ("risperidone", "oral", 1)),
        ("Clopixol", ("zuclopenthixol", None, None)),
        ("Clopixol Depot", ("zuclopenthixol", "lai", None)),
        ("Clopixol Acuphase", ("zuclopenthixol", "short_acting_im", None)),
        ("Depixol tablets", ("flupentixol", "oral", 1)),
        ("Modecate", ("fluphenazine", "lai", None)),
        ("fluspirilene", ("fluspirilene", "lai", 7)),
        ("paliperidone palmitate", ("paliperidone", "lai", None)),
        ("Invega Trinza", ("paliperidone", "lai", 91)),
        ("Adasuve", ("loxapine", None, None)),
    ],
)
def test_products(name: str, expected: tuple[str, str | None, int | None]) -> None:
    found = product(name)
    assert found is not None
    assert (found.drug, found.formulation, found.interval_days) == expected


@pytest.mark.parametrize(
    "name", ["olanzapine", "olanzapine hydrochloride", "Zyprexa", "Invega", "9-hydroxyrisperidone"]
)
def test_a_drug_alone_is_no_product(name: str) -> None:
    assert find(name)
    assert product(name) is None


@pytest.mark.parametrize(
    "name", ["", " ", "lithium", "norclozapine", "olanzapine and lithium", "clop", "voices", "the"]
)
def test_what_is_no_name_is_not_found(name: str) -> None:
    assert find(name) is None
    assert product(name) is None


def test_other_agents() -> None:
    assert drugs.other_agent("Depakote") == "valproate"
    assert drugs.is_other("lithium")
    assert not drugs.is_other("clozapine")
    assert drugs.is_clozapine("Zaponex")
    assert not drugs.is_clozapine("norclozapine")


def test_families() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for drug in drugs.drugs():
        found.setdefault((drug.family, drug.family_checked), set()).add(drug.generic)
    assert {key: members for key, members in found.items() if key[1]} == {
        ("risperidone", "secondary"): {"risperidone", "paliperidone"},
        ("zuclopenthixol", "recalled"): {"zuclopenthixol", "clopenthixol"},
        ("sulpiride", "recalled"): {"sulpiride", "levosulpiride"},
    }


def test_near_names() -> None:
    assert near("risperidoen")[0] == "risperidone"
    assert near("clozpine")[0] == "clozapine"
    assert near("Abilfy") == ("Abilify",)
    assert near("paracetamol") == ()
    assert len(near("perazine")) <= 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("olz 20mg, risp 3 bd then quet 750", ["olz = olanzapine", "risp = risperidone", "quet = quetiapine"]),
        ("olz20mg", ["olz = olanzapine"]),
        ("HAL 10 mg; CLZ; hal of fame", ["HAL = haloperidol", "CLZ = clozapine"]),
        ("clo is a word, ola too; ARI 15", ["ARI = aripiprazole"]),
        ("600 mg CPZ equivalents, chlorpromazine-equivalent dose, CPZ eq", []),
        ("CPZ 600 mg", ["CPZ = chlorpromazine"]),
        ("clop 200 mg", ["clop = zuclopenthixol?"]),
        ("nor-clozapine 210", ["nor-clozapine = not norclozapine"]),
        ("chlor-promazine 100", ["chlor-promazine = chlorpromazine"]),
        ("on Seroquel XR 600 mg", ["Seroquel XR = quetiapine oral"]),
        ("quetiapine (XR) 600", ["quetiapine (XR) = quetiapine oral"]),
        ("Risperdal\nConsta 50", ["Risperdal\nConsta = risperidone lai"]),
        ("haloperidol depot, then Haldol", ["haloperidol depot = haloperidol lai", "Haldol = haloperidol"]),
        ("saw olanzapine Mr Smith", ["olanzapine = olanzapine"]),
        ("non-clozapine, olanzapine-treated", ["clozapine = clozapine", "olanzapine = olanzapine"]),
        ("_clozapine_ xclozapine", ["clozapine = clozapine"]),
        ("clozapne 300, olanzepine, amisulpiride", ["clozapne = clozapine?", "olanzepine = olanzapine?",
                                                    "amisulpiride = amisulpride?"]),
        ("sodium valproate and VPA; vpa", ["sodium valproate = not valproate", "VPA = not valproate"]),
        ("promethazine, mirtazapine", ["promethazine = not promethazine", "mirtazapine = not mirtazapine"]),
        ("piperazine doxapine imagine medicine outcome someone", []),
    ],
)  # fmt: skip
def test_mentions(text: str, expected: list[str]) -> None:
    assert read(text) == expected


WORDS = st.sampled_from(
    ["olanzapine", "HAL", "hal", "Consta", "depot", "Risperdal", "20mg", "(", ",", "\n", "clozapne"]
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)))
def test_mentions_are_ordered_within_the_text_and_apart(text: str) -> None:
    at = 0
    for mention in mentions(text):
        assert at <= mention.start < mention.end <= len(text)
        assert (mention.drug is None) != (mention.other == "")
        assert mention.product is None or (mention.drug and mention.product.drug == mention.drug.generic)
        at = mention.end


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_the_same_both_ways(one: str, two: str) -> None:
    full = distance(one, two, 10)
    assert full == distance(two, one, 10)
    assert (full == 0) == (one == two)
    assert distance(one, two, 1) == min(full, 2)

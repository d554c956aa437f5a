"""The corpus and the lexicon keep their promises: true hashes, statements that stand alone, quotes that are there."""

import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from assistant.lexicon import CAPITALS_ONLY
from assistant.types import Checked, RelationHow, SourceKind
from assistant.words import is_stop_word, stem

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
ARTICLE = "trs-brief-overview"
HEADER = {"slug", "title", "publisher", "year", "kind", "jurisdiction", "url", "licence", "owner", "digest", "notice"}
STATEMENT = {"id", "topic", "statement", "reference", "checked"}
ENTITY_KINDS = {
    "drug", "drug-class", "treatment", "scale", "organisation", "guideline", "trial", "condition", "adverse-effect",
    "population", "measure", "concept", "wording", "jurisdiction",
}  # fmt: skip
# The drugs that the dose tables and the criteria checker meet: each must be found under its generic name.
GENERICS = re.findall(
    r"\S+",
    """chlorpromazine levomepromazine promazine fluphenazine perphenazine prochlorperazine trifluoperazine
    thioridazine mesoridazine periciazine pipotiazine haloperidol benperidol droperidol bromperidol pimozide penfluridol
    fluspirilene flupentixol zuclopenthixol clopenthixol chlorprothixene tiotixene loxapine molindone sulpiride
    clotiapine zotepine amisulpride aripiprazole asenapine brexpiprazole cariprazine clozapine iloperidone lumateperone
    lurasidone olanzapine paliperidone quetiapine risperidone sertindole ziprasidone blonanserin perospirone
    acepromazine acetophenazine butaperazine carphenazine dixyrazine levosulpiride melperone moperone oxypertine
    perazine piperacetazine pipamperone prothipendyl remoxipride sultopride thiopropazate thioproperazine tiapride
    trifluperidol triflupromazine xanomeline-trospium pimavanserin valproate lamotrigine topiramate memantine
    minocycline d-serine d-cycloserine sarcosine bitopertin iclepertin sodium-benzoate evenamide glycine mirtazapine
    duloxetine sertraline escitalopram fluoxetine fluvoxamine ciprofloxacin carbamazepine metformin docusate senna
    macrogol glycopyrrolate atropine diphenhydramine lithium""",
)


@cache
def manifest() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((CORPUS / "manifest.yaml").read_text("utf-8"))
    return entries


@cache
def digests() -> dict[str, dict[str, Any]]:
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((CORPUS / "digests").glob("*.yaml"))}


def statements() -> list[dict[str, Any]]:
    return [statement for digest in digests().values() for statement in digest["statements"]]


@cache
def entities() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((ROOT / "assistant" / "lexicon.yaml").read_text("utf-8"))["entities"]
    return rows


def flat(text: str) -> str:
    """Words broken at a line end joined, every run of white space one space."""
    return " ".join(re.sub(r"(\w-)\n(?=\w)", r"\1", text).split())


def forms(entity: dict[str, Any]) -> list[str]:
    return [form for key in ("names", "brands", "lay", "abbreviations") for form in entity.get(key, [])]


def repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


# The manifest


@pytest.mark.parametrize("entry", manifest(), ids=lambda entry: str(entry["slug"]))
def test_a_file_is_the_one_the_manifest_was_written_for(entry: dict[str, Any]) -> None:
    assert hashlib.sha256((CORPUS / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_the_manifest_lists_every_document_once_and_nothing_else() -> None:
    documents = [path for path in CORPUS.rglob("*") if path.suffix in (".txt", ".md", ".yaml")]
    beside = {"README.md", "manifest.yaml"}
    beside |= {
        f"quiz/{entry['slug']}.yaml" for entry in manifest()
    }  # stems for quizzes: of no document that is not there
    there = {path.relative_to(CORPUS).as_posix() for path in documents} - beside
    assert sorted(entry[field] for entry in manifest() for field in ("file", "asked")) == sorted(there)
    assert not repeated([entry["slug"] for entry in manifest()])


def test_the_manifest_and_a_digest_say_the_same_of_it() -> None:
    said = {
        entry["slug"]: {key: entry[key] for key in entry if key not in ("file", "sha256", "asked")}
        for entry in manifest()
    }
    fields = ("slug", "title", "year", "dated", "kind", "jurisdiction", "url", "licence", "owner")
    for slug, digest in digests().items():
        assert said.pop(slug) == {key: digest[key] for key in fields if key in digest}
    assert [(entry["kind"], entry["year"], entry["dated"]) for entry in said.values()] == [
        ("article", None, "not before 2017")
    ]


# The digests


def test_a_digest_says_what_it_is_and_is_ours() -> None:
    for slug, digest in digests().items():
        assert set(digest) - {"dated"} == HEADER | {"statements"}, slug
        assert (digest["slug"], digest["digest"]) == (slug, True)
        assert digest["kind"] in get_args(SourceKind) and digest["licence"] and digest["owner"]
        assert digest["year"] or digest["dated"], slug
        assert digest["notice"].startswith(
            "Our own digest in our own words, made for this project; it is not the text of"
        )
        assert re.search(r"\b(Read|read)\b", digest["notice"]), slug


def test_a_statement_has_an_id_of_its_own_a_reference_and_a_check_status() -> None:
    assert not repeated([statement["id"] for statement in statements()])
    for statement in statements():
        assert STATEMENT <= set(statement) <= STATEMENT | {"grade", "note", "relations"}, statement["id"]
        assert statement["reference"].strip() and statement["checked"] in get_args(Checked), statement["id"]


def test_a_statement_is_one_sentence_that_stands_in_the_file_as_it_reads() -> None:
    for slug, digest in digests().items():
        raw = (CORPUS / "digests" / f"{slug}.yaml").read_text("utf-8")
        for statement in digest["statements"]:
            text = statement["statement"]
            assert raw.count(text) == 1, statement["id"]
            assert text.endswith(".") and not re.search(r"[.?!] [A-Z]", text), statement["id"]


def test_no_statement_restates_the_article_or_leans_on_another() -> None:
    leaning = re.compile(
        r"source article|overview article|^(It|They|This|These|That|Those|He|She)\b|\bsee above\b", re.I
    )
    assert [statement["id"] for statement in statements() if leaning.search(statement["statement"])] == []


def test_what_is_not_yet_checked_carries_no_grade_and_settles_nothing() -> None:
    unchecked = [statement for statement in statements() if statement["checked"] == "recalled"]
    assert unchecked
    assert [s["id"] for s in unchecked if "grade" in s or "relations" in s] == []


def test_a_grade_is_shown_only_where_it_was_read() -> None:
    read = {s["id"]: s["grade"] for s in statements() if "grade" in s}
    strong, weak = "Strong for", "Weak for"
    assert read == {"APA-04": "1C", "VAD-06": strong, "VAD-10": strong, "VAD-11": strong, "VAD-12": weak}


def test_a_note_is_for_the_reader_not_a_task_for_us() -> None:
    task = re.compile(
        r"recalled|to be (checked|completed|confirmed)|\b[Cc](heck|onfirm|omplete) the\b|before (quot|show|us)"
    )
    notes = [(s["id"], f"{s.get('note', '')} {s['reference']}") for s in statements()]
    assert [identity for identity, note in notes if task.search(note)] == []


def test_the_readme_lists_the_topics_in_use() -> None:
    section = (CORPUS / "README.md").read_text("utf-8").split("**Topics**")[1].split("\n## ")[0]
    assert sorted(re.findall(r"`([a-z-]+)`", section)) == sorted({statement["topic"] for statement in statements()})


# The relations


def relations() -> list[tuple[dict[str, Any], dict[str, str]]]:
    return [(statement, relation) for statement in statements() for relation in statement.get("relations", [])]


def test_the_quote_of_a_relation_is_found_once_in_the_document_it_names() -> None:
    article = flat((CORPUS / f"{ARTICLE}.txt").read_text("utf-8"))
    for statement, relation in relations():
        texts = (
            [article]
            if relation["to"] == ARTICLE
            else [
                other["statement"]
                for other in digests()[relation["to"]]["statements"]
                if other is not statement and other["checked"] != "recalled"
            ]
        )
        assert sum(text.count(relation["quote"]) for text in texts) == 1, (statement["id"], relation["quote"])


def test_the_quote_of_a_relation_lies_in_one_sentence_without_reference_numbers() -> None:
    for statement, relation in relations():
        assert relation["how"] in get_args(RelationHow) and set(relation) == {"to", "quote", "how"}, statement["id"]
        assert not re.search(r"[a-z)]\d|[.?!,]\d\d?\s|[.?!] [A-Z]", relation["quote"]), relation["quote"]


def test_a_statement_bears_on_the_same_words_in_one_way_only() -> None:
    pairs = [f"{statement['id']} {relation['to']} {relation['quote']}" for statement, relation in relations()]
    assert not repeated(pairs)


def test_where_later_sources_dispute_the_article_both_sides_are_tied_together() -> None:
    disputed = {
        "sodium valproate": {"AUG-08": "contradicts", "AUG-27": "qualifies", "AUG-31": "qualifies"},
        "robust response": {"ECT-02": "supports", "ECT-09": "contradicts", "ECT-10": "contradicts"},
        "minocycline": {"AUG-38": "contradicts", "AUG-39": "contradicts"},
        "≥ 6 weeks": {"INT-06": "qualifies", "DEF-09": "qualifies", "DEF-10": "qualifies"},
        "gold standard": {"EFF-15": "qualifies", "EFF-16": "supports"},
        "general symptoms of TRS": {"CBT-02": "supports", "CBT-08": "qualifies"},
    }
    for words, expected in disputed.items():
        tied = {s["id"]: r["how"] for s, r in relations() if r["to"] == ARTICLE and words in r["quote"]}
        assert expected.items() <= tied.items(), words


# The lexicon


def test_an_entity_has_an_id_of_its_own_a_kind_and_a_name() -> None:
    ids = [entity["id"] for entity in entities()]
    assert not repeated(ids)
    for entity in entities():
        assert entity["kind"] in ENTITY_KINDS and entity["names"], entity["id"]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entity["id"])
        assert (entity.get("class") in ("FGA", "SGA", "other")) == (entity["kind"] == "drug"), entity["id"]
        assert set(entity.get("broader", [])) <= set(ids) - {entity["id"]}, entity["id"]


def test_a_surface_form_names_one_thing_only() -> None:
    owners = {
        (re.sub(r"[\W_]+", " ", form.casefold()), entity["id"]) for entity in entities() for form in forms(entity)
    }
    assert len(owners) > 2000
    assert repeated([spelling for spelling, _ in owners]) == []


def test_no_form_is_read_as_a_word_that_only_ties_a_sentence_together() -> None:
    words = [form for entity in entities() for form in forms(entity) if form.isalpha()]
    assert [word for word in words if is_stop_word(stem(word)) and word.lower() not in CAPITALS_ONLY] == []


def test_broader_is_complete_so_that_no_chain_has_to_be_followed() -> None:
    broader = {entity["id"]: set(entity.get("broader", [])) for entity in entities()}
    assert [i for i, above in broader.items() if any(not broader[one] <= above for one in above)] == []


def test_every_drug_of_the_dose_tables_is_known_by_its_generic_name() -> None:
    drugs = {entity["id"] for entity in entities() if entity["kind"] == "drug"}
    assert set(GENERICS) - drugs == set()
    assert len(set(GENERICS)) == 96


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Depakote", "valproate"),
        ("divalproex", "valproate"),
        ("Topamax", "topiramate"),
        ("Lamictal", "lamotrigine"),
        ("Zyprexa", "olanzapine"),
        ("Leponex", "clozapine"),
        ("respiridone", "risperidone"),
        ("KarXT", "xanomeline-trospium"),
        ("Invega Trinza", "paliperidone-palmitate-3-monthly"),
        ("methotrimeprazine", "levomepromazine"),
        ("electroshock", "ect"),
        ("depot", "lai"),
        ("talking therapy", "cbt"),
        ("heart inflammation", "myocarditis"),
        ("drooling", "sialorrhoea"),
        ("voices", "positive-symptoms"),
        ("quit smoking", "smokers"),
        ("ANC", "anc"),
        ("cannabis oil", "cannabis"),
        ("lenacapavir", "lenacapavir"),
        ("psilocybin", "psilocybin"),
        ("BeneMin", "benemin"),
    ],
)
def test_a_brand_a_lay_word_or_an_abbreviation_finds_its_entity(said: str, meant: str) -> None:
    assert [entity["id"] for entity in entities() if said in forms(entity)] == [meant]


@pytest.mark.parametrize(
    "word", ["flat", "white", "resistant", "refractory", "typical", "focus", "progress", "fits", "nice", "us"]
)
def test_an_everyday_word_is_no_entity(word: str) -> None:
    assert [entity["id"] for entity in entities() if word in forms(entity)] == []

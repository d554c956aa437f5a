"""What proves a report: the same case gives the same bytes, and a changed number anywhere is seen."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.criteria import certificate, check_case, read_case, replayed, ruleset
from assistant.criteria.types import CaseReport, Certificate, PatientCase

NOTE = (
    "Olanzapine 20 mg for 8 weeks and risperidone 6 mg for 9 weeks, both without response. PANSS P1 5, P3 4. SOFAS 45. "
    "Present symptoms for 14 months. Adherence 95% by pill count and his mother. Olanzapine level 34 ng/mL."
)
CASE = {
    "trials": [
        {"drug": "olanzapine", "dose_mg": 20, "days_at_dose": 56, "response": "none"},
        {"drug": "haloperidol decanoate", "dose_mg": "33.333", "interval_days": 28, "days_at_dose": {"low": 42}},
    ],
    "ratings": [{"scale": "PANSS", "items": {"P1": 5}, "others_at_most": 3}, {"scale": "SOFAS", "score": {"high": 59}}],
    "levels": [{"drug": "clozapine", "value": "0.35", "unit": "mg/L", "trough": True}],
    "changes": [{"before": 90, "after": 76}],
    "neutrophils": [{"value": "1.45", "unit": "10^9/L"}],
    "years_since_treatment_start": "1.5",
}


def report(**given: object) -> CaseReport:
    return check_case(PatientCase.model_validate(CASE | given))


def proof(made: CaseReport) -> Certificate:
    assert made.certificate is not None
    return made.certificate


def test_the_same_case_gives_the_same_bytes_in_another_process() -> None:
    made = report().model_dump_json()
    code = (
        "import sys; from assistant.criteria import check_case; from assistant.criteria.types import PatientCase\n"
        "sys.stdout.write(check_case(PatientCase.model_validate_json(sys.argv[1])).model_dump_json())"
    )
    again = [
        subprocess.run(
            [sys.executable, "-c", code, json.dumps(CASE)],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert again == [made, made]


def test_the_same_note_gives_the_same_bytes() -> None:
    one, two = (check_case(draft.case, draft) for draft in (read_case(NOTE), read_case(NOTE)))
    assert one.model_dump_json() == two.model_dump_json()


@pytest.mark.parametrize(
    "change",
    [
        {"years_since_treatment_start": "1.6"},
        {"symptom_days": 84},
        {"trials": [CASE["trials"][0] | {"days_at_dose": 57}, CASE["trials"][1]]},  # type: ignore[index]
        {"changes": [{"before": 90, "after": 77}]},
        {"levels": [{"drug": "clozapine", "value": "0.36", "unit": "mg/L", "trough": True}]},
    ],
)
def test_a_changed_number_gives_other_hashes(change: dict[str, object]) -> None:
    one, two = proof(report()), proof(report(**change))
    assert one.case_hash != two.case_hash
    assert one.report_hash != two.report_hash
    assert (one.ruleset_hash, one.version) == (two.ruleset_hash, two.version)


def test_how_a_number_is_written_does_not_change_the_hashes() -> None:
    assert proof(report(symptom_days=84)) == proof(report(symptom_days={"low": "84.0", "high": 84}))


def test_what_is_asked_changes_the_report_and_not_the_case() -> None:
    case = PatientCase.model_validate(CASE)
    one, two = proof(check_case(case)), proof(check_case(case, asked=("anc",)))
    assert one.case_hash == two.case_hash
    assert one.report_hash != two.report_hash


def test_a_report_is_the_same_after_json() -> None:
    draft = read_case(NOTE)
    for made in (report(), check_case(draft.case, draft), check_case(PatientCase())):
        again = CaseReport.model_validate_json(made.model_dump_json())
        assert again.model_dump_json() == made.model_dump_json()
        assert again.findings == made.findings
        assert again.case == made.case
        assert replayed(again, check_case(again.case, again.draft, again.asked)).proven


@pytest.mark.parametrize("dose", ["33.333333333333336", 12.345678901, "19.99999999999999999999"])
def test_a_report_on_a_dose_with_many_digits_can_be_read_again(dose: object) -> None:
    trial = {"drug": "fluphenazine decanoate", "dose_mg": dose, "interval_days": 14}
    made = check_case(PatientCase.model_validate({"trials": [trial]}))
    assert CaseReport.model_validate_json(made.model_dump_json()).model_dump_json() == made.model_dump_json()


def test_a_report_that_comes_out_the_same_is_proven() -> None:
    replay = replayed(report(), report())
    assert replay.proven
    assert proof(report()).ruleset_hash in replay.words


@pytest.mark.parametrize(
    "tampered",
    [
        {"headline": "Treatment-resistant schizophrenia, TRRIP minimum criteria: met."},
        {"verdicts": {"trrip_minimum": "met"}},
        {"flags": ("No concern.",)},
        {"pseudo_resistance": ("none",)},
        {"closing": "This is a diagnosis."},
        {"case": PatientCase()},
        {"findings": ()},
        {"depends_on_table": True},
    ],
)
def test_a_report_altered_by_hand_is_not_proven(tampered: dict[str, object]) -> None:
    kept = report().model_copy(update=tampered)
    assert kept != report()
    replay = replayed(kept, check_case(kept.case))
    assert not replay.proven
    assert "altered" in replay.words


def test_a_report_altered_and_hashed_anew_is_not_proven() -> None:
    forged = report().model_copy(update={"headline": "All criteria are met."})
    replay = replayed(certificate.certified(forged), report())
    assert not replay.proven
    assert "another report" in replay.words


def test_a_report_by_other_rules_or_another_version_cannot_be_proven_here() -> None:
    made = report()
    for change in ({"ruleset_hash": "0" * 16}, {"version": "0"}):
        kept = made.model_copy(update={"certificate": proof(made).model_copy(update=change)})
        replay = replayed(kept, made)
        assert not replay.proven
        assert "cannot be proven here" in replay.words


def test_a_report_without_a_certificate_is_not_proven() -> None:
    bare = report().model_copy(update={"certificate": None})
    assert not replayed(bare, report()).proven
    assert not replayed(report(), bare).proven


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tables that the hash is taken of."""
    copy = tmp_path / "tables"
    shutil.copytree(ruleset.TABLES, copy)
    monkeypatch.setattr(ruleset, "TABLES", copy)
    return copy


def hashed() -> str:
    return ruleset.tables_hash.__wrapped__()


def test_the_rules_hash_is_that_of_the_tables(tables: Path) -> None:
    assert hashed() == proof(report()).ruleset_hash == ruleset.trrip().hash


def test_every_table_that_holds_a_number_is_in_the_rules_hash(tables: Path) -> None:
    before = hashed()
    names = [path for path in sorted(tables.iterdir()) if path.suffix != ".md"]
    assert len(names) >= 14
    for path in names:
        kept = path.read_bytes()
        digit = next(place for place, byte in enumerate(kept) if chr(byte).isdigit())
        path.write_bytes(kept[:digit] + str((int(chr(kept[digit])) + 1) % 10).encode() + kept[digit + 1 :])
        assert hashed() != before, path.name
        path.write_bytes(kept)
    assert hashed() == before


def test_a_table_renamed_or_removed_makes_another_rule_set(tables: Path) -> None:
    before = hashed()
    (tables / "drugs.yaml").rename(tables / "drogs.yaml")
    renamed = hashed()
    (tables / "drogs.yaml").unlink()
    assert len({before, renamed, hashed()}) == 3


def test_line_endings_do_not_make_another_rule_set(tables: Path) -> None:
    before = hashed()
    path = tables / "trrip_2017.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert hashed() == before


def test_findings_carry_the_words_they_were_read_from() -> None:
    draft = read_case(NOTE)
    made = check_case(draft.case, draft)
    quotes = {one.id: [span.quote for span in one.evidence] for one in made.findings}
    assert any("SOFAS 45" in quote for quote in quotes["F1"])
    assert any("14 months" in quote for quote in quotes["S4"])
    assert any("95%" in quote for quote in quotes["A1"])
    assert any("34 ng/mL" in quote for quote in quotes["A2"])
    by_drug = {one.subject: " ".join(span.quote for span in one.evidence) for one in made.findings if one.id == "T2"}
    assert "8 weeks" in by_drug["olanzapine"]
    assert "9 weeks" not in by_drug["olanzapine"]
    assert "9 weeks" in by_drug["risperidone"]


def test_without_a_note_no_finding_carries_words() -> None:
    assert all(one.evidence == () for one in report().findings)

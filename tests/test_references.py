"""Reference numbers come out as data; quantities and names keep every digit."""

import pytest

from assistant.references import take_out


@pytest.mark.parametrize(
    ("printed", "clean", "numbers"),
    [
        ("to treatment,1 which", "to treatment, which", ("1",)),
        ("schizophrenia (TRS).2 The", "schizophrenia (TRS). The", ("2",)),
        ("by Kane et al,3 clozapine", "by Kane et al, clozapine", ("3",)),
        ("Guidelines4 and a Cochrane review5 for", "Guidelines and a Cochrane review for", ("4", "5")),
        ("A meta-analysis6 assessing", "A meta-analysis assessing", ("6",)),
        ("A meta-analysis20 of 12 trials", "A meta-analysis of 12 trials", ("20",)),
        ("profile,9 one study10 demonstrated", "profile, one study demonstrated", ("9", "10")),
        ("600–838 ng/mL.11", "600–838 ng/mL.", ("11",)),
        ("strategies.1,13", "strategies.", ("1", "13")),
        ("in errors.3–5 The", "in errors. The", ("3", "4", "5")),
        ("“pseudo-resistance,”7 possibly", "“pseudo-resistance,” possibly", ("7",)),
        ("in 2016).1,2 Doses", "in 2016). Doses", ("1", "2")),
        ("since 1992.1 Such", "since 1992. Such", ("1",)),
        ("the antipsychotics16", "the antipsychotics", ("16",)),
        ("of SSRIs12 was", "of SSRIs was", ("12",)),
        ("a response¹² was", "a response was", ("12",)),
        ("a response.¹,³⁻⁵ It", "a response. It", ("1", "3", "4", "5")),
        ("is common [12].", "is common.", ("12",)),
        ("is common.[3,4] It", "is common. It", ("3", "4")),
        ("in HIV-1 [2]. It", "in HIV-1. It", ("2",)),
        ("in 2016 [3–5, 7] it", "in 2016 it", ("3", "4", "5", "7")),
        ("with a note.[^1] It", "with a note. It", ("1",)),
    ],
)
def test_a_reference_number_is_taken_out(printed: str, clean: str, numbers: tuple[str, ...]) -> None:
    assert take_out(printed) == (clean, numbers)


@pytest.mark.parametrize(
    "printed",
    [
        "heterogeneity (I2 = 91%).",
        "an average dosage of 392 mg/d and ≥ 600 mg of chlorpromazine",
        "(800–1,125 mg/d) and 40%–70% of patients",
        "neutrophils below 1.5 × 10⁹/L, 10⁻³ mol, 30 kg/m² and 5 mm³ of χ² and R²",
        "CYP1A2, CYP2D6, D2, 5-HT2A, M1/M4, GLP-1, HbA1c and vitamin B12 in COVID-19",
        "PMC9243911, CG178 and QS80 name documents; P1 and n=40 do not.",
        "ENIGMA-TRS 1, Figure 2, phase 3, grade2, week12 and a 6-week trial",
        "Stat3, Foxp3, caspase3, TGF-beta1, connexin43 and bEND.3 cells are names. PU.1 Exogenous too.",
        "median age, 61 [18-94] years; 8 [2-20]; 5.5 [3] vs 9 [4] days; score range [1, 7]",
        "titrated12.5 mg or dose25 mg with a blank missing",
        "an AOR of.61 (CI:.48-.76), p<.05 and kappa.72",
        "Olanzapine,20",
        "the helper cell (Th)1 and interleukin (IL)4 and Ca(OH)2",
        "the Met¹⁴⁹ and Ser³ variants and Ca²⁺ ions",
        "see https://example.org/study10 and report12.pdf",
        "Version 1.4 and no.5 and Fig.2 and vol.12 and Sept.5",
        "after failure,3 weeks of olanzapine",
    ],
)
def test_a_quantity_or_a_name_keeps_its_digits(printed: str) -> None:
    assert take_out(printed) == (printed, ())

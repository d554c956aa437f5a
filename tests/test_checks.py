"""The checks one by one: what each lets through, what it refuses, and that no wording turns it off."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checks import CHECKS, Check, Cited, Told
from assistant.checks.comparisons import comparisons_agree
from assistant.checks.copies import small_changes_are_harmless
from assistant.checks.hedges import (
    binding_is_the_sources,
    causes_are_the_sources,
    certainty_is_the_sources,
    hedges_are_kept,
)
from assistant.checks.joined import clauses_are_of_one_sentence
from assistant.checks.kept import or_stays_or
from assistant.checks.labels import figures_keep_their_drugs, labels_keep_their_numbers, parts_are_no_wholes
from assistant.checks.meanings import stems_of, table_of_meanings
from assistant.checks.names import (
    capitals_agree,
    members_stay_in_their_class,
    names_agree,
    salts_keep_their_places,
)
from assistant.checks.nearness import agreement
from assistant.checks.numbers import (
    bounds_agree,
    names_own_their_numbers,
    numbers_agree,
    numbers_are_of_the_same,
    numbers_keep_their_partners,
)
from assistant.checks.polarity import (
    denials_agree,
    denials_are_kept,
    nothing_is_left_open,
    prefixes_agree,
    senses_agree,
)
from assistant.checks.quotes import is_not_anothers, quotes_are_there
from assistant.checks.scope import scopes_agree
from assistant.checks.support import nothing_is_added
from assistant.lexicon import Lexicon
from assistant.types import Hit, Passage, Sentence, Source

Ask = Callable[[Check, str, str], str | None]
LEXICON = Lexicon.load()


def passage(text: str, name: str) -> Hit:
    return Hit(
        passage=Passage(
            passage_id=f"{name}#0", source_slug=name, ordinal=0, start=0, end=len(text), text=text,
            sentences=(Sentence(start=0, end=len(text), text=text),),
        ),
        source=Source(source_id=name, slug=name, title=f"The {name} review", kind="article", year=2017),
        score=1.0,
    )  # fmt: skip


def why(check: Check, source: str, claim: str, others: Iterable[Hit] = ()) -> str | None:
    """What the check has against the claim where the source is cited and the others were supplied too."""
    hits = [passage(source, "cited"), *others]
    cited = Cited((hits[0],), source, LEXICON, {hit.passage.passage_id: hit for hit in hits})
    return check(Told(claim, LEXICON), cited)


ARMS = "In the trial, 30% of patients on clozapine and 4% of patients on chlorpromazine responded within 6 weeks."
LABEL = "The label allows clozapine to be restarted only if the expected benefit outweighs the risk."
RATES = "Clozapine plus aripiprazole was associated with fewer readmissions than clozapine alone."
NULL = "Clozapine and olanzapine did not differ in most trials, and topiramate may reduce weight."
ADVICE = "The guideline suggests a trial of lithium and recommends that clozapine should be considered."
WEEKS = "Monitoring is weekly for the first 18 weeks, at a mean dose of 300 mg/day and up to 900 mg/day."
LISTED = "Glycine analogs such as sarcosine, and antiepileptics like lamotrigine and topiramate, were studied."
SALTS = "The review covered 6 trials of sodium valproate and 3 of magnesium valproate."
UNTIL = "The count is checked daily until it is 1,000, and then three times a week until it is 1,500."
GRADES = "The scale runs from 1 to 7: 3 mild, 4 moderate, 5 marked, 6 severe."
SHARE = "Levels were measured in only 1 of the 5 trials."
PAIR = "ECT ranked best for positive symptoms. Added antidepressants were not better than placebo."

PASSES: list[tuple[Check, str, str]] = [
    (numbers_agree, WEEKS, "In the 2017 review, the mean dose was 0.3 g a day."),
    (numbers_agree, ARMS, "One trial found a response in 30% on clozapine."),
    (numbers_are_of_the_same, ARMS, "Response within 6 weeks: 4% with chlorpromazine against 30% with clozapine."),
    (numbers_are_of_the_same, ARMS, "Clozapine and chlorpromazine had responses of 30% and 4% respectively."),
    (bounds_agree, WEEKS, "The average dose was 300 mg/day, with a maximum of 900 mg/day."),
    (names_own_their_numbers, ARMS, "On clozapine, 30% responded."),
    (labels_keep_their_numbers, GRADES, "On the scale, 4 is moderate and 5 marked."),
    (figures_keep_their_drugs, ARMS, "4% responded to chlorpromazine and 30% to clozapine."),
    (parts_are_no_wholes, SHARE, "Of the 5 trials, one of them measured levels."),
    (numbers_agree, "ANC is measured weekly in the first year.", "In year one the ANC is measured weekly."),
    (numbers_agree, "It needs at least 70% endorsement.", "It needs 70% endorsement or more."),
    (numbers_agree, "It had 68 patients of 230 planned.", "It had 68 of the 230 patients planned."),
    (salts_keep_their_places, "Olanzapine (Zyprexa) was given.", "Zyprexa (olanzapine) was given."),
    (senses_agree, "It did not improve mood or sleep.", "It improved neither mood nor sleep."),
    (or_stays_or, "It was not effective for mood and not for sleep.", "It was not effective for mood or sleep."),
    (quotes_are_there, 'A rating of "1" is strong, "2" weak.', 'A "1" is a strong rating and "2" a weak one.'),
    (names_agree, ARMS, "Clozaril patients responded."),
    (capitals_agree, ARMS, "According to the 2017 Cited review, patients on clozapine responded."),
    (members_stay_in_their_class, LISTED,
     "Antiepileptics (topiramate, lamotrigine) and glycine analogs (sarcosine) were."),
    (salts_keep_their_places, SALTS, "There were 6 of sodium valproate and 3 of magnesium valproate."),
    (quotes_are_there, LABEL, "It is allowed if the “expected benefit outweighs the risk”."),
    (is_not_anothers, LABEL, LABEL),
    (small_changes_are_harmless, LABEL, LABEL.replace("allows", "permits")),
    (hedges_are_kept, NULL, "Topiramate might reduce weight."),
    (hedges_are_kept, NULL, "Clozapine and olanzapine were alike in most trials."),
    (certainty_is_the_sources, NULL, "Topiramate may reduce weight."),
    (binding_is_the_sources, ADVICE, "The guideline recommends considering clozapine."),
    (causes_are_the_sources, RATES, "Aripiprazole with clozapine was linked to fewer readmissions."),
    (scopes_agree, NULL, "In the majority of trials, clozapine and olanzapine were alike."),
    (denials_agree, NULL, "There was no difference between clozapine and olanzapine."),
    (prefixes_agree, "The outcome was not recorded.", "The outcome is unrecorded."),
    (senses_agree, NULL, "Clozapine and olanzapine were similar."),
    (comparisons_agree, RATES, "Readmissions were fewer on clozapine with aripiprazole than on clozapine by itself."),
    (comparisons_agree, RATES, "Readmissions were commoner on clozapine alone than on clozapine with aripiprazole."),
    (nothing_is_added, RATES, "Adding aripiprazole to clozapine went with less rehospitalisation."),
    (clauses_are_of_one_sentence, PAIR, "ECT ranked best, while antidepressants did not beat placebo."),
]  # fmt: skip
REFUSED: list[tuple[Check, str, str, str]] = [
    (numbers_agree, WEEKS, "In 2018, the mean dose was 300 mg/day.", "'2018'"),
    (numbers_agree, WEEKS, "The mean dose was 300 mg/week.", "'300 mg/week'"),
    (numbers_are_of_the_same, ARMS,
     "4% of patients on clozapine and 30% of patients on chlorpromazine.", "other things"),
    (numbers_are_of_the_same, ARMS,
     "Clozapine and chlorpromazine had responses of 4% and 30% respectively.", "other things"),
    (bounds_agree, "The dose was 300 mg/day.", "The maximum dose was 300 mg/day.", "maximum"),
    (labels_keep_their_numbers, GRADES, "On the scale, 4 is moderate and 5 severe.", "beside"),
    (figures_keep_their_drugs, ARMS, "30% responded to chlorpromazine and 4% to clozapine.", "another drug"),
    (parts_are_no_wholes, SHARE, "Levels were measured in five of the trials.", "all"),
    (scopes_agree, "It may miss some cases.", "It may not find any cases.", "'some'"),
    (denials_agree, NULL, "No difference between clozapine and olanzapine was not seen.", "denies"),
    (names_agree, "Therapy had no effect in clozapine-resistant schizophrenia.",
     "Clozapine had no effect.", "'Clozapine'"),
    (names_agree, ARMS, "30% of patients on olanzapine responded.", "'olanzapine'"),
    (capitals_agree, ARMS, "In Thompson and Wright, 30% of patients responded.", "'Thompson'"),
    (members_stay_in_their_class, LISTED,
     "Glycine analogs such as lamotrigine, and antiepileptics, were studied.", "class"),
    (salts_keep_their_places, SALTS, "There were 6 trials of magnesium valproate and 3 of sodium valproate.", "places"),
    (quotes_are_there, LABEL, "It must be “restarted at once”.", "fabricated quote"),
    (small_changes_are_harmless, LABEL, LABEL.replace("allows", "does not allow"), "denies"),
    (small_changes_are_harmless, NULL, NULL.replace("may reduce", "will reduce"), "drops 'may'"),
    (hedges_are_kept, NULL, "Topiramate reduces weight.", "'may'"),
    (certainty_is_the_sources, NULL, "It is proven that topiramate may reduce weight.", "'proven'"),
    (binding_is_the_sources, ADVICE, "The guideline says that clozapine must be given.", "'must'"),
    (causes_are_the_sources, RATES, "Aripiprazole prevented readmissions.", "'prevented'"),
    (scopes_agree, NULL, "In all trials, clozapine and olanzapine were alike.", "'all'"),
    (scopes_agree, NULL, "In trials, clozapine and olanzapine did not differ.", "'most'"),
    (denials_agree, RATES, "There were not fewer readmissions.", "'not'"),
    (denials_are_kept, "Clozapine must not be given again.", "Clozapine must be given again.", "not be"),
    (denials_are_kept, NULL, "Clozapine and olanzapine differ in most trials.", "not"),
    (nothing_is_left_open, NULL, "Clozapine and olanzapine did not differ, but topiramate did.", "asserts"),
    (nothing_is_left_open, RATES, "Those on aripiprazole had fewer readmissions than those who were not.", "left open"),
    (numbers_keep_their_partners, UNTIL, "The count is checked daily until it is 1,500.", "another number"),
    (prefixes_agree, "Untreated glaucoma is a reason to avoid it.", "Treated glaucoma is a reason.", "'Treated'"),
    (senses_agree, NULL, "Clozapine and olanzapine differed.", "'differed'"),
    (senses_agree, RATES, "Aripiprazole was associated with more readmissions.", "'more'"),
    (comparisons_agree, RATES,
     "Readmissions were fewer on clozapine alone than on clozapine plus aripiprazole.", "compare"),
    (comparisons_agree, LABEL, "It is allowed if the risk outweighs the benefit.", "compare"),
    (nothing_is_added, RATES, "Aripiprazole was associated with fewer readmissions in adolescents.", "'adolescents'"),
    (clauses_are_of_one_sentence, PAIR,
     "Antidepressants ranked best, while ECT did not beat placebo.", "different sentences"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "source", "claim"), PASSES)
def test_a_faithful_wording_passes_each_check(check: Check, source: str, claim: str) -> None:
    assert why(check, source, claim) is None


@pytest.mark.parametrize(("check", "source", "claim", "said"), REFUSED)
def test_each_check_says_what_is_wrong(check: Check, source: str, claim: str, said: str) -> None:
    reason = why(check, source, claim)
    assert reason is not None, "it was let through"
    assert said in reason


WHOLE = frozenset(  # tests/test_checks_whole.py
    """
    at_least_is_kept conditions_are_kept enough_is_told figures_fit_their_names gives_no_orders or_stays_or
    speaks_of_no_patient stands_by_itself tells_something the_drug_is_kept
    """.split()
)
PLACES = frozenset(  # tests/test_checks_places.py
    """
    alone_is_of_the_same designations_agree exceptions_are_not_taken_in lists_keep_their_order
    no_harm_becomes_a_treatment nothing_changes_places ordinals_agree
    what_came_first_comes_first what_is_added_stays_added
    """.split()
)


def test_every_check_is_tried_both_ways() -> None:
    tried = {check for check, *_ in REFUSED}
    assert {check.__name__ for check in CHECKS} - {check.__name__ for check in tried} == {
        "span_is_there",  # tests/test_verify.py
        "is_not_anothers",  # below
        "names_own_their_numbers",  # below
        *WHOLE,
        *PLACES,
    }


def test_a_quote_of_another_passage_is_misattributed_and_one_of_none_is_fabricated() -> None:
    other = passage("The label stops clozapine below 500 cells.", "label")
    found = why(quotes_are_there, LABEL, "“Stops clozapine below 500 cells”, it says.", [other])
    assert found is not None and found.startswith("misattributed quote") and "label#0" in found
    lost = why(quotes_are_there, LABEL, "“Never give it again”, it says.", [other])
    assert lost is not None and lost.startswith("fabricated quote")


def test_another_passages_sentence_may_not_be_cited_from_this_one() -> None:
    other = passage("The label stops clozapine below 500 cells.", "label")
    found = why(is_not_anothers, LABEL, "The label stops clozapine below 500 cells.", [other])
    assert found is not None and "misattributed" in found and "label#0" in found


def test_a_dose_is_of_the_drug_that_it_stands_beside() -> None:
    source = (
        "The mean clozapine dose was 441 mg/day; mirtazapine, electroconvulsive therapy and memantine ranked highest."
    )
    assert why(names_own_their_numbers, source, "The mean dose of clozapine was 441 mg/day.") is None
    assert why(names_own_their_numbers, source, "The mean dose of memantine was 441 mg/day.") is not None


# Properties


@given(st.sampled_from([ARMS, LABEL, RATES, NULL, ADVICE, WEEKS, LISTED]), st.sampled_from(CHECKS))
def test_a_source_passes_every_check_against_itself_without_its_full_stop(source: str, check: Check) -> None:
    assert why(check, source, source.rstrip(".")) is None


@given(st.text(max_size=80), st.text(min_size=1, max_size=80))
def test_no_text_makes_a_check_raise(claim: str, source: str) -> None:
    for check in CHECKS:
        why(check, source, claim)


@given(st.integers(2, 98), st.integers(2, 98))
def test_two_shares_never_change_places(one: int, other: int) -> None:
    source = f"Of the patients, {one}% on clozapine and {other}% on placebo responded."
    crossed = f"Of the patients, {other}% on clozapine and {one}% on placebo responded."
    refused = why(numbers_are_of_the_same, source, crossed) is not None
    assert refused == (one != other)


# The table


def test_the_table_of_meanings_names_only_what_it_has() -> None:
    table = table_of_meanings()
    names = set().union(*table.of.values())
    assert {name for name in table.opposites if name not in names} == set()


def test_irregular_forms_and_parted_verbs_mean_what_their_verb_means() -> None:
    source = Told("The level was lowered.", LEXICON)
    assert all(Told(text, LEXICON).meanings & source.terms[-1].meanings for text in ("It fell.", "It brought it down."))
    parted = Told("Smoking brings the level down again.", LEXICON)
    assert parted.terms[1].meanings & source.terms[-1].meanings
    assert not Told("Smoking brings it; down came the level.", LEXICON).terms[1].meanings & source.terms[-1].meanings


def test_a_general_word_may_be_said_for_a_special_one_and_not_the_other_way_round() -> None:
    assert why(nothing_is_added, "A network meta-analysis favoured it.", "A pooled analysis favoured it.") is None
    assert why(nothing_is_added, "A document favoured it.", "A label favoured it.")


def test_opposites_are_opposites_both_ways_and_never_of_themselves() -> None:
    table = table_of_meanings()
    for name, others in table.opposites.items():
        assert name not in others
        assert all(name in table.opposites[other] for other in others)


def test_words_of_one_line_stand_for_each_other() -> None:
    table = table_of_meanings()
    assert table.of[stems_of("rise")] & table.of[stems_of("increased")]
    assert table.opposed(table.of[stems_of("rise")]) & table.of[stems_of("fell")]


def test_agreement_is_of_places_that_share_their_neighbours() -> None:
    source, same = Told(ARMS, LEXICON), Told("Clozapine: 30%; chlorpromazine: 4%.", LEXICON)
    places = ([source.quantities[0].start], [source.quantities[1].start])
    straight = agreement((same.quantities[0].start, same.quantities[1].start), same, places, source)
    crossed = agreement((same.quantities[1].start, same.quantities[0].start), same, places, source)
    assert straight > 0 > crossed

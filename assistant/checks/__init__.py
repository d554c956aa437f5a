"""The checks of the gate: a claim beside the words it cites in, the reason why it must not be shown out, or None.

One file for each thing that can be wrong; CHECKS lists them, cheapest first.
"""

from collections.abc import Callable

from assistant.checks.address import gives_no_orders, speaks_of_no_patient, stands_by_itself, tells_something
from assistant.checks.cited import Cited, cited_words
from assistant.checks.comparisons import comparisons_agree
from assistant.checks.completeness import enough_is_told
from assistant.checks.conditions import conditions_are_kept
from assistant.checks.copies import small_changes_are_harmless
from assistant.checks.exchange import nothing_changes_places
from assistant.checks.fitting import figures_fit_their_names
from assistant.checks.hedges import (
    binding_is_the_sources,
    causes_are_the_sources,
    certainty_is_the_sources,
    hedges_are_kept,
)
from assistant.checks.joined import clauses_are_of_one_sentence
from assistant.checks.kept import at_least_is_kept, or_stays_or, the_drug_is_kept
from assistant.checks.labels import figures_keep_their_drugs, labels_keep_their_numbers, parts_are_no_wholes
from assistant.checks.limits import designations_agree, exceptions_are_not_taken_in, ordinals_agree
from assistant.checks.names import capitals_agree, members_stay_in_their_class, names_agree, salts_keep_their_places
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
from assistant.checks.quotes import is_not_anothers, quotes_are_there, span_is_there
from assistant.checks.roles import (
    alone_is_of_the_same,
    lists_keep_their_order,
    no_harm_becomes_a_treatment,
    what_came_first_comes_first,
    what_is_added_stays_added,
)
from assistant.checks.scope import scopes_agree
from assistant.checks.support import nothing_is_added
from assistant.checks.told import Told

Check = Callable[[Told, Cited], str | None]

CHECKS: tuple[Check, ...] = (
    span_is_there,
    quotes_are_there,
    is_not_anothers,
    numbers_agree,
    figures_fit_their_names,
    names_agree,
    capitals_agree,
    members_stay_in_their_class,
    salts_keep_their_places,
    small_changes_are_harmless,
    hedges_are_kept,
    certainty_is_the_sources,
    binding_is_the_sources,
    causes_are_the_sources,
    scopes_agree,
    conditions_are_kept,
    prefixes_agree,
    denials_agree,
    denials_are_kept,
    nothing_is_left_open,
    senses_agree,
    comparisons_agree,
    tells_something,
    stands_by_itself,
    speaks_of_no_patient,
    gives_no_orders,
    nothing_is_added,
    enough_is_told,
    the_drug_is_kept,
    or_stays_or,
    at_least_is_kept,
    clauses_are_of_one_sentence,
    bounds_agree,
    labels_keep_their_numbers,
    names_own_their_numbers,
    numbers_are_of_the_same,
    numbers_keep_their_partners,
    figures_keep_their_drugs,
    parts_are_no_wholes,
    ordinals_agree,
    designations_agree,
    exceptions_are_not_taken_in,
    alone_is_of_the_same,
    no_harm_becomes_a_treatment,
    lists_keep_their_order,
    what_is_added_stays_added,
    what_came_first_comes_first,
    nothing_changes_places,
)

__all__ = ["CHECKS", "Check", "Cited", "Told", "cited_words"]

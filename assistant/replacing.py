"""What takes the place of what in a conversation: something just named and what was talked about in, the pairs out.

"And topiramate?" after a question on valproate replaces the valproate and not the clozapine it is added to.
"""

import re
from collections.abc import Sequence

from assistant import turns_of_phrase as phrase
from assistant.follow_ups import Typed
from assistant.mentions import BACKGROUND, Thing
from assistant.topic import Past


def replaced_in(past: Past, thing: Thing, typed: Typed) -> Thing | None:
    """What of an earlier question this thing takes the place of: first what the question's own words named.

    What the whole corpus is about gives way last, and only to a drug of its class or where it was what was asked.
    """
    taken_back = {one.id for one in typed.not_meant}
    if named := [one for one in past.things if one.id in taken_back]:
        return named[0]
    others = [one for one in past.things if one.id != thing.id and one.id not in BACKGROUND]
    if thing.is_effect:
        return _effect_replaced(past, thing, typed, others)
    alike = [one for one in others if one.slot == thing.slot]
    if thing.kind == "jurisdiction" and not alike:
        alike = [one for one in others if one.slot == "people"]  # "and European?" after "in Asian people"
    telling = [one for one in alike if thing.slot != "intervention" or not one.everywhere]
    grades = (
        [one for one in telling if one.id in past.fresh],
        [one for one in telling if one.kind == thing.kind],
        telling,
        [one for one in alike if one.id in past.fresh and not past.alone],
        [one for one in alike if one.everywhere and one.is_antipsychotic and thing.is_antipsychotic],
    )
    return next((grade[0] for grade in grades if grade), None)


def _effect_replaced(past: Past, thing: Thing, typed: Typed, others: Sequence[Thing]) -> Thing | None:
    """An effect takes the place of one that the question's own words name; an outcome does so where it is said to."""
    if thing.slot == "outcome" and not typed.opening:
        return None
    return next((one for one in others if one.is_effect and one.id in past.fresh), None)


def is_replaced(thing: Thing, typed: Typed) -> bool:
    """Whether what the text names takes the place of a thing talked about before."""
    if any(thing.id == one.id for one in typed.not_meant):
        return True
    if thing.slot == "outcome" and typed.is_name and not typed.opening:
        return any(one.is_effect and one.id != thing.id for one in typed.things)
    rivals = [one for one in typed.things if one.slot == thing.slot and one.id != thing.id]
    return bool(rivals) and not typed.compares and _gives_way(thing, rivals, typed)


def _gives_way(thing: Thing, rivals: Sequence[Thing], typed: Typed) -> bool:
    match thing.slot:
        case "intervention":
            others = any(not one.everywhere or one.kind == "drug-class" for one in rivals)
            if typed.opening == "correction" and thing.everywhere:
                return thing.is_antipsychotic and any(one.is_antipsychotic for one in rivals)
            return typed.opening == "correction" or (others and not thing.everywhere)
        case "source" | "people" | "scale":
            return True
        case "problem" | "outcome":
            return not phrase.POINTS_LAST.search(typed.rest)
        case "measure":
            return any(re.search(phrase.MEASURED + re.escape(one.surface), typed.rest, re.I) for one in rivals)
        case _:
            return False

"""Doses in chlorpromazine equivalents, asked for by themselves: a case in, a verdict with each table's figure out."""

from collections.abc import Sequence

from assistant.criteria.doses import Equivalent, Table, tables, to_chlorpromazine
from assistant.criteria.logic import AllOf, status_of
from assistant.criteria.ranges import at_least, between, shown
from assistant.criteria.ruleset import Rule
from assistant.criteria.trials import dose_words
from assistant.criteria.types import Finding, PatientCase, Trial, Verdict


def equivalents_verdict(case: PatientCase, rule: Rule) -> Verdict:
    """The doses told, by the default table first and then by every other that has them.

    Its status is whether every dose reaches the limit of `rule` by the default table.
    """
    doses = [trial for trial in case.trials if trial.dose_mg is not None and not trial.prn]
    default, *others = tables()
    findings = tuple(_finding(trial, default, rule) for trial in doses)
    label = "; ".join(f"{_words(trial)} is {_shown(trial, default)}{_elsewhere(trial, others)}" for trial in doses)
    return Verdict(
        name="dose_equivalents",
        title=f"Dose in chlorpromazine equivalents (TRRIP asks for {shown(rule.limits['cpz_mg'])} mg/day)",
        label=label or "no dose was read",
        status=status_of(AllOf(findings)) if findings else "unknown",
        because="; ".join(one.working for one in findings),
        findings=findings,
        says=tuple(line for trial in doses for line in _by_others(trial, others)),
        reference=default.citation,
        checked=default.checked,
    )


def _finding(trial: Trial, table: Table, rule: Rule) -> Finding:
    found = to_chlorpromazine(trial, table.id)
    reaches = at_least(found.mg, rule.limits["cpz_mg"])
    return rule.found(reaches, _shown(trial, table), subject=_words(trial), working=found.working, flags=found.notes)


def _words(trial: Trial) -> str:
    return f"{trial.drug} {dose_words(trial)}"


def _shown(trial: Trial, table: Table) -> str:
    named, found = table.id.replace("-", " ").title(), to_chlorpromazine(trial, table.id)
    return f"{found.mg.words()} mg/day by {named}" if found.mg else f"not listed by {named}"


def _elsewhere(trial: Trial, others: Sequence[Table]) -> str:
    """How far the other tables lie apart: a conversion is no constant of nature."""
    known = [found.mg for _, found in _found(trial, others) if found.mg]
    lows, highs = [mg.low for mg in known if mg.low is not None], [mg.high for mg in known if mg.high is not None]
    if not lows or not highs:
        return ""
    apart = between(min(lows), max(highs)).words()
    return f", {apart} mg/day by {'another table' if len(known) == 1 else f'{len(known)} other tables'}"


def _by_others(trial: Trial, others: Sequence[Table]) -> list[str]:
    return [f"{_words(trial)}: {found.working} ({table.citation})" for table, found in _found(trial, others)]


def _found(trial: Trial, others: Sequence[Table]) -> list[tuple[Table, Equivalent]]:
    """The tables that have an equivalent, with it."""
    every = ((table, to_chlorpromazine(trial, table.id)) for table in others)
    return [(table, found) for table, found in every if found.mg]

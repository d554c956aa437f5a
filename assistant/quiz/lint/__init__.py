"""Rules of item writing: an item or a quiz in, faults out, each with the rule's words and its source.

The rules are those of the NBME Item-Writing Guide (2020), chapter 3, "Technical Item Flaws", and of Haladyna, Downing
and Rodriguez, "A review of multiple-choice item-writing guidelines for classroom assessment", Applied Measurement in
Education 2002;15:309-333, by the numbers of its table; one is of the ISMP list of error-prone dose designations.
"""

from assistant.quiz.lint import options, sets, stems
from assistant.quiz.lint.rules import Rule, SetRule
from assistant.quiz.types import Fault, Quiz, QuizItem, Severity

__all__ = ["RULES", "SET_RULES", "Fault", "Rule", "SetRule", "Severity", "lint_item", "lint_quiz"]

DIFFICULTY = "NBME 2020, ch. 3, flaws related to irrelevant difficulty"
CUES = "NBME 2020, ch. 3, flaws that cue the testwise examinee"
HALADYNA = "Haladyna 2002, guideline"
ISMP = "ISMP List of Error-Prone Abbreviations, Symbols, and Dose Designations"
OURS = "this project's promise: nothing unsupported reaches a reader"

RULES: tuple[Rule, ...] = (
    Rule("one-key", "error", "Exactly one option is right.", f"{HALADYNA} 19", options.not_one_key),
    Rule("option-count", "error", "Three to five options.", f"{HALADYNA} 18", options.unusual_number),
    Rule("duplicate-options", "error", "No two options say the same.", f"{HALADYNA} 22", options.the_same),
    Rule("of-the-above", "error", "No option speaks of other options.", f"{HALADYNA} 25, 26; {DIFFICULTY}",
         options.of_options),
    Rule("overlap", "error", "Figures do not overlap.", f"{HALADYNA} 22", options.overlapping),
    Rule("order", "error", "Figures stand in order.", f"{HALADYNA} 21; {DIFFICULTY}", options.out_of_order),
    Rule("form", "error", "Figures have one unit and one form.", f"{HALADYNA} 23; {DIFFICULTY}", options.of_other_form),
    Rule("kind", "warning", "Options are alike in kind.", f"{HALADYNA} 23", options.of_other_kind),
    Rule("long-key", "error", "The key is not clearly the longest.", f"{HALADYNA} 24; {CUES}", options.key_stands_out),
    Rule("absolutes", "error", "No absolutes in wrong options alone.", f"{HALADYNA} 28a; {CUES}",
         options.absolutes_when_wrong),
    Rule("clang", "error", "No word of the stem in the key alone.", f"{HALADYNA} 28b; {CUES}", options.clang),
    Rule("convergence", "warning", "The key does not share most with the others.", CUES, options.convergence),
    Rule("vague", "error", "No vague words for a frequency in options.", DIFFICULTY, options.vague),
    Rule("in-the-stem", "error", "No option stands in the stem.", f"{HALADYNA} 28", options.told_in_the_stem),
    Rule("article", "error", "Every option fits “a” or “an” before the gap.", f"{HALADYNA} 28c; {CUES}",
         options.wrong_article),
    Rule("number", "warning", "The key alone is not plural or singular.", f"{HALADYNA} 28c; {CUES}",
         options.number_of_the_key),
    Rule("unsafe-dose", "error", "No zero after the point of a dose, and none missing before it.", ISMP,
         options.unsafe_dose),
    Rule("feedback", "warning", "Something is said about every option.", f"{HALADYNA} 29", stems.nothing_to_tell),
    Rule("lead-in", "error", "The stem asks, or tells what to do.", f"{HALADYNA} 14, 15", stems.open_lead_in),
    Rule("unmarked-negative", "error", "NOT and EXCEPT are in capitals.", f"{HALADYNA} 17", stems.unmarked_negative),
    Rule("negative", "warning", "Better no negative question.", f"{HALADYNA} 17; {DIFFICULTY}", stems.negative),
    Rule("reading-load", "warning", "The stem is short.", f"{HALADYNA} 13, 16; {DIFFICULTY}", stems.long_to_read),
    Rule("stereotype", "error", "No words that label people.", "NBME 2020, on bias and stereotypes in items",
         stems.stereotype),
    Rule("absolute-statement", "warning", "A statement to be judged is not absolute.", f"{HALADYNA} 28a",
         stems.absolute_statement),
    Rule("one-gap", "error", "One gap to fill.", f"{HALADYNA} 1", stems.other_than_one_gap),
    Rule("accepted", "error", "The key counts as right.", f"{HALADYNA} 19", stems.key_not_accepted),
    Rule("told", "error", "The question does not hold its answer.", f"{HALADYNA} 28", stems.told_beside_the_gap),
    Rule("verbatim", "error", "The key is the source's own words.", OURS, stems.not_the_sources_words),
    Rule("tolerance", "error", "The numbers that count hold the key, and no other figure of the fact.",
         f"{HALADYNA} 19", stems.wrong_tolerance),
    Rule("matching-kind", "error", "Answers to match are alike in kind.", f"{HALADYNA} 23", stems.unlike_to_match),
    Rule("matching-once", "error", "No side of a match stands twice.", f"{HALADYNA} 22", stems.matched_twice),
)  # fmt: skip

SET_RULES: tuple[SetRule, ...] = (
    SetRule("repeated", "error", "No fact is asked about twice.", f"{HALADYNA} 4", sets.repeated),
    SetRule("cueing", "error", "No item tells the answer of another.", f"{HALADYNA} 4", sets.cued),
    SetRule(
        "long-keys", "error", "Keys are not the longest by habit.", f"{HALADYNA} 24; {CUES}", sets.longest_by_habit
    ),
    SetRule("places", "error", "Keys stand in every place alike.", f"{HALADYNA} 20", sets.placed_by_habit),
    SetRule("true-false", "error", "As many are true as false.", f"{HALADYNA} 20", sets.judged_by_habit),
    SetRule("coverage", "warning", "Every subject has its share.", f"{HALADYNA} 1, 2", sets.one_sided),
)


def lint_item(item: QuizItem) -> tuple[Fault, ...]:
    """What is wrong with one item, rule by rule."""
    return tuple(fault for rule in RULES for fault in rule.faults(item))


def lint_quiz(quiz: Quiz) -> tuple[Fault, ...]:
    """What is wrong with each item, then with all of them together."""
    each = tuple(fault for item in quiz.items for fault in lint_item(item))
    return each + tuple(fault for rule in SET_RULES for fault in rule.faults(quiz))

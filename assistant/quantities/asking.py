"""A question in, the kinds of quantity it asks for out: "what dose" asks for a dose, "how long" for a duration."""

import re

_BLOOD = r"(?:anc|neutrophils?|wbc|wcc|white (?:blood )?cells?|platelets?)"
_TIME = r"(?:minutes|hours|days|weeks|months|years)"
_COMPARED = r"(?:higher|lower|more|less|better|worse|greater|bigger|larger|smaller)"
_NOT_COUNTED = rf"(?:mg|milligrams?|grams?|(?:more )?{_TIME}|times)\b"
_OTHER_DOSES = r"(?<!high-)(?<!low-)(?<!high )(?<!low )(?<!missed )(?<!last )(?<!first )(?<!of )"
AFFECTS = (  # "which drugs raise the level" asks for a drug, not for a level
    r"(?:rais(?:es?|ing)|increas(?:es?|ing)|elevat(?:es?|ing)|lowers?|lowering|reduc(?:es?|ing)|decreas(?:es?|ing)"
    r"|affects?|affecting|influenc(?:es?|ing)|alters?|altering|chang(?:es?|ing)|doubles?|doubling|halves?|halving"
    r"|boosts?|boosting|interferes? with|interacts? with)"
)
_AFFECTED = re.compile(
    r"\b(?:what|which|do|does|can|could|will|may|might)\b(?:\s+[\w-]+){0,4}?\s+(?<!should )(?<!the )(?<!a )"
    rf"{AFFECTS}\s+"
    r"(?:(?!by\b|to\b)[\w'-]+\s+){0,4}?(?:levels?|concentrations?|dos(?:e|es|age|ages))\b"
)

_ASKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "dose mass",
        (
            rf"{_OTHER_DOSES}\bdos(?:e|es|age|ages|ing)\b(?!-| response)",
            r"\bhow (?:many|much) (?:mg|milligrams?|grams?)\b",
            rf"\bhow much (?:of )?(?!{_COMPARED})[a-z]+ (?:should|was|is|did|do|can|to)\b",
        ),
    ),
    (
        "concentration concentration_molar",
        (
            r"\b(?:levels?|concentrations?)\b(?! of (?:evidence|risk|care|function|certainty|recommendation))",
            r"\btrough\b",
            r"\b(?:reference|therapeutic) range\b",
            r"\b(?:ng/ml|nmol/l)\b",
        ),
    ),
    (
        "count_per_volume",
        (
            rf"\b(?:what|which|how (?:low|high)|minimum|lowest|threshold|cut-?off|baseline)\b[^?]*\b{_BLOOD}\b",
            rf"\b{_BLOOD}\b[^?]*\b(?:threshold|cut-?off|limit|minimum|needed|required)",
        ),
    ),
    (
        "duration timepoint",
        (
            r"\bhow (?:long|soon|quickly|fast)\b",
            rf"\bhow many (?:more )?{_TIME}\b",
            r"\bhow much time\b",
            r"\bduration\b",
            r"\bhalf-?life\b",
            r"\blength of (?:time|treatment|the trial)",
            r"\b(?:what|which) (?:period|weeks?|days?|months?)\b",
        ),
    ),
    (
        "frequency",
        (
            r"\bhow (?:often|frequent(?:ly)?)\b",
            r"\bhow many times (?:a|per|each|every)\b",
            r"\bfrequency\b",
            r"\bschedules?\b",
            r"\b(?:what|which|how)\b[^?]*\bmonitor(?:ing|ed)?\b",
            r"\binterval between\b",
        ),
    ),
    (
        "percentage proportion",
        (
            r"\b(?:percent|percentage|per cent|proportion|share|fraction)\b|%",
            r"\b(?:prevalence|incidence|rates?|heterogeneity)\b",
            r"\bhow (?:common|likely|rare)\b",
            r"\bhow many (?:in|out of|people|patients|of)\b",
            r"\bhow often (?:does|do|did)\b",
        ),
    ),
    (
        "count proportion",
        (
            rf"\bhow many (?!{_NOT_COUNTED})[a-z]",
            r"\bnumber of (?!needed)",
            r"\bsample size\b",
            r"\bhow (?:large|big|small) (?:was|were|is|are)\b",
        ),
    ),
    (
        "ratio fold percentage",
        (
            rf"\bhow much {_COMPARED}\b",
            r"\bby how much\b",
            r"\bhow many times (?:higher|more|as|the|greater|likelier)\b",
            r"\bhow strong(?:ly)?\b",
        ),
    ),
    (
        "ratio interval",
        (
            r"\b(?:odds|hazard|risk|rate) ratios?\b",
            r"\brelative risk\b",
            r"\beffect sizes?\b",
            r"\b(?:standardi[sz]ed )?mean difference\b",
            r"\bp[- ]values?\b",
            r"\bconfidence intervals?\b",
        ),
    ),
    (
        "date year",
        (
            r"^\W*(?:and |so |but |then )?when (?:was|were|did|will|has|have|had)\b",
            r"\b(?:what|which) (?:year|date)\b",
            r"\bsince when\b",
            r"\bhow (?:recent|old is (?:the|this))\b",
        ),
    ),
    ("temperature", (r"\b(?:what|which|how high)\b[^?]*\b(?:temperature|fever)\b",)),
    (
        "age",
        (
            r"\bhow old\b(?! is (?:the|this))",
            r"\b(?:what|which) age\b",
            r"\bage (?:limit|range|group)\b",
            r"\b(?:mean|average|minimum|median) age\b",
        ),
    ),
)
_PATTERNS = tuple((re.compile("|".join(patterns)), frozenset(kinds.split())) for kinds, patterns in _ASKS)
_BLOOD_LEVEL = re.compile(rf"\b{_BLOOD} (?:levels?|counts?)")
# A limit of whatever kind: "the cut-off for adherence".
_LIMIT = re.compile(r"\b(?:cut-?offs?|cut off|thresholds?|limits?|minimum|maximum|how much|how high|how low)\b")
_LIMITED = frozenset("dose mass concentration percentage proportion duration count count_per_volume age".split())
# As small letters they are words ("or", "hr"): only capitals ask for a ratio.
_RATIO_LETTERS = re.compile(r"\b(?:HR|OR|RR|SMD|CI)\b")


def asked_kinds(question: str) -> frozenset[str]:
    """The kinds of quantity that would answer the question; empty where it asks for none.

    >>> sorted(asked_kinds("What dose of Depakote was studied, and for how many weeks?"))
    ['dose', 'duration', 'mass', 'timepoint']
    >>> asked_kinds("When is high-dose olanzapine reasonable?")
    frozenset()
    """
    lowered = _AFFECTED.sub(" ", " ".join(question.lower().replace("’", "'").split()))
    asked = {kind for pattern, kinds in _PATTERNS if pattern.search(lowered) for kind in kinds}
    if _RATIO_LETTERS.search(question) and not question.isupper():
        asked |= {"ratio", "interval"}
    if not asked and _LIMIT.search(lowered):
        asked = set(_LIMITED)
    if "count_per_volume" in asked or _BLOOD_LEVEL.search(lowered):
        asked -= {"concentration", "concentration_molar"}
    return frozenset(asked)

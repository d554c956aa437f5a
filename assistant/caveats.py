"""What a sentence leans on: the sentences of a passage in, and for each what it limits and whether it continues, out.

General cues only, read when a document is indexed. A sentence limits an earlier one where it opens with a contrast
("However, ...") or names a weakness of evidence ("only 1 of the 5 trials", "high heterogeneity") and is about that
earlier sentence: it refers back, or speaks of trials, data or levels without bringing in a study of its own. A sentence
that carries its claim and its limit together ("effective but not recommended") limits no other. Limits that follow one
another all bear on the first claim of the chain.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from assistant.words import is_stop_word, spelt, stem

Edge = Literal["", "paragraph", "section"]


class Bearing(NamedTuple):
    """`caveat_of` is the ordinal of the sentence this one limits; `continues` says that it leans on the one before."""

    caveat_of: int | None = None
    continues: bool = False


def _any_of(*phrases: str) -> str:
    return "(?:" + "|".join(phrases) + ")"


_TURNS = ("However", "But", "Nevertheless", "Nonetheless", "Unfortunately", "That said", "Even so")
_STUDIES = _any_of(
    *(
        "study",
        "studies",
        "trials?",
        "meta-analys[ei]s",
        "reviews?",
        "analys[ei]s",
        "cohort",
        "survey",
        "series",
        "RCTs?",
    ),
    *("authors?", "investigators", "researchers", "working group", "panel", "committee", "guideline group", "report"),
)
_POOR = _any_of("low", "poor", "moderate", "variable", "limited", "weak", "insufficient", "inadequate", "uncertain")
_FEW = r"only (?:\d+|one|two|three|four|five|a few|a single)"

_CONTRAST = re.compile(
    _any_of(
        *_TURNS,
        *(
            "Notwithstanding",
            "Although",
            "Though",
            "Even though",
            "Despite",
            "In spite of",
            "Still,",
            "Yet(?! another)",
        ),
        *("Of note", "On the other hand", "Conversely", "In contrast(?! (?:with|to)\\b)", "By contrast", "Caution"),
        *("Caveats?", "Limitations?", "It (?:is|should be) (?:important to )?(?:noted?|emphasi[sz]ed?)"),
    )
    + r"\b"
)
_CONTRAST_ACROSS_PARAGRAPHS = re.compile(_any_of(*_TURNS, "(?:These |The |Several |Some )?[Ll]imitations?") + r"\b")
_SECTION_OF_LIMITS = re.compile(r"(?:(?:Strengths|Weaknesses) and |Study |Main |Key )?[Ll]imitations?:")
_WEAKNESS = re.compile(
    r"\b"
    + _any_of(
        *(
            r"limitations?\b",
            "limited by",
            r"caveats?\b",
            "caution",
            "inconclusive",
            "underpowered",
            "confound",
            "off-label",
        ),
        *("unpublished", "post hoc", "open-label", "uncontrolled", "unblinded", "single-blind", "retrospective"),
        *("observational", "risk of bias", "publication bias", "(?:under|over)estimat", "may be as high as"),
        r"(?:high|substantial|considerable|significant|marked|large|serious)(?: \w+)? heterogeneity",
        "heterogeneity (?:of|between|among|across|was|in) (?:the )?(?:stud|trial|result|design|data|evidence)",
        "small(?:er)? (?:sample|number|trial|stud|group|cohort|pilot)",
        r"(?:studies|trials|samples?(?: sizes?)?|numbers|groups) (?:was|were) (?:\w+ )?(?:small|short)",
        "short (?:duration|follow-up)",
        _FEW + r" (?:of (?:the|these|those|\d)|(?:[\w-]+ ){0,2}(?:trial|stud|RCT|cohort|cent))",
        "only (?:in |short|small)",
        "(?:all|mostly|most|largely|exclusively)(?: of (?:them|which))?(?: were)? (?:conducted|done|performed) in",
        "not (?:been )?(?:recommended|replicated|confirmed|approved|licensed|blinded|generali[sz])",
        "not (?:been )?(?:adequately|sufficiently)",
        "(?:to|must|should) be (?:duplicated|replicated|confirmed)",
        "replication (?:is |was )?(?:needed|required)",
        _POOR + " (?:evidence|data)",
        _POOR + r"(?:[- ]\w+)?[- ](?:quality|certainty)",
        r"quality (?:\w+ ){0,4}" + _POOR + r"\b",
        "(?:scarce|sparse|inconsistent|conflicting|preliminary|indirect) (?:evidence|data)",
        "no (?:control|placebo) (?:group|arm)",
        "lack of (?:an? )?(?:control|blinding|placebo|uniform|replication|head-to-head)",
        "did not (?:control|adjust) for",
        "cannot be (?:generali|excluded|ruled out|inferred)",
        "(?:primarily|largely|mainly|mostly) driven by",
        "could be considered low",
    ),
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:but|although|though|however|yet)\b", re.IGNORECASE)
_OWN_STUDY = re.compile(
    "(?:In |For |From |According to )?"
    + _any_of("An?", "an?", "[Oo]ne(?! of the)", "[Aa]nother", "Two", "Three", "Several", "Recent", "Many")
    + r" (?:[\w-]+ ){0,6}?"
    + _STUDIES
    + r"\b"
)
_DEMONSTRATIVE = re.compile(
    "(?:(?:In|Of|Among|From|Because of|Based on|For|To address) )?(?:[Tt]his|[Tt]h[eo]se|[Ss]uch|[Tt]hat)\\b"
)
_PRONOUN = re.compile(
    _any_of(
        *("They", "Its", "Their", "He", "She", "Neither", r"Both(?!.{1,60}\band\b)", "Each(?! of)"),
        "The (?:former|latter|same|others?)",
        r"It(?! (?:is|was|has been|may be|seems|appears)(?: \w+){0,2} (?:that|to)\b)",
    )
    + r"\b"
)
_RESULTS = _any_of(
    *("results?", "findings?", "effects?", "improvements?", "differences?", "reductions?", "benefits?", "response"),
    *("association", "estimates?", "sample", "participants", "limitations?"),
)
_DEFINITE = re.compile(
    r"(?:(?:In|Of|From|To address|Based on .{3,200},) )?[Tt]he (?:[\w-]+ ){0,2}?"
    + _any_of(_STUDIES, "issue", _RESULTS + r"(?! (?:of|in|between|on|for|from|to)\b)")
    + r"\b"
)
_OF_THE_TRIALS = re.compile(
    r".{0,80}\bof the (?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:trials|studies|RCTs)\b"
)
# Each names something in its group; it leans on the sentence before where that names it too.
_NAMED_AGAIN = (
    re.compile(r"(?:The )?(\w{2,})-(?:treated|exposed|allocated) (?:subjects|patients|participants|individuals|group)"),
    re.compile(r".{0,80}\b(?:the|The) (\w{2,}) (?:group|arm)s?\b"),
    re.compile(r".{0,160}?\bthe (group|panel|committee|stud(?:y|ies)|trials?|review|meta-analys[ei]s|survey)\b"),
    re.compile(r".{0,80}\bof the (?:\d+|two|three|four|five|six|seven|eight|nine|ten) (\w{4,})"),
    re.compile(r"The (?:\w+(?:ed|er)) (\w{5,})\b"),
)
_CONNECTIVE = re.compile(
    _any_of(
        *_TURNS,
        *("In addition", "Moreover", "Furthermore", "Additionally", "Also", "Similarly", "Likewise", "Consequently"),
        *("Therefore", "Thus", "Hence", "As a result", "For (?:example|instance|this reason)", "In particular"),
        *("Specifically", "Instead", "Accordingly", "Subsequently", "In turn", "Otherwise", "Yet", "On the other hand"),
        *("Conversely", "In contrast", "By contrast"),
    )
    + r"\b"
)
_GENERAL_SUBJECT = re.compile(
    r"(?:(?:All|Most|Many|Some|Several|Only|No|None|Few|Both|Other|Main|The|Its|Their|More|[\d,]+|One|Two|Three|of) )*"
    r"(?:[\w-]+ )?"
    + _any_of(
        *(_STUDIES, "evidence", "data", "samples?", "heterogeneity", "results?", "findings", "quality", "limitations?"),
        *("caution", "caveats?", "blinding", "dropouts?", "attrition", "follow-up", "participants", "patients"),
        *("replication", "confounding", "publication bias", "risk of bias", "it", "they"),
    )
    + r"\b",
    re.IGNORECASE,
)
_OPENING_WORDS = re.compile(_any_of(*_TURNS, "Yet", "Of note") + "[, ]+")
_SUBJECT = re.compile(r".{0,12}?\b([^\W_]{4,})(?:[\w-]*(?: [\w-]+)? of ([^\W_]{4,}))?")


def bearings(texts: Sequence[str], edges: Sequence[Edge]) -> list[Bearing]:
    """How each sentence, as it reads, bears on those before it; `edges[i]` is what begins with sentence i."""
    found: list[Bearing] = []
    anaphoric: list[bool] = []
    for i, text in enumerate(texts):
        first = i == 0 or edges[i] == "section"
        before = "" if first else texts[i - 1]
        said = _OPENING_WORDS.sub("", text, count=1)
        refers = not first and _refers_back(said, before)
        weak = not edges[i] and i > 0 and _names_a_weakness(said, before, refers)
        contrast = not first and (_CONTRAST_ACROSS_PARAGRAPHS if edges[i] else _CONTRAST).match(text)
        if contrast and edges[i] and _SECTION_OF_LIMITS.match(text) and not _shares_a_word(text, before):
            contrast = None  # a part of an abstract: of the whole study, not of what happens to end the part before
        limits = _claim_before(i, found, anaphoric, edges, past_leaning=weak) if contrast or weak else None
        found.append(Bearing(limits, refers or bool(not first and _CONNECTIVE.match(text))))
        anaphoric.append(refers)
    return found


def _refers_back(said: str, before: str) -> bool:
    if any(cue.match(said) for cue in (_DEMONSTRATIVE, _PRONOUN, _DEFINITE, _OF_THE_TRIALS)):
        return True
    lower = before.lower()
    return any(again and again[1].lower()[:6] in lower for again in (cue.match(said) for cue in _NAMED_AGAIN))


def _names_a_weakness(said: str, before: str, refers: bool) -> bool:
    """Whether it tells a weakness of what stands before it, and not of a claim of its own."""
    if not (refers or _GENERAL_SUBJECT.match(said) or _shares_its_subject(said, before)) or _OWN_STUDY.match(said):
        return False
    weakness = _WEAKNESS.search(said)
    turn = _BUT.search(said) if weakness else None
    return bool(weakness and not (turn and 0 < turn.start() < weakness.start()))


def _shares_its_subject(said: str, before: str) -> bool:
    """Whether its first word, or what that is 'of' ("Levels of valproate"), was named before."""
    subject = _SUBJECT.match(said)
    return bool(subject and any(word and word.lower()[:6] in before.lower() for word in subject.groups()))


def _shares_a_word(said: str, before: str) -> bool:
    """Whether two sentences have a word in common that tells what they are about."""
    ours, theirs = ({stem(word) for word in spelt(text) if len(word) > 3 and not is_stop_word(word)}
                    for text in (said, before))  # fmt: skip
    return bool(ours & theirs)


def _claim_before(
    i: int, found: Sequence[Bearing], anaphoric: Sequence[bool], edges: Sequence[Edge], *, past_leaning: bool
) -> int:
    """The claim that sentence i limits: the root of a chain of caveats, else the sentence before.

    A weakness of a study is one of the study's claim, so it looks past sentences that only go on about it.
    """
    at = i - 1
    while True:
        root = found[at].caveat_of
        if root is not None:
            return root
        if not past_leaning or at == 0 or edges[at] or not anaphoric[at]:
            return at
        at -= 1

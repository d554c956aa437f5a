"""How what is typed in a conversation on a patient is meant, and the report on it.

After a report, words may tell more of the patient, suppose something of them, ask about the report itself or for
another definition, or begin with another patient. What is only supposed is checked once, with what was told, and is no
part of what is told after it; nor is what is only asked.
"""

import re
from collections.abc import Sequence

from assistant import case_levels, cases
from assistant.case_history import (
    History,
    Told,
    begins_another,
    history,
    in_doubt,
    points,
    shown_last,
    stands_alone,
    whose,
    without_opening,
)
from assistant.case_patients import without_pointing
from assistant.case_remark import Kind, Remark
from assistant.criteria import check_case
from assistant.criteria.types import CaseReport, Meant

LONGEST_ASKED = 12  # words of a question on a report
_OPENING = r"^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|hmm+|well|right|fine|yes|no)\b\W*)*"
_CONDITIONAL = r"(?:were|had|would|could|was|took|got|is|are|has|did|does|turned|came|dropped|fell|rose)\b"
_SUPPOSES = re.compile(
    rf"{_OPENING}(?:what (?:if|about if)\b|(?:what|how) (?:would|will|might)\b[^.?!]{{0,60}}\bif\b"
    r"|suppos(?:e|ing)\b(?: that\b)?|(?:let(?:['’]?s| us) )?(?:say|assume|pretend|imagine)\b(?: that\b)?"
    r"|assuming\b(?: that\b)?|had (?=s?he\b|they\b|the\b))",
    re.I,
)
_IF = re.compile(rf"{_OPENING}if\b", re.I)
_SUPPOSES_INSIDE = re.compile(rf"\b(?:even )?(?:if|assuming|supposing)\b(?= [^.?!]{{1,80}}\b{_CONDITIONAL})", re.I)
_CHANGES_WITH = re.compile(
    rf"{_OPENING}(?:would|does|do|will|is) (?:it|that|this|things|anything|the \w+|s?he|they)\b[^.?!\d]{{0,30}}?"
    r"\b(?:with|at|if|on|for)\b",
    re.I,
)
_WHAT_THEN = re.compile(
    r"[,;.]?\s*(?:(?:what|how|where) (?:then|now|does that leave\b.*)"
    r"|(?:would|does|will|is|are) (?:it|that|this|s?he|we|they)\b[^?.]*|then)\W*$",
    re.I,
)
_IRREAL = re.compile(r"\b(?:were|had been|would be|would have been|was to be|were to be)\b", re.I)
# A question on the report is made of these words alone, and of one of the second list at least.
_FILLING = frozenset(
    """
    a about again all and anything are as at be been but by can case could criteria criterion d data did do does
    else ever exactly far for from further give go he her here him his how i if in info information is isn isnt it
    item items just know let made make may me mean more much my need now of ok on one ones or other out part parts
    patient please pls point points rather rule rules s see seem sentence she should show so still t tell than that
    the them then there these they thing things this those to two up us want was wasn we were what whats when where
    which who will with words would yet you your
    """.split()
)
_OF_REPORTS = frozenset(
    """
    answer assumed based basis breakdown cannot certain change clarify conclude conclusion confident count counted
    decide decided decides decision decisive detail details doubt doubtful elaborate expand explain explanation fail
    failed failing fails fulfilled get judged lack lacking left met missing need needed needs outstanding overview
    proof quickest reach reached read reason reasoning reasons recap remaining repeat report required result results
    satisfied settle settled steps sum summarise summarize summary sure trust uncertain unclear undecided understood
    unknown unmet verdict verdicts why working
    """.split()
)
# Only in "why is he not TRS?", "is self-report not enough then", "doesn't the depot count?".
_OF_THE_FIELD = frozenset(
    """
    adequate adherence carer depot didn doesn doesnt don dose doses drug drugs duration enough function functioning
    isn lai level levels meet no panss plasma refractory resistance resistant score scores self severe severity
    sofas source sources symptom symptoms treatment trial trials trrip trs valid week weeks
    """.split()
)
_WHY = re.compile(r"^\W*(?:\w+\W+){0,2}why\b|\bnot enough\b|\b(?:does|do|did|is|was)(?:n['’]?t| not)\b.*\bcount", re.I)
DEFINITION = re.compile(
    r"\b(?:trrip (?:minimum|optimum)|(?:minimum|optimum) criteria|integrate|suzuki|kane|nice|ta43|cg178|wfsbp)\b", re.I
)
_OF_ITSELF = re.compile(r"^\W*what (?:is|are|were|was)\b", re.I)  # "what are the NICE criteria?": of the sources
_ASKING_ONE = frozenset(
    """
    according also applies apply assess based both check compare compared consensus count counts criteria criterion
    definition definitions fit fits fulfil fulfill fulfilled fulfils go guideline guidelines meet meets met old
    original paper pass passes per qualifies qualify resistant rules s same satisfied satisfies satisfy side
    standard too treatment trs under using versus vs
    """.split()
)
_CONFIRMS = re.compile(  # no plain "yes": it could be of the remark
    r"\W*(?:(?:yes|yep|yeah|ok(?:ay)?|no)\W+)?"
    r"(?:(?:that|it|this|all(?: of (?:it|that))?|everything|they|both|those|these) )?"
    r"(?:(?:all )?(?:still )?(?:does |do )?(?:holds?|stands?)|changes? nothing)"
    r"(?: (?:as (?:told|stated|written|typed)|for (?:him|her|them)|true|good|all the same|anyway))*\W*",
    re.I,
)
_PERSON = re.compile(r"\b(?:s?he|they|him|her|his|patient|pt|it|this|that)\b", re.I)
_COURTESY = re.compile(
    r"\W*(?:(?:ok(?:ay)?|thanks?|thank you|great|good|nice|right|fine|yes|no|cheers|perfect|got it|i see|understood|hi"
    r"|hello|bye)\W*)+(?:so much|very much|a lot|then|doc|doctor)?\W*",
    re.I,
)
_THANKS = re.compile(r"\b(?:thank(?:s|ing)?|thx|ty|cheers|ta)\b", re.I)
_DONE = (
    r"(?:was|were|had|has|have|got|took|takes|gives?|lives|works|smokes|drinks|uses|gets|hears|needs|cannot|can['’]?t"
    r"|never|\w{3,}ed)\b"
)
_SOMEBODY = (
    r"s?he|they|(?:the |my |our |this )?(?:pt|patient)|(?:his|her|the|their|my) [\w-]+(?: [\w-]+)?|mum|mother|dad"
    r"|father|family|carers?|it|that|both|neither|each|these|those|only"
)
_NOTHING = r"nobody|nothing|none|no one|no (?:other|more|further|previous)\b[^.?!]{0,30}"
_TELLS = re.compile(  # a statement on somebody, or on what was taken
    rf"{_OPENING}(?:(?:{_SOMEBODY}|{_NOTHING}) (?:\w+ly |also |still |just |only |actually )?(?:is\b|are\b|{_DONE})"
    rf"|(?:also|still|actually|only|never|previously|currently|now) (?:\w+ ){{0,2}}{_DONE}|no (?:other|more|further)\b"
    r"|(?:actually|also)\b|can['’]?t\b|(?:lives?|works?|smokes?)\b)",
    re.I,
)
_QUESTION = re.compile(
    r"\?\W*$|^\W*(?:and |but |so )*(?:what|which|how|why|when|where|who|do|does|did|is|are|was|were|can|could|should"
    r"|shall|would|will|has|have|may|must|tell|explain|define|show|list|give)\b",
    re.I,
)


def meant(text: str, told: Sequence[Told], likely: Remark, *, after_report: bool) -> Meant | None:
    """How words go on from the case that was told; None where they have nothing to do with it.

    `likely`: what the words are like by weights. The rules come first; right after a report (`after_report`) they also
    have the last word where the weights find nothing of the patient.
    """
    if _COURTESY.fullmatch(text):
        return None
    if text.startswith(case_levels.AGAIN):
        return "told"
    if after_report and asks_by_rule(text, told[-1][1]):
        return "asked"
    if after_report and _CONFIRMS.fullmatch(text):
        return "confirmed" if in_doubt(told) else "asked"
    if begins_another(text, likely, told):
        return "another"
    to_one = points(text, told)
    how = _as_likely(text, told, likely.kind) or (_by_rule(text, told) if after_report or to_one else None)
    return how or ("asked" if (to_one and likely.kind == "asks") or (to_one and _QUESTION.search(text)) else None)


def _as_likely(text: str, told: Sequence[Told], kind: Kind) -> Meant | None:
    """What words mean that are like this; of a question only what stands beside it is read."""
    match kind:
        case "supposes":
            return "supposed"
        case "asks":
            return "told" if history(_stated(text), told).changes_by(_stated(text)) else "asked"
        case "tells" if "?" in text and not history(text, told).changes_by(text):
            return "asked"
        case "tells" if not _THANKS.search(text) or history(text, told).changes_by(text):
            return "told"
    return None


def asks_by_rule(text: str, last: CaseReport) -> bool:
    """Whether words ask of the report, or for another definition, and say nothing else."""
    return _asks_of_the_report(text, last) or _asks_by_a_definition(text)


def _by_rule(text: str, told: Sequence[Told]) -> Meant | None:
    """How words right after a report go on from it, that by the weights do not."""
    if supposes(text):
        return "supposed" if history(as_told(text), told).changes_by(as_told(text)) else None
    if _QUESTION.search(text):
        return "told" if cases.adds_to_case(text) else None
    return "told" if _TELLS.search(text) or history(text, told).changes_by(text) else None


def _stated(text: str) -> str:
    """The sentences of a text that ask nothing."""
    return " ".join(one for one in re.split(r"(?<=[.!?;])\s+", text) if not _QUESTION.search(one))


def supposes(text: str) -> bool:
    """Whether a text says what might be, not what is.

    >>> supposes("what if the SOFAS were 70?"), supposes("Would he be TRS if it was 4 weeks?"), supposes("SOFAS 70")
    (True, True, False)
    """
    return _condition(text) is not None


def as_told(text: str) -> str:
    """What is supposed, as if it were told.

    >>> as_told("And what if the SOFAS were 70?"), as_told("would it change with SOFAS 62")
    ('the SOFAS was 70', 'SOFAS 62')
    """
    condition = _condition(text)
    if condition is None:
        opened = _IF.search(text) or _CHANGES_WITH.search(text)
        condition = text[opened.end() :] if opened else text
    return _IRREAL.sub("was", _WHAT_THEN.sub("", condition)).strip(" ,:?")


def _condition(text: str) -> str | None:
    """The words that say what is supposed; None where nothing is.

    "If it helps, SOFAS 45" and "SOFAS 45. Can you say if he is resistant?" suppose nothing: the first asks nothing, in
    the second the data stand outside the condition.
    """
    opened = _SUPPOSES.search(text) or (_IF.search(text) if "?" in text or _IRREAL.search(text) else None)
    if opened:
        return text[opened.end() :]
    inside = _SUPPOSES_INSIDE.search(text) if "?" in text else None
    if inside is None or cases.adds_to_case(text[: inside.start()]):
        return None
    condition = text[inside.end() :]
    return condition if any(map(str.isdigit, condition)) or cases.adds_to_case(condition) else None


def report(text: str, told: Sequence[Told], how: Meant = "told") -> CaseReport:
    """The report on what is typed, with what the conversation told of the same patient before."""
    before = shown_last(text, told) if how in ("asked", "confirmed") else history(text, told)
    plain = without_pointing(text) if (of := whose(text, told)) else text
    supposed = _supposed(plain, before) if how == "supposed" else ""
    unread = how == "supposed" and bool(before.notes) and before.adding(supposed) is None
    if how == "another":
        made, of = cases.report(without_opening(text)), ""
    elif how == "confirmed":
        made = before._replace(held=before.held | in_doubt(told)).report()
    elif before.notes and (how == "asked" or unread):
        made, asked = before.report(), before.read_with(plain)
        made = check_case(made.case, made.draft, asked.asked if asked else ())
    else:
        made = before.report_with(supposed or plain)
        if how == "told" and before.notes and made.draft and made.draft.text == cases.legible(plain):
            how = "another"  # what was told before turned out to be of somebody else
    return made.model_copy(update={"meant": how, "whose": of, "nothing_read": unread})


def _supposed(text: str, before: History) -> str:
    """What is supposed, as if it were told; of a level told before, the sentence that told it, told anew."""
    told = as_told(text)
    anew = case_levels.told_anew(told, before.notes)
    return f"{case_levels.AGAIN}{anew}" if anew else told


def of_the_conversation(texts: Sequence[str]) -> CaseReport | None:
    """The report on what was told of a patient in a conversation, oldest first; None where nothing was."""
    told = map(without_opening, texts)
    notes = [text for text in told if cases.adds_to_case(text) and not stands_alone(text) and not supposes(text)]
    return cases.report(notes[-1], notes[:-1]) if notes else None


def _asks_of_the_report(text: str, last: CaseReport) -> bool:
    drugs = {word for trial in last.case.trials for word in trial.drug.lower().split()}
    said = [word for word in re.findall(r"[a-z]+", text.lower()) if word not in drugs]
    if not said or len(said) > LONGEST_ASKED or any(map(str.isdigit, text)):
        return False
    allowed = _FILLING | _OF_REPORTS
    of_the_case = bool(_WHY.search(text) or _PERSON.search(text))
    allowed |= _OF_THE_FIELD if of_the_case else frozenset()
    asks = bool(_QUESTION.search(text)) or said[0] in _OF_REPORTS
    return asks and allowed.issuperset({*said} - {"not"}) and bool(_OF_REPORTS & {*said} or _WHY.search(text))


def _asks_by_a_definition(text: str) -> bool:
    """Whether it asks for a named definition and says nothing else: "and by Kane?", not "what did Kane find?"."""
    if not DEFINITION.search(text) or (_OF_ITSELF.search(text) and not _PERSON.search(text)):
        return False
    said = {*re.findall(r"[a-z]+", DEFINITION.sub(" ", text.lower()))}
    return (_FILLING | _ASKING_ONE).issuperset(said) and not said & {"tell", "show", "give", "who", "when", "where"}

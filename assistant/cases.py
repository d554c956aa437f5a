"""A note or a case in, the criteria checker's draft or report out: what chat, command line and REST ask of `criteria`.

What cannot be used is a BadInput that names the field, what was given and what is possible. Nothing is judged here.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from assistant import patients
from assistant.criteria import LONGEST, NoteTooLong, Replay, check_case, read_case, replayed, without_conversion
from assistant.criteria.types import CaseDraft, CaseReport, PatientCase, Record, Topic
from assistant.errors import BadInput

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon

_TERMINAL_CODE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")  # colours pasted from a terminal
_PATIENT = re.compile(
    r"\b(?:s?he|they|him|hers?|his|them|theirs?|pt|client|mr|mrs|ms|sis|participant"
    r"|(?:this|my|our|the|that) (?:patient|man|woman|lady|gentleman|boy|girl|lad|chap|guy|person|case|history|chart)"
    r"|my (?:mum|mom|mother|dad|father|son|daughter|brother|sister|husband|wife|partner|uncle|aunt|cousin|nephew|niece"
    r"|friend|level|meds)|(?:is|was|does|code|label|call) this|(?:am|did|have|was) i"
    r"|i (?:am|had|have|was|took|feel|smoke)|(?:make|like) me|\d{1,3}[\s-]*(?:years?|yrs?|y)[\s-]*(?:o|old)"
    r"|\d{1,3}\s?(?:yo|y/o|[mf])|aged \d{1,3})\b|(?:^|[.:;]\s+)patient\b|\b(?:is|has|does|was) patient\b",
    re.I,
)
_OPENS_A_QUESTION = re.compile(
    r"^\W*(?:and |but |so |ok(?:ay)?,? )?(?:what(?! if| about)|which|how(?! about)|why|when|where|who|do|does|did|is"
    r"|are|was|were|can|could|should|would|will|has|have|tell me|explain|define)\b",
    re.I,
)
_ASKS_SOURCES = re.compile(
    r"\b(?:stud(?:y|ies|ied)|evidence|meta-?analys\w+|guidelines?|guidance|recommend\w*|literature|article|published"
    r"|effective|efficacy)\b",
    re.I,
)
_ASKS_SOMEWHERE = re.compile(
    r"\?|(?:^|[.;:,–-]\s*)(?:what|which|how|why|when|where|who|should|shall|can|could|does|do|is|are|would|tell me)\b",
    re.I,
)
_CHECKED = re.compile(  # what the checker classifies
    r"resist|refract|\bu?trs\b|trrip|criteri|respon|remi(?:ssion|tt)|adequate|\banc\b|neut|eligib|qualif|\bfail",
    re.I,
)
_ABOUT_TRIALS = re.compile(
    r"\btrials?\b|\b(?:levels?|lvls?|trough)\b|therapeutic|toxic|\b(?:different|same) drugs?\b|antipsychotic|10\^9"
    r"|\bdepot\b|\bamber\b|recover",
    re.I,
)
_WHETHER = re.compile(
    r"^\W*(?:and |but |so |ok(?:ay)?,? )?(?:do|does|did|is|are|was|were|can|could|would|will)\b", re.I
)
# "PANSS 95 to 80, what percentage is that?" is reckoned; "why is it 23 %?", "with or without correction?" are asked.
_A_CHANGE = re.compile(
    r"\b(?:PANSS|BPRS)\b(?=.*\d.*\d)(?=.*(?:%|\bper ?cent|\brespon(?:se|der)))"
    r"|(?:%|\bper ?cent|\brespon(?:se|der)).*\b(?:PANSS|BPRS)\b.*\d.*\d",
    re.I,
)
_OF_THE_METHOD = re.compile(
    r"\b(?:why|how (?:do|does|is|are|can|should|come)|explain|(?:un)?correct\w*|raw|with or without|both ways?"
    r"|whichever|study|studies|article|review|guideline|published|cut-?offs?)\b",
    re.I,
)
_A_TRIAL = re.compile(
    r"\b(?:separate|different|distinct|adequate|an?|two|2|as|one|same|failed|sufficient) trials?\b", re.I
)
MEANT = 2  # drugs that are compared
KINDS_OF_A_HISTORY = 2  # of data: trials, ratings, levels, adherence, ...
_OUR_CONDITIONS = frozenset(
    "agranulocytosis ben neutropenia psychosis schizoaffective schizophrenia severe-neutropenia trs utrs".split()
)
_OF_NO_ONE = {"on_clozapine", "jurisdiction"}  # read from a question about anybody as well
IDS = ("conversation_id", "reply_id")  # what `trs ask --json` adds to a report
_NAMED_ONLY = {"compared_drugs", "pseudo_resistance"}

Noun = TypeVar("Noun", bound=BaseModel)


class _Given(Record):
    """A case as posted, with what is asked of it."""

    case: PatientCase
    asked: tuple[Topic, ...] = ()


def legible(text: str) -> str:
    """A note without what cannot be read; its lines stay lines.

    >>> legible("a\\x1b[31mb\\r\\nc\\x00 ")
    'a b\\nc'
    """
    plain = _TERMINAL_CODE.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n")
    joined = "".join(char for char in plain if unicodedata.category(char) != "Cf")  # zero width: "6\u200b5" is 65
    return "".join(char if char.isprintable() or char == "\n" else " " for char in joined).strip()


def read(text: str, earlier: Sequence[str] = (), held: Collection[str] = ()) -> CaseDraft:
    """What a note says, after the earlier notes of its conversation; what stands last in time counts.

    Earlier notes that turn out to be of another patient are left out. `held`: remarks that were said to change nothing.
    """
    newest = legible(text)
    if not newest:
        raise BadInput("The note is empty.", to="text", do="Write what is known of the patient: drugs, doses, weeks.")
    for first in range(len(earlier) + 1):
        before = [f"{legible(note)}\n\n" for note in earlier[first:]]
        draft = _read("".join(before) + newest, tuple(accumulate(map(len, before))), held)
        if draft.patients == 1:
            break
    return draft


def report(text: str, earlier: Sequence[str] = (), held: Collection[str] = ()) -> CaseReport:
    """The report on a note, after the earlier ones of its conversation."""
    draft = read(text, earlier, held)
    return check_case(draft.case, draft)


def report_where(text: str, holds: Sequence[str]) -> CaseReport:
    """The report on a note of which remarks hold or change nothing; a few words name one that the report asks about.

    A remark that is settled may uncover another. Raises BadInput for words that name none, or several, of them.
    """
    if text.lstrip().startswith("{"):
        raise BadInput("A case as data has no remarks.", to="holds", do="Give the note, or leave out what holds.")
    held = set[str]()
    left = list(dict.fromkeys(" ".join(words.split()) for words in holds))
    while True:
        made = report(text, held=held)
        remarks = {" ".join(ask.remark.quote.split()) for ask in made.questions if ask.remark}
        named = {words: [one for one in sorted(remarks) if words and _holds_whole(one, words)] for words in left}
        new = {words: found[0] for words, found in named.items() if len(found) == 1}
        if not new:
            break
        held |= {*new.values()}
        left = [words for words in left if words not in new]
    for words in left:
        what = (
            "fit several remarks that the report asks about"
            if named[words]
            else "are of no remark that the report asks about"
        )
        raise BadInput(
            f"The words “{words}” {what}.", to="holds", do="Give more of a remark that stands in its questions."
        )
    return made


def _holds_whole(remark: str, words: str) -> bool:
    """Whether a remark holds words, none of them in part."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", remark) is not None


def load(text: str) -> PatientCase | CaseReport:
    """JSON as a case, or as a report where it is one (or says beside the case what is asked of it)."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        do = "Give a case as JSON, or a note in words."
        raise BadInput(f"This is not JSON: {error}.", to="case", do=do) from error
    if not isinstance(given, dict):
        raise BadInput("This JSON is not an object.", to="case", do='Give {"trials": [...], ...} or {"case": {...}}.')
    if given.get("kind") == "case_report":
        return made(CaseReport, {name: value for name, value in given.items() if name not in IDS})
    if "case" in given:
        posted = made(_Given, given)
        return check_case(posted.case, asked=posted.asked) if posted.asked else posted.case
    return made(PatientCase, given)


def checked(text: str) -> CaseReport:
    """The report on what a file holds: a note, a case as JSON, or an earlier report, whose case is checked again."""
    if not text.lstrip().startswith("{"):
        return report(text)
    given = load(text)
    return check_case(given) if isinstance(given, PatientCase) else check_case(given.case, given.draft, given.asked)


def load_report(text: str) -> CaseReport:
    """JSON as the report it is: anything else cannot be replayed."""
    given = load(text)
    if isinstance(given, CaseReport) and given.certificate is not None:
        return given
    raise BadInput("This is no report with a certificate.", to="kind", do="Give what `trs check --json` printed.")


def replay(kept: CaseReport) -> Replay:
    """Whether a report comes out the same when its case is checked again."""
    return replayed(kept, check_case(kept.case, kept.draft, kept.asked))


def made(noun: type[Noun], given: dict[str, Any]) -> Noun:
    """A noun of what was given, or the first thing that is wrong with it as BadInput."""
    try:
        return noun.model_validate(given)
    except ValidationError as error:
        raise wrong(error.errors(include_url=False)[0]) from error


def wrong(problem: Mapping[str, Any]) -> BadInput:
    """One of pydantic's errors in our words: the field, what was given, what is possible."""
    said, given = str(problem["msg"]).removeprefix("Value error, ").rstrip("."), problem.get("input")
    if problem["type"] == "extra_forbidden":
        said = "there is no such field"
    shown = f" (“{str(given)[:60]}” was given)" if isinstance(given, str | int | float) else ""
    place = ".".join(str(part) for part in problem["loc"]) or "case"
    do = "Correct it, or leave it out: what is not given counts as unknown. /openapi.json lists the fields."
    return BadInput(f"{place} cannot be used{shown}: {said}.", to=place, do=do)


def adds_to_case(text: str) -> bool:
    """Whether words after a case report say more of the case, rather than ask the sources something."""
    if not _values(read_case(legible(text)).case) - _NAMED_ONLY:
        return False
    opens = bool(_OPENS_A_QUESTION.search(text)) or bool(_ASKS_SOURCES.search(text))
    return not opens or bool(_PATIENT.search(text))


def tells_data(text: str) -> bool:
    """Whether a text tells data of somebody, and does not only ask.

    >>> tells_data("Haloperidol 10 mg for 3 weeks. TRS?"), tells_data("Is haloperidol 10 mg for 3 weeks enough?")
    (True, False)
    """
    told = bool(_values(read_case(legible(text)).case) - _NAMED_ONLY)
    return told and not (_OPENS_A_QUESTION.search(text) or _ASKS_SOURCES.search(text))


def names_a_patient(text: str) -> bool:
    """Whether words speak of a patient, the asker, or a relative."""
    return bool(_PATIENT.search(text))


def tells_a_history(text: str) -> bool:
    """Whether a text tells of a patient by trials and other data, and asks the sources nothing.

    Who is not said to be a patient is one by one datum more.

    >>> tells_a_history("Schizophrenia in a 34F. Olanzapine 20 mg 12 weeks, no response. PANSS 93.")
    True
    >>> tells_a_history("Olanzapine 20 mg 12 weeks"), tells_a_history("What dose did the 34F on olanzapine 20 mg get?")
    (False, False)
    """
    if _ASKS_SOMEWHERE.search(text) or _ASKS_SOURCES.search(text):
        return False
    case = read_case(legible(text)).case
    dosed = sum(trial.dose_mg is not None for trial in case.trials)
    data = len(_values(case) - _NAMED_ONLY) + max(0, dosed - 1)
    return dosed > 0 and data + names_a_patient(text) > KINDS_OF_A_HISTORY


def tells_of_one(text: str) -> bool:
    """Whether a text tells a result of one patient in few words, and asks only whether it is enough, or how it counts.

    >>> tells_of_one("41M clozapine level 280 ng/mL on 350 mg, trough. is it adequate?")
    True
    >>> tells_of_one("what clozapine level is adequate?"), tells_of_one("clozapine 280 ng/mL, adequate?")
    (False, False)
    """
    if not patients.is_one_in_short(text) or not patients.asks_how_it_counts(text):
        return False
    if _OPENS_A_QUESTION.search(text) or patients.asks_sources(text) or _ASKS_SOURCES.search(text):
        return False
    case = read_case(legible(text)).case
    return any(one.value for one in case.levels) or any(one.value for one in case.neutrophils)


def is_of_no_one(text: str) -> bool:
    """Whether what was taken for a case names no patient, and holds no datum or asks what sources say of it."""
    if _PATIENT.search(text):
        return False
    asks_sources = bool(_OPENS_A_QUESTION.search(text) and _ASKS_SOURCES.search(text))
    return asks_sources or not _values(read_case(legible(text)).case)


def is_for_the_checker(text: str, lexicon: "Lexicon") -> bool:
    """Whether a request about a patient asks for what the checker classifies, and not for another diagnosis."""
    asked = " ".join(re.findall(r"[^.?!;\n]*\?", text)) or text
    if _CHECKED.search(asked):
        return True
    kinds = ("condition", "adverse-effect")
    named = {found.entity.id for found in lexicon.mentions(asked) if found.entity.kind in kinds}
    if named - _OUR_CONDITIONS:
        return False
    return bool(_CHECKED.search(text) or _ABOUT_TRIALS.search(text) or _values(read_case(legible(text)).case))


def way_of_one(text: str, lexicon: "Lexicon") -> Literal["case", "order", ""]:
    """Whether words about one patient are a case or ask for a decision, whatever they are like; empty where neither."""
    if asks_by_rule(text):
        return "case"
    named = {found.entity.kind for found in lexicon.mentions(text)}
    if patients.asks_for_a_decision(text, bool(named & {"drug", "drug-class", "treatment"})):
        return "order"
    if not patients.speaks_of_one(text) or patients.asks_sources(text):
        return ""
    if patients.is_told_of(text):
        is_judged = _values(read_case(legible(text)).case) & {"ratings", "levels", "neutrophils"}
        return "case" if is_judged and "?" not in text else "order"
    return "case" if patients.asks_of_one(text) and is_for_the_checker(text, lexicon) else ""


def asks_by_rule(text: str) -> bool:
    """Whether it asks if what it tells of no one in particular counts: a rule of the checker says so, no source.

    Two drugs as two, a drug's dose and weeks as an adequate trial, a fall of a scale as response or as a percentage;
    and what a dose is in chlorpromazine equivalents.

    >>> asks_by_rule("Are risperidone and paliperidone the same drug for TRRIP?")
    True
    >>> asks_by_rule("What percentage is a PANSS fall from 95 to 80?")
    True
    >>> asks_by_rule("How many different drugs, e.g. risperidone and olanzapine, must have failed?")
    False
    """
    if without_conversion(text) is not None:
        return read_case(text).asked == ("dose_equivalents",)
    is_of_change = bool(_A_CHANGE.search(text)) and not _OF_THE_METHOD.search(text)
    if patients.asks_sources(_A_TRIAL.sub("", text)) or not (is_of_change or _WHETHER.search(text)):
        return False
    draft = read_case(legible(text))
    return len(draft.asked) == 1 and _TELLS_ENOUGH.get(draft.asked[0], _never)(draft.case)


def _never(_: PatientCase) -> bool:
    return False


_TELLS_ENOUGH: Mapping[Topic, Callable[[PatientCase], bool]] = {
    "drugs_different": lambda case: len(set(case.compared_drugs)) == MEANT,
    "trial_adequate": lambda case: any(trial.dose_mg and trial.days_at_dose for trial in case.trials),
    "response": lambda case: any(change.before and change.after is not None for change in case.changes),
}


def is_long_note(text: str) -> bool:
    """Whether a text too long for a question is a patient's history."""
    return len(legible(text)) <= LONGEST and bool(read_case(legible(text)).case.trials)


def in_short(draft: CaseDraft) -> str:
    """What was read, counted: the reader sees at once whether something is missing."""
    case = draft.case
    counted = [
        f"{len(found)} {noun}{'' if len(found) == 1 else 's'}"
        for noun, found in (("trial", case.trials), ("rating", case.ratings), ("plasma level", case.levels),
                            ("neutrophil count", case.neutrophils))
        if found
    ]  # fmt: skip
    others = len(_values(case) - {"trials", "ratings", "levels", "neutrophils"})
    counted += [f"{others} other {'fact' if others == 1 else 'facts'}"] if others else []
    return f"read from the note: {', '.join(counted) or 'nothing that a criterion uses'}"


def _read(text: str, newest_from: Sequence[int], held: Collection[str]) -> CaseDraft:
    try:
        return read_case(text, newest_from, held)
    except NoteTooLong as error:
        last = text[newest_from[-1] if newest_from else 0 :]
        do = "Send the part that tells the drugs, doses, weeks and scores, or begin a new conversation."
        raise BadInput(str(error), to=f"{last[:40]} ...", do=do) from error


def _values(case: PatientCase) -> set[str]:
    """The fields of a case that say something of a patient. A drug that is merely named says nothing."""
    said = case.model_dump(exclude_defaults=True)
    return {name for name, value in said.items() if name not in _OF_NO_ONE and not _is_bare(value)}


def substance(case: PatientCase) -> dict[str, Any]:
    """What a case says of a patient: a drug that is merely named is left out.

    >>> substance(PatientCase.model_validate({"trials": [{"drug": "clozapine"}], "symptom_days": 90}))
    {'trials': [], 'symptom_days': 90}
    """
    said = case.model_dump(exclude_defaults=True)
    return said | {"trials": [trial for trial in said.get("trials", ()) if not _is_bare([trial])]}


def _is_bare(value: Any) -> bool:
    return isinstance(value, tuple | list) and all(isinstance(one, dict) and not one.keys() - {"drug"} for one in value)

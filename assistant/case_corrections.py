"""A correction typed after a report, as the plain sentence that a note would have: "sorry, risperidone was 8 weeks not
4" is "Risperidone was 8 weeks."

A later note replaces what differs in those before it. Words of correction say no more than that, and the reader of
notes takes them for a doubt. A figure alone takes the place of its like in what was told last; where several are like
it, nobody knows which was meant, and the words stay as they were typed. Of levels a later note tells one more: there
the sentence that told it is told anew (`case_levels`).
"""

import re
from collections.abc import Iterator, Sequence

from assistant import alike, case_levels
from assistant.criteria import drugs, read_case
from assistant.criteria.types import PatientCase

LONGEST = 80  # characters
_OOPS = (
    r"(?:sorry|oops|apologies|my (?:mistake|bad|error)|typo|correction|to correct(?: that| this)?|scratch that|wait"
    r"|hang on|actually|i (?:really |actually )?mea(?:n|nt)(?: to (?:say|write|type|put))?"
    r"|i should have said|make (?:that|it)"
    r"|(?:it|that|this) should (?:be|have been|say|read)|should (?:be|have been|say|read)|no(?=\s*[,.:;–-])|nope"
    r"|rather(?=\s*[,:]))"
)
_OPENS = re.compile(rf"^\W*(?:{_OOPS}\b[\s,.:;–-]*(?:but )?)+", re.I)
_ENDS = re.compile(
    r"(?:[\s,;–-]+(?:actually|sorry|i mean(?:t)?|rather|instead|in fact|my (?:mistake|bad)|typo|apologies"
    r"|(?:and )?(?:not|instead of|rather than) (?:the )?(?P<old>\d[\d.]*)(?:\s?[a-z%/]{1,8})?"
    r"(?: as (?:i )?(?:said|told|stated|typed|written))?)"
    r")+\W*$",
    re.I,
)
_INSIDE = re.compile(
    r"\b(?:(?P<was>was|is|were|are|had) (?:actually|in fact|really)|(?:actually|in fact) (?P<then>was|is|were|had)"
    r"|should (?:be|have been|read|say))\b",
    re.I,
)
_IT = re.compile(r"^\W*(?:(?:it|that|this)(?:['’]?s| is| was| were)? |(?:is|was) )", re.I)
_BARE_DOSE = re.compile(r"\s+dose\s+(?:(?:is|was|of|=|:)\s*)*(?P<mg>\d[\d.]*)$", re.I)
# What may stand beside a datum; other words might deny it, or tell of another person or time.
_BESIDE = frozenset(
    """
    a about adherence anc an and at been compliance count daily day days dose doses for from had has he her his in is it
    lasted level levels mg months of on over panss per she sofas symptom symptoms than the their they to took total
    treatment trial was weeks were with
    """.split()
)


def in_plain(text: str, notes: Sequence[str]) -> str:
    """The correction as a plain sentence; the text itself where it corrects nothing that can be told for certain.

    `notes`: what was told of the patient, oldest first.

    >>> in_plain("SOFAS 62, not 40", ["SOFAS 40"]), in_plain("I meant 6 mg", ["Risperidone 8 weeks."])
    ('SOFAS 62.', 'Risperidone 6 mg.')
    >>> in_plain("no, 95%", ["SOFAS 45. Adherence 90% by carer."]), in_plain("no idea", ["SOFAS 40"])
    ('Adherence 95% by carer.', 'no idea')
    """
    if len(text) > LONGEST or "?" in text or not notes:
        return text
    rest, old = _without_correcting(text)
    if not rest or rest == text:
        return text
    if level := case_levels.told_anew(rest, notes, old):
        return case_levels.AGAIN + level
    dosed = _BARE_DOSE.sub(r" \g<mg> mg", rest)
    if _is_plain(dosed):
        return _sentence(dosed)
    placed = _in_place(_IT.sub("", rest), old, notes)
    return _sentence(placed) if placed else text


def _without_correcting(text: str) -> tuple[str, str]:
    """The words without those of correction, and the figure that they take back."""
    ended = _ENDS.search(text)
    rest = text[: ended.start()] if ended else text
    rest = _OPENS.sub("", rest)
    rest = _INSIDE.sub(lambda found: found["was"] or found["then"] or "was", rest)
    return rest.strip(" ,.;:–-") if rest != text else text, (ended["old"] or "") if ended else ""


def _is_plain(rest: str) -> bool:
    """Whether a statement tells data by itself, and no word of it is doubted, left unread, or may change its sense."""
    sentence = _sentence(rest)
    draft = read_case(sentence)
    if draft.case == PatientCase() or draft.contradictions or draft.refused or not re.search(r"\d", rest):
        return False
    read = [span for spans in draft.evidence.values() for span in spans]
    words = re.finditer(r"[^\W\d_]+", sentence)
    return all(
        found.group().lower() in _BESIDE or any(one.start <= found.start() < one.end for one in read) for found in words
    )


def _in_place(rest: str, old: str, notes: Sequence[str]) -> str:
    """The sentence told last in which a figure has its like, with the figure in its place; or the drug told last."""
    told = reversed(notes) if old else notes[-1:]
    for note in told:
        found = list(dict.fromkeys(_placed(rest, old, note)))
        if len(found) == 1 and read_case(found[0]).case != PatientCase():
            return found[0]
        if found:
            return ""
    named = {one.drug.generic for one in drugs.mentions(notes[-1]) if one.drug}
    alone = f"{next(iter(named))} {rest}" if len(named) == 1 else ""
    return alone if alone and _is_plain(alone) and not old else ""


def _placed(rest: str, old: str, note: str) -> Iterator[str]:
    for sentence in case_levels.SENTENCE.split(note):
        placed = alike.figure_or_opposite(sentence, rest) if any(map(str.isdigit, rest)) else ""
        if placed and (not old or (_holds(sentence, old) and not _holds(placed, old))):
            yield placed


def _holds(sentence: str, figure: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(figure.rstrip('.'))}(?![\d]|\.\d)", sentence) is not None


def _sentence(text: str) -> str:
    text = text.strip(" ,;:–-")
    return text[:1].upper() + text[1:].rstrip(".") + "."

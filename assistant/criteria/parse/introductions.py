"""Sentences that introduce a patient by age, sex and diagnosis: a verdict leaves nothing of them out of account."""

from assistant.criteria.parse.caseless import Caseless

_AGE = Caseless(
    r"\b\d{1,3}[\s-]{0,2}(?:years?|yrs?|y)[\s-]{0,2}(?:old|o)\b|\b\d{1,3}\s?(?:yo|y/o|yrs?|[MF])\b|\b(?:aged?|now)\s{0,2}:?\s?\d{1,3}\b"
)
_CODE = Caseless(
    r"\b(?:ICD|DSM)(?:[\s-]?(?:\d{1,2}|IV|V)(?:-?TR)?)?\b|\bF\s?20(?:\.\d)?\b|\b6A20(?:\.\w)?\b|\b295(?:\.\d{1,2})?\b"
)
_WORD = Caseless(r"[^\W\d_]+|\d+")
_WORDS = frozenset(
    """a an the this my our his her is was has have he she they who of with in by for to and mr mrs ms dr dear colleague re
    patient pt client person man woman male female gentleman lady boy girl adult case history age sex gender old
    diagnosed diagnosis diagnoses dx known established confirmed chronic longstanding long standing suffering suffers from
    carries carrying lives living under care inpatient outpatient referred seen ward clinic
    schizophrenia schizophrenic paranoid undifferentiated hebephrenic disorganised disorganized catatonic residual simplex
    type subtype single married divorced separated widowed unemployed retired student criteria per according thank you
    referring""".split()
)
_OF_ILLNESS = Caseless(r"\bschizophreni[ac]\b|\b(?:man|woman|male|female|gentleman|lady|boy|girl|[MF])\b|\bold\b")


def introduces(words: str) -> bool:
    """Whether a sentence only says who the patient is, and that it is schizophrenia.

    >>> introduces("34-year-old man with schizophrenia."), introduces("34-year-old man with schizophrenia and epilepsy.")
    (True, False)
    """
    rest = _CODE.sub(" ", _AGE.sub(" ", words))
    return _OF_ILLNESS.search(words) is not None and all(m.group().lower() in _WORDS for m in _WORD.finditer(rest))

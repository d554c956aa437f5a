"""Which antipsychotic a laboratory value is of; None where it is of something else: another drug, prolactin, CRP."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.criteria import drugs
from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.names import unread_name
from assistant.criteria.parse.reading import Reading

LEVEL_WORD = Caseless(
    r"\b(?:levels?|conc(?:entration)?s?|TDM|assays?|trough(?:s)?|lvls?|(?:plasma|serum|bloed|blut)?spiegels?)\b|\btherapeutic\s+drug\s+monitoring\b"
)
NOR = Caseless(
    r"\b(?:norclozapine|nor-?cl\w{0,8}|desmethylclozapine|N-?desmethyl\w{0,12}|NCLZ|NCLOZ\w{0,6}|NDMC|(?<=/)nor(?=[\s:=]{1,3}\d)|metabolite)\b"
)
SUM = Caseless(
    r"\b(?:total|sum|combined)\b|(?:clozapine|cloz)\s{0,2}(?:\+|plus|and)\s{0,2}(?:nor|desmethyl)|\+\s{0,2}nor"
)
_SUM_OF = Caseless(
    r"\b(?:total|sum|combined|together)(?:\s{1,2}(?:of\s+(?:both|the\s+two)|levels?|clozapine|moiety|active|value|was|is)){0,3}[\s:=(]{0,4}$"
)
_WINDOW = 400  # characters before a value in which its name may stand
_OTHER = Caseless(
    r"\b(?:valpro\w{1,6}|divalproex|depakote|vpa|epilim|epival|depakine|orfiril|encorate|lithium|(?-i:Li)|priadel|camcolit|carbamazepine|cbz|tegretol|ltg|lamictal|oxcarbazepine|lamotrigine|topiramate|phenytoin|phenobarb\w{0,8}|primidone|gabapentin|pregabalin|levetiracetam|zonisamide|ethosuximide"
    r"|sertraline|fluoxetine|fluvoxamine|paroxetine|citalopram|escitalopram|venlafaxine|desvenlafaxine|duloxetine|mirtazapine|bupropion|trazodone|clomipramine|imipramine|amitriptyline|nortriptyline|desipramine|doxepin|agomelatine|vortioxetine|antidepressants?"
    r"|diazepam|lorazepam|clonazepam|oxazepam|temazepam|benzodiazepines?|procyclidine|benztropine|biperiden|propranolol|digoxin|theophylline|warfarin|cyclosporine|tacrolimus|vancomycin|gentamicin|paracetamol|acetaminophen|salicylate|methadone|buprenorphine|morphine|methotrexate|metformin|levothyroxine|atomoxetine|methylphenidate|donepezil|memantine"
    r"|prolactin|prl|crp|c[\s-]reactive|procalcitonin|esr|ferritin|transferrin|iron|zinc|copper|c(?:a)?eruloplasmin|vitamin|vit|25-?oh\w{0,4}|b12|folate|folic|cobalamin|homocysteine|bilirubin|creatinine|urea|bun|uric|urate|glucose|sugar|hba1c|insulin|c-?peptide|cholesterol|ldl|hdl|triglycerides?|lipids?|lactate|ammonia|albumin|protein|globulin|calcium|magnesium|phosphate|potassium|sodium|chloride|bicarbonate"
    r"|tsh|ft[34]|t[34]|thyroxine|thyroid|cortisol|testosterone|o?estradiol|progesterone|oestrogen|estrogen|shbg|dheas?|acth|lh|fsh|hcg|psa|afp|cea|ca-?125|alt|ast|ggt|alp|ldh|lfts?|amylase|lipase|ck|cpk|creatine|troponin|bnp|nt-?probnp|myoglobin|d-?dimers?|fibrinogen|inr|interleukin|il-?6|tnf|igg|ige|iga|igm|h(?:a)?emoglobin|hb|wbc|wcc|anc|neutrophils?|platelets?|eosinophils?"
    r"|ethanol|alcohol|caffeine|nicotine|cotinine|cannabis|thc|cocaine|amphetamines?|opiates?|ketones?|energy|noise|stress|anxiety|activity|melatonin|dopamine|serotonin|bdnf|s100b|oxytocin|leptin|urine|urinary|hair|saliva|csf)\b"
)
# Other drugs of which levels are taken: after one of them a level without a name may be its.
_MEASURED = Caseless(
    r"\b(?:valpro\w{1,6}|divalproex|depakote|vpa|epilim|epival|depakine|orfiril|encorate|lithium|(?-i:Li)|priadel|camcolit|carbamazepine|cbz|tegretol|lamotrigine|ltg|lamictal|phenytoin|phenobarb\w{0,8}|theophylline|digoxin|ciclosporin|cyclosporine|tacrolimus|vancomycin|gentamicin|clomipramine|nortriptyline|amitriptyline|imipramine)\b"
)
_OF_OTHER = Caseless(rf"\s{{0,2}}(?:of|for)\s{{1,2}}(?:\w{{1,12}}\s)?{_OTHER.pattern}")
_TOKEN = re.compile(r"[A-Za-zµ][\w'’+/-]*|\d\S*|[,;()\[\]:\n]")
# Words between a name and its value that name nothing themselves.
_LINKS = frozenset(
    "a an the his her their its this that these those one two three four first second third last next both each single only other"
    " five six seven eight nine any all same my our latest recent most current previous was were is are be been being has had have having came come back at of to on in"
    " with and or then now today yesterday later after afterwards again repeat repeated repeats measured found reported reads read showed"
    " shows show showing gave taken drawn done sent checked returned reached reaching reaches got getting hit above below under over about around"
    " approximately approx roughly exactly least than more less between from for by per plus total sum moiety active metabolite level levels"
    " lvl lvls spiegel spiegels trough troughs tdm assay assays conc concs concentration concentrations plasma serum blood bloods sample samples result"
    " results value values drug antipsychotic medication hour hours hr hrs h post dose pre predose pre-dose morning evening night week"
    " weeks wk wks month months day days year years yr time trial oh hydroxy just still already even merely as it he she they we i which"
    " low high adequate therapeutic subtherapeutic unannounced surprise usable together steady-state steady state single-dose true timed random peak"
    " would twelve ten eleven ten hourly dehydroaripiprazole dehydro hydroxyrisperidone norclozapine desmethylclozapine norquetiapine"
    " older old oldest earlier newest new present prior original initial former final further"
    " lab labs laboratory daily nocte bd od mane was: not never no did does good fine ok normal within so but up down only".split()
)
_CHAIN = frozenset(
    "level levels lvl lvls trough troughs tdm assay assays conc concs concentration concentrations spiegel spiegels".split()
)
_DOSE_UNITS = ("mg", "g", "mcg", "mg/day", "mg/d", "mgs")  # a dose stands between a name and its level
_IN_BRACKET, _HEAD = 160, 90  # characters looked at back to the bracket, and before it
_DOSED = re.compile(r"\b[A-Za-z]{4,20}\s(?=\d{1,4}(?:\.\d)?\s?(?:m?g\b|mcg\b|[(,;]|$))")  # "Encorate 750 ("
_BEFORE_OTHER_DRUG = Caseless(r"\b(?:on|with|taking|added?|plus|and|alongside|while|despite)\s+$")


class Named(NamedTuple):
    """A name before a value: of an antipsychotic, or of something else."""

    start: int
    end: int
    drug: str | None


def drug_of(reading: Reading, place: int, end: int, sentence: Part, earlier_drug: tuple[int, str] | None) -> str | None:
    """The antipsychotic a value is of: the one named beside it, the last named for a level, or that of the level before.
    In brackets it is the one named before them.

    `earlier_drug` is the end and the drug of the level read before this one.
    """
    text = reading.text
    begin = max(sentence.start, place - _WINDOW)
    others = list(_OTHER.finditer(text, begin, place))
    named = _mentions(reading, begin, sentence.end)
    earlier = [one for one in named if one.start < place]
    opened = _opened(text, place)
    if opened is not None and not any(one.start > opened for one in earlier) and not _OTHER.search(text, opened, place):
        headed, drug = _before_bracket(reading, opened)
        if headed:
            return drug
    if _OF_OTHER.match(text, end) or (others and _names_it(text, others[-1].start(), earlier)):
        return None
    beside = _beside(reading, place, begin, earlier)
    if beside is not None and (beside.drug is None or not _paired(text, earlier)):
        return beside.drug
    goes_on = earlier_drug and begin <= earlier_drug[0] <= place
    if earlier_drug and goes_on and not any(one.start >= earlier_drug[0] for one in earlier):
        return earlier_drug[1]
    if earlier:
        return _levelled(text, earlier).drug
    after = [one.drug for one in named if one.start >= end]
    return after[0] if after else _told_before(reading, place, earlier_drug)


def _names_it(text: str, other: int, earlier: Sequence[Named]) -> bool:
    """Whether something else is named last, or an antipsychotic only as what was taken beside it ("while on it")."""
    if not earlier or other > earlier[-1].start:
        return True
    return _BEFORE_OTHER_DRUG.search(text[max(0, earlier[-1].start - 12) : earlier[-1].start]) is not None


def _opened(text: str, place: int) -> int | None:
    """Where the bracket that holds a place was opened."""
    depth = 0
    for at in range(place - 1, max(-1, place - _IN_BRACKET), -1):
        if text[at] == ")":
            depth += 1
        elif text[at] == "(" and depth:
            depth -= 1
        elif text[at] == "(":
            return at
        elif text[at] == "\n" and text[at - 1 : at] == "\n":
            return None
    return None


def _before_bracket(reading: Reading, opened: int) -> tuple[bool, str | None]:
    """Whether something is named right before a bracket, and the antipsychotic it is ("VPA 750 (level 61)": none)."""
    sentence = reading.sentence_of(opened)
    begin = max(sentence.start, opened - _HEAD)
    named = _mentions(reading, begin, opened)
    since = named[-1].end if named else begin
    unknown = any(unread_name(m.group()) for m in _DOSED.finditer(reading.text, since, opened))
    if unknown or _OTHER.search(reading.text, since, opened):
        return True, None
    return bool(named), named[-1].drug if named else None


def _told_before(reading: Reading, place: int, earlier_drug: tuple[int, str] | None) -> str | None:
    """The drug of the level read before, or the last one named before this sentence."""
    prior = _mentions(reading, 0, place)
    since = max(prior[-1].end if prior else 0, earlier_drug[0] if earlier_drug else 0)
    if _MEASURED.search(reading.text, max(since, place - _WINDOW), place):
        return None
    if earlier_drug and not (prior and prior[-1].start > earlier_drug[0]):
        return earlier_drug[1]
    return prior[-1].drug if prior else None


def _mentions(reading: Reading, start: int, end: int) -> list[Named]:
    return [Named(m.start, m.end, m.drug.generic) for m in reading.named(start, end) if m.drug]


def _beside(reading: Reading, place: int, begin: int, earlier: Sequence[Named]) -> Named | None:
    """The name right before a value, with nothing but words between that name nothing; one that is not known is "else".

    None where figures or other words stand between, so that the sentence has to tell.
    """
    text = reading.text
    tokens = list(_TOKEN.finditer(text, max(begin, place - 80), place))
    passed: list[str] = []
    for token in reversed(tokens):
        word = token.group().lower().rstrip(":") or ":"
        drug = next((one for one in earlier if one.start < token.end() and token.start() < one.end), None)
        if drug:
            on_it = _BEFORE_OTHER_DRUG.search(text[max(begin, drug.start - 12) : drug.start])
            return None if on_it and len(earlier) > 1 else drug
        if word[0].isdigit() or word in _DOSE_UNITS or word in ";()[]\n" or (word == "," and "," in passed):
            return None
        if word not in ",:" and not all(part in _LINKS for part in re.split(r"[-/+]", word) if part):
            unknown = Named(token.start(), token.end(), None)
            return unknown if _is_head(word, passed) and not _linked(text, begin, token.start(), earlier) else None
        passed.append(word)
    return None


def _is_head(word: str, passed: Sequence[str]) -> bool:
    """Whether a word that is not known names the value: it stands right before it, or right before "level"."""
    if re.search(r"(?:ly|ed|ing)$", word) or drugs.find(word) or LEVEL_WORD.search(word):
        return False
    if re.match(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)", word):
        return False
    if passed and passed[-1] in _CHAIN:
        return True
    return all(one in (":", "was", "is", "of", "at", "were") for one in passed)


def _linked(text: str, begin: int, end: int, earlier: Sequence[Named]) -> bool:
    """Whether a level of a drug was announced before in the sentence ("olanzapine level at discharge was 45 ng/mL")."""
    if not earlier:
        return LEVEL_WORD.search(text, begin, end) is not None
    return LEVEL_WORD.search(text, max(begin, earlier[-1].start - 30), end) is not None


def _paired(text: str, earlier: Sequence[Named]) -> bool:
    """Whether the last two names are a drug and its metabolite ("risperidone plus 9-hydroxyrisperidone")."""
    return len(earlier) > 1 and bool(
        re.fullmatch(r"\s{0,3}(?:\+|plus|and|&)\s{0,3}", text[earlier[-2].end : earlier[-1].start], re.I)
    )


def _levelled(text: str, earlier: Sequence[Named]) -> Named:
    """The last drug that is named for a level ("olanzapine level"), else the last one."""
    if _paired(text, earlier):
        earlier = earlier[:-1]
    levelled = [
        one
        for one in earlier
        if LEVEL_WORD.match(text[one.end : one.end + 14].lstrip(" +/-9OHohtplasmerug()"))
        or re.match(r"[\s\w+/()-]{0,24}?\b(?:levels?|trough|conc|TDM|assay)", text[one.end : one.end + 34], re.I)
    ]
    return (levelled or list(earlier))[-1]


def other_than(reading: Reading, place: int, sentence: Part) -> bool:
    """Whether the level named at a place is of something else ("lithium level on olanzapine")."""
    begin = max(sentence.start, place - _WINDOW)
    before = re.search(
        r"([A-Za-z][\w-]*)\s{1,3}(?:(?:plasma|serum|blood|trough)\s{1,3}){0,2}$", reading.text[begin:place]
    )
    if before is None:
        return False
    start = begin + before.start()
    if any(m.drug and m.start < begin + before.end(1) and start < m.end for m in reading.mentions):
        return False
    word = before.group(1).lower()
    return bool(_OTHER.fullmatch(word)) or (word not in _LINKS and (word.endswith("ing") or _is_head(word, ["level"])))


def names_other(words: str) -> bool:
    """Whether words name something else that is measured: another drug, prolactin, CRP."""
    return _OTHER.search(words) is not None


def is_metabolite(reading: Reading, place: int, sentence: Part, drug: str) -> bool:
    """Whether a value is of norclozapine: the metabolite is named after any drug, and not as part of a sum."""
    begin = max(sentence.start, place - 120)
    last = list(NOR.finditer(reading.text, begin, place))[-1:]
    if not last or (last[0].group().lower() == "metabolite" and not drugs.is_clozapine(drug)):
        return False
    named = [m for m in reading.named(last[0].end(), place) if m.drug]
    return not named and not SUM.search(reading.text, max(begin, place - 60), place)


def is_sum(reading: Reading, place: int, drug: str) -> bool:
    """Whether a value is of clozapine and its metabolite together, told after each of them ("total 650")."""
    if not drugs.is_clozapine(drug) or not _SUM_OF.search(reading.text, max(0, place - 40), place):
        return False
    return NOR.search(reading.text, max(0, place - 200), place) is not None

"""A named thing in, its family out: the things among which a wrong answer to a question about it is looked for.

The lexicon knows drugs by class. What it has no class for is grouped here: adverse effects by the organ they fall on,
substances that are no medicine, and what the body makes of a drug. The groups state no medical fact; they only keep a
heart disease from standing among blood counts.
"""

from collections.abc import Mapping

from assistant.lexicon import Entity

NO_ANSWER = frozenset({"rating-scale", "overdose", "clozapine-withdrawal"})  # "a standardised scale" names none
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "blood": ("neutropenia", "severe neutropenia", "agranulocytosis", "eosinophilia", "thrombocytopenia", "anaemia"),
    "heart and circulation": (
        "myocarditis", "cardiomyopathy", "pericarditis", "orthostatic hypotension", "bradycardia", "cardiac arrest",
        "tachycardia", "QT prolongation", "venous thromboembolism",
    ),
    "gut": ("gut hypomotility", "constipation", "bowel obstruction", "sialorrhoea", "pancreatitis", "heartburn",
            "nausea", "liver toxicity"),
    "metabolism": ("weight gain", "dyslipidaemia", "metabolic syndrome", "hyperprolactinaemia", "hyponatraemia"),
    "nervous system": (
        "seizures", "sedation", "confusion", "extrapyramidal symptoms", "parkinsonism", "akathisia", "dystonia",
        "tardive dyskinesia", "neuroleptic malignant syndrome", "serotonin syndrome", "anticholinergic toxicity",
        "headache", "stuttering",
    ),
    "infection": ("pneumonia", "infection", "fever"),
    "urinary": ("enuresis", "urinary incontinence", "interstitial nephritis", "sexual dysfunction", "priapism"),
    "metabolite": ("norclozapine", "dehydroaripiprazole"),
    "substance": ("caffeine", "nicotine", "alcohol", "cannabis", "cocaine", "St John's wort"),
    "contraceptive": ("oral contraceptive",),
    "added to clozapine": ("memantine", "sodium benzoate", "evenamide", "metformin", "ketamine", "ulotaront"),
}  # fmt: skip
_BY_NAME = {name: family for family, names in FAMILIES.items() for name in names}
_APART = frozenset({"metabolite", "substance", "contraceptive"})  # no wrong answers for others, nor others for them


def family(entity: Entity) -> str:
    """Its closest family: of the table, else its class; empty where neither is known."""
    named = _BY_NAME.get(entity.names[0])
    return named or (entity.broader[0] if entity.broader else "")


def are_kin(one: Entity, other: Entity) -> bool:
    """Whether both belong to one family: antipsychotics, blood disorders; scales are all of one."""
    if one.kind != other.kind:
        return False
    if one.kind == "scale" or (family(one) and family(one) == family(other)):
        return True
    return one.kind == "drug" and bool(set(one.broader) & set(other.broader))


def may_stand_together(one: Entity, other: Entity) -> bool:
    """Whether both can be offered as answers to one question: kin, or two medicines. Effects only beside kin."""
    if one.kind != other.kind:
        return False
    apart = {family(one), family(other)} & _APART
    return are_kin(one, other) or (one.kind == "drug" and not apart)

"""What clinicians write in short when they type in haste: a word in, the words it stands for out.

Only what has one meaning in this field, and only where it is not written in capitals: "MO" may be anything.
"""

IN_FULL = {
    "ap": "antipsychotic",
    "aps": "antipsychotics",
    "agran": "agranulocytosis",
    "avh": "auditory verbal hallucinations",
    "cog": "cognitive",
    "cv": "cardiovascular",
    "diff": "different",
    "dx": "diagnosis",
    "exec": "executive",
    "freq": "frequency",
    "fxn": "function",
    "hosp": "hospitalisation",
    "hx": "history",
    "mo": "months",
    "mos": "months",
    "neg": "negative",
    "pct": "percentage",
    "pos": "positive",
    "pt": "patient",
    "pts": "patients",
    "rx": "prescription",
    "se": "side effects",
    "sx": "symptoms",
    "tx": "treatment",
    "wk": "week",
    "wks": "weeks",
    "yr": "year",
    "yrs": "years",
}


def in_full(word: str) -> str:
    """The words that a short form stands for; empty where it is none.

    >>> in_full("pts"), in_full("SE")
    ('patients', '')
    """
    return "" if word.isupper() else IN_FULL.get(word.lower(), "")

"""A question what a dose is in chlorpromazine equivalents: the text in, what is left of it for the readers out.

In a note an amount beside "equivalents" is no dose of the drug named, so the readers pass it by. Where the conversion
is all that is asked, the words that ask for it are blanked and the dose is read as any other; offsets stay.
"""

from assistant.criteria.parse.caseless import Caseless

LONGEST = 25  # words; a history asks for more than a conversion
_OF = r"(?:\s{1,3}(?:doses?|dosage|value|of|for|to|is|are|the|a|an)\b){0,4}"
_INTO = r"(?:\b(?:in|to|into|as|the|an?|its|how\s{1,3}many|how\s{1,3}much)\s{1,3}){0,3}"
_ASKS = Caseless(
    rf"{_INTO}\b(?:(?:CPZE?|chlorpromazine|largactil|thorazine)[\s-]{{0,3}}(?:dose[\s-]{{0,2}})?(?:eq|eqs|equiv\w*)\b"
    rf"|CPZE\b|(?:CPZ|chlorpromazine|largactil|thorazine)\s{{1,3}}(?:is|equals?|dose\s{{1,3}}is)\s{{1,3}}equiv\w*|equiv\w*\s{{1,3}}(?:doses?\s{{1,3}})?(?:of|in|to)\s{{1,3}}(?:CPZ|chlorpromazine|largactil|thorazine)\b)"
    rf"{_OF}"
)
# Equivalents of which an amount is given ("600 mg CPZ eq") are no dose to convert ("10 mg in CPZ eq" is one).
_GIVEN = Caseless(
    r"\d\s{0,2}(?:mg|milligrams?)?(?:\s{0,2}/\s{0,2}d(?:ay)?|\s{1,3}(?:daily|a\s{1,3}day|per\s{1,3}day))?$"
)
_DIRECTLY = Caseless(r"(?:CPZ|chlorpromazine|largactil|thorazine|equiv)")
_MORE = Caseless(
    r"\b(?:TRS|TRRIP|resist\w*|refract\w*|criteri\w*|trials?|adequate\w*|respon\w*|minimum|least|enough"
    r"|thresholds?|limit|needed|required?|guidelines?|article|stud\w+|consensus|fail\w*|before|after|than)\b|[=≈]"
)


def without_conversion(text: str) -> str | None:
    """The text with the words that ask for chlorpromazine equivalents blanked; None where it asks for anything else.

    >>> without_conversion("CPZ equivalent of risperidone 6 mg?")
    '                  risperidone 6 mg?'
    >>> without_conversion("Is 600 mg chlorpromazine equivalents enough?")
    """
    found = _ASKS.search(text)
    if not found or len(text.split()) > LONGEST:
        return None
    rest = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    is_given = _GIVEN.search(rest[: found.start()].rstrip()) and _DIRECTLY.match(found.group())
    return None if is_given or _MORE.search(rest) else rest

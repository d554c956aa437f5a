"""The nouns: what kind of identifier stands where in a text, and what each kind is called."""

from typing import Literal, get_args

from pydantic import Field

from assistant.types import Noun

Kind = Literal["name", "date_of_birth", "record_number", "contact", "address", "age"]
KINDS: tuple[Kind, ...] = get_args(Kind)

CALLED: dict[Kind, str] = {  # with its article, as a sentence needs it
    "name": "a name",
    "date_of_birth": "a date of birth",
    "record_number": "a record number",
    "contact": "a phone number, e-mail or other contact",
    "address": "an address",
    "age": "an age over 89",
}
CALLED_MANY: dict[Kind, str] = {
    "name": "names",
    "date_of_birth": "dates of birth",
    "record_number": "record numbers",
    "contact": "phone numbers, e-mails or other contacts",
    "address": "addresses",
    "age": "ages over 89",
}
IN_PLACE: dict[Kind, str] = {  # what is put where it stood
    "name": "[name]",
    "date_of_birth": "[date of birth]",
    "record_number": "[record number]",
    "contact": "[contact]",
    "address": "[address]",
    "age": "[age over 89]",
}


class Identifier(Noun):
    """Words of a text that seem to identify a person: `text[start:end]`, counted in Unicode characters."""

    kind: Kind
    start: int = Field(ge=0)
    end: int = Field(ge=0)

"""Whether a note says that there were other trials than those it tells, or that these were all."""

import re

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.reading import Reading, Said

_DRUG = r"(?:anti[\s-]?psychotics?|APs?|neuroleptics?|depots?|LAIs?|agents?|drugs?|meds?|medications?|medicines?|tablets?|injections?|trials?|courses?|treatments?)"
_OF_KIND = r"(?:antipsychotics?|psychiatric|psych|psychotropic|oral|depot|AP|drug|medication|treatment|adequate|documented|recorded|known)"
_ALL = Caseless(
    rf"\b(?:no\s+(?:other|further|more|third|additional|previous|prior|earlier)\s+(?:{_OF_KIND}\s+){{0,2}}{_DRUG}|no\s+(?:record|evidence|history|mention|exposure)\s+(?:of|to)\s+(?:any\s+)?(?:other|further|another|additional)\s+(?:{_OF_KIND}\s+){{0,2}}{_DRUG}|nothing\s+else(?!\s+(?:of\s+note|to\s+(?:add|report)|abnormal|changed|helped|in\s+the\s+(?:history|notes)))|nil\s+else|no\s+others|(?:that|this|these|those)(?:\s+two|\s+three)?(?:['’]s|\s+(?:is|are|was|were))\s+(?:the\s+(?:full|whole|complete|entire)\s+(?:list|history|lot)|the\s+lot|all|everything|it\b(?=\s*(?:[.;,)\n]|$|for\s+anti))|(?:\w+\s+){{0,2}}only\s+(?:(?:two|three|one|four|\d)\s+)?(?:{_OF_KIND}\s+){{0,2}}{_DRUG})"
    rf"|only\s+(?:ever\s+)?(?:had\s+|been\s+on\s+|tried\s+|taken\s+)?(?:\d|two|three|one|four|these)\s+(?:{_OF_KIND}\s+){{0,2}}{_DRUG}|only\s+{_DRUG}\s+(?:(?:he|she|they)\s+(?:has|had|have)|(?:he|she|they)['’](?:s|d|ve)|ever|to\s+date|so\s+far|on\s+record|tried|given)|first\s+(?:ever\s+)?antipsychotic|full\s+list|(?:never|not)\s+(?:\w+\s+){{0,3}}(?:anything\s+else|any\s+other\s+(?:antipsychotic|neuroleptic|AP)))\b"
)
_COUNTED = r"(?:several|multiple|many|numerous|various|countless|umpteen|loads\s+of|lots\s+of|plenty\s+of|a\s+(?:string|host|range|variety|series)\s+of|a\s+number\s+of|a\s+few|a\s+couple\s+of|some|at\s+least\s+\w+|\w+\s+or\s+(?:more|three|four|five)|two|three|four|five|six|\d)"
_OTHERS = Caseless(
    rf"\b(?:{_COUNTED}\s+(?:other|different|further|previous|prior|past|more|older|additional|earlier)?\s*(?:anti\s*psychotics?|neuroleptics?|depots?(?!\s+(?:clinics?|nurses?|teams?)))"
    r"|other\s+antipsychotics?\s+(?:were|was|have|has|had|in)|unknown\s+(?:drugs?|antipsychotics?)|another\s+(?:antipsychotic|neuroleptic|drug|medication|tablet|depot)|(?:old|previous|earlier)\s+(?:notes|records)\s+(?:are\s+)?(?:not|un)\s*available|(?:meds?|medication|drug)\s+h(?:istory|x)\s+to\s+follow|among\s+others|and\s+others|etc\b"
    r"|(?:one|a)\s+(?:further|other|second|third|more)\s+(?:antipsychotic|neuroleptic|depot|drug|tablet)\b(?=[^.\n]{0,170}\b(?:the\s+name|name\s+(?:is\s+)?(?:not|un|for)\w*|nameless|unnamed|unknown|not\s+known|forgotten|(?:cannot|can['’]t|could\s+not)\s+(?:recall|remember|name|say))\b))"
)
_LOST = r"(?:lost|missing|destroyed|burn(?:ed|t)|shredded|unavailable|not\s+(?:available|found|held|kept|sent|received|obtained|yet\s+(?:received|obtained|available|here|arrived)|here|to\s+hand|accessible|traceable)|untraceable|inaccessible|incomplete|sketchy|patchy|gone|awaited|pending|outstanding|requested|unclear|unknown|not\s+known|unobtainable|(?:can(?:not|['’]t)|could\s+not)\s+be\s+(?:found|traced|obtained))"
_UNNAMED = r"(?:unknown|not\s+known|forgotten|unclear|unsure|lost|missing|no\s+(?:details|records?|names?|idea\s+which)|not\s+(?:recorded|documented|available|named|remembered|sure|clear|legible)|illegible|(?:cannot|can\s?not|can['’]t|could\s+not|couldn['’]t|does\s+not|doesn['’]t|do\s+not|don['’]t|nobody)\s+(?:\w+\s+)?(?:recall|remember|name|say|find|know|tell|trace|establish)\w*|but\s+not\s+(?:the|its|their|which)|which\s+(?:is|are|was|were)\s+not|no\s+longer\s+known|details?\s+to\s+follow)"
_WHEN = r"(?:before|previously|earlier|elsewhere|abroad|overseas|in\s+(?:the\s+past|prison|custody|hospital\s+abroad|\w+(?=\s*[,;.(]))|years\s+ago|prior|back\s+home|at\s+home|as\s+a\s+teenager|in\s+(?:his|her)\s+(?:teens|twenties|youth|country)|first|also|tried|given|had)"
# Others are told of, or nobody knows whether there were any.
_MORE = Caseless(
    rf"\b(?:may\s+or\s+may\s+not\s+have\s+been\s+an?\s+(?:antipsychotic|neuroleptic)|of\s+the\s+other(?:\s+one)?\b[^.;\n]{{0,50}}\b(?:recalls?|remembers?|knows?)\s+(?:only|nothing|little)|(?<!no\s)(?<!any\s)others?\s+(?:were|was|have\s+been|had\s+been)\s+(?:tried|given|used|prescribed|taken|started)|there\s+were\s+(?:\w+\s+){{0,3}}others\b|(?:on|had|tried|took|given)\s+other\s+(?:antipsychotics|neuroleptics|APs)|then\s+another(?:\s+one)?\b(?=[^.\n]{{0,40}}\b(?:{_UNNAMED})\b)|(?:several|many|numerous|various|countless)\s+(?:more|others)(?=\s*(?:[,.;(]|$|see\b|in\s+the\s+past|before|over|too))|(?:who|god|heaven|goodness)\s+knows\s+what"
    rf"|(?:records|notes|files?|charts|volumes|papers)\s+(?:from|before|prior\s+to|of|dating)\s+(?:\w+\s+){{1,5}}?(?:(?:are|is|were|was|have|has|been|all|still|long|now)\s+){{0,3}}{_LOST}"
    rf"|no\s+(?:records|information|details|knowledge|documentation)\s+(?:of|on|about|for|from|regarding)\s+(?:any\s+|his\s+|her\s+|their\s+)?(?:earlier|previous|prior|past)\s+(?:{_OF_KIND}\s+)?{_DRUG}"
    rf"|(?:antipsychotics?|tablets?|pills?|injections?|drugs?|depots?|medicines?|medications?)\b[^.;\n]{{0,60}}\bnames?\s+(?:(?:are|is|were|was|now|long)\s+){{0,2}}(?:unknown|not\s+(?:known|recorded|available|remembered|given)|lost|forgotten)|(?<!no\s)(?<!nor\s)(?<!or\s)(?:{_COUNTED}|there\s+(?:were|have\s+been|had\s+been|was)|had|tried)\s+(?:other|others|more|earlier\s+ones|previous\s+ones)\b(?!\s+(?:medical|physical|health|teams?|services?|admissions?|issues?|problems?|weeks?|months?|days?|doses?|family|members?|patients?|people|side|adverse|symptoms?|levels?|samples?|siblings?|than))(?:\s+(?:{_OF_KIND}\s+){{0,2}}{_DRUG})?(?=[^.;\n]{{0,60}}\b(?:{_WHEN}|{_UNNAMED}|details|names?|records)\b)"
    rf"|(?<!no\s)(?<!any\s)other\s+(?:antipsychotics?|neuroleptics?|APs?)\s+(?:(?:were|was|have|has|had|been|in|before|abroad|elsewhere|previously|earlier|tried|too)\b)"
    rf"|(?:an?|some|one|another|two|three|a\s+second|a\s+third|(?:an?|his|her)\s+\w+|one\s+\w+(?=\s+(?:tablet|injection))|a\s+different|an\s+earlier|a\s+previous|an\s+older|two\s+other|two\s+more)\s+(?:(?:other|further|different|earlier|older|previous|second|third|more|unknown|old)\s+)?(?:antipsychotic|neuroleptic|depot|injection|tablet|(?:(?<=second\s)|(?<=third\s)|(?<=another\s)|(?<=different\s)|(?<=other\s))(?:drug|medicine|medication|one|agent))s?\b(?=[^.\n]{{0,80}}\b(?:{_UNNAMED})\b)"
    rf"|(?:two|three|one|some|a\s+few|several)\s+(?:more|others?|other\s+(?:tablets|drugs|medicines|medications|injections))\b(?!\s+(?:weeks?|months?|days?|levels?|doses?))(?=[^.\n]{{0,60}}\b(?:{_UNNAMED}|given\s+in|folder|tried\s+(?:before|in|at)|abroad|elsewhere)\b)|thinks?\s+(?:he|she|they)\s+had\s+(?:two|three|one|some|an?)?\s*(?:other|another|more|different)\b"
    rf"|(?:previous|prior|earlier|past|other|older)\s+(?:{_OF_KIND}\s+){{0,2}}(?:trials?|treatments?|antipsychotics?|courses?|medications?|drugs)\b[^.;\n]{{0,40}}\b(?:{_UNNAMED}|{_LOST})\b"
    rf"|(?:(?:prior|past|previous|earlier|full|antipsychotic|drug|medication|medicine|treatment|meds?|AP)\s+){{1,3}}(?:h/?x|history)\s+(?:(?:is|was|before\s+\w+|prior\s+to\s+\w+|from\s+\w+|currently|as\s+yet|otherwise|still|at\s+present)\s+){{0,3}}{_LOST}"
    rf"|(?:old|older|previous|earlier|prior|past|overseas|foreign|paper|medical|childhood|hospital|prison|case|clinic)\s+(?:(?:hospital|case|paper|medical|clinic|psychiatric|GP)\s+)?(?:notes|records|files?|charts|volumes?|folders?)\s+(?:(?:are|is|were|was|have|has|been|all|currently|still|long|now|apparently|sadly)\s+){{0,3}}{_LOST}"
    r"|(?:(?:do|does|did)\s*(?:n['’]t|not)|cannot|can['’]t|could\s*(?:n['’]t|not)|nobody|no\s+one|unable\s+to|impossible\s+to|not\s+(?:known|clear|possible\s+to\s+(?:say|tell|establish))|unclear|unknown|unsure|unsure\s+of)\s+(?:(?:know|knows|say|tell|establish|find\s+out|remember|remembers|recall|sure)\s+)?(?:exactly\s+)?(?:what|which|whether|if)\s+(?:else\s+)?(?:(?:he|she|they|there|any(?:thing)?|other|others|antipsychotics?|drugs?|medicines?|meds)\s+){1,3}(?:(?:had|was|were|been|has|have|ever|also)\s+){0,3}(?:on\b|taken|took|tried|given|before|previously|earlier|prior|else|had\b|prescribed|received|treated)"
    rf"|whatever\s+(?:else\s+)?(?:he|she|they)\s+(?:was|were|had)\b[^.;\n]{{0,40}}\b(?:not\s+know|unknown|don['’]t\s+know|no\s+records?|lost)|whether\s+(?:anything|any|others?|more|there)\b[^.;\n]{{0,60}}\b(?:{_UNNAMED})\b"
    r"|(?:may|might|could)\s+(?:well\s+)?have\s+(?:had|tried|been\s+(?:on|given|tried\s+on))\s+(?:some\s+|an?\s+|two\s+|several\s+)?(?:others?|more|something|another|other|different|earlier|depots?)\b|there\s+(?:may|might|could)\s+(?:well\s+)?have\s+been\s+(?:others?|more|earlier|further))"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def others_told(reading: Reading) -> Said | None:
    """True where the note tells of trials that it does not describe, False where it says that there were none.

    Where it says both, nobody knows: "no others that we know of, but the old records are lost".
    """
    more = _MORE.search(reading.text)
    while more and _denied(reading, more):
        more = _MORE.search(reading.text, more.start() + 1)
    closed, others = _ALL.search(reading.text), _OTHERS.search(reading.text)
    if more:
        return Said(True, (more.span(),))
    if closed:
        return Said(False, (closed.span(),))
    if others and not _is_told(reading, others):
        return Said(True, (others.span(),))
    return None


def _denied(reading: Reading, said: re.Match[str]) -> bool:
    before = reading.text[max(0, said.start() - 16) : said.start()]
    return re.search(r"\b(?:no|never(?:\s+had)?|not|without|nor)\s+(?:any\s+)?$", before, re.I) is not None


def _is_told(reading: Reading, others: re.Match[str]) -> bool:
    """Whether "three antipsychotics" are those the note goes on to name, or the words deny them."""
    if re.search(
        r"\bno\s+$|\bnever\s+(?:had\s+)?$|\bof\s+$|\bfor\s+$",
        reading.text[max(0, others.start() - 12) : others.start()],
        re.I,
    ):
        return True
    words = others.group().lower()
    count = _COUNTS.get(words.split()[0]) or (int(words[0]) if words[0].isdigit() else None)
    return (
        count is not None
        and "other" not in words
        and len({m.drug.generic for m in reading.mentions if m.drug}) >= count
    )

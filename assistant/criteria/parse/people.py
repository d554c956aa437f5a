"""Stretches of a note that speak of somebody else: a relative, a friend, another patient.

A clause whose subject is another person is theirs, unless it says that they tell, count, watch or give what the patient
takes. It lasts to the end of the sentence, or to where the patient comes back, and a pronoun that cannot be the
patient's goes on with it in the next sentence.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.strangers import told_of_strangers

_FEMALE = (
    r"(?:grand|step|foster[\s-]|god)?(?:mother|daughter)|(?:step|half[\s-])?sister|mum(?:my)?|mom|mam(?:my)?|aunt(?:ie|y)?|niece|gran(?:ny|dma)?|(?:co-)?wife|girlfriend|nan(?:na|a|ny)?|oma|nonna"
    r"|sister-in-law|mother-in-law|cousin[\s-]sister"
)
_MALE = (
    r"(?:grand|step|foster[\s-]|god)?(?:father|son)|(?:step|half[\s-])?brother|dad(?:dy)?|uncle|nephew|grand(?:ad|dad|pa)|opa|nonno|husband|boyfriend|brother-in-law|father-in-law"
    r"|cousin[\s-]brother"
)
_EITHER = (
    r"parents?|(?<=his\s)(?:eld|young)est|(?<=her\s)(?:eld|young)est|twin|siblings?|cousin|(?:grand)?child(?:ren)?|spouse|(?:ex[\s-])?partner|fianc[eé]e?|ex(?=[\s'’])|grandparents?|in-law|relative|friend|pen-?(?:friend|pal)|roomie|(?<=['’]s\s)(?:lad|lass|kid|boy|girl)|pal|buddy|companion|acquaintance"
    r"|(?:room|flat|house|ward|cell|class|team|work|bunk)[\s-]?mate|neighbou?r|co-?(?:resident|worker|tenant)|landlord|landlady|lodger|(?:AA\s)?sponsor|(?:carer|caseworker|keyworker|support\sworker)(?=\s[^.;\n]{0,40}\b(?:him|her)self)|mate(?=\s(?:[A-Z][a-z]+\s)?(?:reckons|had|has|is|was|got|takes|took|on)\b)"
)
_KIN = Caseless(rf"\b(?:(?P<female>{_FEMALE})|(?P<male>{_MALE})|(?:{_EITHER}))s?\b(?!-)")
# What stands before the word: whose relative, and which.
_OWNED = Caseless(
    r"\b(?:(?:(?:two|three|both|one|several|some|all|most|neither|none)\sof\s)?(?P<owner>his|her|their|my|our|your|the|an?|one|both|two|three|another|pt['’]?s?|(?:the\s)?patient['’]?s?|(?:(?:his|her|their|my|our|the|a)\s)?[\w-]{2,20}['’]s)\s+(?:of\s(?:his|her|their|my)\s)?)?"
    r"(?:(?:own|first[\s-]degree|second[\s-]degree|maternal|paternal|old(?:er|est)?|eldest|elder|young(?:er|est)?|big|little|kid|baby|half|identical|twin|late|former|senior|junior|only|two|three|other|poor|dear|birth|adoptive|foster|estranged|travell?ing|next[\s-]door|close|good|best|distant|first|second|ex)[\s-]){0,3}\Z"
)
_CLAUSE_START = Caseless(
    r"(?:\A|[.;:,(>\n\"“–—*•]|\s-|\b(?:and|but|while|whereas|because|that|although|though|since|as|so|also|now|even|incidentally|however|fyi|nb|note|btw|apparently))\W{0,3}\Z"
)
_AFTER_PREPOSITION = Caseless(
    r"\b(?:by|with|to|from|for|of|at|via|per|or|plus|than|like|unlike|about|on|in|between|both|against|despite|after|before|beside|told|asked|tell|ask)\s+\Z"
    r"|[+/&]\s{0,2}\Z|\b(?:by|from|with)\b[^.;:,]{0,40}\b(?:and)\s+\Z"
)
_BELIEVED = Caseless(
    r"\b(?:belie\w+|convinced|delusion\w*|hears?|hearing|voices?|suspic\w+|fears?|accus\w+|paranoi\w+)\b"
)
# Words between a person and what is told of them: a name, where they live, "who ...", an aside.
_ASIDE = (
    r"(?:\s(?-i:[A-Z][a-z’'-]+)){0,2}(?:\s(?:of|at|in|from|next\sto|down|over|up)\s(?:(?!(?:had|has|is|was|on)\b)[\w'’-]+\s?){1,4}(?<!\s))?"
    r"(?P<who>,?\s(?:who|whom|whose)\b[^.;,\n]{0,80})?(?P<apart>,\s(?:I|God|as|aged|now|poor|also|too|himself|herself|by|it|you|we|apparently|on|with|from|in|at|under|across|living|both|not|another|a|the|\d)[^.;,\n]{0,40}(?=,)|,\s(?-i:[A-Z][a-z]+)(?=,)|\s\([^)\n]{0,60}\)){0,2},?"
)
_ADVERB = r"(?:\s(?:also|too|now|once|still|apparently|reportedly|himself|herself|themselves|only|currently|previously|both|all|already|never|actually|sadly|then|likewise|similarly|just|always|recently|later|each|since|again)\b,?){0,3}"
_TAKES = (
    r"(?:k/?c/?o|c/o|a\s(?:patient|client|service\suser)|runs?|ran|sits|hovers|clocks|had|has|have|having|was|is|are|were|been|being|on|off|takes?|took|taking|taken|got|gets|with|received|receives|tried|failed|respond(?:ed|s)|did|does|never|needed|needs|used|uses|improved|recovered|relapsed"
    r"|develop(?:ed|s)|died|suffer(?:s|ed)|stopped|started|began|reached|scored|scores|spent|underwent|tolerate[sd]|benefit(?:s|t?ed)|remain(?:s|ed)|became|stays?|stayed|went|came|under|in|diagnosed|treated|prescribed|given|put|switched|stable|well|missed|misses|swears|swore|does|doing|also|same|known|TRS|schizophreni\w{1,4}|bipolar|epileptic|(?:treatment[\s-])?resistant|refractory)"
)
_THEIRS = Caseless(rf"{_ASIDE}(?:['’]s(?=\s(?:on|had|been|taking)\b))?{_ADVERB}\s{_TAKES}\b")
_TREATS = Caseless(r"(?:stopped|started|put|began)\Z")  # may be what they did to the patient
_CONTRACTED = Caseless(r"['’]s\s(?:on|had|been|taking)\b")
_TAKES_OWN = Caseless(r"\b(?:takes?|took|taking)\Z")
_HELPS = Caseless(
    r"\s(?:him|his|the|it|them|care|over|charge|out|down|note|responsib\w+|turns|a\s(?:count|note|record))\b"
)
_SIBLINGS = Caseless(r"(?:brother|sister|sibling|twin|cousin)s\Z")
_WHO_TAKES = Caseless(rf",?\swho{_ADVERB}\s{_TAKES}\b")
# "his daughter, who came daily, saw him take them", "given by his mother, who never missed a day"
_WHO_ACTS = Caseless(
    r",?\s(?:who|whom)\b[^.;,\n\d]{0,60},\s(?:(?:also|always|has|had|herself|himself)\s){0,2}(?:saw|sees|seen|watch\w{0,3}|g[ai]ves?|counts?|counted|says?|said|confirm\w{0,3}|agree\w{0,3}|tick\w{0,3}|record\w{0,3}|marked|put|puts|estimates?|reckons?|supervis\w{1,3}|hand(?:s|ed))\b"
)
_GIVEN_BY = Caseless(
    r"\b(?:given|administered|supervised|watched|witnessed|observed|counted|handed(?:\sover)?|dispensed)\s(?:\w{2,10}\s){0,2}?by\s(?:\w{2,8}\s){0,2}\Z"
)
_ONE = Caseless(r"(?:an?|one)\s")
_ON = Caseless(r"\s(?:on|taking|treated|stable\son)\b")
_LABEL = Caseless(r"(?:\s(?-i:[A-Z][a-z]{1,12}))?(?:\s\([^)\n]{0,30}\))?\s?(?::|>|=|\s[-–—](?=\s))\s*")
_SPOKEN = Caseless(r"[\"“'‘]|(?:he|she|we|i)\b(?!\s(?:has|had)\s(?:schizo|bipolar))")
# Who tells, gives or counts is a source of what the patient took, not someone whose data they are.
_SOURCE = Caseless(
    r"\b(?:say|says|said|tell|tells|told|report\w*|confirm\w*|agree\w*|corroborat\w*|account|supervis\w*|count(?:s|ed|ing)?\b|keeps?|kept|gives?|gave|giving|watch\w*|check\w*|notice[sd]?|collect\w*|administ\w*"
    r"|adheren\w*|complian\w*|concordan\w*|(?<!missed )doses|tablets|dosette|pharmacy|dispens\w*|charts?|diary|record\w*|lives|living|bring\w*|brought|contacted|stat(?:es|ed)|feels?|describ\w*|(?<!no )worr\w*"
    r"|found|finds?|insist\w*|reckon\w*|thinks?|thought|sure|certain|adamant|informant|carer|collateral|asked|asks|present|helps?|helped|fill(?:s|ed|ing)|tick\w*|prompt\w*|remind\w*|ensur\w*|witness\w*|observ\w*|oversees?|hand(?:s|ed|ing)|visits?|reached\sby|be\sreached|him|wants?|pills|boxes|packs|blisters?|(?:stopp|halv|cut|reduc|with(?:h|dr)|hid|threw|throw|flush|binn|stash|chang|spoil|cancel)\w*\s(?:\w+\s){0,2}?(?:his|it|them|him|the)|to\s(?:give|get|make|persuade|help|see)|a\ssource|log\b|calendar|notebook|vouch\w*|swallow\w*)\b"
    r"|\d\s?(?:%|per\s?cent)"
)
_DRUG = (
    r"(?:cloza|olanz|risper|halop|quetia|aripip|amisul|zuclo|flup|fluph|chlorpro|trifluo|perphen|sulpir|zipras|lurasi|paliper|asenap|carip|brexp|pimoz|loxap|thiorid|lepon|zypre|solian|seroq|haldol|abilif|stelaz|largac|modec"
    r"|depix|clopix|invega|depot|antipsych|neurolept|lithium|ECT)\w*"
)
_OWN_DATA = Caseless(
    rf"\A(?:[\s,]*(?!(?:him|his|to|giv\w*|seen|told|said|count\w*|her\s(?:tablet|med|dos)\w*)\b)[\w'’-]+){{0,4}}?[\s,]*(?:{_DRUG}|\d[\d.,]*\s?mg\b|\d{1, 3}/(?:7|12|52)\b|schizo\w*|PANSS|SOFAS|GAF|ANC|neutrophils?\b|levels?\b|counts?\s(?:was|were|fell|dropped|went)\b)"
)
_DATUM = Caseless(
    rf"['’]?s?['’]?\s(?:(?!(?:pill|tablet|diary)\b)[\w’'-]+\s){{0,2}}?(?:PANSS|SOFAS|GAF|PSP|BPRS|CGI|ANC|neutro\w*|WBC|levels?|plasma|scores?|symptoms?|illness|diagnos\w*|trials?|treatment|medications?|meds?|response|remission|dose\b|{_DRUG}"
    r"|schizo\w*|psychosis|BEN\b|bloods?\b|results?|counts?\s(?:was|were|is|of|fell|dropped|went)|vitamin|HbA1c|own\b|(?:two|three|four)\b(?!\s?(?:weekly|daily)))"
)
_KEPT = Caseless(
    r"['’]s?\s(?:own\s|daily\s|careful\s)?(?:account|counts?\b(?!\s(?:(?:was|were|is)\s\d|fell|dropped|went))|tally|report|diary|sheets?|log|charts?|records?|observation|word|statement|estimate|tick|pill|tablet|dosette|supervision|view|opinion|letter|help|house|home|flat|place|care)"
)
_KIN_HEADS = ("famil", "fam", "fh", "f/h", "f.h", "f hx", "relatives", "kin")
_KIN_STEMS = (
    "mother", "father", "sister", "brother", "son", "daughter", "mum", "mom", "mam", "aunt", "niece", "gran", "wife", "wives", "friend",
    "in-law", "cousin", "dad", "uncle", "nephew", "husband", "parent", "twin", "sibling", "child", "spouse", "partner", "fianc", "ex ",
    "ex'", "ex’", "relative", "pal", "buddy", "buddies", "roomie", "companion", "acquaint", "nan", "oma", "opa", "nonn", "eldest", "youngest", "mate", "neighbo", "resident", "worker",
    "tenant", "sponsor", "landl", "lodger", "carer", "lad", "lass", "kid", "boy", "girl",
)  # fmt: skip
_FAMILY = Caseless(
    r"\b(?:family\s+(?:psychiatric\s+)?(?:history|hx)|f(?:am)?[\s.]?hx?)\b[ \t]?(?::|-|–|of\b|(?=(?:mother|father|brother|sister|aunt|uncle|cousin|mat|pat)))[^.;\n]{0,300}|(?:^|(?<=[.;]\s))[ \t*•-]{0,4}(?:family|relatives|kin)[ \t]{0,3}[:>–-][^\n]{0,400}",
    re.M,
)
_OF_KIN = Caseless(
    r"\b(?:in|of)\s(?:(?:his|her|their|the|my|one|an?)\s)(?:\w+\s){0,2}\Z|\(\s?(?:(?:this|that|these|those)\s(?:is|was|are|were)\s)?(?:(?:his|her|their|the|my)\s)?(?:\w+\s)?\Z"
)
_PATIENT = Caseless(
    r",?\s(?P<pronoun>he|she)\b(?!['’]s\sown)|(?<!not\s)(?<!not\sthe\s)(?<!not\sour\s)\b(?:pts?(?!['’]s)|patient(?!['’]s)|this\sone)\b"
)
_GOES_ON_WITH_IT = Caseless(
    r"\W{0,3}(?:it|they|both|these|none\sof\s(?:it|them|these)|that)\s(?:\w+\s){0,2}?(?:work\w*|help\w*|did|made|fail\w*|suited|took|lasted|caused|gave|never)\b"
)
_GOES_ON = Caseless(rf"{_TAKES}\b")
_PRONOUN_FIRST = Caseless(r"\W{0,3}(?P<pronoun>he|she|his|hers?)\b")
_ASKED_FOR = Caseless(
    r"\b(?:it|that|this|one|same)\b[^.;\n]{0,30}\b(?:never|not|n['’]t)\s(?:been\s)?(?:prescribed|given|tried|started|used)"
)
_MEN = Caseless(r"\b(?:he|him|his|himself|man|male|gentleman|mr)\b")
_WOMEN = Caseless(r"\b(?:she|her|hers|herself|woman|female|lady|mrs|ms)\b")


_WHOSE_KIN = Caseless(rf"\b(his|her)\s(?:\w+\s)?(?:{_FEMALE}|{_MALE}|{_EITHER})\b")
_TELLING = 6  # pronouns


class _Told(NamedTuple):
    """A stretch on somebody else: whose ("male", "female" or "other"), and from where the patient may come back."""

    part: Part
    whose: str
    named_to: int


class _Sex(NamedTuple):
    """What pronouns can mean in a note: the patient's sex, as far as its words tell; "" where they do not."""

    patient: str

    @classmethod
    def of(cls, text: str) -> "_Sex":
        men, women = len(_MEN.findall(text)), len(_WOMEN.findall(text))
        for owner in _WHOSE_KIN.findall(text):  # "his sister" tells more than a pronoun, which may be the sister's
            men, women = (men + _TELLING, women) if owner.lower() == "his" else (men, women + _TELLING)
        return cls("male" if men > 2 * women else "female" if women > 2 * men else "")

    def may_be_patient(self, pronoun: str) -> bool:
        """Whether a pronoun may be the patient's."""
        return not self.patient or (pronoun.lower() in ("he", "his", "him")) == (self.patient == "male")


def told_of_others(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """The stretches that speak of other people, sentence by sentence.

    >>> from assistant.criteria.parse.clauses import sentences
    >>> text = "He failed olanzapine. The senior brother takes 300 mg of clozapine. His wife counts 90% of doses."
    >>> [text[s:e] for s, e in told_of_others(text, sentences(text))]
    ['The senior brother takes 300 mg of clozapine.']
    """
    sex: _Sex | None = None
    theirs = ""  # of whom the last sentence spoke to its end: "male", "female", "other"
    for number, sentence in enumerate(parts):
        found = [*_of_sentence(text, parts, number)]
        if found and sex is None:
            sex = _Sex.of(text)
        if not found:
            theirs = theirs if sex and theirs and _goes_on(text, sentence, theirs, sex) else ""
            if theirs:
                yield sentence
            continue
        theirs = ""
        for one in found:
            stop = _back(text, one, sex) if sex else one.part.end
            yield Part(one.part.start, stop)
            theirs = one.whose if stop >= sentence.end else ""


def _goes_on(text: str, sentence: Part, whose: str, sex: _Sex) -> bool:
    """Whether a sentence goes on with the person of the one before: by a pronoun that is not the patient's, or "it"."""
    if _SOURCE.search(text, *sentence):
        return False
    after_semicolon = text[max(0, sentence.start - 4) : sentence.start].rstrip().endswith(";")
    if _GOES_ON_WITH_IT.match(text, *sentence) or (after_semicolon and _GOES_ON.match(text, *sentence)):
        return True
    first = _PRONOUN_FIRST.match(text, *sentence)
    if first is None or not sex.patient:
        return False
    pronoun = "male" if first["pronoun"].lower() in ("he", "his") else "female"
    return pronoun == whose and not sex.may_be_patient(first["pronoun"])


def _of_sentence(text: str, parts: Sequence[Part], number: int) -> Iterator[_Told]:
    start, end = parts[number]
    low = text[start:end].lower()
    for heading in _FAMILY.finditer(text, start, end) if any(word in low for word in _KIN_HEADS) else ():
        if "hist" in heading.group().lower() or not _SOURCE.search(heading.group()):
            yield _Told(Part(*heading.span()), "other", heading.end())
            return
    at = start
    for kin in _KIN.finditer(text, start, end) if any(word in low for word in _KIN_STEMS) else ():
        part = _stretch(text, Part(start, end), kin) if kin.start() >= at else None
        if part:
            at = part.end
            headed = _LABEL.match(text, kin.end(), end + 1)
            yield _Told(part, kin.lastgroup or "other", part.end if headed else kin.end())
    for aside in told_of_strangers(text, parts, number):
        yield _Told(aside.part, "other", aside.named_to)


def _stretch(text: str, sentence: Part, kin: re.Match[str]) -> Part | None:
    """What a sentence tells of a relative named in it, if anything."""
    before = text[max(sentence.start, kin.start() - 60) : kin.start()]
    owned = _OWNED.search(before)
    owner = owned["owner"] or "" if owned else ""
    lead = before[: owned.start()] if owned else before
    begin = kin.start() - len(before) + len(lead)
    if owner.lower() in ("my", "our") and _is_patient(text, kin):
        return None
    if owner.lower() in ("both", "two") and _SIBLINGS.search(kin.group()):
        return None  # they may be whom the note is about
    heads = begin == sentence.start or bool(_CLAUSE_START.search(lead))
    if _AFTER_PREPOSITION.search(lead):
        return _of_object(text, sentence, kin, begin)
    if not heads and owner.lower() in ("", "the", "your"):
        return _of_object(text, sentence, kin, begin)
    label = _LABEL.match(text, kin.end(), sentence.end + 1) if heads else None
    if label:
        return _labelled(text, sentence, begin, label)
    return _of_subject(text, sentence, kin, begin) or _of_object(text, sentence, kin, begin)


def _labelled(text: str, sentence: Part, begin: int, label: re.Match[str]) -> Part | None:
    """What a heading such as "Father:" leads, unless it is what they say or count."""
    line = text.find("\n", begin)
    opens = begin == 0 or text[begin - 1] == "\n"
    stop = (line if line >= 0 else len(text)) if opens else sentence.end
    if _SPOKEN.match(text, label.end(), stop) or _SOURCE.search(text, label.end(), min(stop, label.end() + 120)):
        return None
    return Part(begin, stop)


def _of_subject(text: str, sentence: Part, kin: re.Match[str], begin: int) -> Part | None:
    """What is told of a relative who has, takes or is something, or of a thing that is the relative's."""
    end = sentence.end
    if text[kin.end() : kin.end() + 1] in ("'", "’") and not _CONTRACTED.match(text, kin.end(), end):
        return Part(begin, end) if _owns_datum(text, kin.end(), end) else None
    verb = _THEIRS.match(text, kin.end(), end)
    if verb is None or _BELIEVED.search(text, sentence.start, begin):
        return None
    own = _OWN_DATA.match(text[verb.end() : end]) and not _TREATS.search(verb.group())
    if own or (_TAKES_OWN.search(verb.group()) and not _HELPS.match(text, verb.end(), end)):
        return Part(begin, end)
    if _WHO_ACTS.match(text, kin.end(), end):
        return None
    turn = re.search(r"[,;]", text[verb.end() : end])
    near = min(end, verb.end() + 70, verb.end() + turn.start() if turn else end)
    told = _SOURCE.search(text, verb.end() if not verb["who"] else kin.end(), near)
    return None if told else Part(begin, end)


def _owns_datum(text: str, place: int, end: int) -> bool:
    """Whether what follows "his mother" is "'s level" or the like: not her count of his tablets, or her own cousin."""
    if _KIN.match(text, place + 3) or _KEPT.match(text, place, end) or not _DATUM.match(text, place, end):
        return False
    return bool(_OWN_DATA.match(text[place + 2 : end])) or not _SOURCE.search(text, place, min(end, place + 120))


def _of_object(text: str, sentence: Part, kin: re.Match[str], begin: int) -> Part | None:
    """What is told of a relative who is no subject: "unlike his brother, who had ...", "has a sister on ...", "in his
    brother"."""
    end = sentence.end
    if _GIVEN_BY.search(text, sentence.start, begin) and not re.search(r"\d", text[kin.end() : end]):
        return None
    who = _WHO_TAKES.match(text, kin.end(), end)
    one = _ON.match(text, kin.end(), end) if _ONE.match(text, begin) else None
    if found := who or one:
        return None if _SOURCE.search(text, found.end(), min(end, found.end() + 120)) else Part(kin.start(), end)
    lead = text[max(sentence.start, begin - 12) : kin.start()]
    if (
        _OF_KIN.search(lead)
        and text[kin.end() : kin.end() + 1] not in "'’"
        and re.search(r"\d", text[slice(*sentence)])
    ):
        return None if _SOURCE.search(text, *sentence) else sentence
    return None


_MINE = Caseless(
    rf"\b(?:my|our)\s(?:\w+\s)?(?P<kin>{_FEMALE}|{_MALE}|{_EITHER})\b(?!\s(?:and\s(?:i|me)|says|said|thinks|thought|asked|asks|wanted)\b)"
)
_SOMEBODY = Caseless(r"\b(?:he|she|him|his|her|pt|patient|man|woman|mr|mrs|ms)\b")


def _is_patient(text: str, kin: re.Match[str]) -> bool:
    """Whether "my son" is whom a relative's letter is about: the first person that it names, but for who writes it."""
    first = _MINE.search(text)
    if first is None or first["kin"].lower() != kin.group().lower():
        return False
    return not _SOMEBODY.search(text, 0, first.start())


def _back(text: str, told: _Told, sex: _Sex) -> int:
    """Where the patient comes back in a sentence on somebody else; what is said there of the same drug stays theirs."""
    end = told.part.end
    for found in _PATIENT.finditer(text, told.named_to, end):
        if found["pronoun"] and not sex.may_be_patient(found["pronoun"]):
            continue
        asked_for = _ASKED_FOR.search(text, found.start(), end) and not re.search(r"\d", text[found.start() : end])
        return end if asked_for else found.start()
    return end

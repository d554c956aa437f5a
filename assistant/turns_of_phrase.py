"""How people word what follows from what was said: patterns of English, none of a drug or of one question.

`follow_ups` and `memory` ask them; each says in its comment what it is the mark of.
"""

import re


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_COURTESY = (
    r"(?:(?:many )?thanks?(?: you| a lot| so much)?|thx|ty|ta|cheers|ok(?:ay)?|great|good|perfect|"
    r"nice(?=\W*$|\s*[,.!])|got it|i see|right|sure|cool|"
    r"understood|(?:very )?helpful|interesting|alright|fine|yes|yep|hi|hello|bye|that's clear|"
    r"makes sense|lovely|brilliant|excellent|noted|hm+|oh|ah|(?:very )?well|wow|"
    r"(?:so|very|really) (?:much|kind|useful))"
)
# "No" corrects before a comma or a place, and counts nothing: "no of sources", "no antipsychotic at all".
_OOPS = (
    r"(?:no(?=\W*$|\s*[,.:;–-]|,? (?:in|for|with|the|wait|sorry|not|i)\b)|nope|oops|sorry|apologies|wait|"
    r"actually|rather|correction|my mistake|(?:i beg your )?pardon(?: me)?|typo|hang on|to be (?:exact|precise|clear))"
)
_ASKING = r"(?:what|which|who|whose|how|when|where|why)"
_HELPING = r"(?:is|are|was|were|do|does|did|can|could|should|would|will|may|might|must|has|have|had)"
_STUDY = (
    r"(?:trials?|stud(?:y|ies)|reviews?|meta[- ]analys[ie]s|papers?|cohorts?|analys[ie]s|surveys?|rcts?|authors?|arms?|"
    r"participants?|patients|subjects|groups?|follow-?up)"
)
_A_PATIENT = r"(?:him|her|hers|his|s?he|(?:my|this|our|the|that) (?:patient|pt|case|man|woman|lady|gentleman|boy|girl))"

# Courtesy alone, and before a question.
CHAT = _pattern(
    rf"\W*(?:{_COURTESY}\W*)+(?:(?:that|this)(?: is|'s|s)? (?:(?:really|very|so|quite) )?(?:helps?|"
    r"helpful|useful|clear|good|great|fine|enough|makes sense)|for (?:that|this|the help)|then|so far|all)?\W*"
)
POLITE = _pattern(rf"^\W*(?:{_COURTESY}\b[\s,.!:;–-]+)+(?=\w)")

# A correction: "sorry, I meant X", "no, X", "X, not Y", "not Y, X", "X I mean".
CORRECTS = (
    _pattern(
        rf"^\W*(?:{_OOPS}\b[\s,.:;–-]*)*(?:but )?(?:(?:i|we) (?:really |actually )?(?:mean(?:t)?|wanted(?= to say))"
        r"(?: to (?:say|ask|type|write))?(?: about| for)?|i (?:asked|was asking|was talking|am asking) (?:about|for)|"
        r"make that|i should have said|should be)\b[\s,:–-]*"
    ),
    _pattern(rf"^\W*(?:{_OOPS}\b[\s,.:;–-]+)+"),
)
CORRECTS_AFTER = _pattern(
    r"(?:[\s,–-]+(?:i mean(?:t)?|rather|instead|sorry|i should say|i (?:wanted|meant) to say)|"
    r"\s*[,–]\s*(?:and )?not (?P<not>[\w\s-]{2,40}))\W*$"
)
NOT_THIS = _pattern(
    r"^\W*(?:no[\s,]+)?not (?:(?:in |for )?the |in |for )?(?P<not>[^,;:–]{2,40}?)\s*(?:[,;:–]|\bbut\b|\s-\s)\s*"
    r"(?:but )?"
)

# A return to what was talked about before.
RETURNS = _pattern(
    r"^\W*(?:(?:to )?(?:go|going|come|coming|get|getting|return|returning|turn|turning)(?: back| again)? to|"
    r"back (?:to|on)|(?:once|one) more(?: on| about)|again on|earlier you (?:said|mentioned)|as for|regarding|"
    r"again(?=,? (?:the|on|about)\b))\b[\s,]*"
)
# What goes on ("and X?") and what asks the same of another thing ("what about X?").
GOES_ON = _pattern(r"^\W*(?:(?:[&+]|(?:and|or|but|also|plus|so|then|same (?:for|question for|with|in))\b)[\s,]*)+")
WHAT_ABOUT = _pattern(r"^\W*(?:(?:what|how) (?:about|of)|(?:and )?the same for)\b\s*")
# "What if X?" asks no "what": it says in what case.
WHAT_IF = _pattern(r"^\W*(?:(?:and|but|or|so)\W+)?what (?=(?:if|when)\b)")
TRAILS = _pattern(r"(?<=\w)[\s,]+(?:then|(?:if you )?please|pls|though|anyway|by the way|btw)\W*$")
ANOTHER = _pattern(
    rf"\b(?:an)?other {_STUDY}\b|\b(?:(?:an)?other|different|an? [\w-]+|^the [\w-]+) one\b|\belse\b|\ban(?:other)?\W*$"
)

# The form of a question, of a bare name with a helping verb, of a circumstance.
ASKS = _pattern(
    rf"^(?:please |pls |can you |could you )?(?:{_ASKING}s?|{_HELPING}(?:nt)?|dont|tell|explain|describe|list|give|"
    r"name|summari[sz]e|compare|define|show)\b",
    rf"\b(?:what|which|who|how|why|where)\b|\bwhen\W*$|[:,]\s*(?:{_ASKING}|{_HELPING})\b",
    r"^(?!(?:if|when|as)\b).+\b(?:is|are|was|were|can|must|has|have|had)\b.*\w",  # "the dopamine is high?"
)
ASKS_WHICH = _pattern(rf"^{_ASKING}\b")
ASKS_A_FIGURE_OR_NAME = _pattern(r"^(?:what|which|when|where|who|how (?!so\b|come\b)\w+)\b")
ASKS_WHAT_IT_IS = _pattern(
    r"^(?:what|whats|what's) (?:is|are|was|were|defines|counts as|causes|does .* mean)\b",
    r"^(?:define|explain|describe)\b",
    r"^how (?:is|are) .*\bdefined\b",
)
ASKS_WHETHER = _pattern(rf"^{_HELPING}(?:nt)?\b")
A_FIGURE_OF_IT = _pattern(r"\s+(?:maximum|minimum|dose|limit|rate|level|range|threshold|ceiling|cap)\b")
HELPING = _pattern(rf"(?:{_HELPING}\s+)?(?:the\s+)?")
CIRCUMSTANCE = _pattern(
    r"^(?:only |just |even |not |specifically )*(?:in|for|with|without|at|after|before|during|under|over|above|below|"
    r"from|within|per|on|of|among|by|between|than|via|if|when|as|against|versus|vs)\b"
)
CLAUSE = _pattern(r"^(?:if|when|as)\b")
BESIDE = _pattern(r"^(?:not )?(?:on|without|plus)\b|^in (?:patients|people|those|subjects)\b")
PURPOSE = _pattern(r"\b(?:for|in|during|against) (?:the )?$")
PARTS = _pattern(r"[,:;] ?\w")

# Words that point to what was said: "it", "those patients", "that trial", "which one". Some are hollow ("is it safe to
# ...", "it is known that ..."), and some point to what the text itself named, in a clause before.
POINTS = _pattern(
    r"\b(?:it|its|it's|they|they're|them|their|theirs)\b",
    r"\b(?:these|those|this)\b(?! (?:article|overview|source|text|document)\b)",
    r"\b(?:the same|former|latter|ones)\b",
    r"\b(?:with|of|for|in|to|by|on|from|about|after|before|than|was|is|does|did|do|are|like|why|how|until|at) that\b"
    r"(?! (?:are|is|were|was|have|has)\b)",
    rf"\bthat (?:one|{_STUDY}|drug|dose|level|guideline|scheme|rule|test|article|consensus|treatment|combination|"
    r"protocol|figure|number|case|result|count|time|point|label|threshold|definition|scale|country|list|claim|"
    r"criterion|effect|risk)\b",
    r"\b(?:that|there|both|each|(?<!\bno )one)\W*$",
    r"\b(?:which|the (?!only)\w+|an? \w+|second|first|other) one\b",
)
HOLLOW = _pattern(
    r"\b(?:is|was|would|will|isn't|be) it (?:\w+ )?(?:true|possible|known|ok(?:ay)?|safe|worth|necessary|"
    r"recommended|advisable|important|better|right|correct|sensible|reasonable|useful|a good idea|"
    r"enough)\b(?= (?:to|that|if|for)\b)",
    r"\bit (?:is|was) (?:\w+ )?that\b",
)
BOUNDARY = _pattern(r"[,;:?]|\b(?:and|but|or|if|when|while|because|whether|after|before|since|that|who|which)\b")
PEOPLE_BEFORE = _pattern(r"\b(?:patients|people|doctors|psychiatrists|clinicians|users)\b")
IT = _pattern(r"\bits?\b")
THEY = _pattern(r"\b(?:they|them|their|these|those)\b")
A_THING = _pattern(r"\b(?:its?|this|that|these|those|they|them)\b")
POINTS_LAST = _pattern(r"\b(?:it|that|this|them)\W*$")
THE_DRUGS = _pattern(
    r"\b(?:those|these|the|both)(?P<two> two)?(?: three)? "
    r"(?:drugs|agents|medicines|medications|treatments|antipsychotics)\b"
)

# The document itself, whatever it is asked about.
OF_THE_DOCUMENT = _pattern(
    r"\bhow many (?:recommendations|experts|members|countries|authors|statements|references)\b|"
    r"\b(?:published|publication|authors?|wrote|funded|funding|version|updated?|panel)\b|"
    r"\bevidence (?:was |is )?(?:graded|dates?|gathered|searched|reviewed|base)\b|\bgrad(?:ed|ing)\b"
)
ABOUT = _pattern(r"^(?:about|upon|on)\b")
OTHERS = _pattern(r"^(?:no|others?|another|any)\b")  # beside what was named, not in its place
IN_THE_STUDY = r"(?i)\s+(?:in|by|of)\s+(?:the\s+)?{}(?:'s)?(?:\s+(?:trial|study|meta-analysis))?"
DEFINES = _pattern(r"\b(?:qualif|defin|criteri|resistan|refractor)\w*|\bcounts? as\b")
ONES = _pattern(r"\bones?\W*$")
WHICH_KIND = _pattern(r"\b(?:which|what)(?: (?:other|kinds? of|types? of|sorts? of))? $")
WHICH_ONES = _pattern(r"\bwhich ones?\W*$")
WITH = _pattern(r"\bwith (?:the |an? )?$")
AND = _pattern(r"\band\b")
PARTICIPLE = _pattern(r"^(?:[a-z]+(?:ing|ed)|taken|given|and|any|no)\b")

# How something was studied; whether it was.
STUDIES = _pattern(rf"\b{_STUDY}\b|\b(?:blind|fund|randomi[sz]|recruit)\w*\b|\bran it\b|\bcontrols?\b|\bdropouts?\b")
ARE_THERE_STUDIES = _pattern(
    r"\b(?:is|was|are|were|has|have) there\b.*\b(?:rcts?|trials?|stud(?:y|ies)|evidence|data|meta[- ]analys[ie]s)\b"
)
WHICH = _pattern(r"\b(?:which|what) (?:of the )?(?P<noun>[\w-]+)")

# One thing beside another.
COMPARES = _pattern(
    r"\b(?:than|versus|vs|compared|both|as well|too|also|as \w+ as|differs?|difference|different from)\b"
)
THAN = _pattern(r"\bthan (?!\d)")

# A patient who was told of, and nothing else; a decision on one.
THE_PATIENT = _pattern(
    rf"\W*(?:(?:and|but|so|then|{_COURTESY})\W+)*(?:(?:what|how) (?:about|of) |is that true (?:for|of) |"
    rf"does that (?:apply|hold) (?:to|for) |(?:for|in|with|of) )?(?:them|{_A_PATIENT})(?: then| too)?\W*"
)
DECIDES = _pattern(
    rf"\b{_A_PATIENT}\b|\b(?:should|shall|must|ought) (?:i|we)\b",
    r"^\W*(?:(?:ok(?:ay)?|and|so|then|please)\W+)*(?:give|start|stop|prescribe|increase|raise|reduce|lower|switch|add|"
    r"order|write|titrate|restart)\b",
)

# Names of authors, and short forms.
AUTHOR = re.compile(
    r"\b(?:by|meant|from|and)\s+(?P<by>[A-Z][a-z]{2,})\b|\b(?P<dated>[A-Z][a-z]{2,})(?: et al\.?)?,? \(?(?:19|20)\d\d\b"
)
SURNAME = re.compile(r"\b[A-Z][a-z]{2,}\b(?! (?:and colleagues|et al)|,? \(?(?:19|20)\d\d)")
A_PEOPLE = _pattern(r"ans$")  # "Europeans" are people, Europe is a place
OF_PEOPLE = _pattern(r"\s+(?:patients|people|adults|subjects)\b")
SAMPLE_SIZE = _pattern(r"^n(?= *[=?]| *$| (?:in|of|for)\b)")
MEASURED = r"(?:^|\b(?:what|which|their|its|how (?:high|low)|mean|average|max(?:imum)?)\s+(?:[\w-]+\s+)?)"

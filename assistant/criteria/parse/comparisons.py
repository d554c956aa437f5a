"""What came of a drug, told by comparing with the state before it: "no better than before we started it"."""

from assistant.criteria.parse.caseless import Caseless

_STATE = r"(?:symptoms?|picture|mental\s+state|state|condition|psychosis|PANSS|P[1-7]\s+\d|N[1-7]\s+\d|(?:the\s+)?(?:items?|scores?|ratings?)|presentation|voices|delusions?|hallucinations|paranoia|beliefs|illness|he|she|patient|pt|everything)"
_ALIKE = (
    r"(?:(?:is|are|was|were|remains?|remained|still|now|today|exactly|just|much|about|all|basically|really|very|quite|essentially|much\s+of\s+a|at\s+all|clinically)\s+){0,5}"
    r"(?:the\s+same|same|identical|similar|unchanged|no\s+(?:better|different|change|improvement|shift)(?:\s+at\s+all)?|not\s+(?:any\s+)?(?:better|different|improved|changed)|as\s+(?:bad|ill|unwell|psychotic|florid|deluded|they|it|he|she))"
)
_BEFORE = (
    r"(?:(?:as|to|from|than|with|compared\s+(?:with|to)|relative\s+to|versus|vs)\s+)?(?:(?:it|they|he|she|things)\s+(?:was|were)\s+|at\s+|what\s+(?:it|they)\s+(?:was|were)\s+)?"
    r"(?:(?:before|prior\s+to|pre)[\s-]+(?:(?:we|he|she|they|I)\s+(?:started|began|commenced)|(?:starting|start\s+of|beginning|going\s+on)|(?:the\s+)?(?:clozapine|clozaril|CLZ|cloz)\b|it\b|treatment\b|this\s+(?:drug|trial)\b|any\s+of\s+(?:it|this)\b)|at\s+the\s+(?:start|outset)\b|at\s+baseline\b)"
)
NO_BETTER = Caseless(
    rf"\b{_STATE}\b(?:(?!\bnot\b|n['’]t\b|\bnever\b|\bwould\b|\bcould\b|\bbe\b)[^.;\n\d]){{0,24}}?[\s,:–-]{_ALIKE}\s+{_BEFORE}(?![^.;\n]{{0,40}}\?)"
    rf"|\b(?:PANSS|[PN][1-7]\s?[:=]?\s?\d)\s{{0,2}}(?:(?!\bnot\b|n['’]t\b|\bnever\b|\bwould\b|\bbe\b)[^.;\n]){{0,40}}?[\s,(–-]\s?(?:just|exactly|much|all|quite|same|the\s+same|unchanged)\s+as\s+before\b(?!\s+(?:the|his|her|he|she|they|it)\b)"
)

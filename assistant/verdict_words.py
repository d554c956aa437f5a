"""Whether a sentence classifies one patient: what only the criteria checker may say.

Words of classification do where they speak of the patient of the conversation ("she meets criteria for TRS", "your
patient is clozapine-resistant"), of what was told of him ("the second trial was too short") or stand alone ("Criteria
met."). Definitions, guidance and results of studies do not ("TRS is defined as ...", "patients with TRS were ..."),
nor what is asked or supposed ("whether she meets them", "if his level is low, ..."). In doubt a sentence does: one too
many refused costs a paraphrase, since the source's own sentence is shown instead.
"""

import re

# Words of classification

_ILLNESS = (
    r"(?:(?:treatment|drug|clozapine|antipsychotic|ultra|pseudo)[-\s]*(?:treatment[-\s]*)?(?:resist\w+|refractor\w+"
    r"|(?:non-?|un)?respon\w+|intoleran\w+)|(?:non-?)?resistan\w+|refractor\w+|u?trs\b|trrip\b)"
)
_LIMIT = (
    r"(?:thresholds?|ranges?|cut-?offs?|cut-off points?|limits?|minimum|requirements?|bands?|definition|mark|bar|margin"
    r"|target|required|needed|normal|lower bound|\d+(?:\.\d+)? ?%|\d+ (?:weeks?|percent|per cent))"
)
_PLACED = (
    rf"(?:below|beneath|above|under|over|within|inside|outside|short of|exceed\w*|reach\w*"
    rf"|in)\b[^.;,]{{0,30}}?\b{_LIMIT}"
)
_GRADE = (
    r"(?:(?:mild|moderate|severe|benign ethnic|drug-induced|true|grade \w+|mildly|moderately"
    r"|severely)[-\s]+)?(?:neutropeni\w+|agranulocyt\w+)"
)
_RESPONSE = r"(?:(?:non-?|partial |full |good |poor )*respon(?:ders?|ses?|sive|d|ds|ded|ding)\b|remi(?:ssion|tted)\b)"
_ENOUGH = (
    r"(?:(?:in)?adequa(?:te|tely|cy)\b|(?:in)?sufficien(?:t|tly)\b|(?:long|high|large|low|short) enough\b"
    r"|good enough\b|too (?:short|low|brief|little|small|few|similar|early|high)\b|not enough\b|proper\b|ample\b"
    r"|fine\b|acceptable\b|indeterminate\b|cut short\b|under-?dosed\b|(?:in)?valid\b"
    r"|(?:sub|supra)?-?therapeutic\b|in(?:complete|conclusive)\b"
    r"|pass(?:es|ed)?(?: (?:the|this|that|on)\b|\W*$)|(?:trial|one|two|course)s? (?:is |are )?(?:still )?missing\b)"
)
_FITS = (
    r"(?:(?:meet(?:s|ing)?|met|unmet|fulfil\w*|satisf(?:y|ies|ied))\b|qualif(?:y|ies|ied|ying)\b"
    r"|(?:in)?eligib(?:le|ility)\b"
    r"|(?:counts?|counted|classe[sd]|classified|labelled|categori[sz]ed|graded) (?:as|for|towards?|among"
    r"|separately|against|once|twice)\b"
    r"|(?:not|n['’]t|cannot|never) (?:yet )?(?:be )?count(?:ed)?\b|(?:trial|course|attempt|it|one|that|two|three"
    r"|both)s? (?:\w+ )?counts?\b"
    r"|criteri(?:a|on)\b|(?:threshold|definition)s? (?:is |are |was |were )?(?:not )?(?:reached|met|crossed)"
    r"|tick(?:s|ed)?\b|candidate\b)"
)
_FAILED = r"(?:fail(?:ed|ures?|s|ing)\b)"
_DIFFERENT = (
    r"(?:(?:different|distinct|the same|separate) (?:\w+ )?(?:drugs?|antipsychotics?|agents?|substances?|compounds?"
    r"|molecules?|medicines?))"
)
_RESULT = r"(?:(?:red|amber|green)\b(?: (?:result|range|zone|alert)\b)?|grade [1-4]\b)"
_CLASS = rf"(?:{_ILLNESS}|{_GRADE}|{_RESPONSE}|{_ENOUGH}|{_FITS}|{_FAILED}|{_DIFFERENT}|{_PLACED}|{_RESULT})"

# Whom and what it speaks of

_TOLD = (
    r"(?:describe[ds]?|mention(?:ed)?|report(?:ed)?|g[ai]ve|quoted?|tell|told|stated?|list(?:ed)?|present(?:ed)?"
    r"|outlined?|enter(?:ed)?|have in mind)"
)
_WHO = (
    r"(?:patient|client|case|man|woman|person|individual|boy|girl|lady|gentleman|son|daughter|mother|father|brother"
    r"|sister|husband|wife|relative|inpatient|outpatient|lad|girl|teenager|adolescent|youth|child|student)"
)
_NOT_A_GROUP = r"(?! (?:populations?|groups?|samples?|cohorts?|series|reports?|stud\w+|subgroups?|mix|numbers?))"
_ONE = (
    rf"(?:(?:s?he|him|hers?|his|himself|herself)\b(?! et al)|\byours?\b|\byou\W+(?:are|have|were|do|did|don['’]t"
    rf"|meet|qualify|fulfil|satisfy|respond\w*|{_TOLD}|(?:can|could|may|might)(?:not|n?['’]t)? (?:call|say|count"
    rf"|regard|consider|diagnose|speak of))\b"
    rf"|(?:this|that|our|my|your|such an?) (?:\w+ )?{_WHO}\b{_NOT_A_GROUP}|(?:mr|mrs|ms|miss)\.? [A-Z]|patient [A-Z]\b"
    r"|the \d+-year-old|(?:these|those|the) facts|(?:like|such as|similar to) (?:this|that|these|those given)\b"
    r"|in (?:this|the present|the given|that) (?:case|situation|instance)|what (?:you|was) \w+|as described"
    r"|based on what"
    r"|(?:from|on|given|with|by) (?:the|these|this|your) (?:\w+ )?(?:details|information|facts|data|history"
    r"|account|note|description|figures)"
    rf"|(?:someone|anyone|a \w+(?:-\w+)* ?\w*) with (?:this|that|such a) \w+|i(?:['’]d| would| consider| conclude"
    rf"| think| judge| believe| regard)\b|in my (?:view|opinion)|my (?:reading|view|assessment|verdict))"
)
_THE_PATIENT = rf"\bthe (?:(?:young|old|elderly|present|same) )?{_WHO}\b{_NOT_A_GROUP}"
_DATUM = (
    r"(?:\b(?:the|this|that|these|those|both|neither|either|only one|one|two)(?: of)?(?: the| these)? "
    r"(?:(?!was|were|is|are)[\w.%/-]+ ){0,3}?"
    r"(?:trials?|courses?|levels?|counts?|anc|doses?|drops?|falls?|reductions?|changes?|improvements?|duration"
    r"|adherence|concentration"
    r"|values?|results?|attempts?|history|presentation|picture|symptoms|illness|psychosis|disorder|disease"
    r"|schizophrenia|drugs?|antipsychotics?|agents?|medicines?|score|depots?|criteria|items"
    r"|situation|trough|neutrophils?)\b"
    r"|(?:^\W*|[,;:] [\"“]?)(?:it|this|that|these|they|their|both|neither|so|hence|thus|therefore|which)\b"
    r"|\b(?:so|and|but|hence|thus|therefore)\b,? (?:it|this|that|\w+ (?:is|are|was|has)|the)\b|\bhere\b"
    r"|\btrials? (?:one|two|three|\d)\b|\d (?:mg|weeks?|months?|days|ng|%|points?|micro\w+|per|[µμ]\w*|×)"
    r"|\banc (?:of )?\d"
    r"|\b(?:two|three|four|five|six|seven|eight|ten|twelve) (?:weeks|months)\b)"
)

# What makes a sentence general

_STUDIED = (
    r"(?:patients|participants|people|persons|individuals|(?:in|out)patients|subjects|volunteers|adults|men|women"
    r"|children|adolescents|smokers|those|cases|samples?|studies|reviews?|cohorts?|authors?|registr\w+|meta-analys\w+"
    r"|randomi[sz]ed|placebo|arms?|groups?|rates?|mean|median|prevalence|pooled|published|paper|study|controls?|versus"
    r"|populations?|many|(?<!at )most(?! likely| probably)|some|(?<!too )few|usually|commonly|conventionally|often"
    r"|typically"
    r"|generally|in general|in practice|anyone"
    r"|everyone|(?:each|every) (?:participant|patient|person|subject|one)|\d+ of \d+)"
)
_ASKED_OF_ALL = (
    r"(?:should|must|ought|requires?|(?:is|are|was|were) (?:required|needed|advised|proposed|recommended|defined)"
    r"|needs?"
    r"|defin(?:e|es|ed|ing)|recommends?|asks? for|demands?|only after)"
)
_SCHEME = (
    r"(?:consensus|guidelines?|smpc|fda|nice|label(?! [“'‘\x22])|schemes?|definitions|means|suggest(?:s"
    r"|ed)? (?:that|a)|at least"
    r"|or more|or less|less than|more than|fewer than)"
)
_STUDIED_ONES = re.compile(rf"\b{_STUDIED}\b|^\W*(?:an?|any) (?!\w+ of \d|\d)|\?\W*$", re.I)
_FOR_ALL = re.compile(rf"\b{_ASKED_OF_ALL}\b", re.I)
_OF_A_SCHEME = re.compile(rf"\b{_SCHEME}\b", re.I)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|when|whenever|once|until|unless|before|how|which of)\b(?! proven)[^.;:,?]*(?:[,?.;:]|$)"
    r"|\bto (?:say|tell|judge|decide|know|apply|see)\b[^.;:,]*,|[^.;:]*\?",
    re.I,
)

# How it is said

_FILLER = (
    r"(?:(?:therefore|thus|clearly|probably|likely|certainly|also|hence|then|would|will|does|do|did|may|might|could|can"
    r"|must|not|no|n['’]t|to|an?|the|as|in|of|be|been|being|have|has|had|fully|all|both|considered|classified|labelled"
    r"|regarded|deemed|called|said|consistent|compatible|with|indeed|still|already|yet|formally|minimum|optimum"
    r"|dsm|case"
    r"|only|just|two|both|one|three|apparent|true|rather|too|so|right|probable|definite|moderately|persistent"
    r"|symptomatic)\s+)*"
)
_IS = (
    r"(?:is|are|was|were|(?:has|have|can|could|cannot|should|must)(?: not)?(?: now)? (?:been|be)|had|has|seems?"
    r"|appears?|looks?|remains?|be|['’]s)"
)
_AMOUNTS_TO = (
    r"(?:counts?|constitutes?|represents?|amounts?|suggests?|indicates?|confirms?|establish\w*|corresponds?|fits?|lies?"
    r"|falls?|sits?|covers?|makes?|puts?|places?|means|equals?|reflects?|shows?|proves?|last(?:s|ed))"
)
_DATUM_HEAD = r"\b(?:trial|course|attempt|it|one|that|two|three|both)s?"
_ON_SCALE = (
    rf"\b(?:anc|neutrophils?|counts?|levels?|trough|concentration|value|this|that)\b[^.;,]{{0,25}}\b{_IS} (?:\w+ )?"
    r"(?:mild|moderate|severe|normal|low|high)\b"
)
_DECLARED = re.compile(
    r"\b(?:should|must|has to|have to|needs? to|ought to) (?:\w+ )?(?:not )?be (?:considered|regarded|classe[sd]"
    r"|classified"
    rf"|called|labelled|counted|seen|viewed|treated|deemed|held)\b[^.;]*{_CLASS}",
    re.I,
)
_CLASSED = re.compile(
    rf"\b{_IS}\s+{_FILLER}{_CLASS}|(?:exceeds?|reach(?:es|ed)|passe[sd]|clears?|misses|misse[sd]) (?:the|this|that"
    rf"|a|its|on)\b|\bpasses\W*$|\b{_AMOUNTS_TO}\s+(?:\w+ ){{0,3}}?{_FILLER}{_CLASS}|(?:n['’]t"
    rf"|not) {_FILLER}{_CLASS}"
    rf"|\b(?:meets?|met|fulfils?|fulfilled|satisf(?:y|ies|ied)) [^.;,]{{0,40}}?\b(?:criteri\w+|definition"
    rf"|requirements?|threshold|rule|standard|{_ILLNESS})"
    rf"|\b(?:qualif(?:y|ies)|failed|fails?)\b|(?:not|cannot|never|n['’]t) (?:yet )?(?:be )?count|^\W*(?:both"
    rf"|neither) counts?\b"
    rf"|{_DATUM_HEAD} (?:\w+ )?counts?\b(?! (?:of|was|is|above|below))|{_ON_SCALE}|\bcount(?:s|ed)? (?:as|once"
    rf"|twice|towards)\b|\b(?:trial|course)s? (?:is|are) (?:still )?missing\b|\b(?:and|,) (?:thus|so|hence"
    rf"|therefore) {_FILLER}{_CLASS}|\b(?:dealing with|looking at"
    rf"|case of|picture of|speaking of) {_FILLER}{_CLASS}|\bcall (?:this|that|it) {_FILLER}{_CLASS}",
    re.I,
)
_MARKED = (
    r"(?:yes|no|not|unknown|met|unmet|reached|confirmed|excluded|fulfilled|satisfied|present|absent|positive|negative"
    r"|likely|probable|below|above|within)"
)
_BARE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^\W*(?:yes|no|correct|indeed|right)\b\W.{{0,60}}?\b{_CLASS}",
        r"^\W*(?:final |clinical |overall |my )?(?:diagnosis|classification|verdict|status|conclusion|assessment"
        r"|answer|result|bottom line|category)\b"
        rf"\W*(?:is|would be|:|=|[–—-])[^.]{{0,80}}?\b{_CLASS}",
        rf"\b{_CLASS}(?: \w+){{0,3}}\s*(?:[:=–—?]|\s-)\W*{_MARKED}\b",
        rf"(?:^|[.;] )[^:.;]{{3,60}}[:=–→]\W*{_FILLER}(?:{_ILLNESS}|{_GRADE}|{_ENOUGH}|{_PLACED}|{_RESPONSE}"
        rf"|{_FITS}|below range|(?:not )?met\b|fails\b)",
        rf"\b{_CLASS}[^.;]{{0,30}}\b{_IS}\s+{_FILLER}(?:(?:confirmed|established|present|met|ruled out|excluded|proven"
        r"|diagnosed|reached|crossed|shown|demonstrated|justified|warranted|premature|fulfilled|satisfied|unmet"
        r"|counted)\b|applies)",
        rf"^\W*(?:hence|thus|so|therefore|clearly|probably|in short|not(?: yet)?|still|meets|fulfils|satisfies"
        rf"|qualifies)\b,? [^.;]*{_CLASS}",
        r"\b(?:rules?|requirements?|box(?:es)?|conditions?|criteri\w+|thresholds?|definition|items)\b[^.;]{0,25}"
        r"\b(?:is|are|has been|have been) (?:all |not |thus |therefore |now )*(?:met|satisfied|fulfilled|ticked"
        r"|reached|unmet)",
        rf"\bi\.e\.,? {_FILLER}{_CLASS}",
        r"\bcriteri\w+(?: for \w+)? (?:not )?(?:fulfilled|met|satisfied|unmet)\b",
        rf"\b(?:diagnosis|label|term|category|status|name)\b[^.;]{{0,6}}{_ILLNESS}\W+(?:\w+ )?(?:fits|applies|is"
        rf"|would be|seems)\b",
        rf"\b(?:{_ILLNESS}|criteri\w+)[^.;]{{0,30}} (?:applies|can be (?:diagnosed|considered|called))\b",
    )
)
_ANSWERED = re.compile(
    rf"\b{_CLASS}[^?.]*\?\W*(?:yes|no|not|it|s?he|probably|clearly|confirmed|definitely|likely)\b", re.I
)
_SPEAKS_OF_ONE = re.compile(rf"\b{_ONE}", re.I)
_OF_THE_PATIENT = re.compile(_THE_PATIENT, re.I)
_SPEAKS_OF_DATA = re.compile(_DATUM, re.I)
_CLASSIFIES = re.compile(rf"\b{_CLASS}|\bn['’]t count\b|\b(?:both|neither) counts?\b|{_ON_SCALE}", re.I)
MOST_OF_A_FRAGMENT = 4  # words of a sentence that is a verdict and nothing else
_FRAGMENT = re.compile(
    rf"\b(?:{_ILLNESS}|{_GRADE}|{_ENOUGH}|criteri\w+|remission|threshold|fulfilled|met|definition)\b", re.I
)


def states_verdict(text: str) -> bool:
    """Whether the sentence says of one patient what only the checker may say.

    >>> states_verdict("She meets the criteria for treatment-resistant schizophrenia.")
    True
    >>> states_verdict("TRS is defined as failure of 2 adequate trials.")
    False
    """
    if _ANSWERED.search(text):
        return True
    said = _SUPPOSED.sub(" ", text)
    if not _CLASSIFIES.search(said):
        return False
    return bool(_SPEAKS_OF_ONE.search(said)) or (not _STUDIED_ONES.search(text) and _is_told(text, said))


def _is_told(text: str, said: str) -> bool:
    """Whether it classifies what was told, or nothing that is named, and no rule for all."""
    is_of_the_patient = bool(_OF_THE_PATIENT.search(said))
    is_of_data = is_of_the_patient or bool(_SPEAKS_OF_DATA.search(said))
    if _FOR_ALL.search(said):
        return is_of_data and bool(_DECLARED.search(said))
    if is_of_data and (_CLASSED.search(said) or _is_bare(said)):
        return True
    is_for_all = said != text or bool(_OF_A_SCHEME.search(said))
    return not is_for_all and (is_of_the_patient or _is_bare(said) or _is_fragment(said))


def _is_bare(said: str) -> bool:
    """Whether it is worded as a verdict whoever it speaks of ("TRS: yes", "Criteria are met")."""
    return any(bare.search(said) for bare in _BARE)


def _is_fragment(said: str) -> bool:
    return len(said.split()) <= MOST_OF_A_FRAGMENT and bool(_FRAGMENT.search(said))

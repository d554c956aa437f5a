"""What stands before or after a name of a patient, and what only stands by a name of someone or something else.

Patterns of English. Those of what comes before end with the text that they are given, those of what comes after are
matched where the name ends.
"""

import re

BEFORE = 48  # characters before a name that are looked at
AFTER = 90


def _before(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})\Z", re.IGNORECASE)


def _after(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


TITLE = re.compile(
    r"(?<![\w-])(?:Mr|Mrs|Ms|Mx|Mister|Mstr|Master|Miss|Sig\.?ra|Sra?|Señora?|Herr|Frau|Mme|Mlle|Madame|Monsieur|Shri|Smt|Bhai)"
    r"\.? (?:(?:and|&) (?:Mrs|Ms|Mr)\.? )?\Z"
)
TITLE_SMALL = re.compile(r"(?<![\w-])(?:mr|mrs|miss|MR|MRS|MISS|(?<!\d )ms)\.? \Z")
CLINICIAN = _before(
    r"(?:dr|drs|doctor|prof|professor|consultant(?: psychiatrist)?|psychiatrist|psychologist|nurse|rn|cpn|cmhn|registrar|"
    r"pharmacist|gp|gp is|care ?-?co-?ordinator|key ?-?worker|social worker|therapist|rev|reverend|judge|regards,?|"
    r"sincerely,?|signed(?: by)?:?|lead author|author|amhp|soad|sho|resident dr|intern)[.:,]?\s{1,2}(?:dr\.? |prof\.? )?",
)
_KIN = (
    r"(?:(?:grand|step|god|foster )?(?:mother|father|son|daughter|brother|sister)|mum|mom|mam|mama|dad|papa|(?:ex-?)?wife|"
    r"(?:ex-?)?husband|spouse|partner|fianc[eé]e?|girlfriend|boyfriend|aunt|auntie|uncle|cousin|niece|nephew|twin|carer|caregiver|"
    r"guardian|friend|neighbou?r|flatmate|roommate|grand(?:ma|pa|parents?)|nan|gran|granny|next of kin|nok|landlord|in-law|half-(?:brother|sister))"
)
PATIENT = _before(
    r"(?:patient|pt|pat|client|service[ -]?user|inpatient|outpatient|in-patient|resident)(?:'s)?(?: is| was|, (?:called|named))?[:,]? (?:a )?",
    r"(?:my|our|this|the|a|an|young|old|elderly|year-old|yo|y/o) (?:(?:[a-z-]{2,16}) ){0,2}(?:man|woman|lady|gentleman|girl|boy|male|female|patient|pt),? (?:called |named )?",
    rf"(?:his|her|their|the|my|pt's|patient's|,|and|a|our) (?:[a-z]{{2,10}} )?{_KIN},? (?:is |was |called |named )?",
    rf"{_KIN}(?: is|:|,| \(| called| named) ?",
    r"(?:look(?:s|ed|ing)? after|car(?:e|ed|ing) for|worried about|concerned about) ",
    r"(?:i saw|we saw|saw|seeing|met with|spoke (?:to|with)|spoken (?:to|with)|phoned|rang|telephoned|visited|visiting|interviewed|clerked|discharged|admitted|sectioned) ",
)
LABEL = _before(
    r"(?:(?:patient|full|first|last|middle|family|given|maiden|christian|preferred|client|pt|her|his|their)(?:'s)? )?(?:fore|sur)?names?(?: of (?:the )?(?:patient|pt|client))?(?: ?[:=-] ?| is | was )",
    r"(?:forename|surname|next of kin|nok|carer|patient|pt|client|subject|parents?|mother|father)(?:\(s\))? ?[:=] ?",
    r"re ?: ?(?:our patient |your patient |patient |pt )?",
    r"(?:a\.?k\.?a\.?|also known as|known as|goes by|n[ée]e|calls (?:him|her)self|likes to be called|prefers(?: to be called)?) ",
    r"(?:is|was|patient|pt|man|woman|someone|somebody|person|client|lady|gentleman|girl|boy|he's|she's|he is|she is),? (?:called|named) ",
)
LABEL_SMALL = _before(
    r"(?:patient|full|first|last|pt|her|his) ?names?(?: ?[:=] ?| is )",
    r"name ?[:=] ?",
    r"surname ?[:=] ?",
    r"(?:patient|pt|man|woman|someone|client|lady|gentleman|girl|boy),? (?:called|named) ",
)
PATIENT_SMALL = _before(r"(?:pt|patient|client)[:,]? ")

_OLD = r"(?:y/?o\b|yo\b|yrs?[ -]?old\b|y\.o\.|years?[ -]old|years of age|year-old)"
AGE = _after(
    rf"[ ,;:(\[–-]{{1,3}}(?:is |was |now |a |an |aged? )*\d{{1,3}}[ -]?(?:{_OLD}|(?:y|yrs?)?[ /,-]?(?:m|f|male|female)\b)",
    r"[ ,;:(\[–-]{1,3}(?:m|f|male|female)[ /,]{0,2}\d{1,3}(?!\w| ?(?:mg|%|/))",
    r"[ ,(–-]{1,3}(?:is |was )?aged? \d{1,3}\b",
    r" (?:is|was|turned|turns) (?:now |only |just )?\d{2}\b(?! ?(?:%|mg|kg|weeks|days|points|mmol|x|/))",
    r"[ ,(]{1,2}(?:d\.?o\.?b|date of birth|born\b|mrn\b|nhs (?:no|num)|hosp(?:ital)? (?:no|num)|b\. ?\d)",
)
AGE_BEFORE = _before(
    r"\d{1,2}(?:[ -]?(?:y/?o|yrs?[ -]old|years?[ -]old)(?: (?:man|woman|lady|male|female|m|f))?| ?[MF]) "
)  # of more words
AGE_BARE = _after(r" ?[(,] ?\d{2} ?[,)]", r",? \d{2}(?:,|\.|$)")
_STATE = (
    r"(?:hearing|paranoid|psychotic|taking|refusing|not (?:respond|adher|tak|eat|sleep|drink|engag)|non-?adherent|non-?compliant|"
    r"(?:a )?smoker|married|single|divorced|unemployed|homeless|pregnant|detained|sectioned|an? (?:in|out)-?patient|on the ward|"
    r"still (?:hearing|psychotic|unwell)|unwell|well on|doing well|in remission|treatment[ -]?resistant|trs\b|on clozapine|on (?:a )?cto)"
)
LIVES = _after(
    r" (?:is|has|was|does|did|ca|wo)(?:n't| not) (?:respond|tak|toler|sleep|eat|adher|better|well|improv|compl|been|had|want|hear|engag|turn|attend)",
    r", (?:she|he)(?:'s| is| has| was| takes| hears| had)\b",
    r",? who(?:'s| is| has| was| takes| failed| had| did)\b",
    r" \(\d{2}\) (?:failed|takes|hears|(?:is|was) (?:on|taking|not)|has (?:failed|been|had|not|tried)|on )",
    rf" (?:is|was|remains|has been|seems|looks) (?:now |currently |very |quite |clearly )?{_STATE}",
    r" was (?:admitted|born|discharged|detained|sectioned|diagnosed|referred|started on|switched|commenced|readmitted|last seen|brought)\b",
    r" (?:has|had) (?:schizophrenia|trs|tried|failed|a history|had (?:no|two|three|an?|adequate|\d)|been (?:on|taking|admitted|unwell|hearing|refusing|non)|not responded|"
    r"never (?:had|tried|taken)|missed|stopped|gained|relapsed|no insight|delusions|hallucinations|children|capacity)",
    r" (?:failed|refuses|refused|hears|denies|denied|lives|smokes|weighs|complains|complained|drinks|relapsed|attends|attended|missed|sleeps|"
    r"stopped (?:taking|her|his|it)|says (?:he|she|they|the voices|that (?:he|she))|takes (?:his|her|cloz|olanz|\d)|did(?:n't| not) (?:respond|tolerate|take|attend)|has(?:n't| not) (?:responded|tolerated|taken)|"
    r"wants to|won't|no longer|feels|felt|believes|thinks|gained|lost|turned up|came (?:in|to)|presented|works as|dnad|dna'd)\b",
    r"'s (?:last |current |latest |first |clozapine |plasma |trough |mental )*(?:levels?|dose|mother|father|mum|mom|dad|wife|husband|sister|brother|son|daughter|partner|parents|family|carer|clozapine|"
    r"symptoms|notes|adherence|weight|bloods|care plan|medication|meds|psychosis|voices|anc|diagnosis|history|state|delusions|illness|mood|wbc|panss|gp|room|bed|chart|depot|smoking|neutrophils|section)\b",
)
ASKED_OF = re.compile(r"(?:^|[.?!:\n] ?)(?:is|does|has|should|can|could|would|did|was|will) \Z", re.IGNORECASE)
ASKED = _after(
    r" (?:now |really |truly |still )?(?:treatment[- ]?(?:resistant|refractory)|trs\b|refractory|resistant|a candidate|eligible|meet|qualify|have (?:trs|treatment|schizo|cloz|ect)|count as|had (?:adequate|enough|two|three|an?|\d)|"
    r"failed|responded|tried|start (?:on )?cloz|stay on|stop (?:his|her|cloz|smoking)|need clozapine|have an? |fulfil|satisfy)"
)

_AND_OTHERS = r"(?:,? (?-i:[A-Z][\w'-]{1,30})(?: (?-i:[A-Z]{1,3}))?){0,3},? (?:and|&) (?-i:[A-Z][\w'-]{1,30})(?: (?-i:[A-Z]{1,3})\b)?"
_WORK = (
    r"(?:criteri\w{1,8}|definitions?|scales?|stud(?:y|ies)|trials?|papers?|meta-?analys[ie]s|reviews?|syndrome|disease|signs?|test|index|inventory|"
    r"questionnaire|rating|scores?|guidelines?|consensus|algorithm|hospital|university|institute|clinic|school|college|prescribing|models?|"
    r"methods?|formula|law|thresholds?|classification|cohorts?|data|estimates?|figures?|tables?|group|reports?|findings|analys[ie]s|survey|"
    r"hypothesis|theor(?:y|ies)|work|type|equation|correction|interval|manual|handbook|textbook|plot|curve|palsy|bod(?:y|ies)|wort|stage|sulcus|area|reaction|phenomenon|"
    r"delusion|foundation|collaboration|cent(?:re|er)|award|lecture|conversion|concepts?|first-rank|equivalents?|protocol)\b"
)
AUTHOR_AFTER = _after(
    r"(?: (?-i:[A-Z]{1,3}))?,? (?:et al|and (?:colleagues|co-?workers|others)|& )",
    r"(?:'s?)?(?: (?-i:[A-Z]{1,3})\b)?,? ?[(\[]?(?:19|20)\d{2}[a-z]?\b(?!\d*[-/.]\d)",
    rf"{_AND_OTHERS},? ?\(?(?:19|20)\d{{2}}\b",
    rf"(?:{_AND_OTHERS})?(?:(?:'s?)? |-)(?:(?-i:[A-Z][\w'-]{1, 30}) ){{0,3}}(?:(?:\d{{4}}|original|modified|recent|revised|first|later|big|large|landmark|famous|own|new|old|"
    rf"classic|seminal|network|brief|international|cohort|registry|clinical|response|remission|resistance|dose|level|titration) ){{0,3}}{_WORK}",
    r" (?:reported|found|showed|conclude|concluded|recommended|recommends|proposed|described|suggested|observed|argued|defined|published|wrote|reviewed the)\b(?! (?:it hard|(?:that )?(?:he|she|they|voices|hearing|the voices)))",
)
OWN = re.compile(
    r"'s (?:\w+ )?(?:trials?|scores?|data|reports?|chart|delusions?|index|reaction|first)\b", re.IGNORECASE
)  # of a patient too
AUTHOR_BEFORE = _before(
    r"(?:stud(?:y|ies)|papers?|reviews?|trials?|articles?|books?|chapters?|work|works|meta-?analys[ie]s|guidelines?|criteria|definitions?|scales?|analys[ie]s|data|findings|consensus|proposals?|editorial|commentary|letter|thresholds?)"
    r" (?:by|of|from|in|after|per|cited by|led by) (?:the )?",
    r"(?:according to|as per|as in|authors?:?|cited in|reference:?|see|versus|vs\.?|et al\.?,?|adapted from|modified from|edited by|(?<!look )(?<!looks )(?<!looking )(?<!looked )after) ",
    r"(?:st|saint|prince|princess|king|queen|lake|mount|port|fort|san|santa|los|las|new|north|south|east|west|bridge|institut|universit[yàé]|hospital|ward|clinic|house|unit|centre|center|the) ",
)
NOT_NAMED = re.compile(
    r"\b(?:drugs?|scales?|stud(?:y|ies)|trials?|tools?|criteri\w{1,8}|tests?|apps?|brands?|medications?|medicines?|products?|methods?|syndromes?|register|registry|guidelines?|programmes?|programs?|ward|unit|clinic|hospital|"
    r"tablets?|generics?|questionnaires?|antipsychotics?|so|it|this|that|phenomenon|condition|effect|model|concept|paper|journal|database|system|service|team|website|group) (?:is |was |are |were |now |also |currently |often |sometimes )*(?:called|named|known as)(?: an?| the)? \Z",
    re.IGNORECASE,
)
NOT_PERSONS = frozenset(
    """
    parkinson parkinsons alzheimer alzheimers crohn crohns huntington hodgkin tourette tourettes graves wilson addison
    cushing asperger aspergers down lewy bonnet capgras fregoli cotard othello munchausen ekbom schneider bleuler
    kraepelin jaspers freud jung likert cronbach cohen hedges fisher pearson spearman kaplan meier mann whitney
    kruskal wallis bonferroni wilcoxon student bayes cox poisson newcastle ottawa jadad egger galbraith begg cochran
    hamilton montgomery asberg simpson angus barnes bush francis calgary young beck liverpool naranjo glasgow morisky
    child pugh bazett fridericia cockcroft gault hardy weinberg stevens johnson hopkins harvard oxford cambridge yale
    google chatgpt openai claude siri pfizer lilly novartis otsuka lundbeck janssen viatris mylan teva britannia
    leyden magnan romberg babinski hoffmann hawthorne hippocrates pareto murphy occam godwin maslow
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    christmas easter ramadan diwali eid english french german spanish chinese hindi arabic polish dutch turkish
    ok hi hello hey dear thanks thank please yes no sorry regards cheers re ps nb fyi asap bw kind best warm many
    i im ive id ill he she they we you it is are was were does do did has have had should can could would will shall
    what which who whom whose when where why how if then and or but not also any all both the a an this that these
    those there here my our your his her their its of in on at to for from with without by as about after before per
    via pt pts patient patients client clients dr mr mrs ms miss mx prof sir nurse sister mum mom dad mother father
    brother wife husband son daughter carer name names dob mrn nhs gp ward bed room age aged male female man woman
    mme mlle madame monsieur herr frau sra sr senor senora shri smt master mister mstr sri san santa saint st los las new
    north south east west upper lower great royal lake mount fort port kong zealand york lanka arabia emirates angeles
    kingdom republic island islands county city valley street road lane avenue close drive hospital university clinic
    university college institute centre center department service team unit criteria scale study trial
    god allah jesus christ satan devil lord buddha krishna messiah prophet queen king prince president minister
    """.split()
)
DRUG = re.compile(
    r"\w{3,}(?:apine|idone|azole|peridol|azine|thixol|pride|pramine|oxetine|traline|azepam|zolam|statin|amide|olol|pril|sartan|cillin|"
    r"mycin|floxacin|setron|triptan|gliptin|formin|barbital|gabalin|giline|mantadine|caine|phylline|tidine|mazepine|trigine|"
    r"piramate|valproate|lithium|onium|citalopram|faxine|zodone|oxin|dopa|pidem|clone|mab|nib|vir|azide|semide|serin|"
    r"azin|apin|idon|peridone|thiazide|steride|glutide|stigmine|zepine|phetamine|phenidate|one|ium|ine|ate|ol)\Z"
)
_SURE = re.compile(
    r"\w{2,}(?:opoulos|[aeiou]kis|idis|wicz|wski|wska|ski|ska|czyk|enko|escu|eanu|ovic|ovich|evic|ic|vich|ova|eva|ov|ev|sson|son|sen|dottir|ez|[aeiou]shvili|[aeiou]dze|yan|ian|oglu|zadeh|inen|[bcdfgklmnprstvz]elli|etti|ini|ucci|aux|eau|mann|stein|berg|sky|skaya|owicz|[aeiou]wale|singh|kwo|wu|ndlovu|uddin|ullah|swamy|nathan|murthy|appa|ratne|singhe|wardene|poulou|idou|ides)\Z"
)
_PREFIXED = re.compile(
    r"(?:O'[A-Z]\w+|Mc[A-Z]\w+|Mac[A-Z]\w+|Fitz[A-Z]?\w{3,}|(?:[Aa]l|[Ee]l|[Aa]r|[Aa]sh|[Bb]en|[Bb]int|[Uu]mm?|[Aa]bu|[Dd])[-'][A-Z]\w+|N[ií] [A-Z]\w+)\Z"
)
PARTICLES = frozenset(
    "van von der den de del della da das dos di du la le al el ibn bin binti bint ben abu ter ten ní mac ap st".split()
)


def looks_like_surname(word: str, key: str) -> bool:
    """By its shape alone."""
    return bool(_PREFIXED.match(word) or (len(key) > 4 and _SURE.match(key)))

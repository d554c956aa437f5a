"""The words in which an ordinary course is told; any other word beside a dose, a length or an outcome may take it back.

What can be said against a course has no end: tablets fed to ducks, a script never cashed, a dose that crept up. What is
said of one that was taken as told is short and always the same, so the words of that are listed, and not the others.
"""

import re
from collections.abc import Collection, Iterator

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.clauses import Part
from assistant.criteria.parse.plain_remarks import is_plain, plain_remarks
from assistant.criteria.parse.reading import Reading

# Words of the grammar; negations stand by what other readers make of them.
_GRAMMAR = """
a an the this that these those his her hers their its he she it we i you him them us me my our your they who which
whom whose and or nor but plus with without w for from to of on onto in into at by per over during throughout about
around c approximately approx roughly circa than as so then thus hence therefore too also both either neither each all
any was is are were be been being am has have had having did do does done got get gets getting not no never didn't
did't didnt don't dont wasn't hadn't hasn't isn't aren't weren't doesn't couldn't wouldn't cannot can't there here
again s t d m x × b n now when where what how such very quite rather really fairly much more many several other another
same just still even up out before after since while whereas although though because due via between against within
under above below back above-mentioned i.e e.g ie eg etc re nb ii iii iv one two three four five six seven eight nine
ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
seventy eighty ninety hundred thousand first second third fourth fifth sixth seventh eighth ninth tenth twice once
thrice times point zero dozen single couple next last previous previously prior past following followed later latter
former afterwards thereafter subsequently finally lastly firstly secondly meanwhile always ever every own well simply
alone together altogether total overall apart along exactly precisely actually indeed clearly certainly definitely
entirely fully completely absolutely essentially largely virtually basically sadly unfortunately regrettably alas
however instead besides therewith whatever whatsoever whole yes ok okay please note noted per-day rd st nd th likewise
others apiece worth referred where pushed across administers administer administering supervises supervising elder younger eldest gran grandmother aunty auntie dates dd spent mid turn watching favour immediate release extended modified swapped swap crossed crossing trialled including incl further far set old male female year-old yr-old mr mrs ms dear sir madam whether would will
history nonstop reconciliation treating respect respects optimised optimized hallucinatory behaviour behavior gives puts hand hands handed keep keeps notebook wholly we've i've i'd we'd they've he'd she'd they'd general teaching private federal psychiatric goal maxed introduced comprised comprises consisted attempt attempts wanted pass thats respectively durations present
figure figures checks check fill filled people except velotab velotabs arrived arriving sat stepwise alteration alterations unchanging unvarying withdrawn amount amounts plateau
med annexe die label labels n sits parked tablet's stick sticking stuck untouched steps step quickly slowly rapidly promptly swiftly upto hit attained optimisation optimization exclusive window constancy stress emphasise emphasize retard rp save raise recovered ran regard
regarded sums scz date written true conducted undertaken carried agreed opinion subject know known given
drops mid view views granddaughter grandson stepmother stepfather die firm strips strip separately waited enclose enclosed attach attached cried section sections number numbers argued argues looked sets chosen choice willingly hovered sees physical cures cure wrote printed drugstore identify purchases purchase otherwise concentration writing quote quoted quotes dates going range commenting periods sums myself yourself personally view ward-round ledger file files casenotes case-notes summary summaries gone through printout
"""
# The dose, the way it is given, and lengths of time.
_DOSE = """
miu iu mmol dl l mg mgs mcg ug g gm gram grams milligram milligrams micrograms microgram ml day days daily d/day od om bd bid tds tid
qds qid qd hs qhs ac pc pm noc nocte mane night nights nightly morning mornings evening evenings noon lunch lunchtime
midday bedtime supper breakfast dinner bed divided split doses dose dosed dosage week weeks wk wks weekly fortnight
fortnights fortnightly month months mth mths mo monthly year years yr yrs hour hours hrs h q qw qm q2w q4w q3w i/m im
imi i.m po p.o sc oral orally mouth tablet tablets tab tabs capsule capsules cap caps pill pills depot depots lai lais
injection injections injected injectable inj decanoate dec pamoate palmitate acetate microspheres enanthate xr sr xl
er odt orodispersible velotab wafer liquid solution syrup long-acting acting long product brand generic formulation
form strength january february march april may june july august september october november december jan feb mar apr
jun jul aug sep sept oct nov spring summer autumn winter fall monday tuesday wednesday thursday friday saturday sunday
today yesterday ago late end ends ended ending start starts started starting begin began begun beginning commenced
commencing initiated full complete completed completing continuous continuously consecutive consecutively
uninterrupted unbroken unchanged unaltered fixed constant constantly stable steady steadily maintained maintenance
kept held stayed continued continues continuing lasted lasting duration length longer period time course courses trial
trials trialled trialed block interval intervals steps strength strengths dosage arrived unchanging velotabs interval blocks equivalent equivalents eq cpz chlorpromazine ddd target therapeutic
adequate sufficient standard recommended licensed maximum max high large proper good decent minimum least built raised
increased hiked titrated titration titrating uptitrated reached loading load stepwise gradually tolerated titrate intervals
spaced straight solid row running run entire calendar
"""
# Taking it: who gave it, who watched, where, what drug it was.
_TAKING = """
took take takes taken taking give gave giving received receive receives receiving treated treatment treatments therapy
prescribed used using use tried try put went came come switched switch switching changed change changing replaced
stopped stop discontinued ceased finished added adding augmented alongside combined combination concurrent
antipsychotic antipsychotics neuroleptic medication medications medicine meds drug drugs agent agents monotherapy
atypical typical line generation sga fga rx tx dx hx h/o sched adherence adherent adhered compliance compliant
concordance concordant supervised supervision witnessed observed observation watched watches directly monitored
confirmed confirm confirms verified checked documented document documents documenting recorded records record
recording chart charts charted card cards kardex sheet sheets list lists log book books notes letter letters summarised summarized report
reports reported reporting account accounts said says say told tells states stated describes described describe
according pharmacy pharmacist pharmacist's pharmacy's chemist chemist's dispensed dispensing dispense refill refills
count counts counted pill-count blister pack packs dosette webster webster-pak box supplies dot ward wards hospital
hospitals inpatient in-patient outpatient outpatients out-patient clinic clinics unit units admission admissions
admitted informant informants discontinuation cessation attendant attendants reason discharge discharged home community team teams service services gp doctor doctors dr psychiatrist
psychiatrists consultant nurse nurses nursing staff carer carers keyworker worker key cpn colleague mother mother's
father father's mum mum's mam dad dad's mom mom's parents parents' sister sister's brother brother's wife wife's
husband husband's son son's daughter daughter's aunt uncle cousin family family's partner partner's patient patient's
pt pt's man woman lady gentleman person client himself herself themselves they're he's she's it's none regular
regularly reliably reliable consistently consistent independently independent sources source relative food meals meal
water milk signed planned summary pbs diary fills matched hostel locum registrar regimen regimens established
brands asked referral facility nursing-home administered administration self inspected keyworker's nurses'
wards' carer's carers' relatives clean swallowed swallowing visible pharmacist-dispensed
"""
# What came of it, and the illness.
_EFFECT = """
response responses respond responded responds responding responder responsive non-response nonresponse non-responder
nonresponder unresponsive resp respons effect effects effective effectively ineffective efficacy benefit benefits
benefited benefitted help helps helped helping helpful work works worked working improvement improvements improve
improved improving improv improves changes difference differences better worse worsened worsening deteriorated
deterioration success successful unsuccessful outcome outcomes result results fail fails failed failing failure
failures useless avail nothing nil poor inadequate insufficient unsatisfactory disappointing negligible minimal slight
slightest significant significantly meaningful clinical clinically noticeable noticed apparent real useful
satisfactory appreciable discernible worthwhile obvious detectable seen see saw show showed shown found find felt feel
made make makes brought bring achieved produced yielded gained resulted judged deemed considered rated rating ratings
scored score scores anything something thing things bit lot lack absence sign signs different touch touched shift
shifted budge budged loud bad ill unwell sick psychotic symptomatic deluded delusional paranoid suspicious
hallucinating hallucinated hearing hear hears heard believe believed believes frightened distressed floridly florid
acutely actively persistently persistent persist persists persisted persisting remained remain remains remaining
unabated symptom symptoms sx positive psychosis illness disease disorder schizophrenia condition state mental
presentation picture voices voice hallucinations hallucination auditory avh delusions delusion persecutory paranoia
thoughts thought beliefs belief ideas suspicions ideation experiences experience panss bprs cgi cgi-s cgi-i sofas gaf
baseline endpoint prospective prospectively scale reduction percent percentage points fell drop rose p1 p2 p3 p6 n1 n4
severity intensity frequency trd trs resistant resistance refractory criteria definition inclusion threshold
requirement nowhere vain waste anywhere reckon reckons reckoned thinks feels notice noticed notices agrees adamant opinion impression
odds dice luck joy proved proven disappointment disappointed fared declared pronounced concluded conclude concludes arguably presently
whatsoever call calls called inch satisfied
agree agrees agreed members member clear clearer definite decent honest
fair reasonable proper thorough category class exposure lifetime current continuing derived derive derives conferred confers effected elicited elicits detect detects identical yo obtained mse
evidently plainly honestly demonstrably consistently repeatedly ultimately predictably surprisingly understandably
undoubtedly unquestionably convincingly genuinely truly acceptable measurable tangible therapeutically symptomatically
psychiatrically functionally interview interviews examination assessment assessments assessed exam perceived perceives disappointingly lasting enduring sustained headway progress progressed progressing inroads influence bearing
ineffectual fruitless futile pointless worthless dead loss flop impact dent hint trace flicker glimmer shred serial formal objective objectively subjectively calmed blind till square turn case cases round review reviewed meeting mdt equally similarly identically markedly prominent notable marked
tolerability owing behalf spite despite regardless life lives living smoker
smokes smoked smoking cigarettes non-smoker nonsmoker unannounced announced trough troughs level levels plasma serum
blood assay ng nmol umol litre l reference ref range normal dosing post-dose sample samples lab ng/ml active moiety
drawn detection limit measured called tot laboratory test tests post partially acc
"""
# Unwanted effects: told beside many courses, and never what an outcome is said of.
ADVERSE = frozenset(
    """side unwanted adverse gain gained weight kg kilos kilograms lb lbs sedation sedated sedating drowsy drowsiness sleepy sleepiness tired tiredness somnolence
    eps epse epses eps's extrapyramidal akathisia restlessness restless dystonia dystonic tremor tremors stiffness stiff rigidity parkinsonism parkinsonian
    prolactin prl hyperprolactinaemia hyperprolactinemia galactorrhoea galactorrhea qtc qt metabolic glucose diabetes cholesterol lipids constipation constipated salivation hypersalivation
    drooling dizziness dizzy hypotension postural hunger appetite dry nausea sweating headaches headache mild moderate severe apart tolerated well fatigue lethargy zombie shake shaky shaking slept sleep asleep sleeping numb dribbling twitchy fat heavier
    sexual dysfunction bmi obesity nms tardive dyskinesia""".split()
)
_ACRONYMS = frozenset(
    "MD RC AH VH TDD BNF IR ECT LA FACT ACT PANSS BPRS CGI SOFAS GAF LAI XR SR XL ER ODT IM PO BD OD TDS QDS BID TID QD QHS HS MAR GP CPN A B C D E TRS TRD NHS UK US USA DOT I AVH CMHT EIP EIS CRHT CAMHS TTO OPD PICU HTT AOT TDM MI NR ON OM AM PM CPZ DDD JAN FEB APR MAY JUN JUL AUG SEP OCT NOV DEC X N Q W R P S TX RX HX SX MG FGA SGA NM NB VA MHU CTO OT OTS SW TV CPNS EMR EHR RP LP PR CR MR".split()
)
KNOWN = frozenset(f"{_GRAMMAR} {_DOSE} {_TAKING} {_EFFECT}".split())

_TITRATED = Caseless(r"[\s.]{1,2}[^,;.]{0,30}titrat")
_A_DATE = Caseless(
    r"\s(?:about\s|the\s(?:end|start|beginning)\sof\s)?(?:\d|date\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|now|today|present)"
)
_ALL_OF_IT = Caseless(
    r"\s\d[\d.,]*\s?mg\b|\s{0,2}(?:[.,;:)]|\Z)|\s(?:ever|level|had\sone|the\s(?:last|first)|one|two|these|both|other|antipsychotic|drug|\d{1,2}\s?(?:/|w|m)|\w{3,9}\s(?:weeks|months|wks))\b"
)
_A_YEAR = re.compile(r"\s(?:of\s|in\s)?(?:(?:19|20)\d\d|[JFMASOND][a-z]{2})")
_LATER = Caseless(r"\s(?:after|afterwards|later|thereafter|that\swas\sfinished)")
_LEVEL = Caseless(r"\s(?:the\s|a\s)?(?:target\s|therapeutic\s)?(?:level|range|350)")
_NONE = Caseless(r"\b(?:no|not\s+(?:a|one)|none|without|never|nothing|single|zero|nil)\b[^,;.]{0,24}\Z")
_TITRATION = Caseless(r"[\s.]{1,2}(?:(?:the|a|any|its|initial|of|period|weeks?|two|\d)\s){0,3}(?:up[\s-]?)?titrat")
_FITS: dict[str, Caseless | re.Pattern[str]] = {
    **dict.fromkeys(("counting", "excluding", "excludes", "excl", "separate"), _TITRATION),
    "including": _TITRATED,
    "incl": _TITRATED,
    "until": _A_DATE,
    "till": _A_DATE,
    "only": _ALL_OF_IT,
    "could": Caseless(
        r"\s(?:see|find|detect|discern|describe|notice|be\s(?:seen|found|detected|discerned|noticed|observed|measured))\b"
    ),
    "can": Caseless(r"\s(?:see|find|detect|identify|discern|report|point\sto)\s(?:no|any|neither|little)\b"),
    "nobody": Caseless(
        r"\s(?:saw|sees|noticed|found|reported|felt)\s(?:a|any|much)\s(?:\w+\s)?(?:difference|change|improvement|benefit|effect|shift|gain)\b"
    ),
    "med": re.compile(r"\s\d"),
    "mean": Caseless(r"\s(?:full|(?:weeks|months)\s(?:at|on))\b"),
    "should": Caseless(r"\s(?:stress|emphasi[sz]e|add|note|say|point\sout)\b"),
    "some": Caseless(
        r"\s(?:\w+\s)?(?:stiffness|sedation|weight|tremor|akathisia|restlessness|side|drowsiness|constipation|dizziness|drooling|salivation|dystonia|rigidity|parkinsonism|epse?s?)\b"
    ),
    "stepped": Caseless(r"\s(?:up|to)\b"),
    "left": Caseless(r"\s(?:him\s|her\s|it\s)?(?:there|on|at|unchanged|alone)\b"),
    **dict.fromkeys(
        ("cross-tapered", "crosstapered", "cross-titrated"),
        Caseless(r"\s(?:to|onto|on\sto|over|with|into|from|directly|straight)\b"),
    ),
    "placed": Caseless(r"\son\b"),
    "managed": Caseless(r"\s(?:with|on)\s(?!difficulty|a\s(?:few|couple)|some|only|just|one|two|half)"),
    "like": re.compile(r"\s(?:\d|th(?:at|is)\b)"),
    "early": _A_YEAR,
    "middle": _A_YEAR,
    "cross-taper": _LATER,
    "cross-over": _LATER,
}  # words that what follows allows
_AFTER = {  # words that what stands before allows
    **dict.fromkeys(("missed", "break", "breaks", "gap", "gaps", "interruption", "interruptions", "pause"), _NONE),
    "yet": Caseless(
        r"\b(?:no|nil|little|without|not|nothing|any)\s(?:\w+\s)?(?:change|response|responded|benefit|effect|improvement|improved|difference|better|help|helped|worked|progress|gain|shift\w*|budged)\s\Z"
    ),
    "earlier": Caseless(r"\b(?:had|was|were|has|have|been|having)\s\Z"),
    "through": Caseless(r"\b(?:unabated|unchanged|persist\w*|continued|remained|psychotic|symptomatic|unwell)\s\Z"),
    "ongoing": Caseless(r"(?:\d\s?(?:weeks?|wks?|months?)|/52|/12)\W{1,3}(?:and\s|still\s|currently\s)?\Z"),
    "remission": Caseless(r"\b(?:no|not|never|without|any)\s(?:\w+\s)?\Z"),
    "paper": Caseless(r"\btrials?\son\s\Z"),
    "away": Caseless(r"\bstraight\s\Z"),
    "passed": Caseless(r"\blevel\s(?:has\s|had\s)?\Z"),
    "reach": Caseless(r"\btitrat\w*\s(?:up\s)?to\s\Z"),
    **dict.fromkeys(("included", "counted", "excluded", "separate"), Caseless(r"\btitration\s(?:\w+\s){0,3}\Z")),
    "separately": Caseless(r"\b(?:titration\s(?:\w+\s){0,3}|(?:done|made|counted|kept|checked)\s)\Z"),
    "reaching": Caseless(r"\b(?:after|since|from|once|on|upon)\s\Z"),
    **dict.fromkeys(("top", "final", "highest", "upper"), Caseless(r"\b(?:at|on)\s+(?:(?:the|its|a|his|her)\s+)?\Z")),
    **dict.fromkeys(
        ("washout", "wash-out"), Caseless(r"\b(?:after|following|then)\s(?:an?\s|the\s)?(?:\w+[\s-]){0,2}\Z")
    ),
    "way": Caseless(r"\bg[ai]v\w+\s\Z"),
    "off": Caseless(r"\b(?:signed(?:\sit)?|come|ticked|read)\s\Z"),
    "withdrawn": Caseless(r"\b(?:before\s(?:being|it\swas)|and|then|and\s(?:was\s)?then)\s\Z"),
    "closed": Caseless(r"\bcase\s\Z"),
    "words": Caseless(r"\b(?:in\sother|his|her|their|own)\s\Z"),
    "altered": Caseless(r"\b(?:not|never|nothing)\s(?:been\s)?\Z"),
}
_WORD = re.compile(r"[A-Za-zÀ-ÿ½¼¾⅓⅔⅛]+(?:['’.-][A-Za-zÀ-ÿ]+)*['’]?")


def odd_words(reading: Reading, part: Part) -> Iterator[re.Match[str]]:
    """The words of a stretch that tell of no ordinary course: not listed, no name, and in nothing that was read."""
    known = sorted(
        [
            *((m.start, m.end) for m in reading.named(*part)),
            *((m.start, m.end) for m in reading.marked(*part) if m.kind != "number"),
            *((d.start, d.end) for d in reading.dates if part.start <= d.start < part.end),
            *reading.used_in(part),
            *plain_remarks(reading, part),
        ]
    )
    first = min((m.start for m in reading.named(*part)), default=part.start)
    belief = _BELIEVED.search(reading.text, part.start, part.end)
    for found in _WORD.finditer(reading.text, part.start, belief.end() if belief else part.end):
        cut = found.start() == part.start and reading.text[max(0, found.start() - 1) : found.start()].isalnum()
        label = found.start() < first and found.group()[0].isupper()  # what heads a line, or a name
        if cut or label or _is_known(reading, part, found):
            continue
        if not any(s <= found.start() < e for s, e in known):
            yield found


# What a patient still believes or hears is told in any words.
_BELIEVED = Caseless(
    r"\b(?:still|continue[sd]\s+to|went\s+on|kept)\s+(?:\w+\s+)?(?:believ\w+|hear\w*|think\w*|thought|convinced|saying|says?|said|insist\w*|talk\w*|afraid|frightened\s+of)\b"
)
_SO_MANY = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|half|some|the\srest|another)"
_SEASON = r"(?:(?:19|20)\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|fall)"
# Phrases of listed words that say that the dose, the length or the outcome is not of the whole course.
_PART_OF_IT = Caseless(
    r"\b(?:by|towards|near|until|before)\s+the\s+(?:very\s+)?end\b(?=[^.;:]{0,6}(?:[:,;.)]|$)(?!\s*of))"
    r"|\b(?:in|for|during|over|of|after|at)?\s*(?:the\s+|its\s+|his\s+|her\s+)?(?:first|final|initial|opening|closing|later|latter|early|middle|remaining|last(?=\s+(?:\w+\s+){0,2}of))\s+(?:of\s+)?(?:(?:\w+|\d+)\s+)?(?:days?|weeks?|months?|fortnight|half|third|part|one|ones|two|three|four|five|six|eight)\b(?!\s+(?:was|is|had|trial|drug|course|of\s+(?:these|the\s+two)))"
    r"|\b(?:from|since|after|as\s+of|starting|in|by|on|at(?=\s+day))\s+(?:about\s+|the\s+)?(?:day|week|month|wk)\s+(?:[2-9]\b|\d\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    rf"|\b{_SO_MANY}\s(?:weeks?\s|wks\s)?(?:of\sthem\s)?(?:in|during|around|over)\s(?:the\s)?{_SEASON}[^.;\n]{{0,16}}?\b{_SO_MANY}\s(?:weeks?\s|wks\s)?(?:more\s|of\sthem\s)?(?:in|during|around|over)\s(?:the\s)?{_SEASON}"
    r"|\b(?:not|never)\s+(?:quite|all|fully|entirely|exactly)\b(?!\s+(?:better|well|respon\w+|help\w*))|\b(?:nearly|almost|just\s+(?:short|under|below|shy))\s+(?:of\s+)?\d"
    r"|\b\d{1,3}\s+(?:out\s+)?of\s+(?:the\s+)?\d{1,3}\b(?!\s*(?:mg|st))|\bor\s+so\s+(?:he|she|they|it|the)\b"
    r"|\b(?:not|never|no\s+longer)\s+(?:seen|there|here|given|taken|had|on)\s+(?:after|since|from|for|in|it)\b"
    rf"|\b(?:except|save|bar|excepting|apart\sfrom|other\sthan|minus|not\s(?:in|during|for))\s(?:for\s)?(?:(?:in|during|the|early|late|mid|all\sof|most\sof)[\s-]){{0,2}}{_SEASON}"
    r"|\b(?:less|minus|except|save|bar)\s+(?:for\s+)?(?:the|a|an|one|two|three|four|his|her|\d+)\s+(?:\w+\s+){0,2}(?:weeks?|months?|days?|time|period|fortnight|nights?|dose)\b|\bwithout\s+(?:it|them|medication|medicine|treatment|tablets?|drugs?|any\s+medication)\b"
    r"|\b(?<!\bthe\s)(?:one|two|three|four|five|six|seven|eight|nine|ten|some|most|much|half|part|few|many|\d{1,2})\s+of\s+(?:the|those|these|them|it|which|his|her)\b(?!\s+(?:antipsych|drugs|medic|trial|course|two\b))|\bevery\s+(?:second|third|other)\b|\balternate\b|\bnil\s+by\s+mouth"
    r"|\b(?:hardly|barely|scarcely|never|not)\s+(?:been\s+)?(?:touched|opened|used|come|came|taken|collected)\b|\b(?:came|come|sent|brought|handed)\s+back\b|\bg[ai]ve\s+(?:it|them)\s+up\b|\b(?:went|was|been|goes)\s+without\b(?!\s+(?:any\s+)?(?:response|effect|benefit|improvement|success|result|a\b|missing|interruption))|\(\s?(?:up\s+)?from\s+\d+(?:\.\d+)?\s?(?:mg)?\s?\)|\b(?:as|so)\s+far\s+as\b|\bto\s+the\s+best\b|(?<!\band\s)\b(?:a|one|two)\s+(?:third|half|quarter|fifth|tenth)s?\b(?!\s+(?:trial|drug|course|antipsych|one|line|level|agent|admission))|\bwithin\s+(?:a\s+few\s+|\w+\s+)?days\b|\b(?:at|on|upon)\s+(?:discharge|admission|transfer|leaving)\b|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+according\s+to\b|\b(?:half|quarter)\s+an?\b"
    r"|\ball\s+but\s+(?:the\s+|a\s+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d|last|first|few)\b"
    r"|\bif\s+(?:the\s+|his\s+|her\s+|my\s+)?(?:\w+\s+)?(?:\w+\s+)?(?:remember|recall|recollect|serv|is\s+right|are\s+right|is\s+correct)\w*|\bor\s+(?:was|were)\s+(?:it|that|they)\b|\bbelongs?\s+to\b"
    r"|\bonly\s+(?:for\s+|in\s+|during\s+)?the\s+(?:very\s+)?(?:last|final|first)\s+(?:\w+\s+)?(?:days?|weeks?|months?|fortnight)\b"
    r"|(?<=mg\s)(?:daily\s+)?(?:only\s+|just\s+)?(?:at|in|by)\s+the\s+(?:very\s+)?(?:end|last|close)\b|\b(?:started|begun|began|commenced|initiated)\s+(?:only\s+|just\s+)?(?:(?:last|this)\s+(?:week|month|fortnight)|yesterday|today|(?:a\s+few|some|two|three|\d)\s+days\s+ago)\b"
    r"|\b(?:d/?c|stopped|ceased|ended|discontinued)\s+(?:on\s+|at\s+|by\s+)?(?:day|d|week|wk)\s?\d"
)
# The same in what was read as the dose or the length itself.
_WITHIN = Caseless(
    r"\b(?:peak|highest|top|final|ending|end|starting|initial|lowest|average|mean)\s+(?:(?:daily|oral)\s+)?(?:dose\s+|on\s+|at\s+|with\s+)?(?:of\s+|was\s+|being\s+)?\d+(?:\.\d+)?\s?m?g|\b(?:[1-9]\s?/\s?[1-9]|\d{1,3}\s?%)\s+of\s+(?:the\s+|a\s+)?\d|[½¼¾](?!\s?(?:months?|mths?|years?|yrs?|weeks?)\b)"
    r"|\b[1-9]\d?(?:\.\d+)?(?:\s?(?:-|–|->|→|>)\s?[1-9]\d*(?:\.\d+)?){2,5}\s?mg|\b(?:day|wk|week|month)\s+\d{1,3}\s+of\s+\d|\b0?\.\d+\s?[x×]\s?\d|\b(?:weeks?|months?)\s+(?:into|before|prior)\b(?!\s(?:(?:it|he|she|this|that)\s)?(?:(?:being|was|were|we|I|they)\s)?(?:withdrawn|stopped|stopping|discontinu\w+|changing|changed|switching|switched|moving|moved|giving|gave|given\sup|abandon\w+|ceased|ended)\b)|\b\d+(?:\s?mg)?,?\s+then\s+\d+(?:\s?mg)?,?\s+(?:and\s+)?then\s+\d"
    r"|\b(?:full|target|whole)\s+dose\s+(?:only\s+)?(?:since|from|by|after)\b(?!\s+(?:day\s+(?:1|one)\b|the\s+(?:start|outset|beginning|first|time)|week\s+(?:1|one)\b))"
)
# Phrases of listed words that say that an outcome was of another time, or that it is denied.
_OTHER_TIME = Caseless(
    r"\b(?:at\s+first|to\s+(?:begin|start)\s+with|(?<!as\s)(?<!than\s)at\s+the\s+(?:start|beginning|outset)|in\s+the\s+beginning|initially|early\s+on)\b"
    r"|\bno\s+response\s+when\b|\brespon\w+\s+to\s+(?:the\s+|his\s+|her\s+|unseen\s+|internal\s+)?(?:voices|hallucinations|stimuli)|\b(?:anything\s+but|far\s+from|by\s+no\s+means|not\s+that)\b|\bnothing\s+(?:(?!took|takes|either)\w+\s+){1,3}(?:as\s+well|better|so\s+well|like|as\s+much)\b"
    r"|\bno\s+(?:response|effect|benefit|improvement|outcome|change)\s+(?:is|was|has\s+been|had\s+been)\s+(?:\w+\s+){0,2}(?:charted|entered|filed|written|mentioned|stated|(?<=ever\s)\w+)\b|(?<![/\w])(?:week|wk|month|day)\s+\d+\b(?!\W{0,2}(?:w|m|d|/))\W{1,3}(?:\w+\W+){0,2}(?:no|nil|nothing)\b"
    r"|\A\W{0,3}(?:afterwards|thereafter|later|subsequently)\b|\A\W{0,3}(?:before|prior\s+to|without|after|since)\s+(?:that|it|this|which|then)\b"
    r"|\b(?:when|once|after|since|whenever|as\s+soon\s+as)\s+(?:\w+\s+){0,4}(?:stop\w*|discontinu\w*|ceas\w*|end\w*|finish\w*|last\s+(?:tablet|dose|injection))\b"
    r"|\b(?:cannot|can\s?not|can['’]?t|hardly|could\s+not|would\s+not|wouldn['’]?t|couldn['’]?t|not|nobody|no\s?one|n['’]t|scarcely|untrue|wrong)\s+(?:\w+\s+){0,2}(?:say|said|call|called|claim|agree|state|describe|describe[ds]?|think|believe)\b|\b(?:untrue|wrong|not\s+(?:true|so|the\s+case|right|correct))\b"
    r"|\b(?:voices|symptoms|delusions|hallucinations|paranoia|psychosis|beliefs|thoughts|ideas)\s+(?:(?:all|almost|nearly|then|have|had|did|simply|finally|mostly|soon)\s+){0,2}(?:went|go|goes|left|faded|gone)\b(?!\s+(?:on|as|from))"
    r"|\bno\s+(?:failure|lack|non)\b"
)


def _is_of_length(reading: Reading, within: re.Match[str]) -> bool:
    """Whether the length told is that at such a dose: "full dose from 12 Feb to 29 April", "weeks on final dose: 10"."""
    end = within.end()
    if _WEEKS_ON_IT.search(reading.text, end, end + 120):
        return True
    return any(
        mark.note == "period" and not reading.text[end : mark.start].strip() for mark in reading.marked(end, end + 3)
    )


_WEEKS_ON_IT = Caseless(
    r"\b(?:weeks|wks|months|days|time|duration)\s(?:(?:held|spent)\s)?(?:on|at)\s(?:(?:the|this|that|its)\s)?(?:final|full|top|highest|end|max\w*|that|this|same)\b"
)


_LAST = Caseless(r"\b(?:last|final)\s+\w+\s+(?:\w+\s+)?of\s")


# "At its final dose of 20 mg for 10 weeks": the time is that of the dose, and not of the course that it ended.
_AT_ITS = Caseless(r"\bat\s+(?:(?:the|its|a|his|her)\s+)?\Z")
_KEPT = Caseless(
    r"\s?(?:(?:daily|nightly|nocte|a\sday|per\sday|od|/day)\s?)?,?\s?(?:held|kept|maintained|sustained)\s(?:for|x)\s"
)
_FOR_SO_LONG = Caseless(
    r"\s?(?:(?:daily|nightly|nocte|a\sday|per\sday|od|/day)\s?)?,?\s?(?:(?:held|kept|maintained|sustained)\s)?(?:for|x)\s"
)
# "Reached on day 9 and given for another 15 weeks": the time to the dose is told apart from the time at it.
_REACHED = Caseless(
    r"\b(?:(?:reach|attain|achiev|titrat|push|rais|increas|built|brought|put|went|gone|go|got|up)\w*)\b[^.;\n]{0,30}\Z"
)
_THEN_HELD = Caseless(
    r"[^.;\n]{0,40}\b(?:then|another|further|stayed|remained|kept|held|continued|maintained|since|thereafter|at\s(?:that|this|it|full|the)|on\s(?:that|this|it)|(?:given|taken|there)\sfor)\b[^.;\n]{0,40}\d?\s?(?:/52|/12|\b(?:weeks?|wks?|months?|mths?)\b)"
)


def part_of_it(reading: Reading, part: Part) -> re.Match[str] | None:
    """Where a dose, a length or an outcome is said to be of a part of the course only."""
    plain = plain_remarks(reading, part)
    for within in _WITHIN.finditer(reading.text, part.start, part.end):
        shares = re.fullmatch(r"(\d+)(?:\s?[-–]\s?\1){2}\s?mg", within.group())  # "5-5-5 mg", three times a day
        held = (
            shares is not None
            or _is_of_length(reading, within)
            or any(start < within.end() and within.start() < end for start, end in plain)
        )
        if not held and not (
            (
                _AT_ITS.search(reading.text[max(part.start, within.start() - 16) : within.start()])
                or _KEPT.match(reading.text, within.end())
            )
            and _FOR_SO_LONG.match(reading.text, within.end())
        ):
            return within
    used = reading.used_in(part)
    rest = _LAST.search(reading.text, part.start, part.end)  # the last weeks were read: the first are the others
    for found in _PART_OF_IT.finditer(reading.text, part.start, part.end):
        if (rest and "first" in found.group()) or is_plain(plain, *found.span()):
            continue
        if found.group().lower().startswith(("from", "since", "in", "by", "starting")) and any(
            m.drug is None for m in reading.named(max(part.start, found.start() - 40), found.start())
        ):
            continue  # "with valproate 1 g from week 3"
        if _REACHED.search(reading.text[max(part.start, found.start() - 50) : found.start()]) and _THEN_HELD.match(
            reading.text, found.end(), part.end
        ):
            continue
        if not any(start < found.end() and found.start() < end for start, end in used):
            return found
    return None


_RATED = Caseless(r"\b(?:PANSS|BPRS|CGI|SOFAS|total|scored?)\b[^.;]{0,24}\d\s\Z")


def other_time(reading: Reading, part: Part, *, own: bool) -> tuple[int, int] | None:
    """Where an outcome is said to be of another time than the course, or is denied."""
    found = _OTHER_TIME.search(reading.words(part))
    if found and is_plain(plain_remarks(reading, part), part.start + found.start(), part.start + found.end()):
        return None
    if found and _RATED.search(reading.words(part)[: found.start()]):
        return None  # "PANSS 95 at the start": when it was rated
    if found and own and found.start() == 0:  # "Later olanzapine ..." begins another course
        return None
    return (part.start + found.start(), part.start + found.end()) if found else None


def elsewhere(reading: Reading, part: Part, held: Collection[tuple[int, int]] = ()) -> tuple[int, int] | None:
    """Where a sentence without the drug tells of another dose, or of a question, to which there was no response.

    `held`: where the course's own dose was read.
    """
    for found in _ELSEWHERE.finditer(reading.text, part.start, part.end):
        if not any(start < found.end() and found.start() < end for start, end in held):
            return found.span()
    return None


_ELSEWHERE = Caseless(
    r"\b(?:on|at|with)\s+(?:the\s+)?(?:\d+(?:\.\d+)?\s?mg|lower|smaller|half)\b(?=[^.;]{0,20}\b(?:no|nil|nothing|useless)\b)|\b(?:ask(?:ed|s|ing)?|enquir\w*|quer(?:y|ied|ies)|repl\w+)\b"
)


def _is_known(reading: Reading, part: Part, found: re.Match[str]) -> bool:
    word = found.group().replace("’", "'").strip(".'")
    low = word.lower()
    if low in _FITS:
        return _FITS[low].match(reading.text, found.end()) is not None
    if low in _AFTER:
        return _AFTER[low].search(reading.text[max(0, found.start() - 40) : found.start()]) is not None
    if low in KNOWN or low in ADVERSE:
        return True
    if word.isupper() and len(word) > 1:
        return word in _ACRONYMS or _OF_STAFF.match(reading.text, found.end()) is not None
    if word[0].isupper() and found.start() > part.start:  # a name of a place or of a person
        return _opens(reading.text, found.start()) is False
    pieces = re.split(r"[-'.]", low)
    return len(pieces) > 1 and all(piece in KNOWN or not piece for piece in pieces)


_OF_STAFF = Caseless(r"\s(?:nurses?|teams?|wards?|clinics?|hospital|unit|service|records?|log|sheets?|chart)\b")


def _opens(text: str, place: int) -> bool:
    """Whether a word begins a sentence, so that its capital makes no name of it."""
    lead = text[max(0, place - 4) : place].rstrip(" \"'“‘(*•-–")
    return not lead or lead[-1] in "!?;:\n" or (lead[-1] == "." and not re.search(r"\b[A-Za-z]\.\Z", lead))

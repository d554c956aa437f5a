"""The words of comments on a level or a count: what takes it back, what moves it, and what is harmless."""

import re
from collections.abc import Iterator

from assistant.criteria.parse.caseless import Caseless
from assistant.criteria.parse.concentrations import NUMERAL

# Whatever stands beside one of these is not the patient's own, valid, final figure.
TAKEN_BACK = Caseless(
    r"\b(?:errors?|erroneous\w{0,2}|mis-?(?:takes?|taken|label\w{0,4}|print\w{0,3}|typed|read|spelt|placed|quoted|copied|filed|heard|matched|identif\w{1,4}|attribut\w{1,3}|report\w{1,3})|mix(?:ed|ing)?[\s-]?up|swap\w{0,5}|switched\s+(?:with|over|round)|confus\w{1,4}|mixed\s+(?:with|over)"
    r"|(?<!nothing\s)wrong\w{0,2}|incorrect\w{0,2}|inaccurate|sorry|oops|apolog\w{1,5}|correct(?:ed|ion|ing)|amend\w{0,5}|revis(?:e|ed|ion)|retract\w{0,4}|withdrew|withdrawn|rescind\w{0,3}|cancel\w{0,4}|supersed\w{1,4}|void\w{0,2}|invalid\w{0,4}|reject\w{0,4}|unreliable|spurious|artefact\w{0,4}|artifact\w{0,4}|nonsense|rubbish|discard\w{0,3}|disregard\w{0,3}|ignored?|delet\w{1,4}|cross(?:ed)?\s+out|struck\s+(?:out|off|through)|scratch\s+that|strike\s+that|typo\w?|transpos\w{1,4}|decimal|dictat\w{1,4}\s+wrong|slip"
    r"|not\s+(?:his|hers|theirs|mine|ours|him|her|this\s+patient|the\s+patient|valid|reliable|right|real|trustworthy|to\s+be\s+trusted|usable|credible|genuine)|(?:an)?other\s+(?:patient|person|man|woman|client|resident|Mr|Mrs|Ms|bed|ward)\w{0,2}|different\s+(?:patient|person|man|woman|client|resident|Mr|Mrs|Ms|sample|tube|drug)\w{0,2}|(?:some(?:one|body)|anyone)\s+else\w{0,2}|namesake\w{0,2}|room-?mates?(?:['’]s)?|neighbour\w{0,2}"
    r"|h(?:a)?emoly[sz]\w{0,3}|clotted|contaminat\w{0,3}|lip(?:a)?emi[ac]|under-?filled|insufficient|leak\w{0,3}|diluted?|dilution|thawed|expired|cannula|drip\s+arm|wrong\s+(?:blood|tube)|tube\s+(?:was|were)\s+(?:wrong|old)|(?:fake|made[\s-]up|invent\w{1,3}|fictional|fictitious|imagin\w{1,5}|example|sample\s+data)"
    r"|copied|illegible|unreadable|smudg\w{1,3}|faulty|scrap\s+that|forget\s+(?:that|the|it)|guess\w{0,3}|estimat\w{1,4}|from\s+memory|(?:brother|sister|mother|father|mum|mom|dad|son|daughter|twin|cousin|uncle|aunt|wife|husband|partner|friend|flatmate|patient\s+next\s+door|colleague)['’]s)(?!\w)"
)
# What leads to a further figure, of which none was read, and the figure.
_LEAD = Caseless(
    r"\b(?:now|nowadays|today(?:['’]s)?|tonight|yesterday(?:['’]s)?|(?:this|last|next)\s+(?:week|month|morning|afternoon|evening|year|spring|summer|autumn|winter|one|level|count|result|sample|time|\w{3,6}day)(?:['’]s)?|(?:the|last|a)\s+(?:next|last|latest|newest|third|later|other|subsequent|following|repeat|same|second|one)|repeat\w{0,3}|re-?(?:check|measur|test|count|analy[sz]|assay|assess)\w{0,4}|re-?run|re-?ran|later|latest|since|thereafter|afterwards|subsequent\w{0,2}|follow-?up|most\s+recent|current\w{0,2}|present\w{0,2}|newest|then|by|after|before|without|off|amended|correct(?:ed|ion)|revised|addendum|update\w?|(?:in|on|from|of)\s+(?:week|month|\w{3,9}day|jan\w{0,6}|feb\w{0,6}|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug\w{0,4}|sep\w{0,6}|oct\w{0,5}|nov\w{0,5}|dec\w{0,5})|week|month"
    r"|fell|fallen|falls|falling|drop\w{0,4}|plummet\w{0,3}|sank|sunk|slid\w{0,4}|slump\w{0,3}|crash\w{0,3}|tumbl\w{1,3}|nose-?div\w{1,3}|went|gone|down|declin\w{1,3}|decreas\w{1,3}|only|just|barely|merely|it['’]?s?|(?:is|was|were|are|gives?|gave|says?|said|states?|reports?|shows?|showed|reads?|runs?|to))\b|[:;,]"
)
_FIGURE = Caseless(
    rf"(?:[<>≤≥~]\s?)?(?<![\w.,:/-])\d{{1,5}}(?:[.,]\d{{1,4}})?(?![\d/:^]|[.,]\d)|\b(?:under|below|less\s+than)\s+(?:a\s+)?{NUMERAL}\b|\b{NUMERAL}(?:[\s-](?:and\s)?{NUMERAL}){{1,6}}\b"
)
COUNTED = Caseless(
    r"\b(?:adheren\w{2}|complian\w{2}|dispensing|dispenser|counts?|counted|MAR|charts?|registers?|refills?|dosette|blisters?|webster|almost\s+nothing)\b|%|per\s?cent"
)  # what is told of adherence
LONG_AGO = Caseless(
    r"\byears?\s+(?:ago|before|earlier)|\bas\s+an?\s+(?:child|boy|girl|teenager|student|youth)|\bchildhood|\bteens\b|\bin\s+(?:early|late)r?\s+life"
)
_FAR = 70  # characters between what leads to a figure and the figure


def later_figures(text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
    """The figures of a stretch to which a word of time, change or equation leads, with the place of that word."""
    lead = _LEAD.search(text, start, end)
    for m in _FIGURE.finditer(text, lead.start(), end) if lead else ():
        nearer = [one.start() for one in _LEAD.finditer(text, max(lead.start(), m.start() - _FAR), m.start())] if lead else []  # fmt: skip
        if nearer:
            yield nearer[0], m


# What a figure counts that is neither a level nor a count.
OF_ELSE = Caseless(
    r"(?:[\s-]{0,2}(?:[-–]|to|or)\s{0,2}\d{1,4}(?:[.,]\d{1,2})?)?[\s-]{0,2}(?:m?g\b|mcg|mL\b|kg|cm|%|per\s?cent|days?\b|d\b|weeks?|wks?|months?|mths?|years?|yrs?|y\b|yo\b|hours?|hrs?|h\b|hourly|min\w{0,5}\b|am\b|pm\b|a\.m|p\.m|o'?clock|/52|/12|/24|times|x\b|°|degrees|bpm|mmHg|mmol|cig\w{0,7}|a\s+day|per\s+day|daily|packs?|points?|items?|trials?|drugs?|antipsychotics?|(?:other|different)\b|doses?|tablets?|pills?|injections?|occasions?|samples?|levels?|troughs?|of\s+(?:the|these|them)|patients?|people|children|nights?|sources?|courses?|admissions?)"
)
OF_ELSE_BEFORE = re.compile(
    r"(?:\b(?:PANSS|BPRS|SOFAS|GAF|CGI\w{0,3}|PSP|[PNG]\s?\d{1,2}|total|scores?\w?|scored|rated|aged?|(?<![Tt]his\s)(?<![Ll]ast\s)(?<![Nn]ext\s)(?<!same\s)(?<!\ba\s)(?<!\bone\s)(?<!every\s)(?:week|wk|day|month|year)|room|bed|ward|weight|BMI|BP|pulse|HR|temp\w{0,7}|Hb|h(?:a)?emoglobin|plt|platelets?|WBC|WCC|white\s+(?:blood\s+)?cells?(?:\s+count)?|TLC|leu[ck]o\w{2,8}|lymph\w{0,8}|mono\w{0,8}|eos\w{0,10}|baso\w{0,8}|thrombo\w{1,8}|CRP|ESR|MCV|RBC|ferritin|glucose|HbA1c|prolactin|lithium|creatinine|sodium|potassium|grade|no|number|trial|item|items|about|dose|doses|norclozapine|nor|QTc|TSH|threshold|cut-?off|range|reference|limit|normal|target|minimum|born)\b|\b(?!To|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Now|Repeat|Re|Correct|Lat|Yesterday|Addendum|Update|This|Last|Then|It|Since|Only|Just|But|Amended|Revised|Week|Month|Count|Level)[A-Z][A-Za-z]{0,10}\d?)[\s:=.,(]{0,3}(?:(?:of|is|was|were|are|at|in|and|to|the|current|today|now|from|no)\s+){0,2}(?:[<>]\s?)?$"
)
TOKEN = Caseless(r"[a-zµμ]+(?:['’][a-z]+)?|\d+(?:[.,:]\d+)*")
_SAFE = """
a an the his her their its this that these those it he she they we i our my you who which what of on in at to by for from with without
within as and or so than up per each both either all every any always time times occasion occasions two three once twice again one ones same
different separate separately is are was were be been being has have does did do no not never neither nor none nil non only after following
post since until till through throughout during between apart interval weeks week months month days day years year hours hour hrs hr h about
roughly approximately exactly almost just later then there over above well
sample samples level levels trough troughs blood bloods plasma serum assay assays tdm concentration concentrations draw draws drawn taken took
collected bled measured measuring checked done obtained sampled tested test tests result results value values reading readings figure figures
report reported reports reporting reads show shows showed showing came back returned lab labs laboratory laboratory's lab's hospital ranges range reference normal
therapeutic adequate satisfactory acceptable sufficient usable valid interpretable confirmed confirms confirming proper true genuine good fine ok okay threshold thresholds cutoff limit limits target
recommended reached reaches exceeded exceeds exceed passed met high enough low lower upper documented recorded noted known available early later whole past along family due more because otherwise n't doesn't didn't don't did ex standing pack packs ppd still however coming baseline meds breakfast gutkha district community practice phlebotomy team ref free twenty thirty fifteen forty collected spring summer autumn winter christmas easter static adjustments adjustment yes state timing anything eaten eating food stayed end start beginning earlier previous previously pre admission discharge qhs hs mane trial pending much of that
clozapine olanzapine risperidone quetiapine amisulpride haloperidol aripiprazole paliperidone clozaril leponex denzapine zaponex norclozapine nor alone parent
drug metabolite antipsychotic medication medicine dose doses dosage dosing steady state steadystate predose pre unchanged constant stable fixed maintained
kept held before morning evening night nocte bedtime mane bd od daily last next prior usual intake tablet tablets pill pills given withheld
first second third fourth latest morning's fasting am pm noon o'clock clock nurse nurses phlebotomist clinic ward home day centre visit visits staff
smoker smokers smoke smokes smoked smoking vapes vaping cigarettes cigarette tobacco nicotine non habit habits status amount consumption lifelong ever change changes alteration
infection infections fever inflammation interacting interaction interactions comedication concurrent enzyme inhibitor inhibitors inducer inducers
medications drugs medicines new other else intercurrent illness illnesses acute febrile afebrile healthy crp
unannounced announced announcement warning warned forewarned notice told informed aware unaware knew know known knowing beforehand advance surprise
unexpected unexpectedly random visit patient him them neither nobody
ng ml l ug µg μg mg g nmol umol µmol μmol mcg micrograms nanograms litre liter unit units mol nm d
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
ten eleven twelve thirteen fourteen four five six seven eight nine fortnight year's month's
reached adherence adherent compliance compliant supervised observed ingestion taking takes swallowed he's she's it's i'm
despite response responded responding benefit improvement improve improved effect failed failure fail symptoms voices hears persist persisted persists remains remained remain still psychotic ill deluded paranoid unwell
therefore thus hence so conclude means mean meets meet criteria criterion requirement requirements needed resistance resistant reach attain attained attaining achieved achieving achieve
ratio pharmacist pharmacy consultant service centre local university regional
if can count counts counted use used
under continues continued continue current currently present presently now today dated
consistent consistently repeatedly repeated repeat identical similar comparable
tab tabs cap caps nightly nights mornings evenings bedtimes took says gives collects supervises watches dispenses roll ups rollies noct clock wk wks mth mths fortnight fortnights yday ago past preceding x od hrly hour's day's night's
sampling bleed bleeds venepuncture phleb timed duly correctly properly clearly strictly definitely carefully precisely quite right truly into inside around near nearly
timings duration sent line kit edta vial arrived received processed
pt pts mum mother dad father wife husband carer carers keyworker cpn support worker hostel parents sister himself herself themselves ourselves
private own accredited toxicology biochemistry outside external reputable analysed analyzed posted poster
solid regular regularly religiously faithfully continuously unbroken ordinary routine routinely protocol policy standard unaltered untouched ages long
comment comments commented commenting remark remarks remarked considers considered calls called call writes wrote written printed prints quotes quoted judged judges classed area zone window comfortably squarely middle centre own satisfied
fact facts opinion view conclusion matter matters picture month's makes made proven close years yrs vape snus always like as further since attached enclosed
""".split()
SAFE = frozenset(_SAFE)
# Stretches that say together what their words alone do not.
SAFE_WORDS = Caseless(
    r"\b(?:before\s+(?:he|she|they|the\s+patient)\s+(?:had\s+)?(?:taken|took|had|ate|eaten)\s+(?:anything|any|(?:his|her|their|the)\s+(?:\w{1,9}\s+)?(?:dose|tablets?|pills?|clozapine|meds|medication))|would\s+be(?:\s+taken|\s+drawn|\s+coming)?|was\s+due|(?:dose\s+)?last\s+(?:dose\s+)?chang\w{1,2}|cut[\s-]off|had\s+(?:been|not|never|no)|(?:not|never|n['’]t|no|nothing|without|neither|none)\s+(?:\w{1,8}\s+){0,2}(?:chang\w{1,3}|alter\w{0,3}|adjust\w{0,4}|increas\w{1,3}|reduc\w{1,5}|rais\w{1,3}|lower\w{0,3}|touched|moved|missed|missing|misses|stopped|started|interrupt\w{0,4}|omitted|interfer\w{1,5}|inhibit\w{1,4}|induc\w{1,4}|warn\w{1,3}|expect\w{0,4}|idea|told|antibiotics?|flu\b|covid|fluvoxamine|ciprofloxacin|carbamazepine|vap\w{1,3}|allowed)|dose\s+(?:has|had)\b)"
)
MEASURE = Caseless(
    r"\bref\b|threshold|range|referen|cut-?\s?off|limit|target|recommend|norclozapine|\bnor\b|metabolite|ratio|aim"
)

_DOSE = r"(?:\d\s?mg|\b(?:this|that|the|new|present|current|full|higher|lower)\s(?:new\s|present\s|current\s|full\s)?(?:dos(?:e|age)|amount|strength))\b"
_LATELY = r"(?:(?:only|just)\s)?(?:(?:last|this|the)\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|week-?end|yesterday|(?:day|night|evening|morning)\sbefore|eve\b|last\sweek)"
# A dose that was set a few days before the blood, or was another one until then: "400 mg only since Sunday".
NEW_DOSE = Caseless(
    rf"{_DOSE}[^.;\n]{{0,40}}\b(?:since|from|as\sof|began|begun|started)\s(?:on\s)?{_LATELY}|\b(?:since|from|as\sof)\s{_LATELY}\b[^.;\n]{{0,30}}{_DOSE}"
    rf"|\b(?:until|till|up\sto)\s{_LATELY}\b[^.;\n]{{0,30}}{_DOSE}|{_DOSE}[^.;\n]{{0,30}}\b(?:until|till|up\sto)\s{_LATELY}"
    rf"|\b(?:day|night|evening|morning|week|week-?end)\sbefore\b[^.;\n]{{0,30}}\b(?:still|only|just|yet)\b[^.;\n]{{0,20}}{_DOSE}|\b(?:still|only|just)\b[^.;\n]{{0,12}}{_DOSE}[^.;\n]{{0,20}}\b(?:day|night|evening|morning|week|week-?end)\sbefore\b"
)
# Stretches that tell of no ordinary sample although their words do: "four hours after", "had his tablets before the blood".
UNSAFE = Caseless(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine)[\s-]?(?:hrs?|hours?)\b|(?<![\d.,])(?:[1-9]|1[5-9]|[2-9]\d|one|two|three|four|five|six|seven|eight|nine|fifteen|sixteen|eighteen|twenty|an|half\s+an|(?:a\s+)?(?:few|couple\s+of))[\s-]?(?:h|hrs?|hours?|min\w{0,5})\s+(?:after|post|following|from|since|later)"
    r"|\bafter\s+(?:\w{1,8}\s+){0,2}(?:morning|breakfast|lunch|am)\b(?!\s+(?:sample|level))|\b(?:taken|drawn|bled|bloods?|samples?|collected|came)\b[^.;,]{0,24}\b(?:at|about|around)\s+(?:\d{1,2}(?:[.:]\d\d)?\s?pm|(?:1[2-9]|2\d)[:.]\d\d|noon|midday|lunch\w{0,4}|(?:two|three|four|five|six)\b)|\b(?:noon|midday|afternoon|lunch\w{0,4})\b"
    r"|\b(?:had|took|taken|taking|takes|swallowed|given|got)\s+(?:\w{1,9}\s+){0,3}(?:dose|clozapine|clozaril|tablets?|pills?|medication|medicines?|meds)\s+(?:\w{1,9}\s+){0,3}(?:before|prior|first|already|when|by\s+then|that\s+morning|on\s+the\s+way|early)"
    r"|\bonly\s+(?:the|one|a|after|once)\b|\bone\s+of\s+(?:them|the|these|those|which)\b|\d\s?mg[^.;\n]{0,24}\b(?:until|till)\b|\bhalf\b|\bnot\s+(?:on|in|at)\s+(?:the\s+)?\d|\brather\s+than\b|\binstead\b|\bpost-?dose\s+samples?\b|\bdose\s+(?:is|was)\s+(?:now|since|then)\b|\bnow\s+(?:on|at)\s+\d{1,4}\s?mg|(?:plus|and|with|\+)\s+(?:its\s+|the\s+)?(?:active\s+)?metabolite|\ba\s+(?:third|quarter|fifth|tenth|fraction)\b|\b(?:not|n['’]t|never)\s+(?:\w{1,8}\s+){0,2}(?:usable|valid|true|genuine|proper|confirmed|known|recorded|documented|clear|certain|interpretable|comparable|separate|fasting|alone|troughs?|steady|predose|taken|swallowed|observed|supervised)\b"
    r"|\b(?:knew|aware|told|warned|informed|announced)\b(?<!not\saware)(?<!not\stold)(?<!not\swarned)(?<!not\sinformed)(?<!n['’]t\stold)(?<!not\sannounced)(?<!nobody\stold)(?<!never\stold)(?<!never\swarned)(?<!never\saware)(?<!neither\sannounced)(?<!was\swarned)(?!\s+(?:of|about)\s+neither)"
    r"|\b(?:in|are|is|were|was|of|as|unit:?)\s+(?:nmol|[uµμ]mol|umol|pmol|mg/[lL])|\b(?:clozapine|cloz)\s+(?:and|plus|with)\s+(?:nor|its\s+metab|the\s+metab)|\bnorclozapine(?:['’]s|\s+alone)|\b(?:both|sum|total|together|combined|including|includes?)\b[^.;]{0,20}\b(?:norcloz|metabol)\w{0,8}|\bnorcloz\w{0,8}\b[^.;]{0,24}\b(?:included|added|in\s+it|as\s+well)\b|\b(?:(?:a|the)\s+re-?run|re-?ran|duplicate|same\s+(?:sample|blood|tube|specimen|draw)|(?:one|single)\s+(?:blood|draw|sample|tube|venepuncture)\b|repeat\s+of\s+the\s+(?:first|same))\b|\b(?:low|lower)\b"
)
SAME_SMOKE = Caseless(
    r"\bnever\b|\bnon-?\s?smok|\bno\s+(?:\w{1,8}\s+){0,3}change|unchanged|\b(?:not|n['’]t)\s+(?:\w{1,6}\s+)?(?:chang|alter|smok|use)|without\s+(?:any\s+)?change|\bsame\b|\balways\b|\bas\s+(?:before|ever)|steady|constant|throughout|life-?long|\bno\s+(?:smok|tobacco|cig|gutkha)|\b(?:nil|none)\b|\bstable\b|\ball\s+along\b|\bcig\w*\s+\d{1,2}\s?/\s?d(?:ay)?\b|\bsmok(?:es|ing|er)\s+(?:of\s+)?(?:about\s+)?(?:\d|a\s+pack|one|two|ten|twenty|fifteen)|\bex-?smoker|\bdenies\b|smok\w{1,3}(?:\s+status)?\s{0,2}[:=-]?\s{0,2}(?:no|yes|nil|none)\b|(?<!now\s)\bvap(?:es|ing)\s+only\b|(?<!now\s)\bonly\s+vapes\b|\bas\s+usual\b|\b(?:for\s+years|for\s+decades|all\s+(?:his|her)\s+life)\b"
)

# What leaves open whether words beside a datum are sure.
HEDGED = Caseless(
    r"\bif\s+(?:I|we|he|she|my|memory|the\s+lab|right|true|correct)\b|\bas\s+far\s+as\b|\b(?:at\s+least\s+)?that\s+is\s+what\b|\bso\s+(?:says?|said|I\s+am\s+told|I['’]m\s+told|(?:we|he|she|they)\s+(?:says?|said|tells?|told|claims?|claimed))\b|\b(?:he|she|they|mother|mum|wife|nurse|patient)\s+(?:says?|said|claims?|claimed|thinks?|thought|believes?|recalls?|insists?|guesses)\b|\bI\s+(?:think|believe|guess|am\s+told|was\s+told|suppose|assume|recall|remember)\b|\b(?:probably|presumabl[ey]|apparently|allegedly|reportedly|supposedly|perhaps|maybe|possibly|unconfirmed|unverified|hearsay|doubt\w{0,4}|unsure|not\s+(?:sure|certain|confirmed|verified)|provisional\w{0,2}|preliminary|tbc|to\s+be\s+confirmed|or\s+so|or\s+thereabouts|unlikely|under\s+review|being\s+(?:checked|reviewed|queried|investigated)|in\s+(?:doubt|question|dispute)|disputed|queried|not\s+(?:yet\s+)?(?:validated|authorised|final)|questionable|suspicious|implausible|hard\s+to\s+believe|cannot\s+be)\b"
)

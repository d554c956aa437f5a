"""Families of words that tell that a drug did nothing: a verb that came to little, a verdict on it, an illness unmoved.

Each is word classes times a construction. `outcome_words` joins them to the pattern that means no response.
"""

HELP = "response|effect|benefits?|improvements?|change|difference|help|good|better|use|joy|avail|results?|progress|efficacy|impact|gains?|relief|success|luck|dice|amelioration|headway|dent|odds|impression|value|purpose|bearing|influence|inroads|traction|movement|shift|mileage|alteration|resp|respons|improv|diff"
# What an illness shows by.
SIGNS = (
    r"(?:symptoms?|symptomatology|symptomatically|sxs?|(?-i:AH|VH|PI)|picture|state|clinically|condition|psychosis|psychopathology|psychotic\s+(?:features|phenomena|experiences)|positives|PANSS|BPRS|CGI(?:-[SI])?|MSE|presentation|voices|AVH|delusions?|delusional\s+(?:ideas|beliefs|system)|hallucinations|hallucinosis|paranoia"
    r"|thought\s+disorder|persecutory\s+(?:ideas|beliefs|delusions|ideation)|beliefs|suspicions|fears|ideas|illness|things)"
)
NOT = r"(?:(?:did|does|do|has|have|had|was|were|could|would)(?:\s*n['’o]?t\b|\s+not\b)|cannot|can['’]t|never|hardly|barely|scarcely)"
_ENDS = r"(?=\s{0,3}(?:$|[.,;:()\n/\"'”’–—-]|\b(?:for|to|in|with|on|by|over|at|after|from|despite|and|but(?!\s+(?:good|benefit|improve|praise|well\b))|then|so|beyond|apart|besides|though|although|while|other|except|overall|either|too|again|during|as|if|because|since|symptomatically|clinically)\b))"
_WHOM = r"(?:(?:him|her|them|us|me|the\s+(?:patient|voices|symptoms|psychosis))\s+)?"
_VERY = r"(?:(?:only|but|very|precious|rather|relatively|really|pretty|absolutely|precisely|exactly|literally|essentially|basically|virtually|practically|effectively|simply|frankly|clinically|symptomatically|just|quite)\s+){0,2}"
_LITTLE = r"(?:(?:as\s+)?little|next\s+to\s+nothing|almost\s+nothing|hardly\s+anything|barely\s+anything|scarcely\s+anything|not\s+(?:a\s+(?:thing|lot|great\s+deal|bean|jot|sausage)|much|very\s+much|a\s+whole\s+lot)|no(?:thing|wt|ught)|nada|zilch|zero|nil|zip|diddly(?:[\s-]squat)?|squat|jack|naff\s+all|sod\s+all|bugger\s+all|sweet\s+FA)"
_OF_NOTE = r"(?:\s+(?:of\s+(?:note|use|value|benefit|worth)|useful|good|worthwhile|tangible|at\s+all|whatsoever|whatever|really|more))?"

# "Did little", "achieved next to nothing", "moved nothing".
CAME_TO_LITTLE = (
    r"(?:did|does|done|doing|achiev(?:ed|es|ing)|accomplished|help(?:ed|s)|chang(?:ed|es)|improv(?:ed|es)|brought|noticed|offer(?:ed|s)|add(?:ed|s)|contributed|provided|shift(?:ed|s)|mov(?:ed|es)|produced|yielded|show(?:ed|n)|responded|respond(?:ing|s)|benefit(?:ed|ted)|mattered|counted\s+for|c[ao]me\s+to|amounted\s+to|led\s+to|resulted\s+in)"
    rf"\s+{_WHOM}{_VERY}{_LITTLE}{_OF_NOTE}{_ENDS}"
    rf"|(?:with\s+)?(?:(?:equally|very|precious|rather)\s+)?(?:little|nothing|not\s+much|not\s+a\s+lot)\s+to\s+show(?:\s+for\s+(?:it|them|that|this|\w+\s+weeks)|{_ENDS})"
    rf"|nothing\s+(?:was\s+)?(?:gained|achieved|accomplished|noticed){_ENDS}|without\s+the\s+(?:hoped[\s-]for|desired|expected|intended)\s+(?:{HELP})\b"
    r"|not\s+(?:a\s+(?:great\s+deal|lot)|much|very\s+much)\s+(?:from|out\s+of|with|to\s+be\s+said\s+for)\s+(?:it|either|both|them|this|that|each)\b"
    rf"|(?:no\s+more\s+than|nothing\s+more\s+than|at\s+(?:most|best))\s+(?:an?\s+)?(?:flicker|hint|trace|glimmer|token|minimal|negligible|trivial)\s+(?:of\s+)?(?:\w+\s+)?(?:{HELP})\b"
    rf"|(?:was|were|is|are)\s+(?:of\s+)?(?:very\s+|precious\s+)?(?:little|no|minimal|limited|scant|dubious)\s+(?:real\s+|clinical\s+|practical\s+|lasting\s+)?(?:use|help|benefit|value|avail|good|efficacy){_ENDS}"
)
# "Did not do much", "never delivered", "hardly made him any better".
DID_NOT = (
    rf"never\s+(?:any|an?|the\s+slightest)\s+(?:\w+\s+){{0,2}}?(?:{HELP})\b|{NOT}\s+(?:(?:\w+ly|at\s+all|ever|once|much|even|quite|so\s+far|yet|as\s+yet|in\s+any\s+way)\s+){{0,2}}"
    r"(?:(?:do|did|done)\s+(?:him\s+|her\s+|them\s+)?(?:(?:at\s+all\s+)?well(?=\s*(?:[.;,)\n]|$|on\b|with\b))|any(?:thing)?(?:\s+good)?|(?:very\s+|that\s+|so\s+|too\s+)?much|a\s+(?:great\s+deal|thing|lot|whole\s+lot|jot|bit\s+of\s+good)|the\s+(?:job|trick|business))"
    r"|cut\s+(?:it|the\s+mustard|any\s+ice)|hit\s+the\s+mark|pan(?:ned)?\s+out|deliver(?:ed)?|succeed(?:ed)?|take\s+effect|taken\s+effect|kick(?:ed)?\s+in|amount(?:ed)?\s+to\s+(?:much|anything)|c[ao]me\s+to\s+(?:much|anything)"
    rf"|(?:make|made|get|got|render(?:ed)?|leave|left)\s+(?:him|her|them|it|things|matters|the\s+\w+)\s+(?:any\s+|much\s+|a\s+bit\s+)?(?:better|easier|quieter|calmer|less\s+\w+)|turn(?:ed)?\s+(?:him|her|things|it|matters)\s+a?round|(?:go|went|gone|get|got|lead|led)\s+(?:anywhere|far)|far(?:e|ed)\s+(?:any\s+)?better|achiev(?:e|ed)\s+(?:anything|much|a\s+lot)|(?:move|moved|change|changed)\s+(?:anything|much|a\s+thing|things)|touch(?:ed)?\s+(?:the\s+sides|it)|g[eo]t\s+(?:on\s+top\s+of|rid\s+of|through\s+to|to\s+grips\s+with)\s+(?:the\s+|his\s+|her\s+)?(?:{SIGNS}|it|them))"
)
_VERDICT = r"(?:ineffective|ineffectual|inefficacious|non[\s-]?effective|unsuccessful|useless|unhelpful|worthless|fruitless|futile|pointless|hopeless|a\s+(?:complete\s+|total\s+|clear\s+|treatment\s+|therapeutic\s+|clinical\s+)?(?:failure|flop|washout|wash-out|dead\s+loss|waste\s+of\s+(?:time|effort)|non[\s-]?event|disappointment|bust|dud|damp\s+squib|dead\s+end|failed\s+trial|non[\s-]?response|lost\s+cause)|(?:treatment\s+|therapeutic\s+|clinical\s+)?failures|disappointments|of\s+(?:no|little|minimal|limited)\s+(?:\w+\s+)?(?:use|help|benefit|avail|value|effect|good|efficacy)|to\s+no\s+(?:effect|avail|purpose)|no\s+(?:use|help|good|better|benefit|success|more\s+(?:effective|helpful|successful|use|help))|without\s+(?:any\s+)?(?:effect|benefit|success|response|improvement))"
# "Was judged ineffective", "written off as useless", "proved a dead loss".
JUDGED = (
    r"(?:was|were|is|are|been|prov(?:ed|en|es|ing)|found|judged|deemed|considered|declared|rated|regarded|felt|thought|seen|dismissed|documented|recorded|reported|described|labelled|labeled|classed|noted|counted|called|pronounced|written\s+off|given\s+up|abandoned|stopped|ceased|discontinued|withdrawn|turned\s+out)\s+"
    r"(?:(?:as|to|be|been|have|having|all|both|again|also|then|too|being|quite|rather|very|pretty|totally|completely|utterly|clinically|largely|entirely|equally|similarly|just|simply|by\s+(?:us|me|the\s+team|all|everyone))\s+){0,5}"
    rf"{_VERDICT}\b"
    r"|(?:both|all|each|all\s+(?:two|three|four|five))\s+(?:(?:of\s+them|equally|totally|completely|utterly|quite|largely|clinically|proved|proven|proving|similarly|sadly|unfortunately)\s+){0,2}"
    rf"{_VERDICT}\b"
)
_EFFECTIVE = r"(?:of\s+(?:any|much)|any|much|(?:(?:at\s+all|particularly|very|really|remotely|ever|found|felt|judged|deemed|thought|considered|to\s+be)\s+){0,2}(?:effective|helpful|useful|beneficial|successful|efficacious|good|better|enough|sufficient|worthwhile|able|a\s+success|to\s+any))\b"
_OBJECTS = r"(?:him|her|them|us|it|things|any|an?|the|his|their|much|enough|slightest|least|real|useful|significant|good|bit|of|blind|scrap|jot|single|lasting|sort|kind|what\w*|adequate|sufficient|satisfactory|clinical|positive|psychotic|meaningful|clear)"
# "Neither helped", "not one of the three made any difference", "no drug has touched the voices".
NEITHER = (
    rf"(?:on|with|to|from|under|in)\s+neither(?:\s+(?:of\s+(?:them|these|the\s+two)|one|drug|trial|course|case|instance|agent|medicine|medication))?,?\s+(?:(?:was|were|did|has|had|have|is|could|can)\s+(?:(?:there|he|she|they|we|i|it|his|her|the)\s+(?:\w+\s+)?(?:been\s+)?)(?:respond\w*|improv\w*|benefit\w*|chang\w*|get\s+(?:any\s+)?better|better|(?:(?:see|show|find|derive|detect|notice|made|make|had|have)\s+)?(?:{_OBJECTS}\s+){{1,4}}(?:{HELP})))\b"
    r"|(?:(?:neither|none|not\s+(?:one|either|any))(?:\s+(?:one|drug|trial|course|agent|medication|medicine|antipsychotic|treatment|tablet))?|no\s+(?:drug|antipsychotic|agent|trial|treatment|medication))\s+"
    r"(?:of\s+(?:them|these|those|which|the\s+(?:two|three|four|five|lot|drugs|trials|above|pair))\s+)?(?:(?:has|had|have|ever|really|actually|seems?\s+to\s+have|seemed\s+to|appears?\s+to\s+have|much|did|(?!fail)\w+ly)\s+){0,3}"
    r"(?:help\w*|work\w*|touch\w*|shift\w*|dent\w*|budge\w*|chang\w*|improv\w*|achiev\w*|suited|(?:did|done|do)(?:\s+(?:him|her|them)\b)?(?:\s+(?:anything|much|a\s+(?:thing|lot|great\s+deal|jot)|any\s+good|the\s+(?:trick|job)|more|very\s+much|well)\b|(?=\s*(?:[.;,)\n]|$)))"
    rf"|(?:made|had|gave|given|brought|produced|yielded|led\s+to|resulted\s+in|provided|offered|showed)\s+(?:{_OBJECTS}\s+){{0,6}}(?:{HELP}|symptom\w*|remission)\b|(?:was|were|been|proved|seemed|is|are|being)\s+{_EFFECTIVE}|(?:effective|helpful|successful|beneficial|any\s+(?:use|good|help))\b)"
)
_STRONG = r"(?:respond|improve|benefit|help|work|settle|remit|touch|control|shift|reduce|resolve|relieve|contain|alleviate|ameliorate|dent|budge|suppress|quieten|deliver|abate|clear|change|move|alter|treat|stabili[sz]e|diminish|lessen|dampen)"
_WEAK = r"(?:achieve|show|produce|make|bring|get|derive|yield|have|see|give|elicit|gain|obtain|experience|demonstrate|provide|effect|attain|reach|exhibit|result\s+in|lead\s+to|bring\s+about)"
# "Failed to control his psychosis", "failed to produce any improvement".
FAILED_TO = (
    rf"fail(?:ed|s|ing|ure)\s+to\s+(?:\w+ly\s+)?(?:{_STRONG}(?:\s+(?:{_OBJECTS}\s+){{0,3}}{SIGNS})?"
    rf"|{_WEAK}\s+(?:(?:under|on\s+top\s+of|rid\s+of|{_OBJECTS})\s+){{0,5}}(?:{HELP}|{SIGNS}|remission|reduction|control)(?:\s+under\s+control)?)\b"
)
_FELL = r"(?:reduction|improvement|drop|fall|change|decrease|decline|lowering)"
_FEW = r"(?:(?:only|just|barely|merely|(?:a\s+)?mere|hardly)\s+(?:by\s+|a\s+|about\s+|of\s+)?(?<![\d.])[0-9]|(?:less\s+than|under|below|<)\s{0,2}(?:by\s+|a\s+)?(?:[0-9]|1[0-9]|20|twenty|ten))(?:\.\d)?\s?(?:%|per\s?cent)"
# A fall of the score that is none by any count: under a tenth, or said to be under a fifth.
FEW_PER_CENT = (
    rf"(?:fell|dropped|down|reduced|decreased|improved|came\s+down|moved|changed|shifted)\s+(?:by\s+)?{_FEW}"
    rf"|{_FEW}\s+(?:(?:PANSS|BPRS|symptom|total|score|overall)\s+){{0,2}}{_FELL}|{_FELL}\s+(?:in\s+(?:PANSS|BPRS|symptoms|scores?|total)\s+)?(?:of\s+|was\s+|by\s+|in\s+)?{_FEW}"
)
_BE = r"(?:was|were|is|are|stays|stayed|stood|stands|remain(?:s|ed|ing)?|ha[sd]\s+been|have\s+been|ha[sd]\s+(?:stayed|remained)|have\s+(?:stayed|remained)|continue[sd]|persist(?:s|ed)|went\s+on|carried\s+on|kept|looks?|looked|seems?|seemed|appear(?:s|ed))"
_UNMOVED = r"(?:static|status\s+quo|identical|same(?=\s*(?:[.;,)\n]|$|throughout\b))|as\s+(?:it\s+is|they\s+are|such|it\s+was|they\s+were)(?=\s*(?:[.;,)\n]|$))|fixed|entrenched|unshaken|unshake?able|(?:all\s+)?held\s+with\s+(?:the\s+same|full|total|equal|undiminished|complete|absolute)\s+(?:conviction|intensity|force|certainty)|firmly\s+held|stationary|flat|the\s+same(?!\s+(?:dos|drug|week|day|time|team|ward|tablet))|as\s+before|no\s+(?:better|different|quieter|calmer|less\s+\w+)|unmoved|unaffected|untouched|unchanged|unaltered|undimmed|undiminished|unabated|unrelenting|unremitting|unresolved|uncontrolled|unimproved|not\s+(?:at\s+all\s+|really\s+|noticeably\s+|any\s+)?(?:shifting|moving|improved|improving|better|changed|changing|settled|settling|responding|controlled|remitted|resolved)|as\s+(?:bad|loud|strong|florid|frequent|intense|marked|severe|prominent|active)(?:\s+as\s+(?:ever|before|always|(?:he|she|they|it|at|on|when)\s+\w+))?(?!\s+as\s+(?:the|his|her)\s+(?:side|weight)))"
_ILL = r"(?:unwell|ill|sick|psychotic|bad|symptomatic|deluded|delusional|paranoid|suspicious|disturbed|tormented|troubled|distressed|thought[\s-]disordered|disorgani[sz]ed|preoccupied|hallucinated|impaired|guarded|convinced)"
_HOW = r"(?:(?:exactly|just|much|very|still|all|precisely|more\s+or\s+less|pretty|essentially|quite|basically|about|entirely|largely|completely|wholly|totally|utterly|stubbornly|simply|really|fundamentally|broadly|otherwise|overall)\s+){0,2}"
# "Mental state static", "psychosis just the same", "she stayed just as unwell".
UNMOVED = (
    rf"{SIGNS}\s*[:=–-]?\s{{1,3}}(?:on\s+it\s+|throughout\s+|thereafter\s+)?(?:{_BE}\s+)?{_HOW}{_UNMOVED}"
    rf"|without\s+(?:the\s+|his\s+|her\s+|any\s+)?{SIGNS}\s+(?:ever\s+|once\s+)?(?:altering|changing|shifting|improving|lessening|budging|moving|settling|abating)\b"
    rf"|(?:he|she|they|pt|patient)\s+{_BE}\s+{_HOW}(?:static|neither\s+better\s+nor\s+worse|no\s+(?:better|different|less\s+\w+)|unimproved|as\s+{_ILL}{_ENDS}|(?:floridly|actively|acutely|overtly|frankly|grossly|severely|markedly|profoundly|chronically)\s+{_ILL}|not\s+(?:any\s+|much\s+)?better)"
    rf"|{_BE}\s+(?:still|quite|exactly)\s+as\s+{_ILL}{_ENDS}|(?:just|equally|every\s+bit)\s+as\s+{_ILL}{_ENDS}|(?:{_ILL}|hallucinating|hearing\s+(?:the\s+)?voices)\s+(?:just\s+|exactly\s+|much\s+)?as\s+(?:before|ever)\b"
    rf"|left\s+(?:him|her|them|things|matters|us)\s+(?:no\s+(?:better|different|further|less\s+\w+)(?:\s+off)?|unchanged|unmoved|{_HOW}as\s+{_ILL}|{_HOW}(?:as|where)\s+(?:he|she|they|it)\s+(?:was|were|started|began))"
    r"|(?:PANSS|BPRS|CGI|total|scores?)\s+(?:total\s+|scores?\s+)?(?:stayed|remained|stuck|hovered|sat|stood)\s+(?:still\s+)?(?:at|around|about|near|between|in\s+the)\s+(?:about\s+|around\s+)?\d+"
    rf"|(?:did|fared|went)\s+no\s+(?:more|better){_ENDS}"
    rf"|(?:still|remain(?:s|ed|ing)?|stayed)\s+(?:(?:as|very|floridly|actively|acutely|overtly|frankly|grossly|severely|markedly|clearly|quite|just|every\s+bit)\s+){{1,2}}{_ILL}\b"
    rf"|no\s+(?:better|different|further\s+(?:on|forward|ahead)|change)\s+(?:for|on|with|after|from|by)\s+it\b"
)
# Weaker: true of the illness at any time, so taken for an outcome only in the sentence that names the drug.
STILL_ILL = (
    rf"{SIGNS}\s+(?:(?:{_BE}|still|all|very\s+much|clearly|however|both)\s+){{0,3}}(?:ongoing|persistent|persisting|present|there|constant|daily|loud|incessant|intrusive|distressing|intense|severe|marked|frequent|active|florid|prominent|rampant|continuing|troublesome|in\s+full\s+(?:flow|swing|cry))\b"
    rf"|still\s+(?:(?:has|had|having|have|getting|gets|got|experienc\w+|reports?|reported|reporting|voicing|voiced|expressing|plagued\s+by|troubled\s+by|tormented\s+by|distressed\s+by|bothered\s+by|preoccupied\s+(?:by|with)|holding|holds|held|responding\s+to)\s+)?(?:(?:the|his|her|daily|constant|frequent|prominent|same|florid|persecutory|auditory|command|loud|active|marked|clear|paranoid|bizarre|fixed|firm|derogatory|third[\s-]person)\s+){{0,2}}{SIGNS}\b"
    rf"|(?:continue[sd]|carried\s+on|went\s+on|kept(?:\s+on)?)\s+(?:to\s+(?:hear|experience|have|be|believe|suffer|hallucinate|report|describe|voice|express|hold)|hearing|hallucinating|believing|reporting|voicing|having|experiencing|being)\s+(?:(?:the|his|her|daily|as|floridly|actively|very|persistently|frankly|acutely|persecutory|auditory|that|many|loud|active|paranoid|same)\s+){{0,2}}(?:{SIGNS}|{_ILL}|voices)\b"
    rf"|still\s+(?:(?:quite|firmly|absolutely|fully|totally|utterly|completely|very)\s+)?(?:convinced|certain|adamant|preoccupied|responding\s+to\s+(?:unseen|internal)|talking\s+(?:back\s+)?to|shouting\s+at|arguing\s+with)\b"
    rf"|(?:(?<=,\s)|(?<=:\s)|(?<=\()|(?<=-\s)|(?<=;\s)|with\s+|w/\s?|but\s+|had\s+|has\s+)(?:ongoing|persistent|persisting|continuing|continued|unremitting|enduring|constant|daily)\s+(?:(?:and\s+\w+|auditory|visual|positive|psychotic|persecutory|paranoid|bizarre|active|florid|command|derogatory|distressing)\s+){{0,3}}{SIGNS}\b"
    rf"|cont(?:inue[sd])?\.?\s+to\s+(?:endorse|report|have|hear|voice|experience)\s+(?:\w+\s+){{0,2}}(?:{SIGNS})\b"
    rf"|{SIGNS}\s+remained(?=\s*(?:[.;,)\n]|$))|{SIGNS}\s+(?:as\s+(?:loud|bad|strong|florid|frequent|intense|active))\b"
)

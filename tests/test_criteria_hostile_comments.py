"""Remarks beside levels and counts that take them back, move them or leave them open, each with a harmless counterpart.

A note that meets the criterion must not meet it after the remark; after a harmless one it must still.
"""

import pytest

from assistant.criteria import check_case, read_case

RATED = "PANSS today 98: P1 5, P2 4, P3 5, P6 4. Symptoms continuous for 2 years. SOFAS 42. "
TAKEN = "Olanzapine 20 mg daily for 12 weeks: no response. Adherence 95 % by pill counts and carer report. "
PAIR = (
    f"{RATED}{TAKEN}Risperidone 8 mg daily for 12 weeks: no response. Olanzapine plasma level 45 ng/mL (range 20-80).\n"
    "Clozapine 400 mg daily for 6 months: no response. Clozapine trough levels 420 ng/mL on 1 March 2024 and "
    "450 ng/mL on 15 March 2024, 12 h after the dose, same dose throughout, smoking unchanged. "
)
LEVEL = "On clozapine 400 mg for a year. Trough level 12 h after the dose, steady state: 420 ng/mL"
TWO = (
    f"{RATED}{TAKEN}He then had haloperidol decanoate 300 mg every 4 weeks for 6 months, again with no response; "
    "this was a prospective trial: PANSS total 98 before and 96 after.\n"
    "Olanzapine trough levels, both unannounced, were 48 ng/mL on 1 March 2024 and 52 ng/mL on 29 March 2024. "
)
US = "US patient, no benign ethnic neutropenia. On clozapine. "


def verdict(note: str, name: str) -> str:
    draft = read_case(note)
    return check_case(draft.case, draft).verdicts.get(name, "unknown")


@pytest.mark.parametrize(
    "remark",
    [
        "When bled he had already been to the medication hatch.",
        "Staff recall that tablets had been dispensed to him at seven, before both bloods.",
        "For the second sample the interval from the last dose was six hours.",
        "The dose was only settled on 13 March.",
        "He quit on 2 March.",
        "Tobacco was banned on the ward from 7 March.",
        "He went over to vaping that month.",
        "A course of clarithromycin ended on 14 March.",
        "His CRP was 140 on 15 March.",
        "He was running a temperature each time.",
        "Our lab has a known problem with the March assays.",
        "Both specimens spent the weekend in a warm van.",
        "The label carried another date of birth.",
        "Add the metabolite and you get these figures.",
        "Units: nmol/L.",
        "Figures since revised to 190 and 200.",
        "The April level came back at 175.",
        "Level now: 0.2 mg/L.",
        "There was just one sample, reported twice.",
        "He took a handful of tablets the night before each.",
        "Compliance on the days before the second sample is doubtful.",
        "The first of these was on 10 March, not on 1 March.",
        "I have mixed up the two patients' levels.",
        "Those were taken during an earlier spell on clozapine.",
        "On both days the health care assistant had already handed him his pills.",
        "It later emerged that the blood was taken from him mid-afternoon.",
        "Clozapine was increased on 14 March.",
        "He was down to two cigarettes a day by then.",
        "Between the two he went cold turkey.",
        "He had just been put on erythromycin.",
        "At the second blood he had a temperature of 39.",
        "He was on antibiotics for his chest that week.",
        "The tube had been left in the fridge for ten days.",
        "Biochemistry would not stand by either figure.",
        "It turned out that the blood was Mr Patel's.",
        "These numbers are the active moiety.",
        "Please read both as nmol/L.",
        "An addendum from biochemistry gives 205 and 230.",
        "By June he was at 150.",
        "His present level is a third of that.",
    ],
)
def test_a_pair_of_levels_with_a_doubtful_remark_shows_no_resistance(remark: str) -> None:
    assert verdict(PAIR + remark, "clozapine_resistance") != "met"


@pytest.mark.parametrize(
    "remark",
    [
        "Drawn at nine in the morning before the dose.",
        "He has smoked twenty a day for years without change.",
        "No antibiotics.",
        "Norclozapine 190 and 205 ng/mL.",
        "He keeps talking to the television.",
        "Weight 95 kg.",
        "The lab's threshold is 350 ng/mL.",
        "Samples were taken by the same nurse.",
        "He lives in a hostel in Leeds.",
        "Sialorrhoea and sedation are his side effects.",
        "Each sample was collected at 08:30, 12 hours after the last dose.",
        "He smokes 15 cigarettes a day as he always has.",
        "He was free of infection.",
        "Neither was taken during an infection.",
        "Both levels were well above the threshold.",
    ],
)
def test_a_pair_of_levels_with_a_harmless_remark_shows_resistance(remark: str) -> None:
    assert verdict(PAIR + remark, "clozapine_resistance") == "met"


@pytest.mark.parametrize(
    "remark",
    [
        "; last week 175.",
        " , about four hours after the tablets.",
        " (post-dose sample).",
        " , after he had doubled up on the tablets.",
        " , a fortnight after he stopped smoking.",
        " , while he had a fever.",
        " , on top of fluvoxamine.",
        " . A repeat gave 200.",
        " . Re-assayed: 195.",
        " . Total clozapine plus metabolite.",
        " . The sample was shaken and partly haemolysed.",
        " . It was the neighbour's.",
        " , I believe.",
        " . The dose is now 100 mg.",
        " . The nurse is not certain of the time.",
        "; a week ago it was 190.",
        " , yet the blood was taken only three hours after he took his tablets.",
        " (he had been given his morning dose early).",
        " , taken the week he gave up cigarettes.",
        " , with a raging tonsillitis.",
        " ; he was on ciprofloxacin.",
        " . Newest figure 165.",
        " . Repeat: 0.19 mg/L.",
        " . Norclozapine is included in this figure.",
        " . Lab comment: specimen grossly haemolysed.",
        " . That is his cousin's level, not his.",
        " , if I remember rightly.",
        " . He has since been put down to 200 mg.",
        " , at least that is what he told us.",
        " . I am told the hours are wrong.",
        "; the latest is 210.",
        " , but the sample was taken at 2 pm after his morning tablets.",
        " (sample drawn two hours after the morning dose).",
        " , although he had doubled the dose the evening before.",
        " , in the week he stopped smoking.",
        " ; CRP 95 at the time.",
        " , while on clarithromycin.",
        " . The next one was only 150.",
        " . Later re-measured as 190.",
        " . This includes norclozapine.",
    ],
)
def test_a_level_with_a_doubtful_remark_is_open(remark: str) -> None:
    assert verdict(LEVEL + remark, "clozapine_level") != "met"


@pytest.mark.parametrize(
    "remark",
    [
        " , norclozapine 210 ng/mL.",
        " , target 350-600.",
        " . He is deluded.",
        " , no smoking.",
        " . No other medication.",
        " . Does that suffice?",
        " . Steady state for months.",
        " . He has not missed a dose.",
        " . Sample taken at 9 am.",
        " ; non-smoker.",
        " , he has never smoked.",
        " (reference 350-600).",
        " . He feels well.",
        " . Norclozapine 0.21 mg/L, reported apart.",
        " , no interacting drugs.",
    ],
)
def test_a_level_with_a_harmless_remark_counts(remark: str) -> None:
    assert verdict(LEVEL + remark, "clozapine_level") == "met"


@pytest.mark.parametrize(
    "remark",
    [
        "He had been phoned the evening before.",
        "Dates of the tests were on his care plan.",
        "He guessed that a test was due each time.",
        "Both bloods were drawn at noon.",
        "The first level was not unannounced.",
        "The March tests were routine, at his booked clinic visits.",
        "Only a week lay between the two.",
        "The second tube was not his.",
        "He reads the clinic diary and knew of both dates.",
        "A letter with the date went out before each.",
        "Both were in fact arranged with him by phone.",
        "The 29 March sample was not a trough.",
        "She had been reminded to take her tablets before each.",
        "The second level was on 6 March rather than 29.",
        "It was the same blood sent to two laboratories.",
        "The patient had been expecting the nurse.",
        "He knew about the second test.",
        "His mother had told him about both.",
        "The nurse rings the day before she comes.",
        "He was told each time a week ahead.",
        "The second sample was taken two hours after the tablet.",
        "Only the first was a trough.",
        "Both dates are guesses.",
        "The second result was a repeat of the first sample.",
        "The blood days are on the ward calendar.",
        "The clinic texts patients before blood tests.",
    ],
)
def test_levels_with_a_doubtful_remark_are_no_two_unannounced_troughs(remark: str) -> None:
    assert verdict(TWO + remark, "trrip_optimum") != "met"


@pytest.mark.parametrize(
    "remark",
    [
        "He was never told beforehand.",
        "Both were troughs.",
        "He is on no other drug.",
        "He was not expecting either.",
        "He had no idea that either would be taken.",
        "The samples were taken before breakfast and the morning dose.",
        "He is now 41 and unemployed.",
        "His brother has diabetes.",
        "He was surprised both times.",
        "He was not told of either.",
        "Both samples were taken before the morning dose.",
        "Nobody told him in advance.",
        "The next appointment is in June.",
        "He lives with his mother.",
    ],
)
def test_levels_with_a_harmless_remark_are_two_unannounced_troughs(remark: str) -> None:
    assert verdict(TWO + remark, "trrip_optimum") == "met"


@pytest.mark.parametrize(
    "remark",
    [
        "ANC 2.4 x10^9/L. On repeat, three quarters lower.",
        "Neutrophils 2.4 x10^9/L at 8 am and 0.5 at noon.",
        "ANC 2.4 x10^9/L; ZTAS has it as a red.",
        "Neutrophils 2.4 x10^9/L two weeks ago, none visible on today's film.",
        "ANC 2.4 x10^9/L; he has since become neutropenic.",
        "Neutrophils 2.4 x10^9/L, but this was on the wrong Smith.",
        "ANC 2.4 x10^9/L is the cut-off in our protocol.",
        "An ANC of 2.4 x10^9/L was hoped for.",
        "ANC 2.4 x10^9/L, result under review by the lab.",
        "Neutrophils 2.4 x10^9/L in 2020.",
        "Neutrophils 2.4 x10^9/L less than last week.",
        "ANC 2.4 x10^9/L; the newer result reads 0.7.",
        "ANC 2.4 x10^9/L, retracted.",
        "Neutrophils 2.4 x10^9/L - no, 0.24.",
        "ANC 2.4 x10^9/L at the last check, now admitted with neutropenic fever.",
        "ANC 2.4 x10^9/L was before the weekend; on Monday 650.",
        "The ANC of his twin is 2.4 x10^9/L.",
        "ANC 2.4 x10^9/L, unless I misread the fax.",
        "Neutrophils 2.4 x10^9/L, then nine hundred, then four hundred.",
        "ANC 2.4 x10^9/L, a typing mistake for 0.24.",
        "Neutrophils 2.4 x10^9/L (that was before the drop).",
        "ANC 2.4 x10^9/L. Haematology has just called to say they are down to 600.",
        "Neutrophils 2.4 x10^9/L, this morning practically none.",
        "ANC 2.4 x10^9/L, the amber zone since yesterday.",
        "Neutrophils 2.4 x10^9/L, not his, the labels were switched.",
        "ANC 2.4 x10^9/L is the average of our clinic.",
        "The ANC must be 2.4 x10^9/L by Monday.",
        "ANC 2.4 x10^9/L on paper, but the analyser was faulty.",
        "Neutrophils 2.4 x10^9/L when last counted three years ago.",
        "WCC 2.4 x10^9/L, of which neutrophils a fifth.",
        "Neutrophils 2.4 x10^9/L with the G-CSF; without it he runs at 0.4.",
        "ANC 2.4 x10^9/L. Scrap that, it reads 0.4.",
        "Neutrophil count has fallen from 2.4 x10^9/L to a third of it.",
        "ANC 2.4 x10^9/L at baseline. Week 8: 900.",
        "Neutrophils 2.4 x10^9/L. He is now being barrier nursed for agranulocytosis.",
        "ANC 2.4 x10^9/L, so says his mother.",
        "ANC 2.4 x10^9/L was Mr Jones's result, his is not back.",
        "Neutrophils: 2.4 x10^9/L - should read 0.24.",
        "Neutrophils 2.4 x10^9/L; the differential was not done and this is an estimate.",
        "ANC 2.4 x10^9/L on Monday. Today less than half that.",
    ],
)
def test_a_normal_count_with_a_doubtful_remark_is_open(remark: str) -> None:
    assert verdict(US + remark, "neutropenia") != "not_met"


@pytest.mark.parametrize(
    "remark",
    [
        "ANC 2.4 x10^9/L this week.",
        "Neutrophils 2.4 x10^9/L, Hb 130, platelets 210, CRP 3.",
        "ANC 2.4 x10^9/L; clozapine level 420 ng/mL.",
        "FBC fine: neutrophils 2.4 x10^9/L.",
        "Neutrophils today 2.4 x10^9/L (last week 2.2).",
        "ANC 2.4 x10^9/L, WBC 6.0. PANSS total 88.",
        "He is well and his ANC is 2.4 x10^9/L.",
        "ANC 2.4 x10^9/L on 1 March 2024 and 2.6 on 8 March 2024.",
        "Absolute neutrophils 2.4 x10^9/L, weight 80 kg, pulse 90.",
        "ANC 2.4 x10^9/L. Next FBC in 4 weeks.",
        "ANC 2.4 x10^9/L today, last month 2.9.",
        "ANC is 2.4 x10^9/L. No sore throat, no fever. Clozapine 350 mg.",
        "Weekly bloods: WCC 5.9, neutrophils 2.4 x10^9/L.",
        "Neutrophil count this morning 2.4 x10^9/L; green. Next blood in a week.",
        "ANC 2.4 x10^9/L. The threshold is 1.5. Any neutropenia?",
    ],
)
def test_a_normal_count_with_a_harmless_remark_is_normal(remark: str) -> None:
    assert verdict(US + remark, "neutropenia") == "not_met"


@pytest.mark.parametrize(
    "remark",
    [
        "ANC 0.9 x10^9/L in the old notes; now 3.0.",
        "ANC 0.9 x10^9/L, wrong patient.",
        "The red zone begins at an ANC of 0.9 x10^9/L.",
        "ANC 0.9 x10^9/L was his cousin's.",
        "ANC 0.9 x10^9/L, since recovered to 2.8.",
        "ANC up 0.9 x10^9/L on last week.",
        "Imagine an ANC of 0.9 x10^9/L.",
        "ANC 0.9 x10^9/L, recount 2.9.",
        "ANC 0.9 x10^9/L five years ago; today's is 3.4.",
        "ANC 0.9 x10^9/L, but that is the monocytes.",
        "ANC 0.9 x10^9/L is the lower limit at our lab.",
        "The neighbour in bed 3 has an ANC of 0.9 x10^9/L.",
        "ANC 0.9 x10^9/L? Illegible.",
        "ANC rose by 0.9 x10^9/L to a normal count.",
        "Suppose the ANC is 0.9 x10^9/L.",
        "ANC 0.9 x10^9/L, corrected by the lab to 2.9.",
        "ANC 0.9 x10^9/L in 2018 after chemotherapy; normal ever since.",
        "The ANC of 0.9 x10^9/L belonged to another patient.",
        "Neutrophils fell by 0.9 x10^9/L.",
        "ANC 0.9 x10^9/L would make me stop.",
        "ANC 0.9 x10^9/L was a lab error.",
        "My sister had an ANC of 0.9 x10^9/L.",
        "At what point, say an ANC of 0.9 x10^9/L, do we stop?",
    ],
)
def test_a_low_count_with_a_doubtful_remark_is_open(remark: str) -> None:
    assert verdict(US + remark, "neutropenia") != "met"


@pytest.mark.parametrize(
    "remark",
    [
        "ANC down to 0.9 x10^9/L.",
        "ANC 0.9 x10^9/L, was 2.4 before.",
        "Neutrophils 0.9 x10^9/L, clozapine stopped.",
        "ANC 0.9 x10^9/L, sore throat since Monday.",
        "ANC has dropped to 0.9 x10^9/L.",
        "ANC 0.9 x10^9/L. No fever.",
        "ANC 0.9 x10^9/L today, was 2.8 last month.",
        "Neutrophils 0.9 x10^9/L, WCC 3.0; daily bloods from now on.",
        "ANC 0.9 x10^9/L today.",
        "Neutrophils fell to 0.9 x10^9/L.",
        "Neutrophils 0.9 x10^9/L, repeat tomorrow.",
        "ANC 0.9 x10^9/L this morning, clozapine held.",
    ],
)
def test_a_low_count_with_a_harmless_remark_is_low(remark: str) -> None:
    assert verdict(US + remark, "neutropenia") == "met"

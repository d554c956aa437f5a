"""A course counts as a failed trial where it is told as one: other words beside it leave it open, and ask."""

import pytest

from assistant.criteria import check_case, read_case

REST = (
    " Then risperidone 6 mg daily for 8 weeks, no response. PANSS today: P1 5, P3 5, N1 4. SOFAS 45. Current "
    "symptoms for 9 months. Adherence 95% by pill count and dispensing records. Plasma olanzapine level 45 ng/mL."
)
TAKEN_BACK = (
    "Olanzapine for 12 weeks, at 20 mg daily from week nine onwards: no response.",
    "Olanzapine 20 mg daily for 10 weeks, mostly at 10: no response.",
    "Olanzapine 20 mg daily for 10 weeks, though it was trimmed to 10 after the first fortnight: no response.",
    "Olanzapine 20 mg daily for 10 weeks with no response. The dose crept up over the first two months.",
    "Olanzapine 20 mg daily for 10 weeks with no response; he only got to that dose at the very end.",
    "Olanzapine 20 mg daily for 10 weeks. His debts were no better.",
    "Olanzapine 20 mg daily for 10 weeks; the constipation was unchanged and laxatives did nothing.",
    "Olanzapine 20 mg daily for 10 weeks. There was no improvement in his eczema.",
    "Olanzapine 20 mg daily for 10 weeks. The art group made no difference.",
    "Olanzapine 20 mg daily for 10 weeks. His asthma was still very symptomatic.",
    "Olanzapine 20 mg daily for 10 weeks. No response from the previous clinic yet.",
    "Olanzapine 20 mg daily for 10 weeks; outcome: none entered.",
    "Olanzapine 20 mg daily for 10 weeks. No response was ever charted.",
    "Olanzapine 20 mg daily for 10 weeks; effect: poor legibility.",
    "Olanzapine 20 mg daily for 10 weeks. He had no response when I asked how it went.",
    "Olanzapine 20 mg daily for 10 weeks. Initially no effect; by week nine he laughed again.",
    "Olanzapine 20 mg daily for 10 weeks. No response early on, a delayed one in the end.",
    "Olanzapine 20 mg daily for 10 weeks. For a good while no response, yet he left hospital a changed man.",
    "Olanzapine 20 mg daily for 10 weeks with no response. He disappeared to Spain for the middle month.",
    "Olanzapine 20 mg daily for 10 weeks, restarted twice: no response.",
    "Olanzapine 20 mg daily for 10 weeks all told, here and there over a year: no response.",
    "Olanzapine 20 mg daily for 10 weeks on paper: no response.",
    "Olanzapine 20 mg daily for 10 weeks with no response. His sister found the pills under the mattress.",
    "Olanzapine 20 mg daily for 10 weeks with no response. Most nights he fell asleep before the tablet round.",
    "Olanzapine 20 mg daily for 10 weeks, when he felt like it: no response.",
    "Olanzapine 20 mg daily for 10 weeks (chart unsigned on 40 days): no response.",
    "Olanzapine 20 mg daily for 10 weeks with no response. It was more like three weeks.",
    "Olanzapine 20 mg daily for 10 weeks, i.e. until he was switched after 12 days: no response.",
    "Olanzapine 20 mg daily for 10 weeks with no response. He had thrown in the towel by day 12.",
    "Olanzapine 20 mg daily for 10 weeks. Without it nothing helped.",
    "Olanzapine 20 mg daily for 10 weeks. Coming off it did not work.",
    "Olanzapine 20 mg daily for 10 weeks. An attempt at a drug holiday was unsuccessful.",
    "Olanzapine 20 mg daily for 10 weeks. Rechallenge this year: no response.",
    "Olanzapine 20 mg daily for 10 weeks. The voices were silenced, but no change in his apathy.",
    "Olanzapine 20 mg daily for 10 weeks. He stopped shouting at the walls, but no improvement in social withdrawal.",
    "Olanzapine 20 mg daily for 10 weeks; delusions nil.",
    "Olanzapine 20 mg daily for 10 weeks. No response to internal stimuli was seen.",
    "Olanzapine 20 mg daily for 10 weeks. He has nothing to complain of.",
    "Olanzapine 20 mg daily for 10 weeks. Nobody would say it did not help.",
    "Olanzapine 20 mg daily for 10 weeks. It was far from unsuccessful.",
    "Olanzapine 20 mg daily for 10 weeks. There was no failure to respond.",
    "Olanzapine 20 mg daily for 10 weeks. Not that it did nothing.",
    "Olanzapine 20 mg daily for 10 weeks. According to him no effect, but his brother calls it a godsend.",
    "Olanzapine 20 mg daily for 10 weeks. He claims it was useless, which surprised us.",
    "Olanzapine a quarter of 20 mg daily for 10 weeks: no response.",
    "Olanzapine nearly 20 mg daily for 10 weeks: no response.",
    "Olanzapine 20 mg tablets, half a one daily, for 10 weeks: no response.",
    "Olanzapine 20 mg daily in two divided halves of which he took one, for 10 weeks: no response.",
    "Olanzapine 20 mg daily after 10 weeks on the waiting list: no response.",
    "Olanzapine 20 mg daily, coming down over 10 weeks: no response.",
    "Olanzapine 20 mg daily, 10 weeks' supply collected: no response.",
    "Olanzapine for 10 weeks, 20 mg daily being attained in the penultimate week: no response.",
    "Olanzapine 20 mg daily for 10 weeks with no response, soon dropped to 10 because of sedation.",
    "Olanzapine 20 mg daily (from 5) for 10 weeks: no response.",
    "Olanzapine 20 mg daily for 10 weeks. The gym was a waste of time.",
    "Olanzapine 20 mg daily for 10 weeks. His grades did not improve.",
    "Olanzapine 20 mg daily for 10 weeks. Advocacy was unhelpful.",
    "Olanzapine 20 mg daily for 10 weeks. Response: none stated.",
    "Olanzapine 20 mg daily for 10 weeks. Outcome: nothing in the records.",
    "Olanzapine 20 mg daily for 10 weeks. He gave no response to the question whether it helped.",
    "Olanzapine 20 mg daily for 10 weeks. No effect for a while. Then the fog lifted.",
    "Olanzapine 20 mg daily for 10 weeks. Slow to act: no response for a month, then his delusions crumbled.",
    "Olanzapine 20 mg daily for 10 weeks with no response. The pharmacy was closed for a month.",
    "Olanzapine 20 mg daily for 10 weeks with no response. During Ramadan he did not take them.",
    "Olanzapine 20 mg daily for 10 weeks: no response. The dog got most of it.",
    "Olanzapine 20 mg daily for 10 weeks as far as we know: no response.",
    "Olanzapine 20 mg daily for 10 weeks with no response. Later he owned up to having faked it.",
    "Olanzapine, nominally 20 mg daily, for 10 weeks: no response.",
    "Olanzapine 20 mg daily for 10 weeks (10 days?): no response.",
    "Olanzapine 20 mg daily for 10 weeks with no response. That figure includes five weeks after it was stopped.",
    "Olanzapine 20 mg daily for 10 weeks. Dropping to 10 mg was a failure.",
    "Olanzapine 20 mg daily for 10 weeks. Three attempts to wean him off were unsuccessful.",
    "Olanzapine 20 mg daily for 10 weeks. Prior to it nothing worked.",
    "Olanzapine 20 mg daily for 10 weeks. Positive symptoms abated, no response in the negative domain.",
    "Olanzapine 20 mg daily for 10 weeks. Abnormal beliefs none.",
    "Olanzapine 20 mg daily for 10 weeks. Complaints: none.",
    "Olanzapine 20 mg daily for 10 weeks. It was not unhelpful.",
    "Olanzapine 20 mg daily for 10 weeks. It was not as if it did nothing.",
    "Olanzapine 20 mg daily for 10 weeks. No response if you ask him, his CPN would say he was transformed.",
    "Olanzapine a third of the 20 mg daily for 10 weeks: no response.",
    "Olanzapine up towards 20 mg daily for 10 weeks: no response.",
    "Olanzapine 20 mg daily, discharged after 10 weeks in hospital: no response.",
    "Olanzapine 20 mg daily, 10 weeks of leave: no response.",
)
AS_TOLD = (
    "Olanzapine 20 mg daily for 10 weeks: no response.",
    "Olanzapine 20 mg daily for 10 weeks under Dr Smith in Leeds: no response.",
    "Olanzapine 20 mg at night for ten weeks in 2021, no benefit, 6 kg weight gain.",
    "Olanzapine 20 mg nocte for 10 weeks (supervised by his mother), no improvement in the voices.",
    "Olanzapine 20 mg daily for 10 weeks. It made no difference to the voices.",
    "Olanzapine 20 mg daily for 10 weeks. He was no better. It was well tolerated.",
    "Olanzapine 20 mg daily for 10 full weeks after a two-week titration, without any response.",
    "He took olanzapine 20 mg daily for ten weeks on the ward, every dose watched, with no response at all.",
    "Olanzapine 20 mg daily for 10 weeks, with a lot of sedation and no effect on psychosis.",
    "Olanzapine 20 mg/d, 10 weeks, failed.",
    "Olanzapine 20 mg daily from 3 January 2022 to 20 March 2022, no response, stopped for lack of effect.",
    "Olanzapine (Zyprexa) 20 mg ON x 10/52 - nil effect.",
    "Olanzapine 20 mg daily for 10 weeks without response, confirmed by his wife and the GP letter.",
    "In 2020 at St James's Hospital olanzapine 20 mg daily for 10 weeks, no response.",
    "Olanzapine 20 mg daily for 10 weeks. The voices went on exactly as before.",
    "Olanzapine 20 mg daily for 10 weeks. His mother saw no change whatsoever.",
    "Olanzapine 20 mg daily for ten weeks without a single missed dose, no response.",
    "Olanzapine 20 mg daily for 10 weeks; PANSS 98 before and 97 after; no response.",
    "We gave her olanzapine, 20 mg every evening, for ten weeks last year and nothing changed.",
    "Olanzapine 20 mg daily for 10 weeks: no response, so we changed to risperidone.",
    "Olanzapine 20 mg daily for 10 weeks with no response. He tolerated it well apart from weight gain.",
    "Olanzapine 20 mg daily for 10 weeks with no response. Tablets were given by the nurses and no dose was missed.",
    "Olanzapine 20 mg daily for 10 weeks with no response. He lives with his brother and smokes 20 a day.",
    "Olanzapine, which he took at 20 mg daily for 10 weeks, did not help him.",
    "Olanzapine 20 mg daily for 10 weeks at a stable dose; inadequate response on PANSS.",
    "Olanzapine 20 mg daily for 10 weeks during his second admission, no response, then discharged on risperidone.",
    "On olanzapine 20 mg daily for ten weeks she remained floridly psychotic.",
    "Olanzapine 20 mg daily for 10 weeks was a complete failure.",
    "Our son was on olanzapine 20 mg a night for ten weeks and he was as frightened as ever.",
    "Olanzapine, 20 mg once daily for a full ten weeks in 2019, produced no benefit.",
    "Olanzapine 20 mg qhs x 10 wks, no improvement; c/o wt gain (8 kg).",
    "Olanzapine 20mg OD, 10/52, MAR-verified, non-response.",
    "Olanzapine 20 mg daily for 10 weeks; blood levels fine; no effect on the delusions.",
    "Between 4 March and 20 May 2021 he took olanzapine 20 mg daily without effect.",
    "Olanzapine 20 mg daily for 10 weeks, adequate dose and duration, inadequate response.",
    "Olanzapine 20 mg daily for 10 weeks. Outcome: failed.",
    "Olanzapine 20 mg daily for 10 weeks. PANSS 97 at the end, i.e. no response.",
    "Olanzapine 20 mg daily for 10 weeks, given by the nurses on the ward, made no difference.",
    "Olanzapine 20 mg daily for 10 weeks: still hearing voices telling him to jump, no better.",
    "He was on olanzapine 20 mg daily for ten weeks and remained just as paranoid as before.",
    "The first was olanzapine 20 mg daily for 10 weeks with no response.",
    "Olanzapine 20 mg daily for 10 weeks did nothing for the voices but made him fat.",
    "Olanzapine 20 mg daily for 10 weeks, tolerated well, no response by PANSS.",
    "Olanzapine 20 mg daily for 10 weeks (all doses witnessed). No response.",
    "First line: olanzapine 20 mg daily for 10 weeks, no response. He put on 9 kg.",
    "Olanzapine 20 mg daily for 10 weeks, no response. His parents gave him the tablets every evening.",
    "Olanzapine 20 mg daily for 10 weeks, no response. He was then switched to another drug.",
    "Olanzapine 20 mg daily for 10 weeks, no response. She works part time in a bakery.",
    "Olanzapine 20 mg daily for 10 weeks, no response. CT brain and bloods normal.",
    "Olanzapine 20 mg daily for 10 weeks, no response. He is single and lives in Manchester with his parents.",
    "Olanzapine 20 mg daily for 10 weeks, no response. Cannabis: none for 3 years.",
    "Olanzapine 20 mg daily for 10 weeks, no response. No illicit drugs.",
    "Olanzapine 20 mg daily for 10 weeks, no response. Please advise on clozapine.",
    "Olanzapine 20 mg daily for 10 weeks, no response. His insight is poor.",
    "Olanzapine 20 mg daily for 10 weeks, no response. He has had three admissions under the Mental Health Act.",
    "Olanzapine 20 mg daily for 10 weeks, no response. ECT has not been tried.",
    "Olanzapine 20 mg daily for 10 weeks, no response. Sertraline 100 mg for low mood since 2020.",
)


def minimum(words: str) -> str:
    """The verdict on the criteria at their minimum, the other data being complete."""
    draft = read_case(words + REST)
    return check_case(draft.case, draft).verdicts["trrip_minimum"]


@pytest.mark.parametrize("words", TAKEN_BACK)
def test_a_course_taken_back_in_words_is_no_failed_trial(words: str) -> None:
    assert minimum(words) != "met"


@pytest.mark.parametrize("words", AS_TOLD)
def test_a_course_told_in_ordinary_words_is_one(words: str) -> None:
    assert minimum(words) == "met"


def test_words_that_take_a_course_back_are_asked_about() -> None:
    draft = read_case("Olanzapine 20 mg daily for 10 weeks with no response. The dog got the tablets." + REST)
    assert any("The dog got the tablets." in one.reason for one in draft.questions)


def test_a_follow_up_settles_what_was_doubtful() -> None:
    first = "Olanzapine 20 mg daily for 10 weeks with no response. The dog got the tablets." + REST + "\n\n"
    later = "Olanzapine 20 mg daily was taken for 10 weeks, no response."
    draft = read_case(first + later, newest_from=len(first))
    assert check_case(draft.case, draft).verdicts["trrip_minimum"] == "met"


def test_a_course_too_short_stays_inadequate_whatever_else_is_said() -> None:
    draft = read_case("Olanzapine 20 mg daily for 3 weeks with no response, to the grief of his choir." + REST)
    assert check_case(draft.case, draft).verdicts["trrip_minimum"] == "not_met"

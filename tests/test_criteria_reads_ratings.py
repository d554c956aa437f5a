"""PANSS items and SOFAS as authors write them, and ratings that are of another time, another scale or nobody's."""

import pytest

from assistant.criteria import check_case, read_case

NOTE = """Mr B, 34, schizophrenia. The voices have been present daily for 3 years.

{}

Olanzapine 20 mg for 9 weeks at that dose, no response. Risperidone 6 mg for 8 weeks at that dose, no response.
Adherence 95% by pill count and by wife's report. Olanzapine level 40 ng/mL at trough.
"""


def minimum(text: str) -> str:
    draft = read_case(NOTE.format(text))
    return str(check_case(draft.case, draft).verdicts["trrip_minimum"])


@pytest.mark.parametrize(
    "text",
    [
        "From the notes: PANSS by interview 11/9 (Dr Lyle) N1 5, N2 5, N4 4; P items all 3 or below. SOFAS 38.",
        (
            "At a structured interview on 2 June 2025, using the Positive and Negative Syndrome Scale, I scored "
            "delusions at 6, conceptual disorganisation at 4 and suspiciousness at 5. Social and Occupational "
            "Functioning (SOFAS) was 28."
        ),
        (
            "PANSS interview today. Blunted affect 5. Emotional withdrawal 5. Poor rapport 4. Lack of "
            "spontaneity 4. Nothing in the positive scale over 3. SOFAS 44."
        ),
        (
            "He is troubled by voices scored at six on the PANSS hallucinations item when I interviewed him on "
            "the ninth, with delusions at five. I put his SOFAS at thirty-nine."
        ),
        "PANSS (interview, 3 Oct)  P1 5, P2 2, P3 5, P4 2, P5 2, P6 3, P7 1\nSOFAS ................... 48",
        (
            "PANSS interview yesterday delusions 4 hallucinations 6\n[09:05] Marcus (pharm): function?\n[09:05] "
            "Aoife: SOFAS 52. dropped out of college"
        ),
        (
            "On interview with the PANSS on 7 May, P3 was 5 (two men, commenting), P1 was 4, and N4 was 3. She "
            "scored 49 on the SOFAS."
        ),
        (
            "PANSS, semi-structured interview, 12/08\nQ2 Scores >=4? N1 4, N3 4, N6 5; P3 4, P1 4\nQ3 "
            "Functioning? SOFAS 37"
        ),
        "PANSS total 90 before, 87 at interview on 23 June, in which P1 was 5, P2 4, P3 6, N2 4. SOFAS 29.",
        "Rating: PANSS by video interview: P3 five, P6 four, P2 three. SOFAS 45.",
        (
            "I conducted the PANSS interview in Arabic, about fifty minutes. Blunted affect scored five, "
            "emotional withdrawal five, passive social withdrawal four, the positive items were twos and threes. "
            "Social and Occupational Functioning Assessment Scale, thirty-eight."
        ),
        "Scale: PANSS (clinical interview with the scale, 13 July) -> P1: 5 | P3: 4 | P6: 5 | P4: 2.\nSOFAS: 47.",
        (
            "I went through the PANSS with him in Kiswahili this morning. P1 was 5, P3 was 5, P2 was 4. SOFAS I "
            "put at 33, he neither works nor washes unless told."
        ),
        "Did PANSS interview w him ystd, P1 5 P5 5 P6 4, hallucination 2. SOFAS 48 only bcs wife runs the stall now.",
        (
            "When I last interviewed her with PANSS (22 August) she had 5 on delusions, 4 on hallucinatory "
            "behaviour and 4 on suspiciousness. Her SOFAS was 43, for she has not stood before a class since "
            "early 2024."
        ),
        (
            "Interview with PANSS today (Dr Hana): N1 5, N2 5, N3 4, N4 6, N6 5; P items all 1-3. SOFAS 31. End "
            "of trial PANSS-N 33 against 34 at its beginning."
        ),
        (
            "PANSS (SCI-PANSS interview, 04.03.2025): P1 5 / P2 3 / P3 5 / P4 2 / P5 2 / P6 4 / P7 1; N1-N7 all "
            "2 or 3\nSOFAS: 42"
        ),
        "PANSS in interview 5.02.2025: P1 5, P2 4, P3 4, P5 3; N3 3. SOFAS 48.\nPANSS 94 -> 92\nPANSS 92 -> 93",
        (
            "At the interview with PANSS on 20 January 2025 I set P1 to 6, P2 to 4 and P6 to 5. The negative "
            "items are 2 or 3. SOFAS is 34."
        ),
        (
            "1 Which scale, how taken? PANSS, live interview, 9-1-2025\n2 Items at four or more? N1 = 5, N2 = 4, "
            "N4 = 5, N6 = 4. Positive: none\n3 Since when? Summer 2021\n4 SOFAS? 37\n5 First antipsychotic"
        ),
        (
            "I sat down with him for a PANSS interview last month: P1 6, P3 5, P6 5, everything else mild. I "
            "rated the SOFAS 40; he manages the shops with his support worker but nothing more."
        ),
        "he got a 5 for delusions and a 4 for grandiosity on PANSS interview. SOFAS 44",
        "PANSS interview: P6 = 5, P1=4. SOFAS 44",
        "Interviewed with the PANSS by me: delusions at 6, hallucinations at 4. SOFAS is 40.",
        "PANSS (structured interview, Dr Rao) shows a 5 for hallucinations, a 5 for delusions. SOFAS 38.",
        (
            "On the Positive and Negative Syndrome Scale (PANSS), rated at interview, P1 was 5 and P3 was 6. "
            "Social and Occupational Functioning Assessment Scale (SOFAS): 35."
        ),
        "PANSS interview last week - P3 = 6; P6 = 4; rest 3 or lower. SOFAS = 41.",
        "P1 ........ 5\nP3 ........ 5\n(PANSS, interview)\nSOFAS ........ 44",
        "| PANSS item | score |\n| P1 | 5 |\n| P3 | 5 |\n| P6 | 4 |\nInterview Dr Lee. SOFAS | 39",
        (
            "I scored him on the PANSS after a forty minute interview: P1 six, P2 four, P3 five. His SOFAS came "
            "to thirty-six."
        ),
        (
            "PANSS interview done today. Hallucinatory behaviour 5, delusions 4, suspiciousness 4. SOFAS: 46 (no "
            "job since 2021)."
        ),
        "At PANSS interview he rated 5 on P1 and 6 on P3. His functioning on SOFAS is 33.",
        "N1, N2 and N4 each at 5 on the PANSS interview of 3 May. SOFAS 40",
        "PANSS rated by interview: P1-5, P3-5, P6-4. SOFAS-42.",
        "PANSS interview: Delusions (P1) 5; Hallucinations (P3) 5; SOFAS 43.",
        "PANSS interview: delusions - 5, hallucinatory behaviour - 6. SOFAS - 30.",
        "The PANSS, which I administered by interview, gave P1 of 6 and P3 of 5. The SOFAS stands at 37.",
        "PANSS by interview with interpreter: P1:5, P3:6. SOFAS:32",
        "Scores on PANSS interview today: 6 for suspiciousness, 5 for delusions. SOFAS of 44.",
        "PANSS interview: delusions severe (6), hallucinations moderate severe (5). SOFAS 40/100.",
        "PANSS face to face. P1 5. P3 4. P6 5. SOFAS score: 45",
        (
            "He gets 5 for delusions and 5 for hallucinations on the PANSS I did at interview yesterday. He is "
            "at 41 on the SOFAS."
        ),
        "PANSS (interview) blunted affect five, emotional withdrawal five, poor rapport four. SOFAS forty.",
        "PANSS clinical interview 2/5/25: item P1 scored 5, item P3 scored 6. SOFAS 36 (OT).",
        "PANSS-interview: P1=5 P3=6 P6=5 // SOFAS=38",
        "PANSS interview (SCI-PANSS), two raters agreeing: P1 5, P3 5. SOFAS: 41 as he cannot live alone.",
        "PANSS at interview: P1 and P3 scored 5 each, P6 4. SOFAS in the low forties.",
        "On PANSS interview his delusions earned a 6. SOFAS was put at 34.",
        "PANSS (int.) P1 = 5; P3 = 5; all others < 4. SOFAS = 45.",
        "I rated the PANSS at interview on 5 May: I gave P1 a 5 and P3 a 6. I gave a SOFAS of 40.",
        "Interview PANSS: unusual thought content 5 (G9), delusions 6, hallucinations 5. SOFAS 31.",
        "PANSS on interview: hallucinations 5, persecution 5. Functioning (SOFAS): 43.",
        "Q: PANSS items? A: P1 5, P3 5 (interview). Q: SOFAS? A: 42",
        "PANSS interview, dictated: P one is five, P three is six, SOFAS is forty two.",
        "PANSS by telepsychiatry video consultation: P1 5, P3 5. SOFAS 38.",
        "PANSS interview at home visit. P1:5, P3:5, N1:2. SOFAS:40; she cooks when told.",
        "PANSS items at 5 or more: P1 (5), P3 (6), by interview. SOFAS 40.",
        "Using the PANSS interview I put delusions at 5 and hallucinations at 5. SOFAS I make 39.",
        "P1: 5/7, P3: 6/7 on PANSS interview. SOFAS: 40/100",
        "Present PANSS (interview): P3 6, P1 5, N-items 2-3. Present SOFAS 40, best in past year 45.",
        "PANSS at interview: six for delusions, five for hallucinations. SOFAS thirty nine.",
        "PANSS video interview: P1 5, P3 6. SOFAS 44, because he does not leave the house.",
        "PANSS interview last month: P1 5, P3 5, others mild. SOFAS 40.",
        "PANSS (interview) P1 ____ 5, P3 ____ 6. SOFAS ____ 40",
        "PANSS interview: N1 5, N2 5, N4 5; the positive items were twos and threes. SOFAS 35.",
        "PANSS total 92 before, 90 at interview on 3 May 2025, where P1 was 5, P3 5. SOFAS 40.",
        "4 PANSS interview? P1 5, P3 5\n5 SOFAS? 39\n6 Next",
        "PANSS interview P1 5 | P3 6 | P6 4. SOFAS 41; she does not wash unless prompted.",
    ],
)
def test_ratings_are_read_as_authors_write_them(text: str) -> None:
    assert minimum(text) == "met"


@pytest.mark.parametrize(
    "text",
    [
        "PANSS interview in 2018: P1 5, P3 5. SOFAS 42.",
        "PANSS interview: P1 3, P3 3. SOFAS 42.",
        "PANSS not done. P1 5, P3 5 expected. SOFAS 42.",
        "PANSS interview: P1 5, P3 5. SOFAS 42 in 2016, now working full time.",
        "PANSS interview: P1 5, P3 5. SOFAS goal 42.",
        "The patient rated himself on the PANSS: P1 5, P3 5. SOFAS 42.",
        "PANSS interview: P1 to P6 were explained. SOFAS 42.",
        "The PANSS was rated from the case notes: P1 5, P3 5. SOFAS 42.",
        "PANSS interview: P1 2 now, was 5. P3 2 now, was 6. SOFAS 42.",
        "PANSS interview: delusions 4 on admission, 2 today, hallucinations 2. SOFAS 42",
        "PANSS interview: P1 5, P3 5. SOFAS 72.",
        "PANSS interview: P1 5. Positive and Negative Syndrome Scale pending otherwise. SOFAS 42.",
        "BPRS interview: delusions 5, hallucinations 5. SOFAS 42.",
        "PANSS interview: P1 5, P3 5. Social and Occupational Functioning Assessment Scale not rated.",
        "PANSS interview: P1 5 weeks after admission, P3 5 weeks later. SOFAS 42.",
        "His wife scored the PANSS: P1 5, P3 5. SOFAS 42.",
        "PANSS by video clip without speaking to him: P1 5, P3 5. SOFAS 42.",
        "PANSS interview: P1 5, P3 5. His wife has his SOFAS at 42.",
        "PANSS interview: P1 3, P3 3, all others mild. SOFAS 42.",
        "PANSS interview six months ago: P1 5, P3 5; much better since. SOFAS 42.",
        "PANSS interview: set P1 to P7 aside. SOFAS 42.",
        "PANSS interview: P1 4, N1 4. SOFAS 42.",
        "PANSS interview: P1 5, P3 5. SOFAS? ",
        "PANSS interview: P1 5, P3 5. SOFAS 60 or above.",
        "PANSS interview: six on the ward were rated, five for delusions. SOFAS 42.",
        "PANSS interview: P1 5, P3 5. SOFAS .......... not done",
        "PANSS by video, sound only, no interview held: P1 5, P3 5. SOFAS 42.",
        "From the notes: PANSS P1 5, P3 5. SOFAS 42.",
        "From the notes: PANSS P1 5, P3 5, no interview. SOFAS 42.",
        "PANSS interview last month P1 5, P3 5; by now both are 2. SOFAS 42.",
        "PANSS interview last month P1 5, P3 5. This month P1 2, P3 2. SOFAS 42.",
        "PANSS interview: P1 5, P3 5. SOFAS was 42 before, 71 at interview.",
        "PANSS total 60 before, 90 at interview in 2016, P1 5, P3 5. SOFAS 42.",
        "PANSS interview: P1 5, P3 5 unless the interview was disturbed. SOFAS 42.",
        "PANSS interview: P1 5, P3 5. SOFAS ____ 72",
        "PANSS interview: P1 3 and P3 3; the positive items were fours before. SOFAS 42.",
        "PANSS interview: P1 5, P3 5. He runs his own shop full time now. SOFAS 42.",
        "PANSS: six for delusions was the score of his twin at interview. SOFAS 42.",
        "Social and Occupational Functioning was discussed. PANSS interview P1 5, P3 5, age 42.",
        "PANSS interview: P1 5, P3 5. SOFAS? 4 2",
    ],
)
def test_what_is_no_present_rating_of_the_patient_does_not_count(text: str) -> None:
    assert minimum(text) != "met"

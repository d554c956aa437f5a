"""Which sentences of a chat model classify a patient: only the criteria checker may."""

import pytest

from assistant.verdict_words import states_verdict

VERDICTS = """She meets the criteria for TRS.
He does not meet the TRRIP criteria.
Your patient is treatment-resistant.
This patient has treatment-resistant schizophrenia.
The patient you describe qualifies as clozapine-resistant.
The patient meets criteria for treatment resistance.
You have treatment resistant schizophrenia.
This is treatment-resistant schizophrenia.
That would count as an adequate trial.
Criteria for treatment resistance are met.
Yes, this counts as TRS.
No, it does not qualify as treatment resistance.
Both trials were adequate.
The ANC described is moderate neutropenia.
This history fulfils the TRRIP minimum criteria.
Her level was subtherapeutic.
If these doses are right, your patient meets TRS criteria.
He is in remission.
She is a non-responder.
TRS is confirmed.
Diagnosis: treatment-resistant schizophrenia.
Mr A is refractory to treatment.
Treatment resistance has been established.
After two failed trials she should be considered treatment-resistant.
In my view the patient's illness is refractory.
The second trial was too short to count.
The level of 280 ng/mL is below the threshold.
TRS? Yes.
If the dates are right, both trials were adequate.
Not yet treatment-resistant."""

OTHERS = """TRS is defined as failure of at least 2 adequate trials.
Patients with TRS were given valproate 800–1,125 mg/d.
In 1 study, patients who met criteria for TRS responded to ECT.
The patient should have failed 2 adequate trials before TRS is diagnosed.
Valproate with clozapine was studied in 5 trials.
Of these patients, 40% responded.
He et al reported response in 12 patients.
This patient population had treatment-resistant illness.
Response was defined as a reduction of 20% in PANSS.
An ANC below 500 is severe neutropenia.
Clozapine is indicated for treatment-resistant schizophrenia.
A level above 350 ng/mL is needed for an adequate trial.
The 2017 criteria ask for two plasma levels taken without warning the patient.
A trial was effective in schizophrenia that is not treatment-resistant.
Whether she meets criteria depends on the duration of the second trial.
If his level is below 350 ng/mL, the dose should be raised.
To say whether he is resistant, the plasma level is needed.
Was the second trial long enough?"""


@pytest.mark.parametrize("text", VERDICTS.splitlines())
def test_what_classifies_one_patient_is_a_verdict(text: str) -> None:
    assert states_verdict(text)


@pytest.mark.parametrize("text", OTHERS.splitlines())
def test_definitions_and_results_of_studies_are_none(text: str) -> None:
    assert not states_verdict(text)

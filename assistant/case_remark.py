"""What a remark is that is typed in a conversation on a patient: by weights fitted to such conversations.

After a report few words are needed: "both 8 weeks", "so does that make two?", "and at 300?". What they are like is
learnt (`python -m evals.fit_remark`); what must not be left to weights, `requested` and `case_turns` decide.
"""

from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np

from assistant.embed import FloatArray
from assistant.lexicon import Lexicon
from assistant.route import ngrams, weigh, weights

# It tells more of the patient, or begins to tell of another; supposes something of him; asks about the report, or for
# another definition; or it is a request as any other.
Kind = Literal["another", "asks", "emergency", "order", "out_of_scope", "question", "supposes", "tells"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FILE = Path(__file__).with_name("case_remark.npz")
_AFTER_A_REPORT, _LATER = "@report", "@later"  # as n-grams: no text holds one


class Remark(NamedTuple):
    """The likeliest kind, and the likelihood of each, summing up to 1."""

    kind: Kind
    shares: dict[Kind, float]

    def is_of_the_patient(self) -> float:
        """How likely it is of the patient or of the report at all, 0 to 1."""
        return sum(self.shares[kind] for kind in ("another", "asks", "supposes", "tells"))


def remark(text: str, lexicon: Lexicon, vector: FloatArray, embedder: str, *, after_report: bool) -> Remark:
    """What a text is; `vector` is its unit vector, shape (dimensions,), by the model named `embedder`.

    `after_report`: whether a report is the reply right before it, or something else lies between.
    """
    known = weights(FILE)
    scores = weigh([*ngrams(text, lexicon), place(after_report=after_report)], vector, embedder, known)
    odds = np.exp(scores - scores.max())
    shares = dict(zip(KINDS, (odds / odds.sum()).tolist(), strict=True))
    return Remark(KINDS[int(np.argmax(scores))], shares)


def place(*, after_report: bool) -> str:
    """Where a remark stands, as one n-gram more of it."""
    return _AFTER_A_REPORT if after_report else _LATER

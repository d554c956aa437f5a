"""What a remark is that is typed in a conversation on a patient: by weights fitted to such conversations.

After a report few words are needed: "both 8 weeks", "so does that make two?", "and at 300?". What they are like is
learnt (`python -m evals.fit_remark`); what must not be left to weights, `requested` and `case_turns` decide.
"""

from pathlib import Path
from typing import Literal, NamedTuple, get_args

import numpy as np

from assistant.embed import FloatArray
from assistant.lexicon import Lexicon
from assistant.route import Routed, ngrams, weigh, weights

# It tells more of the patient, or begins to tell of another; supposes something of him; asks about the report, or for
# another definition; or it is a request as any other.
Kind = Literal["another", "asks", "emergency", "order", "out_of_scope", "question", "supposes", "tells"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FILE = Path(__file__).with_name("case_remark.npz")
_AFTER_A_REPORT, _LATER = "@report", "@later"  # as n-grams: no text holds one
_STEP, _LONGEST = 4, 4  # lengths told apart: 0 to 3 words, 4 to 7, 8 to 11, 12 to 15, more
# By so great a lead (log odds over a question) the router sees an emergency that is not quite unlikely here: of six
# authors' remarks, by weights fitted to the other five, two more emergencies are seen so, and one remark more is none.
URGENT, POSSIBLY = 8.0, 0.05


class Remark(NamedTuple):
    """The likeliest kind, and the likelihood of each, summing up to 1."""

    kind: Kind
    shares: dict[Kind, float]

    def calm(self) -> "Remark":
        """The same without an emergency: few words without one of danger are none, whatever they are like."""
        return Remark(max(KINDS, key=lambda kind: (kind != "emergency", self.shares[kind])), self.shares)

    def is_urgent(self, routed: Routed) -> bool:
        """Whether it tells of an emergency, here or to the router, which knows nothing of the case before it."""
        is_seen = routed.way == "emergency" and routed.lead >= URGENT and self.shares["emergency"] >= POSSIBLY
        return self.kind == "emergency" or is_seen


def remark(text: str, lexicon: Lexicon, vector: FloatArray, embedder: str, *, after_report: bool) -> Remark:
    """What a text is; `vector` is its unit vector, shape (dimensions,), by the model named `embedder`.

    `after_report`: whether a report is the reply right before it, or something else lies between.
    """
    known = weights(FILE)
    scores = weigh([*ngrams(text, lexicon), *signs(text, after_report=after_report)], vector, embedder, known)
    odds = np.exp(scores - scores.max())
    shares = dict(zip(KINDS, (odds / odds.sum()).tolist(), strict=True))
    return Remark(KINDS[int(np.argmax(scores))], shares)


def signs(text: str, *, after_report: bool) -> tuple[str, ...]:
    """Where a remark stands, alone and with whether it asks and how long it is, as n-grams more of it."""
    where = _AFTER_A_REPORT if after_report else _LATER
    length = min(len(text.split()) // _STEP, _LONGEST)
    return where, f"{where} {'?' if '?' in text else '.'}", f"{where} {length}"

"""The criteria checker: what is known of a patient in, a verdict per criterion out. Code alone decides; it imports
nothing else of ours and can be audited alone.

`read_case` makes a CaseDraft of a note, `check_case` a CaseReport of a case. The same case gives the same bytes.
"""

from assistant.criteria.certificate import Replay, replayed
from assistant.criteria.check import check_case
from assistant.criteria.parse.conversions import without_conversion
from assistant.criteria.parse.note import LONGEST, NoteTooLong, read_case

__all__ = ["LONGEST", "NoteTooLong", "Replay", "check_case", "read_case", "replayed", "without_conversion"]

"""Two sentences in; whether one goes on about what the other says, or says the same, out."""

from assistant.evidence import Evidence

COHERENT = 2  # words that neighbours share when one goes on about what the other said
SAME_WORDS = 0.85  # sentences that share this much of their words say the same


def leans_on(evidence: Evidence, other: Evidence) -> bool:
    """Whether two sentences stand side by side and speak of the same: "These results ...", or shared words."""
    if evidence.hit.passage.passage_id != other.hit.passage.passage_id:
        return False
    if evidence.ordinal == other.ordinal + 1 and evidence.sentence.continues:
        return True
    return abs(evidence.ordinal - other.ordinal) == 1 and len(evidence.own.stems & other.own.stems) >= COHERENT


def same(evidence: Evidence, other: Evidence) -> bool:
    """Whether two sentences say the same: most of the shorter one's words are in the other."""
    shared = len(evidence.own.stems & other.own.stems)
    return shared >= SAME_WORDS * min(len(evidence.own.stems), len(other.own.stems)) and {
        quantity.text for quantity in evidence.own.quantities
    } <= {quantity.text for quantity in other.own.quantities}

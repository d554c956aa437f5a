"""Fit what tells remarks in a conversation on a patient apart: `python -m evals.fit_remark` sets case_remark.npz.

Learnt from are the conversations of evals/data/remarks (of the authors of `tune`), what is typed after a report in
evals/data/requests, and, with less weight, all that the router is fitted to. With --dry it writes nothing and says how
the remarks of each author are told apart by a model fitted to the others' alone.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.case_remark import FILE, KINDS, Kind, signs
from assistant.settings import Settings
from assistant.wire import build
from evals import remarks
from evals.fit_route import Request, Table, by_author, known, labelled, requests

WEIGHT = 10.0  # of a remark, beside a request of no patient's conversation
MEANT: dict[remarks.Meant, Kind] = {
    "case": "tells",
    "more": "tells",
    "correction": "tells",
    "new_patient": "another",
    "supposed": "supposes",
    "of_the_report": "asks",
    "definition": "asks",
    "question": "question",
    "order": "order",
    "emergency": "emergency",
    "courtesy": "out_of_scope",
    "off_topic": "out_of_scope",
}


def said(author: str) -> Iterator[Request]:
    """The remarks of one author, each with where it stands; what opens a conversation is none.

    What the author who is only measured wrote in the same words is left out.
    """
    for conversation in remarks.load(author):
        for before, one in zip(conversation.turns, conversation.turns[1:], strict=False):
            if one.say.lower() in _measured():
                continue
            text, after_report = " ".join(one.say.split()), before.kind in remarks.OF_A_PATIENT
            where = signs(text, after_report=after_report)
            yield Request(_name(author), MEANT[one.kind], text, where, WEIGHT)


@cache
def _measured() -> frozenset[str]:
    conversations = [one for author in remarks.AUTHORS["measured"] for one in remarks.load(author)]
    return frozenset(turn.say.lower() for one in conversations for turn in one.turns)


def beside() -> Iterator[Request]:
    """What else is learnt from. What of a case right after a report is not told apart is left out."""
    for one in requests():
        yield one._replace(kind="tells" if one.kind == "case" else one.kind)
    for one in labelled(after_a_report=True):
        if one.kind != "case":
            yield one._replace(signs=signs(one.text, after_report=True), weight=WEIGHT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the weights, or say what to expect."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_remark", description=__doc__)
    parser.add_argument("--dry", action="store_true", help="write nothing, say what to expect")
    parser.add_argument("--without", default="", help="an author of remarks who is not learnt from")
    parser.add_argument("--out", type=Path, default=FILE, help="file to write")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        assistant = build(Settings(store_url=f"sqlite:///{folder}/store.db"), use_chroma=False)
    authors = [author for author in remarks.AUTHORS["tune"] if author != options.without]
    remarked = [one for author in authors for one in said(author)]
    table = Table([*remarked, *beside(), *known(assistant)], KINDS, assistant.lexicon, assistant.embedder)
    if options.dry:
        by_author(table, {_name(author) for author in authors})
    else:
        table.write(range(len(table.asked)), options.out)
    return 0


def _name(author: str) -> str:
    return f"remarks-{author}"


if __name__ == "__main__":
    sys.exit(main())

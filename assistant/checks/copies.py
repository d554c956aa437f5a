"""Almost word for word: where a claim follows its source closely, each small change is looked at by itself."""

from difflib import SequenceMatcher
from typing import NamedTuple

from assistant.checks.cited import Cited
from assistant.checks.meanings import table_of_meanings
from assistant.checks.told import Told
from assistant.words import Word

CLOSE = 0.75  # how alike, word by word, a claim is that follows its source
SMALL = 3  # words of a small change
_DENIES = frozenset(("no", "not", "nor", "never", "neither", "without", "none", "cannot", "lack", "fail", "unabl"))
_MODAL = frozenset(("may", "might", "could", "can", "perhap", "possibl", "probabl", "suggest"))
_HOLDS = frozenset(
    "onli all some most may might could can everi each alway just both either if unless should must".split()
)


class _Change(NamedTuple):
    before: tuple[Word, ...]
    after: tuple[Word, ...]


def small_changes_are_harmless(claim: Told, cited: Cited) -> str | None:
    """No negation comes or goes, and no word turns into its opposite, in what otherwise is the source's wording."""
    for change in _changes(cited.told.words, claim.words):
        gone, come = _stems(change.before) - _stems(change.after), _stems(change.after) - _stems(change.before)
        if gone & _DENIES and not come & _DENIES and not _is_told_otherwise(change):
            return f"it drops '{_shown(change.before)}' of the cited words"
        if come & _DENIES and not gone & _DENIES and not _is_told_otherwise(change):
            return f"'{_shown(change.after)}' denies what the cited words do not deny"
        if gone & _MODAL and not come & _MODAL:
            return f"it drops '{_shown(change.before)}' of the cited words"
        if (come & _HOLDS or gone & _HOLDS) and len(gone | come) == 1:
            return f"it changes '{_shown(change.before)}' to '{_shown(change.after)}'"
        if _opposed(gone, come):
            return f"'{_shown(change.after)}' reverses '{_shown(change.before)}' of the cited words"
    return None


def _changes(before: list[Word], after: list[Word]) -> list[_Change]:
    """The small changes between two almost equal texts; none where they are not."""
    matcher = SequenceMatcher(None, [word.stem for word in before], [word.stem for word in after], autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if not after or shared < CLOSE * len(after):
        return []
    return [
        _Change(tuple(before[i:j]), tuple(after[k:m]))
        for kind, i, j, k, m in matcher.get_opcodes()
        if kind != "equal" and j - i <= SMALL and m - k <= SMALL
    ]


def _is_told_otherwise(change: _Change) -> bool:
    """ "Did not differ" for "was the same": the change holds the opposite too."""
    return _opposed(_stems(change.before), _stems(change.after))


def _opposed(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    table = table_of_meanings()
    one = frozenset().union(*(table.meant((stem,)) for stem in ours))
    other = frozenset().union(*(table.meant((stem,)) for stem in theirs))
    return bool(table.opposed(one) & other) and not one & other


def _stems(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(word.stem for word in words)


def _shown(words: tuple[Word, ...]) -> str:
    return " ".join(word.surface for word in words) or "nothing"

"""Words of a text in, the places of names written small, or in a text of capitals only, out.

There capitals tell nothing: only the lists, a title, or "patient" together with an age do.
"""

from collections.abc import Iterator, Sequence

from assistant.identifiers import lists
from assistant.identifiers import name_signs as signs
from assistant.identifiers.windows import Span
from assistant.identifiers.words import Shape, Word, beside


class SmallNames:
    """The names of one text."""

    def __init__(self, text: str, words: Sequence[Word], shouted: bool) -> None:
        self.text, self.words, self.shouted = text, words, shouted
        self.shapes: tuple[Shape, ...] = ("small", "CAPITALS") if shouted else ("small",)

    def spans(self) -> Iterator[Span]:
        """Where they stand."""
        end = 0
        for at, word in enumerate(self.words):
            if word.start < end or word.shape not in self.shapes or not self._may_begin(word):
                continue
            last = self._last(at)
            if self._is_told(word, last):
                end = last.end
                yield word.start, end

    def _may_begin(self, word: Word) -> bool:
        if word.is_given:
            return True
        if len(word.key) < 2 or word.key in signs.NOT_PERSONS:
            return False
        return word.is_listed or word.key not in lists.ORDINARY

    def _last(self, at: int) -> Word:
        """The last word of the name that begins here."""
        last = self.words[at]
        for word in self.words[at + 1 : at + 4]:
            if word.shape not in self.shapes or self.text[last.end : word.start] != " " or not self._goes_on(word):
                break
            last = word
        return last

    def _goes_on(self, word: Word) -> bool:
        if word.key in signs.NOT_PERSONS or len(word.key) < 2:
            return False
        if word.key in lists.SURNAMES:
            after = beside(self.text, word.start, word.end)[1]
            return word.key not in lists.ORDINARY or bool(signs.AGE.match(after))
        return word.is_unheard and word.key.isalpha() and len(word.key) > 2

    def _is_told(self, first: Word, last: Word) -> bool:
        before, after = beside(self.text, first.start, last.end)
        if signs.CLINICIAN.search(before):
            return False
        if self._is_titled(before):
            return True
        if signs.AUTHOR_AFTER.match(after) or signs.AUTHOR_BEFORE.search(before):
            return False
        is_aged, is_patient = bool(signs.AGE.match(after)), bool(signs.PATIENT_SMALL.search(before))
        if first.is_given:
            return len(first.key) > 3 or last is not first or is_aged or is_patient
        is_labelled = bool(signs.LABEL_SMALL.search(before)) or (is_aged and is_patient)
        if first.is_listed:
            return is_labelled or (is_aged and last is not first)
        return is_labelled and first.is_unheard

    def _is_titled(self, before: str) -> bool:
        before = before[-8:]
        return bool(signs.TITLE_SMALL.search(before) or (self.shouted and signs.TITLE_SMALL.search(before.lower())))

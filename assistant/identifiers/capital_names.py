"""Words of a text in, the places of names written with capitals out.

A run of words that can be a name counts where a sign stands by it, or where the lists know it. Authors of studies,
eponyms, brands, places and clinicians are left out.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.identifiers import lists
from assistant.identifiers import name_signs as signs
from assistant.identifiers.readable import folded
from assistant.identifiers.windows import Span
from assistant.identifiers.words import WORD, Word, beside

_NEXT = re.compile(r"(?: |  |\. ?|-)\Z")
_GOES_ON = re.compile(r"[ -]|, ")
_MOST = 5  # words of one name
_MODALS = frozenset("will may can do mark".split())
_NEVER_FIRST = frozenset("an in on or so to my do can long".split())  # of a name, unless a title stands before it


class CapitalNames:
    """The names of one text. `shouted`: it is written in capitals throughout, so that they tell nothing."""

    def __init__(self, text: str, words: Sequence[Word], shouted: bool) -> None:
        self.text, self.words, self.shouted = text, words, shouted

    def spans(self) -> Iterator[Span]:
        """Where they stand."""
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if word.shape == "other" or (word.shape == "small" and word.key not in signs.PARTICLES):
                at += 1  # most words: sooner than to ask whether they begin a name
                continue
            run = self._run(at)
            bare = run[sum(word.shape == "small" for word in run[:2]) :]  # without "van der"
            if found := self._judged(run) or (self._judged(bare) if len(bare) < len(run) else None):
                yield found
            at += max(1, len(run))

    # Which words can be one name

    def _run(self, at: int) -> list[Word]:
        run: list[Word] = []
        for place in range(at, min(at + _MOST, len(self.words))):
            word = self.words[place]
            if run and not (self._follows(run, word) or self._is_turned_round(run, word)):
                break
            if not (self._can_be_name(word) or self._leads_on(place)):
                break
            run.append(word)
        return run

    def _can_be_name(self, word: Word) -> bool:
        if word.shape == "initial":
            return word.text not in ("I", "A")
        if word.shape == "CAPITALS":
            return len(word.key) > 3 and not self.shouted and (word.is_given or word.is_listed)
        return word.shape == "Name" and (word.key not in signs.NOT_PERSONS or word.is_listed)

    def _leads_on(self, at: int) -> bool:
        """Whether a small word leads on to a name: "van der Berg"."""
        for word in self.words[at : at + _MOST - 1]:
            if word.shape != "small" or word.key not in signs.PARTICLES:
                return word.shape == "Name" and word is not self.words[at] and self._can_be_name(word)
        return False

    def _follows(self, run: Sequence[Word], word: Word) -> bool:
        between = self.text[run[-1].end : word.start]
        return bool(_NEXT.match(between)) and (run[-1].shape == "initial" or "." not in between)

    def _is_turned_round(self, run: Sequence[Word], word: Word) -> bool:
        """ "Smith, John": a surname, a comma, and a given name after which no list goes on."""
        if len(run) > 2 or self.text[run[-1].end : word.start] != ", " or run[0].is_given or run[0].is_ordinary:
            return False
        goes_on = self.text[word.end : word.end + 2] == ", " and self.text[word.end + 2 : word.end + 3].isupper()
        return word.shape == "Name" and (word.is_given or word.key in lists.GIVEN_OR_WORDS) and not goes_on

    # Which of them is one

    def _judged(self, run: list[Word]) -> Span | None:
        """The place of the name in a run of words, if signs stand by it or the lists know it."""
        name = self._without_others(run)
        if all(word.shape == "initial" for word in name):
            return None
        place = name[0].start, name[-1].end
        before, after = beside(self.text, *place)
        if signs.TITLE.search(before):
            return place
        if signs.CLINICIAN.search(before):
            return None
        if signs.LABEL.search(before) and not signs.NOT_NAMED.search(before):
            return place
        if self._is_of_another(name, run[-1].end) and not signs.AGE.match(after):
            return None
        return place if self._is_told(name) or self._is_known(name) else None

    def _without_others(self, run: list[Word]) -> list[Word]:
        """The run without ordinary words at its ends: "Will John", "Does Anna"."""
        while run and run[0].is_ordinary and not self._begins(run):
            run = run[1:]
        while run and (run[-1].shape == "small" or (len(run) > 1 and run[-1].is_ordinary and not run[-1].is_listed)):
            run = run[:-1]
        return run

    def _begins(self, run: Sequence[Word]) -> bool:
        """Whether a word that is also an ordinary one begins a name: "Grace Okafor", "Mr Young"."""
        first = run[0]
        if signs.TITLE.search(beside(self.text, first.start, first.end)[0]):
            return True
        if not first.is_listed or first.key in _NEVER_FIRST:
            return False
        if len(run) > 1:
            return not (first.key in _MODALS and run[1].is_given)
        return self._is_told([first]) or bool(signs.LABEL.search(beside(self.text, first.start, first.end)[0]))

    def _is_told(self, name: Sequence[Word]) -> bool:
        """Whether what stands beside it is said of a patient, or of who is close to one."""
        before, after = beside(self.text, name[0].start, name[-1].end)
        if signs.PATIENT.search(before) or signs.AGE.match(after) or signs.LIVES.match(after):
            return True
        if len(name) > 1 and (signs.AGE_BARE.match(after) or signs.AGE_BEFORE.search(before)):
            return True
        return bool(signs.ASKED_OF.search(before) and signs.ASKED.match(after))

    def _is_known(self, name: Sequence[Word]) -> bool:
        """Whether the lists know it for a name and for nothing else."""
        first, last = name[0], name[-1]
        if any(word.is_given or word.key.partition("-")[0] in lists.GIVEN for word in name):
            return True
        if len(name) == 1:
            return False
        if first.shape == "initial":
            return last.is_surname and "." in self.text[first.end : last.start]
        if first.key in lists.GIVEN_OR_WORDS and first.key not in signs.PARTICLES:
            return last.is_surname or last.key not in lists.ORDINARY
        if first.key in lists.SURNAMES and last.key in lists.GIVEN_OR_WORDS:
            return True
        return last.is_surname and first.shape == "Name" and not first.is_ordinary

    def _is_of_another(self, name: Sequence[Word], run_end: int) -> bool:
        """Whether it is an author, an eponym or a place: by what stands by it, or because the documents know it."""
        end = name[-1].end
        before, after = beside(self.text, name[0].start, end)
        if len(name) == 1 and name[0].is_given and signs.OWN.match(after):
            return False
        if signs.AUTHOR_BEFORE.search(before) or signs.AUTHOR_AFTER.match(after):
            return True
        if signs.AUTHOR_AFTER.match(self.text[run_end : run_end + signs.AFTER]):
            return True
        between = _GOES_ON.match(self.text, end)
        following = WORD.match(self.text, between.end()) if between else None
        if following is None or len(following[0]) < 3 or not following[0][0].isupper() or following[0].isupper():
            return False
        key = folded(following[0].removesuffix("'s"))
        return key in lists.OF_DOCUMENTS or key in signs.NOT_PERSONS

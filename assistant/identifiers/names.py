"""A text in, the places of names that may be of a patient or of someone close to one out.

A run of words that can be a name counts where a sign stands by it: a title, "patient", an age, what only people do; or
where the lists know it for a name and for nothing else. Authors of studies, eponyms, brands, places and clinicians
are left out. What was found once is found again wherever it stands alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.identifiers import lists
from assistant.identifiers import name_signs as signs
from assistant.identifiers.readable import folded

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_NEXT = re.compile(r"(?: |  |\. ?|-)\Z")
_MOST = 5  # words of one name
_MODALS = frozenset("will may can do mark".split())
_NEVER_FIRST = frozenset("an in on or so to my do can long".split())  # of a name, unless a title stands before it


class Word(NamedTuple):
    """A word where it stands; `key` is how the lists spell it, `shape` how it is written."""

    text: str
    start: int
    end: int
    key: str
    shape: str  # Name, CAPITALS, initial, small or other


def words_of(text: str) -> list[Word]:
    """The words of a text, without a possessive "'s"."""
    found = []
    for match in _WORD.finditer(text):
        word, end = match[0], match.end()
        if word[-2:] in ("'s", "'S"):
            word, end = word[:-2], end - 2
        found.append(Word(word, match.start(), end, folded(word), _shape(word)))
    return found


def _shape(word: str) -> str:
    if word.isalpha() and word.isascii():
        if word.islower():
            return "small"
        if len(word) > 1 and not word.isupper():
            return "Name" if word[0].isupper() else "other"
    if not word.isascii() and any(sign > "\u0370" for sign in word):
        return "other"
    letters = word.replace("'", "").replace("-", "")
    if not letters.isalpha():
        return "other"
    if len(letters) == 1:
        return "initial" if letters.isupper() else "small"
    if letters.islower():
        return "small"
    if letters.isupper():
        return "CAPITALS"
    return "Name" if any(part[:1].isupper() for part in re.split("['-]", word)) else "other"


class Names:
    """The names of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        self.shouted = sum(word.shape == "CAPITALS" for word in self.words) * 2 > len(self.words)

    def spans(self) -> Iterator[Span]:
        """Where they stand."""
        found = [*self._written_large(), *self._written_small(), *other_scripts(self.text)]
        yield from found
        yield from self._again(found)

    def _written_large(self) -> Iterator[Span]:
        at = 0
        while at < len(self.words):
            run = self._run(at)
            bare = [word for word in run[:2] if word.shape == "small"]
            if run and (span := self._judged(run) or (self._judged(run[len(bare) :]) if bare else None)):
                yield span
            at += max(1, len(run))

    def _run(self, at: int) -> list[Word]:
        """The words from `at` on that can be one name."""
        run: list[Word] = []
        while at < len(self.words) and len(run) < _MOST:
            word = self.words[at]
            if run and not (self._follows(run, word) or self._is_turned_round(run, word)):
                break
            if not (self._can_be_name(word) or self._is_particle(at)):
                break
            run.append(word)
            at += 1
        return run

    def _follows(self, run: Sequence[Word], word: Word) -> bool:
        between = self.text[run[-1].end : word.start]
        return bool(_NEXT.match(between)) and (run[-1].shape == "initial" or "." not in between)

    def _is_turned_round(self, run: Sequence[Word], word: Word) -> bool:
        """ "Smith, John": a surname, a comma, and a given name after which no list goes on."""
        if len(run) > 2 or self.text[run[-1].end : word.start] != ", " or self.text[word.end : word.end + 2] == ", " and (
            self.text[word.end + 2 : word.end + 3].isupper()
        ):
            return False
        is_given = word.key in lists.GIVEN or word.key in lists.GIVEN_OR_WORDS
        return is_given and word.shape == "Name" and run[0].key not in lists.GIVEN and not self._is_ordinary(run[0])

    def _is_particle(self, at: int) -> bool:
        """Whether a small word here leads on to a name: "van der Berg"."""
        for word in self.words[at : at + _MOST - 1]:
            if word.shape != "small" or word.key not in signs.PARTICLES:
                return word.shape == "Name" and word is not self.words[at] and self._can_be_name(word)
        return False

    def _can_be_name(self, word: Word) -> bool:
        if word.shape == "initial":
            return word.text not in ("I", "A")
        if word.shape == "CAPITALS":
            known = word.key in lists.GIVEN or word.key in lists.SURNAMES or word.key in lists.GIVEN_OR_WORDS
            return len(word.key) > 3 and known and not self.shouted
        if word.shape != "Name":
            return False
        return word.key not in signs.NOT_PERSONS or word.key in lists.GIVEN_OR_WORDS or word.key in lists.SURNAMES

    def _judged(self, run: list[Word]) -> Span | None:
        """The place of the name in a run of words, if signs stand by it."""
        whole, run = run, self._without_others(run)
        if not run:
            return None
        start, end = run[0].start, run[-1].end
        before, after = self.text[max(0, start - signs.BEFORE) : start], self.text[end : end + signs.AFTER]
        if signs.TITLE.search(before):
            return self._most_likely(run)
        if signs.CLINICIAN.search(before):
            return None
        if signs.LABEL.search(before) and not signs.NOT_NAMED.search(before):
            return self._most_likely(run)
        is_of_another = self._is_of_another(run, whole[-1].end)
        named = self._most_likely(run)
        if named is None:
            return None
        if is_of_another and not signs.AGE.match(after):
            return None
        is_told = signs.PATIENT.search(before) or signs.AGE.match(after) or signs.LIVES.match(after)
        is_asked = signs.ASKED_OF.search(before) and signs.ASKED.match(after)
        if is_told or is_asked or self._is_known(run) or (len(run) > 1 and signs.AGE_BARE.match(after)):
            return named
        return None

    def _is_of_another(self, run: Sequence[Word], whole_end: int) -> bool:
        """Whether it is an author, an eponym or a place: by what stands by it, or because the documents know it."""
        start, end = run[0].start, run[-1].end
        if len(run) == 1 and run[0].key in lists.GIVEN and signs.OWN.match(self.text[end : end + signs.AFTER]):
            return False
        if signs.AUTHOR_BEFORE.search(self.text[max(0, start - signs.BEFORE) : start]):
            return True
        if any(signs.AUTHOR_AFTER.match(self.text[place : place + signs.AFTER]) for place in {end, whole_end}):
            return True
        between = re.compile(r"[ -]|, ").match(self.text, end)
        after = _WORD.match(self.text, between.end()) if between else None
        if after is None or not after[0][:1].isupper() or len(after[0]) < 3 or after[0].isupper():
            return False
        key = folded(after[0].removesuffix("'s"))
        return key in lists.OF_DOCUMENTS or key in signs.NOT_PERSONS

    def _without_others(self, run: list[Word]) -> list[Word]:
        """The run without ordinary words at its ends: "Will John", "Does Anna"."""
        while run and (self._is_ordinary(run[0]) and not self._holds_up(run)):
            run = run[1:]
        while run and (run[-1].shape == "small" or (len(run) > 1 and self._ends_before(run[-1]))):
            run = run[:-1]
        return run

    def _ends_before(self, word: Word) -> bool:
        return self._is_ordinary(word) and word.key not in lists.SURNAMES and word.key not in lists.GIVEN_OR_WORDS

    def _holds_up(self, run: list[Word]) -> bool:
        """Whether a word that is also an ordinary one begins a name: "Grace Okafor", "Mr Young"."""
        first = run[0]
        before = self.text[max(0, first.start - signs.BEFORE) : first.start]
        if signs.TITLE.search(before):
            return True
        if first.key not in lists.GIVEN_OR_WORDS and first.key not in lists.SURNAMES:
            return False
        if first.key in _NEVER_FIRST:
            return False
        if first.key in _MODALS and len(run) > 1 and run[1].key in lists.GIVEN:
            return False
        return len(run) > 1 or self._has_sign(first)

    def _has_sign(self, word: Word) -> bool:
        before = self.text[max(0, word.start - signs.BEFORE) : word.start]
        after = self.text[word.end : word.end + signs.AFTER]
        return bool(signs.PATIENT.search(before) or signs.LABEL.search(before) or signs.AGE.match(after) or signs.LIVES.match(after))

    def _is_ordinary(self, word: Word) -> bool:
        key = word.key
        if word.shape == "initial":
            return False
        if key in lists.GIVEN:
            return False
        if key in lists.ORDINARY or key in lists.OF_DOCUMENTS or key in signs.NOT_PERSONS:
            return True
        if "-" in key:
            return all(part in lists.ORDINARY for part in key.split("-"))
        return bool(signs.DRUG.match(key)) and key not in lists.SURNAMES and key not in lists.GIVEN_OR_WORDS

    def _most_likely(self, run: Sequence[Word]) -> Span | None:
        """The run, if it is not made of initials alone."""
        if all(word.shape == "initial" for word in run):
            return None
        return run[0].start, run[-1].end

    def _is_known(self, run: Sequence[Word]) -> bool:
        """Whether the lists know it for a name and nothing else."""
        first, last = run[0], run[-1]
        if any(_part_in(word.key, lists.GIVEN) for word in run):
            return True
        if len(run) == 1:
            return False
        surname = last.key in lists.SURNAMES or signs.looks_like_surname(last.text, last.key)
        if first.shape == "initial":
            return surname and "." in self.text[first.end : last.start]
        if first.key in lists.GIVEN_OR_WORDS:
            return surname or last.key not in lists.ORDINARY
        if first.key in lists.SURNAMES and last.key in lists.GIVEN_OR_WORDS:
            return True
        return surname and first.shape == "Name" and not self._is_ordinary(first)

    def _written_small(self) -> Iterator[Span]:
        """Names in notes without capitals, or of capitals alone: there only the lists and strong signs tell."""
        shapes = {"small", "CAPITALS"} if self.shouted else {"small"}
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if word.shape in shapes and (span := self._small(at, shapes)):
                yield span
                while at < len(self.words) and self.words[at].start < span[1]:
                    at += 1
            else:
                at += 1

    def _small(self, at: int, shapes: set[str]) -> Span | None:
        word = self.words[at]
        known = word.key in lists.GIVEN
        if not known and (len(word.key) < 2 or word.key in signs.NOT_PERSONS):
            return None
        titled = self._titled_small(at)
        if not (known or titled or word.key in lists.GIVEN_OR_WORDS or word.key in lists.SURNAMES) and word.key in lists.ORDINARY:
            return None
        last = self._surname_after(at, shapes)
        start, end = word.start, last.end
        before, after = self.text[max(0, start - signs.BEFORE) : start], self.text[end : end + signs.AFTER]
        if signs.CLINICIAN.search(before) or signs.AUTHOR_AFTER.match(after) or signs.AUTHOR_BEFORE.search(before):
            return (start, end) if titled and not signs.CLINICIAN.search(before) else None
        if titled:
            return start, end
        if known:
            sure = len(word.key) > 3 or last is not word
            return (start, end) if sure or signs.AGE.match(after) or signs.PATIENT_SMALL.search(before) else None
        nameable = word.key not in lists.ORDINARY and not signs.DRUG.match(word.key) and word.key not in lists.OF_DOCUMENTS
        listed = word.key in lists.GIVEN_OR_WORDS or word.key in lists.SURNAMES
        if signs.LABEL_SMALL.search(before) and (nameable or listed):
            return start, end
        aged = bool(signs.AGE.match(after))
        if aged and signs.PATIENT_SMALL.search(before) and (nameable or listed):
            return start, end
        if aged and listed and last is not word:
            return start, end
        return None

    def _titled_small(self, at: int) -> bool:
        word = self.words[at]
        before = self.text[max(0, word.start - 8) : word.start]
        if not (signs.TITLE_SMALL.search(before) or (self.shouted and signs.TITLE_SMALL.search(before.lower()))):
            return False
        listed = word.key in lists.SURNAMES or word.key in lists.GIVEN or word.key in lists.GIVEN_OR_WORDS
        return listed or word.key not in lists.ORDINARY

    def _surname_after(self, at: int, shapes: set[str]) -> Word:
        """The last word of the name that begins here."""
        last = self.words[at]
        for word in self.words[at + 1 : at + 4]:
            if word.shape not in shapes or self.text[last.end : word.start] != " ":
                break
            key = word.key
            if key in signs.NOT_PERSONS or len(key) < 2:
                break
            sure = key in lists.SURNAMES and key not in lists.ORDINARY
            fits = key not in lists.ORDINARY and key not in lists.OF_DOCUMENTS and not signs.DRUG.match(key)
            aged = key in lists.SURNAMES and signs.AGE.match(self.text[word.end : word.end + signs.AFTER])
            if not (sure or aged or (fits and key.isalpha() and len(key) > 2)):
                break
            last = word
        return last

    def _again(self, found: Sequence[Span]) -> Iterator[Span]:
        """Words of a name found, wherever they stand once more."""
        taken = _inside(self.words, found)
        named = {word.key for word in taken}
        named = {key for key in named if len(key) > 2 and key not in lists.ORDINARY and key not in signs.PARTICLES}
        starts = {word.start for word in taken}
        for word in self.words if named else ():
            if word.key in named and word.start not in starts and word.shape in ("Name", "CAPITALS"):
                after = self.text[word.end : word.end + signs.AFTER]
                before = self.text[max(0, word.start - signs.BEFORE) : word.start]
                if not (
                    signs.AUTHOR_AFTER.match(after)
                    or signs.CLINICIAN.search(before)
                    or signs.AUTHOR_BEFORE.search(before)
                ):
                    yield word.start, word.end


def _inside(words: Sequence[Word], spans: Sequence[Span]) -> list[Word]:
    """The words that stand in these places."""
    places = iter(sorted(spans))
    start, end = next(places, (0, 0))
    inside = []
    for word in words:
        while word.start >= end and (following := next(places, None)):
            start, end = following
        if start <= word.start < end:
            inside.append(word)
    return inside


def _part_in(key: str, names: frozenset[str]) -> bool:
    return key in names or ("-" in key and key.partition("-")[0] in names)


_SURNAMES_HAN = "李王张张陈刘杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤張陳劉楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧鍾譚陸範賈韋鄒邱龍陶賀顧龔邵萬錢嚴佐鈴高田渡伊山中小加吉佐木村林清斎池橋"
_SURNAMES_HANGUL = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진"
_HAN = re.compile(r"[\u3400-\u9fff]{2,40}")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,20}")
_SCRIPT = re.compile(r"[\u0370-\u1fff]{2,30}(?:[ -][\u0370-\u1fff]{2,30}){0,3}|[\u3040-\u30ff]{2,20}(?:[ ・][\u3040-\u30ff]{2,20})?")
_TOLD_FIRST = re.compile(r"(?:患者|病人|환자|пациент(?:ка)?|المريضة?|مريض|रोगी|मरीज)\s?:?\s?(?=.)")
_TOLD = re.compile(r"(?:患者|病人|さん|様|환자|пациент(?:ка)?|المريضة?|مريض|रोगी|मरीज)\s?:?\s?\Z")


def other_scripts(text: str) -> Iterator[Span]:
    """Names not in Latin letters: short words of another script in an English text, by a sign or by their surname."""
    if text.isascii() or max(text) < "\u0370":
        return
    foreign = sum(sign > "\u0370" and sign.isalpha() for sign in text)
    if foreign * 3 > 2 * sum(sign.isalpha() for sign in text):
        return  # not an English text
    for pattern, surnames, longest in ((_HAN, _SURNAMES_HAN, 4), (_HANGUL, _SURNAMES_HANGUL, 4), (_SCRIPT, "", 60)):
        for found in pattern.finditer(text):
            start, end = found.span()
            if told := _TOLD_FIRST.match(found[0]):
                start = start + told.end()
            before, after = text[max(0, start - signs.BEFORE) : start], text[end : end + signs.AFTER]
            is_told = bool(told) or signs.PATIENT.search(before) or signs.LABEL.search(before) or signs.TITLE.search(before) or _TOLD.search(before)
            is_told = is_told or signs.AGE.match(after) or signs.LIVES.match(after)
            by_surname = end - start <= longest and found[0][:1] in surnames and len(surnames) > 0
            if (is_told or by_surname) and end - start <= max(longest, 6):
                yield start, end

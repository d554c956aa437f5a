"""How far two words are apart, in edits."""

from functools import lru_cache


def distance(one: str, two: str, limit: int) -> int:
    """Edits from one word to the other, two letters that changed places counting as one; above the limit, limit + 1.

    >>> distance("clozapine", "clozpaine", 2), distance("clozapine", "olanzapine", 2)
    (1, 3)
    """
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(two, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


@lru_cache(maxsize=8192)
def _letters(word: str) -> int:
    """The letters of a word as bits, whatever their order."""
    return sum(1 << (ord(letter) - ord("a")) for letter in set(word) if "a" <= letter <= "z")


def alike(word: str, name: str, limit: int) -> bool:
    """Whether the letters differ by no more than that many edits can make: far quicker than counting edits."""
    one, two = _letters(word), _letters(name)
    return (one & ~two).bit_count() <= limit and (two & ~one).bit_count() <= limit

"""Many short texts, and all places in them where a pattern fits. The only file here that knows numpy.

Nothing is cut into words: each text is its characters, and for each character it is known where it stands. The
rarest part of a pattern says where to look, the other parts which of these places stay. A place says its text, and its
text the item; items stand in the order of their rank, so the first of them are the best.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Self

import numpy as np
from numpy.typing import NDArray

from kiosk.catalogue.spelling import Pattern

Mask = NDArray[np.bool_]
"""For each item whether it is one."""
_ROOM = 48
"""Zeros before and behind all texts: no pattern that starts in a text leaves the array."""
_KEPT = 2000
"""Parts of patterns that are remembered: all syllables and their beginnings, and some more."""


class Texts:
    """Short texts that belong to items.

    Args:
        alphabet: every character that is in them; may have others.
        codes: the texts one after the other, each character as its place in the alphabet plus one, 0 between texts.
        owners: the item of each text.
        items: how many items there are, those without a text too.
    """

    def __init__(self, alphabet: str, codes: NDArray[np.uint16], owners: NDArray[np.int32], items: int) -> None:
        self._codes, self._owners = codes, owners
        self._items = items
        self._code = {character: code for code, character in enumerate(alphabet, 1)}
        self._size = len(alphabet) + 1
        begins = np.zeros(len(codes), np.bool_)
        begins[_ROOM:] = codes[_ROOM - 1 : -1] == 0
        number = np.cumsum(begins, dtype=np.int32) - 1
        self._owner_at = owners[np.clip(number, 0, len(owners) - 1)] if len(owners) else number
        self._order = np.argsort(codes, kind="stable").astype(np.int32)
        self._bounds = np.concatenate(([0], np.cumsum(np.bincount(codes, minlength=self._size))))
        self._known: dict[str, tuple[NDArray[np.intp], Mask, int]] = {}

    @classmethod
    def of(cls, alphabet: str, texts: Iterable[tuple[int, str]], items: int) -> Self:
        """Texts with the item of each; every character must be in the alphabet."""
        table = {ord(character): code for code, character in enumerate(alphabet, 1)}
        owners: list[int] = []
        codes: list[int] = []
        for owner, text in texts:
            owners.append(owner)
            codes.extend(table[ord(character)] for character in text)
            codes.append(0)
        room = np.zeros(_ROOM, np.uint16)
        whole = np.concatenate((room, np.array(codes, np.uint16), room))
        return cls(alphabet, whole, np.array(owners, np.int32), items)

    @classmethod
    def unpacked(cls, alphabet: str, codes: bytes, owners: bytes, items: int) -> Self:
        """Texts as they were packed."""
        return cls(alphabet, np.frombuffer(codes, "<u2"), np.frombuffer(owners, "<i4"), items)

    def packed(self) -> tuple[bytes, bytes]:
        """The codes and the owners, to be kept."""
        return self._codes.astype("<u2").tobytes(), self._owners.astype("<i4").tobytes()

    def sift(self, patterns: Collection[Pattern]) -> Iterator[Mask]:
        """The items of which a text is a pattern, then those of which one begins so, then those that have it in one."""
        found = [(self._places(pattern), len(pattern)) for pattern in patterns]
        heads = [(places.compress(self._codes.take(places - 1, mode="clip") == 0), size) for places, size in found]
        whole = [places[self._codes[places + size] == 0] for places, size in heads]
        yield self._owning(whole)
        yield self._owning([places for places, _ in heads])
        yield self._owning([places for places, _ in found])

    def holding(self, patterns: Collection[Pattern]) -> Mask:
        """The items that have a pattern in a text of theirs."""
        return self._owning([self._places(pattern) for pattern in patterns])

    def _owning(self, several: list[NDArray[np.int32]]) -> Mask:
        mask = self.none()
        for places in several:
            mask[self._owner_at.take(places, mode="clip")] = True  # as it is quicker than to be asked for an error
        return mask

    def none(self) -> Mask:
        """No item."""
        return np.zeros(self._items, np.bool_)

    def _places(self, pattern: Pattern) -> NDArray[np.int32]:
        """Where a pattern begins to fit, in no order."""
        if len(pattern) >= _ROOM or not len(self._owners):
            return self._order[:0]
        parts = [self._part(part) for part in pattern]
        nearest, *others = sorted(range(len(parts)), key=lambda n: parts[n][2])
        codes, _, count = parts[nearest]
        if not count:
            return self._order[:0]
        places = np.concatenate([self._order[self._bounds[code] : self._bounds[code + 1]] for code in codes]) - nearest
        for other in others:
            there = self._codes.take(places + other, mode="clip")
            places = places.compress(parts[other][1].take(there, mode="clip"))
        return places

    def _part(self, part: str) -> tuple[NDArray[np.intp], Mask, int]:
        """The codes of a part of a pattern, which codes are among them, and how many places they have."""
        if part not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            codes = np.array([code for character in part if (code := self._code.get(character))], np.intp)
            among = np.zeros(self._size, np.bool_)
            among[codes] = True
            self._known[part] = codes, among, int((self._bounds[codes + 1] - self._bounds[codes]).sum())
        return self._known[part]


def best(mask: Mask, most: int) -> list[int]:
    """The first items of a mask."""
    return [int(item) for item in np.flatnonzero(mask)[:most]]


def fullest(masks: Iterable[Mask], least: int, most: int) -> list[int]:
    """The items that are in most of the masks, at least in so many; half as good as the best is no longer good."""
    score = np.sum(list(masks), axis=0, dtype=np.int16)
    top = int(score.max(initial=0))
    found: list[int] = []
    for points in range(top, max(least, top // 2 + 1) - 1, -1):
        found += best(score == points, most - len(found))
    return found

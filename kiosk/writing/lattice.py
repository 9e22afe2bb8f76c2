"""Where the words of a row of letters may begin and end. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kiosk.catalogue.spelling import southern
from kiosk.writing.words import Group, Words

LONGEST_SHORT = 4
"""Characters of the longest word that is looked for by first letters."""
FUZZY, UNFINISHED, FIRST = 60, 35, 40
"""What it costs to suppose a syllable said as in the south, not typed to its end, or typed by its first letter."""

_OTHERWISE = {"lue": "lve", "nue": "nve"}


class Span(NamedTuple):
    """Words that may stand for the letters up to `end`."""

    end: int
    cost: int
    group: Group


class Syllables:
    """How letters are cut.

    Args:
        known: every syllable, without tones and with v for ü.
    """

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        begun: defaultdict[str, list[str]] = defaultdict(list)
        for syllable in sorted(known):
            for end in range(1, len(syllable) + 1):
                begun[syllable[:end]].append(syllable)
        self.begun: Mapping[str, list[str]] = dict(begun)
        self.most = max(map(len, known))
        self.sound = {part: southern(part) for part in begun}  # and no cache that would know what was typed last
        letters = {syllable[0] for syllable in known} - set("aeo")
        self.firsts = {"zh", "ch", "sh"} | letters

    def whole(self, letters: str, start: int) -> Iterator[int]:
        """Where the syllables that begin here may end, long ones first."""
        for end in range(min(start + self.most, len(letters)), start, -1):
            part = letters[start:end]
            if part in self.known or part in _OTHERWISE:
                yield end

    def first(self, letters: str, start: int) -> Iterator[int]:
        """Where the first letters of a syllable that begin here may end."""
        for end in (start + 2, start + 1):
            if end <= len(letters) and letters[start:end] in self.firsts:
                yield end

    def rests(self, letters: str) -> list[bool]:
        """Of each place, whether what follows can be cut into syllables, the last perhaps unfinished."""
        good = [letters[place:] in self.begun for place in range(len(letters))] + [True]
        for place in range(len(letters) - 1, -1, -1):
            good[place] = good[place] or any(good[end] for end in self.whole(letters, place))
        return good


class Lattice:
    """Finds the words that may stand at a place of what was typed."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.syllables = Syllables(words.syllables)

    def spans(self, letters: str, start: int, rests: list[bool]) -> Iterator[Span]:
        """Words spelt in full, the last syllable perhaps unfinished at the end of all."""

        def on(place: int, typed: list[str], sounds: list[str]) -> Iterator[Span]:
            for end in self.syllables.whole(letters, place):
                if not rests[end]:
                    continue
                part = _OTHERWISE.get(letters[place:end], letters[place:end])
                sounds.append(self.syllables.sound[part])
                typed.append(part)
                for group in self._words.sounding(sounds):
                    yield Span(end, FUZZY * _others(group.reading, typed), group)
                if end < len(letters) and self._words.goes_on(sounds):
                    yield from on(end, typed, sounds)
                typed.pop()
                sounds.pop()
            yield from self._unfinished(letters[place:], len(letters), typed, sounds)

        return on(start, [], [])

    def _unfinished(self, begun: str, end: int, typed: list[str], sounds: list[str]) -> Iterator[Span]:
        for sound in dict.fromkeys(self.syllables.sound[syllable] for syllable in self.syllables.begun.get(begun, ())):
            for group in self._words.sounding([*sounds, sound]):
                last = group.reading[-1]
                if last.startswith(begun) and last != begun:
                    yield Span(end, UNFINISHED + FUZZY * _others(group.reading, typed), group)

    def short(self, letters: str, start: int) -> Iterator[Span]:
        """Words some of whose syllables are typed by a first letter: all of them, or at a later place the likeliest."""

        def on(place: int, parts: list[str], key: str, firsts: int) -> Iterator[Span]:
            for end, first in self._edges(letters, place):
                part = _OTHERWISE.get(letters[place:end], letters[place:end])
                parts.append(part)
                longer = key + self.syllables.sound[part][0]
                if firsts + first:
                    for group in self._words.beginning(longer):
                        if _fits(group.reading, parts, self.syllables.known):
                            yield Span(end, FIRST * (firsts + first), group)
                            if start:
                                break
                if len(parts) < LONGEST_SHORT and end < len(letters) and self._words.begins(longer):
                    yield from on(end, parts, longer, firsts + first)
                parts.pop()

        return on(start, [], "", 0)

    def _edges(self, letters: str, place: int) -> Iterator[tuple[int, bool]]:
        for end in self.syllables.whole(letters, place):
            yield end, False
            break
        for end in self.syllables.first(letters, place):
            yield end, True


def _others(reading: tuple[str, ...], typed: list[str]) -> int:
    """How many of the syllables are not what was typed."""
    return sum(one != other for one, other in zip(reading, typed, strict=False))


def _fits(reading: tuple[str, ...], parts: list[str], known: frozenset[str]) -> bool:
    return all(
        syllable == part or (part not in known and syllable.startswith(part))
        for syllable, part in zip(reading, parts, strict=True)
    )

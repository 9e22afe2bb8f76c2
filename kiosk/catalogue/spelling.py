"""Pinyin as people type it: whole, begun, by its first letters, as the south speaks it, or with one letter wrong. Pure.

What was typed becomes patterns. A pattern says for each place in turn which characters fit there: of `juzhu` the first
is all that is read *ju*, the second all that is read *zhu*. So one way of matching does for characters and letters.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice, product

from kiosk.catalogue.letters import is_latin

Pattern = tuple[str, ...]
Way = Callable[[str], Iterator[Pattern]]
"""How a run of letters is understood."""

LONGEST = 6
"""Letters of the longest syllable, such as zhuang."""
READINGS = 4
"""How many ways to cut one run of letters into syllables are looked at."""
SURE = 4
"""Letters from which on one may be wrong: fewer fit nearly everything then."""


class Spelling:
    """How the characters of a catalogue are typed.

    Args:
        readings: the syllables, without tones and with v for ü, that each character is read as.
    """

    def __init__(self, readings: Mapping[str, Collection[str]]) -> None:
        whole, begun, south, south_begun = (defaultdict[str, set[str]](set) for _ in range(4))
        for character, syllables in readings.items():
            for syllable in {spelt for one in syllables for spelt in (one, one.replace("v", "u"))}:
                whole[syllable].add(character)
                south[southern(syllable)].add(character)
                for end in range(1, len(syllable) + 1):
                    begun[syllable[:end]].add(character)
                    south_begun[southern(syllable[:end])].add(character)
        for character in readings:
            begun[character].add(character)  # a letter that stands in a name itself
        self._readings = readings
        self._whole, self._begun = _joined(whole), _joined(begun)
        self._south, self._south_begun = _joined(south), _joined(south_begun)
        self._near, self._near_begun = _without_one(self._whole), _without_one(self._begun)

    @property
    def spelt(self) -> tuple[Way, ...]:
        """The ways in which letters are syllables, the likeliest first."""
        return self.whole, self.begun, self.southern

    @property
    def short(self) -> tuple[Way, ...]:
        """The ways in which letters stand for characters."""
        return self.initials, self.mixed

    def patterns(self, runs: list[str], way: Way, most: int = READINGS) -> list[Pattern]:
        """The patterns of a word's runs, letters understood in one way."""
        each = [list(islice(way(run), most)) if is_latin(run) else [(run,)] for run in runs]
        return [tuple(part for parts in whole for part in parts) for whole in islice(product(*each), most)]

    def alike(self, runs: list[str]) -> list[Pattern]:
        """The pattern of characters that sound like those of a word."""
        if any(is_latin(run) for run in runs):
            return []
        return [tuple("".join(self._whole[s] for s in self._readings.get(run, ())) or run for run in runs)]

    def whole(self, run: str) -> Iterator[Pattern]:
        """Whole syllables."""
        return _cut(run, lambda part, _last: self._whole.get(part))

    def begun(self, run: str) -> Iterator[Pattern]:
        """Whole syllables, the last of them perhaps not typed to its end."""
        return _cut(run, lambda part, last: (self._begun if last else self._whole).get(part))

    def southern(self, run: str) -> Iterator[Pattern]:
        """The same, as the south speaks."""
        return _cut(run, self._as_in_the_south)

    def initials(self, run: str) -> Iterator[Pattern]:
        """The first letter of each character."""
        if all(letter in self._begun for letter in run):
            yield tuple(self._begun[letter] for letter in run)

    def mixed(self, run: str) -> Iterator[Pattern]:
        """Syllables and first letters in turn."""

        def fits(part: str, last: bool) -> str | None:  # noqa: FBT001 - what a cut asks
            first = last or len(part) == 1 or part in {"zh", "ch", "sh"}
            return (self._begun if first else self._whole).get(part)

        return _cut(run, fits)

    def mistyped(self, run: str) -> Iterator[Pattern]:
        """Syllables with one letter wrong, missing, too many, or changed with its neighbour."""
        if len(run) < SURE:
            return
        for start in range(len(run)):
            before = [()] if not start else list(islice(_cut(run[:start], self._inside), 1))
            for end in range(start + 1, min(start + LONGEST + 1, len(run)) + 1):
                after = [()] if end == len(run) else list(islice(_cut(run[end:], self._as_in_the_south), 1))
                if before and after and (meant := self._meant(run[start:end], last=end == len(run))):
                    yield (*before[0], meant, *after[0])
        for place in range(1, len(run)):  # changed over the border of two syllables
            swapped = run[: place - 1] + run[place] + run[place - 1] + run[place + 1 :]
            yield from islice(_cut(swapped, self._as_in_the_south), 1)

    def _as_in_the_south(self, part: str, last: bool) -> str | None:  # noqa: FBT001 - what a cut asks
        return (self._south_begun if last else self._south).get(southern(part))

    def _inside(self, part: str, _last: bool) -> str | None:  # noqa: FBT001 - what a cut asks
        return self._south.get(southern(part))

    def _meant(self, part: str, *, last: bool) -> str:
        """All characters that are read as something one letter away."""
        near, fitting = (self._near_begun, self._south_begun) if last else (self._near, self._south)
        keys = {key for short in _shorter(part) for key in near.get(short, ()) if one_apart(part, key)}
        return "".join(sorted({c for sound in {southern(key) for key in keys} for c in fitting.get(sound, "")}))


@lru_cache(4096)
def southern(syllable: str) -> str:
    """A syllable as it sounds where zh is z, n is l, f is h and ng is n."""
    if syllable[:2] in {"zh", "ch", "sh"}:
        syllable = syllable[0] + syllable[2:]
    first = {"n": "l", "f": "h"}.get(syllable[:1], syllable[:1])
    rest = syllable[1:]
    if first == "h" and rest in {"ui", "un"}:
        rest = "e" + rest[1:]  # hui is fei
    elif first == "h" and rest[:1] == "u" and rest[1:2] in {"a", "o"}:
        rest = rest[1:]  # hua is fa
    return first + rest.removesuffix("g") if rest.endswith("ng") else first + rest


def one_apart(one: str, other: str) -> bool:
    """Whether a single wrong, missing, added or swapped letter makes one of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
    differ = [n for n in range(len(one)) if one[n] != other[n]]
    if len(differ) == 1:
        return True
    first, last = differ[0], differ[-1]
    return len(differ) == last - first + 1 == 2 and one[first] == other[last] and one[last] == other[first]  # noqa: PLR2004 - a pair


def _cut(run: str, fits: Callable[[str, bool], str | None]) -> Iterator[Pattern]:
    """Cut letters into parts that fit, long ones first."""
    dead: set[int] = set()

    def on(start: int) -> Iterator[Pattern]:
        if start in dead:
            return
        alive = False
        for end in range(min(start + LONGEST, len(run)), start, -1):
            found = fits(run[start:end], end == len(run))
            if not found:
                continue
            for rest in on(end) if end < len(run) else [()]:
                alive = True
                yield (found, *rest)
        if not alive:
            dead.add(start)

    return on(0)


def _joined(sets: Mapping[str, set[str]]) -> dict[str, str]:
    return {key: "".join(sorted(characters)) for key, characters in sets.items()}


def _shorter(part: str) -> set[str]:
    """A part as it is, and with each of its letters left out."""
    return {part} | {part[:n] + part[n + 1 :] for n in range(len(part))}


def _without_one(keys: Collection[str]) -> dict[str, set[str]]:
    """What to look up, by what is left of it when up to one letter is left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        if is_latin(key):
            for short in _shorter(key):
                found[short].add(key)
    return dict(found)

"""What was typed -> the items that are meant by their names, the best first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from kiosk.catalogue.hit import Why
from kiosk.catalogue.letters import is_latin, words
from kiosk.catalogue.spelling import LONGEST, Pattern, Spelling, Way
from kiosk.catalogue.texts import Mask, Texts, best, fullest

MOST = 50
"""Items that a search finds unless it is asked for fewer: several screens full."""

MISTYPED = 40
"""Patterns of a mistyped word that are looked for."""


Parts = tuple[tuple[Pattern, ...], ...]
"""What fits a name: for each part the patterns of which one does."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item that a search found.

    Attributes:
        item: its place in the catalogue.
        why: where it has what was typed.
        parts: what fits there.
    """

    item: int
    why: Why
    parts: Parts = ()


Step = tuple[Why, Parts, Mask]
"""One way of being meant, and the items that are."""


class Search:
    """Finds items by their names.

    Args:
        names: the Chinese name of each item.
        english: the English names of those that have one.
        others: names in everyday words.
        spelling: how the characters of all of these are typed.
    """

    def __init__(self, names: Texts, english: Texts, others: Texts, spelling: Spelling) -> None:
        self._names, self._english, self._others, self._spelling = names, english, others, spelling

    def certain(self, typed: str, most: int) -> dict[int, Found]:
        """The items that have what was typed, each by the first of its ways to be found.

        The order is: the whole name, its beginning, somewhere in it; then all words anywhere; English; everyday words;
        and last the same for letters that stand for whole characters. Among equals the best in rank comes first.
        """
        query = words(typed)
        return _first(self._certain(query), most) if query else {}

    def similar(self, typed: str, most: int) -> dict[int, Found]:
        """The items that have something like what was typed: what sounds like it, one letter wrong, or pieces of it."""
        phrase = [run for word in words(typed) for run in word]
        if not phrase:
            return {}
        spelling = self._spelling
        mistyped = spelling.patterns(_joined(phrase), spelling.mistyped, most=MISTYPED)
        for patterns in (spelling.alike(phrase), mistyped):
            steps = chain(*(_sifted(Why.SIMILAR, texts, patterns) for texts in (self._names, self._others)))
            if found := _first(steps, most):
                return found
        return self._pieces(phrase, most)

    def _certain(self, query: list[list[str]]) -> Iterator[Step]:
        phrase = [run for word in query for run in word]
        seen: set[Pattern] = set()
        spelt = [self._fresh(phrase, way, seen) for way in self._spelling.spelt]
        short = [self._fresh(phrase, way, seen) for way in self._spelling.short]
        literal: Pattern = tuple("".join(phrase))
        apart = query if any(not is_latin(word[0]) or len(word[0]) > LONGEST for word in query) else []  # or syllables
        for patterns in spelt:
            yield from _sifted(Why.NAME, self._names, patterns)
        yield from self._anywhere(Why.NAME, self._names, apart, (self._spelling.southern,))
        yield from _sifted(Why.ENGLISH, self._english, [literal])
        yield from self._anywhere(Why.ENGLISH, self._english, query, (_letters,))
        for patterns in spelt:
            yield from _sifted(Why.SYNONYM, self._others, patterns)
        yield from self._anywhere(Why.SYNONYM, self._others, apart, (self._spelling.southern,))
        for patterns in short:
            both = _sifted(Why.NAME, self._names, patterns), _sifted(Why.SYNONYM, self._others, patterns)
            yield from (step for pair in zip(*both, strict=True) for step in pair)
        yield from self._anywhere(Why.NAME, self._names, apart, (self._spelling.southern, self._spelling.initials))

    def _fresh(self, runs: list[str], way: Way, seen: set[Pattern]) -> list[Pattern]:
        """The patterns of a way to understand letters, without those that were seen."""
        fresh = [pattern for pattern in self._spelling.patterns(runs, way) if pattern not in seen]
        seen.update(fresh)
        return fresh

    def _anywhere(self, why: Why, texts: Texts, query: list[list[str]], ways: tuple[Way, ...]) -> Iterator[Step]:
        """The items that have every word of several, in any order."""
        if len(query) < 2:  # noqa: PLR2004 - several
            return
        mask = ~texts.none()
        parts = []
        for word in query:
            seen: set[Pattern] = set()
            patterns = [pattern for way in ways for pattern in self._fresh(word, way, seen)]
            mask &= texts.holding(patterns)
            if not mask.any():
                return
            parts.append(tuple(patterns))
        yield why, tuple(parts), mask

    def _pieces(self, phrase: list[str], most: int) -> dict[int, Found]:
        """The items that have most of the pairs of neighbours in it; of letters two, since one is soon there."""
        patterns = self._spelling.patterns(phrase, self._spelling.southern)[:1]
        pairs: list[Pattern] = list(dict.fromkeys(pair for pattern in patterns for pair in pairwise(pattern)))
        if not pairs:
            return {}
        masks = [self._names.holding([pair]) | self._others.holding([pair]) for pair in pairs]
        least = 2 if any(run.isascii() for run in phrase) else 1
        parts = tuple((pair,) for pair in pairs)
        return {item: Found(item, Why.SIMILAR, parts) for item in fullest(masks, least, most)}


def _sifted(why: Why, texts: Texts, patterns: list[Pattern]) -> Iterator[Step]:
    """The items of which a text is a pattern, then those that begin with one, then those that have one."""
    if patterns:
        yield from ((why, (tuple(patterns),), mask) for mask in texts.sift(patterns))


def _letters(run: str) -> Iterator[Pattern]:
    """Letters that are meant as they are."""
    yield tuple(run)


def _joined(phrase: list[str]) -> list[str]:
    """A phrase in which letters that follow each other are one run, whatever stood between them."""
    runs: list[str] = []
    for run in phrase:
        if runs and is_latin(run) and is_latin(runs[-1]):
            runs[-1] += run
        else:
            runs.append(run)
    return runs


def _first(steps: Iterator[Step], most: int) -> dict[int, Found]:
    """The first items of the first steps, as many as are wanted."""
    found: dict[int, Found] = {}
    for why, parts, mask in steps:
        if len(found) >= most:
            break
        for item in best(mask, most):
            if item not in found and len(found) < most:
                found[item] = Found(item, why, parts)
    return found

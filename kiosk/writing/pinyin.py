"""What somebody means who types Pinyin: words and sentences, the likeliest first. Pure."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from kiosk.writing.lattice import Lattice, Span
from kiosk.writing.words import Words

MOST = 120
"""Candidates offered at most."""


class Candidate(NamedTuple):
    """Something to choose, and how many of the letters it stands for."""

    text: str
    letters: int


class Pinyin:
    """Turns letters a to z into candidates; it knows words, and nothing of what was chosen before.

    Args:
        words: what can be written.
    """

    def __init__(self, words: Words) -> None:
        self._lattice = Lattice(words)

    def candidates(self, letters: str) -> list[Candidate]:
        """What the letters may stand for: all of them first, then the beginning. Empty if they stand for nothing."""
        spans = self._spans(letters)
        found: dict[str, Candidate] = {}
        for candidate in chain(_sentence(spans), _beginnings(spans)):
            found.setdefault(candidate.text, candidate)
        return list(found.values())[:MOST]

    def _spans(self, letters: str) -> list[list[Span]]:
        """The words that may begin at each place."""
        rests = self._lattice.syllables.rests(letters)
        spelt = all(rests[:1])
        if not spelt:
            rests = [True] * len(rests)
        spans = [list(self._lattice.spans(letters, n, rests)) if rests[n] else [] for n in range(len(letters))]
        if spelt and set(letters) & set("aeiouv"):
            return spans
        return [here + list(self._lattice.short(letters, place)) for place, here in enumerate(spans)]


def _sentence(spans: list[list[Span]]) -> Iterator[Candidate]:
    """The likeliest words for all letters, if there are words for all."""
    best: list[tuple[int, str] | None] = [(0, "")] + [None] * len(spans)
    for before, here in zip(best, spans, strict=False):  # what is best at a place is known when it is come to
        if before is None:
            continue
        for span in here:
            word, cost = next(span.group.words())
            total = before[0] + cost + span.cost
            known = best[span.end]
            if known is None or total < known[0]:
                best[span.end] = total, before[1] + word
    if spans and (whole := best[-1]):
        yield Candidate(whole[1], len(spans))


def _beginnings(spans: list[list[Span]]) -> list[Candidate]:
    """Every word that the letters may begin with, long ones first, of these the likeliest."""
    found = [(-span.end, cost + span.cost, word) for span in chain(*spans[:1]) for word, cost in span.group.words(MOST)]
    return [Candidate(word, -end) for end, _, word in sorted(found)]

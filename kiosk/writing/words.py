"""The words that can be written, how they are read and how likely they are; see NOTICE for whose they are."""

import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("words.txt.xz")
"""Made by `python -m tests.kiosk.writing.make`."""

_WORD = re.compile(r"(\D+?)(\d+),?")


class Group(NamedTuple):
    """Words that are read alike, the likeliest first."""

    reading: tuple[str, ...]
    written: str

    def words(self, most: int | None = None) -> Iterator[tuple[str, int]]:
        """Each word with its cost: ten times -log of how likely it is."""
        for number, found in enumerate(_WORD.finditer(self.written)):
            if number == most:
                return
            yield found[1], int(found[2])


class Words:
    """All words, by how they sound and by their first letters; a few megabytes of text that is searched as it is.

    Args:
        text: of the file: syllables, lines by sound, lines by first letters.
    """

    def __init__(self, text: str) -> None:
        syllables, sounds, firsts = text.split("\n\n")
        self.syllables = frozenset(syllables.split())
        self._sounds = _sections(sounds, " ")
        self._firsts = _sections(firsts, "")

    @classmethod
    def load(cls) -> "Words":
        """Read the words that come with the program; it takes a tenth of a second, most of it without Python's lock."""
        return cls(lzma.decompress(FILE.read_bytes()).decode())

    def sounding(self, sounds: list[str]) -> Iterator[Group]:
        """Words whose syllables sound so in the south, see `southern`."""
        return _groups(self._sounds.get(sounds[0], ""), " ".join(sounds))

    def goes_on(self, sounds: list[str]) -> bool:
        """Whether there are longer words that begin with these sounds."""
        return f"\n{' '.join(sounds)} " in self._sounds.get(sounds[0], "")

    def begins(self, letters: str) -> bool:
        """Whether there are words, of so many syllables or more, that begin with these letters."""
        return f"\n{letters}" in self._firsts.get(letters[:1], "")

    def beginning(self, letters: str) -> Iterator[Group]:
        """Words whose syllables begin with these letters, n as l and f as h; of many only the likeliest."""
        return _groups(self._firsts.get(letters[:1], ""), letters)


def _sections(text: str, end: str) -> dict[str, str]:
    """The sorted lines by their first syllable or letter: what is searched at once is short then."""
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        key = line.partition("\t")[0]
        found.setdefault(key.split(" ")[0] if end else key[0], []).append(line)
    return {key: "\n" + "\n".join(lines) + "\n" for key, lines in found.items()}


def _groups(section: str, key: str) -> Iterator[Group]:
    start = section.find(f"\n{key}\t")
    if start < 0:
        return
    start += len(key) + 2
    for group in section[start : section.index("\n", start)].split(" "):
        reading, _, written = group.partition(":")
        yield Group(tuple(reading.split("'")), written)

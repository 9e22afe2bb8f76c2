"""How characters are read. The only file that knows pypinyin.

It is slow to read in and takes 57 MB, so only an import asks for it, and a voice once it has to speak Chinese.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

COMMON = 2
"""Phrases of the dictionary that make a second reading one that people use."""


def readings(characters: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The syllables, without tones, that people read each character as; what is not read as one is read as itself.

    Of many, such as 长, these are all that common phrases use; those of old poems only are left out.
    """
    used = _used()
    found = {}
    for character in characters:
        first = _plain(pinyin_dict.get(ord(character), "").split(",")[0])
        others = [syllable for syllable, count in used[character].most_common() if count >= COMMON]
        found[character] = tuple(dict.fromkeys(s for s in (first, *others) if s.isalpha())) or (character,)
    return found


@cache
def aloud(sentence: str) -> str:
    """The syllables of a sentence with their tones as numbers, each read as the words around it want it."""
    return " ".join(lazy_pinyin(sentence, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True))


def _used() -> dict[str, Counter[str]]:
    """How often the phrases of the dictionary read each character as what."""
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in phrases_dict.items():
        for character, (syllable, *_) in zip(phrase, syllables, strict=False):
            used[character][_plain(syllable)] += 1
    return used


def _plain(syllable: str) -> str:
    """A syllable without its tone, ü as v."""
    decomposed = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))

"""Characters as they are compared: of one width and case, without accents, spaces and marks. Pure."""

import re
import unicodedata
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_RUNS = re.compile(r"([a-z]+)[1-5]?'?|(.)")
DIAERESIS = "\u0308"
MOST = 40
"""Characters of a query that count; nobody types more."""


@lru_cache(8192)
def fold(sign: str) -> str:
    """One character as it is compared; empty where it is none that counts."""
    plain = unicodedata.normalize("NFKC", sign).lower()
    base, *accents = list(unicodedata.normalize("NFD", plain)) if plain.isalpha() else [plain]
    if base == "u" and DIAERESIS in accents:
        return "v"  # as it is typed
    return base if len(base) == 1 and base.isalnum() else ""


def squeeze(text: str) -> tuple[str, list[int]]:
    """A text's characters that count, and where each of them stands in it."""
    kept = [(folded, place) for place, sign in enumerate(text) if (folded := fold(sign))]
    return "".join(folded for folded, _ in kept), [place for _, place in kept]


def is_latin(run: str) -> bool:
    """Whether it is letters of the Latin alphabet and nothing else."""
    return run.isascii() and run.isalpha()


def words(typed: str) -> list[list[str]]:
    """What was typed as words, and each as its runs: letters of the Latin alphabet together, anything else alone.

    A figure from 1 to 5 behind two letters or more is a tone, and ends a syllable as an apostrophe does.
    """
    composed = unicodedata.normalize("NFKC", typed).replace("’", "'")
    plain = "".join(sign if sign == "'" else fold(sign) or " " for sign in unicodedata.normalize("NFC", composed))
    return [runs for word in _WORDS.findall(plain[:MOST]) if (runs := _runs(word))]


def _runs(word: str) -> list[str]:
    runs: list[str] = []
    for found in _RUNS.finditer(word):
        letters, sign = found.groups()
        if letters:
            runs.append(letters)
            tone = found[0].removeprefix(letters).rstrip("'")
            if tone and len(letters) == 1:  # such as C1
                runs.append(tone)
        elif sign != "'":
            runs.append(sign)
    return runs

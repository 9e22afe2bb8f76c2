"""Make the words that the keyboard writes: `python -m tests.kiosk.writing.make DICT`.

DICT is the dict.txt of jieba 0.42.1:

    pip download --no-deps --no-binary :all: jieba==0.42.1

From there are the words and how often they are used; from pypinyin how they are read; from the catalogue's vocabulary
and from own_words.txt what people say in a hall and its newspapers and novels do not.
"""

import lzma
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from pypinyin import lazy_pinyin

from kiosk.catalogue.pinyin import readings
from kiosk.catalogue.spelling import southern
from kiosk.writing.words import FILE

HAN = re.compile(r"[\u4e00-\u9fff]+")
OWN = Path(__file__).with_name("own_words.txt")
NAMES = "镕堃喆昇珺垚翀玥琤甯赟祎晞曌淼焜玮钰鑫彧婳媞懿瑄芃苡玘珩昀晗暄煊熠烨琲"
"""Of people, and not in GB 2312."""
ALL = 6e7
"""Uses of all words of jieba together."""
LEAST, HALL = 20, 60
"""Uses from which on a word counts; uses of a word of the catalogue."""
SHORT = 40
"""Words kept for the same first letters."""
LONGEST = 8

Reading = tuple[str, ...]
Entry = tuple[int, Reading, str]


def uses(dictionary: Path) -> Counter[str]:
    """How often each word is used."""
    found: Counter[str] = Counter()
    for line in dictionary.read_text("utf-8").splitlines():
        word, count, *_ = line.split()
        if HAN.fullmatch(word) and common(word) and (len(word) == 1 or int(count) >= LEAST) and len(word) <= LONGEST:
            found[word] = int(count)
    for row in range(0xB0, 0xF8):
        for column in range(0xA1, 0xFF):
            found.setdefault(bytes([row, column]).decode("gb2312", "ignore"), 1)
    found |= Counter(dict.fromkeys(NAMES, 1)) | Counter(dict.fromkeys(hall_words(), HALL))
    for line in OWN.read_text("utf-8").splitlines():
        word, count = line.split()
        found[word] = max(found[word], int(count))
    del found[""]
    return found


def common(word: str) -> bool:
    """Whether a word has none but the signs of GB 2312; what else jieba has is mostly text read in a wrong code."""
    return word.encode("gb2312", "ignore").decode("gb2312") == word


def hall_words() -> set[str]:
    """What stands in the names of things to do."""
    words = HAN.findall((resources.files("kiosk.catalogue") / "vocabulary.toml").read_text("utf-8"))
    return {word for word in words if 2 <= len(word) <= LONGEST}


def entries(counts: Counter[str]) -> Iterator[Entry]:
    """Each word with each of its readings and what it costs to suppose it: ten times -log of how often it is used."""
    spoken: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, count in counts.items():
        if len(word) > 1:
            reading = tuple(lazy_pinyin(word))
            for sign, syllable in zip(word, reading, strict=True):
                spoken[sign][syllable] += count
            yield cost(count), reading, word
    single = [word for word in counts if len(word) == 1]
    for sign, syllables in readings(single).items():
        whole = spoken[sign].total() or 1
        for place, syllable in enumerate(syllables):
            share = 0.7 * (place == 0) + 0.3 * spoken[sign][syllable] / whole
            if set(syllable) & set("aeiouv"):
                yield cost(counts[sign] * max(share, 0.003)), (syllable,), sign


def cost(count: float) -> int:
    return round(10 * math.log(ALL / count))


def lines(found: Iterable[tuple[str, Entry]], most: int | None = None) -> Iterator[str]:
    """One line for what has the same key: each reading with its words, the likeliest first."""
    keyed: defaultdict[str, list[Entry]] = defaultdict(list)
    for key, entry in found:
        keyed[key].append(entry)
    for key, same in sorted(keyed.items()):
        said: defaultdict[Reading, list[str]] = defaultdict(list)
        for price, reading, word in sorted(same)[:most]:
            said[reading].append(f"{word}{price}")
        yield key + "\t" + " ".join("'".join(reading) + ":" + ",".join(words) for reading, words in said.items())


def made(dictionary: Path) -> str:
    """The file: syllables, words by how they sound in the south, words by their first letters."""
    every = list(entries(uses(dictionary)))
    sound = ((" ".join(map(southern, entry[1])), entry) for entry in every)
    first = (("".join(southern(syllable)[0] for syllable in entry[1]), entry) for entry in every)
    syllables = " ".join(sorted({syllable for entry in every for syllable in entry[1]}))
    return "\n\n".join((syllables, "\n".join(lines(sound)), "\n".join(lines(first, SHORT))))


if __name__ == "__main__":
    FILE.write_bytes(lzma.compress(made(Path(sys.argv[1])).encode(), preset=9))

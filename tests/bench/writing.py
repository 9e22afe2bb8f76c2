"""A key -> candidates, and -> drawn, beside a plain table of whole words and beside the same keys in English.

python tests/bench/writing.py [--queries 300] [--runs 3]

Each text is typed letter by letter, and each letter is one measurement. The floor of the first table is a dict from a
word's letters to the words: it knows no sentences, first letters, unfinished syllables or southern sounds. The floor of
the second is the same widget while it writes letters as they are. Reading the words is timed in a process of its own.
"""

import argparse
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter, thread_time

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from rich.console import Console
from rich.table import Table

from kiosk.catalogue.spelling import southern
from kiosk.ui.writing import MOST_LETTERS
from kiosk.writing.pinyin import Pinyin
from kiosk.writing.words import Words
from tests.bench.rig import medians, quantile

GOAL_MS = 16
VIEW = ROOT / "tests" / "kiosk" / "ui" / "Typing.qml"
READ = """
import re, time
from pathlib import Path
def rss():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
from kiosk.writing.pinyin import Pinyin
from kiosk.writing.words import Words
before, began = rss(), time.perf_counter()
pinyin = Pinyin(Words.load())
took = time.perf_counter() - began
pinyin.candidates("wodeshenfenzhengdiule")
print(1000 * took, rss() - before)
"""


class Typist:
    """Types what people write: words that are used in proportion to how often they are."""

    def __init__(self, words: Words, seed: int) -> None:
        self._random = Random(seed)
        groups = [
            group
            for first in "abcdefghjklmnopqrstwxyz"
            for second in ["", *"abcdefghjklmnopqrstwxyz"]
            for group in words.beginning(southern(first) + second)
        ]
        self._readings = [group.reading for group in groups]
        self._weights = [2.718 ** (-next(group.words())[1] / 10) for group in groups]

    def kinds(self) -> dict[str, Callable[[], str]]:
        return {
            "a word": lambda: self._typed(1),
            "a sentence": lambda: self._typed(6),
            "first letters": lambda: "".join(syllable[0] for syllable in self._syllables(3)),
            "first letters, as many as wait": lambda: "".join(s[0] for s in self._syllables(MOST_LETTERS)),
            "as the south speaks": lambda: "".join(map(southern, self._syllables(3))),
            "any letters": lambda: "".join(self._random.choices("abcdefghijklmnopqrstuvwxyz", k=12)),
            "much to cut": lambda: self._random.choice(["an", "xian", "fangan", "huanga", "gengnan"]) * MOST_LETTERS,
        }

    def _syllables(self, words: int) -> list[str]:
        return [
            syllable for reading in self._random.choices(self._readings, self._weights, k=words) for syllable in reading
        ]

    def _typed(self, words: int) -> str:
        return "".join(self._syllables(words))


def keystrokes(typed: str) -> Iterator[str]:
    return (typed[:end] for end in range(1, min(len(typed), MOST_LETTERS) + 1))


def took(write: Callable[[str], object], texts: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each keystroke, and how long it computed."""
    times, computing = [], []
    for typed in (typed for text in texts for typed in keystrokes(text)):
        began, computed = perf_counter(), thread_time()
        write(typed)
        times.append(1000 * (perf_counter() - began))
        computing.append(1000 * (thread_time() - computed))
    return times, computing


def floor_of(words: Words) -> Callable[[str], object]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for first in words.syllables:
        for group in words.sounding([southern(first)]):
            table["".join(group.reading)] += [word for word, _ in group.words()]
    return lambda typed: [(word, len(typed)) for word in table.get(typed, ())]


def drawn(letters: str, runs: int) -> dict[str, list[float]]:
    """Milliseconds from a finger's leaving a key until the frame that shows what came of it."""
    from PySide6.QtCore import QEventLoop, Qt
    from PySide6.QtTest import QTest

    from kiosk.ui.show import Show, start_qt
    from kiosk.ui.stage import find, middle, play
    from kiosk.ui.writing import Pen

    application = start_qt()
    pen = Pen()
    show = Show(VIEW, [], pen=pen)
    show.open((1080, 1920))
    window = show.window
    QTest.qWaitForWindowExposed(window)
    pen.close()
    loop = QEventLoop()
    frames = []
    window.frameSwapped.connect(lambda: (frames.append(perf_counter()), loop.quit()))
    times: dict[str, list[float]] = {"Chinese": [], "English": []}
    for _ in range(runs):
        for language, found in times.items():
            pen.begin(10_000)
            if language == "English":
                pen.turn()
            for letter in letters:
                where = middle(find(window, f"key-{letter}"))
                QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
                QTest.qWait(20)
                frames.clear()
                began = perf_counter()
                QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
                if not frames:  # the release has not been drawn while it was handed over
                    loop.exec()
                found.append(1000 * (frames[0] - began))
            play(window, "tap key-clear")
    show.close()
    del application
    return times


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--queries", type=int, default=300)
    arguments.add_argument("--runs", type=int, default=3)
    options = arguments.parse_args()
    console = Console(width=110)
    reads = [
        [
            float(figure)
            for figure in subprocess.run(
                [sys.executable, "-c", READ], cwd=ROOT, check=True, capture_output=True, text=True
            ).stdout.split()
        ]
        for _ in range(5)
    ]
    console.print("words read in {:.0f} ms on a thread of their own, {:.0f} MB more memory".format(*medians(reads)))

    words = Words.load()
    pinyin, floor, typist = Pinyin(words), floor_of(words), Typist(words, seed=1)
    table = Table(
        "typed", "keys", "p50 ms", "p99", "max", "computing p99", "floor p50", "p99", title="a key -> candidates"
    )
    every: list[float] = []
    computed: list[float] = []
    for kind, make in typist.kinds().items():
        runs = []
        for _ in range(options.runs):
            texts = [make() for _ in range(options.queries)]
            (ours, computing), (plainly, _) = took(pinyin.candidates, texts), took(floor, texts)
            every += ours
            computed += computing
            runs.append([len(ours), *figures(ours), quantile(computing, 0.99), *figures(plainly)[:2]])
        count, *rest = medians(runs)
        table.add_row(kind, f"{count:.0f}", *(f"{figure:.2f}" for figure in rest))
    table.add_row(
        "all of them", str(len(every)), *(f"{figure:.2f}" for figure in [*figures(every), quantile(computed, 0.99)])
    )
    console.print(table)
    console.print(f"goal: p99 under {GOAL_MS} ms")

    table = Table("writes", "keys", "p50 ms", "p99", "max", title="a key let go -> drawn, software renderer, 1080x1920")
    for language, times in drawn("wodeshenfenzhengdiulebcs", 20).items():
        table.add_row(language, str(len(times)), *(f"{figure:.1f}" for figure in figures(times)))
    console.print(table)


def figures(times: list[float]) -> list[float]:
    return [quantile(times, 0.5), quantile(times, 0.99), max(times)]


if __name__ == "__main__":
    main()

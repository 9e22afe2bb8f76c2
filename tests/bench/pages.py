"""How fast the kiosk answers a touch: every page of every kind of visit and every key of a search, drawn.

python tests/bench/pages.py [--rounds 40] [--items 167978]

From a finger's leaving the glass, or a card's having been read, to the first frame with the new page; *still* is the
last frame before nothing changes for a while, such as when the slip is out; of a key the first frame has the letter,
and what it found is there when all is still. Where the hub is asked, its answer is
in it. The floor is a bare window in the same process that swaps two plain pages. Last it is told how many touches each
kind of visit takes.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from rich.console import Console
from rich.table import Table

from tests.bench.rig import quantile
from tests.bench.visitors import FLOWS, SIZE, Step, Visitors, city, place, visited

GOAL_MS = 50
STILL_MS = 60
QUERIES = ("jzz", "juzhuzheng", "sfz", "shebao", "yyzz", "hukou", "jiaoshi", "zhuce", "gongjijin", "bgdj")
PLAIN = b"""
import QtQuick
Window {
    id: window
    property int taps: 0
    visible: true
    Loader { anchors.fill: parent; sourceComponent: window.taps % 2 ? one : other }
    Component { id: one; Rectangle { color: "white"; Text { anchors.centerIn: parent; text: "1" } } }
    Component { id: other; Rectangle { color: "navy"; Text { anchors.centerIn: parent; text: "2" } } }
    MouseArea { anchors.fill: parent; onClicked: window.taps += 1 }
}
"""
Frame = tuple[float, float, str, str]
"""When it was drawn, what Qt's thread had computed by then, the page on it, and what was looked for."""
Took = dict[str, list[tuple[float, float, float]]]
"""Of each change, in milliseconds: until it was drawn, what of it was computing, until all was still."""


class Watch:
    """Sees every frame of the visitors' window."""

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors
        self.frames: list[Frame] = []
        visitors.window.frameSwapped.connect(self._see)

    def drawn(self, page: str, typed: str | None = None) -> tuple[float, float]:
        """Until the first frame with this page, or with what was typed on it, and what of it was computing, in ms."""
        visitors = self._visitors

        def first() -> tuple[float, float] | None:
            for at, computed, on, seen in self.frames:
                if at > visitors.began and on == page and typed in {None, seen}:
                    return 1000 * (at - visitors.began), 1000 * (computed - visitors.computed)
            return None

        visitors.until(lambda: first() is not None, f"{page} drawn")
        return first() or (0.0, 0.0)

    def still(self) -> float:
        """Milliseconds from the last deed to the last frame before nothing changed any more."""
        while True:
            count = len(self.frames)
            QTest.qWait(STILL_MS)
            if len(self.frames) == count:
                return 1000 * (self.frames[-1][0] - self._visitors.began)

    def _see(self) -> None:
        typed = self._visitors.model.shown.sought.typed
        self.frames.append((time.perf_counter(), time.thread_time(), self._visitors.page, typed))


class Floor:
    """A bare window of two plain pages."""

    def __init__(self) -> None:
        self._engine = QQmlApplicationEngine()
        self._engine.loadData(PLAIN)
        match self._engine.rootObjects():
            case [QQuickWindow() as window]:
                self._window = window
            case other:
                raise TypeError(other)
        self._window.resize(*SIZE)
        self._loop, self._frames = QEventLoop(), list[float]()
        self._window.frameSwapped.connect(lambda: self._frames.append(time.perf_counter()))
        QTest.qWait(300)

    def tap(self) -> tuple[float, float, float]:
        """A touch to the other page."""
        self._frames.clear()
        began, computed = time.perf_counter(), time.thread_time()
        QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(500, 500))
        while not self._frames:
            self._loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        drawn = 1000 * (self._frames[0] - began)
        return drawn, 1000 * (time.thread_time() - computed), drawn


def walk(visitors: Visitors, watch: Watch, took: Took) -> None:
    """Every kind of visit once, and each change of the page timed."""
    for flow in FLOWS.values():
        for step in flow:
            before = visitors.page
            watch.frames.clear()
            visitors.go(step)
            if step.page != before:
                took[f"{before} > {step.page}"].append((*watch.drawn(step.page), watch.still()))


def keys(visitors: Visitors, watch: Watch, took: Took) -> None:
    """What is looked for, letter by letter, and each key timed."""
    visitors.go(Step("tap find", "finding"))
    for query in QUERIES:
        for end, letter in enumerate(query, 1):
            watch.still()
            watch.frames.clear()
            visitors.tap(f"key-{letter}")
            drawn = watch.drawn("finding", query[:end])
            visitors.until(lambda: visitors.model.shown.sought.known, "what was found")
            took["a key > what it found, still"].append((*drawn, watch.still()))
        visitors.tap("key-clear")
    watch.still()
    visitors.go(Step("tap back", "welcome"))


def touches() -> Table:
    """How many touches lead to a number, card or keys laid and typed beside."""
    table = Table("kind of visit", "cards or codes", "touches", "keys", title="from welcome to the number")
    for name, flow in FLOWS.items():
        ends = next((n for n, step in enumerate(flow) if step.page in {"ticket", "booked"}), None)
        if ends is None:
            continue
        verbs = [step.deed.partition(" ") for step in flow[: ends + 1]]
        laid = sum(verb in {"lay", "show"} for verb, _, _ in verbs)
        touched = sum(verb in {"tap", "pick"} for verb, _, _ in verbs)
        typed = sum({"a number": 18}.get(what, len(what)) for verb, _, what in verbs if verb == "type")
        table.add_row(name, str(laid), str(touched), str(typed))
    return table


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=40)
    arguments.add_argument("--items", type=int, default=167_978)
    given = arguments.parse_args()
    console = Console(width=120)
    took: Took = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with place(folder, city(folder, given.items)) as settings, visited(settings) as visitors:
            watch, floor = Watch(visitors), Floor()
            visitors.until(lambda: visitors.model.shown.finds, "the catalogue")
            walk(visitors, watch, defaultdict(list))  # letters seen for the first time are drawn later
            for _ in range(given.rounds):
                for _ in range(10):
                    took["the floor: a bare window"].append(floor.tap())
                walk(visitors, watch, took)
                keys(visitors, watch, took)
    heads = ("times", "p50", "p99", "longest", "computing, p50", "p99", "still, p50", "p99")
    table = Table("ms, from > to", *heads, title=f"goal: p99 under {GOAL_MS}")
    every = [times for name, found in took.items() if ":" not in name and "key" not in name for times in found]
    for change, found in [*took.items(), ("all pages", every)]:
        drawn, computing, still = zip(*found, strict=True)
        figures = [quantile(times, share) for times in (drawn, computing, still) for share in (0.5, 0.99)]
        figures.insert(2, max(drawn))
        table.add_row(change, str(len(found)), *(f"{figure:.1f}" for figure in figures))
    console.print(table)
    console.print(touches())


if __name__ == "__main__":
    main()

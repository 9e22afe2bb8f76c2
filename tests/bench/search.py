"""A keystroke -> ranked items: the catalogue of a city, beside plain FTS5 trigrams over the same names in the same run.

python tests/bench/search.py [--items 167978] [--queries 300] [--runs 3]

Each query is typed letter by letter, and each keystroke is one search. The floor is given the same text, and the first
fifty names that have it, unranked; it knows no Pinyin. Making and opening are timed in processes of their own. *Found*
is the share of whole queries after which the item that was meant, or one with the same characters, is among the fifty.
"""

import argparse
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import perf_counter, thread_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

from kiosk.catalogue import pinyin, synonyms
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.letters import squeeze
from kiosk.catalogue.search import MOST
from tests.bench.rig import medians, quantile

GOAL_MS = 16
NOT_OF_A_NAME = {"a single character", "everyday words", "nothing has it"}
"""Kinds of queries that mean no certain item."""
YIMEN = Path(sys.executable).with_name("yimen")
ABC = "abcdefghijklmnopqrstuvwxyz"


class Typist:
    """Types what people type for names of a catalogue."""

    def __init__(self, names: list[str], seed: int) -> None:
        self._names, self._random = names, Random(seed)
        self._readings = pinyin.readings({sign for name in names for sign in squeeze(name)[0]})
        self._everyday = [word for words in synonyms.read().values() for word in words]

    def kinds(self) -> dict[str, Callable[[str], str]]:
        """How some neighbouring characters of a name are typed in each kind of query."""
        return {
            "Chinese words": lambda piece: piece,
            "a single character": lambda piece: piece[0],
            "two words, any order": lambda piece: f"{piece[-2:]} {piece[:2]}",
            "Pinyin": lambda piece: "".join(self.syllables(piece)),
            "Pinyin with spaces": lambda piece: " ".join(self.syllables(piece)),
            "initials": lambda piece: "".join(syllable[0] for syllable in self.syllables(piece)),
            "one wrong letter": self.mistyped,
            "as the south speaks": self.southern,
            "Chinese and letters": lambda piece: piece[0] + "".join(self.syllables(piece[1:])),
            "everyday words": lambda _piece: self._random.choice(self._everyday),
            "nothing has it": lambda _piece: "".join(self._random.choices(ABC, k=8)),
        }

    def pieces(self, count: int) -> list[str]:
        """Three to six neighbouring characters of as many names."""
        return [self._piece(squeeze(name)[0]) for name in self._random.choices(self._names, k=count)]

    def _piece(self, name: str) -> str:
        size = self._random.randint(3, 6)
        start = self._random.randrange(max(1, len(name) - size))
        return name[start : start + size]

    def syllables(self, piece: str) -> list[str]:
        """How a piece is read."""
        return [self._readings[sign][0] for sign in piece]

    def mistyped(self, piece: str) -> str:
        """A piece read, and one letter hit wrong, left out, or hit twice."""
        typed = "".join(self.syllables(piece))
        place = self._random.randrange(len(typed))
        instead = self._random.choice(["", self._random.choice(ABC), typed[place] * 2])
        return typed[:place] + instead + typed[place + 1 :]

    def southern(self, piece: str) -> str:
        """A piece as it is read where zh is z and ng is n."""
        typed = "".join(self.syllables(piece))
        for clear, heard in (("zh", "z"), ("sh", "s"), ("ch", "c"), ("ng", "n")):
            typed = typed.replace(clear, heard)
        return typed


def found(catalogue: Catalogue, piece: str, typed: str) -> bool:
    """Whether an item that has all characters of the piece is among the first fifty."""
    return any(set(piece) <= set(squeeze(hit.item.name)[0]) for hit in catalogue.search(typed))


def keystrokes(query: str) -> Iterator[str]:
    """What stands in the field after each key."""
    return (query[:end] for end in range(1, len(query) + 1))


def took(search: Callable[[str], object], queries: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each keystroke, and how long it computed."""
    times, computing = [], []
    for typed in (typed for query in queries for typed in keystrokes(query)):
        began, computed = perf_counter(), thread_time()
        search(typed)
        times.append(1000 * (perf_counter() - began))
        computing.append(1000 * (thread_time() - computed))
    return times, computing


def floor_of(db: sqlite3.Connection) -> Callable[[str], object]:
    """Names that have a text, by FTS5's trigrams; of shorter ones by its LIKE."""

    def search(typed: str) -> object:
        if len(typed) < 3:
            return db.execute("SELECT rowid, name FROM plain WHERE name LIKE ? LIMIT 50", (f"%{typed}%",)).fetchall()
        return db.execute("SELECT rowid, name FROM plain WHERE plain MATCH ? LIMIT 50", (f'"{typed}"',)).fetchall()

    return search


def plain(path: Path, names: list[str]) -> sqlite3.Connection:
    """The floor's file."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("CREATE VIRTUAL TABLE plain USING fts5(name, tokenize='trigram')")
    db.executemany("INSERT INTO plain VALUES (?)", ((name,) for name in names))
    db.commit()
    return db


def timed(*command: str) -> tuple[float, float]:
    """Seconds of a command, and the MB that it had in memory."""
    began = perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return perf_counter() - began, max(before, after) / 1024


OPENED = """
import sys, time
from pathlib import Path
def rss():
    return 4096 * int(Path("/proc/self/statm").read_text().split()[1]) / 1e6
began = time.perf_counter()
from kiosk.catalogue.catalogue import Catalogue
read = time.perf_counter()
before = rss()
catalogue = Catalogue(Path(sys.argv[1]))
done = time.perf_counter()
catalogue.search("juzhuzheng")
print(read - began, done - read, before, rss())
"""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--items", type=int, default=167_978)
    arguments.add_argument("--queries", type=int, default=300)
    arguments.add_argument("--runs", type=int, default=3)
    options = arguments.parse_args()
    console = Console(width=120)
    with tempfile.TemporaryDirectory() as folder:
        table, database = Path(folder, "items.csv"), Path(folder, "catalogue.db")
        timed(str(YIMEN), "catalogue", "sample", str(table), "--items", str(options.items))
        built, memory = timed(str(YIMEN), "catalogue", "import", str(table), "--to", str(database))
        with closing(sqlite3.connect(database)) as db:
            names = [name for (name,) in db.execute("SELECT name FROM item ORDER BY id")]
            searched = db.execute("SELECT sum(length(codes) + length(owners)) FROM texts").fetchone()[0]
        began = perf_counter()
        with closing(plain(Path(folder, "plain.db"), names)) as db:
            console.print(
                f"{len(names):,} items: imported in {built:.1f} s with {memory:.0f} MB of memory; file "
                f"{database.stat().st_size / 1e6:.0f} MB with all guides, of it names {searched / 1e6:.0f} MB. "
                f"The floor: {perf_counter() - began:.1f} s, {Path(folder, 'plain.db').stat().st_size / 1e6:.0f} MB"
            )
            opened = subprocess.run(
                (sys.executable, "-c", OPENED, str(database)), check=True, capture_output=True, text=True
            )
            read, opening, before, after = map(float, opened.stdout.split())
            console.print(
                f"opened in {1000 * opening:.0f} ms (our code read in {1000 * read:.0f}); "
                f"{before:.0f} MB of memory before, {after:.0f} with it"
            )
            with Catalogue(database) as catalogue:
                show(console, catalogue, floor_of(db), Typist(names, 1), options)


def show(
    console: Console, catalogue: Catalogue, floor: Callable[[str], object], typist: Typist, options: argparse.Namespace
) -> None:
    """Type every kind of query, and print what each keystroke took."""
    columns = ("keys", "p50", "p99", "longest", "computing p99", "floor p50", "floor p99", "found")
    result = Table("ms for a keystroke", *columns)
    every: list[float] = []
    computed: list[float] = []
    for kind, make in typist.kinds().items():
        runs = []
        for _ in range(options.runs):
            pieces = typist.pieces(options.queries)
            queries = [make(piece) for piece in pieces]
            there = [found(catalogue, piece, typed) for piece, typed in zip(pieces, queries, strict=True)]
            ours, computing = took(lambda typed: catalogue.search(typed, MOST), queries)
            plainly, _ = took(floor, queries)
            every += ours
            computed += computing
            runs.append(
                [len(ours), *_figures(ours), quantile(computing, 0.99), *_figures(plainly)[:2], sum(there) / len(there)]
            )
        count, *figures, share = medians(runs)
        told = f"{share:.0%}" if kind not in NOT_OF_A_NAME else "-"
        result.add_row(kind, f"{count:.0f}", *(f"{figure:.1f}" for figure in figures), told)
    whole = (*_figures(every), quantile(computed, 0.99))
    result.add_row("all of them", str(len(every)), *(f"{figure:.1f}" for figure in whole), "", "", "")
    console.print(result)
    console.print(f"goal: p99 under {GOAL_MS} ms")


def _figures(times: list[float]) -> list[float]:
    return [quantile(times, 0.5), quantile(times, 0.99), max(times)]


if __name__ == "__main__":
    main()

"""Makes a catalogue: one SQLite file, written at once and then only read."""

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from kiosk.catalogue import pinyin
from kiosk.catalogue.faults import CatalogueError
from kiosk.catalogue.item import Item
from kiosk.catalogue.letters import squeeze
from kiosk.catalogue.schema import FORMAT, INDEXES, SCHEMA, SEVERAL
from kiosk.catalogue.synonyms import Synonyms, other_names
from kiosk.catalogue.texts import Texts

Progress = Callable[[str, int], None]
"""Told what is being done and how many items are done with it."""


def write(
    path: Path, items: Iterable[Item], synonyms: Synonyms, progress: Progress = lambda _what, _items: None
) -> None:
    """Make a catalogue. Whoever has the one before open goes on reading that.

    Args:
        path: its file; there is the old one or the new one at every moment.
        items: in any order.
        synonyms: everyday words of official ones.
        progress: told how it goes.

    Raises:
        CatalogueError: it can't be written.
    """
    half = path.with_name(path.name + ".half")
    try:
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half, isolation_level=None)) as db:
            db.executescript(
                f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = {FORMAT}; {SCHEMA}"
            )
            db.execute("BEGIN")
            _fill(db, sorted(items, key=lambda item: (-item.popularity, len(item.name), item.code)), synonyms, progress)
            for index in INDEXES:
                db.execute(index)
            db.execute("COMMIT")
        _keep(half)
        half.replace(path)
        _keep(path.parent)
    except (sqlite3.Error, OSError) as error:
        raise CatalogueError(f"{path}: can't be written: {error}") from None
    finally:
        half.unlink(missing_ok=True)


def _keep(path: Path) -> None:
    """See to it that a power cut leaves it as it is."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _fill(db: sqlite3.Connection, items: Sequence[Item], synonyms: Synonyms, progress: Progress) -> None:
    departments = _groups(db, "department", (item.department for item in items))
    events = _groups(db, "event", (event for item in items for event in item.events))
    db.executemany(
        "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_row(number, item, departments) for number, item in _counted("items", items, progress)),
    )
    db.executemany(
        "INSERT INTO event_item VALUES (?, ?)",
        sorted((events[event], number) for number, item in enumerate(items) for event in item.events),
    )
    _write_lines(db, items, progress)
    others = [
        (number, name)
        for number, item in _counted("everyday names", items, progress)
        for name in other_names(item.name, synonyms)
    ]
    db.executemany("INSERT INTO other_name VALUES (?, ?)", others)
    _write_texts(
        db,
        len(items),
        {
            "names": [(number, item.name) for number, item in _counted("names", items, progress)],
            "english": [(number, item.name_en) for number, item in enumerate(items) if item.name_en],
            "others": others,
        },
    )


def _row(number: int, item: Item, departments: dict[str, int]) -> tuple[object, ...]:
    guide = item.guide
    return (
        number,
        item.code,
        item.name,
        departments[item.department],
        item.service,
        item.name_en,
        SEVERAL.join(item.events),
        item.popularity,
        guide.who,
        SEVERAL.join(guide.papers),
        guide.legal,
        guide.promised,
        guide.fee,
        guide.place,
        guide.on_the_spot,
        guide.basis,
    )


def _groups(db: sqlite3.Connection, table: str, names: Iterable[str]) -> dict[str, int]:
    """Number departments or life events, those with many items first."""
    counted = Counter(names).most_common()
    db.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?)",  # noqa: S608 - one of our own tables
        ((number, name, items) for number, (name, items) in enumerate(counted)),
    )
    return {name: number for number, (name, _) in enumerate(counted)}


def _write_lines(db: sqlite3.Connection, items: Sequence[Item], progress: Progress) -> None:
    """The lines of all guides, each once, those that many guides have first."""
    counted = Counter(line for item in items for line in _lines(item)).most_common()
    numbers = {line: number for number, (line, _) in enumerate(counted)}
    db.executemany("INSERT INTO line VALUES (?, ?)", ((number, line) for line, number in numbers.items()))
    pairs = [(numbers[line], number) for number, item in _counted("guides", items, progress) for line in _lines(item)]
    db.executemany("INSERT INTO line_item VALUES (?, ?)", sorted(pairs))
    db.execute("INSERT INTO line_words (line_words) VALUES ('rebuild')")


def _lines(item: Item) -> set[str]:
    guide = item.guide
    return {line for line in (guide.who, *guide.papers, guide.basis, item.department, *item.events) if line}


def _write_texts(db: sqlite3.Connection, items: int, texts: dict[str, list[tuple[int, str]]]) -> None:
    squeezed = {name: [(number, squeeze(text)[0]) for number, text in pairs] for name, pairs in texts.items()}
    alphabet = "".join(sorted({sign for pairs in squeezed.values() for _, text in pairs for sign in text}))
    readings = pinyin.readings(alphabet)
    db.executemany("INSERT INTO reading VALUES (?, ?)", ((sign, " ".join(readings[sign])) for sign in alphabet))
    for name, pairs in squeezed.items():
        db.execute("INSERT INTO texts VALUES (?, ?, ?)", (name, *Texts.of(alphabet, pairs, items).packed()))


def _counted(what: str, items: Sequence[Item], progress: Progress) -> Iterator[tuple[int, Item]]:
    for number, item in enumerate(items):
        if number % 1024 == 0:
            progress(what, number)
        yield number, item
    progress(what, len(items))

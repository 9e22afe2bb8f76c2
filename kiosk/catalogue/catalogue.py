"""A catalogue that is open: search, browse, read."""

import re
import sqlite3
import unicodedata
from collections.abc import Collection
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any, Self

from kiosk.catalogue.faults import CatalogueError
from kiosk.catalogue.hit import Hit, Marks, Why
from kiosk.catalogue.item import Group, Guide, Item
from kiosk.catalogue.letters import MOST as MOST_TYPED
from kiosk.catalogue.letters import squeeze
from kiosk.catalogue.schema import FORMAT, SEVERAL
from kiosk.catalogue.search import MOST, Found, Parts, Search
from kiosk.catalogue.spelling import Spelling
from kiosk.catalogue.texts import Texts

LEAST_OF_A_GUIDE = 3
"""Characters that are looked for in guides; the index of those knows no less."""
LINES = 50
"""Lines of guides in which something is looked for."""
_SELECT = """
SELECT item.id, code, item.name, department.name, service, name_en, events, popularity,
       who, papers, legal, promised, fee, place, on_the_spot, basis
FROM item JOIN department ON department.id = item.department
"""


class Catalogue:
    """An open catalogue; used by one thread. What is searched for is kept nowhere.

    Args:
        path: its file.

    Raises:
        CatalogueError: it can't be read, or an older or newer program wrote it.
    """

    def __init__(self, path: Path) -> None:
        try:
            # It never changes: a new one is another file. So nothing is locked, and a disk that is read-only will do.
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            try:
                self._load(path)
            except BaseException:
                self._db.close()
                raise
        except (sqlite3.Error, OSError) as error:
            raise CatalogueError(f"{path}: is no catalogue that can be read: {error}") from None

    def _load(self, path: Path) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version != FORMAT:
            raise CatalogueError(f"{path}: was made by another version of yimen; import the CSV again")
        (self.items,) = self._db.execute("SELECT count(*) FROM item").fetchone()
        readings = {sign: syllables.split() for sign, syllables in self._db.execute("SELECT * FROM reading")}
        alphabet = "".join(readings)
        texts = {
            name: Texts.unpacked(alphabet, codes, owners, self.items)
            for name, codes, owners in self._db.execute("SELECT * FROM texts")
        }
        self._search = Search(**texts, spelling=Spelling(readings))

    def close(self) -> None:
        """Read no more."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def search(self, typed: str, most: int = MOST) -> tuple[Hit, ...]:
        """The items that are meant, the best first: by name, by everyday words, by a line of a guide.

        Only where nothing has what was typed, what is like it is told.

        Args:
            typed: anything.
            most: how many at most.
        """
        found = self._search.certain(typed, most)
        lines = self._lines(typed, most) if len(found) < most else {}
        for item in lines:
            found.setdefault(item, Found(item, Why.GUIDE))
        if not found:
            found = self._search.similar(typed, most)
        shown = dict(islice(found.items(), max(most, 0)))
        items = self._by_number(shown)
        return tuple(self._hit(one, items[number], lines.get(number, ""), typed) for number, one in shown.items())

    def item(self, code: str) -> Item | None:
        """The item of a code."""
        row = self._db.execute(f"{_SELECT} WHERE code = ?", (code,)).fetchone()
        return _item(row) if row else None

    def departments(self) -> tuple[Group, ...]:
        """The departments, those with many items first."""
        return self._groups("department")

    def events(self) -> tuple[Group, ...]:
        """The life events, those with many items first."""
        return self._groups("event")

    def of_department(self, name: str, start: int, most: int) -> tuple[Item, ...]:
        """A page of a department's items, those most asked for first.

        Args:
            name: the department's.
            start: how many items stand on the pages before.
            most: how many fit a page.
        """
        within = "item.department = (SELECT id FROM department WHERE name = ?)"
        return self._page(f"{within} ORDER BY item.id", name, start, most)

    def of_event(self, name: str, start: int, most: int) -> tuple[Item, ...]:
        """A page of a life event's items, likewise."""
        within = "item.id IN (SELECT item FROM event_item WHERE event = (SELECT id FROM event WHERE name = ?))"
        return self._page(f"{within} ORDER BY item.id", name, start, most)

    def _groups(self, table: str) -> tuple[Group, ...]:
        return tuple(Group(*row) for row in self._db.execute(f"SELECT name, items FROM {table} ORDER BY id"))  # noqa: S608 - ours

    def _page(self, which: str, name: str, start: int, most: int) -> tuple[Item, ...]:
        rows = self._db.execute(f"{_SELECT} WHERE {which} LIMIT ? OFFSET ?", (name, max(most, 0), max(start, 0)))
        return tuple(_item(row) for row in rows)

    def _by_number(self, numbers: Collection[int]) -> dict[int, Item]:
        rows = self._db.execute(f"{_SELECT} WHERE item.id IN ({', '.join('?' * len(numbers))})", tuple(numbers))
        return {row[0]: _item(row) for row in rows}

    def _lines(self, typed: str, most: int) -> dict[int, str]:
        """The first items with a guide that has all words, and the line that does."""
        long = [word for word in _typed_words(typed) if len(word) >= LEAST_OF_A_GUIDE]
        if not long:
            return {}
        lines = self._db.execute(
            "SELECT rowid, text FROM line_words WHERE line_words MATCH ? ORDER BY rowid LIMIT ?",
            (" ".join(f'"{word}"' for word in long), LINES),
        ).fetchall()
        of_each = "SELECT item, ? FROM line_item WHERE line = ? ORDER BY item LIMIT ?"
        found = merge(*(self._db.execute(of_each, (text, line, most)).fetchall() for line, text in lines))
        items: dict[int, str] = {}
        for item, text in found:
            if len(items) >= most:
                break
            items.setdefault(item, text)
        return items

    def _hit(self, one: Found, item: Item, line: str, typed: str) -> Hit:
        match one.why:
            case Why.GUIDE:
                return Hit(
                    item, one.why, line, _marks(line, tuple((tuple(squeeze(w)[0]),) for w in _typed_words(typed)))
                )
            case Why.ENGLISH:
                return Hit(item, one.why, item.name_en, _marks(item.name_en, one.parts))
            case Why.NAME:
                return Hit(item, one.why, item.name, _marks(item.name, one.parts))
        query = "SELECT name FROM other_name WHERE item = ?"  # in everyday words, or like what was typed
        names = [item.name, *(name for (name,) in self._db.execute(query, (one.item,)))]
        name = max(names, key=lambda name: sum(end - start for start, end in _marks(name, one.parts)))
        return Hit(item, one.why, name, _marks(name, one.parts))


def _typed_words(typed: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", typed[:MOST_TYPED]))


def _marks(text: str, parts: Parts) -> Marks:
    """Where the first pattern of each part that fits a text does so first; one mark for what touches."""
    kept, places = squeeze(text)
    marked: set[int] = set()
    for patterns in parts:
        fits = (
            places[n : n + len(pattern)]
            for pattern in patterns
            for n in range(len(kept) - len(pattern) + 1)
            if kept[n] in pattern[0] and all(map(str.__contains__, pattern, kept[n:]))
        )
        marked.update(next(fits, ()))
    starts = sorted(place for place in marked if place - 1 not in marked)
    ends = sorted(place + 1 for place in marked if place + 1 not in marked)
    return tuple(zip(starts, ends, strict=True))


def _item(row: tuple[Any, ...]) -> Item:
    _, code, name, department, service, name_en, events, popularity, who, papers, *rest = row
    legal, promised, fee, place, spot, basis = rest
    return Item(
        code=code,
        name=name,
        department=department,
        service=service,
        name_en=name_en,
        events=tuple(events.split(SEVERAL)) if events else (),
        popularity=popularity,
        guide=Guide(
            who, tuple(papers.split(SEVERAL)) if papers else (), legal, promised, fee, place, bool(spot), basis
        ),
    )

"""Items as lines of a CSV, read and written."""

import csv
import difflib
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from kiosk.catalogue.faults import CatalogueError, Fault, TableError
from kiosk.catalogue.item import Guide, Item
from kiosk.catalogue.table import Column, Row, rows

COLUMNS = (
    Column("code", "事项编码", needed=True, most=64),
    Column("name", "事项名称", needed=True),
    Column("name_en", "英文名称"),
    Column("department", "部门", needed=True, most=80),
    Column("events", "一件事"),
    Column("service", "业务", needed=True, most=64),
    Column("who", "服务对象", most=500),
    Column("papers", "申请材料", most=4000),
    Column("legal", "法定时限", most=80),
    Column("promised", "承诺时限", most=80),
    Column("fee", "收费", most=200),
    Column("place", "办理地点", most=200),
    Column("on_the_spot", "即办", most=5),
    Column("basis", "设定依据", most=1000),
    Column("popularity", "办件量", most=9),
)
YES_NO = {"": False, "否": False, "no": False, "0": False, "是": True, "yes": True, "1": True}
_SEVERAL = "；;\n|"
"""What parts several papers or life events in one cell."""


def read(
    path: Path, services: Collection[str] | None = None, progress: Callable[[int], None] = lambda _bytes: None
) -> list[Item]:
    """Every item of a CSV.

    Args:
        path: the file.
        services: the ids that an item's service may have, or None for any.
        progress: told how many bytes are read.

    Raises:
        TableError: something in it is wrong; it has every fault.
        CatalogueError: it can't be read.
    """
    faults: list[Fault] = []
    items: list[Item] = []
    lines: dict[str, int] = {}
    for row in rows(path, COLUMNS, faults, progress):
        wrong = _faults(row, services)
        code = row.cells["code"]
        if earlier := lines.get(code):
            wrong.append(Fault(row.line, "code", f"{code} stands in line {earlier} too"))
        lines.setdefault(code, row.line)
        faults += wrong
        if not wrong:
            items.append(_item(row))
    if not (items or faults):
        faults.append(Fault(2, "", "there is no item"))
    if faults:
        raise TableError(path, sorted(faults, key=lambda fault: fault.line))
    return items


def write(path: Path, items: Iterable[Item], progress: Callable[[int], None] = lambda _items: None) -> None:
    """Write items as a CSV that any spreadsheet opens; what was there is replaced.

    Raises:
        CatalogueError: it can't be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file)
            out.writerow([column.name for column in COLUMNS])
            for count, item in enumerate(items, 1):
                out.writerow(_cells(item))
                if count % 1024 == 0:
                    progress(count)
    except OSError as error:
        raise CatalogueError(f"{path}: can't be written: {error.strerror}") from None


def _faults(row: Row, services: Collection[str] | None) -> list[Fault]:
    faults = []
    service, popularity, spot = row.cells["service"], row.cells["popularity"], row.cells["on_the_spot"]
    if services is not None and service not in services:
        near = difflib.get_close_matches(service, services, n=1)
        faults.append(Fault(row.line, "service", f"the hall has no service {service}", near[0] if near else ""))
    if popularity and not (popularity.isascii() and popularity.isdigit()):
        faults.append(Fault(row.line, "popularity", f"{popularity} must be a whole number"))
    if spot.lower() not in YES_NO:
        faults.append(Fault(row.line, "on_the_spot", f"{spot} must be 是 or 否, yes or no"))
    return faults


def _item(row: Row) -> Item:
    cell = row.cells
    return Item(
        code=cell["code"],
        name=_line(cell["name"]),
        department=_line(cell["department"]),
        service=cell["service"],
        name_en=_line(cell["name_en"]),
        events=_several(cell["events"]),
        popularity=int(cell["popularity"] or 0),
        guide=Guide(
            who=_line(cell["who"]),
            papers=_several(cell["papers"]),
            legal=_line(cell["legal"]),
            promised=_line(cell["promised"]),
            fee=_line(cell["fee"]),
            place=_line(cell["place"]),
            on_the_spot=YES_NO[cell["on_the_spot"].lower()],
            basis=_line(cell["basis"]),
        ),
    )


def _cells(item: Item) -> list[str]:
    guide = item.guide
    return [
        item.code,
        item.name,
        item.name_en,
        item.department,
        "；".join(item.events),
        item.service,
        guide.who,
        "；".join(guide.papers),
        guide.legal,
        guide.promised,
        guide.fee,
        guide.place,
        "是" if guide.on_the_spot else "否",
        guide.basis,
        str(item.popularity),
    ]


def _line(text: str) -> str:
    return sys.intern(" ".join(text.split()))  # a paper is asked for by thousands of items


def _several(text: str) -> tuple[str, ...]:
    for mark in _SEVERAL:
        text = text.replace(mark, "\0")
    return tuple(dict.fromkeys(line for part in text.split("\0") if (line := _line(part))))

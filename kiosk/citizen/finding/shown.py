"""What the views show of the catalogue, as frozen records. Pure."""

from dataclasses import dataclass

from hardware.ticketprinter.paper import Words
from kiosk.catalogue.guide import Part
from kiosk.catalogue.hit import Hit
from kiosk.catalogue.item import Group, Item


@dataclass(frozen=True)
class Sought:
    """What is looked for.

    Attributes:
        typed: the letters so far.
        kind: of groups that are offered while nothing is typed: `event` or `department`.
        group: the one that was opened, or empty.
        known: whether what is shown belongs to what was typed.
        count: how many items the group has; of those that were typed for, how many are shown.
    """

    typed: str = ""
    kind: str = "event"
    group: str = ""
    known: bool = False
    count: int = 0


NOTHING = Sought()


@dataclass(frozen=True)
class GroupTile:
    """A life event or a department."""

    key: str
    items: int


@dataclass(frozen=True)
class FoundItem:
    """An item that was found.

    Attributes:
        key: its code.
        name: what it is called.
        below: where else it has what was typed, or whose it is.
        spot: whether it is done while the visitor waits.
    """

    key: str
    name: Words
    below: str
    spot: bool


@dataclass(frozen=True)
class GuidePart:
    """One part of a guide; its lines stand one below the other."""

    key: str
    heading: Words
    lines: Words


@dataclass(frozen=True)
class ItemShown:
    """The item whose guide is read.

    Attributes:
        name: what it is called.
        department: whose it is.
        service: the service that a ticket is taken for; empty where this hall has none.
        code: a picture of the QR code to take along, as a `data:` address; empty until it is drawn.
        paper: what became of the leaflet: empty, `printing printed on-a4 paper-out failed`, or
            `none` without a printer.
    """

    name: Words
    department: str
    service: str
    code: str = ""
    paper: str = ""


def tile(group: Group) -> GroupTile:
    """A group as a tile."""
    return GroupTile(group.name, group.items)


def found(hit: Hit) -> FoundItem:
    """A hit as a line: its name, and below it what was meant where the name does not say it."""
    return listed(hit.item, "" if hit.text in {hit.item.name, hit.item.name_en} else hit.text)


def listed(item: Item, note: str = "") -> FoundItem:
    """An item as a line."""
    return FoundItem(item.code, _named(item), note or item.department, item.guide.on_the_spot)


def part(each: Part) -> GuidePart:
    """A part of a guide, its lines numbered where they are several of one kind."""
    lines = [Words(f"{n}. {line.zh}", line.en) for n, line in enumerate(each.lines, 1)] if each.counted else each.lines
    zh, en = "\n".join(line.zh for line in lines), "\n".join(line.en or line.zh for line in lines)
    return GuidePart(each.key, _both(each.heading), Words(zh, en))


def item(one: Item, service: str) -> ItemShown:
    """The item whose guide is read."""
    return ItemShown(_named(one), one.department, service)


def _named(one: Item) -> Words:
    return _both(Words(one.name, one.name_en))


def _both(words: Words) -> Words:
    """What has no English is told in Chinese."""
    return Words(words.zh, words.en or words.zh)

"""What is on a screen, as somebody hears it: a tree of names and roles to texts and stops. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

CONTROLS = frozenset({"Button", "RadioButton", "CheckBox"})
HEADING = "Heading"
_TEXTS = frozenset({HEADING, "StaticText", "EditableText"})
_QUESTION = "AlertMessage"
_FRAME = "ToolBar"  # what stands around every page
_MOVES = frozenset({"up", "down"})  # bring into sight what is below; who hears comes to all of it


@dataclass(frozen=True)
class Node:
    """One thing that can be seen, as the accessibility interface tells it.

    Attributes:
        role: in Qt's words, such as `Button`.
        name: what it is called, in the visitor's language.
        key: its own, by which it is found again.
        checked: whether it is chosen or on.
        usable: whether it can be pressed.
        below: what stands in it, in reading order.
    """

    role: str
    name: str = ""
    key: str = ""
    checked: bool = False
    usable: bool = True
    below: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Stop:
    """What the keys come to: a control, or a part of a page with a heading of its own.

    Attributes:
        role: as of its `Node`, as are `key`, `checked` and `usable`.
        name: what it is called, or all that stands in the part.
        within: the name of the line of a list in which it stands, or empty.
    """

    role: str
    name: str
    key: str
    checked: bool = False
    usable: bool = True
    within: str = ""


@dataclass(frozen=True)
class Screen:
    """What is read of a screen.

    Attributes:
        asks: whether a question lies over the page, which has to be answered first.
        title: what it is about.
        texts: what is written on it, the title too and parts with headings of their own not, in reading order.
        stops: what there is to go to, those of the page before those of its frame.
    """

    asks: bool = False
    title: str = ""
    texts: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()


def read(window: Node) -> Screen:
    """Read a window: what lies over the page where there is such a thing, else the page and then its frame."""
    question = next((node for node in _all(window) if node.role == _QUESTION), None)
    title = ""
    texts: list[str] = []
    stops: list[Stop] = []
    part = -1
    for node, within in _page(question or window):
        if node.role in CONTROLS:
            stops.append(_stop(node, within))
        elif node.role == HEADING and title:
            part = len(stops)
            stops.append(Stop(HEADING, node.name, f"part-{part}"))
        elif part >= 0:
            stops[part] = replace(stops[part], name=f"{stops[part].name}\n{node.name}")
        else:
            title = title or (node.name if node.role == HEADING else "")
            texts.append(node.name)
    frames = () if question else (node for node in _all(window) if node.role == _FRAME)
    around = [_stop(node, "") for node in chain.from_iterable(map(_all, frames)) if node.role in CONTROLS]
    return Screen(question is not None, title or "".join(texts[:1]), tuple(dict.fromkeys(texts)), (*stops, *around))


def _page(node: Node, within: str = "") -> Iterator[tuple[Node, str]]:
    """The texts and controls without those of the frame, each with the line of a list in which it stands."""
    if node.role in CONTROLS:
        if node.key not in _MOVES:
            yield node, within
        return
    if node.role in _TEXTS and node.name:
        yield node, within
    inner = node.name if node.role == "ListItem" else within
    for each in node.below:
        if each.role != _FRAME:
            yield from _page(each, inner)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for each in node.below:
        yield from _all(each)


def _stop(node: Node, within: str) -> Stop:
    return Stop(node.role, node.name, node.key, node.checked, node.usable, within)

"""An item's guide in words: to be shown, read aloud, printed, or taken along as a QR code. Pure."""

import re
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote

from hardware.ticketprinter.paper import Words
from kiosk.catalogue.item import Item

MOST_BYTES = 600
"""Bytes of a QR code that a telephone still reads easily from a screen and from a slip."""
_DAYS = re.compile(r"(\d{1,4}) ?个?(工作日|自然日|日|天)")
_UNITS = {"工作日": "working day", "自然日": "day", "日": "day", "天": "day"}
_FREE = {"免费", "不收费", "无", "0元"}
_END = ("。", "！", "？", ".", "!", "?")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a guide.

    Attributes:
        key: what it is: `who papers limit fee place spot basis`.
        heading: its heading.
        lines: what stands under it; in English only what the catalogue says in set words.
        counted: whether the lines are several things of one kind, to be numbered.
    """

    key: str
    heading: Words
    lines: tuple[Words, ...]
    counted: bool = False


def parts(item: Item) -> tuple[Part, ...]:
    """What a visitor has to know, in the order of need; what is not known has no part."""
    guide = item.guide
    limits = (
        _limit(Words("承诺", "Promised"), guide.promised),
        _limit(Words("法定", "By law"), guide.legal),
    )
    spot = (Words("当场办结，立等可取", "Done while you wait"),) if guide.on_the_spot else ()
    every = (
        Part("spot", Words("现场办理", "On the spot"), spot),
        Part("papers", Words("要带的材料", "Bring along"), tuple(map(Words, guide.papers)), counted=True),
        Part("who", Words("谁可以办", "Who may apply"), _line(guide.who)),
        Part("limit", Words("办理时限", "How long it takes"), tuple(limit for limit in limits if limit)),
        Part("fee", Words("收费", "Fee"), (Words("免费", "Free"),) if guide.fee in _FREE else _line(guide.fee)),
        Part("place", Words("办理地点", "Where"), _line(guide.place)),
        Part("basis", Words("办理依据", "Legal basis"), _line(guide.basis)),
    )
    return tuple(part for part in every if part.lines)


def spoken(item: Item) -> tuple[str, ...]:
    """The guide as it is read aloud in Chinese, a sentence for each breath; the law is left out."""
    told = [item.name]
    for part in parts(item):
        if part.key == "basis":
            continue
        lines = [line.zh for line in part.lines]
        if part.counted and len(lines) > 1:
            told.append(f"{part.heading.zh}，一共{len(lines)}样")
            told += [f"第{number}，{line}" for number, line in enumerate(lines, 1)]
        else:
            told.append("，".join((part.heading.zh, *lines)))
    return tuple(sentence if sentence.endswith(_END) else f"{sentence}。" for sentence in told)


def printed(item: Item) -> tuple[tuple[Words, tuple[Words, ...]], ...]:
    """The guide for a slip or a sheet: headings and the lines under each, several things of one kind numbered."""
    return tuple(
        (
            part.heading,
            tuple(Words(f"{n}. {line.zh}", line.en) for n, line in enumerate(part.lines, 1))
            if part.counted
            else part.lines,
        )
        for part in parts(item)
    )


def to_take(item: Item, page: str = "") -> str:
    """What a QR code has: the hall's page of the item, or else the guide itself.

    Args:
        item: which.
        page: the address of an item's page with `{code}` in it, or empty.

    Returns:
        At most `MOST_BYTES` bytes; what does not fit any more is left out and ends in `…`.
    """
    if page:
        return page.replace("{code}", quote(item.code, safe=""))
    rows = [f"{heading.zh}：" + "；".join(line.zh for line in lines) for heading, lines in printed(item)]
    return _fitting("\n".join(chain([item.name], rows)))


def _fitting(text: str) -> str:
    whole = text.encode()
    if len(whole) <= MOST_BYTES:
        return text
    return whole[: MOST_BYTES - len("…".encode())].decode(errors="ignore").rstrip() + "…"


def _line(text: str) -> tuple[Words, ...]:
    return (Words(text),) if text else ()


def _limit(which: Words, limit: str) -> Words | None:
    if not limit:
        return None
    english = ""
    if found := _DAYS.fullmatch(limit):
        number, unit = int(found[1]), _UNITS[found[2]]
        english = f"{which.en}: {number} {unit}{'s' if number != 1 else ''}"
    return Words(f"{which.zh} {limit}", english)

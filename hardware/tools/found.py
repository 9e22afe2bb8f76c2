"""What is plugged into this box, as the kernel tells it by files, each with the line that device.toml takes."""

import grp
import os
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hardware.idcard.profiles import Profiles
from hardware.tools.usbthings import UsbThing, hid_nodes, line_of, usb_things

_KNOWN = tomllib.loads(Path(__file__).with_name("found.toml").read_text("utf-8"))
_OF_GROUP = stat.S_IRGRP | stat.S_IWGRP
_BY_NODE = {"03", "0b", "0e"}
"""Interfaces that are told where their nodes are: as keypad, PC/SC reader or camera."""


@dataclass(frozen=True)
class Found:
    """One thing that is there.

    Attributes:
        what: Such as `camera`.
        name: What it calls itself.
        line: For the table [hardware] of device.toml; empty where no driver of ours takes it.
        note: What else a technician should know; of several things `; ` stands between.
        node: What is opened to use it; None is not known.
    """

    what: str
    name: str
    line: str = ""
    note: str = ""
    node: Path | None = None

    @property
    def closed(self) -> str:
        """Why this user may not open it; empty if nothing is in the way."""
        try:
            status = self.node.stat() if self.node else None
        except OSError:
            return ""
        if status is None or os.access(self.node or "", os.R_OK | os.W_OK, effective_ids=True):
            return ""
        if status.st_mode & _OF_GROUP == _OF_GROUP:
            return f"this user may not open {self.node}: join the group {_group(status.st_gid)}"
        return f"this user may not open {self.node}: see yimen device install-rules"


def everything(profiles: Profiles, root: Path = Path("/")) -> list[Found]:
    """Find what is there, but for what only a service knows.

    Args:
        profiles: The ID card readers that are known.
        root: Where `sys`, `dev` and `proc` are.
    """
    return [*_on_usb(profiles, root), *_serial(root), *_keypads(root), *_cameras(root), *_sound_cards(root)]


def _on_usb(profiles: Profiles, root: Path) -> Iterator[Found]:
    by_usb = {table.id: table for table in reversed(profiles.usb.values())}
    by_hid = {table.id: table for table in reversed(profiles.hid.values())}
    for thing in usb_things(root):
        if thing.id in by_usb:
            line = f'idcard = "usb:{thing.id}"'
            yield Found("ID card reader", thing.name, line, by_usb[thing.id].sure, thing.node)
        elif thing.id in by_hid:
            node = next(iter(hid_nodes(thing, root)), None)
            yield Found("ID card reader", thing.name, f'idcard = "hid:{thing.id}"', by_hid[thing.id].sure, node)
        elif thing.prints:
            yield _usb_printer(thing, root)
        elif thing.id not in _KNOWN["serial"] and not thing.classes & _BY_NODE:
            kinds = ", ".join(_KNOWN["class"].get(each, f"class {each}") for each in sorted(thing.classes))
            note = f'USB {thing.id}, {kinds or "of no class"}; if it is an ID card reader: idcard = "usb:{thing.id}"'
            yield Found("unknown", thing.name, "", note)


def _usb_printer(thing: UsbThing, root: Path) -> Found:
    """One that the kernel's driver has is a file; any is one for libusb."""
    node = next((root / "dev/usb" / each.name for each in sorted(thing.folder.glob("*:*/usbmisc/lp*"))), None)
    note = 'if it prints slips; for A4 give it to CUPS: page_printer = "ipp://localhost/printers/NAME"'
    line = f'ticket_printer = "usb:{thing.id}"'
    if node is None:
        return Found("printer", thing.name, line, note, thing.node)
    return Found("printer", thing.name, f'ticket_printer = "file:{_seen(node, root)}"', f"or {line}; {note}", node)


def _serial(root: Path) -> Iterator[Found]:
    by_id, by_path = _links(root, "serial/by-id/*"), _links(root, "serial/by-path/*")
    for tty in sorted((root / "sys/class/tty").glob("tty*")):
        node = root / "dev" / tty.name
        on_board = line_of(tty / "type") not in {"", "0"}  # 0: a port that is not there
        if not on_board and not tty.name.startswith(("ttyUSB", "ttyACM")):
            continue
        path = by_path.get(node.resolve(), "")
        at = by_id.get(node.resolve()) or path or _seen(node, root)
        note = f'also ticket_printer = "serial:{at}"; scanner = "serial:{at}"; button = "serial:{at}@TABLE/ADDRESS"'
        note += _where_two_are_alike("idcard", "serial", path, at)
        yield Found("serial line", Path(at).name, f'idcard = "serial:{at}"', note, node)


def _keypads(root: Path) -> Iterator[Found]:
    by_id, by_path = _links(root, "input/by-id/*-event-kbd"), _links(root, "input/by-path/*-event-kbd")
    for node in sorted({*by_id, *by_path}):  # of two alike only one has the name
        path = by_path.get(node, "")
        at = by_id.get(node, path)
        note = f'a scanner that types: scanner = "keypad:{at}"' + _where_two_are_alike("button", "keypad", path, at)
        yield Found("keypad", Path(at).name, f'button = "keypad:{at}"', note, node)


def _cameras(root: Path) -> Iterator[Found]:
    by_id, by_path = _links(root, "v4l/by-id/*"), _links(root, "v4l/by-path/*")
    for folder in sorted((root / "sys/class/video4linux").glob("video*")):
        if line_of(folder / "index") != "0":  # it tells about the picture, or has it coded
            continue
        node = root / "dev" / folder.name
        path = by_path.get(node.resolve(), "")
        at = by_id.get(node.resolve()) or path or _seen(node, root)
        note = _where_two_are_alike("camera", "opencv", path, at).removeprefix("; ")
        yield Found("camera", line_of(folder / "name"), f'camera = "opencv:{at}"', note, node)


def _links(root: Path, pattern: str) -> dict[Path, str]:
    """The names that stay, by the nodes that they stand for; the first where one has several."""
    return {link.resolve(): _seen(link, root) for link in sorted((root / "dev").glob(pattern), reverse=True)}


def _where_two_are_alike(device: str, kind: str, path: str, at: str) -> str:
    return f'; where two are alike: {device} = "{kind}:{path}"' if path and path != at else ""


def _sound_cards(root: Path) -> Iterator[Found]:
    for row in line_of(root / "proc/asound/pcm").splitlines():
        numbers, _, rest = row.partition(":")
        card, _, device = numbers.partition("-")
        if "playback" not in rest or not (card.isdigit() and device.isdigit()):
            continue
        id_ = line_of(root / f"proc/asound/card{int(card)}/id") or str(int(card))
        line = f'speaker = "alsa:plughw:CARD={id_},DEV={int(device)}"'
        node = root / f"dev/snd/pcmC{int(card)}D{int(device)}p"
        yield Found("sound card", rest.split(":")[0].strip(), line, "", node)


def _seen(path: Path, root: Path) -> str:
    return f"/{path.relative_to(root)}"


def _group(number: int) -> str:
    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)

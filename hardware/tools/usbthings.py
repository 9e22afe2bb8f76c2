"""Things on USB, as the kernel describes them by files."""

from dataclasses import dataclass
from pathlib import Path

_HUB, _PRINTER = "09", "07"


@dataclass(frozen=True)
class UsbThing:
    """A device on USB.

    Attributes:
        id: Vendor and product as lsusb shows them.
        name: What it calls itself.
        folder: Where the kernel describes it.
        classes: Of its interfaces, in hex.
        node: What libusb opens.
    """

    id: str
    name: str
    folder: Path
    classes: frozenset[str]
    node: Path

    @property
    def prints(self) -> bool:
        """Whether it says that it is a printer."""
        return _PRINTER in self.classes


def usb_things(root: Path = Path("/")) -> list[UsbThing]:
    """Find what is on USB, but for hubs."""
    found = []
    for folder in sorted((root / "sys/bus/usb/devices").glob("*")):
        vendor, product = line_of(folder / "idVendor"), line_of(folder / "idProduct")
        if not vendor or not product or line_of(folder / "bDeviceClass") == _HUB:
            continue
        classes = {line_of(each) for each in folder.glob(f"{folder.name}:*/bInterfaceClass")}
        name = " ".join(filter(None, (line_of(folder / "manufacturer"), line_of(folder / "product"))))
        bus, number = (line_of(folder / each).rjust(3, "0") for each in ("busnum", "devnum"))
        node = root / "dev/bus/usb" / bus / number
        found.append(UsbThing(f"{vendor}:{product}".lower(), name, folder, frozenset(classes - {""}), node))
    return found


def hid_nodes(thing: UsbThing, root: Path = Path("/")) -> list[Path]:
    """The hidraw nodes of a device."""
    return [root / "dev" / each.name for each in sorted(thing.folder.glob("*:*/*/hidraw/hidraw*"))]


def behind(node: Path, root: Path = Path("/")) -> Path | None:
    """Where the kernel describes the thing on USB that a node such as /dev/ttyUSB0 belongs to.

    Args:
        node: The node, or a link to it.
        root: Where `sys` and `dev` are.

    Returns:
        None if it belongs to none.
    """
    name = (root / node.relative_to(node.anchor)).resolve().name
    device = next((root / "sys/class").glob(f"*/{name}/device"), None)
    parents = device.resolve().parents if device else ()
    return next((folder for folder in parents if (folder / "idVendor").exists()), None)


def line_of(path: Path) -> str:
    """What a file of the kernel says; empty if it is not there."""
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""

"""A box with things plugged in, as the kernel describes them by files."""

from pathlib import Path


class Plugged:
    """Folders `sys`, `dev` and `proc` of a box."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._count = 0

    def usb(self, id_, name="", *classes, device_class="00", **below):
        """Something on USB; `below` is a node below its first interface, such as `lp="usbmisc/lp0"`."""
        self._count += 1
        vendor, product = id_.split(":")
        folder = self.root / f"sys/bus/usb/devices/1-{self._count}"
        told = {"idVendor": vendor, "idProduct": product, "product": name, "bDeviceClass": device_class}
        self._tell(folder, **told, busnum="1", devnum=str(self._count))
        for number, each in enumerate(classes):
            self._tell(folder / f"{folder.name}:1.{number}", bInterfaceClass=each)
        for node in below.values():
            (folder / f"{folder.name}:1.0" / node).mkdir(parents=True)
        return self.node(f"bus/usb/001/{self._count:03}")

    def serial(self, name, by_id="", kind="0", by_path=""):
        self._tell(self.root / f"sys/class/tty/{name}", type=kind)
        return self.node(name, by_id and f"serial/by-id/{by_id}", by_path and f"serial/by-path/{by_path}")

    def keypad(self, name, by_id, by_path):
        links = {"by-id": by_id, "by-path": by_path}
        return self.node(f"input/{name}", *(f"input/{each}/{link}-event-kbd" for each, link in links.items() if link))

    def camera(self, number, name, index=0, by_id="", by_path=""):
        self._tell(self.root / f"sys/class/video4linux/video{number}", name=name, index=str(index))
        links = {"by-id": by_id, "by-path": by_path}
        return self.node(f"video{number}", *(f"v4l/{each}/{link}" for each, link in links.items() if link))

    def sound(self, *rows, **cards):
        self._tell(self.root / "proc/asound", pcm="\n".join(rows))
        for number, id_ in cards.items():
            self._tell(self.root / f"proc/asound/{number}", id=id_)

    def node(self, name, *links):
        path = self.root / "dev" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        for link in filter(None, links):
            at = self.root / "dev" / link
            at.parent.mkdir(parents=True, exist_ok=True)
            at.symlink_to(path)
        return path

    @staticmethod
    def _tell(folder, **files):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(f"{text}\n")

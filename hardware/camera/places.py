"""Where a camera is, beyond a file and a folder that stands for one."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from hardware.errors import wrong_setting

_LONGEST = 1000
_MAY_BE_SECRET = re.compile(r"[?;=&].*")
PORTS = {"rtsp": 554, "rtsps": 322}
"""Where each is served when the address does not say."""


@dataclass(frozen=True)
class CameraNode:
    """A camera of this box, by its node."""

    path: Path

    def __str__(self) -> str:
        return f"opencv:{self.path}"


@dataclass(frozen=True)
class NetworkCamera:
    """A camera on the network.

    Attributes:
        url: Its address; empty if it stands in a file, with what signs in.
        file: That file.
    """

    url: str = field(default="", repr=False)
    file: Path | None = None

    def __str__(self) -> str:
        if self.file:
            return f"rtsp:{self.file}"
        return _MAY_BE_SECRET.sub("***", self.url)


def camera_node(_key: str, rest: str, base: Path) -> CameraNode:
    """Read what stands behind `opencv:`, a path or a number."""
    number = rest.isascii() and rest.isdigit()
    return CameraNode(Path(f"/dev/video{rest}") if number else base / rest)


def network_camera(key: str, rest: str, base: Path, scheme: str) -> NetworkCamera:
    """Read what stands behind `rtsp:` or `rtsps:`: the rest of an address, or of a file that holds one.

    Raises:
        SettingsError: It is no such address, or has a password in it.
    """
    if not rest.startswith("//"):
        if scheme == "rtsp":
            return NetworkCamera(file=base / rest)
        raise wrong_setting(key, "is written rtsps://HOST/PATH, or rtsp:FILE with that in the file")
    url = f"{scheme}:{rest}"
    if not is_address(url):
        raise wrong_setting(key, f"is written {scheme}://HOST:PORT/PATH")
    if "@" in urlsplit(url).netloc:
        raise wrong_setting(key, "a password stands in no settings: write the address into a file, here rtsp:FILE")
    return NetworkCamera(url)


def is_address(url: str) -> bool:
    """Whether a camera may be there."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and url.isprintable() and " " not in url and len(url) <= _LONGEST

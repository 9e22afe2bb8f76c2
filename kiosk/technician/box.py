"""What a box must have beside its devices: secrets, room, groups, fonts, a screen."""

import ctypes
import grp
import locale
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from broker.runtime.secret import load_holder_secrets
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, beside
from hardware.settings import HardwareSettings
from kiosk.technician.finding import Finding, fault, ok, warning

FONT = "Noto Sans CJK SC"
LITTLE_MB, TOO_LITTLE_MB = 256, 32
_MB = 2**20
_GROUPS = {
    "serial": "dialout",
    "file": "lp",
    "keypad": "input",
    "alsa": "audio",
    "opencv": "video",
    "usb": "plugdev",
    "hid": "plugdev",
}
_OWN_GROUPS = {("ticket_printer", "usb"): "lp"}
"""Who may open which kind of place, as Debian and our udev rules have it; and where a device has its own."""
_PR_GET_DUMPABLE = 3  # prctl(2)
_FC_MATCH_S = 10


def look_at_secrets(path: Path, settings: DeviceSettings) -> Iterator[Finding]:
    """The kiosk's secret, the account's password, the address of a camera: there, and for their owner alone."""
    secret = beside(path, settings.privacy.secret_file)
    if "idcard" in settings.hardware or secret.exists():
        try:
            newest = load_holder_secrets(secret, may_make=False)[0] if secret.exists() else None
        except SettingsError as error:
            yield from (fault(secret.name, each, f"see {secret}") for each in error.faults)
        else:
            if newest:
                yield ok(secret.name, f"version {newest.version}, for its owner alone")
            elif settings.mqtt.on_loopback:
                yield ok(secret.name, "not there yet: made on first start, since the hall is this machine")
            else:
                yield fault(secret.name, "missing", f"copy the hall's kiosk.secret to {secret}")
    camera = str(settings.hardware.get("camera", ""))
    address = camera.removeprefix("rtsp:") if camera.startswith("rtsp:") and "//" not in camera else ""
    for file in (settings.mqtt.password_file, Path(address) if address else None):
        closed = beside(path, file) if file else None
        if closed and closed.exists() and closed.stat().st_mode & 0o077:
            yield fault(closed.name, "others can read it", f"chmod 600 {closed}")


def look_at_disk(folder: Path) -> Finding:
    """Room to write where the notebook lies."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"doctor")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return fault("disk", f"{folder} takes no files: {error.strerror}", "give the folder to the kiosk's user")
    free = shutil.disk_usage(folder).free // _MB
    if free < LITTLE_MB:
        found = fault if free < TOO_LITTLE_MB else warning
        return found("disk", f"{free} MB left for {folder}", "make room")
    return ok("disk", f"{folder} takes files, {free} MB left")


def look_at_groups(hardware: HardwareSettings) -> Iterator[Finding]:
    """The groups of those who may open the devices of the settings."""
    if os.geteuid() == 0:
        yield warning("groups", "root may open everything", "run this as the user that the box runs as")
        return
    mine = {os.getegid(), *os.getgroups()}
    for device in ("idcard", "ticket_printer", "speaker", "button", "scanner", "camera"):
        kind, _, place = str(getattr(hardware, device)).partition(":")
        name = _OWN_GROUPS.get((device, kind)) or _GROUPS.get(kind)
        if name is None or (kind == "file" and not place.startswith("/dev/")):
            continue
        try:
            there = grp.getgrnam(name).gr_gid in mine
        except KeyError:
            there = False
        if there:
            yield ok("groups", f"{name}, for {device}")
        else:
            yield warning(
                "groups", f"not in {name}, which opens {device}", f"usermod -aG {name} USER, then sign in anew"
            )


def look_at_machine(dri: Path = Path("/dev/dri")) -> Iterator[Finding]:
    """What every box needs.

    Args:
        dri: Where the kernel shows what draws.
    """
    yield _fonts()
    encoding = locale.getencoding()
    if encoding.lower().replace("-", "") == "utf8":
        yield ok("locale", encoding)
    else:
        yield warning("locale", f"files are taken for {encoding}", "set LANG=C.UTF-8 in the unit")
    yield _screen(dri)
    yield _dumps()
    if datetime.now(UTC).year < 2026:  # noqa: PLR2004  when this was written
        yield fault("clock", "stands at a time before this program was made", "timedatectl set-ntp true")


def _fonts() -> Finding:
    todo = "apt-get install fontconfig fonts-noto-cjk"
    try:
        told = subprocess.run(
            ["fc-match", "--format=%{family}", FONT], capture_output=True, text=True, check=False, timeout=_FC_MATCH_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return fault("fonts", "fc-match does not run", todo)
    if FONT in told.stdout:
        return ok("fonts", FONT)
    return fault("fonts", f"no {FONT}: Chinese would be boxes", todo)


def _screen(dri: Path) -> Finding:
    nodes = sorted(dri.glob("renderD*"))
    if not nodes:
        return ok("screen", "no graphics card: the processor draws (QT_QUICK_BACKEND=software)")
    if not os.access(nodes[0], os.R_OK | os.W_OK, effective_ids=True):
        return warning(
            "screen", f"{nodes[0]} is closed to this user: the processor draws", "usermod -aG render,video USER"
        )
    return ok("screen", f"{nodes[0]}")


def _dumps() -> Finding:
    """`yimen` closes the memory of each of its processes, this one too: see whether the kernel did it."""
    dumpable = ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
    if dumpable == 0 and resource.getrlimit(resource.RLIMIT_CORE)[0] == 0:
        return ok("core dumps", "off")
    return fault("core dumps", "a crash would leave cards and PINs on disk", "start yimen by its own command")

"""A private box: the real ippeveprinter of CUPS, with the dbus and avahi that it will not start without.

Runs as `unshare --net --mount python ipp_box.py FOLDER`, so that neither of them meets those of the machine nor its
network. One printer has A4 in its tray and keeps what it is sent in FOLDER/spool; for each document it runs
FOLDER/command, a shell script. Another at PORT + 1 is as ippeveprinter comes, with American paper. It says `ready` and
ends with its stdin.
"""

import ctypes
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

PORT = 8631
GIVE_UP_S = 20
PATHS = f"{os.environ['PATH']}:/usr/sbin:/sbin"
DBUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy></busconfig>
"""
AVAHI = "[server]\nuse-ipv6=no\nallow-interfaces=lo\n[rlimits]\n"
A4 = """ATTR mimeMediaType document-format-default application/pdf
ATTR mimeMediaType document-format-supported application/pdf
ATTR keyword media-default iso_a4_210x297mm
ATTR keyword media-ready iso_a4_210x297mm
ATTR keyword media-supported iso_a4_210x297mm,iso_a5_148x210mm
ATTR keyword sides-default one-sided
ATTR keyword sides-supported one-sided
ATTR text printer-make-and-model "Real Printer"
"""


def wall_off() -> None:
    """Have a /run and a loopback of our own."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", b"/run", b"tmpfs", 0, None):
        raise OSError(ctypes.get_errno(), "mount")
    for folder in ("dbus", "avahi-daemon"):
        Path("/run", folder).mkdir()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:  # SIOCSIFFLAGS: IFF_UP | IFF_RUNNING
        fcntl.ioctl(line, 0x8914, struct.pack("16sh14x", b"lo", 0x41))


def wait_for(there, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + GIVE_UP_S
    while not there():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(log.read_text())
        time.sleep(0.01)


def listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def main(folder: Path) -> None:
    wall_off()
    for name, text in (("dbus.conf", DBUS), ("avahi.conf", AVAHI), ("a4.conf", A4)):
        (folder / name).write_text(text)
    log = folder / "log"
    started: list[subprocess.Popen[bytes]] = []

    def start(program: str, *words: object) -> subprocess.Popen[bytes]:
        with log.open("ab") as out:
            found = shutil.which(program, path=PATHS) or program
            started.append(
                subprocess.Popen([found, *map(str, words)], stdin=subprocess.DEVNULL, stdout=out, stderr=out)
            )
        return started[-1]

    try:
        bus = start("dbus-daemon", f"--config-file={folder / 'dbus.conf'}", "--nofork", "--nopidfile")
        wait_for(Path("/run/dbus/system_bus_socket").exists, bus, log)
        avahi = start("avahi-daemon", "-f", folder / "avahi.conf", "--no-drop-root", "--no-chroot", "--no-rlimits")
        wait_for(Path("/run/avahi-daemon/socket").exists, avahi, log)
        usual = ("-n", "localhost", "--no-web-forms", "-k", "-d")
        printer = start(
            "ippeveprinter",
            *usual,
            folder / "spool",
            "-p",
            PORT,
            "-a",
            folder / "a4.conf",
            "-c",
            folder / "command",
            "A",
        )
        other = start("ippeveprinter", *usual, folder / "other", "-p", PORT + 1, "-f", "application/pdf", "B")
        wait_for(lambda: listens(PORT), printer, log)
        wait_for(lambda: listens(PORT + 1), other, log)
        print("ready", flush=True)
        sys.stdin.read()
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Mosquitto: its configuration, its accounts and its process; the only file that knows it."""

import hashlib
import logging
import os
import resource
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from broker.runtime.errors import KnownError
from broker.server.guard import Door, Guard
from broker.server.rights import Right

log = logging.getLogger(__name__)

START_S = 10.0
RESTART_S = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Pauses before it is started again, longer each time; a run of a minute starts over."""


NO_CHECK_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME."""
HASH_ROUNDS = 101
"""As mosquitto_passwd has it."""
MEMORY_BYTES = 256 * 2**20
"""Who makes the server want more is thrown out; a large hall takes less than a tenth of it."""
CONNECTIONS = 2000
"""At each door. A stranger's cost 40 KB each, so that none of ours is thrown out for their sake."""
QUEUED_BYTES = 16 * 2**20
"""As many states as may wait by number."""


class ServerError(KnownError):
    """The MQTT server can't run, and what to do about it."""


def configuration(host: str, port: int, guard: Guard | None = None) -> str:
    """What Mosquitto is told.

    Nothing is kept for who is absent and nothing survives a restart: the hub says every state anew.

    Args:
        host: where it listens.
        port: where it listens.
        guard: what keeps strangers out; None for a hall on one machine, where nobody comes from outside.
    """
    return "\n".join(
        (
            *(() if guard is None else ("per_listener_settings true",)),
            f"listener {port} {host}",
            *(("allow_anonymous true",) if guard is None else _guarded(guard.door, guard)),
            *(() if guard is None or guard.plain is None else _plain(guard.plain)),
            *(() if guard is None else (f"user {guard.folder.owner()}",)),
            "persistence false",
            "set_tcp_nodelay true",  # else a reply waits 40 ms for the delayed ACK of its command
            "max_packet_size 262144",  # the hub refuses commands over 64 KiB in words; more never reaches it
            # By how much a receiver may be behind; more is dropped. With none in flight the other two would not count.
            "max_inflight_messages 100",
            "max_queued_messages 20000",
            f"max_queued_bytes {QUEUED_BYTES}",
            "persistent_client_expiration 1h",  # our devices leave no session behind; others' are forgotten
            f"memory_limit {MEMORY_BYTES}",
            "log_type error",
            "log_type warning",
            "log_dest stderr",
            "",
        )
    )


def _guarded(door: Door, guard: Guard) -> Iterator[str]:
    yield f"certfile {guard.certificate}"
    yield f"keyfile {guard.key}"
    yield "tls_version tlsv1.2"
    yield from _accounts(door)


def _plain(door: Door) -> Iterator[str]:
    """For buttons that can't speak TLS: their accounts alone, which may say and hear nothing."""
    yield f"listener {door.port} {door.host}"
    yield from _accounts(door)


def _accounts(door: Door) -> Iterator[str]:
    yield f"max_connections {CONNECTIONS}"
    yield "allow_anonymous false"
    yield f"password_file {door.passwords}"
    yield f"acl_file {door.rights}"
    yield "max_qos 1"  # nobody here needs 2, of which the server keeps every message until it is told a second time
    yield "use_username_as_clientid true"  # else an account could throw another device off


def hashed(passwords: Mapping[str, str]) -> dict[str, str]:
    """The line of a password file for each account, as mosquitto_passwd writes it; no password comes near a disk.

    Args:
        passwords: by account; long and random, so that rounds of hashing add nothing.
    """
    return {account: f"{account}:{_hash(password)}" for account, password in passwords.items()}


def _hash(password: str) -> str:
    salt = secrets.token_bytes(12)
    made = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, HASH_ROUNDS)
    return f"$7${HASH_ROUNDS}${b64encode(salt).decode()}${b64encode(made).decode()}"


def rights_file(accounts: Mapping[str, Iterable[Right]]) -> str:
    """The rights of each account as Mosquitto reads them; whatever is not named is forbidden."""
    return "".join(
        f"user {account}\n" + "".join(f"topic {right.may} {right.topic}\n" for right in rights)
        for account, rights in accounts.items()
    )


def reload(folder: Path) -> list[Path]:
    """Let what runs of ours know new accounts, rights and certificates; who is revoked is thrown out.

    Whatever port it was started at: that of hall.toml may be another by now.

    Returns:
        The configurations by which servers run.
    """
    told = []
    for file in sorted(folder.resolve().glob("mosquitto-*.conf")):
        with suppress(OSError, ValueError):  # none runs by it
            pid, _keeper = _run_by(file)
            os.kill(pid, signal.SIGHUP)
            told.append(file)
    return told


def is_up_to_date(run_by: Path, host: str, port: int, guard: Guard) -> bool:
    """Whether a server was started with these doors and accounts; else it must be started anew."""
    return run_by.read_text("utf-8") == configuration(host, port, guard)


def _conf(port: int, folder: Path) -> Path:
    return (folder / f"mosquitto-{port}.conf").resolve()


def _run_by(file: Path) -> tuple[int, int]:
    """The Mosquitto that runs by this configuration, and the process that kept it when it began.

    Raises:
        OSError, ValueError: there is none.
    """
    pid, keeper = map(int, file.with_suffix(".pid").read_text("utf-8").split())
    if str(file).encode() not in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
        raise ProcessLookupError(pid)
    return pid, keeper


def listens(host: str, port: int) -> bool:
    """Whether anything answers at an address."""
    try:
        with socket.create_connection((host, port), timeout=1.0):
            return True
    except OSError:
        return False


def speaks_mqtt(host: str, port: int, guard: Guard | None = None) -> bool:
    """Whether what answers at an address is an MQTT server, be it one that refuses strangers."""
    # CONNECT and CONNACK as in MQTT 3.1.1, sections 3.1 and 3.2: clean session, no name, keep alive 10 s.
    connect, connack = b"\x10\x0c\x00\x04MQTT\x04\x02\x00\x0a\x00\x00", b"\x20\x02"
    try:
        with socket.create_connection((host, port), timeout=2.0) as sock:
            if guard is None:
                return _greets(sock, connect, connack)
            trusted = ssl.create_default_context(cafile=guard.authority)
            trusted.check_hostname = False  # by whatever name: it must be of this hall
            trusted.verify_flags |= NO_CHECK_TIME  # one that has ended is ours too; the link tells what to do
            with trusted.wrap_socket(sock) as safe:
                return _greets(safe, connect, connack)
    except OSError:
        return False


def _greets(sock: socket.socket, connect: bytes, connack: bytes) -> bool:
    sock.sendall(connect)
    return sock.recv(4).startswith(connack)


def find_program() -> str:
    """The Mosquitto program; Debian keeps it where only root's PATH looks."""
    program = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        raise ServerError("the program mosquitto is missing; install Debian's package mosquitto")
    return program


@contextmanager
def running(host: str, port: int, folder: Path, guard: Guard | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    """Mosquitto, listening; ended on the way out, and by the kernel should this process be killed.

    Raises:
        ServerError: the program is missing, or the address is taken, or it does not come up in time.
    """
    program, plain = find_program(), guard.plain if guard else None
    file = _conf(port, folder)
    _end_orphan(file)
    if listens(host, port):
        raise ServerError(f"another program listens at {host}:{port}; stop it, or set another [server] listen")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(configuration(host, port, guard), "utf-8")
    process = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", program, "-c", str(file)], stdin=subprocess.DEVNULL)
    try:
        file.with_suffix(".pid").write_text(f"{process.pid} {os.getpid()}\n", "utf-8")
        _allow_files(process.pid)
        deadline = time.monotonic() + START_S
        while not (listens(host, port) and (plain is None or listens(plain.host, plain.port))):
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServerError(f"mosquitto does not start at {host}:{port}; its own words stand above")
            time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _allow_files(pid: int) -> None:
    """Let it open as many as both its doors may ask for; a thousand are usual."""
    with suppress(OSError, ValueError):  # it has ended, or may have no more
        _soft, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        most = 2 * CONNECTIONS + 100
        resource.prlimit(
            pid, resource.RLIMIT_NOFILE, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )


def _end_orphan(file: Path) -> None:
    """End a Mosquitto of ours whose keeper was killed: started as root it gives root up, and with it --pdeathsig."""
    try:
        pid, keeper = _run_by(file)
        process = Path(f"/proc/{pid}")
        if f"PPid:\t{keeper}\n" in (process / "status").read_text("utf-8"):
            return
        log.info("a Mosquitto that nobody keeps is ended", extra={"pid": pid})
        os.kill(pid, signal.SIGTERM)
    except (OSError, ValueError):  # there is none, or it is gone already
        return
    deadline = time.monotonic() + START_S
    while process.exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def fingerprint(host: str, port: int, guard: Guard | None = None) -> str:
    """Tells one configuration from another."""
    return hashlib.sha256(configuration(host, port, guard).encode()).hexdigest()[:16]

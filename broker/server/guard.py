"""What keeps strangers out of a hall's MQTT server: the files that `yimen provision` makes, and where they are."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from broker.runtime.errors import KnownError
from broker.runtime.settings.file import Endpoint, is_everywhere
from broker.runtime.settings.hall import Server

FOLDER = "security"
OF_BUTTONS = "passwords-of-buttons"
PATIENCE_S = 10.0
"""How long to wait for another who changes accounts, which takes a moment."""


class BusyError(KnownError):
    """Another process changes the accounts of the same hall, and does not end."""


@dataclass(frozen=True, slots=True)
class Door:
    """One address at which the server listens, and who may come in there."""

    host: str
    port: int
    passwords: Path
    rights: Path


@dataclass(frozen=True, slots=True)
class Guard:
    """The files of a hall that was provisioned.

    Attributes:
        folder: where they are, beside hall.toml.
        door: where devices come in, over TLS.
        plain: where buttons come in that can't speak TLS; None where there is no such door.
    """

    folder: Path
    door: Door
    plain: Door | None

    @classmethod
    def of(cls, settings: Path, server: Server) -> "Guard":
        """The guard of the hall whose hall.toml this is, provisioned or not."""
        folder = settings.resolve().parent / FOLDER
        door = Door(*server.address, folder / "passwords", folder / "rights")
        buttons = server.plain_address
        plain = Door(*buttons, folder / OF_BUTTONS, folder / "rights-of-buttons") if buttons else None
        return cls(folder, door, plain)

    @property
    def stands(self) -> bool:
        """Whether the hall was provisioned, as it is described now.

        Raises:
            PermissionError: it is another user's.
        """
        return all(door.passwords.exists() for door in (self.door, self.plain) if door)

    @property
    def entrance(self) -> Endpoint:
        """By which way the hub, on the same machine, comes in."""
        host = "127.0.0.1" if is_everywhere(self.door.host) else self.door.host
        return Endpoint(host=host, port=self.door.port, password_file=self.hub_password, ca_file=self.authority)

    @property
    def buttons_passwords(self) -> Path:
        """Who came in at the plain door, also when there is none any more."""
        return self.folder / OF_BUTTONS

    @property
    def authority(self) -> Path:
        """The certificate that every device trusts."""
        return self.folder / "ca.pem"

    @property
    def authority_key(self) -> Path:
        """What signs certificates; it is needed by `yimen provision` alone."""
        return self.folder / "ca.key"

    @property
    def certificate(self) -> Path:
        """The server's."""
        return self.folder / "server.pem"

    @property
    def key(self) -> Path:
        """The server's."""
        return self.folder / "server.key"

    @property
    def hub_password(self) -> Path:
        """The hub's own account."""
        return self.folder / "hub.password"

    @property
    def holder_secrets(self) -> Path:
        """The kiosks' secrets, as each kiosk has them in a file of its own."""
        return self.folder / "kiosk.secret"

    @property
    def begun(self) -> Path:
        """What a run of `yimen provision` is about to do; gone once it is done."""
        return self.folder / "begun"

    @property
    def told(self) -> Path:
        """By which addresses the boxes were told to come in."""
        return self.folder / "told"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep whoever else would change the accounts out; the kernel lets go when this process ends, however it does.

        Raises:
            BusyError: another one does not end.
        """
        handle, deadline = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY), time.monotonic() + PATIENCE_S
        try:
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        fault = "another yimen provision is at work here and does not end; end it and run this again"
                        raise BusyError(f"{self.folder}: {fault}") from None
                    time.sleep(0.02)
            yield
        finally:
            os.close(handle)

"""Who and what gets in: reads a message as a command of a known device, or says why not."""

import hashlib
import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from broker.client.bus import Received
from broker.contract import codec, topics
from broker.contract.commands import CallNext, CallTicket, Recall, SignIn
from broker.contract.message import Command, Refusal, Reply
from broker.contract.messages import COMMANDS
from broker.contract.values import App, CommandId, Holder, Refused
from broker.hub.foreign_buttons import ForeignButtons
from broker.runtime.pin import is_pin
from broker.runtime.settings.hall import Device, HallSettings

log = logging.getLogger(__name__)

DEBOUNCE = timedelta(seconds=1.5)
LONGEST = timedelta(seconds=30)
"""How long a command may ask to be waited for."""
OLD_ID = timedelta(days=2)
AHEAD = timedelta(days=1)
"""How far a device's clock may be ahead; with OLD_ID it is how long first replies must be kept."""
VERBS = {command.verb: command for command in COMMANDS}


class Press(NamedTuple):
    """A bare call-button was pressed."""

    device: Device

    @property
    def may_call(self) -> bool:
        """Whether a number may come onto a board by it."""
        return True


class Asked(NamedTuple):
    """A command of a device that may ask it."""

    device: Device
    command: Command

    @property
    def may_call(self) -> bool:
        """Whether a number may come onto a board by it."""
        return isinstance(self.command, CallNext | CallTicket | Recall)


class Denied(NamedTuple):
    """A command that is answered without being decided."""

    device: str
    reply: Reply


class _Id(BaseModel):
    """What a malformed command may still be answered by."""

    model_config = ConfigDict(extra="ignore")
    id: CommandId


@dataclass
class Gate:
    """Lets in what the settings allow.

    Args:
        settings: the hall.
        secret: the hub-only secret of holders.
    """

    settings: HallSettings
    secret: bytes = field(repr=False)
    foreign: ForeignButtons = field(init=False)
    _devices: Mapping[str, Device] = field(init=False)
    _pressed: dict[str, datetime] = field(default_factory=dict)
    _secrets: dict[str, int] = field(default_factory=dict)  # the version that each kiosk used last

    def __post_init__(self) -> None:
        self._devices = {device.id: device for device in self.settings.device}
        self._pins = {person.id: person.pin_hash for person in self.settings.staff}
        self.foreign = ForeignButtons(self.settings.device)
        self._badges = {person.badge: person.id for person in self.settings.staff if person.badge}

    def let_in(self, message: Received, now: datetime) -> Press | Asked | Denied | None:
        """What a message is. None is for what is dropped, with one line in the log."""
        button = self.foreign.of(message.topic)
        return self._press_of_foreign(button, message, now) if button else self._read(message, now)

    def not_told(self) -> list[str]:
        """The kiosks that make keys by an older secret than others do: nobody has carried the new one there."""
        newest = max(self._secrets.values(), default=0)
        return sorted(device for device, version in self._secrets.items() if version < newest)

    def too_late(self, command: Command, now: datetime) -> bool:
        """Whether a command that was never answered comes too late to take effect.

        Also one whose times lie so far ahead that its answer would be forgotten before they have passed: it could
        be done twice. Such a device has not heard `hall/clock` yet.
        """
        left = min(command.until - now, command.at - now + LONGEST)
        made = timedelta(milliseconds=int(command.id.replace("-", "")[:12], 16))
        age = timedelta(seconds=now.timestamp()) - made
        return not timedelta() <= left <= AHEAD or not -AHEAD <= age <= OLD_ID

    def holder(self, command: Command) -> tuple[str, ...]:
        """The stored forms of a command's holder keys: one stolen kiosk must not open the database."""
        return self._stored(_shown(command))

    def agent(self, command: Command) -> tuple[str, ...]:
        """The same of who acts for the holder."""
        return self._stored(getattr(command, "by", None))

    def _stored(self, shown: Holder | None) -> tuple[str, ...]:
        keys = dict.fromkeys((shown.key, *shown.older)) if shown else ()
        return tuple(hmac.new(self.secret, key.encode(), hashlib.sha256).hexdigest() for key in keys)

    def pin_ok(self, staff: str | None, pin: str) -> bool:
        """Whether this is the person's PIN; slow by design, so not for the hub's own thread."""
        known = self._pins.get(staff or "")
        # A stranger costs the same time as a colleague, so names can't be found by the clock.
        return is_pin(known or next(iter(self._pins.values()), ""), pin) and known is not None

    def _read(self, message: Received, now: datetime) -> Press | Asked | Denied | None:
        topic = topics.read_command_topic(self.settings.hall.id, message.topic)
        if topic is None or message.retained:
            log.info("dropped: retained, or not a command", extra={"topic": message.topic})
            return None
        device, kind = self._devices.get(topic.device), VERBS.get(topic.verb)
        if device is None:
            return self._deny(topic.device, message, now, Refused.UNKNOWN_DEVICE)
        if kind is None or device.app not in kind.apps:
            return self._deny(topic.device, message, now, Refused.NOT_ALLOWED)
        if not message.payload:
            return self._press(device, message, now)
        try:
            command = codec.decode(kind, message.payload)
        except codec.MalformedError as error:
            return self._deny(topic.device, message, now, Refused.MALFORMED, str(error))
        if isinstance(command, SignIn) and command.staff is None:
            command = command.model_copy(update={"staff": self._badges.get(command.badge or "")})
        if shown := _shown(command):
            self._secrets[device.id] = shown.secret
        return Asked(device, command)

    def _press_of_foreign(self, device: Device, message: Received, now: datetime) -> Press | None:
        if message.retained or not self.foreign.is_press(device, message):
            log.info("dropped: retained, or no press", extra={"topic": message.topic})
            return None
        return self._press(device, message, now)

    def _press(self, device: Device, message: Received, now: datetime) -> Press | None:
        last = self._pressed.get(device.id)
        if device.app is not App.BUTTON or message.duplicate or (last and abs(now - last) < DEBOUNCE):
            log.info("dropped: an empty message that is no press", extra={"device": device.id})
            return None
        self._pressed[device.id] = now
        return Press(device)

    def _deny(self, device: str, message: Received, now: datetime, code: Refused, detail: str = "") -> Denied | None:
        log.warning(
            "refused at the door", extra={"device": device, "topic": message.topic, "code": code, "error": detail}
        )
        try:
            id_ = codec.decode(_Id, message.payload).id
        except codec.MalformedError:
            return None
        return Denied(device, Reply(re=id_, ok=False, at=now, error=Refusal(code=code, detail=detail)))


def _shown(command: Command) -> Holder | None:
    """The card that was laid on a kiosk, whatever is asked with it."""
    holder: Holder | None = getattr(command, "holder", None)
    return holder

"""Buttons that speak MQTT in their maker's words: which of their messages is a press.

Shelly, first generation    shellies/shellybutton1-…/input_event/0    {"event": "S", "event_cnt": 3}
Shelly, later ones          shellyblu-…/events/rpc                    {"method": "NotifyEvent", "params": {…}}
zigbee2mqtt                 zigbee2mqtt/desk-7                        {"action": "single"}
"""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from broker.client.bus import Received
from broker.contract import codec
from broker.runtime.settings.hall import Device


class _Tolerant(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Event(_Tolerant):
    event: str = ""


class _Params(_Tolerant):
    events: tuple[_Event, ...] = ()


class _Said(_Tolerant):
    """What any of them says; all else is none of ours."""

    event: str = ""
    event_cnt: int | None = None
    action: str | None = None
    method: str = ""
    params: _Params = _Params()

    @property
    def words(self) -> Iterator[str]:
        yield self.event
        yield self.action or ""
        if self.method == "NotifyEvent":
            yield from (event.event for event in self.params.events)


class ForeignButtons:
    """The foreign buttons of a hall. It belongs to the hub's thread, but for `topics`.

    Args:
        devices: the hall's.
    """

    def __init__(self, devices: tuple[Device, ...]) -> None:
        self._by_topic = {device.says: device for device in devices if device.says}
        self._counts: dict[str, int] = {}

    @property
    def topics(self) -> Mapping[str, str]:
        """Whose each topic is that the hub listens to."""
        return {topic: device.id for topic, device in self._by_topic.items()}

    def of(self, topic: str) -> Device | None:
        """Whose topic this is."""
        return self._by_topic.get(topic)

    def is_press(self, device: Device, message: Received) -> bool:
        """Whether a message is a press that counts; one that is told again, by its count, is none."""
        try:
            said = codec.decode(_Said, message.payload)
        except codec.MalformedError:
            return False
        told_again = said.event_cnt is not None and said.event_cnt == self._counts.get(device.id)
        if said.event_cnt is not None:
            self._counts[device.id] = said.event_cnt
        return not told_again and any(word in device.press for word in said.words)

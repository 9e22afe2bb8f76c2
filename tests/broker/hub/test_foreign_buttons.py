"""Buttons of Shelly and zigbee2mqtt, on a real MQTT server, with a real hub and its store."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.client.bus import Received
from broker.contract.values import App
from broker.hub.foreign_buttons import ForeignButtons
from broker.runtime.settings.file import SettingsError, load
from broker.runtime.settings.hall import Device, HallSettings
from tests.hall import TOP, HubHere, stopping, write_hall

OLD, NEW, ZIGBEE = "shellies/shellybutton1-A4CF12/input_event/0", "shellyblu-1/events/rpc", "zigbee2mqtt/desk-2"
MORE = "".join(
    f'[[device]]\nid = "foreign-{n}"\napp = "button"\nwindow = "w0{window}"\nsays = "{topic}"\n{press}'
    for n, window, topic, press in ((1, 1, OLD, ""), (2, 2, NEW, ""), (3, 2, ZIGBEE, 'press = ["1_single"]\n'))
)


def notified(event):
    event = {"component": "input:0", "id": 0, "event": event, "ts": 1700.5}
    return {"src": "shellyblu-1", "dst": "shellyblu-1/events", "method": "NotifyEvent", "params": {"events": [event]}}


@pytest.mark.parametrize(
    "device, said, presses",
    [
        (1, {"event": "S", "event_cnt": 1}, True),
        (1, {"event": "SS", "event_cnt": 1}, False),
        (1, {"event": "L", "event_cnt": 1}, False),
        (2, notified("single_push"), True),
        (2, notified("double_push"), False),
        (2, notified("btn_up"), False),
        (2, {**notified("single_push"), "method": "NotifyStatus"}, False),
        (3, {"action": "1_single", "linkquality": 90}, True),
        (3, {"action": "single"}, False),
        (3, {"action": "", "battery": 87}, False),
        (3, {"action": None}, False),
        (3, ["1_single"], False),
        (3, "1_single", False),
    ],
)
def test_a_press_is_what_the_settings_name_and_else_a_short_one_alone(device, said, presses):
    press = {"press": ["1_single"]} if device == 3 else {}
    button = Device(id="b", app=App.BUTTON, window="w01", says="any", **press)
    message = Received("any", json.dumps(said).encode(), retained=False, duplicate=False)
    assert ForeignButtons((button,)).is_press(button, message) is presses


@given(st.binary(max_size=200) | st.recursive(st.none() | st.text(), lambda inner: st.dictionaries(
    st.sampled_from(["event", "event_cnt", "action", "method", "params", "events"]), inner | st.lists(inner)
)).map(lambda said: json.dumps(said).encode()))  # fmt: skip
def test_whatever_is_said_is_a_press_or_none(payload):
    button = Device(id="b", app=App.BUTTON, window="w01", says="any")
    assert ForeignButtons((button,)).is_press(button, Received("any", payload, False, False)) in {True, False}  # noqa: FBT003


def test_foreign_buttons_call_but_not_by_what_is_kept_told_again_or_pressed_twice_at_once(tmp_path, port, join, clock):
    shelly = join("shelly")
    shelly.publish(OLD, b'{"event":"S","event_cnt":1}', retain=True)
    hub = HubHere(write_hall(tmp_path, port, more=MORE), clock).start()
    with stopping(hub):
        everything, kiosk = join("listener", f"{TOP}/#"), join("kiosk-1")
        for service in ("residence", "household", "household"):
            kiosk.ask("issue-ticket", service=service)

        def called():
            asked = kiosk.ask("find-ticket")["re"]
            everything.hear(lambda b: b["re"] == asked, "reply/kiosk-1")
            return [e["window"] for e in everything.events() if e["name"] in {"ticket-called", "ticket-recalled"}]

        assert called() == []
        shelly.publish(OLD, b'{"event":"S","event_cnt":2}')
        shelly.publish(OLD, b'{"event":"S","event_cnt":3}')  # at once: the same hand
        everything.hear(lambda b: b["name"] == "ticket-called", "event")
        assert called() == ["w01"]
        clock.ahead += timedelta(seconds=2)
        shelly.publish(OLD, b'{"event":"S","event_cnt":3}')  # told again
        shelly.publish(OLD, b'{"event":"L","event_cnt":4}')
        shelly.publish(NEW, json.dumps(notified("single_push")).encode())
        everything.hear(lambda b: b["name"] == "ticket-called" and b["window"] == "w02", "event")
        assert called() == ["w01", "w02"]
        clock.ahead += timedelta(seconds=25)
        shelly.publish(ZIGBEE, b'{"action":"single"}')
        shelly.publish(ZIGBEE, b'{"action":"1_single"}')
        everything.hear(lambda b: b["name"] == "ticket-missed" and b["window"] == "w02", "event")
        assert called() == ["w01", "w02", "w02"]


@pytest.mark.parametrize(
    "line, fault",
    [
        ('says = "yimen/v1/leiyang/event"', "outside of yimen/"),
        ('says = "a/#"', "says"),
        ('says = "a/+/b"', "says"),
        ('says = "a b\\nuser x"', "says"),
        (f'says = "{OLD}"', "twice"),
        ('says = "a"\npress = []', "press"),
    ],
)
def test_a_topic_that_would_open_more_than_one_button_is_refused(tmp_path, line, fault):
    one = f'[[device]]\nid = "b-0"\napp = "button"\nwindow = "w01"\nsays = "{OLD}"\n'
    more = f'{one}[[device]]\nid = "b-1"\napp = "button"\nwindow = "w01"\n{line}\n'
    with pytest.raises(SettingsError, match=fault):
        load(HallSettings, write_hall(tmp_path, 1, more=more))

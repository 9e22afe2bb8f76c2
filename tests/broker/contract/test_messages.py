"""The list of messages, their topics, and what they may never say."""

import inspect
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from broker.contract import messages, topics
from broker.contract.commands import CallNext
from broker.contract.events import AnyEvent
from broker.contract.message import Command, Message
from broker.contract.messages import COMMANDS, EVENTS, MESSAGES, REPLIES, STATES
from broker.contract.told import CalledTicket, Clerk, HeldTicket, Journey, KioskInfo, ServiceInfo
from broker.contract.values import App

BASES = {"Message", "Command", "KioskCommand", "OfAppointment", "WindowCommand", "State", "Reply", "Event"} | {
    "TicketEvent",
    "AtWindow",
    "Moved",
    "WindowEvent",
    "ServiceEvent",
    "AppointmentEvent",
    "AppointmentTold",
}
NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,62}", fullmatch=True)


def fields_of(kind: type[BaseModel], seen: tuple[type, ...] = ()) -> set[tuple[type, str]]:
    """Every field a message has, however deep."""
    found: set[tuple[type, str]] = set()
    for name, field in kind.model_fields.items():
        found.add((kind, name))
        parts = [field.annotation]
        for part in parts:
            parts += [other for other in get_args(part) if other not in parts]
            if inspect.isclass(part) and issubclass(part, BaseModel) and part not in seen:
                found |= fields_of(part, (*seen, part))
    return found


def test_every_message_class_is_in_the_list():
    defined = {kind for _, kind in inspect.getmembers(messages, inspect.isclass) if issubclass(kind, Message)}
    assert {kind.__name__ for kind in defined - set(MESSAGES)} == BASES
    assert len(set(MESSAGES)) == len(MESSAGES)


def test_every_event_is_told_by_its_name():
    assert set(get_args(get_args(AnyEvent)[0])) == set(EVENTS)
    assert len({kind.model_fields["name"].default for kind in EVENTS}) == len(EVENTS)


def test_every_command_has_a_verb_of_its_own_someone_who_may_and_an_answer():
    assert len({kind.verb for kind in COMMANDS}) == len(COMMANDS)
    assert all(kind.apps and App.UNKNOWN not in kind.apps for kind in COMMANDS)
    assert all(kind.answer in REPLIES for kind in COMMANDS)


def test_only_states_and_what_devices_say_of_themselves_are_retained():
    kept = {kind for kind in MESSAGES if kind.retained}
    assert kept == {*STATES, messages.Presence, messages.Health}


@pytest.mark.parametrize("kind", [*EVENTS, *STATES], ids=lambda kind: kind.__name__)
def test_everybody_hears_epoch_and_seq_and_nothing_of_a_visitor(kind):
    assert {"epoch", "seq", "at"} <= set(kind.model_fields)
    fields = fields_of(kind)
    assert not {name for _, name in fields} & {"ref", "holder", "key", "secret", "pin"}
    public = {(owner, "name") for owner in (ServiceInfo, Journey, Clerk, KioskInfo, messages.HallToday)}
    names = {(owner, name) for owner, name in fields if name == "name"} - public
    assert names == ({(kind, "name")} if kind in EVENTS else set())  # an event's own name
    assert not {owner for owner, _ in fields} & {HeldTicket, CalledTicket}


def test_only_the_reply_to_a_call_has_a_visitors_name():
    with_name = {kind for kind in REPLIES if (CalledTicket, "name") in fields_of(kind)}
    assert with_name == {messages.CalledReply}
    assert all((HeldTicket, "name") not in fields_of(kind) for kind in REPLIES)


def test_command_and_holding_are_in_every_window_command():
    for kind in COMMANDS:
        assert {"id", "at", "until"} <= set(kind.model_fields)
        assert ("holding" in kind.model_fields) == issubclass(kind, messages.WindowCommand)


@given(hall=NAMES, device=NAMES, command=st.sampled_from(COMMANDS))
def test_the_hub_reads_a_command_topic_as_the_device_wrote_it(hall, device, command):
    text = topics.command_topic(hall, device, command)
    assert text == f"yimen/v1/{hall}/cmd/{device}/{command.verb}"
    assert topics.read_command_topic(hall, text) == (device, command.verb)
    assert topics.read_command_topic(f"{hall}x", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "yimen/v1/leiyang/cmd/kiosk-1",
        "yimen/v1/leiyang/cmd/kiosk-1/call-next/more",
        "yimen/v2/leiyang/cmd/kiosk-1/call-next",
        "yimen/v1/leiyang/reply/kiosk-1",
        "yimen/v1/leiyang/cmd/Kiosk/call-next",
        "yimen/v1/leiyang/cmd//call-next",
        "yimen/v1/leiyang/cmd/kiosk-1/call next",
        "yimen/v1/leiyang/cmd/kiosk-1\n/call-next",
        "yimen/v1/leiyang/cmd/kiosk-1/call-next\n",
        "",
    ],
)
def test_other_topics_are_no_command_topics(text):
    assert topics.read_command_topic("leiyang", text) is None


def test_topics_stand_as_the_contract_names_them():
    said = {
        kind.__name__: topics.topic("h", kind, device="d", verb="v", zone="z", service="s", window="w")
        for kind in (Command, CallNext, *REPLIES[:1], *EVENTS[:1], *STATES, messages.Presence, messages.Health)
    }
    assert said == {
        "Command": "yimen/v1/h/cmd/d/v",
        "CallNext": "yimen/v1/h/cmd/d/v",
        "TicketReply": "yimen/v1/h/reply/d",
        "DayOpened": "yimen/v1/h/event",
        "HallToday": "yimen/v1/h/state/hall/today",
        "HallClock": "yimen/v1/h/state/hall/clock",
        "HallRecord": "yimen/v1/h/state/hall/record",
        "Board": "yimen/v1/h/state/board/z",
        "ServiceQueue": "yimen/v1/h/state/service/s",
        "WindowState": "yimen/v1/h/state/window/w",
        "StaffQueue": "yimen/v1/h/state/queue/s",
        "Presence": "yimen/v1/h/device/d/presence",
        "Health": "yimen/v1/h/device/d/health",
    }

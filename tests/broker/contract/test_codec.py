"""Messages to bytes and back, and bytes that are no message."""

import json

import pytest
import uuid6
from hypothesis import given, settings
from hypothesis import strategies as st

from broker.contract import codec
from broker.contract.commands import BookAppointment, IssueTicket, SignIn, VoidTicket
from broker.contract.messages import MESSAGES
from broker.contract.states import HallClock, StaffQueue
from broker.contract.values import App, Condition, Refused, Standing, TicketState
from tests.broker.contract.messages_of import messages_of
from tests.hall import command

ID_NUMBER = "110101199003077571"
UNTOLD = {"holder": {"key": ID_NUMBER, "secret": 1, "name": "张三"}, "service": "residence"}


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
@settings(max_examples=12)  # of each of some thirty classes
@given(data=st.data())
def test_a_message_comes_back_as_it_was(kind, data):
    message = data.draw(messages_of(kind))
    assert codec.decode(kind, codec.encode(message)) == message


@given(data=st.data())
def test_fields_of_a_newer_version_are_ignored(data):
    message = data.draw(messages_of(IssueTicket))
    newer = json.loads(codec.encode(message)) | {"colour": "red", "verb": "x", "topic": "y"}
    assert codec.decode(IssueTicket, json.dumps(newer).encode()) == message


@pytest.mark.parametrize("kind", [Standing, Condition, TicketState, App, Refused], ids=lambda kind: kind.__name__)
@given(word=st.text())
def test_a_word_of_a_newer_version_becomes_unknown(kind, word):
    assert kind(word) is kind.UNKNOWN or kind(word).value == word


def test_a_standing_of_a_newer_version_still_decodes():
    body = command(service="residence", standing="veteran")
    assert codec.decode(IssueTicket, json.dumps(body).encode()).standing is Standing.UNKNOWN


def test_64_kib_are_read_and_one_byte_more_is_not():
    body = command(service="residence", padding="")
    body["padding"] = "x" * (codec.MAX_BYTES - len(json.dumps(body)))
    payload = json.dumps(body).encode()
    assert len(payload) == codec.MAX_BYTES
    assert codec.decode(IssueTicket, payload)
    with pytest.raises(codec.MalformedError, match="65537 bytes"):
        codec.decode(IssueTicket, payload + b" ")


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"v":1}',
        b'"\\ud800"',
        b"[" * 60_000,
        json.dumps(command(service="\ud800")).encode(),
        json.dumps(command(service="residence") | {"v": 2}).encode(),
        json.dumps(command(service="residence") | {"id": "01a2037f-db4b-465b-b83a-ad37f1c2cff4"}).encode(),
        json.dumps(command(service="residence") | {"until": "2026-11-22T21:44:00"}).encode(),
        json.dumps(command(service="a/b")).encode(),
        json.dumps(command(service="residence", needs=["x"] * 9)).encode(),
        json.dumps(command(service="residence", needs=["low-counter\x1b[2J"])).encode(),
        json.dumps(command(service="residence", needs=[""])).encode(),
        json.dumps(command(service="residence", language="zh\n")).encode(),
    ],
    ids=lambda payload: repr(payload[:20]),
)
def test_bytes_that_are_no_command_are_malformed(payload):
    with pytest.raises(codec.MalformedError):
        codec.decode(IssueTicket, payload)


@given(payload=st.binary(max_size=200) | st.recursive(st.text() | st.integers() | st.none(), st.lists).map(json.dumps))
def test_nothing_but_malformed_comes_of_any_bytes(payload):
    with pytest.raises(codec.MalformedError):
        codec.decode(IssueTicket, payload if isinstance(payload, bytes) else payload.encode("utf-8", "surrogatepass"))


@given(
    where=st.sampled_from(["id", "at", "until", "service", "language", "needs", "holder"]),
    value=st.sampled_from([ID_NUMBER * 10, {ID_NUMBER: ID_NUMBER}, [{ID_NUMBER: ID_NUMBER}], UNTOLD]),
)
def test_the_words_for_a_malformed_message_never_repeat_what_was_in_it(where, value):
    body = command(service="residence") | {where: value}
    with pytest.raises(codec.MalformedError, match=where) as caught:
        codec.decode(IssueTicket, json.dumps(body, ensure_ascii=False).encode())
    assert ID_NUMBER not in str(caught.value)
    assert "张三" not in str(caught.value)


def test_a_message_is_frozen_and_its_repr_keeps_holder_key_and_pin_to_itself():
    issue = codec.decode(
        IssueTicket,
        json.dumps(command(service="residence", holder={"key": "ab" * 32, "secret": 1, "name": "张*"})).encode(),
    )
    assert "abab" not in repr(issue)
    sign_in = codec.decode(SignIn, json.dumps(command(staff="c001", pin="86420")).encode())
    assert "86420" not in repr(sign_in)
    with pytest.raises(ValueError, match="frozen"):
        issue.service = "other"


def test_times_stand_on_the_wire_with_milliseconds_and_offset():
    clock = HallClock(epoch=1, seq=1, at="2026-11-22T21:44:00.123456+08:00")
    assert json.loads(codec.encode(clock))["at"] == "2026-11-22T21:44:00.123+08:00"


def test_a_full_queue_state_stays_below_the_limit():
    waiting = {
        "id": command()["id"],
        "day": "2026-11-22",
        "number": "AB1234",
        "standing": "appointment",
        "since": "2026-11-22T21:44:00.123+08:00",
    }
    state = StaffQueue(epoch=10**9, seq=10**12, at=waiting["since"], waiting=10_000, tickets=(waiting,) * 100)
    assert len(codec.encode(state)) < codec.MAX_BYTES / 2


@pytest.mark.parametrize("sign", ["\n", "\x1b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\x00", "\x85"])
def test_words_that_people_read_have_no_signs_that_cannot_be_seen(sign):
    body = command(ticket=str(uuid6.uuid7()), reason=f"came{sign}late")
    with pytest.raises(codec.MalformedError, match="reason: value_error"):
        codec.decode(VoidTicket, json.dumps(body).encode())
    assert codec.decode(VoidTicket, json.dumps(body | {"reason": "来晚了 👩\u200d🦽"}).encode()).reason


@pytest.mark.parametrize("field, given", [("until", 4102444800), ("items", "2"), ("items", 2.5), ("language", 7)])
def test_a_value_of_another_kind_is_malformed_even_where_it_could_be_read_as_the_right_one(field, given):
    body = command(service="housing", slot="2026-11-24T09:00:00.000+08:00", items=1)
    assert codec.decode(BookAppointment, json.dumps(body).encode())
    with pytest.raises(codec.MalformedError, match=field):
        codec.decode(BookAppointment, json.dumps(body | {field: given}).encode())

"""Rule 6: whatever comes over the wire, it is answered or dropped, and the hub goes on."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broker.contract import codec
from broker.contract.messages import COMMANDS
from tests.broker.contract.messages_of import messages_of
from tests.hall import command, wait_until

pytestmark = [pytest.mark.usefixtures("hub"), pytest.mark.expect_warnings]

VERBS = [kind.verb for kind in COMMANDS]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)


def still_works(kiosk):
    return kiosk.ask("find-ticket")["ok"]


def test_what_is_malformed_but_has_an_id_is_answered_without_its_words(join, everything, caplog):
    kiosk = join("kiosk-1")
    body = command(service="residence", holder={"key": "110101199003077571", "secret": 1, "name": "张三"})
    reply = kiosk.ask("issue-ticket", body)
    assert reply["error"]["code"] == "malformed"
    assert "holder.key" in reply["error"]["detail"]
    logged = caplog.text + str([record.__dict__ for record in caplog.records])
    assert "110101199003077571" not in json.dumps(reply) + logged
    assert "张三" not in json.dumps(reply, ensure_ascii=False) + logged
    assert everything.events() == []


NO_COMMAND = {
    "nul": b"\x00",
    "brace": b"{",
    "list": b"[]",
    "number": b"7",
    "not UTF-8": b"\xff\xfe\xfd",
    "no id": b'{"id":7}',
    "over 64 KiB": json.dumps(command(pad="x" * 65_536)).encode(),
    "200 kB": b"x" * 200_000,
}


@pytest.mark.parametrize("payload", NO_COMMAND.values(), ids=NO_COMMAND.keys())
def test_what_has_no_id_or_is_too_long_is_dropped_with_one_line(join, everything, caplog, payload):
    kiosk = join("kiosk-1")
    kiosk.say("issue-ticket", payload)
    wait_until(lambda: "refused at the door" in caplog.text)
    assert still_works(kiosk)
    assert [record.getMessage() for record in caplog.records].count("refused at the door") == 1
    assert everything.hear(lambda b: b["ok"], "reply/kiosk-1")
    assert len([m for m in everything.heard if "/reply/" in m.topic]) == 1
    assert everything.events() == []


def test_another_halls_commands_are_none_of_ours(join, everything):
    kiosk = join("kiosk-1")
    body = command(service="residence")
    kiosk.say("issue-ticket", body, hall="hengyang")
    kiosk.publish("yimen/v1/leiyang/cmd/kiosk-1", json.dumps(body).encode())
    kiosk.publish("yimen/v1/leiyang/cmd/kiosk-1/issue-ticket/again", json.dumps(body).encode())
    assert still_works(kiosk)
    assert everything.events() == []
    assert not [m for m in everything.heard if body["id"].encode() in m.payload and "/reply/" in m.topic]


def test_any_bytes_and_any_command_leave_the_hub_at_work(join):
    peers = [join(device) for device in ("kiosk-1", "terminal-1", "button-2", "nobody")]

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(data=st.data())
    def fuzz(data):
        peer = data.draw(st.sampled_from(peers))
        verb = data.draw(st.sampled_from(VERBS) | st.from_regex(r"[a-zA-Z0-9$ -]{1,20}", fullmatch=True))
        kind = data.draw(st.sampled_from(COMMANDS))
        payload = data.draw(
            st.binary(max_size=100)
            | ANY_JSON.map(lambda value: json.dumps(value).encode())
            | st.dictionaries(st.sampled_from([*kind.model_fields, "id"]), ANY_JSON).map(
                lambda fields: json.dumps(command(**fields) if "id" not in fields else fields).encode()
            )
            | messages_of(kind).map(codec.encode)
        )
        peer.say(verb, payload, retain=data.draw(st.booleans()))

    fuzz()
    assert still_works(peers[0])
    assert peers[0].ask("issue-ticket", service="residence")["ok"]

"""The bus over a real MQTT server."""

import itertools
import os
import signal
import threading

import pytest

from broker.client.bus import Address
from broker.client.paho_bus import PahoBus
from broker.client.unlinked import AWAY
from broker.server.mosquitto import running
from tests.hall import DEADLINE_S, free_port, wait_until


def test_confirmations_come_while_others_publish_and_neither_waits_for_the_other(port):
    """paho holds its own lock while it tells what was taken; so no lock of ours may be held around paho."""
    bus, linked, taken = PahoBus(Address("127.0.0.1", port, "d")), threading.Event(), itertools.count()
    bus.start(lambda _message: None, lambda _up: linked.set())
    assert linked.wait(DEADLINE_S)
    count, seen = 5_000, []

    def publish():
        for _ in range(count):
            bus.publish("t", b"x", on_taken=lambda: seen.append(next(taken)))

    publisher = threading.Thread(target=publish, daemon=True)
    publisher.start()
    wait_until(lambda: len(seen) == count, "every confirmation")
    publisher.join(DEADLINE_S)
    bus.stop()
    assert not bus._taken_early
    assert not bus._under_way


def test_what_is_said_without_a_link_is_refused_and_never_said_later(tmp_path):
    port = free_port()
    speaker, listener = (PahoBus(Address("127.0.0.1", port, name)) for name in ("speaker", "listener"))
    heard, links = [], []
    listener.subscribe("#")
    assert not speaker.publish("t", b"before the start")
    with running("127.0.0.1", port, tmp_path) as server:
        speaker.start(lambda _m: None, links.append)
        listener.start(heard.append, links.append)
        wait_until(lambda: links.count(True) == 2)
        os.kill(server.pid, signal.SIGSTOP)  # takes bytes, confirms nothing
        assert speaker.publish("t", b"never confirmed", retain=True)
        server.kill()
        wait_until(lambda: links.count(False) == 2)
        assert not speaker.publish("t", b"while away")
    with running("127.0.0.1", port, tmp_path):
        wait_until(lambda: links.count(True) == 4)
        assert speaker.publish("t", b"afterwards")
        wait_until(lambda: heard)
        speaker.stop()
        listener.stop()
    assert [m.payload for m in heard] == [b"afterwards"]


def test_who_asks_is_told_why_there_is_no_link():
    why = []
    bus = PahoBus(Address("127.0.0.1", free_port(), "d"), on_unlinked=why.append)
    bus.start(lambda _m: None, lambda _up: None)
    wait_until(lambda: why)
    bus.stop()
    assert why == [AWAY]


def test_a_topic_asked_for_before_or_after_the_link_is_heard_after_a_new_link_too(tmp_path):
    port = free_port()
    bus, heard, links = PahoBus(Address("127.0.0.1", port, "d")), [], []
    bus.subscribe("before")
    for round_ in (1, 2):
        with running("127.0.0.1", port, tmp_path) as server:
            if round_ == 1:
                bus.start(heard.append, links.append)
                wait_until(lambda: links.count(True) == 1)
                bus.subscribe("after")
            wait_until(lambda round_=round_: links.count(True) == round_)
            bus.publish("before", b"%d" % round_)
            bus.publish("after", b"%d" % round_)
            wait_until(lambda round_=round_: len(heard) == 2 * round_)
            server.kill()
        wait_until(lambda round_=round_: links.count(False) == round_)
    bus.stop()
    assert sorted((m.topic, m.payload) for m in heard) == [
        ("after", b"1"),
        ("after", b"2"),
        ("before", b"1"),
        ("before", b"2"),
    ]


@pytest.mark.expect_warnings
def test_a_fault_on_the_thread_of_the_bus_is_told_and_it_links_anew(port, caplog):
    bus, links, faults = PahoBus(Address("127.0.0.1", port, "d")), [], [MemoryError("no room for a link"), None]
    heard = []

    def on_link(linked):
        links.append(linked)
        if linked and (fault := faults.pop(0)):
            raise fault

    bus.subscribe("t")
    bus.start(heard.append, on_link)
    wait_until(lambda: links == [True, False, True], "the second link")
    wait_until(lambda: bus.publish("t", b"heard") and bool(heard), "a message over it")
    bus.stop()
    assert caplog.text.count("a fault on the thread of the bus; it links anew") == 1

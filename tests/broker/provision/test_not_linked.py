"""What a technician reads in the log of a box that does not come in, and that the command mends it."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broker.client.bus import Address
from broker.client.paho_bus import PahoBus
from broker.server import certificates
from broker.server.mosquitto import running
from tests.hall import free_port, stopping, wait_until

pytestmark = pytest.mark.expect_warnings
NOW = datetime.now(UTC)


def certify(place, *, names=("127.0.0.1",), now=NOW):
    guard = place.guard
    certificates.make_server(names, (guard.authority, guard.authority_key), guard.certificate, guard.key, now)


def another_hall(place):
    guard = place.guard
    certificates.make_authority("another", guard.folder / "other.pem", guard.folder / "other.key", NOW)
    authority = (guard.folder / "other.pem", guard.folder / "other.key")
    certificates.make_server(("127.0.0.1",), authority, guard.certificate, guard.key, NOW)


def told(caplog, said):
    """The kinds and words of what was told by this sentence."""
    return [(record.code, record.error) for record in caplog.records if record.getMessage() == said]


def attempts(bus):
    """Counts how often a bus has tried to come in and did not."""
    made, tell = [], bus._client.on_connect_fail
    bus._client.on_connect_fail = lambda *what: (tell(*what), made.append(1))
    return made


@pytest.mark.parametrize(
    "wrong, code, to_do",
    [
        (lambda p: certify(p, now=NOW - timedelta(days=500)), "certificate-ended", "run yimen provision"),
        (lambda p: certify(p, now=NOW + timedelta(days=9)), "certificate-not-yet", "the clock of this machine"),
        (lambda p: certify(p, names=["hall.example"]), "certificate-of-another-name", "[server] names in hall.toml"),
        (another_hall, "certificate-of-another-hall", "copy the hall's security/ca.pem here"),
    ],
)
def test_a_certificate_that_is_not_believed_is_told_once_with_what_to_do(place, caplog, wrong, code, to_do):
    wrong(place)
    bus = PahoBus(Address("127.0.0.1", place.port, "kiosk-1", "any", str(place.guard.authority)))
    bus._client.reconnect_delay_set(min_delay=0, max_delay=0)
    tried = attempts(bus)
    with running("127.0.0.1", place.port, place.folder / "server", place.guard):
        bus.start(lambda _message: None, lambda _linked: None)
        with stopping(bus):
            wait_until(lambda: len(tried) >= 3, "the third attempt")
    ((kind, words),) = told(caplog, "the MQTT server is not the one we trust")
    assert kind == code
    assert to_do in words


def test_a_refused_account_is_told_once_with_what_to_do(place, caplog):
    bus = PahoBus(Address("127.0.0.1", place.port, "kiosk-1", "guess", str(place.guard.authority)))
    bus._client.reconnect_delay_set(min_delay=0, max_delay=0)
    refused, tell = [], bus._client.on_connect
    bus._client.on_connect = lambda *what: (tell(*what), refused.append(1))
    with running("127.0.0.1", place.port, place.folder / "server", place.guard):
        bus.start(lambda _message: None, lambda _linked: None)
        with stopping(bus):
            wait_until(lambda: len(refused) >= 3, "the third refusal")
    ((kind, words),) = told(caplog, "the MQTT server refused us")
    assert kind == "refused"
    assert "yimen provision --renew kiosk-1" in words
    assert not told(caplog, "the MQTT server hung up")


def test_a_box_without_tls_at_the_door_for_tls_is_told_what_to_look_at(place, caplog):
    bus = PahoBus(Address("127.0.0.1", place.port, "kiosk-1", "any"))
    with running("127.0.0.1", place.port, place.folder / "server", place.guard):
        bus.start(lambda _message: None, lambda _linked: None)
        with stopping(bus):
            wait_until(lambda: told(caplog, "the MQTT server hung up"), "the words")
    assert "ca_file missing" in told(caplog, "the MQTT server hung up")[0][1]


def test_a_server_that_is_not_there_yet_is_no_fault(caplog):
    bus = PahoBus(Address("127.0.0.1", free_port(), "kiosk-1"))
    bus.start(lambda _message: None, lambda _linked: None)
    with stopping(bus):
        wait_until(lambda: told(caplog, "no MQTT server there yet"), "the words")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_a_hall_whose_certificate_has_ended_is_mended_by_the_command_alone(place):
    """Its hub tells what is wrong and waits; the server that runs shows the new certificate without a new start."""
    certify(place, names=("127.0.0.1", "localhost"), now=NOW - timedelta(days=500))
    log = place.folder / "hub.log"
    command = [sys.executable, "-m", "broker", "hub", "--settings", str(place.settings)]
    with (
        running("127.0.0.1", place.port, place.folder / "server", place.guard),
        log.open("w") as words,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words, text=True) as hub,
    ):
        wait_until(lambda: "certificate-ended" in log.read_text(), "the words")
        assert place.provision().told
        assert hub.stdout.readline().startswith("ready hub")
        hub.terminate()
    line = next(line for line in map(json.loads, log.read_text().splitlines()) if line.get("code"))
    assert line["says"] == "the MQTT server is not the one we trust"
    assert "on the hall's machine run yimen provision" in line["error"]
    assert not Path(place.folder / "server" / "server.pid").exists()  # it was adopted, and no other was started

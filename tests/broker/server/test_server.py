"""The MQTT server: started by the hub, adopted, replaced, started again, and never confused with something else."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from broker.client.bus import Address
from broker.client.paho_bus import PahoBus
from broker.server.keeper import WORDS_BYTES
from broker.server.mosquitto import configuration, listens, running, speaks_mqtt
from tests.hall import DEADLINE_S, HubProcess, free_port, run_yimen, wait_until, write_hall


@pytest.fixture
def port():
    """A port where no server is yet."""
    return free_port()


@pytest.fixture
def settings(tmp_path, port):
    """A hall whose hub runs its server; that server ends with the test."""
    path = write_hall(tmp_path, port, runs_server=True)
    yield path
    if pid := server_pid(tmp_path):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not listens("127.0.0.1", port), "the server's end")


@pytest.fixture
def hub(settings):
    """The hub of that hall, not started."""
    hub = HubProcess(settings)
    yield hub
    hub.stop()


def server_pid(folder) -> int:
    """The process id of `yimen server`; 0 where none runs."""
    try:
        return int((folder / "server" / "server.pid").read_text().split()[0])
    except (OSError, IndexError):
        return 0


def mosquitto_of(pid: int) -> int:
    """The process id of the Mosquitto that a `yimen server` runs."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return int(listed.stdout.split()[0]) if listed.stdout.split() else 0


def wait_for_pid(folder, wanted: Callable[[int], bool] = bool) -> int:
    wait_until(lambda: wanted(server_pid(folder)), "server.pid")
    return server_pid(folder)


def test_the_hub_starts_a_server_that_outlives_it_and_the_next_hub_adopts_it(hub, tmp_path, port):
    hub.start()
    pid = wait_for_pid(tmp_path)
    hub.kill()
    assert listens("127.0.0.1", port)
    hub.start()
    assert server_pid(tmp_path) == pid
    assert "using the MQTT server that listens already" in hub.log.read_text()
    assert hub.stop() == 0
    assert listens("127.0.0.1", port)


def test_the_server_that_a_hub_started_writes_its_own_log_and_holds_nothing_of_the_hub_open(settings, tmp_path):
    command = [sys.executable, "-m", "broker", "hub", "--settings", str(settings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as hub:
        assert hub.stdout.readline().startswith("ready hub")
        hub.terminate()
        _, words = hub.communicate(timeout=DEADLINE_S)  # ends only when nobody can write there any more
    assert "linked to the MQTT server" in words
    os.kill(mosquitto_of(wait_for_pid(tmp_path)), signal.SIGKILL)
    log = tmp_path / "server" / "server.log"
    wait_until(lambda: "the MQTT server died and is started again" in log.read_text())
    wait_until(lambda: mosquitto_of(server_pid(tmp_path)) != 0, "another mosquitto")


def test_the_log_of_a_server_that_strangers_made_complain_does_not_fill_the_disk(hub, tmp_path):
    log = tmp_path / "server" / "server.log"
    log.parent.mkdir()
    log.write_text("1795390772: OpenSSL Error[0]: unexpected eof while reading\n" * (WORDS_BYTES // 50))
    hub.start()
    wait_until(lambda: "the log was too long and begins anew" in log.read_text())
    assert log.stat().st_size < 10_000


def test_a_server_that_was_told_something_else_is_started_anew(hub, tmp_path):
    hub.start()
    pid = wait_for_pid(tmp_path)
    hub.stop()
    (tmp_path / "server" / "server.pid").write_text(f"{pid} 0123456789abcdef\n")  # as of an older version
    hub.start()
    assert wait_for_pid(tmp_path, lambda now: now not in {0, pid})


def test_a_server_at_an_old_address_is_ended_when_the_hall_has_another(hub, settings, tmp_path, port):
    hub.start()
    pid = wait_for_pid(tmp_path)
    hub.stop()
    new = free_port()
    settings.write_text(settings.read_text().replace(str(port), str(new)))
    hub.start()
    assert not listens("127.0.0.1", port)
    assert wait_for_pid(tmp_path, lambda now: now not in {0, pid})
    assert listens("127.0.0.1", new)


def test_a_mosquitto_that_is_killed_is_started_again_and_the_hub_is_back_by_itself(hub, tmp_path, port):
    hub.start()
    keeper = wait_for_pid(tmp_path)
    first = mosquitto_of(keeper)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: mosquitto_of(keeper) not in {0, first}, "another mosquitto")
    wait_until(lambda: hub.log.read_text().count("linked to the MQTT server") == 2, "the hub's link")
    assert speaks_mqtt("127.0.0.1", port)


def test_a_keeper_and_its_mosquitto_that_are_killed_are_replaced_by_the_hub(hub, tmp_path):
    hub.start()
    keeper = wait_for_pid(tmp_path)
    mosquitto = mosquitto_of(keeper)
    os.kill(keeper, signal.SIGKILL)
    with suppress(ProcessLookupError):  # the kernel ends it too, unless it gave up root in between
        os.kill(mosquitto, signal.SIGKILL)
    assert wait_for_pid(tmp_path, lambda now: now not in {0, keeper})
    wait_until(lambda: hub.log.read_text().count("linked to the MQTT server") == 2, "the hub's link")


def test_a_new_keeper_takes_over_from_one_that_was_killed(settings, port):
    command = [sys.executable, "-m", "broker", "server", "--settings", str(settings)]
    for _ in range(2):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        with process:
            assert process.stdout.readline() == f"ready server 127.0.0.1:{port}\n"
            process.kill()
            process.wait()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == f"ready server 127.0.0.1:{port}\n"
        second = run_yimen("server", settings)  # while one is kept, it is left in peace
        assert (second.returncode, process.poll()) == (1, None)
        assert speaks_mqtt("127.0.0.1", port)
        process.terminate()


def test_the_server_alone_says_when_it_is_ready_and_ends_in_order(settings, tmp_path, port):
    process = subprocess.Popen(
        [sys.executable, "-m", "broker", "server", "--settings", str(settings)], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout.readline() == f"ready server 127.0.0.1:{port}\n"
        assert server_pid(tmp_path) == process.pid
        process.terminate()
        assert process.wait(DEADLINE_S) == 0
    assert not listens("127.0.0.1", port)
    assert server_pid(tmp_path) == 0


@pytest.mark.parametrize("verb", ["hub", "server"])
def test_an_address_taken_by_another_program_is_named_in_words_with_exit_code_one(settings, port, verb):
    with socket.create_server(("127.0.0.1", port)) as taken:
        done = run_yimen(verb, settings)
        assert taken
    assert done.returncode == 1
    assert f"another program listens at 127.0.0.1:{port}; stop it, or set another [server] listen" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_beyond_this_machine_is_refused_while_there_are_no_accounts(tmp_path, port):
    path = write_hall(tmp_path, port, runs_server=True)
    path.write_text(path.read_text().replace(f'listen = "127.0.0.1:{port}"', f'listen = "0.0.0.0:{port}"'))
    done = run_yimen("hub", path)
    assert done.returncode == 2
    assert "server.listen: beyond this machine only with accounts" in done.stderr


def test_a_reply_waits_for_nobodys_delayed_acknowledgement(tmp_path, port):
    """TCP_NODELAY on both sides: by the option on our socket, and by what Mosquitto is told."""
    opened = []
    bus = PahoBus(Address("127.0.0.1", port, "kiosk-1"))
    ours = bus._client.on_socket_open
    bus._client.on_socket_open = lambda client, data, sock: (ours(client, data, sock), opened.append(sock))
    with running("127.0.0.1", port, tmp_path):
        bus.start(lambda _message: None, lambda _linked: None)
        wait_until(lambda: opened)
        assert opened[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        bus.stop()
    assert "set_tcp_nodelay true" in configuration("127.0.0.1", port).splitlines()


def test_the_server_keeps_nothing_for_later(port):
    assert "persistence false" in configuration("127.0.0.1", port).splitlines()

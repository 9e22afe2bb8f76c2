"""`yimen provision`: what it makes, what it keeps, and who comes in."""

import json
import os
import signal
import socket
import ssl
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from broker.client.bus import Address, Will
from broker.client.join import address_of
from broker.client.link import Link
from broker.client.paho_bus import PahoBus
from broker.contract.values import App
from broker.provision.hall import provision
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, load
from broker.server import certificates
from broker.server.keeper import Keeper
from broker.server.mosquitto import listens, running, speaks_mqtt
from tests.broker.provision.place import Guest, Place
from tests.hall import HALL, TOP, HubProcess, command, free_port, run_yimen, stopping, wait_until, write_hall


def files(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_each_device_gets_a_folder_with_all_it_needs_and_nothing_of_others(place):
    hall = place.hall
    for device in hall.device:
        folder = place.devices / device.id
        settings = load(DeviceSettings, folder / "device.toml")
        address = address_of(folder / "device.toml", settings.mqtt, device.id)
        assert (settings.device.id, settings.device.hall, settings.device.window) == (device.id, HALL, device.window)
        port = place.plain_port if device.app is App.BUTTON else place.port
        assert (address.host, address.port, address.password) == ("127.0.0.1", port, place.password(device.id))
        assert (address.ca_file is None) == (device.app is App.BUTTON)
        assert (folder / "kiosk.secret").exists() == (device.app is App.KIOSK)
        others = [place.password(other.id) for other in hall.device if other is not device] + [place.password("hub")]
        for content in files(folder).values():
            assert not [password for password in others if password.encode() in content]
            assert b"PRIVATE KEY" not in content


def test_secrets_are_for_their_owner_alone(place):
    secret = [place.guard.authority_key, place.guard.key, place.guard.hub_password, place.guard.door.passwords]
    secret += place.devices.glob("*/*.password")
    secret += place.devices.glob("*/*.secret")
    assert {stat.S_IMODE(file.stat().st_mode) for file in secret} == {0o600}
    assert not list(place.folder.rglob("*.half"))
    passwords = [place.password(device.id) for device in place.hall.device]
    assert len(set(passwords)) == len(passwords)
    assert not [p for p in passwords if p in place.guard.door.passwords.read_text()]


def test_run_again_it_changes_nothing(place):
    before = files(place.folder)
    again = place.provision()
    assert (again.new, again.out) == ((), ())
    assert files(place.folder) == before


def test_a_box_that_was_stolen_is_out_even_when_its_new_folder_can_not_be_made(server):
    thief, old = server.come("kiosk-1"), server.password("kiosk-1")
    with stopping(thief):
        folder = server.devices / "kiosk-1"
        folder.rename(server.folder / "copied")
        folder.write_text("in the way")
        with pytest.raises(FileExistsError):
            server.provision(["kiosk-1"])
        thief.wait(lambda: not thief.linked, "the end of the stolen box's line")
    with stopping(again := server.come("kiosk-1", password=old)):
        assert again.refused
    folder.unlink()
    assert server.provision().new == ("kiosk-1",)


def test_what_a_technician_wrote_in_a_device_file_stays_when_its_account_is_renewed(place):
    settings, password = place.devices / "kiosk-1" / "device.toml", place.password("kiosk-1")
    settings.write_text(settings.read_text() + '[hardware]\nidcard = "serial:/dev/ttyUSB0"\n')
    assert place.provision(["kiosk-1"]).new == ("kiosk-1",)
    assert load(DeviceSettings, settings).hardware == {"idcard": "serial:/dev/ttyUSB0"}
    assert place.password("kiosk-1") != password


def test_a_box_that_was_stolen_is_thrown_out_at_once_and_the_others_stay(server):
    stolen, old = server.come("kiosk-1"), server.password("kiosk-1")
    other = server.come("kiosk-2")
    with stopping(stolen, other):
        assert server.provision(["kiosk-1"]).told
        stolen.wait(lambda: not stolen.linked, "the end of the stolen box's line")
        assert other.linked
    thief, mended = server.come("kiosk-1", password=old), server.come("kiosk-1")
    with stopping(thief, mended):
        assert (thief.refused, mended.linked) == (True, True)


def test_a_device_that_is_not_listed_any_more_is_out_and_a_new_one_is_in(server):
    gone = server.come("kiosk-2")
    text = server.settings.read_text().replace('"kiosk-2"', '"kiosk-9"')
    server.settings.write_text(text)
    with stopping(gone):
        done = server.provision()
        assert (done.new, done.out, done.told) == (("kiosk-9",), ("kiosk-2",), True)
        gone.wait(lambda: not gone.linked, "the end of its line")
    with stopping(new := server.come("kiosk-9")):
        assert new.linked


def test_nobody_comes_in_without_an_account_and_its_password(server):
    for user, password in ((None, None), ("kiosk-1", "guess"), ("nobody", "guess"), ("spy", "spy")):
        with stopping(guest := Guest(user, server.port, password, server.guard.authority, client_id="someone")):
            assert guest.refused


def test_nobody_comes_in_without_tls(server):
    assert speaks_mqtt("127.0.0.1", server.port, server.guard)
    assert not speaks_mqtt("127.0.0.1", server.port)


def greet(port, authority):
    """What a device's TLS does before it says anything."""
    trusted = ssl.create_default_context(cafile=authority)
    with socket.create_connection(("127.0.0.1", port)) as sock:
        trusted.wrap_socket(sock, server_hostname="127.0.0.1").close()


def test_a_server_of_another_hall_is_not_believed(server, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    certificates.make_authority("other", other / "ca.pem", other / "ca.key", datetime.now(UTC))
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
        greet(server.port, other / "ca.pem")


def test_a_server_under_another_name_is_not_believed(place):
    authority = (place.guard.authority, place.guard.authority_key)
    certificates.make_server(
        ["elsewhere.example"], authority, place.guard.certificate, place.guard.key, datetime.now(UTC)
    )
    server = running("127.0.0.1", place.port, place.folder / "server", place.guard)
    with server, pytest.raises(ssl.SSLCertVerificationError, match="IP address mismatch"):
        greet(place.port, place.guard.authority)


def test_nobody_takes_anothers_place_by_its_client_id(server):
    kiosk = server.come("kiosk-1")
    thief = server.come("kiosk-2", client_id="kiosk-1")
    with stopping(kiosk, thief):
        thief.listen(f"{TOP}/reply/kiosk-2")
        assert kiosk.linked


def test_who_fills_the_servers_memory_is_thrown_out_and_the_others_stay(server):
    thief, other = server.come("wall-1"), server.come("kiosk-1")
    with stopping(thief, other):
        for many in range(150):
            if not thief.linked:
                break
            thief.subscribe([f"{many}/{each}{'/deep' * 60}" for each in range(100)])
        thief.wait(lambda: not thief.linked, "its end")
        other.listen(f"{TOP}/reply/kiosk-1")
        assert other.linked


def test_nobody_makes_the_server_keep_messages_of_qos_2(server):
    with stopping(thief := server.come("kiosk-1")):
        thief.say_qos_2(f"{TOP}/device/kiosk-1/health")
        thief.wait(lambda: not thief.linked, "the end of its line")


def test_the_plain_door_is_for_buttons_and_they_only_speak(server):
    door = {"port": server.plain_port, "ca_file": None}
    kiosk, hub, button = (server.come(account, **door) for account in ("kiosk-1", "hub", "button-1"))
    listener = server.come("hub")
    with stopping(kiosk, hub, button, listener):
        assert (kiosk.refused, hub.refused, button.linked) == (True, True, True)
        listener.listen(f"{TOP}/cmd/+/+")
        button.listen("#")
        button.say(f"{TOP}/cmd/button-1/call-next", payload=b"")
        button.say(f"{TOP}/cmd/button-2/call-next", payload=b"")
        listener.say(f"{TOP}/state/hall/today")
        button.listen("#")
        listener.listen("the/end")
        assert listener.heard == [(f"{TOP}/cmd/button-1/call-next", b"")]
        assert button.heard == []


def test_the_certificate_is_made_anew_before_it_ends_and_when_a_name_changes(place):
    guard, names = place.guard, ("127.0.0.1", "localhost", "127.0.0.1")
    before = guard.certificate.read_bytes()
    now, of_server = datetime.now(UTC), (guard.authority, guard.certificate, guard.key)
    assert certificates.serves(names, *of_server, now)
    assert not certificates.serves(names, *of_server, now + certificates.SERVER_FOR - timedelta(days=59))
    text = place.settings.read_text().replace("plain_listen", 'names = ["hall.example"]\nplain_listen')
    place.settings.write_text(text)
    place.provision()
    assert guard.certificate.read_bytes() != before
    assert guard.authority.read_bytes() == (place.devices / "wall-1" / "ca.pem").read_bytes()


@pytest.mark.parametrize(
    "wrong, told",
    [
        (('listen = "127.0.0.1', 'listen = "0.0.0.0'), "server.names: missing"),
        (("[server]", '[[service]]\nid = "x"\nname = {zh="a", en="b"}\nseries="X"\n[nobody]'), "nobody"),
    ],
)
def test_what_hall_toml_lacks_is_told(tmp_path, wrong, told):
    place = Place(tmp_path)
    place.settings.write_text(place.settings.read_text().replace(*wrong))
    with pytest.raises(SettingsError, match=told):
        place.provision()
    assert not place.guard.folder.exists() if told != "nobody" else True


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_root_does_not_make_files_that_the_halls_own_user_can_not_read(place):
    before = files(place.folder)
    os.chown(place.guard.folder, 65534, 65534)
    with pytest.raises(SettingsError, match="run it as sudo -u '#65534'"):
        place.provision(["kiosk-1"])
    assert files(place.folder) == before


def test_a_stolen_box_is_out_also_where_the_port_was_changed_since_the_server_began(server):
    thief, door = server.come("kiosk-1"), server.port
    with stopping(thief):
        server.change(str(door), str(free_port()))
        assert server.provision(["kiosk-1"]).outdated
        thief.wait(lambda: not thief.linked, "its line is cut")


def test_a_plain_door_that_was_taken_away_is_shut_at_once(server):
    door, port = {"port": server.plain_port, "ca_file": None}, server.plain_port
    with stopping(button := server.come("button-1", **door)):
        assert button.linked
        server.change(f'plain_listen = "127.0.0.1:{port}"', "")
        assert server.provision().outdated
        button.wait(lambda: not button.linked, "its line is cut")


def test_a_lost_key_of_the_authority_makes_no_other_authority_that_no_box_believes(place):
    believed = place.guard.authority.read_bytes()
    place.guard.authority_key.unlink()
    assert place.provision().new == ()
    place.guard.certificate.unlink()  # it must be made anew, and can't
    with pytest.raises(SettingsError, match=r"ca.key: missing.*put it back"):
        place.provision()
    assert place.guard.authority.read_bytes() == believed


def test_a_lost_password_of_the_hub_is_made_anew(place):
    place.guard.hub_password.unlink()
    assert place.provision().new == ("hub",)
    assert place.guard.hub_password.exists()


def test_one_port_for_both_doors_is_told(tmp_path):
    place = Place(tmp_path)
    place.settings.write_text(place.settings.read_text().replace(str(place.plain_port), str(place.port)))
    with pytest.raises(SettingsError, match="must have another port than listen"):
        place.provision()


def test_a_folder_that_can_not_be_made_and_a_hub_to_be_started_again_are_told_in_words(place):
    (place.folder / "file").write_text("")
    run = [sys.executable, "-m", "broker", "provision", "--settings", str(place.settings), "--devices"]
    file = str(place.folder / "file")
    done = subprocess.run([*run, file, "--renew", "kiosk-1"], capture_output=True, text=True, check=False)
    assert (done.returncode, "mend it and run this again" in done.stderr) == (2, True), done.stderr
    done = subprocess.run([*run, str(place.devices), "--renew", "hub"], capture_output=True, text=True, check=True)
    assert "hub: it has a new account; start it again." in done.stdout


def test_a_stranger_is_not_renewed(place):
    with pytest.raises(SettingsError, match="there is no 'kiosk-7'"):
        provision(place.settings, place.hall, place.devices, ["kiosk-7"])


def test_beyond_this_machine_nothing_starts_before_it(tmp_path):
    settings = write_hall(tmp_path, 1883, runs_server=True)
    settings.write_text(settings.read_text().replace('listen = "127.0.0.1', 'listen = "0.0.0.0'))
    done = run_yimen("hub", settings)
    assert done.returncode == 2
    assert "run yimen provision first" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["hall.toml"]  # least of all a secret that nobody else has


def test_a_plain_door_that_was_added_needs_provisioning_again(tmp_path):
    place = Place(tmp_path)
    text = place.settings.read_text()
    plain = f'plain_listen = "127.0.0.1:{place.plain_port}"\n'
    place.settings.write_text(text.replace(plain, ""))
    place.provision()
    assert Keeper.of(place.settings, place.hall).guard
    place.settings.write_text(text)
    with pytest.raises(SettingsError, match="run yimen provision first"):
        Keeper.of(place.settings, place.hall)
    place.provision()
    assert Keeper.of(place.settings, place.hall).guard.plain


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_accounts_of_another_user_are_told_in_words(place):
    place.folder.chmod(0o755)
    parents = [folder for folder in place.folder.parents if "pytest" in str(folder)]
    modes = [(folder, folder.stat().st_mode) for folder in parents]
    for folder in parents:
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        with pytest.raises(SettingsError, match="is of another user"):
            Keeper.of(place.settings, place.hall)
    finally:
        os.seteuid(0)
        for folder, mode in modes:
            folder.chmod(mode)


def test_a_hub_and_a_device_meet_over_tls_from_their_own_folders(place):
    hub = HubProcess(place.settings)
    settings = place.devices / "kiosk-1" / "device.toml"
    replies = []
    try:
        with stopping(hub.start()):
            address = address_of(settings, load(DeviceSettings, settings).mqtt, "kiosk-1")
            bus = PahoBus(address, Will(*Link.will(HALL, "kiosk-1", App.KIOSK)))
            bus.subscribe(f"{TOP}/reply/kiosk-1")
            linked = []
            bus.start(lambda m: replies.append(json.loads(m.payload)), linked.append)
            with stopping(bus):
                wait_until(lambda: linked == [True], "the kiosk's link")
                bus.publish(f"{TOP}/cmd/kiosk-1/issue-ticket", json.dumps(command(service="residence")).encode())
                wait_until(lambda: bool(replies), "the reply")
        assert replies[0]["ticket"]["number"] == "A001"
        assert place.password("kiosk-1") not in hub.log.read_text()
    finally:
        os.kill(int((place.folder / "server" / "server.pid").read_text().split()[0]), signal.SIGTERM)
        wait_until(lambda: not listens("127.0.0.1", place.port), "the server's end")


@pytest.mark.expect_warnings
def test_a_wrong_password_is_told_to_the_technician(server, caplog):
    bus = PahoBus(Address("127.0.0.1", server.port, "kiosk-1", "guess", str(server.guard.authority)))
    bus.start(lambda _message: None, lambda _linked: None)
    with stopping(bus):
        wait_until(lambda: "the MQTT server refused us" in caplog.text, "the words")
    assert "guess" not in caplog.text

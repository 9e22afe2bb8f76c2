"""What `yimen provision` writes into a device.toml, and what it tells a technician to write there."""

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from broker.server.mosquitto import running, speaks_mqtt
from tests.broker.provision.place import Place
from tests.hall import free_port


def device_toml(place, device):
    return load(DeviceSettings, place.devices / device / "device.toml")


def test_boxes_are_told_once_by_which_name_the_server_is_reached_when_it_lost_theirs(place, say):
    place.change("plain_listen", 'names = ["hall.example", "127.0.0.1"]\nplain_listen')
    assert say(place)[0] == "Everything is as it was."  # their old name is still one of its names
    place.change('"hall.example", "127.0.0.1"', '"192.168.7.11"')
    told = say(place)
    put = f'put host = "192.168.7.11" and port = {place.port}.'
    assert f"kiosk-1: in the device.toml of its box {put}" in told
    assert f"voice-1: in the device.toml of its box {put}" in told
    assert not [line for line in told if line.startswith("button-1")]
    assert say(place)[0] == "Everything is as it was."
    assert f"wall-1: in the device.toml of its box {put}" in say(place, renew=["wall-1"])  # its file was kept


def test_boxes_are_told_when_a_port_changed_each_its_own(place, say):
    before, place.port = place.port, free_port()
    place.change(f'listen = "127.0.0.1:{before}"', f'listen = "127.0.0.1:{place.port}"')
    told = say(place)
    assert f'kiosk-1: in the device.toml of its box put host = "127.0.0.1" and port = {place.port}.' in told
    assert not [line for line in told if line.startswith("button-1")]
    before, place.plain_port = place.plain_port, free_port()
    place.change(str(before), str(place.plain_port))
    told = [line for line in say(place) if "put host" in line]
    assert [line.partition(":")[0] for line in told] == ["button-1", "button-2"]
    assert f"port = {place.plain_port}." in told[0]


def test_a_box_made_anew_without_its_old_device_file_is_told_to_carry_its_lines_over(place, say):
    carry = "kiosk-1: carry over what the old device.toml said besides, such as [hardware] or zone."
    for file in (place.devices / "kiosk-1").iterdir():
        file.unlink()
    assert carry in say(place, renew=["kiosk-1"])
    assert carry not in say(place, renew=["kiosk-1"])


def test_a_wall_and_a_voice_know_the_one_zone_of_the_hall(tmp_path, say):
    place = Place(tmp_path)
    place.change('label = "1"', 'label = "1"\nzone = "upstairs"')
    place.change('label = "2"', 'label = "2"\nzone = "upstairs"')
    assert not [line for line in say(place) if "which zone" in line]
    assert {device_toml(place, device).device.zone for device in ("wall-1", "voice-1")} == {"upstairs"}


def test_where_there_are_several_zones_the_technician_is_asked(tmp_path, say):
    place = Place(tmp_path)
    place.change('label = "2"', 'label = "2"\nzone = "upstairs"')
    assert "wall-1, voice-1: say in device.toml which zone it is of: main, upstairs." in say(place)
    text = (place.devices / "wall-1" / "device.toml").read_text()
    assert '# zone = "main"  # or upstairs' in text


def test_what_a_box_may_have_is_there_to_be_filled_in(place):
    file = place.devices / "kiosk-1" / "device.toml"
    file.write_text(file.read_text().replace("# ", ""))
    assert set(device_toml(place, "kiosk-1").hardware) == {"idcard", "ticket_printer"}


def test_a_server_that_runs_is_said_to_know_only_what_it_does(tmp_path, say):
    place = Place(tmp_path)
    plain = f'plain_listen = "127.0.0.1:{place.plain_port}"'
    place.change(plain, "")
    anew = "The running MQTT server has older settings: start yimen hub again, and it starts that anew too."
    with running("127.0.0.1", place.port, place.folder / "server"):  # as on one machine, open to all who are there
        assert say(place)[-1] == anew
        assert speaks_mqtt("127.0.0.1", place.port)
    assert say(place)[-1] == "The MQTT server will know it when it starts."
    with running("127.0.0.1", place.port, place.folder / "server", place.guard):
        assert say(place)[-1] == "The running MQTT server knows it already."
        place.change("[server]", f"[server]\n{plain}")
        assert say(place)[-1] == anew

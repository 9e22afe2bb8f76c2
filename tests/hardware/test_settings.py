from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import Problem, SettingsError
from hardware.settings import (
    BAUDS,
    DEVICES,
    AlsaOutput,
    FilePath,
    HardwareSettings,
    PcscReaders,
    SerialLine,
    SimulatedIn,
    TcpAddress,
    load_hardware,
    parse_hardware,
    parse_where,
)
from hardware.smartcard.profiles import CardProfile

HALL = Path("/etc/yimen")


def problems(table):
    with pytest.raises(SettingsError) as caught:
        parse_hardware(table, HALL)
    return caught.value.problems


def test_every_kind_of_place_is_read():
    assert parse_hardware(
        {"idcard": "serial:/dev/ttyUSB0", "ticket_printer": "tcp:10.0.0.9:9100", "speaker": "alsa:default"}, HALL
    ) == HardwareSettings(
        idcard=SerialLine(Path("/dev/ttyUSB0")),
        ticket_printer=TcpAddress("10.0.0.9", 9100),
        speaker=AlsaOutput("default"),
    )
    assert parse_hardware(
        {"idcard": "simulated:reader", "ticket_printer": "file:/dev/usb/lp0", "speaker": "file:said"}, HALL
    ) == HardwareSettings(
        idcard=SimulatedIn(HALL / "reader"),
        ticket_printer=FilePath(Path("/dev/usb/lp0")),
        speaker=FilePath(HALL / "said"),
    )


def test_a_serial_line_may_name_its_speed():
    assert parse_where("idcard", "serial:/dev/ttyS1@57600", HALL) == SerialLine(Path("/dev/ttyS1"), 57600)


@pytest.mark.parametrize("said,name", [("pcsc", ""), ("pcsc:ACS ACR122U PICC", "ACS ACR122U PICC")])
def test_readers_of_the_pcsc_service_may_be_named_and_need_not(said, name):
    place = parse_where("smartcard", said, HALL)
    assert place == PcscReaders(name)
    assert str(place) == said


@pytest.mark.parametrize(
    "said,uri",
    [
        ("ipp://10.0.0.8", "ipp://10.0.0.8:631/ipp/print"),
        ("ipp://printer.local:8631/printers/a4", "ipp://printer.local:8631/printers/a4"),
        ("ipps://[fe80::1]/ipp/print", "ipps://[fe80::1]:631/ipp/print"),
        ("ipps://10.0.0.8/ipp/print#sha256=" + "aB" * 32, "ipps://10.0.0.8:631/ipp/print"),
    ],
)
def test_an_a4_printer_is_where_its_address_says(said, uri):
    place = parse_where("page_printer", said, HALL)
    assert place.uri == uri
    assert parse_where("page_printer", str(place), HALL) == place


def test_an_ipv6_address_stands_in_brackets():
    assert parse_where("ticket_printer", "tcp:[fe80::1]:9100", HALL) == TcpAddress("fe80::1", 9100)


def test_a_citys_social_security_card_is_a_table_of_a_few_lines(tmp_path):
    (tmp_path / "cards.toml").write_text('[ours]\nfiles = "short"\npin = "888888"\n')
    ours = parse_hardware({"smartcard_profile": "ours"}, tmp_path).smartcard_profile
    assert (ours.files, ours.pin, ours.aids) == ("short", "888888", CardProfile().aids)
    assert "888888" not in repr(ours)
    national = parse_hardware({"smartcard_profile": "national"}, tmp_path).smartcard_profile
    assert national == CardProfile(sure=national.sure)
    assert HardwareSettings().smartcard_profile == CardProfile()


@pytest.mark.parametrize(
    "wrong", ['pin = "12345"', 'pin = "abcdef"', "aids = []", 'aids = ["a000"]', 'files = "x"', "x = 1"]
)
def test_a_table_of_cards_that_cannot_be_is_refused_by_name(tmp_path, wrong):
    (tmp_path / "cards.toml").write_text(f"[ours]\n{wrong}\n")
    with pytest.raises(SettingsError) as told:
        parse_hardware({"smartcard_profile": "ours"}, tmp_path)
    assert f"cards.toml: ours.{wrong.split()[0]}" in str(told.value)


def test_a_table_of_cards_that_is_not_there_is_told_with_those_that_are(tmp_path):
    with pytest.raises(SettingsError, match=r"'natonal' is no table of cards\.toml; there are national"):
        parse_hardware({"smartcard_profile": "natonal"}, tmp_path)


def test_narrow_paper_is_a_setting():
    assert parse_hardware({"ticket_profile": "58mm"}, HALL).ticket_profile.dots == 384


def test_all_problems_come_at_once_with_key_reason_and_suggestion():
    assert problems(
        {
            "idcrd": "serial:/dev/ttyUSB0",
            "idcard": "seriel:/dev/ttyUSB0",
            "ticket_printer": "tcp:10.0.0.9",
            "ticket_profile": "85mm",
            "speaker": 3,
        }
    ) == (
        Problem("hardware.idcrd", "is no device", "idcard"),
        Problem("hardware.idcard", "kind 'seriel' is none of serial, usb, hid, tcp, simulated", "serial"),
        Problem("hardware.ticket_printer", "is written tcp:HOST:PORT"),
        Problem(
            "hardware.ticket_profile",
            "'85mm' is no table of printers.toml; there are 80mm, 80mm-automatic, 80mm-picture, 80mm-512, 58mm, "
            "58mm-picture, 58mm-cutter",
            "80mm",
        ),
        Problem("hardware.speaker", "is a text such as 'serial:/dev/ttyUSB0'"),
    )


def test_a_problem_is_a_sentence():
    assert str(Problem("hardware.idcrd", "is no device", "idcard")) == (
        "hardware.idcrd: is no device. Did you mean 'idcard'?"
    )


@pytest.mark.parametrize(
    "device,value",
    [
        ("idcard", "tcp:10.0.0.9"),
        ("idcard", "tcp:10.0.0.9:50000@unheard-of"),
        ("idcard", "usb:unheard-of"),
        ("idcard", "hid:1234:5678"),
        ("idcard_photo", "libwlt.so"),
        ("idcard_photo", "wlt:libwlt.so@unheard-of"),
        ("idcard", "serial"),
        ("idcard", "serial:"),
        ("idcard", ""),
        ("idcard", "serial:/dev/ttyUSB0@115201"),
        ("ticket_printer", "tcp::9100"),
        ("ticket_printer", "tcp:host:0"),
        ("ticket_printer", "tcp:host:65536"),
        ("ticket_printer", "tcp:host:٩١٠٠"),
        ("speaker", "alsa"),
        ("page_printer", "ipp:10.0.0.8"),
        ("page_printer", "ipp://"),
        ("page_printer", "ipp://10.0.0.8:0/ipp/print"),
        ("page_printer", "ipp://10.0.0.8:65536"),
        ("page_printer", "ipp://clerk:secret@10.0.0.8/ipp/print"),
        ("page_printer", "ipp://10.0.0.8/ipp/print#sha256=" + "0" * 64),
        ("page_printer", "ipps://10.0.0.8/ipp/print#sha256=12"),
        ("page_printer", "http://10.0.0.8/ipp/print"),
        ("camera", "opencv:"),
        ("camera", "rtsp://admin:hunter2@10.0.0.7/live"),
    ],
)
def test_what_cannot_be_is_refused(device, value):
    assert len(problems({device: value})) == 1


@given(st.sampled_from(sorted(DEVICES)), st.text(max_size=40))
def test_any_text_is_a_place_or_a_problem(device, value):
    try:
        where = parse_where(device, value, HALL)
    except SettingsError as error:
        assert error.problems[0].key == f"hardware.{device}"  # noqa: PT017  either outcome is right
    else:
        assert str(where).startswith(value.partition(":")[0])


names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


@given(
    st.one_of(
        st.builds(SerialLine, names.map(HALL.joinpath), st.sampled_from([None, *BAUDS])),
        st.builds(TcpAddress, st.sampled_from(["10.0.0.9", "printer.local", "fe80::1"]), st.integers(1, 65535)),
        st.builds(FilePath, names.map(HALL.joinpath)),
        st.builds(SimulatedIn, names.map(HALL.joinpath)),
    )
)
def test_a_place_is_written_as_it_is_read(where):
    assert parse_where("ticket_printer", str(where), Path("/elsewhere")) == where


def test_a_file_gives_its_table_and_its_folder(tmp_path):
    (tmp_path / "device.toml").write_text('[device]\nid = "k"\n[hardware]\nidcard = "simulated:reader"\n')
    assert load_hardware(tmp_path / "device.toml").idcard == SimulatedIn(tmp_path / "reader")


def test_a_file_without_the_table_has_no_devices(tmp_path):
    (tmp_path / "device.toml").write_text("[device]\n")
    assert load_hardware(tmp_path / "device.toml") == HardwareSettings()


@pytest.mark.parametrize("text", [None, "[hardware", "hardware = 3"])
def test_a_file_that_is_absent_or_broken_is_a_problem(tmp_path, text):
    if text is not None:
        (tmp_path / "device.toml").write_text(text)
    with pytest.raises(SettingsError):
        load_hardware(tmp_path / "device.toml")


NINES = "9" * 5000


@pytest.mark.parametrize(
    "table",
    [
        {"ticket_printer": f"tcp:printer:{NINES}"},
        {"idcard": f"tcp:reader:{NINES}"},
        {"button": f"serial:/dev/ttyUSB0@lcd-caller/{NINES}"},
        {"button_keys": f"key-{NINES}"},
    ],
)
def test_a_number_of_endless_digits_is_a_fault_like_any_other(table):
    assert len(problems(table)) == 1


def test_a_file_nested_beyond_all_measure_is_a_fault_like_any_other(tmp_path):
    (tmp_path / "device.toml").write_text("[hardware]\nidcard = " + "[" * 100_000)
    with pytest.raises(SettingsError):
        load_hardware(tmp_path / "device.toml")

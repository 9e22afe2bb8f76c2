"""`yimen device` as a person types it, against real parts."""

import array
import json
import wave

import pytest
import serial
from typer.testing import CliRunner

from hardware.cli import app
from tests.hardware.idcard.pty_reader import ADDRESS, LATEST_ADDRESS, PtyReader
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter

PERSONAL = ("11010519491231002X", "测试甲", ADDRESS, LATEST_ADDRESS, "1949")

pytestmark = pytest.mark.usefixtures("no_search")


@pytest.fixture
def peer(tmp_path):
    with PtyReader(tmp_path / "tty") as reader:
        yield reader


@pytest.fixture
def printer():
    with TcpPrinter() as listening:
        yield listening


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_card_is_printed_masked(peer):
    peer.lay(latest=LATEST_ADDRESS)
    done = run("try", f"idcard=serial:{peer.path}", "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert (told["ok"], told["name"], told["number"]) == (True, "测*甲", "1****************X")
    assert told["latest_address"] == "*"
    assert not [word for word in PERSONAL if word in done.output]


def test_a_card_is_printed_in_full_when_asked_for(peer):
    peer.lay(latest=LATEST_ADDRESS)
    told = json.loads(run("try", f"idcard=serial:{peer.path}", "--json", "--reveal").stdout)
    assert told["number"] == "11010519491231002X"
    assert told["latest_address"] == LATEST_ADDRESS
    assert told["nation"] == "汉"


def test_without_json_a_card_is_printed_masked_too(peer):
    peer.lay()
    done = run("try", f"idcard=serial:{peer.path}")
    assert done.exit_code == 0
    assert "测*甲" in done.stdout
    assert not [word for word in PERSONAL if word in done.output]


@pytest.mark.expect_warnings
@pytest.mark.parametrize(
    "fault,error,zh",
    [
        ("none", "NoCard", "请把身份证放在感应区"),
        ("read-fails", "LayAgain", "再放一次"),
        ("unauthorised", "OutOfService", "读卡器暂时不能用"),
        ("mute", "DeviceMuted", "读卡器暂时不能用"),
    ],
)
def test_what_goes_wrong_is_said_in_the_visitors_and_in_the_operators_words(peer, fault, error, zh):
    peer.fault = fault
    if fault != "none":
        peer.lay()
    done = run("try", f"idcard=serial:{peer.path}", "--json", "--timeout", 1 if fault == "none" else 20)
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["ok"], told["error"]) == (False, error)
    assert zh in told["visitor"]["zh"]
    assert peer.path in told["operator"]


@pytest.mark.expect_warnings
def test_a_reader_that_is_not_there_is_said_in_one_line_on_stderr(tmp_path):
    done = run("try", f"idcard=serial:{tmp_path}/nothing")
    assert done.exit_code == 1
    assert done.stdout == ""
    asked, said = done.stderr.splitlines()
    assert "Lay a card" in asked
    assert said.startswith("找不到设备")
    assert f"{tmp_path}/nothing" in said


@pytest.mark.expect_warnings
def test_a_reader_that_another_program_holds_is_told_from_one_that_is_not_there(peer):
    with serial.Serial(peer.path, exclusive=True):
        done = run("try", f"idcard=serial:{peer.path}")
    assert done.exit_code == 1
    assert "找不到设备" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if "Lay a card" not in line]
    [said] = lines
    assert said.startswith("设备正被别的程序占用")


def test_a_printer_that_tells_nothing_was_sent_a_slip_and_nobody_says_that_it_printed(tmp_path):
    (tmp_path / "lp0").touch()
    done = run("try", f"ticket_printer=file:{tmp_path / 'lp0'}", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["sent"], told["status"]) == (0, "A000", "unknown")
    assert "printed" not in told
    assert "看看小票有没有出来" in told["look"]


def test_a_printer_prints_a_test_slip_and_tells_its_status(printer):
    done = run("try", f"ticket_printer=tcp:127.0.0.1:{printer.port}", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"ok": True, "printed": "A000", "status": "ok"}
    assert [job for job in printer.jobs if "设备测试".encode("gb18030") in job]


def test_a_printer_without_paper_prints_nothing_and_says_so(printer):
    printer.status = "paper-out"
    done = run("try", f"ticket_printer=tcp:127.0.0.1:{printer.port}", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["error"] == "PaperOut"
    assert not [job for job in printer.jobs if b"A000" in job]


def test_a_speaker_plays_a_chime_that_can_be_heard(tmp_path):
    done = run("try", f"speaker=file:{tmp_path / 'said'}", "--json")
    assert json.loads(done.stdout) == {"ok": True, "played": "chime"}
    [said] = (tmp_path / "said").glob("*.wav")
    with wave.open(str(said)) as sound:
        assert sound.getnframes() / sound.getframerate() > 0.5
        loudest = max(array.array("h", sound.readframes(sound.getnframes())))
    assert loudest > 10000


@pytest.mark.parametrize(
    "words",
    [
        ["try", "idcard"],
        ["try", "camera=usb:0"],
        ["try", "camera=rtsp://admin:hunter2@10.0.0.7/live"],
        ["try", "idcard=tcp:10.0.0.9"],
        ["try", "idcrd"],
        ["try", "idcard", "--settings", "/nowhere/device.toml"],
        ["list", "--settings", "/nowhere/device.toml"],
        ["try"],
        ["mend"],
    ],
)
def test_wrong_use_ends_with_2(words):
    assert run(*words).exit_code == 2


@pytest.mark.parametrize("seconds", ["0", "-1", "inf", "nan", "1e20", "3601"])
def test_nobody_waits_for_more_than_an_hour(tmp_path, seconds):
    done = run("try", f"idcard=simulated:{tmp_path}", "--timeout", seconds)
    assert done.exit_code == 2
    assert "3600" in done.stderr


@pytest.mark.parametrize(
    "words,key",
    [
        (["try", "idcard=tcp:10.0.0.9"], "hardware.idcard"),
        (["try", "camera=rtsp://admin:hunter2@10.0.0.7/live"], "hardware.camera"),
        (["list", "--settings", "/nowhere/device.toml"], "/nowhere/device.toml"),
    ],
)
def test_what_is_wrong_with_the_settings_is_json_where_json_is_asked_for(words, key):
    done = run(*words, "--json")
    assert (done.exit_code, done.stderr) == (2, "")
    told = json.loads(done.stdout)
    assert (told["ok"], told["error"], [each["key"] for each in told["problems"]]) == (False, "Settings", [key])
    assert "hunter2" not in done.output


def test_the_settings_say_where_a_device_is(tmp_path):
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader/card.json").write_text('{"name": "测试甲", "number": "11010519491231002X"}')
    (tmp_path / "device.toml").write_text('[hardware]\nidcard = "simulated:reader"\n')
    done = run("try", "idcard", "--settings", tmp_path / "device.toml", "--json")
    assert json.loads(done.stdout)["name"] == "测*甲"


def test_the_list_tells_how_every_device_of_the_settings_is(tmp_path, peer, printer):
    (tmp_path / "device.toml").write_text(
        f'[hardware]\nidcard = "serial:{peer.path}"\nticket_printer = "tcp:127.0.0.1:{printer.port}"\n'
    )
    done = run("list", "--settings", tmp_path / "device.toml")
    assert done.exit_code == 0
    assert f"idcard  serial:{peer.path}  ok\n" in done.stdout
    assert f"ticket_printer  tcp:127.0.0.1:{printer.port}  ok\n" in done.stdout


@pytest.mark.expect_warnings
def test_the_list_fails_when_a_device_does_not_work_and_still_tells_of_the_others(tmp_path, printer):
    printer.status = "paper-out"
    (tmp_path / "device.toml").write_text(
        f'[hardware]\nidcard = "serial:nothing"\nticket_printer = "tcp:127.0.0.1:{printer.port}"\n'
    )
    done = run("list", "--settings", tmp_path / "device.toml")
    assert done.exit_code == 1
    assert "找不到设备" in done.stdout
    assert "缺纸" in done.stdout


def test_a_badge_is_read_once_and_its_line_for_hall_toml_is_printed(tmp_path, caplog):
    (tmp_path / "card").write_text("04A1B2C3D4")
    done = run("try", f"smartcard=simulated:{tmp_path}")
    assert (done.exit_code, done.stdout) == (0, 'badge = "04a1b2c3d4"\n')
    assert "04a1" not in done.stderr + caplog.text.lower()


@pytest.mark.expect_warnings
@pytest.mark.parametrize(
    "fault,error,zh",
    [
        ("none", "NoCard", "请把工牌放在读卡器上"),
        ("unsupported", "UnsupportedCard", "这张卡不能当工牌"),
        ("missing", "DeviceMissing", "读卡器暂时不能用"),
    ],
)
def test_a_badge_that_is_not_read_is_said_in_words(tmp_path, fault, error, zh):
    if fault != "none":
        (tmp_path / "fault").write_text(fault)
        (tmp_path / "card").write_text("04a1b2c3d4")
    done = run("try", f"smartcard=simulated:{tmp_path}", "--json", "--timeout", 0.2 if fault == "none" else 20)
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["ok"], told["error"]) == (False, error)
    assert zh in told["visitor"]["zh"]


def test_a_social_security_card_is_told_masked_and_in_full_when_asked_for(tmp_path, caplog):
    card = {"number": "11010519491231002X", "name": "测试甲", "card_number": "A12345678", "version": "3.00"}
    (tmp_path / "card").write_text(json.dumps(card))
    masked = run("try", f"smartcard=simulated:{tmp_path}", "--json")
    assert json.loads(masked.stdout) == {
        "ok": True,
        "card": "social-security",
        "number": "1****************X",
        "name": "测*甲",
        "sex": "*",
        "card_number": "*",
        "version": "3.00",
    }
    plain = run("try", f"smartcard=simulated:{tmp_path}")
    assert "card           social-security\n" in plain.stdout
    for personal in ("11010519491231002X", "测试甲", "A12345678"):
        assert personal not in plain.output + masked.output + caplog.text
    revealed = json.loads(run("try", f"smartcard=simulated:{tmp_path}", "--json", "--reveal").stdout)
    assert {key: revealed[key] for key in card} == card


def test_a_resident_card_on_a_reader_without_a_security_module_is_told_as_present(tmp_path):
    (tmp_path / "card").write_text("resident")
    done = run("try", f"smartcard=simulated:{tmp_path}", "--json", "--reveal")
    assert json.loads(done.stdout) == {"ok": True, "card": "resident", "read": "no: only a reader of ID cards can"}


def test_the_list_tells_how_a_reader_of_badges_is(tmp_path):
    (tmp_path / "device.toml").write_text('[hardware]\nsmartcard = "simulated:."\n')
    done = run("list", "--settings", tmp_path / "device.toml")
    assert done.exit_code == 0
    assert "smartcard  simulated:" in done.stdout


def test_a_printer_that_is_not_reached_is_said_to_be_so_and_not_to_be_broken(tmp_path, printer):
    printer.status = "offline"
    (tmp_path / "device.toml").write_text(f'[hardware]\nticket_printer = "tcp:127.0.0.1:{printer.port}"\n')
    done = run("list", "--settings", tmp_path / "device.toml")
    assert done.exit_code == 1
    assert "找不到设备" in done.stdout

"""The kiosk as a process of its own, played on by lines."""

import subprocess
import sys
from contextlib import ExitStack

import pytest

from tests.kiosk.hall import SECONDS


@pytest.fixture
def start():
    with ExitStack() as stack:

        def run(*arguments):
            command = [sys.executable, "-m", "broker", "kiosk", *map(str, arguments)]
            pipe = subprocess.PIPE
            process = stack.enter_context(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True))
            stack.callback(process.kill)
            return process

        yield run


def test_it_says_ready_plays_lines_takes_pictures_and_ends(hall, tmp_path, start):
    (tmp_path / "reader").mkdir()
    settings = hall.device_file(tmp_path, 'idcard = "simulated:reader"', screen='size = "540x960"\nlanguage = "en"')
    kiosk = start("--settings", settings, "--stage", "--size", "1080x1920")
    assert kiosk.stdout.readline() == "ready kiosk 1080x1920\n"
    lines = [
        "tap without-card",
        "see service-residence",
        f"grab {tmp_path}/choose.png",
        "language zh",
        "size 1920x1080",
        "tap service-residence",
        "see number",
        "key F13x",
        "quit",
    ]
    out, err = kiosk.communicate("\n".join(lines) + "\n", timeout=SECONDS)
    assert out.splitlines() == [
        f"failed {line}: no such key" if line == "key F13x" else f"done {line}" for line in lines
    ], err
    assert kiosk.returncode == 0
    assert (tmp_path / "choose.png").stat().st_size > 10_000
    assert "Traceback" not in err


def test_glass_too_small_for_a_finger_is_refused_with_the_least_size(hall, tmp_path, start):
    settings = hall.device_file(tmp_path, "", screen='size = "540x960"\ninches = 10.1')
    kiosk = start("--settings", settings)
    _, told = kiosk.communicate(timeout=SECONDS)
    assert kiosk.returncode == 2
    assert "screen.inches: 10.1 is too small for buttons of 20 mm; at least 15.5" in told
    assert "Traceback" not in told


def test_it_ends_by_sigterm_and_by_the_end_of_its_lines(hall, tmp_path, start):
    settings = hall.device_file(tmp_path, "", screen='size = "540x960"')
    kiosk = start("--settings", settings)
    assert kiosk.stdout.readline() == "ready kiosk 540x960\n"
    kiosk.terminate()
    assert kiosk.wait(SECONDS) == 0
    staged = start("--settings", settings, "--stage")
    staged.stdout.readline()
    staged.stdin.close()
    assert staged.wait(SECONDS) == 0


@pytest.mark.parametrize(
    "hardware, screen, says",
    [
        ('idcard = "serial"', "", "hardware.idcard"),
        ('idcart = "serial:/dev/ttyUSB0"', "", "Did you mean 'idcard'"),
        ("", 'langauge = "zh"', "did you mean 'language'"),
    ],
)
def test_settings_that_can_not_be_used_are_said_and_nothing_starts(hall, tmp_path, start, hardware, screen, says):
    kiosk = start("--settings", hall.device_file(tmp_path, hardware, screen=screen))
    out, err = kiosk.communicate(timeout=SECONDS)
    assert kiosk.returncode == 2
    assert says in err
    assert out == ""


def test_a_size_that_is_none_is_wrong_use(hall, tmp_path, start):
    kiosk = start("--settings", hall.device_file(tmp_path, ""), "--size", "wide")
    _, err = kiosk.communicate(timeout=SECONDS)
    assert kiosk.returncode == 2
    assert "1080x1920" in err


def test_beyond_this_machine_it_starts_only_with_the_halls_secret(hall, tmp_path, start):
    settings = hall.device_file(tmp_path, "")
    settings.write_text(settings.read_text("utf-8").replace("[mqtt]\n", '[mqtt]\nhost = "192.0.2.1"\n'), "utf-8")
    kiosk = start("--settings", settings)
    _, err = kiosk.communicate(timeout=SECONDS)
    assert kiosk.returncode == 2
    assert "kiosk.secret: missing" in err

"""`yimen demo`: the first thing that anybody runs."""

import subprocess
import sys
import wave
from pathlib import Path

import pytest
from PIL import Image

from tests.hardware.ticketprinter.paper_tape import read as read_tape

SECONDS = 120


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "output"
    demo = subprocess.run(
        [sys.executable, "-m", "broker", "demo", "--output", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},  # no screen
    )
    assert demo.returncode == 0, demo.stderr
    assert demo.stderr.count("✓") == 20  # seven processes, thirteen steps
    return folder


def test_it_keeps_a_picture_of_every_screen_with_something_on_it(output):
    pictures = sorted((output / "pictures").glob("*.png"))
    assert {name.stem.split("-")[0] for name in pictures} == {"kiosk", "wall", "window"}
    for name in pictures:
        with Image.open(name) as picture:
            assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 20, name


def test_it_keeps_the_ticket_as_bytes_and_as_picture_and_what_was_said(output):
    assert "A001" in read_tape((output / "ticket.bin").read_bytes()).text
    with Image.open(output / "ticket.png") as ticket:
        assert ticket.width == 576
    with wave.open(str(output / "call.wav")) as call:
        assert call.getnframes() / call.getframerate() > 3


def test_nothing_of_it_is_left_running(output):
    running = subprocess.run(["pgrep", "-f", str(output)], capture_output=True, text=True, check=False)
    assert running.stdout == ""


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "photos.txt").write_text("mine")
    demo = subprocess.run(
        [sys.executable, "-m", "broker", "demo", "--output", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert demo.returncode == 2
    assert (tmp_path / "photos.txt").read_text() == "mine"

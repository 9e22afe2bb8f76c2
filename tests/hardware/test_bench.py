import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from hardware.bench import (
    open_camera,
    open_idcard,
    open_page_printer,
    open_smartcard,
    open_speaker,
    open_ticket_printer,
)
from hardware.camera.picture import Verdict
from hardware.camera.places import NetworkCamera
from hardware.errors import UnsupportedCardError
from hardware.idcard.sam_reader import SamReader
from hardware.idcard.simulated import SimulatedIdCardReader
from hardware.pageprinter.driver import IppPrinter
from hardware.pageprinter.simulated import SimulatedPagePrinter
from hardware.settings import parse_where
from hardware.smartcard.pcsc_reader import PcscReader
from hardware.smartcard.reader import SocialSecurityLaid, read_card_once
from hardware.smartcard.reading import citizen_card
from hardware.smartcard.simulated import SimulatedSmartCardReader
from hardware.speaker.aplay import AlsaSpeaker
from hardware.speaker.simulated import FolderSpeaker
from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.simulated import SimulatedPrinter
from tests.hardware.camera.pictures import BLUE, RED, scene, shows
from tests.hardware.idcard.watcher import SECONDS, Watcher

OPENERS = {
    "idcard": open_idcard,
    "smartcard": open_smartcard,
    "ticket_printer": open_ticket_printer,
    "page_printer": open_page_printer,
    "speaker": open_speaker,
}


@pytest.mark.parametrize(
    "device,place,kind",
    [
        ("idcard", "serial:/dev/ttyUSB0", SamReader),
        ("idcard", "simulated:here", SimulatedIdCardReader),
        ("smartcard", "pcsc", PcscReader),
        ("smartcard", "pcsc:ACS ACR122U", PcscReader),
        ("smartcard", "simulated:here", SimulatedSmartCardReader),
        ("ticket_printer", "tcp:127.0.0.1:9100", EscposPrinter),
        ("ticket_printer", "serial:/dev/ttyS0@9600", EscposPrinter),
        ("ticket_printer", "file:/dev/usb/lp0", EscposPrinter),
        ("ticket_printer", "simulated:here", SimulatedPrinter),
        ("page_printer", "ipp://127.0.0.1/ipp/print", IppPrinter),
        ("page_printer", "ipps://127.0.0.1/ipp/print", IppPrinter),
        ("page_printer", "simulated:here", SimulatedPagePrinter),
        ("speaker", "alsa:default", AlsaSpeaker),
        ("speaker", "file:here", FolderSpeaker),
        ("speaker", "simulated:here", FolderSpeaker),
    ],
)
def test_every_place_in_the_settings_has_its_driver(tmp_path, device, place, kind):
    opened = OPENERS[device](parse_where(device, place, tmp_path))
    assert isinstance(opened, kind)
    opened.close()


def test_a_reader_of_cards_reads_what_whoever_opens_it_wants(tmp_path):
    (tmp_path / "card").write_text('{"number": "11010519491231002X", "name": "测试甲"}')
    where = parse_where("smartcard", "simulated:.", tmp_path)
    assert isinstance(read_card_once(open_smartcard(where, citizen_card()), "here", 20), SocialSecurityLaid)
    with pytest.raises(UnsupportedCardError):
        read_card_once(open_smartcard(where), "here", 20)


@pytest.mark.parametrize("turn,shown", [(0, [BLUE, BLUE, RED, RED]), (90, [RED, BLUE, RED, BLUE])])
def test_a_file_that_is_a_camera_is_turned_as_the_settings_say(tmp_path, turn, shown):
    Image.fromarray(scene()[..., ::-1]).save(tmp_path / "hall.png")
    with Watcher(open_camera(parse_where("camera", "file:hall.png", tmp_path), turn)) as watcher:
        assert shows(watcher.reader.newest(seconds=SECONDS).pixels, shown)


def test_a_camera_on_the_network_may_show_the_same_for_a_minute():
    vigil = open_camera(NetworkCamera("rtsp://127.0.0.1/live"))._vigil
    told = [vigil.judge(scene(), at) for at in (0.0, 59.0, 60.0)]
    assert told == [Verdict.GOOD, Verdict.GOOD, Verdict.FROZEN]


def test_a_box_without_devices_loads_no_driver():
    heavy = ("serial", "smartcard", "escpos", "PIL")
    loaded = f"import sys, hardware.bench; print([name for name in sys.modules if name in {heavy}])"
    told = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert told.stdout == "[]\n"


@pytest.mark.parametrize(
    "library,place,extra",
    [("smartcard", "smartcard=pcsc", "smartcard"), ("cv2", "scanner=camera:opencv:0", "camera")],
)
def test_a_box_without_a_library_is_told_what_to_install_and_its_settings_are_not_blamed(library, place, extra):
    without = f"import sys; sys.modules[{library!r}] = None; from hardware.cli import app; app()"
    told = subprocess.run(
        [sys.executable, "-c", without, "try", place, "--json"],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert told.returncode == 1
    said = json.loads(told.stdout)
    assert (said["ok"], said["error"]) == (False, "LibraryMissing")
    assert f"yimen[{extra}]" in said["problems"][0]["reason"]

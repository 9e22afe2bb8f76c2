"""On a terminal and in a report every text is itself: no colour, no link, no command to the terminal."""

import json
import subprocess
import sys

import pytest
from PIL import Image
from typer import Typer
from typer.testing import CliRunner

from broker.hub.replay import replay
from broker.server import mosquitto
from broker.simulate import picture
from broker.simulate.figures import figures
from broker.simulate.words import Words
from tests.broker.simulate.small import played
from tests.hall import Clock, HubHere, free_port, write_hall
from tests.privacy.hostile_texts import TEXTS, UNSEEN

NAME = "耒阳市政务服务中心"


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """The hall.toml of a hall that had a day."""
    folder, port = tmp_path_factory.mktemp("hall"), free_port()
    settings = write_hall(folder, port)
    with mosquitto.running("127.0.0.1", port, folder):
        HubHere(settings, Clock()).start().stop()
    return settings


@pytest.mark.parametrize("meant", TEXTS)
def test_a_report_names_the_hall_letter_by_letter_or_such_a_name_is_refused(meant, hall):
    hostile, before = TEXTS[meant][:80], hall.read_text("utf-8")
    hall.write_text(before.replace(json.dumps(NAME, ensure_ascii=False), json.dumps(hostile, ensure_ascii=False)))
    app = Typer(rich_markup_mode=None)
    app.command()(replay)
    done = CliRunner().invoke(app, ["--settings", str(hall)], env={"COLUMNS": "500"})
    hall.write_text(before, "utf-8")
    if meant in UNSEEN:
        assert "hall.name.zh: has signs that can't be seen" in str(done.exception)
        return
    assert done.exit_code == 0, done.output
    assert done.output.replace("\n", "").isprintable()
    assert all(line.strip() in done.output for line in hostile.splitlines() if line.isprintable())


def test_a_fault_in_the_settings_is_told_letter_by_letter(tmp_path):
    path = tmp_path / "hall.toml"
    path.write_text('"\\u001b[2J[red]\\u009b" = 1\n', "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "broker", "replay", "--settings", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "\\x1b[2J[red]\\x9b: no such setting" in done.stderr
    assert done.stderr.replace("\n", "").isprintable()


def test_a_picture_has_a_name_of_formulas_as_it_is(tmp_path):
    record, to = played(), tmp_path / "day.png"
    picture.draw(record, figures(record), Words("en"), "en", TEXTS["TeX"], to)
    with Image.open(to) as image:
        assert image.width > 1200

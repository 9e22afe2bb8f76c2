"""`yimen device` with an A4 printer, as a technician types it."""

import json

import pytest
from typer.testing import CliRunner

from hardware import words
from hardware.cli import app
from hardware.pageprinter.printer import Cause
from tests.hardware.pageprinter.faulty_printer import FaultyPrinter

pytestmark = pytest.mark.usefixtures("no_search")


@pytest.fixture
def peer():
    with FaultyPrinter() as peer:
        yield peer


def run(*given):
    return CliRunner().invoke(app, [str(word) for word in given])


def test_a_test_page_is_printed_and_its_sheets_are_told(peer):
    done = run("try", f"page_printer={peer.at}", "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told == {"ok": True, "printed": "test page", "sheets": "1", "said_by": "printer", "status": "ok"}
    assert peer.kept[0].startswith(b"%PDF")
    assert "printing" in done.stderr


@pytest.mark.parametrize(
    "fault,error,zh",
    [("paper", "NotPrinted", "缺纸"), ("half-way aborted", "MaybePrinted", "先看出了几张")],
)
def test_what_went_wrong_is_said_with_what_to_do(peer, fault, error, zh):
    peer.fault = fault
    done = run("try", f"page_printer={peer.at}", "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["error"] == error
    assert zh in told["operator"]
    assert str(peer.at) in told["operator"]


def test_the_list_tells_how_the_printer_is(tmp_path, peer):
    settings = tmp_path / "device.toml"
    settings.write_text(f'[hardware]\npage_printer = "{peer.at}"\n')
    peer.fault = "paper-low"
    assert f"page_printer  {peer.at}  paper-low\n" in run("list", "--settings", settings).stdout
    peer.fault = "jam"
    done = run("list", "--settings", settings)
    assert done.exit_code == 1
    assert "卡纸" in done.stdout


def test_a_simulated_printer_keeps_the_page(tmp_path):
    done = run("try", f"page_printer=simulated:{tmp_path}", "--json")
    assert json.loads(done.stdout)["ok"]
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["0001.pdf"]


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_words_in_both_languages(cause):
    said = words.for_cause(cause)
    assert said.zh
    assert said.en.endswith(".")

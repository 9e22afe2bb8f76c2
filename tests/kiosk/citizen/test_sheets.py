"""A guide on A4: what stands on it, and the way to it, by real printers."""

import queue
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from hardware.bench import open_page_printer
from hardware.pageprinter.driver import IppPrinter
from hardware.settings import parse_where
from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.slip import Leaflet
from kiosk import sheets
from kiosk.citizen.finding.sheet import TEMPLATE, sheet_of
from kiosk.citizen.printers import PageThread
from tests.hardware.pageprinter.boxed import AT, ippeveprinter
from tests.kiosk.catalogue.shelves import make_county
from tests.kiosk.citizen.guides import SHELF, opens_a_guide

PAGES = 'page_printer = "simulated:pages"'
RARE = "㐀𠮷"


def leaflet(**changes):
    told = {
        "hall": Words("耒阳市政务服务中心", "Leiyang Government Service Center"),
        "title": Words(f"居住证首次申领{RARE}", "First residence permit"),
        "parts": ((Words("要带的材料", "Bring along"), (Words("1. 居民身份证 #1 *不是* [标记] $x$"),)),),
        "code": "https://hall.example/items/1",
        "printed_at": datetime(2026, 11, 23, 9, 5, tzinfo=UTC),
    }
    return Leaflet(**(told | changes))


def text_of(pdf):
    return subprocess.run(("pdftotext", "-", "-"), input=pdf, capture_output=True, check=True).stdout.decode()


def code_on(pdf, folder):
    subprocess.run(("pdftoppm", "-r", "150", "-png", "-", folder / "page"), input=pdf, check=True)
    seen = subprocess.run(("zbarimg", "-q", "--raw", *folder.glob("page*.png")), check=True, capture_output=True)
    return seen.stdout.decode().strip()


def test_a_sheet_has_the_very_words_rare_signs_too_and_a_code_that_a_telephone_reads(tmp_path):
    pdf = sheet_of(leaflet())
    text = text_of(pdf)
    for words in (
        f"居住证首次申领{RARE}",
        "First residence permit",
        "1. 居民身份证 #1 *不是* [标记] $x$",
        "2026-11-23 09:05",
    ):
        assert words in text
    assert code_on(pdf, tmp_path) == "https://hall.example/items/1"


def test_a_long_guide_has_as_many_pages_as_it_needs_and_loses_no_line():
    lines = tuple(Words(f"第{n}样材料") for n in range(200))
    text = text_of(sheet_of(leaflet(parts=((Words("要带的材料", "Bring along"), lines),), code="")))
    assert [line for line in text.splitlines() if line.startswith("第")] == [line.zh for line in lines]
    assert text.count("\f") > 3


def test_what_can_not_be_set_is_told_and_nothing_waits_for_ever(tmp_path, monkeypatch):
    broken = tmp_path / "broken.typ"
    broken.write_text("#unknown-thing")
    with pytest.raises(sheets.SheetError, match=r"broken.typ: .*unknown-thing"):
        sheets.sheet(broken, {})
    monkeypatch.setattr(sheets, "PATIENCE_S", 0.01)
    with pytest.raises(sheets.SheetError, match="not set within"):
        sheets.sheet(TEMPLATE, {})


@contextmanager
def working(printer):
    """A thread that prints; what it tells of its sheets, and of the printer."""
    done, health = queue.SimpleQueue(), queue.SimpleQueue()
    pages = PageThread(printer, lambda *told: done.put(told), health.put)
    pages.start()
    try:
        assert health.get(timeout=20) is None
        yield pages, done, health
    finally:
        pages.close()


def simulated(folder):
    return open_page_printer(parse_where("page_printer", "simulated:pages", folder))


def test_a_sheet_comes_out_of_a_real_ipp_printer(tmp_path):
    with ippeveprinter(tmp_path) as box, box.inside():
        box.on_each_document("echo 'ATTR: job-impressions-completed=1' >&2")
        with working(IppPrinter(AT)) as (pages, done, _):
            pages.print("sheet 1", leaflet())
            assert done.get(timeout=60) == ("sheet 1", None)
            assert "居住证首次申领" in text_of(box.kept()[-1])


@pytest.mark.expect_warnings
def test_why_a_sheet_did_not_come_out_is_told_and_the_printers_trouble_too(tmp_path):
    with working(simulated(tmp_path)) as (pages, done, health):
        for fault, trouble in (("paper", "paper-out"), ("jam", "failed")):
            (tmp_path / "pages" / "fault").write_text(fault)
            pages.print("sheet 1", leaflet())
            assert done.get(timeout=60) == ("sheet 1", trouble)
            assert health.get(timeout=20).code == fault


@pytest.mark.expect_warnings
def test_a_sheet_that_takes_for_ever_does_not_keep_the_kiosk_from_ending(tmp_path):
    with working(simulated(tmp_path)) as (pages, done, _):
        (tmp_path / "pages" / "fault").write_text("slow")
        pages.print("sheet 1", leaflet())
    assert done.get(timeout=20) == ("sheet 1", "failed")  # and it ended


def at_a_guide(meet, tmp_path, hardware):
    make_county(tmp_path / "catalogue.db")
    visitor = meet(hardware, screen=SHELF)
    opens_a_guide(visitor)
    return visitor


def test_a_visitor_takes_a_guide_on_a4_along(meet, tmp_path):
    visitor = at_a_guide(meet, tmp_path, PAGES)
    visitor.taps("print-guide")
    visitor.reads("A4 已打好")
    text = text_of((tmp_path / "pages" / "0001.pdf").read_bytes())
    assert "居住证" in text
    assert "要带的材料" in text


@pytest.mark.expect_warnings
def test_a_guide_that_does_not_come_out_on_a4_comes_out_as_a_slip(meet, card, tmp_path):
    (tmp_path / "pages").mkdir()
    visitor = at_a_guide(meet, tmp_path, f'{PAGES}\nticket_printer = "simulated:printer"')
    card.fault("half-way jam", "pages")
    visitor.taps("print-guide")
    visitor.reads("再打一张")
    assert list(tmp_path.glob("printer/*.bin"))
    assert not list(tmp_path.glob("pages/*.pdf"))

"""Finding an item by touch: the real kiosk, a real catalogue, a printer that keeps what was printed."""

import cv2
import numpy as np
import pytest

from kiosk.catalogue import store, synonyms
from kiosk.catalogue.item import Guide
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.kiosk.catalogue.shelves import an_item, make_county
from tests.kiosk.citizen.guides import SHELF, opens_a_guide, types


@pytest.fixture
def county(tmp_path):
    make_county(tmp_path / "catalogue.db")


def code_on(glass):
    pixels = glass.convertToFormat(glass.Format.Format_Grayscale8)
    picture = np.frombuffer(pixels.constBits(), np.uint8).reshape(pixels.height(), pixels.bytesPerLine())
    text, *_ = cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(picture[:, : pixels.width()]))
    return text


@pytest.mark.usefixtures("county")
def test_three_letters_and_two_taps_lead_from_the_first_page_to_a_ticket_and_its_leaflet(meet):
    with TcpPrinter() as printer:
        visitor = meet(f'ticket_printer = "tcp:127.0.0.1:{printer.port}"', screen=SHELF)
        visitor.taps("find")
        visitor.sees("finding")
        visitor.reads("一件事")
        types(visitor, "jzz")
        visitor.reads("居住证")
        visitor.taps("item-0")
        visitor.sees("guide")
        visitor.reads("要带的材料")
        visitor.taps("print-guide")
        visitor.reads("再打一张")
        leaflet = read(printer.wait_for_jobs(1)[0])
        assert "居住证" in leaflet.text
        assert "要带的材料" in leaflet.text
        visitor.taps("take-number")
        visitor.sees("ticket")
        assert visitor.number.startswith("A")
        visitor.reads("请取走号票")  # or the printer would be gone in the middle of it


@pytest.mark.usefixtures("county")
def test_a_telephone_reads_from_the_glass_what_to_bring(meet):
    visitor = meet(screen=SHELF)
    opens_a_guide(visitor)
    visitor.qtbot.waitUntil(lambda: "要带的材料" in code_on(visitor.window.grabWindow()), timeout=20_000)


@pytest.mark.usefixtures("county")
def test_back_goes_from_a_guide_to_what_was_found_to_the_groups_and_to_where_one_came_from(meet):
    visitor = meet(screen=SHELF)
    visitor.taps("without-card")
    opens_a_guide(visitor)
    visitor.taps("back")
    visitor.reads("jzz")
    visitor.taps("back")
    visitor.reads("一件事")
    visitor.taps("kind-department")
    visitor.reads("局")
    visitor.taps("group-0")
    visitor.taps("item-0")
    visitor.sees("guide")
    visitor.taps("back")
    visitor.sees("finding")
    visitor.taps("back")
    visitor.taps("back")
    visitor.sees("choose")


@pytest.mark.usefixtures("county")
def test_nothing_that_was_typed_or_read_is_there_for_the_next_visitor(meet):
    visitor = meet(screen=SHELF)
    opens_a_guide(visitor)
    visitor.taps("back")
    visitor.taps("back")
    visitor.taps("back")
    visitor.sees("welcome")
    model = visitor.kiosk.attendant.visit.model
    assert all(rows.rowCount() == 0 for kind, rows in model.rows_of.items() if kind.__name__ != "Offer")
    assert model.shown.item is None
    assert model.shown.sought.typed == ""


@pytest.mark.usefixtures("county")
def test_what_nobody_has_is_said_to_be_so(meet):
    visitor = meet(screen=SHELF)
    visitor.taps("find")
    types(visitor, "qqqqqqzzzzzz")
    visitor.reads("没有找到")
    visitor.taps("key-clear")
    visitor.reads("一件事")


def test_without_a_catalogue_nobody_is_sent_there_and_one_that_comes_is_taken_by_itself(meet, tmp_path):
    visitor = meet(screen=SHELF)
    visitor.sees("welcome")
    assert not visitor.can_touch("find")
    make_county(tmp_path / "catalogue.db")
    visitor.taps("without-card")
    visitor.taps("find")
    visitor.reads("一件事")


def test_an_item_whose_service_this_hall_does_not_have_has_a_guide_and_no_ticket(meet, tmp_path):
    far = an_item("护照申领", service="passport", guide=Guide(place="市政务服务中心"))
    store.write(tmp_path / "catalogue.db", [far], synonyms.read())
    visitor = meet(screen=SHELF)
    visitor.taps("find")
    types(visitor, "huzhao")
    visitor.taps("item-0")
    visitor.reads("市政务服务中心")
    assert not visitor.can_touch("take-number")

"""What the views are told."""

from dataclasses import replace

from broker.contract.values import Text
from kiosk.citizen.flow import Page
from kiosk.citizen.models import Face, KioskModel, Services
from tests.kiosk.citizen.faces import services


def test_the_services_are_a_sound_list_for_qt(qtmodeltester):
    model = Services()
    qtmodeltester.check(model)
    model.show(services(12))
    model.show(services(3))
    qtmodeltester.check(model)


def test_a_changed_count_touches_its_row_only_so_that_no_press_is_lost(qtbot):
    model = Services()
    model.show(services(5))
    lines = list(services(5))
    lines[2] = replace(lines[2], waiting=99)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.show(tuple(lines))
    assert [index.row() for index in changed.args[:2]] == [2, 2]
    assert not resets


def test_other_services_replace_the_list(qtbot):
    model = Services()
    model.show(services(5))
    with qtbot.waitSignal(model.modelReset):
        model.show(services(4))
    assert model.rowCount() == 4


def test_a_face_is_told_once_and_only_when_it_changed():
    model = KioskModel()
    told = []
    model.changed.connect(lambda: told.append(model.shown.page))
    face = Face(page=Page.WELCOME, hall=Text(zh="大厅", en="Hall"))
    model.show(face)
    model.show(replace(face))
    assert told == [Page.WELCOME]
    assert model.property("face")["page"] == "welcome"
    assert model.property("face")["hall"] == {"zh": "大厅", "en": "Hall"}

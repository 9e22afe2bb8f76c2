"""What the views are told."""

from dataclasses import replace

from broker.contract.values import Text
from kiosk.citizen.face import Face, Held, Offer, SlotChoice
from kiosk.citizen.models import KioskModel, Rows
from kiosk.citizen.states import Page
from tests.kiosk.citizen.faces import HELD, services


def test_a_list_is_sound_for_qt(qtmodeltester):
    model = Rows(Offer)
    qtmodeltester.check(model)
    model.show(services(12))
    model.show(services(3))
    qtmodeltester.check(model)


def test_a_changed_count_touches_its_row_only_so_that_no_press_is_lost(qtbot):
    model = Rows(Offer)
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
    model = Rows(Offer)
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


def test_nothing_of_a_person_stays_in_a_list_that_is_empty_again():
    model = KioskModel()
    held = model.rows_of[Held]
    model.show_rows(Held, HELD["mine-two"])
    assert held.data(held.index(0), Rows.FIRST_ROLE + 1) == "A017"
    model.show_rows(Held, ())
    assert held.rowCount() == 0


def test_a_time_that_is_picked_changes_its_row_only(qtbot):
    rows = Rows(SlotChoice)
    rows.show([SlotChoice("a", "09:00", 3), SlotChoice("b", "09:30", 3)])
    with qtbot.waitSignal(rows.dataChanged) as changed:
        rows.show([SlotChoice("a", "09:00", 3), SlotChoice("b", "09:30", 3, picked=True)])
    assert changed.args[0].row() == 1

"""After each kind of visitor the kiosk is as it was before: on the screen, in its views, and among its objects."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from broker.contract.told import HeldTicket
from broker.contract.values import Holder
from hardware.idcard.record import IdCard
from hardware.ticketprinter.slip import Slip
from kiosk.citizen.face import Offer
from kiosk.citizen.finding.shown import GroupTile
from tests.kiosk.hall import SECONDS

CODE = "yimen:ticket:" + "0" * 32


@pytest.fixture
def visitor(meet, card, tmp_path):
    (tmp_path / "scanner").mkdir()
    visitor = meet(f'{card.hardware}\nscanner = "simulated:scanner"')
    visitor.reads("也可以扫上面的二维码")
    return visitor


def with_a_card(visitor, card, _folder):
    visitor.lays(card)
    visitor.taps("service-residence")
    visitor.reads("请取走号票")
    card.lift()
    visitor.taps("done")


def with_a_card_who_does_nothing(visitor, card, _folder):
    visitor.lays(card)
    visitor.taps("language")
    visitor.taps("language-en")
    card.lift()
    visitor.taps("back")


def with_a_typed_number(visitor, card, _folder):
    visitor.taps("type-number")
    for sign in card.number:
        visitor.taps(f"key-{sign}")
    visitor.taps("service-residence")
    visitor.reads("请取走号票")
    visitor.taps("done")


def with_half_a_number(visitor, card, _folder):
    visitor.taps("type-number")
    for sign in card.number[:9]:
        visitor.taps(f"key-{sign}")
    visitor.taps("back")


def with_a_code(visitor, _card, folder):
    (folder / "scanner" / "new").write_text(CODE)
    (folder / "scanner" / "new").replace(folder / "scanner" / "code")
    visitor.sees("code-unknown")
    visitor.taps("back")


def without_paper(visitor, card, _folder):
    card.fault("paper-out", "printer")
    visitor.lays(card)
    visitor.taps("service-residence")
    visitor.taps("take-along")
    visitor.taps("take-along-done")
    card.mend("printer")
    card.lift()
    visitor.taps("done")


PERSONAL = (Holder, HeldTicket, IdCard, Slip)


def known(kind):
    """How many of these there are."""
    gc.collect()
    return sum(type(thing) is kind for thing in gc.get_objects())


def words_of(window):
    """Every text in the views, shown or not."""
    children = [window, *window.findChildren(QObject)]
    names = ("text", "words", "source", "code", "typed")
    return "\n".join(str(each.property(name)) for each in children for name in names if each.property(name))


@pytest.mark.parametrize(
    "comes",
    [
        with_a_card,
        with_a_card_who_does_nothing,
        with_a_typed_number,
        with_half_a_number,
        with_a_code,
        without_paper,
    ],
)
def test_nothing_of_who_was_here_is_left(visitor, card, tmp_path, comes, caplog):
    model, attendant = visitor.kiosk._model, visitor.kiosk.attendant
    before = model.shown
    others = {kind: known(kind) for kind in PERSONAL}  # of other tests
    comes(visitor, card, tmp_path)
    visitor.sees("welcome")
    visitor.qtbot.waitUntil(lambda: model.shown == replace(before, alone=model.shown.alone), timeout=SECONDS * 1000)
    listed = {kind.__name__ for kind, rows in model.rows_of.items() if rows.shown}
    assert listed <= {Offer.__name__, GroupTile.__name__}
    assert (attendant.visit.holder, attendant.visit.ref, attendant.visit.shown) == (None, None, None)
    for kind in PERSONAL:
        visitor.qtbot.waitUntil(lambda kind=kind: known(kind) <= others[kind], timeout=SECONDS * 1000)
    for hidden in (card.number, card.number[:9], "张", CODE[13:], "data:image/png"):
        assert hidden not in words_of(visitor.window)
    assert card.number not in caplog.text
    assert not QGuiApplication.clipboard().text()

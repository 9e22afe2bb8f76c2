"""The binding that every screen stands on."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

CALLS = 200


class Bell(QObject):
    rung = Signal()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kept", [None, True])
def test_qt_gives_back_no_more_references_than_it_took(kept):
    ballast = [kept] * 100_000  # should it do so, this test is to say it, and Python not to end
    bell = Bell()
    before = sys.getrefcount(kept)
    for _ in range(CALLS):
        bell.rung.emit()
        bell.disconnect(bell.rung.connect(print))
    assert sys.getrefcount(kept) > before - CALLS / 2
    ballast.clear()

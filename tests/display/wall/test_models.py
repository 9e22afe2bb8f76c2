"""The wall's models, as Qt sees them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from broker.client.link import Seen
from display.ui.rows import Rows
from display.wall.board import CallLine, face
from display.wall.models import WallModel
from tests.display.wall.faces import EMPTY, FACES, NOW, calls, heard

LINES = FACES["calling"].earlier


def numbers(rows):
    role = next(role for role, name in rows.roleNames().items() if name == b"number")
    return [rows.data(rows.index(row), role) for row in range(rows.rowCount())]


def test_the_lists_keep_qts_contract_while_they_grow_change_and_shrink(qtmodeltester):
    rows = Rows(CallLine)
    qtmodeltester.check(rows)
    for shown in ((), LINES[:2], LINES, LINES[2:], LINES[:1], ()):
        rows.show(shown)
        assert numbers(rows) == [line.number for line in shown]


@given(st.lists(st.lists(st.sampled_from(LINES), max_size=7), max_size=5))
def test_a_list_shows_what_it_was_given_last(shows):
    rows = Rows(CallLine)
    for shown in shows:
        rows.show(shown)
        assert numbers(rows) == [line.number for line in shown]


def test_a_row_that_stays_the_same_is_not_told_as_changed():
    rows = Rows(CallLine)
    rows.show(LINES)
    changed = []
    rows.dataChanged.connect(lambda first, _last, _roles: changed.append(first.row()))
    rows.show((LINES[0], replace(LINES[1], label="9"), *LINES[2:]))
    assert changed == [1]


def test_a_call_is_told_once_and_an_old_one_never():
    model = WallModel(face(heard(EMPTY, 1), "main", Seen.HUB, NOW))
    told = []
    model.called.connect(told.append)
    old = calls(("A001", "1", 300))
    new = calls(("A002", "1", 1), ("A001", "1", 300))
    new = new.model_copy(update={"calls": (new.calls[0].model_copy(update={"call": new.calls[0].call[:-1] + "f"}),)})
    for board in (old, old, new, new):
        model.show(face(heard(board, 1), "main", Seen.HUB, NOW))
    assert told == ["A002"]

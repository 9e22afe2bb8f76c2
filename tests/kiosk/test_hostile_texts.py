"""Whatever somebody wrote, kiosk and terminal show the letters of it."""

from dataclasses import fields, is_dataclass, replace

import pytest
from PySide6.QtQml import QQmlEngine, QQmlExpression

from broker.contract.values import Text
from kiosk.citizen.face import Held, Offer
from tests.kiosk.citizen.showing import Shown
from tests.kiosk.sight import texts
from tests.kiosk.window.faces import SCENES
from tests.kiosk.window.showing import shown
from tests.privacy.hostile_texts import TEXTS

CHOSEN = ("label", "clerk", "name", "note", "window")
"""What people choose besides names in two languages."""


@pytest.mark.parametrize("name", ["long-visit", "transfer-service"])
def test_a_clerk_reads_what_was_written_letter_by_letter(name, qtbot):
    scene = SCENES[name]
    with shown(scene, "zh", (480, 720)) as window:
        qtbot.waitUntil(window.isExposed)
        for hostile in shortened(200):
            model = window.property("terminal")
            model.show(with_text(scene.face, hostile))
            model.show_queues(with_text(scene.queues, hostile))
            model.show_panel(with_text(scene.panel, hostile))
            every_text_is_plain_and_one_says(window, hostile)


@pytest.mark.parametrize("page", ["mine-journey", "ticket-why", "choose-alone"])
def test_a_visitor_reads_what_was_written_letter_by_letter(page, qtbot):
    show = Shown()
    model = show.model
    show.page(page, size=(540, 960))
    try:
        qtbot.waitUntil(show.window.isExposed)
        for hostile in shortened(80):
            model.show(with_text(model.shown, hostile))
            for kind in (Offer, Held):
                model.show_rows(kind, with_text(model.rows_of[kind]._rows, hostile))
            every_text_is_plain_and_one_says(show.window, hostile)
    finally:
        show.close()


def shortened(to):
    """The texts, in the length that the wire lets in."""
    return [text[:to] for text in TEXTS.values()]


def every_text_is_plain_and_one_says(window, hostile):
    window.grabWindow()
    items = texts(window)
    assert items
    formats = {QQmlExpression(QQmlEngine.contextForObject(item), item, "textFormat").evaluate()[0] for item in items}
    assert formats == {0}
    assert any(hostile in item.property("text") for item in items)


def with_text(value, hostile):
    """The same with every chosen text another."""
    if isinstance(value, Text):
        return Text.model_construct(zh=hostile, en=hostile)
    if isinstance(value, tuple):
        return tuple(with_text(part, hostile) for part in value)
    if not is_dataclass(value):
        return value
    changed = {field.name: with_text(getattr(value, field.name), hostile) for field in fields(value)}
    chosen = {name: hostile for name in CHOSEN if changed.get(name) and isinstance(changed[name], str)}
    return replace(value, **(changed | chosen))

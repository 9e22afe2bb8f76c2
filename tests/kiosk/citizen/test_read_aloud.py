"""Every page as it is heard: all that is to be seen is said, in one language, and every control is come to."""

import re

import pytest

from kiosk.speech.narrator import OWN, Narrator
from kiosk.speech.screen import read
from kiosk.ui.tree import tree
from tests.kiosk.citizen.faces import FACES, HALL
from tests.kiosk.citizen.showing import PANELS, Shown
from tests.kiosk.sight import controls, visible

PAGES = tuple(name for name in (*FACES, *PANELS) if not name.startswith("staff"))  # which are no visitor's
MOVES = {"up", "down"}
"""What brings into sight what is below; who hears comes to all of it."""
SMALL = (540, 960)  # drawn sooner
HAN, WORD = re.compile("[\u4e00-\u9fff]{2}"), re.compile("[A-Za-z]{2}|[A-Z][0-9]{3}")


@pytest.fixture(scope="module")
def shown(qapp):
    del qapp
    shown = Shown()
    yield shown
    shown.close()


def heard(window):
    """Everything that somebody hears who goes through the whole screen, and the keys of where they came by."""
    narrator = Narrator(lambda name: str(window.property("spoken").toVariant()[name]))
    lines = [*narrator.look(read(tree(window)[0])).lines]
    keys = []
    lines += narrator.move(1)
    while narrator.stop:
        keys.append(narrator.stop.key)
        lines += narrator.move(1)
    return "\n".join(lines), [key for key in keys if key not in OWN]


def texts_in(root):
    return {item.property("text") for item in visible(root) if item.inherits("QQuickText")}


def to_be_seen(window, language):
    """The texts in the visitor's language; in the other one they stand again, small."""
    root = window.contentItem()
    if stay := next((item for item in controls(window) if item.objectName() == "stay"), None):
        root = stay.parentItem()
    moves = {text for item in controls(window) if item.objectName() in MOVES for text in texts_in(item)}
    hall = {HALL.zh, HALL.en}  # stands above every page and is read with none
    texts = texts_in(root) - hall - moves
    chinese = {text for text in texts if HAN.search(text)}
    if language == "zh":
        return {text for text in chinese if not WORD.search(text)}  # others have both languages in one line
    return {text for text in texts - chinese if WORD.search(text)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_that_is_to_be_seen_is_heard_and_every_control_is_come_to(shown, language):
    faults = []
    for name in PAGES:
        shown.page(name, language, size=SMALL)
        said, keys = heard(shown.window)
        names = {item.objectName() for item in controls(shown.window)} - MOVES
        pressable = {"stay"} if "stay" in names else names
        faults += [f"{name}: never came to {key}" for key in pressable - set(keys)]
        faults += [f"{name}: comes twice to {key}" for key in set(keys) if keys.count(key) > 1]
        faults += [f"{name}: has no name: {line}" for line in said.split("\n") if line.startswith(",") or not line]
        faults += [f"{name}: {text!r} is not said" for text in to_be_seen(shown.window, language) if text not in said]
    assert not faults


def test_what_anybody_may_overhear_names_nobody(shown):
    for name in PAGES:
        shown.page(name, size=SMALL)
        assert "*" not in read(tree(shown.window)[0]).title

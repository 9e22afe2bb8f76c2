"""One window of the kiosk that shows any page in any language, mode and size."""

from PySide6.QtGui import QGuiApplication

from kiosk.citizen.app import CATALOGUES, VIEW
from kiosk.citizen.models import KioskModel
from kiosk.ui.access import Access
from kiosk.ui.show import Show
from kiosk.ui.stage import play
from kiosk.ui.words import languages_of
from tests.kiosk.citizen.faces import FACES, HALL, SIZES, put

INCHES, REACH_MM = 21.5, 600
TALL_INCHES = 43
"""Upright, such glass is 95 cm tall."""
MODES = {"plain": (), "large": ("large-type",), "contrast": ("high-contrast",), "low": ("low-reach",)}
PANELS = {"languages": "language", "modes": "access"}
"""What lies over a page, and the control that brings it."""


class Shown:
    """The window, and what it is made of."""

    def __init__(self, more_languages=(), inches=INCHES):
        self.model = KioskModel()
        self.access = Access(languages_of(CATALOGUES), inches, REACH_MM, speaks=True)
        catalogues = [*CATALOGUES, *more_languages]
        self._show = Show(VIEW, catalogues, kiosk=self.model, access=self.access)
        self.window = self._show.window
        self.model.languageAsked.connect(lambda language: put(self.model, "welcome", language))

    def page(self, name, language="zh", modes=(), size=SIZES[0]):
        """Show this page so."""
        self.access.reset()
        for mode in modes:
            self.access.turn(mode)
        if self.window.size().toTuple() != size or not self.window.isVisible():
            self._show.open(size)
        self.model.show(FACES["appointment"][0])  # so that each page begins anew
        put(self.model, "welcome" if name in PANELS else name, language, None if name == "starting" else HALL)
        if name in PANELS:
            play(self.window, f"tap {PANELS[name]}")
        self.settle()

    def settle(self):
        QGuiApplication.processEvents()
        return self.window.grabWindow()

    def close(self):
        self._show.close()

"""English for the Chinese that stands in the views.

A catalogue is a Qt `.ts` file beside the views, kept by `pyside6-lupdate` and read as it is: a few hundred lines need
no compiled form. `qsTr` gives the Chinese source; the context `en` gives its English, so both are at hand at once.
"""

from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QTranslator

UI_CATALOGUE = Path(__file__).with_name("en.ts")


def read_catalogue(path: Path) -> dict[str, str]:
    """Read a `.ts` file: Chinese to English, whatever finished translations it has."""
    words: dict[str, str] = {}
    for message in ET.parse(path).iter("message"):  # noqa: S314 - our own file, not a stranger's
        english = message.find("translation")
        if english is not None and english.get("type") is None:
            words[message.findtext("source", "")] = english.text or ""
    return words


class English(QTranslator):
    """Answers for the context `en` only; the same Chinese is the same English everywhere."""

    def __init__(self, *catalogues: Path) -> None:
        super().__init__()
        self._words = {zh: en for path in catalogues for zh, en in read_catalogue(path).items()}

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt that there is something to ask for."""
        return not self._words

    def translate(
        self, context: str | bytes, source: str | bytes, _disambiguation: str | bytes | None = None, _n: int = -1
    ) -> str:
        """Give the English, or nothing, which leaves the source as it is."""
        context, source = (s.decode() if isinstance(s, bytes) else s for s in (context, source))
        return self._words.get(source) if context == "en" else None  # type: ignore[return-value] # null is Qt's "no"

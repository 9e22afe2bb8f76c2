"""Every language of the words in the views, whose source is Chinese.

A catalogue is a Qt `.ts` file named after its language, such as `en.ts`, read as it is: a few hundred lines need no
compiled form. `qsTr` gives the Chinese source; the context `en` gives its English, and so on: all are at hand at once.
"""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QTranslator

from kiosk.ui.traditional import TRADITIONAL, traditional

SOURCE = "zh"


def languages_of(catalogues: Iterable[Path]) -> tuple[str, ...]:
    """The languages that a visitor has the choice of: Chinese first."""
    return (SOURCE, *sorted((path.stem for path in catalogues), key=lambda code: (not code.startswith(SOURCE), code)))


def read_catalogue(path: Path) -> dict[str, str]:
    """Read a `.ts` file: Chinese to its language, whatever finished translations it has."""
    words: dict[str, str] = {}
    for message in ET.parse(path).iter("message"):  # noqa: S314 - our own file, not a stranger's
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None:
            words[message.findtext("source", "")] = translation.text or ""
    return words


class Tongues(QTranslator):
    """Answers for contexts that are languages; the same Chinese is the same in a language everywhere."""

    def __init__(self, *catalogues: Path) -> None:
        super().__init__()
        self._words = {path.stem: read_catalogue(path) for path in catalogues}

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt that there is something to ask for."""
        return not self._words

    def translate(
        self, context: str | bytes, source: str | bytes, _disambiguation: str | bytes | None = None, _n: int = -1
    ) -> str:
        """Give the translation, or nothing, which leaves the source as it is.

        What a hall calls itself and its services stands in no catalogue; in traditional signs it is written by rule.
        """
        language, source = (s.decode() if isinstance(s, bytes) else s for s in (context, source))
        words = self._words.get(language, {})
        if language == TRADITIONAL and source not in words:
            return traditional(source)
        return words.get(source)  # type: ignore[return-value] # null is Qt's "no"

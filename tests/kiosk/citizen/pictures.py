"""Take a picture of every page of the kiosk, to be looked at.

python -m tests.kiosk.citizen.pictures FOLDER             a sheet of all pages for each language, mode and shape
python -m tests.kiosk.citizen.pictures FOLDER PAGE ...    these pages, each in full, in all of them
python -m tests.kiosk.citizen.pictures docs/pictures docs some of the sheets, small, for the documentation
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.citizen.app import CATALOGUES
from kiosk.ui.show import start_qt
from kiosk.ui.words import languages_of
from tests.kiosk.citizen.faces import FACES, SIZES
from tests.kiosk.citizen.showing import INCHES, MODES, PANELS, TALL_INCHES, Shown
from tests.kiosk.languages import LONG, RIGHT_TO_LEFT, write_pseudo

PAGES = (*FACES, *PANELS)
SMALL, TINY, GAP, ACROSS = 0.3, 0.16, 8, 2560
"""How small a page is on a sheet, and on one in docs; what lies between two, and how wide a sheet is, in pixels."""
DOCS = ("zh-plain-upright", "en-plain-lying", "zh-large-upright", "en-contrast-upright")


def all_pictures(
    folder: Path, names: tuple[str, ...], only: tuple[str, ...] = ()
) -> Iterator[tuple[str, list[QImage]]]:
    """Every language, mode and shape, or those alone, with its pages; low reach only where the glass is tall."""
    pseudo = write_pseudo(folder)
    for mode, turned in MODES.items():
        shown = Shown(pseudo, TALL_INCHES if mode == "low" else INCHES)
        for language in (*languages_of(CATALOGUES), LONG, RIGHT_TO_LEFT):
            for size in SIZES[:1] if mode == "low" else SIZES:
                what = f"{language}-{mode}-{'upright' if size[0] < size[1] else 'lying'}"
                if only and what not in only:
                    continue
                pictures = []
                for name in names:
                    shown.page(name, language, turned, size)
                    pictures.append(shown.settle())
                yield what, pictures
        shown.close()


def sheet(pictures: list[QImage], scale: float) -> QImage:
    """All of them on one, from left to right."""
    small = [picture.scaledToWidth(round(picture.width() * scale), _SMOOTH) for picture in pictures]
    width, height = small[0].width() + GAP, small[0].height() + GAP
    columns = ACROSS // width
    whole = QImage(columns * width, -(-len(small) // columns) * height, QImage.Format.Format_RGB32)
    whole.fill(QColor("gray"))
    painter = QPainter(whole)
    for place, picture in enumerate(small):
        painter.drawImage(QPoint(place % columns * width, place // columns * height), picture)
    painter.end()
    return whole


_SMOOTH = Qt.TransformationMode.SmoothTransformation


def main(folder: Path, *names: str) -> None:
    """Take the sheets, or the pages that were asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    qt = start_qt()
    with tempfile.TemporaryDirectory() as made:
        if names == ("docs",):
            for what, pictures in all_pictures(Path(made), PAGES, DOCS):
                sheet(pictures, TINY).save(str(folder / f"kiosk-{what}.webp"), quality=60)
            return
        for what, pictures in all_pictures(Path(made), names or PAGES):
            if not names:
                sheet(pictures, SMALL).save(str(folder / f"kiosk-{what}.png"))
            for name, picture in zip(names, pictures, strict=False):
                picture.save(str(folder / f"kiosk-{name}-{what}.png"))
    del qt
    print(f"{len(list(folder.glob('kiosk-*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

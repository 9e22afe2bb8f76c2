"""Take a picture of every page of the kiosk: `python -m tests.kiosk.citizen.pictures FOLDER`.

Each page in both languages, upright and lying, at one and two dots to the pixel.
"""

import os
import subprocess
import sys
from pathlib import Path

from kiosk.citizen.app import CATALOGUE, VIEW
from kiosk.ui.show import Show, start_qt
from tests.kiosk.citizen.faces import FACES, HALL, SIZES, model_of


def take(folder: Path, scale: str) -> None:
    """Take all pictures at one scale; Qt knows but one per process."""
    qt = start_qt()
    for name in FACES:
        for language in ("zh", "en"):
            model = model_of(name, language, None if name == "starting" else HALL)
            show = Show(VIEW, [CATALOGUE], kiosk=model)
            for width, height in SIZES:
                show.open((width, height))
                qt.processEvents()
                picture = show.window.grabWindow()
                picture.save(str(folder / f"kiosk-{name}-{language}-{width}x{height}@{scale}x.png"))
            show.close()
            qt.processEvents()


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    for scale in "12":
        command = [sys.executable, "-m", "tests.kiosk.citizen.pictures", str(folder), scale]
        subprocess.run(command, check=True, env=os.environ | offscreen | {"QT_SCALE_FACTOR": scale})
    print(f"{len(list(folder.glob('kiosk-*.png')))} pictures in {folder}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder]:
            main(Path(folder))
        case [folder, scale]:
            take(Path(folder), scale)

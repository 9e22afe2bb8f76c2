"""Take a picture of every screen of the displays: `python -m tests.display.pictures FOLDER`."""

import sys
from pathlib import Path

from broker.runtime.logs import start_log
from display.ui.show import Show, start_qt
from display.wall.app import VIEW
from display.wall.models import WallModel
from tests.display.wall.faces import FACES

SIZES = ((1920, 1080), (3840, 2160), (1080, 1920), (1440, 1080), (2560, 1080))


def main(folder: Path) -> None:
    start_log()
    qt = start_qt()
    folder.mkdir(parents=True, exist_ok=True)
    for name, face in FACES.items():
        model = WallModel(face)
        show = Show(VIEW, wall=model)
        for size in SIZES:
            show.open(size)
            qt.processEvents()
            show.window.grabWindow().save(str(folder / f"wall-{name}-{size[0]}x{size[1]}.png"))
        show.close()
    print(f"{len(FACES) * len(SIZES)} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

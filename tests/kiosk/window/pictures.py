"""Take a picture of every screen of the terminal: `python -m tests.kiosk.window.pictures FOLDER`."""

import sys
from dataclasses import replace
from pathlib import Path

from broker.runtime.logs import start_log
from kiosk.ui.show import Show, start_qt
from kiosk.ui.stage import play
from kiosk.window.app import CATALOGUE, VIEW
from kiosk.window.models import WindowModel
from tests.kiosk.window.faces import FACES, SIZES


def main(folder: Path) -> None:
    start_log()
    qt = start_qt()
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("zh", "en"):
        for name, (face, queues) in FACES.items():
            for size in SIZES:
                take(qt, replace(face, language=language), queues, size, folder / f"window-{name}-{language}")
        face, queues = FACES["open"]
        take(qt, replace(face, language=language), queues, SIZES[0], folder / f"window-reasons-{language}", "F7")
    print(f"{len(list(folder.glob('window-*.png')))} pictures in {folder}")


def take(qt, face, queues, size, path: Path, key: str = "") -> None:
    model = WindowModel(face)
    model.show_queues(queues)
    show = Show(VIEW, [CATALOGUE], terminal=model)
    show.open(size)
    qt.processEvents()
    if key:
        play(show.window, f"key {key}")
    show.window.grabWindow().save(f"{path}-{size[0]}x{size[1]}.png")
    show.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Take a picture of every screen of the terminal: `python -m tests.kiosk.window.pictures FOLDER`."""

import sys
from pathlib import Path

from broker.runtime.logs import start_log
from kiosk.ui.show import start_qt
from tests.kiosk.window.faces import SCENES, SIZES
from tests.kiosk.window.showing import shown


def main(folder: Path) -> None:
    start_log()
    qt = start_qt()
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("zh", "en"):
        for name, scene in SCENES.items():
            for size in SIZES:
                with shown(scene, language, size) as window:
                    qt.processEvents()
                    path = folder / f"window-{name}-{language}-{size[0]}x{size[1]}.png"
                    window.grabWindow().save(str(path))
    print(f"{len(list(folder.glob('window-*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

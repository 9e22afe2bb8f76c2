"""The catalogue that a kiosk has in use, while technicians put new ones in its place."""

import logging
from pathlib import Path

from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.faults import CatalogueError

log = logging.getLogger(__name__)


class Shelf:
    """Keeps one catalogue open, and takes the new one when its file was replaced.

    A new catalogue is a new file under the old name, so it is another file for the system; one look at the folder
    tells. Ask for it when a visitor begins: within one visit everything then comes from one catalogue.

    Args:
        path: where it is, or will be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: tuple[int, ...] | None = None
        self._open: Catalogue | None = None

    def newest(self) -> Catalogue | None:
        """The catalogue as it is now; the one before where the new one can't be read; None without any."""
        file = self._looked_at()
        if file is not None and file != self._file:
            self._file = file  # one that can't be read is told once
            try:
                new = Catalogue(self._path)
            except CatalogueError as error:
                log.warning("a new catalogue can't be used", extra={"reason": str(error)})
            else:
                self.close()
                self._file, self._open = file, new
        return self._open

    def close(self) -> None:
        """Put it away."""
        if self._open:
            self._open.close()
        self._open = self._file = None

    def _looked_at(self) -> tuple[int, ...] | None:
        try:
            now = self._path.stat()
        except OSError:
            return None
        return now.st_dev, now.st_ino, now.st_mtime_ns, now.st_size

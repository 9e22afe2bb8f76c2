"""The list of staff in a file of its own, as a table program writes it: CSV in UTF-8, a person a line."""

import csv
import io
from pathlib import Path

from broker.runtime.secret import write_secret
from broker.runtime.settings.file import SettingsError

COLUMNS = ("id", "name", "role", "pin_hash", "badge")
Row = dict[str, str]


def read_staff(path: Path) -> list[Row]:
    """The people in a list, each as a `[[staff]]` table would say it; empty cells are left out.

    Raises:
        SettingsError: it can't be read, or has columns or cells that say nothing here.
    """
    try:
        text = path.read_text("utf-8-sig")  # Excel begins its UTF-8 with a mark
    except OSError as error:
        raise SettingsError(path, [f"can't be read: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise SettingsError(path, ["is not UTF-8; in Excel, save it as CSV UTF-8"]) from None
    try:
        head, *lines = [row for row in csv.reader(io.StringIO(text), strict=True) if any(cell.strip() for cell in row)]
    except ValueError:  # no line at all
        head, lines = [], []
    except csv.Error as error:
        raise SettingsError(path, [f"is not CSV: {error}"]) from None
    columns = [cell.strip() for cell in head]
    if not {"id", "name"} <= set(columns) <= set(COLUMNS) or len(set(columns)) < len(columns):
        raise SettingsError(
            path, [f"its first line must name the columns: id, name and any of {', '.join(COLUMNS[2:])}"]
        )
    if longer := [number for number, row in enumerate(lines, 2) if len(row) > len(columns)]:
        raise SettingsError(path, [f"row {number}: has more cells than the first line" for number in longer])
    return [{column: cell.strip() for column, cell in zip(columns, row, strict=False) if cell.strip()} for row in lines]


def write_staff(path: Path, people: list[Row]) -> None:
    """Write a list, for its owner's eyes alone: whoever has the hashes can try PINs at home."""
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    rows.writerows(people)
    write_secret(path, text.getvalue().encode("utf-8-sig"))

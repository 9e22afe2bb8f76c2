"""What docs/clerk.md says of keys is what the terminal has."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_key_of_the_terminal_is_told_and_no_other():
    qml = (ROOT / "kiosk" / "window" / "views" / "VerbKeys.qml").read_text("utf-8")
    keys = set(re.findall(r'": "(F\d+|[A-Z])"', qml))
    page = (ROOT / "docs" / "clerk.md").read_text("utf-8")
    told = {
        key for row in re.findall(r"^\| (.+?) \|", page, re.MULTILINE) for key in re.findall(r"F\d+|\b[A-Z]\b", row)
    }
    assert keys == told
    assert len(keys) > 15

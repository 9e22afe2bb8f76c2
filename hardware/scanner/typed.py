"""What a scanner that types has typed: keys to texts. Pure.

Scanners type as a keyboard of the United States does, and end a code with Enter, Tab, or with nothing at all.
"""

from collections.abc import Iterable, Iterator

from hardware.keys import NAMES
from hardware.scanner.scanner import LONGEST

_SIGNS = {
    "minus": "-_", "equal": "=+", "leftbrace": "[{", "rightbrace": "]}", "semicolon": ";:", "apostrophe": "'\"",
    "grave": "`~", "backslash": "\\|", "comma": ",<", "dot": ".>", "slash": "/?", "space": "  ", "kpasterisk": "**",
    "kpminus": "--", "kpplus": "++", "kpslash": "//", "kpdot": "..",
    **dict(zip("1234567890", map("".join, zip("1234567890", "!@#$%^&*()", strict=True)), strict=True)),
    **{f"kp{digit}": digit * 2 for digit in "0123456789"},
    **{letter: letter + letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
"""Each key's sign, and the one that it has with Shift."""
_SHIFTS = {"leftshift", "rightshift"}
_ENDS = {"enter", "kpenter", "tab"}


class Typed:
    """Keys that move, one after the other, to whole codes."""

    def __init__(self) -> None:
        self._shifts: set[int] = set()
        self._text = ""

    def take(self, moved: Iterable[tuple[int, bool]]) -> Iterator[str]:
        """Give each code that ended."""
        for code, down in moved:
            name = NAMES.get(code, "")
            if name in _SHIFTS:
                (self._shifts.add if down else self._shifts.discard)(code)
            elif down and name in _ENDS:
                yield from self.end()
            elif down and name in _SIGNS and len(self._text) <= LONGEST:
                self._text += _SIGNS[name][bool(self._shifts)]

    def end(self) -> Iterator[str]:
        """Give what was typed so far, if it may be a code: after a silence."""
        text, self._text = self._text, ""
        self._shifts.clear()
        if len(text) <= LONGEST and (code := text.strip()):
            yield code

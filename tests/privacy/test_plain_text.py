"""No view of ours shows a text as anything but itself."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VIEWS = sorted(path for package in ("kiosk", "display") for path in (ROOT / package).rglob("*.qml"))
RICH = re.compile(r"\b(Label|TextEdit|TextArea|TextField|ToolTip|WebView|MessageDialog)\s*\{")
PLAIN = "textFormat: Text.PlainText"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: str(view.relative_to(ROOT)))
def test_every_text_of_a_view_is_plain(view):
    source = re.sub(r"//.*", "", view.read_text("utf-8"))
    for text in re.finditer(r"\bText\s*\{", source):
        assert PLAIN in block(source, text.end()), source[text.start() : text.start() + 200]
    assert not RICH.search(source)
    assert re.findall(r"textFormat:.*", source) == [PLAIN] * source.count("textFormat:")


def test_a_view_that_forgot_it_would_be_seen():
    assert PLAIN not in block("Text { Row { Text { textFormat: Text.PlainText } } }", len("Text {"))


def block(source, start):
    """What stands between the braces, but for blocks inside."""
    depth, own = 1, []
    for sign in source[start:]:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if not depth:
            break
        if depth == 1:
            own.append(sign)
    return "".join(own)

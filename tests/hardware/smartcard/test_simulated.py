"""The reader of cards with a chip that is a folder."""

import pytest

from hardware.bench import open_smartcard
from hardware.errors import LayAgainError
from hardware.reader import ReaderBack
from hardware.settings import SimulatedIn
from hardware.smartcard.reader import CardUnread
from tests.hardware.idcard.watcher import Watcher


@pytest.mark.parametrize(
    "lay",
    [
        lambda file: file.write_bytes(b"\xff\xfe"),
        lambda file: file.write_bytes(b'{"name": "\xff"}'),
        lambda file: file.write_text("[" * 100_000),
        lambda file: file.write_text('{"name": ' * 10_000),
        lambda file: file.mkdir(),
    ],
    ids=["no text", "no text in it", "lists", "tables", "a folder"],
)
def test_what_is_no_card_is_laid_again(tmp_path, lay):
    lay(tmp_path / ".new")
    (tmp_path / ".new").rename(tmp_path / "card")
    with Watcher(open_smartcard(SimulatedIn(tmp_path))) as watcher:
        assert isinstance(watcher.expect(ReaderBack, CardUnread).error, LayAgainError)

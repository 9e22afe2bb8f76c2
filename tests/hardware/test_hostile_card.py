"""A card whose texts were written to do harm does none, neither at the terminal nor as a masked name."""

import json

import pytest
from typer.testing import CliRunner

from hardware.cli import app
from hardware.idcard.masking import mask_name
from tests.hardware.idcard.pty_reader import PtyReader
from tests.privacy.hostile_texts import TEXTS


@pytest.mark.parametrize("how", [[], ["--reveal"], ["--reveal", "--json"]])
def test_what_is_read_from_a_card_is_shown_as_letters(how, tmp_path):
    with PtyReader(tmp_path / "tty") as peer:
        peer.lay(name="\x1b[2J张\u202e三\x9b", address="\x1b]0;x\x07测试路")
        done = CliRunner().invoke(app, ["try", f"idcard=serial:{peer.path}", *how])
    assert done.exit_code == 0, done.output
    assert done.output.replace("\n", "").isprintable()
    if "--json" in how:
        told = json.loads(done.output.splitlines()[-1])
        assert (told["name"], told["address"]) == ("[2J张三", "]0;x测试路")


@pytest.mark.parametrize("meant", TEXTS)
def test_a_masked_name_has_no_sign_that_is_not_seen(meant):
    masked = mask_name(TEXTS[meant][:15])
    assert "*" in masked
    assert all(sign.isprintable() or "\ue000" <= sign <= "\uf8ff" for sign in masked)
    assert masked != TEXTS[meant]

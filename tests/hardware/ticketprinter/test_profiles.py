"""Kinds of ticket printers, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import SettingsError
from hardware.settings import load_hardware
from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.paper import Paper
from hardware.ticketprinter.profiles import USUAL, PrinterProfile, parse_profiles, ticket_profile
from hardware.ticketprinter.slip import lay_out
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.slips import a_slip


def test_the_usual_printer_is_the_table_80mm(tmp_path):
    table = ticket_profile("80mm", tmp_path)
    assert table.model_copy(update={"sure": ""}) == USUAL
    assert table.sure


def test_a_technician_adds_a_table_beside_the_settings_and_corrects_one_of_ours(tmp_path):
    (tmp_path / "printers.toml").write_text("[ours]\ndots = 512\n[80mm]\ncutter = false\n")
    (tmp_path / "device.toml").write_text("[hardware]\nticket_profile = 'ours'\n")
    assert load_hardware(tmp_path / "device.toml").ticket_profile == PrinterProfile(dots=512)
    assert not ticket_profile("80mm", tmp_path).cutter
    assert ticket_profile("58mm", tmp_path).dots == 384


@pytest.mark.parametrize(
    "text", ["[a]\ndots = 500\n", "[a]\ndotts = 576\n", "[a\n", "a = 3\n", "[a]\ncutter = 'perhaps'\n"]
)
def test_a_fault_in_a_table_is_told_with_its_file(tmp_path, text):
    (tmp_path / "printers.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"printers\.toml"):
        ticket_profile("80mm", tmp_path)


@given(st.text(max_size=60))
def test_any_text_is_tables_or_refused(text):
    try:
        parse_profiles(text, "printers.toml")
    except SettingsError:
        return


def printed(**changes):
    return read(encode(lay_out(a_slip(), Paper.MM80), PrinterProfile(**changes)))


def test_a_printer_gets_what_it_can_and_nothing_else():
    usual = printed()
    assert usual.rows
    assert usual.qr
    assert not usual.pictures
    drawn_code = printed(qr="picture")
    assert drawn_code.rows == usual.rows
    assert not drawn_code.qr
    assert drawn_code.pictures
    drawn = printed(text="picture")
    assert not drawn.rows
    assert not drawn.qr
    assert printed(cutter=False).cuts == 0

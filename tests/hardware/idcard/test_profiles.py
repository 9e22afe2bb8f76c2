import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import SettingsError
from hardware.idcard.places import HidReader, UsbReader
from hardware.idcard.profiles import HidProfile, Profiles, load_profiles, parse_profiles
from hardware.settings import load_hardware, parse_where

ROWS = ["frame", "88 00 00 length B1 frame sum", "nonsense", ""]
values = st.one_of(
    st.integers(-3, 5000),
    st.booleans(),
    st.none(),
    st.sampled_from(["0400:c35a", "0400:C35A", "four", "unpack", "zp.bmp", "../zp.bmp", *ROWS]),
    st.text(max_size=10),
    st.lists(st.sampled_from(["wlt", "out", "mode", "more"]), max_size=4),
)
KEYS = [*HidProfile.model_fields, "pipes", "ask", "function", "arguments", "mode", "file", "rows", "nonsense"]
tables = st.dictionaries(st.sampled_from(KEYS), values, max_size=6)


def as_toml(value):
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case list():
            return f"[{', '.join(map(as_toml, value))}]"
        case None:
            return "1979-05-27"
        case _:
            return '"' + "".join(f"\\U{ord(sign):08x}" for sign in value) + '"'


def written(kind, name, table):
    return f"[{kind}.{name}]\n" + "".join(f"{key} = {as_toml(value)}\n" for key, value in table.items())


def test_what_ships_says_of_each_how_sure_we_are(tmp_path):
    shipped = load_profiles(tmp_path)
    every = [*shipped.usb.values(), *shipped.hid.values(), *shipped.tcp.values(), *shipped.wlt.values()]
    assert len(every) > 8
    assert all(table.sure for table in every)


def test_a_technician_adds_a_reader_by_a_few_lines(tmp_path):
    (tmp_path / "readers.toml").write_text(
        '[hid.counter]\nid = "1234:5678"\nreport = 32\nrequest = "02 length frame sum"\n'
    )
    (tmp_path / "device.toml").write_text('[hardware]\nidcard = "hid:1234:5678"\n')
    where = load_hardware(tmp_path / "device.toml").idcard
    assert isinstance(where, HidReader)
    assert (where.profile.vendor, where.profile.product, where.profile.report) == (0x1234, 0x5678, 32)
    assert where == HidReader("1234:5678", parse_where("idcard", "hid:counter", tmp_path).profile)


def test_a_technicians_table_goes_before_ours(tmp_path):
    (tmp_path / "readers.toml").write_text(
        '[usb.ours]\nid = "0400:c35a"\npipes = "four"\n[hid.yinan]\nid = "2b8b:2721"\npause_ms = 100\n'
    )
    assert parse_where("idcard", "usb:0400:C35A", tmp_path).profile.pipes == "four"
    assert parse_where("idcard", "usb:sdt", tmp_path).profile.pipes == "one"
    assert parse_where("idcard", "hid:yinan", tmp_path).profile.pause_ms == 100


def test_a_usb_id_without_a_table_is_taken_for_a_reader_like_most(tmp_path):
    where = parse_where("idcard", "usb:abcd:0001", tmp_path)
    assert isinstance(where, UsbReader)
    assert (where.profile.vendor, where.profile.product, where.profile.pipes) == (0xABCD, 1, "one")


def test_every_fault_is_told_with_file_and_key(tmp_path):
    (tmp_path / "readers.toml").write_text(
        '[hid.a]\nid = "12345678"\nrequest = "88 length"\n[usb.b]\nid = "1234:5678"\npipe = 2\n[nfc.c]\n'
    )
    with pytest.raises(SettingsError) as caught:
        load_profiles(tmp_path)
    told = str(caught.value)
    for part in (str(tmp_path / "readers.toml"), "hid.a.id", "hid.a.request", "usb.b.pipe", "nfc"):
        assert part in told


@pytest.mark.parametrize("raw", [b"[hid", b"\xff\xfe", b"hid = 3"])
def test_a_file_that_is_none_is_a_problem(tmp_path, raw):
    (tmp_path / "readers.toml").write_bytes(raw)
    with pytest.raises(SettingsError):
        load_profiles(tmp_path)


def test_the_tables_that_the_docs_show_are_taken(tmp_path):
    docs = (Path(__file__).resolve().parents[3] / "docs" / "hall.md").read_text("utf-8")
    section = docs.partition("\n### ID card readers\n")[2].partition("\n##")[0]
    lines = [line for line in section.splitlines() if line.startswith("    ") and "SUBSYSTEM" not in line]
    shown = parse_profiles(textwrap.dedent("\n".join(lines)), "docs")
    assert shown.hid["counter"].request == load_profiles(tmp_path).hid["miaxis"].request
    assert shown.wlt["ours"] == load_profiles(tmp_path).wlt["unpack"].model_copy(update={"sure": ""})
    for setting in re.findall(r'^\| `"(.*?)"` ', section, re.MULTILINE):
        assert str(parse_where("idcard", setting, tmp_path)) == setting


@given(st.one_of(st.builds(written, st.sampled_from(["usb", "hid", "tcp", "wlt"]), st.just("a"), tables), st.text()))
def test_any_file_is_tables_or_problems(text):
    try:
        profiles = parse_profiles(text, "readers.toml")
    except SettingsError as error:
        assert error.problems  # noqa: PT017  either outcome is right
    else:
        assert isinstance(profiles, Profiles)


@pytest.mark.parametrize("depth", [2000])
def test_a_file_nested_without_end_is_a_problem(depth):
    with pytest.raises(SettingsError):
        parse_profiles("a = " + "[" * depth, "readers.toml")

"""The frames of callers on a serial line, as their tables describe them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.callbutton.callers import load_callers, serial_caller
from hardware.callbutton.frames import Pattern, take_frames
from hardware.errors import MalformedError, SettingsError
from tests.hardware.callbutton.buttons import CALLER, frame

LCD = CALLER.press


def test_the_counter_shows_the_number_of_the_published_example():
    counter = load_callers(Path("/nowhere"))["led-counter"]
    assert counter.display.build({"addr": 5, "hi": 999 >> 8, "lo": 999 & 0xFF}) == bytes.fromhex("0503E7EF")


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255), st.binary(max_size=20))), st.data())
def test_frames_come_out_as_they_went_in_however_they_are_split_and_merged(given_frames, data):
    raw, found, rest = b"".join(frame(*each) for each in given_frames), [], b""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)))))
    for begin, end in zip([0, *cuts], [*cuts, len(raw)], strict=True):
        frames, rest = take_frames(LCD, rest + raw[begin:end])
        found += frames
    assert [(each.addr, each.cmd, each.data) for each in found] == given_frames
    assert rest == b""


@given(st.binary(max_size=300))
def test_noise_is_never_an_error_and_never_kept_once_the_line_is_silent(raw):
    assert len(take_frames(LCD, raw)[1]) <= 80
    assert take_frames(LCD, raw, silent=True)[1] == b""


@given(st.binary(max_size=30).filter(lambda noise: 0xFF not in noise))
def test_noise_before_a_frame_hides_nothing(noise):
    assert [each.key for each in take_frames(LCD, noise + frame(7, 1))[0]] == ["01"]


def test_a_frame_behind_the_torn_beginning_of_another_is_found_once_the_line_is_silent():
    frames, rest = take_frames(LCD, bytes.fromhex("FF 68 20 20 68") + frame(7, 1))
    assert frames == []
    assert [each.addr for each in take_frames(LCD, rest, silent=True)[0]] == [7]


@given(st.binary(min_size=1, max_size=1), st.integers(0, 8))
def test_a_frame_with_one_wrong_byte_is_none(wrong, at):
    raw = bytearray(frame(5, 1))
    if raw[at] != wrong[0]:
        raw[at : at + 1] = wrong
        assert take_frames(LCD, bytes(raw), silent=True)[0] == []


@pytest.mark.parametrize(
    "text",
    ["", "addr addr foo", "data sum", "len data data", "sum sum", "6 8", "len cmd data", "len addr" + 300 * " any"],
)
def test_what_can_be_no_pattern_is_refused_in_words(text):
    with pytest.raises(MalformedError):
        Pattern.read(text)


def test_a_technicians_table_goes_over_ours_and_its_faults_are_told(tmp_path):
    (tmp_path / "callers.toml").write_text('[led-counter]\nshows = "addr lo"\n[mine]\nsays = "addr cmd"\n')
    tables = load_callers(tmp_path)
    assert tables["led-counter"].shows == "addr lo"
    assert "lcd-caller" in tables
    place = serial_caller("k", "/dev/ttyUSB0@mine/17", tmp_path)
    assert (place.address, str(place)) == (17, "serial:/dev/ttyUSB0@mine/17")
    (tmp_path / "callers.toml").write_text('[mine]\nsays = "addr foo"\nspeed = 3\n')
    with pytest.raises(SettingsError, match="mine"):
        load_callers(tmp_path)


@pytest.mark.parametrize("rest", ["/dev/ttyUSB0", "/dev/ttyUSB0@lcd-caller", "/dev/ttyUSB0@lcd-caller/256", "/x@no/1"])
def test_a_place_that_cannot_be_is_refused(rest, tmp_path):
    with pytest.raises(SettingsError):
        serial_caller("hardware.button", rest, tmp_path)

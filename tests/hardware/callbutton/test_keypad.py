"""Keypads by the bytes of the kernel; the node is a pseudo-terminal where there is no /dev/uinput."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware import keys
from hardware.callbutton.button import Pressed
from hardware.callbutton.driver import LineButton
from hardware.callbutton.keypad import Keypad
from hardware.errors import DeviceMissingError
from hardware.evdev import nodes_of
from hardware.reader import ReaderAway, ReaderBack
from tests.hardware.callbutton.buttons import ENTER, KPENTER, NUMLOCK, KeypadPeer, OnPty, event, key
from tests.hardware.idcard.watcher import Watcher


def test_a_key_that_is_held_repeats_and_is_one_press(tmp_path):
    peer = KeypadPeer(tmp_path)
    try:
        with Watcher(peer.open()) as watcher:
            watcher.expect(ReaderBack)
            peer.send(key(KPENTER, 1, 2, 2, 2, 0) + key(ENTER, 1, 0))
            assert [watcher.expect(Pressed).key for _ in range(2)] == ["kpenter", "enter"]
            watcher.nothing_more()
    finally:
        peer.close()


def test_numlock_that_is_sent_around_a_key_is_a_key_of_its_own_that_calls_nobody(tmp_path):
    peer = KeypadPeer(tmp_path)
    try:
        with Watcher(peer.open()) as watcher:
            watcher.expect(ReaderBack)
            peer.send(key(NUMLOCK, 1, 0) + key(KPENTER, 1, 0) + key(NUMLOCK, 1, 0))
            seen = [watcher.expect(Pressed) for _ in range(3)]
            assert [each.key for each in seen if each.calls] == ["kpenter"]
            watcher.nothing_more()
    finally:
        peer.close()


@given(st.lists(st.sampled_from([key(ENTER, 1, 0), key(KPENTER, 1, 2, 0), event(3, 1, 1)])), st.data())
def test_events_come_whole_however_the_bytes_are_cut(events, data):
    raw, codes, rest = b"".join(events), [], b""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)))))
    for begin, end in zip([0, *cuts], [*cuts, len(raw)], strict=True):
        found, rest = keys.moves(rest + raw[begin:end])
        codes += found
    assert (codes, rest) == (keys.moves(raw)[0], b"")


@given(st.binary(max_size=400))
def test_any_bytes_are_keys_or_nothing(raw):
    codes, rest = keys.moves(raw)
    assert len(rest) < 24
    assert all(keys.code_of(keys.name_of(code)) in {code, None} for code, _ in codes)


def test_each_key_has_a_name_of_its_own():
    assert {keys.code_of(name): name for name in keys.NAMES.values()} == keys.NAMES


def test_all_nodes_of_one_keypad_are_found_by_where_it_is_plugged_in_and_no_other(tmp_path):
    nodes, sysfs = tmp_path / "input", tmp_path / "sys"
    plugs = {"event3": "usb-1-2/input0", "event4": "usb-1-2/input1", "event5": "usb-1-3/input0", "event6": ""}
    nodes.mkdir()
    for name, phys in plugs.items():
        (sysfs / name / "device").mkdir(parents=True)
        (sysfs / name / "device" / "phys").write_text(f"{phys}\n")
        (nodes / name).touch()
    (nodes / "by-id").symlink_to(nodes / "event4")
    assert nodes_of(nodes / "by-id", sysfs) == (nodes / "event4", nodes / "event3")
    assert nodes_of(nodes / "event6", sysfs) == (nodes / "event6",)
    assert nodes_of(nodes / "event9", sysfs) == (nodes / "event9",)


def test_each_node_is_had_for_ourselves_and_one_of_two_that_goes_is_the_keypad_gone(tmp_path, caplog):
    one, two, grabbed = OnPty(tmp_path, "one"), OnPty(tmp_path, "two"), []

    def opened():
        return Keypad("keypad", [one.path, two.path], frozenset({ENTER}), lambda fd: grabbed.append(os.ttyname(fd)))

    try:
        with Watcher(LineButton("keypad", opened)) as watcher:
            watcher.expect(ReaderBack)
            assert grabbed == [str(node.path.resolve()) for node in (one, two)]
            one.send(key(ENTER, 1, 0))
            assert watcher.expect(Pressed).calls
            two.send(key(ENTER, 1, 0))
            assert watcher.expect(Pressed).calls
            two.unplug()
            watcher.expect(ReaderAway)
            two.plug()
            watcher.expect(ReaderBack)
            one.send(key(ENTER, 1, 0))
            assert watcher.expect(Pressed).calls
    finally:
        one.close()
        two.close()
    caplog.clear()


def test_what_is_no_event_node_is_told_in_words_and_left_closed(tmp_path):
    node = OnPty(tmp_path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    try:
        with pytest.raises(DeviceMissingError, match="keypad:x"):
            Keypad("keypad:x", [node.path], frozenset({ENTER}))
        assert len(list(Path("/proc/self/fd").iterdir())) == before
    finally:
        node.close()

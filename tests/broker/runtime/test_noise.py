"""Nobody fills the log: a sentence is shown so often in a minute, and then only counted."""

import io
import json
import logging

import pytest

from broker.runtime.logs import LONGEST, OF_ALL, OF_DEVICE, WINDOW_S, AllowList, Bounded


@pytest.fixture
def written():
    """Logs through a handler of its own whose minutes go by when told; gives the lines so far."""
    seconds, stream = [0.0], io.StringIO()
    handler = Bounded(stream, lambda: seconds[0])
    handler.setFormatter(AllowList())

    def say(sentence, minutes=0, **extra):
        seconds[0] += minutes * WINDOW_S
        record = logging.LogRecord("broker.hub.gate", logging.WARNING, __file__, 1, sentence, (), None)
        record.__dict__.update(extra)
        handler.handle(record)
        return [json.loads(line) for line in stream.getvalue().splitlines()]

    return say


def test_of_one_device_a_sentence_is_shown_so_often_a_minute_and_others_are_still_heard(written):
    for _ in range(OF_DEVICE + 7):
        lines = written("refused", device="kiosk-1")
    assert len(lines) == OF_DEVICE
    assert len(written("refused", device="kiosk-2")) == OF_DEVICE + 1
    assert len(written("something else", device="kiosk-1")) == OF_DEVICE + 2
    lines = written("refused", device="kiosk-1", minutes=1)[OF_DEVICE + 2 :]
    assert (lines[0]["says"], lines[0]["reason"]) == ("said more often than is shown", "refused")
    assert (lines[0]["count"], lines[0]["device"]) == (7, "kiosk-1")
    assert lines[1]["says"] == "refused"


def test_many_names_for_one_sentence_do_not_help(written):
    for n in range(OF_ALL + 50):
        lines = written("refused", device=f"nobody-{n}")
    assert len(lines) == OF_ALL
    lines = written("well", minutes=1)[OF_ALL:]
    assert (lines[0]["count"], "device" in lines[0]) == (50, False)
    assert [line["says"] for line in lines[1:]] == ["well"]


def test_a_field_as_long_as_its_sender_likes_is_cut(written):
    assert len(written("dropped", topic="x" * 60_000)[0]["topic"]) == LONGEST

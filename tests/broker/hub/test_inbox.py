"""What waits for the hub: a device that sends faster than anybody can read keeps nobody else from being heard."""

import queue
from contextlib import suppress

import pytest

from broker.client.bus import Received
from broker.hub.inbox import AT_MOST, Inbox


@pytest.fixture
def inbox():
    return Inbox("leiyang", ["kiosk-1", "kiosk-2"])


def said_by(device, hall="leiyang"):
    return Received(f"yimen/v1/{hall}/cmd/{device}/issue-ticket", b"{}", retained=False, duplicate=False)


def everything(inbox):
    found = []
    with suppress(queue.Empty):
        while True:
            found.append(inbox.get(0))
    return found


def test_everything_comes_out_in_the_order_in_which_it_came(inbox):
    first, second = said_by("kiosk-1"), said_by("kiosk-2")
    inbox.take_in(first)
    inbox.post(print)
    inbox.take_in(second)
    assert everything(inbox) == [first, print, second]


@pytest.mark.expect_warnings
def test_of_one_device_so_many_wait_and_no_more_and_others_are_heard(inbox):
    for _ in range(AT_MOST + 5):
        inbox.take_in(said_by("kiosk-1"))
    inbox.take_in(said_by("kiosk-2"))
    heard = everything(inbox)
    assert len(heard) == AT_MOST + 1
    assert heard[-1] == said_by("kiosk-2")
    inbox.take_in(said_by("kiosk-1"))
    assert everything(inbox) == [said_by("kiosk-1")]


@pytest.mark.expect_warnings
def test_whoever_the_hall_does_not_know_counts_as_one_whatever_name_is_given(inbox):
    for n in range(AT_MOST + 5):
        inbox.take_in(said_by(f"nobody-{n}"))
        inbox.take_in(said_by("kiosk-1", hall="hengyang"))
    assert len(everything(inbox)) == AT_MOST

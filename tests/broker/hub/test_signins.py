"""A sign-in's PIN is looked at once at a time for each device, and never lost."""

import logging
import queue
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from broker.contract.commands import SignIn
from broker.contract.values import App
from broker.hub.gate import Asked
from broker.hub.signins import SignIns
from broker.runtime.settings.hall import Device
from tests.hall import DEADLINE_S, PINS, command


def sign_in(device="terminal-1", staff="c001", pin="2468"):
    asked = SignIn.model_validate(command(staff=staff, pin=pin))
    return Asked(Device(id=device, app=App.WINDOW, window="w01"), asked), asked


@pytest.fixture
def aside():
    with ThreadPoolExecutor(max_workers=1) as aside:
        yield aside


def test_a_sign_in_sent_again_while_it_is_looked_at_is_not_looked_at_again(aside):
    work, decided, looked, go = queue.SimpleQueue(), [], [], threading.Event()

    def is_right(_staff, pin):
        looked.append(pin)
        return go.wait(DEADLINE_S)

    sign_ins = SignIns(
        is_right, aside, work.put, lambda _asked, right: decided.append(right), lambda: datetime.now(UTC), PINS
    )
    one = sign_in()
    for _ in range(5):
        sign_ins.look_at(*one)
    go.set()
    work.get(timeout=DEADLINE_S)()
    aside.submit(lambda: None).result(DEADLINE_S)
    assert (looked, decided) == (["2468"], [True])
    sign_ins.look_at(*sign_in())
    work.get(timeout=DEADLINE_S)()
    assert decided == [True, True]


@pytest.mark.expect_warnings
def test_a_pin_that_could_not_be_looked_at_is_told_in_the_log_and_looked_at_when_asked_again(aside, caplog):
    work, decided, fails = queue.SimpleQueue(), [], [True, False]

    def is_right(_staff, _pin):
        if fails.pop(0):
            raise MemoryError
        return True

    sign_ins = SignIns(
        is_right, aside, work.put, lambda _asked, right: decided.append(right), lambda: datetime.now(UTC), PINS
    )
    one = sign_in()
    sign_ins.look_at(*one)
    work.get(timeout=DEADLINE_S)()
    assert "a PIN could not be looked at" in caplog.text
    assert decided == []
    sign_ins.look_at(*one)
    work.get(timeout=DEADLINE_S)()
    assert decided == [True]


class Guesser:
    """Sign-ins that are looked at at once, by a clock of the test's own."""

    def __init__(self):
        self.now, self.seen, self.decided = datetime(2026, 11, 23, 9, tzinfo=UTC), 0, []
        aside = SimpleNamespace(submit=lambda look, *what: look(*what))
        self._sign_ins = SignIns(
            self._is_right, aside, lambda call: call(), lambda _a, right: self.decided.append(right), self._clock, PINS
        )

    @property
    def locked(self):
        return self._sign_ins.locked()

    def guess(self, device, pin="0000", staff="c001", after_s=1):
        """One more; whether it was looked at, and what came of it: else in how many seconds the next one is."""
        self.now += timedelta(seconds=after_s)
        seen = self.seen
        denied = self._sign_ins.look_at(*sign_in(device, staff, pin))
        return self.seen > seen, int(denied.reply.error.detail) if denied else self.decided[-1]

    def _is_right(self, staff, pin):
        self.seen += 1
        return PINS.get(staff) == pin

    def _clock(self):
        return self.now


@pytest.mark.expect_warnings
def test_a_persons_pin_is_not_guessed_at_many_terminals_but_another_persons_is_looked_at():
    guesser = Guesser()
    assert [guesser.guess(f"terminal-{n}") for n in range(5)] == [(True, False)] * 5
    assert guesser.guess("terminal-9", PINS["c001"]) == (False, 29)  # the right one is not looked at either
    assert guesser.locked == ["c001"]
    assert guesser.guess("terminal-9", PINS["c002"], staff="c002") == (True, True)
    assert guesser.guess("terminal-9", PINS["c001"], after_s=30) == (True, True)
    assert guesser.locked == []


@pytest.mark.expect_warnings
def test_each_time_it_takes_twice_as_long_up_to_a_quarter_of_an_hour_and_a_right_pin_forgives_all():
    guesser, waits = Guesser(), []
    for turn in range(8):
        for n in range(5):
            assert guesser.guess(f"terminal-{turn}-{n}") == (True, False)
        waited = 0
        while not (last := guesser.guess("terminal-9", staff="c001", after_s=10))[0]:
            waited += 10
            assert last[1] % 10 == 0
        waits.append(waited + 10)
        for n in range(4):  # the one that was looked at again was the first of the next five
            guesser.guess(f"terminal-{turn}-again-{n}")
        guesser.now += timedelta(minutes=15)
    assert waits[:3] == [30, 120, 480]
    assert waits[-1] == 900
    assert guesser.guess("terminal-9", PINS["c001"], after_s=900) == (True, True)
    assert [guesser.guess(f"terminal-{n}") for n in range(5)] == [(True, False)] * 5
    assert guesser.guess("terminal-9", PINS["c001"], after_s=30) == (True, True)


@pytest.mark.expect_warnings
def test_nothing_is_kept_of_people_that_there_are_not():
    guesser = Guesser()
    for n in range(50):
        guesser.guess(f"terminal-{n % 10}", staff=f"x{n:03d}")
    assert guesser._sign_ins._people == {}


@pytest.mark.parametrize("new, code", [("123", 2), ("1" * 33, 2), ("1234", 0)])
def test_a_pin_that_is_too_short_or_too_long_is_refused_in_a_sentence(new, code):
    done = subprocess.run(
        [sys.executable, "-m", "broker", "pin", "--pin", new], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr == ("A PIN has 4 to 32 characters.\n" if code else "")
    assert done.stdout.startswith("$argon2id$") != bool(code)


@pytest.mark.expect_warnings
def test_not_even_a_log_that_fails_keeps_a_device_from_signing_in_again(aside, monkeypatch):
    work, decided, fails = queue.SimpleQueue(), [], [True, False]

    class Full(logging.Handler):
        def emit(self, record):  # noqa: ARG002 - the log's own
            raise MemoryError

    def is_right(_staff, _pin):
        if fails.pop(0):
            raise MemoryError
        return True

    log = logging.getLogger("broker.hub.signins")
    monkeypatch.setattr(log, "handlers", [Full()])
    sign_ins = SignIns(
        is_right, aside, work.put, lambda _asked, right: decided.append(right), lambda: datetime.now(UTC), PINS
    )
    for _ in range(2):
        sign_ins.look_at(*sign_in())
        work.get(timeout=DEADLINE_S)()
    assert decided == [True]

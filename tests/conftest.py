"""What every test gets: a loud suite, in which a leaked thread or an unexpected warning in the log fails."""

import logging
import os
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.hardware.smartcard.boxed import FOLDER

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
# Before anything meets libpcsclite, which learns once where its socket is: never this machine's own card readers.
os.environ["PCSCLITE_CSOCK_NAME"] = str(FOLDER / "pcscd.comm")
settings.register_profile("shared", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("shared")
OURS = ("broker", "display", "hardware", "kiosk")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expect_warnings: warnings in the log are what this test is about")


@pytest.fixture(autouse=True)
def _loud(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a thread running, or that makes us log a warning it does not expect."""
    before = set(threading.enumerate())
    caplog.set_level(logging.INFO)
    yield
    deadline = time.monotonic() + 5
    while (left := {t for t in threading.enumerate() if t not in before and not t.name.startswith("Dummy")}) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.01)
    assert not left, f"threads left running: {sorted(t.name for t in left)}"
    if request.node.get_closest_marker("expect_warnings"):
        return
    loud = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING and record.name.split(".")[0] in OURS
    ]
    assert not loud, f"unexpected warnings in the log: {loud}"

"""What tests of the devices share."""

import pytest

from hardware.tools import dnssd


@pytest.fixture
def no_search(monkeypatch):
    """No test that looks for something else waits for printers on this machine's network."""
    monkeypatch.setattr(dnssd, "SEARCH_S", 0)

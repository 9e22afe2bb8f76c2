"""What tests of the devices share."""

import os
import tempfile
from pathlib import Path

import pytest

from hardware.tools import dnssd


@pytest.fixture
def no_search(monkeypatch):
    """No test that looks for something else waits for printers on this machine's network."""
    monkeypatch.setattr(dnssd, "SEARCH_S", 0)


@pytest.fixture
def closed_node():
    """A file of root's alone in a folder that everybody may look into, met by somebody else."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        node = Path(folder, "node")
        node.touch(0o600)
        os.seteuid(65534)
        yield node
        os.seteuid(0)

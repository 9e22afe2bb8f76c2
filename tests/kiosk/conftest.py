"""A hall for the touch screens."""

import pytest

from tests.kiosk.hall import running


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    with running(tmp_path_factory.mktemp("hall")) as hall:
        yield hall

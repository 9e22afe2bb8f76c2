"""A hall for the touch screens."""

import pytest

from tests.kiosk.hall import Hall


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    hall = Hall(tmp_path_factory.mktemp("hall"))
    hall.start_server()
    hall.start_hub()
    yield hall
    hall.stop_hub()
    hall.stop_server()

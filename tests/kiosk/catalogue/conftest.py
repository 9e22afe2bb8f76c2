from collections.abc import Iterator

import pytest

from kiosk.catalogue.catalogue import Catalogue
from tests.kiosk.catalogue.shelves import make_county


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("county") / "catalogue.db"
    make_county(path)
    with Catalogue(path) as catalogue:
        yield catalogue

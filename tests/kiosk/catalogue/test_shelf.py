import pytest

from kiosk.catalogue import store
from kiosk.catalogue.shelf import Shelf
from tests.kiosk.catalogue.shelves import an_item, make_county, names


@pytest.fixture
def path(tmp_path):
    return tmp_path / "catalogue.db"


@pytest.fixture
def shelf(path):
    shelf = Shelf(path)
    yield shelf
    shelf.close()


def test_a_kiosk_without_a_catalogue_takes_the_first_one_that_comes(shelf, path):
    assert shelf.newest() is None
    make_county(path)
    assert shelf.newest().items == 61


def test_a_kiosk_goes_on_with_the_old_one_and_takes_the_new_one_when_it_asks_again(shelf, path):
    make_county(path)
    old = shelf.newest()
    store.write(path, [an_item("护照签发")], {})
    assert names(old, "居住证")[0] == "居住证申领"
    assert names(shelf.newest(), "护照") == ["护照签发"]


def test_while_nothing_changed_the_same_catalogue_stays_open(shelf, path):
    make_county(path)
    assert shelf.newest() is shelf.newest()


@pytest.mark.expect_warnings
def test_a_new_one_that_can_not_be_read_is_told_once_and_the_old_one_stays(shelf, path, caplog):
    make_county(path)
    old = shelf.newest()
    broken = path.with_name("broken")
    broken.write_text("broken")
    broken.replace(path)
    assert shelf.newest() is shelf.newest() is old
    assert [record.getMessage() for record in caplog.records] == ["a new catalogue can't be used"]
    assert names(old, "居住证")


def test_a_catalogue_that_was_deleted_is_still_in_use(shelf, path):
    make_county(path)
    old = shelf.newest()
    path.unlink()
    assert shelf.newest() is old
    assert names(old, "居住证")

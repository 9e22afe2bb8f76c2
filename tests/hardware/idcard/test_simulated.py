import pytest

from hardware.bench import open_idcard
from hardware.errors import DeviceMissingError, LayAgainError
from hardware.idcard.reader import LayAgain, read_one
from hardware.reader import ReaderAway, ReaderBack
from hardware.settings import SimulatedIn
from tests.hardware.idcard.watcher import SECONDS, Watcher


@pytest.fixture
def watcher(tmp_path):
    with Watcher(open_idcard(SimulatedIn(tmp_path))) as watching:
        yield watching


def test_a_name_and_a_number_make_a_mainland_card(tmp_path):
    (tmp_path / "card.json").write_text('{"name": "测试甲", "number": "11010519491231002X", "born": "1949-12-31"}')
    card = read_one(open_idcard(SimulatedIn(tmp_path)), "there", SECONDS)
    assert card.revealed() == {
        "form": "mainland",
        "name": "测试甲",
        "number": "11010519491231002X",
        "sex": "unknown",
        "born": "1949-12-31",
    }


@pytest.mark.parametrize(
    "text,told",
    [
        ('{"name": "测试甲"}', "number"),
        ('{"name": "测试甲", "number": "11010519491231002X", "born": "secret"}', "born"),
        ("[]", "no JSON object"),
        ("{", "no JSON object"),
        ("[" * 60000, "no JSON object"),
        ('{"name": ' + "1" * 5000 + "}", "no JSON object"),
    ],
)
def test_a_file_that_is_no_card_is_refused_and_its_content_not_repeated(tmp_path, watcher, text, told):
    (tmp_path / ".new").write_text(text)
    (tmp_path / ".new").rename(tmp_path / "card.json")
    error = watcher.expect(ReaderBack, LayAgain).error
    assert isinstance(error, LayAgainError)
    assert told in error.detail
    assert "secret" not in str(error)
    assert "测试" not in str(error)


@pytest.mark.expect_warnings
def test_a_folder_that_is_absent_is_a_reader_that_is_missing(tmp_path):
    with Watcher(open_idcard(SimulatedIn(tmp_path / "later"))) as watching:
        assert isinstance(watching.expect(ReaderAway).error, DeviceMissingError)
        (tmp_path / "later").mkdir()
        watching.expect(ReaderBack)


@pytest.mark.parametrize("lay", [lambda file: file.write_bytes(b'{"name": "\xff"}'), lambda file: file.mkdir()])
def test_what_is_no_text_is_no_card(tmp_path, watcher, lay):
    lay(tmp_path / ".new")
    (tmp_path / ".new").rename(tmp_path / "card.json")
    assert "card.json" in watcher.expect(ReaderBack, LayAgain).error.detail

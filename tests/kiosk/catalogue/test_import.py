import csv
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.catalogue import columns, invented, store, synonyms
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.faults import CatalogueError, TableError
from kiosk.catalogue.item import Guide, Item
from tests.kiosk.catalogue.shelves import COUNTY, an_item, make_county, names

GOOD = "code,name,department,service\n1,居住证申领,县公安局,residence\n"


def faults(path, **more):
    with pytest.raises(TableError) as error:
        columns.read(path, **more)
    return [(fault.line, fault.column, fault.suggestion) for fault in error.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_any_encoding_that_halls_save(tmp_path, encoding):
    path = tmp_path / "items.csv"
    path.write_bytes(COUNTY.read_text("utf-8").encode(encoding))
    assert columns.read(path) == columns.read(COUNTY)


def test_columns_may_have_their_chinese_names_and_any_order(tmp_path):
    path = tmp_path / "items.csv"
    path.write_text(
        "事项名称,业务,部门,事项编码,即办,申请材料\n居住证申领,residence,县公安局,1,是,身份证；照片;身份证\n", "utf-8"
    )
    guide = Guide(papers=("身份证", "照片"), on_the_spot=True)
    assert columns.read(path) == [Item("1", "居住证申领", "县公安局", "residence", guide=guide)]


def test_every_fault_is_told_with_its_line_column_and_what_was_meant(tmp_path):
    path = tmp_path / "items.csv"
    path.write_text(
        "code,name,department,service,on_the_spot,popularity\n"
        '1,居住证,"县\n公安局",residence,,\n'
        "2,,县公安局,residance,也许,many\n"
        "2,居住证,县公安局,residance,也许,many\n"
        "1,居住证,县公安局,residence,,\n"
        "5,a,b,residence,,,,\n",
        "utf-8",
    )
    assert faults(path, services={"residence", "tax"}) == [
        (4, "name", ""),
        (5, "service", "residence"),
        (5, "popularity", ""),
        (5, "on_the_spot", ""),
        (6, "code", ""),
        (7, "", ""),
    ]


def test_unknown_missing_and_doubled_columns_are_told_at_once(tmp_path):
    path = tmp_path / "items.csv"
    path.write_text("code,nmae,department,code,事项名\n", "utf-8")
    assert faults(path) == [
        (1, "nmae", "name"),
        (1, "code", ""),
        (1, "事项名", "事项名称"),
        (1, "name 事项名称", ""),
        (1, "service 业务", ""),
    ]


def test_one_broken_byte_is_told_with_its_line_and_not_taken_for_another_encoding(tmp_path):
    path = tmp_path / "items.csv"
    path.write_bytes((GOOD * 3).encode() + b"9,\xff,x,y\n")
    assert faults(path) == [(7, "", "")]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00a", b"\x81", GOOD[:30].encode(), b'code,name\n1,"x'])
def test_what_is_no_table_of_items_is_refused_in_words(tmp_path, content):
    path = tmp_path / "items.csv"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"items\.csv"):
        columns.read(path)


def test_an_import_that_fails_leaves_the_catalogue_as_it_was(tmp_path):
    path = tmp_path / "catalogue.db"
    make_county(path)
    before = path.read_bytes()
    with pytest.raises(CatalogueError):
        store.write(path, [an_item(code="1"), an_item(code="1")], {})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_no_catalogue_or_of_another_version_is_refused_in_words(tmp_path):
    path = tmp_path / "catalogue.db"
    path.write_text("x" * 5000)
    with pytest.raises(CatalogueError, match="no catalogue"):
        Catalogue(path)
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(CatalogueError, match="import the CSV again"):
        Catalogue(path)


def test_a_hall_adds_everyday_words_of_its_own(tmp_path):
    own, path = tmp_path / "own.csv", tmp_path / "catalogue.db"
    own.write_text("俗称,正式名称\n路条,居住证\n", "utf-8")
    store.write(path, columns.read(COUNTY), synonyms.read([own]))
    with Catalogue(path) as catalogue:
        assert names(catalogue, "路条")[0] == "居住证申领"
        assert names(catalogue, "房产证")


def test_faults_of_everyday_words_are_told_too(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("everyday,official\n路条,\n", "utf-8")
    with pytest.raises(TableError, match=r"own.csv, line 2, official"):
        synonyms.read([own])


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="；;|"), max_size=12)
TEXT = LINE.filter(bool)
SEVERAL = st.lists(TEXT, max_size=4, unique=True).map(tuple)
GUIDES = st.builds(
    Guide,
    who=LINE,
    papers=SEVERAL,
    legal=LINE,
    promised=LINE,
    fee=LINE,
    place=LINE,
    on_the_spot=st.booleans(),
    basis=LINE,
)
ITEMS = st.lists(
    st.builds(
        Item,
        code=TEXT,
        name=TEXT,
        department=TEXT,
        service=TEXT,
        name_en=LINE,
        events=SEVERAL,
        popularity=st.integers(0, 10**9 - 1),
        guide=GUIDES,
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda item: item.code,
)


@given(ITEMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_what_is_written_is_read_back_and_kept_whole(tmp_path, items):
    table, path = tmp_path / "items.csv", tmp_path / "catalogue.db"
    columns.write(table, items)
    assert columns.read(table) == items
    store.write(path, items, {})
    with Catalogue(path) as catalogue:
        assert [catalogue.item(item.code) for item in items] == items


def test_items_for_trials_are_distinct_belong_together_and_are_the_same_for_the_same_seed():
    items = list(invented.items(5000, seed=3))
    assert len({item.name for item in items}) == len({item.code for item in items}) == 5000
    assert items[:500] == list(invented.items(500, seed=3))
    assert items[:500] != list(invented.items(500, seed=4))
    assert {item.service for item in items} == {"residence", "household", "social", "business", "property", "tax"}


def test_a_sheet_of_a_spreadsheet_opens_again_with_its_first_line(tmp_path):
    path = tmp_path / "items.csv"
    columns.write(path, [an_item()])
    assert path.read_bytes().startswith(b"\xef\xbb\xbfcode,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == [column.name for column in columns.COLUMNS]

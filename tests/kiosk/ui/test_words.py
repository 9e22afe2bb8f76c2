"""Every language of every word on the touch screens."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.ui.words import Tongues, languages_of, read_catalogue
from kiosk.window.app import CATALOGUE as TERMINAL
from kiosk.window.app import VIEW
from tests.kiosk.languages import LANGUAGES, LONG, LUPDATE, RIGHT_TO_LEFT, made_traditional, update, write_pseudo

CITIZEN = sorted(LANGUAGES.glob("*.ts"))
CATALOGUES = [*CITIZEN, TERMINAL]
ENGLISH = LANGUAGES / "en.ts"


def fresh(catalogue, folder):
    """The catalogue as it would be, were it brought up to what the views say."""
    made = folder / catalogue.name
    shutil.copy(catalogue, made)
    if catalogue in CITIZEN:
        update(made)
    else:
        views = sorted(Path(VIEW).parent.glob("*.qml"))
        subprocess.run([LUPDATE, *views, "-ts", made, "-locations", "none", "-silent"], check=True, capture_output=True)
    return made


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_chinese_word_in_the_views_has_every_language(catalogue, tmp_path):
    text = fresh(catalogue, tmp_path).read_text("utf-8")
    assert "unfinished" not in text, f"run python -m tests.kiosk.languages, then translate in {catalogue}"
    assert 'type="vanished"' not in text, f"{catalogue} still has words that no view says"
    assert read_catalogue(catalogue) == read_catalogue(tmp_path / catalogue.name), f"{catalogue} is not up to date"
    assert all(read_catalogue(catalogue).values())


def test_traditional_chinese_is_what_the_rule_and_the_reviewed_words_make_of_the_source(tmp_path):
    assert made_traditional(tmp_path).read_text("utf-8") == (LANGUAGES / "zh-hant.ts").read_text("utf-8")


def test_the_same_chinese_is_the_same_english_everywhere():
    known: dict[str, str] = {}
    for catalogue in (ENGLISH, TERMINAL):
        for zh, en in read_catalogue(catalogue).items():
            assert known.setdefault(zh, en) == en


def test_every_place_for_a_value_stands_in_every_language(tmp_path):
    for catalogue in [*CATALOGUES, *write_pseudo(tmp_path)]:
        for zh, said in read_catalogue(catalogue).items():
            places = {f"%{n}" for n in range(1, 10)}
            assert {p for p in places if p in zh} == {p for p in places if p in said}, zh


def test_a_language_is_one_file_and_the_source_comes_first(tmp_path):
    assert languages_of(CITIZEN) == ("zh", "zh-hant", "en")
    assert languages_of([*CITIZEN, tmp_path / "ug.ts"]) == ("zh", "zh-hant", "en", "ug")
    assert not {LONG, RIGHT_TO_LEFT} & set(languages_of(CITIZEN))


@pytest.fixture
def told(qapp):
    tongues = Tongues(*CITIZEN)
    qapp.installTranslator(tongues)
    yield qapp.translate
    qapp.removeTranslator(tongues)


def test_only_languages_are_answered_so_that_the_source_stays_chinese(told):
    assert told("en", "返回") == "Back"
    assert told("BackButton", "返回") == "返回"
    assert told("en", "从未见过") == "从未见过"
    assert told("ug", "返回") == "返回"


def test_what_a_hall_names_itself_is_written_in_traditional_signs_by_rule(told):
    assert told("zh-hant", "简体中文") == "繁體中文"
    assert told("zh-hant", "社会保险") == "社會保險"
    assert told("zh-hant", "后台发证，再去理发") == "後台發證，再去理髮"

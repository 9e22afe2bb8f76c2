"""Both languages of every word on the touch screens."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ui.words import UI_CATALOGUE, English, read_catalogue

KIOSK = Path(__file__).resolve().parents[3] / "kiosk"
CATALOGUES = sorted(KIOSK.rglob("en.ts"))
LUPDATE = Path(sys.executable).with_name("pyside6-lupdate")


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parent.name)
def test_every_chinese_word_in_the_views_has_english(catalogue, tmp_path):
    fresh = tmp_path / "en.ts"
    shutil.copy(catalogue, fresh)
    views = sorted(catalogue.parent.rglob("*.qml"))
    subprocess.run([LUPDATE, *views, "-ts", fresh, "-locations", "none", "-silent"], check=True, capture_output=True)
    text = fresh.read_text("utf-8")
    assert "unfinished" not in text, f"run pyside6-lupdate on {catalogue} and translate"
    assert 'type="vanished"' not in text, f"{catalogue} still has words that no view says"
    assert all(read_catalogue(fresh).values())


def test_the_same_chinese_is_the_same_english_everywhere():
    known: dict[str, str] = {}
    for catalogue in CATALOGUES:
        for zh, en in read_catalogue(catalogue).items():
            assert known.setdefault(zh, en) == en


def test_every_place_for_a_value_stands_in_both_languages():
    for catalogue in CATALOGUES:
        for zh, en in read_catalogue(catalogue).items():
            places = {f"%{n}" for n in range(1, 10)}
            assert {p for p in places if p in zh} == {p for p in places if p in en}, zh


def test_only_the_english_context_is_answered_so_that_the_source_stays_chinese(qapp):
    english = English(UI_CATALOGUE)
    qapp.installTranslator(english)
    try:
        assert qapp.translate("en", "返回") == "Back"
        assert qapp.translate("BackButton", "返回") == "返回"
        assert qapp.translate("en", "从未见过") == "从未见过"
    finally:
        qapp.removeTranslator(english)

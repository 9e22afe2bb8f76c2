"""The picture and the tables of a day."""

import re

import pytest
from PIL import Image
from rich.console import Console

from broker.simulate import picture
from broker.simulate.figures import figures
from broker.simulate.report import tables
from broker.simulate.words import WORDS, Words
from tests.broker.simulate.small import played


@pytest.fixture(scope="module")
def record():
    return played()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_day_is_drawn_in_either_language_without_a_missing_character(record, language, tmp_path):
    """A character that the font has not got is a warning, and warnings fail."""
    to = tmp_path / "day.png"
    picture.draw(record, figures(record), Words(language), language, "示范" if language == "zh" else "Model", to)
    with Image.open(to) as image:
        assert image.width > 1200
        assert len(image.convert("RGB").getcolors(1 << 24)) > 50


def test_a_day_without_any_estimate_is_drawn_too(record, tmp_path):
    for told in record.tickets.values():
        told.likely = told.at_most = None
    picture.draw(record, figures(record), Words("en"), "en", "Model", tmp_path / "day.png")
    assert (tmp_path / "day.png").stat().st_size > 10_000


def test_a_machine_without_chinese_fonts_is_told_what_to_do(record, tmp_path, monkeypatch):
    monkeypatch.setitem(picture.FONTS, "zh", ("No Such Font",))
    with pytest.raises(picture.NoFontError, match="install fonts-noto-cjk, or take --language en"):
        picture.draw(record, figures(record), Words("zh"), "zh", "示范", tmp_path / "day.png")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables_tell_every_figure_in_the_language_asked_for(language):
    record = played(fresh_s=300)
    result = figures(record)
    console = Console(width=120, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115 - nobody looks
    for table in tables(result, Words(language)):
        console.print(table)
    text = console.export_text()
    console.file.close()
    assert f"{result.all_told.within:.1%}" in text
    assert f"{result.worst_s / 60:.1f} / 30" in text
    assert str(result.visitors) in text
    chinese = re.findall(r"[\u4e00-\u9fff]", text)
    assert bool(chinese) is (language == "zh")


def test_every_word_stands_in_both_languages():
    assert all(len(words) == 2 and all(words) for words in WORDS.values())

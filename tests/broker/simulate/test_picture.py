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
    return played(fresh_s=600)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_day_is_drawn_in_either_language_without_a_missing_character(record, language, tmp_path):
    """A character that the font has not got is a warning, and warnings fail."""
    to = tmp_path / "day.png"
    picture.draw(record, figures(record), Words(language), language, "示范" if language == "zh" else "Model", to)
    with Image.open(to) as image:
        assert image.width > 1200
        assert len(image.convert("RGB").getcolors(1 << 24)) > 50


def test_a_day_without_forecasts_tells_and_draws_nothing_of_told_waits(record, tmp_path):
    plain = played()
    result = figures(plain)
    assert result.all_told is None
    assert [table.title for table in tables(result, Words("en"))] == ["Waits (minutes)", "The day"]
    assert len(list(tables(figures(record), Words("en")))) == 3
    for name, of in (("plain.png", plain), ("told.png", record)):
        picture.draw(of, figures(of), Words("en"), "en", "Model", tmp_path / name)
    with Image.open(tmp_path / "plain.png") as short, Image.open(tmp_path / "told.png") as whole:
        assert short.height < 0.75 * whole.height


def test_a_machine_without_chinese_fonts_is_told_what_to_do(record, tmp_path, monkeypatch):
    monkeypatch.setitem(picture.FONTS, "zh", ("No Such Font",))
    with pytest.raises(picture.NoFontError, match="install fonts-noto-cjk, or take --language en"):
        picture.draw(record, figures(record), Words("zh"), "zh", "示范", tmp_path / "day.png")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables_tell_every_figure_in_the_language_asked_for(record, language):
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

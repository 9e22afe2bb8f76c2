"""Bring the kiosk's languages up to its words: `python -m tests.kiosk.languages`.

Every catalogue gets what the views say and loses what they say no more. Traditional Chinese is made from the source by
rule and by the words below, which somebody read; every other language is translated by people, in its own file.

Two languages that nobody speaks prove the layouts: English about 1.4 times as long, and English from right to left.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from kiosk.citizen.app import CATALOGUES, VIEW
from kiosk.ui.traditional import TRADITIONAL, traditional

UI = Path(VIEW).parents[2] / "ui"
LANGUAGES = Path(VIEW).parents[1] / "languages"
LUPDATE = Path(sys.executable).with_name("pyside6-lupdate")
LONG, RIGHT_TO_LEFT = "en-xa", "ar-xb"
OWN_NAME = "简体中文"
REVIEWED = {OWN_NAME: "繁體中文"}
"""Where the rule writes another thing than people do."""


def update(catalogue: Path) -> None:
    """Have a catalogue hold the words of the views, and no others."""
    views = sorted([*UI.glob("*.qml"), *Path(VIEW).parent.glob("*.qml")])
    options = ["-ts", catalogue, "-locations", "none", "-no-obsolete", "-silent"]
    subprocess.run([LUPDATE, *views, *options], check=True, capture_output=True)


def write(catalogue: Path, language: str, words: Callable[[str, str], str], like: Path) -> None:
    """Write a language made by rule: from the Chinese and the English of each word."""
    tree = ET.parse(like)
    tree.getroot().set("language", language)
    for message in tree.iter("message"):
        translation = message.find("translation")
        translation.text = words(message.findtext("source"), translation.text or "")
        translation.attrib.clear()
    text = ET.tostring(tree.getroot(), "unicode", short_empty_elements=False)
    catalogue.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def in_traditional(chinese: str, _english: str) -> str:
    return REVIEWED.get(chinese) or traditional(chinese)


def longer(_chinese: str, english: str) -> str:
    """The same with its vowels drawn out until it is 1.4 times as long."""
    spare = round(0.4 * len(english))
    drawn = ""
    for sign in english:
        many = 2 if spare > 0 and sign in "aeiou" else 1
        spare -= many - 1
        drawn += sign * many
    return drawn + "…" * spare


def mirrored(_chinese: str, english: str) -> str:
    """Every word written from right to left; places for values stay."""
    turned = re.sub(r"[^\s%]*[A-Za-z][^\s%]*", "\u202e\\g<0>\u202c", english)
    return "\n".join("\u200f" + line for line in turned.split("\n"))


def write_pseudo(folder: Path) -> list[Path]:
    """Write the two languages that nobody speaks."""
    english = LANGUAGES / "en.ts"
    made = {LONG: longer, RIGHT_TO_LEFT: mirrored}
    for language, words in made.items():
        write(folder / f"{language}.ts", language, words, english)
    return [folder / f"{language}.ts" for language in made]


def made_traditional(folder: Path) -> Path:
    """Traditional Chinese as the rule and the reviewed words have it now."""
    made = folder / f"{TRADITIONAL}.ts"
    shutil.copy(LANGUAGES / "en.ts", made)
    update(made)
    write(made, TRADITIONAL, in_traditional, made)
    return made


def main() -> None:
    """Bring all up to date and say what is left to translate."""
    for catalogue in CATALOGUES:
        update(catalogue)
    made_traditional(LANGUAGES)
    for catalogue in CATALOGUES:
        left = catalogue.read_text("utf-8").count('type="unfinished"')
        print(f"{catalogue.name}: " + (f"{left} words to translate" if left else "complete"))


if __name__ == "__main__":
    main()

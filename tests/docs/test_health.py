"""What docs/hall.md and docs/devices.md say of health is every word that any process can say, and no others."""

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

from broker.hub.health import TO_DO
from hardware import words

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DEVICES = {"idcard", "smartcard", "ticket_printer", "page_printer", "speaker", "button", "scanner", "camera"}
ANYBODY = "an id"
"""The part of what is told of a person or a device by its id."""
COMPUTED = {"for_health(error)", "status.value", "state.trouble", "trouble.code", "code"}
"""Codes that stand nowhere as they are: of a device, of either printer, of the store, of a notebook."""


def told_in_hall():
    table = (DOCS / "hall.md").read_text("utf-8").partition("## When something is wrong")[2]
    own = (DOCS / "hall.md").read_text("utf-8").partition("## A kiosk that goes on alone")[2]
    rows = [line.split("|")[1:3] for line in table.partition("\n\nThe log shows")[0].splitlines() if "| `" in line]
    rows += [["`notebook`", line.split("|")[1]] for line in own.partition("\n## ")[0].splitlines() if line[:3] == "| `"]
    for parts, codes in rows:
        for part in re.findall("`([^`]+)`", parts) or [ANYBODY]:
            yield from ((part, code) for code in re.findall("`([^`]+)`", codes))


def problems():
    """Each `Problem` that the sources make: its module, and the expressions for part and code."""
    for package in ("broker", "kiosk", "display"):
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                    given = {each.arg: each.value for each in node.keywords}
                    if "code" in given:
                        yield ".".join(file.relative_to(ROOT).with_suffix("").parts), given["part"], given["code"]


def value(module, expression):
    match expression:
        case ast.Constant():
            return expression.value
        case ast.Name(id=name):
            return getattr(import_module(module), name, ANYBODY)
        case ast.Attribute(value=ast.Name(id=name), attr=attribute):
            return getattr(getattr(import_module(module), name, None), attribute, ANYBODY)


@cache
def said():
    spoken = set()
    for module, part, code in problems():
        if isinstance(code, ast.Constant):
            spoken.add((value(module, part), code.value))
        else:
            assert ast.unparse(code) in COMPUTED
    return spoken


def test_every_word_that_the_code_says_of_a_part_stands_in_the_documents():
    told = set(told_in_hall())
    of_devices = {*words.HEALTH.values(), "failed"}
    assert len(said()) > 15
    for part, code in said():
        assert (part, code) in told or (part in {*DEVICES, ANYBODY} and code in of_devices), (part, code)


def test_every_word_of_the_store_and_of_a_notebook_stands_there():
    told = set(told_in_hall())
    source = "".join(file.read_text("utf-8") for file in (ROOT / "kiosk/citizen").glob("*.py"))
    of_notebook = set(re.findall(r"(?:NotebookError|_fail)\(\"([a-z-]+)\"", source))
    assert len(of_notebook) > 4
    assert {("store", code) for code in TO_DO} <= told
    assert {("notebook", code) for code in of_notebook} <= told


def test_no_word_stands_there_that_nobody_says():
    computed = {("store", code) for code in TO_DO}
    for part, code in told_in_hall():
        assert part in {*DEVICES, "notebook"} or (part, code) in said() | computed, (part, code)


def test_the_table_for_every_device_says_where_its_words_are():
    table = (DOCS / "hall.md").read_text("utf-8").partition("## When something is wrong")[2]
    row = next(line for line in table.splitlines() if "faults-in-health" in line)
    assert set(re.findall("`([a-z_]+)`", row.split("|")[1])) == DEVICES

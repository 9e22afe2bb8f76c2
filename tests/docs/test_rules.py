"""What docs/rules.md draws and lists is what the hub decides by."""

from broker.contract import messages as m
from tests.docs.diagrams import PAGE, drawn


def test_the_drawings_are_made_from_the_tables():
    page = PAGE.read_text("utf-8")
    assert drawn(page) == page
    assert "waiting --> called: call-next, call-ticket" in page
    assert "| recall |  | called |" in page


def test_every_verb_is_explained():
    page = PAGE.read_text("utf-8")
    assert not [kind.verb for kind in m.COMMANDS if f"`{kind.verb}`" not in page]

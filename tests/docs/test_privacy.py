"""docs/privacy.md leaves no place out."""

from pathlib import Path

from broker.contract.messages import COMMANDS
from broker.runtime.settings.hall import Privacy
from broker.store.store import KEEP_REPLIES
from broker.store.tables import METADATA

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "privacy.md").read_text("utf-8")
PLACES = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| hub")]


def test_every_table_of_the_database_has_its_line():
    for table in METADATA.tables:
        assert any(f"`{table}`" in place for place in PLACES), table


def test_what_is_said_of_how_long_things_are_kept_is_so():
    assert f"`keep_days`, {Privacy().keep_days} unless set" in PAGE
    assert f"`keep_days`（默认 {Privacy().keep_days} 天）" in PAGE
    assert KEEP_REPLIES.days == 3
    assert "the day and three more" in PAGE


def test_every_field_of_a_command_that_holds_something_of_a_visitor_is_told():
    told = {
        "holder": "k1 and masked name",
        "by": "who acts for the visitor",
        "form": "the form written",
        "because": "an age",
        "ref": "a ref",
        "reason": "reason",
        "text": "note",
        "pin": "a PIN",
    }
    fields = {name for command in COMMANDS for name in command.model_fields}
    assert set(told) <= fields
    assert all(words in PAGE for words in told.values())

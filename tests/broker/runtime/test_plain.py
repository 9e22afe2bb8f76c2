"""A terminal finds nothing to obey in what we show it."""

import json
import logging
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from broker.runtime.logs import AllowList
from broker.runtime.plain import plain
from tests.privacy.hostile_texts import TEXTS

ANY = st.one_of(st.text(), st.sampled_from(sorted(TEXTS.values())), st.text("\x1b\x9b\u202e\x00A长\ud800"))


def line_with(text):
    record = logging.LogRecord("broker.x", logging.INFO, __file__, 1, "said", (), None)
    record.error = text
    return AllowList().format(record)


@given(ANY)
def test_what_is_shown_has_no_sign_that_a_terminal_obeys(text):
    assert not any(unicodedata.category(sign)[0] == "C" and sign != "\n" for sign in plain(text))


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_a_text_that_can_be_seen_is_shown_as_it_is(text):
    assert plain(text) == text


def test_what_cannot_be_seen_is_shown_by_its_escape():
    assert plain("\x1b[2J长\u202e\n\u3000\x9b") == "\\x1b[2J长\\u202e\n\u3000\\x9b"


@given(ANY)
def test_a_line_of_the_log_is_one_line_that_a_terminal_obeys_nowhere_and_loses_nothing(text):
    line = line_with(text)
    assert line.isprintable()
    assert json.loads(line)["error"] == text[:500]

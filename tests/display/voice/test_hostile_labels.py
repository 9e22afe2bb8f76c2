"""Whatever stands above a window, the voice plays clips of its own and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.voice.clips import SPOKEN
from display.voice.errors import UnspeakableError
from display.voice.words import CHIME, announce
from hardware.speaker.wave import Pause
from tests.privacy.hostile_texts import TEXTS

CLIPS = {CHIME, *(f"{language}-{name}" for language, names in SPOKEN.items() for name in names)}


@pytest.mark.parametrize("meant", TEXTS)
def test_a_hostile_label_is_not_spoken(meant):
    with pytest.raises(UnspeakableError):
        announce("A017", TEXTS[meant], ("zh", "en"))


@given(st.text(max_size=6), st.text(max_size=6))
def test_every_clip_that_a_call_asks_for_is_one_of_ours(number, label):
    try:
        said = announce(number, label, ("zh", "en"))
    except UnspeakableError:
        return
    assert {part for part in said if not isinstance(part, Pause)} <= CLIPS

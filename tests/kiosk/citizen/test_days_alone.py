"""Random days of a kiosk that may have to go on alone: whatever breaks off, a visitor ends with one ticket."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.kiosk.citizen.alone import World

WELL = ("disk", "arrives", "answers", "disk")
"""How a number comes when all is well."""
ELSE = ("killed", "written, killed", "lost", "twice", "unanswered", "silence", "slow", "cut", "joined", "speaks", *WELL)
STEPS = st.tuples(
    st.integers(0, len(WELL)), st.lists(st.tuples(st.sampled_from(ELSE), st.integers(0, 3)), max_size=5)
).map(lambda drawn: [*((step, 0) for step in WELL[: drawn[0]]), *drawn[1], *((step, 0) for step in WELL[drawn[0] :])])
"""What happens next, and to which of the messages under way: well, but for what comes in between."""


class Days(RuleBasedStateMachine):
    """Visitors come; messages, disk and kiosk do what they can do wrong, in any order."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())

    @initialize(ahead=st.sampled_from([0, 7200, -90000]))
    def open(self, ahead):
        self.world = World(self.folder, timedelta(seconds=ahead))
        self.world.heal()

    def teardown(self):
        try:
            self.world.heal()
            self.world.every_paper_counts_and_nobody_has_two()
        finally:
            self.world.kiosk.close()
            shutil.rmtree(self.folder)

    @rule(service=st.sampled_from("ab"), steps=STEPS)
    def visitor(self, service, steps):
        if self.world.kiosk.serves:
            self.world.kiosk.ask(service)
        self.go(steps)

    @rule(steps=STEPS)
    def go(self, steps):
        for step, place in steps:
            self.world.step(step, place)
            self.world.numbers_are_given_once()

    @rule()
    def well_for_a_moment(self):
        self.world.heal()
        self.world.every_paper_counts_and_nobody_has_two()

    @rule(steps=STEPS)
    def next_morning(self, steps):
        self.world.midnight()
        self.go(steps)


TestDays = Days.TestCase
TestDays.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)
TestDays.pytestmark = [pytest.mark.expect_warnings]  # of commands without an answer

"""A short attack of each kind; `python -m tests.fuzz` and `python -m tests.fuzz.guided` are the long ones."""

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from broker.contract import codec, topics
from broker.contract.messages import MESSAGES
from tests.fuzz import readers
from tests.fuzz.attack import attack
from tests.fuzz.bites import bitten
from tests.fuzz.forge import any_of
from tests.hall import HALL

MET = {"done", "malformed", "not-allowed", "changed", "wrong-state", "not-signed-in", "too-late", "unknown-device"}
"""What an attack of this length always meets; what is hardly ever met proves little."""


@pytest.mark.expect_warnings
def test_an_attack_on_a_whole_hall_finds_nothing(tmp_path):
    came = attack(tmp_path, seed=1, messages=400)
    print(came)
    assert not came.wrong
    assert set(came.met) >= MET
    assert came.events > 30
    assert came.grown_kb < 60_000


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
def test_the_fuzzer_knows_how_to_make_every_message(kind):
    for seed in range(3):
        codec.decode(kind, any_of(Random(seed), kind))


@pytest.mark.expect_warnings
@pytest.mark.parametrize("name", readers.NAMES)
def test_whatever_bytes_are_read_only_declared_errors_come_of_it(tmp_path, name):
    read, likes = readers.named(tmp_path, name)

    @settings(
        max_examples=25,
        deadline=None,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(likes), st.integers(0, 2**32), st.binary(max_size=60))
    def search(liked, seed, given_bytes):
        read(tmp_path, given_bytes)
        read(tmp_path, bitten(Random(seed), liked))

    search()


def test_a_notebook_with_a_rotten_table_is_laid_aside(tmp_path):
    liked = readers.seeds(tmp_path)[readers.notebook][0]
    rotten = liked.replace(b"CREATE TABLE asked (command", b"CREATE TABLE asked (commanx")
    assert rotten != liked
    readers.notebook(tmp_path, rotten)
    assert list(tmp_path.glob("fuzzed.notebook.aside-*"))


@pytest.mark.parametrize("name", ["kiosk-1\n", "kiosk-1\u200b", "KIOSK-1", "", "-", "kiosk-1 "])
def test_a_topic_with_another_name_in_it_is_nobodys(name):
    assert topics.read_command_topic(HALL, f"yimen/v1/{HALL}/cmd/{name}/issue-ticket") is None
    assert topics.read_command_topic(HALL, f"yimen/v1/{HALL}/cmd/kiosk-1/{name}") is None

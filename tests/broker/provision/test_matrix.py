"""Who may say and hear what, walked through a real server and judged by what is delivered."""

import pytest
from paho.mqtt.client import topic_matches_sub

from broker.contract.messages import COMMANDS, STATES
from broker.contract.states import WindowState
from broker.contract.values import App
from broker.server.mosquitto import hashed, rights_file, running
from broker.server.rights import Right, rights, rights_of_foreign
from tests.broker.provision.place import SPY, Place
from tests.hall import HALL, stopping

ACCOUNTS = {
    "hub": App.HUB,
    "kiosk-1": App.KIOSK,
    "terminal-1": App.WINDOW,
    "button-1": App.BUTTON,
    "wall-1": App.WALL,
    "voice-1": App.VOICE,
    "observer-1": App.OBSERVER,
    "shelly-1": App.BUTTON,
}
FOREIGN = "shellies/shellybutton1-A4CF12/input_event/0"
WINDOWS = {"button-1": "w01"}
TOP = f"yimen/v1/{HALL}"


def topics():
    """Every kind of topic of the hall, of each account and of one that is nobody's; and some outside of it."""
    names = {"zone": "main", "service": "residence", "window": "w01"}
    of_states = [f"{TOP}/{state.topic.format(**names)}" for state in STATES]
    of_states.append(f"{TOP}/{WindowState.topic.format(window='w02')}")
    of_devices = [
        f"{TOP}/{topic.format(device=device)}"
        for device in (*ACCOUNTS, "kiosk-2")
        for topic in ("reply/{device}", "device/{device}/presence", "device/{device}/health", "control/{device}")
    ]
    commands = [f"{TOP}/cmd/{device}/{command.verb}" for device in (*ACCOUNTS, "kiosk-2") for command in COMMANDS]
    outside = [
        f"{TOP}/event",
        f"{TOP}/anything",
        "yimen/v1/elsewhere/event",
        "another/topic",
        TOP,
        FOREIGN,
        "shellies/other",
    ]
    return [*of_states, *of_devices, *commands, *outside]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A provisioned hall whose server runs, with one more account that sees and says everything."""
    place = Place(tmp_path_factory.mktemp("hall"))
    with place.settings.open("a", encoding="utf-8") as hall:
        hall.write(f'[[device]]\nid = "shelly-1"\napp = "button"\nwindow = "w02"\nsays = "{FOREIGN}"\n')
    place.provision()
    guard = place.guard
    with guard.door.passwords.open("a") as passwords, guard.door.rights.open("a") as allowed:
        passwords.write(hashed({SPY: "spy"})[SPY] + "\n")
        allowed.write(rights_file({SPY: [Right("read", "#"), Right("write", "#")]}))
    with running("127.0.0.1", place.port, place.folder / "server", guard):
        yield place


@pytest.fixture
def spy(place):
    spy = place.come(SPY, password="spy")
    with stopping(spy):
        yield spy


def may(account, what, topic):
    allowed = rights(HALL, account, ACCOUNTS[account], WINDOWS.get(account))
    if account == "shelly-1":
        allowed = rights_of_foreign(FOREIGN)
    if account == "hub":
        allowed += (Right("read", FOREIGN),)
    return any(right.may == what and topic_matches_sub(right.topic, topic) for right in allowed)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_an_account_says_what_the_table_says_and_nothing_else(place, spy, account):
    spy.listen("#")
    who = place.come(account)
    with stopping(who):
        who.say(*topics(), payload=account.encode())
        spy.listen("the/end")
    said = {topic for topic, payload in spy.heard if payload == account.encode()}
    assert said == {topic for topic in topics() if may(account, "write", topic)}
    assert any(f"/device/{account}/" in topic or topic == FOREIGN for topic in said)


WILDCARDS = ("#", "+/#", f"{TOP}/#", f"{TOP}/+/+", f"{TOP}/+/+/+", f"$share/thieves/{TOP}/#", "$SYS/#")


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize("filters", [WILDCARDS, tuple(topics())], ids=["by wildcards", "each by its name"])
def test_an_account_hears_what_the_table_says_and_nothing_else(place, spy, account, filters):
    who = place.come(account)
    with stopping(who):
        who.listen(*filters)
        spy.say(*topics(), payload=b"told")
        who.listen("the/end")
    assert {topic for topic, _ in who.heard} == {topic for topic in topics() if may(account, "read", topic)}


@pytest.mark.parametrize("account", ACCOUNTS)
def test_what_the_server_keeps_is_told_to_whom_it_may_be_and_nobody_else(place, spy, account):
    kept = [topic for topic in topics() if "/cmd/" not in topic]
    spy.say(*kept, payload=b"kept", retain=True)
    try:
        who = place.come(account)
        with stopping(who):
            who.listen("#")
            who.listen(*kept)
            who.listen("the/end")
        assert {topic for topic, _ in who.heard} == {topic for topic in kept if may(account, "read", topic)}
    finally:
        spy.say(*kept, payload=b"", retain=True)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_a_last_will_is_said_only_where_its_account_may_speak(place, spy, account):
    spy.listen("#")
    own, will = f"{TOP}/device/{account}/presence", f"last will of {account}".encode()
    places = (f"{TOP}/event", f"{TOP}/state/board/main", f"{TOP}/device/kiosk-2/presence", own)
    for topic in places:
        place.come(account, will=(topic, will)).vanish()
    if may(account, "write", own):
        spy.wait(lambda: (own, will) in spy.heard, "its own last will")
    spy.say(*places, payload=b"", retain=True)
    willed = {topic for topic, payload in spy.heard if payload == will}
    assert willed == {topic for topic in places if may(account, "write", topic)}


@pytest.mark.parametrize("account", ["button-1", "shelly-1"])
def test_at_the_plain_door_a_button_hears_nothing_and_says_what_it_says_at_the_other(place, spy, account):
    spy.listen("#")
    who = place.come(account, port=place.plain_port, ca_file=None)
    with stopping(who):
        who.listen(*WILDCARDS, *topics())
        spy.say(*topics(), payload=b"told")
        who.say(*topics(), payload=b"plainly")
        spy.listen("the/end")
        who.listen("the/end")
    assert who.heard == []
    said = {topic for topic, payload in spy.heard if payload == b"plainly"}
    assert said == {topic for topic in topics() if may(account, "write", topic)}

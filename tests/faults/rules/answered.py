"""What was answered: once, truly, and to whoever asked."""

from collections.abc import Iterator

from broker.contract import messages as m
from broker.contract.values import Refused
from tests.faults.history import Began, Died, Ended, History
from tests.faults.rules.lookup import MAY_CHANGE_NOTHING, caused, code_of, first_replies, of_command, tells, was_there


def the_first_reply_is_the_reply(history: History) -> Iterator[str]:
    """Every copy of a reply is byte for byte the first one."""
    first: dict[str, bytes] = {}
    for reply, taken in history.replies:
        if reply["re"] in history.unkept:
            continue
        if first.setdefault(reply["re"], taken.payload) != taken.payload:
            yield f"{of_command(history, reply['re'])} was answered {first[reply['re']]!r}, then {taken.payload!r}"


def what_a_reply_says_is_on_disk(history: History) -> Iterator[str]:
    """A reply is on disk as it was said; only "not now" can't be, since it is said where the disk refuses."""
    for reply, taken in history.replies:
        if code_of(reply) != Refused.NOT_NOW and history.disk.replies.get(reply["re"]) != taken.payload:
            yield f"{of_command(history, reply['re'])} was answered {taken.payload!r}, which is not on disk"


def who_is_told_yes_finds_it_done(history: History) -> Iterator[str]:
    """A command that was answered well has its events, and the reply tells what they tell."""
    by_cause = caused(history)
    for reply, _taken in first_replies(history):
        command = history.commands.get(reply["re"], {})
        verb = command.get("verb")
        events = by_cause.get(reply["re"], [])
        if not reply["ok"] or (verb == m.SignIn.verb and was_there(history, command)):
            continue
        if not events and verb not in MAY_CHANGE_NOTHING:
            yield f"{of_command(history, reply['re'])} was answered well, and nothing happened"
        ticket = reply.get("ticket")
        if ticket and not any(tells(event, ticket) for event in events or history.disk.events):
            yield f"{of_command(history, reply['re'])} was answered with {ticket['number']}, of which nothing is told"


def who_is_told_no_finds_nothing_done(history: History) -> Iterator[str]:
    """A command that was refused has no events: nothing happened."""
    by_cause = caused(history)
    for reply, _taken in first_replies(history):
        if not reply["ok"] and reply["re"] in by_cause and reply["re"] not in history.unkept:
            yield f"{of_command(history, reply['re'])} was refused, but {by_cause[reply['re']][0]['name']} happened"


def a_device_hears_what_the_hub_said(history: History) -> Iterator[str]:
    """What a device is told of its command is what the hub answered."""
    replies = {reply["re"]: reply["ok"] for reply, _taken in first_replies(history)}
    for ended in history.of(Ended):
        if ended.ok is not None and replies.get(ended.id) is not ended.ok and ended.id not in history.unkept:
            yield f"{of_command(history, ended.id)}: {ended.client} was told {ended.ok}, the hub said otherwise"


def everybody_is_told_once(history: History) -> Iterator[str]:
    """Who asks is told once what came of it, or that no answer came, unless the device died meanwhile."""
    open_: dict[str, str] = {}
    for line in history.lines:
        match line:
            case Began():
                open_[line.id] = line.client
            case Ended() if open_.pop(line.id, None) is None:
                yield f"{of_command(history, line.id)}: told twice"
            case Died():
                open_ = {id_: client for id_, client in open_.items() if client != line.client}
    for id_ in open_:
        yield f"{of_command(history, id_)}: never told"

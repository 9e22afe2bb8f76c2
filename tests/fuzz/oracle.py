"""What must be true of a hall that was attacked, whatever was said to it."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from broker.contract.messages import COMMANDS, HallClock
from broker.contract.values import Refused
from broker.hub.truth import take_in
from broker.profile import profile_of
from broker.queue.hall import Hall
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.store.log import Log
from tests.faults.history import Disk, History, Sent, Taken
from tests.faults.rules import answered, held, on_disk
from tests.faults.rules.lookup import caused, differs, first_replies
from tests.hall import TOP, run_yimen, wait_until

if TYPE_CHECKING:
    from tests.fuzz.hall import Besieged

RULES: tuple[Callable[[History], Iterator[str]], ...] = (
    on_disk.events_are_numbered_without_a_gap,
    on_disk.the_chain_is_whole,
    on_disk.time_never_goes_back,
    on_disk.a_command_takes_effect_at_most_once,
    on_disk.what_happened_was_asked_for,
    on_disk.nothing_happens_after_until,
    on_disk.numbers_are_given_once_and_in_order,
    on_disk.nobody_is_at_two_windows,
    on_disk.a_clerk_acts_on_what_stands_there,
    answered.who_is_told_yes_finds_it_done,
    answered.who_is_told_no_finds_nothing_done,
    held.no_number_is_given_to_two,
    held.a_kiosk_gives_only_what_it_leased,
)
"""Of the rules for any day, those that hold whoever asks."""
DOOR = {Refused.MALFORMED, Refused.NOT_ALLOWED, Refused.UNKNOWN_DEVICE}
"""Refusals of the door, which are not kept: the same id may be right the next time."""
ANSWERS = {kind.verb: kind.answer for kind in COMMANDS}
OWN = {"w01": {"terminal-1"}, "w02": {"terminal-2", "button-2"}}
"""Whose each window is; the button of the first is silent here."""


@dataclass
class Answers:
    """What was asked and what was answered.

    Attributes:
        owed: the verbs said with each id that must be answered, by device and id.
        asked: every command that passes the door: device, verb and body.
        heard: the device and the bytes of every reply, as they came.
    """

    owed: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    heard: list[tuple[str, bytes]] = field(default_factory=list)

    def met(self) -> Counter[str]:
        """How often each answer was given."""
        replies = (json.loads(body) for _device, body in self.heard)
        return Counter(reply["error"]["code"] if reply["error"] else "done" for reply in replies)


def wrong_with(hall: "Besieged", answers: Answers) -> list[str]:
    """Everything that is wrong; ends the hub and starts it again."""
    settings = load(HallSettings, hall.settings)
    database = hall.settings.parent / "hall.db"
    wrong: list[str] = []
    alive = hall.hub.alive
    if not alive:
        return ["the hub died"]
    wrong += _states_are_the_fold(hall, settings, database)
    log = hall.hub.log.read_text("utf-8")
    hall.hub.kill()
    answers.asked[:0] = hall.honest.asked + hall.probes  # their ids are used again by others, never the other way round
    history = History(profile_of(settings), Disk.read(database))
    first = {json.loads(body)["re"]: device for device, body in answers.heard if _is_kept(history, body)}
    noted: set[str] = set()
    for device, verb, body in answers.asked:
        if first.get(body["id"], device) == device and body["id"] not in noted:
            noted.add(body["id"])
            history.lines.append(Sent(0, device, f"{TOP}/cmd/{device}/{verb}", json.dumps(body).encode()))
    for device, body in answers.heard:
        if _is_kept(history, body):
            history.lines.append(Taken(0, "hub", 0, f"{TOP}/reply/{device}", body))
    for rule in (*RULES, _nobody_changes_what_is_anothers, _what_was_given_up_is_over):
        wrong += [f"{rule.__name__}: {what}" for what in rule(history)]
    wrong += _answers(answers, history)
    for line in log.splitlines():
        told = json.loads(line)
        if told["level"] in {"error", "critical"} or "exception" in told:
            wrong.append(f"logged: {line[:400]}")
    hall.hub.start()
    wrong += _states_are_the_fold(hall, settings, database)
    replay = run_yimen("replay", hall.settings)
    if replay.returncode:
        wrong.append(f"yimen replay: {replay.stdout[-300:]}")
    return wrong


def _states_are_the_fold(hall: "Besieged", settings: HallSettings, database: Any) -> list[str]:
    """What the hub says last of everything is what follows from its log."""
    profile = profile_of(settings)
    topics = History(profile).topics
    faults: list[str] = []

    def true() -> bool:
        hall.settle()
        with closing(Log(database)) as log:
            kept = list(log.day(log.days()[-1]))
        folded = Hall(profile=profile, epoch=kept[-1].event.epoch)
        take_in(folded, kept)
        faults[:] = []
        for name, topic in topics.items():
            said = hall.listener.states.get(name)
            fault = differs(folded, topic, topic.kind.model_validate_json(said)) if said else "is not said"
            faults.extend([f"{name} {fault}"] if fault and topic.kind is not HallClock else [])
        return not faults

    try:
        wait_until(true)
    except AssertionError:
        return faults
    return []


def _is_kept(history: History, body: bytes) -> bool:
    return history.disk.replies.get(json.loads(body)["re"]) == body


def _answers(answers: Answers, history: History) -> Iterator[str]:
    """Every id is answered, by a reply that decodes, with a declared code; what was decided once stays so."""
    to: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for device, body in answers.heard:
        reply = json.loads(body)
        to[device, reply["re"]].append(body)
        owners[reply["re"]].add(device)
    given_up = {
        body[name]: device
        for device, _verb, body in answers.asked
        for name in ("command", "replaces")
        if body.get(name)
    }
    for (device, id_), verbs in answers.owed.items():
        others = owners[id_] - {device} or given_up.get(id_, device) != device
        if not to[device, id_] and not others:
            yield f"{device} was never answered {verbs} {id_}"
        for body in to[device, id_]:
            reply = json.loads(body)
            code = reply["error"]["code"] if reply["error"] else None
            if code == Refused.UNKNOWN or (code and code not in set(Refused)):
                yield f"{device} was refused {id_} with {code}"
            if code == Refused.NOT_NOW and not reply["error"]["detail"]:
                yield f"{device} was told not-now to {verbs} {id_}: the hub could not decide it"
            if code not in DOOR and not _is_kept(history, body):
                yield f"{device} was answered {body!r}, which is not on disk"
            if not any(_decodes(verb, body) for verb in verbs):
                yield f"{device} can't read the answer to {verbs}: {body!r}"


def _decodes(verb: str, body: bytes) -> bool:
    try:
        ANSWERS[verb].model_validate_json(body)
    except ValidationError:
        return False
    return True


def _nobody_changes_what_is_anothers(history: History) -> Iterator[str]:
    """A window's own is changed by its own device, a kiosk's tickets by itself or by a clerk, leases by nobody."""
    by = {event["ticket"]: event["device"] for event in history.disk.events if event["name"] == "ticket-issued"}
    for event in history.disk.events:
        asked = history.commands.get(event["cause"] or "")
        if asked is None:
            continue
        device, window = asked["device"], event.get("window")
        theirs = by.get(event.get("ticket") or "")
        elsewhere = event["name"] in {"ticket-transferred", "ticket-reinstated"}  # the window says where to
        gives_up = event["name"] == "ticket-missed" and theirs == device  # a kiosk withdraws what nobody holds
        if window in OWN and device not in OWN[window] and not elsewhere and not gives_up:
            yield f"event {event['seq']} {event['name']} at {window} was caused by {device}"
        if event.get("device") not in {None, device}:
            yield f"event {event['seq']} of {event['device']} was caused by {device}"
        if device.startswith("kiosk") and theirs == "kiosk-1" != device:
            yield f"event {event['seq']} {event['name']} of a ticket of {theirs} was caused by {device}"


def _what_was_given_up_is_over(history: History) -> Iterator[str]:
    """What a command made that its own kiosk gave up, or replaced, is over; nothing comes of it any more."""
    by_cause = caused(history)
    seen = {event["ticket"] for event in history.disk.events if event["name"] == "service-started"}
    ends = {"ticket-cancelled", "ticket-expired"}
    over = {event["ticket"] for event in history.disk.events if event["name"] in ends}
    for reply, _taken in first_replies(history):
        command = history.commands.get(reply["re"], {})
        given_up = command.get("command") if command.get("verb") == "abandon-ticket" else command.get("replaces")
        for event in by_cause.get(given_up or "", ()) if reply["ok"] else ():
            if datetime.fromisoformat(event["at"]) > datetime.fromisoformat(reply["at"]):
                yield f"{given_up} was given up, and made event {event['seq']} after that"
            ours = event["name"] == "ticket-issued" and event["device"] == command["device"]
            if ours and event["ticket"] not in over | seen:
                yield f"{given_up} was given up by {command['device']}, and {event['number']} waits still"

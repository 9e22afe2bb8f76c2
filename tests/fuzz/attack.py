"""One attack on a whole hall, by one seed: so many hostile messages through the real server, and what is wrong then."""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from pydantic import BaseModel

from broker.contract import codec
from broker.contract.messages import COMMANDS
from broker.contract.values import CommandId
from tests.fuzz.forge import HOSTILE, STRANGERS, Message, hostile
from tests.fuzz.hall import Besieged, besieged
from tests.fuzz.oracle import Answers, wrong_with
from tests.hall import TOP
from tests.machine import memory_of

VOLLEY = 100
"""Messages at once; well below what may wait of one device."""
KINDS = {kind.verb: kind for kind in COMMANDS}


class Id(BaseModel):
    """What a command is answered by, whatever else is wrong with it."""

    id: CommandId


@dataclass
class Attack:
    """What came of an attack.

    Attributes:
        met: how often each answer was given.
        wrong: what is wrong, a sentence each; empty when nothing is.
    """

    messages: int = 0
    met: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    events: int = 0
    honest: int = 0
    slowest_s: float = 0.0
    grown_kb: int = 0


def attack(folder: Path, seed: int, messages: int) -> Attack:
    """Attack a hall of its own in a folder."""
    dice = Random(seed)
    with besieged(folder, dice) as hall:
        answers, came = Answers(), Attack(messages=messages)
        _volley(hall, dice, VOLLEY, answers)  # it has seen every kind of thing once before its memory is weighed
        before = memory_of(hall.hub.pid)
        for _ in range(0, messages, VOLLEY):
            _volley(hall, dice, VOLLEY, answers)
        _ask_for_sign_ins(hall, answers)
        came.grown_kb = memory_of(hall.hub.pid) - before
        came.honest, came.slowest_s = hall.honest.served + hall.honest.issued, hall.honest.slowest_s
        answers.heard = hall.listener.replies
        came.met = answers.met()
        came.wrong = wrong_with(hall, answers)
        came.events = hall.listener.newest
        return came


def _volley(hall: Besieged, dice: Random, count: int, answers: Answers) -> None:
    known = hall.listener.known
    hall.let_hostile_clerk_in()
    for _ in range(count):
        message = hostile(dice, known, datetime.now(UTC))
        peer = hall.hostile.get(message.device, hall.stray) if _belongs(message) else hall.stray
        peer.publish(message.topic, message.payload, retain=message.retained)
        _note(message, answers)
    hall.settle()
    hall.honest.work()


def _belongs(message: Message) -> bool:
    """Whether it is said where a command belongs; the server throws off whoever says others that it does not like."""
    return message.topic == f"{TOP}/cmd/{message.device}/{message.verb}"


def _note(message: Message, answers: Answers) -> None:
    """What must come of it: an answer where there is an id, and of what passes the door a decision."""
    if not _belongs(message):  # a retained one comes to who is there already as any other
        return
    try:
        id_ = codec.decode(Id, message.payload).id
    except codec.MalformedError:
        return
    kind = KINDS[message.verb]
    answers.owed[message.device, id_].add(message.verb)
    if (HOSTILE | STRANGERS).get(message.device) in kind.apps:
        try:
            body = json.loads(codec.encode(codec.decode(kind, message.payload)))
        except codec.MalformedError:
            return
        answers.asked.append((message.device, message.verb, body))


def _ask_for_sign_ins(hall: Besieged, answers: Answers) -> None:
    """A sign-in is dropped while another is looked at; asked again it is answered."""
    told = {json.loads(body)["re"] for _device, body in hall.listener.replies}
    for device, verb, body in answers.asked:
        if verb == "sign-in" and body["id"] not in told:
            hall.hostile[device].ask(verb, body)
    hall.settle()

"""Where messages are said: building and reading topics below `yimen/v1/{hall}/`."""

import re
from typing import NamedTuple

from broker.contract.message import Command, Message
from broker.contract.values import NAME_PATTERN

_NAME = re.compile(NAME_PATTERN)


class CommandTopic(NamedTuple):
    """Who asks for what, read from a topic."""

    device: str
    verb: str


def topic(hall: str, message: type[Message], **names: str) -> str:
    """The topic of a message in a hall.

    Args:
        hall: the hall's id.
        message: the message's class.
        names: what its pattern asks for, such as `zone="main"`.
    """
    return f"yimen/v1/{hall}/" + message.topic.format(**names)


def command_topic(hall: str, device: str, command: type[Command]) -> str:
    """The topic on which a device asks for a verb."""
    return topic(hall, command, device=device, verb=command.verb)


def commands_of(hall: str) -> str:
    """The filter under which the hub hears every command of its hall."""
    return f"yimen/v1/{hall}/cmd/+/+"


def read_presence_topic(hall: str, text: str) -> str | None:
    """The device that is there or not by a presence topic of this hall; None if it is not one."""
    match text.split("/"):
        case ["yimen", "v1", place, "device", device, "presence"] if place == hall:
            return device if _NAME.fullmatch(device) else None
        case _:
            return None


def read_command_topic(hall: str, text: str) -> CommandTopic | None:
    """Device and verb of a command topic of this hall; None if it is not one."""
    match text.split("/"):
        case ["yimen", "v1", place, "cmd", device, verb] if place == hall:
            return CommandTopic(device, verb) if _NAME.fullmatch(device) and _NAME.fullmatch(verb) else None
        case _:
            return None

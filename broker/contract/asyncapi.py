"""The contract as an AsyncAPI 3 document, made from the message classes, so that it can't differ from them."""

import json
import re
import sys
from typing import Any

from pydantic.json_schema import models_json_schema

from broker.contract.message import Command, Event, Message, Reply, State
from broker.contract.messages import COMMANDS, MESSAGES

VERSION = "1.0.0"
_REF = "#/components/schemas/{model}"


def document() -> dict[str, Any]:
    """The whole document, ready for JSON."""
    _, schemas = models_json_schema([(message, "serialization") for message in MESSAGES], ref_template=_REF)
    channels: dict[str, Any] = {}
    operations: dict[str, Any] = {}
    for message in MESSAGES:
        address = _address(message)
        id_ = _channel(message)
        channel = channels.setdefault(
            id_,
            {
                "address": address,
                "parameters": {name: {} for name in re.findall(r"{(\w+)}", address)},
                "messages": {},
                "bindings": {"mqtt": {}},
            },
        )
        channel["messages"][message.__name__] = {"$ref": f"#/components/messages/{message.__name__}"}
        operations[id_] = {
            "action": "receive" if issubclass(message, Command) else "send",
            "channel": {"$ref": f"#/channels/{id_}"},
            "bindings": {"mqtt": {"qos": 1, "retain": message.retained}},
        }
    for command in COMMANDS:
        operations[_channel(command)]["reply"] = {
            "channel": {"$ref": f"#/channels/{_channel(command.answer)}"},
            "messages": [{"$ref": f"#/channels/{_channel(command.answer)}/messages/{command.answer.__name__}"}],
        }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Yimen: the wire of a government service hall",
            "version": VERSION,
            "description": "Operations are the hub's: it receives commands and sends all else. Presence and health"
            " are sent by each device for itself. An empty payload on call-next is the press of a bare button.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": operations,
        "components": {
            "messages": {
                message.__name__: {
                    "summary": (message.__doc__ or "").partition("\n")[0],
                    "payload": {"$ref": _REF.format(model=message.__name__)},
                }
                for message in MESSAGES
            },
            "schemas": schemas["$defs"],
        },
    }


def contract() -> None:
    """Print the contract of the wire as an AsyncAPI 3 document."""
    sys.stdout.write(json.dumps(document(), ensure_ascii=False, indent=2) + "\n")


def _address(message: type[Message]) -> str:
    pattern = message.topic.replace("{verb}", message.verb) if issubclass(message, Command) else message.topic
    return f"yimen/v1/{{hall}}/{pattern}"


def _channel(message: type[Message]) -> str:
    """One channel a topic: a verb, or the kind of what is said there."""
    if issubclass(message, Command):
        return message.verb
    if issubclass(message, Reply):
        return "reply"
    if issubclass(message, Event):
        return "event"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", message.__name__).lower() + (
        "-state" if issubclass(message, State) else ""
    )

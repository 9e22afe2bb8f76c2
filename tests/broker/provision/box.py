"""A box as a process: a device's real end of the wire, from its device.toml; lines in ask, lines out tell.

Runs as `python -m tests.broker.provision.box DEVICE_TOML APP`, so that it may live in a network of its own.
"""

import json
import queue
import sys
import threading
from pathlib import Path

from broker.client.join import join_hall
from broker.contract.messages import COMMANDS
from broker.contract.states import WindowState
from broker.contract.values import App
from broker.runtime.logs import start_log
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load

VERBS = {command.verb: command for command in COMMANDS}


def tell(**what):
    """One line of what was heard."""
    print(json.dumps(what), flush=True)


def main(path, app):
    start_log()
    settings, work, ended = load(DeviceSettings, path), queue.SimpleQueue(), threading.Event()
    link = join_hall(path, settings, app, work.put, lambda seen: tell(seen=seen.value))

    def ask(line):
        verb, _, fields = line.partition(" ")
        link.ask(VERBS[verb], lambda reply: answered(verb, reply), **json.loads(fields))

    def answered(verb, reply):
        error = "no answer" if reply is None else reply.error and reply.error.code
        tell(verb=verb, error=error)

    def called(state):
        if state.ticket:
            tell(number=state.ticket.number, ticket=state.ticket.id)

    def read():
        for line in sys.stdin:
            work.put(lambda line=line: ask(line))
        work.put(ended.set)

    if settings.device.window:
        link.follow(WindowState, called, window=settings.device.window)
    link.start()
    threading.Thread(target=read, daemon=True).start()
    while not ended.is_set():
        try:
            work.get(timeout=0.05)()
        except queue.Empty:
            link.tick()
    link.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), App(sys.argv[2]))

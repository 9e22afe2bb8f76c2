"""Walks through a reader's events in a thread, as the kiosk does, and lets a test wait for them."""

import queue
import threading

SECONDS = 20


class Watcher:
    def __init__(self, reader):
        self.reader = reader
        self.seen = []
        self._events = queue.Queue()
        self._thread = threading.Thread(target=self._walk, name="watcher")
        self._thread.start()

    def _walk(self):
        for event in self.reader.events():
            self._events.put(event)
        self._events.put(None)

    def next(self, seconds=SECONDS):
        """Wait for the next event."""
        event = self._events.get(timeout=seconds)
        self.seen.append(event)
        return event

    def expect(self, *kinds):
        """Wait for exactly these kinds of events, in order, and give the last."""
        for kind in kinds:
            event = self.next()
            assert isinstance(event, kind), event
        return event

    def nothing_more(self):
        """Close; fail if something happened that nobody waited for."""
        self.reader.close()
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()
        assert self._events.get_nowait() is None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.reader.close()
        self._thread.join(SECONDS)
        assert not self._thread.is_alive(), "the walk did not end"

"""Whose tickets or appointments are: what a slip's ref and the stored keys of a card stand for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from broker.queue.ticket import Visitor


@dataclass(slots=True)
class Owners:
    """Ids by ref, by the holder's keys, and by those of who acts for the holder; empty once they are forgotten."""

    by_ref: dict[str, str] = field(default_factory=dict)
    _by_holder: dict[str, list[str]] = field(default_factory=dict)
    _by_agent: dict[str, list[str]] = field(default_factory=dict)

    def add(self, visitor: Visitor, id_: str) -> None:
        """Somebody has one more."""
        if visitor.ref:
            self.by_ref[visitor.ref] = id_
        for index, keys in ((self._by_holder, visitor.holder), (self._by_agent, visitor.agent)):
            for key in keys:
                index.setdefault(key, []).append(id_)

    def of(self, holder: Sequence[str]) -> list[str]:
        """What a card's keys stand for, each once and the newest last."""
        return _of(self._by_holder, holder)

    def for_others(self, agent: Sequence[str]) -> list[str]:
        """The same of what was taken for others by that card."""
        return _of(self._by_agent, agent)

    def clear(self) -> None:
        """Nobody has anything."""
        for index in (self.by_ref, self._by_holder, self._by_agent):
            index.clear()


def _of(index: dict[str, list[str]], keys: Sequence[str]) -> list[str]:
    """Of a card the newest key comes first, and has the newest."""
    return list(dict.fromkeys(id_ for key in reversed(keys) for id_ in index.get(key, ())))

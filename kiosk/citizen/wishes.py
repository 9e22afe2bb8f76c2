"""What a visitor wants taken into account: for whom it is, why they may go first, what they need of a window."""

from collections.abc import Iterator
from dataclasses import replace

from broker.contract.values import Because, Claim, Shown
from kiosk.citizen.face import Face, Wish
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit


class Wishes:
    """Keeps what a visitor asked for besides the service.

    Args:
        visit: the conversation.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._reason: Claim | None = None
        model = visit.model
        model.wishes.connect(lambda: visit.on(Event.WISH))
        model.wished.connect(self._on_wished)
        model.forAnother.connect(self._on_for_another)
        visit.entering(State.FOR_WHOM, lambda _before: visit.change(misfit=False))
        visit.painting(self._paint)
        visit.forgetting(self._forget)
        visit.why = self._why

    def _why(self) -> Because | None:
        """Why the visitor may go first: by the card's age, or for what they said."""
        visit, today = self._visit, self._visit.hearing.today
        rule = today.priority if today else None
        if rule and rule.age is not None and visit.age is not None and visit.age >= rule.age:
            return Because(reason=Claim.AGE, age=visit.age)
        return Because(reason=self._reason) if self._reason else None

    def _on_wished(self, kind: str, key: str) -> None:
        visit = self._visit
        if kind == "reason":
            self._reason = None if self._reason == key else Claim(key)
        else:
            visit.needs = tuple(sorted({*visit.needs} ^ {key}))
        visit.show()

    def _on_for_another(self) -> None:
        if self._may_act:
            self._visit.on(Event.FOR_ANOTHER)

    @property
    def _may_act(self) -> bool:
        """Whether the visitor's own card was laid, and nobody else's yet."""
        holder = self._visit.holder
        return holder is not None and holder.shown is Shown.CARD and self._visit.by is None

    def _paint(self, face: Face) -> Face:
        visit = self._visit
        wishes = tuple(self._wishes()) if not visit.alone else ()
        visit.model.show_rows(Wish, wishes)
        wished = any(wish.chosen for wish in wishes)
        return replace(face, wishes=bool(wishes) or self._may_act, wished=wished, may_act=self._may_act)

    def _wishes(self) -> Iterator[Wish]:
        today = self._visit.hearing.today
        if today is None:
            return
        rule = today.priority
        for reason in rule.reasons if rule else ():
            confirm = bool(rule and reason in rule.confirm)
            yield Wish(reason.value, "reason", chosen=reason is self._reason, confirm=confirm)
        for need in today.needs:
            yield Wish(need, "need", chosen=need in self._visit.needs)

    def _forget(self) -> None:
        self._reason = None
        self._visit.change(wished=False)

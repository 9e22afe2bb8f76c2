"""hall.toml's [queue]: what a hall chooses of the rules."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from broker.contract.values import Standing
from broker.runtime.settings.faults import known
from broker.runtime.settings.file import Settings

Role = Literal["clerk", "desk", "manager", "technician"]
Asked = Literal["disability", "pregnant", "child", "service"]
HEAD_START_MIN: dict[Standing, int] = {Standing.APPOINTMENT: 20, Standing.PRIORITY: 15, Standing.GREEN: 30}


class Priority(Settings):
    """Who goes first; without this table whoever asks for it does."""

    age: Annotated[int, Field(ge=1, le=120)] | None = None
    reasons: tuple[Asked, ...] = ()
    confirm: tuple[Asked, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> "Priority":
        if more := sorted(set(self.confirm) - set(self.reasons)):
            raise ValueError(
                "\n".join(f"confirm: {word!r} does not stand in reasons, so nobody can ask for it" for word in more)
            )
        return self


class Queue(Settings):
    """How the order is kept; each field means what the one of its name in `broker.queue.profile.Rules` does."""

    head_start_min: Annotated[
        dict[Annotated[Standing, known(Standing)], Annotated[int, Field(ge=0, le=240)]],
        AfterValidator(lambda given: HEAD_START_MIN | given),  # those not given keep theirs
    ] = HEAD_START_MIN
    help_after_min: Annotated[int, Field(ge=1, le=240)] = 15
    recalls: Annotated[int, Field(ge=0, le=20)] = 3
    no_show_after_s: Annotated[int, Field(ge=0, le=600)] = 20
    start_after_s: Annotated[int, Field(ge=1, le=3600)] | None = None  # without it: never
    undo_within_s: Annotated[int, Field(ge=0, le=600)] = 60
    places_back: Annotated[int, Field(ge=0, le=100)] = 3
    comebacks: Annotated[int, Field(ge=0, le=20)] = 2
    tickets_a_day: Annotated[int, Field(ge=1, le=100)] | None = None  # without it: as many as wanted
    agent_limit: Annotated[int, Field(ge=0, le=100)] = 5
    tide_after_min: Annotated[int, Field(ge=1, le=240)] = 20
    tide_until_min: Annotated[int, Field(ge=1, le=240)] = 8
    strained_over: Annotated[int, Field(ge=1, le=1000)] = 10
    lease_numbers: Annotated[int, Field(ge=0, le=200)] = 20
    sign_out_after_min: Annotated[int, Field(ge=5, le=600)] = 30
    green_by: tuple[Role, ...] = ("clerk", "desk", "manager")
    priority: Priority | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> "Queue":
        faults: list[str] = []
        if self.tide_until_min >= self.tide_after_min:
            faults.append(
                f"tide_until_min = {self.tide_until_min} must be less than tide_after_min = {self.tide_after_min}, "
                "else tidal windows would open and close at once"
            )
        if self.start_after_s is not None and self.start_after_s <= self.no_show_after_s:
            faults.append(
                f"start_after_s = {self.start_after_s} must be more than no_show_after_s = {self.no_show_after_s}, "
                "else nobody could ever be told missing"
            )
        if faults:
            raise ValueError("\n".join(faults))
        return self

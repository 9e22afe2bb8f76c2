"""What must be true of any day, whatever went wrong: one rule, one function, one sentence.

Pure: a rule reads a history and tells what is wrong with it. `judge` asks all of them.
"""

from collections.abc import Callable, Iterator

from tests.faults.history import History
from tests.faults.rules import answered, held, on_disk, said

Rule = Callable[[History], Iterator[str]]


RULES: tuple[Rule, ...] = (
    on_disk.events_are_numbered_without_a_gap,
    on_disk.the_chain_is_whole,
    on_disk.time_never_goes_back,
    on_disk.a_command_takes_effect_at_most_once,
    on_disk.what_happened_was_asked_for,
    on_disk.nothing_happens_after_until,
    on_disk.numbers_are_given_once_and_in_order,
    on_disk.nobody_is_at_two_windows,
    on_disk.a_clerk_acts_on_what_stands_there,
    on_disk.a_press_calls_once,
    answered.the_first_reply_is_the_reply,
    answered.what_a_reply_says_is_on_disk,
    answered.who_is_told_yes_finds_it_done,
    answered.who_is_told_no_finds_nothing_done,
    answered.a_device_hears_what_the_hub_said,
    answered.everybody_is_told_once,
    held.no_number_is_given_to_two,
    held.a_kiosk_gives_only_what_it_leased,
    held.every_slip_counts,
    held.nobody_waits_for_nobody,
    held.what_was_given_up_never_happens,
    held.every_visitor_is_told,
    said.events_are_said_in_order,
    said.events_are_heard_as_they_are,
    said.every_state_was_true,
    said.the_newest_states_are_kept,
    said.readers_never_go_back,
    said.readers_have_the_newest,
    said.no_call_is_lost_to_a_wall,
)


def judge(history: History) -> list[str]:
    """Everything that is wrong with a history; empty when nothing is."""
    return [f"{rule.__name__}: {wrong}" for rule in RULES for wrong in rule(history)]

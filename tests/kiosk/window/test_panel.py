"""What a verb asks before it is sent, without Qt and without a wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract.messages import COMMANDS
from kiosk.window.flow import Verb
from kiosk.window.panel import ASKS, FIXED, LONGEST, TO_STAFF, WITHOUT_REASON, Ask, Option, Panel

COMMAND = {command.verb: command for command in COMMANDS}
TICKET = "0190b3f0-0000-7000-8000-000000000001"
ID = {
    "id": "0190b3f0-0000-7000-8000-000000000002",
    "at": "2026-03-02T09:00:00+08:00",
    "until": "2026-03-02T09:00:10+08:00",
}
CHOSEN = {
    Ask.TICKET: tuple(Option(number, (("ticket", TICKET), ("service", "papers"))) for number in ("A001", "A002")),
    Ask.PLACE: (Option("w02", (("to_window", "w02"),)), Option("tax", (("service", "tax"),))),
}


def answered(panel, draw=lambda values: values[0]):
    """Every question answered by one of what it offers, or in words."""
    while panel.ask:
        panel = panel.offering(CHOSEN.get(panel.ask, ()))
        panel = panel.answered("c002" if panel.typed else draw([option.value for option in panel.options]))
    return panel


@pytest.mark.parametrize("verb", ASKS)
@given(st.data())
def test_whatever_is_answered_makes_a_command_of_the_wire(verb, data):
    panel = answered(Panel(verb), lambda values: data.draw(st.sampled_from(values)))
    COMMAND[verb.value](**ID, **panel.fields)


@pytest.mark.parametrize("verb", ASKS)
def test_a_verb_asks_for_everything_that_its_command_must_have(verb):
    needed = {name for name, field in COMMAND[verb.value].model_fields.items() if field.is_required()} - set(ID)
    assert needed <= set(answered(Panel(verb)).fields)


def test_exactly_the_verbs_whose_command_has_more_to_say_ask():
    simple = {"v", "id", "at", "until", "holding", "staff"}
    asking = {verb for verb in Verb if set(COMMAND[verb.value].model_fields) - simple}
    assert asking - {Verb.SIGN_IN, Verb.FINISH, Verb.SUPPORT} == set(ASKS)


@pytest.mark.parametrize("verb", ASKS)
def test_going_back_leads_through_the_same_questions_and_out(verb):
    panel, asked = answered(Panel(verb)), []
    while panel := panel.back():
        asked.append(panel.ask)
    assert asked == list(reversed(ASKS[verb]))


@given(st.text(max_size=220))
def test_a_typed_answer_is_taken_when_the_wire_takes_it(text):
    for verb, ask in ((Verb.NOTE, Ask.TEXT), (Verb.PARK, Ask.REASON), (Verb.REINSTATE, Ask.REASON)):
        panel = Panel(verb, answers=CHOSEN[Ask.TICKET][1:] if verb is Verb.REINSTATE else ())
        assert panel.ask is ask
        stripped = text.strip()
        fits = len(stripped) <= LONGEST[ask] and (stripped or verb in WITHOUT_REASON)
        taken = panel.answered(text)
        assert (taken is not None) == bool(fits)
        assert taken is None or taken.fields[ask.value] == stripped


def test_what_was_not_offered_is_no_answer():
    panel = Panel(Verb.CALL_TICKET).offering(CHOSEN[Ask.TICKET])
    assert panel.answered("A999") is None
    assert Panel(Verb.FINISH_PART, answers=CHOSEN[Ask.TICKET][:1]).offering(()).answered("later") is None


def test_questions_with_the_same_few_answers_offer_them_whatever_else_there_is():
    panel = Panel(Verb.TRANSFER).offering(CHOSEN[Ask.TICKET])
    assert [option.value for option in panel.options] == list(FIXED[Ask.WHERE])


def test_a_colleague_is_named_by_staff_number_in_small_letters():
    panel = Panel(Verb.TRANSFER).offering(()).answered(TO_STAFF)
    assert panel.typed
    assert panel.answered(" C002 ").fields == {"to_staff": "c002"}

"""A tree of names and roles, as it is heard."""

from kiosk.speech.screen import Node, Stop, read

HEADER = Node("ToolBar", below=(Node("StaticText", "The hall"), Node("Button", "Language", "language")))


def window(*nodes):
    return Node("Window", "The hall", below=(HEADER, *nodes))


def test_the_page_comes_before_its_frame_and_the_frame_is_not_read_with_it():
    screen = read(window(Node("Heading", "Choose"), Node("StaticText", "Hello"), Node("Button", "Back", "back")))
    assert (screen.title, screen.texts) == ("Choose", ("Choose", "Hello"))
    assert [stop.key for stop in screen.stops] == ["back", "language"]


def test_what_stands_twice_is_said_once_and_what_is_empty_never():
    screen = read(window(Node("Heading", "Choose"), Node("StaticText", ""), Node("StaticText", "Choose")))
    assert screen.texts == ("Choose",)


def test_what_only_moves_a_long_page_is_no_stop():
    screen = read(window(Node("Heading", "Guide"), Node("Button", "Up", "up"), Node("Button", "Down", "down")))
    assert [stop.key for stop in screen.stops] == ["language"]


def test_a_control_in_a_line_of_a_list_is_told_with_that_line():
    line = Node("ListItem", "A017", below=(Node("StaticText", "missed"), Node("Button", "I am back", "here-0")))
    screen = read(
        window(Node("Heading", "Yours"), Node("List", "Yours", below=(line,)), Node("Button", "Back", "back"))
    )
    assert screen.stops[:2] == (Stop("Button", "I am back", "here-0", within="A017"), Stop("Button", "Back", "back"))


def test_a_question_hides_everything_that_lies_below():
    question = Node(
        "AlertMessage", "Still there?", below=(Node("Heading", "Still there?"), Node("Button", "Yes", "stay"))
    )
    screen = read(window(Node("Heading", "Choose"), Node("Button", "Back", "back"), question))
    assert (screen.asks, screen.texts) == (True, ("Still there?",))
    assert [stop.key for stop in screen.stops] == ["stay"]


def test_the_parts_of_a_long_page_are_stops_of_their_own_in_reading_order():
    nodes = [("Heading", "Title"), ("StaticText", "lead"), ("Heading", "Papers"), ("StaticText", "1. Card")]
    nodes += [("Button", "Print"), ("StaticText", "2. Photo"), ("Heading", "Fee"), ("StaticText", "Free")]
    screen = read(window(*(Node(role, name, name) for role, name in nodes)))
    assert screen.texts == ("Title", "lead")
    assert [stop.name for stop in screen.stops] == ["Papers\n1. Card\n2. Photo", "Print", "Fee\nFree", "Language"]
    assert len({stop.key for stop in screen.stops}) == 4


def test_a_page_without_a_heading_is_about_what_it_says_first():
    assert read(window(Node("StaticText", "One moment"))).title == "One moment"


def test_what_cannot_be_pressed_is_there_and_told_so():
    assert not read(window(Node("Button", "Tax", "tax", usable=False))).stops[0].usable

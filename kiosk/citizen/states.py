"""Where a visitor can be, what can happen to them, and what the screen can show."""

from enum import Enum


class State(Enum):
    """Where the visitor is."""

    WELCOME = "welcome"
    LAY_AGAIN = "lay-again"  # the card was not read
    CARD_UNKNOWN = "card-unknown"  # no laying will read it
    CODE_UNKNOWN = "code-unknown"  # a code that stands for nothing here
    TYPING = "typing"  # the ID number, on the screen
    LOOKING = "looking"  # the hub is asked what the card holds
    MINE = "mine"  # tickets and appointments of the card
    APPOINTMENT = "appointment"  # one of them, to be moved or cancelled
    OPENED = "opened"  # a ticket, to be printed again or given back
    GIVE_BACK = "give-back"  # whether it is meant
    CHOOSE = "choose"
    WISHES = "wishes"  # what is to be taken into account
    FOR_WHOM = "for-whom"  # somebody else's card is waited for
    REQUESTS = "requests"  # what is not a window's
    ABOUT = "about"  # what a request is about
    ITEMS = "items"  # how many at once
    WORDS = "words"  # in the visitor's own
    CONTACT = "contact"  # a telephone number
    REVIEW = "review"  # all that will be sent
    FINDING = "finding"  # an item of the catalogue
    GUIDE = "guide"  # what to know of one
    CHOOSE_TO_BOOK = "choose-to-book"
    SLOTS = "slots"
    OTHER_SLOTS = "other-slots"  # for an appointment that is moved
    ASKING = "asking"
    CHECKING_IN = "checking-in"
    BOOKING = "booking"
    MOVING = "moving"
    CANCELLING = "cancelling"
    GIVING_BACK = "giving-back"
    PRINTING = "printing"
    PRINTED = "printed"
    UNPRINTED = "unprinted"  # a number without paper: large on the screen
    AGAIN = "again"  # a missed number waits again
    BOOKED = "booked"
    CANCELLED = "cancelled"
    GIVEN_BACK = "given-back"
    HOLDING = "holding"  # the visitor has a ticket for this service already
    NOT_GIVEN = "not-given"  # the hub refused a number
    NO_ANSWER = "no-answer"
    NOT_DONE = "not-done"  # the hub refused something else, or did not answer
    STAFF_PIN = "staff-pin"
    STAFF = "staff"  # their menu
    OUT_OF_SERVICE = "out-of-service"  # staff said so


class Event(Enum):
    """What can happen to a visitor."""

    CARD_LAID = "card-laid"
    CARD_UNREAD = "card-unread"
    CARD_UNSUPPORTED = "card-unsupported"
    CODE_SHOWN = "code-shown"  # of a slip
    CODE_UNKNOWN = "code-unknown"
    WITHOUT_CARD = "without-card"
    TYPE = "type"
    TYPED = "typed"
    FOUND = "found"
    NOTHING_FOUND = "nothing-found"
    ANOTHER = "another"  # a new number besides what the card holds
    HERE = "here"  # back after a missed call, or here for an appointment
    OPENED = "opened"  # an appointment
    TICKET_OPENED = "ticket-opened"
    REPRINT = "reprint"
    GIVE_BACK = "give-back"
    MOVE = "move"
    CANCEL = "cancel"
    WISH = "wish"
    FOR_ANOTHER = "for-another"
    REQUEST = "request"
    ABOUT = "about"  # this is asked for next, as are those below
    ITEMS = "items"
    WORDS = "words"
    CONTACT = "contact"
    REVIEW = "review"
    FIND = "find"
    ITEM_OPENED = "item-opened"
    SERVICE_CHOSEN = "service-chosen"
    BOOK = "book"
    CONFIRMED = "confirmed"
    SLOT_TAKEN = "slot-taken"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    GIVEN_BACK = "given-back"
    ISSUED = "issued"
    WAITS_AGAIN = "waits-again"
    HELD = "held"
    REFUSED = "refused"
    UNREGISTERED = "unregistered"
    UNANSWERED = "unanswered"
    CUT_OFF = "cut-off"  # the hub is away, and the kiosk goes on with numbers alone
    SLIP_OUT = "slip-out"
    NO_SLIP = "no-slip"
    DONE = "done"
    BACK = "back"
    TIMEOUT = "timeout"
    STAFF_ASKED = "staff-asked"
    STAFF_KNOWN = "staff-known"
    TAKEN_OUT = "taken-out"  # of service


class Hall(Enum):
    """What the kiosk knows of the hall, whoever stands before it."""

    STARTING = "starting"
    AWAY = "away"  # the hub or the MQTT server
    UNREGISTERED = "unregistered"  # the hall has no such kiosk
    CLOSED = "closed"  # no service today
    ALONE = "alone"  # the hub is away, and there are numbers to go on with
    OPEN = "open"


class Page(Enum):
    """What the screen shows."""

    STARTING = "starting"
    AWAY = "away"
    UNREGISTERED = "unregistered"
    CLOSED = "closed"
    WELCOME = "welcome"
    LAY_AGAIN = "lay-again"
    CARD_UNKNOWN = "card-unknown"
    CODE_UNKNOWN = "code-unknown"
    TYPING = "typing"
    MINE = "mine"
    APPOINTMENT = "appointment"
    OPENED = "opened"
    GIVE_BACK = "give-back"
    CHOOSE = "choose"
    WISHES = "wishes"
    FOR_WHOM = "for-whom"
    REQUESTS = "requests"
    ABOUT = "about"
    ITEMS = "items"
    WORDS = "words"
    CONTACT = "contact"
    REVIEW = "review"
    FINDING = "finding"
    GUIDE = "guide"
    CHOOSE_TO_BOOK = "choose-to-book"
    SLOTS = "slots"
    ASKING = "asking"
    TICKET = "ticket"
    UNPRINTED = "unprinted"
    AGAIN = "again"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    GIVEN_BACK = "given-back"
    HOLDING = "holding"
    NOT_GIVEN = "not-given"
    NO_ANSWER = "no-answer"
    NOT_DONE = "not-done"
    STAFF_PIN = "staff-pin"
    STAFF = "staff"
    OUT_OF_SERVICE = "out-of-service"

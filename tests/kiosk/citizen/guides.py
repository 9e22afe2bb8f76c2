"""The way to an item's guide."""

SHELF = '[catalogue]\nfile = "catalogue.db"'
"""In the settings of a kiosk that searches."""


def types(visitor, letters):
    for letter in letters:
        visitor.taps(f"key-{letter}")


def opens_a_guide(visitor):
    """From the first page, or from the services, to the first item that three letters find."""
    visitor.taps("find")
    types(visitor, "jzz")
    visitor.taps("item-0")
    visitor.sees("guide")

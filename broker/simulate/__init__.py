"""A day of a hall, played through its real rules in a minute: to try settings before people feel them."""

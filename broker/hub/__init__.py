"""The hub: the only writer of the hall's truth. Joins the rules, the store and the wire."""

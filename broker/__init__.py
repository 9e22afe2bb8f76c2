"""The hub of a hall and the wire that everything else speaks."""

"""The hall's truth on disk: events, first replies, and what of visitors lives beside them."""

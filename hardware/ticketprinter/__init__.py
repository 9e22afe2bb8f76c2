"""Paper slips with a number on them."""

"""The doctor: everything that a box of the hall needs, for the technician in front of it."""

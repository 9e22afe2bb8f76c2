"""Asking for what is not a window's: a helper, a home visit, a company's reception, a batch; and saying what failed."""

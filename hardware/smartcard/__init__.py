"""Readers of cards with a chip, such as a staff badge."""

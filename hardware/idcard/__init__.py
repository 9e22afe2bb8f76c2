"""Readers of identity cards: bytes and rules pure, drivers thin."""

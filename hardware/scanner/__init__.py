"""Scanners of QR codes: what a visitor shows on paper or on a telephone."""

"""Printers of A4 pages."""

"""What every process needs to run: its settings and its log."""

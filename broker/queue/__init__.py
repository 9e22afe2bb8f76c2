"""The rules of a hall, pure: what a command does, what is true after it. No clock, no disk, no wire."""

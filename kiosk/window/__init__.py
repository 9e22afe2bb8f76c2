"""The clerk's terminal: a small window that calls, starts, finishes, and shows who waits."""

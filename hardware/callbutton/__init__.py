"""Call-buttons at a window: keypads, callers on a serial line, and a folder that stands for one."""

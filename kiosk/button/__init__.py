"""Call-buttons that are no devices of the wire by themselves: keypads, and callers on a serial line."""

"""A device's end of the wire: the bus and the conversation with the hub over it."""

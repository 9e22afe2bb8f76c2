"""Whose turn it is to speak: one at a time on one loudspeaker, whichever programs of this machine want to."""

import errno
import hashlib
import socket
import time
from collections.abc import Callable

_LOOK_S = 0.05


def take_turn(device: str, seconds: float, ended: Callable[[float], bool]) -> socket.socket | None:
    """Wait until nobody else speaks there.

    A name of the kernel's is held (unix(7): abstract sockets): it counts for every user, and is free again when its
    holder ends, however that ends.

    Args:
        device: The loudspeaker; one that is named in two ways counts as two.
        seconds: How long to wait.
        ended: Waits so many seconds and tells whether to wait no longer.

    Returns:
        The turn, over when it is closed; None: somebody else still speaks, or the wait was ended.
    """
    turn = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    name = f"\0yimen/speaker/{hashlib.sha256(device.encode()).hexdigest()[:32]}"
    deadline = time.monotonic() + seconds
    while True:
        try:
            turn.bind(name)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                turn.close()
                raise
        else:
            return turn
        if time.monotonic() >= deadline or ended(_LOOK_S):
            turn.close()
            return None

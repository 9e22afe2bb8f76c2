"""A camera watched for two seconds: what its pictures measure, and none of them shown or kept."""

import statistics
import time

from hardware.camera.camera import Camera, CameraEvent
from hardware.camera.picture import brightness, change, sharpness
from hardware.errors import DeviceMutedError
from hardware.reader import ReaderBack, first

_SECONDS = 2.0


def film(camera: Camera, where: str, seconds: float) -> dict[str, str]:
    """Wait for pictures, measure them, then close the camera.

    Args:
        camera: The camera.
        where: As the settings name it.
        seconds: How long to wait for the first.

    Raises:
        DeviceError: It gives none.
    """

    def taken(event: CameraEvent) -> dict[str, str] | None:
        return _measure(camera) if isinstance(event, ReaderBack) else None

    told = first(camera, seconds, taken)
    if told is None:
        raise DeviceMutedError(where, "no picture came")
    return told


def _measure(camera: Camera) -> dict[str, str] | None:
    """None if the camera goes away meanwhile."""
    begin = newest = camera.newest(seconds=_SECONDS)
    changes: list[float] = []
    until = time.monotonic() + _SECONDS
    while newest is not None and (not changes or time.monotonic() < until):
        before, newest = newest, camera.newest(newest.number, _SECONDS)
        if newest is not None:
            changes.append(change(newest.pixels, before.pixels))
    if begin is None or newest is None:
        return None
    height, width = newest.pixels.shape[:2]
    rate = (newest.number - begin.number) / (newest.taken_at - begin.taken_at)
    changed = statistics.fmean(changes)
    return {
        "size": f"{width}x{height}",
        "rate": f"{rate:.1f} a second",
        "brightness": f"{brightness(newest.pixels):.0f} of 255",
        "sharpness": f"{sharpness(newest.pixels):.0f}",
        "change": f"{changed:.2f}" if changed else "0: it stands still",
    }

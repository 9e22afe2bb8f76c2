"""Why a camera on the network gives no picture, asked in RTSP (RFC 2326), since OpenCV does not say."""

import re
import socket
from urllib.parse import urlsplit

from hardware.camera.places import PORTS, NetworkCamera, is_address
from hardware.errors import (
    DeviceError,
    DeviceForeignError,
    DeviceMissingError,
    DeviceMutedError,
    DeviceRefusedError,
    cannot_open,
)

_ANSWER = re.compile(rb"RTSP/1\.\d (\d{3})\b")
_MOST = 4096
_GOOD = 300
_ASKS_WHO = 401


def address_of(place: NetworkCamera) -> str:
    """Give the whole address of a camera, what signs in too: for OpenCV alone.

    Raises:
        DeviceMissingError: The file that should hold it is not there, closed to this user, or holds none.
    """
    if place.file is None:
        return place.url
    try:
        url = place.file.read_text("utf-8").strip()
    except OSError as error:
        raise cannot_open(str(place), error) from error
    except UnicodeDecodeError:
        url = ""
    if not is_address(url):
        raise DeviceForeignError(str(place), "the file holds no address, such as rtsp://USER:PASSWORD@HOST/PATH")
    return url


def why_not(where: str, url: str, seconds: float) -> DeviceError:
    """Ask the camera for its picture without signing in, and tell by its answer what is wrong.

    Args:
        where: The camera as the settings name it.
        url: Its address.
        seconds: How long to wait for each step.
    """
    parts = urlsplit(url)
    try:
        line = socket.create_connection((parts.hostname or "", parts.port or PORTS[parts.scheme]), seconds)
    except OSError as error:
        return DeviceMissingError(where, str(error))
    with line:
        if parts.scheme == "rtsps":
            return DeviceMutedError(where, "reached; no picture over TLS")
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        question = f"DESCRIBE rtsp://{parts.netloc.rpartition('@')[2]}{path} RTSP/1.0\r\nCSeq: 1\r\n\r\n"
        try:
            line.sendall(question.encode())
            answer = line.recv(_MOST)
        except OSError:
            return DeviceMutedError(where, "reached; no answer in RTSP")
    return meant_by(where, answer, signs_in="@" in parts.netloc)


def meant_by(where: str, answer: bytes, *, signs_in: bool) -> DeviceError:
    """Tell by the beginning of its answer what is wrong.

    Args:
        where: The camera as the settings name it.
        answer: What it said when it was asked for its picture by nobody in particular.
        signs_in: Whether its address says who asks.
    """
    found = _ANSWER.match(answer)
    if not found:
        return DeviceForeignError(where, "what answers there is no camera that speaks RTSP")
    code = int(found[1])
    if code < _GOOD:
        return DeviceMutedError(where, "tells of a picture and sends none")
    if code == _ASKS_WHO:
        return DeviceRefusedError(where, "does not take the login" if signs_in else "wants a login")
    return DeviceRefusedError(where, f"answers {code}: look at the path of its address")

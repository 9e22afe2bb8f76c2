"""A camera on the network at byte level: RTSP (RFC 2326), its pictures as JPEG in RTP (RFC 2435) on the same line."""

import base64
import io
import re
import select
import socket
import struct
import threading
from contextlib import suppress

from PIL import Image

from tests.hardware.camera.pictures import moving

_SDP = b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 26\r\na=control:one\r\n"
_MOST = 1400
_SECONDS_EACH = 0.04
_SECONDS_TO_SEND = 2.0


class RtspCamera:
    """Serves any number of viewers on one port, again on the same one after `leave` and `come`.

    Attributes:
        shows: Makes each picture, as `Pixels`.
        mute: Takes connections and says nothing.
        login: What it wants, such as `admin:secret`; empty is nothing.
        status: What it answers when it is asked for a picture; "" is that it has one.
        asked: What it was asked.
    """

    def __init__(self, shows=None):
        self.shows = shows or moving()
        self.mute, self.login, self.status = False, "", ""
        self.asked = []
        self._holds = socket.socket()  # the port, for nobody else to get it while the camera is away
        self._holds.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._holds.bind(("127.0.0.1", 0))
        self.port = self._holds.getsockname()[1]
        self.come()

    def come(self):
        self._ended = threading.Event()
        self._server = socket.create_server(("127.0.0.1", self.port))
        self._server.settimeout(0.05)
        self._threads = [threading.Thread(target=self._accept, name="rtsp camera")]
        self._threads[0].start()

    def leave(self):
        self._ended.set()
        self._threads[0].join()
        self._server.close()  # before its lines are, so that nobody who comes back finds it half gone
        for each in self._threads:
            each.join()

    def __enter__(self):
        return self

    def close(self):
        self.leave()
        self._holds.close()

    def __exit__(self, *_):
        self.close()

    def _accept(self):
        while not self._ended.is_set():
            try:
                line, _ = self._server.accept()
            except TimeoutError:
                continue
            talk = threading.Thread(target=self._talk, args=[line], name="rtsp viewer")
            self._threads.append(talk)
            talk.start()

    def _talk(self, line):
        came, plays, sent = b"", False, 0
        with line, suppress(OSError):  # a viewer may go at any moment, and leave pictures unread
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # the port is free at once
            line.settimeout(_SECONDS_TO_SEND)
            while self._server.fileno() >= 0:
                if select.select([line], [], [], _SECONDS_EACH)[0]:
                    new = line.recv(4096)
                    if not new:
                        return
                    came += new
                while not self.mute and b"\r\n\r\n" in came:
                    question, _, came = came.partition(b"\r\n\r\n")
                    line.sendall(self._answer(question.lstrip(b"$").decode("latin-1")))
                    plays = plays or question.startswith(b"PLAY")
                if plays and not self.mute:
                    for packet in packets(self.shows(), sent):
                        line.sendall(packet)
                    sent += 1

    def _answer(self, question):
        verb, self_asked = question.split(" ", 1)[0], question
        self.asked.append(self_asked)
        number = re.search(r"CSeq: *(\d+)", question)[1]
        wanted = "Basic " + base64.b64encode(self.login.encode()).decode()
        head, body, status = f"CSeq: {number}\r\n", b"", "200 OK"
        if verb == "OPTIONS":
            head += "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
        elif self.login and wanted not in question:
            status, head = "401 Unauthorized", head + 'WWW-Authenticate: Basic realm="camera"\r\n'
        elif verb == "DESCRIBE" and self.status:
            status = self.status
        elif verb == "DESCRIBE":
            head, body = head + f"Content-Type: application/sdp\r\nContent-Length: {len(_SDP)}\r\n", _SDP
        elif verb == "SETUP":
            head += "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n"
        else:
            head += "Session: 1\r\n"
        return f"RTSP/1.0 {status}\r\n{head}\r\n".encode() + body


def packets(pixels, number):
    """One picture as RTP packets, each with what leads it in on a line that carries other things too."""
    file = io.BytesIO()
    Image.fromarray(pixels[..., ::-1]).save(file, "JPEG", quality=90, subsampling="4:2:0")
    tables, scan = _taken_apart(file.getvalue())
    height, width = pixels.shape[:2]
    for at in range(0, len(scan), _MOST):
        piece = scan[at : at + _MOST]
        last = at + _MOST >= len(scan)
        number_of_packet = (number * 1000 + at // _MOST) % 2**16
        rtp = struct.pack(">BBHII", 0x80, 26 | last << 7, number_of_packet, number * 3600 % 2**32, 1)
        jpeg = struct.pack(">IBBBB", at, 1, 255, width // 8, height // 8)
        if at == 0:
            jpeg += struct.pack(">BBH", 0, 0, len(tables)) + tables
        packet = rtp + jpeg + piece
        yield struct.pack(">BBH", ord("$"), 0, len(packet)) + packet


def _taken_apart(jpeg):
    """Its tables of quantisation, and its scan."""
    tables, at = b"", 2
    while jpeg[at + 1] != 0xDA:
        [length] = struct.unpack_from(">H", jpeg, at + 2)
        if jpeg[at + 1] == 0xDB:
            segment = jpeg[at + 4 : at + 2 + length]
            tables += b"".join(segment[each + 1 : each + 65] for each in range(0, len(segment), 65))
        at += 2 + length
    [length] = struct.unpack_from(">H", jpeg, at + 2)
    return tables, jpeg[at + 2 + length : -2]

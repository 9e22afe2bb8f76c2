"""Places of every kind where nothing is, as `try` takes them."""

OPENED = ("idcard=serial:{}", "ticket_printer=serial:{}", "button=serial:{}@lcd-caller/5", "scanner=serial:{}")
"""Devices on a serial line."""
KEYPADS = ("button=keypad:{}", "scanner=keypad:{}")
ABSENT = (
    *(each.format("/dev/yimen-none") for each in OPENED),
    "idcard=usb:1234:5678",
    "idcard=hid:2b8b:2721",
    "smartcard=pcsc",
    "ticket_printer=usb:1234:5678",
    "ticket_printer=file:/dev/usb/yimen-none",
    "button=keypad:/dev/input/yimen-none",
    "scanner=keypad:/dev/input/yimen-none",
    "scanner=camera:opencv:/dev/yimen-none",
    "speaker=alsa:yimen-none",
    "camera=opencv:/dev/yimen-none",
    "camera=file:/yimen/none.avi",
)
"""Where nothing is, on this machine."""
ABSENT_ON_NETWORK = (
    "idcard=tcp:127.0.0.1:{}",
    "ticket_printer=tcp:127.0.0.1:{}",
    "camera=rtsp://127.0.0.1:{}/1",
    "camera=rtsps://127.0.0.1:{}/1",
)
ABSENT_PAGES = ("page_printer=ipp://127.0.0.1:{}/ipp/print", "page_printer=ipps://127.0.0.1:{}/ipp/print")
MADE = {("speaker", "file")}
"""Folders that are made where there are none."""

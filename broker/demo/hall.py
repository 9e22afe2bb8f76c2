"""The demo's hall: its settings files, as a technician would write them, and a card of nobody."""

import json
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from broker.runtime.pin import hash_pin

HALL = """\
[hall]
id = "demo"
name = {{ zh = "示范政务服务中心", en = "Model Government Service Centre" }}
timezone = "Asia/Shanghai"

[server]
listen = "127.0.0.1:{port}"

[mqtt]
port = {port}

[queue.priority]
age = 65
reasons = ["disability", "pregnant", "child", "service"]
confirm = ["child", "service"]

[[calendar]]
id = "daytime"
workday = ["08:00-20:00"]
weekend = ["08:00-20:00"]
holiday = ["08:00-20:00"]
{services}{other_services}{windows}{devices}
[[journey]]
id = "newborn"
name = {{ zh = "新生儿一件事", en = "A child is born" }}
stages = [["household"], ["social"]]

[[staff]]
id = "c001"
name = "李静"
pin_hash = "{pin_hash}"

[[staff]]
id = "c002"
name = "王海"
pin_hash = "{pin_hash}"
"""

SERVICES = (
    ("residence", "A", "居住证办理", "Residence permit"),
    ("household", "B", "户籍业务", "Household register"),
    ("social", "C", "社会保障", "Social security"),
    ("business", "D", "企业开办", "Starting a business"),
    ("property", "E", "不动产登记", "Property register"),
    ("tax", "F", "税务办理", "Tax matters"),
)
OTHER_SERVICES = """
[[service]]
id = "helper"
series = "H"
name = { zh = "帮代办", en = "Somebody to help" }
kind = "helper"
categories = [
    { id = "forms", zh = "填表", en = "Filling in forms" },
    { id = "online", zh = "网上申报", en = "Applying online" },
    { id = "all", zh = "全程陪办", en = "All the way" },
]

[[service]]
id = "home"
series = "S"
name = { zh = "上门服务", en = "Home visit" }
kind = "home"
must_show = "typed"
calendar = "daytime"
categories = [
    { id = "household", zh = "户籍业务", en = "Household register" },
    { id = "social", zh = "社会保障", en = "Social security" },
]
[service.booking]
slot_min = 120
quota = 2
days_ahead = 7

[[service]]
id = "company"
series = "Q"
name = { zh = "企业接待", en = "Reception of companies" }
kind = "company"
calendar = "daytime"
categories = [
    { id = "opening", zh = "企业开办", en = "Starting a business" },
    { id = "batch", zh = "批量办理", en = "Many items at once" },
]
[service.booking]
slot_min = 60
quota = 2
days_ahead = 7

[[service]]
id = "appeal"
series = "P"
name = { zh = "办不成事", en = "What could not be done" }
kind = "appeal"
categories = [
    { id = "refused", zh = "不予受理", en = "Refused" },
    { id = "late", zh = "超期未办", en = "Overdue" },
    { id = "manner", zh = "服务态度", en = "How one was treated" },
    { id = "other", zh = "其他", en = "Something else" },
]
"""
WINDOWS = (
    ("w01", "1", '[["residence", "household"], ["social"]]'),
    ("w02", "2", '[["social"], ["business", "property", "tax"]]'),
    ("w03", "3", '[["helper", "appeal"], ["home", "company"]]'),
)
DEVICES = (
    ("kiosk-01", "kiosk", None),
    ("window-w01", "window", "w01"),
    ("window-w02", "window", "w02"),
    ("window-w03", "window", "w03"),
    ("button-w02", "button", "w02"),
    ("wall-main", "wall", None),
    ("voice-main", "voice", None),
    ("listener", "observer", None),
)
ITEMS = Path(__file__).with_name("catalogue.csv")
"""What a county's hall does."""
PIN = "2580"

# The maker's printed specimen of a card and the standard's own example of a number; no such person.
CARD = {
    "form": "mainland",
    "name": "张三",
    "number": "11010519491231002X",
    "sex": "female",
    "nation": "01",
    "born": "1949-12-31",
    "address": "北京市朝阳区示范路1号",
    "issuer": "示范公安局",
    "valid_from": "2016-01-01",
}


@dataclass(frozen=True, slots=True)
class DemoHall:
    """Where the demo's files are.

    Attributes:
        folder: holds hall.toml and a folder for each device.
        port: where its MQTT server listens.
    """

    folder: Path
    port: int

    @property
    def hall_file(self) -> Path:
        """The hall's settings."""
        return self.folder / "hall.toml"

    def device_file(self, device: str) -> Path:
        """A device's settings."""
        return self.folder / device / "device.toml"

    def lay_card(self) -> None:
        """A visitor lays the card on the kiosk's reader."""
        half = self.card.with_suffix(".half")
        shutil.copy(self.purse, half)
        half.rename(self.card)

    def lift_card(self) -> None:
        """The visitor takes the card back."""
        self.card.unlink(missing_ok=True)

    @property
    def card(self) -> Path:
        """What lies on the kiosk's reader, while it is there."""
        return self.folder / "kiosk-01" / "idcard" / "card.json"

    @property
    def purse(self) -> Path:
        """The visitor's card before it is laid."""
        return self.folder / "card-of-zhang-san.json"

    @property
    def catalogue(self) -> Path:
        """Where the kiosk's catalogue is, once it was imported."""
        return self.folder / "kiosk-01" / "catalogue.db"

    @property
    def slips(self) -> Path:
        """Where the kiosk's printer keeps its slips."""
        return self.folder / "kiosk-01" / "printer"

    @property
    def spoken(self) -> Path:
        """Where the loudspeaker keeps what it said."""
        return self.folder / "voice-main" / "speaker"


def write_hall(folder: Path, sizes: dict[str, str]) -> DemoHall:
    """Write every settings file of the demo.

    Args:
        folder: where; made new.
        sizes: the size of each screen by the kind of its device, such as `{"kiosk": "1080x1920"}`.
    """
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
    hall = DemoHall(folder, port)
    folder.mkdir(parents=True)
    hall.hall_file.write_text(
        HALL.format(
            port=port,
            pin_hash=hash_pin(PIN),
            services="".join(
                f'\n[[service]]\nid = "{id_}"\nseries = "{series}"\nname = {{ zh = "{zh}", en = "{en}" }}\n'
                for id_, series, zh, en in SERVICES
            ),
            other_services=OTHER_SERVICES,
            windows="".join(
                f'\n[[window]]\nid = "{id_}"\nlabel = "{label}"\nservices = {services}\nzone = "main"\n'
                for id_, label, services in WINDOWS
            ),
            devices="".join(
                f'\n[[device]]\nid = "{id_}"\napp = "{app}"\n' + (f'window = "{window}"\n' if window else "")
                for id_, app, window in DEVICES
            ),
        ),
        "utf-8",
    )
    hardware = {
        "kiosk": 'idcard = "simulated:idcard"\nticket_printer = "simulated:printer"\n',
        "voice": 'speaker = "file:speaker"\n',
    }
    for id_, app, window in DEVICES:
        place = hall.device_file(id_)
        place.parent.mkdir()
        text = f'[device]\nid = "{id_}"\nhall = "demo"\n' + (f'window = "{window}"\n' if window else "")
        text += f"\n[mqtt]\nport = {port}\n"
        text += f"\n[hardware]\n{hardware[app]}" if app in hardware else ""
        text += '\n[catalogue]\nfile = "catalogue.db"\n' if app == "kiosk" else ""
        text += f'\n[screen]\nsize = "{sizes[app]}"\n' if app in sizes else ""
        place.write_text(text, "utf-8")
    hall.card.parent.mkdir()
    hall.purse.write_text(json.dumps(CARD, ensure_ascii=False, indent=2), "utf-8")
    hall.slips.mkdir()
    hall.spoken.mkdir()
    return hall

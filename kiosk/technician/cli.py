"""`yimen device`, whole: the tools of the devices, and the doctor, who knows the hall too."""

from hardware.cli import app
from kiosk.technician.doctor import doctor

app.command("doctor")(doctor)

import QtQuick
import kiosk.ui

// Where staff touch five times; nobody else is told of it.
MouseArea {
    required property var kiosk

    objectName: "staff-corner"
    width: Theme.target
    height: Theme.target
    onPressed: kiosk.staff.knocked()
}

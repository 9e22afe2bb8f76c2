import QtQuick
import kiosk.ui

// A missed number waits again; the slip that the visitor has still holds.
NumberPage {
    objectName: "again"
    above: Words.both(qsTr("您又排上队了。您的号码还是"))
    below: Words.both(qsTr("请留意屏幕和广播"))
}

import QtQuick
import kiosk.ui

// The visitor has a ticket for this service already.
NumberPage {
    objectName: "holding"
    hasBack: true
    onBack: kiosk.back()
    above: Words.both(qsTr("您已经取过号了。您的号码是"))
    below: face.window ? Words.both(qsTr("正在叫您，请到 %1 号窗口"), face.window) : Words.both(qsTr("请留意屏幕和广播"))
}

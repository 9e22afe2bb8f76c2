import QtQuick
import kiosk.ui

// The number is there; the slip is coming out or is out.
NumberPage {
    above: Words.both(qsTr("您的号码"))
    below: face.paper === "printed" ? Words.both(qsTr("请取走号票，留意屏幕和广播"))
                                    : Words.both(qsTr("正在打印号票，请稍候"))
}

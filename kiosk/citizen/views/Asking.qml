import QtQuick
import kiosk.ui

// Waiting for the hub: what for, and after a while what else one can do.
Page {
    id: asking

    required property var kiosk

    need: sentence.height

    Sentence {
        id: sentence

        what: asking.what(asking.kiosk.face.doing)
        now: patience.running ? null : Words.both(qsTr("系统有点忙。\n您可以再等一会儿，也可以到咨询台取号。"))
    }
    Timer {
        id: patience

        interval: 3500 // this page comes after half a second
        running: true
    }

    function what(doing: string): var {
        switch (doing) {
        case "looking": return Words.both(qsTr("正在查看您的号，请稍候"));
        case "checking-in": return Words.both(qsTr("正在为您报到，请稍候"));
        case "booking": case "moving": return Words.both(qsTr("正在为您预约，请稍候"));
        case "cancelling": return Words.both(qsTr("正在取消预约，请稍候"));
        default: return Words.both(qsTr("正在为您取号，请稍候"));
        }
    }
}

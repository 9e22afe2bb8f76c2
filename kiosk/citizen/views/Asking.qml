import QtQuick
import kiosk.ui

// Waiting for the hub: what for, and after a while what else one can do.
Page {
    Sentence {
        what: Words.both(qsTr("正在为您取号，请稍候"))
        now: patience.running ? null : Words.both(qsTr("系统有点忙。\n您可以再等一会儿，也可以到咨询台取号。"))
    }
    Timer {
        id: patience

        interval: 3500 // this page comes after half a second
        running: true
    }
}

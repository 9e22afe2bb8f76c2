import QtQuick
import kiosk.ui

// How many people stand in front, and how long it may take.
Column {
    id: facts

    required property var face

    spacing: 3 * Theme.step

    Bilingual {
        width: parent.width
        visible: facts.face.ahead >= 0
        align: Text.AlignHCenter
        size: Theme.label
        words: facts.face.ahead === 0 ? Words.both(qsTr("您前面没有人"))
                                      : Words.both(qsTr("您前面还有 %1 人"), facts.face.ahead)
    }
    Bilingual {
        width: parent.width
        visible: facts.face.minutes >= 0
        align: Text.AlignHCenter
        size: Theme.label
        words: facts.wait(Math.floor(facts.face.minutes / 60), facts.face.minutes % 60)
    }

    function wait(hours: int, minutes: int): var {
        if (hours === 0) return Words.both(qsTr("大约等 %1 分钟"), minutes);
        if (minutes === 0) return Words.both(qsTr("大约等 %1 小时"), hours);
        return Words.both(qsTr("大约等 %1 小时 %2 分钟"), hours, minutes);
    }
}

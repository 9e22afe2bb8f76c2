pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// A day, a free time on it, and the word: all on one page.
Page {
    id: slots

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property var said: face.day ? Words.both("%1 %2", face.day, face.time) : null

    readonly property bool aside: !upright && !Theme.large // what is picked stands beside the way on

    objectName: "slots"
    hasBack: true
    onBack: kiosk.back()
    enabled: !face.asking
    need: (times.visible ? times.y + times.height : empty.y + empty.height)
          + (said.visible ? said.height + 3 * Theme.step : 0)

    Heading {
        id: title

        y: (slots.upright ? 3 : 1) * Theme.step
        words: slots.face.taken ? Words.both(qsTr("这个时间刚刚约满了，请另选一个。"))
             : slots.face.moving ? Words.both(qsTr("改到什么时间？")) : Words.both(qsTr("什么时间来？"))
    }
    Bilingual {
        id: service

        readonly property bool picked: slots.more && !slots.aside && slots.said !== null // which below may be out of sight

        anchors.top: title.bottom
        anchors.topMargin: Theme.step
        width: parent.width
        size: Theme.label
        oneLine: true
        bold: picked
        color: picked ? Theme.seal : Theme.ink
        words: picked ? slots.said : slots.face.service
    }
    Grid {
        id: days

        readonly property real chipWidth: (width - (columns - 1) * spacing) / columns

        anchors.top: service.bottom
        anchors.topMargin: (slots.upright ? 4 : 2) * Theme.step
        width: parent.width
        columns: !slots.upright ? 8 : Theme.large ? 3 : 4
        spacing: Theme.apart
        Accessible.role: Accessible.List
        Accessible.name: Words.main(title.words)

        Repeater {
            model: slots.kiosk.days

            Chip {
                required property int index
                required property string key
                required property var weekday
                required property var date
                required property bool free
                required picked

                objectName: "day-" + index
                width: days.chipWidth
                empty: !free
                size: (Words.chinese ? 40 : 30) * Theme.t // the longest weekday fits, so all are of one size
                line: Words.main(weekday)
                note: Words.main(date)
                onClicked: slots.kiosk.dayTouched(key)
            }
        }
    }
    Rectangle {
        id: rule

        anchors.top: days.bottom
        anchors.topMargin: Theme.apart / 2
        width: parent.width
        height: Theme.line
        color: Theme.rule
    }
    Grid {
        id: times

        anchors.top: rule.bottom
        anchors.topMargin: Theme.apart / 2
        visible: slots.face.slots === "some"
        width: parent.width
        columns: days.columns
        spacing: days.spacing
        Accessible.role: Accessible.List
        Accessible.name: Words.main(title.words)

        Repeater {
            model: slots.kiosk.slots

            Chip {
                required property string key
                required property string time
                required property int free
                required picked

                objectName: "slot-" + time
                width: days.chipWidth
                line: time
                onClicked: slots.kiosk.slotTouched(key)
            }
        }
    }
    Bilingual {
        id: empty

        anchors.top: rule.bottom
        anchors.topMargin: 8 * Theme.step
        visible: !times.visible
        width: parent.width
        align: Text.AlignHCenter
        size: Theme.label
        words: slots.face.slots === "none" && slots.face.request.items > 1 ? Words.both(qsTr("这一天没有这么长的空。请看看别的日子，或者分几次约。"))
             : slots.face.slots === "none" ? Words.both(qsTr("这一天没有空的时间，请看看别的日子。"))
                                           : Words.both(qsTr("正在查看空的时间，请稍候"))
    }
    Bilingual {
        id: said

        anchors.bottom: parent.bottom
        width: parent.width
        visible: !slots.aside && words !== null
        align: Text.AlignHCenter
        bold: true
        size: 52 * Theme.t
        color: Theme.seal
        words: slots.said
    }
    corner: [
        Bilingual {
            visible: slots.aside && words !== null
            width: slots.width - 2 * Theme.margin - 2 * Theme.apart - slots.backWidth - confirm.width
            height: Theme.target
            align: Text.AlignHCenter
            oneLine: true
            bold: true
            size: 52 * Theme.t
            color: Theme.seal
            words: slots.said
        },
        BigButton {
            id: confirm

            objectName: "confirm"
            width: Math.min(implicitWidth, slots.cornerRoom)
            visible: !!slots.face.day
            primary: true
            words: slots.face.moving ? Words.both(qsTr("就改到这个时间")) : Words.both(qsTr("就约这个时间"))
            onClicked: slots.kiosk.confirmed()
        }
    ]
}

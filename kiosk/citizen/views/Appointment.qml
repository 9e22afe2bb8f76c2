import QtQuick
import kiosk.ui

// One appointment, to be moved or cancelled.
Page {
    id: appointment

    required property var kiosk

    objectName: "appointment"
    hasBack: true
    onBack: kiosk.back()
    enabled: !kiosk.face.asking

    Heading {
        id: title

        words: Words.both(qsTr("您的预约"))
    }
    Grid {
        anchors.horizontalCenter: parent.horizontalCenter
        y: title.y + title.height + Math.max(0, (parent.height - title.y - title.height - height) * 0.4)
        columns: appointment.upright ? 1 : 2
        columnSpacing: 96 * Theme.u
        rowSpacing: 96 * Theme.u
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        When {
            width: 952 * Theme.u
            face: appointment.kiosk.face
        }
        Column {
            spacing: Theme.apart

            BigButton {
                objectName: "move"
                width: 680 * Theme.u
                height: 136 * Theme.u
                primary: true
                words: Words.both(qsTr("改到别的时间"))
                onClicked: appointment.kiosk.move()
            }
            BigButton {
                objectName: "cancel"
                width: 680 * Theme.u
                height: 136 * Theme.u
                words: Words.both(qsTr("取消这个预约"))
                onClicked: appointment.kiosk.cancel()
            }
        }
    }
}

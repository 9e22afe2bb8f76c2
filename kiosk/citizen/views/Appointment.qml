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
    need: body.height + title.y + title.height + 4 * Theme.step

    Heading {
        id: title

        words: Words.both(qsTr("您的预约"))
    }
    Grid {
        id: body

        anchors.horizontalCenter: parent.horizontalCenter
        y: title.y + title.height + Math.max(4 * Theme.step, (parent.height - title.y - title.height - height) * 0.4)
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
                height: Math.max(136 * Theme.u, implicitHeight)
                primary: true
                words: Words.both(qsTr("改到别的时间"))
                onClicked: appointment.kiosk.move()
            }
            BigButton {
                objectName: "cancel"
                width: 680 * Theme.u
                height: Math.max(136 * Theme.u, implicitHeight)
                words: Words.both(qsTr("取消这个预约"))
                onClicked: appointment.kiosk.cancel()
            }
        }
    }
}

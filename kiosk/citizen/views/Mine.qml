pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// What the card that was laid holds: tickets and appointments, each with what there is to do.
Page {
    id: mine

    required property var kiosk
    readonly property var face: kiosk.face

    objectName: "mine"
    hasBack: true
    onBack: kiosk.back()
    enabled: !face.asking
    need: list.y + list.height

    Heading {
        id: title

        words: Words.both(qsTr("您的号和预约"))
    }
    Column {
        id: list

        anchors.top: title.bottom
        anchors.topMargin: 4 * Theme.step
        width: parent.width
        spacing: 4 * Theme.step
        Accessible.role: Accessible.List
        Accessible.name: Words.main(title.words)

        Repeater {
            model: mine.kiosk.held

            HeldLine {
                width: list.width
                upright: mine.upright || Theme.large
                kiosk: mine.kiosk
            }
        }
    }

    corner: BigButton {
        objectName: "another"
        width: Math.min(implicitWidth, mine.cornerRoom)
        words: Words.both(qsTr("办别的业务"))
        onClicked: mine.kiosk.another()
    }
}

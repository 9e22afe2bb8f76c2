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

    Heading {
        id: title

        words: Words.both(qsTr("您的号和预约"))
    }
    Flickable {
        anchors.top: title.bottom
        anchors.topMargin: 4 * Theme.step
        anchors.bottom: parent.bottom
        width: parent.width
        contentHeight: list.height
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        clip: interactive

        Column {
            id: list

            width: parent.width
            spacing: 3 * Theme.step

            Repeater {
                model: mine.kiosk.held

                HeldLine {
                    width: list.width
                    upright: mine.upright
                    kiosk: mine.kiosk
                }
            }
        }
    }

    corner: BigButton {
        objectName: "another"
        words: Words.both(qsTr("办别的业务"))
        onClicked: mine.kiosk.another()
    }
}

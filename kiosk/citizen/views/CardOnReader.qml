import QtQuick
import kiosk.ui

// A card above the reader it is to be laid on.
Item {
    id: drawing

    implicitWidth: 440 * Theme.u
    implicitHeight: 400 * Theme.u

    Rectangle {
        id: card

        anchors.horizontalCenter: parent.horizontalCenter
        width: 340 * Theme.u
        height: 214 * Theme.u
        radius: 20 * Theme.u
        color: Theme.sheet
        border.width: 4 * Theme.u
        border.color: Theme.ink

        Column {
            x: 32 * Theme.u
            y: 40 * Theme.u
            spacing: 24 * Theme.u

            Repeater {
                model: [80, 128, 104, 150]

                Rectangle {
                    required property int modelData

                    width: modelData * Theme.u
                    height: 16 * Theme.u
                    radius: height / 2
                    color: Theme.rule
                }
            }
        }
        Rectangle {
            x: 218 * Theme.u
            y: 40 * Theme.u
            width: 90 * Theme.u
            height: 134 * Theme.u
            radius: 10 * Theme.u
            color: Theme.rule
        }
    }
    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: card.bottom
        anchors.topMargin: 14 * Theme.u
        size: 80 * Theme.u
        color: Theme.action
        path: "M12 4 V19 M5 12.5 L12 19.5 L19 12.5"
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        width: 440 * Theme.u
        height: 72 * Theme.u
        radius: 20 * Theme.u
        color: Theme.action
    }
}

import QtQuick
import kiosk.ui

// What makes the screen easier, each to be turned on and off.
Page {
    id: modes

    required property var access
    property bool tall: false // glass whose upper part not everybody reaches

    objectName: "modes"
    hasBack: true
    need: title.y + title.height + 6 * Theme.step + list.height

    Heading {
        id: title

        words: Words.both(qsTr("怎样用着方便？"))
    }
    Grid {
        id: list

        anchors.top: title.bottom
        anchors.topMargin: 6 * Theme.step
        width: parent.width
        columns: modes.upright ? 1 : 2
        spacing: Theme.apart

        Toggle {
            objectName: "large-type"
            width: (list.width - (list.columns - 1) * list.spacing) / list.columns
            words: Words.both(qsTr("大字"))
            on: modes.access.largeType
            onClicked: modes.access.turn(objectName)
        }
        Toggle {
            objectName: "high-contrast"
            width: (list.width - (list.columns - 1) * list.spacing) / list.columns
            words: Words.both(qsTr("黑底亮字"))
            on: modes.access.highContrast
            onClicked: modes.access.turn(objectName)
        }
        Toggle {
            objectName: "low-reach"
            visible: modes.tall
            width: (list.width - (list.columns - 1) * list.spacing) / list.columns
            words: Words.both(qsTr("全部放低，坐着也够得着"))
            on: modes.access.lowReach
            onClicked: modes.access.turn(objectName)
        }
        Toggle {
            objectName: "read-aloud"
            visible: modes.access.speaks
            width: (list.width - (list.columns - 1) * list.spacing) / list.columns
            words: Words.both(qsTr("语音朗读"))
            on: modes.access.readAloud
            onClicked: modes.access.turn(objectName)
        }
    }
}

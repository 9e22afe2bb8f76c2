import QtQuick
import QtQuick.Templates as T

// A key of a keyboard: a sign, or an icon and words, or a word to choose with its number. Enter presses it too.
T.AbstractButton {
    id: cap

    property string iconPath: ""
    property int number: 0      // 0 for none
    property bool quiet: false  // beside what is written: smaller, and of paper
    property real size: quiet ? Theme.text : Theme.label
    readonly property color inkColor: down ? Theme.paper : Theme.ink

    z: visualFocus ? 1 : 0 // the ring lies above the neighbours
    focusPolicy: Qt.StrongFocus
    Accessible.name: number > 0 ? number + " " + text : text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius / 2
        color: cap.down ? Theme.action : cap.quiet ? Theme.paper : Theme.sheet
        border.width: Theme.line
        border.color: cap.down ? Theme.action : Theme.edge

        FocusRing { shown: cap.visualFocus }
    }

    contentItem: Item {
        Column {
            anchors.centerIn: parent
            anchors.horizontalCenterOffset: digit.visible ? digit.width / 2 : 0
            width: parent.width - 2 * Theme.step - (digit.visible ? digit.width : 0)

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: path !== ""
                path: cap.iconPath
                color: cap.inkColor
                size: cap.height * 0.4
            }
            Text {
                width: parent.width
                visible: text !== ""
                text: cap.text
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignHCenter
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: cap.size * 0.4
                color: cap.inkColor
                font.family: Theme.family
                font.bold: !cap.quiet
                font.pixelSize: cap.iconPath === "" ? cap.size : Math.min(Theme.note, cap.height * 0.36)
                Accessible.ignored: true
            }
        }
        Text {
            id: digit

            anchors.verticalCenter: parent.verticalCenter
            x: Theme.step
            visible: cap.number > 0
            text: cap.number
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            color: cap.down ? Theme.paper : Theme.soft
            font.family: Theme.family
            font.pixelSize: Theme.note
            Accessible.ignored: true
        }
    }
}

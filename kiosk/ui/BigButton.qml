import QtQuick
import QtQuick.Templates as T

// A button for a finger: the way on when `primary`, else a quiet one. Enter presses it too.
T.AbstractButton {
    id: button

    required property var words
    property bool primary: false
    property string iconPath: ""
    property real size: Theme.label
    readonly property color inkColor: primary ? Theme.paper : Theme.ink

    implicitWidth: Math.max(240 * Theme.u, content.implicitWidth + 2 * padding)
    implicitHeight: Math.max(Theme.target, content.implicitHeight + 2 * Theme.step)
    padding: 5 * Theme.step
    focusPolicy: Qt.StrongFocus
    Accessible.name: Words.main(words)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: button.primary ? (button.down ? Theme.pressed : Theme.action) : (button.down ? Theme.rule : Theme.sheet)
        border.width: button.primary ? 0 : Theme.line
        border.color: Theme.edge

        FocusRing { shown: button.visualFocus }
    }

    contentItem: Item {
        Row {
            id: content

            anchors.centerIn: parent
            spacing: 2 * Theme.step

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: path !== ""
                path: button.iconPath
                color: button.inkColor
                size: button.size * 1.2
            }
            Column {
                anchors.verticalCenter: parent.verticalCenter

                Text {
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: Words.main(button.words)
                    textFormat: Text.PlainText
                    color: button.inkColor
                    font.family: Theme.family
                    font.pixelSize: button.size
                    font.bold: button.primary
                }
                Text {
                    anchors.horizontalCenter: parent.horizontalCenter
                    visible: text !== ""
                    text: Words.second(button.words)
                    textFormat: Text.PlainText
                    color: button.primary ? Theme.paper : Theme.soft
                    font.family: Theme.family
                    font.pixelSize: button.size * Theme.second
                }
            }
        }
    }
}

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

    implicitWidth: Math.max(2 * Theme.target,
                            1 + Math.ceil(icon.space + Math.max(first.implicitWidth, below.implicitWidth) + 2 * padding))
    implicitHeight: Math.max(Theme.target, content.height + 2 * Theme.step)
    padding: 5 * Theme.step
    focusPolicy: Qt.StrongFocus
    Accessible.name: Words.main(words)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: button.primary ? (button.down ? Theme.pressed : Theme.action) : (button.down ? Theme.held : Theme.sheet)
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
                id: icon

                readonly property real space: visible ? width + content.spacing : 0

                anchors.verticalCenter: parent.verticalCenter
                visible: path !== ""
                path: button.iconPath
                color: button.inkColor
                size: button.size * 1.2
            }
            Column {
                readonly property real room: button.availableWidth - icon.space

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.max(first.implicitWidth, below.implicitWidth), room)

                Text {
                    id: first

                    readonly property bool nearly: implicitWidth <= 1.15 * width // or its last sign would stand alone

                    width: parent.width
                    text: Words.main(button.words)
                    textFormat: Text.PlainText
                    wrapMode: nearly ? Text.NoWrap : Text.Wrap
                    fontSizeMode: nearly ? Text.HorizontalFit : Text.FixedSize
                    horizontalAlignment: Text.AlignHCenter
                    color: button.inkColor
                    font.family: Theme.family
                    font.pixelSize: button.size
                    font.bold: button.primary
                    Accessible.ignored: true
                }
                Text {
                    id: below

                    width: parent.width
                    visible: text !== ""
                    text: Words.second(button.words)
                    textFormat: Text.PlainText
                    wrapMode: Text.Wrap
                    horizontalAlignment: Text.AlignHCenter
                    color: button.primary ? Theme.paper : Theme.soft
                    font.family: Theme.family
                    font.pixelSize: button.size * Theme.second
                    Accessible.ignored: true
                }
            }
        }
    }
}

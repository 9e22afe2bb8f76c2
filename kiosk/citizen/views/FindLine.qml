import QtQuick
import QtQuick.Templates as T
import kiosk.ui

// One thing that was found, or one group of them: its name, and a note in its corner.
T.AbstractButton {
    id: line

    required property var words
    property var note: null

    focusPolicy: Qt.StrongFocus
    Accessible.name: Words.main(words) + (note ? ", " + Words.main(note) : "")
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: line.down ? Theme.held : Theme.sheet
        border.width: Theme.line
        border.color: Theme.edge

        FocusRing { shown: line.visualFocus }
    }

    contentItem: Item {
        Column {
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: 3 * Theme.step
            anchors.rightMargin: 3 * Theme.step

            Text {
                width: parent.width
                text: Words.main(line.words)
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 20 * Theme.u
                elide: Text.ElideRight
                color: Theme.ink
                font.family: Theme.family
                font.bold: true
                font.pixelSize: Math.min(Theme.label, 0.36 * line.height)
            }
            Text {
                width: parent.width
                visible: text !== ""
                text: Words.main(line.note)
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 16 * Theme.u
                elide: Text.ElideRight
                color: Theme.soft
                font.family: Theme.family
                font.pixelSize: Math.min(Theme.note, 0.25 * line.height)
            }
        }
    }
}

import QtQuick
import QtQuick.Templates as T

// One of several choices: a mark, words in both languages and a note below.
T.AbstractButton {
    id: tile

    required property var words
    property string mark: ""  // one or two letters, such as the series of a service
    property var note: null   // { zh, en } or nothing
    property real size: Theme.label

    padding: 3 * Theme.step
    focusPolicy: Qt.StrongFocus
    Accessible.name: Words.main(words) + (note ? ", " + Words.main(note) : "")
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.action : Theme.sheet
        border.width: Theme.line
        border.color: tile.down ? Theme.action : Theme.edge

        FocusRing { shown: tile.visualFocus }
    }

    contentItem: Item {
        Rectangle {
            id: seal

            anchors.verticalCenter: parent.verticalCenter
            visible: tile.mark !== ""
            width: visible ? 9 * Theme.step : 0
            height: 9 * Theme.step
            radius: Theme.step
            color: tile.down ? Theme.paper : Theme.action

            Text {
                anchors.centerIn: parent
                text: tile.mark
                textFormat: Text.PlainText
                color: tile.down ? Theme.action : Theme.paper
                font.family: Theme.family
                font.bold: true
                font.pixelSize: tile.mark.length > 1 ? 4 * Theme.step : 5.5 * Theme.step
            }
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: seal.right
            anchors.leftMargin: seal.visible ? 3 * Theme.step : 0
            anchors.right: parent.right
            spacing: Theme.step / 2

            Text {
                width: parent.width
                text: Words.main(tile.words)
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                maximumLineCount: 2
                lineHeight: 0.9
                color: tile.down ? Theme.paper : Theme.ink
                font.family: Theme.family
                font.bold: true
                font.pixelSize: Words.language === "en" ? tile.size * 0.8 : tile.size // as wide as the Chinese name
            }
            Text {
                width: parent.width
                visible: text !== ""
                text: Words.second(tile.words)
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                maximumLineCount: 2
                lineHeight: 0.9
                color: tile.down ? Theme.paper : Theme.soft
                font.family: Theme.family
                font.pixelSize: tile.size * Theme.second
            }
            Text {
                width: parent.width
                visible: text !== ""
                text: Words.main(tile.note)
                textFormat: Text.PlainText
                color: tile.down ? Theme.paper : Theme.action
                font.family: Theme.family
                font.pixelSize: tile.size * 0.62
            }
        }
    }
}

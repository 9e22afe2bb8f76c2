import QtQuick
import QtQuick.Templates as T

// One of several choices: a mark, words in both languages and a note below.
T.AbstractButton {
    id: tile

    required property var words
    property string mark: ""  // one or two letters, such as the series of a service
    property var note: null   // { zh, en } or nothing
    property bool closed: false // can't be chosen now; the note says when
    property real size: Theme.label
    property bool picked: false // one of several that are chosen
    readonly property bool lit: down || picked
    readonly property bool letters: !Words.chinese // of an alphabet: smaller, and more of them

    enabled: !closed
    horizontalPadding: 3 * Theme.step
    verticalPadding: Theme.step
    focusPolicy: Qt.StrongFocus
    Accessible.checkable: picked
    Accessible.checked: picked
    Accessible.name: Words.main(words) + (note ? ", " + Words.main(note) : "")
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: tile.closed ? Theme.paper : tile.lit ? Theme.action : Theme.sheet
        border.width: tile.closed && Theme.contrast ? 0 : Theme.line // where nothing is grey
        border.color: tile.closed ? Theme.rule : tile.lit ? Theme.action : Theme.edge

        FocusRing { shown: tile.visualFocus }
    }

    TextMetrics {
        id: full

        text: Words.main(tile.words)
        font.family: Theme.family
        font.bold: true
        font.pixelSize: tile.letters ? tile.size * 0.66 : tile.size // about as wide in all languages
    }

    TextMetrics {
        id: noted

        text: Words.main(tile.note)
        font.family: Theme.family
        font.pixelSize: tile.size * 0.62
    }

    contentItem: Item {
        Rectangle {
            id: seal

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            visible: tile.mark !== ""
            width: visible ? 9 * Theme.step : 0
            height: 9 * Theme.step
            radius: Theme.step
            color: tile.lit ? Theme.paper : tile.closed ? Theme.soft : Theme.action

            Text {
                anchors.centerIn: parent
                text: Words.main(Words.alike(tile.mark))
                textFormat: Text.PlainText
                Accessible.ignored: true
                color: tile.lit ? Theme.action : Theme.paper
                font.family: Theme.family
                font.bold: true
                font.pixelSize: (tile.mark.length > 1 ? 4 : 5.5) * Theme.step
            }
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: seal.right
            anchors.leftMargin: seal.visible ? 3 * Theme.step : 0
            anchors.right: parent.right

            Text {
                width: parent.width
                text: full.text
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
                wrapMode: Text.Wrap
                maximumLineCount: tile.letters ? 3 : 2
                elide: Text.ElideRight
                lineHeight: 0.9
                color: tile.lit ? Theme.paper : tile.closed ? Theme.soft : Theme.ink
                font.family: Theme.family
                font.bold: true
                // A name of one line is large; a longer one takes two lines, in Chinese smaller ones.
                font.pixelSize: full.font.pixelSize * (full.advanceWidth <= width ? 1
                                    : Math.max(0.5, Math.min(tile.letters ? 1 : 0.78, 1.7 * width / full.advanceWidth)))
            }
            Text {
                width: parent.width
                visible: text !== ""
                text: Words.second(tile.words)
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: tile.size * 0.35
                elide: Text.ElideRight
                color: tile.lit ? Theme.paper : Theme.soft
                font.family: Theme.family
                font.pixelSize: tile.size * Theme.second
            }
            Text {
                readonly property bool long: noted.advanceWidth > 1.15 * width // then two lines, else a little smaller

                width: parent.width
                visible: text !== ""
                text: noted.text
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
                wrapMode: long ? Text.Wrap : Text.NoWrap
                fontSizeMode: long ? Text.FixedSize : Text.HorizontalFit
                minimumPixelSize: tile.size * 0.35
                lineHeight: long ? 0.9 : 1
                color: tile.lit ? Theme.paper : tile.closed ? Theme.ink : Theme.action
                font.family: Theme.family
                font.pixelSize: noted.font.pixelSize
            }
        }
    }
}

import QtQuick
import kiosk.ui

// What is, large, and what to do now; beside or below a drawing of the card where it is about the card.
Grid {
    id: sentence

    required property var what // { zh, en }
    property var now: null
    property bool drawn: false
    property bool upright: true
    property real room: parent ? parent.height : 0 // to stand in, from the top
    readonly property real beside: drawn && !upright ? drawing.width + spacing : 0

    anchors.horizontalCenter: parent.horizontalCenter
    y: Math.max(0, (room - height) * 0.45)
    columns: upright ? 1 : 2
    spacing: 96 * Theme.u
    horizontalItemAlignment: Grid.AlignHCenter
    verticalItemAlignment: Grid.AlignVCenter

    CardOnReader {
        id: drawing

        visible: sentence.drawn
    }
    Column {
        width: Math.min(sentence.parent.width - sentence.beside, 22 * Theme.label) // a line is 22 Chinese characters at most
        spacing: 72 * Theme.u

        Bilingual {
            width: parent.width
            align: Text.AlignHCenter
            bold: true
            heading: true
            size: Theme.title
            words: sentence.what
        }
        Bilingual {
            width: parent.width
            visible: sentence.now !== null
            align: Text.AlignHCenter
            size: Theme.label
            words: sentence.now
        }
    }
}

import QtQuick
import kiosk.ui

// What a page is about, in both languages on one line.
Row {
    id: heading

    required property var words // { zh, en }

    y: 24 * Theme.u
    spacing: 3 * Theme.step

    Text {
        id: first

        text: Words.main(heading.words)
        textFormat: Text.PlainText
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: 56 * Theme.u
        font.bold: true
    }
    Text {
        anchors.baseline: first.baseline
        text: Words.second(heading.words)
        textFormat: Text.PlainText
        color: Theme.soft
        font.family: Theme.family
        font.pixelSize: 56 * Theme.u * Theme.second
    }
}

import QtQuick
import kiosk.ui

// What a page is about, in both languages: on one line where that is long enough.
Item {
    id: heading

    required property var words // { zh, en }
    readonly property real gap: 3 * Theme.step
    readonly property bool oneLine: first.implicitWidth + gap + below.implicitWidth <= width

    y: 24 * Theme.u
    width: parent.width
    implicitHeight: oneLine ? first.height : first.height + below.height

    Text {
        id: first

        anchors.left: parent.left
        width: Math.min(implicitWidth, heading.width)
        text: Words.main(heading.words)
        textFormat: Text.PlainText
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.heading
        font.bold: true
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Text {
        id: below

        anchors.left: heading.oneLine ? first.right : parent.left
        anchors.leftMargin: heading.oneLine ? heading.gap : 0
        y: heading.oneLine ? first.baselineOffset - baselineOffset : first.height
        width: Math.min(implicitWidth, heading.width)
        text: Words.second(heading.words)
        textFormat: Text.PlainText
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        color: Theme.soft
        font.family: Theme.family
        font.pixelSize: Theme.heading * Theme.second
        Accessible.ignored: true
    }
}

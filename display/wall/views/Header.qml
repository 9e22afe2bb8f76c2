import QtQuick
import display.ui

// Which hall, which day, what time: on one line, or on two where the screen stands.
Item {
    id: header

    required property var face
    required property bool standing
    readonly property real upper: 132 * Theme.u // height of the first line

    height: (standing ? 228 : 132) * Theme.u

    Bilingual {
        words: header.face.hall
        size: (header.standing ? 56 : 46) * Theme.u
        bold: true
        x: Theme.margin
        y: (header.upper - height) / 2
        width: (header.standing ? header.width - Theme.margin : date.x - 40 * Theme.u) - x
    }
    Bilingual {
        id: date
        words: header.face.date
        size: 36 * Theme.u
        align: header.standing ? Text.AlignLeft : Text.AlignRight
        x: header.standing ? Theme.margin : time.x - width - 40 * Theme.u
        y: time.y + (time.height - height) / 2
        width: 360 * Theme.u
    }
    Plain {
        id: time
        text: header.face.time
        size: 84 * Theme.u
        fontSizeMode: Text.FixedSize
        font.bold: true
        x: header.width - width - Theme.margin
        y: (header.standing ? header.upper - 22 * Theme.u : (header.height - height) / 2)
    }
    Rectangle {
        color: Theme.rule
        height: Theme.line
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
    }
}

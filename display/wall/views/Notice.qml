import QtQuick
import display.ui

// That nothing new is heard: a mark, a sentence of what is and one of what to do.
Rectangle {
    id: notice

    required property var face

    visible: !!face.notice
    color: Theme.text

    Rectangle {
        id: mark
        x: 64 * Theme.u
        width: 96 * Theme.u
        height: width
        radius: width / 2
        color: Theme.ink
        anchors.verticalCenter: parent.verticalCenter
        Plain {
            anchors.centerIn: parent
            text: "!"
            size: 64 * Theme.u
            fontSizeMode: Text.FixedSize
            font.bold: true
        }
    }
    Column {
        spacing: 8 * Theme.u
        anchors { left: mark.right; leftMargin: 40 * Theme.u; right: parent.right; rightMargin: Theme.margin; verticalCenter: parent.verticalCenter }

        Bilingual {
            width: parent.width
            words: notice.face.notice
            size: 42 * Theme.u
            color: Theme.ink
            secondColor: Theme.ink
            bold: true
        }
        Bilingual {
            width: parent.width
            words: notice.face.advice
            size: 42 * Theme.u
            color: Theme.ink
            secondColor: Theme.ink
        }
    }
}

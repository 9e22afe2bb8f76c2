import QtQuick
import kiosk.ui

// An appointment: its day and time, large, and what it is for.
Column {
    id: when

    required property var face

    spacing: 3 * Theme.step

    Bilingual {
        width: parent.width
        align: Text.AlignHCenter
        bold: true
        size: Theme.title
        oneLine: true
        words: when.face.day
    }
    Text {
        objectName: "time"
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: when.face.time
        textFormat: Text.PlainText
        color: Theme.seal
        font.family: Theme.family
        font.bold: true
        font.pixelSize: 128 * Theme.u
        lineHeight: 0.9
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    Bilingual {
        width: parent.width
        align: Text.AlignHCenter
        bold: true
        size: Theme.label
        words: when.face.service
    }
}

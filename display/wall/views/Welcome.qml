import QtQuick
import display.ui

// Before the first call.
Item {
    id: welcome

    required property var face

    Column {
        anchors { left: parent.left; right: parent.right; margins: 64 * Theme.u; verticalCenter: parent.verticalCenter }
        spacing: 48 * Theme.u

        Bilingual {
            width: parent.width
            words: welcome.face.title
            size: 150 * Theme.u
            bold: true
            align: Text.AlignHCenter
        }
        Bilingual {
            width: parent.width
            visible: !!words
            words: welcome.face.hint
            size: 56 * Theme.u
            align: Text.AlignHCenter
        }
    }
}

import QtQuick
import kiosk.ui

// A place to type in, with its name above.
FocusScope {
    id: field

    required property var words
    property bool secret: false
    property alias text: input.text

    signal entered

    implicitHeight: name.height + box.height + Theme.step

    Bilingual {
        id: name

        width: parent.width
        words: field.words
        size: Theme.text
    }
    Rectangle {
        id: box

        anchors.top: name.bottom
        anchors.topMargin: Theme.step
        width: parent.width
        height: 96 * Theme.u
        radius: Theme.radius
        color: Theme.sheet
        border.width: input.activeFocus ? 2 * Theme.line : Theme.line
        border.color: input.activeFocus ? Theme.action : Theme.edge

        TextInput {
            id: input

            anchors.verticalCenter: parent.verticalCenter
            x: 3 * Theme.step
            width: parent.width - 6 * Theme.step
            focus: true
            clip: true
            activeFocusOnTab: true
            maximumLength: 32
            selectByMouse: true
            inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferLowercase | (field.secret ? Qt.ImhSensitiveData : 0)
            echoMode: field.secret ? TextInput.Password : TextInput.Normal
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.label
            Accessible.name: Words.main(field.words)
            onAccepted: field.entered()
        }
    }
    TapHandler { onTapped: input.forceActiveFocus() }
}

import QtQuick
import kiosk.ui

// A place to type in, with its name above, or in it where the question says enough.
FocusScope {
    id: field

    required property var words
    property bool bare: false
    property bool code: false // a staff number: no words to guess
    property bool secret: false
    property string keyName: ""
    property int longest: 32
    property bool long: false // grows with what is written
    property alias text: input.text

    signal entered

    implicitHeight: box.y + box.height

    Bilingual {
        id: name

        width: parent.width - (field.keyName === "" ? 0 : 6 * Theme.step)
        visible: !field.bare
        words: field.words
        size: Theme.text
    }
    Text {
        objectName: "key"
        anchors.right: parent.right
        anchors.bottom: box.top
        anchors.bottomMargin: Theme.step
        anchors.rightMargin: Theme.step
        text: field.keyName
        textFormat: Text.PlainText
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: 18 * Theme.u
    }
    Rectangle {
        id: box

        y: field.bare ? 0 : name.height + Theme.step
        width: parent.width
        height: field.long ? Math.max(200 * Theme.u, input.contentHeight + 5 * Theme.step) : 96 * Theme.u
        radius: Theme.radius
        color: Theme.sheet
        border.width: input.activeFocus ? 2 * Theme.line : Theme.line
        border.color: input.activeFocus ? Theme.action : Theme.edge

        Text {
            anchors.verticalCenter: parent.verticalCenter
            x: 3.75 * Theme.step // behind the cursor
            visible: field.bare && !field.long && input.text === ""
            text: Words.main(field.words)
            textFormat: Text.PlainText
            color: Theme.soft
            font.family: Theme.family
            font.pixelSize: Theme.text
        }
        TextInput {
            id: input

            anchors.verticalCenter: parent.verticalCenter
            x: 3 * Theme.step
            width: parent.width - 6 * Theme.step
            height: field.long ? parent.height - 4 * Theme.step : implicitHeight
            focus: true
            clip: true
            wrapMode: field.long ? TextInput.Wrap : TextInput.NoWrap
            activeFocusOnTab: true
            maximumLength: field.longest
            selectByMouse: true
            inputMethodHints: (field.code || field.secret ? Qt.ImhNoPredictiveText | Qt.ImhPreferLowercase : 0) | (field.secret ? Qt.ImhSensitiveData : 0)
            echoMode: field.secret ? TextInput.Password : TextInput.Normal
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: field.long ? Theme.note : Theme.label
            Accessible.name: Words.main(field.words)
            onAccepted: field.entered()
        }
    }
    TapHandler { onTapped: input.forceActiveFocus() }
}

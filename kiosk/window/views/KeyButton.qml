import QtQuick
import QtQuick.Templates as T
import kiosk.ui

// A button that shows its key in the corner.
T.AbstractButton {
    id: button

    required property var words
    property string keyName: ""
    property bool primary: false
    property bool small: false
    property real size: (primary ? 58 : small ? 28 : 36) * Theme.u
    readonly property color inkColor: !enabled ? Theme.soft : primary ? Theme.paper : Theme.ink

    implicitHeight: (primary ? 156 : small ? 84 : 100) * Theme.u
    focusPolicy: Qt.TabFocus // a click must not leave the space bar on a button that is not the big one
    Accessible.name: Words.main(words)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: !button.enabled ? "transparent"
             : button.primary ? (button.down ? Theme.pressed : Theme.action)
             : button.down ? Theme.rule : Theme.sheet
        border.width: button.primary && button.enabled ? 0 : Theme.line
        border.color: button.enabled ? Theme.edge : Theme.rule

        FocusRing { shown: button.visualFocus }
    }

    contentItem: Item {
        Bilingual {
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: button.primary || button.small ? 0 : 0.6 * Theme.step // the key stands above
            anchors.horizontalCenter: parent.horizontalCenter
            width: parent.width - 2 * Theme.step
            align: Text.AlignHCenter
            words: button.words
            size: button.size
            bold: button.primary
            color: button.inkColor
            secondColor: button.inkColor
            oneLine: true
        }
        Text {
            objectName: "key"
            anchors.right: parent.right
            anchors.top: button.small ? undefined : parent.top
            anchors.bottom: button.small ? parent.bottom : undefined // beside the second words, which are short
            anchors.bottomMargin: 0.5 * Theme.step
            anchors.rightMargin: (button.primary ? 2 : button.small ? 0.75 : 1) * Theme.step
            anchors.topMargin: (button.primary ? 1.5 : 0.25) * Theme.step
            visible: button.enabled
            text: button.keyName
            textFormat: Text.PlainText
            color: button.inkColor
            font.family: Theme.family
            font.pixelSize: (button.primary ? 26 : 18) * Theme.u
        }
    }
}

import QtQuick
import QtQuick.Templates as T
import kiosk.ui

// Something that is on or off: a tick says it, and a word where it is not one of several.
T.AbstractButton {
    id: toggle

    required property var words
    required property bool on
    property bool one: false // of several, of which one is on
    readonly property color inkColor: on || down ? Theme.paper : Theme.ink
    readonly property var state_: on ? Words.both(qsTr("已打开")) : Words.both(qsTr("没有打开"))

    implicitHeight: Math.max(152 * Theme.u, Theme.target, told.height + 4 * Theme.step)
    focusPolicy: Qt.StrongFocus
    Accessible.role: one ? Accessible.RadioButton : Accessible.CheckBox
    Accessible.checkable: true
    Component.onCompleted: Accessible.checked = Qt.binding(() => on) // after the button has said that it is not
    Accessible.name: Words.main(words)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: toggle.down ? Theme.pressed : toggle.on ? Theme.action : Theme.sheet
        border.width: Theme.line
        border.color: toggle.on ? Theme.action : Theme.edge

        FocusRing { shown: toggle.visualFocus }
    }

    contentItem: Item {
        Rectangle {
            id: box

            anchors.left: parent.left
            anchors.leftMargin: 4 * Theme.step
            anchors.verticalCenter: parent.verticalCenter
            width: 64 * Theme.u
            height: width
            radius: toggle.one ? width / 2 : Theme.step
            color: "transparent"
            border.width: Theme.line
            border.color: toggle.inkColor

            Icon {
                anchors.centerIn: parent
                visible: toggle.on
                size: 48 * Theme.u
                color: toggle.inkColor
                path: "M5 13 L10 18 L19 7"
            }
        }
        Column {
            id: told

            anchors.left: box.right
            anchors.right: parent.right
            anchors.leftMargin: 4 * Theme.step
            anchors.rightMargin: 3 * Theme.step
            anchors.verticalCenter: parent.verticalCenter

            Text {
                width: parent.width
                text: Words.main(toggle.words)
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                color: toggle.inkColor
                font.family: Theme.family
                font.bold: true
                font.pixelSize: Theme.label
                Accessible.ignored: true
            }
            Text {
                width: parent.width
                visible: text !== ""
                text: [Words.second(toggle.words)].concat(toggle.one ? [] : [Words.main(toggle.state_)]).filter(part => part).join(" · ")
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                color: toggle.on || toggle.down ? Theme.paper : Theme.soft
                font.family: Theme.family
                font.pixelSize: Theme.note
                Accessible.ignored: true
            }
        }
    }
}

import QtQuick
import QtQuick.Templates as T
import kiosk.ui

// A day or a time among others: one is picked, which its filling, a thick edge and a tick say.
T.AbstractButton {
    id: chip

    required property string line
    property string note: ""
    property real size: 40 * Theme.t
    property bool picked: false
    property bool empty: false // nothing to be had there
    readonly property color inkColor: picked || down ? Theme.paper : empty ? Theme.soft : Theme.ink

    implicitHeight: Math.max(Theme.target, told.height + 2 * padding)
    padding: Theme.step
    horizontalPadding: 1.5 * Theme.step
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Component.onCompleted: Accessible.checked = Qt.binding(() => picked) // after the button has said that it is not
    Accessible.name: note === "" ? line : line + ", " + note
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radius
        color: chip.picked ? Theme.action : chip.down ? Theme.pressed : chip.empty ? Theme.paper : Theme.sheet
        border.width: chip.empty && Theme.contrast ? 0 : Theme.line // where nothing is grey
        border.color: chip.picked ? Theme.action : chip.empty ? Theme.rule : Theme.edge

        FocusRing { shown: chip.visualFocus }

        Rectangle {
            visible: chip.picked
            anchors.horizontalCenter: parent.right
            anchors.verticalCenter: parent.top
            width: 5 * Theme.step
            height: width
            radius: width / 2
            color: Theme.ink

            Icon {
                anchors.centerIn: parent
                size: 28 * Theme.u
                color: Theme.paper
                path: "M5 13 L10 18 L19 7"
            }
        }
    }

    contentItem: Item {
        Column {
            id: told

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width

            Text {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: chip.line
                textFormat: Text.PlainText
                Accessible.ignored: true
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 24 * Theme.u
                color: chip.inkColor
                font.family: Theme.family
                font.bold: true
                font.pixelSize: chip.size
                font.features: ({ "tnum": 1 })
                lineHeight: 0.9
            }
            Text {
                width: parent.width
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: chip.note
                textFormat: Text.PlainText
                Accessible.ignored: true
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 20 * Theme.u
                color: chip.picked || chip.down ? Theme.paper : Theme.soft
                font.family: Theme.family
                font.pixelSize: Theme.note
            }
        }
    }
}

import QtQuick
import QtQuick.Templates as T
import kiosk.ui

// Before a quiet visitor is taken for gone: a question, over everything else.
Rectangle {
    id: overlay

    required property var kiosk
    property Item before: null // what had the keyboard
    property bool keyed: false // and showed it
    readonly property int seconds: kiosk.face.seconds_left

    visible: seconds >= 0
    color: Theme.veil
    Accessible.role: Accessible.AlertMessage
    Accessible.name: Words.main(question.words)
    onVisibleChanged: {
        if (visible) {
            before = Window.activeFocusItem;
            keyed = (before as T.AbstractButton)?.visualFocus ?? false;
            stay.forceActiveFocus(keyed ? Qt.TabFocusReason : Qt.OtherFocusReason);
        } else if (before) {
            before.forceActiveFocus(keyed ? Qt.TabFocusReason : Qt.OtherFocusReason);
        }
    }

    MouseArea {
        anchors.fill: parent // the touch that says "still here" presses nothing below
    }
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, 952 * Theme.u)
        height: asked.height + 2 * Theme.margin
        radius: Theme.radius
        color: Theme.paper
        border.width: Theme.line
        border.color: Theme.edge

        Column {
            id: asked

            anchors.verticalCenter: parent.verticalCenter
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.margin
            spacing: 56 * Theme.u

            Bilingual {
                id: question

                width: parent.width
                align: Text.AlignHCenter
                bold: true
                heading: true
                size: Theme.heading
                words: Words.both(qsTr("您还在吗？"))
            }
            Bilingual {
                width: parent.width
                align: Text.AlignHCenter
                size: Theme.label
                words: Words.both(qsTr("%1 秒后回到首页"), overlay.seconds)
            }
            BigButton {
                id: stay

                objectName: "stay"
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, 480 * Theme.u)
                primary: true
                words: Words.both(qsTr("我还在"))
            }
        }
    }
}

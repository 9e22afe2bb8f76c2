import QtQuick
import kiosk.ui

// Before a quiet visitor is taken for gone: a question, over everything else.
Rectangle {
    id: overlay

    required property var kiosk
    readonly property int seconds: kiosk.face.seconds_left

    visible: seconds >= 0
    color: "#CCFAF7F0"

    MouseArea {
        anchors.fill: parent // the touch that says "still here" presses nothing below
    }
    Rectangle {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, 952 * Theme.u)
        height: question.height + 2 * Theme.margin
        radius: Theme.radius
        color: Theme.paper
        border.width: Theme.line
        border.color: Theme.edge

        Column {
            id: question

            anchors.verticalCenter: parent.verticalCenter
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.margin
            spacing: 56 * Theme.u

            Bilingual {
                width: parent.width
                align: Text.AlignHCenter
                bold: true
                size: 56 * Theme.u
                words: Words.both(qsTr("您还在吗？"))
            }
            Bilingual {
                width: parent.width
                align: Text.AlignHCenter
                size: Theme.label
                words: Words.both(qsTr("%1 秒后回到首页"), overlay.seconds)
            }
            BigButton {
                objectName: "stay"
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, 480 * Theme.u)
                primary: true
                words: Words.both(qsTr("我还在"))
            }
        }
    }
}

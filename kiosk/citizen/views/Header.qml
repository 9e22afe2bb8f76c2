import QtQuick
import kiosk.ui

// Whose hall this is, and what anybody may change about the screen: how it is to be used, and the language.
Item {
    id: header

    required property var kiosk
    property string open: "" // which of the two lies over the page

    height: Theme.target + 4 * Theme.step
    Accessible.role: Accessible.ToolBar

    TextMetrics {
        id: full

        text: Words.main(header.kiosk.face.hall)
        font.family: Theme.family
        font.bold: true
        font.pixelSize: Math.min(40 * Theme.t, 46 * Theme.u)
    }
    Column {
        anchors.left: parent.left
        anchors.right: access.left
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: 4 * Theme.step

        Text {
            width: Math.max(8 * Theme.step, parent.width)
            text: full.text
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            wrapMode: Words.chinese ? Text.NoWrap : Text.Wrap
            lineHeight: 0.9
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: full.font.pixelSize * Math.min(1, (Words.chinese ? 1 : 1.6) * width / Math.max(1, full.advanceWidth)) // two lines of letters
            font.bold: true
            visible: text !== ""
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        Text {
            width: Math.max(8 * Theme.step, parent.width)
            text: Words.second(header.kiosk.face.hall)
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 12 * Theme.u
            color: Theme.soft
            font.family: Theme.family
            font.pixelSize: 22 * Theme.u
            Accessible.ignored: true
        }
    }
    BigButton {
        id: access

        objectName: "access"
        anchors.right: language.left
        anchors.verticalCenter: parent.verticalCenter
        anchors.rightMargin: Theme.apart
        padding: 2.5 * Theme.step
        size: Math.min(Theme.note, 34 * Theme.u)
        implicitHeight: Theme.target
        iconPath: "M12 2 A2 2 0 1 1 12 6 A2 2 0 1 1 12 2 M4 8.5 C9 10.2 15 10.2 20 8.5 M9.5 9.8 V14 L7 21.5 M14.5 9.8 V14 L17 21.5 M9.5 14 H14.5"
        words: Words.both(qsTr("无障碍"))
        onClicked: header.turn("access")
    }
    BigButton {
        id: language

        objectName: "language"
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.rightMargin: Theme.margin
        padding: 2.5 * Theme.step
        size: Math.min(Theme.note, 34 * Theme.u)
        implicitHeight: Theme.target
        iconPath: "M12 3 A9 9 0 1 1 12 21 A9 9 0 1 1 12 3 M3 12 H21 M12 3 C7.5 8 7.5 16 12 21 M12 3 C16.5 8 16.5 16 12 21"
        words: Words.both(qsTr("语言"))
        onClicked: header.turn("languages")
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        height: Theme.line
        color: Theme.rule
    }

    function turn(panel: string) {
        open = open === panel ? "" : panel;
    }
}

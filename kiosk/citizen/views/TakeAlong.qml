import QtQuick
import kiosk.ui

// The code that the slip would have had, for who asks for it: others stand behind, and whoever has it may give the
// number back.
Rectangle {
    id: along

    required property string code // a picture, as a data: address
    property Item before: null // what had the keyboard

    visible: false
    color: Theme.paper

    MouseArea {
        anchors.fill: parent // nothing below is pressed
    }
    Grid {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (close.y - height) / 2)
        columns: parent.height > parent.width ? 1 : 2
        spacing: 8 * Theme.step
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Image {
            readonly property real side: Math.max(360 * Theme.u, 40 * Theme.mm)

            objectName: "take-along-code"
            width: side
            height: side
            source: along.visible ? along.code : ""
            cache: false // whose code it is ends with the visit
            smooth: false
            Accessible.role: Accessible.Graphic
            Accessible.name: Words.main(what.words)
        }
        Bilingual {
            id: what

            width: Math.min(along.width - 2 * Theme.margin, 840 * Theme.u)
            align: Text.AlignHCenter
            size: Theme.text
            words: Words.both(qsTr("请用手机拍下来，不要给别人看。\n到别的自助机扫一扫，就能看到您的号，也能补打。"))
        }
    }
    BigButton {
        id: close

        objectName: "take-along-done"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.margin
        primary: true
        words: Words.both(qsTr("拍好了"))
        onClicked: {
            along.visible = false;
            along.before?.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    function open() {
        before = Window.activeFocusItem;
        visible = true;
        close.forceActiveFocus(Qt.TabFocusReason);
    }
}

import QtQuick
import kiosk.ui

// Lay the card, or go on without one.
Page {
    id: welcome

    required property var kiosk
    readonly property bool reads: kiosk.face.reader === "works"

    Sentence {
        room: on.y
        upright: welcome.upright
        drawn: welcome.reads
        what: welcome.reads ? Words.both(qsTr("请把身份证放在感应区")) : Words.both(qsTr("请在这里取号"))
        now: welcome.now(welcome.kiosk.face)
    }
    BigButton {
        id: on

        objectName: "without-card"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        width: Math.min(parent.width, 760 * Theme.u)
        height: 168 * Theme.u
        primary: !welcome.reads
        words: welcome.reads ? Words.both(qsTr("没带身份证，直接取号")) : Words.both(qsTr("选择业务，开始取号"))
        onClicked: welcome.kiosk.withoutCard()
    }

    function now(face: var): var {
        if (face.closed && face.opens) return Words.both(qsTr("现在不取号，%1 开始。"), face.opens);
        if (face.closed) return Words.both(qsTr("现在不取号。"));
        if (face.reader === "away") return Words.both(qsTr("身份证感应区暂时不能用。\n不用身份证也可以取号。"));
        return face.alone ? Words.both(qsTr("现在可以取号。\n查号和预约，请过一会儿再来。")) : null;
    }
}

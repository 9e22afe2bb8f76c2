import QtQuick
import kiosk.ui

// Lay the card, or go on without one.
Page {
    id: welcome

    required property var kiosk
    readonly property bool reads: kiosk.face.reader === "works"

    need: sentence.height + ways.height + Theme.apart

    Sentence {
        id: sentence

        room: ways.y
        upright: welcome.upright
        drawn: welcome.reads && (welcome.upright || !Theme.large) // low glass has no room for it beside large type
        what: welcome.reads ? Words.both(qsTr("请把身份证放在感应区")) : Words.both(qsTr("请在这里取号"))
        now: welcome.now(welcome.kiosk.face)
    }
    Grid {
        id: ways

        readonly property real tall: Math.max(152 * Theme.u, without.implicitHeight, type.implicitHeight, find.implicitHeight)
        readonly property real each: Math.min(760 * Theme.u, (parent.width - (columns - 1) * columnSpacing) / columns)

        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        columns: welcome.upright ? 1 : welcome.kiosk.face.finds ? 3 : 2
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart

        BigButton {
            id: without

            objectName: "without-card"
            width: ways.each
            height: ways.tall
            primary: !welcome.reads
            words: welcome.reads ? Words.both(qsTr("没带身份证，直接取号")) : Words.both(qsTr("选择业务，开始取号"))
            onClicked: welcome.kiosk.withoutCard()
        }
        BigButton {
            id: type

            objectName: "type-number"
            width: ways.each
            height: ways.tall
            words: Words.both(qsTr("输入身份证号取号"))
            onClicked: welcome.kiosk.typeNumber()
        }
        BigButton {
            id: find

            objectName: "find"
            visible: welcome.kiosk.face.finds
            width: ways.each
            height: ways.tall
            words: Words.both(qsTr("查办事指南"))
            onClicked: welcome.kiosk.search.begun()
        }
    }

    function now(face: var): var {
        if (face.closed && face.opens) return Words.both(qsTr("现在不取号，%1 开始。"), face.opens);
        if (face.closed) return Words.both(qsTr("现在不取号。"));
        if (face.reader === "away") return Words.both(qsTr("身份证感应区暂时不能用。\n不用身份证也可以取号。"));
        if (face.alone) return Words.both(qsTr("现在可以取号。\n查号和预约，请过一会儿再来。"));
        if (face.printer === "away")
            return face.elsewhere ? Words.both(qsTr("这里现在不出纸票，号码显示在屏幕上。\n要纸票，请到 %1。"), face.elsewhere)
                                  : Words.both(qsTr("这里现在不出纸票，号码显示在屏幕上。"));
        if (face.scanner === "away") return Words.both(qsTr("扫码器暂时不能用。\n要查手里的号，请到咨询台。"));
        return face.scanner === "works" ? Words.both(qsTr("有号票或预约单，也可以扫上面的二维码。")) : null;
    }
}

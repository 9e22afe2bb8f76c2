import QtQuick
import kiosk.ui

// There is a number and no paper for it.
NumberPage {
    id: unprinted

    objectName: "unprinted"
    above: {
        switch (face.paper) {
        case "paper-out": return Words.both(qsTr("这台机器的纸用完了。您的号码是"));
        case "none": return Words.both(qsTr("您的号码是"));
        default: return Words.both(qsTr("号票没有打印出来。您的号码是"));
        }
    }
    below: Words.both(qsTr("请记下号码，留意屏幕和广播"))
    onward: Words.both(qsTr("我记下了"))
    note: unprinted.elsewhere()
    other: BigButton {
        objectName: "take-along"
        width: Math.min(implicitWidth, unprinted.half)
        visible: unprinted.face.take !== ""
        words: Words.both(qsTr("用手机拍二维码"))
        onClicked: along.open()
    }

    function elsewhere(): var {
        if (!face.elsewhere) return null;
        return face.name !== "" ? Words.both(qsTr("要纸票，请到 %1，再放一次证件。"), face.elsewhere)
                                : Words.both(qsTr("要纸票，请拍下二维码，到 %1 扫一扫。"), face.elsewhere);
    }

    TakeAlong {
        id: along

        parent: unprinted
        anchors.fill: parent
        code: unprinted.face.take
    }
}

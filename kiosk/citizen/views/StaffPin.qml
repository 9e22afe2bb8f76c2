import QtQuick
import kiosk.ui

// The PIN behind the corner.
DigitsPage {
    id: pin

    readonly property var staff: face.staff

    typed: "•".repeat(staff.typed)
    misfit: staff.wrong
    heading: Words.both(qsTr("请输入密码"))
    said: Words.both(qsTr("已输入 %1 位"), staff.typed)
    hint: {
        if (staff.pause_s > 0) return Words.both(qsTr("输错太多次，请等 %1 秒。"), staff.pause_s);
        if (staff.checking) return Words.both(qsTr("正在核对，请稍候"));
        return staff.wrong ? Words.both(qsTr("密码不对，请再输入一次。")) : null;
    }
    corner: BigButton {
        objectName: "enter"
        width: Math.min(implicitWidth, pin.cornerRoom)
        primary: true
        enabled: pin.staff.typed > 0
        words: Words.both(qsTr("确定"))
        onClicked: pin.kiosk.staff.entered()
    }
}

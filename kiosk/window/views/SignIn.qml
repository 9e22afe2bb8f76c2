import QtQuick
import kiosk.ui

// Who sits here: a badge or a staff id, and the PIN.
FocusScope {
    id: signIn

    required property var terminal
    readonly property var face: terminal.face
    readonly property int badge: face.badge
    readonly property bool ready: (badge > 0 || staff.text.trim() !== "") && pin.text !== ""

    function enter() {
        if (!ready || !face.possible.includes("sign-in")) return;
        terminal.signInAsked(staff.text, pin.text);
        pin.text = "";
    }

    // The PIN that was being typed is another's.
    onBadgeChanged: {
        pin.text = "";
        (badge > 0 ? pin : staff).forceActiveFocus();
    }
    Component.onCompleted: if (badge > 0) pin.forceActiveFocus()
    Keys.onEscapePressed: terminal.backPressed()

    Column {
        id: form

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(3 * Theme.step, (parent.height - height) * 0.4)
        width: Math.min(parent.width - 10 * Theme.step, 760 * Theme.u)
        spacing: 2 * Theme.step

        Bilingual {
            width: parent.width
            words: {
                if (signIn.face.over) return Words.both(qsTr("换人接班"));
                return signIn.face.reader && signIn.badge === 0 ? Words.both(qsTr("请放工牌，或输入工号")) : Words.both(qsTr("请登录"));
            }
            size: 46 * Theme.u
            bold: true
        }
        Rectangle {
            width: parent.width
            height: staff.implicitHeight
            visible: signIn.badge > 0
            radius: Theme.radius
            color: Theme.sheet
            border.width: Theme.line
            border.color: Theme.action

            Bilingual {
                objectName: "badge"
                anchors.verticalCenter: parent.verticalCenter
                x: 3 * Theme.step
                width: parent.width - 6 * Theme.step
                words: Words.both(qsTr("已读工牌。请输入密码。"))
                size: Theme.label
            }
        }
        Field {
            id: staff

            objectName: "staff"
            width: parent.width
            visible: signIn.badge === 0
            focus: true
            code: true
            words: Words.both(qsTr("工号"))
            onEntered: pin.forceActiveFocus()
        }
        Field {
            id: pin

            objectName: "pin"
            width: parent.width
            secret: true
            words: Words.both(qsTr("密码"))
            onEntered: signIn.enter()
        }
        Row {
            width: parent.width
            spacing: 2 * Theme.step

            KeyButton {
                id: back

                objectName: "back"
                width: (parent.width - parent.spacing) / 2
                visible: signIn.face.over || signIn.badge > 0
                enabled: signIn.face.doing === ""
                small: true
                size: 36 * Theme.u
                implicitHeight: enter.implicitHeight
                words: signIn.face.over ? Words.both(qsTr("返回")) : Words.both(qsTr("改用工号"))
                keyName: "Esc"
                onClicked: signIn.terminal.backPressed()
            }
            VerbButton {
                id: enter

                width: back.visible ? back.width : parent.width
                primary: true
                implicitHeight: 144 * Theme.u
                size: 50 * Theme.u
                verb: "sign-in"
                keyName: Words.main(Words.both(qsTr("回车")))
                enabled: signIn.ready && signIn.face.possible.includes(verb)
                face: signIn.face
                onClicked: signIn.enter()
            }
        }
        Note {
            width: parent.width
            face: signIn.face
        }
    }
}

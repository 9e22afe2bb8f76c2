import QtQuick
import kiosk.ui

// Who sits here: staff id and PIN.
FocusScope {
    id: signIn

    required property var terminal
    readonly property var face: terminal.face
    readonly property bool ready: staff.text.trim() !== "" && pin.text !== ""

    function enter() {
        if (!ready || !face.possible.includes("sign-in")) return;
        terminal.signInAsked(staff.text, pin.text);
        pin.text = "";
    }

    Column {
        id: form

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(3 * Theme.step, (parent.height - height) * 0.4)
        width: Math.min(parent.width - 10 * Theme.step, 760 * Theme.u)
        spacing: 2 * Theme.step

        Bilingual {
            width: parent.width
            words: Words.both(qsTr("请登录"))
            size: 46 * Theme.u
            bold: true
        }
        Field {
            id: staff

            objectName: "staff"
            width: parent.width
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
        VerbButton {
            width: parent.width
            primary: true
            implicitHeight: 144 * Theme.u
            size: 50 * Theme.u
            verb: "sign-in"
            keyName: Words.main(Words.both(qsTr("回车")))
            enabled: signIn.ready && signIn.face.possible.includes(verb)
            face: signIn.face
            onClicked: signIn.enter()
        }
        Note {
            width: parent.width
            face: signIn.face
        }
    }
}

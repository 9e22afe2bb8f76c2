import QtQuick
import kiosk.ui

// A verb of the clerk. While it may not be pressed it says why, or stands back.
KeyButton {
    id: button

    required property string verb
    required property var face

    objectName: verb
    enabled: face.possible.includes(VerbKeys.asks(verb))
    keyName: VerbKeys.of(verb)
    words: {
        if (primary && face.starting) return Words.both(qsTr("正在连接…"));
        if (primary && !face.linked) return Words.both(qsTr("连接中断，正在重连…"));
        if (verb === "undo") return Say.undo(face);
        return face.doing === verb ? Say.doing(verb) : Say.verb(verb, face);
    }
}

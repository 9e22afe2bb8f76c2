import QtQuick

// The way back; it stands at the foot of every page that has one, where a line of words begins.
BigButton {
    objectName: "back"
    words: Words.both(qsTr("返回"))
    iconPath: Words.rightToLeft ? "M14 5 L21 12 L14 19 M21 12 H3" : "M10 5 L3 12 L10 19 M3 12 H21"
}

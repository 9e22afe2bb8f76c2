import QtQuick

// The way back; it stands bottom left on every page that has one.
BigButton {
    objectName: "back"
    words: Words.both(qsTr("返回"))
    iconPath: "M10 5 L3 12 L10 19 M3 12 H21"
}

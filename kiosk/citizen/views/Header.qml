import QtQuick
import kiosk.ui

// Whose hall this is, and the other language.
Item {
    id: header

    required property var kiosk

    height: 144 * Theme.u

    Bilingual {
        anchors.left: parent.left
        anchors.right: other.left
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.apart
        words: header.kiosk.face.hall
        size: 40 * Theme.u
        oneLine: true
        bold: true
    }
    BigButton {
        id: other

        objectName: "language"
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.rightMargin: Theme.margin
        size: Theme.text
        words: Words.language === "en" ? { zh: "", en: "中文" } : { zh: "English", en: "" }
        onClicked: header.kiosk.languageAsked(Words.language === "en" ? "zh" : "en")
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        height: Theme.line
        color: Theme.rule
    }
}

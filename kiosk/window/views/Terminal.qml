pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// The clerk's window, small beside other programs: who is signed in above, one page below.
TouchWindow {
    id: window

    required property var terminal
    readonly property var face: terminal.face
    readonly property string page: face.page
    readonly property bool wide: width > 1.2 * height

    title: Words.main(Say.place(face.label))
    minimumWidth: 320
    minimumHeight: 480
    // On a strip the words keep their size and stand closer, as long as every verb finds its place.
    unit: Math.max(Math.min(0.45, height / 1130), Math.min(width / 880, height / (wide ? 1000 : 1240)))
    language: face.language
    onLanguageAsked: language => terminal.languageAsked(language)

    Header {
        id: header

        width: parent.width
        face: window.face
    }
    Loader {
        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        focus: true
        sourceComponent: window.page === "work" ? work : signIn
        onLoaded: (item as Item).forceActiveFocus()
    }

    Component { id: signIn; SignIn { terminal: window.terminal } }
    Component { id: work; Work { terminal: window.terminal; wide: window.wide } }
}

pragma Singleton
import QtQuick

// Paper and ink: the look of every touch screen.
QtObject {
    // One unit of length; the window sets it from its own size, and nothing is measured in pixels.
    property real u: 1

    readonly property color paper: "#FAF7F0"
    readonly property color sheet: "#FFFDF8"   // what lies on the paper: tiles, quiet buttons
    readonly property color ink: "#1C1B1A"
    readonly property color soft: "#4A463F"    // second language and side notes, 8.8:1 on paper
    readonly property color rule: "#D9D2C3"
    readonly property color edge: "#8A8170"    // outlines of controls, 3:1
    property color action: "#0B4F8A"
    readonly property color pressed: Qt.darker(action, 1.35)
    readonly property color seal: "#9B1C17"    // the ticket's number, and stop

    readonly property string family: "Noto Sans CJK SC"
    readonly property real second: 0.55        // of the first language's size

    readonly property real note: 28 * u
    readonly property real text: 34 * u
    readonly property real label: 44 * u
    readonly property real title: 72 * u
    readonly property real number: 300 * u

    readonly property real step: 8 * u
    readonly property real margin: 64 * u
    readonly property real target: 112 * u     // least height of what a finger presses: 20 mm and more
    readonly property real apart: 64 * u       // between such: 16 mm and more
    readonly property real radius: 16 * u
    readonly property real line: Math.max(1, 3 * u)

    readonly property int calm: 200            // ms, of the one thing that moves
}

pragma Singleton
import QtQuick

// Paper and ink: the look of every touch screen, and what becomes of it for who asks for large type or high contrast.
QtObject {
    // One unit of length; the window sets it from its own size, and nothing is measured in pixels.
    property real u: 1
    property real mm: 0                        // on the glass; 0 where it is not touched
    property bool large: false
    property bool contrast: false
    readonly property real t: large ? 1.3 * u : u // the unit of type

    readonly property color paper: contrast ? "#000000" : "#FAF7F0"
    readonly property color sheet: contrast ? "#000000" : "#FFFDF8" // what lies on the paper: tiles, quiet buttons
    readonly property color ink: contrast ? "#FFFFFF" : "#1C1B1A"
    readonly property color soft: contrast ? "#FFFFFF" : "#4A463F"  // second language and side notes, 8.8:1 on paper
    readonly property color rule: contrast ? "#FFFFFF" : "#D9D2C3"
    readonly property color held: contrast ? "#333333" : "#D9D2C3"  // a quiet button while it is pressed
    readonly property color edge: contrast ? "#FFFFFF" : "#8A8170"  // outlines of controls, 3:1
    readonly property color veil: contrast ? "#E6000000" : "#CCFAF7F0"
    readonly property color action: contrast ? "#FFFF00" : "#0B4F8A"
    readonly property color pressed: contrast ? "#FFFFFF" : Qt.darker(action, 1.35)
    readonly property color seal: contrast ? "#FFFF00" : "#9B1C17"  // the ticket's number, and stop

    readonly property string family: Words.language === "zh-hant" ? "Noto Sans CJK HK" : "Noto Sans CJK SC"
    readonly property real second: 0.55        // of the first language's size

    readonly property real note: 28 * t
    readonly property real text: 34 * t
    readonly property real label: 44 * t
    readonly property real heading: 56 * t
    readonly property real title: 72 * t
    readonly property real number: 300 * u

    readonly property real step: 8 * u
    readonly property real margin: 64 * u
    readonly property real target: Math.max(112 * u, 20 * mm) // least height of what a finger presses
    readonly property real apart: Math.max(64 * u, 16 * mm)   // between such
    readonly property real radius: 16 * u
    readonly property real line: Math.max(1, (contrast ? 4 : 3) * u)

    readonly property int calm: 200            // ms, of the one thing that moves
}

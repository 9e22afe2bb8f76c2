pragma Singleton
import QtQuick

// Ink and lantern: the look of every screen read from metres away.
QtObject {
    // One unit of length; the window sets it from its own size, and nothing is measured in pixels.
    property real u: 1

    readonly property color ink: "#0E141C"
    readonly property color raised: "#161F2A"  // a panel on the ink
    readonly property color rule: "#2B3848"
    readonly property color text: "#F4EFE4"
    readonly property color quiet: "#9FB0C3"   // side notes, 8:1 on ink
    readonly property color lantern: "#FFB547" // the newest call

    readonly property string family: "Noto Sans CJK SC"
    readonly property real second: 0.55        // of the first language's size
    readonly property real margin: 64 * u
    readonly property real line: Math.max(1, 2 * u)

    readonly property int calm: 220            // ms, of the one thing that moves
}

pragma ComponentBehavior: Bound

import QtQuick
import display.ui

// The calls before the newest, latest on top. Those of the last half minute carry a bar and are bright.
Rectangle {
    id: earlier

    required property var wall
    readonly property bool wide: width > 800 * Theme.u
    readonly property real inset: (wide ? 64 : 40) * Theme.u
    readonly property real line: (height - heading.height - 28 * Theme.u) / 6

    color: Theme.raised

    Bilingual {
        id: heading
        x: earlier.inset
        width: parent.width - 2 * earlier.inset
        height: 108 * Theme.u
        topPadding: 14 * Theme.u
        words: earlier.wall.face.earlier
        visible: calls.count > 0
        size: 36 * Theme.u
    }

    Repeater {
        id: calls
        model: earlier.wall.earlier

        Item {
            id: call

            required property int index
            required property string number
            required property string label
            required property var window
            required property bool still_new

            readonly property real size: Math.min(70 * Theme.u, line * 0.72)
            readonly property real line: earlier.line

            y: heading.height + index * line
            width: earlier.width
            height: line

            Rectangle {
                visible: call.still_new
                color: Theme.lantern
                width: 10 * Theme.u
                height: parent.height * 0.6
                anchors.verticalCenter: parent.verticalCenter
            }
            Plain {
                x: earlier.inset
                width: arrow.x - x - 12 * Theme.u
                text: call.number
                size: call.size
                color: call.still_new ? Theme.lantern : Theme.text
                font.bold: true
                font.letterSpacing: 0.02 * call.size
                anchors.verticalCenter: parent.verticalCenter
            }
            Plain {
                id: arrow
                x: earlier.inset + call.size * (earlier.wide ? 5 : 3.85)
                text: "→"
                size: call.size * 0.8
                fontSizeMode: Text.FixedSize
                color: Theme.quiet
                anchors.verticalCenter: parent.verticalCenter
            }
            Plain {
                anchors { left: arrow.right; leftMargin: (earlier.wide ? 48 : 12) * Theme.u; right: parent.right; rightMargin: earlier.inset }
                height: parent.height
                text: earlier.wide ? call.window.zh : call.label
                size: call.size
                fontSizeMode: Text.Fit
                wrapMode: call.label.charCodeAt(0) < 128 ? Text.NoWrap : Text.WrapAnywhere
                lineHeight: 0.8
                color: call.still_new ? Theme.lantern : Theme.text
                horizontalAlignment: earlier.wide ? Text.AlignLeft : Text.AlignRight
            }
        }
    }
}

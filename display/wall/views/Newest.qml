import QtQuick
import display.ui

// The newest call. Its number is whole in its first frame; only its size moves, and never its place.
Item {
    id: newest

    required property var face
    required property var wall

    readonly property color glow: face.notice ? Theme.text : Theme.lantern
    readonly property real spacing: 0.03 // of the size, between the letters of a number
    readonly property real inkHeight: 0.77 // of the size, what the letters of a number really take
    readonly property real em: Math.max(1, metrics.advanceWidth / 100 + spacing * face.number.length)
    readonly property real tallest: (height - title.height - place.height - 116 * Theme.u) / inkHeight
    readonly property real size: Math.min(tallest, width / em)

    TextMetrics {
        id: metrics
        text: newest.face.number
        font { family: Theme.family; bold: true; pixelSize: 100 }
    }

    Column {
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter
        spacing: 34 * Theme.u

        Row {
            id: title
            spacing: 24 * Theme.u
            Plain {
                id: titleZh
                text: newest.face.title.zh
                size: 44 * Theme.u
                fontSizeMode: Text.FixedSize
            }
            Plain {
                anchors.baseline: titleZh.baseline
                text: newest.face.title.en
                size: 28 * Theme.u
                fontSizeMode: Text.FixedSize
                color: Theme.quiet
            }
        }

        Item {
            id: box
            width: parent.width
            height: newest.size * newest.inkHeight

            Plain {
                id: number
                objectName: "number"
                anchors.baseline: parent.bottom
                text: newest.face.number
                size: newest.size
                fontSizeMode: Text.FixedSize
                color: newest.glow
                font.bold: true
                font.letterSpacing: newest.spacing * newest.size
                transformOrigin: Item.Left
            }
        }

        Item {
            id: place
            width: parent.width
            height: window.height

            Plain {
                id: arrow
                text: "→"
                size: window.size
                fontSizeMode: Text.FixedSize
                color: Theme.quiet
            }
            Bilingual {
                id: window
                anchors { left: arrow.right; leftMargin: 32 * Theme.u; right: parent.right }
                words: newest.face.window
                size: 124 * Theme.u
                bold: true
                secondColor: Theme.text
            }
        }
    }

    Connections {
        target: newest.wall
        enabled: newest.wall.motion
        function onCalled() {
            arrival.restart();
        }
    }

    SequentialAnimation {
        id: arrival
        objectName: "arrival"

        NumberAnimation { target: number; property: "scale"; from: 0.95; to: 1; duration: Theme.calm; easing.type: Easing.OutCubic }
        SequentialAnimation {
            loops: 3
            PauseAnimation { duration: 500 }
            NumberAnimation { target: number; property: "scale"; to: 1.03; duration: Theme.calm; easing.type: Easing.OutCubic }
            NumberAnimation { target: number; property: "scale"; to: 1; duration: Theme.calm; easing.type: Easing.OutCubic }
        }
    }
}

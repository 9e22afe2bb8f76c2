pragma ComponentBehavior: Bound

import QtQuick
import display.ui

// How busy each service is. What does not fit comes on the next page, calmly.
Item {
    id: queues
    objectName: "queues"

    required property var wall
    required property int columns
    required property int lines
    readonly property alias count: cells.count
    readonly property int perPage: columns * lines
    readonly property int pages: Math.max(1, Math.ceil(count / perPage))
    property int turns: 0
    readonly property int page: turns % pages

    Rectangle {
        color: Theme.rule
        height: Theme.line
        anchors { left: parent.left; right: parent.right; top: parent.top }
    }

    Item {
        id: sheet
        anchors { fill: parent; leftMargin: 64 * Theme.u; rightMargin: 64 * Theme.u }

        Repeater {
            id: cells
            model: queues.wall.queues

            Column {
                id: cell

                required property int index
                required property var name
                required property var busy
                readonly property int place: index % queues.perPage

                visible: Math.floor(index / queues.perPage) === queues.page
                x: (place % queues.columns) * sheet.width / queues.columns
                y: Math.floor(place / queues.columns) * sheet.height / queues.lines + (sheet.height / queues.lines - height) / 2
                width: sheet.width / queues.columns - 40 * Theme.u
                spacing: 4 * Theme.u

                Bilingual {
                    width: parent.width
                    words: cell.name
                    size: 40 * Theme.u
                }
                Bilingual {
                    width: parent.width
                    words: cell.busy
                    size: 40 * Theme.u
                    bold: true
                }
            }
        }
    }

    Column { // which page this is
        visible: queues.pages > 1
        spacing: 10 * Theme.u
        anchors { right: parent.right; rightMargin: 27 * Theme.u; verticalCenter: parent.verticalCenter }
        Repeater {
            model: queues.pages
            Rectangle {
                required property int index
                width: 14 * Theme.u
                height: width
                radius: width / 2
                color: index === queues.page ? Theme.quiet : "transparent"
                border { width: Theme.line; color: Theme.quiet }
            }
        }
    }

    Timer {
        interval: 9000
        running: queues.pages > 1 && queues.visible
        repeat: true
        onTriggered: queues.wall.motion ? turn.restart() : queues.turnPage()
    }

    function turnPage() {
        turns += 1;
    }

    SequentialAnimation {
        id: turn
        NumberAnimation { target: sheet; property: "opacity"; to: 0; duration: Theme.calm; easing.type: Easing.OutCubic }
        ScriptAction { script: queues.turnPage() }
        NumberAnimation { target: sheet; property: "opacity"; to: 1; duration: Theme.calm; easing.type: Easing.OutCubic }
    }
}

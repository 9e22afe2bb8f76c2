import QtQuick
import display.ui

// The wall at any size: side by side when it lies, one below the other when it stands.
FarWindow {
    id: root

    required property var wall
    readonly property bool standing: height > width
    readonly property var face: wall.face
    readonly property bool calling: face.number !== ""

    Header {
        id: header
        face: root.face
        standing: root.standing
        anchors { left: parent.left; right: parent.right; top: parent.top }
    }

    Welcome {
        face: root.face
        visible: !root.calling
        anchors { left: parent.left; right: parent.right; top: header.bottom; bottom: foot.top }
    }

    Newest {
        id: newest
        face: root.face
        wall: root.wall
        visible: root.calling
        x: 64 * Theme.u
        y: header.height
        width: root.standing ? root.width - 128 * Theme.u : root.width - earlier.width - 112 * Theme.u
        height: root.standing ? 680 * Theme.u : foot.y - y
    }

    Earlier {
        id: earlier
        wall: root.wall
        visible: root.calling
        x: root.standing ? 0 : root.width - width
        y: root.standing ? newest.y + newest.height : header.height
        width: root.standing ? root.width : 532 * Theme.u
        height: foot.y - y
    }

    Item {
        id: foot
        readonly property bool used: notice.visible || queues.count > 0
        height: used ? (root.standing ? 404 : 212) * Theme.u : 0
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }

        Notice {
            id: notice
            face: root.face
            anchors.fill: parent
        }
        Queues {
            id: queues
            wall: root.wall
            visible: !notice.visible
            columns: Math.max(1, Math.floor((root.width - 128 * Theme.u) / (440 * Theme.u)))
            lines: root.standing ? 2 : 1
            anchors.fill: parent
        }
    }
}

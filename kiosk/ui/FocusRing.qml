import QtQuick

// Where the keyboard is: a ring of ink around a control, outside its edge.
Rectangle {
    property bool shown: false

    anchors.fill: parent
    anchors.margins: -1.5 * Theme.step
    visible: shown
    color: "transparent"
    radius: Theme.radius + 1.5 * Theme.step
    border.width: 6 * Theme.u
    border.color: Theme.ink
}

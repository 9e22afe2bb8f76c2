import QtQuick

// One thing in the middle of the eye's way; the way back bottom left, the way on bottom right.
Item {
    id: page

    default property alias content: middle.data
    property alias corner: wayOn.data // the way on, or empty
    property bool hasBack: false
    readonly property bool upright: height > width
    property bool hasFoot: hasBack || wayOn.children.length > 0

    signal back

    Item {
        id: middle

        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: page.hasFoot ? Theme.margin + backButton.height + 6 * Theme.step : Theme.margin
    }
    BackButton {
        id: backButton

        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: Theme.margin
        visible: page.hasBack
        onClicked: page.back()
    }
    Row {
        id: wayOn

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.margin
        spacing: Theme.apart
    }
}

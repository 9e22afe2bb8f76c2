import QtQuick

// One thing in the middle of the eye's way; the way back bottom left, the way on bottom right. What needs more height
// than there is moves under two buttons.
Item {
    id: page

    default property alias content: middle.data
    property alias corner: wayOn.data // the way on, or empty
    property bool hasBack: false
    readonly property bool upright: height > width
    property bool hasFoot: hasBack || wayOn.children.length > 0
    property real need: 0 // height of the content
    readonly property real full: height - (hasFoot ? Theme.margin + foot + Theme.apart : Theme.margin)
    readonly property real backWidth: backButton.width
    readonly property real foot: Math.max(backButton.height, wayOn.height, moves.height)
    readonly property bool beside: hasFoot && !upright // the two stand between the ways back and on
    readonly property real cornerRoom: width - 2 * Theme.margin - (hasBack || beside ? backWidth + Theme.apart : 0)
                                       - (beside ? moves.width + Theme.apart : 0)
    readonly property real half: (cornerRoom - Theme.apart) / 2 // for each of two ways on
    readonly property bool more: need > full + 1
    readonly property real gap: more ? Theme.apart - 2 * Theme.step : 0 // between what may move and the header's buttons

    signal back

    Flickable {
        id: field

        readonly property real play: 2 * Theme.step // for the ring around what has the focus

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin - play
        anchors.rightMargin: Theme.margin - play
        y: page.gap
        height: page.full - y - (page.more && !page.beside ? moves.height + Theme.apart : 0)
        contentHeight: Math.max(height, page.need)
        interactive: page.more
        clip: page.more
        boundsBehavior: Flickable.StopAtBounds

        Item {
            id: middle

            x: field.play
            width: field.width - 2 * field.play
            height: field.contentHeight
        }
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
        id: moves

        visible: page.more
        anchors.horizontalCenter: page.beside ? undefined : parent.horizontalCenter
        anchors.left: page.beside ? backButton.right : undefined
        anchors.leftMargin: Theme.apart
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin + (page.beside || !page.hasFoot ? 0 : page.foot + Theme.apart)
        spacing: Theme.apart

        BigButton {
            objectName: "up"
            size: Theme.text
            iconPath: "M5 15 L12 8 L19 15"
            words: Words.both(qsTr("往上看"))
            opacity: field.contentY > 0 ? 1 : 0.35 // there is nothing more
            onClicked: page.move(-0.8 * field.height)
        }
        BigButton {
            objectName: "down"
            size: Theme.text
            iconPath: "M5 9 L12 16 L19 9"
            words: Words.both(qsTr("往下看"))
            opacity: field.contentY < field.contentHeight - field.height - 1 ? 1 : 0.35
            onClicked: page.move(0.8 * field.height)
        }
    }
    Row {
        id: wayOn

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.margin
        spacing: Theme.apart
    }
    Connections {
        target: page.Window.window

        function onActiveFocusItemChanged() {
            page.show(page.Window.activeFocusItem);
        }
    }

    function begin() {
        field.contentY = 0;
    }

    function move(by: real) {
        field.contentY = Math.max(0, Math.min(field.contentHeight - field.height, field.contentY + by));
    }

    // What the keyboard comes to is brought into sight.
    function show(item: Item) {
        for (let above = item; above !== middle; above = above.parent)
            if (!above) return;
        const top = item.mapToItem(middle, 0, 0).y - field.play;
        const below = top + item.height + 2 * field.play - field.height;
        if (field.contentY > top) move(top - field.contentY);
        else if (field.contentY < below) move(below - field.contentY);
    }
}

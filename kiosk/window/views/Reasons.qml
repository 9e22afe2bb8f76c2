pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// Why the window pauses; a key for each, Esc goes back.
Rectangle {
    id: reasons

    signal chosen(string reason)
    signal closed

    readonly property var all: [
        Words.both(qsTr("暂时离开")), Words.both(qsTr("整理材料")),
        Words.both(qsTr("设备维护")), Words.both(qsTr("用餐休息"))
    ]

    function open() {
        visible = true;
        forceActiveFocus();
    }

    function close() {
        visible = false;
        focus = false; // else the keys would still come here
        closed();
    }

    function choose(place: int) {
        chosen(all[place].zh);
        close();
    }

    visible: false
    color: Theme.paper
    Keys.onEscapePressed: close()
    Keys.onPressed: event => {
        event.accepted = true; // no verb is to be pressed behind this
        const place = event.key - Qt.Key_1;
        if (place >= 0 && place < all.length && !event.isAutoRepeat) choose(place);
    }

    MouseArea { anchors.fill: parent } // nor by a click

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 10 * Theme.step, 900 * Theme.u)
        spacing: 2 * Theme.step

        Bilingual {
            width: parent.width
            words: Words.both(qsTr("为什么暂停？"))
            size: Theme.label
            bold: true
        }
        Repeater {
            model: reasons.all

            KeyButton {
                required property var modelData
                required property int index

                objectName: "reason-" + (index + 1)
                width: parent.width
                words: modelData
                keyName: index + 1
                onClicked: reasons.choose(index)
            }
        }
        KeyButton {
            objectName: "back"
            width: parent.width
            words: Words.both(qsTr("返回"))
            keyName: "Esc"
            onClicked: reasons.close()
        }
    }
}

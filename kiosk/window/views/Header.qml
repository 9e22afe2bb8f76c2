import QtQuick
import kiosk.ui

// Which window, whether it serves, and who sits there.
Item {
    id: header

    required property var face
    readonly property bool working: face.page === "work"

    height: 120 * Theme.u

    Bilingual {
        x: 5 * Theme.step
        anchors.verticalCenter: parent.verticalCenter
        width: condition.x - x - 2 * Theme.step
        words: Say.place(header.face.label)
        size: Theme.label
        bold: true
        oneLine: true
    }
    Bilingual {
        id: condition

        objectName: "condition"
        anchors.right: disc.left
        anchors.rightMargin: 2 * Theme.step
        anchors.verticalCenter: parent.verticalCenter
        width: (parent.width - 14 * Theme.step) * 0.52
        align: Text.AlignRight
        words: header.working ? header.named(Say.condition(header.face.condition)) : null
        size: Theme.text
        oneLine: true
    }
    Rectangle { // open: a full disc; paused: two bars in it; closed: an empty ring
        id: disc

        visible: header.working
        anchors.right: parent.right
        anchors.rightMargin: 5 * Theme.step
        anchors.verticalCenter: parent.verticalCenter
        width: 2 * Math.round(2.5 * Theme.step)
        height: width
        radius: width / 2
        color: header.face.condition === "open" ? Theme.action : "transparent"
        border.width: Theme.line
        border.color: header.face.condition === "open" ? Theme.action : Theme.ink

        Row {
            anchors.centerIn: parent
            spacing: 0.75 * Theme.step
            visible: header.face.condition === "paused"

            Repeater {
                model: 2
                Rectangle {
                    width: 0.75 * Theme.step
                    height: 2 * Theme.step
                    color: Theme.ink
                }
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.rule
    }

    function named(words: var): var {
        const clerk = face.clerk === "" ? "" : " · " + face.clerk;
        const help = face.support ? Words.both(qsTr("已请支援")) : null;
        return { zh: words.zh + clerk + (help ? " · " + help.zh : ""), en: words.en + clerk + (help ? " · " + help.en : "") };
    }
}

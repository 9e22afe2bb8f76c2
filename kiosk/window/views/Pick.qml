pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import kiosk.ui

// One of many tickets or places: type a part of it, go up and down, Enter takes it; or click.
Item {
    id: pick

    required property var panel
    required property bool live
    readonly property string sought: find.text.trim().toLowerCase()
    readonly property var found: panel.options.filter(option => fits(option))

    signal answered(string value)

    function fits(option: var): bool {
        const name = option.name ? option.name.zh + " " + option.name.en : "";
        return (option.value + " " + name).toLowerCase().includes(sought);
    }

    function begin() {
        find.text = "";
        list.currentIndex = 0;
        find.forceActiveFocus();
    }

    // Go through the list by a key; the one gone to is always seen.
    function move(key: int) {
        const page = Math.max(1, Math.floor(list.height / (list.rowHeight + list.spacing)));
        const by = { [Qt.Key_Down]: 1, [Qt.Key_Up]: -1, [Qt.Key_PageDown]: page, [Qt.Key_PageUp]: -page }[key];
        if (by !== undefined) list.currentIndex = Math.max(0, Math.min(found.length - 1, list.currentIndex + by));
    }

    onFoundChanged: list.currentIndex = 0

    Field {
        id: find

        objectName: "find"
        width: parent.width
        visible: pick.panel.options.length > 0
        bare: true
        words: Words.both(qsTr("查找"))
        onEntered: if (list.currentIndex >= 0 && list.currentIndex < pick.found.length) pick.answered(pick.found[list.currentIndex].value)
    }
    Bilingual {
        width: parent.width
        visible: pick.found.length === 0 && pick.panel.ask !== ""
        y: find.visible ? find.height + 3 * Theme.step : 0
        words: !visible ? null : find.visible ? Words.both(qsTr("没有找到。")) : Offer.none(pick.panel)
        size: Theme.text
    }
    ListView {
        id: list

        readonly property real rowHeight: 104 * Theme.u

        anchors.top: find.bottom
        anchors.topMargin: 2 * Theme.step
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true
        spacing: Theme.step
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        highlightMoveDuration: 0
        cacheBuffer: 0
        model: pick.found

        delegate: T.AbstractButton {
            id: row

            required property var modelData
            required property int index
            readonly property bool current: list.currentIndex === index

            objectName: (modelData.mark ? "ticket-" : "place-") + modelData.value
            width: Math.floor(list.width)
            height: Math.max(list.rowHeight, about.height + 2 * Theme.step)
            enabled: pick.live
            focusPolicy: Qt.NoFocus
            Accessible.name: modelData.mark ? modelData.mark.number : Words.main(name.words)
            onClicked: pick.answered(modelData.value)

            background: Rectangle {
                radius: Theme.radius
                color: row.down ? Theme.rule : Theme.sheet
                border.width: row.current ? 2 * Theme.line : Theme.line
                border.color: row.current ? Theme.action : Theme.rule
            }

            contentItem: Item {
                Text {
                    id: number

                    x: 2 * Theme.step
                    anchors.verticalCenter: parent.verticalCenter
                    width: row.modelData.mark ? 190 * Theme.u : 0
                    visible: !!row.modelData.mark
                    text: row.modelData.mark ? row.modelData.mark.number : ""
                    textFormat: Text.PlainText
                    fontSizeMode: Text.HorizontalFit
                    color: Theme.ink
                    font.family: Theme.family
                    font.bold: true
                    font.pixelSize: Theme.label
                    font.letterSpacing: Theme.u
                }
                Bilingual {
                    id: name

                    anchors.verticalCenter: parent.verticalCenter
                    anchors.left: number.right
                    anchors.right: parent.right
                    anchors.rightMargin: 2 * Theme.step
                    visible: !row.modelData.mark
                    words: pick.named(row.modelData)
                    size: Theme.text
                    oneLine: true
                }
                Column {
                    id: about

                    anchors.verticalCenter: parent.verticalCenter
                    anchors.left: number.right
                    anchors.right: parent.right
                    anchors.leftMargin: Theme.step
                    anchors.rightMargin: 2 * Theme.step
                    visible: !!row.modelData.mark

                    Repeater {
                        model: row.modelData.mark ? pick.about(row.modelData) : []

                        Text {
                            required property string modelData
                            required property int index

                            width: about.width
                            visible: text !== ""
                            text: modelData
                            textFormat: Text.PlainText
                            wrapMode: Text.Wrap
                            color: index === 0 ? Theme.ink : Theme.soft
                            font.family: Theme.family
                            font.pixelSize: Theme.note
                        }
                    }
                }
            }
        }
    }

    function named(option: var): var {
        const where = panel.answers.length > 0 ? panel.answers[0].value : "";
        return where === "to_window" && option.name ? Say.place(option.name.zh) : option.name;
    }

    // How long a ticket waits and for what; and what is particular about it.
    function about(option: var): var {
        const whole = words => Words.main(words).replace(/ /g, "\u00a0"); // a line breaks between them
        const since = whole(Say.minutes(option.mark.minutes)) + "\u00a0\u00a0· " + Words.main(option.name);
        return [since, Say.marks(option.mark).map(whole).join("\u00a0· ")];
    }
}

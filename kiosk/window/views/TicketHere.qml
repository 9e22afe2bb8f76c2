import QtQuick
import kiosk.ui

// The ticket at this window, its number large; or that there is none.
Item {
    id: here

    required property var face
    readonly property bool some: face.number !== ""
    readonly property real lines: since.height + about.height

    Column {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: Theme.step
        width: parent.width

        Bilingual {
            id: since

            width: parent.width
            align: Text.AlignHCenter
            size: Theme.text
            oneLine: true
            words: here.some ? here.timed(Say.ticket(here.face)) : null
            visible: here.some
        }
        Item {
            width: parent.width
            height: number.size * 1.05
            visible: here.some

            TicketNumber {
                id: number

                objectName: "number"
                anchors.centerIn: parent
                width: parent.width
                text: here.face.number
                size: Math.min(260 * Theme.u, (here.height - here.lines) / 1.05, here.width / (0.68 * Math.max(1, text.length)))
            }
        }
        Bilingual {
            id: about

            width: parent.width
            align: Text.AlignHCenter
            size: Theme.text
            oneLine: true
            visible: here.some
            words: here.some ? here.named(here.face.service, Say.visitor(here.face)) : null
        }
        Bilingual {
            width: parent.width
            align: Text.AlignHCenter
            size: Theme.label
            color: Theme.soft
            visible: !here.some
            words: here.face.condition === "open" ? Words.both(qsTr("当前无人办理")) : Say.condition(here.face.condition)
        }
    }

    function timed(words: var): var {
        const two = number => (number < 10 ? "0" : "") + number;
        const hours = Math.floor(face.seconds / 3600), minutes = Math.floor(face.seconds / 60) % 60;
        const time = (hours > 0 ? hours + ":" + two(minutes) : minutes) + ":" + two(face.seconds % 60);
        return words ? { zh: words.zh + "  " + time, en: words.en + "  " + time } : null;
    }

    function named(service: var, visitor: var): var {
        if (!service || !visitor) return service;
        return { zh: service.zh + "  " + visitor.zh, en: service.en + (here.face.by === "" ? "" : "  " + visitor.en) };
    }
}

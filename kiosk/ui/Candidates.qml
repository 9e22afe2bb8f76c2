pragma ComponentBehavior: Bound
import QtQuick

// What the letters typed may stand for: as many as there is room for, each with a number, more behind two keys.
FocusScope {
    id: bar

    required property var pen
    property real cell: 84 * Theme.u    // height of a key
    property real gap: 12 * Theme.u
    property int first: 0               // of those shown
    property var before: []             // where the pages before this one begin
    readonly property var offers: pen.candidates
    readonly property int many: fitting(first)
    readonly property int most: 9       // digits of the keyboard
    readonly property real room: width - 2 * (cell + gap)

    height: cell
    onOffersChanged: {
        first = 0;
        before = [];
    }

    Row {
        spacing: bar.gap

        Repeater {
            model: bar.most // made once: a letter changes what they say
            delegate: KeyCap {
                required property int index

                objectName: "key-candidate-" + number
                number: index + 1
                visible: index < bar.many
                text: bar.offers[bar.first + index] ?? ""
                width: bar.wide(text)
                height: bar.cell
                onClicked: bar.choose(number)
            }
        }
    }
    Row {
        anchors.right: parent.right
        spacing: bar.gap
        visible: bar.offers.length > 0

        KeyCap {
            objectName: "key-before"
            width: bar.cell
            height: bar.cell
            quiet: true
            opacity: bar.first > 0 ? 1 : 0.35 // there is nothing more
            iconPath: "M15 5 L8 12 L15 19"
            Accessible.name: Words.main(Words.both(qsTr("前面的字")))
            onClicked: bar.turn(false)
        }
        KeyCap {
            objectName: "key-after"
            width: bar.cell
            height: bar.cell
            quiet: true
            opacity: bar.first + bar.many < bar.offers.length ? 1 : 0.35
            iconPath: "M9 5 L16 12 L9 19"
            Accessible.name: Words.main(Words.both(qsTr("更多的字")))
            onClicked: bar.turn(true)
        }
    }

    function choose(number: int): void {
        if (number >= 1 && number <= many) pen.choose(first + number - 1);
    }

    function turn(on: bool): void {
        if (on && first + many < offers.length) {
            before = before.concat(first);
            first += many;
        } else if (!on && before.length > 0) {
            first = before[before.length - 1];
            before = before.slice(0, -1);
        }
    }

    // A character is as wide as it is high; the number stands before it.
    function wide(text: string): real {
        return Math.min(room, Math.max(cell * 1.1, text.length * Theme.label + Theme.note + 4 * Theme.step));
    }

    function fitting(from: int): int {
        let right = -gap;
        let n = 0;
        while (n < most && from + n < offers.length) {
            right += gap + wide(offers[from + n]);
            if (right > room && n > 0) break;
            n += 1;
        }
        return n;
    }
}

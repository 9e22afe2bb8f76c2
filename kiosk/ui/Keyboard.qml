pragma ComponentBehavior: Bound
import QtQuick

// Letters and digits for a finger, in the rows of every phone in China; it keeps nothing of what is typed.
//
// Keys are 20 mm high and as near to 20 mm wide as ten beside each other allow. Between them are 3 mm and not the 16 of
// other controls: eyes and fingers look for a letter among its neighbours, and one wrong letter costs one tap.
FocusScope {
    id: keyboard

    property bool spaced: false     // with a space bar
    property var signs: []          // such as , and . beside the space bar, two or four of them
    property var mode: null         // { zh, en } of a key that changes what letters become, or nothing
    readonly property real gap: Math.max(12 * Theme.u, 3 * Theme.mm)
    readonly property bool beside: width > 15 * (keyHeight + gap) // there is room for the space bar's block at the side
    readonly property real keyHeight: Math.max(84 * Theme.u, 20 * Theme.mm)
    readonly property int marks: signs.length
    readonly property bool moded: mode !== null
    readonly property bool footed: spaced || marks > 0 || moded
    readonly property int rows: footed && !beside ? 5 : 4
    readonly property real columns: footed && beside ? 13.25 : 10
    readonly property real pitch: Math.min((width + gap) / columns, 1.7 * keyHeight)
    readonly property var words: ({ erase: Words.both(qsTr("删除")), clear: Words.both(qsTr("清空")),
                                    space: Words.both(qsTr("空格")), mode: mode })
    readonly property var keys: letters.concat(footed ? foot() : [])
    readonly property var letters: row("1234567890", 0, 0).concat(row("qwertyuiop", 0, 1), row("asdfghjkl", 0.5, 2),
        [{ name: "clear", x: 0, y: 3, span: 1.5 }], row("zxcvbnm", 1.5, 3), [{ name: "erase", x: 8.5, y: 3, span: 1.5 }])

    signal typed(string sign)
    signal erased               // the last sign
    signal cleared              // all
    signal modeAsked

    implicitHeight: rows * (keyHeight + gap) - gap
    implicitWidth: 1080 * Theme.u
    height: implicitHeight
    LayoutMirroring.enabled: false // rows of letters stand alike everywhere
    LayoutMirroring.childrenInherit: true
    Keys.onPressed: event => pressed(event)

    Item {
        id: board

        x: (keyboard.width - width) / 2
        width: keyboard.columns * keyboard.pitch - keyboard.gap
        height: keyboard.height

        Repeater {
            id: repeater

            model: keyboard.keys
            delegate: KeyCap {
                required property var modelData
                readonly property string name: modelData.name ?? keyboard.signs[modelData.mark]

                objectName: "key-" + name
                x: modelData.x * keyboard.pitch
                y: modelData.y * (keyboard.keyHeight + keyboard.gap)
                width: modelData.span * keyboard.pitch - keyboard.gap
                height: keyboard.keyHeight
                focus: name === "q"
                quiet: name in keyboard.words
                text: quiet ? Words.main(keyboard.words[name]) : name.toUpperCase()
                iconPath: name === "erase" ? "M8 5 L21 5 L21 19 L8 19 L2 12 Z M11 9 L17 15 M17 9 L11 15" : ""
                onClicked: keyboard.act(name)
            }
        }
    }

    function row(signs: string, x: real, y: int): var {
        return Array.from(signs, (sign, n) => ({ name: sign, x: x + n, y: y, span: 1 }));
    }

    // The space bar and what stands with it: below, or where there is more width than height at the side. What the keys
    // say may change with the language; the keys stay, and so does the focus.
    function foot(): var {
        const found = [];
        const half = Math.ceil(marks / 2);
        if (beside) {
            if (moded) found.push({ name: "mode", x: 10.25, y: 0, span: 3 });
            for (let n = 0; n < marks; n++) found.push({ mark: n, x: 10.25 + 1.5 * (n % 2), y: 1 + Math.floor(n / 2), span: 1.5 });
            if (spaced) found.push({ name: "space", x: 10.25, y: 3, span: 3 });
            return found;
        }
        let x = 0;
        const put = (key, span) => {
            found.push(Object.assign(key, { x: x, y: 4, span: span }));
            x += span;
        };
        if (moded) put({ name: "mode" }, 2);
        for (let n = 0; n < half; n++) put({ mark: n }, 1);
        if (spaced) put({ name: "space" }, 10 - x - (marks - half));
        for (let n = half; n < marks; n++) put({ mark: n }, 1);
        return found;
    }

    function act(name: string) {
        switch (name) {
        case "erase": return erased();
        case "clear": return cleared();
        case "mode": return modeAsked();
        case "space": return typed(" ");
        default: return typed(name);
        }
    }

    // A real keyboard types too; its arrows go from key to key.
    function pressed(event: var): void {
        const way = { [Qt.Key_Left]: [-1, 0], [Qt.Key_Right]: [1, 0], [Qt.Key_Up]: [0, -1], [Qt.Key_Down]: [0, 1] }[event.key];
        const letter = /^[a-z0-9]$/i.test(event.text);
        event.accepted = way ? move(way[0], way[1]) : letter || event.key === Qt.Key_Backspace;
        if (letter) typed(event.text.toLowerCase());
        else if (event.key === Qt.Key_Backspace) erased();
    }

    // To the nearest key that way; false at the edge, so that what surrounds the keyboard is reached.
    function move(across: int, down: int): bool {
        const places = keys.map((key, n) => ({ n: n, x: key.x + key.span / 2, y: key.y }));
        const from = places.find(place => repeater.itemAt(place.n).activeFocus);
        const far = to => Math.abs(to.x - from.x) + 100 * Math.abs(to.y - from.y);
        const onward = places.filter(to => from && (down ? (to.y - from.y) * down > 0 : to.y === from.y && (to.x - from.x) * across > 0));
        if (onward.length === 0) return false;
        const best = onward.reduce((one, other) => far(other) < far(one) ? other : one);
        repeater.itemAt(best.n).forceActiveFocus(Qt.TabFocusReason);
        return true;
    }
}

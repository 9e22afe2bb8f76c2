pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

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
    readonly property bool footed: spaced || signs.length > 0 || mode !== null
    readonly property int rows: footed && !beside ? 5 : 4
    readonly property real columns: footed && beside ? 13.25 : 10
    readonly property real pitch: Math.min((width + gap) / columns, 1.7 * keyHeight)
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

    component Key: T.AbstractButton {
        id: key

        required property var modelData
        readonly property string name: modelData.name
        readonly property bool quiet: name.length > 1 // says what it does in words
        readonly property var words: name === "erase" ? Words.both(qsTr("删除")) : name === "clear" ? Words.both(qsTr("清空"))
                                   : name === "space" ? Words.both(qsTr("空格")) : name === "mode" ? keyboard.mode : null

        objectName: "key-" + name
        x: modelData.x * keyboard.pitch
        y: modelData.y * (keyboard.keyHeight + keyboard.gap)
        width: modelData.span * keyboard.pitch - keyboard.gap
        height: keyboard.keyHeight
        z: visualFocus ? 1 : 0 // its ring lies above the neighbours
        focus: name === "q"
        focusPolicy: Qt.StrongFocus
        text: quiet ? Words.main(words) : name.toUpperCase()
        Accessible.name: text
        Keys.onReturnPressed: click()
        Keys.onEnterPressed: click()
        Keys.onPressed: event => keyboard.pressed(event, key)
        onClicked: keyboard.act(name)

        background: Rectangle {
            radius: Theme.radius / 2
            color: key.down ? Theme.action : key.quiet ? Theme.paper : Theme.sheet
            border.width: Theme.line
            border.color: key.down ? Theme.action : Theme.edge

            FocusRing { shown: key.visualFocus }
        }

        contentItem: Item {
            Column {
                anchors.centerIn: parent
                width: parent.width - Theme.step

                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    visible: key.name === "erase"
                    path: "M8 5 L21 5 L21 19 L8 19 L2 12 Z M11 9 L17 15 M17 9 L11 15"
                    color: label.color
                    size: keyboard.keyHeight * 0.42
                }
                Text {
                    id: label

                    width: parent.width
                    text: key.text
                    textFormat: Text.PlainText
                    horizontalAlignment: Text.AlignHCenter
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.note * 0.5
                    color: key.down ? Theme.paper : Theme.ink
                    font.family: Theme.family
                    font.bold: !key.quiet
                    font.pixelSize: key.name === "erase" ? keyboard.keyHeight * 0.32 : key.quiet ? Theme.text : Theme.label
                    Accessible.ignored: true
                }
            }
        }
    }

    Item {
        id: board

        x: (keyboard.width - width) / 2
        width: keyboard.columns * keyboard.pitch - keyboard.gap
        height: keyboard.height

        Repeater {
            id: repeater

            model: keyboard.keys
            delegate: Key { }
        }
    }

    function row(signs: string, x: real, y: int): var {
        return Array.from(signs, (sign, n) => ({ name: sign, x: x + n, y: y, span: 1 }));
    }

    // The space bar and what stands with it: below, or where there is more width than height at the side.
    function foot(): var {
        const found = [];
        const half = Math.ceil(signs.length / 2);
        if (beside) {
            if (mode) found.push({ name: "mode", x: 10.25, y: 0, span: 3 });
            signs.forEach((sign, n) => found.push({ name: sign, x: 10.25 + 1.5 * (n % 2), y: 1 + Math.floor(n / 2), span: 1.5 }));
            if (spaced) found.push({ name: "space", x: 10.25, y: 3, span: 3 });
            return found;
        }
        let x = 0;
        const put = (name, span) => {
            found.push({ name: name, x: x, y: 4, span: span });
            x += span;
        };
        if (mode) put("mode", 2);
        for (const sign of signs.slice(0, half)) put(sign, 1);
        if (spaced) put("space", 10 - x - (signs.length - half));
        for (const sign of signs.slice(half)) put(sign, 1);
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
    function pressed(event: var, key: Item) {
        const way = { [Qt.Key_Left]: [-1, 0], [Qt.Key_Right]: [1, 0], [Qt.Key_Up]: [0, -1], [Qt.Key_Down]: [0, 1] }[event.key];
        if (way) event.accepted = move(key, way[0], way[1]);
        else if (event.key === Qt.Key_Backspace) erased();
        else if (/^[a-z0-9]$/i.test(event.text)) typed(event.text.toLowerCase());
        else event.accepted = false;
    }

    // To the nearest key that way; false at the edge, so that what surrounds the keyboard is reached.
    function move(from: Item, across: int, down: int): bool {
        const middle = from.x + from.width / 2;
        let best = null;
        let least = Infinity;
        for (let n = 0; n < repeater.count; n++) {
            const to = repeater.itemAt(n);
            const right = to.x + to.width / 2 - middle;
            const below = to.modelData.y - from.modelData.y;
            const far = Math.abs(right) + Math.abs(below) * width;
            if ((down ? below * down <= 0 : below !== 0 || right * across <= 0) || far >= least) continue;
            best = to;
            least = far;
        }
        best?.forceActiveFocus(Qt.TabFocusReason);
        return best !== null;
    }
}

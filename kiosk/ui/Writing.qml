import QtQuick

// A text that somebody writes: what is written above, the keyboard below, and between them what its letters may become.
// It says itself what to write, so that a page needs no heading: wide glass has no height to spare.
FocusScope {
    id: writing

    required property var pen   // a Pen
    required property var words // { zh, en }: what to write, shown until there is something
    property int most: 200      // characters
    property string start: ""   // what is written already
    readonly property string text: pen.text
    readonly property real gap: keyboard.gap
    readonly property real need: keyboard.height + candidates.height + 2 * gap + foot.height + 3 * Theme.label * 1.45 // least height

    Component.onCompleted: pen.begin(most, start)
    Component.onDestruction: pen.end()
    Keys.onPressed: event => keyboard.pressed(event)
    LayoutMirroring.enabled: false // Chinese goes from left to right
    LayoutMirroring.childrenInherit: true

    Rectangle {
        id: field

        readonly property real inset: 2 * Theme.step

        objectName: "field"
        width: parent.width
        height: candidates.y - writing.gap
        radius: Theme.radius
        color: Theme.sheet
        border.width: Theme.line
        border.color: Theme.edge
        Accessible.role: Accessible.EditableText
        Accessible.name: Words.main(writing.words)
        Accessible.description: writing.text

        Item {
            anchors.fill: parent
            anchors.margins: field.inset
            anchors.bottomMargin: foot.height
            clip: true

            Text {
                objectName: "prompt"
                width: parent.width
                visible: writing.text === ""
                text: Words.main(writing.words)
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                leftPadding: field.inset
                color: Theme.soft
                font.family: Theme.family
                font.pixelSize: Theme.text
                Accessible.ignored: true
            }
            Text {
                id: written

                objectName: "written"
                width: parent.width
                y: Math.min(0, parent.height - height) // the end is what one writes at
                text: writing.text
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.label
                Accessible.ignored: true
                onLineLaidOut: line => {
                    if (!line.isLast) return;
                    caret.x = writing.text === "" ? 0 : Math.min(line.implicitWidth, width - caret.width);
                    caret.line = line.y + 0.1 * line.height;
                    caret.height = 0.8 * line.height;
                }
            }
            Rectangle {
                id: caret

                property real line: 0

                y: written.y + line
                width: Theme.line
                color: Theme.action
            }
        }
        Item {
            id: foot

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: field.inset
            height: 1.4 * Theme.text

            Text {
                readonly property bool waiting: writing.pen.letters !== ""

                objectName: "letters"
                anchors.left: parent.left
                anchors.right: counter.left
                anchors.rightMargin: field.inset
                text: waiting ? writing.pen.letters : writing.pen.chinese ? Words.main(Words.both(qsTr("打拼音，再点汉字"))) : ""
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.note * 0.5
                color: waiting ? Theme.action : Theme.soft
                font.family: Theme.family
                font.pixelSize: Theme.text
                font.underline: waiting
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            Text {
                id: counter

                readonly property bool full: writing.text.length >= writing.most

                objectName: "counter"
                anchors.right: parent.right
                text: (full ? Words.main(Words.both(qsTr("写满了"))) + "  " : "") + writing.text.length + " / " + writing.most
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                color: full ? Theme.seal : Theme.soft
                font.family: Theme.family
                font.pixelSize: Theme.note
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
    }
    Candidates {
        id: candidates

        pen: writing.pen
        anchors.bottom: keyboard.top
        anchors.bottomMargin: writing.gap
        width: parent.width
        cell: keyboard.keyHeight
        gap: writing.gap
    }
    Keyboard {
        id: keyboard

        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        spaced: true
        signs: Array.from(writing.pen.chinese ? "，。？！" : ",.?!")
        mode: writing.pen.chinese ? Words.both(qsTr("写英文")) : Words.both(qsTr("写中文"))
        onTyped: sign => /\d/.test(sign) && writing.pen.letters ? candidates.choose(Number(sign)) : writing.pen.press(sign)
        onErased: writing.pen.erase()
        onCleared: writing.pen.clear()
        onModeAsked: writing.pen.turn()
    }
}

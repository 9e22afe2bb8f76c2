pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// The services of this visit, what the visitor wrote, and what a colleague wrote to it; empty for most. What is too long for its place scrolls.
Flickable {
    id: visit

    required property var face
    readonly property real edge: 2 * Theme.step

    clip: true
    contentHeight: told.height
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height

    Column {
        id: told

        x: visit.edge
        y: Math.max(0, (visit.height - height) / 2)
        width: visit.width - 2 * visit.edge
        spacing: Theme.step

        Repeater {
            model: [
                { name: "steps", text: visit.sorted(visit.face.steps) },
                { name: "form", text: visit.form(visit.face) },
                { name: "written", text: visit.face.note === "" ? "" : Words.main(Words.both(qsTr("备注：%1"), visit.face.note)) }
            ]

            Text {
                required property var modelData

                objectName: modelData.name
                width: told.width
                visible: text !== ""
                text: modelData.text
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                horizontalAlignment: lineCount > 2 ? Text.AlignLeft : Text.AlignHCenter
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.note
            }
        }
    }
    Rectangle { // how far one has read
        x: visit.width - width
        y: visit.contentY + visit.height * visit.visibleArea.yPosition
        visible: visit.interactive
        width: Theme.step
        height: visit.height * visit.visibleArea.heightRatio
        radius: width / 2
        color: Theme.edge
    }

    // What it is about and whom to call, then the visitor's own words.
    function form(face: var): string {
        const head = [face.category ? Words.main(face.category) : "", face.contact].filter(part => part !== "").join("\u00a0\u00a0·  ");
        return [head, face.written].filter(part => part !== "").join("\n");
    }

    // Done 户籍  ·  Now 社保  ·  Later 税务, those of one kind together.
    function sorted(steps: var): string {
        return ["done", "incomplete", "now", "later"].map(state => {
            const names = steps.filter(step => step.state === state).map(step => Words.main(step.name));
            return names.length === 0 ? "" : Words.main(Say.step(state)) + "\u00a0" + names.join(Words.main({ zh: "、", en: ", " }));
        }).filter(part => part !== "").join("\u00a0\u00a0·  ");
    }
}

import QtQuick
import kiosk.ui

// One sentence of what is and one of what to do, in a place that stays free for it.
Rectangle {
    id: note

    required property var face
    readonly property var words: Say.note(face)

    readonly property bool narrow: width < 660 * Theme.u

    height: (narrow ? 184 : 136) * Theme.u
    radius: Theme.radius
    color: words ? Theme.sheet : "transparent"
    border.width: words ? Theme.line : 0
    border.color: Theme.edge

    Bilingual {
        objectName: "said"
        anchors.verticalCenter: parent.verticalCenter
        x: 2 * Theme.step
        width: parent.width - 4 * Theme.step
        align: Text.AlignHCenter
        size: 32 * Theme.u
        words: note.narrow && note.words ? note.broken(note.words) : note.words
    }

    // A line for each sentence.
    function broken(words: var): var {
        return { zh: words.zh.replace(/。(?=.)/, "。\n"), en: words.en.replace(/\. (?=[A-Z])/, ".\n") };
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// A few answers with a key each, and a place to type another one where that may be.
Column {
    id: form

    required property var panel
    required property bool live
    required property bool pairs // answers stand two by two
    readonly property bool empty: field.text.trim() === ""
    readonly property bool ready: panel.typed && (!empty || panel.optional)
    readonly property var choices: {
        if (panel.ask === "") return [];
        if (panel.ask !== "reason") return panel.options.map(option => ({ name: "answer-" + option.value, value: option.value, words: Offer.answer(option.value) }));
        return Offer.reasons(panel.verb).map((words, place) => ({ name: "reason-" + (place + 1), value: words.zh, words: words }));
    }

    signal answered(string value)

    function press(place: int) {
        if (place >= 0 && place < choices.length) answered(choices[place].value);
        else if (place === choices.length && panel.typed) type();
    }

    function type() {
        field.forceActiveFocus();
    }

    function clear() {
        field.text = "";
    }

    function send() {
        if (ready) answered(field.text);
    }

    spacing: 1.5 * Theme.step

    Grid {
        width: parent.width
        columns: form.pairs ? 2 : 1
        spacing: 1.5 * Theme.step
        visible: form.choices.length > 0

        Repeater {
            model: form.choices

            KeyButton {
                required property var modelData
                required property int index

                objectName: modelData.name
                width: form.pairs ? (form.width - 1.5 * Theme.step) / 2 : form.width
                enabled: form.live
                small: true
                size: 34 * Theme.u
                implicitHeight: 88 * Theme.u
                words: modelData.words
                keyName: index + 1
                onClicked: form.answered(modelData.value)
            }
        }
    }
    Field {
        id: field

        objectName: "text"
        width: parent.width
        visible: form.panel.typed
        bare: form.panel.ask === "text"
        words: form.panel.ask === "" ? null : Offer.typing(form.panel)
        keyName: form.choices.length > 0 ? form.choices.length + 1 : ""
        code: form.panel.ask === "place"
        longest: form.panel.longest
        long: form.panel.ask === "text"
        onEntered: form.send()
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// What a verb asks before it is sent: one question at a time, a key for each answer, Esc goes back.
FocusScope {
    id: asking

    required property var terminal
    required property bool wide
    readonly property var face: terminal.face
    readonly property var panel: terminal.panel
    readonly property bool live: face.possible.includes(panel.verb)
    readonly property bool picks: panel.ask === "ticket" || panel.ask === "place" && !panel.typed
    readonly property string question: panel.verb + panel.ask + panel.answers.length

    function answer(value: string) {
        if (live) terminal.answered(value);
    }

    function begin() {
        form.clear();
        if (picks) pick.begin();
        else if (panel.typed && panel.ask !== "reason") form.type();
        else keys.forceActiveFocus();
    }

    onQuestionChanged: if (panel.ask !== "") begin()
    Keys.onEscapePressed: terminal.backPressed()
    Keys.onPressed: event => {
        event.accepted = true; // no verb is to be pressed behind this
        if (picks) pick.move(event.key);
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) form.send();
        else if (!event.isAutoRepeat) form.press(event.key - Qt.Key_1);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    MouseArea { anchors.fill: parent } // nor by a click
    Item { id: keys } // has the keyboard while nothing is typed

    Column {
        id: head

        x: Math.max(5 * Theme.step, (asking.width - 1100 * Theme.u) / 2)
        y: 2 * Theme.step
        width: asking.width - 2 * x
        spacing: Theme.step

        Text {
            objectName: "trail"
            width: parent.width
            text: asking.trail()
            textFormat: Text.PlainText
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: font.pixelSize * 0.4
            color: Theme.soft
            font.family: Theme.family
            font.pixelSize: Theme.note
        }
        Bilingual {
            objectName: "question"
            width: parent.width
            words: asking.panel.ask === "" ? null : Offer.question(asking.panel)
            size: Theme.label
            bold: true
        }
    }
    Form {
        id: form

        anchors.left: head.left
        anchors.right: head.right
        anchors.top: head.bottom
        anchors.topMargin: 2 * Theme.step
        visible: !asking.picks
        panel: asking.panel
        live: asking.live
        pairs: asking.wide || asking.height < 1100 * Theme.u
        onAnswered: value => asking.answer(value)
    }
    Pick {
        id: pick

        anchors.left: head.left
        anchors.right: head.right
        anchors.top: head.bottom
        anchors.topMargin: 2 * Theme.step
        anchors.bottom: note.words ? note.top : foot.top
        anchors.bottomMargin: 2 * Theme.step
        visible: asking.picks
        panel: asking.panel
        live: asking.live
        onAnswered: value => asking.answer(value)
    }
    Note {
        id: note

        anchors.left: head.left
        anchors.right: head.right
        anchors.bottom: foot.top
        anchors.bottomMargin: 2 * Theme.step
        visible: words
        face: asking.face
    }
    Row {
        id: foot

        anchors.left: head.left
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 4 * Theme.step
        width: head.width
        spacing: 2 * Theme.step

        KeyButton {
            objectName: "back"
            width: (parent.width - parent.spacing) / 2
            small: true
            size: 36 * Theme.u
            implicitHeight: 100 * Theme.u
            words: Words.both(qsTr("返回"))
            keyName: "Esc"
            onClicked: asking.terminal.backPressed()
        }
        KeyButton {
            objectName: "send"
            width: (parent.width - parent.spacing) / 2
            visible: asking.panel.typed
            enabled: asking.live && form.ready
            small: true
            primary: true
            size: 36 * Theme.u
            implicitHeight: 100 * Theme.u
            words: {
                if (asking.face.doing !== "" && asking.face.doing === asking.panel.verb) return Say.doing(asking.panel.verb);
                return form.empty && asking.panel.optional ? Words.both(qsTr("不填原因")) : Words.both(qsTr("确定"));
            }
            keyName: Words.main(Words.both(qsTr("回车")))
            onClicked: form.send()
        }
    }

    // The verb, whom it is about, and what was answered so far.
    function trail(): string {
        if (panel.verb === "") return "";
        const about = ["park-ticket", "transfer-ticket", "note"].includes(panel.verb) ? [face.number] : [];
        const answers = panel.answers.filter(answer => answer.value !== "to_window" && answer.value !== "to_staff" && answer.value !== "service");
        return [Words.main(Say.verb(panel.verb, face))].concat(about, answers.map(told)).join("  ·  ");
    }

    function told(answer: var): string {
        if (answer.mark) return answer.value.split("-")[0];
        const where = panel.answers[0].value;
        if (answer.name) return Words.main(where === "to_window" ? Say.place(answer.name.zh) : answer.name);
        return Words.main(Offer.answer(answer.value));
    }
}

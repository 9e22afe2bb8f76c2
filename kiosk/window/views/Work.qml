pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// The ticket at the window, the one big button, the others, and who waits: below, or beside where the window is wide.
FocusScope {
    id: work

    required property var terminal
    readonly property var face: terminal.face
    required property bool wide
    readonly property real edge: 5 * Theme.step
    readonly property bool asked: terminal.panel.ask !== ""
    readonly property bool resumable: face.condition === "paused" && face.primary !== "open-window"

    function press(verb: string) {
        if (!face.possible.includes(VerbKeys.asks(verb))) return;
        if (verb === "incomplete") terminal.incompletePressed();
        else if (verb === "take-over") terminal.takeOverPressed();
        else terminal.pressed(verb);
    }

    onAskedChanged: if (!asked) forceActiveFocus()
    Keys.onPressed: event => {
        const verb = event.key === Qt.Key_Space ? face.primary : VerbKeys.verb(event.key);
        if (verb === "" || event.isAutoRepeat) return;
        event.accepted = true;
        press(verb);
    }

    Item {
        id: all

        anchors.fill: parent
        visible: !work.asked

        Column {
            id: desk

            x: work.edge
            width: (work.wide ? work.width * 0.54 : work.width) - 2 * work.edge
            spacing: 2 * Theme.step

            TicketHere {
                width: parent.width
                height: work.wide ? Math.max(200 * Theme.u, work.height - note.height - actions.height - 8 * Theme.step)
                                  : Math.min(380 * Theme.u, Math.max(215 * Theme.u, work.height * 0.23))
                face: work.face
            }
            Note {
                id: note

                width: parent.width
                height: (work.wide || narrow ? 184 : 136) * Theme.u
                face: work.face

                Visit {
                    anchors.fill: parent
                    visible: !note.words
                    face: work.face
                }
            }
            Column {
                id: actions

                width: parent.width
                spacing: 1.5 * Theme.step

                VerbButton {
                    width: parent.width
                    primary: true
                    verb: work.face.primary
                    keyName: Words.main(Words.both(qsTr("空格")))
                    face: work.face
                    onClicked: work.press(verb)
                }
                VerbRow {
                    width: parent.width
                    face: work.face
                    verbs: ["recall", "no-show", "park-ticket", "transfer-ticket"]
                    onPressed: verb => work.press(verb)
                }
                VerbRow {
                    width: parent.width
                    height: 84 * Theme.u // also while there is nothing to undo
                    face: work.face
                    verbs: ["note", "incomplete", "undo"]
                    places: 4
                    onPressed: verb => work.press(verb)
                }
            }
        }
        Column {
            id: ends

            x: work.wide ? desk.x + desk.width + 2 * work.edge : work.edge
            y: work.wide ? desk.height - height : desk.height + 1.5 * Theme.step
            width: work.width - x - work.edge
            spacing: 1.5 * Theme.step

            VerbRow {
                width: parent.width
                face: work.face
                verbs: ["call-ticket", "reinstate-ticket", "void-ticket", "authorise", "finish-part"]
                onPressed: verb => work.press(verb)
            }
            VerbRow {
                width: parent.width
                face: work.face
                verbs: [work.resumable ? "open-window" : "pause-window", "call-support", "close-window", "take-over", "sign-out"]
                onPressed: verb => work.press(verb)
            }
        }
        Waiting {
            x: ends.x
            y: work.wide ? 3 * Theme.step : ends.y + ends.height + 2 * Theme.step
            width: ends.width
            height: (work.wide ? ends.y - 2 * Theme.step : work.height) - y
            terminal: work.terminal
        }
    }
    Loader {
        anchors.fill: parent
        active: work.asked
        sourceComponent: Component { Asking { terminal: work.terminal; wide: work.wide } }
        onLoaded: (item as Asking).begin()
    }
}

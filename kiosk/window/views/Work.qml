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
    readonly property bool resumable: face.condition === "paused" && face.primary !== "open-window"
    readonly property var verbs: [ // F1 and on
        "open-window", "call-next", "recall", "start-service", "finish-service",
        "no-show", "pause-window", "close-window", "sign-out"
    ]

    function keyOf(verb: string): string {
        return "F" + (verbs.indexOf(verb) + 1);
    }

    function press(verb: string) {
        if (!face.possible.includes(verb)) return;
        if (verb === "pause-window") reasons.open();
        else terminal.pressed(verb);
    }

    Keys.onPressed: event => {
        const verb = event.key === Qt.Key_Space ? face.primary : verbs[event.key - Qt.Key_F1];
        if (verb === undefined || event.isAutoRepeat) return;
        event.accepted = true;
        press(verb);
    }

    Column {
        id: desk

        x: work.edge
        width: (work.wide ? work.width * 0.58 : work.width) - 2 * work.edge
        spacing: 2 * Theme.step

        TicketHere {
            width: parent.width
            height: work.wide ? Math.max(220 * Theme.u, work.height - note.height - actions.height - 8 * Theme.step)
                              : Math.min(400 * Theme.u, Math.max(250 * Theme.u, work.height * 0.27))
            face: work.face
        }
        Note {
            id: note

            width: parent.width
            face: work.face
        }
        Column {
            id: actions

            width: parent.width
            spacing: 2 * Theme.step

            VerbButton {
                width: parent.width
                primary: true
                verb: work.face.primary
                keyName: Words.main(Words.both(qsTr("空格")))
                face: work.face
                onClicked: work.press(verb)
            }
            Row {
                spacing: 2 * Theme.step

                Repeater {
                    model: ["recall", "no-show", work.resumable ? "open-window" : "pause-window"]

                    VerbButton {
                        required property string modelData

                        width: (actions.width - 4 * Theme.step) / 3
                        verb: modelData
                        keyName: work.keyOf(verb)
                        face: work.face
                        onClicked: work.press(verb)
                    }
                }
            }
        }
    }
    Waiting {
        x: work.wide ? desk.x + desk.width + 2 * work.edge : work.edge
        y: work.wide ? 3 * Theme.step : ends.y + ends.height + 3 * Theme.step
        width: ends.width
        height: (work.wide ? ends.y - 2 * Theme.step : work.height) - y
        terminal: work.terminal
    }
    Row {
        id: ends

        x: work.wide ? desk.x + desk.width + 2 * work.edge : work.edge
        y: work.wide ? desk.height - height : desk.height + 2 * Theme.step
        width: work.width - x - work.edge
        spacing: 2 * Theme.step

        Repeater {
            model: ["close-window", "sign-out"]

            VerbButton {
                required property string modelData

                width: (ends.width - 2 * Theme.step) / 2
                verb: modelData
                keyName: work.keyOf(verb)
                face: work.face
                onClicked: work.press(verb)
            }
        }
    }
    Reasons {
        id: reasons

        anchors.fill: parent
        onChosen: reason => work.terminal.pauseAsked(reason)
        onClosed: work.forceActiveFocus()
    }
}

pragma Singleton
import QtQuick

// Which key asks which verb; the space bar asks the big button's.
QtObject {
    readonly property var keys: ({
        "open-window": "F1", "call-next": "F2", "recall": "F3", "start-service": "F4", "finish-service": "F5",
        "no-show": "F6", "pause-window": "F7", "close-window": "F8", "sign-out": "F9", "park-ticket": "F10",
        "transfer-ticket": "F11", "note": "F12", "call-ticket": "C", "reinstate-ticket": "R", "void-ticket": "V",
        "authorise": "A", "finish-part": "P", "call-support": "S", "take-over": "T", "incomplete": "X", "undo": "Z"
    })

    function of(verb: string): string {
        return keys[verb] ?? "";
    }

    // The verb of a key, or nothing.
    function verb(key: int): string {
        const name = key >= Qt.Key_F1 && key <= Qt.Key_F12 ? "F" + (key - Qt.Key_F1 + 1)
                   : key >= Qt.Key_A && key <= Qt.Key_Z ? String.fromCharCode(key) : "";
        return Object.keys(keys).find(verb => keys[verb] === name) ?? "";
    }

    // The word of the wire: an incomplete end is an end too, and who takes a window over signs in.
    function asks(verb: string): string {
        return verb === "incomplete" ? "finish-service" : verb === "take-over" ? "sign-in" : verb;
    }
}

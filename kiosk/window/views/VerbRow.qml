pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// Some of the verbs beside each other, each always in its place.
Row {
    id: row

    required property var face
    required property var verbs
    property int places: verbs.length
    readonly property real place: (width - (places - 1) * spacing) / places

    signal pressed(string verb)

    spacing: (places > 4 ? 1 : 1.5) * Theme.step

    Repeater {
        model: row.verbs

        VerbButton {
            required property string modelData

            width: verb === "undo" ? 2 * row.place + row.spacing : row.place
            small: true
            verb: modelData
            face: row.face
            visible: verb === "undo" ? row.face.undo !== "" : verb !== "finish-part" || row.face.parts
            onClicked: row.pressed(verb)
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

TouchWindow {
    id: typing

    required property QtObject pen
    property bool writes: true

    inches: 21.5

    Loader {
        anchors.fill: parent
        anchors.margins: Theme.margin
        focus: true
        active: typing.writes
        sourceComponent: Writing {
            objectName: "writing"
            focus: true
            pen: typing.pen
            words: ({ zh: "请写下哪件事没办成", en: "What could not be done?" })
            most: 40
        }
    }
}

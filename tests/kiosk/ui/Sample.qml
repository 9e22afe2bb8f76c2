import QtQuick
import kiosk.ui

TouchWindow {
    id: sample

    required property var kiosk
    property int presses: 0
    property int backs: 0
    property string asked: ""

    onLanguageAsked: language => { sample.asked = language; sample.language = language; }

    Page {
        anchors.fill: parent
        hasBack: true
        onBack: sample.backs += 1

        Bilingual {
            objectName: "greeting"
            width: parent.width
            words: Words.both(qsTr("返回"))
        }
        TextInput {
            objectName: "field"
            y: 300
            width: 400
            height: 60
        }
        Tile {
            objectName: "tile"
            y: 400
            width: 444 * Theme.u
            height: 180 * Theme.u
            words: ({ zh: "<b>户籍</b>", en: "Household" })
            onClicked: sample.presses += 1
        }
        corner: BigButton {
            objectName: "on"
            words: Words.both("好 %1", 7)
            onClicked: sample.presses += 10
        }
    }
}

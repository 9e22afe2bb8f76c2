pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// Every language in its own name.
Page {
    id: languages

    required property var kiosk
    required property var access

    objectName: "languages"
    hasBack: true
    need: title.y + title.height + 6 * Theme.step + list.height

    Heading {
        id: title

        words: Words.both(qsTr("请选择语言"))
    }
    Grid {
        id: list

        anchors.top: title.bottom
        anchors.topMargin: 6 * Theme.step
        width: parent.width
        columns: languages.upright ? 1 : 2
        spacing: Theme.apart

        Repeater {
            model: languages.access.languages

            Toggle {
                required property string modelData

                objectName: "language-" + modelData
                width: (list.width - (list.columns - 1) * list.spacing) / list.columns
                one: true
                on: languages.kiosk.face.language === modelData
                words: ({ zh: Words.named(modelData), [Words.language]: Words.named(modelData), [Words.other]: "" })
                onClicked: {
                    languages.kiosk.languageAsked(modelData);
                    languages.back();
                }
            }
        }
    }
}

pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// All that will be sent, to be read once more.
Page {
    id: review

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property var request: face.request
    readonly property bool appeal: request.kind === "appeal"

    objectName: "review"
    hasBack: true
    onBack: kiosk.back()
    enabled: !face.asking
    need: list.y + list.height

    Heading {
        id: title

        words: Words.both(qsTr("请看一看，对不对？"))
    }
    Column {
        id: list

        anchors.top: title.bottom
        anchors.topMargin: 5 * Theme.step
        width: parent.width
        spacing: (review.upright ? 5 : 3) * Theme.step

        Repeater {
            model: review.lines()

            Grid {
                id: line

                required property var modelData
                readonly property real narrow: columns > 1 ? 0.2 * width : width

                width: list.width
                columns: review.upright || Theme.large ? 1 : 2
                rowSpacing: Theme.step

                Bilingual {
                    width: line.narrow
                    size: Theme.text
                    color: Theme.soft
                    words: line.modelData.of
                }
                Text {
                    width: line.columns > 1 ? line.width - line.narrow : line.width
                    text: Words.main(line.modelData.is)
                    textFormat: Text.PlainText
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    color: Theme.ink
                    font.family: Theme.family
                    font.pixelSize: Theme.label
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }
        }
        Bilingual {
            width: parent.width
            size: Theme.text
            color: Theme.action
            words: Words.both(qsTr("您写的话和电话，只给办这件事的工作人员看，号票上没有。"))
        }
    }
    corner: BigButton {
        objectName: "onward"
        width: Math.min(implicitWidth, review.cornerRoom)
        primary: true
        words: review.appeal ? Words.both(qsTr("提交，取号")) : Words.both(qsTr("对，选时间"))
        onClicked: review.kiosk.form.onward()
    }

    function lines(): var {
        const same = text => ({ zh: text, en: text, [Words.language]: text }); // as it was written, letter for letter
        return [
            { of: Words.both(qsTr("要办的")), is: request.service },
            { of: Words.both(qsTr("哪方面")), is: request.about },
            { of: Words.both(qsTr("件数")), is: request.items ? same(request.items) : null },
            { of: Words.both(qsTr("您写的")), is: request.words ? same(request.words) : null },
            { of: Words.both(qsTr("电话")), is: request.contact ? same(request.contact) : null },
        ].filter(line => line.is);
    }
}

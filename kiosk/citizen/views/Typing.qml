pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// The ID number, typed with large keys. What is typed is shown by its last signs only: others stand behind.
Page {
    id: typing

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property int length: face.typed.length
    readonly property bool mirrored: LayoutMirroring.enabled

    objectName: "typing"
    hasBack: true
    onBack: kiosk.back()
    need: pad.y + pad.height
    focus: true
    Keys.onPressed: event => {
        const sign = event.text.toUpperCase();
        if (event.key === Qt.Key_Backspace) kiosk.erased();
        else if (/^[0-9X]$/.test(sign)) kiosk.keyTyped(sign);
        else return;
        event.accepted = true;
    }

    Heading {
        id: title

        words: Words.both(qsTr("请输入身份证号码"))
    }
    Column {
        id: said

        anchors.top: title.bottom
        anchors.topMargin: 5 * Theme.step
        x: typing.mirrored && !typing.upright ? pad.width + Theme.apart : 0
        width: !typing.upright ? parent.width - pad.width - Theme.apart : parent.width
        spacing: 4 * Theme.step

        Rectangle {
            width: parent.width
            height: 140 * Theme.u
            radius: Theme.radius
            color: Theme.sheet
            border.width: Theme.line
            border.color: typing.face.misfit ? Theme.seal : Theme.edge

            Text {
                objectName: "typed"
                anchors.fill: parent
                anchors.margins: 3 * Theme.step
                text: typing.face.typed
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 20 * Theme.u
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: 72 * Theme.u
                font.letterSpacing: 6 * Theme.u
                Accessible.role: Accessible.EditableText
                Accessible.name: Words.main(Words.both(qsTr("已输入 %1 位"), typing.length))
            }
        }
        Bilingual {
            objectName: "hint"
            width: parent.width
            align: Text.AlignHCenter
            size: Theme.text
            color: typing.face.misfit ? Theme.seal : Theme.ink
            words: typing.face.misfit ? Words.both(qsTr("号码对不上，请看一看，删掉再输入。"))
                                      : Words.both(qsTr("18 位，已输入 %1 位。这样只能取新号。"), typing.length)
        }
    }
    Grid {
        id: pad

        readonly property real key: Math.max(Theme.target, typing.upright ? (parent.width - 2 * Theme.apart) / 3 : 190 * Theme.u)

        x: typing.upright ? (parent.width - width) / 2 : typing.mirrored ? 0 : parent.width - width
        y: typing.upright ? said.y + said.height + 6 * Theme.step : title.y + title.height + 5 * Theme.step
        columns: typing.upright ? 3 : 4
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart
        layoutDirection: Qt.LeftToRight // digits stand alike in every language
        LayoutMirroring.enabled: false

        Repeater {
            model: typing.upright ? ["1", "2", "3", "4", "5", "6", "7", "8", "9", "X", "0", ""]
                                  : ["1", "2", "3", "X", "4", "5", "6", "0", "7", "8", "9", ""]

            BigButton {
                required property string modelData

                objectName: modelData ? "key-" + modelData : "erase"
                width: pad.key
                height: Math.max(implicitHeight, (typing.upright ? 136 : 112) * Theme.u)
                padding: Theme.step
                size: modelData ? 1.5 * Theme.label : Theme.text
                words: modelData ? { zh: modelData, en: modelData } : Words.both(qsTr("删除"))
                focusPolicy: Qt.TabFocus
                onClicked: modelData ? typing.kiosk.keyTyped(modelData) : typing.kiosk.erased()
            }
        }
    }
}

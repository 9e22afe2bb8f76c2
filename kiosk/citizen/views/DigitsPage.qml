pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// A number, typed with large keys; what is typed stands beside or above them.
Page {
    id: digits

    required property var kiosk
    required property var heading // { zh, en }
    required property string typed
    required property var hint
    property var said: Words.alike(typed) // of what is typed, for who hears it
    property bool misfit: false
    property string extra: "" // a key beside those of the digits
    readonly property var face: kiosk.face
    readonly property bool mirrored: LayoutMirroring.enabled

    objectName: face.page
    hasBack: true
    onBack: kiosk.back()
    need: pad.y + pad.height
    focus: true
    Keys.onPressed: event => {
        const sign = event.text.toUpperCase();
        if (event.key === Qt.Key_Backspace) kiosk.erased();
        else if (/^[0-9]$/.test(sign) || (sign !== "" && sign === extra)) kiosk.keyTyped(sign);
        else return;
        event.accepted = true;
    }

    Heading {
        id: title

        words: digits.heading
    }
    Column {
        id: told

        anchors.top: title.bottom
        anchors.topMargin: 5 * Theme.step
        x: digits.mirrored && !digits.upright ? pad.width + Theme.apart : 0
        width: !digits.upright ? parent.width - pad.width - Theme.apart : parent.width
        spacing: 4 * Theme.step

        Rectangle {
            width: parent.width
            height: 140 * Theme.u
            radius: Theme.radius
            color: Theme.sheet
            border.width: Theme.line
            border.color: digits.misfit ? Theme.seal : Theme.edge

            Text {
                objectName: "typed"
                anchors.fill: parent
                anchors.margins: 3 * Theme.step
                text: digits.typed
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
                Accessible.name: Words.main(digits.said)
            }
        }
        Bilingual {
            objectName: "hint"
            width: parent.width
            visible: digits.hint !== null
            align: Text.AlignHCenter
            size: Theme.text
            color: digits.misfit ? Theme.seal : Theme.ink
            words: digits.hint
        }
    }
    Grid {
        id: pad

        readonly property real key: Math.max(Theme.target, digits.upright ? (parent.width - 2 * Theme.apart) / 3 : 190 * Theme.u)

        x: digits.upright ? (parent.width - width) / 2 : digits.mirrored ? 0 : parent.width - width
        y: digits.upright ? told.y + told.height + 6 * Theme.step : title.y + title.height + 5 * Theme.step
        columns: digits.upright ? 3 : 4
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart
        layoutDirection: Qt.LeftToRight // digits stand alike in every language
        LayoutMirroring.enabled: false

        Repeater {
            model: {
                const more = digits.extra || " ";
                if (digits.upright) return [..."123456789", more, "0", ""];
                return digits.extra ? [..."123", more, ..."4560789", ""] : [..."1230456", "", ..."789"];
            }

            BigButton {
                required property string modelData

                objectName: modelData ? "key-" + modelData : "erase"
                enabled: modelData !== " "
                opacity: enabled ? 1 : 0 // its place stays
                Accessible.ignored: !enabled
                width: pad.key
                height: Math.max(implicitHeight, (digits.upright ? 136 : 112) * Theme.u)
                padding: Theme.step
                size: !modelData ? Theme.text : digits.upright ? 1.5 * Theme.label : Math.min(1.5 * Theme.label, 70 * Theme.u)
                words: modelData ? Words.alike(modelData) : Words.both(qsTr("删除"))
                focusPolicy: Qt.TabFocus
                onClicked: modelData ? digits.kiosk.keyTyped(modelData) : digits.kiosk.erased()
            }
        }
    }
}

import QtQuick
import kiosk.ui

// One ticket of the visitor's, to be printed again or given back; and whether giving it back is meant.
Page {
    id: opened

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property bool asks: face.page === "give-back"

    objectName: face.page
    hasBack: true
    onBack: kiosk.back()
    enabled: !face.asking
    need: body.height + title.y + title.height + 4 * Theme.step

    Heading {
        id: title

        words: opened.asks ? Words.both(qsTr("真的要退掉这个号吗？")) : Words.both(qsTr("您的号"))
    }
    Grid {
        id: body

        anchors.horizontalCenter: parent.horizontalCenter
        y: title.y + title.height + Math.max(4 * Theme.step, (parent.height - title.y - title.height - height) * 0.4)
        columns: opened.upright ? 1 : 2
        columnSpacing: 96 * Theme.u
        rowSpacing: 5 * Theme.step
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            width: 952 * Theme.u
            spacing: 5 * Theme.step

            TicketNumber {
                objectName: "number"
                width: parent.width
                text: opened.face.number
            }
            Bilingual {
                width: parent.width
                align: Text.AlignHCenter
                bold: true
                size: Theme.label
                words: opened.face.service
            }
        }
        Column {
            width: opened.upright ? 952 * Theme.u : 744 * Theme.u
            spacing: 5 * Theme.step

            Facts {
                width: parent.width
                visible: !opened.asks
                face: opened.face
            }
            Bilingual {
                width: parent.width
                visible: opened.asks
                align: Text.AlignHCenter
                size: Theme.text
                words: Words.both(qsTr("退了以后要重新取号、重新排队。"))
            }
            Item { // apart from what is said
                width: 1
                height: Theme.step
            }
            BigButton {
                objectName: opened.asks ? "confirm" : "give-back"
                anchors.horizontalCenter: parent.horizontalCenter
                width: 680 * Theme.u
                height: Math.max(136 * Theme.u, implicitHeight)
                words: opened.asks ? Words.both(qsTr("退号，不办了")) : Words.both(qsTr("不办了，退号"))
                onClicked: opened.asks ? opened.kiosk.confirmed() : opened.kiosk.giveBack()
            }
        }
    }
    corner: BigButton {
        objectName: opened.asks ? "keep" : "reprint"
        width: Math.min(implicitWidth, opened.cornerRoom)
        primary: true
        words: opened.asks ? Words.both(qsTr("不退，留着")) : Words.both(qsTr("再打印一张号票"))
        onClicked: opened.asks ? opened.kiosk.back() : opened.kiosk.reprint()
    }
}

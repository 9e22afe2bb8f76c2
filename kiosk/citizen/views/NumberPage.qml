import QtQuick
import kiosk.ui

// A number, large, in the middle of what is said about it.
Page {
    id: page

    required property var kiosk
    property var above       // { zh, en }
    property var below
    property var note: null  // said last, smaller
    property alias other: more.data // to be touched, beside the way on
    property var onward: Words.both(qsTr("完成"))
    readonly property var face: kiosk.face

    hasFoot: true
    need: body.height

    Grid {
        id: body

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (parent.height - height) * 0.45)
        columns: page.upright ? 1 : 2
        columnSpacing: 96 * Theme.u
        rowSpacing: 7 * Theme.step
        verticalItemAlignment: page.more ? Grid.AlignTop : Grid.AlignVCenter // the number is in sight first

        Item {
            readonly property bool numberFirst: page.more && !page.upright // else it would be cut where glass is low

            width: 952 * Theme.u
            height: above.height + number.height + service.height + 10 * Theme.step

            Bilingual {
                id: above

                y: parent.numberFirst ? number.height + 5 * Theme.step : 0
                width: parent.width
                align: Text.AlignHCenter
                bold: true
                heading: true
                size: 52 * Theme.t
                words: page.above
            }
            TicketNumber {
                id: number

                objectName: "number"
                y: parent.numberFirst ? 0 : above.height + 5 * Theme.step
                width: parent.width
                text: page.face.number
            }
            Bilingual {
                id: service

                y: parent.height - height
                width: parent.width
                align: Text.AlignHCenter
                bold: true
                size: Theme.label
                words: page.face.service
            }
        }
        Column {
            width: page.upright ? 952 * Theme.u : 744 * Theme.u
            spacing: 7 * Theme.step

            Bilingual {
                width: parent.width
                align: Text.AlignHCenter
                bold: true
                size: 52 * Theme.t
                color: Theme.action
                words: page.below
            }
            Facts {
                width: parent.width
                face: page.face
            }
            Bilingual {
                width: parent.width
                visible: words !== null
                align: Text.AlignHCenter
                size: Theme.text
                words: page.note
            }
        }
    }
    corner: [
        Item {
            id: more

            width: childrenRect.width
            height: childrenRect.height
            visible: children.length > 0 && children[0].visible
        },
        BigButton {
            objectName: "done"
            width: Math.min(implicitWidth, more.visible ? page.half : page.cornerRoom)
            height: Math.max(implicitHeight, more.visible ? more.height : 0)
            visible: page.face.paper !== "printing"
            primary: true
            words: page.onward
            onClicked: page.kiosk.done()
        }
    ]
}

pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// What to know of one item before coming to a window, and the ways on: a ticket, a leaflet, a code for the telephone.
Page {
    id: guide

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property var item: face.item
    readonly property bool prints: !!item && item.paper !== "none"

    objectName: "guide"
    hasBack: true
    onBack: kiosk.back()
    enabled: !face.asking
    need: body.y + body.height

    Heading {
        id: title

        words: guide.item ? guide.item.name : null
    }
    Grid {
        id: body

        y: title.y + title.height + 4 * Theme.step
        width: parent.width
        columns: guide.upright ? 1 : 2
        columnSpacing: Theme.apart
        rowSpacing: 5 * Theme.step
        layoutDirection: guide.upright ? Qt.LeftToRight : Qt.RightToLeft // the code stands beside the text, or above it

        Grid {
            id: code

            columns: guide.upright ? 2 : 1
            width: guide.upright ? body.width : 420 * Theme.u
            columnSpacing: 5 * Theme.step
            rowSpacing: 2 * Theme.step
            verticalItemAlignment: Grid.AlignVCenter

            Image {
                id: picture

                width: 300 * Theme.u
                height: width
                source: guide.item ? guide.item.code : ""
                smooth: false
                fillMode: Image.PreserveAspectFit
                Accessible.role: Accessible.Graphic
                Accessible.name: Words.main(take.words)
            }
            Column {
                width: guide.upright ? parent.width - picture.width - parent.columnSpacing : parent.width
                spacing: 3 * Theme.step

                Bilingual {
                    id: take

                    width: parent.width
                    align: guide.upright ? Text.AlignLeft : Text.AlignHCenter
                    size: Theme.text
                    words: Words.both(qsTr("用手机扫一扫，带走看"))
                }
                Print {
                    visible: guide.prints && guide.upright
                    width: Math.min(parent.width, 420 * Theme.u)
                }
            }
        }
        Column {
            width: guide.upright ? body.width : body.width - code.width - Theme.apart
            spacing: 4 * Theme.step

            Text {
                width: parent.width
                text: guide.item ? Words.main(Words.alike(guide.item.department)) : ""
                textFormat: Text.PlainText
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                color: Theme.soft
                font.family: Theme.family
                font.pixelSize: Theme.text
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            Repeater {
                model: guide.kiosk.guide

                Column {
                    id: part

                    required property var heading
                    required property var lines

                    width: parent.width
                    spacing: Theme.step

                    Text {
                        width: parent.width
                        text: Words.main(part.heading)
                        textFormat: Text.PlainText
                        horizontalAlignment: Text.AlignLeft
                        wrapMode: Text.Wrap
                        color: Theme.action
                        font.family: Theme.family
                        font.bold: true
                        font.pixelSize: Theme.text
                        Accessible.role: Accessible.Heading
                        Accessible.name: text
                    }
                    Text {
                        width: parent.width
                        text: Words.main(part.lines)
                        textFormat: Text.PlainText
                        horizontalAlignment: Text.AlignLeft
                        wrapMode: Text.Wrap
                        color: Theme.ink
                        font.family: Theme.family
                        font.pixelSize: Theme.text
                        lineHeight: 1.15
                        Accessible.role: Accessible.StaticText
                        Accessible.name: text
                    }
                }
            }
        }
    }
    corner: [
        Print { // in sight also where the code ends below the edge
            visible: guide.prints && !guide.upright
            width: Math.min(implicitWidth, guide.half)
        },
        BigButton {
            objectName: "take-number"
            width: Math.min(implicitWidth, guide.prints && !guide.upright ? guide.half : guide.cornerRoom)
            visible: !!guide.item && guide.item.service !== ""
            primary: true
            words: Words.both(qsTr("取号办理"))
            onClicked: guide.kiosk.chosen(guide.item.service)
        }
    ]

    component Print: BigButton {
        objectName: "print-guide"
        enabled: guide.item?.paper !== "printing"
        size: Theme.text
        words: guide.paper()
        onClicked: guide.kiosk.search.printed()
    }

    function paper(): var {
        switch (item ? item.paper : "") {
        case "printing": return Words.both(qsTr("正在打印"));
        case "printed": return Words.both(qsTr("再打一张"));
        case "on-a4": return Words.both(qsTr("A4 已打好，再打一份"));
        case "paper-out": case "failed": return Words.both(qsTr("打不出来，请扫码"));
        default: return Words.both(qsTr("打印指南"));
        }
    }
}

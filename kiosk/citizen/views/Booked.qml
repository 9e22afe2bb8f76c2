import QtQuick
import kiosk.ui

// The time is booked; the slip is coming out, is out, or is not needed: the card will do.
Page {
    id: booked

    required property var kiosk
    readonly property var face: kiosk.face

    objectName: "booked"
    hasFoot: true
    need: body.height

    Grid {
        id: body

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (parent.height - height) * 0.45)
        columns: booked.upright ? 1 : 2
        columnSpacing: 96 * Theme.u
        rowSpacing: 9 * Theme.step
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            width: 952 * Theme.u
            spacing: 5 * Theme.step

            Bilingual {
                width: parent.width
                align: Text.AlignHCenter
                bold: true
                heading: true
                size: 52 * Theme.t
                words: booked.face.moving ? Words.both(qsTr("时间改好了")) : Words.both(qsTr("预约好了"))
            }
            When {
                width: parent.width
                face: booked.face
            }
        }
        Bilingual {
            width: booked.upright ? 952 * Theme.u : 744 * Theme.u
            align: Text.AlignHCenter
            bold: true
            size: Theme.label
            color: Theme.action
            words: booked.next()
        }
    }
    corner: BigButton {
        objectName: "done"
        width: Math.min(implicitWidth, booked.cornerRoom)
        visible: booked.face.paper !== "printing"
        primary: true
        words: Words.both(qsTr("完成"))
        onClicked: booked.kiosk.done()
    }

    function next(): var {
        if (face.visited && face.paper !== "printing")
            return face.paper === "printed" ? Words.both(qsTr("请取走预约单。\n工作人员到时上门，请留意电话。"))
                                            : Words.both(qsTr("请记下时间。\n工作人员到时上门，请留意电话。"));
        switch (face.paper) {
        case "printing": return Words.both(qsTr("正在打印预约单，请稍候"));
        case "printed": return Words.both(qsTr("请取走预约单。\n当天请带身份证，先在自助机报到。"));
        default: return Words.both(qsTr("请记下时间。\n当天请带身份证，先在自助机报到。"));
        }
    }
}

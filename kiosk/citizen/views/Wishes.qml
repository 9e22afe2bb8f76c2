pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// What is to be taken into account: why somebody may go first, what they need of a window, for whom it is.
Page {
    id: wishes

    required property var kiosk
    readonly property var face: kiosk.face

    objectName: "wishes"
    hasBack: true
    onBack: kiosk.back()
    need: list.y + list.height

    Reasons { id: reasons }
    Heading {
        id: title

        words: Words.both(qsTr("您有什么需要？"))
    }
    Grid {
        id: list

        readonly property real each: (width - (columns - 1) * columnSpacing) / columns

        anchors.top: title.bottom
        anchors.topMargin: 5 * Theme.step
        width: parent.width
        columns: wishes.upright ? 1 : 2
        columnSpacing: Theme.apart
        rowSpacing: Theme.apart
        Accessible.role: Accessible.List
        Accessible.name: Words.main(title.words)

        Repeater {
            model: wishes.kiosk.wishList

            Toggle {
                required property string key
                required property string kind
                required property bool confirm
                required property bool chosen

                objectName: kind + "-" + key
                width: list.each
                on: chosen
                one: kind === "reason"
                words: kind === "need" ? reasons.need(key) : confirm ? Words.both(qsTr("%1（工作人员看一眼）"), reasons.of(key)) : reasons.of(key)
                onClicked: wishes.kiosk.wished(kind, key)
            }
        }
        BigButton {
            objectName: "several"
            width: list.each
            height: Math.max(152 * Theme.u, implicitHeight)
            words: Words.both(qsTr("一次办几件事，取一个号"))
            onClicked: wishes.kiosk.several()
        }
        BigButton {
            objectName: "for-another"
            visible: wishes.face.may_act
            width: list.each
            height: Math.max(152 * Theme.u, implicitHeight)
            words: Words.both(qsTr("替别人办，我带了他的身份证"))
            onClicked: wishes.kiosk.forAnother()
        }
    }
    corner: BigButton {
        objectName: "wished"
        primary: true
        words: Words.both(qsTr("好了"))
        onClicked: wishes.kiosk.back()
    }
}

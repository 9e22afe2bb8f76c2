pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// What a visitor wants to say, in words of their own; who does not write says it to a clerk.
Page {
    id: own

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property string kind: face.request.kind
    readonly property bool sayable: kind === "appeal" || kind === "home"

    objectName: "words"
    hasBack: true
    onBack: kiosk.back()
    focus: true // not the keyboard: what is written stays in sight
    Keys.forwardTo: [writing]
    need: writing.y + writing.need - (upright || Theme.large ? 0 : 1.6 * Theme.label) // wide glass shows a line less of it

    component Said: BigButton {
        objectName: "spoken"
        size: Theme.text
        words: own.kind === "home" ? Words.both(qsTr("不写，请打电话问我")) : Words.both(qsTr("不写，说给工作人员听"))
        onClicked: own.kiosk.form.spoken()
    }

    Item { // the page has no room for one that is seen
        width: 1
        height: 1
        Accessible.role: Accessible.Heading
        Accessible.name: Words.main(Words.both(qsTr("您写的")))
    }
    Said {
        id: above

        y: Theme.apart - 2 * Theme.step // as far from the header
        width: parent.width
        visible: own.sayable && own.upright
    }
    Writing {
        id: writing

        y: above.visible ? above.y + above.height + Theme.apart : (own.upright ? 3 : 1) * Theme.step
        width: parent.width
        height: parent.height - y
        pen: own.kiosk.form.writing
        most: 500
        start: own.face.request.words
        words: own.kind === "appeal" ? Words.both(qsTr("什么事没有办成？哪个部门，哪一天，怎么说的，写几句就行。"))
             : own.kind === "home" ? Words.both(qsTr("到哪里去，办什么事？请写小区、楼号和门牌。"))
             : Words.both(qsTr("想谈什么？写几句，也可以不写。"))
    }
    corner: [
        Said {
            id: aloud

            width: Math.min(implicitWidth, own.cornerRoom - (onward.visible ? onward.width + Theme.apart : 0))
            height: Math.max(implicitHeight, onward.visible ? onward.implicitHeight : 0)
            visible: own.sayable && !own.upright
        },
        BigButton {
            id: onward

            objectName: "onward"
            height: Math.max(implicitHeight, aloud.visible ? aloud.implicitHeight : 0)
            visible: own.face.ready
            primary: true
            words: Words.both(qsTr("下一步"))
            onClicked: own.kiosk.form.onward()
        }
    ]
}

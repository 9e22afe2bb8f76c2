import QtQuick
import kiosk.ui

// The other person's card is waited for.
Page {
    id: forWhom

    required property var kiosk
    readonly property bool same: kiosk.face.misfit

    objectName: "for-whom"
    hasBack: true
    onBack: kiosk.back()
    need: sentence.height

    Sentence {
        id: sentence

        upright: forWhom.upright
        drawn: true
        what: forWhom.same ? Words.both(qsTr("请换上他的身份证")) : Words.both(qsTr("请放上对方的身份证"))
        now: Words.both(qsTr("号是他的，叫号时您来就行。"))
    }
}

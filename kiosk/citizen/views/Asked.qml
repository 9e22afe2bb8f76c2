import QtQuick
import kiosk.ui

// What a request needs a number for: how many items there are, or where somebody is called back.
DigitsPage {
    id: asked

    readonly property var request: face.request
    readonly property bool items: face.page === "items"
    readonly property bool needed: request.kind === "home" || request.kind === "company"

    typed: items ? request.items : request.contact
    extra: items ? "" : "-"
    heading: items ? Words.both(qsTr("一共有几件？")) : Words.both(qsTr("您的电话号码是多少？"))
    hint: items ? Words.both(qsTr("最多 500 件。件数多，会留出更长的时间。"))
        : needed ? Words.both(qsTr("工作人员会打这个电话。只有他们看得到。"))
        : Words.both(qsTr("可以不留。留了，只有工作人员看得到。"))
    corner: BigButton {
        objectName: "onward"
        width: Math.min(implicitWidth, asked.cornerRoom)
        visible: asked.face.ready
        primary: true
        words: asked.typed === "" ? Words.both(qsTr("不留电话")) : Words.both(qsTr("下一步"))
        onClicked: asked.kiosk.form.onward()
    }
}

import QtQuick
import kiosk.ui

// Something is not as it should be: one sentence of what is, one of what to do now.
Page {
    id: trouble

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property string about: face.page
    readonly property bool card: about === "lay-again" || about === "card-unknown"

    objectName: about
    hasBack: card || about === "not-given" || about === "no-answer"
    onBack: kiosk.back()

    Sentence {
        upright: trouble.upright
        drawn: trouble.about === "lay-again"
        what: trouble.what()
        now: trouble.now()
    }
    corner: [
        BigButton {
            objectName: "without-card"
            visible: trouble.card
            primary: true
            words: Words.both(qsTr("不用身份证取号"))
            onClicked: trouble.kiosk.withoutCard()
        },
        BigButton {
            objectName: "done"
            visible: trouble.about === "not-given" || trouble.about === "no-answer"
            words: Words.both(qsTr("完成"))
            onClicked: trouble.kiosk.done()
        }
    ]

    function what(): var {
        switch (about) {
        case "starting": return Words.both(qsTr("正在准备，请稍候"));
        case "away": return Words.both(qsTr("取号暂停一会儿"));
        case "unregistered": return Words.both(qsTr("这台机器还没有登记好"));
        case "closed": return Words.both(qsTr("现在没有可以取号的业务"));
        case "lay-again": return Words.both(qsTr("没有读到身份证"));
        case "card-unknown": return Words.both(qsTr("这张证件在这里读不了"));
        case "no-answer": return Words.both(qsTr("还没有取到号"));
        default: return face.refused === "not-now" ? Words.both(qsTr("这项业务现在不能取号"))
                                                   : Words.both(qsTr("这次没有取到号"));
        }
    }

    function now(): var {
        switch (about) {
        case "starting": return null;
        case "away": return Words.both(qsTr("恢复后会自动继续。\n着急的话，请到咨询台。"));
        case "unregistered": return Words.both(qsTr("请到别的机器取号，或者到咨询台。"));
        case "closed": return Words.both(qsTr("请到咨询台问一问。"));
        case "lay-again": return Words.both(qsTr("请把身份证拿起来，再平放一次。"));
        case "card-unknown": return Words.both(qsTr("不用身份证也可以取号。"));
        case "no-answer": return Words.both(qsTr("请返回再试一次，或者到咨询台。"));
        default: return Words.both(qsTr("请返回选择别的业务，或者到咨询台。"));
        }
    }
}

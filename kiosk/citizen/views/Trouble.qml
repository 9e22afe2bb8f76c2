import QtQuick
import kiosk.ui

// Something is not as it should be: one sentence of what is, one of what to do now.
Page {
    id: trouble

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property string about: face.page
    readonly property bool retry: about === "not-given" || about === "no-answer" || about === "not-done"
    readonly property bool card: about === "lay-again" || about === "card-unknown" || about === "code-unknown"

    objectName: about
    hasBack: card || retry
    onBack: kiosk.back()
    need: sentence.height

    Sentence {
        id: sentence

        upright: trouble.upright
        drawn: trouble.about === "lay-again"
        what: trouble.what()
        now: trouble.now()
    }
    corner: [
        BigButton {
            objectName: "without-card"
            width: Math.min(implicitWidth, trouble.cornerRoom)
            visible: trouble.card
            primary: true
            words: Words.both(qsTr("不用身份证取号"))
            onClicked: trouble.kiosk.withoutCard()
        },
        BigButton {
            objectName: "done"
            width: Math.min(implicitWidth, trouble.cornerRoom)
            visible: trouble.retry || trouble.about === "cancelled" || trouble.about === "given-back"
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
        case "out-of-service": return Words.both(qsTr("这台机器暂停使用"));
        case "lay-again": return Words.both(qsTr("没有读到身份证"));
        case "card-unknown": return Words.both(qsTr("这张证件在这里读不了"));
        case "code-unknown": return face.code === "foreign" ? Words.both(qsTr("这个二维码不是本大厅的"))
                                                            : Words.both(qsTr("这张单子上的号已经办完或退掉了"));
        case "no-answer": return Words.both(qsTr("还没有取到号"));
        case "cancelled": return Words.both(qsTr("预约已经取消"));
        case "given-back": return Words.both(qsTr("号已经退掉"));
        case "not-done": return whatNotDone();
        default: return whatNotGiven();
        }
    }

    function whatNotGiven(): var {
        switch (face.refused) {
        case "not-now": case "closed-now": return Words.both(qsTr("这项业务现在不能取号"));
        case "already-holding": return Words.both(qsTr("这个号码已经取过号了"));
        case "limit-reached": return Words.both(qsTr("您今天的号已经取满了"));
        case "not-allowed": return Words.both(qsTr("这件事在这台机器上办不了"));
        case "unmet-need": return Words.both(qsTr("现在没有窗口能满足您的需要"));
        case "needs-card": return Words.both(qsTr("这项业务要有身份证"));
        case "needs-form": case "needs-appointment": return Words.both(qsTr("这项业务要先填几项"));
        default: return Words.both(qsTr("这次没有取到号"));
        }
    }

    function whatNotDone(): var {
        switch (face.refused) {
        case "limit-reached": return face.tried === "checking-in" ? Words.both(qsTr("这个号不能在这里恢复了"))
                                                                  : Words.both(qsTr("这项业务您已经约过了"));
        case "closed-now": return Words.both(qsTr("这项业务今天不再办理了"));
        case "not-allowed": return Words.both(qsTr("这件事在这台机器上办不了"));
        case "no-answer": return Words.both(qsTr("还没有办好"));
        case "needs-card": return Words.both(qsTr("这项业务要有身份证"));
        default: return Words.both(qsTr("这次没有办成"));
        }
    }

    function now(): var {
        switch (about) {
        case "starting": return null;
        case "away": return Words.both(qsTr("恢复后会自动继续。\n着急的话，请到咨询台。"));
        case "unregistered": case "out-of-service": return Words.both(qsTr("请到别的机器取号，或者到咨询台。"));
        case "closed": return Words.both(qsTr("请到咨询台问一问。"));
        case "lay-again": return Words.both(qsTr("请把身份证拿起来，再平放一次。"));
        case "card-unknown": return Words.both(qsTr("不用身份证也可以取号。"));
        case "code-unknown": return Words.both(qsTr("可以重新取号，或者到咨询台问一问。"));
        case "no-answer": return Words.both(qsTr("请返回再试一次，或者到咨询台。"));
        case "cancelled": return Words.both(qsTr("需要时，可以再来预约。"));
        case "given-back": return Words.both(qsTr("需要时，可以再来取号。"));
        case "not-done": return askPeople() || Words.both(qsTr("请返回再试一次，或者到咨询台。"));
        default:
            if (face.refused === "already-holding") return Words.both(qsTr("请用身份证查看，或者到咨询台。"));
            if (face.refused === "closed-now" && face.opens)
                return Words.both(qsTr("%1 开始取号，请那时再来。"), face.opens);
            return askPeople() || Words.both(qsTr("请返回选择别的业务，或者到咨询台。"));
        }
    }

    function askPeople(): var {
        if (face.tried === "booking" && face.refused === "limit-reached")
            return Words.both(qsTr("请返回，看一看已有的预约。"));
        if (face.refused === "needs-card") return Words.both(qsTr("请放上身份证再办，或者到咨询台。"));
        if (face.refused === "needs-form" || face.refused === "needs-appointment")
            return Words.both(qsTr("请返回，从“帮忙和反映”进去，或者到咨询台。"));
        const people = ["limit-reached", "not-allowed", "unmet-need", "closed-now"].includes(face.refused);
        return people ? Words.both(qsTr("请到咨询台，工作人员会帮您。")) : null;
    }
}

pragma Singleton
import QtQuick
import kiosk.ui

// What the terminal says, as { zh, en }.
QtObject {
    function place(label: string): var {
        if (label === "") return Words.both(qsTr("窗口终端"));
        return label.charCodeAt(0) < 128 ? Words.both(qsTr("%1 号窗口"), label) : Words.both(qsTr("%1窗口"), label);
    }

    function condition(condition: string): var {
        switch (condition) {
        case "open": return Words.both(qsTr("服务中"));
        case "paused": return Words.both(qsTr("暂停服务"));
        default: return Words.both(qsTr("未开窗"));
        }
    }

    function verb(verb: string, condition: string): var {
        switch (verb) {
        case "sign-in": return Words.both(qsTr("登录"));
        case "open-window": return condition === "paused" ? Words.both(qsTr("继续服务")) : Words.both(qsTr("开始服务"));
        case "call-next": return Words.both(qsTr("呼叫下一位"));
        case "recall": return Words.both(qsTr("重呼"));
        case "start-service": return Words.both(qsTr("开始办理"));
        case "finish-service": return Words.both(qsTr("办理完成"));
        case "no-show": return Words.both(qsTr("过号"));
        case "pause-window": return Words.both(qsTr("暂停"));
        case "close-window": return Words.both(qsTr("停止服务"));
        default: return Words.both(qsTr("签退"));
        }
    }

    function doing(verb: string): var {
        switch (verb) {
        case "sign-in": return Words.both(qsTr("正在登录…"));
        case "call-next": return Words.both(qsTr("正在呼叫…"));
        case "recall": return Words.both(qsTr("正在重呼…"));
        default: return Words.both(qsTr("请稍候…"));
        }
    }

    function ticket(state: string): var {
        switch (state) {
        case "called": return Words.both(qsTr("已呼叫"));
        case "serving": return Words.both(qsTr("办理中"));
        default: return null;
        }
    }

    function standing(standing: string): var {
        switch (standing) {
        case "appointment": return Words.both(qsTr("预约"));
        case "priority": return Words.both(qsTr("优先"));
        case "green": return Words.both(qsTr("绿色通道"));
        default: return null;
        }
    }

    // Why nothing happened, and what to do now: one sentence each.
    function refused(face: var): var {
        switch (face.said) {
        case "wrong-pin": return Words.both(qsTr("工号或密码不对。请再输一次。"));
        case "no-one-waiting": return Words.both(qsTr("现在没有人等候。有人取号后再按。"));
        case "changed": return Words.both(qsTr("窗口刚刚有变化，已经更新。请看一眼再按。"));
        case "signed-in-elsewhere":
            return Words.both(qsTr("您还在 %1 号窗口登录着。请先在那边签退。"), face.where);
        case "not-signed-in": return Words.both(qsTr("登录已经结束。请重新登录。"));
        case "wrong-state":
            return face.page === "sign-in" && face.clerk !== ""
                ? Words.both(qsTr("%1 正在使用这个窗口。请先签退再换人。"), face.clerk)
                : Words.both(qsTr("现在还不能这样做。请按亮着的按钮。"));
        case "unknown-device":
        case "not-allowed": return Words.both(qsTr("这台终端还没有登记好。请联系技术人员。"));
        case "no-answer": return Words.both(qsTr("刚才没有等到答复。请看一眼再按。"));
        case "too-late":
        case "not-now": return Words.both(qsTr("刚才太忙，没有办成。请再按一次。"));
        default: return Words.both(qsTr("这次没有办成。请再按一次。"));
        }
    }

    function note(face: var): var {
        if (face.starting) return Words.both(qsTr("正在连接叫号系统…"));
        if (!face.linked) return Words.both(qsTr("连不上叫号系统，正在重新连接。请先口头招呼。"));
        if (face.misplaced) return Words.both(qsTr("这台终端还没有登记好。请联系技术人员。"));
        if (face.said !== "") return refused(face);
        return null;
    }
}

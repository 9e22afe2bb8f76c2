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

    function verb(verb: string, face: var): var {
        switch (verb) {
        case "sign-in": return Words.both(qsTr("登录"));
        case "open-window":
            return face.condition === "paused" ? Words.both(qsTr("继续服务")) : Words.both(qsTr("开始服务"));
        case "call-next": return Words.both(qsTr("呼叫下一位"));
        case "call-ticket": return Words.both(qsTr("选号呼叫"));
        case "recall": return Words.both(qsTr("重呼"));
        case "start-service": return Words.both(qsTr("开始办理"));
        case "finish-service": return Words.both(qsTr("办理完成"));
        case "incomplete": return Words.both(qsTr("未办成"));
        case "no-show": return Words.both(qsTr("过号"));
        case "park-ticket": return Words.both(qsTr("挂起"));
        case "transfer-ticket": return Words.both(qsTr("转移"));
        case "note": return Words.both(qsTr("备注"));
        case "reinstate-ticket": return Words.both(qsTr("恢复"));
        case "void-ticket": return Words.both(qsTr("作废"));
        case "authorise": return Words.both(qsTr("授权优先"));
        case "finish-part": return Words.both(qsTr("后台办结"));
        case "call-support": return face.support ? Words.both(qsTr("结束支援")) : Words.both(qsTr("请求支援"));
        case "pause-window": return Words.both(qsTr("暂停"));
        case "close-window": return Words.both(qsTr("停止服务"));
        case "take-over": return Words.both(qsTr("换人"));
        case "sign-out": return Words.both(qsTr("签退"));
        default: return Words.both(qsTr("上一步"));
        }
    }

    function undo(face: var): var {
        return Words.both(qsTr("撤销“%1” · %2 秒"), verb(face.undo, face), face.undo_left);
    }

    function doing(verb: string): var {
        switch (verb) {
        case "sign-in": return Words.both(qsTr("正在登录…"));
        case "call-ticket":
        case "call-next": return Words.both(qsTr("正在呼叫…"));
        case "recall": return Words.both(qsTr("正在重呼…"));
        default: return Words.both(qsTr("请稍候…"));
        }
    }

    function ticket(face: var): var {
        switch (face.state) {
        case "called":
            return face.recalls > 0 ? Words.both(qsTr("已呼叫 · 重呼 %1 次"), face.recalls) : Words.both(qsTr("已呼叫"));
        case "serving": return Words.both(qsTr("办理中"));
        default: return null;
        }
    }

    function minutes(count: int): var {
        const hours = Math.floor(count / 60), rest = count % 60;
        if (hours === 0) return Words.both(qsTr("%1 分钟"), rest);
        return rest === 0 ? Words.both(qsTr("%1 小时"), hours) : Words.both(qsTr("%1 小时 %2 分钟"), hours, rest);
    }

    function crowd(line: var): var {
        if (line.waiting === 0) return line.behind ? Words.both(qsTr("后台没有件")) : Words.both(qsTr("无人等候"));
        return line.behind ? Words.both(qsTr("后台 %1 件 · 最久 %2"), line.waiting, minutes(line.longest))
                           : Words.both(qsTr("%1 人 · 最久 %2"), line.waiting, minutes(line.longest));
    }

    // Whose ticket it is, as far as it is known: both names where somebody acts for another.
    function visitor(face: var): var {
        if (face.by !== "") return Words.both(qsTr("%1（%2 代办）"), face.name, face.by);
        return face.name === "" ? null : Words.alike(face.name);
    }

    function claim(claim: string): var {
        switch (claim) {
        case "": return null;
        case "age": return Words.both(qsTr("待确认：年长"));
        case "disability": return Words.both(qsTr("待确认：残障"));
        case "pregnant": return Words.both(qsTr("待确认：孕妇"));
        case "child": return Words.both(qsTr("待确认：带婴幼儿"));
        case "service": return Words.both(qsTr("待确认：军人或消防"));
        default: return Words.both(qsTr("待确认：优先"));
        }
    }

    // What is particular about a ticket in a list, each as { zh, en }.
    function marks(mark: var): var {
        return [standing(mark.standing), claim(mark.claim), state(mark.state), moved(mark.moved), meant(mark.meant)]
            .concat(mark.needs.map(need)).filter(words => words);
    }

    function standing(standing: string): var {
        switch (standing) {
        case "appointment": return Words.both(qsTr("预约"));
        case "priority": return Words.both(qsTr("优先"));
        case "green": return Words.both(qsTr("绿色通道"));
        default: return null;
        }
    }

    function state(state: string): var {
        switch (state) {
        case "missed": return Words.both(qsTr("已过号"));
        case "parked": return Words.both(qsTr("已挂起"));
        case "pending": return Words.both(qsTr("后台在办"));
        default: return null;
        }
    }

    function moved(verb: string): var {
        switch (verb) {
        case "": return null;
        case "transfer-ticket": return Words.both(qsTr("转来"));
        case "reinstate-ticket":
        case "check-in": return Words.both(qsTr("已恢复"));
        case "authorise": return Words.both(qsTr("已授权"));
        default: return Words.both(qsTr("已调整"));
        }
    }

    function meant(meant: string): var {
        switch (meant) {
        case "here": return Words.both(qsTr("指定本窗口"));
        case "elsewhere": return Words.both(qsTr("指定别处"));
        default: return null;
        }
    }

    function need(need: string): var {
        switch (need) {
        case "low-counter": return Words.both(qsTr("低位柜台"));
        case "sign-language": return Words.both(qsTr("手语"));
        case "lang-en": return Words.both(qsTr("英语"));
        default: return Words.both(qsTr("特殊需要"));
        }
    }

    function step(state: string): var {
        switch (state) {
        case "done": return Words.both(qsTr("已办"));
        case "incomplete": return Words.both(qsTr("未办成"));
        case "now": return Words.both(qsTr("正在办"));
        default: return Words.both(qsTr("待办"));
        }
    }

    // Why nothing happened, and what to do now: one sentence each.
    function refused(face: var): var {
        switch (face.said) {
        case "wrong-pin":
            return face.badge > 0 ? Words.both(qsTr("工牌或密码不对。请再输一次，或改用工号。"))
                                  : Words.both(qsTr("工号或密码不对。请再输一次。"));
        case "lay-again": return Words.both(qsTr("没有读到这张卡。请拿起来再放一次。"));
        case "no-badge": return Words.both(qsTr("这张卡不能当工牌。请改用工号。"));
        case "no-one-waiting": return Words.both(qsTr("现在没有人等候。有人取号后再按。"));
        case "changed": return Words.both(qsTr("窗口刚刚有变化，已经更新。请看一眼再按。"));
        case "signed-in-elsewhere":
            return Words.both(qsTr("您在 %1 号窗口还有人在办。请先在那边办完。"), face.detail);
        case "not-signed-in": return Words.both(qsTr("登录已经结束。请重新登录。"));
        case "limit-reached": return limited(face);
        case "too-soon":
            if (face.tried === "sign-in") return Words.both(qsTr("密码输错多次。请 %1 秒后再登录。"), face.detail);
            return Words.both(qsTr("刚刚才呼叫。请再等 %1 秒，人没有来再按过号。"), face.detail);
        case "holders-wait":
            return face.tried === "sign-in" ? Words.both(qsTr("您原来的窗口还有人等着。请先在那边办完。")) : kept(face.detail);
        case "nothing-to-undo": return Words.both(qsTr("时间已过，不能撤销了。请照现在的情况继续。"));
        case "unknown-ticket": return Words.both(qsTr("这张号刚刚有变化。请返回再选一次。"));
        case "unmet-need": return Words.both(qsTr("那边现在接不了这张号。请另选一处。"));
        case "unknown-service": return Words.both(qsTr("那项业务现在不能转。请另选一处。"));
        case "closed-now": return Words.both(qsTr("现在不是服务时间。请到时间再按。"));
        case "wrong-state": return tooLate(face);
        case "not-allowed": return notAllowed(face);
        case "unknown-device": return unlisted();
        case "no-answer": return Words.both(qsTr("刚才没有等到答复。请看一眼再按。"));
        case "too-late":
        case "not-now": return Words.both(qsTr("刚才太忙，没有办成。请再按一次。"));
        default: return Words.both(qsTr("这次没有办成。请再按一次。"));
        }
    }

    // The numbers that keep a window, such as "A017 B002 +3": the first two of them, and how many there are.
    function kept(detail: string): var {
        const numbers = detail.split(" ").filter(part => !part.startsWith("+"));
        const all = numbers.length + Number(detail.split("+")[1] ?? 0), first = numbers.slice(0, 2);
        const named = { zh: first.join("、"), en: first.join(", ") };
        return all > first.length ? Words.both(qsTr("%1 等 %2 位只能在这里办。请先办完、转移或作废。"), named, all)
                                  : Words.both(qsTr("还有 %1 只能在这里办。请先办完、转移或作废。"), named);
    }

    function notAllowed(face: var): var {
        if (face.tried === "sign-in" && face.detail) return Words.both(qsTr("您的岗位不在窗口办事。请联系负责人。"));
        return face.tried === "authorise" ? Words.both(qsTr("这一类需由负责人授权。请另选一类，或请负责人来。")) : unlisted();
    }

    function unlisted(): var {
        return Words.both(qsTr("这台终端还没有登记好。请联系技术人员。"));
    }

    function limited(face: var): var {
        return face.tried === "recall"
            ? Words.both(qsTr("已经重呼 %1 次。人没有来，可以按过号。"), face.detail)
            : Words.both(qsTr("这张号已经恢复过 %1 次。请重新取一个号。"), face.detail);
    }

    function tooLate(face: var): var {
        switch (face.tried) {
        case "transfer-ticket": return Words.both(qsTr("这次办事本来就有那项业务。请另选一处。"));
        case "call-ticket":
        case "reinstate-ticket":
        case "void-ticket":
        case "authorise":
        case "finish-part": return Words.both(qsTr("这张号刚刚有变化。请返回再选一次。"));
        default: return Words.both(qsTr("现在还不能这样做。请按亮着的按钮。"));
        }
    }

    function note(face: var): var {
        if (face.starting) return Words.both(qsTr("正在连接叫号系统…"));
        if (!face.linked) return Words.both(qsTr("连不上叫号系统，正在重新连接。请先口头招呼。"));
        if (face.misplaced) return unlisted();
        if (face.said !== "") return refused(face);
        return face.page === "sign-in" && face.clerk !== "" ? before(face) : null;
    }

    // Who has the window that somebody is about to sign in at.
    function before(face: var): var {
        return face.number === "" ? Words.both(qsTr("%1 登录着这个窗口。您登录后由您接着办。"), face.clerk)
                                  : Words.both(qsTr("%1 登录着这个窗口，在办 %2。您登录后由您接着办。"), face.clerk, face.number);
    }
}

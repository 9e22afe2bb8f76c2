pragma Singleton
import QtQuick
import kiosk.ui

// What a panel asks, and the answers that are always the same, as { zh, en }.
QtObject {
    function question(panel: var): var {
        switch (panel.ask) {
        case "ticket": return Words.both(qsTr("哪一张号？"));
        case "where": return Words.both(qsTr("转到哪里？"));
        case "place":
            switch (panel.answers[0].value) {
            case "service": return Words.both(qsTr("哪项业务？"));
            case "to_window": return Words.both(qsTr("哪个窗口？"));
            default: return Words.both(qsTr("转给谁？"));
            }
        case "placing": return Words.both(qsTr("排在哪里？"));
        case "standing": return Words.both(qsTr("改成哪一类？"));
        case "outcome": return Words.both(qsTr("办得怎么样？"));
        case "text": return Words.both(qsTr("写给下一位经办人"));
        default: return panel.verb === "pause-window" ? Words.both(qsTr("为什么暂停？")) : Words.both(qsTr("什么原因？"));
        }
    }

    function answer(value: string): var {
        switch (value) {
        case "service": return Words.both(qsTr("别的业务"));
        case "to_window": return Words.both(qsTr("指定窗口"));
        case "to_staff": return Words.both(qsTr("指定人员"));
        case "keep": return Words.both(qsTr("按原来的时间"));
        case "first": return Words.both(qsTr("排到最前"));
        case "last": return Words.both(qsTr("排到最后"));
        case "green": return Words.both(qsTr("绿色通道"));
        case "priority": return Words.both(qsTr("优先"));
        case "normal": return Words.both(qsTr("不优先，照常排队"));
        case "done": return Words.both(qsTr("办好了"));
        case "incomplete": return Words.both(qsTr("未办成"));
        default: return null;
        }
    }

    function reasons(verb: string): var {
        switch (verb) {
        case "pause-window": return [
            Words.both(qsTr("暂时离开")), Words.both(qsTr("整理材料")),
            Words.both(qsTr("设备维护")), Words.both(qsTr("用餐休息"))
        ];
        case "park-ticket": return [
            Words.both(qsTr("去补材料")), Words.both(qsTr("去复印")),
            Words.both(qsTr("去缴费")), Words.both(qsTr("等人到场"))
        ];
        case "transfer-ticket": return [
            Words.both(qsTr("取错了号")), Words.both(qsTr("还要办那项")),
            Words.both(qsTr("要专人办理")), Words.both(qsTr("本窗口办不了"))
        ];
        case "reinstate-ticket": return [
            Words.both(qsTr("没听到叫号")), Words.both(qsTr("已经回来")),
            Words.both(qsTr("材料补齐了")), Words.both(qsTr("窗口的原因"))
        ];
        case "void-ticket": return [
            Words.both(qsTr("已离开")), Words.both(qsTr("重复取号")),
            Words.both(qsTr("本人放弃")), Words.both(qsTr("取错了号"))
        ];
        case "authorise": return [
            Words.both(qsTr("年长")), Words.both(qsTr("行动不便")),
            Words.both(qsTr("孕妇或带婴儿")), Words.both(qsTr("急事"))
        ];
        default: return [
            Words.both(qsTr("行动不便")), Words.both(qsTr("材料补齐了")),
            Words.both(qsTr("接着刚才的事")), Words.both(qsTr("现场安排"))
        ];
        }
    }

    function typing(panel: var): var {
        switch (panel.ask) {
        case "place": return Words.both(qsTr("工号"));
        case "text": return Words.both(qsTr("备注"));
        default: return Words.both(qsTr("其他原因"));
        }
    }

    function none(panel: var): var {
        if (panel.ask === "place") return Words.both(qsTr("没有别的地方能接这张号。"));
        switch (panel.verb) {
        case "reinstate-ticket": return Words.both(qsTr("没有过号或挂起的号。"));
        case "void-ticket": return Words.both(qsTr("没有等候、过号或挂起的号。"));
        case "finish-part": return Words.both(qsTr("后台没有要办的号。"));
        default: return Words.both(qsTr("现在没有人等候。"));
        }
    }
}

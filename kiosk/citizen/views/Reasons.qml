import QtQuick
import kiosk.ui

// Why somebody may go first, and what somebody may need of a window, in words.
QtObject {
    function of(reason: string): var {
        switch (reason) {
        case "age": return Words.both(qsTr("年长"));
        case "disability": return Words.both(qsTr("残疾人"));
        case "pregnant": return Words.both(qsTr("孕妇"));
        case "child": return Words.both(qsTr("带着小孩"));
        case "service": return Words.both(qsTr("军人、退役军人、消防救援人员及家属"));
        default: return Words.both(qsTr("优先"));
        }
    }

    function need(key: string): var {
        switch (key) {
        case "low-counter": return Words.both(qsTr("要低位窗口（轮椅）"));
        case "sign-language": return Words.both(qsTr("要会手语的窗口"));
        case "lang-en": return Words.both(qsTr("要会英语的窗口"));
        case "hearing-loop": return Words.both(qsTr("要有助听线圈的窗口"));
        default: return Words.alike(key);
        }
    }
}

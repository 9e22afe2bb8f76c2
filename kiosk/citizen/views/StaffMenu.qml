pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// How this kiosk is and what to do about it, for staff.
Page {
    id: menu

    required property var kiosk
    readonly property var staff: kiosk.face.staff

    objectName: "staff"
    need: list.y + list.height

    Heading {
        id: title

        words: ({ zh: menu.staff.device, en: "yimen " + menu.staff.version })
    }
    Column {
        id: list

        anchors.top: title.bottom
        anchors.topMargin: 4 * Theme.step
        width: parent.width
        spacing: 6 * Theme.step

        Grid {
            width: parent.width
            columns: menu.upright ? 1 : 2
            columnSpacing: Theme.apart
            rowSpacing: 2 * Theme.step

            Repeater {
                model: menu.kiosk.staffLines

                Column {
                    id: line

                    required property string key
                    required property var name
                    required property var told
                    required property bool well
                    required property string detail

                    objectName: "line-" + key
                    width: menu.upright ? list.width : (list.width - Theme.apart) / 2

                    Bilingual {
                        width: parent.width
                        size: Theme.text
                        bold: !line.well
                        color: line.well ? Theme.ink : Theme.seal
                        words: menu.joined(line.name, line.told)
                    }
                    Text {
                        width: parent.width
                        visible: text !== ""
                        text: line.detail
                        textFormat: Text.PlainText
                        horizontalAlignment: Text.AlignLeft
                        wrapMode: Text.WrapAnywhere
                        color: Theme.soft
                        font.family: Theme.family
                        font.pixelSize: 0.8 * Theme.note
                        Accessible.role: Accessible.StaticText
                        Accessible.name: text
                    }
                }
            }
        }
        Bilingual {
            objectName: "tried"
            width: parent.width
            size: Theme.text
            words: menu.read() || Words.both(qsTr("试读卡器和扫码器：放一张卡，或者扫一个码。"))
        }
        Bilingual {
            width: parent.width
            visible: words !== null
            size: Theme.text
            words: menu.slip()
        }
        Grid {
            id: acts

            readonly property real each: (list.width - (columns - 1) * spacing) / columns

            columns: 2
            spacing: Theme.apart

            BigButton {
                objectName: "test-slip"
                width: acts.each
                height: changed.height
                words: Words.both(qsTr("打印测试小票"))
                onClicked: menu.kiosk.staff.slipAsked()
            }
            BigButton {
                id: changed

                objectName: "paper-changed"
                width: acts.each
                words: Words.both(qsTr("纸换好了，再看一下打印机"))
                onClicked: menu.kiosk.staff.paperChanged()
            }
            BigButton {
                objectName: menu.staff.out ? "take-back" : "take-out"
                width: acts.each
                words: menu.staff.out ? Words.both(qsTr("恢复使用")) : Words.both(qsTr("暂停使用这台机器"))
                onClicked: menu.staff.out ? menu.kiosk.staff.takenBack() : menu.kiosk.staff.takenOut()
            }
            BigButton {
                objectName: "restart"
                width: acts.each
                words: Words.both(qsTr("重新启动程序"))
                onClicked: menu.kiosk.staff.restartAsked()
            }
        }
    }
    corner: BigButton {
        objectName: "done"
        width: Math.min(implicitWidth, menu.cornerRoom)
        primary: true
        words: Words.both(qsTr("完成"))
        onClicked: menu.kiosk.done()
    }

    function joined(name: var, told: var): var {
        return { zh: name.zh + "：" + told.zh, en: name.en + ": " + told.en };
    }

    function read(): var {
        switch (staff.read) {
        case "card": return Words.both(qsTr("读到了卡：%1"), staff.of);
        case "code": return Words.both(qsTr("读到了码，共 %1 个字符"), staff.of);
        case "unread": return Words.both(qsTr("卡没有读完，请再放一次。"));
        case "unknown": return Words.both(qsTr("这种卡在这里读不了。"));
        default: return null;
        }
    }

    function slip(): var {
        switch (staff.slip) {
        case "printing": return Words.both(qsTr("正在打印测试小票，请稍候"));
        case "printed": return Words.both(qsTr("测试小票已打出，请看清不清楚。"));
        case "paper-out": return Words.both(qsTr("没有纸，小票没有打出。"));
        case "failed": return Words.both(qsTr("打印机有故障，小票没有打出。"));
        case "none": return Words.both(qsTr("这台机器没有小票打印机。"));
        default: return null;
        }
    }
}

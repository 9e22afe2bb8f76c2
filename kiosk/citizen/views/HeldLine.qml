import QtQuick
import kiosk.ui

// One ticket or appointment: which, how it stands, and what there is to do about it.
Rectangle {
    id: line

    required property var kiosk
    required property bool upright
    required property int index
    required property string key
    required property string number
    required property var service
    required property string stands
    required property int ahead
    required property var likely
    required property var after
    required property string window
    required property var day
    required property string time
    readonly property bool here: stands === "missed" || stands === "today"
    readonly property bool ticket: number !== "" && stands !== "missed"
    readonly property bool changes: stands === "today" || stands === "later" || ticket

    height: body.height + 5 * Theme.step
    Accessible.role: Accessible.ListItem
    Accessible.name: number || Words.main(service)
    radius: Theme.radius
    color: Theme.sheet
    border.width: Theme.line
    border.color: Theme.rule

    Grid {
        id: body

        anchors.left: parent.left
        anchors.leftMargin: 5 * Theme.step
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 10 * Theme.step
        columns: line.upright ? 1 : 2
        columnSpacing: 6 * Theme.step
        rowSpacing: 4 * Theme.step
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            id: told

            width: line.upright || !actions.visible ? parent.width : parent.width - actions.width - 6 * Theme.step
            spacing: Theme.step

            Grid {
                columns: line.upright || line.number === "" ? 1 : 2
                columnSpacing: 6 * Theme.step
                verticalItemAlignment: Grid.AlignVCenter

                Text {
                    id: big

                    objectName: "number"
                    visible: line.number !== ""
                    text: line.number
                    textFormat: Text.PlainText
                    horizontalAlignment: Text.AlignLeft
                    color: Theme.seal
                    font.family: Theme.family
                    font.bold: true
                    font.pixelSize: 80 * Theme.u
                    font.letterSpacing: 4 * Theme.u
                    height: 96 * Theme.u // digits need no more; the font would leave room for accents
                    verticalAlignment: Text.AlignVCenter
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
                Bilingual {
                    visible: line.number === ""
                    width: told.width
                    bold: true
                    size: 48 * Theme.t
                    color: Theme.seal
                    words: line.day ? Words.both("%1 %2", line.day, line.time) : null
                }
                Bilingual {
                    width: told.width - (parent.columns > 1 ? big.width + parent.columnSpacing : 0)
                    bold: true
                    oneLine: true
                    size: Theme.label
                    words: line.service
                }
            }
            Bilingual {
                width: parent.width
                visible: words !== null
                size: Theme.text
                words: line.said()
            }
            Bilingual {
                width: parent.width
                visible: words !== null
                size: Theme.text
                words: line.after ? Words.both(qsTr("同一个号，接着办：%1"), line.after) : null
            }
        }
        Flow {
            id: actions

            visible: line.here || line.changes
            width: line.upright ? parent.width : Math.min(0.45 * parent.width, Math.max(here.visible ? here.implicitWidth : 0,
                                                                                        change.visible ? change.implicitWidth : 0))
            spacing: Theme.apart

            BigButton {
                id: here

                objectName: "here-" + line.index
                width: line.upright ? Math.min(implicitWidth, actions.width) : actions.width
                visible: line.here
                primary: true
                words: line.stands === "missed" ? Words.both(qsTr("我回来了")) : Words.both(qsTr("我到了，报到"))
                onClicked: line.kiosk.here(line.key)
            }
            BigButton {
                id: change

                objectName: "open-" + line.index
                width: line.upright ? Math.min(implicitWidth, actions.width) : actions.width
                visible: line.changes
                words: line.ticket ? Words.both(qsTr("补打或退号")) : Words.both(qsTr("改时间或取消"))
                onClicked: line.kiosk.opened(line.key)
            }
        }
    }

    function said(): var {
        switch (stands) {
        case "waiting":
            if (ahead < 0) return Words.both(qsTr("请留意屏幕和广播"));
            if (ahead === 0) return Words.both(qsTr("您前面没有人，请留意屏幕和广播"));
            return likely ? Words.both(qsTr("您前面还有 %1 人，大约等 %2"), ahead, likely)
                          : Words.both(qsTr("您前面还有 %1 人"), ahead);
        case "called": return Words.both(qsTr("正在叫您，请到 %1 号窗口"), window);
        case "serving": return Words.both(qsTr("正在 %1 号窗口办理"), window);
        case "missed": return Words.both(qsTr("已经叫过您了。按一下，重新排队。"));
        case "parked": return Words.both(qsTr("窗口先放一放，接着办时会再叫您。"));
        case "pending": return Words.both(qsTr("材料正在后台办理，您不用在这里等。"));
        default: return null;
        }
    }
}

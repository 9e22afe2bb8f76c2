pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// Every service of the hall as a tile, then its journeys and the way to a booking; a dozen fit without moving.
Page {
    id: choose

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property bool booking: face.page === "choose-to-book"
    readonly property bool batch: face.page === "about" && face.request.kind === "batch"

    objectName: face.page
    hasBack: true
    onBack: kiosk.back()
    enabled: !face.asking
    need: grid.y + grid.height

    Heading {
        id: title

        words: choose.face.several >= 0 ? Words.both(qsTr("请选择要一起办的业务"))
             : choose.face.page === "requests" ? Words.both(qsTr("需要什么帮助？"))
             : choose.face.page === "about" && !choose.batch ? Words.both(qsTr("是哪方面的事？"))
             : choose.booking || choose.batch ? Words.both(qsTr("请选择要预约的业务")) : Words.both(qsTr("请选择要办的业务"))
    }
    Grid {
        id: grid

        readonly property int count: tiles.count
        readonly property int rows_: Math.ceil(count / columns)
        readonly property real room: choose.full - y
        readonly property real tileWidth: (width - (columns - 1) * spacing) / columns
        readonly property real least: (Theme.large ? 230 : 150) * Theme.u
        readonly property real tileHeight: Math.max(Theme.target, least, Math.min(240 * Theme.t,
                                                    (room - (rows_ - 1) * spacing) / Math.max(1, rows_)))

        anchors.top: title.bottom
        anchors.topMargin: 4 * Theme.step
        width: parent.width
        columns: Theme.large ? (choose.upright ? 1 : 2)
                             : choose.upright ? (count <= 5 ? 1 : 2) : (count <= 4 ? 2 : count <= 6 ? 3 : 4)
        spacing: Theme.apart
        Accessible.role: Accessible.List
        Accessible.name: Words.main(title.words)

        Repeater {
            id: tiles

            model: choose.kiosk.offers

            Tile {
                id: tile

                required property int index
                required property string key
                required property string kind
                required property var name
                required property int waiting
                required property int parts
                required property var opens
                required property string until
                required picked
                required mark
                required closed

                objectName: kind === "booking" ? "book" : kind === "finding" ? "find" : key === "" ? kind : kind + "-" + key
                width: grid.tileWidth
                height: grid.tileHeight
                words: choose.named(kind) || name
                size: Math.min(60 * Theme.t, grid.tileHeight * 0.235, grid.tileWidth * 0.1)
                note: choose.note(tile)
                onClicked: choose.take(kind, key)
                Keys.onUpPressed: choose.step(index, -grid.columns)
                Keys.onDownPressed: choose.step(index, grid.columns)
            }
        }
    }

    corner: [
        BigButton {
            objectName: "picked"
            visible: choose.face.several >= 0
            width: Math.min(implicitWidth, choose.upright ? choose.width - choose.backWidth - 2 * Theme.margin - Theme.apart
                                                         : 0.28 * choose.width) // up and down may stand between
            enabled: choose.face.several > 0
            primary: true
            words: Words.both(qsTr("取一个号（%1 项）"), Math.max(0, choose.face.several))
            onClicked: choose.kiosk.picked()
        },
        Bilingual {
            visible: words !== null && choose.face.several < 0
            width: Math.min(620 * Theme.u, choose.cornerRoom)
            align: Text.AlignRight
            size: choose.face.alone ? Theme.text : Theme.label
            words: choose.greeting(choose.face.name)
        }
    ]

    function greeting(name: string): var {
        if (!face.alone && face.by !== "") return Words.both(qsTr("%1 替 %2 办"), face.by, name);
        if (!face.alone && face.code !== "later") return name === "" ? null : Words.both(qsTr("%1，您好"), name);
        if (face.code === "later") return Words.both(qsTr("现在查不了号。您手里的号照样有效。"));
        return name === "" ? Words.both(qsTr("现在只能取号")) : Words.both(qsTr("%1，您好。现在只能取号"), name);
    }

    function named(kind: string): var {
        switch (kind) {
        case "booking": return Words.both(qsTr("预约时间"));
        case "finding": return Words.both(qsTr("找事项"));
        case "wishes": return Words.both(qsTr("特别需要"));
        case "requests": return Words.both(qsTr("帮忙和反映"));
        case "batch": return Words.both(qsTr("批量办理"));
        default: return null;
        }
    }

    function note(offer: var): var {
        if (offer.picked) return Words.both(qsTr("已选"));
        if (offer.closed)
            return offer.opens ? Words.both(qsTr("%1 开始取号"), offer.opens) : Words.both(qsTr("现在不取号"));
        if (offer.kind === "booking") return Words.both(qsTr("挑一个方便的时间再来"));
        if (helps[offer.kind]) return Words.both(helps[offer.kind]);
        if (offer.kind === "wishes")
            return face.wished ? Words.both(qsTr("已选，会照顾到")) : Words.both(qsTr("老幼病残孕优先，替人办事"));
        if (offer.kind === "finding") return Words.both(qsTr("不知道选哪个？找一找"));
        if (offer.until !== "") return Words.both(qsTr("取号到 %1"), offer.until);
        if (offer.kind === "journey") return Words.both(qsTr("%1 项业务，一个号"), offer.parts);
        if (offer.waiting < 0) return null;
        return offer.waiting === 0 ? Words.both(qsTr("没有人在等")) : Words.both(qsTr("%1 人在等"), offer.waiting);
    }

    readonly property var helps: ({
        requests: qsTr("请人帮忙，反映没办成的事"),
        helper: qsTr("有人陪着您办"),
        home: qsTr("约好时间，我们上门来"),
        company: qsTr("约好时间，坐下来谈"),
        appeal: qsTr("没办成、办得慢，告诉我们"),
        batch: qsTr("一次办很多件，留出时间"),
    })

    function take(kind: string, key: string) {
        if (face.page === "requests") kiosk.form.chosen(key);
        else if (face.page === "about") kiosk.form.picked(key);
        else if (kind === "requests") kiosk.form.begun();
        else if (kind === "booking") kiosk.book();
        else if (kind === "finding") kiosk.search.begun();
        else if (kind === "wishes") kiosk.wishes();
        else if (kind === "journey") kiosk.journeyChosen(key);
        else kiosk.chosen(key);
    }

    function step(from: int, by: int) {
        let to = from + by;
        while ((tiles.itemAt(to) as Tile)?.closed) to += by;
        const next = tiles.itemAt(to) || tiles.itemAt(from).nextItemInFocusChain(by > 0);
        next.forceActiveFocus(by > 0 ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }
}

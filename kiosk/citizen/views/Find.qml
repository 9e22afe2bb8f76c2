pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// What somebody came for: by life event or department while nothing is typed, else what the letters may mean.
Page {
    id: find

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property var sought: face.sought
    readonly property bool groups: sought.typed === "" && sought.group === ""
    readonly property real lineHeight: Math.max(Theme.target, (Theme.large ? 150 : 112) * Theme.u)
    property int first: 0 // of those that are shown

    objectName: "finding"
    hasBack: true
    onBack: kiosk.back()
    onSoughtChanged: first = 0
    need: Math.max(list.y + lineHeight + (upright ? Theme.apart + keys.height : 0), upright ? 0 : title.y + keys.height,
                   nothing.visible && !upright ? nothing.y + nothing.height : 0)

    Heading {
        id: title

        anchors.left: parent.left
        width: list.width
        words: find.sought.group ? Words.alike(find.sought.group) : Words.both(qsTr("您要办什么？"))
    }
    Rectangle {
        id: box

        anchors.top: title.bottom
        anchors.left: parent.left
        anchors.topMargin: 3 * Theme.step
        width: list.width
        height: 104 * Theme.t
        radius: Theme.radius
        color: Theme.sheet
        border.width: Theme.line
        border.color: Theme.edge

        Text {
            objectName: "typed"
            anchors.fill: parent
            anchors.leftMargin: 3 * Theme.step
            anchors.rightMargin: 3 * Theme.step
            text: find.sought.typed === "" ? Words.main(hint.words) : find.sought.typed
            textFormat: Text.PlainText
            horizontalAlignment: Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 16 * Theme.u
            color: find.sought.typed === "" ? Theme.soft : Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.label
            Accessible.role: Accessible.EditableText
            Accessible.name: text

            QtObject {
                id: hint

                readonly property var words: Words.both(qsTr("打拼音字母，如 jzz 或 juzhuzheng"))
            }
        }
    }
    Row {
        id: kinds

        anchors.top: box.bottom
        anchors.left: parent.left
        anchors.topMargin: visible ? Theme.apart / 2 : 0
        visible: find.groups
        height: visible ? implicitHeight : 0
        spacing: Theme.apart

        BigButton {
            id: byEvent

            objectName: "kind-event"
            height: Math.max(implicitHeight, byDepartment.implicitHeight)
            width: Math.min(Math.max(implicitWidth, 300 * Theme.u), (list.width - Theme.apart) / 2)
            primary: find.sought.kind === "event"
            size: Theme.text
            words: Words.both(qsTr("按一件事找"))
            onClicked: find.kiosk.search.kindChosen("event")
        }
        BigButton {
            id: byDepartment

            objectName: "kind-department"
            height: Math.max(implicitHeight, byEvent.implicitHeight)
            width: Math.min(Math.max(implicitWidth, 300 * Theme.u), (list.width - Theme.apart) / 2)
            primary: find.sought.kind === "department"
            size: Theme.text
            words: Words.both(qsTr("按部门找"))
            onClicked: find.kiosk.search.kindChosen("department")
        }
    }
    Bilingual {
        id: nothing

        anchors.top: kinds.bottom
        anchors.left: parent.left
        anchors.topMargin: 6 * Theme.step
        width: list.width
        visible: find.sought.known && find.sought.count === 0
        size: Theme.label
        words: Words.both(qsTr("没有找到。换个说法试试，或者到咨询台。"))
    }
    Grid {
        id: list

        readonly property real gap: Math.max(40 * Theme.u, 8 * Theme.mm)
        readonly property real room: (find.upright ? keys.y - Theme.apart : parent.height) - y
        readonly property int fit: Math.max(1, Math.floor((room + gap) / (find.lineHeight + gap))) * columns
        readonly property int count: find.groups ? find.kiosk.groups.rowCount() : find.kiosk.found.rowCount()

        anchors.left: parent.left
        y: kinds.y + kinds.height + (kinds.visible ? Theme.apart / 2 : 3 * Theme.step)
        width: find.upright ? parent.width : parent.width - keys.width - Theme.apart
        columns: find.groups && find.upright && !Theme.large ? 2 : 1
        columnSpacing: Theme.apart
        rowSpacing: gap
        Accessible.role: Accessible.List
        Accessible.name: Words.main(title.words)

        Repeater {
            model: find.groups ? find.kiosk.groups : null

            FindLine {
                required property int index
                required property string key
                required property int items

                objectName: "group-" + index
                visible: index >= find.first && index < find.first + list.fit
                width: (list.width - (list.columns - 1) * list.columnSpacing) / list.columns
                height: find.lineHeight
                words: Words.alike(key)
                note: Words.both(qsTr("%1 项"), items)
                onClicked: find.kiosk.search.groupOpened(key)
            }
        }
        Repeater {
            model: find.groups ? null : find.kiosk.found

            FindLine {
                required property int index
                required property string key
                required property var name
                required property bool spot
                required property string below

                objectName: "item-" + index
                visible: index >= find.first && index < find.first + list.fit
                width: list.width
                height: find.lineHeight
                words: name
                note: spot ? Words.both(qsTr("%1 · 当场办"), Words.alike(below)) : Words.alike(below)
                onClicked: find.kiosk.search.itemOpened(key)
            }
        }
    }
    Keyboard {
        id: keys

        x: find.upright || Words.rightToLeft ? 0 : parent.width - width
        y: find.upright ? parent.height - height : title.y
        width: find.upright ? parent.width : Math.min(parent.width * 0.54, 980 * Theme.u)
        onTyped: sign => find.kiosk.search.typed(sign)
        onErased: find.kiosk.search.erased()
        onCleared: find.kiosk.search.cleared()
    }
    corner: [
        BigButton {
            id: less

            objectName: "less"
            width: Math.min(implicitWidth, more.visible ? find.half : find.cornerRoom)
            visible: find.first > 0
            size: Theme.text
            iconPath: "M5 15 L12 8 L19 15"
            words: Words.both(qsTr("往上看"))
            onClicked: find.first = Math.max(0, find.first - list.fit)
        },
        BigButton {
            id: more

            objectName: "more"
            width: Math.min(implicitWidth, less.visible ? find.half : find.cornerRoom)
            visible: find.first + list.fit < list.count
            size: Theme.text
            iconPath: "M5 9 L12 16 L19 9"
            words: Words.both(qsTr("往下看"))
            onClicked: find.first += list.fit
        }
    ]
}

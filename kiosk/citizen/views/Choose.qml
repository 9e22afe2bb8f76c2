pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// Every service of the hall as a tile; twelve fit without scrolling.
Page {
    id: choose

    required property var kiosk
    readonly property var face: kiosk.face
    readonly property var title: Words.both(qsTr("请选择要办的业务"))

    hasBack: true
    onBack: kiosk.back()
    enabled: !face.asking

    Row {
        id: title

        y: 24 * Theme.u
        spacing: 3 * Theme.step

        Text {
            id: first

            text: Words.main(choose.title)
            textFormat: Text.PlainText
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: 56 * Theme.u
            font.bold: true
        }
        Text {
            anchors.baseline: first.baseline
            text: Words.second(choose.title)
            textFormat: Text.PlainText
            color: Theme.soft
            font.family: Theme.family
            font.pixelSize: 56 * Theme.u * Theme.second
        }
    }
    Flickable {
        id: field

        anchors.top: title.bottom
        anchors.topMargin: 4 * Theme.step
        anchors.bottom: parent.bottom
        width: parent.width
        contentHeight: grid.height
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds

        Grid {
            id: grid

            readonly property int count: tiles.count
            readonly property int rows_: Math.ceil(count / columns)
            readonly property real gap: count > 8 ? 5 * Theme.step : Theme.apart
            readonly property real tileWidth: (width - (columns - 1) * gap) / columns
            readonly property real tileHeight: Math.max(150 * Theme.u, Math.min(240 * Theme.u,
                                                        (field.height - (rows_ - 1) * gap) / Math.max(1, rows_)))

            width: parent.width
            columns: choose.upright ? (count <= 5 ? 1 : 2) : (count <= 4 ? 2 : count <= 6 ? 3 : 4)
            spacing: gap

            Repeater {
                id: tiles

                model: choose.kiosk.services

                Tile {
                    id: tile

                    required property int index
                    required property string service
                    required property var name
                    required property int waiting
                    required mark

                    objectName: "service-" + service
                    width: grid.tileWidth
                    height: grid.tileHeight
                    words: name
                    size: Math.min(60 * Theme.u, grid.tileHeight * 0.235, grid.tileWidth * 0.1)
                    note: waiting < 0 ? null : waiting === 0 ? Words.both(qsTr("没有人在等"))
                                                              : Words.both(qsTr("%1 人在等"), waiting)
                    onClicked: choose.kiosk.chosen(service)
                    Keys.onUpPressed: choose.step(index, -grid.columns)
                    Keys.onDownPressed: choose.step(index, grid.columns)
                }
            }
        }
    }

    corner: Bilingual {
        visible: choose.face.name !== ""
        width: 560 * Theme.u
        height: Theme.target
        align: Text.AlignRight
        size: Theme.label
        words: Words.both(qsTr("%1，您好"), choose.face.name)
    }

    function step(from: int, by: int) {
        const next = tiles.itemAt(from + by) || tiles.itemAt(from).nextItemInFocusChain(by > 0);
        next.forceActiveFocus(by > 0 ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }
}

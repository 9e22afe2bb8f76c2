pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// Who waits for the services of this window, first called first.
Flickable {
    id: waiting

    required property var terminal

    clip: true
    contentHeight: list.height
    boundsBehavior: Flickable.StopAtBounds
    interactive: contentHeight > height

    Column {
        id: list

        width: parent.width

        Repeater {
            model: waiting.terminal.queues

            Column {
                id: line

                required property var modelData

                width: list.width
                topPadding: 1.5 * Theme.step
                bottomPadding: 1.5 * Theme.step
                spacing: Theme.step

                Rectangle {
                    width: parent.width
                    height: Theme.line
                    color: Theme.rule
                }
                Item {
                    readonly property bool beside: long.advanceWidth + crowd.width + 4 * Theme.step <= width

                    width: parent.width
                    height: beside ? Math.max(name.height, crowd.height) : name.height + crowd.height

                    TextMetrics {
                        id: long

                        text: Words.main(line.modelData.name)
                        font { family: Theme.family; pixelSize: Theme.text }
                    }
                    Bilingual {
                        id: name

                        width: parent.beside ? parent.width - crowd.width - 2 * Theme.step : parent.width
                        words: line.modelData.name
                        size: Theme.text
                    }
                    Column {
                        id: crowd

                        readonly property var words: line.modelData.waiting === 0
                            ? Words.both(qsTr("无人等候"))
                            : Words.both(qsTr("%1 人 · 最久 %2 分"), line.modelData.waiting, line.modelData.longest)

                        x: parent.beside ? parent.width - width : 0
                        y: parent.beside ? 0 : name.height
                        spacing: Theme.text * 0.12

                        Repeater {
                            model: [Words.main(crowd.words), Words.second(crowd.words)]

                            Text {
                                required property string modelData
                                required property int index

                                x: crowd.x > 0 ? crowd.width - width : 0
                                text: modelData
                                textFormat: Text.PlainText
                                color: index === 0 ? Theme.ink : Theme.soft
                                font.family: Theme.family
                                font.bold: index === 0
                                font.pixelSize: index === 0 ? Theme.text : Theme.text * Theme.second
                            }
                        }
                    }
                }
                Flow {
                    width: parent.width
                    spacing: Theme.step
                    visible: line.modelData.waiting > 0

                    Repeater {
                        model: line.modelData.first

                        Rectangle {
                            id: chip

                            required property var modelData
                            readonly property string mark: Words.main(Say.standing(modelData.standing))

                            width: told.width + 3 * Theme.step
                            height: told.height + Theme.step
                            radius: Theme.step
                            color: Theme.sheet
                            border.width: Theme.line
                            border.color: Theme.rule

                            Text {
                                id: told

                                anchors.centerIn: parent
                                text: chip.modelData.number + (chip.mark === "" ? "" : " " + chip.mark)
                                textFormat: Text.PlainText
                                color: Theme.ink
                                font.family: Theme.family
                                font.pixelSize: Theme.note
                                font.letterSpacing: Theme.u
                            }
                        }
                    }
                }
            }
        }
    }
}

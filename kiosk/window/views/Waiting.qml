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

                        readonly property var words: Say.crowd(line.modelData)

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
                    visible: chips.model.length > 0

                    Repeater {
                        id: chips

                        model: waiting.chips(line.modelData)

                        Rectangle {
                            id: chip

                            required property var modelData

                            objectName: "waits-" + modelData.text
                            width: told.width + 3 * Theme.step
                            height: told.height + Theme.step
                            radius: Theme.step
                            color: chip.modelData.strong ? Theme.action : Theme.sheet
                            border.width: chip.modelData.strong ? 0 : Theme.line
                            border.color: Theme.rule

                            Text {
                                id: told

                                anchors.centerIn: parent
                                width: Math.min(implicitWidth, list.width - 3 * Theme.step)
                                text: chip.modelData.text
                                textFormat: Text.PlainText
                                wrapMode: Text.Wrap
                                color: chip.modelData.strong ? Theme.paper : Theme.ink
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

    // What is particular about a queue, then its next numbers with what is particular about each.
    function chips(line: var): var {
        const queue = [line.tidal ? Words.both(qsTr("本窗口支援")) : null, line.strained ? Words.both(qsTr("人多，请支援")) : null]
            .concat(line.support.map(label => Words.both(qsTr("%1请求支援"), Say.place(label))));
        const numbers = line.first.map(mark => [mark.number].concat(Say.marks(mark).map(words => Words.main(words))).join(" "));
        return queue.filter(words => words).map(words => ({ text: Words.main(words), strong: true }))
            .concat(numbers.map(text => ({ text: text, strong: false })));
    }
}

import QtQuick
import kiosk.ui

// What the audio guide and a greeting say beside what stands on the screen.
QtObject {
    readonly property var words: ({
        "button": Words.main(Words.both(qsTr("按钮"))),
        "chosen": Words.main(Words.both(qsTr("已选"))),
        "choosable": Words.main(Words.both(qsTr("可选"))),
        "on": Words.main(Words.both(qsTr("已打开"))),
        "off": Words.main(Words.both(qsTr("没打开"))),
        "unusable": Words.main(Words.both(qsTr("现在不能选"))),
        "choices": Words.main(Words.both(qsTr("共有 %1 项。"), "%1")),
        "begins": Words.main(Words.both(qsTr("语音导航已打开。用下一项、上一项两个键逐项听，确认键选定，返回键退一步，重听键再听一遍。"))),
        "ends": Words.main(Words.both(qsTr("语音导航已关闭。"))),
        "overheard": Words.main(Words.both(qsTr("没插耳机，旁边的人听得到您写的内容。不想让人听到，请插上耳机，或者返回。"))),
        "louder": Words.main(Words.both(qsTr("声音大一点"))),
        "softer": Words.main(Words.both(qsTr("声音小一点"))),
        "faster": Words.main(Words.both(qsTr("说快一点"))),
        "slower": Words.main(Words.both(qsTr("说慢一点"))),
        "silence": Words.main(Words.both(qsTr("关掉语音导航"))),
        "volume": Words.main(Words.both(qsTr("音量 %1"), "%1")),
        "pace": Words.main(Words.both(qsTr("语速 %1"), "%1")),
        "hello": Words.main(Words.both(qsTr("您好。"))),
        "goodbye": Words.main(Words.both(qsTr("再见。")))
    })
}

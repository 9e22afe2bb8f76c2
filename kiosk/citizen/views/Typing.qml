import QtQuick
import kiosk.ui

// The ID number. What is typed is shown by its last signs only: others stand behind.
DigitsPage {
    extra: "X"
    typed: face.typed
    misfit: face.misfit
    heading: Words.both(qsTr("请输入身份证号码"))
    said: Words.both(qsTr("已输入 %1 位"), face.typed.length)
    hint: face.misfit ? Words.both(qsTr("号码对不上，请看一看，删掉再输入。"))
                      : Words.both(qsTr("18 位，已输入 %1 位。这样只能取新号。"), face.typed.length)
}

import QtQuick
import kiosk.ui

// How many people stand in front, how long it may take, why, and what comes after.
Column {
    id: facts

    required property var face

    spacing: 3 * Theme.step

    Bilingual {
        width: parent.width
        visible: facts.face.ahead >= 0
        align: Text.AlignHCenter
        size: Theme.label
        words: facts.face.ahead === 0 ? Words.both(qsTr("您前面没有人"))
                                      : Words.both(qsTr("您前面还有 %1 人"), facts.face.ahead)
    }
    Bilingual {
        width: parent.width
        visible: facts.face.counts
        align: Text.AlignHCenter
        size: Theme.label
        words: Words.both(qsTr("此号有效，会按顺序叫到您"))
    }
    Bilingual {
        width: parent.width
        visible: words !== null
        align: Text.AlignHCenter
        size: Theme.label
        words: facts.wait()
    }
    Bilingual {
        width: parent.width
        visible: words !== null
        align: Text.AlignHCenter
        size: Theme.text
        words: facts.face.earlier ? Words.both(qsTr("按您早到 %1排队"), facts.face.earlier) : null
    }
    Bilingual {
        objectName: "because"
        width: parent.width
        visible: words !== null
        align: Text.AlignHCenter
        size: Theme.text
        words: facts.because()
    }
    Bilingual {
        width: parent.width
        visible: words !== null
        align: Text.AlignHCenter
        size: Theme.text
        words: facts.face.after ? Words.both(qsTr("同一个号，接着办：%1"), facts.face.after) : null
    }

    function because(): var {
        if (face.claim) return Words.both(qsTr("工作人员确认后优先：%1"), reasons.of(face.claim));
        return face.because ? Words.both(qsTr("因为：%1"), reasons.of(face.because)) : null;
    }

    Reasons { id: reasons }

    function wait(): var {
        if (!face.likely) return null;
        return face.at_most ? Words.both(qsTr("大约等 %1，最多 %2"), face.likely, face.at_most)
                            : Words.both(qsTr("大约等 %1"), face.likely);
    }
}

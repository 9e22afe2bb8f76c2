import QtQuick

// Chinese large, and under it the other language at 55 %.
Column {
    id: bilingual

    required property var words // { zh, en } or null
    property real size: 40 * Theme.u
    property color color: Theme.text
    property color secondColor: Theme.quiet
    property bool bold: false
    property int align: Text.AlignLeft

    spacing: -0.14 * size // the font leaves more between lines than two lines of one saying need

    Plain {
        width: bilingual.width
        text: bilingual.words ? bilingual.words.zh : ""
        size: bilingual.size
        color: bilingual.color
        font.bold: bilingual.bold
        horizontalAlignment: bilingual.align
    }
    Plain {
        width: bilingual.width
        text: bilingual.words ? bilingual.words.en : ""
        size: bilingual.size * Theme.second
        color: bilingual.secondColor
        horizontalAlignment: bilingual.align
    }
}

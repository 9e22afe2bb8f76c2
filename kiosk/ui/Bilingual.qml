import QtQuick

// Words in the visitor's language, and under them the other language at 55 %.
Column {
    id: bilingual

    required property var words // { zh, en }, such as Words.both(qsTr("…")) or a name that the hall gave
    property real size: Theme.text
    property bool bold: false
    property color color: Theme.ink
    property color secondColor: Theme.soft
    property int align: Text.AlignLeft
    property bool heading: false // what the page is about
    property bool oneLine: false // then words too long for the width become smaller instead of wrapping

    spacing: size * 0.12

    Text {
        // A heading whose last sign alone would stand on another line becomes a little smaller.
        readonly property bool nearly: bilingual.heading && !text.includes("\n") && implicitWidth <= 1.15 * width
        readonly property bool fits: bilingual.oneLine || nearly

        width: bilingual.width
        text: Words.main(bilingual.words)
        textFormat: Text.PlainText
        wrapMode: fits ? Text.NoWrap : Text.Wrap
        fontSizeMode: fits ? Text.HorizontalFit : Text.FixedSize
        minimumPixelSize: bilingual.size * 0.3
        horizontalAlignment: bilingual.align
        color: bilingual.color
        font.family: Theme.family
        font.pixelSize: bilingual.size
        font.bold: bilingual.bold
        Accessible.role: bilingual.heading ? Accessible.Heading : Accessible.StaticText
        Accessible.name: text
    }
    Text {
        width: bilingual.width
        visible: text !== ""
        text: Words.second(bilingual.words)
        textFormat: Text.PlainText
        wrapMode: bilingual.oneLine ? Text.NoWrap : Text.Wrap
        fontSizeMode: bilingual.oneLine ? Text.HorizontalFit : Text.FixedSize
        minimumPixelSize: bilingual.size * 0.3
        horizontalAlignment: bilingual.align
        color: bilingual.secondColor
        font.family: Theme.family
        font.pixelSize: bilingual.size * Theme.second
        Accessible.ignored: true // who is read to hears one language
    }
}

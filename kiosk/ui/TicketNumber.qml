import QtQuick

// A ticket's number in the red of a seal, spaced so that A017 and A071 are not mistaken.
Text {
    property real size: Theme.number

    textFormat: Text.PlainText
    color: Theme.seal
    font.family: Theme.family
    font.bold: true
    font.pixelSize: size
    height: size // digits need no more; the font would leave room for accents
    verticalAlignment: Text.AlignVCenter
    font.letterSpacing: size * 0.04
    leftPadding: size * 0.04 // the last letter's spacing, given back so that the number stands in the middle
    fontSizeMode: Text.HorizontalFit
    minimumPixelSize: size / 3
    horizontalAlignment: Text.AlignHCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}

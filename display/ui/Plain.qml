import QtQuick

// Words as they are: never markup, digits of one width, smaller where the place is too narrow.
Text {
    property real size: 40 * Theme.u

    textFormat: Text.PlainText
    color: Theme.text
    font.family: Theme.family
    font.pixelSize: Math.max(1, size)
    font.features: ({ "tnum": 1 })
    verticalAlignment: Text.AlignVCenter
    fontSizeMode: Text.HorizontalFit
    minimumPixelSize: Math.max(1, size / 2)
}

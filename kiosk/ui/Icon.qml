import QtQuick

// One line drawing of one weight on a grid of 24; never without a word beside it.
Image {
    id: icon

    required property string path
    property real size: 64 * Theme.u
    property color color: Theme.ink
    readonly property string drawing: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${path}" `
        + `fill="none" stroke="${color}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"/></svg>`

    width: size
    height: size
    sourceSize: Qt.size(Math.ceil(size), Math.ceil(size))
    source: path === "" ? "" : "data:image/svg+xml;utf8," + encodeURIComponent(drawing)
}

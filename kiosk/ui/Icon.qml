import QtQuick
import QtQuick.Shapes

// One line drawing of one weight on a grid of 24; never without a word beside it.
Item {
    id: icon

    required property string path
    property real size: 64 * Theme.u
    property color color: Theme.ink

    implicitWidth: size
    implicitHeight: size

    Shape {
        width: 24
        height: 24
        scale: icon.size / 24
        transformOrigin: Item.TopLeft

        ShapePath {
            strokeColor: icon.color
            strokeWidth: 1.75
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: icon.path }
        }
    }
}

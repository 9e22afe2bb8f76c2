import QtQuick

// The window of a touch app: it sets the unit of length from its own size, and the language of all words.
Window {
    id: window

    default property alias content: stage.data
    property string language: "zh"
    property bool largeType: false
    property bool highContrast: false
    property bool lowReach: false  // everything in the lower part of tall glass
    property real inches: 0        // diagonal of the glass
    property real reach: 0         // mm of it, from below, that somebody sitting reaches
    readonly property real mm: inches * Math.hypot(width, height) === 0 ? 0 : Math.hypot(width, height) / (inches * 25.4)
    readonly property bool beyondReach: reach > 0 && height > reach * mm
    readonly property real room: lowReach && beyondReach ? reach * mm : height
    property real unit: width * height === 0 ? 1 // not open yet
                        : room === height ? Math.min(width, height) / 1080
                        : Math.max(fit(1080, 1920), fit(1920, 1080))

    signal languageAsked(string language) // by the stage; the app passes it to its model

    color: Theme.paper

    Binding { target: Theme; property: "u"; value: window.unit }
    Binding { target: Theme; property: "mm"; value: window.mm }
    Binding { target: Theme; property: "large"; value: window.largeType }
    Binding { target: Theme; property: "contrast"; value: window.highContrast }
    Binding { target: Words; property: "language"; value: window.language }

    Item {
        id: stage

        anchors.bottom: parent.bottom
        width: parent.width
        height: window.room
        LayoutMirroring.enabled: Words.rightToLeft
        LayoutMirroring.childrenInherit: true
    }

    // The unit that makes room for so many of them.
    function fit(across: int, down: int): real {
        return Math.min(width / across, room / down);
    }
}

import QtQuick

// The window of a touch app: it sets the unit of length from its own size, and the language of all words.
Window {
    id: window

    property string language: "zh"
    property real unit: Math.min(width, height) / 1080

    signal languageAsked(string language) // by the stage; the app passes it to its model

    color: Theme.paper

    Binding { target: Theme; property: "u"; value: window.unit }
    Binding { target: Words; property: "language"; value: window.language }
}

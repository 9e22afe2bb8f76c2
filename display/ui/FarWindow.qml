import QtQuick

// The window of a screen on the wall: it sets the unit of length from its own size.
Window {
    id: window

    color: Theme.ink

    Binding { target: Theme; property: "u"; value: Math.min(window.width, window.height) / 1080 }
}

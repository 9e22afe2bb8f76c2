pragma ComponentBehavior: Bound
import QtQuick
import kiosk.ui

// The kiosk's window: the hall's name, the language and the modes above, one page below.
TouchWindow {
    id: window

    required property var kiosk
    required property var access
    readonly property var face: kiosk.face
    readonly property string page: face.page
    readonly property var spoken: said.words

    title: Words.main(face.hall)
    language: face.language
    onLanguageAsked: language => kiosk.languageAsked(language)
    largeType: access.largeType
    highContrast: access.highContrast
    lowReach: access.lowReach
    inches: access.inches
    reach: access.reach
    onPageChanged: {
        header.open = "";
        (shown.item as Page)?.begin();
        stage.forceActiveFocus();
    }

    Connections {
        target: window.access

        function onForgotten() {
            header.open = "";
        }
    }
    Spoken { id: said }
    FocusScope {
        id: stage

        anchors.fill: parent
        focus: true

        Keys.onRightPressed: move(true)
        Keys.onDownPressed: move(true)
        Keys.onLeftPressed: move(false)
        Keys.onUpPressed: move(false)
        Keys.onEscapePressed: window.goBack()

        function move(forward: bool) {
            const next = window.activeFocusItem.nextItemInFocusChain(forward);
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
        }

        Header {
            id: header

            width: parent.width
            kiosk: window.kiosk
        }
        Loader {
            id: shown

            anchors.top: header.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            sourceComponent: {
                switch (header.open || window.page) {
                case "languages": return languages;
                case "access": return modes;
                case "welcome": return welcome;
                case "typing": return typing;
                case "wishes": return wishes;
                case "for-whom": return forWhom;
                case "finding": return finding;
                case "guide": return guide;
                case "mine": return mine;
                case "opened": return opened;
                case "give-back": return opened;
                case "appointment": return appointment;
                case "choose": return choose;
                case "choose-to-book": return choose;
                case "requests": return choose;
                case "about": return choose;
                case "items": return asked;
                case "contact": return asked;
                case "words": return own;
                case "review": return review;
                case "slots": return slots;
                case "asking": return asking;
                case "ticket": return ticket;
                case "unprinted": return unprinted;
                case "again": return again;
                case "booked": return booked;
                case "holding": return holding;
                case "staff-pin": return staffPin;
                case "staff": return staff;
                default: return trouble;
                }
            }
        }
        StaffCorner {
            kiosk: window.kiosk
        }
        StillThere {
            anchors.fill: parent
            kiosk: window.kiosk
        }
    }

    function goBack() {
        if (header.open === "") kiosk.back();
        else header.open = "";
    }

    Component { id: languages; Languages { kiosk: window.kiosk; access: window.access; onBack: header.open = "" } }
    Component { id: modes; Modes { access: window.access; tall: window.beyondReach; onBack: header.open = "" } }
    Component { id: welcome; Welcome { kiosk: window.kiosk } }
    Component { id: choose; Choose { kiosk: window.kiosk } }
    Component { id: asked; Asked { kiosk: window.kiosk } }
    Component { id: own; Own { kiosk: window.kiosk } }
    Component { id: review; Review { kiosk: window.kiosk } }
    Component { id: wishes; Wishes { kiosk: window.kiosk } }
    Component { id: forWhom; ForWhom { kiosk: window.kiosk } }
    Component { id: finding; Find { kiosk: window.kiosk } }
    Component { id: guide; Guide { kiosk: window.kiosk } }
    Component { id: typing; Typing { kiosk: window.kiosk } }
    Component { id: opened; Opened { kiosk: window.kiosk } }
    Component { id: mine; Mine { kiosk: window.kiosk } }
    Component { id: appointment; Appointment { kiosk: window.kiosk } }
    Component { id: slots; Slots { kiosk: window.kiosk } }
    Component { id: asking; Asking { kiosk: window.kiosk } }
    Component { id: again; Again { kiosk: window.kiosk } }
    Component { id: booked; Booked { kiosk: window.kiosk } }
    Component { id: ticket; Ticket { kiosk: window.kiosk } }
    Component { id: unprinted; Unprinted { kiosk: window.kiosk } }
    Component { id: holding; Holding { kiosk: window.kiosk } }
    Component { id: staffPin; StaffPin { kiosk: window.kiosk } }
    Component { id: staff; StaffMenu { kiosk: window.kiosk } }
    Component { id: trouble; Trouble { kiosk: window.kiosk } }
}

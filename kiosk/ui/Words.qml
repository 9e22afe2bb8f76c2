pragma Singleton
import QtQuick

// All languages at once. Chinese is what stands in the source; the others come from the app's catalogues.
QtObject {
    property string language: "zh"
    readonly property bool chinese: language.startsWith("zh")
    readonly property bool rightToLeft: Qt.locale(language).textDirection === Qt.RightToLeft
    readonly property string other: chinese ? "en" : "zh" // which stands small, below

    // { zh, en, … } of a source text; %1 and on are filled with what follows: values, or words in several languages.
    function both(source, ...values) {
        const words = {};
        for (const tongue of ["zh", "en", language])
            words[tongue] = filled(tongue === "zh" ? source : qsTranslate(tongue, source), values.map(value => told(value, tongue)));
        return words;
    }

    function main(words: var): string {
        return words ? told(words, language) : "";
    }

    function second(words: var): string {
        const small = words ? told(words, other) : "";
        return small === main(words) ? "" : small; // a digit, a name
    }

    // What a hall names, or a day, comes in Chinese and English; where its Chinese has no translation, English is told.
    function told(words: var, tongue: string): var {
        if (words?.zh === undefined) return words;
        if (words[tongue] !== undefined) return words[tongue];
        const translated = qsTranslate(tongue, words.zh);
        return translated === words.zh && !tongue.startsWith("zh") ? words.en : translated;
    }

    // A language in its own words; each catalogue translates this with its own name.
    function named(tongue: string): string {
        const own = qsTr("简体中文");
        return tongue === "zh" ? own : qsTranslate(tongue, own);
    }

    function filled(text: string, values: var): string {
        return text.replace(/%(\d)/g, (_, place) => String(values[place - 1]));
    }
}

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
            words[tongue] = filled(tongue === "zh" ? source : qsTranslate(tongue, source), values.map(value => apart(told(value, tongue), tongue)));
        return words;
    }

    // What has one form in all languages, but for the signs it is written in.
    function alike(text: string): var {
        return { zh: text, en: text };
    }

    function main(words: var): string {
        return words ? told(words, language) : "";
    }

    function second(words: var): string {
        if (!words || words.zh === words.en) return ""; // a digit, a name
        const small = told(words, other);
        return small === main(words) ? "" : small;
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

    // What stands in a sentence from right to left keeps its own direction, such as a date or a masked name.
    function apart(value: var, tongue: string): string {
        return rightToLeft && tongue === language ? "\u2068" + value + "\u2069" : String(value);
    }

    function filled(text: string, values: var): string {
        return text.replace(/%(\d)/g, (_, place) => String(values[place - 1]));
    }
}

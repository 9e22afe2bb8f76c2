pragma Singleton
import QtQuick

// Both languages at once. Chinese is what stands in the source; English comes from the app's catalogue.
QtObject {
    property string language: "zh"

    // { zh, en } of a source text; %1 and on are filled with what follows: values, or words in both languages.
    function both(source, ...values) {
        return {
            zh: filled(source, values.map(value => value?.zh ?? value)),
            en: filled(qsTranslate("en", source), values.map(value => value?.en ?? value))
        };
    }

    function main(words: var): string {
        return words ? (language === "en" ? words.en : words.zh) : "";
    }

    function second(words: var): string {
        return words ? (language === "en" ? words.zh : words.en) : "";
    }

    function filled(text: string, values: var): string {
        return text.replace(/%(\d)/g, (_, place) => String(values[place - 1]));
    }
}

"""Texts that somebody chose in order to do harm."""

TEXTS = {
    "escape": "\x1b[2J\x1b[31mred\x1b]0;title\x07",
    "printer": "\x1b@\x1dV\x00\x10\x14\x01\x1bp\x00\x19\x19\x1cp",
    "8-bit escape": "\x9b2J\x9d0;title\x9c",
    "right to left": "A\u202e017\u2066x",
    "unseen": "A\u200b\u200d\ufeff\u00ad",
    "NUL": "A\x00B",
    "lines": "one\ntwo\r\nthree\u2028four\x0bfive\x85six",
    "long": "长" * 10_000,
    "rare": "𠮷𰻞😀👩‍👩‍👧🇨🇳\ue863",
    "bold": "<b>bold</b> & <i>more",
    "picture": '<img src="http://127.0.0.1:9/x.png">',
    "link": '<a href="file:///etc/passwd">here</a>',
    "style": "<font size='99'>large</font>&lt;&#65;",
    "QML": 'qsTr("x"); Qt.quit(); ${1+1} %1 %2',
    "markdown": "**bold** # [here](http://127.0.0.1:9/)",
    "rich": "[red]red[/red] [link=http://127.0.0.1:9]x[/link] :smile: [/]",
    "SQL": "'; DROP TABLE event; -- \" OR 1=1",
    "format": "%s %n %(name)s {0} {line.__class__} {{x}}",
    "JSON": '","ok":true,"x":{"y":"\\u0000',
    "shell": "$(touch x) `touch x`; touch x | cat & \\",
    "TeX": r"$\frac{1}{0}$ $x^",
    "sheet": "=cmd|' /C calc'!A0",
}
"""By what they are meant for."""
UNSEEN = ("escape", "printer", "8-bit escape", "right to left", "unseen", "NUL", "lines")
"""Those with signs that nobody can see: a line of words that people read may have none."""

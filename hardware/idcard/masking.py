"""What may be shown of a person: enough to know oneself by, too little to be known by."""

import re
import unicodedata

STAR = "*"
_DOTS = re.compile("[·•‧・∙]")
_AROUND = re.compile(r"^[·•‧・∙\s]+|[·•‧・∙\s]+$")
_FIRST_EAST_ASIAN = "\u2e80"
_BOTH_ENDS = 3
_UNSEEN = ("Cc", "Cf", "Cs")


def mask_name(name: str) -> str:
    """Mask a name: 张三 -> 张*, 欧阳测试 -> 欧**试, SMITH JOHN -> S**** J***.

    A name with a dot keeps one shape whatever its length, 买买提·吐尔逊 -> 买**·***逊: such names are the longest
    there are, so the shape fits every screen, and their length tells nothing. Of signs that nobody sees nothing is
    left, and no name at all is a star.
    """
    name = "".join(sign for sign in name if sign.isspace() or unicodedata.category(sign) not in _UNSEEN)
    name = _AROUND.sub("", name)
    if not any(sign >= _FIRST_EAST_ASIAN for sign in name):
        return " ".join(_keep_first(word) for word in name.split()) or STAR
    signs = "".join(name.split())
    if _DOTS.search(signs):
        parts = [part for part in _DOTS.split(signs) if part]
        first, last = (part if len(part) > 1 else STAR for part in (parts[0], parts[-1]))
        return f"{first[0]}**·***{last[-1]}"
    if len(signs) < _BOTH_ENDS:
        return _keep_first(signs)
    return signs[0] + STAR * (len(signs) - 2) + signs[-1]


def mask_number(number: str) -> str:
    """Mask an ID number but for its first and last character."""
    if len(number) < _BOTH_ENDS:
        return STAR * len(number)
    return number[0] + STAR * (len(number) - 2) + number[-1]


def _keep_first(word: str) -> str:
    """Keep the first sign; one sign alone would be the whole name, so nothing of it stays."""
    return word[0] + STAR * (len(word) - 1) if len(word) > 1 else STAR

"""MathML as text: the tokens of a formula one after the other, as a reader would say them."""

import re

_TAG = re.compile(r"<(/?)(?:[A-Za-z]{1,8}:)?([A-Za-z][A-Za-z0-9-]{0,30})([^<>]{0,2000}?)(/?)>")
_BEGIN = re.compile(r"<(?:[A-Za-z]{1,8}:)?math(?=[\s>/])[^<>]{0,2000}>")
_END = re.compile(r"</(?:[A-Za-z]{1,8}:)?math\s*>")
_SILENT = frozenset("annotation annotation-xml mphantom".split())
_GLUED = "-–.,;:!?)]’"


def without_formulas(text: str) -> str:
    """Return the text with every formula of MathML as plain characters.

    A formula that stands on lines of its own has blanks around it that are the file's: what
    follows closely, such as a hyphen, follows closely again.
    """
    parts: list[str] = []
    done = 0
    while begin := _BEGIN.search(text, done):
        end = _END.search(text, begin.end())
        if not end:
            break
        before = text[done : begin.start()]
        bare = before.rstrip()
        parts += [bare + " " if "\n" in before[len(bare) :] else before]
        parts += [_spoken(text[begin.end() : end.start()])]
        done = end.end()
        behind = re.compile(r"\s*\n\s*").match(text, done)
        if behind and text[behind.end() : behind.end() + 1] in _GLUED:
            done = behind.end()
    return "".join((*parts, text[done:]))


def _spoken(formula: str) -> str:
    parts: list[str] = []
    above: list[list[object]] = []  # name and number of children of every open element
    done = silent = 0
    for tag in _TAG.finditer(formula):
        if not silent:
            parts.append(_token(formula[done : tag.start()], above))
        done = tag.end()
        closes, name, empty = bool(tag[1]), tag[2].lower(), bool(tag[4])
        if closes:
            silent -= bool(above) and above[-1][0] in _SILENT
            above = above[:-1]
            continue
        parts += [] if silent else [_joint(name, above)]
        if above:
            above[-1][1] = int(str(above[-1][1])) + 1
        if not empty:
            above.append([name, 0])
            silent += name in _SILENT
    parts.append("" if silent else _token(formula[done:], above))
    return "".join(parts)


def _joint(name: str, above: list[list[object]]) -> str:
    """Return what is said before an element begins."""
    line = "/" if above and above[-1] == ["mfrac", 1] else ""
    return line + ("√" if name in {"msqrt", "mroot"} else "")


def _token(text: str, above: list[list[object]]) -> str:
    if above and above[-1][0] == "mtext" and "\n" not in text:
        return text
    return text.strip()

"""The fields of a record as plain text: titles, abstracts, venues, publishers, without markup."""

import re

from readlist.text import one_line
from readlist.texts.letters import mended, without_entities

_RAISED = frozenset("sub sup inf".split())
"""They never add a space: CO2."""
_SLANTED = frozenset("i em italic".split())
_HEAVY = frozenset("b strong bold u underline".split())
_SMALL = frozenset("scp sc smallcaps small-caps".split())
_PLAIN = frozenset(
    "tt monospace code span font small big mark abbr a strike s roman sans-serif styled-content "
    "named-content ext-link xref email uri emph q inline-formula alternatives formula math "
    "inline-graphic tex-math".split()
)
_BLOCKS = frozenset(
    "p sec title div br li ul ol list list-item h1 h2 h3 h4 h5 h6 abstract label break hr table tr "
    "td disp-formula disp-quote body section dt dd dl".split()
)
_KNOWN = _RAISED | _SLANTED | _HEAVY | _SMALL | _PLAIN | _BLOCKS
_NAME = r"(?:[A-Za-z]{1,8}:)?([A-Za-z][A-Za-z0-9-]{0,30})"
_TAG = re.compile(rf"<(/?){_NAME}(?:\s[^<>]{{0,2000}})?/?>")
_TYPE = re.compile(
    r"<(?:[A-Za-z]{1,8}:)?(i|em|italic|b|strong|bold|u|underline|scp|sc|smallcaps|small-caps)"
    r"(?:\s[^<>]{0,200})?>([^<>]{0,500})</(?:[A-Za-z]{1,8}:)?\1\s*>",
    re.IGNORECASE,
)
_SCRIPTS = re.compile(r"</?(?:[A-Za-z]{1,8}:)?(?:sub|sup|inf)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_NOISE = re.compile(r"<!--[^<>]{0,2000}-->|<!\[CDATA\[|\]\]>|<\?[^<>]{0,2000}\?>")
_TEX = re.compile(r"<((?:[A-Za-z]{1,8}:)?tex-math)(?:\s[^<>]{0,200})?>([^<>]{0,5000})</\1>")
_DOCUMENT = re.compile(r"\\begin\{document\}(.{0,5000}?)\\end\{document\}", re.DOTALL)
_LONGEST_MARKED = 200_000
"""Characters of a text that are read; a long abstract has 5,000."""


def without_markup(text: str) -> str:
    """Return the text without markup, with entities decoded; white space stays."""
    text = text[:_LONGEST_MARKED]
    plain = without_entities(_stripped(text))
    # Markup that was escaped together with its text.
    return _stripped(plain) if "</" in plain and _has_pairs(plain) else plain


def _has_pairs(text: str) -> bool:
    ends = {True: set[str](), False: set[str]()}
    for tag in _TAG.finditer(text):
        ends[bool(tag[1])].add(tag[2].lower())
    return bool(ends[True] & ends[False] & _KNOWN)


def _stripped(text: str) -> str:
    if "<" not in text:
        return text
    text = _NOISE.sub("", text)
    if "tex-math" in text:
        twice = bool(re.search(r"[<:]math[\s>]", text))  # the same formula in both
        text = _TEX.sub(lambda found: "" if twice else _tex_of(found[2]), text)
    text = _SCRIPTS.sub("", without_formulas(text))
    for _ in range(3):  # types in each other
        text, count = _TYPE.subn(_in_type, text)
        if not count:
            break
    return _TAG.sub(_gone, text)


def _gone(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name not in _KNOWN:
        return tag[0]
    return " " if name in _BLOCKS else ""


def _tex_of(written: str) -> str:
    found = _DOCUMENT.search(written)
    return (found[1] if found else written).strip()


def _in_type(found: re.Match[str]) -> str:
    """Return words in another typeface, with the spaces that the registry lost."""
    name, inside = found[1].lower(), found[2]
    text, start, end = found.string, found.start(), found.end()
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    bare = inside.strip()
    if not bare:
        return inside
    left = before.isalpha() and inside[0].isalpha()
    right = behind.isalpha() and inside[-1].isalnum()
    if name in _SMALL:
        left = left and before.islower() and inside[0].isupper()
        right = right and left
    else:
        long = len(bare) > 2 and (name in _SLANTED or not bare.isupper())
        left, right = left and long, right and long
    return " " * left + inside + " " * right


_MATH_TAG = re.compile(r"<(/?)(?:[A-Za-z]{1,8}:)?([A-Za-z][A-Za-z0-9-]{0,30})([^<>]{0,2000}?)(/?)>")
_BEGIN = re.compile(r"<(?:[A-Za-z]{1,8}:)?math(?=[\s>/])[^<>]{0,2000}>")
_END = re.compile(r"</(?:[A-Za-z]{1,8}:)?math\s*>")
_SILENT = frozenset("annotation annotation-xml mphantom".split())
_GLUED = "-–.,;:!?)]’"


def without_formulas(text: str) -> str:
    """Return the text with every MathML formula as plain characters.

    White space around a formula on separate lines comes from the file: a hyphen that follows the
    formula is joined to it again.
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
    for tag in _MATH_TAG.finditer(formula):
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
    """Return the text before an element begins."""
    line = "/" if above and above[-1] == ["mfrac", 1] else ""
    return line + ("√" if name in {"msqrt", "mroot"} else "")


def _token(text: str, above: list[list[object]]) -> str:
    if above and above[-1][0] == "mtext" and "\n" not in text:
        return text
    return text.strip()


_LONGEST = 2_000
_DISPLAYED = re.compile(r"\$\$([^$]{1,500})\$\$")
_AT_MARK = re.compile(r" +(?=[,.;:!?)](?:\s|$))|(?<=[(\[]) +")


def title_text(raw: object) -> str:
    """Return a title as people read it, on one line; capitals and TeX stay as they are."""
    if not isinstance(raw, str):
        return ""
    marked = "<" in raw or "&" in raw
    text = without_markup(mended(raw))
    text = one_line(_DISPLAYED.sub(r"$\1$", text))
    return (_AT_MARK.sub("", text) if marked else text)[:_LONGEST].strip()


def plain_text(raw: object) -> str:
    """Return a short text without markup, on one line: a venue, a publisher, a page."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if not isinstance(raw, str):
        return ""
    return one_line(without_entities(without_markup(mended(raw))))[:_LONGEST]


_HEADING = re.compile(
    r"^\s*(?:<[^<>]{1,200}>\s*){0,4}<((?:\w{1,8}:)?title)(?:\s[^<>]{0,200})?>\s*"
    r"(?:abstract|summary)\s*[.:]?\s*</\1>",
    re.IGNORECASE,
)
_WORD = re.compile(r"^(?:ABSTRACT|Abstract)(?:\s*[:.—–-]\s+|\s+(?=[A-Z][a-z]*\s))")
_LONGEST_ABSTRACT = 20_000


def abstract_text(raw: object) -> str:
    """Return an abstract as plain text on one line."""
    if not isinstance(raw, str):
        return ""
    text = _HEADING.sub("", mended(raw), count=1)
    text = _WORD.sub("", one_line(without_markup(text)))
    return re.sub(r" +(?=[,.;](?:\s|$))", "", text)[:_LONGEST_ABSTRACT]

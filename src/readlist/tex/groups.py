"""Braces: which of them group something for TeX, and the text without those."""

from readlist.tex.formulas import HOLE
from readlist.tex.patterns import compiled
from readlist.tex.tables import STYLES, SWITCHES

_BRACES = r"\\(?:[A-Za-z]++|[~^])\{\}|\\[^A-Za-z]|[{}]"
_STYLED = rf"\\(?:{STYLES})[ \t]*$"
_SWITCHED = rf"\s*\\(?:{SWITCHES})(?![A-Za-z])\s*"
_UNKNOWN = r"\\[A-Za-z]{1,30}$"
_LONGEST_GROUP = 300
"""Characters of a group that is looked at: together with its depth that bounds the time."""
_PROTECTED = r"[^\W_](?:[\w .:'’&/+{}\x00-]*[\w.}\x00])?|\{.*\}|\x00"


def without_groups(text: str, *, every: bool) -> str:
    """Return the text without braces, or only without those that group something for TeX."""
    gone: list[tuple[int, int]] = []
    open_at: list[int] = []
    for match in compiled(_BRACES).finditer(text):
        at = match.start()
        if match[0] == "{":
            open_at.append(at)
        elif match[0] == "}" and open_at:
            start = open_at.pop()
            begin = _group_start(text, start, at, every=every)
            if begin is not None:
                gone += [(begin, start + 1), (at, at + 1)]
        elif match[0] == "}" and every:
            gone.append((at, at + 1))
    if every:
        gone += [(at, at + 1) for at in open_at]
    return _cut(text, sorted(gone))


def _group_start(text: str, start: int, end: int, *, every: bool) -> int | None:
    """Return where a group begins that goes, with the command in front; None for one that stays."""
    styled = compiled(_STYLED).search(text[max(0, start - 20) : start])
    if styled:
        return start - len(styled[0])
    if every:
        # What an unknown command is given is text: \\mkbibquote{...}, \\ce{H2O}.
        unknown = compiled(_UNKNOWN).search(text[max(0, start - 31) : start])
        return start - len(unknown[0]) if unknown else start
    return start if _is_grouping(text, start, end) else None


def _is_grouping(text: str, start: int, end: int) -> bool:
    """Return whether braces group something for TeX: capitals to keep, a change of font."""
    before, behind = text[start - 1 : start], text[end + 1 : end + 2]
    if end == len(text) - 1 and start == 0:
        return bool(text[1:-1].strip())
    if compiled(_SWITCHED).match(text, start + 1, min(end, start + _LONGEST_GROUP)):
        return True
    if end - start > _LONGEST_GROUP or before in ("^", "_", "}") or behind == "{":
        return False
    if compiled(_UNKNOWN).search(text[max(0, start - 31) : start]):
        return False
    body = text[start + 1 : end]
    # {x} and {0} are sets; {B}ERT, {GPT-2} and {d}eep are words.
    tells = before.isalnum() or behind.isalnum() or body != body.lower() or HOLE in body
    return tells and bool(compiled(_PROTECTED).fullmatch(body))


def _cut(text: str, gone: list[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in gone:
        parts.append(text[done:start])
        done = end
    return "".join((*parts, text[done:]))

"""Signs of the formats of texts: their first characters, root element, mark-up."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from readlist.documents.format import Head
from readlist.lazy import lazy
from readlist.patterns import pattern

if TYPE_CHECKING:
    import json
else:
    json = lazy("json")

_DIGEST = pattern(
    r"^arXiv:\S{7,30}[^\n]{0,200}\n(?:[^\n]{0,200}\n){0,3}?(?:Title|Date):", re.MULTILINE
)
_ROOT = pattern(
    r"(?:<\?[^>]{0,300}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,2000}\]\s*)?>\s*)*"
    r"<(?:[\w.-]{1,40}:)?([\w.-]{1,60})[\s/>]",
    re.DOTALL | re.IGNORECASE,
)
_TAG = pattern(r"</?(?:a|p|div|li|td|tr|h[1-6]|dt|br)\b", re.IGNORECASE)
_OPENED = pattern(r"<(?:a\s+href|p|div|table|ul|h[1-6]|DT)\b[^>]*>", re.IGNORECASE)
_MARKDOWN = pattern(r"^#{1,6} \S|\]\((?:https?:|#|/)|^\|.*\|\s*$|^\s*```|\*\*\S", re.MULTILINE)
_ASSIGNED = pattern(r"(?:window\.|var |let |const )[\w.$]{1,80}\s*=\s*(?=[\[{])")
OPEN = frozenset({"", "text"})
"""The name of a text that may be in any format."""


def root_of(start: str) -> str:
    """Return the name of the first XML element, without prefix and in lower case."""
    match = _ROOT.match(start) if start[:1] == "<" else None
    return match[1].lower() if match else ""


def begins(source: str, starts: tuple[str, ...], *told: str) -> Callable[[Head], bool]:
    """Return a sign: the text begins so, and its name is one of `told` or says nothing.

    Args:
        source: A regular expression for the beginning.
        starts: Every such text begins with one of these: few texts need the expression.
        told: Names of formats that the name may state; ``*`` for any.
    """
    shape = pattern(source)

    def sign(head: Head) -> bool:
        if not head.start.startswith(starts):
            return False
        fits = head.told in OPEN or head.told in told or "*" in told
        return fits and shape.match(head.start) is not None

    return sign


def rooted(*roots: str, inside: str = "") -> Callable[[Head], bool]:
    """Return a sign: an XML document with one of these roots.

    Args:
        roots: Names of elements, in lower case.
        inside: A regular expression for what else must stand near the beginning.
    """

    def sign(head: Head) -> bool:
        if head.root not in roots:
            return False
        return not inside or re.search(inside, head.text[:20_000], re.IGNORECASE) is not None

    return sign


def repeated(source: str, least: int, *hints: str) -> Callable[[str], bool]:
    """Return a sign for texts whose name says nothing: some mark-up, several times.

    Args:
        source: A regular expression.
        least: How many times.
        hints: Every text that fits holds one of these: few texts need the expression.
    """
    shape = pattern(source, re.MULTILINE)

    def sign(sample: str) -> bool:
        if hints and not any(hint in sample for hint in hints):
            return False
        found = shape.finditer(sample)
        return all(next(found, None) is not None for _ in range(least))

    return sign


def is_any_xml(head: Head) -> bool:
    """Return whether the text is XML and not a web page."""
    return head.start.startswith("<?xml") and "<html" not in head.start[:1000].lower()


def is_html(head: Head) -> bool:
    """Return whether the text is a whole web page."""
    page = head.start[:15].lower().startswith(("<!doctype html", "<html", "<!doctype"))
    return head.told != "markdown" and (page or head.root == "html")


def is_ris(head: Head) -> bool:
    """Return whether there is a RIS entry near the beginning."""
    return bool(
        re.match(r"TY  ?- ", head.start) or re.search(r"^TY  - \w+\s*$", head.start, re.MULTILINE)
    )


def is_bibtex(head: Head) -> bool:
    """Return whether the text begins with a BibTeX entry, apart from comments."""
    first = re.sub(r"^\s*%.*$", "", head.start, flags=re.MULTILINE).strip()
    entry = re.match(r"@[A-Za-z]+\s*[{(]\s*[^\s{},]*\s*,", first)
    return bool(entry) and (head.told in OPEN or head.told == "bibtex")


def is_bbl(head: Head) -> bool:
    r"""Return whether the text is a list of ``\bibitem``, or what biber writes."""
    listed = "\\begin{thebibliography}" in head.text or "\\bibitem" in head.text
    whole = "\\documentclass" in head.text or "\\section" in head.text
    told = head.told in OPEN or head.told in {"bbl", "latex"}
    return told and ((listed and not whole) or "\\entry{" in head.start)


def is_digest(head: Head) -> bool:
    """Return whether the text is one of arXiv's daily mailings."""
    return is_mailing(head.text)


def is_mailing(text: str) -> bool:
    """Return whether a text is one of arXiv's daily mailings."""
    return "\n\\\\\n" in text and bool(_DIGEST.search(text))


def is_notebook(head: Head) -> bool:
    """Return whether the text is a Jupyter notebook."""
    return is_json(head) and '"cells"' in head.text and '"nbformat"' in head.text


def is_json(head: Head) -> bool:
    """Return whether the text is JSON, even behind an assignment or a prefix."""
    start = without_assignment(head.start)
    closed = head.told == "json" or head.text.rstrip().rstrip(";)")[-1:] in {"}", "]"}
    if start[:1] not in {"{", "["} or not closed:
        return False
    return _is_object_start(start) or (_is_list_start(start) and _is_sound(head))


def without_assignment(text: str) -> str:
    """Return JSON without the JavaScript in front: ``window.YTD.like.part0 = [``."""
    match = _ASSIGNED.match(text)
    return text[match.end() :] if match else text


def _is_object_start(start: str) -> bool:
    """Return whether it begins like an object or a list of objects, as no other text does."""
    return bool(re.match(r"\{\s*(?:\"|\}|$)|\[\s*\{", start))


def _is_list_start(start: str) -> bool:
    """Tell JSON from Markdown and Org, whose links begin with square brackets too."""
    opened = re.match(r"\[\s*(?:[\[\"\]]|-?\d|true|false|null)", start)
    link = re.match(r"\[[^\]\n]{0,400}\](?:[(:\[]|\s*\S|$)|\[\[|\[-\]", start)
    return bool(opened) and not link


def _is_sound(head: Head) -> bool:
    """Return whether a list of words and numbers is JSON to its end: a note may begin like one."""
    if head.told == "json":
        return True
    try:
        json.loads(without_assignment(head.text.strip("\ufeff \t\r\n")).rstrip("; \n"))
    except (ValueError, RecursionError):
        return False
    return True


def is_mail(head: Head) -> bool:
    """Return whether the text begins with the headers of a message."""
    start = re.sub(r"\AFrom [^\n]*\n", "", head.start)
    names = re.findall(
        r"^([A-Za-z][\w-]{1,40}):[ \t]?", start.split("\n\n", maxsplit=1)[0], re.MULTILINE
    )
    known = {name.lower() for name in names} & {
        "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "received",
        "return-path", "delivered-to", "snapshot-content-location", "content-transfer-encoding",
    }  # fmt: skip
    told = head.told in OPEN or head.told == "mail"
    return told and (len(known) >= 3 or {"mime-version", "content-type"} <= known)


def looks_like_html(sample: str) -> bool:
    """Return whether a text has so many tags that it is HTML."""
    return bool(_OPENED.search(sample)) and len(_TAG.findall(sample)) * 60 > len(sample)


def looks_like_markdown(sample: str) -> bool:
    """Return whether a text has Markdown mark-up."""
    return bool(_MARKDOWN.search(sample))


def looks_like_table(sample: str) -> bool:
    """Return whether the lines of a text have the same number of columns and a short first line."""
    rows = [line for line in sample.split("\n") if line.strip()]
    counts = {tuple(line.count(mark) for mark in "\t,;") for line in rows[:1] + rows[1:2]}
    if len(counts) != 1 or not any(next(iter(counts))):
        return False
    from readlist.documents.formats import table  # noqa: PLC0415 - only what nothing else fits

    mark = table.delimiter(sample)
    first = rows[0].split(mark) if rows and mark in {"\t", ","} else []
    return len(rows) > 2 and len(first) > 1 and all(0 < len(x.strip()) < 40 for x in first)

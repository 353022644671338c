"""Words and addresses out of running text.

What wraps a word goes, a bracket that opened inside stays. Addresses of pages are taken apart, and
told in the one spelling that the list has.
"""

from dataclasses import dataclass

from readlist.patterns import pattern
from readlist.text import clean, fold_width

_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_CLOSING = {opening: closing for closing, opening in _PAIRS.items()}
_MARKS = frozenset(".,;:!?'\"`*|\\…。、·’”›»】》」』〉〕")
WRAPPING = " \t\r\n\"'`*|<([{“‘‹«【《「『〈〔"
_WORD_END = pattern(r"[\s\x00-\x1f\x7f-\x9f\ufffd`]|</[A-Za-z]|\]\(|\}\{|\|[\w ]+=")
# Neither DOIs nor addresses have a backslash of their own.
_ESCAPED = pattern(r"\{\\([_&%#~])\}|\\([_&%#~(){}\[\]<>$^])")


def tidy(text: str) -> str:
    """Return the text with look-alikes of ASCII made plain, without what is invisible or wraps."""
    return seen(text).strip().lstrip(WRAPPING)


def seen(text: str) -> str:
    """Return the text with look-alikes of ASCII made plain, without what is invisible.

    Backslashes go that TeX wants before underscores and the like.
    """
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: found[1] or found[2], text)
    if text.isascii() and text.isprintable():
        return text
    return fold_width(clean(text)).replace("\xad", "")


def first_word(text: str) -> str:
    """Return the text up to a blank, or to the markup that it stands in."""
    end = _WORD_END.search(text)
    return text[: end.start()] if end else text


def trimmed(word: str, marks: str = "") -> str:
    """Return the word without the punctuation that ends it.

    Args:
        word: An identifier or an address, cut out of a sentence.
        marks: Further characters that it cannot end in.
    """
    surplus = {closing: word.count(closing) - word.count(o) for closing, o in _PAIRS.items()}
    end = len(word)
    while end:
        last = word[end - 1]
        if last in _CLOSING:
            surplus[_CLOSING[last]] += 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _MARKS and last not in marks and not last.isspace():
            break
        end -= 1
    return word[:end]


LONGEST = 4000
"""Characters of an address; browsers and servers stop at about as many."""

_FORM = pattern(
    r"(?P<scheme>[Hh][Tt][Tt][Pp][Ss]?)://(?P<user>[^/?#@\s]*@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[^\W_](?:[\w.-]{0,252}\w)?)\.?(?::(?P<port>[0-9]{0,5}))?"
    r"(?P<path>/[^?#\s]*)?(?:\?(?P<query>[^#\s]*))?(?:#\S*)?"
)
_TRACKING = frozenset(("fbclid", "gclid", "mc_cid", "mc_eid"))
_DEFAULT_PORTS = {("http", "80"), ("https", "443")}


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address, its parts as they were written but for case."""

    scheme: str
    host: str
    """In lower case."""
    port: str
    """Empty for the one that the scheme has anyway."""
    path: str
    query: str
    named: bool = False
    """Whether it holds somebody's name or password."""

    @classmethod
    def parse(cls, text: str) -> "Address | None":
        """Split an address into its parts; None if it is not one."""
        match = _FORM.fullmatch(text) if len(text) <= LONGEST else None
        if match is None or ".." in match["host"]:
            return None
        scheme, port = match["scheme"].lower(), match["port"] or ""
        return cls(
            scheme=scheme,
            host=match["host"].lower(),
            port="" if (scheme, port) in _DEFAULT_PORTS else port,
            path=match["path"] or "",
            query=match["query"] or "",
            named=bool(match["user"]),
        )

    @property
    def parameters(self) -> dict[str, str]:
        """The query's values by their names in lower case, as they were written; the first wins."""
        found: dict[str, str] = {}
        for part in self.query.split("&"):
            name, _, value = part.partition("=")
            found.setdefault(name.lower(), value)
        return found

    def is_at(self, *hosts: str) -> bool:
        """Return whether the page is at one of these hosts, or at one below them."""
        return any(self.host == host or self.host.endswith(f".{host}") for host in hosts)

    @property
    def canonical(self) -> str:
        """The address in the list's spelling, without what only tells where a reader came from."""
        kept = [part for part in self.query.split("&") if part and not _is_tracking(part)]
        query = trimmed("&".join(kept), "&")
        path = self.path if query else trimmed(self.path)
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{self.host}{port}{path}" + (f"?{query}" if query else "")


def _is_tracking(part: str) -> bool:
    name = part.partition("=")[0].lower()
    return name.startswith("utm_") or name in _TRACKING

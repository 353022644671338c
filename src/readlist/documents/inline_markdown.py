"""Markdown inside a line: links, pictures, emphasis, code, entities and the HTML people mix in."""

import re
from collections.abc import Mapping

from readlist.documents.inline import Inline
from readlist.patterns import pattern
from readlist.texts.letters import without_entities

_TOKEN = pattern(
    r"\\(?P<escape>[!-/:-@\[-`{-~])|(?P<ticks>`+)|(?P<open>!?\[)"
    r"|<(?P<auto>(?:https?|ftp|mailto):[^<>\s]*)>|<(?P<tag>/?[A-Za-z][^<>]{0,2000})>"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)|(?P<entity>&\#?\w{1,30};)"
    r"|(?P<url>https?://[^\s<>\[\]|\"'`，。；、！？（）【】《》「」]+)"
)
_DESTINATION = pattern(
    r"\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_NAMED = pattern(r"\[([^\[\]]{0,200})\]")
_WIKI = pattern(r"!?\[\[(?P<note>[^\[\]|\n]{1,300})(?:\|(?P<alias>[^\[\]\n]{1,300}))?\]\](?!\()")
_LABEL_END = 3000
_ATTRIBUTE = {
    name: pattern(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
    for name in ("href", "src", "alt")
}
_BREAKING = frozenset("br p li tr hr".split())
_SPACING = frozenset("div td th span center".split())
_STRONG = frozenset("b strong i em u mark".split())

Refs = Mapping[str, str]


def write(inline: Inline, text: str, refs: Refs, *, linked: bool = False) -> None:
    """Append Markdown to a block.

    Args:
        inline: Where it goes.
        text: A line or paragraph of Markdown.
        refs: The addresses that ``[name]: address`` lines define, by name in lower case.
        linked: Whether the text is inside a link already.
    """
    _Writer(inline, text, refs, linked=linked).run()


class _Writer:
    def __init__(self, inline: Inline, text: str, refs: Refs, *, linked: bool) -> None:
        self.inline, self.text, self.refs, self.linked = inline, text, refs, linked
        self.anchors: list[tuple[str, int]] = []
        self.strong: list[int] = []
        self.closing: dict[int, int] | None = None

    def run(self) -> None:
        position = 0
        while match := _TOKEN.search(self.text, position):
            self.inline.add(self.text[position : match.start()])
            position = self._token(match)
        self.inline.add(self.text[position:])
        for url, start in self.anchors:
            self.inline.link(url, start)

    def _token(self, match: re.Match[str]) -> int:
        kind = match.lastgroup
        if kind == "open":
            return self._bracket(match)
        if kind == "emphasis":
            return self._emphasis(match)
        if kind == "ticks":
            return self._code(match)
        if kind == "tag":
            self._tag(match["tag"])
        elif kind == "auto":
            start = self.inline.length
            self.inline.add(match["auto"])
            self.inline.link(match["auto"], start)
        else:
            written = match["escape"] if kind == "escape" else match[0]
            self.inline.add(without_entities(written))
        return match.end()

    def _code(self, match: re.Match[str]) -> int:
        end = self.text.find(match["ticks"], match.end())
        if end < 0 or end - match.end() > _LABEL_END:
            self.inline.add(match[0])
            return match.end()
        self.inline.add(self.text[match.end() : end])
        return end + len(match["ticks"])

    def _emphasis(self, match: re.Match[str]) -> int:
        mark, begin = match["emphasis"], match.end()
        inside = self.text[match.start() - 1 : match.start()].isalnum()
        if self.text[begin : begin + 1].strip() and not (inside and mark[0] == "_"):
            end = self.text.find(mark, begin + 1, begin + 600)
            if end > 0 and self.text[end - 1].strip():
                start = self.inline.length
                write(self.inline, self.text[begin:end], self.refs, linked=self.linked)
                self.inline.mark(start)
                return end + len(mark)
        self.inline.add(mark)
        return begin

    def _bracket(self, match: re.Match[str]) -> int:
        wiki = _WIKI.match(self.text, match.start())
        if wiki:
            self._wiki(wiki)
            return wiki.end()
        image = match["open"] == "!["
        end = self._closing(match.end())
        if end > 0:
            label = self.text[match.end() : end]
            target = self._target(label, end + 1)
            if target is not None and (image or not self.linked):
                self._link(label, target[0], image=image)
                return target[1]
        self.inline.add(match[0])
        return match.end()

    def _wiki(self, match: re.Match[str]) -> None:
        """Write a link to another note: its own words, or the note's name in brackets."""
        if match[0][0] != "!":
            start = self.inline.length
            self.inline.add(match["alias"] or f"[{match['note']}]")
            if match["alias"]:
                self.inline.mark(start)

    def _closing(self, position: int) -> int:
        """Return where the bracket whose content begins at `position` ends; -1 if it does not."""
        if self.closing is None:
            self.closing = _pairs(self.text)
        end = self.closing.get(position - 1, -1)
        return end if end - position <= _LABEL_END else -1

    def _target(self, label: str, position: int) -> tuple[str, int] | None:
        match = _DESTINATION.match(self.text, position)
        if match:
            return without_entities(match["angle"] or match["plain"] or ""), match.end()
        named = _NAMED.match(self.text, position)
        name = (named[1] or label) if named else label
        url = self.refs.get(" ".join(name.split()).casefold())
        if url is None:
            return None
        return url, named.end() if named else position

    def _link(self, label: str, url: str, *, image: bool) -> None:
        start = self.inline.length
        if not image:
            write(self.inline, label, self.refs, linked=True)
        elif self.linked:
            self.inline.add(label)
        self.inline.link(url, start, image=image)

    def _tag(self, tag: str) -> None:
        name = re.split(r"[^A-Za-z0-9]", tag.removeprefix("/"), maxsplit=1)[0].lower()
        name = "/" * tag.startswith("/") + name
        if name == "a":
            self.anchors.append((_attribute(tag, "href"), self.inline.length))
        elif name == "/a" and self.anchors:
            self.inline.link(*self.anchors.pop())
        elif name == "img":
            start = self.inline.length
            if self.anchors or self.linked:
                self.inline.add(_attribute(tag, "alt"))
            self.inline.link(_attribute(tag, "src"), start, image=True)
        elif name in _STRONG:
            self.strong.append(self.inline.length)
        elif name[1:] in _STRONG and self.strong:
            self.inline.mark(self.strong.pop())
        elif name.strip("/") in _BREAKING:
            self.inline.add("\n")
        elif name.strip("/") in _SPACING:
            self.inline.add(" ")


def _pairs(text: str) -> dict[int, int]:
    """Return the position of the closing bracket for every opening square bracket."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"\\.|[\[\]]", text, re.DOTALL):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            found[opened.pop()] = match.start()
    return found


def _attribute(tag: str, name: str) -> str:
    found = _ATTRIBUTE[name].search(tag)
    return without_entities(next((x for x in found.groups() if x), "")) if found else ""

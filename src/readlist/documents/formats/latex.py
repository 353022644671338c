r"""LaTeX documents: sections, ``\item``, links of any macro, and the bibliography in them."""

import re
from collections.abc import Iterator

from readlist.document_model import Part, Role
from readlist.documents.format import ParsedContent, RawDocument
from readlist.documents.formats import bbl
from readlist.documents.inline import Inline
from readlist.patterns import pattern
from readlist.tex import from_bibliography

_COMMENT = pattern(r"(?<!\\)%.*")
_LIST = pattern(r"\\begin\{thebibliography\}.*?(?:\\end\{thebibliography\}|\Z)", re.DOTALL)
_PIECE = pattern(
    r"\\(?P<head>part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|cvsection|cvsubsection)\b\*?"
    r"|\\(?P<item>item|cvitem|cvlistitem|cvitemwithcomment|bibentry|cventry|entry)\b"
    r"|\\(?P<edge>begin|end)\{[^{}]*\}(?:\[[^\[\]]*\])?"
    r"|(?P<blank>\n[ \t]*\n)|\\(?P<par>par|newline|hline|midrule|toprule)\b|(?P<row>\\\\)"
)
_MACRO = pattern(r"\\([A-Za-z]+)\*?\s*(?=[\[{])")
_MARKS = frozenset("textbf emph textit textsl bf it strong title enquote textsc".split())
_DROPPED = frozenset(
    "cite citep citet parencite textcite autocite footcite nocite label ref input include "
    "vspace hspace usepackage documentclass color textcolor fontsize includegraphics "
    "bibliography bibliographystyle addbibresource setlength renewcommand newcommand".split()
)
_LEVELS = {"part": 1, "chapter": 1, "section": 2, "cvsection": 2, "subsection": 3,
           "cvsubsection": 3, "subsubsection": 4, "paragraph": 5, "subparagraph": 6}  # fmt: skip
_LEFT = pattern(r"\\[A-Za-z]+\*?(?:\[[^\[\]]*\])?[ \t]?|[{}]|\\[ ,;:!/]")
_OPENING = pattern(r"[\[{]")
LONGEST = 5000
"""Characters of the argument of a macro."""
DEEPEST = 12


def read(source: RawDocument) -> ParsedContent:
    """Return the parts of a document, and the entries of its bibliography."""
    text = _COMMENT.sub("", source.text)
    text = text.replace("\\>", "  ")  # the next stop of a line with tabs
    begin = text.find("\\begin{document}")
    parts: list[Part] = []
    lists = list(_LIST.finditer(text, max(begin, 0)))
    done = begin + len("\\begin{document}") if begin >= 0 else 0
    for listed in lists:
        parts += _parts(text, done, listed.start())
        line = text.count("\n", 0, listed.start())
        parts += [x._replace(line=x.line + line) for x in bbl.parse(listed[0])[0]]
        done = listed.end()
    parts += _parts(text, done, len(text))
    return ParsedContent(parts)


def _parts(text: str, start: int, end: int) -> Iterator[Part]:
    """Split where a paragraph, an entry, a row or a section begins or ends."""
    role, level, done = Role.TEXT, 0, start
    line, counted, depth = 1 + text.count("\n", 0, start), start, 0
    for match in _PIECE.finditer(text, start, end):
        if match.start() < done:
            continue
        line, counted = line + text.count("\n", counted, done), done
        yield from _block(text[done : match.start()], line, role, level)
        done, role, level = match.end(), Role.TEXT, 0
        if match["edge"]:
            depth += 1 if match["edge"] == "begin" else -1
        if match["head"]:
            words, done = _argument(text, match.end())
            yield from _block(words, line, Role.HEADING, _LEVELS.get(match["head"], 2))
        elif match["item"]:
            role, level = Role.ITEM, max(depth - 1, 0) if match["item"] == "item" else 0
            if text[done : done + 1] == "[":
                done = _closing(text, done) + 1
    line += text.count("\n", counted, done)
    yield from _block(text[done:end], line, role, level)


def _argument(text: str, position: int) -> tuple[str, int]:
    """Return the argument in braces at a position, skipping optional ones, and where it ends."""
    while text[position : position + 1] in {" ", "\n", "["}:
        position = _closing(text, position) + 1 if text[position] == "[" else position + 1
    if text[position : position + 1] != "{":
        return "", position
    end = _closing(text, position)
    return text[position + 1 : end], end + 1


def _closing(text: str, position: int) -> int:
    """Return where the brace or bracket at a position is closed; the same position if not."""
    pair = {"{": "}", "[": "]"}[text[position]]
    depth = 0
    for match in re.finditer(r"\\.|[{}\[\]]", text[position : position + LONGEST], re.DOTALL):
        if match[0] == text[position] or (match[0] == "{" and pair == "]"):
            depth += 1
        elif match[0] == pair or (match[0] == "}" and pair == "]"):
            depth -= 1
            if depth == 0:
                return position + match.start()
    return position


def _block(text: str, line: int, role: Role, level: int) -> Iterator[Part]:
    if not text.strip():
        return
    inline = Inline()
    text = " ".join(text.split())
    if text.startswith("{"):
        # The arguments of \\cventry and its like are fields of their own.
        fields, done = _arguments(text, 0)
        for field in fields:
            _write(inline, field, 0)
            inline.add("\n")
        text = text[done:]
    _write(inline, text, 0)
    block = inline.block(line, role, level)
    if block:
        yield block


def _write(inline: Inline, text: str, depth: int) -> None:
    done = 0
    for match in _MACRO.finditer(text) if depth < DEEPEST else ():
        if match.start() < done:
            continue
        _plain(inline, text[done : match.start()])
        arguments, done = _arguments(text, match.end())
        _macro(inline, match[1], arguments, depth)
    _plain(inline, text[done:])


def _arguments(text: str, position: int) -> tuple[list[str], int]:
    """Return the arguments in braces that follow each other, at most eight."""
    found: list[str] = []
    while len(found) < 8 and text[position : position + 1] in {"{", "["}:
        end = _closing(text, position)
        if end == position:
            return found, position + 1
        if text[position] == "{":
            found.append(text[position + 1 : end])
        position = end + 1
    return found, position


def _macro(inline: Inline, name: str, arguments: list[str], depth: int) -> None:
    low, start = name.lower(), inline.length
    if not arguments or low in _DROPPED:
        return
    first, rest = arguments[0].strip().replace("\\", ""), arguments[1:]
    if low in {"href", "url", "nolinkurl", "hyperref"} or "://" in first[:12]:
        _write(inline, rest[0], depth + 1) if rest else inline.add(first)
        inline.link(first, start)
    elif "doi" in low:
        _write(inline, rest[0], depth + 1) if rest else inline.add(first)
        inline.link(first if "://" in first else f"https://doi.org/{first}", start)
    elif "arxiv" in low or "eprint" in low:
        number = re.sub(r"(?i)^arxiv:", "", first)
        _write(inline, rest[0], depth + 1) if rest else inline.add(f"arXiv:{number}")
        inline.link(f"https://arxiv.org/abs/{number}", start)
    else:
        for index, argument in enumerate(arguments):
            inline.add(", " if index and inline.last.strip() else "")
            _write(inline, argument, depth + 1)
        if low in _MARKS:
            inline.mark(start)


def _plain(inline: Inline, text: str) -> None:
    if not text:
        return
    text = text.replace("``", "“").replace("''", "”")
    words = _LEFT.sub(" ", from_bibliography(text)) if any(x in text for x in "\\{}~$-") else text
    lead = " " if text[0].isspace() and inline.length and not inline.last.isspace() else ""
    words = " ".join(words.replace("&", "\t").split(" ")).strip(" ")
    inline.add(lead + words + (" " if words and text[-1].isspace() else ""))

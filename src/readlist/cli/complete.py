"""Complete values from a small file in the cache, without loading the list or Typer.

Each line of the file holds a kind (``paper``, ``topic``), a value and a description, with tabs
between them, and after a title its form for comparison, unless that is just lower case. Only
built-in modules are imported: a shell waits for this at every press of Tab.
"""

import os
import sys

FIXED = {
    "statuses": "inbox unread reading read skipped all",
    "holdings": "note pdf code abstract due",
    "sorts": "topic rank added published title due",
    "days": "today tomorrow monday tuesday wednesday thursday friday saturday sunday 7d 14d none",
    "spans": "overdue 7d 14d today tomorrow monday tuesday wednesday thursday friday saturday "
    "sunday",
    "formats": "markdown bibtex biblatex csl-json ris csv json html atom",
    "styles": "github table obsidian",
    "fields": "id title authors published categories topics status star added finished version "
    "code source key notes url pdf also venue doi due year extra abstract comment journal_ref "
    "versions withdrawn highlights score reasons value terms",
    "places": "list library config cache state log",
    "shells": "bash zsh fish",
    "settings": "network.api network.pdf network.rss network.interval network.timeout "
    "network.offline sources.off sources.mailto open.with open.marks_reading "
    "show.ascii hints language pager mcp.pages discover.categories",
}
"""Kinds whose values never change. Tests compare them with the tables they come from."""

_FLAGS = "network.offline open.marks_reading show.ascii hints mcp.pages"
"""Settings that are true or false."""
_KINDS = {"papers": "paper", "topics": "topic"}
_MOST = 200
_FEW = 12
"""Up to this many papers with the same word are offered one by one."""
_MORE = 5
"""Words that may follow it to tell them apart."""
_SCANNED = 1_000
"""Titles that are looked at; with more of them, another letter is needed."""
_MARKS = ".,:;!?()[]{}\"'`“”‘’…–—"
"""Characters around the words of a title."""


def answer(words: list[str]) -> None:
    """Print the values that a word can become, each followed by a tab and its description.

    Args:
        words: The kind of value, the beginning of the word, and the word before it.
    """
    kind, prefix, before = (*words, "", "", "")[:3]
    if kind == "settings" and before in FIXED[kind].split():
        found = [one for one in ("true", "false") if before in _FLAGS and one.startswith(prefix)]
    elif kind in FIXED:
        found = [value for value in FIXED[kind].split() if value.startswith(prefix)]
    elif kind in ("lists", "views"):
        found = _names_in_settings(kind, prefix)
    else:
        found = _from_file(kind, prefix)
    if found:
        text = "\n".join(found) + "\n"
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _from_file(kind: str, prefix: str) -> list[str]:
    """Return papers and topics that begin with the word; beside papers also ``+topic``."""
    data = _load()
    if kind == "papers" and prefix.startswith("+"):
        return [f"+{topic}" for topic in _from_cache(data, "topic", prefix[1:])]
    days = FIXED["days"].split() if kind == "due" else []
    kind = "papers" if kind == "due" else kind
    found = _from_cache(data, _KINDS.get(kind, kind), prefix)
    if not found and kind == "papers" and prefix[:1].isalpha():
        found = _title_words(data, prefix)
    return [*(day for day in days if day.startswith(prefix)), *found]


def _load() -> bytes:
    """Return the file, each line between two newlines; one newline if it cannot be read."""
    try:
        # Not blocking, or a FIFO in its place would hang.
        descriptor = os.open(cache_file(), os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - pathlib takes as long as Python
            return b"\n" + file.read() + b"\n"
    except OSError:
        return b"\n"


# Twenty thousand papers are two megabytes. Python's own search for bytes goes through them in a
# millisecond; a loop over the lines would take fifty.
def _from_cache(data: bytes, kind: str, prefix: str) -> list[str]:
    """Return values of a kind that begin with the word, each with its description."""
    start = f"\n{kind}\t".encode()
    wanted = start + prefix.encode("utf-8", "surrogateescape").lower()
    low = data.lower()
    found: list[bytes] = []
    at = low.find(wanted)
    while at >= 0 and len(found) < _MOST:
        found.append(data[at + len(start) : data.index(b"\n", at + 1)])
        at = low.find(wanted, at + 1)
    if kind == "topic":  # few; the bytes of others do not tell how they are written without accents
        region = data[max(data.find(start), 0) :].split(b"\n")
        lines = (line[len(start) - 1 :] for line in region if line.startswith(start[1:]))
        others = (line for line in lines if not (line.isascii() and prefix.isascii()))
        found += [one for one in others if one not in found and _begins(_text(one), prefix)]
    return ["\t".join(_text(line).split("\t")[:2]) for line in found[:_MOST]]


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip("\r")


def _title_words(data: bytes, prefix: str) -> list[str]:
    """Return words of titles that begin with the word, each with its paper.

    What is offered names the paper: its word, or as many words as tell it from others with that
    word. Where too many papers have a word, they are counted.
    """
    wanted, low = _folded(prefix), data.lower()
    lines = _lines_with(data, low, wanted)
    papers: dict[str, list[tuple[str, str, list[str]]]] = {}
    long = wanted.count(" ") + 1
    for line in lines:
        identifier, title, *folded = line.split("\t")[1:4]
        plain = f" {folded[0] if folded else title.lower()}"
        place = plain.count(" ", 0, plain.find(f" {wanted}"))
        shown = title.split()
        shown = (shown if len(shown) == len(plain.split()) else plain.split())[place:]
        if title.endswith("…"):
            del shown[-1]  # not the whole word, so that it would name no paper
        if len(shown) < long:
            continue
        papers.setdefault(_bare(shown[:long]), []).append((identifier, title, shown))
    found: dict[str, str] = {}
    for word, those in papers.items():
        found |= _told_apart(word, long, those, whole=len(lines) < _SCANNED)
    return [f"{word}\t{told}" for word, told in sorted(found.items())[:_MOST]]


def _told_apart(
    word: str, long: int, papers: list[tuple[str, str, list[str]]], *, whole: bool
) -> dict[str, str]:
    """Return words that single out papers, each with its description.

    Args:
        word: The word; or words, if so many were typed.
        long: How many.
        papers: Identifier, title, and the title's words from there on.
        whole: Whether these are all papers with the word.
    """
    if len(papers) == 1:
        identifier, title, _ = papers[0]
        return {word: f"{identifier}  {title}"}
    counted = f"{len(papers):,} papers" if whole else "many papers"
    if len(papers) > _FEW:
        return {word: counted}
    rests = [_bare(words[: long + _MORE], whole=False) for _, _, words in papers]
    named = {
        rest: f"{identifier}  {title}"
        for rest, (identifier, title, _) in zip(rests, papers, strict=True)
        if rest != word and rests.count(rest) == 1
    }
    return named if len(named) == len(papers) else {word: counted, **named}


def _lines_with(data: bytes, low: bytes, wanted: str) -> list[str]:
    """Return lines of papers with a word that begins so; of very many, the first."""
    key = wanted.encode("utf-8", "surrogateescape")
    found: dict[int, str] = {}
    for mark in (b" ", b"\t"):
        at = low.find(mark + key)
        while at >= 0 and len(found) < _SCANNED:
            start, end = low.rfind(b"\n", 0, at) + 1, low.index(b"\n", at)
            if low.startswith(b"paper\t", start):
                found[start] = _text(data[start:end])
            at = low.find(mark + key, end)
    return list(found.values())


def _bare(words: list[str], *, whole: bool = True) -> str:
    """Return words of a title as they are typed; unless whole, only up to a punctuation mark."""
    kept: list[str] = []
    for word in words:
        bare = (word if whole else word.partition(":")[0]).strip(_MARKS)
        if bare:
            kept.append(bare.lower())
        if not whole and (word[-1] in _MARKS or ":" in word or not bare):
            break
    return " ".join(kept)


def _folded(word: str) -> str:
    if word.isascii() and "\\" not in word and "$" not in word:
        return word.lower().replace("-", "")
    from readlist.folding import fold  # noqa: PLC0415 - most words need none

    return fold(word)


def _begins(value: str, prefix: str) -> bool:
    """Whether a value begins with the word, accents and the like aside."""
    from readlist.folding import fold  # noqa: PLC0415 - most words need none

    return fold(value.partition("\t")[0]).startswith(fold(prefix))


def cache_file() -> str:
    """Return the path of the file, as `Paths.cache` has it."""
    home = os.environ.get("READLIST_HOME", "")
    if home:
        return os.path.join(os.path.expanduser(home), "cache", "complete.tsv")  # noqa: PTH111, PTH118 - see above
    if sys.platform != "linux":
        from readlist.paths import find_paths  # noqa: PLC0415 - slow, but knows every platform

        return str(find_paths().cache / "complete.tsv")
    base = os.environ.get("XDG_CACHE_HOME", "").strip()
    if not base.startswith("/"):
        base = os.path.expanduser("~/.cache")  # noqa: PTH111 - see above
    return os.path.join(base, "readlist", "complete.tsv")  # noqa: PTH118 - see above


def _names_in_settings(section: str, prefix: str) -> list[str]:
    """Return names of lists or views that begin with the word, each with its path or options."""
    import tomllib  # noqa: PLC0415 - only the settings are TOML

    try:
        descriptor = os.open(_config_file(), os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - pathlib takes as long as Python
            told = tomllib.loads(file.read(1 << 20).decode("utf-8-sig")).get(section, {})
        named = [
            (name, str(value.get("path", "")) if isinstance(value, dict) else str(value))
            for name, value in told.items()
        ]
    except (OSError, ValueError, AttributeError, RecursionError):
        named = []
    if section == "lists":
        named.append(("default", "the usual list"))
    return [f"{name}\t{' '.join(p.split())}" for name, p in named if name.startswith(prefix)]


def _config_file() -> str:
    """Return the path of the settings, as `Paths.config` has it."""
    home = os.environ.get("READLIST_HOME", "")
    if home:
        return os.path.join(os.path.expanduser(home), "config.toml")  # noqa: PTH111, PTH118 - see above
    if sys.platform != "linux":
        from readlist.paths import find_paths  # noqa: PLC0415 - slow, but knows every platform

        return str(find_paths().config)
    base = os.environ.get("XDG_CONFIG_HOME", "").strip()
    if not base.startswith("/"):
        base = os.path.expanduser("~/.config")  # noqa: PTH111 - see above
    return os.path.join(base, "readlist", "config.toml")  # noqa: PTH118 - see above

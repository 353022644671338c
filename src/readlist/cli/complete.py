"""Value completion: answers from a small file in the cache, without the list and without Typer.

Each line of the file holds a kind (``paper``, ``topic``), a value and a description, with tabs
between them. Only built-in modules are imported: a shell waits for this at every press of Tab.
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
"""Kinds whose values never change. Tests hold them against the tables they come from."""

_KINDS = {"papers": "paper", "topics": "topic"}
_MOST = 200
_MARKS = ".,:;!?()[]{}\"'`“”‘’…–—"
"""What stands around the words of a title."""


def answer(words: list[str]) -> None:
    """Print the values that a word can become, each with its description behind a tab.

    Args:
        words: The kind of value, and the beginning of the word.
    """
    kind, prefix = (*words, "", "")[:2]
    if kind in FIXED:
        found = [value for value in FIXED[kind].split() if value.startswith(prefix)]
    elif kind in ("lists", "views"):
        found = _names_in_settings(kind, prefix)
    else:
        found = _from_cache(_KINDS.get(kind, kind), prefix)
        if not found and kind == "papers" and prefix[:1].isalpha():
            found = _title_words(prefix)
    if found:
        data = "\n".join(found) + "\n"
        sys.stdout.buffer.write(data.encode("utf-8", "replace"))


def _from_cache(kind: str, prefix: str, most: int = _MOST) -> list[str]:
    start = f"{kind}\t".encode()
    wanted = start + prefix.encode("utf-8", "surrogateescape").lower()
    plain = prefix.isascii()
    found: list[str] = []
    try:
        # Not blocking, or a FIFO in its place would be waited for.
        descriptor = os.open(cache_file(), os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - pathlib takes as long as Python
            for line in file:
                if line.startswith(start) and (
                    line.lower().startswith(wanted)
                    or (
                        not (plain and line.isascii())
                        and _begins(line[len(start) :].decode("utf-8", "replace"), prefix)
                    )
                ):
                    found.append(line[len(start) :].decode("utf-8", "replace").rstrip("\r\n"))
                    if len(found) == most:
                        break
    except OSError:
        return []
    return found


def _title_words(prefix: str) -> list[str]:
    """Return the words of titles that begin so, each with its title, or the number of them."""
    from readlist.folding import fold  # noqa: PLC0415 - identifiers need none

    wanted = fold(prefix)
    titles: dict[str, str] = {}
    counts: dict[str, int] = {}
    for line in _from_cache("paper", "", most=0):
        title = line.partition("\t")[2]
        if wanted not in fold(title):
            continue
        for word in {part.strip(_MARKS).lower() for part in title.split()}:
            if fold(word).startswith(wanted):
                titles.setdefault(word, title)
                counts[word] = counts.get(word, 0) + 1
    several = {word: f"{count:,} papers" for word, count in counts.items() if count > 1}
    return [f"{word}\t{title}" for word, title in sorted((titles | several).items())[:_MOST]]


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
    """Return the names of lists or views that begin so, each with its path or its options."""
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

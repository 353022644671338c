"""What is wrong is told in one ``error:`` line, and its ``try:`` line works."""

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.library_kit import SMALL
from support.tests_kit import Outcome, Run

USAGE, ABSENT, SOME, ARXIV, BROKEN = 2, 3, 1, 5, 6
NETWORK = {"add", "discover", "fetch", "import", "updates"}
EDITS = ("edit", "config --edit")


@dataclass(frozen=True)
class Slip:
    """A command line that cannot work."""

    words: tuple[str, ...]
    code: int
    error: str
    """What the error line holds."""
    remedy: str
    """How the line behind ``try:`` begins."""


def slip(line: str, code: int, error: str, remedy: str) -> Slip:
    """Return a slip from a line as a shell would read it."""
    return Slip(tuple(shlex.split(line)), code, error, remedy)


LINES = (
    # commands
    slip("shwo", USAGE, 'no command "shwo"', "readlist show"),
    slip("shwo -t moe", USAGE, 'no command "shwo"', "readlist show -t moe"),
    slip("--quiet shwo -t moe", USAGE, 'no command "shwo"', "readlist --quiet show -t moe"),
    slip("tag", USAGE, 'no command "tag"', "readlist topic"),
    slip("tag 2310.06825 +moe", USAGE, 'no command "tag"', "readlist topic 2310.06825 +moe"),
    slip("delete 2310.06825", USAGE, 'no command "delete"', "readlist remove 2310.06825"),
    slip("delete", USAGE, 'no command "delete"', "readlist help remove"),
    slip("list", USAGE, 'no command "list"', "readlist show"),
    slip("rank -n 3", USAGE, 'no command "rank"', "readlist next -n 3"),
    slip("man", USAGE, 'no command "man"', "readlist help"),
    slip("view 2310.06825", USAGE, 'no command "view"', "readlist info 2310.06825"),
    slip("xyzzy", USAGE, 'no command "xyzzy"', "readlist help"),
    slip("2310.06825", USAGE, "is not a command", "readlist add 2310.06825, or readlist info"),
    slip("help tag", USAGE, 'no command "tag"', "readlist help topic"),
    slip("help xyzzy", USAGE, 'no command "xyzzy"', "readlist help"),
    slip("--json show", USAGE, "no option --json", "readlist show --json"),
    slip("--jsn", USAGE, "no option --jsn", "readlist --help"),
    # filters and output
    slip("show moe", USAGE, "with 'moe'", "readlist show -t moe"),
    slip("show mo --json", USAGE, "with 'mo'", "readlist show -t moe --json"),
    slip("show 2023", USAGE, "with '2023'", "readlist show -y 2023"),
    slip("show done", USAGE, "with 'done'", "readlist show -s read"),
    slip("show starred", USAGE, "with 'starred'", "readlist show --star"),
    slip("show mixture", USAGE, "with 'mixture'", "readlist search mixture"),
    slip("path list extra", USAGE, "with 'extra'", "readlist path --help"),
    slip("show -s done", USAGE, '"done" is not a status', "-s read"),
    slip("show -s xyzzy", USAGE, '"xyzzy" is not a status', "readlist show --help"),
    slip("show --sort year", USAGE, '"year" is not a sort order', "--sort published"),
    slip("show --sort zz", USAGE, '"zz" is not a sort order', "readlist show --help"),
    slip("show -t nosuch", USAGE, '"nosuch" is not a topic', "readlist topic"),
    slip("show -t mo", USAGE, '"mo" is not a topic', "-t moe"),
    slip("next -t nosuch", USAGE, '"nosuch" is not a topic', "readlist topic"),
    slip("show --has notes", USAGE, '"notes" is not a thing', "--has note"),
    slip("show --lacks zz", USAGE, '"zz" is not a thing', "readlist show --help"),
    slip("show --fields name", USAGE, '"name" is not a field', "--fields title"),
    slip("show --fields qq", USAGE, '"qq" is not a field', "readlist show --help"),
    slip("show -n 0", USAGE, "must be 1 or more", "-n 10"),
    slip("show -y abc", USAGE, "not a year or range", "--year 2023"),
    slip("show -y 2024-2020", USAGE, "ends before it begins", "--year 2020-2024"),
    slip("show --added yesterday", USAGE, "not a date", "--added 2026-11-21"),
    slip("show --json --plain", USAGE, "cannot be used together", "use only one"),
    slip("show --frobnicate", USAGE, "no option --frobnicate", "readlist show --help"),
    slip("show --topc moe", USAGE, "no option --topc", "--topic"),
    slip("show -n", USAGE, "-n needs a value", "readlist show --help"),
    slip("show --file", USAGE, "--file needs a path", "give the path"),
    slip("--file nowhere.toml show", BROKEN, "nowhere.toml", "readlist --file "),
    # papers
    slip("info", USAGE, "info needs PAPER", "readlist info --help"),
    slip("info nosuch", ABSENT, "fits 'nosuch'", "readlist show --all"),
    slip("info mixtre", ABSENT, "fits 'mixtre'", "readlist search mixture"),
    slip("info 2310.99999", ABSENT, "not in the list", "readlist add 2310.99999"),
    slip("info 3", ABSENT, "no row 3", "readlist show --ids"),
    slip("info .", ABSENT, "no paper was used yet", "readlist show"),
    slip("read i", 4, "'i' fits 2 papers", "give its identifier"),
    slip("read 2310.06825 --date soon", USAGE, "not a date", "--date 2026-11-21"),
    slip("done", USAGE, "read needs PAPER", "readlist read --help"),
    slip("star nosuch", ABSENT, "fits 'nosuch'", "readlist show --all"),
    slip("skip 9", ABSENT, "no row 9", "readlist show --ids"),
    slip("note 2310.06825", USAGE, "note needs TEXT", 'readlist note 2310.06825 "text"'),
    slip("note 2310.06825 --edit", USAGE, "no editor is set", "export EDITOR="),
    slip("topic +moe", USAGE, "topic needs PAPER", "readlist topic --help"),
    slip("topic 2310.06825 moe", USAGE, '"moe" is a topic', "readlist topic 2310.06825 +moe"),
    slip("topic 2310.06825 +a,b", USAGE, "'a,b' cannot be a topic", "use a word such as"),
    slip("topic --rename a b", ABSENT, "no paper has the topic 'a'", "readlist topic"),
    slip("topic --rename a", USAGE, "--rename needs a value", "readlist topic --help"),
    slip("remove nosuch", ABSENT, "fits 'nosuch'", "readlist show --all"),
    slip("remove 2310.06825 2401.04088", USAGE, "has to ask", "readlist remove 2310.06825 2401"),
    slip("search", USAGE, "search needs WORD", "readlist search --help"),
    slip("search ''", USAGE, "no words to search for", 'readlist search "expert'),
    slip("search wind --in text", USAGE, '"text" is not a place', "--in pdf"),
    slip("open 2310.06825 --code", ABSENT, "no code for", "readlist open 2310.06825 --abs"),
    slip("open 2310.06825 --pdf --abs", USAGE, "cannot be used together", "use only one"),
    slip("open 2310.06825 --with no-such-program", USAGE, "does not exist", "leave out --with"),
    slip("open 2310.06825 --with false", SOME, "false exited with code 1", "open https://arxiv"),
    slip("highlights", USAGE, "highlights needs PAPER", "readlist highlights --help"),
    slip("highlights 2310.06825", ABSENT, "there is no PDF", "readlist fetch --pdf 2310.06825"),
    slip("highlights 2310.06825 --from no.pdf", USAGE, "no file 'no.pdf'", "name a PDF"),
    slip("browse", USAGE, "browse needs a terminal", "readlist show"),
    slip("show -i", USAGE, "show -i needs a terminal", "readlist show"),
    slip("search wind -i", USAGE, "search -i needs a terminal", "readlist search wind"),
    slip("next -i", USAGE, "next -i needs a terminal", "readlist next"),
    slip("triage", USAGE, "triage needs a terminal", "readlist show -s inbox"),
    # share
    slip("export -f latex", USAGE, "unknown format: 'latex'", "-f bibtex"),
    slip("export -f qq", USAGE, "unknown format: 'qq'", "readlist export --help"),
    slip("export -o x.docx", USAGE, "no format ends in '.docx'", "readlist export --help"),
    slip("export -o x.tex", USAGE, "no format ends in '.tex'", "-f bibtex"),
    slip("export --style gfm", USAGE, "unknown style: 'gfm'", "--style github"),
    slip("export -f ris --style table", USAGE, "ris has no styles", "the same without --style"),
    slip("export --style obsidian", USAGE, "fills a folder", "-o papers/"),
    slip("export --check", USAGE, "needs a file to compare with", "run it with -o"),
    slip("export -o nowhere/x.md", USAGE, "no folder nowhere", "mkdir -p nowhere"),
    slip("export -f bibtex -o sub/", USAGE, "bibtex is one file", "-o list.bib"),
    slip("export -o theirs.md", SOME, "not written by readlist", "another name, or --force"),
    slip("stats --since 2099-01-01", USAGE, "is yet to come", "--since 90d"),
    slip("stats --since soon", USAGE, "not a date", "--since 2026-11-21"),
    slip("stats --svg nowhere/a.svg", USAGE, "no folder nowhere", "mkdir -p nowhere"),
    # collect
    slip("add", USAGE, "add needs PAPER", "readlist add --help"),
    slip("add nonsense", SOME, "1 not added", "give an identifier or address"),
    slip("add 2310.999999", SOME, "1 not added", "give an identifier or address"),
    slip("add 2310.06825 nonsense", SOME, "1 not added", "give an identifier or address"),
    slip("add 'attention is all you need'", ARXIV, "cannot be reached", "again when"),
    slip("add 7", ABSENT, "no row 7", "readlist show --ids"),
    slip("add @nosuch.txt", USAGE, "cannot read nosuch.txt", "put a file that can be read"),
    slip("add -", USAGE, "no identifier in standard input", "give an identifier"),
    slip("add 1706.03762", ARXIV, "cannot be reached", "readlist fetch"),
    slip("add 1706.03762 -s done", USAGE, '"done" is not a status', "-s read"),
    slip("import", USAGE, "import needs SOURCE", "readlist import --help"),
    slip("import nosuch.md", USAGE, "no file 'nosuch.md'", "name a document"),
    slip("import empty.md", SOME, "empty.md is empty", "name a document"),
    slip("import empty.md nosuch.md", SOME, "empty.md is empty", "name a document"),
    slip("import folder", USAGE, "no file in folder", "name a folder"),
    slip("import https://", USAGE, "not the address of a page", "an address such as"),
    slip("import https://arxiv.org/abs/1706.03762", USAGE, "on arXiv itself", "readlist add https"),
    slip("import http://127.0.0.1:9/x", SOME, "could not be fetched", "check the address"),
    slip("import https://example.org --offline", SOME, "is off", "save the page"),
    slip("import theirs.md -t x --no-topics", USAGE, "cannot be used together", "use only one"),
    slip("fetch --offline", ARXIV, "the network is off", "leave out --offline"),
    slip("fetch", ARXIV, "cannot be reached", "again"),
    slip("fetch nosuch", ABSENT, "fits 'nosuch'", "readlist show --all"),
    slip("updates", ARXIV, "cannot be reached", "again"),
    slip("discover", USAGE, "you follow no category yet", "readlist discover --follow cs.CL"),
    slip("discover --follow nosuch", USAGE, "cannot be a category", "cs.LG or hep-th"),
    slip("discover --unfollow cs.CL", USAGE, "is not followed", "readlist discover --following"),
    slip(
        "discover --dismiss nosuch", USAGE, "not an arXiv identifier", "give an identifier such as"
    ),
    slip("discover --follow cs.CL --following", USAGE, "cannot be used together", "use only one"),
    slip("discover --triage", USAGE, "needs a terminal", "run it without --triage"),
    # upkeep
    slip("undo", ABSENT, "nothing to undo", "readlist undo --list"),
    slip("undo --redo", ABSENT, "nothing to redo", "readlist undo --list"),
    slip("undo x", USAGE, "must be 1 or more", "readlist undo"),
    slip("edit", USAGE, "no editor is set", "export EDITOR="),
    slip("doctor --json --fix", USAGE, "cannot be used together", "readlist doctor --json"),
    slip("init --empty", USAGE, "already exists", "readlist --file "),
    slip("init --empty --seed", USAGE, "cannot be used together", "readlist init --seed"),
    slip("config hints maybe", USAGE, "true or false, not 'maybe'", "readlist config hints true"),
    slip("config hints=false", USAGE, "no setting 'hints=false'", "readlist config hints false"),
    slip("config hints=maybe", USAGE, "no setting 'hints=maybe'", "readlist config hints"),
    slip("config offline", USAGE, "no setting 'offline'", "readlist config network.offline"),
    slip("config viewer zathura", USAGE, "no setting", "readlist config open.with zathura"),
    slip("config zzz", USAGE, "no setting 'zzz'", "readlist config"),
    slip("config --unset zzz", USAGE, "no setting 'zzz'", "readlist config"),
    slip("config network.timeout x", USAGE, "number of seconds", "readlist config network.timeout"),
    slip("config discover.categories foo", USAGE, "cannot be a category", "cs.LG or hep-th"),
    slip("config --edit", USAGE, "no editor is set", "export EDITOR="),
    slip("path lst", USAGE, '"lst" is not a place', "readlist path list"),
    slip("path zzz", USAGE, '"zzz" is not a place', "readlist path --help"),
    slip("completion tcsh", USAGE, '"tcsh" is not a shell', "readlist completion --help"),
    slip("completion bsh", USAGE, '"bsh" is not a shell', "readlist completion bash"),
    slip("completion bash --install", USAGE, "has to ask first", "readlist completion bash --inst"),
)

LIST, SETTINGS = "readlist.toml", "config.toml"
CONFLICT = "<<<<<<< a\n=======\n>>>>>>> b\n"
VIEWER = "[open]\nwith = 'no-such-program'\n"
UNSET = "readlist config --unset open.with"
FILES = (
    (LIST, "[[paper]\n", slip("show", BROKEN, "line 1", "readlist edit")),
    (LIST, "paper = 3\n", slip("show", BROKEN, "not a list of", "readlist edit")),
    (LIST, "schema = 99\n", slip("star a", BROKEN, "newer readlist", "upgrade readlist")),
    (LIST, "schema = 'x'\n", slip("star a", BROKEN, "schema = 'x'", "set schema = 1")),
    (LIST, CONFLICT, slip("show", BROKEN, "a merge left", "readlist edit")),
    (LIST, "", slip("info mixtral", ABSENT, "fits 'mixtral'", "readlist show --all")),
    (LIST, "", slip("info .", ABSENT, "no paper was used", "readlist show")),
    (LIST, "", slip("read", USAGE, "read needs PAPER", "readlist read --help")),
    (LIST, "", slip("show -t x", USAGE, '"x" is not a topic', "readlist topic")),
    (LIST, "", slip("show x", USAGE, "with 'x'", "readlist search x")),
    (LIST, "", slip("discover", USAGE, "no category", "readlist discover --follow")),
    (SETTINGS, "hints = maybe\n", slip("show", BROKEN, "cannot be read", "readlist config --edit")),
    (SETTINGS, "hints = 3\n", slip("show", BROKEN, "not true or", "readlist config --edit")),
    (SETTINGS, "pager = 3\n", slip("star a", BROKEN, "not a text", "readlist config --edit")),
    (SETTINGS, VIEWER, slip("open 2310.06825", USAGE, "does not exist", UNSET)),
)

VARIABLES = (
    ("READLIST_TIMEOUT", "x", "show"),
    ("READLIST_OFFLINE", "maybe", "star mixture"),
    ("READLIST_ARXIV_INTERVAL", "99999", "fetch"),
    ("READLIST_ARXIV_API", "ftp://example.org", "fetch"),
    ("READLIST_TODAY", "x", "stats"),
    ("EDITOR", "no-such-program", "edit"),
    ("EDITOR", "'", "edit"),
    ("EDITOR", "false", "edit"),
    ("EDITOR", "false", "note 2310.06825 --edit"),
)


@pytest.fixture(autouse=True)
def _place(home: Path, make_list: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every slip the small list, a folder of its own and an arXiv that is not there."""
    make_list(SMALL)
    folder = home / "work"
    (folder / "folder").mkdir(parents=True)
    (folder / "theirs.md").write_text("mine 1706.03762\n")
    (folder / "empty.md").write_text("")
    monkeypatch.chdir(folder)
    for name in ("API", "PDF", "RSS"):
        monkeypatch.setenv(f"READLIST_ARXIV_{name}", "http://127.0.0.1:9/")
    monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")


def advice(result: Outcome) -> tuple[str, str]:
    """Return what stands behind ``error:`` and ``try:``, each of which there is once."""
    lines = result.err.splitlines()
    errors = [line for line in lines if line.startswith("error:")]
    tries = [line for line in lines if line.startswith("try:")]
    assert (len(errors), len(tries)) == (1, 1), result.err
    assert lines[-1] == tries[0], "what to do stands last"
    assert "Traceback" not in result.err
    assert "hit a bug" not in result.err
    return errors[0].removeprefix("error: "), tries[0].removeprefix("try: ")


def commands(remedy: str) -> list[list[str]]:
    """Return the command lines of a remedy; what stands behind a comma and the like is prose."""
    pieces = re.split(r", or |, (?=readlist )", remedy)
    found = [re.split(r", |; | \(", piece)[0] for piece in pieces if piece.startswith("readlist ")]
    return [shlex.split(piece)[1:] for piece in found]


def mended(words: Sequence[str], remedy: str) -> list[list[str]]:
    """Return the failed lines with the options of a remedy in the place of the wrong ones."""
    if not remedy.startswith("-"):
        return []
    aliases = {"--year": "-y", "--topic": "--topc", "-f": "-o"}
    lines = []
    for piece in re.split(r", or ", remedy):
        option, *value = shlex.split(piece)
        names = [option, aliases.get(option, option)]
        place = next((n for n, word in enumerate(words) if word in names), len(words))
        if option in ("-o", "-f") and words[place : place + 1] != [option]:
            lines.append([*words, option, *value])
        else:
            behind = words[place + 1 + len(value) :]
            lines.append([*words[:place], option, *value, *behind])
    return lines


def check(run: Run, words: Sequence[str], remedy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make sure that what a remedy names is accepted, in the same place."""
    assert not re.search(r"\b(PAPER|ID|NAME|FILE|FOLDER|ROW)\b", remedy), remedy
    monkeypatch.setenv("EDITOR", "true")
    for line in [*commands(remedy), *mended(words, remedy)]:
        result = run(*line)
        name = next((word for word in line if not word.startswith("-")), "")
        if name in NETWORK or " ".join(line) in EDITS:
            assert result.code != USAGE, (line, result.err)
        else:
            assert result.code == 0, (line, result.err)


@pytest.mark.parametrize("wrong", LINES, ids=lambda one: shlex.join(one.words))
def test_a_slip_is_told_with_what_works(
    run: Run, wrong: Slip, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what is wrong, one what to type, and that is accepted."""
    result = run(*wrong.words, input="hello\n" if wrong.words == ("add", "-") else None)
    error, remedy = advice(result)
    assert (result.code, result.out) == (wrong.code, "")
    assert wrong.error in error
    assert remedy.startswith(wrong.remedy)
    check(run, wrong.words, remedy, monkeypatch)


@pytest.mark.parametrize("case", FILES)
def test_a_broken_file_is_told_with_what_helps(
    run: Run, home: Path, case: tuple[str, str, Slip], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the list is empty; the file stays as it is."""
    name, text, wrong = case
    (home / name).write_text(text)
    result = run(*wrong.words)
    error, remedy = advice(result)
    assert result.code == wrong.code
    assert wrong.error in error
    assert remedy.startswith(wrong.remedy)
    assert (home / name).read_text() == text
    check(run, wrong.words, remedy, monkeypatch)


@pytest.mark.parametrize("case", VARIABLES)
def test_a_wrong_variable_is_told(
    run: Run, case: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, or what it led to is."""
    name, value, line = case
    monkeypatch.setenv(name, value)
    result = run(*shlex.split(line))
    _, remedy = advice(result)
    assert result.code in (SOME, USAGE)
    monkeypatch.delenv(name)
    check(run, shlex.split(line), remedy, monkeypatch)


@pytest.mark.parametrize("line", ["show", "star 2310.06825", "search wind", "export", "undo"])
@pytest.mark.parametrize("kind", ["folder", "link", "gone"])
def test_a_list_that_is_none_is_told(run: Run, home: Path, kind: str, line: str) -> None:
    """A folder in its place, a link to what is gone, a list that was there."""
    path = home / "readlist.toml"
    if kind == "gone":
        assert run("star", "2401.04088").code == 0
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(home / "gone.toml")
    result = run(*line.split())
    _, remedy = advice(result)
    assert result.code == BROKEN
    if kind == "gone":
        assert remedy.endswith(": readlist init")
        assert run("init").code == 0

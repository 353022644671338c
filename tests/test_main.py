"""The program as a process: what it loads, what it answers at once, pipes and signals."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readlist import __version__
from readlist.cli.complete import _FLAGS, FIXED, cache_file
from readlist.completion_values import render_values, with_changes
from readlist.config import SETTINGS
from readlist.exporters import EXPORTERS, STYLES
from readlist.paper import Paper, Status
from readlist.paths import find_paths
from readlist.reading_list import HOLDINGS
from readlist.reading_list.filters import SORTS
from readlist.reading_list.papers import paper_line
from readlist.views.records import FIELDS
from support.screens import hard_list
from support.tests_kit import Run

LIST_MODULES = """\
import sys
sys.argv = ["readlist", *sys.argv[1:]]
from readlist.__main__ import main
import atexit
atexit.register(lambda: print("\\n".join(sorted(sys.modules)), file=sys.stderr))
main()
"""

HEAVY = {"requests", "arxiv", "lxml", "pydantic", "textual", "click", "pygments", "markdown_it"}
FOR_PEOPLE = {"rich"}


@pytest.fixture
def hard(make_list: Callable[[str], Path]) -> Path:
    """Return the hard list."""
    return make_list(hard_list())


def python(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the environment of this test."""
    env = os.environ | environ
    return subprocess.run(
        [sys.executable, *words],
        env=env,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def loaded_by(*words: str, **environ: str) -> set[str]:
    """Return the top-level modules that a command line loads."""
    result = python("-c", LIST_MODULES, *words, **environ)
    return {name.partition(".")[0] for name in result.stderr.split()}


@pytest.mark.parametrize("words", ["--version", "__complete papers 23", "__complete statuses"])
def test_what_must_be_quick_loads_nearly_nothing(hard: Path, words: str) -> None:
    """The version and completed values come without Typer, and without dataclasses."""
    loaded = loaded_by(*words.split())
    assert not loaded & (HEAVY | FOR_PEOPLE | {"typer", "dataclasses", "pathlib", "tomllib"})


@pytest.mark.parametrize(
    "words",
    [
        *("show", "show --json", "show --plain", "show --ids", "show --fields id,year"),
        *("info 1701.06538", "info 1701.06538 --json", "topic", "", "path", "config"),
        *("undo --list", "help", "show --help", "star 1701.06538", "completion bash"),
    ],
)
def test_programs_output_loads_no_rich(hard: Path, words: str) -> None:
    """Nothing that draws, and nothing that asks the network."""
    assert not loaded_by(*words.split()) & (HEAVY | FOR_PEOPLE)


@pytest.mark.parametrize("words", ["show", "info 1701.06538", "topic", "", "export"])
def test_a_screen_loads_no_network(hard: Path, words: str) -> None:
    """Rich for people, and nothing heavier."""
    assert not loaded_by(*words.split(), FORCE_COLOR="1") & HEAVY


def test_only_the_command_that_runs_is_loaded(hard: Path) -> None:
    """No other command's module comes with it."""
    result = python("-c", LIST_MODULES, "path")
    here = "readlist.cli.commands."
    assert {n for n in result.stderr.split() if n.startswith(here)} == {f"{here}path"}


def test_it_runs_as_a_module(hard: Path) -> None:
    """``python -m readlist`` is the same program."""
    result = python("-m", "readlist", "show", "--ids")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0] == "2401.04088"


WATCHED = """\
import sys
sys.argv = ["readlist", *sys.argv[1:]]
sys.WATCH(lambda *_: None)
from readlist.__main__ import main
try:
    main()
finally:
    print("results", file=sys.stderr)
"""


@pytest.mark.parametrize("watch", ["settrace", "setprofile"])
@pytest.mark.parametrize(("words", "code"), [("path", 0), ("info nothing-like-it", 3), ("x", 2)])
def test_a_debugger_or_profiler_sees_the_end(hard: Path, watch: str, words: str, code: int) -> None:
    """Whatever follows the process runs on after it, and the exit code is the usual one."""
    result = python("-c", WATCHED.replace("WATCH", watch), *words.split())
    assert (result.returncode, result.stderr.splitlines()[-1]) == (code, "results")


def test_a_profile_of_a_command_is_written(hard: Path, tmp_path: Path) -> None:
    """``python -m cProfile -m readlist`` measures readlist as it does any program."""
    result = python("-m", "cProfile", "-o", str(tmp_path / "profile"), "-m", "readlist", "path")
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "profile").stat().st_size


@pytest.mark.parametrize("words", ["--version", "show --version", "--version --nonsense"])
def test_the_version_is_given_anywhere(words: str) -> None:
    """And leaves everything else alone."""
    result = python("-m", "readlist", *words.split())
    assert (result.returncode, result.stdout) == (0, f"readlist {__version__}\n")


def test_head_ends_it_quietly(make_list: Callable[[str], Path]) -> None:
    """``readlist show | head -1`` prints one line and nothing on stderr."""
    make_list("".join(f'[[paper]]\nid = "2310.{n:05}"\n' for n in range(1, 5000)))
    command = f"{sys.executable} -m readlist show --plain | head -1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (result.stdout.count("\n"), result.stderr) == (1, "")


@pytest.mark.parametrize(
    "words",
    [
        *("show >&-", "info --json 1701.06538 >&-", "show 2>&-", "--version >&-", "nonsense 2>&-"),
        *(
            "note 1701.06538 x >&- 2>&-",
            "note 1701.06538 x <&- >&- 2>&-",
            "__complete papers 2 >&-",
        ),
        *("show --help >&-", "info 1701.06538 <&-", "doctor --json <&- >&- 2>&-", "show 0>&- 1>&-"),
    ],
)
def test_closed_streams_are_no_fault(hard: Path, words: str) -> None:
    """The work is done, the exit code is the usual one, and nothing is said of a bug."""
    command = f"{sys.executable} -m readlist "
    result = subprocess.run(
        command + words, shell=True, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (2 if "nonsense" in words else 0, "")
    assert ("x" in hard.read_text().split("notes =")[-1]) or "note" not in words
    assert not (find_paths().state / "log").exists()


OPENS_A_FILE = """\
import atexit, os, sys
sys.argv = ["readlist", "--version"]
from readlist.__main__ import main
def look():
    file = os.open(sys.argv[0] + ".txt", os.O_CREAT | os.O_WRONLY)
    child = os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", "print(1)"])
    os._exit(0 if file > 2 and child == 0 and sys.stdin.read() == "" else 9)
atexit.register(look)
main()
sys.exit()
"""


def test_no_file_takes_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    """What is opened later is not descriptor 1, and child processes can write."""
    command = [sys.executable, "-c", OPENS_A_FILE]
    result = subprocess.run(
        ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command], cwd=tmp_path, check=False
    )
    assert result.returncode == 0
    assert (tmp_path / "readlist.txt").read_bytes() == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_poor_terminal_gets_question_marks(hard: Path, encoding: str) -> None:
    """Characters that it cannot show do not end the program; JSON loses nothing."""
    result = python("-m", "readlist", "show", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (result.returncode, result.stderr) == (0, "")
    assert "????" in result.stdout
    data = python("-m", "readlist", "show", "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert "\\u5927" in data.stdout


def complete(*words: str) -> list[str]:
    """Return what the program completes."""
    result = python("-m", "readlist", "__complete", *words)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.splitlines()


def test_values_come_from_the_cache() -> None:
    """Value and description, by the beginning of the word whatever its case; many are cut."""
    path = find_paths().cache / "complete.tsv"
    path.parent.mkdir(parents=True)
    many = "".join(f"paper\t2401.{n:05}\tA Title\n" for n in range(1000))
    path.write_text("paper\t2310.06825\tWinds 风\ntopic\tMoE\t2 papers\n" + many, encoding="utf-8")
    assert complete("papers", "2310") == ["2310.06825\tWinds 风"]
    assert complete("topics", "mo") == ["MoE\t2 papers"]
    assert len(complete("papers", "2401")) == 200
    assert complete("topics", "x") == []
    assert complete("nonsense") == []
    assert complete() == []


def test_values_are_found_without_their_accents() -> None:
    """What is typed plainly completes to what is written with accents, and the other way round."""
    path = find_paths().cache / "complete.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("topic\tÉtudes\t1 paper\ntopic\tlogic\t2 papers\n", encoding="utf-8")
    assert complete("topics", "etu") == ["Études\t1 paper"]
    assert complete("topics", "ĺog") == ["logic\t2 papers"]


def test_words_of_titles_complete_with_their_papers(a_paper: Callable[..., Paper]) -> None:
    """In any spelling, where no identifier begins so; as many words as tell papers apart."""
    path = find_paths().cache / "complete.tsv"
    path.parent.mkdir(parents=True)
    titles = ("“Mixtral” of Experts", "Poincaré Embeddings", "Mixture-of-Experts: a Survey",
              "The Experts", "Gates (experts on call)", "Erd\\H{o}s and $\\alpha$",
              *(f"Number {n}" for n in range(20)))  # fmt: skip
    papers = [a_paper(f"2401.{n:05}", title=one, topics=()) for n, one in enumerate(titles)]
    path.write_text(render_values(map(paper_line, papers)) + "topic\tmix\t1 paper\n", "utf-8")
    mixture = "mixture-of-experts\t2401.00002  Mixture-of-Experts: a Survey"
    assert complete("papers", "mixt") == ["mixtral\t2401.00000  “Mixtral” of Experts", mixture]
    assert complete("papers", "Mixture-o") == complete("papers", "mixtureof") == [mixture]
    for typed in ("Poinc", "poincare", "poincaré"):
        assert complete("papers", typed) == ["poincaré\t2401.00001  Poincaré Embeddings"]
    assert complete("papers", "exp") == [
        "experts\t3 papers", "experts on call\t2401.00004  Gates (experts on call)",
    ]  # fmt: skip
    assert complete("papers", "experts on") == [
        "experts on\t2401.00004  Gates (experts on call)"
    ]  # fmt: skip
    assert complete("papers", "erdos") == ["erdős\t2401.00005  Erdős and α"]
    assert complete("papers", "num") == ["number\t20 papers"]
    assert complete("papers", "zz") == []
    path.write_text(f"paper\t2401.00001\t{'a ' * 25}Hypergraphs Hyper…\n", "utf-8")
    assert [one.partition("\t")[0] for one in complete("papers", "hyper")] == ["hypergraphs"]


def complete_flags(key: str) -> bool:
    """Whether values of a setting are completed."""
    return key in _FLAGS.split()


def test_values_depend_on_the_word_before(run: Run) -> None:
    """Topics behind a plus, days behind papers that are due, values behind settings, views."""
    path = find_paths().cache / "complete.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("paper\t2401.00001\tFrisian Tides\ntopic\tmoe\t2 papers\n", "utf-8")
    assert complete("papers", "+m") == ["+moe\t2 papers"]
    assert complete("due", "fri") == ["friday", "frisian\t2401.00001  Frisian Tides"]
    assert complete("settings", "", "hints") == ["true", "false"]
    assert complete("settings", "f", "hints") == ["false"]
    assert complete("settings", "", "pager") == []
    assert complete("settings", "hi", "config") == ["hints"]
    assert complete("days", "tom") == ["tomorrow"]
    assert run("config", "views.lab", "-t", "moe").code == 0
    assert complete("views", "l") == ["lab\t-t moe"]


def test_without_the_cache_values_are_silent() -> None:
    """Nobody wants an error in the middle of a command line."""
    assert complete("papers", "23") == []
    assert complete("statuses", "r") == ["reading", "read"]


def test_fixed_values_are_those_of_the_program() -> None:
    """The lists for completion agree with the tables they were copied from."""
    assert FIXED["statuses"].split() == [*Status, "all"]
    assert FIXED["holdings"].split() == list(HOLDINGS)
    assert FIXED["sorts"].split() == list(SORTS)
    assert FIXED["formats"].split() == list(EXPORTERS)
    assert FIXED["styles"].split() == list(STYLES["markdown"])
    assert FIXED["fields"].split() == list(FIELDS)
    assert FIXED["settings"].split() == list(SETTINGS)
    flags = [key for key, setting in SETTINGS.items() if setting.kind == "flag"]
    assert {key for key in SETTINGS if complete_flags(key)} == set(flags)


@pytest.mark.parametrize("environ", [{}, {"XDG_CACHE_HOME": "/somewhere/cache"}])
def test_the_cache_is_where_the_paths_say(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]
) -> None:
    """The quick rule and platformdirs agree."""
    assert cache_file() == str(find_paths().cache / "complete.tsv")
    monkeypatch.delenv("READLIST_HOME")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert cache_file() == str(find_paths().cache / "complete.tsv")


def test_the_cache_holds_clean_lines(a_paper: Callable[..., Paper]) -> None:
    """One line a paper and a topic, whatever they hold."""
    papers = [a_paper(title="A\tB\nC \x1b[31m", topics=("x\ty", "z")), a_paper("2401.00001")]
    text = render_values(map(paper_line, papers))
    assert text.splitlines() == [
        "paper\t2310.06825\tA B C",
        "paper\t2401.00001\tA Small Model",
        "topic\tx y\t1 paper",
        "topic\tz\t1 paper",
        "topic\tmodels\t1 paper",
    ]
    more = with_changes(text, [("", paper_line(a_paper("2401.00002", topics=("z", "new"))))])
    assert more.splitlines()[2:] == [
        "paper\t2401.00002\tA Small Model",
        "topic\tx y\t1 paper",
        "topic\tz\t2 papers",
        "topic\tmodels\t1 paper",
        "topic\tnew\t1 paper",
    ]
    first, second = map(paper_line, papers)
    other = paper_line(a_paper("2401.00001", title="Another", topics=("z", "models")))
    changed = with_changes(more, [(second, other), (first, "")])
    assert changed.splitlines() == [
        "paper\t2401.00001\tAnother",
        "paper\t2401.00002\tA Small Model",
        "topic\tz\t2 papers",
        "topic\tmodels\t1 paper",
        "topic\tnew\t1 paper",
    ]
    with pytest.raises(ValueError, match="2310"):
        with_changes(changed, [(first, "")])
    odd = paper_line(a_paper("2401.00003", title="(Pre-)Training of Poincaré", topics=()))
    assert render_values([odd]) == (
        "paper\t2401.00003\t(Pre-)Training of Poincaré\tpre)training of poincare\n"
    )

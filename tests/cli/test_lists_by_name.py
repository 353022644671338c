"""Lists with a name: `-L NAME`, `READLIST_LIST`, `[lists]` in the settings, `copy --to NAME`."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from support.git_kit import Machine
from support.library_kit import SMALL
from support.sync_kit import papers
from support.tests_kit import Run

ONE = 'schema = 1\n\n[[paper]]\nid = "2401.00001"\ntitle = "One"\nstatus = "unread"\n'


@pytest.fixture
def work(home: Path, make_list: Callable[[str], Path]) -> Path:
    """Return a named list with one paper, beside the usual one."""
    make_list(SMALL)
    path = home / "papers" / "work.toml"
    path.parent.mkdir()
    path.write_text(ONE)
    (home / "config.toml").write_text('# mine\n[lists]\nwork = "papers/work.toml"\n')
    return path


def test_a_name_stands_for_its_list_anywhere(run: Run, work: Path) -> None:
    """Before and behind the command, short and long, from the environment; the option wins."""
    for words in (
        ["-L", "work", "show", "--ids"],
        ["show", "-Lwork", "--ids"],
        ["show", "--list=work", "--ids"],
        ["show", "--ids", "--list", "work"],
        ["-L=work", "show", "--ids"],
    ):
        assert run(*words).out == "2401.00001\n"
    env = {"READLIST_LIST": "work"}
    assert run("show", "--ids", env=env).out == "2401.00001\n"
    usual = run("show", "--ids").out
    assert run("-L", "default", "show", "--ids", env=env).out == usual != "2401.00001\n"
    other = work.with_name("other.toml")
    other.write_text(ONE.replace("00001", "00002"))
    assert run("--file", str(other), "show", "--ids", env=env).out == "2401.00002\n"
    env |= {"READLIST_FILE": str(other)}
    assert run("show", "--ids", env=env).out == "2401.00002\n"
    assert run("show", "--ids", "-L", "work", env=env).out == "2401.00001\n"


def test_list_behind_undo_is_its_own(run: Run, work: Path) -> None:
    """`undo --list` lists changes, of a named list with `-L` or in front of the command."""
    run("-L", "work", "star", "2401.00001")
    assert "star 2401.00001" in run("undo", "--list", "-L", "work").out
    assert "star 2401.00001" in run("--list", "work", "undo", "--list").out
    assert run("undo", "--list").out == ""


def test_changes_stay_in_their_list(run: Run, work: Path, home: Path) -> None:
    """History, rows and dismissals are each list's own; the way back names the list."""
    usual = (home / "readlist.toml").read_text()
    told = run("-L", "work", "read", "2401.00001")
    assert "Undo: readlist -L work undo" in told.err
    assert papers(work.read_text())["2401.00001"]["status"] == "read"
    assert run("undo").code == 3
    run("-L", "work", "discover", "--dismiss", "2402.00002")
    run("-L", "work", "discover", "--follow", "cs.CL")
    assert sorted(one.name for one in work.parent.glob("*.t*")) == [
        "dismissed.txt",
        "follow.toml",
        "work.toml",
    ]
    assert run("-L", "work", "undo", "2").code == 0
    assert work.read_text() == ONE
    assert (home / "readlist.toml").read_text() == usual


@pytest.mark.parametrize("words", ["show", "add 2310.06825 --no-fetch", "undo", "sync", "doctor"])
@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_mistyped_name_makes_no_list(
    run: Run, work: Path, home: Path, words: str, by: str
) -> None:
    """Exit 6 with the nearest name and the way to make it."""
    option = ["-L", "wrok"] if by == "option" else []
    before = sorted(home.rglob("*"))
    result = run(*option, *words.split(), env={"READLIST_LIST": "wrok"} if not option else {})
    assert result.code == 6
    told = result.out + result.err
    assert "there is no list named 'wrok'" in told
    assert "readlist -L work show; or readlist -L wrok init, which creates it" in told
    after = sorted(one for one in home.rglob("*") if one.name != "state")
    assert after == [one for one in before if one.name != "state"]


def test_what_needs_no_list_works_with_a_wrong_name(run: Run, work: Path) -> None:
    """Help and settings do not stumble over it, so that it can be mended."""
    env = {"READLIST_LIST": "wrok"}
    for words in (["--version"], ["help"], ["path"], ["config"], ["config", "lists.x", "y.toml"]):
        assert run(*words, env=env).code == 0


def test_init_makes_it_and_the_settings_name_it(run: Run, work: Path, home: Path) -> None:
    """In a folder of its own; the settings keep the reader's comments."""
    made = run("-L", "group", "init", "--empty", "--private")
    assert made.err == f"Created {home}/lists/group/readlist.toml with 0 papers.\n"
    settings = (home / "config.toml").read_text()
    assert settings.startswith('# mine\n[lists]\nwork = "papers/work.toml"\n')
    assert tomllib.loads(settings)["lists"]["group"] == {
        "path": "lists/group/readlist.toml",
        "private": True,
    }
    assert run("-L", "group", "show").code == 0
    assert run("-L", "group", "init").err.endswith("already exists; nothing was changed.\n")
    work.unlink()
    assert f"the list work of the settings is not there: {work}" in run("doctor").out
    gone = run("-L", "work", "show")
    assert (gone.code, gone.err.splitlines()[1]) == (
        6,
        "try: readlist -L work init, which creates it",
    )
    refused = run("init", "--private")
    assert (refused.code, "named list" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a/b", "letters, digits"),
        ("..", "letters, digits"),
        ("a.b", "letters, digits"),
        ("x" * 80, "letters, digits"),
        ("-x", "letters, digits"),
    ],
)
def test_no_path_is_built_from_a_strange_name(
    run: Run, work: Path, home: Path, name: str, told: str
) -> None:
    """Exit 2, nothing is made."""
    before = sorted(home.rglob("*"))
    for words in (["-L", name, "init"], ["copy", "mixture", "--to", name]):
        result = run(*words)
        assert result.code == 2
        assert told in result.err
    assert sorted(one for one in home.rglob("*") if "cache" not in str(one)) == before


def test_two_lists_at_once_are_refused(run: Run, work: Path) -> None:
    """A path and a name cannot be used together."""
    result = run("-L", "work", "--file", str(work), "show")
    assert (result.code, result.err.splitlines()[0]) == (
        2,
        "error: --file and -L each name a list.",
    )


def test_the_settings_show_and_change_lists(run: Run, work: Path, home: Path) -> None:
    """A path, a table, whichever way it is written; the file stays as it is elsewhere."""
    rows = [row.split("\t") for row in run("config").out.splitlines()]
    assert ["lists.work", "papers/work.toml", "file", "a list: readlist -L work"] in rows
    assert run("config", "lists.work").out == "papers/work.toml\n"
    assert run("config", "lists.work.private").out == "false\n"
    run("config", "lists.work.private", "true")
    table = {"path": "papers/work.toml", "private": True}
    assert tomllib.loads((home / "config.toml").read_text())["lists"] == {"work": table}
    assert run("config", "lists.work.private").out == "true\n"
    run("config", "--unset", "lists.work.private")
    assert (home / "config.toml").read_text() == '# mine\n[lists]\nwork = "papers/work.toml"\n'
    (home / "config.toml").write_text('[lists.work]\npath = "a.toml"  # here\nmood = 1\n[show]\n')
    run("config", "lists.work.private", "on")
    run("config", "lists.work", "/b.toml")
    assert (home / "config.toml").read_text() == (
        '[lists.work]\npath = "/b.toml"  # here\nprivate = true\nmood = 1\n[show]\n'
    )
    assert "no setting 'lists.work.mood'" in run("doctor").out
    run("config", "--unset", "lists.work")
    assert (home / "config.toml").read_text() == "[show]\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["lists.wrk"], "readlist config lists.work"),
        (["lists.work.mood", "1"], "there is no setting 'lists.work.mood'"),
        (["lists.work.private", "maybe"], "true or false"),
        (["lists.a/b", "x.toml"], "cannot be the name"),
        (["--unset", "lists.none"], "have no list named 'none'"),
    ],
)
def test_wrong_settings_of_lists_are_explained(
    run: Run, work: Path, words: list[str], told: str
) -> None:
    """Exit 2."""
    result = run("config", *words)
    assert result.code == 2
    assert told in result.err


@pytest.mark.parametrize("text", ["[lists]\nwork = 3\n", '[lists]\n"a/b" = "x"\n'])
def test_broken_lists_in_the_settings_are_named(run: Run, home: Path, text: str) -> None:
    """As every value of the wrong kind: exit 6, and doctor names it."""
    (home / "config.toml").write_text(text)
    assert (run("show").code, run("doctor").code) == (6, 6)
    assert "config.toml" in run("doctor").out


def test_a_list_that_the_settings_forgot_is_not_used(run: Run, work: Path, home: Path) -> None:
    """Nothing says any more whether it is private, so nothing is written into it."""
    run("-L", "group", "init", "--empty", "--private")
    run("config", "--unset", "lists.group")
    result = run("-L", "group", "show")
    assert result.code == 6
    path = home / "lists" / "group" / "readlist.toml"
    assert result.err.splitlines()[1] == f"try: readlist -L default config lists.group {path}"


def test_names_are_completed(run: Run, work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """From the settings, without Typer."""
    from readlist.cli.complete import answer  # noqa: PLC0415 - what a shell's Tab calls

    answer(["lists", "w"])
    assert capfd.readouterr().out == "work\tpapers/work.toml\n"
    answer(["lists", ""])
    assert capfd.readouterr().out == "work\tpapers/work.toml\ndefault\tthe usual list\n"


def test_copies_bring_along_what_belongs_to_a_paper(run: Run, work: Path, home: Path) -> None:
    """Facts, topics, notes, marks and the reader's own keys; undo is in the other list."""
    run("note", "mixture", "a thought")
    done = run("copy", "mixture", "2310.06825", "--to", "work")
    assert done.err == "Copied to work: 2 papers. Undo: readlist -L work undo\n"
    copied = papers(work.read_text())
    mine = papers((home / "readlist.toml").read_text())
    assert copied["2401.04088"] == mine["2401.04088"] | {"added": copied["2401.04088"]["added"]}
    assert copied["2310.06825"]["star"] is True
    assert copied["2310.06825"]["status"] == "reading"
    again = run("copy", "mixture", "--to", "work")
    assert (again.code, again.err) == (0, "Already in work: 2401.04088 Mixture of Winds.\n")
    assert run("-L", "work", "undo").code == 0
    assert work.read_text() == ONE


def test_bare_copies_leave_out_what_is_the_readers(run: Run, work: Path) -> None:
    """Status, star, notes and days."""
    run("note", "2310.06825", "a thought")
    run("read", "2310.06825")
    run("copy", "2310.06825", "--to", "work", "--bare")
    copied = papers(work.read_text())["2310.06825"]
    assert copied["title"] == "A Small Wind"
    assert copied["status"] == "unread"
    assert not {"star", "notes", "finished"} & copied.keys()


def test_a_paper_is_known_by_its_further_identifiers(run: Run, work: Path) -> None:
    """What the other list holds under another identifier is not copied twice."""
    work.write_text(ONE + 'also = ["2401.04088"]\n')
    assert run("copy", "mixture", "--to", "work").err.startswith("Already in work: 2401.00001")


def test_copies_go_both_ways(run: Run, work: Path, home: Path) -> None:
    """`default` is the usual list; where papers are is no other list."""
    assert run("-L", "work", "copy", "2401.00001", "--to", "default").code == 0
    assert "2401.00001" in papers((home / "readlist.toml").read_text())
    assert run("copy", "mixture", "--to", "default").code == 2
    assert run("copy", "mixture", "--to", "wrok").code == 6
    assert run("copy", "mixture").code == 2


def test_a_named_list_has_a_repository_of_its_own(
    machines: Callable[[str], Machine], remote: Path, tmp_path: Path
) -> None:
    """Although the folder of the usual list is one; a list that is not there yet is joined."""
    first, second = machines("a"), machines("b")
    (tmp_path / "a" / "readlist.toml").write_text(SMALL)
    assert first("sync", "--init").code == 0
    first("-L", "group", "init", "--empty")
    first("copy", "mixture", "--to", "group")
    assert first("-L", "group", "sync").code == 2
    assert first("-L", "group", "sync", "--init", str(remote)).code == 0
    assert second("-L", "group", "sync", "--init", str(remote)).code == 0
    shared = (tmp_path / "b" / "lists" / "group" / "readlist.toml").read_text()
    assert list(papers(shared)) == ["2401.04088"]
    assert not (tmp_path / "b" / "readlist.toml").exists()
    assert (tmp_path / "a" / "lists" / "group" / ".git").is_dir()

"""``readlist doctor``: everything that is wrong is found, and what is safe is mended."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from readlist.model.identifiers import Identifier
from support.library_kit import SMALL
from support.tests_kit import Outcome, Run

MakeList = Callable[[str], Path]


def found(result: Outcome) -> dict[str, list[str]]:
    """Return the problems of a JSON answer by their check."""
    problems: dict[str, list[str]] = {}
    for finding in json.loads(result.out):
        problems.setdefault(finding["check"], []).append(finding["problem"])
    return problems


def examine(run: Run) -> dict[str, list[str]]:
    """Return what the doctor finds."""
    return found(run("doctor", "--json"))


def test_a_sound_list_has_notes_only(run: Run, make_list: MakeList) -> None:
    """What could be better is told, but nothing is wrong and the exit code is 0."""
    make_list(SMALL)
    result = run("doctor")
    assert result.code == 0
    assert "note: 1 paper has no title yet\n  try: readlist fetch\n" in result.out
    assert result.err == "Nothing is wrong.\n"


def test_a_broken_list_is_an_error_with_its_line(run: Run, make_list: MakeList) -> None:
    """The doctor works where no other command does, and changes nothing."""
    path = make_list("[[paper]\n")
    for args in (["doctor"], ["doctor", "--fix", "--yes"], ["doctor", "--json"]):
        result = run(*args)
        assert result.code == 6
        assert "line 1, column" in result.out
    assert path.read_text() == "[[paper]\n"


def test_wrong_values_and_doubles_are_found(run: Run, make_list: MakeList) -> None:
    """Each is named with its line."""
    make_list('[[paper]]\nid = "2401.00001"\nstar = 1\n[[paper]]\nid = "2401.00001v2"\n[[paper]]\n')
    problems = examine(run)
    assert any("line 1: 2401.00001: star" in problem for problem in problems["values"])
    assert any("line 6: a paper: it has no id" in problem for problem in problems["values"])
    assert problems["doubles"] == [
        "2401.00001 is in the list 2 times: lines 1, 4; the first one counts"
    ]


def test_topics_that_are_one_are_found(run: Run, make_list: MakeList) -> None:
    """Case, hyphens and a plural s do not make another topic; the remedy is a command."""
    names = ["LLM", "llms", "llm", "llm", "long-context", "long context", "data"]
    make_list(
        "".join(f'[[paper]]\nid = "2401.0000{n}"\ntopics = ["{t}"]\n' for n, t in enumerate(names))
    )
    result = run("doctor")
    assert "the topics 'llm' and 'LLM' are probably the same" in result.out
    assert "readlist topic --rename llms llm" in result.out
    assert 'readlist topic --rename "long context"' in result.out or '"long context"' in result.out
    assert "data" not in result.out


def put(home: Path, name: str, content: bytes) -> Path:
    """Put a file into the library."""
    path = home / "library" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_damaged_files_are_mended_and_sound_ones_stay(
    run: Run, make_list: MakeList, home: Path
) -> None:
    """What can be fetched again is deleted, after it was said; the rest is left alone."""
    make_list(SMALL)
    bad = put(home, "2401.04088/2401.04088v1.pdf", b"<html>")
    cut = put(home, "2310.06825/2310.06825v1.pdf", b"%PDF-1.5 cut")
    good = put(home, "2310.06825/2310.06825v2.pdf", b"%PDF-1.5\n%%EOF\n")
    facts = put(home, "2310.06825/metadata.json", b"{")
    orphan = put(home, "2001.00001/2001.00001v1.pdf", b"%PDF-1.5\n%%EOF\n")
    result = run("doctor", "--json")
    assert result.code == 1
    assert len(found(result)["library"]) == 1
    assert "2001.00001" in found(result)["orphans"][0]
    mended = run("doctor", "--fix", "--yes")
    for path in (bad, cut, facts):
        assert f"Will delete {path}" in mended.err.replace("\n", " ")
        assert not path.exists()
    assert "Fixed 3 things." in mended.err
    assert mended.code == 0
    assert good.exists()
    assert orphan.exists()


def test_nothing_is_mended_when_the_reader_says_no(
    run: Run, make_list: MakeList, home: Path
) -> None:
    """On a terminal the reader is asked first."""
    make_list(SMALL)
    bad = put(home, "2401.04088/2401.04088v1.pdf", b"<html>")
    result = run("doctor", "--fix", asks=True, input="n\n")
    assert "Nothing was done." in result.err
    assert result.code == 1
    assert bad.exists()


def test_leftovers_and_rescued_texts_are_found(run: Run, make_list: MakeList, home: Path) -> None:
    """Unfinished files are cleared away; a rescued text is only named."""
    make_list(SMALL)
    left = home / ".readlist.toml.0123abcd.tmp"
    left.write_text("half")
    rescued = home / "readlist.toml.rescued-0123abcd"
    rescued.write_text("an editor's text")
    problems = examine(run)
    assert len(problems["leftovers"]) == 1
    assert str(rescued) in problems["list"][0]
    run("doctor", "--fix", "--yes")
    assert not left.exists()
    assert rescued.exists()


@pytest.mark.parametrize(("free", "remedy"), [(0, "free some space"), (1 << 20, "ls -ld ")])
def test_an_index_that_cannot_be_written_has_its_cause(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, free: int, remedy: str
) -> None:
    """A full disk is told from a folder that cannot be used."""
    (home / "cache").write_text("in the way")
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_bavail=free, f_frsize=1))
    result = run("doctor")
    assert result.code == 1
    assert "everything works, but slower\n  try: " + remedy in result.out.replace(
        f"df {home / 'cache'}, and ", ""
    )
    fixed = run("doctor", "--fix", "--yes")
    assert fixed.code == 1
    assert "Fixed" not in fixed.err


def test_a_damaged_index_and_history_are_no_obstacle(
    run: Run, make_list: MakeList, home: Path
) -> None:
    """Garbage in what readlist keeps for itself breaks no command."""
    make_list(SMALL)
    run("show")
    run("read", "2401.04088")
    (home / "cache" / "index.db").write_bytes(b"garbage" * 999)
    for file in (home / "state" / "history").iterdir():
        file.write_bytes(b"\x00garbage\n" * 99)
    assert run("doctor").code == 0
    assert run("show", "--plain").code == 0
    assert run("undo").code == 3


@pytest.mark.parametrize("value", ["nan", "[1, nan]", "{ mine = -nan }", "inf", "2024-01-01"])
def test_values_that_equal_nothing_are_no_fault_of_the_index(
    run: Run, make_list: MakeList, value: str
) -> None:
    """A number that is none, under a key of the reader's, is read from the index as it was."""
    make_list(f'[[paper]]\nid = "2401.04088"\nrating = {value}\n')
    for _ in range(2):
        assert "index" not in examine(run)


def test_a_list_that_is_gone_is_an_error(run: Run, make_list: MakeList) -> None:
    """A list that was changed before and is not there is not quietly made anew by the doctor."""
    path = make_list(SMALL)
    run("read", "2401.04088")
    path.unlink()
    result = run("doctor")
    assert result.code == 6
    assert "is gone" in result.out
    assert not path.exists()


def test_hard_links_are_named(run: Run, make_list: MakeList, tmp_path: Path) -> None:
    """A list with two names is told of, because a change parts them."""
    os.link(make_list(SMALL), tmp_path / "other.toml")
    assert "2 names" in examine(run)["list"][0]


def test_settings_that_name_no_program_are_found(run: Run, make_list: MakeList) -> None:
    """A viewer that is not installed is named, with the command that takes it out."""
    make_list(SMALL)
    run("config", "open.with", "no-such-viewer --fork")
    assert "no-such-viewer" in examine(run)["settings"][0]


@pytest.mark.parametrize(
    ("text", "variable"), [("[network]\ntimeout = 'x'\n", ""), ("[network\n", ""), ("", "soon")]
)
def test_broken_settings_are_a_finding(
    run: Run, make_list: MakeList, home: Path, text: str, variable: str
) -> None:
    """They are named with place and remedy, and the list is looked at all the same."""
    make_list(SMALL + '[[paper]]\nid = "2401.00001"\nstar = 1\n')
    (home / "config.toml").write_text(text)
    env = {"READLIST_TIMEOUT": variable}
    result = run("doctor", "--json", env=env)
    place = str(home / "config.toml") if text else "READLIST_TIMEOUT"
    assert result.code == 6
    assert place in found(result)["settings"][0]
    assert "star" in found(result)["values"][0]
    assert all(
        finding["remedy"] for finding in json.loads(result.out) if "sett" in finding["check"]
    )
    assert place in run("doctor", env=env, terminal=True).out.replace("\n", "")
    assert "settings (error) 1" in run("doctor", "--report", env=env).out


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[netwok]\n", "'netwok'; did you mean network?"),
        ("[netwok]\ntimeout = 3\n", "'netwok.timeout'; did you mean network.timeout?"),
        ("network.timout = 4\n", "'network.timout'; did you mean network.timeout?"),
        ("timeout = 4\n", "'timeout'; did you mean network.timeout?"),
        ("hint = false\n", "'hint'; did you mean hints?"),
        ("[network.timeout]\nx = 1\n", "network.timeout"),
        ('"\\u001b[31m" = 1\n', "there is no setting"),
    ],
)
def test_misspelt_settings_are_found(
    run: Run, make_list: MakeList, home: Path, text: str, named: str
) -> None:
    """A setting that has no effect is named, with the one that was probably meant."""
    make_list(SMALL)
    (home / "config.toml").write_text(text)
    result = run("doctor")
    assert result.code in (1, 6)
    assert named in result.out
    assert "\x1b" not in result.out


def test_a_report_has_no_private_text(run: Run, home: Path, make_list: MakeList) -> None:
    """Versions and counts, but no title, note, topic, name or path."""
    make_list(SMALL.replace("# my papers", "# secret plans"))
    for text in ("[[paper]\n# secret", None):
        if text:
            make_list(text)
        result = run("doctor", "--report")
        assert result.code == 0
        assert result.lines[0].startswith("readlist: ")
        for private in ("secret", "Winds", "moe", "curious", "Archer", str(home), home.name):
            assert private not in result.out


@pytest.mark.parametrize("flags", [["--json", "--fix"], ["--report", "--json"]])
def test_forms_exclude_each_other(run: Run, flags: list[str]) -> None:
    """Two forms at once are a mistake."""
    assert run("doctor", *flags).code == 2


def test_findings_have_all_keys(run: Run, make_list: MakeList) -> None:
    """Every object of the JSON answer has the same keys."""
    make_list("paper = [{id = 1}]\n")
    data: list[dict[str, Any]] = json.loads(run("doctor", "--json").out)
    assert data
    for finding in data:
        assert set(finding) == {"check", "level", "problem", "remedy", "fix"}


def test_an_identifier_of_two_papers_is_found(run: Run, make_list: MakeList) -> None:
    """The doctor says whose it is; one's own goes before a further one."""
    page = "url:https://a.org/b"
    make_list(
        '[[paper]]\nid = "doi:10.1000/1"\nalso = ["2401.00001", "pmid:9"]\n'
        '[[paper]]\nid = "2401.00001"\n'
        '[[paper]]\nid = "url:https://a.org/b"\nalso = ["PMID: 9"]\n'
        '[[paper]]\nid = "url:http://a.org/b/"\n'
    )
    assert examine(run)["doubles"] == [
        "2401.00001 belongs to 2401.00001 and to doi:10.1000/1; it means 2401.00001",
        "pmid:9 belongs to doi:10.1000/1 and to url:https://a.org/b; it means doi:10.1000/1",
        f"url:a.org/b belongs to {page} and to url:http://a.org/b/; it means {page}",
    ]


def test_files_of_every_kind_of_paper_are_needed(run: Run, make_list: MakeList, home: Path) -> None:
    """What lies there under any identifier of a paper is no orphan; the reader's PDF stays."""
    make_list('[[paper]]\nid = "doi:10.1000/1"\nalso = ["openreview:aBcD"]\n')
    folders = ["doi_10.1000_1", "pmid_9", Identifier.parse("openreview:aBcD").folder]
    for name in folders:
        (home / "library" / name).mkdir(parents=True)
    own = home / "library" / "doi_10.1000_1" / "own.pdf"
    own.write_bytes(b"no PDF")
    problems = examine(run)
    assert problems["orphans"] == ["files of 1 paper is kept that no list needs: pmid:9"]
    assert any("your own file" in one for one in problems["pdfs"])
    run("doctor", "--fix", "--yes")
    assert own.exists()

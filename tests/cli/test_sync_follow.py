"""What is followed goes along with the list, and a feed that came is asked about once."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from readlist.library.following import KINDS
from readlist.sync.beside import merge_following
from support.git_kit import Machine, git
from support.library_kit import SMALL
from support.tests_kit import Run


def followed(folder: Path, name: str) -> set[str]:
    """Return the categories beside the list of a machine."""
    return set(tomllib.loads((folder / name / "follow.toml").read_text())["categories"])


def test_a_second_machine_is_ready(
    machines: Callable[[str], Machine], remote: Path, tmp_path: Path
) -> None:
    """What the settings of the first follow travels from the day the list is shared."""
    first, second = machines("a"), machines("b")
    (tmp_path / "a" / "readlist.toml").write_text(SMALL)
    first("config", "discover.categories", "cs.CL")
    told = first("sync", "--init", str(remote))
    assert "What you follow is synced from now on" in told.err
    assert second("sync", "--init", str(remote)).code == 0
    assert second("discover", "--following").out == "cs.CL\n"


def test_a_groups_list_gets_nothing_of_the_settings(
    machines: Callable[[str], Machine], remote: Path, tmp_path: Path
) -> None:
    """What somebody follows for themselves is nobody else's business."""
    first = machines("a")
    first("config", "discover.categories", "cs.CL")
    assert first("-L", "group", "sync", "--init", str(remote)).code == 0
    assert not (tmp_path / "a" / "lists" / "group" / "follow.toml").exists()


def test_both_sides_follow_more(pair: list[Machine], tmp_path: Path) -> None:
    """Everything is followed everywhere; what one side dropped is dropped."""
    first, second = pair
    first("discover", "--follow", "cs.CL,cs.LG")
    assert [machine("sync").code for machine in (first, second)] == [0, 0]
    first("discover", "--follow", "hep-th")
    second("discover", "--follow", "cs.CV")
    second("discover", "--unfollow", "cs.LG")
    for machine in (first, second, first):
        assert machine("sync").code == 0
    for name in ("a", "b"):
        assert followed(tmp_path, name) == {"cs.CL", "hep-th", "cs.CV"}
    assert git(tmp_path / "a", "status", "--porcelain") == ""


def test_pull_by_hand_merges_it_too(pair: list[Machine], tmp_path: Path) -> None:
    """The driver knows the file."""
    first, second = pair
    first("discover", "--follow", "cs.CL")
    second("discover", "--follow", "cs.CV")
    first("sync")
    git(tmp_path / "b", "add", "follow.toml")
    git(tmp_path / "b", "commit", "-q", "-m", "mine")
    git(tmp_path / "b", "pull", "-q", "--no-rebase", "--no-edit")
    assert followed(tmp_path, "b") == {"cs.CL", "cs.CV"}


def test_the_setting_says_when_it_does_not_count(run: Run) -> None:
    """Where the list has categories of its own."""
    assert "wins" not in run("config", "discover.categories", "cs.CL").err
    run("discover", "--follow", "cs.LG")
    assert "follow.toml overrides it" in run("config", "discover.categories", "cs.CV").err
    assert run("discover", "--following").out == "cs.CL\ncs.LG\n"


def test_a_feed_that_came_is_asked_about_once(
    pair: list[Machine], run: Run, tmp_path: Path
) -> None:
    """Its address may be anybody's: without a yes it is never asked for papers."""
    first, second = pair
    (tmp_path / "a" / "follow.toml").write_text('feeds = ["https://feed.example.org/x"]\n')
    first("sync")
    piped = second("sync")
    assert "note: https://feed.example.org/x is not asked" in piped.err
    home = {"READLIST_HOME": str(tmp_path / "b")}
    asked = run("sync", asks=True, input="n\n", env=home)
    assert "The list follows https://feed.example.org/x." in asked.err
    assert "feed.example.org" not in run("sync", asks=True, input="", env=home).err
    assert (tmp_path / "b" / "state" / "feeds").read_text() == "no https://feed.example.org/x\n"


def test_doctor_names_a_broken_file(run: Run, make_list: Callable[[str], Path]) -> None:
    """And what makes no sense in it, and a feed that is not allowed yet."""
    path = make_list(SMALL).with_name("follow.toml")
    path.write_text("categories = [")
    assert f"{path} cannot be used" in " ".join(run("doctor").out.split())
    path.write_text('categories = ["no such thing"]\nfeeds = ["https://a.org/x"]\n')
    told = " ".join(run("doctor").out.split())
    assert "'no such thing' in categories" in told
    assert "that you have not allowed yet: https://a.org/x" in told


def test_the_merge_knows_every_kind() -> None:
    """What can be followed merges value by value."""
    for kind in KINDS:
        sides = (f'{kind} = ["a"]\n'.encode(), f'{kind} = ["b"]\n'.encode())
        assert tomllib.loads(merge_following(b"", *sides).decode()) == {kind: ["a", "b"]}

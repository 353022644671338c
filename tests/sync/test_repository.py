"""The repository of a list: set up without taking anything private, and changed file by file."""

import os
from pathlib import Path

import pytest

from readlist.errors import UsageError
from readlist.sync import DoubtError, joining, merges, repository, stages
from readlist.sync.git import Git, GitError
from readlist.sync.pieces import Lists
from readlist.sync.repository import Repository
from support.git_kit import git as run_git
from support.sync_kit import BASE, CHANGES, papers

TWO = "2401.00002"


@pytest.fixture(autouse=True)
def plain_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own settings out of it."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """Return the repository that was made for a list, with a first commit."""
    (tmp_path / "readlist.toml").write_text(BASE)
    found = repository.initialise(tmp_path / "readlist.toml")
    assert repository.commit(found, "begin")
    return found


def write(one: Repository, text: str) -> None:
    """Write the list."""
    one.path(one.list).write_text(text)


def branched(one: Repository, ours: str, theirs: str) -> str:
    """Let ours and theirs change the list; return the commit of theirs."""
    start = one.head
    write(one, theirs)
    repository.commit(one, "theirs")
    other = one.head
    one.git.run("update-ref", "HEAD", start)
    write(one, ours)
    repository.commit(one, "ours")
    return other


def test_a_list_alone_gets_a_repository_of_its_own(made: Repository, tmp_path: Path) -> None:
    """On a branch that is called main; nothing but what travels is ever added to it."""
    for name in ("config.toml", "library", "dismissed.txt", "[x].toml"):
        (tmp_path / name).write_text("x")
    assert (made.branch, made.made, made.list) == ("main", True, "readlist.toml")
    run_git(tmp_path, "add", ".")
    staged = run_git(tmp_path, "diff", "--cached", "--name-only").splitlines()
    assert staged == ["dismissed.txt"]
    assert run_git(tmp_path, "ls-files").splitlines() == [
        ".gitattributes",
        "dismissed.txt",
        "readlist.toml",
    ]
    assert "readlist.toml merge=readlist -text" in (tmp_path / ".gitattributes").read_text()


def test_set_up_twice_adds_nothing(made: Repository, tmp_path: Path) -> None:
    """Neither a line nor a setting."""
    before = {path: path.read_bytes() for path in (tmp_path / ".git" / "info").iterdir()}
    again = repository.initialise(tmp_path / "readlist.toml")
    assert again == made
    assert {path: path.read_bytes() for path in (tmp_path / ".git" / "info").iterdir()} == before
    assert not repository.commit(made, "nothing")


def test_lines_of_the_reader_stay(tmp_path: Path) -> None:
    """A file that has some, even without a line end, gets those that are missing behind them."""
    (tmp_path / "readlist.toml").write_text(BASE)
    (tmp_path / ".gitattributes").write_text("*.pdf binary")
    repository.initialise(tmp_path / "readlist.toml")
    lines = (tmp_path / ".gitattributes").read_text().splitlines()
    assert lines[:2] == ["*.pdf binary", "readlist.toml merge=readlist -text"]
    assert len(lines) == 5


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_attributes_that_are_no_file_are_refused(tmp_path: Path, kind: str) -> None:
    """A link would be written through to who knows where."""
    (tmp_path / "readlist.toml").write_text(BASE)
    attributes = tmp_path / ".gitattributes"
    attributes.mkdir() if kind == "folder" else attributes.symlink_to(tmp_path / "victim")
    with pytest.raises(GitError, match="is not a file"):
        repository.initialise(tmp_path / "readlist.toml")
    assert not (tmp_path / "victim").exists()


def test_a_list_in_somebodys_repository_lies_in_that(tmp_path: Path) -> None:
    """With its folder in the names of all that travels."""
    run_git(tmp_path, "init", "-q", "-b", "trunk")
    (tmp_path / "notes" / "lists").mkdir(parents=True)
    path = tmp_path / "notes" / "lists" / "readlist.toml"
    path.write_text(BASE)
    found = repository.initialise(path)
    assert (found.git.folder, found.list) == (tmp_path, "notes/lists/readlist.toml")
    assert found.files == (
        "notes/lists/readlist.toml",
        "notes/lists/dismissed.txt",
        "notes/lists/follow.toml",
        "notes/lists/digest.txt",
        "notes/lists/.gitattributes",
    )
    assert (found.made, found.head, found.branch) == (False, "", "trunk")
    assert found.is_own("notes/lists/config.toml")
    assert found.is_own("notes/lists/library/x/own.pdf")
    assert not found.is_own("config.toml")
    assert not found.is_own("notes/config.toml")
    assert not found.is_own("notes/lists/README")
    assert repository.find(path) == found


def test_a_list_below_another_one_is_not_in_its_repository(
    made: Repository, tmp_path: Path
) -> None:
    """What readlist made for one list is for that list alone."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "readlist.toml").write_text(BASE)
    with pytest.raises(UsageError, match="not in a repository"):
        repository.find(tmp_path / "deep" / "readlist.toml")
    deep = repository.initialise(tmp_path / "deep" / "readlist.toml")
    assert deep.git.folder == tmp_path / "deep"
    assert made.is_own("library")
    assert made.files[0] == "readlist.toml"


def test_a_list_behind_a_link_lies_where_it_is(made: Repository, tmp_path: Path) -> None:
    """The repository is that of the file itself."""
    (tmp_path / "link").symlink_to(tmp_path / "readlist.toml")
    assert repository.find(tmp_path / "link") == made


def test_without_a_repository_it_says_how(tmp_path: Path) -> None:
    """With the command that makes one."""
    with pytest.raises(UsageError) as caught:
        repository.find(tmp_path / "readlist.toml")
    assert caught.value.remedy == "readlist sync --init"


@pytest.mark.parametrize("address", ["--upload-pack=x", "", " ", "a\nb"])
def test_what_is_no_address_is_refused(made: Repository, address: str) -> None:
    """Least of all what git would take for an option."""
    with pytest.raises(UsageError, match="not the address"):
        repository.connect(made, address)
    assert made.upstream() is None


def test_the_remote_can_be_set_again_where_readlist_made_the_repository(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In somebody's own it is not replaced; a path is one from here."""
    (tmp_path / "remote").mkdir()
    monkeypatch.chdir(tmp_path)
    repository.connect(made, "remote")
    assert run_git(tmp_path, "remote", "get-url", "origin") == str(tmp_path / "remote")
    repository.connect(made, "ssh://example.org/x")
    assert run_git(tmp_path, "remote", "get-url", "origin") == "ssh://example.org/x"
    assert made.upstream() == ("origin", "main")
    made.git.run("config", "branch.main.remote", "origin")
    made.git.run("config", "branch.main.merge", "refs/heads/other")
    assert made.upstream() == ("origin", "other")
    made.git.run("config", "--unset", "readlist.made")
    repository.connect(made, "ssh://example.org/x")
    with pytest.raises(DoubtError, match=r"already has the remote ssh://example\.org/x"):
        repository.connect(made, "ssh://example.org/y")


def test_a_commit_takes_the_files_as_they_are(made: Repository, tmp_path: Path) -> None:
    """Bytes and all; what else is staged stays staged, and a file that is gone goes."""
    (tmp_path / "other").write_text("x")
    run_git(tmp_path, "add", "-f", "--sparse", "other")
    write(made, BASE.replace("\n", "\r\n"))
    (tmp_path / "dismissed.txt").write_text("2401.00009 2026-11-21\n")
    assert repository.commit(made, "change")
    assert made.git.blob("HEAD", "readlist.toml") == BASE.replace("\n", "\r\n").encode()
    assert made.git.blob("HEAD", "other") is None
    assert run_git(tmp_path, "diff", "--cached", "--name-only") == "other"
    (tmp_path / "dismissed.txt").unlink()
    assert repository.commit(made, "gone")
    assert made.git.blob("HEAD", "dismissed.txt") is None
    assert made.git.blob("HEAD^", "dismissed.txt") == b"2401.00009 2026-11-21\n"
    assert made.git.text("log", "-n", "1", "--format=%an %ae") == "readlist readlist@localhost"
    assert not repository.commit(made, "nothing")


@pytest.mark.parametrize(
    "name", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"]
)
def test_what_a_person_began_is_left_alone(made: Repository, tmp_path: Path, name: str) -> None:
    """It is for them to end."""
    repository.check(made)
    (tmp_path / ".git" / name).write_text("")
    with pytest.raises(DoubtError, match="in progress"):
        repository.check(made)


def test_without_a_branch_nothing_is_done(made: Repository) -> None:
    """A commit would belong to none."""
    made.git.run("checkout", "-q", "--detach")
    with pytest.raises(DoubtError, match="on no branch"):
        repository.check(made)


@pytest.mark.parametrize(
    ("name", "pattern", "quoted"),
    [
        ("readlist.toml", "readlist.toml", "readlist.toml"),
        ("my list.toml", "my\\ list.toml", '"my list.toml"'),
        ("a*?[b]", "a\\*\\?\\[b]", '"a\\\\*\\\\?\\\\[b]"'),
        ('a"b', 'a"b', '"a\\"b"'),
        ("#a!", "\\#a\\!", '"\\\\#a\\\\!"'),
    ],
)
def test_names_mean_one_file(name: str, pattern: str, quoted: str) -> None:
    """Whatever stands in them."""
    assert repository.escaped(name) == pattern
    assert repository._quoted(name) == quoted


def test_what_only_they_changed_is_theirs(made: Repository) -> None:
    """No commit is made for that, and coming again brings nothing."""
    other = branched(made, BASE, CHANGES["read"](BASE))
    joined = joining.join(made, other, Lists())
    assert joined is not None
    assert joined.commit == other
    assert joined.files["readlist.toml"] == CHANGES["read"](BASE).encode()
    assert (joined.decisions, joined.others) == ((), ())
    write(made, CHANGES["read"](BASE))
    joining.settle(made, joined)
    assert made.head == other
    assert joining.join(made, other, Lists()) is None
    assert not repository.commit(made, "nothing")


def test_what_both_changed_is_merged_and_told(made: Repository, tmp_path: Path) -> None:
    """The commit has both parents, says what came in, and carries what was decided against."""
    other = branched(made, CHANGES["skip"](BASE), CHANGES["read"](BASE))
    ours = made.head
    joined = joining.join(made, other, Lists())
    assert joined is not None
    assert papers(joined.files["readlist.toml"] or b"")[TWO]["status"] == "read"
    (decision,) = joined.decisions
    assert (decision.key, decision.ours, decision.by) == ("status", True, joining.copy_of(made))
    assert run_git(tmp_path, "rev-parse", f"{joined.commit}^1", f"{joined.commit}^2").split() == [
        ours,
        other,
    ]
    message = made.git.text("log", "-n", "1", "--format=%B", joined.commit)
    assert message.startswith("Merge: ")
    assert decision.trailer in message
    assert made.head == ours  # nothing is changed yet
    copies = joining.copy_of(made)
    assert list(joining.overruled(made, joined.commit, copies)) == [decision]
    assert list(joining.overruled(made, joined.commit, "another")) == []


def test_a_run_that_was_killed_is_taken_up(made: Repository) -> None:
    """Between the files and the branch: where the files say what was merged, so does the branch."""
    other = branched(made, CHANGES["note"](BASE), CHANGES["read"](BASE))
    joined = joining.join(made, other, Lists())
    assert joined is not None
    joining.announce(made, joined)
    made.path(made.list).write_bytes(joined.files["readlist.toml"] or b"")
    joining.take_up(made)
    assert made.head == joined.commit
    assert made.git.text("status", "--porcelain") == ""
    joining.take_up(made)
    assert made.head == joined.commit


def test_a_run_that_was_killed_before_the_files_is_forgotten(made: Repository) -> None:
    """The files are as they were, and merging again gives the same."""
    other = branched(made, CHANGES["note"](BASE), CHANGES["read"](BASE))
    ours = made.head
    joined = joining.join(made, other, Lists())
    assert joined is not None
    joining.announce(made, joined)
    joining.take_up(made)
    assert made.head == ours
    assert made.git.text("rev-parse", "-q", "--verify", joining.PENDING, codes=(0, 1)) == ""
    again = joining.join(made, other, Lists())
    assert again is not None
    assert again.files == joined.files


def test_other_files_that_both_changed_are_for_a_person(tmp_path: Path) -> None:
    """Nothing is merged then, and what is changed and not committed stops it before."""
    run_git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "readlist.toml").write_text(BASE)
    (tmp_path / "other").write_text("x\n")
    one = repository.initialise(tmp_path / "readlist.toml")
    run_git(tmp_path, "add", ".")
    run_git(tmp_path, "commit", "-qm", "begin")
    run_git(tmp_path, "checkout", "-qb", "theirs")
    (tmp_path / "other").write_text("y\n")
    (tmp_path / "new").write_text("n\n")
    run_git(tmp_path, "add", ".")
    run_git(tmp_path, "commit", "-qam", "theirs")
    theirs = one.head
    run_git(tmp_path, "checkout", "-q", "main")
    joined = joining.join(one, theirs, Lists())
    assert joined is not None
    assert set(joined.others) == {"other", "new"}
    (tmp_path / "other").write_text("z\n")
    assert joining.others_changed(one) == ["other"]
    write(one, CHANGES["read"](BASE))
    assert joining.others_changed(one) == ["other"]
    write(one, BASE)
    with pytest.raises(DoubtError, match="other files of the repository are changed, other"):
        joining.join(one, theirs, Lists())
    run_git(tmp_path, "commit", "-qam", "ours")
    assert joining.others_changed(one) == []
    with pytest.raises(DoubtError, match="both sides changed other files: other"):
        joining.join(one, theirs, Lists())


def test_a_list_that_gives_way_is_replaced(made: Repository) -> None:
    """The untouched built-in list is no list of the reader's."""
    other = branched(made, CHANGES["note"](BASE), CHANGES["read"](BASE))
    joined = joining.join(made, other, Lists(), give_way=True)
    assert joined is not None
    assert joined.files["readlist.toml"] == CHANGES["read"](BASE).encode()


def test_a_copy_keeps_its_mark(made: Repository) -> None:
    """Eight digits, made once; the messages of its commits carry it."""
    mark = joining.copy_of(made)
    assert len(mark) == 8
    assert joining.copy_of(made) == mark
    assert f"\nReadlist-Copy: {mark}\n" in joining.message(made, "Subject")


def test_a_merge_that_lies_open_is_mended_and_ended(made: Repository, tmp_path: Path) -> None:
    """As sync would have done it: from the three versions that git keeps."""
    other = branched(made, CHANGES["skip"](BASE), CHANGES["read"](BASE))
    ours = made.head
    assert stages.mend(made, BASE.encode()) is None
    for name in ("attributes", "exclude"):
        (tmp_path / ".git" / "info" / name).unlink()
    made.git.run("config", "merge.readlist.driver", "false")
    (tmp_path / ".gitattributes").unlink()
    assert not made.git.succeeds("merge", "-q", other)
    lying = made.path(made.list).read_bytes()
    mended = stages.mend(made, lying)
    assert mended is not None
    assert mended.before == lying
    assert papers(mended.files["readlist.toml"])[TWO]["status"] == "read"
    assert [one.key for one in mended.decisions] == ["status"]
    stages.settle(made, mended)
    assert not (tmp_path / ".git" / "MERGE_HEAD").exists()
    parents = run_git(tmp_path, "rev-parse", "HEAD^1", "HEAD^2").split()
    assert parents == [ours, other]
    assert made.git.blob("HEAD", "readlist.toml") == mended.files["readlist.toml"]


def test_merges_that_were_taken_over_are_remembered(made: Repository, tmp_path: Path) -> None:
    """The last hundred of them; lines of another kind are passed over."""
    assert merges.taken(made.git) == []
    every = [merges.Taken(number, "c", "o", str(number)) for number in range(103)]
    merges.keep(made.git, every)
    assert merges.taken(made.git) == every[3:]
    path = tmp_path / ".git" / "readlist-merges"
    path.write_text("x c o m\n1 c o\n2 c o m\n\n3 c o m more\n")
    assert merges.taken(made.git) == [merges.Taken(2, "c", "o", "m")]


def test_the_readers_own_name_stands_in_commits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git knows it, from its settings or from the environment."""
    (tmp_path / "readlist.toml").write_text(BASE)
    repository.initialise(tmp_path / "readlist.toml")
    for name, value in (("user.name", "Ada"), ("user.email", "ada@example.org")):
        run_git(tmp_path, "config", name, value)
    assert repository.find(tmp_path / "readlist.toml").git.extra == ()
    run_git(tmp_path, "config", "--unset", "user.email")
    assert repository.find(tmp_path / "readlist.toml").git.extra
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ada@example.org")
    assert repository.find(tmp_path / "readlist.toml").git == Git(tmp_path)

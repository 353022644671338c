"""``examples/digest-workflow.yml`` and ``examples/digest.cron`` work as far as they can here."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it publishes no types

from arxiv_sim import ArxivSim
from support.digest_kit import Inbox, mail_server
from support.taste_kit import TASTE, news_corpus, put_abstracts

Done = subprocess.CompletedProcess[str]
EXAMPLES = Path(__file__).parents[1] / "examples"
WORKFLOW: dict[Any, Any] = yaml.safe_load((EXAMPLES / "digest-workflow.yml").read_text())
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["digest"]["steps"]


@pytest.fixture(autouse=True)
def arxiv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_list: Callable[[str], Path], home: Path
) -> Iterator[ArxivSim]:
    """Run a simulated arXiv with news, and make a list that follows a category."""
    make_list(TASTE)
    put_abstracts(home / "library")
    (home / "follow.toml").write_text('categories = ["cs.CL"]\n')
    corpus = news_corpus(tmp_path / "corpus.jsonl")
    with ArxivSim(corpus=corpus, feed_date="2026-11-21T00:00:00Z", feed_days=3) as running:
        for name, path in (("API", "/api/query"), ("RSS", "/rss/"), ("PDF", "/pdf/")):
            monkeypatch.setenv(f"READLIST_ARXIV_{name}", f"{running.base}{path}")
        monkeypatch.setenv("READLIST_ARXIV_INTERVAL", "0")
        yield running


@pytest.fixture
def mail() -> Iterator[tuple[Inbox, int]]:
    """Run a mail server."""
    with mail_server() as running:
        yield running


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with ``readlist``, and a ``gh`` that writes down what it is told."""
    folder = tmp_path / "bin"
    folder.mkdir()
    made = {
        "readlist": f'exec "{sys.executable}" -m readlist "$@"',
        "gh": f'(printf "%s\\n" "$@"; cat "${{@: -1}}") >> "{tmp_path}/gh.txt"',
    }
    for name, line in made.items():
        (folder / name).write_text(f"#!/bin/bash\n{line}\n")
        (folder / name).chmod(0o755)
    return folder


def shell(text: str, folder: Path, programs: Path, **environ: str) -> Done:
    """Run a step as the workflow's shell does."""
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, **environ}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(home: Path, tmp_path: Path, programs: Path) -> Path:
    """Return a clone of a repository that holds the list."""
    (home / ".gitignore").write_text("library\ncache\nstate\n.readlist-home\n")
    setup = f"""
    git init -q -b main && git add . && git -c user.name=a -c user.email=a@b.c commit -qm list
    git clone -q --bare . {tmp_path}/remote.git
    git clone -q {tmp_path}/remote.git {tmp_path}/clone
    """
    done = shell(setup, home, programs)
    assert done.returncode == 0, done.stderr
    return tmp_path / "clone"


def run_steps(repository: Path, programs: Path, **environ: str) -> None:
    """Run the steps that have a command, but the installation; the first failure ends it."""
    given = {
        name: str(value).replace("${{ github.workspace }}", str(repository))
        for name, value in WORKFLOW["jobs"]["digest"]["env"].items()
    }
    secrets = {name for name, value in given.items() if "${{" in value}
    env = {name: value for name, value in given.items() if name not in secrets}
    env |= dict.fromkeys(secrets, "") | environ
    for step in STEPS:
        if "run" not in step or step["name"] == "Install":
            continue
        done = shell(step["run"], repository, programs, **env)
        assert done.returncode == 0, (step["name"], done.stderr)


def test_the_workflow_is_one_that_can_run() -> None:
    """Its steps, when it runs, what it may do; no expression stands inside a command."""
    assert WORKFLOW["permissions"] == {"contents": "write", "issues": "write"}
    assert WORKFLOW[True]["schedule"][0]["cron"].split()[-1] == "1-5"  # YAML takes "on" for true
    assert all("${{" not in step.get("run", "") for step in STEPS)
    named = set(re.findall(r"secrets\.(\w+)", (EXAMPLES / "digest-workflow.yml").read_text()))
    assert named == {"SMTP_URL", "DIGEST_TO"}


def test_the_workflow_mails_once_and_commits_what_was_sent(
    repository: Path, programs: Path, mail: tuple[Inbox, int], tmp_path: Path
) -> None:
    """The second morning without news sends nothing and commits nothing."""
    inbox, port = mail
    secrets = {"READLIST_SMTP_URL": f"smtp://127.0.0.1:{port}", "DIGEST_TO": "me@example.org"}
    for _ in range(2):
        run_steps(repository, programs, **secrets)
    assert len(inbox.mails) == 1
    log = subprocess.run(
        ["git", "log", "--format=%s"], cwd=tmp_path / "remote.git", capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert log.stdout.splitlines() == ["Note what the digest sent", "list"]
    assert not (tmp_path / "gh.txt").exists()


def test_the_workflow_opens_an_issue_without_secrets(
    repository: Path, programs: Path, tmp_path: Path
) -> None:
    """With the digest as its text; on a day without news none is opened."""
    for _ in range(2):
        run_steps(repository, programs)
    told = (tmp_path / "gh.txt").read_text()
    assert told.startswith("issue\ncreate\n--title\n3 new papers")
    assert "[Experts That Share a Gate](https://arxiv.org/abs/2611.00002)" in told
    assert told.count("create") == 1


def test_what_could_not_be_sent_is_not_committed(
    repository: Path, programs: Path, tmp_path: Path
) -> None:
    """The step fails, and the same comes again."""
    secrets = {"READLIST_SMTP_URL": "smtp://127.0.0.1:9", "DIGEST_TO": "me@example.org"}
    with pytest.raises(AssertionError, match="Send"):
        run_steps(repository, programs, **secrets)
    assert not (repository / "digest.txt").exists()


def test_the_crontab_sends_a_mail(home: Path, programs: Path, mail: tuple[Inbox, int]) -> None:
    """Each line is a remark, a variable or a job; the job does what it says, and says nothing."""
    inbox, port = mail
    environ: dict[str, str] = {}
    jobs: list[str] = []
    for line in (EXAMPLES / "digest.cron").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if found := re.fullmatch(r"(\w+)=(.*)", line):
            environ[found[1]] = found[2]
        else:
            *when, command = line.split(None, 5)
            assert all(re.fullmatch(r"[\d*/,-]+", field) for field in when)
            assert "%" not in command  # a line break to cron
            jobs.append(command)
    assert environ.pop("PATH")
    environ["READLIST_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    (job,) = jobs
    done = shell(job, home, programs, **environ)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert inbox.mails[0].rcpt_tos == ["me@example.org"]

"""What the safety tests share: lists to change, runs to kill, and a look at what is on disk."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def list_of(count: int) -> str:
    """Return a list with comments and unknown keys in every paper."""
    papers = (
        f"\n# remark {number}\n[[paper]]\n"
        f'id = "2401.{number:05d}"   # paper {number}\n'
        f'title = "The {number}th Paper"\n'
        f'topics = ["t{number % 7}"]\n'
        'status = "unread"\n'
        f"mine.rank = {number}\n"
        for number in range(1, count + 1)
    )
    return "# my list\nschema = 1\n" + "".join(papers)


def papers_in(raw: bytes) -> dict[str, dict[str, Any]]:
    """Return the papers of a list by identifier, as the standard library's parser sees them.

    Raises:
        tomllib.TOMLDecodeError: The list is broken.
    """
    return {str(paper["id"]): paper for paper in tomllib.loads(raw.decode()).get("paper", [])}


@dataclass(frozen=True)
class Ran:
    """What came of a run."""

    out: str
    err: str
    code: int | None
    """None for a run that was killed."""

    @property
    def acknowledged(self) -> bool:
        """Whether it said or answered that something was done."""
        said = [line for line in self.err.splitlines() if not line.startswith(_NO_ANSWERS)]
        return bool(said) or self.code == 0


_NO_ANSWERS = ("note:", "Asking arXiv", "Waiting", "waiting", "error:", "try:", "  ")


class Runner:
    """Runs command lines in forked children (`forked_runs`)."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def __call__(
        self, args: Sequence[str], *, after: float | None = None, at: int | None = None
    ) -> Ran:
        """Run a command line; kill it after some seconds, or at a system call."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = {"args": list(args), "kill_after": after, "kill_at": at}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return Ran(answer["out"], answer["err"], answer["code"])


@contextmanager
def runner() -> Iterator[Runner]:
    """Give a `Runner` in this test's home."""
    with subprocess.Popen(
        [sys.executable, str(HERE / "forked_runs.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Runner(process)
        assert process.stdin is not None
        process.stdin.close()

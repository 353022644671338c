"""``readlist mcp`` as a process: stdout is the protocol's alone, and its end is a good one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.library_kit import SMALL
from support.marked_pdf import marked
from support.mcp_kit import MODERN_META, Client
from support.tests_kit import Run


@pytest.fixture(autouse=True)
def small(make_list: Callable[[str], Path]) -> Path:
    """Return the small list."""
    return make_list(SMALL)


@contextmanager
def started(*words: str, **environ: str) -> Iterator[tuple[Client, "subprocess.Popen[bytes]"]]:
    """Start a server in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "readlist", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environ},
    ) as process:
        assert process.stdin
        assert process.stdout
        # Of its own, so that closing it closes the only way in.
        writes = os.dup(process.stdin.fileno())
        process.stdin.close()
        try:
            yield Client(writes, process.stdout.fileno()), process
        except BaseException:
            process.kill()
            raise


def test_a_session_in_both_eras_ends_well(small: Path) -> None:
    """Answers on stdout, nothing on stderr, exit code 0 at the end of input."""
    with started("mcp") as (client, process):
        assert client.begin()["result"]["protocolVersion"] == "2025-11-25"
        assert client.call("mark", papers=["mixture"], status="read")[1] is False
        found = client.ask("tools/list", {"_meta": MODERN_META})["result"]
        assert found["resultType"] == "complete"
        assert client.end() == []
        assert process.wait(30) == 0
        assert process.stderr
        assert process.stderr.read() == b""
    assert 'status = "read"' in small.read_text()


def test_another_list_is_served(tmp_path: Path) -> None:
    """By the options that name one, as everywhere."""
    other = tmp_path / "other.toml"
    other.write_text('[[paper]]\nid = "1706.03762"\ntitle = "Other"\n')
    with started("--file", str(other), "mcp", "--read-only") as (client, _):
        client.begin()
        assert "1706.03762 | Other" in client.call("find")[0]
        client.end()


def test_a_list_is_served_by_its_name(home: Path, tmp_path: Path, run: Run) -> None:
    """``-L``; a name that there is not ends it before anything is served."""
    other = tmp_path / "team.toml"
    other.write_text('[[paper]]\nid = "1706.03762"\ntitle = "Other"\n')
    (home / "config.toml").write_text(f'[lists]\nteam = "{other}"\n')
    with started("-L", "team", "mcp") as (client, _):
        client.begin()
        assert "1706.03762 | Other" in client.call("find")[0]
        assert client.call("note", paper="1706.03762", text="x")[1] is False
        client.end()
    assert "2026-11-21  x" in other.read_text()
    for option in (["-L", "nobody"], ["--file", str(tmp_path / "none.toml")]):
        refused = run(*option, "mcp")
        assert (refused.code, refused.out) == (6, "")


def test_requests_before_the_end_of_input_are_answered() -> None:
    """All of them at once from a file, as a pipe without a partner gives them."""
    lines = [
        {"jsonrpc": "2.0", "id": number, "method": "tools/call",
         "params": {"name": "find", "arguments": {}, "_meta": MODERN_META}}
        for number in range(20)
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "readlist", "mcp"],
        input="".join(json.dumps(line) + "\n" for line in lines).encode(),
        capture_output=True,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(answer["id"] for answer in answers) == list(range(20))
    assert done.stderr == b""


def test_stray_words_do_not_reach_stdout(tmp_path: Path) -> None:
    """What anything prints goes to stderr, also from a child; children have an empty input."""
    child = "import sys; sys.stdout.write(f'child read {len(sys.stdin.read())}')"
    (tmp_path / "sitecustomize.py").write_text(
        "import readlist.mcp.finding as finding, subprocess, sys\n"
        "kept = finding.find\n"
        "def find(*args, **more):\n"
        "    print('a stray word', flush=True)\n"
        f"    subprocess.run([sys.executable, '-S', '-c', {child!r}], check=True)\n"
        "    return kept(*args, **more)\n"
        "finding.find = find\n"
    )
    with started("mcp", PYTHONPATH=str(tmp_path)) as (client, process):
        client.begin()
        assert "Mixture of Winds" in client.call("find")[0]
        assert client.end() == []
        assert process.stderr
        assert process.stderr.read().split(b"\n") == [b"a stray word", b"child read 0"]


def test_a_client_that_goes_away_ends_it() -> None:
    """Both ends closed in the midst of a call: no traceback, no process that stays."""
    with started("mcp") as (client, process):
        client.begin()
        client.request("tools/call", {"name": "find"})
        client._out.close()
        assert process.stdout
        process.stdout.close()
        assert process.wait(30) in (0, 1)
        assert process.stderr
        assert process.stderr.read() == b""


def test_the_skill_is_a_file_for_agents(run: Run) -> None:
    """Front matter with name and description, and at most 60 lines in all."""
    lines = run("mcp", "--skill").lines
    assert lines[0] == "---"
    assert lines[1] == "name: readlist"
    assert any(line.startswith("description:") for line in lines[:8])
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 100


def test_the_commands_of_the_skill_work(run: Run) -> None:
    """Each as it stands there, on a list that has the papers."""
    text = run("mcp", "--skill").out
    commands = [line[4:] for line in text.splitlines() if line.startswith("    readlist ")]
    assert len(commands) == 10
    run("add", "2310.06825", "2401.04088", "--no-fetch")
    for command in commands:
        words = command.partition("  ")[0].replace('"what it found"', "found").split()[1:]
        if words[0] == "discover":
            words += ["--category", "cs.CL"]
        if words[0] in ("discover", "add"):  # these ask arXiv
            words.append("--offline")
        assert run(*words).code in ((5,) if words[0] == "discover" else (0,)), command


def _memory(process: "subprocess.Popen[bytes]") -> int:
    """Return the kilobytes that a process holds."""
    text = Path(f"/proc/{process.pid}/status").read_text()
    return int(next(x for x in text.splitlines() if x.startswith("VmRSS")).split()[1])


def _count(process: "subprocess.Popen[bytes]", what: str) -> int:
    """Return how many descriptors or threads a process has."""
    return len(list(Path(f"/proc/{process.pid}/{what}").iterdir()))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors under /proc")
def test_a_thousand_calls_leave_nothing_behind(home: Path) -> None:
    """No descriptors, no threads and hardly any memory more than after fifty."""
    folder = home / "library" / "2401.04088"
    folder.mkdir(parents=True)
    (folder / "2401.04088v1.pdf").write_bytes(marked(["Winds mix in many ways."]))
    calls: list[tuple[str, dict[str, Any]]] = [
        ("find", {}), ("find", {"next": True}), ("find", {"words": "winds"}),
        ("show", {"paper": "mixture"}), ("show", {"paper": "mixture", "part": "text"}),
        ("show", {"paper": "nothing at all"}), ("related", {"paper": "mixture"}),
        ("mark", {"papers": ["mixture"], "star": True}), ("undo", {}), ("discover", {}),
    ]  # fmt: skip
    with started("mcp", "--offline") as (client, process):
        client.begin()
        seen = []
        for number in range(1000):
            tool, given = calls[number % len(calls)]
            client.call(tool, **given)
            if number in (49, 999):
                held = _count(process, "fd")
                threads = _count(process, "task")
                seen.append((held, threads, _memory(process)))
        client.end()
    (held, threads, memory), later = seen
    assert (later[0], later[1]) == (held, threads)
    assert later[2] < memory + 20_000

"""Eight processes that change one list at the same time, and one that reads it."""

import json
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from support.safety_kit import list_of, papers_in

WRITERS, CHANGES, PAPERS = 8, 100, 200

WRITER = """
import json, random, sys
from readlist.config import load_settings
from readlist.library import collecting, marking
from readlist.library.workspace import Unheard
from readlist.library.reports import AddOptions
from readlist.library.workspace import Workspace
from readlist.paper import Status
from readlist.paths import find_paths

me, changes, seed = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
paths, chance = find_paths(), random.Random(seed)
for number in range(changes):
    workspace = Workspace(paths, load_settings(paths.config), Unheard())
    papers = [p for p in workspace.papers() if p.id.startswith("2401.")]
    paper, token = chance.choice(papers), f"w{me}n{number}"
    kind = chance.choice(["note", "topic", "add", "status"])
    if kind == "note":
        marking.add_note(workspace, [paper], token)
    elif kind == "topic":
        marking.change_topics(workspace, [paper], [token])
    elif kind == "add":
        paper_id = f"{me + 16}01.{number + 1:05d}"
        collecting.add(workspace, [paper_id], AddOptions(fetch=False))
        paper, token = None, paper_id
    else:
        mine = [p for p in papers if int(p.id[-3:]) % 8 == me]
        paper, status = chance.choice(mine), chance.choice(list(Status))
        marking.mark(workspace, [paper], status)
        token = str(status)
    print(json.dumps([kind, paper.id if paper else "", token]), flush=True)
"""


@pytest.mark.slow
def test_eight_writers_lose_nothing(make_list: Callable[[str], Path]) -> None:
    """Every acknowledged change is there, nothing else changed, and readers see whole lists."""
    text = list_of(PAPERS)
    path = make_list(text)
    chance = random.Random(8)
    command = [sys.executable, "-c", WRITER]
    writers = [
        subprocess.Popen(
            [*command, str(me), str(CHANGES), str(chance.random())[2:]],
            stdout=subprocess.PIPE,
            text=True,
        )
        for me in range(WRITERS)
    ]
    done, broken, looks = threading.Event(), [], Counter[str]()

    def look() -> None:
        while not done.is_set():
            try:
                if len(papers_in(path.read_bytes())) < PAPERS:
                    broken.append("papers are missing")
            except (OSError, ValueError) as error:
                broken.append(str(error))
            looks["at the list"] += 1

    reader = threading.Thread(target=look)
    reader.start()
    try:
        outputs = [writer.communicate()[0] for writer in writers]
    finally:
        done.set()
        reader.join()
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    assert broken == []
    assert looks["at the list"] > 100
    acknowledged = [json.loads(line) for output in outputs for line in output.splitlines()]
    assert len(acknowledged) == WRITERS * CHANGES

    raw = path.read_bytes()
    expect_everything(raw, acknowledged)
    assert [found.name for found in path.parent.glob(".*")] == []


def expect_everything(raw: bytes, acknowledged: list[list[str]]) -> None:
    """Make sure that a list is what the acknowledged changes make of the first one."""
    papers = papers_in(raw)
    wanted = papers_in(list_of(PAPERS).encode())
    notes: dict[str, list[str]] = {name: [] for name in wanted}
    topics: dict[str, list[str]] = {name: [] for name in wanted}
    for kind, name, token in acknowledged:
        if kind == "note":
            notes[name].append(f"2026-11-21  {token}")
        elif kind == "topic":
            topics[name].append(token)
        elif kind == "add":
            assert papers.pop(token)["status"] == "unread"
        else:  # each paper's status belongs to one writer, whose answers are in order
            wanted[name]["status"] = token
    assert papers.keys() == wanted.keys()
    for name, paper in papers.items():
        assert sorted(paper.get("notes", "").splitlines()) == sorted(notes[name])
        assert sorted(paper["topics"][1:]) == sorted(topics[name])
        assert paper["topics"][0] == wanted[name]["topics"][0]
        assert paper["status"] == wanted[name]["status"]
        assert (paper["mine"], paper["title"]) == (wanted[name]["mine"], wanted[name]["title"])
    for number in range(1, PAPERS + 1):
        assert f"# remark {number}\n".encode() in raw
        assert f"# paper {number}\n".encode() in raw

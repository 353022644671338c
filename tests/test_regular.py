"""Files are opened in one way, so that whatever lies at their paths is an error at once."""

import ast
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from readlist.errors import FileError
from readlist.regular import NotRegularError, load_regular, open_regular, read_regular

PACKAGE = Path(__file__).parents[1] / "src" / "readlist"

OPENING = {"read_bytes", "read_text", "write_bytes", "write_text", "open"}
ALLOWED = {
    # Not files at all.
    "mentions/gather.py": {"self.headings.open"},
    "cli/opening.py": {"webbrowser.open"},
    "documents/archive.py": {"self._packed.open", "packed.open"},
    # Files of the package.
    "ranking/term_model.py": {"(Path(__file__).parent / 'data' / 'terms.bin').read_bytes"},
    "mentions/vocabulary.py": {"Path(__file__).with_name('labels.txt').read_text"},
    "language/__init__.py": {"(CATALOGUES / f'{language}.po').read_text"},
    "library/seeding.py": {"resources.files('readlist').joinpath('seed.toml').read_bytes"},
    "exporters/html/page.py": {"resources.files(__package__).joinpath(name).read_text"},
    # The one way, and those that go it by `opener`.
    "regular.py": {"os.open"},
    "library/completion_cache.py": {"temporary.write_text"},
    "library/shown.py": {"open", "temporary.write_text"},
    "library/searching.py": {"workspace.paper_files.read_text"},
    "library/pdf_text.py": {"workspace.paper_files.read_text", "workspace.paper_files.write_text"},
    "cli/error_handler.py": {"open", "os.open"},
    # Facts that the kernel writes.
    "cli/terminal.py": {
        "Path('/proc/sys/kernel/random/boot_id').read_text",
        "Path(f'/proc/{leader}/stat').read_bytes",
    },
    # New names that nobody else knows; folders; streams that are open already.
    "index/schema.py": {"temporary.write_text"},
    "documents/limits.py": {"open"},
    # Files of git's, beside the list or in its own folder.
    "sync/merges.py": {"_path(git).read_text", "temporary.write_text"},
    "sync/repository.py": {"path.read_text", "path.write_text"},
    "files/atomic.py": {"os.open"},
    "__main__.py": {"os.open", "open"},
    # The null device.
    "mcp/server.py": {"os.open"},
    # A part of a download, which was looked at or deleted before.
    "pdfs/downloading.py": {"self._note.write_text", "self._part.open"},
    # What the reader named as a source or target may be a pipe.
    "cli/collect.py": {"path.open"},
    "library/export_files.py": {"path.open"},
    "library/statistics.py": {"export_files.write_text"},
    # Without any module that takes time to load; guarded there by itself.
    "cli/complete.py": {"os.open", "open"},
}
"""Where files are opened otherwise, and how."""


def openings(path: Path) -> Iterator[str]:
    """Yield what a module calls to open files, as it is written there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                if called.attr in OPENING:
                    yield ast.unparse(called)
            elif ast.unparse(called) == "open":
                yield "open"


def test_files_are_opened_in_one_way() -> None:
    """A new `open` goes through `readlist.regular`, or is listed with its reason."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        found[str(path.relative_to(PACKAGE))] = set(openings(path))
    others = {name: calls - ALLOWED.get(name, set()) for name, calls in found.items()}
    assert {name: calls for name, calls in others.items() if calls} == {}
    unused = {name: calls - found[name] for name, calls in ALLOWED.items()}
    assert {name: calls for name, calls in unused.items() if calls} == {}


def place(kind: str, path: Path) -> None:
    """Put something that is no file at a path."""
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))


@pytest.fixture(params=["fifo", "folder", "device", "socket"])
def strange(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return a path at which something lies that is no file."""
    monkeypatch.chdir(tmp_path)  # the name of a socket has to be short
    place(request.param, Path("it"))
    return Path("it")


@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_RDWR | os.O_APPEND])
def test_what_is_no_file_is_not_opened(strange: Path, flags: int) -> None:
    """For reading and for writing, at once."""
    with pytest.raises(NotRegularError, match="it is"):
        open_regular(strange, flags)


def test_what_is_no_file_is_not_read(strange: Path) -> None:
    """As an error of the system, and as one in words with the remedy."""
    with pytest.raises(NotRegularError):
        load_regular(strange, 100)
    with pytest.raises(FileError, match=r"is (a folder|not a regular file)") as caught:
        read_regular(strange, 100, "move it away")
    assert caught.value.remedy == "move it away"


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """As many bytes as are allowed, and not one more."""
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert load_regular(path, 5) == b"12345"
    with pytest.raises(OSError, match="too large"):
        load_regular(path, 4)
    with pytest.raises(FileNotFoundError):
        load_regular(tmp_path / "none", 5)

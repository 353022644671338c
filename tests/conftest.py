"""What every test gets: its own home, a fixed day and width, and no network but loopback."""

import ipaddress
import os
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from readlist import language
from readlist.paper import Paper
from support.tests_kit import Outcome, Run

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs behind it so, and programs that tests stop would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

TODAY = "2026-11-21"

# No test measures time: machines are slow and busy.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

_UNSET = (
    *("EDITOR", "VISUAL", "PAGER", "BROWSER", "NO_COLOR", "FORCE_COLOR", "CLICOLOR"),
    *("CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "DISPLAY", "WAYLAND_DISPLAY"),
    *("LANGUAGE", "LC_ALL", "LC_MESSAGES"),
    *("SSH_CONNECTION", "SSH_TTY", "GITHUB_ACTIONS", "PY_COLORS", "FORCE_HYPERLINK"),
    *("TERM_PROGRAM", "TERM_PROGRAM_VERSION", "VTE_VERSION", "TMUX", "WT_SESSION"),
    *("KITTY_WINDOW_ID", "DOMTERM", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID"),
)


def _is_local(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return isinstance(name, str) and ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach further than this machine."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}
    look_up = socket.getaddrinfo

    def guarded(name: str) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
                pytest.fail(f"a test tried to reach {address!r}")
            return real[name](self, address)

        return connect

    def resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_local(host):
            raise socket.gaierror(socket.EAI_NONAME, f"tests do not look up {host!r}")
        return look_up(host, *args, **kwargs)

    for name in real:
        monkeypatch.setattr(socket.socket, name, guarded(name))
    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home of its own, a fixed day, 80 columns and no colours."""
    folder = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        ours = name.startswith(("READLIST_", "XDG_")) or name.upper().endswith("_PROXY")
        if ours or name in _UNSET:
            monkeypatch.delenv(name)
    values = {"HOME": folder, "READLIST_HOME": folder, "READLIST_TODAY": TODAY}
    fixed = {
        "COLUMNS": "80",
        "LINES": "24",
        "TERM": "xterm-256color",
        "PYTHONUTF8": "1",
        "PAGER": "cat",
        "LANG": "C.UTF-8",
    }
    for name, value in (values | fixed | {"PAGER": "cat"}).items():
        monkeypatch.setenv(name, str(value))
    return folder


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English again, whatever a test spoke."""
    yield
    language.use(language.ENGLISH)


@pytest.fixture
def a_paper() -> Callable[..., Paper]:
    """Return a factory of papers that are complete unless told otherwise."""

    def make(identifier: str = "2310.06825", **fields: Any) -> Paper:
        given: dict[str, Any] = {
            "title": "A Small Model",
            "authors": ("Ada Archer", "Ben Birch", "Cid Cole"),
            "published": date(2023, 10, 10),
            "categories": ("cs.CL", "cs.LG"),
            "topics": ("models",),
            "added": date(2026, 11, 1),
        }
        return Paper(id=identifier, **(given | fields))

    return make


@pytest.fixture
def make_list(home: Path) -> Callable[[str], Path]:
    """Return a function that writes the list of this test's home and tells where it is."""

    def make(text: str) -> Path:
        path = home / "readlist.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command line in this process."""
    from typer.testing import CliRunner  # noqa: PLC0415 - most tests run no command

    from readlist.cli.group import app  # noqa: PLC0415 - most tests run no command

    def call(
        *args: str,
        input: str | None = None,  # noqa: A002 - the runner's word
        env: Mapping[str, str | None] | None = None,
        terminal: bool = False,
        asks: bool = False,
        charset: str = "utf-8",
    ) -> Outcome:
        screen = {"FORCE_COLOR": "1", "NO_COLOR": "1"} if terminal or asks else {}
        with monkeypatch.context() as patch:
            if asks:
                patch.setattr("readlist.cli.terminal.is_tty", lambda _stream: True)
            result = CliRunner(charset).invoke(
                app, list(args), input=input, env=screen | dict(env or {})
            )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return call

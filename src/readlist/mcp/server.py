"""The server: reads lines, lets calls run side by side, writes answers as they come.

A slow call holds up no other: calls that use the network, that read the list and that change it
have separate threads. Changes are made in the order in which they were requested. Every call has
its own workspace, so that it sees the list as it is now; locks keep two calls apart just as they
keep two processes apart.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from readlist.errors import ReadlistError
from readlist.mcp.answers import ToolAnswer, failed
from readlist.mcp.hearing import Hearing, StoppedError
from readlist.mcp.messages import (
    INVALID_REQUEST,
    LARGEST,
    Batch,
    Fault,
    Id,
    Json,
    Message,
    Notification,
    Request,
    is_id,
    notification,
    read_line,
    write_line,
)
from readlist.mcp.protocol import BATCHING, Call, Protocol
from readlist.mcp.thread_pool import ThreadPool
from readlist.mcp.tools import Tool, checked, tools, work_of

if TYPE_CHECKING:
    from readlist.library.workspace import Workspace


Open = Callable[[str, Hearing], "Workspace"]
"""Makes the workspace of a call, from the agent's name and its notices."""
Explain = Callable[[str, Exception], ReadlistError]
"""Puts an unexpected fault of a tool into words."""
Send = Callable[[Json | None], None]
"""Takes an answer or progress; None stands for the answer to a cancelled call."""

MOST_OPEN = 500
"""Calls that are not answered yet; a client that asks for more is refused."""
_UNNAMED = "without a name"
_BEAT = 5.0
"""Seconds after which a call reports that it goes on, so that no client gives up on it."""


@dataclass(slots=True)
class _Running:
    """A call that is not answered yet."""

    call: Call
    send: Send
    hearing: Hearing
    ticks: int = field(default=0)


class Server:
    """Serves one client.

    Args:
        open_workspace: Makes the workspace of a call.
        explain: Puts an unexpected fault into words.
        output: Where lines go.
        read_only: Whether tools that change the list are left out.
    """

    def __init__(
        self,
        open_workspace: Open,
        explain: Explain,
        output: BinaryIO,
        *,
        read_only: bool = False,
    ) -> None:
        self._open_workspace = open_workspace
        self._explain = explain
        self._output = output
        self._is_read_only = read_only
        self._tools = tools(read_only=read_only)
        self._protocol = Protocol([tool.definition() for tool in self._tools.values()])
        self._running: dict[Id, _Running] = {}
        self._unsent = 0
        self._state = threading.Condition()
        self._writing = threading.Lock()
        self._is_gone = False
        self._ended = threading.Event()
        self._beats = False
        looking, asking, changing = (
            ThreadPool("looking", 16),
            ThreadPool("asking", 8),
            ThreadPool("changing", 1),
        )
        self._pool_of = {
            name: asking if tool.asks else changing if tool.writes else looking
            for name, tool in self._tools.items()
        }

    def serve(self, source: BinaryIO) -> None:
        """Answer until the input ends and everything that was asked is answered."""
        for line in _lines(source):
            self._take(read_line(line))
            if self._is_gone:
                break
        self._finish()
        self._ended.set()
        for pool in set(self._pool_of.values()):
            pool.close()

    def _finish(self) -> None:
        with self._state:
            if self._is_gone:
                for one in self._running.values():
                    one.hearing.stopped.set()
            else:
                self._state.wait_for(lambda: not self._unsent or self._is_gone)

    def _take(self, said: Message | Batch | None) -> None:
        if isinstance(said, Batch):
            if self._protocol.version == BATCHING:
                self._take_batch(said)
            else:
                self._send(Fault(None, INVALID_REQUEST, "one message a line").to_json())
        elif said is not None:
            self._take_one(said, self._send)

    def _take_batch(self, batch: Batch) -> None:
        asked = sum(not isinstance(one, Notification) for one in batch.messages)
        answers: list[Json | None] = []
        lock = threading.Lock()

        def collect(answer: Json | None) -> None:
            if answer and "id" not in answer:  # progress does not wait
                self._send(answer)
                return
            with lock:
                answers.append(answer)
                is_last = len(answers) == asked
            wanted = list(filter(None, answers))
            if is_last and wanted:
                self._write(write_line(wanted))

        for message in batch.messages:
            self._take_one(message, collect)

    def _take_one(self, message: Message, send: Send) -> None:
        if isinstance(message, Fault):
            send(message.to_json())
        elif isinstance(message, Notification):
            if message.method == "notifications/cancelled":
                self._cancel(message.params.get("requestId"))
        else:
            self._answer(message, send)

    def _answer(self, request: Request, send: Send) -> None:
        with self._state:
            if request.id in self._running:
                problem = "a request with that id is not answered yet"
                send(Fault(request.id, INVALID_REQUEST, problem).to_json())
                return
            crowded = len(self._running) >= MOST_OPEN
        asked = self._protocol.take(request)
        if not isinstance(asked, Call):
            send(asked)
        elif crowded:
            problem = f"{MOST_OPEN} calls are not answered yet; wait for some"
            send(Fault(request.id, INVALID_REQUEST, problem).to_json())
        else:
            self._start(asked, send)

    def _start(self, call: Call, send: Send) -> None:
        one = _Running(call, send, Hearing(None))
        if call.token is not None:
            one.hearing = Hearing(partial(self._progress, one))
            if not self._beats:
                self._beats = True
                threading.Thread(target=self._beat, name="beating", daemon=True).start()
        with self._state:
            self._running[call.id] = one
            self._unsent += 1
        self._pool_of[call.tool].do(partial(self._run, one))

    def _run(self, one: _Running) -> None:
        answer: Json | None = None
        if not one.hearing.stopped.is_set():
            found = self._done(one)
            answer = one.call.answer(found.texts, exit_code=found.exit_code) if found else None
        with self._state:
            self._running.pop(one.call.id, None)
            wanted = not one.hearing.stopped.is_set()
        one.send(answer if wanted else None)
        with self._state:
            self._unsent -= 1
            self._state.notify_all()

    def _done(self, one: _Running) -> ToolAnswer | None:
        """Return what a tool says; None if the call was cancelled."""
        try:
            found = self._called(one, self._tools[one.call.tool])
        except StoppedError:
            return None
        except ReadlistError as error:
            found = failed(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the call is answered
            found = failed(self._explain(one.call.tool, error))
        notes = one.hearing.warnings
        return replace(found, texts=("\n".join([*notes, found.texts[0]]), *found.texts[1:]))

    def _called(self, one: _Running, tool: Tool) -> ToolAnswer:
        given = checked(tool, one.call.arguments)
        workspace = self._open_workspace(one.call.agent or _UNNAMED, one.hearing)
        try:
            return work_of(tool.name, writes=not self._is_read_only)(workspace, given)
        finally:
            workspace.close()

    def _beat(self) -> None:
        """Report for silent calls that they go on."""
        while not self._ended.wait(_BEAT):
            with self._state:
                running = list(self._running.values())
            for one in running:
                if not one.hearing.stopped.is_set():
                    one.hearing.beat(_BEAT)

    def _cancel(self, identifier: object) -> None:
        if not is_id(identifier):
            return
        with self._state:
            one = self._running.get(identifier)  # type: ignore[call-overload]  # it is one
            if one:
                one.hearing.stopped.set()

    def _progress(self, one: _Running, text: str, done: int, total: int | None) -> None:
        # A number that only grows, as the protocol requires; the text says how much is done.
        one.ticks += 1
        said = f"{text}, {done:,} of {total:,}" if total else text
        params = {"progressToken": one.call.token, "progress": one.ticks, "message": said}
        one.send(notification("notifications/progress", params))

    def _send(self, message: Json | None) -> None:
        if message:
            self._write(write_line(message))

    def _write(self, line: bytes) -> None:
        try:
            with self._writing:
                self._output.write(line)
                self._output.flush()
        except (OSError, ValueError):  # nobody is left to answer
            self._is_gone = True


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of the input; of one that is too long, just enough to show that."""
    while line := source.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = source.readline(LARGEST + 1)


@contextmanager
def own_streams() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Take standard input and output for the protocol, and give them back afterwards.

    Meanwhile child processes inherit an empty input, and anything else written to standard output
    goes to standard error.
    """
    sys.stdout.flush()
    with ExitStack() as stack:
        source, output = os.dup(0), os.dup(1)  # which no child inherits (PEP 446)
        stack.callback(os.close, source)
        stack.callback(os.close, output)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        os.dup2(2, 1)
        stack.callback(os.dup2, output, 1)
        stack.callback(os.dup2, source, 0)
        stack.callback(sys.stdout.flush)
        with (
            os.fdopen(source, "rb", closefd=False) as reader,
            os.fdopen(output, "wb", closefd=False) as writer,
        ):
            yield reader, writer
